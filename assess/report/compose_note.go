package report

import "strings"

// Note returns the entry for an incident log: one paragraph of plain text with at most
// longestNote characters, the most urgent first.
func Note(r Report) string { return oneLine(composeNote(&r)) }

// composeNote returns the paragraph of the note.
func composeNote(r *Report) string {
	if r.Assessment.Case.SuspectAccess == "yes" {
		return "RESTRICTED. Nothing of this case may stand in this log. Ask the supervisor who may see it."
	}
	return strings.ToUpper(r.Result.Overall.Level)
}
