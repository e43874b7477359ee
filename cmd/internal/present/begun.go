package present

import (
	"strings"

	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/session"
)

// Began says what somebody had begun and not finished.
func Began(b conversation.Begun) string { return "You had begun " + b.Says + ". It is not finished." }

// Unfinished says what finishing would leave out; "" if there is nothing.
func Unfinished(s *session.Session) string {
	var all []string
	for _, b := range s.Begun() {
		all = append(all, b.Says)
	}
	if len(all) == 0 {
		return ""
	}
	return "Not finished: " + strings.Join(all, "; ") + ". What is not recorded is dropped when you finish."
}
