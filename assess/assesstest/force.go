package assesstest

import (
	"fmt"
	"slices"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// Force is a made-up police force, with what is planted in its cases.
type Force struct {
	Now         time.Time
	Assessments []*assess.Assessment
	Due         []string // "kind case", sorted; of what is of several cases "kind"
	Figures     map[Figure]int
}

// Areas are those of the force and of its neighbours.
var Areas = []string{"Northshire", "Southshire", "Eastshire", "Westshire"}

// plant is a fact of a case, and the kinds that must be listed for it.
type plant struct {
	does func(f *Force, a *assess.Assessment)
	due  []string
}

// NewForce makes up n cases over two years. Every fourth is older, closed, recognised as
// stalking, and has what is counted in the figures of a force; each of the others has one
// planted fact. Everything typed in a case holds its reference after
// "MARK-", so that a test finds what stands where it must not.
func NewForce(n int) *Force {
	f := &Force{Now: time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)}
	all, open := plants(), 0
	for i := range n {
		a := f.quiet(i)
		if i%4 == 3 {
			a.AssessedAt = f.ago(24 * (30 + i%700))
			a.Outcome.Value = "no_further_contact"
			f.Assessments = append(f.Assessments, a)
			f.figures(i/4, a)
			continue
		}
		p := all[open%len(all)]
		open++
		p.does(f, a)
		f.Assessments = append(f.Assessments, a)
		for _, kind := range p.due {
			f.Due = append(f.Due, kind+" "+a.Case.Reference)
		}
	}
	f.together()
	slices.Sort(f.Due)
	return f
}

// quiet returns an assessment of which nothing is due.
func (f *Force) quiet(i int) *assess.Assessment {
	a := Answered(Set(), assess.No)
	a.ID, a.Case.Reference, a.Case.VictimArea = fmt.Sprintf("A%05d", i), fmt.Sprintf("NP-%05d", i), Areas[i/4%len(Areas)]
	a.Assessor = assess.Assessor{Reference: fmt.Sprintf("H%d", i%40), Role: "call_handler"}
	a.AssessedAt = f.ago(10)
	a.Referral.Offered = assess.FactYes
	mark := "MARK-" + a.Case.Reference
	a.FirstAccount, a.Contact.SafeTimes, a.Referral.Service = assess.Account(mark), mark, mark
	a.Incidents = []assess.Incident{{At: When("2025-01-01"), Kind: "message", Place: mark, Note: mark, Area: a.Case.VictimArea, Reference: mark}}
	a.Actions = []assess.Action{{What: mark, Owner: "PC1", Due: f.day(-3), Done: f.day(-3)}}
	return a
}

func (f *Force) ago(hours int) assess.Instant {
	return assess.InstantOf(f.Now.Add(-time.Duration(hours) * time.Hour))
}

// day returns a day so many after today.
func (f *Force) day(days int) assess.Date {
	return Date(f.Now.AddDate(0, 0, days).Format(time.DateOnly))
}

func (f *Force) when(days int) timeline.When { return When(f.day(days).String()) }

