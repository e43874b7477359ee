package report

import (
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// What a force writes in its settings must reach the people who act: its services before
// the national ones, its forms, its crisis route and its own call grade.
func TestTheSettingsOfAForceReachTheReport(t *testing.T) {
	t.Parallel()
	set, guides := assesstest.Set(), assesstest.Guides()
	set.Local = assess.Local{
		Area: "Northshire", Services: []assess.LocalService{{Name: "Northshire Advocates", Number: "01632 960123", Detail: "weekdays"}},
		Forms: []string{"SPO 1"}, CrisisRoute: "01632 960999", Grades: assess.Grades{High: "Grade 2", Moderate: "Grade 3"},
	}
	a := assess.Assessment{OwnLife: "yes"}
	r := Build(set, guides, &a, assess.Scored{Result: assess.Score(set, &a)}, assess.Instant{})
	if len(r.Guidance.Routes) < 2 || r.Guidance.Routes[0].Name != "Northshire Advocates" || r.Guidance.Routes[1].Number != "01632 960999" {
		t.Errorf("%+v", r.Guidance.Routes)
	}
	forms := func(s Step) bool { return s.ID == "forms" && strings.Contains(s.What, "SPO 1") }
	if !slices.ContainsFunc(r.Guidance.Steps, forms) {
		t.Errorf("%+v", r.Guidance.Steps)
	}
	if r.Local.Grade == "" || !strings.Contains(strings.Join(r.Local.Forms, ""), "SPO 1") {
		t.Errorf("%+v", r.Local)
	}
}
