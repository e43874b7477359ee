package assess

import (
	"time"

	"stalkrisk/assess/timeline"
)

// AssessmentFormat is the format that an assessment file names.
const AssessmentFormat = "stalkrisk.assessment/1"

// Assessment is one sitting: the case, the assessor, the time, the responses to
// every instrument, the incidents and everything else that was recorded. Its keys
// in a file, in order, are the json names below. A missing key means not known.
type Assessment struct {
	Format       string            `json:"format"`
	ID           string            `json:"id,omitempty" doc:"made by the program; empty elsewhere"`
	Status       Status            `json:"status,omitempty" default:"complete"`
	Stage        Stage             `json:"stage,omitempty" default:"full"`
	Previous     string            `json:"previous,omitempty" doc:"id of the assessment that this one re-assesses"`
	Training     string            `json:"training,omitempty" doc:"id of a practice case"`
	Sittings     []Stretch         `json:"sittings,omitempty" doc:"when somebody really worked on a practice case; assessed_at is in the time of the case"`
	Case         Case              `json:"case,omitzero"`
	Caller       Caller            `json:"caller,omitempty"`
	Assessor     Assessor          `json:"assessor,omitzero"`
	AssessedAt   Instant           `json:"assessed_at,omitzero" doc:"the latest save, from which every window is counted"`
	Prompted     Fact              `json:"prompted_by_incident,omitempty" doc:"something that happened led to this contact"`
	Contact      Contact           `json:"contact,omitzero"`
	FirstAccount Account           `json:"first_account,omitempty" doc:"in their own words"`
	Versions     map[string]string `json:"instruments,omitempty" doc:"id of each questionnaire, and its version; the newest if absent"`
	Responses    Responses         `json:"responses,omitempty" doc:"by questionnaire and item"`
	DashAsked    DashAsked         `json:"dash_asked,omitempty" default:"auto"`
	Recognition  Recognition       `json:"recognition,omitzero"`
	Incidents    []Incident        `json:"incidents,omitempty"`
	Orders       []Order           `json:"orders,omitempty"`
	Absences     []Absence         `json:"absences,omitempty"`
	Triggers     []Trigger         `json:"triggers,omitempty"`
	Elsewhere    []Elsewhere       `json:"elsewhere,omitempty" doc:"completed with other instruments, shown beside ours"`
	ServiceView  ServiceView       `json:"service_view,omitzero" doc:"what a support service thinks"`
	DashGrade    DashGrade         `json:"dash_grade,omitzero"`
	Override     *Override         `json:"override,omitempty"`
	Decisions    []Decision        `json:"decisions,omitempty"`
	Referral     Referral          `json:"referral,omitzero"`
	AdviceGiven  []string          `json:"advice_given,omitempty"`
	Actions      []Action          `json:"actions,omitempty"`
	Outcome      string            `json:"outcome,omitempty" doc:"what became of it, for learning"`
	Unfinished   []Unfinished      `json:"unfinished,omitempty" doc:"of a draft: what was begun or typed and is not recorded yet"`
}

// Unfinished is an entry that somebody began, or text that was typed in a form and is
// not recorded yet. It is offered when the draft is opened again; a finished assessment
// has none, and nothing scores it.
type Unfinished struct {
	At   string `json:"at,omitempty" doc:"where it belongs: incidents[2], incidents[2].at, override.reason"`
	Text string `json:"text,omitempty" doc:"as it was typed; none for an entry that was begun"`
}

// Incident is one occurrence, as package timeline reads it.
type Incident = timeline.Incident

// Draft reports whether the sitting is still going on.
func (a *Assessment) Draft() bool { return a.Status == Draft }

// FirstContact reports whether the sitting was a first contact, which leaves the
// rest to the attending officer.
func (a *Assessment) FirstContact() bool { return a.Stage == FirstContact }

// Status is whether a sitting is finished.
type Status string

// The two states of a sitting.
const (
	Draft    Status = "draft"
	Complete Status = "complete"
)

// Stage is how far the conversation was meant to go.
type Stage string

// At first contact a call handler asks about immediate danger and about what is
// serious. The attending officer continues with the same file.
const (
	FirstContact Stage = "first_contact"
	Full         Stage = "full"
)

// Case is whose situation it is, under a pseudonymous reference.
type Case struct {
	Reference        string       `json:"reference" doc:"a pseudonym, never a name"`
	Relationship     Relationship `json:"relationship,omitempty"`
	VictimArea       string       `json:"victim_area,omitempty" doc:"police force area"`
	SuspectArea      string       `json:"suspect_area,omitempty" doc:"police force area"`
	Linked           []string     `json:"linked,omitempty" doc:"ids of assessments of the same victim and other suspects"`
	SuspectReference string       `json:"suspect_reference,omitempty" doc:"a pseudonym that other cases about the same person share"`
	Jurisdiction     Jurisdiction `json:"jurisdiction,omitempty" default:"england_wales"`
	OnlineOnly       Fact         `json:"online_only,omitempty"`
	Children         Fact         `json:"children,omitempty"`
	VictimUnder18    Fact         `json:"victim_under_18,omitempty"`
	SuspectUnder18   Fact         `json:"suspect_under_18,omitempty"`
	Suspects         Suspects     `json:"suspects,omitempty"`
	MentalHealthNeed Fact         `json:"mental_health_need,omitempty" doc:"the other person's; for management, never scored"`
}