// plants are the planted facts: for each kind some of which it must be listed, and some
// of which it must not.
func plants() []plant {
	yes := func(a *assess.Assessment, item string) {
		a.Responses.Set("stalking", item, assess.Response{Answer: assess.Yes})
	}
	order := func(f *Force, a *assess.Assessment) *assess.Order {
		a.Orders = []assess.Order{{ID: "o1", Kind: "spo", From: f.day(-100), To: f.day(300), Force: a.Case.VictimArea, Manager: "M7", Served: f.day(-99)}}
		return &a.Orders[0]
	}
	broken := func(f *Force, a *assess.Assessment) {
		a.Incidents = append(a.Incidents, assess.Incident{At: f.when(-60), Kind: "message", Breach: "yes", Order: "o1", Condition: "MARK-" + a.Case.Reference, Area: a.Case.VictimArea, Reference: "MARK-" + a.Case.Reference + "/2"})
	}
	return []plant{
		{func(*Force, *assess.Assessment) {}, nil},
		{func(_ *Force, a *assess.Assessment) { yes(a, "near-now") }, []string{"act_now"}},
		{func(f *Force, a *assess.Assessment) {
			yes(a, "near-now")
			a.Help = []assess.Help{{Asked: f.ago(9), Assigned: f.ago(8), Reference: "LOG-" + a.Case.Reference}}
		}, []string{"act_now"}},
		{func(f *Force, a *assess.Assessment) {
			yes(a, "near-now")
			a.Help = []assess.Help{{Asked: f.ago(9), Arrived: f.ago(8)}}
		}, nil},
		{func(f *Force, a *assess.Assessment) { // help came, and was sent for again
			yes(a, "near-now")
			a.Help = []assess.Help{{Asked: f.ago(9), Arrived: f.ago(8)}, {Asked: f.ago(2)}}
		}, []string{"act_now"}},
		{func(f *Force, a *assess.Assessment) { // an earlier assessment that nothing carried
			before := f.earlier(a)
			yes(before, "near-now")
		}, []string{"earlier_act_now"}},
		{func(f *Force, a *assess.Assessment) {
			before := f.earlier(a)
			yes(before, "near-now")
			a.EarlierActNow = []assess.EarlierActNow{{ID: before.ID, At: before.AssessedAt, DealtWith: assess.DealtWith{By: "S1", At: f.ago(20), How: "seen"}}}
		}, nil},
		{func(f *Force, a *assess.Assessment) {
			a.EarlierActNow = []assess.EarlierActNow{{ID: "X", At: f.ago(90), Because: []string{"near-now"}}}
		}, []string{"earlier_act_now"}},
		{func(f *Force, a *assess.Assessment) { a.AssessedAt = f.ago(24 * 20) }, []string{"review"}},
		{func(f *Force, a *assess.Assessment) {
			a.AssessedAt = f.ago(24 * 20)
			yes(a, "approach")
		}, []string{"review", "spo_decision"}},
		{func(f *Force, a *assess.Assessment) {
			a.AssessedAt = f.ago(24 * 20)
			yes(a, "approach")
			a.Decisions = []assess.Decision{{About: "spo", Decision: "considered"}}
		}, []string{"review"}},
		{func(f *Force, a *assess.Assessment) {
			a.Actions = append(a.Actions, assess.Action{What: "MARK-" + a.Case.Reference, Owner: "PC1", Due: f.day(-2)})
		}, []string{"promise"}},
		{func(f *Force, a *assess.Assessment) {
			a.Actions = append(a.Actions, assess.Action{Owner: "PC1", To: "victim", Due: f.day(-2)})
			a.Updates = []assess.Update{{To: "victim", On: f.day(-9)}, {To: "advocate", On: f.day(-1)}}
		}, []string{"not_told", "promise"}},
		{func(f *Force, a *assess.Assessment) {
			a.Actions = append(a.Actions, assess.Action{Owner: "PC1", To: "victim", Due: f.day(-2)})
			a.Updates = []assess.Update{{To: "victim", On: f.day(-1)}}
		}, []string{"promise"}},
		{func(f *Force, a *assess.Assessment) { // applied for, and nobody knows what became of it
			a.AssessedAt = f.ago(24 * 20)
			yes(a, "approach")
			a.Decisions = []assess.Decision{{About: "spo", Decision: "applied_for", On: f.day(-30)}}
		}, []string{"review", "spo_decision"}},
		{func(f *Force, a *assess.Assessment) {
			order(f, a)
			a.Decisions = []assess.Decision{{About: "spo", Decision: "applied_for", On: f.day(-120)}}
		}, nil},
		{func(f *Force, a *assess.Assessment) { // two suspects of one victim, each with a case of its own
			other := f.earlier(a)
			a.Case.SuspectReference, other.Case.SuspectReference = "S-A"+a.Case.Reference, "S-B"+a.Case.Reference
			other.AssessedAt = f.ago(24 * 20)
		}, []string{"review"}},
		{func(f *Force, a *assess.Assessment) { // a trigger and a check that are ahead, after a promise that is kept
			a.Actions = append(a.Actions, assess.Action{Owner: "PC1", To: "victim", Due: f.day(-2), Done: f.day(-2)})
			order(f, a).CheckOn = []assess.Date{f.day(3)}
			a.Triggers = []assess.Trigger{{Kind: "release", On: f.day(1)}}
		}, []string{"order_check", "trigger"}},
		{func(f *Force, a *assess.Assessment) { order(f, a).To = f.day(10) }, []string{"order_ends"}},
		{func(f *Force, a *assess.Assessment) { order(f, a).To = f.day(15) }, nil},
		{func(f *Force, a *assess.Assessment) { order(f, a).Served = assess.Date{} }, []string{"order_not_served"}},
		{func(f *Force, a *assess.Assessment) { order(f, a).CheckOn = []assess.Date{f.day(-5)} }, []string{"order_check"}},
		{func(f *Force, a *assess.Assessment) {
			o := order(f, a)
			o.CheckOn, o.Checked = []assess.Date{f.day(-5), f.day(40)}, []assess.Date{f.day(-4)}
		}, nil},
		{func(f *Force, a *assess.Assessment) {
			order(f, a)
			broken(f, a)
		}, []string{"order_breached"}},
		{func(f *Force, a *assess.Assessment) {
			order(f, a).Checked = []assess.Date{f.day(-50)}
			broken(f, a)
		}, nil},
		{func(f *Force, a *assess.Assessment) { a.Triggers = []assess.Trigger{{Kind: "hearing", On: f.day(9)}} }, []string{"trigger"}},
		{func(f *Force, a *assess.Assessment) { a.Triggers = []assess.Trigger{{Kind: "hearing", On: f.day(20)}} }, nil},
		{func(_ *Force, a *assess.Assessment) { a.Referral.Offered = assess.FactNo }, []string{"support"}},
		{func(_ *Force, a *assess.Assessment) { a.Status = assess.Draft }, []string{"draft"}},
		{func(f *Force, a *assess.Assessment) { // signs of imminent danger that nobody answered
			a.Status, a.AssessedAt = assess.Draft, f.ago(2)
			a.Responses.Set("stalking", "weapon", assess.Response{Answer: assess.NotAsked})
			a.Responses.Set("stalking", "near-now", assess.Response{Answer: assess.Unknown})
		}, []string{"draft"}},
		{func(_ *Force, a *assess.Assessment) { // that nobody has read
			a.Status, a.MadeBy, a.Assessor, a.Responses, a.FirstAccount = assess.Draft, assess.FromSift, assess.Assessor{}, nil, ""
		}, nil},
		{func(f *Force, a *assess.Assessment) { // a promise is not forgotten while somebody begins again
			before := f.earlier(a)
			before.Actions = append(before.Actions, assess.Action{Owner: "PC1", Due: f.day(-2)})
			before.AssessedAt = f.ago(40)
			a.Status = assess.Draft
		}, []string{"draft", "promise"}},
		{func(f *Force, a *assess.Assessment) { // what is done since is not due
			before := f.earlier(a)
			before.Actions = append(before.Actions, assess.Action{Owner: "PC1", Due: f.day(-2)})
			before.Referral.Offered = ""
		}, nil},
		{func(_ *Force, a *assess.Assessment) { a.Training = "the-gate" }, nil},
	}
}

