package guidance

import (
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/late"
	"stalkrisk/assess/timeline"
)

// Fact is a value that a condition may ask for: a fact of the case, or one that is
// worked out from the assessment or its result.
type Fact struct {
	Group, Key string
	Label      string
	Words      assess.Vocabulary // what it may be besides assess.Absent; nil if a condition compares typed text
	of         func(v *View) []string
}

// groupResult is the group of the facts of a result.
const groupResult = "result"

// isGiven is the value of a free text or a list that has something in it.
const isGiven = "given"

var given = assess.Vocabulary{{Value: isGiven, Label: "recorded"}}

// Facts returns all facts: those of the case first, in file order.
func Facts() []Fact { return facts.Get() }

var facts = late.Value[[]Fact]{Make: func() []Fact { return slices.Concat(caseFacts(), workedOut(), findingFacts()) }}

// FactIn returns the fact with that group and key, or nil.
func FactIn(group, key string) *Fact {
	all := Facts()
	i := slices.IndexFunc(all, func(f Fact) bool { return f.Group == group && f.Key == key })
	if i < 0 {
		return nil
	}
	return &all[i]
}

// caseFacts returns the facts of the case that a condition may ask for.
func caseFacts() (out []Fact) {
	for i := range assess.CaseFacts() {
		f := &assess.CaseFacts()[i]
		group, key, asked := strings.Cut(f.Condition, ".")
		if !asked {
			continue
		}
		fact := Fact{Group: group, Key: key, Label: f.Label, Words: given}
		switch {
		case f.List != nil:
			fact.of = func(v *View) []string { return entriesGiven(f, v.a) }
		case f.Named:
			fact.Words, fact.of = nil, func(v *View) []string { return []string{f.Get(v.a)} }
		case f.Kind == assess.WordFact:
			fact.Words, fact.of = f.Vocabulary, func(v *View) []string { return []string{f.Get(v.a)} }
		default:
			fact.of = func(v *View) []string { return textsGiven(f.Get(v.a)) }
		}
		out = append(out, fact)
	}
	return out
}

// workedOut returns the facts that follow from others, and those of the result.
func workedOut() []Fact {
	return []Fact{
		{"case", "areas", "the two force areas", assess.Vocabulary{
			{Value: "same", Label: "the same"}, {Value: "different", Label: "different"},
			{Value: "victim_only", Label: "only that of the person at risk is recorded"},
			{Value: "suspect_only", Label: "only that of the other person is recorded"},
		}, func(v *View) []string { return []string{v.areas()} }},
		decided("spo", "decision on the order"),
		decided("interim_spo", "decision on the interim order"),
		decided("recording", "decision on how it is recorded"),
		decided("disclosure_of_identity", "decision on telling the person who it is"),
		inForce("bail", "bail conditions", "bail"),
		inForce("protection_order", "stalking protection order", "spo", "interim_spo"),
		{"recorded", "custody", "custody of the other person", assess.Vocabulary{{Value: "now", Label: "at present"}, {Value: "past", Label: "in the past"}}, custody},

		{groupResult, "overall", "overall level", assess.OverallLevel("").Vocabulary(), func(v *View) []string { return []string{v.r.Overall.Level} }},
		{groupResult, "baseline", "baseline", levels("low", "moderate", "high"), func(v *View) []string { return []string{v.r.Baseline.Level} }},
		{groupResult, "escalation", "escalation", levels("stable", "rising", "imminent"), func(v *View) []string { return []string{v.r.Escalation.Level} }},
		{groupResult, "act_now", "act now", yesNoWords, func(v *View) []string { return yesNo(v.r.ActNow) }},
		{groupResult, "dash", "DASH", assess.Vocabulary{
			{Value: "applicable", Label: "it does"}, {Value: "unknown", Label: "not known"}, {Value: "not_applicable", Label: "it does not"},
		}, func(v *View) []string { return []string{v.r.Dash.Applicability} }},
		{groupResult, "service_differs", "a support service sees another level", yesNoWords, func(v *View) []string {
			if view := string(v.a.ServiceView.Level); view != "" {
				return yesNo(view != v.r.Overall.Level)
			}
			return nil
		}},
	}
}

