package report

import (
	"fmt"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
)

// localID begins the id of a route that comes from the settings of the force.
const localID = "local/"

// local returns what the settings of the force add to a report.
func (b *builder) local() Local {
	local := b.set.Local
	return Local{
		Grade: local.Grade(b.r), Forms: append([]string{}, local.Forms...),
		MadeWith: UsedSettings{Area: local.Area, Areas: b.set.Forces.Others(), Local: local},
	}
}

// Of returns the questionnaires with these settings in the place of their own.
func (u *UsedSettings) Of(q assess.Questionnaires) assess.Questionnaires {
	q.Forces, q.Local = fold.NewForces(u.Areas), u.Local
	q.Local.Area = u.Area
	return q
}

// localRoutes returns the services that the settings name, and the force's own crisis
// route where the victim's life is in question. They come before the national ones.
func (b *builder) localRoutes() []Route {
	local := &b.set.Local
	from := []string{"the settings of this force"}
	out := each(local.Services, func(s assess.LocalService) Route {
		return Route{Name: s.Name, Number: s.Number, Detail: s.Detail, Area: local.Area, Audience: "victims of stalking", From: from}
	})
	if own := b.a.OwnLife; local.CrisisRoute != "" && (own == "yes" || own == assess.OwnLifeNow) {
		out = append(out, Route{Name: "Mental-health help at once", Number: local.CrisisRoute, Area: local.Area, Audience: "anyone in mental distress or crisis", Private: true, From: from})
	}
	for i := range out {
		out[i].ID, out[i].Source = fmt.Sprintf("%s%d", localID, i+1), []string{}
	}
	return out
}
