package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/questionnaires"
)

// maker makes up what the programs read: the same bytes each time.
type maker struct {
	folder string
	share  int
}

func (m *maker) path(name string) string { return filepath.Join(m.folder, name) }

func (m *maker) records() int { return 100_000 / m.share }
func (m *maker) large() int   { return 2_000 / m.share }
func (m *maker) files() int   { return 50_000 / m.share }
func (m *maker) rows() int    { return 300_000 / m.share }

func shelf() (assess.Questionnaires, error) { return questionnairefile.LoadAll(questionnaires.Files) }

// eachThousand calls f with n records, a thousand at a time, one a line.
func eachThousand(n int, f func(lines []byte) error) error {
	q, err := shelf()
	for i := 0; i < n && err == nil; i += 1000 {
		err = f(assesstest.Records(q, i, min(1000, n-i)))
	}
	return err
}

// written makes a file, unless an earlier job did.
func (m *maker) written(name string, write func(w *bufio.Writer) error) (string, error) {
	path := m.path(name)
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	err = write(w)
	return path, errors.Join(err, w.Flush(), f.Close())
}

func (m *maker) lines(name string, n int) (string, error) {
	return m.written(name, func(w *bufio.Writer) error {
		return eachThousand(n, func(lines []byte) error {
			_, err := w.Write(lines)
			return err
		})
	})
}

func (m *maker) manyRecords() (string, error) { return m.lines("records.ndjson", m.records()) }

// manyRows makes the same records in CSV, as far as a row can hold them: the answers, and
// what is known of the case.
func (m *maker) manyRows() (string, error) {
	return m.written("records.csv", func(w *bufio.Writer) error {
		q, err := shelf()
		if err != nil {
			return err
		}
		head := []string{"id", "status", "stage", "case.reference", "case.relationship", "case.children", "assessed_at"}
		for _, id := range []string{"stalking", "dash"} {
			for _, it := range q.Newest(id).Items {
				head = append(head, id+"."+it.ID)
			}
		}
		out := csv.NewWriter(w)
		if err := out.Write(head); err != nil {
			return err
		}
		return errors.Join(eachThousand(m.records(), func(lines []byte) error {
			for line := range bytes.Lines(lines) {
				if err := out.Write(row(head, assessmentfile.ReadJSON(line).Assessment)); err != nil {
					return err
				}
			}
			out.Flush()
			return nil
		}), out.Error())
	})
}

// row returns the cells of an assessment.
func row(head []string, a assess.Assessment) []string {
	cells := []string{a.ID, string(a.Status), string(a.Stage), a.Case.Reference, string(a.Case.Relationship), string(a.Case.Children), a.AssessedAt.String()}
	for _, path := range head[len(cells):] {
		instrument, item, _ := strings.Cut(path, ".")
		r, _ := a.Responses.Of(instrument, item)
		cells = append(cells, string(r.Answer))
	}
	return cells
}

// largeRecords makes records of some 100 KB each: a long account and many incidents.
func (m *maker) largeRecords() (string, error) {
	return m.written("large.ndjson", func(w *bufio.Writer) error {
		return eachThousand(m.large(), func(lines []byte) error {
			for line := range bytes.Lines(lines) {
				a := assessmentfile.ReadJSON(line).Assessment
				a.FirstAccount = assess.Account(strings.Repeat("He waited at the gate again. ", 300))
				for k := 0; len(a.Incidents) > 0 && len(a.Incidents) < 300; k++ {
					a.Incidents = append(a.Incidents, a.Incidents[k])
				}
				if _, err := w.Write(append(assessmentfile.AppendJSON(nil, &a), '\n')); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

func (m *maker) oneCase() (string, error) { return m.lines("case.json", 1) }

// manyCases makes cases: one file with a case a line, or a folder with a file a case.
func (m *maker) manyCases(lines bool) (string, error) {
	if lines {
		return m.lines("cases.ndjson", m.files())
	}
	folder, n := m.path("cases"), 0
	if err := os.Mkdir(folder, 0o700); errors.Is(err, fs.ErrExist) {
		return folder, nil
	} else if err != nil {
		return "", err
	}
	return folder, eachThousand(m.files(), func(lines []byte) error {
		for line := range bytes.Lines(lines) {
			n++
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%05d.json", n)), line, 0o600); err != nil {
				return err
			}
		}
		return nil
	})
}

// log makes a log of incidents in which so many rows in a hundred are full of what the
// sift looks for.
func (m *maker) log(full int) (string, error) {
	return m.written(fmt.Sprintf("log-%d.csv", full), func(w *bufio.Writer) error {
		q, err := shelf()
		if err != nil {
			return err
		}
		rules, err := questionnairefile.LoadSifts(questionnaires.Files, nil, q)
		if err != nil {
			return err
		}
		newest := rules.Newest(questionnairefile.SiftFolder)
		name := "sift/" + newest.Version + ".cases.yaml"
		file, err := fs.ReadFile(questionnaires.Files, name)
		if err != nil {
			return err
		}
		cases, problems := questionnairefile.LoadSiftCases(name, file, newest)
		if len(problems) > 0 {
			return fmt.Errorf("%s has faults", name)
		}
		return assesstest.WriteLogs(w, cases, full, m.rows())
	})
}

// count sets how many records the file has.
func (j *job) count(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	j.units = 0
	in := bufio.NewScanner(f)
	in.Buffer(nil, 16<<20)
	for in.Scan() {
		j.units++
	}
	return in.Err()
}
