package conversation

import (
	"cmp"
	"slices"

	"stalkrisk/assess"
)

// Reassess returns the assessment that follows an earlier one of the same case,
// so that nobody has to tell everything again. earlier is not changed; the caller
// sets the new one's id, time and assessor.
//
// The new assessment keeps, and counts, what is likely to be still true: the case,
// the account, answers about the whole pattern with their notes, DASH, incidents,
// orders, dates, accounts, evidence, who was told what, who asked, decisions, and
// promises that are not done. Each answer keeps the time at which it was given (that
// of the earlier assessment if it had none). Anything that was true only then is asked
// again: a sign of escalation becomes not asked, with the old answer among its earlier
// answers; how the contact went, thoughts of ending their life, help, what was read
// back, who called, what prompted it, the override and the DASH grade are removed. An
// act_now becomes an earlier one, which stays until a person has dealt with it. The new
// assessment uses the newest questionnaires.
func Reassess(earlier *assess.Assessment, set assess.Instruments) assess.Assessment {
	a := earlier.Clone()
	a.Format, a.ID, a.Previous = assess.AssessmentFormat, "", earlier.ID
	a.Status, a.Stage, a.Assessor, a.AssessedAt = assess.Draft, "", assess.Assessor{}, assess.Instant{}
	a.Versions, a.Override, a.Outcome, a.Sittings = nil, nil, assess.Outcome{}, nil
	a.Contact = assess.Contact{SafeTimes: a.Contact.SafeTimes, Language: a.Contact.Language, Interpreter: a.Contact.Interpreter, Needs: a.Contact.Needs}
	a.OwnLife, a.Help, a.ReadBack = "", nil, assess.ReadBack{}
	a.EarlierActNow = earlierActNow(earlier, set)
	s := Sitting{Set: set, A: &a}
	for _, q := range questions.Get() {
		if q.oneAssessment() {
			s.put(&q, "")
		}
	}
	a.Actions = slices.DeleteFunc(a.Actions, func(act assess.Action) bool { return !act.Done.IsZero() })
	for i := range a.Responses {
		of := &a.Responses[i]
		in := set.Find(of.Instrument)
		for k := range of.Items {
			r := &of.Items[k].Response
			if r.Answer.OrNotAsked() == assess.NotAsked {
				continue
			}
			if r.At.IsZero() {
				r.At = earlier.AssessedAt
			}
			if recentOnly(in, of.Items[k].Item) {
				r.Was = append(r.Was, assess.Was{Answer: r.Answer, At: r.At})
				r.Answer, r.At = assess.NotAsked, assess.Instant{}
			}
		}
	}
	return a
}

// earlierActNow returns each act_now up to an assessment, its own the last, that nobody
// has dealt with.
func earlierActNow(earlier *assess.Assessment, set assess.Instruments) []assess.EarlierActNow {
	held := earlier.Clone()
	was := assess.Score(set, earlier)
	held.HoldActNow(earlier, &was, &assess.Result{})
	return slices.DeleteFunc(held.EarlierActNow, func(e assess.EarlierActNow) bool { return !e.Open() })
}

// recentOnly reports whether an item is about the last four weeks, so that its
// answer was true only then.
func recentOnly(in *assess.Instrument, item string) bool {
	if in == nil {
		return false
	}
	i, ok := in.Item(item)
	return ok && in.Items[i].Role != ""
}

// markItem marks the step of an item that was answered in an earlier assessment: to
// be asked again, or to be confirmed.
func (s *Sitting) markItem(st *Step, recentOnly bool, r assess.Response) {
	switch {
	case !s.followsEarlier():
	case recentOnly && r.Answer.OrNotAsked() == assess.NotAsked && len(r.Was) > 0:
		last := r.Was[len(r.Was)-1]
		st.Answer, st.AnsweredAt, st.Afresh = string(last.Answer), last.At, true
	case !recentOnly && r.Answer.OrNotAsked() != assess.NotAsked && s.unconfirmed(st, r):
		st.AnsweredAt = r.At
		st.toConfirm()
	}
}

// followsEarlier reports whether the assessment follows an earlier one.
func (s *Sitting) followsEarlier() bool { return s.Earlier != nil || s.A.Previous != "" }

// unconfirmed reports whether an answer is still that of the earlier assessment. If
// the earlier one is not available, every stale answer counts as its answer.
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

// markFact marks the step of a fact that the earlier assessment has, or that was taken
// over from the assessment of another suspect. Only the first session asks for
// confirmation: the file does not record it, and nobody should be asked twice.
func (s *Sitting) markFact(st *Step, q *question) {
	from := cmp.Or(s.Earlier, s.SameVictim)
	if from == nil || s.asked[q.id] {
		return
	}
	then := s.answer(q, from)
	switch {
	case then == "":
	case q.oneAssessment():
		if st.Answer == "" {
			st.Answer, st.AnsweredAt, st.Afresh = then, from.AssessedAt, true
		}
	case st.Answer == then:
		st.AnsweredAt = from.AssessedAt
		if s.Loaded.IsZero() && !q.names {
			st.toConfirm()
		}
	}
}

// Passed records that a list with entries was shown and nobody added to it, or that the
// account was asked for.
func (s *Sitting) Passed(st Step) {
	if st.Answer == NoMore || st.ToAsk {
		s.settle(st.ID)
	}
}

// StillSo is the key that confirms an answer of an earlier assessment.
const StillSo = "c"

// toConfirm adds the option that confirms the answer with one key.
func (s *Step) toConfirm() {
	s.Confirm = true
	if s.Answer != NoMore {
		s.Options = append(slices.Clone(s.Options), Option{StillSo, s.Answer, "still so"})
	}
}

// oneAssessment reports whether an answer is true of one assessment only, so that
// the next one asks again.
func (q *question) oneAssessment() bool { return q.once || q.eachTime }
