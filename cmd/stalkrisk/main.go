// Stalkrisk assesses reports of stalking: it asks a stalking-specific
// questionnaire beside DASH, works out baseline and escalation concern, says
// why, and writes a report that the next officer reads instead of asking again.
//
// # Usage
//
//	stalkrisk assess [FILE]            a guided assessment, begun or gone on with
//	stalkrisk assess NEW --from OLD    the next one of a case: nobody tells it all again
//	stalkrisk report FILE              the full report: Markdown, JSON or text
//	stalkrisk compare OLD NEW...       what changed, and which change moved which level
//	stalkrisk explore [FILE]           "what if": change an answer, watch both instruments move
//	stalkrisk timeline FILE...         incidents of several files joined and tested
//	stalkrisk score [FILE|DIR|-]...    one result a saved assessment, in order: JSON lines, CSV or a table
//	stalkrisk verify FILE...           stored reports and results scored again, and where they differ
//	stalkrisk check [FILE]...          questionnaires, worked and practice cases, assessments
//	stalkrisk questionnaire list|show|print
//	stalkrisk train list|start|demo|mark|agreement
//	stalkrisk schema NAME              the JSON Schema of a format
//	stalkrisk completion SHELL, version, help
//
// Every command has --help with examples. --questionnaires DIR adds
// questionnaires of your own, laid out as ID/VERSION.yaml.
//
// # Exit codes
//
//	0    done, whatever the level; also when the reader closed the pipe
//	1    could not do it: permissions, disk, a failed worked case, a stored result
//	     that does not verify, the end of input in the middle of a conversation
//	2    wrong command line
//	3    input is invalid; for score, at least one record had a problem
//	130  stopped by the person or by a signal; what was answered is saved
//
// # Warnings and problems
//
// A fault in a file is a problem: it has a code, a place and a remedy, and it
// never hides what is known. What can be read is scored, and the fault is named.
// Codes are listed with their remedies in the README.
//
// # Limitations
//
// The levels are the project's own and are not validated against outcomes. This
// is neither SASH nor the authorised DASH form. Low never means that there is no
// risk. Nothing is encrypted: files are readable by their owner only, and whoever
// has the account has the files.
package main

import (
	"os"

	"stalkrisk/cmd/internal/cli"
	"stalkrisk/cmd/internal/termquiet"
)

func main() {
	termquiet.Undo()
	os.Exit(cli.Main())
}
