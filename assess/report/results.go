package report

import (
	"fmt"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
)

// One result a line, for a spreadsheet or for people. (JSON lines are written by
// assess.ResultWriter.)

// ResultRows returns what comes before the first result and what appends one, in
// the format "ndjson", "csv" or "table". JSON lines need none: row is nil.
func ResultRows(format string) (heading string, row func([]byte, *assess.Result) []byte, err error) {
	switch format {
	case "ndjson":
		return "", nil, nil
	case "csv":
		return strings.Join(each(assess.ResultLeaves(), func(l assess.ResultLeaf) string { return l.Path }), ",") + "\n", appendCSV, nil
	case "table":
		return tableHeading, appendTable, nil
	}
	return "", nil, fmt.Errorf("writing results: no format %q", format)
}

func appendCSV(b []byte, r *assess.Result) []byte {
	for i, l := range assess.ResultLeaves() {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendCell(b, l.Text(r), numeric[l.Path])
	}
	return append(b, '\n')
}

// numeric are the columns of numbers that may be negative; their minus sign
// does not begin a formula.
var numeric = map[string]bool{"timeline.frequency.u": true}

// appendCell appends a cell that no spreadsheet takes for a formula (RFC 4180).
func appendCell(b []byte, s string, numeric bool) []byte {
	if !numeric {
		s = assessmentfile.GuardCell(s)
	}
	if !strings.ContainsAny(s, "\",\r\n") && !strings.HasPrefix(s, " ") && !strings.HasSuffix(s, " ") {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}

// The table has what a supervisor looks for first. What people wrote comes last, so
// that long text does not move the other columns.
const tableHeading = "ACT  OVERALL     BASELINE    ESCALATION  ANSWERED  DASH   LOOK AGAIN BY         CASE, ID\n"

func appendTable(b []byte, r *assess.Result) []byte {
	act := ""
	if r.ActNow {
		act = "NOW"
	}
	atLeast := func(level string, provisional bool) string {
		if provisional {
			return level + " ?"
		}
		return level
	}
	dash := fmt.Sprintf("%d/%d", r.Dash.LineYes, r.Dash.Line)
	if r.Dash.Applicability == "not_applicable" {
		dash = "-"
	}
	return fmt.Appendf(b, "%-4s %-11s %-11s %-11s %-9s %-6s %-22s %s\n", act,
		atLeast(r.Overall.Level, r.Overall.Provisional), atLeast(r.Baseline.Level, r.Baseline.Provisional), atLeast(r.Escalation.Level, r.Escalation.Provisional),
		fmt.Sprintf("%d of %d", r.Completeness.Answered, r.Completeness.Applicable), dash, r.ReviewBy,
		strings.TrimSpace(oneLine(r.Case)+"  "+oneLine(r.ID)))
}
