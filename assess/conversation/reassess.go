package conversation

import (
	"slices"

	"stalkrisk/assess"
)

// Again begins the assessment that goes on from an earlier one of the same case,
// so that nobody has to tell it all again. earlier stays as it is; the caller
// gives the new one its id, its time and its assessor.
//
// What stands comes along, each answer with the time at which it was told (that
// of the earlier assessment where none was written down), and counts until it is
// changed: the case, the account, answers about the whole pattern with their
// notes, DASH, incidents, orders, dates, decisions, and what was promised and is
// not done. What was true of that time only does not count again: a sign of
// escalation becomes not asked, with what was said then among its earlier
// answers; how the contact went, who told, what prompted it, the level that a
// person set and their DASH grade are asked anew. The questionnaires are the
// newest at hand.
func Reassess(earlier *assess.Assessment, set assess.Instruments) assess.Assessment {
	a := earlier.Clone()
	a.Format, a.ID, a.Previous = assess.AssessmentFormat, "", earlier.ID
	a.Status, a.Stage, a.Assessor, a.AssessedAt = assess.Draft, "", assess.Assessor{}, assess.Instant{}
	a.Versions, a.Override, a.Outcome = nil, nil, ""
	s := Sitting{Set: set, A: &a}
	for i := range questions {
		if q := &questions[i]; q.oneAssessment() {
			q.set(&s, "")
		}
	}
	a.Actions = slices.DeleteFunc(a.Actions, func(act assess.Action) bool { return !act.Done.IsZero() })
	for i := range a.Responses {
		sheet := &a.Responses[i]
		in := set.Find(sheet.Instrument)
		for k := range sheet.Items {
			r := &sheet.Items[k].Response
			if r.Answer.OrNotAsked() == assess.NotAsked {
				continue
			}
			if r.At.IsZero() {
				r.At = earlier.AssessedAt
			}
			if ofItsTime(in, sheet.Items[k].Item) {
				r.Was = append(r.Was, assess.Was{Answer: r.Answer, At: r.At})
				r.Answer, r.At = assess.NotAsked, assess.Instant{}
			}
		}
	}
	return a
}

// ofItsTime says whether an answer is about the last four weeks, and so of its
// time only.
func ofItsTime(in *assess.Instrument, item string) bool {
	if in == nil {
		return false
	}
	i, ok := in.Item(item)
	return ok && in.Items[i].Role != ""
}

// told marks the step of an item by what was said of it in an earlier
// assessment: to be asked again, or to be confirmed.
func (s *Sitting) markItem(st *Step, ofItsTime bool, r assess.Response) {
	switch {
	case !s.goesOn():
	case ofItsTime && r.Answer.OrNotAsked() == assess.NotAsked && len(r.Was) > 0:
		last := r.Was[len(r.Was)-1]
		st.Answer, st.Told, st.Afresh = string(last.Answer), last.At, true
	case !ofItsTime && r.Answer.OrNotAsked() != assess.NotAsked && s.unconfirmed(st, r):
		st.Told = r.At
		st.toConfirm()
	}
}

// goesOn says whether the sitting goes on from an earlier assessment.
func (s *Sitting) goesOn() bool { return s.Earlier != nil || s.A.Previous != "" }

// unconfirmed says whether an answer is still the one that came along. Where the
// earlier assessment is not at hand it is taken for that when it is as old as
// what a resumed draft asks afresh.
func (s *Sitting) unconfirmed(st *Step, r assess.Response) bool {
	if s.Earlier == nil {
		return s.stale(r)
	}
	then, known := s.Earlier.Responses.Of(st.Instrument, s.itemID(*st))
	at := then.At
	if at.IsZero() {
		at = s.Earlier.AssessedAt
	}
	return known && r.Answer == then.Answer && r.At.String() == at.String()
}

// toldFact marks the step of a fact by what the earlier assessment says of it.
// Only the first session asks for what came along to be confirmed: the file does
// not say whether it was, and nobody is asked twice.
func (s *Sitting) markFact(st *Step, q *question) {
	if s.Earlier == nil || s.asked[q.id] {
		return
	}
	then := s.answer(q, s.Earlier)
	switch {
	case then == "":
	case q.oneAssessment():
		if st.Answer == "" {
			st.Answer, st.Told, st.Afresh = then, s.Earlier.AssessedAt, true
		}
	case st.Answer == then:
		st.Told = s.Earlier.AssessedAt
		if s.Loaded.IsZero() && !q.names {
			st.toConfirm()
		}
	}
}

// Passed notes that a list was gone through: there is no more to add to it.
func (s *Sitting) Passed(st Step) {
	if st.Answer == NoMore {
		s.settle(st.ID)
	}
}

// StillSo is the key that confirms what was told in an earlier assessment.
const StillSo = "c"

// toConfirm lets one key say that it is still so.
func (s *Step) toConfirm() {
	s.Confirm = true
	if s.Answer != NoMore {
		s.Options = append(slices.Clone(s.Options), Option{StillSo, s.Answer, "still so"})
	}
}

// oneAssessment reports whether what is recorded is true of one assessment only,
// and so asked again by the one that goes on from it.
func (q *question) oneAssessment() bool { return q.once || q.eachTime }
