package present

import (
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/session"
)

// ActNow is the heading shown when help must be sent at once.
const ActNow = "ACT NOW: send help at once, by your local procedure"

// WhyActNow returns the reasons to act now, and only those that are true.
func WhyActNow(s *session.Session, r *assess.Result) string {
	return "Why: " + strings.Join(s.Set().Stalking.WhyActNow(s.Assessment(), r), "; ") + "."
}

// HowToGoOn returns how to continue the contact once help must be sent.
func HowToGoOn(a *assess.Assessment) string {
	switch c := a.Contact; {
	case c.Ended == assess.Dropped || c.Ended == assess.Unsafe:
		return "Send help to the last known place. " + RingBack(a)
	case c.Mode == "private":
		return "They cannot talk now. " + RingBack(a)
	case !conversation.OnThePhone(a):
		return "Make sure they are safe first. Then carry on with the questions."
	case conversation.Quiet(a) && c.Mode != "cover":
		return "Ask only yes or no questions. If they cannot speak on a mobile, ask them to press 55. Do not ask them to explain."
	case conversation.Quiet(a):
		return "Ask only yes or no questions. Do not ask them to explain."
	}
	return "Keep the line open and carry on with the questions."
}
