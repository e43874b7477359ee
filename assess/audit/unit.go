package audit

import (
	"slices"
	"time"

	"stalkrisk/assess/cases"
	"stalkrisk/assess/timeline"
)

// unit is a case: its finished assessments, the earliest first. The last one counts; the
// others only say when it was looked at again, and what was thought before the outcome.
type unit struct {
	history []*Record
	now     time.Time
	outcome string // the gravest that was ever recorded
	told    int    // the place in history of the one that records it
}

func (u *unit) newest() *Record { return u.history[len(u.history)-1] }

// unitsOf returns the cases of finished assessments.
func unitsOf(all []*Record, now time.Time) []*unit {
	versions := make([]cases.Version, len(all))
	for i, r := range all {
		versions[i] = r.Version
	}
	var out []*unit
	for _, places := range cases.Histories(versions) {
		u := &unit{now: now}
		for _, i := range places {
			u.history = append(u.history, all[i])
		}
		u.outcome, u.told = outcomeOf(u.history)
		out = append(out, u)
	}
	return out
}

// outcomeOf returns the gravest outcome, and the place of the first assessment that
// records it.
func outcomeOf(history []*Record) (string, int) {
	for _, o := range outcomes {
		if k := slices.IndexFunc(history, func(r *Record) bool { return r.outcome == o.value }); k >= 0 {
			return o.value, k
		}
	}
	return notRecorded, len(history) - 1
}

// reviewed reports whether the case was looked at again in time. Of several reviews the
// last one counts; of a case that was never looked at again, the one that is due.
func (u *unit) reviewed() string {
	n := u.newest()
	if len(u.history) == 1 {
		closed := u.outcome == "no_further_contact" || u.outcome == "death"
		if n.reviewBy.IsZero() || closed || !n.reviewBy.Before(u.now) {
			return "none_due"
		}
		return "not_done"
	}
	switch by := u.history[len(u.history)-2].reviewBy; {
	case by.IsZero():
		return "none_due"
	case n.At.After(by):
		return "late"
	}
	return "in_time"
}

// levelBefore returns the level of the last assessment before the one that records the
// outcome. If there is none, the level of that one counts, unless it was made after the
// day of the outcome: hindsight is no assessment.
func (u *unit) levelBefore() string {
	teller := u.history[u.told]
	if u.told > 0 {
		return u.history[u.told-1].level()
	}
	if on := teller.outcomeOn; !on.IsZero() && timeline.DayOf(teller.At) > on.Day() {
		return "none"
	}
	return teller.level()
}

func (r *Record) level() string { return r.said[levelPlace] }

// levelPlace is the place of the overall level among the figures.
const levelPlace = 0
