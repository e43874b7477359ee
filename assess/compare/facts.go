package compare

import (
	"strings"

	"stalkrisk/assess"
)

// comparedFact is something of an assessment that has one value, as a comparison
// looks at it.
type comparedFact struct {
	path, topic string
	get         func(*assess.Assessment) string
	take        func(to, from *assess.Assessment)
}

// text is a fact of which the file holds one of a type's words, or free text.
func text[T ~string](path, topic string, at func(*assess.Assessment) *T) comparedFact {
	return comparedFact{
		path, topic,
		func(a *assess.Assessment) string { return string(*at(a)) },
		func(to, from *assess.Assessment) { *at(to) = *at(from) },
	}
}

// The facts in the order of an assessment file, with the answers between the
// first two lists. A test holds that none is missing.
var caseFacts = []comparedFact{
	text("case.reference", "case reference", func(a *assess.Assessment) *string { return &a.Case.Reference }),
	text("case.relationship", "the other person", func(a *assess.Assessment) *assess.Relationship { return &a.Case.Relationship }),
	text("case.victim_area", "police area of the person at risk", func(a *assess.Assessment) *string { return &a.Case.VictimArea }),
	text("case.suspect_area", "police area of the other person", func(a *assess.Assessment) *string { return &a.Case.SuspectArea }),
	text("case.jurisdiction", "whose law applies", func(a *assess.Assessment) *assess.Jurisdiction { return &a.Case.Jurisdiction }),
	text("case.online_only", "online only", func(a *assess.Assessment) *assess.Fact { return &a.Case.OnlineOnly }),
	text("case.children", "children", func(a *assess.Assessment) *assess.Fact { return &a.Case.Children }),
	text("case.victim_under_18", "the person at risk is under 18", func(a *assess.Assessment) *assess.Fact { return &a.Case.VictimUnder18 }),
	text("case.suspect_under_18", "the other person is under 18", func(a *assess.Assessment) *assess.Fact { return &a.Case.SuspectUnder18 }),
	text("case.suspects", "how many people are complained of", func(a *assess.Assessment) *assess.Suspects { return &a.Case.Suspects }),
	text("case.mental_health_need", "mental-health need of the other person (never scored)", func(a *assess.Assessment) *assess.Fact { return &a.Case.MentalHealthNeed }),
	text("caller", "who told", func(a *assess.Assessment) *assess.Caller { return &a.Caller }),
	text("prompted_by_incident", "an incident led to the assessment", func(a *assess.Assessment) *assess.Fact { return &a.Prompted }),
	text("contact.safe_to_talk", "safe to talk", func(a *assess.Assessment) *assess.Fact { return &a.Contact.SafeToTalk }),
	text("contact.ended", "how the contact ended", func(a *assess.Assessment) *assess.Ended { return &a.Contact.Ended }),
	text("contact.safe_times", "safe times and ways to reach the person", func(a *assess.Assessment) *string { return &a.Contact.SafeTimes }),
	text("contact.interpreter", "interpreter", func(a *assess.Assessment) *string { return &a.Contact.Interpreter }),
	text("contact.needs", "other needs", func(a *assess.Assessment) *string { return &a.Contact.Needs }),
	text("first_account", "what happened, in their own words", func(a *assess.Assessment) *assess.Account { return &a.FirstAccount }),
}

var accountFacts = []comparedFact{
	text("dash_asked", "whether DASH is asked", func(a *assess.Assessment) *assess.DashAsked { return &a.DashAsked }),
	text("recognition.fixated", "recognised as fixated", func(a *assess.Assessment) *assess.Fact { return &a.Recognition.Fixated }),
	text("recognition.obsessive", "recognised as obsessive", func(a *assess.Assessment) *assess.Fact { return &a.Recognition.Obsessive }),
	text("recognition.unwanted", "recognised as unwanted", func(a *assess.Assessment) *assess.Fact { return &a.Recognition.Unwanted }),
	text("recognition.repeated", "recognised as repeated", func(a *assess.Assessment) *assess.Fact { return &a.Recognition.Repeated }),
}

var judgementFacts = []comparedFact{
	text("service_view.level", "what a support service thinks", func(a *assess.Assessment) *assess.OverallLevel { return &a.ServiceView.Level }),
	text("service_view.by", "which service thinks so", func(a *assess.Assessment) *string { return &a.ServiceView.By }),
	text("service_view.note", "why the service thinks so", func(a *assess.Assessment) *string { return &a.ServiceView.Note }),
	text("dash_grade.level", "DASH grade by the assessor", func(a *assess.Assessment) *assess.Grade { return &a.DashGrade.Level }),
	text("dash_grade.reason", "reason for the DASH grade", func(a *assess.Assessment) *string { return &a.DashGrade.Reason }),
}

var endFacts = []comparedFact{
	text("referral.service", "support service", func(a *assess.Assessment) *string { return &a.Referral.Service }),
	text("referral.offered", "support was offered", func(a *assess.Assessment) *assess.Fact { return &a.Referral.Offered }),
	text("referral.accepted", "support was accepted", func(a *assess.Assessment) *assess.Fact { return &a.Referral.Accepted }),
	{
		"referral.on", "support was offered on",
		func(a *assess.Assessment) string { return a.Referral.On.String() }, func(to, from *assess.Assessment) { to.Referral.On = from.Referral.On },
	},
}

var outcomeFacts = []comparedFact{
	text("outcome", "what became of it", func(a *assess.Assessment) *string { return &a.Outcome }),
}

// factChanges lists the facts that are not the same.
func factChanges(facts []comparedFact, b, a *assess.Assessment) []Change {
	var out []Change
	for i := range facts {
		f := &facts[i]
		if was, is := f.get(b), f.get(a); was != is {
			out = append(out, Change{
				Kind: FactChange, Path: f.path, Topic: f.topic, Before: was, After: is,
				apply: func(s *Side) { f.take(s.A, a) },
			})
		}
	}
	return out
}

// phrase joins what there is of an entry, in the words of the file.
func phrase(parts ...string) string {
	var out []string
	for _, p := range parts {
		if strings.TrimSpace(p) != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, "; ")
}

// led writes what there is with a word before it.
func led(word, s string) string {
	if strings.TrimSpace(s) == "" {
		return ""
	}
	return word + " " + s
}

// word writes an id of the file as people do.
func word[T ~string](w T) string { return strings.ReplaceAll(string(w), "_", " ") }

func describeOrder(o *assess.Order) string {
	return phrase(word(o.Kind), led("from", o.From.String()), led("to", o.To.String()), strings.Join(o.Conditions, "; "), o.Note)
}

func describeAbsence(ab *assess.Absence) string {
	return phrase(word(ab.Reason), led("from", ab.From.String()), led("to", ab.To.String()))
}

func describeTrigger(t *assess.Trigger) string { return phrase(word(t.Kind), t.On.String()) }

func describeElsewhere(e *assess.Elsewhere) string {
	return phrase(e.Instrument, e.Level, e.On.String(), led("by", e.By))
}

func describeDecision(d *assess.Decision) string {
	return phrase(word(d.About), word(d.Decision), d.Reason, led("by", d.By))
}

func describeOverride(o *assess.Override) string {
	if o == nil {
		return ""
	}
	return phrase(string(o.Level), led("from", string(o.From)), o.Reason, led("by", o.By), led("with", o.SecondPerson), o.At.String())
}
