package assess

import (
	"slices"
	"time"

	"stalkrisk/assess/fold"
	"stalkrisk/assess/timeline"
)

// Recognised is whether a report is recognised as stalking.
type Recognised string

// The values. None of them is "not stalking".
const (
	RecognisedStalking Recognised = "stalking"  // treat and record it as stalking
	RecognisedPossible Recognised = "possible"  // it may be stalking: keep asking
	NotShown           Recognised = "not_shown" // not enough to say yet
)

// Words lists the values.
func (Recognised) Words() []string { return []string{"stalking", "possible", "not_shown"} }

// RecognisedWord returns whether a report is recognised as stalking, in a few words.
func RecognisedWord(r Recognised) string {
	switch r {
	case RecognisedStalking:
		return "stalking"
	case RecognisedPossible:
		return "may be stalking"
	case NotShown:
		return "not enough to say yet"
	}
	return "not asked"
}

// What a result names as a reason for its recognition besides items.
const (
	ByMoreThanOnce = "more_than_once"
	ByIncidents    = "incidents"
)

// RecognitionResult is whether the report is recognised as stalking, and by what: ids
// of items in file order, then more_than_once and incidents. Value is "" if the
// questionnaire does not say how to recognise it.
type RecognitionResult struct {
	Value   Recognised `json:"value"`
	Because []string   `json:"because"`
	Says    string     `json:"-"` // the value in words, as the questionnaire puts it
}

// stalking reports whether these items are enough, and returns those that are. Two of
// the three marks are, and so is one with an item of WithOne. repeated is the first mark
// without an item. More items never make it false.
func (spec *RecognitionSpec) stalking(counting Set, repeated bool) (holds bool, because Set) {
	marks := 0
	for k, mark := range spec.Marks {
		found := mark.and(counting)
		if because = because.or(found); !found.Empty() || k == 0 && repeated {
			marks++
		}
	}
	if marks >= 2 {
		return true, because
	}
	beside := spec.Beside.and(counting)
	return marks == 1 && !beside.Empty(), because.or(beside)
}

// raising returns the open items whose yes alone would be enough.
func (spec *RecognitionSpec) raising(counting, open Set, repeated bool) (out Set) {
	for i := range open.and(spec.Marks[0].or(spec.Marks[1]).or(spec.Marks[2]).or(spec.Beside)).All {
		with := counting
		with.Add(i)
		if holds, _ := spec.stalking(with, repeated); holds {
			out.Add(i)
		}
	}
	return out
}

// recognition returns the recognition of an assessment. Whether it happened more than
// once is open unless it was answered no.
func (st *evaluation) recognition() RecognitionResult {
	in, buf := st.answers.in, st.buffers
	spec := in.Recognition
	from := len(buf.lists)
	if spec == nil {
		return RecognitionResult{Because: buf.list(from)}
	}
	value := RecognisedStalking
	holds, because := spec.stalking(st.counting, st.repeated)
	if !holds {
		could, _ := spec.stalking(st.counting.or(st.open), st.repeated || st.a.MoreThanOnce != FactNo)
		because = because.or(spec.MayBe.and(st.counting))
		if value = RecognisedPossible; !could && spec.MayBe.and(st.counting).Empty() {
			return RecognitionResult{NotShown, buf.list(from), spec.Says[NotShown]}
		}
	}
	buf.lists = in.appendIDs(buf.lists, because)
	if st.a.MoreThanOnce == FactYes {
		buf.lists = append(buf.lists, ByMoreThanOnce)
	}
	if st.several {
		buf.lists = append(buf.lists, ByIncidents)
	}
	return RecognitionResult{value, buf.list(from), spec.Says[value]}
}

// several reports whether two or more incidents happened before the assessment, with
// those that may be one recorded twice counted once.
func several(a *Assessment, forces fold.Forces) bool {
	before, at := a.Incidents, a.AssessedAt.Time()
	for k := range a.Incidents {
		if a.Incidents[k].At.After(at) { // rare, and a fault in the file
			before = nil
			for j := range a.Incidents {
				if !a.Incidents[j].At.After(at) {
					before = append(before, a.Incidents[j])
				}
			}
			break
		}
	}
	return timeline.Several(forces, before)
}

// met returns the rules that count incidents and find enough of them. Incidents after
// the assessment do not count. One more incident never makes a rule false: it adds to
// the number, and may add a date.
func (in *Instrument) met(a *Assessment) (out Set) {
	at := a.AssessedAt.Time()
	for _, i := range in.counted {
		spec := in.Rules[i].Incidents
		n, dates := 0, 0
		for k := range a.Incidents {
			if inc := &a.Incidents[k]; spec.counts(inc, at) {
				n++
				if !spec.seen(a.Incidents[:k], inc, at) {
					dates++
				}
			}
		}
		if n >= spec.AtLeast && dates >= spec.Dates {
			out.Add(i)
		}
	}
	return out
}

// counts reports whether an incident counts in an assessment made at that time.
func (spec *IncidentsCount) counts(inc *Incident, at time.Time) bool {
	return slices.Contains(spec.Breach, inc.Breach) && !inc.At.After(at)
}

// seen reports whether an earlier incident that counts has the same date, or has no day
// either.
func (spec *IncidentsCount) seen(earlier []Incident, inc *Incident, at time.Time) bool {
	day, known := inc.At.Day()
	for k := range earlier {
		if spec.counts(&earlier[k], at) {
			if d, dated := earlier[k].At.Day(); dated == known && (d == day || !dated) {
				return true
			}
		}
	}
	return false
}
