package report

import (
	"fmt"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/table"
)

// Results as one line each, for a spreadsheet or for people. (assess.ResultWriter
// writes JSON lines.)

// ResultRows returns the heading of a table of results and a function that appends one
// row. format is "ndjson", "csv" or "table"; for "ndjson" row is nil. Any other format
// is an error.
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
		b = appendCell(b, l.Text(r), numeric(l.Path))
	}
	return append(b, '\n')
}

// numeric reports whether a column has numbers that may be negative. They are not guarded
// against formulas, so that the minus sign stays.
func numeric(path string) bool { return path == "timeline.frequency.u" }

// appendCell appends a CSV cell (RFC 4180) that no spreadsheet reads as a formula.
func appendCell(b []byte, s string, numeric bool) []byte {
	if !numeric {
		s = table.Guard(s)
	}
	if !strings.ContainsAny(s, "\",\r\n") && !strings.HasPrefix(s, " ") && !strings.HasSuffix(s, " ") {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}

// The table has the columns a supervisor needs first. Free text comes last, so that
// long text does not move the other columns.
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
		strings.TrimSpace(kindOf(r)+oneLine(r.Case)+"  "+oneLine(r.ID)))
}

// kindOf returns what must come before a result that is not of a finished assessment
// of a real case; "" for any other.
func kindOf(r *assess.Result) (kind string) {
	if r.Training != "" {
		kind = "PRACTICE "
	}
	if r.Status == assess.Draft {
		kind += "DRAFT "
	}
	return kind
}
