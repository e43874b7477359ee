package guidance

import (
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// view is an assessment and its result as conditions see them.
type view struct {
	set    *assess.Instruments
	a      *assess.Assessment
	r      *assess.Result
	states map[string][]assess.ItemState // by instrument
}

func newView(set *assess.Instruments, a *assess.Assessment, r *assess.Result) *view {
	v := &view{set: set, a: a, r: r, states: map[string][]assess.ItemState{}}
	for _, in := range set.All() {
		v.states[in.ID] = set.ItemStates(in, a)
	}
	return v
}

func (v *view) find(instrument, item string) (*assess.Instrument, int, bool) {
	for _, in := range v.set.All() {
		if in.ID == instrument {
			i, ok := in.Item(item)
			return in, i, ok
		}
	}
	return nil, 0, false
}

// item gives the answer to an item that counts, and the same as a From. An item
// that is not at hand was not asked.
func (v *view) item(instrument, item string) (assess.Answer, From) {
	in, i, ok := v.find(instrument, item)
	f := From{Kind: "item", ID: instrument + "." + item, Answer: string(assess.NotAsked)}
	if !ok {
		return assess.NotAsked, f
	}
	st := v.states[instrument][i]
	f.Topic, f.Answer, f.Carried = in.Items[i].Topic, string(st.Answer), st.Carried
	return st.Answer, f
}

func (v *view) applies(instrument, item string) bool {
	_, i, ok := v.find(instrument, item)
	return ok && v.states[instrument][i].Applies
}

func (v *view) noted(instrument, item string) bool {
	r, _ := v.a.Responses.Of(instrument, item)
	return strings.TrimSpace(r.Note) != ""
}

// kinds works out a leaf about orders or triggers.
func (v *view) kinds(what string, wanted []string, n int, kind func(int) string) (held bool, out []From) {
	for i := range n {
		k := kind(i)
		if slices.Contains(wanted, AnyKind) || slices.Contains(wanted, k) {
			held = true
			out = join(out, []From{{Kind: what, ID: what, Answer: k}})
		}
	}
	return held, out
}

// Groups of facts.
const (
	groupCase     = "case"
	groupContact  = "contact"
	groupRecorded = "recorded"
	groupResult   = "result"
)

// Given is the value of a fact that is free text, where something was written.
const Given = "given"

// Typed is the list of words of a fact that people type, such as an area: a
// condition may name any.
const Typed = "*"

// Facts lists the facts of each group with the words that each may be, besides
// assess.Absent.
func Facts() map[string]map[string][]string {
	cases, contact := assess.ConditionFacts()
	given := []string{Given}
	fact := assess.Fact("").Words()
	cases["victim_area"], cases["suspect_area"] = []string{Typed}, []string{Typed}
	cases["areas"] = []string{"same", "different", "victim_only", "suspect_only"}
	contact["interpreter"], contact["safe_times"], contact["needs"] = given, given, given
	decision := assess.DecisionWord("").Words()
	levels := assess.OverallLevel("").Words()
	finding := []string{"rising", "falling", "no_clear_trend", "too_few", "too_dense"}
	return map[string]map[string][]string{
		groupCase: cases, groupContact: contact,
		groupRecorded: {
			"caller": assess.Caller("").Words(), "stage": assess.Stage("").Words(), "prompted_by_incident": fact,
			"first_account": given, "repeated": fact, "unwanted": fact, "fixated": fact, "obsessive": fact,
			"referral_offered": fact, "referral_accepted": fact, "actions": given, "advice_given": given,
			"spo": decision, "interim_spo": decision, "recording": decision, "disclosure_of_identity": decision,
			"service_view": levels, "custody": {"now", "past"}, "incidents": given,
		},
		groupResult: {
			"overall": levels, "baseline": levels, "escalation": {"stable", "rising", "imminent"}, "act_now": {"yes", "no"},
			"dash": {"applicable", "unknown", "not_applicable"}, "frequency": finding, "severity": finding,
			"service_differs": {"yes", "no"},
		},
	}
}

// fact gives what a fact is: one word, or for a decision each that was taken.
// One that nobody gave is assess.Absent.
func (v *view) fact(group, name string) []string {
	var out []string
	switch group {
	case groupCase:
		out = v.ofCase(name)
	case groupContact:
		out = v.ofContact(name)
	case groupRecorded:
		out = v.recorded(name)
	case groupResult:
		out = v.ofResult(name)
	}
	out = slices.DeleteFunc(out, func(w string) bool { return strings.TrimSpace(w) == "" })
	if len(out) == 0 {
		return []string{assess.Absent}
	}
	return out
}

func (v *view) ofCase(name string) []string {
	c := &v.a.Case
	switch name {
	case "victim_area":
		return []string{c.VictimArea}
	case "suspect_area":
		return []string{c.SuspectArea}
	case "areas":
		return []string{areas(c)}
	}
	return []string{c.Fact(name)}
}

// areas says how the two people's force areas stand to each other.
func areas(c *assess.Case) string {
	victim, suspect := strings.TrimSpace(c.VictimArea) != "", strings.TrimSpace(c.SuspectArea) != ""
	switch {
	case victim && suspect && same(c.VictimArea, c.SuspectArea):
		return "same"
	case victim && suspect:
		return "different"
	case victim:
		return "victim_only"
	case suspect:
		return "suspect_only"
	}
	return ""
}

func (v *view) ofContact(name string) []string {
	c := &v.a.Contact
	switch name {
	case "interpreter":
		return given(c.Interpreter)
	case "safe_times":
		return given(c.SafeTimes)
	case "needs":
		return given(c.Needs)
	case "safe_to_talk":
		return []string{string(c.SafeToTalk)}
	}
	return []string{string(c.Ended)}
}

// nothing are words that people type where there is nothing to say.
var nothing = []string{"no", "none", "nil", "n/a", "na", "-", "–", "not needed", "none needed"}

// given says whether any of the texts holds something.
func given(texts ...string) []string {
	if slices.ContainsFunc(texts, func(s string) bool {
		return strings.TrimSpace(s) != "" && !contains(nothing, strings.TrimRight(s, ". "))
	}) {
		return []string{Given}
	}
	return nil
}

func (v *view) recorded(name string) []string {
	a := v.a
	switch name {
	case "caller":
		return []string{string(a.Caller)}
	case "stage":
		return []string{string(a.Stage)}
	case "prompted_by_incident":
		return []string{string(a.Prompted)}
	case "first_account":
		return given(string(a.FirstAccount))
	case "repeated":
		return []string{string(a.Recognition.Repeated)}
	case "unwanted":
		return []string{string(a.Recognition.Unwanted)}
	case "fixated":
		return []string{string(a.Recognition.Fixated)}
	case "obsessive":
		return []string{string(a.Recognition.Obsessive)}
	case "referral_offered":
		return []string{string(a.Referral.Offered)}
	case "referral_accepted":
		return []string{string(a.Referral.Accepted)}
	case "advice_given":
		return given(a.AdviceGiven...)
	case "service_view":
		return []string{string(a.ServiceView.Level)}
	case "incidents":
		if len(a.Incidents) > 0 {
			return []string{Given}
		}
		return nil
	case "actions":
		if len(a.Actions) > 0 {
			return []string{Given}
		}
		return nil
	case "custody":
		return custody(a)
	}
	return v.decisions(name)
}

// custody says whether the other person is in custody on the day of the
// assessment, or was before.
func custody(a *assess.Assessment) []string {
	if away(a, string(assess.Custody), timeline.DayOf(a.AssessedAt.Time())) {
		return []string{"now"}
	}
	if slices.ContainsFunc(a.Absences, func(ab assess.Absence) bool { return ab.Reason == assess.Custody }) {
		return []string{"past"}
	}
	return nil
}

// decisions gives what was decided about something, each word once.
func (v *view) decisions(about string) (out []string) {
	for _, d := range v.a.Decisions {
		if string(d.About) == about && !slices.Contains(out, string(d.Decision)) {
			out = append(out, string(d.Decision))
		}
	}
	return out
}

func (v *view) ofResult(name string) []string {
	r := v.r
	switch name {
	case "overall":
		return []string{r.Overall.Level}
	case "baseline":
		return []string{r.Baseline.Level}
	case "escalation":
		return []string{r.Escalation.Level}
	case "act_now":
		return []string{yesNo(r.ActNow)}
	case "dash":
		return []string{r.Dash.Applicability}
	case "frequency":
		return []string{r.Timeline.Frequency.Finding}
	case "severity":
		return []string{r.Timeline.Severity.Finding}
	case "service_differs":
		if view := string(v.a.ServiceView.Level); view != "" {
			return []string{yesNo(view != r.Overall.Level)}
		}
	}
	return nil
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
