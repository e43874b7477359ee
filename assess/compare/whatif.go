package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
)

// WhatIfFormat is the format that a what-if names.
const WhatIfFormat = "stalkrisk.whatif/1"

// WhatIf compares an assessment with a copy in which some answers differ. Its keys,
// in order, are those of `stalkrisk explore --format json`. No list in it is nil.
type WhatIf struct {
	Format     string      `json:"format"`
	Tried      []Tried     `json:"tried"` // in the order of the questionnaires
	Comparison Compared    `json:"comparison"`
	Rules      []RuleMove  `json:"rules"`
	Smallest   []Smallest  `json:"smallest"` // up, then down; empty unless asked for
	Tool       assess.Tool `json:"tool"`
	Limits     []string    `json:"limits"`
}

// Try is an answer that nobody gave, tried to see what it would move. NotAsked
// removes the recorded answer.
type Try struct {
	Instrument string        `json:"instrument"`
	Item       string        `json:"item"`
	Answer     assess.Answer `json:"answer"`
}

// Tried is a try with the answer that it replaces.
type Tried struct {
	Try
	Before assess.Answer `json:"before"` // as recorded; NotAsked if nothing was
	Topic  string        `json:"topic"`  // a few words for a reader
}

// Explore tries answers on an assessment and returns what they move. With smallest
// it also returns the smallest change up and down from there. Nothing that is passed
// in changes.
func Explore(s Side, tries []Try, smallest bool) WhatIf {
	then := s.Trying(tries...)
	w := WhatIf{
		Format: WhatIfFormat, Tried: s.Tried(then), Comparison: two(s, then), Smallest: []Smallest{}, Tool: s.Set.Tool,
		Limits: []string{
			"These are other answers, tried to see what the rules make of them. Nobody gave them, and the assessment is as it was.",
			"An answer that is no longer yes does not mean that the danger has passed.",
			"Levels are the project's own and are not validated against outcomes.",
		},
	}
	w.Rules = RuleMoves(s.Set.Stalking, &w.Comparison.Before.Result, &w.Comparison.After.Result)
	if smallest {
		w.Smallest = append(w.Smallest, then.Smallest(Higher), then.Smallest(Lower))
	}
	return w
}

// Trying returns a copy of the side with the tries as answers. If two tries are for
// one item, the later counts.
//
// A tried answer has no source or time, and no note unless a yes needs a reason; the
// note then says that it is a try. Trying the recorded answer keeps the whole
// response.
func (s Side) Trying(tries ...Try) Side {
	then := s.copied()
	for k, t := range tries {
		again := slices.ContainsFunc(tries[k+1:], func(l Try) bool { return l.Instrument == t.Instrument && l.Item == t.Item })
		r, _ := s.A.Responses.Of(t.Instrument, t.Item)
		if !again && r.Answer.OrNotAsked() != t.Answer.OrNotAsked() {
			then.A.Responses.Set(t.Instrument, t.Item, assess.Response{Answer: t.Answer.OrNotAsked(), Note: reason(s.Set.Find(t.Instrument), t)})
		}
	}
	return then
}

// reason returns the note of a try at a yes that needs a reason.
func reason(in *assess.Instrument, t Try) string {
	if in == nil {
		return ""
	}
	if i, ok := in.Item(t.Item); ok && in.Items[i].NeedsReason && t.Answer == assess.Yes {
		return "tried as a what-if; no reason was given"
	}
	return ""
}

// Tried returns the answers that differ in then, in the order of the questionnaires.
func (s Side) Tried(then Side) []Tried {
	out := []Tried{}
	for _, in := range s.Set.All() {
		for i := range in.Items {
			r, _ := then.A.Responses.Of(in.ID, in.Items[i].ID)
			if t := s.beside(in, i, r.Answer.OrNotAsked()); t.Before != t.Answer {
				out = append(out, t)
			}
		}
	}
	return out
}

// beside returns an answer to item i together with the side's recorded answer.
func (s Side) beside(in *assess.Instrument, i int, answer assess.Answer) Tried {
	it := &in.Items[i]
	r, _ := s.A.Responses.Of(in.ID, it.ID)
	return Tried{Try{in.ID, it.ID, answer}, r.Answer.OrNotAsked(), it.Topic}
}

// Asked is the answer to one item of an assessment.
type Asked struct {
	Item    int           // its place
	Section string        // title
	Answer  assess.Answer // as recorded or tried; NotAsked if there is none
	Applies bool
	Carried bool // an incident shows that it is yes, whatever was answered
}

// Items returns the items of a questionnaire in asking order, including those that
// do not apply.
func (s Side) Items(in *assess.Instrument) []Asked {
	states := s.Set.ItemStates(in, s.A)
	var out []Asked
	for _, section := range in.Sections {
		for _, id := range section.Items {
			i, _ := in.Item(id)
			out = append(out, Asked{i, section.Title, states[i].Recorded, states[i].Applies, states[i].Carried})
		}
	}
	return out
}

// RuleMove is a rule that is a reason in one of two results or in both.
type RuleMove struct {
	Part string    `json:"part"` // act_now, baseline, escalation
	Rule string    `json:"rule"`
	Move RuleState `json:"move"`
	Says string    `json:"says"` // with the items that count for it now, or counted before if it is gone
}

// RuleState is how a rule changed from one result to the other.
type RuleState string

// The states of a rule.
const (
	RuleSame  RuleState = "same"
	RuleOther RuleState = "other_answers" // a reason as before, by other answers
	RuleNew   RuleState = "new"
	RuleGone  RuleState = "gone"
)