// Fact is a yes, a no or not known about the case; "" if it was not recorded.
type Fact string

// The values of a fact.
const (
	FactYes     Fact = "yes"
	FactNo      Fact = "no"
	FactUnknown Fact = "unknown"
)

// Relationship is what the suspect is, or was, to the person at risk.
type Relationship string

// RelationshipUnknown is also meant if no relationship was recorded.
const RelationshipUnknown Relationship = "unknown"

// Jurisdiction is whose law applies.
type Jurisdiction string

// EnglandWales is also meant if no jurisdiction was recorded.
const EnglandWales Jurisdiction = "england_wales"

// Suspects is the number of suspects. One assessment is about one of them.
type Suspects string

// Caller is who is calling.
type Caller string

// ThirdParty is somebody who calls about another person, and so cannot answer no
// to every question.
const (
	ThirdParty Caller = "third_party"
)

// Assessor is who asked and recorded: a reference, never a name.
type Assessor struct {
	Reference string `json:"reference,omitempty" doc:"a reference, never a name"`
	Role      Role   `json:"role,omitempty"`
}

// Role is the assessor's post.
type Role string

// Contact is whether, when and how it is safe to speak to the person.
type Contact struct {
	SafeToTalk  Fact   `json:"safe_to_talk,omitempty"`
	Ended       Ended  `json:"ended,omitempty"`
	SafeTimes   string `json:"safe_times,omitempty"` // safe times and routes to ring back
	Interpreter string `json:"interpreter,omitempty"`
	Needs       string `json:"needs,omitempty"`
}

// Ended is how the contact ended.
type Ended string

// The endings that may mean danger.
const (
	Dropped Ended = "dropped"
	Unsafe  Ended = "unsafe"
)

// Account is what the person said, in their words. It may be longer than a note:
// losing what somebody said is worse than a long file.
type Account string

// The greatest length of a text in a saved assessment, in characters. A longer
// text is kept and reported as a problem.
const (
	LongestText    = 10_000
	LongestAccount = 100_000 // of an Account
)

// DashAsked is a person's decision whether to ask DASH.
type DashAsked string

// The relationship decides whether DASH is asked, unless a person says otherwise.
const (
	DashAlways DashAsked = "always"
	DashNever  DashAsked = "never"
)

// Recognition is FOUR (fixated, obsessive, unwanted, repeated). The handler ticks
// it from the account and never reads it aloud. It helps to recognise stalking
// and does not grade it.
type Recognition struct {
	Fixated   Fact `json:"fixated,omitempty"`
	Obsessive Fact `json:"obsessive,omitempty"`
	Unwanted  Fact `json:"unwanted,omitempty"`
	Repeated  Fact `json:"repeated,omitempty"`
}

// Order is a court order, bail condition or warning that is, or was, in force.
type Order struct {
	Kind       OrderKind `json:"kind,omitempty"`
	From       Date      `json:"from,omitzero"`
	To         Date      `json:"to,omitzero"`
	Conditions []string  `json:"conditions,omitempty"`
	Note       string    `json:"note,omitempty"`
}

// OrderKind is the kind of order, bail condition or warning.
type OrderKind string

// Absence is a time when the suspect could not act in person.
type Absence struct {
	From   Date          `json:"from,omitzero"`
	To     Date          `json:"to,omitzero" doc:"a day; none if still absent"`
	Reason AbsenceReason `json:"reason,omitempty"`
}

// AbsenceReason is why the suspect was absent. Only custody and time abroad stop
// the timeline's clock.
type AbsenceReason string

// The reasons that stop the clock.
const (
	Custody AbsenceReason = "custody"
	Abroad  AbsenceReason = "abroad"
)

// Trigger is a date, past or future, on which things may get worse.
type Trigger struct {
	Kind TriggerKind `json:"kind,omitempty"`
	On   Date        `json:"on,omitzero"`
}

// TriggerKind is what happens on a trigger's date.
type TriggerKind string

// Elsewhere is an assessment that somebody completed with another instrument. It
// is shown beside ours.
type Elsewhere struct {
	Instrument string `json:"instrument,omitempty"`
	Level      string `json:"level,omitempty"`
	On         Date   `json:"on,omitzero"`
	By         string `json:"by,omitempty"`
}

// ServiceView is what a support service thinks of the risk.
type ServiceView struct {
	Level OverallLevel `json:"level,omitempty"`
	By    string       `json:"by,omitempty"`
	Note  string       `json:"note,omitempty"`
}

