package assess

// Local is what is particular to a police force: it comes from the settings file, and
// holds nothing of a case. The zero value names nothing.
type Local struct {
	Area        string         `json:"-"` // the force's own area, which the settings hold beside it
	Services    []LocalService `json:"services,omitempty" doc:"services for victims of stalking, the first to offer first; they come before the national ones"`
	Forms       []string       `json:"forms,omitempty" doc:"forms and where to find them, such as the application for a protective order"`
	CrisisRoute string         `json:"crisis_route,omitempty" doc:"how to reach mental-health help at once; a first contact asks about the caller's own life only where this is set"`
	Grades      Grades         `json:"grades,omitzero" doc:"the force's own call grades"`
}

// LocalService is a service for victims in the area of a force.
type LocalService struct {
	Name   string `json:"name"`
	Number string `json:"number"`
	Detail string `json:"detail,omitempty" doc:"when it is open, and for whom"`
}

// Grades are a force's own call grades.
type Grades struct {
	ActNow   string `json:"act_now,omitempty" doc:"where help must be sent at once"`
	Imminent string `json:"imminent,omitempty" doc:"at signs of imminent danger"`
	High     string `json:"high,omitempty" doc:"at a high level"`
	Moderate string `json:"moderate,omitempty" doc:"at a moderate level"`
}

// String returns how to reach the service, on one line.
func (s LocalService) String() string {
	if s.Detail == "" {
		return s.Name + ", " + s.Number
	}
	return s.Name + ", " + s.Number + " (" + s.Detail + ")"
}

// Grade returns the force's own grade for a result: the first that applies of act now,
// signs of imminent danger, high and moderate. It is "" if the settings have none.
func (l *Local) Grade(r *Result) string {
	switch g := &l.Grades; {
	case r.ActNow:
		return g.ActNow
	case r.Escalation.Level == "imminent":
		return g.Imminent
	case r.Overall.Level == "high":
		return g.High
	case r.Overall.Level == "moderate":
		return g.Moderate
	}
	return ""
}
