package conversation

import (
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
)

// A draft that the sift made begins with whether a person has read its logs. Opening it
// is not reading them: until somebody says yes, the file says that the sift made it.

// logsRead is the step that asks, before all others.
const logsRead = "logs-read"

// mostLogs is how many logs the step names.
const mostLogs = 8

func siftedQuestions() []question {
	return []question{{
		id: logsRead, part: lastEnded, topic: "the logs are read", silent: true,
		prompt: "Have you read the logs that the sift found?", also: whichLogs,
		help:    "Words that a program found are not facts. Until you have read the logs, this draft has no level and is not due.",
		options: options(assess.FactYes.Vocabulary())[:2],
		when:    func(s *Sitting) bool { return s.A.MadeBy == assess.FromSift || s.asked[logsRead] },
		get: func(s *Sitting, a *assess.Assessment) string {
			switch {
			case !s.asked[logsRead]:
				return ""
			case a.MadeBy == assess.FromSift:
				return string(assess.FactNo)
			}
			return string(assess.FactYes)
		},
		set: func(s *Sitting, v string) {
			s.A.MadeBy = assess.FromSift
			if v == string(assess.FactYes) {
				s.A.MadeBy = ""
			}
		},
		says: func(_ *Sitting, v string) string {
			if v == string(assess.FactNo) {
				return "Stop here, read them, and open the draft again. Contact nobody on what a program found."
			}
			return ""
		},
	}}
}

// whichLogs says where the logs are: their references.
func whichLogs(s *Sitting) string {
	var refs []string
	for i := range s.A.Incidents {
		if r := s.A.Incidents[i].Reference; r != "" && !slices.Contains(refs, r) {
			refs = append(refs, r)
		}
	}
	switch n := len(refs); {
	case n == 0:
		return "They have no references; the incidents have their dates."
	case n > mostLogs:
		return fmt.Sprintf("They are %s, and %d more in the incidents.", strings.Join(refs[:mostLogs], ", "), n-mostLogs)
	}
	return "They are: " + strings.Join(refs, ", ") + "."
}