// OverallLevel is a level of concern as a person writes it.
type OverallLevel string

// DashGrade is the assessor's own grade on DASH, by professional judgement.
type DashGrade struct {
	Level  Grade  `json:"level,omitempty"`
	Reason string `json:"reason,omitempty"`
}

// Grade is DASH's own word for risk.
type Grade string

// Override is a level that a person set instead of the computed one, with a
// reason. The computed level is kept with it.
type Override struct {
	From         OverallLevel `json:"from,omitempty" doc:"the level computed at the time"`
	Level        OverallLevel `json:"level,omitempty"`
	Reason       string       `json:"reason,omitempty"`
	By           string       `json:"by,omitempty"`
	SecondPerson string       `json:"second_person,omitempty"`
	At           Instant      `json:"at,omitzero"`
}

// Stretch is a time from one instant to another.
type Stretch struct {
	From Instant `json:"from,omitzero"`
	To   Instant `json:"to,omitzero"`
}

// Practised returns when the last sitting of a practice case began, and how long all
// took together. It returns zero values if there was none.
func (a *Assessment) Practised() (last time.Time, took time.Duration) {
	for _, s := range a.Sittings {
		last = s.From.Time()
		took += max(0, s.To.Time().Sub(last))
	}
	return last, took
}

// Decision is what was decided about an order, a disclosure or a record, and
// why.
type Decision struct {
	About    DecisionAbout `json:"about,omitempty"`
	Decision DecisionWord  `json:"decision,omitempty"`
	Reason   string        `json:"reason,omitempty"`
	By       string        `json:"by,omitempty"`
}

// DecisionAbout is what a decision is about.
type DecisionAbout string

// The subjects whose last decision stands in a result.
const (
	AboutRecording  DecisionAbout = "recording"
	AboutSPO        DecisionAbout = "spo"
	AboutInterimSPO DecisionAbout = "interim_spo"
)

// DecisionWord is what was decided.
type DecisionWord string

// Referral is the offer of a support service, and the answer to it.
type Referral struct {
	Service  string `json:"service,omitempty"`
	Offered  Fact   `json:"offered,omitempty"`
	Accepted Fact   `json:"accepted,omitempty"`
	On       Date   `json:"on,omitzero"`
}

// Action is something that was promised, by whom and by when.
type Action struct {
	What  string `json:"what,omitempty"`
	Owner string `json:"owner,omitempty"`
	Due   Date   `json:"due,omitzero"`
	Done  Date   `json:"done,omitzero" doc:"a day; none if not done yet"`
}

// Overdue reports whether the action was still not done when a was made, after
// the day on which it was due.
func (act *Action) Overdue(a *Assessment) bool {
	return act.Done.IsZero() && !act.Due.IsZero() && act.Due.Day() < timeline.DayOf(a.AssessedAt.Time())
}

// Instant is a strict RFC 3339 time, kept exactly as it was written.
type Instant struct {
	text string
	t    time.Time
}

// ParseInstant reads a strict RFC 3339 time, as timeline.ParseInstant does.
func ParseInstant(s string) (Instant, error) {
	t, err := timeline.ParseInstant(s)
	if err != nil {
		return Instant{}, err
	}
	return Instant{s, t}, nil
}

// InstantOf returns t, cut to whole seconds.
func InstantOf(t time.Time) Instant {
	t = t.Truncate(time.Second)
	return Instant{t.Format(time.RFC3339), t}
}

// String returns the time as it was written; "" if there is none.
func (i Instant) String() string { return i.text }

// Time returns the time in the offset in which it was written.
func (i Instant) Time() time.Time { return i.t }

// IsZero reports whether no time was given.
func (i Instant) IsZero() bool { return i.text == "" }

// UnmarshalText reads a time as ParseInstant does.
func (i *Instant) UnmarshalText(b []byte) (err error) {
	*i, err = ParseInstant(string(b))
	return err
}

// MarshalText returns the time as it was written.
func (i Instant) MarshalText() ([]byte, error) { return []byte(i.text), nil }

// Date is a day such as 2026-11-20.
type Date struct {
	w timeline.When
}

// ParseDate reads a day such as 2026-11-20. The empty text is the zero Date.
func ParseDate(s string) (Date, error) {
	w, err := timeline.ParseWhen(s)
	if _, whole := w.Day(); err != nil || len(s) > len("2006-01-02") || s != "" && !whole {
		return Date{}, errDate
	}
	return Date{w}, nil
}

// String returns the day as it was written; "" if there is none.
func (d Date) String() string { return d.w.String() }

// IsZero reports whether no day was given.
func (d Date) IsZero() bool { return d.w.IsZero() }

// Day returns the number of days since 1970-01-01, or 0 if no day was given.
func (d Date) Day() int { n, _ := d.w.Day(); return n }

// UnmarshalText reads a day as ParseDate does.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDate(string(b))
	return err
}

// MarshalText returns the day as it was written.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.w.String()), nil }
