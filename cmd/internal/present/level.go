package present

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/session"
)

// Level is what a handler sees of the level at any moment, in words; in a screen, which
// gives no level, whether this is stalking.
type Level struct {
	Lead        string   // "Level: "
	Says        string   // "Moderate so far. Could be high."
	Grave       bool     // it is high
	Recent      string   // what the last four weeks show
	Imminent    bool     // they show signs of imminent danger
	Made        []string // what made the level
	RedFlags    []string // those that are yes
	NoFlags     string   // said instead if none is
	NextLead    string   // "Could change it: "; "Still to ask: " of the highest level
	CouldChange []string // what to ask that could still raise it, at this stage
	Remarks     []string // what else to know of it, the most important first
	Dash        string   // "" where DASH does not apply
}

// LevelOf returns the level in words.
func LevelOf(s *session.Session, r *assess.Result) Level {
	if r.Stage == assess.Screen {
		return screened(s, r)
	}
	in := s.Set().Stalking
	l := Level{
		Lead: "Level: ", Says: r.InWords(), Grave: r.Overall.Level == "high", Recent: Capital(r.RecentInWords()) + ".", Imminent: r.Escalation.Established == "imminent",
		Made: in.Made(r), RedFlags: in.Facts(r.RedFlags), Dash: dash(r),
	}
	steps := s.Steps() // once for all that is shown: this is worked out for every picture
	if len(r.RedFlags) == 0 {
		l.NoFlags = noFlags(in, steps)
	}
	here, later := nextHere(in, steps, r)
	l.NextLead, l.CouldChange = nextLead(r), here[:min(mostNext, len(here))]
	l.Remarks = append(l.Remarks, recognised(r))
	if o := r.Override; o != nil && o.Void {
		l.Remarks = append(l.Remarks, "! The override no longer applies.")
	}
	if n := toCheck(steps); n > 0 {
		l.Remarks = append(l.Remarks, "! "+Count(n, "answer", "answers")+" to check again.")
	}
	switch {
	case r.Settled:
		l.Remarks = append(l.Remarks, settled)
	case len(here) == 0 && later > 0 && !s.Assessment().Stage.After(assess.FirstContact):
		l.Remarks = append(l.Remarks, "Left for the officer: "+Count(later, "question", "questions")+". That is normal at this stage.")
	}
	l.Remarks = slices.DeleteFunc(l.Remarks, func(text string) bool { return text == "" })
	return l
}

// screened returns what a screen has found, and what to ask that could still change it.
func screened(s *session.Session, r *assess.Result) Level {
	in := s.Set().Stalking
	l := Level{Lead: "Is it stalking? ", NextLead: nextLead(r), Says: r.InWords(), Made: in.Facts(r.Recognition.Because), RedFlags: in.Facts(r.RedFlags)}
	steps := s.Steps()
	if r.Recognition.Value != assess.RecognisedStalking {
		here, _ := nextHere(in, steps, r)
		l.CouldChange = here[:min(mostNext, len(here))]
	}
	if n := toCheck(steps); n > 0 {
		l.Remarks = append(l.Remarks, "! "+Count(n, "answer", "answers")+" to check again.")
	}
	return l
}

// nextLead introduces what to ask next: nothing can change the highest level.
func nextLead(r *assess.Result) string {
	if r.Overall.Level == "high" {
		return "Still to ask: "
	}
	return "Could change it: "
}

// mostNext is how many of the questions to ask next are named.
const mostNext = 3

const settled = "The level will not change. They may still be in danger."

// recognised says what the report is recognised as, once something was answered that
// bears on it.
func recognised(r *assess.Result) string {
	says := r.Recognition.Says
	if says == "" || r.Recognition.Value == assess.RecognisedPossible && len(r.Recognition.Because) == 0 {
		return ""
	}
	return says + "."
}

// nextHere returns what could still raise the level among the questions of this sitting,
// and how many are for a later one.
func nextHere(in *assess.Instrument, steps []conversation.Step, r *assess.Result) (here []string, later int) {
	asked := map[string]int{}
	for i := range steps {
		st := &steps[i]
		if st.Instrument == in.ID && st.Item >= 0 {
			asked[st.ID] = st.Item
		}
	}
	for _, id := range r.AskNext {
		if i, ok := asked[in.Prefix()+id]; ok {
			here = append(here, in.Items[i].Named())
		} else {
			later++
		}
	}
	return here, later
}

// noFlags says that no red flag was found, and how many are unanswered.
func noFlags(in *assess.Instrument, steps []conversation.Step) string {
	n := 0
	for i := range steps {
		st := &steps[i]
		if st.Instrument == in.ID && in.Items[st.Item].Class == assess.ClassRedFlag && unanswered(st) {
			n++
		}
	}
	if n == 0 {
		return "No red flags found."
	}
	return "No red flags found. " + inLetters(n) + map[bool]string{true: " is", false: " are"}[n == 1] + " not answered yet."
}

// inLetters returns a small number as a word with a capital.
func inLetters(n int) string {
	words := []string{"None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"}
	if n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}

