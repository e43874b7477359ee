package cli

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/report"
)

// record is an assessment and its place in the file that holds it.
type record struct {
	assessmentfile.Record
	file   string
	format assessmentfile.Format
	cut    *assessmentfile.Cut // its text; nil in a saved report
	nth    int                 // in the cut, from 0
	saved  *report.Report      // the saved report that holds it; nil if none
	sha256 string              // of the saved report, in hexadecimal
	other  bool                // it stands for a table that holds no assessments
}

// readOne reads a file that holds one assessment, by itself or in a saved JSON report.
func readOne(env Env, questionnaires assess.Questionnaires, name string) (record, error) {
	b, err := env.readFile(name)
	if err != nil {
		return record{file: name}, err
	}
	return oneIn(env, questionnaires, name, b)
}

// oneIn reads the text of a file that holds one assessment.
func oneIn(env Env, questionnaires assess.Questionnaires, name string, b []byte) (record, error) {
	r := record{file: name}
	switch {
	case isReport(b):
		rep, problems := report.Read(b)
		questionnaires.HideKeys(problems)
		r.saved, r.sha256 = &rep, fmt.Sprintf("%x", sha256.Sum256(b))
		r.Record = assessmentfile.Record{Assessment: rep.Assessment.Assessment, Problems: problems, Scorable: len(problems) == 0}
	default:
		var all []assessmentfile.Record
		for rec := range recordsIn(env, questionnaires, name, bufio.NewReader(bytes.NewReader(b))) {
			if all = append(all, rec.Record); len(all) == 1 {
				r = *rec
			}
		}
		if len(all) == 0 {
			return r, stopped(env, "nothing was read")
		}
		r.Record = assessmentfile.One(all)
	}
	return r, nil
}

// isReport reports whether the bytes of a file are a saved JSON report.
func isReport(b []byte) bool {
	var head struct {
		Format string `json:"format"`
	}
	return json.Unmarshal(b, &head) == nil && strings.HasPrefix(head.Format, "stalkrisk.report/")
}

// records yields every record of a file, in order and one at a time, and at least one.
// An error comes last.
func records(env Env, questionnaires assess.Questionnaires, name string) iter.Seq2[*record, error] {
	return func(yield func(*record, error) bool) {
		in, f, err := env.open(name)
		if err != nil {
			yield(nil, err)
			return
		}
		defer f.Close()
		recordsIn(env, questionnaires, name, in)(yield)
	}
}

// recordsIn yields the records in the text of a file.
func recordsIn(env Env, questionnaires assess.Questionnaires, name string, in *bufio.Reader) iter.Seq2[*record, error] {
	return func(yield func(*record, error) bool) {
		some := false
		send := func(r record) error {
			some = true
			questionnaires.HideKeys(r.Problems)
			if r.file = name; !yield(&r, nil) {
				return io.EOF
			}
			return nil
		}
		format := assessmentfile.FormatIn(name, in)
		next, sheet := cutsOf(env, format, in)
		if sheet != nil && len(sheet.Problems) > 0 {
			if send(record{Record: assessmentfile.Record{Problems: sheet.Problems}, other: sheet.Other}) != nil {
				return
			}
		}
		stop := false
		err := eachCut(env, next, func(c *assessmentfile.Cut) error {
			for nth, rec := range c.Records(format, sheet) {
				if err := send(record{Record: rec, format: format, cut: c, nth: nth}); err != nil {
					stop = true
					return err
				}
			}
			return nil
		})
		var late []assess.Problem
		if sheet != nil && err == nil {
			late = sheet.LateProblems()
			env.tables.print(name, sheet.Table)
		}
		switch {
		case stop:
		case len(late) > 0:
			send(record{Record: assessmentfile.Record{Problems: late}})
		case err != nil:
			yield(nil, fmt.Errorf("reading %s: %w", name, err))
		case !some && env.Context.Err() == nil:
			send(record{Record: assessmentfile.Empty()})
		}
	}
}

// cutsOf returns a function that returns the text of the next record, and the table
// that it is from, or nil.
func cutsOf(env Env, format assessmentfile.Format, in *bufio.Reader) (next func([]byte) (assessmentfile.Cut, error), sheet *assessmentfile.Sheet) {
	if format != assessmentfile.CSV {
		return assessmentfile.NewCutter(format, in).Next, nil
	}
	sheet = assessmentfile.OpenSheet(in, env.tables.options)
	return sheet.Next, sheet
}

// eachCut calls f with the text of every record that next returns, until f returns an
// error or the work is stopped.
func eachCut(env Env, next func([]byte) (assessmentfile.Cut, error), f func(*assessmentfile.Cut) error) error {
	for env.Context.Err() == nil {
		c, err := next(nil)
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		if err := f(&c); err != nil {
			return err
		}
	}
	return nil
}

// scorable yields, in order, every record of the files and folders that can be scored.
// It prints the problems of all records, up to a limit for each file. If a file cannot
// be read it prints the error and reads the others. In folders it passes over
// stalkrisk's other formats, and drafts of the sift that nobody has read.
func scorable(env Env, questionnaires assess.Questionnaires, files []string, worst *outcome) iter.Seq[*record] {
	return func(yield func(*record) bool) {
		inputs := &scoreInputs{env: env, unread: unreadFiles{}, names: files}
		for in := range inputs.each {
			var faults assess.Faults
			more := true
			for r, err := range records(env, questionnaires, in.Name) {
				if worst.print(env, err) {
					break
				}
				if in.Folder && (r.other || assessmentfile.OtherFormat(r.Assessment.Format) || r.Assessment.Unread()) {
					continue
				}
				_, scored := r.score(questionnaires)
				faults.Add(scored.Problems...)
				if more = !r.Scorable || yield(r); !more {
					break
				}
			}
			if worst.print(env, invalid(in.Name, faults.All())); !more {
				return
			}
		}
		inputs.printUnread()
		env.tables.finish()
	}
}

// score scores the record with the questionnaires that it names. Each problem in the
// result has its line. If the record cannot be scored, only its problems are set. A draft
// that the sift made and nobody has read cannot: every command that shows a level asks
// here for it.
func (r *record) score(questionnaires assess.Questionnaires) (set assess.Instruments, scored assess.Scored) {
	if r.Scorable && r.Assessment.Unread() {
		r.Scorable, r.Problems = false, append(r.Problems, assess.UnreadProblem)
	}
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
	if r.cut != nil {
		r.cut.Locate(r.format, r.nth, problems)
	}
}
