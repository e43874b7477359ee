package assessmentfile

import (
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

// reading is a record while it is checked.
type reading struct {
	Record
	root *strictfile.Node // an object
}

// check looks at what the types cannot say and no questionnaire is needed for.
func (r *reading) check() {
	a := &r.Assessment
	r.required("format", a.Format != "", CodeMissingFormat, "no format; write "+assess.AssessmentFormat)
	r.required("assessed_at", !a.AssessedAt.IsZero(), CodeMissingTime, "no time, from which every window is counted; write 2026-11-20T14:03:00Z")
	if !a.Draft() {
		r.required("case.reference", strings.TrimSpace(a.Case.Reference) != "", CodeMissingReference, "no reference, which only a draft may be without; write a pseudonym")
	}
	r.checkAbsences()
	r.Scorable = a.Format != "" && !a.AssessedAt.IsZero()
}

// report names a problem at a path, or at the nearest place that there is.
func (r *reading) report(path, code, message string) {
	at := r.root.Find(path)
	r.Problems = append(r.Problems, assess.Problem{Code: code, Path: path, Message: message, Line: at.Line, Column: at.Column})
}

// required names what is missing, unless a problem there, or with the object
// that should have it, explains that already.
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

// checkAbsences names absences that do not count. From an absence that could not
// be read in every part it takes From away, without which it does not count: an
// end that is not read would otherwise mean "still absent", and days be taken
// off the clock without anybody having asked for it.
func (r *reading) checkAbsences() {
	for i := range r.Assessment.Absences {
		a := &r.Assessment.Absences[i]
		path := fmt.Sprintf("absences[%d]", i)
		switch {
		case r.faulty("absences", path):
			r.report(path, CodeBadAbsence, "an absence with something wrong in it does not count; correct it")
			a.From = assess.Date{}
		case a.From.IsZero():
			r.report(path, CodeBadAbsence, "an absence without from does not count; write the day on which it began")
		case !a.Counts():
			r.report(path, CodeBadAbsence, "an absence that ends before it begins does not count; correct from and to")
		}
	}
}

// faulty reports whether there is a problem with the list itself, with the entry
// at path, or within it.
func (r *reading) faulty(list, path string) bool {
	for _, p := range r.Problems {
		if p.Path == list || strings.HasPrefix(p.Path+".", path+".") {
			return true
		}
	}
	return false
}
