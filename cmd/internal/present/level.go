package present

import (
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/session"
)

// ActNow is the heading shown when help must be sent at once.
const ActNow = "ACT NOW: send help at once, by your local procedure"

// WhyActNow returns the reasons to act now, in the words of the questionnaire.
func WhyActNow(s *session.Session, r *assess.Result) string {
	var says []string
	for _, rule := range s.Set().Stalking.ActNow {
		if slices.Contains(r.ActNowBecause, rule.ID) {
			says = append(says, rule.Says)
		}
	}
	return "Because " + strings.Join(says, "; ") + "."
}

// HowToGoOn returns how to continue the contact once help must be sent.
func HowToGoOn(a *assess.Assessment) string {
	switch c := a.Contact; {
	case c.Ended == assess.Dropped || c.Ended == assess.Unsafe:
		return "Send help to the last known place. " + RingBack(a)
	case c.Mode == "private":
		return "They cannot talk now. " + RingBack(a)
	case conversation.Quiet(a) && c.Mode != "cover":
		return "Ask only yes or no questions. If they cannot speak on a mobile, ask them to press 55. Do not ask them to explain."
	case conversation.Quiet(a):
		return "Ask only yes or no questions. Do not ask them to explain."
	}
	return "Keep the line open and carry on with the questions."
}

// Moved returns a sentence for each level that has changed.
func Moved(before, after *assess.Result) []string {
	var out []string
	add := func(what, from, to string) {
		if from != to {
			out = append(out, what+" is now "+to+".")
		}
	}
	add("The level", assess.LevelWord(before.Overall.Level), assess.LevelWord(after.Overall.Level))
	add("Baseline", before.Baseline.Word(), after.Baseline.Word())
	add("Escalation", before.Escalation.Word(), after.Escalation.Word())
	return out
}

// Changes returns what an answer has changed in sentences, the most important first.
func Changes(before, after *assess.Result) []string {
	out := Moved(before, after)
	if o := after.Override; o != nil && o.Void && before.Override != nil && !before.Override.Void {
		out = append(out, "! The override no longer applies: the rules now give "+assess.LevelWord(after.Overall.Computed)+".")
	}
	if after.Settled && !before.Settled {
		out = append(out, "Settled: more answers cannot raise the level. They may still be in danger.")
	}
	return out
}
