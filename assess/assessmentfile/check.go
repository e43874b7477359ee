package assessmentfile

import (
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/strictfile"
)

// reading is a record that is being checked.
type reading struct {
	Record
	root *strictfile.Node // an object
}

// check reports what the types cannot express, as far as that needs no questionnaire.
func (r *reading) check() {
	a := &r.Assessment
	r.required("format", a.Format != "", codeMissingFormat, "no format; write "+assess.AssessmentFormat)
	r.required("assessed_at", !a.AssessedAt.IsZero(), codeMissingTime, "no time of the assessment; write one such as 2026-11-20T14:03:00Z")
	if !a.Draft() {
		message := "no reference; only a draft can be without one, so write a pseudonym"
		if strings.TrimSpace(a.Case.Reference) != "" {
			message = "a placeholder such as N/A does not identify a case; write a pseudonym"
		}
		r.required("case.reference", referenced(a), CodeMissingReference, message)
	}
	r.checkAbsences()
	r.Scorable = a.Format != "" && !a.AssessedAt.IsZero()
}

// referenced reports whether an assessment has a reference that is not a placeholder.
// A number that a spreadsheet shortened is a problem of its own.
func referenced(a *assess.Assessment) bool {
	return fold.Identifies(a.Case.Reference) || fold.Shortened(a.Case.Reference)
}

// report adds a problem at a path, or at the nearest place that the file has.
func (r *reading) report(path, code, message string) {
	at := r.root.Find(path)
	r.Problems = append(r.Problems, assess.Problem{Code: code, Path: path, Message: message, Line: at.Line, Column: at.Column})
}

// required reports that a value is missing, unless a problem with it, or with the
// object that should have it, already explains that.
func (r *reading) required(path string, there bool, code, message string) {
	if there || slices.ContainsFunc(r.Problems, func(p assess.Problem) bool { return p.Path == path }) {
		return
	}
	if whole, _, inner := strings.Cut(path, "."); inner {
		if n := r.root.Field(whole); n != nil && n.Kind != strictfile.Object {
			return
		}
	}
	r.report(path, code, message)
}

// checkAbsences reports absences that do not count. If any part of an absence could
// not be read, it clears From, so that the absence does not count: an end that was
// not read would otherwise mean "still absent", and would take days off the clock
// that nobody asked for.
func (r *reading) checkAbsences() {
	for i := range r.Assessment.Absences {
		a := &r.Assessment.Absences[i]
		path := fmt.Sprintf("absences[%d]", i)
		switch {
		case r.faulty("absences", path):
			r.report(path, CodeBadAbsence, "an absence with something wrong in it does not count; correct it")
			a.From = assess.Date{}
		case a.From.IsZero():
			r.report(path, CodeBadAbsence, "an absence without from does not count; write the day it began")
		case !a.Counts():
			r.report(path, CodeBadAbsence, "an absence that ends before it begins does not count; correct from and to")
		}
	}
}

// faulty reports whether there is a problem with the list, with the entry at path, or
// within that entry.
func (r *reading) faulty(list, path string) bool {
	for _, p := range r.Problems {
		if p.Path == list || strings.HasPrefix(p.Path+".", path+".") {
			return true
		}
	}
	return false
}
