package training

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
)

// Expected is the result that the model answers must have. A case that ends at the
// screen has no levels: only whether it is recognised as stalking.
type Expected struct {
	Overall     assess.OverallLevel `json:"overall"`
	Baseline    assess.OverallLevel `json:"baseline"`
	Escalation  Escalation          `json:"escalation"`
	ActNow      bool                `json:"act_now"`
	DashYes     int                 `json:"dash_yes"`    // of its topics; 0 if DASH is not asked
	DashLine    Line                `json:"dash_line"`   // "" if DASH is not asked
	Recognition assess.Recognised   `json:"recognition"` // "" is not compared
}

// Escalation is a level of escalation.
type Escalation string

// Words returns the levels of escalation, lowest first.
func (Escalation) Words() []string { return []string{"stable", "rising", "imminent"} }

// Line is how a count compares with DASH's line.
type Line string

// Words returns the ways in which a count can compare with the line.
func (Line) Words() []string { return []string{"below", "open", "reached"} }

// Differences scores the model answers by set and returns each difference from the
// expected result, in words for the author; nil if there is none.
func (p *PracticeCase) Differences(set assess.Instruments) (out []string) {
	r := assess.Score(set, &p.Model)
	for _, w := range p.wanted(&r) {
		if found := w.of(&r); found != w.want {
			out = append(out, fmt.Sprintf("%s: expected %s, found %s%s%s", w.what, cmp.Or(w.want, "none"), cmp.Or(found, "none"), because(set, &r, w.what), p.otherwise(set, &r, w)))
		}
	}
	switch asked, expected := asksDash(&r), p.Expect.DashLine != ""; {
	case asked && !expected:
		out = append(out, fmt.Sprintf("dash_yes and dash_line: not in expect, found %d and %s; write them there if they are right", r.Dash.Yes, r.Dash.LineState()))
	case expected && !asked:
		out = append(out, "dash_yes and dash_line: in expect, but DASH is not asked in this case; remove them there")
	}
	return out
}

// asksDash reports whether DASH is asked.
func asksDash(r *assess.Result) bool {
	return r.Stage == assess.Full && r.Dash.Applicability == "applicable"
}

// wanted is a part of the expected result, and how it is found in a result.
type wanted struct {
	what, want string
	of         func(*assess.Result) string
}

// wanted returns what is expected of a result: levels of what gives them, and DASH where it
// is asked and something is expected.
func (p *PracticeCase) wanted(r *assess.Result) (out []wanted) {
	want := &p.Expect
	if want.Recognition != "" {
		out = append(out, wanted{"recognition", string(want.Recognition), func(r *assess.Result) string { return string(r.Recognition.Value) }})
	}
	out = append(out, wanted{"act_now", strconv.FormatBool(want.ActNow), func(r *assess.Result) string { return strconv.FormatBool(r.ActNow) }})
	if r.Stage == assess.Screen {
		return out
	}
	out = append(out,
		wanted{"overall", string(want.Overall), func(r *assess.Result) string { return r.Overall.Level }},
		wanted{"baseline", string(want.Baseline), func(r *assess.Result) string { return r.Baseline.Level }},
		wanted{"escalation", string(want.Escalation), func(r *assess.Result) string { return r.Escalation.Level }},
	)
	if !asksDash(r) || want.DashLine == "" {
		return out
	}
	return append(out,
		wanted{"dash_yes", strconv.Itoa(want.DashYes), func(r *assess.Result) string { return strconv.Itoa(r.Dash.Yes) }},
		wanted{"dash_line", string(want.DashLine), func(r *assess.Result) string { return r.Dash.LineState() }},
	)
}

// lookAt returns which answers an author should look at.
func lookAt(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return ": look at " + strings.Join(ids, ", ")
}

// mostNamed is the most answers that are named as the reason for a difference.
const mostNamed = 5

// otherwise returns which single answers would give what is expected, for the author; or
// else the answers that make the result what it is.
func (p *PracticeCase) otherwise(set assess.Instruments, found *assess.Result, w wanted) string {
	var named []string
	for _, m := range p.Answers {
		other := assess.Yes
		if m.Answer == assess.Yes {
			other = assess.No
		}
		changed := p.Model.Clone()
		changed.Responses.Set(m.Instrument, m.Item, assess.Response{Answer: other})
		if r := assess.Score(set, &changed); w.of(&r) == w.want {
			named = append(named, fmt.Sprintf("%s (now %s) were %s", m.Item, m.Answer, other))
		}
	}
	switch n := len(named) - mostNamed; {
	case len(named) == 0:
		return "; no single answer would change that" + lookAt(decisive(found, w.what))
	case n > 0:
		named = append(named[:mostNamed], fmt.Sprintf("one of %d more were changed", n))
	}
	return "; it would be as expected if " + strings.Join(named, ", or ")
}

// reasons returns the reasons of one level.
func reasons(r *assess.Result, what string) []assess.Reason {
	switch what {
	case "baseline":
		return r.Baseline.Because
	case "escalation":
		return r.Escalation.Because
	case "overall":
		return slices.Concat(r.Baseline.Because, r.Escalation.Because)
	}
	return nil
}

// decisive returns the ids of the answers that make a level what it is.
func decisive(r *assess.Result, what string) (ids []string) {
	for _, reason := range reasons(r, what) {
		for _, id := range reason.Items {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// because returns which rules and answers make a result what it is, for the author.
func because(set assess.Instruments, r *assess.Result, what string) string {
	if what == "overall" {
		return fmt.Sprintf(" (from baseline %s and escalation %s)", r.Baseline.Level, r.Escalation.Level)
	}
	var says []string
	for _, reason := range reasons(r, what) {
		says = append(says, set.Stalking.Says(reason))
	}
	if len(says) == 0 {
		return ""
	}
	return " (" + strings.Join(says, "; ") + ")"
}
