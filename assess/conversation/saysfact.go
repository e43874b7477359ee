package conversation

import (
	"strings"

	"stalkrisk/assess"
)

// saysFact returns what to do at once about a fact just recorded, or "".
func saysFact(s *Sitting, path, value string) string {
	if value != string(assess.FactYes) {
		return ""
	}
	if path == "case.suspect_access" {
		return "Restrict the log now. Tell professional standards. Ask for another force to take it. Put nothing of the case in the open log."
	}
	if strings.HasPrefix(path, "reach.") && s.nearNow() != assess.No {
		return reachable(path)
	}
	return ""
}

// reachable returns what it means that the other person can reach something while
// nobody knows whether they are near.
func reachable(path string) string {
	switch path {
	case "reach.address":
		return "They may come any moment. Ask: a safer place? A way out?"
	case "reach.keys":
		return "They can get in. Ask them to lock or block the door from inside, or to leave if there is a safe way."
	case "reach.location":
		return "They can see where this person is, now and on the way. Do not go anywhere they must not know with that phone, car or bag."
	case "reach.work":
		return "They may be waiting at work or school. Nobody should go there alone until officers have been."
	}
	return ""
}
