package cli

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/timeline"
	"stalkrisk/cmd/internal/present"
)

// source is a source of incidents: an assessment, or a CSV file.
type source struct {
	assess.TimelineSource
	record
	csv    bool
	unread int   // how many rows of a CSV file could not be used
	lines  []int // the line of a CSV file on which each incident begins
}

// isCSV reports whether a file holds incidents in CSV.
func isCSV(name string) bool { return strings.EqualFold(filepath.Ext(name), ".csv") }

// readSource reads the incidents of a file. A CSV file is one source; in other files
// each assessment is one. unusable holds the problems of records that cannot be
// scored, which are not sources.
func readSource(env Env, name string, m assessmentfile.CSVMap) (sources []source, unusable []assess.Problem, err error) {
	if isCSV(name) {
		s, err := readCSV(env, name, m)
		return []source{s}, nil, err
	}
	all, err := readRecords(env, nil, name)
	for i, rec := range all {
		if !rec.Scorable {
			rec.locate(rec.Problems)
			unusable = append(unusable, rec.Problems...)
			continue
		}
		s := source{TimelineSource: assess.TimelineSource{Name: name, A: &all[i].Assessment}, record: rec}
		if len(all) > 1 {
			s.Name = fmt.Sprintf("%s, record %d", name, i+1)
		}
		sources = append(sources, s)
	}
	return sources, unusable, err
}

// readCSV reads a CSV file of incidents.
func readCSV(env Env, name string, m assessmentfile.CSVMap) (source, error) {
	b, err := env.readFile(name)
	if err != nil {
		return source{}, err
	}
	rows := assessmentfile.ReadIncidents(b, m)
	return source{
		TimelineSource: assess.TimelineSource{Name: name, A: &assess.Assessment{Incidents: rows.Incidents}},
		record:         record{file: name, Record: assessmentfile.Record{Problems: rows.Problems}},
		csv:            true, unread: rows.Unread, lines: rows.Lines,
	}, nil
}

// faults returns every problem of a source, in file order. It checks the incidents
// against the questionnaires in set. at is the time from which windows are counted.
func (s *source) faults(set assess.Instruments, at assess.Instant) []assess.Problem {
	a := assess.Assessment{AssessedAt: at, Incidents: s.A.Incidents}
	found := set.CheckIncidents(&a)
	if !s.csv {
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
	if s.csv && slices.ContainsFunc(problems, func(p assess.Problem) bool {
		return slices.Contains([]string{strictfile.CodeUnknownWord, assess.CodeUnknownKind, assess.CodeKindMissing}, p.Code)
	}) {
		fmt.Fprintln(env.Err, "stalkrisk: hint: to read another system's words, use stalkrisk timeline with --map column:theirs=ours, such as --map kind:Loitering=loitering")
	}
}

// addIncidents merges the incidents of CSV files into a draft, and prints what was
// added. It names the rows with a fault and continues with what can be read; bad is
// true if there were any. If nothing in a file can be read it returns an error, before
// the first question.
func (d *draft) addIncidents(env Env, set assess.Instruments, files []string) (bad bool, err error) {
	if len(files) == 0 {
		return false, nil
	}
	sources := []assess.TimelineSource{{Name: d.path, A: &d.a}}
	for _, name := range files {
		if !isCSV(name) {
			return bad, usage("--incidents takes CSV files; stalkrisk timeline joins assessments")
		}
		s, err := readCSV(env, name, assessmentfile.CSVMap{})
		if err != nil {
			return bad, err
		}
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
