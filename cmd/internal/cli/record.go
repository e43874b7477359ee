package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/report"
)

// mostInput is the largest size in bytes of a file that is read whole.
const mostInput = 64 << 20

// readFile returns a whole file. More than mostInput bytes are an error.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, mostInput+1))
	if err == nil && len(b) > mostInput {
		err = fmt.Errorf("%s: larger than 64 MiB; divide it", name)
	}
	return b, err
}

// record is an assessment and its place in the file that holds it.
type record struct {
	assessmentfile.Record
	file  string
	bytes []byte         // the whole file
	nth   int            // its number in the file, from 0
	line  int            // its line in a file of JSON lines; otherwise 0
	saved *report.Report // the saved report that holds it; nil if none
}

// readOne reads a file that holds one assessment, by itself or in a saved JSON report.
func readOne(name string) (record, error) {
	b, err := readFile(name)
	r := record{file: name, bytes: b}
	switch {
	case err != nil:
	case isReport(b):
		rep, problems := report.Read(b)
		r.saved = &rep
		r.Record = assessmentfile.Record{Assessment: rep.Assessment.Assessment, Problems: problems, Scorable: len(problems) == 0}
	default:
		r.Record = assessmentfile.One(assessmentfile.Read(name, b))
	}
	return r, err
}

// isReport reports whether the bytes of a file are a saved JSON report.
func isReport(b []byte) bool {
	var head struct {
		Format string `json:"format"`
	}
	return json.Unmarshal(b, &head) == nil && strings.HasPrefix(head.Format, "stalkrisk.report/")
}

// readRecords reads every record of a file, in order.
func readRecords(name string) (all []record, err error) {
	b, err := readFile(name)
	if err != nil {
		return nil, err
	}
	add := func(rec assessmentfile.Record, line int) {
		all = append(all, record{Record: rec, file: name, bytes: b, nth: len(all), line: line})
	}
	format := assessmentfile.FormatOf(name)
	if format == assessmentfile.Unknown {
		format = assessmentfile.Look(b)
	}
	if format != assessmentfile.NDJSON {
		for _, rec := range assessmentfile.Read(name, b) {
			add(rec, 0)
		}
		return all, nil
	}
	cutter := assessmentfile.NewCutter(format, bufio.NewReader(bytes.NewReader(b)))
	for {
		c, err := cutter.Next(nil)
		if err != nil { // the end
			break
		}
		for _, rec := range c.Records(format, nil) {
			add(rec, c.Line)
		}
	}
	if len(all) == 0 {
		add(assessmentfile.Empty(), 0)
	}
	return all, nil
}

// scorable yields, in order, every record of the files that can be scored. It prints
// the problems of all records. If a file cannot be read it prints the error and reads
// the others.
func scorable(env Env, questionnaires assess.Questionnaires, files []string, worst *outcome) iter.Seq[*record] {
	return func(yield func(*record) bool) {
		for _, name := range files {
			all, err := readRecords(name)
			worst.print(env, err)
			for i := range all {
				r := &all[i]
				_, scored := r.score(questionnaires)
				worst.print(env, invalid(name, scored.Problems))
				if r.Scorable && !yield(r) {
					return
				}
			}
		}
	}
}

// score scores the record with the questionnaires that it names. Each problem in the
// result has its line. If the record cannot be scored, only its problems are set.
func (r *record) score(questionnaires assess.Questionnaires) (set assess.Instruments, scored assess.Scored) {
	scored.Problems = r.Problems
	if r.Scorable {
		set, scored = assess.Assess(questionnaires, &r.Assessment, tool(), r.Problems)
	}
	r.locate(scored.Problems)
	return set, scored
}

// locate adds the line in the file to the problems of the record, except in a saved
// report, which a program wrote.
func (r *record) locate(problems []assess.Problem) {
	switch {
	case r.line > 0:
		for i := range problems {
			problems[i].Line, problems[i].Column = r.line, 0
		}
	case r.saved == nil:
		assessmentfile.Locate(r.file, r.bytes, r.nth, problems)
	}
}
