package cli

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/table"
	"stalkrisk/assess/timeline"
	"stalkrisk/cmd/internal/present"
)

// source is a source of incidents: an assessment, or the rows of a table that are of
// one case.
type source struct {
	assess.TimelineSource
	record
	table  *table.Table // nil if it is an assessment
	unread int          // how many rows of a table could not be used
	lines  []int        // the line of a table on which each incident begins
	cases  []string     // the case that each row of a table names; "" if it names none
	faulty []bool       // whether each incident has a fault

	from     *source // the file that it is a part of
	places   []int   // of its incidents in the file
	caseless bool    // its rows name no case, although others of the file do
	another  bool    // it is left out, because it is of another case
}

// readSource reads the incidents of a file. A table is one source until byCase splits it;
// in other files each assessment is one. unusable holds the problems of records that cannot be
// scored, which are not sources.
func readSource(env Env, questionnaires assess.Questionnaires, name string, notes *tableNotes) (sources []source, unusable []assess.Problem, err error) {
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
	for rec, err := range recordsIn(env, questionnaires, name, in) {
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
	if rows.OfDiary > 0 {
		fmt.Fprintf(notes.env.Err, "%s: a diary without kinds of incident: %s of the kind other until somebody chooses a kind in the conversation.\n", safetext.Name(name), counted(rows.OfDiary, "incident"))
	}
	return source{
		TimelineSource: assess.TimelineSource{Name: name, A: &assess.Assessment{Incidents: rows.Incidents}},
		record:         record{file: name, Record: assessmentfile.Record{Problems: rows.Problems}},
		table:          rows.Table, unread: rows.Unread, lines: rows.Lines, cases: rows.Cases, faulty: rows.Faulty,
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

// byCase returns the source, or a source for each case that its rows name. Only the
// first has the number of rows that could not be used.
func (s *source) byCase() (parts []source) {
	at := map[string]int{}
	for i, inc := range s.A.Incidents {
		of := ""
		if s.table != nil {
			of = fold.Reference(s.cases[i])
		}
		k, there := at[of]
		if !there {
			k = len(parts)
			at[of] = k
			parts = append(parts, *s)
			p := &parts[k]
			p.from = s
			if s.table != nil {
				p.A, p.unread = &assess.Assessment{}, 0
			}
			if of != "" {
				p.A.Case.Reference = strings.TrimSpace(s.cases[i])
			}
		}
		p := &parts[k]
		p.places = append(p.places, i)
		if s.table != nil {
			p.A.Incidents = append(p.A.Incidents, inc)
		}
	}
	if len(parts) == 0 {
		parts = []source{*s}
		parts[0].from = s
	}
	parts[0].unread = s.unread
	for k := range parts {
		parts[k].caseless = s.table != nil && len(parts) > 1 && parts[k].A.Case.Reference == ""
	}
	return parts
}

// good returns the incidents of the source that have no fault.
func (s *source) good() (out []assess.Incident) {
	for i, place := range s.places {
		if !s.from.faulty[place] {
			out = append(out, s.A.Incidents[i])
		}
	}
	return out
}

// faults returns every problem of a file, in file order, and notes which incidents have
// one. It checks the incidents against the questionnaires in set. at is the time from
// which windows are counted.
func (s *source) faults(set assess.Instruments, at assess.Instant) []assess.Problem {
	a := assess.Assessment{AssessedAt: at, Incidents: s.A.Incidents}
	found := set.CheckIncidents(&a)
	if s.table == nil {
		s.faulty = make([]bool, len(s.A.Incidents))
	}
	for _, p := range slices.Concat(s.Problems, found) {
		if n, of := incidentAt(p.Path); of && n < len(s.faulty) {
			s.faulty[n] = true
		}
	}
	if s.table == nil {
		all := slices.Concat(s.Problems, found)
		s.locate(all)
		return all
	}
	missing := 0
	for i := range found {
		p := &found[i]
		n, _ := incidentAt(p.Path)
		_, column, _ := strings.Cut(p.Path, "]")
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

// incidentAt returns the place of the incident that a path is of.
func incidentAt(path string) (n int, of bool) {
	place, _, _ := strings.Cut(strings.TrimPrefix(path, "incidents["), "]")
	n, err := strconv.Atoi(place)
	return n, err == nil && strings.HasPrefix(path, "incidents[")
}

// printFaults prints the problems of a source. If a table has words of another system,
// it adds a hint about --map.
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

// addIncidents adds the incidents of CSV files to a draft, before the first question.
// With any fault, or rows of another case, it returns an error and adds none; o says
// whether the good rows, and those of one case, are to be added all the same. bad is
// true if there was a fault.
func (d *draft) addIncidents(env Env, g *globals, set assess.Instruments, o assessOptions) (bad bool, err error) {
	if len(o.incidents) == 0 {
		return false, nil
	}
	notes, err := g.tables(env, &tableFlags{dateFlags: o.dates}, assessmentfile.IncidentColumns())
	if err != nil {
		return false, err
	}
	notes.options.Now = env.Now()
	var files []source
	for _, name := range o.incidents {
		s, err := readTable(env, name, notes)
		if err != nil {
			return false, err
		}
		notes.print(name, s.table)
		files = append(files, s)
	}
	all := []source{{TimelineSource: assess.TimelineSource{Name: d.path, A: &d.a}}}
	for i := range files {
		problems := files[i].faults(set, assess.InstantOf(env.Now())) // the time that the draft will be saved with
		printFaults(env, &files[i], problems)
		bad = bad || len(problems) > 0
		all = append(all, files[i].byCase()...)
	}
	var cases []string
	if o.reference != "" {
		cases = []string{o.reference}
	}
	if err := chooseCase(all, cases, &all[0]); err != nil {
		return bad, err
	}
	if bad && !o.keepGood {
		return bad, d.notChanged(env)
	}
	n := withoutFaults(all, &all[0])
	merged := new(assess.Assessment).Join(set.Forces, taken(all), timeline.Import)
	before := len(d.a.Incidents)
	d.a.TakeMerged(&merged)
	d.printMerged(env, &merged, before, n)
	return bad, nil
}

// counted returns a number with its noun, such as "1 row" or "2 rows".
func counted(n int, noun string) string {
	return present.Count(n, noun, noun+"s")
}