// RuleMoves returns the rules that are a reason for act now or for an established
// level in either result, by part and in file order. Both results must be from the
// same questionnaire. A rule may also be gone because a higher level has its own
// reasons.
func RuleMoves(in *assess.Instrument, was, is *assess.Result) []RuleMove {
	out := []RuleMove{}
	for _, rule := range in.ActNow {
		x, y := slices.Contains(was.ActNowBecause, rule.ID), slices.Contains(is.ActNowBecause, rule.ID)
		if x || y {
			out = append(out, RuleMove{"act_now", rule.ID, ruleState(x, y, true), rule.Says})
		}
	}
	part := func(name string, before, after []assess.Reason) {
		for _, rule := range in.Rules {
			by := func(r assess.Reason) bool { return r.Rule == rule.ID }
			k, i := slices.IndexFunc(before, by), slices.IndexFunc(after, by)
			switch {
			case i >= 0:
				same := k >= 0 && slices.Equal(before[k].Items, after[i].Items)
				out = append(out, RuleMove{name, rule.ID, ruleState(k >= 0, true, same), in.Says(after[i])})
			case k >= 0:
				out = append(out, RuleMove{name, rule.ID, RuleGone, in.Says(before[k])})
			}
		}
	}
	part("baseline", was.Baseline.Because, is.Baseline.Because)
	part("escalation", was.Escalation.Because, is.Escalation.Because)
	return out
}

func ruleState(then, now, equal bool) RuleState {
	switch {
	case !then:
		return RuleNew
	case !now:
		return RuleGone
	case !equal:
		return RuleOther
	}
	return RuleSame
}

// Contrast is one value in two results, in words.
type Contrast struct{ Name, Before, After string }

// Moved reports whether the two values differ.
func (c Contrast) Moved() bool { return c.Before != c.After }

// CouldReachSuffix is the end of a bound's name, after the name of its level.
const CouldReachSuffix = " could reach"

// Bound reports whether the value is the highest level that could be reached.
func (c Contrast) Bound() bool { return strings.HasSuffix(c.Name, CouldReachSuffix) }

// Contrasts compares two results: the levels and what they could reach, red flags,
// how much is answered, and DASH. It includes act now only if one of them has it.
func Contrasts(was, is *assess.Result) []Contrast {
	var out []Contrast
	add := func(name string, of func(*assess.Result) string) { out = append(out, Contrast{name, of(was), of(is)}) }
	if was.ActNow || is.ActNow {
		add("ACT NOW", func(r *assess.Result) string {
			if r.ActNow {
				return "YES"
			}
			return "no"
		})
	}
	add("Overall", overallWord)
	add("Overall"+CouldReachSuffix, func(r *assess.Result) string { return assess.LevelWord(r.Overall.CouldReach) })
	if was.Override != nil || is.Override != nil {
		add("By the rules", func(r *assess.Result) string { return assess.LevelWord(r.Overall.Computed) })
	}
	add("Baseline", func(r *assess.Result) string { return r.Baseline.Word() })
	add("Baseline"+CouldReachSuffix, func(r *assess.Result) string { return assess.LevelWord(r.Baseline.CouldReach) })
	add("Escalation", func(r *assess.Result) string { return r.Escalation.Word() })
	add("Escalation"+CouldReachSuffix, func(r *assess.Result) string { return assess.LevelWord(r.Escalation.CouldReach) })
	add("Red flags", func(r *assess.Result) string { return fmt.Sprint(len(r.RedFlags)) })
	add("Answered", func(r *assess.Result) string {
		return fmt.Sprintf("%d of %d", r.Completeness.Answered, r.Completeness.Applicable)
	})
	add("DASH yes", func(r *assess.Result) string { return fmt.Sprint(r.Dash.Yes) })
	add("DASH line", dashLine)
	return out
}

func overallWord(r *assess.Result) string {
	word := assess.LevelWord(r.Overall.Level)
	switch {
	case r.Override != nil && !r.Override.Void:
		return word + " (set by a person)"
	case r.Overall.Provisional && r.Overall.Level == r.Overall.Computed:
		return word + " so far"
	}
	return word
}

// dashLine returns how the DASH count compares with the line, in words.
func dashLine(r *assess.Result) string {
	d := &r.Dash
	switch state := d.LineState(); state {
	case "":
		return "none"
	case "not_applicable":
		return "does not apply"
	case "reached":
		return fmt.Sprintf("%d of %d, REACHED", d.LineYes, d.Line)
	default:
		return fmt.Sprintf("%d of %d, %s", d.LineYes, d.Line, state)
	}
}

// MovedSays returns what moved from one result to another, in sentences: act now and
// the levels, then what they could reach, then DASH.
func MovedSays(was, is *assess.Result) string {
	var levels, bounds, dash []string
	for _, c := range Contrasts(was, is) {
		says := inSentences(c.Name) + " is now " + c.After + "."
		switch {
		case !c.Moved() || c.Name == "Answered" || c.Name == "Red flags":
		case c.Bound():
			what := strings.TrimSuffix(c.Name, CouldReachSuffix)
			bounds = append(bounds, inSentences(what)+" could now reach "+c.After+".")
		case strings.HasPrefix(c.Name, "DASH"):
			dash = append(dash, says)
		default:
			levels = append(levels, says)
		}
	}
	return cmp.Or(strings.Join(slices.Concat(levels, bounds, dash), " "), "Nothing else changes.")
}

// inSentences returns how sentences name a contrast, if not as a table does.
func inSentences(name string) string {
	switch name {
	case "Overall":
		return "Level"
	case "DASH line":
		return "The DASH line"
	}
	return name
}
