package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/timeline"
)

// figures returns the incidents in numbers. The incidents must be in order of time.
func (b *builder) figures(incidents []Incident) Figures {
	found, early, recent := b.set.Stalking.Findings(b.a)
	f := Figures{
		Since:    assess.Number(math.NaN()),
		EarlyGap: assess.Number(early), RecentGap: assess.Number(recent),
		PerWeek: assess.Number(found.Frequency.PerWeek), Window: found.Frequency.T, LastThird: found.Frequency.LastThird,
		Away: []Away{},
	}
	on := map[string]int{}
	for i := range incidents {
		inc := &incidents[i]
		day, known := inc.day()
		switch {
		case inc.After:
			f.After++
		case inc.At == "":
			f.Undated++
		case !known:
			f.ToMonth++
		default:
			if inc.Severity == 0 {
				f.Unknown++ // the kind is unknown, but the date still counts
			}
			f.First, f.Last = cmp.Or(f.First, day), day
			on[day]++
			if on[day] >= f.OnBusiest {
				f.Busiest, f.OnBusiest = day, on[day]
			}
		}
	}
	if f.Last != "" {
		f.Since = assess.Number(max(0, between(f.Last, b.a.AssessedAt.Time().Format(time.DateOnly))))
	}
	for i := range b.a.Absences {
		ab := &b.a.Absences[i]
		if ab.Counts() {
			f.Away = append(f.Away, Away{ab.From.String(), ab.To.String(), string(ab.Reason), ab.Subtracted(&found)})
		}
	}
	return f
}

// day returns an incident's date, and reports whether it is known to the day.
func (inc *Incident) day() (date string, known bool) {
	w, err := timeline.ParseWhen(inc.At)
	if _, known := w.Day(); err != nil || !known {
		return "", false
	}
	return inc.At[:len(time.DateOnly)], true
}

// counted returns sentences that count the incidents.
func (b *builder) counted(p *Pattern) []string {
	t, f := &b.r.Timeline, &p.Figures
	if t.Incidents == 0 {
		return []string{"No incident is recorded. That does not mean that none happened."}
	}
	var out []string
	say := func(when bool, format string, args ...any) {
		if when {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	out = append(out, howMany(t, f))
	kinds, areas, labels := tallied(p.Incidents, b.set.Forces)
	say(len(kinds) > 1, "%d kinds of behaviour.", len(kinds))
	lacking := ""
	if n := uncounted(areas, t.Incidents); n > 0 {
		lacking = count(n, "has no area", "have no area") + " written down."
	}
	say(len(areas) > 0, "In %s: %s.%s", count(len(areas), "police area", "police areas"), listedTallies(areas), led(" ", lacking))
	say(len(p.Alike) > 0, "Perhaps one police area, spelt in different ways: %s.", strings.Join(p.Alike, "; "))
	say(len(labels) == 1, "Recorded under 1 name: %s.", listedTallies(labels))
	say(len(labels) > 1, "Recorded under %d different names: %s. Different names do not make it different behaviour.", len(labels), listedTallies(labels))
	incidentsThat := func(so func(inc Incident) bool) int { return len(those(p.Incidents, so)) }
	untold := incidentsThat(func(inc Incident) bool { return inc.Reported == "no" })
	say(untold > 0, "Not told to the police: %s.", count(untold, "incident", "incidents"))
	unknown := incidentsThat(func(inc Incident) bool { return inc.Reported != "no" && inc.Reported != "yes" })
	say(unknown > 0, "Not known whether the police were told: %s.", count(unknown, "incident", "incidents"))
	nameless := uncounted(labels, len(p.Incidents))
	say(nameless > 0, "No crime or incident type is recorded for %s.", count(nameless, "incident", "incidents"))
	near := incidentsThat(func(inc Incident) bool { return inc.Breach == string(timeline.NearBreach) })
	say(t.Breaches > 0, "%s or nearly broke an order, bail condition or warning (%s, %s). Near misses count.",
		count(t.Breaches, "incident broke", "incidents broke"), count(t.Breaches-near, "breach", "breaches"), count(near, "near miss", "near misses"))
	say(t.Incidents >= 2, "Two or more incidents may be the beginning of a course of conduct, whatever each was recorded as.")
	say(!math.IsNaN(float64(f.EarlyGap)), "Usually %s apart in the earlier half of the time, %s in the recent half.", days(f.EarlyGap), days(f.RecentGap))
	differing := incidentsThat(func(inc Incident) bool { return len(inc.Differs) > 0 })
	say(differing > 0, "%s from another with the same reference. All are kept: check each.", count(differing, "record differs", "records differ"))
	say(len(p.Possible) > 0, "%s more than once: they share a reference, a note, or a day, kind and area. All are kept: ask.",
		count(len(p.Possible), "incident may be recorded", "incidents may be recorded"))
	for _, a := range f.Away {
		out = append(out, a.says())
	}
	return out
}

// howMany says how many incidents there are, over what time, and which of them the
// findings leave out.
func howMany(t *assess.TimelineResult, f *Figures) string {
	parts := []string{count(t.Incidents, "incident is", "incidents are") + " recorded"}
	switch {
	case f.First == "":
	case f.First == f.Last:
		parts[0] += ", on " + Readable(f.First)
	default:
		parts[0] += fmt.Sprintf(", from %s to %s (%s)", Readable(f.First), Readable(f.Last), count(between(f.First, f.Last), "day", "days"))
	}
	parts[0] += "."
	if t.Dated > 0 {
		parts = append(parts, fmt.Sprintf("%d "+isAre(t.Dated)+" dated to the day, on %s.", t.Dated, count(t.Days, "day", "different days")))
	}
	if f.OnBusiest > 1 {
		parts = append(parts, fmt.Sprintf("The busiest was %s, with %d.", Readable(f.Busiest), f.OnBusiest))
	}
	if f.Since > 0 {
		parts = append(parts, fmt.Sprintf("The last was %s before the assessment.", days(f.Since)))
	}
	some := func(n int, what string) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n) + " " + what
	}
	aside := joined("; ", some(f.ToMonth, "dated to the month only"), some(f.Undated, "with no date"), some(f.After, "dated after the assessment"),
		some(f.Unknown, "of an unknown kind (its date is counted here)"))
	if aside != "" {
		parts = append(parts, "Left out when trends are tested: "+aside+".")
	}
	return strings.Join(parts, " ")
}