// findingFacts returns the timeline's findings that may raise a level.
func findingFacts() (out []Fact) {
	for _, kind := range assess.FindingKinds() {
		if kind.Raises {
			out = append(out, Fact{groupResult, kind.Name, kind.About, timeline.Finding("").Vocabulary(), func(v *View) []string {
				return []string{kind.Of(&v.r.Timeline)}
			}})
		}
	}
	return out
}

var yesNoWords = assess.Vocabulary{{Value: "yes", Label: "yes"}, {Value: "no", Label: "no"}}

func yesNo(b bool) []string {
	if b {
		return []string{"yes"}
	}
	return []string{"no"}
}

func levels(words ...string) (out assess.Vocabulary) {
	for _, w := range words {
		out = append(out, assess.Word{Value: w, Label: assess.LevelWord(w)})
	}
	return out
}

// decided returns the fact of what was decided about something, each word once.
func decided(about assess.DecisionAbout, label string) Fact {
	return Fact{"recorded", string(about), label, about.Decisions(), func(v *View) (out []string) {
		for _, d := range v.a.Decisions {
			if d.About == about && d.Fits() && !slices.Contains(out, string(d.Decision)) {
				out = append(out, string(d.Decision))
			}
		}
		return out
	}}
}

// inForce returns the fact of whether an order of one of the kinds is in force on the
// day of the assessment, or will be, or has ended.
func inForce(key, label string, kinds ...assess.OrderKind) Fact {
	words := assess.Vocabulary{{Value: "in_force", Label: "in force"}, {Value: "ended", Label: "ended"}}
	return Fact{"recorded", key, label, words, func(v *View) (out []string) {
		for _, o := range v.a.Orders {
			switch {
			case !slices.Contains(kinds, o.Kind):
			case o.To.IsZero() || o.To.Day() >= timeline.DayOf(v.a.AssessedAt.Time()):
				return []string{"in_force"}
			default:
				out = []string{"ended"}
			}
		}
		return out
	}}
}

// nothing lists what people type in a text field when there is nothing to record.
var nothing = []string{"no", "none", "nil", "n/a", "na", "-", "–", "not needed", "none needed"}

// textsGiven returns isGiven if any of the texts says something, or nil.
func textsGiven(texts ...string) []string {
	if slices.ContainsFunc(texts, func(s string) bool {
		return strings.TrimSpace(s) != "" && !contains(nothing, strings.TrimRight(s, ". "))
	}) {
		return []string{isGiven}
	}
	return nil
}

// entriesGiven returns isGiven if a list has an entry, or nil. A list of texts needs
// one that says something.
func entriesGiven(f *assess.CaseFact, a *assess.Assessment) []string {
	n := f.List.Len(a)
	if len(f.Entries) > 1 && n > 0 {
		return []string{isGiven}
	}
	var texts []string
	for i := range n {
		texts = append(texts, f.Entries[0].Get(f.List.Entry(a, i)))
	}
	return textsGiven(texts...)
}

// areas returns how the force areas of the two people compare; "" if neither is
// recorded.
func (v *View) areas() string {
	victim, suspect := v.set.Forces.Name(v.a.Case.VictimArea), v.set.Forces.Name(v.a.Case.SuspectArea)
	switch {
	case victim == "" && suspect == "":
	case victim == suspect:
		return "same"
	case suspect == "":
		return "victim_only"
	case victim == "":
		return "suspect_only"
	default:
		return "different"
	}
	return ""
}

// custody returns "now" if the suspect is in custody on the day of the assessment,
// "past" if custody is recorded for another time, or nil.
func custody(v *View) []string {
	if away(v.a, assess.Custody, timeline.DayOf(v.a.AssessedAt.Time())) {
		return []string{"now"}
	}
	if slices.ContainsFunc(v.a.Absences, func(ab assess.Absence) bool { return ab.Reason == assess.Custody }) {
		return []string{"past"}
	}
	return nil
}
