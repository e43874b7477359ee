// Stalkrisk helps call handlers and officers assess a report of stalking. It asks
// stalking-specific questions beside DASH, works out baseline and escalation levels,
// says why, and writes a report that the next officer reads instead of asking again.
//
// # Usage
//
//	stalkrisk assess [FILE]            begin a guided assessment, or continue one
//	stalkrisk assess NEW --from OLD    assess a case again, with the earlier answers
//	stalkrisk report FILE              the full report: Markdown, JSON, text or HTML
//	stalkrisk compare OLD NEW...       what changed, and which change moved which level
//	stalkrisk explore [FILE]           "what if": change an answer and see what moves
//	stalkrisk timeline FILE...         join and test the incidents of several files
//	stalkrisk score [FILE|DIR|-]...    one result for each saved assessment: JSON lines, CSV or a table
//	stalkrisk verify FILE...           score stored reports and results again, and show where they differ
//	stalkrisk seal FILE... --to KEY    encrypt and sign files for whoever receives them
//	stalkrisk open FILE                open a sealed file, after checking who signed it
//	stalkrisk key new                  make the keys for both
//	stalkrisk check [FILE]...          check questionnaires, guidance, cases and assessments
//	stalkrisk questionnaire list|show|print
//	stalkrisk train list|start|demo|mark|agreement
//	stalkrisk schema NAME              the JSON Schema of a format
//	stalkrisk help [COMMAND, TOPIC or CODE], completion SHELL, version
//
// Every command has --help with examples. The topics of help are the manual:
// levels, files, scoring and others; `stalkrisk help` lists them.
// --questionnaires DIR adds questionnaires of your own, as ID/VERSION.yaml.
//
// # Exit codes
//
//	0    done, whatever the level; also when the reader closed the pipe
//	1    could not do it: permissions, disk, a failed worked case, a stored result
//	     that does not verify, the end of the input in a conversation
//	2    wrong command line
//	3    input is invalid; for score, at least one record had a problem
//	130  stopped by the person or by a signal; what was answered is saved
//
// # Problems
//
// A fault in a file is a problem: it has a code, a place and a remedy. What can be
// read is scored, and the fault is named. `stalkrisk help codes` lists the codes.
//
// # Limitations
//
// The levels are the project's own and are not validated against outcomes. This is
// neither SASH nor the authorised DASH form. Low never means that there is no risk.
// Only what seal hands over is encrypted: other files can be read by their owner only,
// and whoever has the account has the files.
package main

import (
	"os"

	"stalkrisk/cmd/internal/cli"
	"stalkrisk/cmd/internal/termquiet"
	"stalkrisk/questionnaires"
)

func main() {
	termquiet.Undo()
	os.Exit(cli.Main(questionnaires.Files))
}
