package cli

import (
	"fmt"
	"os"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/batch"
	"stalkrisk/assess/table"
)

const incidentsUsage = "join the incidents in this CSV `file` to the assessments of the case in its column case; can be repeated"

// incidentTables are tables of incidents to join to the assessments that are read.
type incidentTables struct {
	incidents batch.Incidents
	read      int // incidents that are joined, if there is an assessment of their case
	bad       bool
}

// readTables reads tables of incidents, and calls faulty with the problems of each that
// has some. A row that names no case cannot be joined.
func readTables(env Env, g *globals, questionnaires assess.Questionnaires, files []string, dates dateFlags, faulty func(*source, []assess.Problem)) (*incidentTables, error) {
	t := &incidentTables{}
	if len(files) == 0 {
		return t, nil
	}
	notes, err := g.tables(env, &tableFlags{dateFlags: dates}, assessmentfile.IncidentColumns())
	if err != nil {
		return nil, err
	}
	set, _ := questionnaires.For(&assess.Assessment{}, tool())
	last := assess.InstantOf(time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)) // each assessment has its own time
	for _, name := range files {
		s, err := readTable(env, name, notes)
		if err != nil {
			return nil, err
		}
		problems := s.faults(set, last)
		joined := 0
		for i, inc := range s.A.Incidents {
			if t.incidents.Add(name, s.cases[i], inc, s.faulty[i]) {
				joined++
			}
		}
		if joined == 0 && len(s.A.Incidents) > 0 {
			problems = append(problems, assess.Problem{Code: assessmentfile.CodeMissingCase, Path: "case", Line: 1, Message: "no row names its case, so none is joined; fill in the column case"})
		}
		t.read += joined
		if len(problems) > 0 {
			t.bad = true
			faulty(&s, problems)
		}
		notes.print(name, s.table)
	}
	return t, nil
}

// withRepeats returns those of the named files that are exports of REDCap: their rows of
// incidents are joined to the assessments in the same file.
func withRepeats(env Env, files []string, notes *tableNotes) (out []string) {
	for _, name := range files {
		info, err := os.Stat(name)
		if err != nil || !info.Mode().IsRegular() || assessmentfile.FormatOf(name) != assessmentfile.CSV {
			continue // a missing file is reported where it is read
		}
		in, f, err := env.open(name)
		if err != nil {
			continue
		}
		if assessmentfile.HasRepeats(table.Open(in, notes.options)) {
			out = append(out, name)
		}
		f.Close()
	}
	return out
}

// print says how many incidents were used, once the run is finished.
func (t *incidentTables) print(env Env) {
	if t.read == 0 {
		return
	}
	unused, cases := t.incidents.Unused()
	fmt.Fprintf(env.Err, "stalkrisk: incidents of the tables: %d joined to the assessments of their cases", t.read-unused)
	if unused > 0 {
		fmt.Fprintf(env.Err, "; not used: %d of %s that no record is of", unused, counted(cases, "case"))
	}
	fmt.Fprintln(env.Err)
}
