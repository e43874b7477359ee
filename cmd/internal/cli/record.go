package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"iter"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/report"
	"stalkrisk/assess/table"
)

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
func readOne(env Env, name string) (record, error) {
	b, err := env.readFile(name)
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
func readRecords(env Env, questionnaires assess.Questionnaires, name string) (all []record, err error) {
	b, err := env.readFile(name)
	if err != nil {
		return nil, err
	}
	format := assessmentfile.FormatOf(name)
	if format == assessmentfile.Unknown {
		format = assessmentfile.Look(b)
	}
	return recordsOf(env, questionnaires, name, format, b), nil
}

// recordsOf returns the records in the text of a file, and at least one.
func recordsOf(env Env, questionnaires assess.Questionnaires, name string, format assessmentfile.Format, b []byte) (all []record) {
	add := func(rec assessmentfile.Record, line int) {
		all = append(all, record{Record: rec, file: name, bytes: b, nth: len(all), line: line})
	}
	if format == assessmentfile.JSON || format == assessmentfile.YAML {
		for _, rec := range assessmentfile.Read(name, b) {
			add(rec, 0)
		}
		return all
	}
	next, sheet := cutsOf(format, bufio.NewReader(bytes.NewReader(b)), questionnaires)
	if sheet != nil && len(sheet.Problems) > 0 {
		add(assessmentfile.Record{Problems: sheet.Problems}, sheet.Line)
	}
	eachCut(env, next, func(c *assessmentfile.Cut) {
		for _, rec := range c.Records(format, sheet) {
			add(rec, c.Line)
		}
	})
	if len(all) == 0 {
		add(assessmentfile.Empty(), 0)
	}
	return all
}

// cutsOf returns a function that returns the text of the next record, and the table
// that it is from, or nil. questionnaires have the columns of a table.
func cutsOf(format assessmentfile.Format, in *bufio.Reader, questionnaires assess.Questionnaires) (next func([]byte) (assessmentfile.Cut, error), sheet *assessmentfile.Sheet) {
	if format != assessmentfile.CSV {
		return assessmentfile.NewCutter(format, in).Next, nil
	}
	sheet = assessmentfile.OpenSheet(in, table.Options{Columns: assessmentfile.NewColumns(questionnaires)})
	return sheet.Next, sheet
}

// eachCut calls f with the text of every record that next returns, until the work is
// stopped.
func eachCut(env Env, next func([]byte) (assessmentfile.Cut, error), f func(*assessmentfile.Cut)) error {
	for env.Context.Err() == nil {
		c, err := next(nil)
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		f(&c)
	}
	return nil
}

// scorable yields, in order, every record of the files that can be scored. It prints
// the problems of all records. If a file cannot be read it prints the error and reads
// the others.
func scorable(env Env, questionnaires assess.Questionnaires, files []string, worst *outcome) iter.Seq[*record] {
	return func(yield func(*record) bool) {
		for _, name := range files {
			all, err := readRecords(env, questionnaires, name)
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
