package cli

import (
	"fmt"
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/timeline"
	"stalkrisk/cmd/internal/present"
)

// imported is what became of the incidents that were to be added to an assessment.
type imported struct {
	read    int // in the files
	faulty  int // left out because of a fault
	another int // left out because they are of another case
}

// chooseCase marks the sources that are not about the case, which are left out. cases
// are the references that the person gave. target is the assessment that incidents are
// added to, and one of the sources; nil if they are only shown.
//
// It returns a usage error if the sources are about different cases and the person did
// not say which, if a reference that the person gave is not there, or if the target
// would be left out: no incident goes into the file of another case by mistake. Incidents
// of different suspects are never joined.
func chooseCase(all []source, cases []string, target *source) error {
	if err := oneCase(all, cases, target); err != nil {
		return err
	}
	for i := range all {
		if s := &all[i]; s != target {
			s.another = s.ofAnother(cases, target != nil)
		}
	}
	if target != nil && len(cases) > 0 {
		if ref := target.A.Case.Reference; fold.Reference(ref) != "" && !anyOf(cases, ref) {
			return usage("--case leaves out the assessment of --into; name its case reference too")
		}
	}
	return oneSuspect(all)
}

// oneSuspect returns a usage error if the sources, apart from those left out, are about
// different suspects of a case.
func oneSuspect(all []source) error {
	var first *source
	for i := range all {
		switch s := &all[i]; {
		case s.another || fold.Reference(s.A.Case.SuspectReference) == "":
		case first == nil:
			first = s
		case !assess.SameSuspect(first.A, s.A):
			return usage("%s and %s are about different suspects, so nothing was joined; name only files about one suspect", safetext.Name(first.Name), safetext.Name(s.Name))
		}
	}
	return nil
}

// oneCase returns a usage error if the sources are about different cases and the person
// did not say which, or named one that no source has.
func oneCase(all []source, cases []string, target *source) error {
	var known []assess.TimelineSource
	for i := range all {
		if s := &all[i]; s != target || fold.Reference(s.A.Case.Reference) != "" {
			known = append(known, s.TimelineSource)
		}
	}
	refs := assess.References(known)
	for i, c := range cases {
		if len(refs) > 0 && !anyOf(refs, c) {
			return usage("--case, number %d: no assessment in the files has that case reference", i+1)
		}
	}
	switch {
	case len(cases) > 0:
		return nil
	case target != nil && len(refs) > 0 && (len(refs) > 1 || !assess.OneCase(refs[0], target.A.Case.Reference)):
		return refused(all, target)
	case target == nil && len(refs) > 1:
		return usage("the files have %d different case references%s; use --case for each one that belongs together", len(refs), nearEquals(refs))
	}
	return nil
}

// ofAnother reports whether a source is left out: its case is not one that the person
// named, or its rows name no case although others do and they would be added.
func (s *source) ofAnother(cases []string, added bool) bool {
	if s.caseless {
		return added || len(cases) > 0
	}
	ref := s.A.Case.Reference
	return len(cases) > 0 && fold.Text(ref) != "" && !anyOf(cases, ref)
}

// anyOf reports whether a reference is of one of the cases.
func anyOf(cases []string, ref string) bool {
	return slices.ContainsFunc(cases, func(c string) bool { return assess.OneCase(c, ref) })
}

// nearEquals returns a remark on references that may have been meant to be the same:
// those that differ only in spaces and punctuation, and placeholders.
func nearEquals(refs []string) string {
	if slices.ContainsFunc(refs, func(r string) bool { return fold.Text(r) != "" && fold.Reference(r) == "" }) {
		return " (a placeholder such as N/A does not identify a case)"
	}
	if n := fold.CountNear(refs); n > 0 {
		return fmt.Sprintf(" (%d of them differ only in spaces and punctuation)", n)
	}
	return ""
}

// refused returns the usage error for incidents of another case than the target.
func refused(all []source, target *source) error {
	n := 0
	refs := []string{target.A.Case.Reference}
	for i := range all {
		if ref := all[i].A.Case.Reference; fold.Text(ref) != "" && !assess.OneCase(ref, target.A.Case.Reference) {
			n += len(all[i].A.Incidents)
			refs = append(refs, ref)
		}
	}
	if fold.Reference(target.A.Case.Reference) == "" {
		return usage("%s does not say which case it is, and the files do, so nothing was changed; name the case with --case", safetext.Name(target.Name))
	}
	return usage("%s of another case than %s%s, so nothing was changed; to add only those of its own case, name it with --case",
		present.Count(n, "incident is", "incidents are"), safetext.Name(target.Name), nearEquals(refs))
}

// withoutFaults removes the incidents that have a fault from the sources that are added
// to the target, and counts what is left out.
func withoutFaults(all []source, target *source) (n imported) {
	for i := range all {
		s := &all[i]
		switch {
		case s == target:
		case s.another:
			n.read += len(s.A.Incidents)
			n.another += len(s.A.Incidents)
		default:
			n.read += len(s.A.Incidents) + s.unread
			good := s.good()
			n.faulty += len(s.A.Incidents) - len(good) + s.unread
			s.unread += len(s.A.Incidents) - len(good)
			a := *s.A
			a.Incidents = good
			s.A = &a
		}
	}
	return n
}

// notChanged prints that nothing was added to a file, and what to do.
func (d *draft) notChanged(env Env) error {
	fmt.Fprintf(env.Err, "%s: nothing was changed. Correct what is named above and run this again, or use the incidents without a fault with --keep-good.\n", safetext.Name(d.path))
	return errInvalid
}

// printMerged prints what became of the incidents that were added to the draft, which
// had some before.
func (d *draft) printMerged(env Env, m *timeline.Merged, before int, n imported) {
	fmt.Fprintf(env.Err, "%s: %s before, %d read: %d added, %d joined to another record with the same reference and area, %d already there", safetext.Name(d.path), counted(before, "incident"), n.read, m.Out-before, m.Joined, m.Already)
	if n.faulty > 0 {
		fmt.Fprintf(env.Err, ", %d left out because of a fault", n.faulty)
	}
	if n.another > 0 {
		fmt.Fprintf(env.Err, ", %d of another case", n.another)
	}
	fmt.Fprintf(env.Err, "; %d now.\n", m.Out)
	if n := len(m.Possible); n > 0 {
		fmt.Fprintf(env.Err, "%s of incidents may each be one incident recorded more than once. All are kept; stalkrisk timeline shows them.\n", counted(n, "group"))
	}
}
