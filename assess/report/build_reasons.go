package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
)

// reasons returns sentences that explain each level.
func (b *builder) reasons() []string {
	in := b.set.Stalking
	out := b.levelReasons(in, "Baseline", &b.r.Baseline)
	out = append(out, b.levelReasons(in, "Escalation", &b.r.Escalation)...)
	out = append(out, b.overallReason())
	if len(b.r.Carried) > 0 {
		out = append(out, shownByIncidents+": "+strings.Join(in.Facts(b.r.Carried), "; ")+".")
	}
	for _, a := range b.stalking() {
		if slices.Contains(b.r.Proposed, a.ID) {
			out = append(out, fmt.Sprintf(toConfirm+": %s. What points to it: %s.",
				Topic{a.ID, a.Topic}.plain(), cmp.Or(strings.Join(a.ProposedBy, "; "), "other answers")))
		}
	}
	return append(out, "No answer can lower a level.")
}

func (b *builder) levelReasons(in *assess.Instrument, name string, l *assess.Level) []string {
	out := because(in, name, word("level", l.Established), l.Because)
	if len(l.Because) == 0 {
		out = append(out, fmt.Sprintf("%s: what was answered meets no rule for a level above %s.", name, word("level", l.Established)))
	}
	if l.Provisional {
		out = append(out, fmt.Sprintf("%s is reported as %s so far, because unanswered questions could make it %s.",
			name, word("level", l.Level), word("level", l.CouldReach)))
	}
	return out
}

func (b *builder) overallReason() string {
	o := &b.r.Overall
	s := fmt.Sprintf("Overall: baseline %s with escalation %s gives %s.",
		word("level", b.r.Baseline.Established), word("level", b.r.Escalation.Established), word("overall", o.Established))
	if o.Provisional {
		s += fmt.Sprintf(" It is reported as %s so far, because it could still reach %s.", word("overall", o.Computed), word("overall", o.CouldReach))
	}
	if o.Level != o.Computed {
		s += fmt.Sprintf(" A person set %s instead; see judgement below.", word("overall", o.Level))
	}
	return s
}

// How the reasons begin that the answers show as well.
const (
	shownByIncidents = "Incidents show these, whatever was answered"
	toConfirm        = "Looks like yes, and is not counted until it is confirmed"
)

// others returns sentences on the results of instruments other than stalking and DASH.
func (b *builder) others() []string {
	out := []string{}
	for _, in := range b.set.Others {
		o, ok := b.r.Others[in.ID]
		if !ok {
			continue
		}
		out = append(out, fmt.Sprintf("%s: %d yes, %d no, %d open.", in.Title, o.Yes, o.No, o.Open))
		for i := range in.Results {
			out = append(out, otherLevel(in, &in.Results[i], o)...)
		}
	}
	return out
}

func otherLevel(in *assess.Instrument, spec *assess.ResultSpec, o assess.Other) []string {
	l := o.Results[spec.ID]
	name := in.Title + ", " + spec.Title
	if l.Level == "" {
		return []string{name + ": not enough answers for a level."}
	}
	lead := l.Level
	if l.Provisional {
		lead += " so far"
	}
	s := name + ": " + lead + "; could reach " + l.CouldReach
	if points, ok := o.Totals[spec.ID]; ok {
		s += "; " + count(points, "point", "points")
	}
	return append([]string{s + "."}, because(in, name, l.Established, l.Because)...)
}

// because returns a sentence for each rule that led to a level.
func because(in *assess.Instrument, name, level string, reasons []assess.Reason) (out []string) {
	for _, r := range reasons {
		says := "of the rule " + r.Rule // the instrument does not define this rule
		if i := slices.IndexFunc(in.Rules, func(rule assess.Rule) bool { return rule.ID == r.Rule }); i >= 0 {
			says = in.Rules[i].Says
		}
		out = append(out, fmt.Sprintf("%s is %s because %s%s.", name, level, says, led(": ", strings.Join(in.Facts(r.Items), "; "))))
	}
	return out
}
