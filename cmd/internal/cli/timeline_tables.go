package cli

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/strictfile"
)

// additions are what tables say of cases, to be added to their assessments.
type additions struct {
	tables []addedTable
	cases  map[string]*addition // by the reference of the case, folded
	order  []string             // of the cases, as the tables name them
	rows   int                  // read
	left   int                  // left out because of a fault
}

// addedTable is a table of actions, orders, updates, outcomes or incidents.
type addedTable struct {
	name   string
	faults []assess.Problem
}

// addition is what the tables say of one case.
type addition struct {
	rows      []addedRow
	incidents []addedIncidents
}

// addedRow is an action, order, update or outcome in a row of a table.
type addedRow struct {
	table, line int
	entry       any
}

// addedIncidents are the incidents of a case in a table.
type addedIncidents struct {
	table     int
	lines     []int
	incidents []assess.Incident
}

// fault adds a problem of a row.
func (t *additions) fault(table, line int, code, path, message string) {
	t.tables[table].faults = append(t.tables[table].faults, assess.Problem{Code: code, Path: path, Line: line, Message: message})
}

// faulty returns how many problems the tables have.
func (t *additions) faulty() (n int) {
	for i := range t.tables {
		n += len(t.tables[i].faults)
	}
	return n
}

// print prints the problems of each table.
func (t *additions) print(env Env) {
	for i := range t.tables {
		strictfile.Sort(t.tables[i].faults)
		printError(env.Err, invalid(t.tables[i].name, t.tables[i].faults))
	}
}

// of returns the addition to a case.
func (t *additions) of(reference string) *addition {
	key := fold.Reference(reference)
	if t.cases[key] == nil {
		t.cases[key] = &addition{}
		t.order = append(t.order, key)
	}
	return t.cases[key]
}

// readAdditions reads tables. one is the reference of the only case that rows may be of,
// and of rows that name none; "" if each row has to name its own.
func readAdditions(env Env, g *globals, o timelineOptions, one string) (*additions, error) {
	t := &additions{cases: map[string]*addition{}}
	for i, name := range o.files {
		t.tables = append(t.tables, addedTable{name: name})
		b, err := env.readFile(name)
		if err != nil {
			return nil, err
		}
		notes, entries, err := g.tableOf(env, o, b)
		if err != nil {
			return nil, err
		}
		if entries {
			err = t.readEntries(i, b, notes, one)
		} else {
			err = t.readIncidents(i, b, notes, one)
		}
		if err != nil {
			return nil, err
		}
	}
	return t, nil
}

// tableOf returns how a table is read, and whether it is of actions, orders, updates or
// outcomes.
func (g *globals) tableOf(env Env, o timelineOptions, b []byte) (*tableNotes, bool, error) {
	notes, err := g.tables(env, &o.tables, assessmentfile.EntryColumns())
	if err != nil || assessmentfile.HoldsEntries(bytes.NewReader(b), notes.options) {
		return notes, true, err
	}
	return notes, false, nil
}

func (t *additions) readEntries(table int, b []byte, notes *tableNotes, one string) error {
	read, err := assessmentfile.ReadEntries(bytes.NewReader(b), notes.options)
	if err != nil {
		return fmt.Errorf("reading %s: %w", safetext.Name(t.tables[table].name), err)
	}
	t.tables[table].faults = read.Problems
	t.rows += read.Unread + len(read.Rows)
	t.left += read.Unread
	var caseless []int
	for _, row := range read.Rows {
		of, whose := t.whose(table, row.Line, row.Case, one)
		switch {
		case !whose && row.Case == "":
			caseless = append(caseless, row.Line)
			t.left++
		case !whose || row.Faulty:
			t.left++
		default:
			add := t.of(of)
			add.rows = append(add.rows, addedRow{table, row.Line, row.Entry})
		}
	}
	t.caseless(table, caseless)
	notes.print(t.tables[table].name, read.Table)
	notes.finish()
	return nil
}

func (t *additions) readIncidents(table int, b []byte, notes *tableNotes, one string) error {
	name := t.tables[table].name
	s, err := readIncidents(name, bytes.NewReader(b), notes)
	if err != nil {
		return err
	}
	t.tables[table].faults = slices.DeleteFunc(s.Problems, func(p assess.Problem) bool { return p.Code == assessmentfile.CodeMissingCase })
	t.rows += s.unread + len(s.A.Incidents)
	t.left += s.unread
	var caseless []int
	for i, inc := range s.A.Incidents {
		of, whose := t.whose(table, s.lines[i], s.cases[i], one)
		switch {
		case !whose && fold.Reference(s.cases[i]) == "": // a placeholder too
			caseless = append(caseless, s.lines[i])
			t.left++
		case !whose || s.faulty[i] && s.cases[i] != "":
			t.left++
		default:
			t.of(of).incident(table, s.lines[i], inc)
		}
	}
	t.caseless(table, caseless)
	notes.print(name, s.table)
	notes.finish()
	return nil
}

// incident adds an incident of a table.
func (a *addition) incident(table, line int, inc assess.Incident) {
	last := len(a.incidents) - 1
	if last < 0 || a.incidents[last].table != table {
		a.incidents = append(a.incidents, addedIncidents{table: table})
		last++
	}
	a.incidents[last].lines = append(a.incidents[last].lines, line)
	a.incidents[last].incidents = append(a.incidents[last].incidents, inc)
}

// whose returns the case of a row, and whether that is known. A row of another case than
// the only one is a fault.
func (t *additions) whose(table, line int, of, one string) (reference string, known bool) {
	switch {
	case fold.Reference(of) == "":
		return one, one != "" && strings.TrimSpace(of) == ""
	case one != "" && !assess.OneCase(of, one):
		t.fault(table, line, assessmentfile.CodeOtherCase, "case", "a row of another case than the file; leave it out, or name the folder of its case with --into")
		return "", false
	}
	return of, true
}

// caseless reports the rows that name no case, once.
func (t *additions) caseless(table int, lines []int) {
	if len(lines) > 0 {
		t.fault(table, lines[0], assessmentfile.CodeMissingCase, "case", fmt.Sprintf("rows that name no case: %d, of which this is the first; fill in the column case", len(lines)))
	}
}
