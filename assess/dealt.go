package assess

import "slices"

// An ACT NOW of this assessment that a person dealt with, or that an answer took away, is
// an entry of its own among the earlier ones: one with the assessment's own id.

// DealtWithNow returns how the reasons to act now were dealt with. ok is false if they
// were not: a reason has no entry, or the last entry that has it is open.
func (a *Assessment) DealtWithNow(because []string) (d DealtWith, ok bool) {
	for _, id := range because {
		i := a.lastActNow(id)
		if i < 0 || a.EarlierActNow[i].Open() {
			return DealtWith{}, false
		}
		if e := a.EarlierActNow[i].DealtWith; d.At.IsZero() || e.At.Time().After(d.At.Time()) {
			d = e
		}
	}
	return d, len(because) > 0
}

// lastActNow returns the last entry of the assessment's own with that reason, or -1.
func (a *Assessment) lastActNow(reason string) int {
	for i := len(a.EarlierActNow) - 1; i >= 0; i-- {
		if e := &a.EarlierActNow[i]; e.ID == a.ID && slices.Contains(e.Because, reason) {
			return i
		}
	}
	return -1
}

// HoldActNow adds the reasons to act now that an assessment had before a change, and has
// no longer, to its earlier ones, unless they are there. So no answer takes them out of
// view: a person has to mark them as dealt with.
func (a *Assessment) HoldActNow(before *Assessment, was, is []string) {
	lost := slices.DeleteFunc(slices.Clone(was), func(id string) bool { return slices.Contains(is, id) || a.lastActNow(id) >= 0 })
	if len(lost) > 0 {
		a.AddActNow(EarlierActNow{At: before.AssessedAt, Because: lost})
	}
}

// AddActNow adds an entry of the assessment's own to the earlier ones.
func (a *Assessment) AddActNow(e EarlierActNow) {
	e.ID = a.ID
	a.EarlierActNow = append(slices.Clone(a.EarlierActNow), e)
}
