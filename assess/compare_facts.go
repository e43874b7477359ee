package assess

import "strings"

// comparedFact is something of an assessment that has one value, as a comparison
// looks at it.
type comparedFact struct {
	path, topic string
	get         func(*Assessment) string
	take        func(to, from *Assessment)
}

// text is a fact of which the file holds one of a type's words, or free text.
func text[T ~string](path, topic string, at func(*Assessment) *T) comparedFact {
	return comparedFact{
		path, topic,
		func(a *Assessment) string { return string(*at(a)) },
		func(to, from *Assessment) { *at(to) = *at(from) },
	}
}

// The facts in the order of an assessment file, with the answers between the
// first two lists. A test holds that none is missing.
var caseFacts = []comparedFact{
	text("case.reference", "case reference", func(a *Assessment) *string { return &a.Case.Reference }),
	text("case.relationship", "the other person", func(a *Assessment) *Relationship { return &a.Case.Relationship }),
	text("case.victim_area", "police area of the person at risk", func(a *Assessment) *string { return &a.Case.VictimArea }),
	text("case.suspect_area", "police area of the other person", func(a *Assessment) *string { return &a.Case.SuspectArea }),
	text("case.jurisdiction", "whose law applies", func(a *Assessment) *Jurisdiction { return &a.Case.Jurisdiction }),
	text("case.online_only", "online only", func(a *Assessment) *Fact { return &a.Case.OnlineOnly }),
	text("case.children", "children", func(a *Assessment) *Fact { return &a.Case.Children }),
	text("case.victim_under_18", "the person at risk is under 18", func(a *Assessment) *Fact { return &a.Case.VictimUnder18 }),
	text("case.suspect_under_18", "the other person is under 18", func(a *Assessment) *Fact { return &a.Case.SuspectUnder18 }),
	text("case.suspects", "how many people are complained of", func(a *Assessment) *Suspects { return &a.Case.Suspects }),
	text("case.mental_health_need", "mental-health need of the other person (never scored)", func(a *Assessment) *Fact { return &a.Case.MentalHealthNeed }),
	text("caller", "who told", func(a *Assessment) *Caller { return &a.Caller }),
	text("prompted_by_incident", "an incident led to the assessment", func(a *Assessment) *Fact { return &a.Prompted }),
	text("contact.safe_to_talk", "safe to talk", func(a *Assessment) *Fact { return &a.Contact.SafeToTalk }),
	text("contact.ended", "how the contact ended", func(a *Assessment) *Ended { return &a.Contact.Ended }),
	text("contact.safe_times", "safe times and ways to reach the person", func(a *Assessment) *string { return &a.Contact.SafeTimes }),
	text("contact.interpreter", "interpreter", func(a *Assessment) *string { return &a.Contact.Interpreter }),
	text("contact.needs", "other needs", func(a *Assessment) *string { return &a.Contact.Needs }),
	text("first_account", "what happened, in their own words", func(a *Assessment) *Account { return &a.FirstAccount }),
}

var accountFacts = []comparedFact{
	text("dash_asked", "whether DASH is asked", func(a *Assessment) *DashAsked { return &a.DashAsked }),
	text("recognition.fixated", "recognised as fixated", func(a *Assessment) *Fact { return &a.Recognition.Fixated }),
	text("recognition.obsessive", "recognised as obsessive", func(a *Assessment) *Fact { return &a.Recognition.Obsessive }),
	text("recognition.unwanted", "recognised as unwanted", func(a *Assessment) *Fact { return &a.Recognition.Unwanted }),
	text("recognition.repeated", "recognised as repeated", func(a *Assessment) *Fact { return &a.Recognition.Repeated }),
}

var judgementFacts = []comparedFact{
	text("service_view.level", "what a support service thinks", func(a *Assessment) *OverallLevel { return &a.ServiceView.Level }),
	text("service_view.by", "which service thinks so", func(a *Assessment) *string { return &a.ServiceView.By }),
	text("service_view.note", "why the service thinks so", func(a *Assessment) *string { return &a.ServiceView.Note }),
	text("dash_grade.level", "DASH grade by the assessor", func(a *Assessment) *Grade { return &a.DashGrade.Level }),
	text("dash_grade.reason", "reason for the DASH grade", func(a *Assessment) *string { return &a.DashGrade.Reason }),
}

var endFacts = []comparedFact{
	text("referral.service", "support service", func(a *Assessment) *string { return &a.Referral.Service }),
	text("referral.offered", "support was offered", func(a *Assessment) *Fact { return &a.Referral.Offered }),
	text("referral.accepted", "support was accepted", func(a *Assessment) *Fact { return &a.Referral.Accepted }),
	{
		"referral.on", "support was offered on",
		func(a *Assessment) string { return a.Referral.On.String() }, func(to, from *Assessment) { to.Referral.On = from.Referral.On },
	},
}

var outcomeFacts = []comparedFact{
	text("outcome", "what became of it", func(a *Assessment) *string { return &a.Outcome }),
}

// factChanges lists the facts that are not the same.
func factChanges(facts []comparedFact, b, a *Assessment) []Change {
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
		if !blank(p) {
			out = append(out, p)
		}
	}
	return strings.Join(out, "; ")
}

// led writes what there is with a word before it.
func led(word, s string) string {
	if blank(s) {
		return ""
	}
	return word + " " + s
}

// word writes an id of the file as people do.
func word[T ~string](w T) string { return strings.ReplaceAll(string(w), "_", " ") }

func describeOrder(o *Order) string {
	return phrase(word(o.Kind), led("from", o.From.String()), led("to", o.To.String()), strings.Join(o.Conditions, "; "), o.Note)
}

func describeAbsence(ab *Absence) string {
	return phrase(word(ab.Reason), led("from", ab.From.String()), led("to", ab.To.String()))
}

func describeTrigger(t *Trigger) string { return phrase(word(t.Kind), t.On.String()) }

func describeElsewhere(e *Elsewhere) string {
	return phrase(e.Instrument, e.Level, e.On.String(), led("by", e.By))
}

func describeDecision(d *Decision) string {
	return phrase(word(d.About), word(d.Decision), d.Reason, led("by", d.By))
}

func describeOverride(o *Override) string {
	if o == nil {
		return ""
	}
	return phrase(string(o.Level), led("from", string(o.From)), o.Reason, led("by", o.By), led("with", o.SecondPerson), o.At.String())
}