// between returns the number of days from one date to another.
func between(first, last string) int {
	a, _ := timeline.ParseWhen(first)
	b, _ := timeline.ParseWhen(last)
	from, _ := a.Day()
	to, _ := b.Day()
	return to - from
}

func days(n assess.Number) string {
	if n == 1 {
		return "1 day"
	}
	return n.String() + " days" // a median can have a half
}

// tally is a name, spelt as first written, and how often it was written.
type tally struct {
	name string
	n    int
}

// tallied counts kinds, areas and labels, after folding, most frequent first.
func tallied(incidents []Incident, forces fold.Forces) (kinds, areas, labels []tally) {
	for _, inc := range incidents {
		if inc.Severity > 0 { // 0 means that the kind is unknown
			kinds = with(kinds, inc.Kind, fold.Text)
		}
		areas, labels = with(areas, inc.Area, forces.Name), with(labels, inc.RecordedAs, fold.Text)
	}
	for _, list := range [][]tally{kinds, areas, labels} {
		slices.SortStableFunc(list, func(a, b tally) int { return b.n - a.n })
	}
	return kinds, areas, labels
}

// with returns list with s counted, unless nothing of it is left after folding.
func with(list []tally, s string, folds func(string) string) []tally {
	s = strings.TrimSpace(s)
	if folds(s) == "" {
		return list
	}
	i := slices.IndexFunc(list, func(t tally) bool { return folds(t.name) == folds(s) })
	if i < 0 {
		return append(list, tally{s, 1})
	}
	list[i].n++
	return list
}

// listedTallies returns the names, each with its count in brackets.
func listedTallies(list []tally) string {
	return strings.Join(each(list, func(t tally) string { return fmt.Sprintf("%s (%d)", t.name, t.n) }), "; ")
}

// uncounted returns how many of all are not in the tallies.
func uncounted(list []tally, all int) int {
	for _, t := range list {
		all -= t.n
	}
	return all
}

// says describes an absence, and whether it was taken off the clock.
func (a *Away) says() string {
	s := "The suspect was away from " + Readable(a.From) + " " + cmp.Or(led("to ", Readable(a.To)), "on") + ": " + word("absence", cmp.Or(a.Reason, "other")) + ". "
	switch {
	case a.Subtracted:
		return s + "That time is not counted."
	case a.Reason == string(assess.Custody) || a.Reason == string(assess.Abroad):
		return s + "Something happened in that time all the same, so it is counted."
	}
	return s + "That time is counted."
}
