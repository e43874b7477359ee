package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"stalkrisk/assess"
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
