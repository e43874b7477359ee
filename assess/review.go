package assess

import (
	"time"

	"stalkrisk/assess/timeline"
)

// Bands describes the bands, in which a supervisor looks at cases: band 1 first. A band
// is an order and not a score.
var Bands = [...]string{
	"help is to be sent now",
	"another sign of imminent danger",
	"a red flag, with recent harm, a firearm or a trigger date near",
	"high for another reason, and rising",
	"another red flag",
	"high for another reason",
	"moderate",
	"low",
}

// band returns the band of a result. The signs and the rise are those that are
// established; the level is the reported one.
func (st *evaluation) band(r *Result, l *links, a *Assessment) int {
	in := st.answers.in
	const rising, imminent = 1, 2
	escalation, flagged := st.established[l.escalation], len(r.RedFlags) > 0
	high := r.Overall.Level == in.Results[l.overall].Levels[2]
	switch {
	case r.ActNow:
		return 1
	case escalation == imminent:
		return 2
	case flagged && (!st.counting.and(in.Review.With).Empty() || in.Review.triggerNear(a)):
		return 3
	case high && escalation == rising:
		return 4
	case flagged:
		return 5
	case high:
		return 6
	case r.Overall.Level == in.Results[l.overall].Levels[1]:
		return 7
	}
	return 8
}

// triggerNear reports whether the date of a trigger is near the day of the assessment,
// before or after it.
func (spec *ReviewSpec) triggerNear(a *Assessment) bool {
	at := timeline.DayOf(a.AssessedAt.Time())
	for k := range a.Triggers {
		on := &a.Triggers[k].On
		if days := on.Day() - at; !on.IsZero() && -spec.TriggerDays <= days && days <= spec.TriggerDays {
			return true
		}
	}
	return false
}

// appendBy appends the time, in UTC, by which the case must be reviewed: after the hours of
// its band, or at 00:00 on the first later date of a trigger, in the offset of
// assessed_at, whichever comes first. actNow means that help is to be sent now, or that
// an earlier call for help is not dealt with. It appends nothing if the instrument sets
// no review.
func (spec *ReviewSpec) appendBy(b []byte, band int, actNow bool, a *Assessment) []byte {
	if len(spec.Hours) < band {
		return b
	}
	hours := spec.Hours[band-1]
	if actNow {
		hours = min(hours, spec.ActNowHours)
	}
	at := a.AssessedAt.Time()
	by := at.Add(time.Duration(hours) * time.Hour)
	for i := range a.Triggers {
		on := &a.Triggers[i].On
		days := on.Day() - timeline.DayOf(at)
		if on.IsZero() || days <= 0 || days > 366 {
			continue // a year ahead is later than any interval
		}
		y, m, d := at.Date()
		if midnight := time.Date(y, m, d+days, 0, 0, 0, 0, at.Location()); midnight.Before(by) {
			by = midnight
		}
	}
	return timeline.AppendUTC(b, by)
}
