package assessmentfile

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/timeline"
)

// incidentColumns are the columns of a CSV file of incidents, in the order in
// which they are written. They are the keys of an incident in an assessment.
var incidentColumns = []string{"at", "kind", "channel", "area", "reference", "reported", "recorded_as", "breach", "severity", "note"}

// IncidentColumn says whether a word is the name of a column of incidents.
func IncidentColumn(word string) bool {
	for _, c := range incidentColumns {
		if c == word {
			return true
		}
	}
	return false
}

// IncidentRows is what a CSV file of incidents holds.
type IncidentRows struct {
	Incidents []timeline.Incident
	Lines     []int // on which each incident begins, from 1
	Unread    int   // rows that could not be used at all: each has a problem, but where no column is known
	Problems  []assess.Problem
}

// ReadIncidents reads a CSV file of incidents: at, kind, channel, area,
// reference, reported, recorded_as, breach, severity, note, in any order, named
// by its first row. m renames what somebody else calls by other names.
//
// Every fault is named with its line, in file order. A cell that cannot be read
// is read as absent, and the rest of its row counts; a row that cannot be cut
// into cells, or has more or fewer than there are columns, is not used. Blank
// rows are passed over. Which kinds there are is for the questionnaire to say
// (assess.CheckIncidents). Inside a cell a line break of two characters reads as
// one.
func ReadIncidents(b []byte, m CSVMap) IncidentRows {
	t, _ := readTable(b, m, incidentColumns)
	rows := IncidentRows{Unread: t.unread}
	for _, row := range t.rows {
		var inc timeline.Incident
		for _, p := range shapes.Decode(t.incident(row, m), &inc) {
			t.problems.add(p.Line, p.Code, p.Path, p.Message)
		}
		rows.Incidents = append(rows.Incidents, inc)
		rows.Lines = append(rows.Lines, row.line)
	}
	rows.Problems = t.problems.all()
	return rows
}

// incident gives the tree of a row, so that it is read by the same rules as in
// an assessment.
func (t *table) incident(row tableRow, m CSVMap) *strictfile.Node {
	n := &strictfile.Node{Kind: strictfile.Object, Line: row.line}
	for i, column := range t.columns {
		if column == "" {
			continue
		}
		cell := m.Value(column, row.cells[i])
		kind := strictfile.String
		switch column {
		case "area", "reference", "recorded_as", "note":
		default:
			cell = strings.TrimSpace(cell)
		}
		if column == "severity" {
			kind = strictfile.Number
		}
		if cell != "" {
			n.Fields = append(n.Fields, strictfile.Field{Key: column, Value: &strictfile.Node{Kind: kind, Text: cell, Line: row.line}})
		}
	}
	return n
}

// AppendIncidents appends a CSV file of incidents, one row each in the order
// given. ReadIncidents gives them back, but for one of which nothing at all is
// known, and for line breaks of two characters.
func AppendIncidents(dst []byte, incidents []timeline.Incident) []byte {
	out := bytes.NewBuffer(dst)
	w := csv.NewWriter(out)
	w.Write(incidentColumns) // a buffer takes everything
	for i := range incidents {
		inc := &incidents[i]
		severity := ""
		if inc.Severity != 0 {
			severity = strconv.Itoa(int(inc.Severity))
		}
		w.Write([]string{
			inc.At.String(), GuardCell(inc.Kind), string(inc.Channel), GuardCell(inc.Area), GuardCell(inc.Reference),
			string(inc.Reported), GuardCell(inc.RecordedAs), string(inc.Breach), severity, GuardCell(inc.Note),
		})
	}
	w.Flush()
	return out.Bytes()
}
