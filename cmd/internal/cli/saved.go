package cli

import (
	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/report"
)

// saved is an assessment out of a file: its own, or a saved JSON report.
type saved struct {
	name       string
	bytes      []byte
	report     bool // it came out of a report
	assessment assess.Assessment
	scorable   bool
	problems   []assess.Problem // the reader's
}

// readSaved reads the assessment that a file holds.
func readSaved(name string) (saved, error) {
	b, err := readFile(name)
	if err != nil {
		return saved{}, err
	}
	s := saved{name: name, bytes: b, report: isReport(b)}
	if s.report {
		rep, problems := report.Read(b)
		s.assessment, s.problems, s.scorable = rep.Assessment.Assessment, problems, len(problems) == 0
		return s, nil
	}
	rec := assessmentfile.One(assessmentfile.Read(name, b))
	s.assessment, s.problems, s.scorable = rec.Assessment, rec.Problems, rec.Scorable
	return s, nil
}
