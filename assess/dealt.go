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

// HoldActNow keeps the reasons to act now in view over a change. before and was are the
// assessment and its result before it, is is the result now. A reason that the change took
// away becomes an earlier one, which a person has to mark as dealt with. If the danger has
// grown, reasons that were dealt with hold again.
func (a *Assessment) HoldActNow(before *Assessment, was, is *Result) {
	lost := slices.DeleteFunc(slices.Clone(was.ActNowBecause), func(id string) bool {
		return slices.Contains(is.ActNowBecause, id) || a.lastActNow(id) >= 0
	})
	if len(lost) > 0 {
		a.AddActNow(EarlierActNow{At: before.AssessedAt, Because: lost})
	}
	if anyNew(is.ActNowBecause, was.ActNowBecause) || anyNew(is.RedFlags, was.RedFlags) || anyNew(is.imminent(), was.imminent()) {
		a.ReopenActNow(a.AssessedAt, is.ActNowBecause)
	}
}

// ReopenActNow adds an entry for reasons that hold again from that time, if they had been
// dealt with.
func (a *Assessment) ReopenActNow(at Instant, because []string) {
	if _, dealt := a.DealtWithNow(because); dealt {
		a.AddActNow(EarlierActNow{At: at, Because: because})
	}
}

// imminent returns the items that are signs of imminent danger.
func (r *Result) imminent() (out []string) {
	if r.Escalation.Established != "imminent" {
		return nil
	}
	for _, reason := range r.Escalation.Because {
		out = append(out, reason.Items...)
	}
	return out
}

// anyNew reports whether a list holds anything that it did not hold before.
func anyNew(now, before []string) bool {
	return slices.ContainsFunc(now, func(id string) bool { return !slices.Contains(before, id) })
}

// AddActNow adds an entry of the assessment's own to the earlier ones.
func (a *Assessment) AddActNow(e EarlierActNow) {
	e.ID = a.ID
	a.EarlierActNow = append(slices.Clone(a.EarlierActNow), e)
}
