package report

import (
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/compare"
)

// composeWhatIf lays out a what-if: what was tried, the levels before and after, how
// the rules changed, which answer moved what, and the smallest changes.
func composeWhatIf(w *compare.WhatIf) []block {
	p := &page{}
	before := &w.Comparison.Before
	p.heading(1, "What if"+led(", case ", before.Result.Case))
	p.practice(before.Training)
	composeTried(p, w)
	composeContrasts(p, w)
	composeRuleMoves(p, w.Rules)
	if len(w.Tried) > 1 {
		composeEffects(p, &w.Comparison)
	}
	for i := range w.Smallest {
		composeSmallest(p, &w.Smallest[i], &w.Comparison.After.Result)
	}
	p.end(w.Limits, w.Tool, w.Format)
	return p.blocks
}

func composeContrasts(p *page, w *compare.WhatIf) {
	heading, same := "Before and after", ", as before"
	if len(w.Tried) == 0 {
		heading, same = "As it stands", ""
	}
	p.heading(2, heading)
	for _, c := range compare.Contrasts(&w.Comparison.Before.Result, &w.Comparison.After.Result) {
		says := c.After + same
		if c.Moved() {
			says = fromTo(c.Before, c.After)
		}
		p.item(c.Name, says)
	}
}

func composeTried(p *page, w *compare.WhatIf) {
	if len(w.Tried) == 0 {
		p.say("Nothing changes: every answer that was tried is the one that was recorded.")
		return
	}
	p.heading(2, "What was tried")
	after := &w.Comparison.After.Result
	for _, t := range w.Tried {
		says := fromTo(midway(string(t.Before)), midway(string(t.Answer)))
		if t.Instrument == after.Used(assess.UseStalking) && t.Answer != assess.Yes && slices.Contains(after.Carried, t.Item) {
			says += "; it stays yes, because an incident shows it"
		}
		p.item(triedName(t, after), says)
	}
}

// triedName returns the name of a question, with "DASH" before it if it is one of
// DASH's.
func triedName(t compare.Tried, r *assess.Result) string {
	name := Topic{t.Item, t.Topic}.plain()
	if t.Instrument == r.Used(assess.UseDash) {
		return "DASH: " + name
	}
	return name
}

// ruleSays returns the words for how a rule changed.
func ruleSays(state compare.RuleState) string {
	switch state {
	case compare.RuleSame:
		return "As before"
	case compare.RuleOther:
		return "As before, on other answers"
	case compare.RuleNew:
		return "New"
	case compare.RuleGone:
		return "No longer"
	}
	return ""
}

func composeRuleMoves(p *page, rules []compare.RuleMove) {
	p.heading(2, "Why")
	if len(rules) == 0 {
		p.say("No rule for a higher level than the lowest is met, before or after.")
	}
	for _, r := range rules {
		p.item(ruleSays(r.Move)+", "+strings.ReplaceAll(r.Part, "_", " "), r.Says+" (rule "+r.Rule+")")
	}
}

func composeSmallest(p *page, s *compare.Smallest, after *assess.Result) {
	raises := "raises"
	if s.Direction == compare.Lower {
		raises = "lowers"
	}
	p.heading(2, "Smallest change that "+raises+" the level")
	if s.None != "" {
		p.say("There is none: " + s.None.Says(s.Direction) + ".")
		return
	}
	answers := plural(s.Changed, "one answer is another", fmt.Sprintf("%d answers are others", s.Changed))
	ways := plural(s.Found, "There is one such change", fmt.Sprintf("There are %d such changes, in the order of the questionnaire", s.Found))
	p.say("Overall is " + word("overall", s.From) + " by the rules. It moves when " + answers + ". " + ways + ".")
	for n, way := range s.Ways {
		tries := each(way.Tries, func(t compare.Tried) string {
			return triedName(t, after) + " " + fromTo(midway(string(t.Before)), midway(string(t.Answer)))
		})
		p.number(n+1, "To "+word("overall", way.To), strings.Join(tries, "; "))
	}
	if more := s.Found - len(s.Ways); more > 0 {
		p.say(fmt.Sprintf("And %d more.", more))
	}
}
