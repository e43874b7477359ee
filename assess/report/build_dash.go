package report

import (
	"cmp"
	"fmt"
	"slices"

	"stalkrisk/assess"
)

// dash compares DASH with the stalking result, and says where and why they differ.
func (b *builder) dash() Dash {
	gap, of := topics(b.set.Stalking, b.r.NotInDash), &b.r.Dash
	says := []string{b.dashApplies()}
	switch {
	case of.Yes+of.No > 0:
		says = append(says, fmt.Sprintf("Of the %d topics %d %s yes, %d no and %d unanswered; %d could be yes.", of.Yes+of.No+of.Open, of.Yes, isAre(of.Yes), of.No, of.Open, of.CouldReach),
			b.set.Dash.Today, b.dashLine(), "The line is a SafeLives and MARAC convention; local policy may vary. It is not a police rule, and never a reason to refuse, delay or close anything.")
	case of.Applicability != "not_applicable": // the counts mean nothing yet
		says = append(says, joined(" ", "DASH is not asked yet.", b.dashProposed()), b.set.Dash.Today)
	}
	says = append(says, b.dashGrade(), b.dashGap(len(gap)), "The two are never added, and neither lowers the other. The higher response governs.")
	says = slices.DeleteFunc(says, func(s string) bool { return s == "" })
	return Dash{says, gap, topics(b.set.Dash, of.Proposed)}
}

func (b *builder) dashApplies() string {
	who := cmp.Or(word("relationship", string(b.a.Case.Relationship)), "not recorded")
	switch b.r.Dash.Applicability {
	case "applicable":
		if b.a.DashAsked == assess.DashAlways {
			return "DASH is set beside it because the assessor chose to ask it."
		}
		return fmt.Sprintf("DASH is a domestic-abuse tool. It applies here beside the stalking questions (the other person: %s).", who)
	case "unknown":
		return fmt.Sprintf("DASH is a domestic-abuse tool. Whether it applies here is not known yet (the other person: %s).", who)
	}
	if b.a.DashAsked == assess.DashNever {
		return "DASH was left out because the assessor chose not to ask it. That says nothing about the risk."
	}
	return fmt.Sprintf("DASH is a domestic-abuse tool. It does not apply here (the other person: %s). That says nothing about the risk.", who)
}

// dashProposed says how many topics other answers point to.
func (b *builder) dashProposed() string {
	n := len(b.r.Dash.Proposed)
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("Other answers suggest yes to %s of it.", count(n, "topic", "topics"))
}

// dashLine says how many topics count towards the line. It never calls anything
// "below the line".
func (b *builder) dashLine() string {
	d := &b.r.Dash
	of := 0
	for _, r := range b.set.Dash.Rules {
		if r.Result == b.set.Dash.Result("line") {
			of = r.Of.Len()
		}
	}
	s := fmt.Sprintf("%d of the %d topics that the %d-tick line counts %s yes", d.LineYes, of, d.Line, isAre(d.LineYes))
	switch {
	case d.LineYes >= d.Line:
		return s + ": the line is reached."
	case d.LineCouldReach >= d.Line:
		return fmt.Sprintf("%s; %d could be, so the line could still be reached.", s, d.LineCouldReach)
	case d.LineCouldReach > d.LineYes:
		return fmt.Sprintf("%s; %d could be.", s, d.LineCouldReach)
	}
	return s + ", and all are answered."
}

func (b *builder) dashGrade() string {
	if b.r.Dash.Grade == "" {
		return "The assessor gave no DASH grade."
	}
	if b.a.DashGrade.Reason == "" {
		return "The assessor's own DASH grade is " + word("grade", b.r.Dash.Grade) + ", with no reason recorded."
	}
	return "The assessor's own DASH grade is " + word("grade", b.r.Dash.Grade) + "."
}

// dashGap explains where and why the DASH and stalking results differ.
func (b *builder) dashGap(gap int) string {
	stalking := word("overall", b.r.Overall.Level)
	if b.r.Overall.Provisional && b.r.Overall.Level == b.r.Overall.Computed {
		stalking += " so far"
	}
	topics := count(gap, "topic", "topics")
	switch outside := b.r.Dash.Applicability == "not_applicable"; {
	case gap > 0 && b.r.Stage == assess.Screen:
		return "DASH has no question for " + topics + " found here."
	case outside && gap == 0:
		return "Nothing that was answered yes is left out by that so far; much may not have been asked."
	case outside:
		return fmt.Sprintf("So what was found here, %s, would not be seen by DASH at all. The stalking questions give %s because they look at the stalking itself, whoever the other person is.", topics, stalking)
	case gap == 0:
		return "Nothing that was answered yes lies outside the DASH topics so far. DASH counts ticks; the stalking questions also weigh what each one means."
	}
	return fmt.Sprintf("DASH counts ticks about domestic abuse; the stalking questions look at the whole course of conduct and give %[2]s. DASH has no question for %[1]s found here.", topics, stalking)
}