// earlier adds an assessment of the same case, made earlier.
func (f *Force) earlier(a *assess.Assessment) *assess.Assessment {
	copied := a.Clone()
	before := &copied
	before.ID, before.AssessedAt = a.ID+"-before", f.ago(60)
	f.Assessments = append(f.Assessments, before)
	return before
}

// together adds what is of several cases: a suspect with four victims, and one order that
// was broken in three files of three forces, in one of which it has another id.
func (f *Force) together() {
	for i := range 4 {
		a := f.quiet(90001 + i)
		a.Case.SuspectReference = []string{"S-0004", "s-0004", "S-0004 ", "S-0004"}[i]
		f.Assessments = append(f.Assessments, a)
	}
	for i := range 3 {
		a := f.quiet(91001 + i)
		a.Case.SuspectReference = "S-0003"
		a.Orders = []assess.Order{{ID: []string{"SPO-77", "SPO-77", "o1"}[i], Kind: "spo", From: f.day(-100), To: f.day(300), Served: f.day(-99), Manager: "M7", Force: "Northshire"}}
		a.Incidents = append(a.Incidents, assess.Incident{At: f.when(-10 * (i + 1)), Kind: "message", Breach: "yes", Order: a.Orders[0].ID, Condition: "MARK-" + a.Case.Reference, Area: Areas[i], Reference: fmt.Sprintf("LOG-%d", i)})
		f.Assessments = append(f.Assessments, a)
	}
	f.Due = append(f.Due, "several_victims", "several_victims", "order_breached")
}
