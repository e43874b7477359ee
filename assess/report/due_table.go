package report

import (
	"strconv"
	"strings"

	"stalkrisk/assess/cases"
	"stalkrisk/assess/termtext"
)

// The table fits a terminal of 80 columns. An entry has a line that says which case, who
// and when, and below it what is due and the next step.
const (
	dueWidth   = 79
	dueHeads   = "BAND  KIND         CASE              WHO             WHEN"
	dueIndent  = "      "
	dueNext    = "Next: "
	dueColumns = 4
)

// dueWidths are how wide the columns are; the last one is not cut.
var dueWidths = [dueColumns]int{4, 11, 16, 14}

// appendTableTop appends what stands above the entries: how much is due, what is not in the
// list, and who waits for help.
func (d *DueList) appendTableTop(b []byte) []byte {
	for _, says := range []string{d.summary(), d.leftOut(), d.unread(), d.callsForHelp()} {
		b = appendLines(b, termtext.Wrap(oneLine(says), dueWidth))
	}
	if len(d.Entries) > 0 {
		b = append(b, dueHeads+"\n"...)
	}
	return b
}

// appendTable appends an entry.
func (d *DueList) appendTable(b []byte, e *cases.Entry) []byte {
	of := e.Case
	if e.Case == "" && len(e.References) > 0 {
		of = "several"
	}
	line := ""
	for i, cell := range [dueColumns]string{strconv.Itoa(e.Band), dueKinds.Get()[e.Kind], of, whoseTurn(e)} {
		cell = termtext.Truncate(oneLine(cell), dueWidths[i])
		line += cell + strings.Repeat(" ", max(0, dueWidths[i]-termtext.Width(cell))) + "  "
	}
	b = append(append(b, strings.TrimRight(line+d.when(e, brief), " ")...), '\n')
	what := oneLine(e.What) + "."
	if refs := strings.Join(e.References, ", "); refs != "" {
		what += " [" + oneLine(refs) + "]"
	}
	b = appendLines(b, termtext.Hang(dueIndent, dueIndent, what, dueWidth))
	return appendLines(b, termtext.Hang(dueIndent+dueNext, dueIndent+strings.Repeat(" ", len(dueNext)), oneLine(e.Next)+".", dueWidth))
}

func appendLines(b []byte, lines []string) []byte {
	for _, line := range lines {
		b = append(append(b, line...), '\n')
	}
	return b
}
