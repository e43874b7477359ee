package cli

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/table"
	"stalkrisk/assess/timeline"
	"stalkrisk/cmd/internal/present"
)

// source is a source of incidents: an assessment, or a table.
type source struct {
	assess.TimelineSource
	record
	table  *table.Table // nil if it is an assessment
	unread int          // how many rows of a table could not be used
	lines  []int        // the line of a table on which each incident begins
}

// readSource reads the incidents of a file. A table is one source; in other files
// each assessment is one. unusable holds the problems of records that cannot be
// scored, which are not sources.
func readSource(env Env, name string, notes *tableNotes) (sources []source, unusable []assess.Problem, err error) {
	in, f, err := env.open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	format := assessmentfile.FormatIn(name, in)
	if format == assessmentfile.CSV {
		s, err := readIncidents(name, in, notes)
		return []source{s}, nil, err
	}
	n := 0
	var faults assess.Faults
	for rec, err := range recordsIn(env, nil, name, in) {
		if err != nil {
			return nil, nil, err
		}
		n++
		if !rec.Scorable {
			faults.Add(rec.Problems...)
			continue
		}
		s := source{TimelineSource: assess.TimelineSource{Name: fmt.Sprintf("%s, record %d", name, n), A: &rec.Assessment}, record: *rec}
		sources = append(sources, s)
	}
	if n == 1 && len(sources) == 1 {
		sources[0].Name = name
	}
	return sources, faults.All(), nil
}

// readIncidents reads a table of incidents.
func readIncidents(name string, in io.Reader, notes *tableNotes) (source, error) {
	rows, err := assessmentfile.ReadIncidents(in, notes.options)
	if err != nil {
		return source{}, fmt.Errorf("reading %s: %w", name, err)
	}
	return source{
		TimelineSource: assess.TimelineSource{Name: name, A: &assess.Assessment{Incidents: rows.Incidents}},
		record:         record{file: name, Record: assessmentfile.Record{Problems: rows.Problems}},
		table:          rows.Table, unread: rows.Unread, lines: rows.Lines,
	}, nil
}

// readTable reads a file that must be a table of incidents.
func readTable(env Env, name string, notes *tableNotes) (source, error) {
	in, f, err := env.open(name)
	if err != nil {
		return source{}, err
	}
	defer f.Close()
	if assessmentfile.FormatIn(name, in) != assessmentfile.CSV {
		return source{}, usage("--incidents takes CSV files; stalkrisk timeline joins assessments")
	}
	return readIncidents(name, in, notes)
}

// faults returns every problem of a source, in file order. It checks the incidents
// against the questionnaires in set. at is the time from which windows are counted.
func (s *source) faults(set assess.Instruments, at assess.Instant) []assess.Problem {
	a := assess.Assessment{AssessedAt: at, Incidents: s.A.Incidents}
	found := set.CheckIncidents(&a)
	if s.table == nil {
		all := slices.Concat(s.Problems, found)
		s.locate(all)
		return all
	}
	missing := 0
	for i := range found {
		p := &found[i]
		place, column, _ := strings.Cut(strings.TrimPrefix(p.Path, "incidents["), "]")
		n, _ := strconv.Atoi(place)
		p.Path, p.Line = strings.TrimPrefix(column, "."), s.lines[n]
		if p.Code == assess.CodeKindMissing {
			missing++
		}
	}
	if n := len(s.A.Incidents); missing == n && n > 1 { // the column is missing; that is one fault, not one a row
		found = slices.DeleteFunc(found, func(p assess.Problem) bool { return p.Code == assess.CodeKindMissing })
		found = append(found, assess.Problem{Code: assess.CodeKindMissing, Line: 1, Message: "no row has a kind of incident; add a column called kind, or say which one it is with --map theirs=kind"})
	}
	all := slices.Concat(s.Problems, found)
	strictfile.Sort(all)
	return all
}

// printFaults prints the problems of a source. If a CSV file has words of another
// system, it adds a hint about --map.
func printFaults(env Env, s *source, problems []assess.Problem) {
	if len(problems) == 0 {
		return
	}
	printError(env.Err, invalid(s.file, problems))
	if s.table != nil && slices.ContainsFunc(problems, func(p assess.Problem) bool {
		return slices.Contains([]string{strictfile.CodeUnknownWord, assess.CodeUnknownKind, assess.CodeKindMissing}, p.Code)
	}) {
		fmt.Fprintln(env.Err, "stalkrisk: hint: to read another system's words, use stalkrisk timeline with --map column:theirs=ours, such as --map kind:Loitering=loitering")
	}
}

// addIncidents merges the incidents of CSV files into a draft, and prints what was
// added. It names the rows with a fault and continues with what can be read; bad is
// true if there were any. If nothing in a file can be read it returns an error, before
// the first question.
func (d *draft) addIncidents(env Env, g *globals, set assess.Instruments, o assessOptions) (bad bool, err error) {
	if len(o.incidents) == 0 {
		return false, nil
	}
	notes := &tableNotes{env: env, options: table.Options{Columns: assessmentfile.IncidentColumns()}}
	if notes.options.Dates, err = o.dates.over("", ""); err != nil {
		return false, err
	}
	if notes.zone, err = g.dates(env, &notes.options.Dates); err != nil {
		return false, err
	}
	sources := []assess.TimelineSource{{Name: d.path, A: &d.a}}
	for _, name := range o.incidents {
		s, err := readTable(env, name, notes)
		if err != nil {
			return bad, err
		}
		notes.print(name, s.table)
		problems := s.faults(set, assess.InstantOf(env.Now())) // the time that the draft will be saved with
		if len(problems) > 0 && len(s.A.Incidents) == 0 {
			return bad, invalid(name, problems)
		}
		printFaults(env, &s, problems)
		if s.unread > 0 {
			fmt.Fprintf(env.Err, "%s: %s could not be used; add what they say by hand.\n", safetext.Name(name), counted(s.unread, "row"))
		}
		bad = bad || len(problems) > 0
		sources = append(sources, s.TimelineSource)
	}
	_, merged := assess.MergeTimelines(sources)
	before := len(d.a.Incidents)
	d.a.TakeMerged(&merged)
	d.printMerged(env, &merged, before)
	return bad, nil
}

// printMerged prints how many incidents were added to the draft.
func (d *draft) printMerged(env Env, m *timeline.Merged, before int) {
	fmt.Fprintf(env.Err, "%s: %s before, %d added, %d joined to another record with the same reference and area, %d now.\n",
		d.path, counted(before, "incident"), m.In-before, m.Joined, m.Out)
	if n := len(m.Possible); n > 0 {
		fmt.Fprintf(env.Err, "%s of incidents may each be one incident recorded more than once (same day, kind and area). All are kept; stalkrisk timeline shows them.\n", counted(n, "group"))
	}
}

// counted returns a number with its noun, such as "1 row" or "2 rows".
func counted(n int, noun string) string {
	return present.Count(n, noun, noun+"s")
}
