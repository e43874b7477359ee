package assess

import "slices"

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

// stalking reports whether these items are enough, and returns those that are; false if
// spec is nil. Two of
// the three marks are, and so is one with an item of WithOne. repeated is the first mark
// without an item. More items never make it false.
func (spec *RecognitionSpec) stalking(counting Set, repeated bool) (holds bool, because Set) {
	if spec == nil {
		return false, because
	}
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

// recognition sets r to the recognition of an assessment. Whether it happened more than
// once is open unless it was answered no.
func (st *evaluation) recognition(r *RecognitionResult) {
	in, buf := st.answers.in, st.buffers
	spec := in.Recognition
	from := len(buf.lists)
	if spec == nil {
		*r = RecognitionResult{Because: buf.list(from)}
		return
	}
	*r = RecognitionResult{Value: RecognisedStalking, Says: in.recognised[0]}
	because := st.marks
	if !st.recognised {
		could, _ := spec.stalking(st.counting.or(st.open), st.repeated || st.a.MoreThanOnce != FactNo)
		because = because.or(spec.MayBe.and(st.counting))
		if r.Value, r.Says = RecognisedPossible, in.recognised[1]; !could && spec.MayBe.and(st.counting).Empty() {
			*r = RecognitionResult{NotShown, buf.list(from), in.recognised[2]}
			return
		}
	}
	buf.lists = in.appendIDs(buf.lists, because)
	if st.a.MoreThanOnce == FactYes {
		buf.lists = append(buf.lists, ByMoreThanOnce)
	}
	if st.several {
		buf.lists = append(buf.lists, ByIncidents)
	}
	r.Because = buf.list(from)
}

// before returns the incidents of an assessment that are not dated after it.
func before(a *Assessment) []Incident {
	at := a.AssessedAt.Time()
	return slices.DeleteFunc(slices.Clone(a.Incidents), func(inc Incident) bool { return inc.At.After(at) })
}

// met returns the rules that count incidents and find enough of them among those near or in
// breach. One more incident never makes a rule false: it adds to the number, and may add a
// date.
func (in *Instrument) met(breaches []breach) (out Set) {
	if len(breaches) == 0 {
		return out // every rule needs at least one
	}
	for _, i := range in.byIncidents {
		spec := in.Rules[i].Incidents
		n, dates := 0, 0
		for k := range breaches {
			if b := &breaches[k]; spec.counts(b) {
				n++
				if !spec.seen(breaches[:k], b) {
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

// counts reports whether an incident counts.
func (spec *IncidentsCount) counts(b *breach) bool { return slices.Contains(spec.Breach, b.degree) }

// seen reports whether an earlier incident that counts has the same date, or has no day
// either.
func (spec *IncidentsCount) seen(earlier []breach, b *breach) bool {
	return slices.ContainsFunc(earlier, func(e breach) bool { return e.day == b.day && e.dated == b.dated && spec.counts(&e) })
}