// ToCheck returns how many items were answered too long ago and must be asked again.
func ToCheck(s *session.Session) int { return toCheck(s.Steps()) }

func toCheck(steps []conversation.Step) (n int) {
	for i := range steps {
		if steps[i].Afresh && steps[i].Item >= 0 {
			n++
		}
	}
	return n
}

// dash says how far DASH is where it applies, without its counts.
func dash(r *assess.Result) string {
	d := &r.Dash
	switch {
	case d.Applicability != "applicable" && d.Yes == 0:
		return ""
	case d.Yes+d.No == 0 && len(d.Proposed) == 0:
		return "DASH not asked yet."
	case d.Yes+d.No == 0:
		return "DASH not asked yet. " + Count(len(d.Proposed), "answer looks", "answers look") + " like yes."
	}
	out := fmt.Sprintf("DASH: %d yes so far", d.Yes)
	if d.LineYes >= d.Line && d.Line > 0 {
		out += fmt.Sprintf(", line of %d REACHED", d.Line)
	}
	if n := len(d.Proposed); n > 0 {
		out += fmt.Sprintf("; %d to confirm", n)
	}
	if d.Grade != "" {
		out += "; your grade " + d.Grade
	}
	return out + "."
}

// LevelInDetail returns what lies behind the level: what the answers establish, how high
// it could go, the rules and the counts.
func LevelInDetail(s *session.Session, r *assess.Result) []Remark {
	if r.Stage == assess.Screen {
		return []Remark{{"", "A screen gives no level. A first contact goes on with the same file."}}
	}
	in, d := s.Set().Stalking, &r.Dash
	o, b, e := &r.Overall, &r.Baseline, &r.Escalation
	part := func(level, established, could string) string {
		return fmt.Sprintf("%s. The answers so far establish %s; it could reach %s.", assess.LevelWord(level), assess.LevelWord(established), assess.LevelWord(could))
	}
	out := []Remark{
		{"Level: ", part(o.Level, o.Established, o.CouldReach)},
		{"Baseline, whatever the date: ", part(b.Level, b.Established, b.CouldReach)},
		{"Escalation, the last four weeks: ", part(e.Level, e.Established, e.CouldReach)},
	}
	for _, l := range []*assess.Level{e, b} {
		for _, reason := range l.Because {
			out = append(out, Remark{"Because ", in.Says(reason) + "."})
		}
	}
	if o.Level == "high" {
		out = append(out, Remark{"", "This is the highest level."})
	}
	if next, _ := nextHere(in, s.Steps(), r); len(next) > 0 {
		out = append(out, Remark{nextLead(r), strings.Join(next, "; ") + "."})
	}
	out = append(out, Remark{"Answered: ", fmt.Sprintf("%d of %d.", r.Completeness.Answered, r.Completeness.Applicable)})
	if d.Applicability == "not_applicable" && d.Yes == 0 {
		out = append(out, Remark{"DASH: ", "does not apply."})
	} else {
		out = append(out, Remark{"DASH: ", fmt.Sprintf("%d yes, %d no, %d unanswered; could reach %d. Towards the line of %d: %d, could reach %d.", d.Yes, d.No, d.Open, d.CouldReach, d.Line, d.LineYes, d.LineCouldReach)})
	}
	if not := in.Facts(r.NotInDash); len(not) > 0 {
		out = append(out, Remark{"DASH does not ask about: ", strings.Join(not, "; ") + "."})
	}
	return append(out, Remark{"", "Levels and rules are the project's own, not validated against outcomes. No answer can lower a level."})
}

// Moved returns a sentence for the level and for each part of it that has changed; in a
// screen, for what was recognised.
func Moved(before, after *assess.Result) (out []string) {
	if after.Stage == assess.Screen {
		if before.Recognition.Value != after.Recognition.Value {
			out = append(out, after.InWords())
		}
		return out
	}
	if before.Overall.Level != after.Overall.Level {
		out = append(out, "Level is now "+assess.LevelWord(after.Overall.Level)+".")
	}
	if before.Escalation.Established != after.Escalation.Established {
		out = append(out, "Last four weeks: "+after.RecentInWords()+".")
	}
	return out
}

// Changes returns what an answer has changed in sentences, the most important first.
func Changes(before, after *assess.Result) []string {
	out := Moved(before, after)
	if o := after.Override; o != nil && o.Void && before.Override != nil && !before.Override.Void {
		out = append(out, "! The override no longer applies: the rules now give "+assess.LevelWord(after.Overall.Computed)+".")
	}
	if after.Settled && !before.Settled && after.Stage != assess.Screen {
		out = append(out, settled)
	}
	return out
}

// Fitting joins as many facts as fit, each whole, and says how many more there are.
func Fitting(facts []string, fits func(text string) bool) string {
	for n := len(facts); n > 0; n-- {
		text := strings.Join(facts[:n], "; ")
		if n < len(facts) {
			text += fmt.Sprintf("; and %d more", len(facts)-n)
		}
		if n == 1 || fits(text) {
			return text
		}
	}
	return ""
}
