package conversation

import (
	"slices"

	"stalkrisk/assess"
)

// One assessment is about one victim and one suspect. Several suspects are several
// assessments, each linked to the others.

// OtherSuspect is the answer to the last step that finishes, and begins the linked
// assessment of another suspect.
const OtherSuspect = "other_suspect"

// several is the value of case.suspects if there is more than one.
const several = "several"

// ForOtherSuspect returns the assessment of the same victim and another suspect, linked to
// the first and to those that the first is linked to. It keeps only what is about the
// victim and how to speak to them, and nothing about the first suspect. The caller sets its
// id, time and assessor.
func ForOtherSuspect(first *assess.Assessment) assess.Assessment {
	c := &first.Case
	a := assess.Assessment{
		Format: assess.AssessmentFormat, Status: assess.Draft,
		Case: assess.Case{
			Reference: c.Reference, VictimArea: c.VictimArea, Jurisdiction: c.Jurisdiction, Suspects: several,
			Children: c.Children, VictimUnder18: c.VictimUnder18, Pregnant: c.Pregnant,
		},
		Contact: assess.Contact{
			SafeTimes: first.Contact.SafeTimes, Language: first.Contact.Language, Interpreter: first.Contact.Interpreter, Needs: first.Contact.Needs,
		},
	}
	if m := first.Contact.Mode; m == silentMode || m == coverMode { // until they can talk, nothing asks them to
		a.Contact.Mode, a.Contact.SafeToTalk = m, assess.FactNo
	}
	for _, id := range append([]string{first.ID}, c.Linked...) {
		link(&a, id)
	}
	return a
}

// Link records that the assessment with that id is about the same victim and another
// suspect.
func (s *Sitting) Link(id string) { link(s.A, id) }

func link(a *assess.Assessment, id string) {
	a.Case.Suspects = several
	if id != "" && !slices.Contains(a.Case.Linked, id) {
		a.Case.Linked = append(slices.Clone(a.Case.Linked), id)
	}
}

// mayBeSeveral reports whether another suspect can be assessed: nobody has said that there
// is only one.
func (s *Sitting) mayBeSeveral() bool { return s.A.Training == "" && s.A.Case.Suspects != "one" }
