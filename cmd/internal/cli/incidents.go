package cli

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/timeline"
)

// told is a source of incidents as it was read.
type told struct {
	assess.Told
	file     string
	csv      bool
	unread   int              // rows of a CSV file that could not be used
	lines    []int            // of a CSV file: where each incident begins
	bytes    []byte           // of another file: to find the lines of problems by
	place    int              // among the records of its file, from 0
	line     int              // of a record of JSON lines, otherwise 0
	problems []assess.Problem // of reading
}

// isCSV says whether a file holds incidents in CSV.
func isCSV(name string) bool { return strings.EqualFold(filepath.Ext(name), ".csv") }

// readTold reads the incidents of a file: one source of a CSV file, otherwise
// one for each assessment in it. A record that cannot be scored has problems,
// and is no source.
func readTold(name string, m assessmentfile.CSVMap) (sources []told, unusable []assess.Problem, err error) {
	b, err := readFile(name)
	if err != nil {
		return nil, nil, err
	}
	if isCSV(name) {
		rows := assessmentfile.ReadIncidents(b, m)
		return []told{{
			Told: assess.Told{Name: name, A: &assess.Assessment{Incidents: rows.Incidents}},
			file: name, csv: true, unread: rows.Unread, lines: rows.Lines, problems: rows.Problems,
		}}, nil, nil
	}
	all, at := records(name, b)
	for i := range all {
		rec := &all[i]
		if !rec.Scorable {
			unusable = append(unusable, onLine(rec.Problems, at[i])...)
			continue
		}
		source := told{Told: assess.Told{Name: name, A: &rec.Assessment}, file: name, bytes: b, place: i, line: at[i], problems: rec.Problems}
		if len(all) > 1 {
			source.Name = fmt.Sprintf("%s, record %d", name, i+1)
		}
		sources = append(sources, source)
	}
	return sources, unusable, nil
}

// faults names everything that is wrong with a source, in file order, its
// incidents held against the questionnaire and the time from which windows are
// counted.
func (s *told) faults(set assess.Instruments, at assess.Instant) []assess.Problem {
	a := assess.Assessment{AssessedAt: at, Incidents: s.A.Incidents}
	found := set.CheckIncidents(&a, strictfile.Wording())
	if !s.csv {
		if s.line == 0 {
			assessmentfile.Locate(s.file, s.bytes, s.place, found)
		}
		return onLine(slices.Concat(s.problems, found), s.line)
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
	if n := len(s.A.Incidents); missing == n && n > 1 { // said once: the column is not there
		found = slices.DeleteFunc(found, func(p assess.Problem) bool { return p.Code == assess.CodeKindMissing })
		found = append(found, assess.Problem{Code: assess.CodeKindMissing, Line: 1, Message: "no row says what kind of incident it was; write the column kind, or say which it is with --map theirs=kind"})
	}
	all := slices.Concat(s.problems, found)
	strictfile.Sort(all)
	return all
}

// onLine gives problems the line of their record, where it has one to itself.
func onLine(problems []assess.Problem, line int) []assess.Problem {
	for i := range problems {
		if line > 0 {
			problems[i].Line, problems[i].Column = line, 0
		}
	}
	return problems
}

// tellFaults names what is wrong with a source on standard error, and says how
// another's words can be read as they are.
func tellFaults(env Env, s *told, problems []assess.Problem) {
	words := false
	for _, p := range problems {
		fmt.Fprintln(env.Err, place(s.file, p))
		words = words || p.Code == strictfile.CodeUnknownWord || p.Code == assess.CodeUnknownKind || p.Code == assess.CodeKindMissing
	}
	if s.csv && words {
		fmt.Fprintln(env.Err, "stalkrisk: hint: stalkrisk timeline reads another's words as they are with --map column:theirs=ours, such as --map kind:Loitering=loitering")
	}
}

// bring merges the incidents of CSV files into a draft, and says what went in
// and what came of it. What is wrong with a row is named, and the conversation
// goes on without it; bad says that there was something. A file of which nothing
// can be read is refused before the first question.
func (d *draft) bring(env Env, set assess.Instruments, files []string) (bad bool, err error) {
	if len(files) == 0 {
		return false, nil
	}
	sources := []assess.Told{{Name: d.path, A: &d.a}}
	for _, name := range files {
		if !isCSV(name) {
			return bad, usage("--incidents takes CSV files; stalkrisk timeline joins assessments")
		}
		some, _, err := readTold(name, assessmentfile.CSVMap{})
		if err != nil {
			return bad, err
		}
		s := &some[0]
		problems := s.faults(set, assess.InstantOf(env.Now())) // the time with which the draft will be saved
		if len(problems) > 0 && len(s.A.Incidents) == 0 {
			return bad, &invalidError{name: name, problems: problems}
		}
		tellFaults(env, s, problems)
		if s.unread > 0 {
			fmt.Fprintf(env.Err, "%s: %d rows could not be used; add what they say by hand.\n", name, s.unread)
		}
		bad = bad || len(problems) > 0
		sources = append(sources, s.Told)
	}
	_, merged := assess.Together(sources)
	was := len(d.a.Incidents)
	d.a.Take(&merged)
	d.tellTaken(env, &merged, was)
	return bad, nil
}

// tellTaken says what incidents went in and what came of them.
func (d *draft) tellTaken(env Env, m *timeline.Merged, was int) {
	fmt.Fprintf(env.Err, "%s: it held %s, and %d went in. Of all these %d %s joined to another record of the same reference and area. It holds %d now.\n",
		d.path, counted(was, "incident"), m.In-was, m.Joined, map[bool]string{true: "was", false: "were"}[m.Joined == 1], m.Out)
	if n := len(m.Possible); n > 0 {
		fmt.Fprintf(env.Err, "%s of incidents may each be one told more than once (the same day, kind and area). None was dropped; stalkrisk timeline shows them.\n", counted(n, "group"))
	}
}

// counted writes a number with its noun.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
