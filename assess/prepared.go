package assess

import "stalkrisk/assess/fold"

// Prepared is an assessment in the scorer's own form: everything that scoring
// reads, with the answers by place in the newest questionnaires. A reader fills it
// in for one record after another, in the same memory, if Check would find no
// problem in the record, its incidents and the reference of its case aside. It may leave
// out notes that change no result (timeline.NoteMatters).
type Prepared struct {
	Assessment // without Responses
	Stalking   Marks
	Dash       Marks
}

// Marks holds the answers to one questionnaire, by the places of its items.
type Marks struct {
	answers answers
	options [MaxItems]Answer
}

// Clear makes every item unanswered.
func (m *Marks) Clear(in *Instrument) { m.answers.clear(in, m.options[:]) }

// Put records the answer to the item at that place. noted means that the answer has
// a note that is not blank. Put returns false and records nothing if Check would
// find a problem.
func (m *Marks) Put(place int, a Answer, noted bool) bool { return m.answers.put(place, a, noted) }

// Answer records many answers at once: those that are yes and those that are no, without
// a note. It returns false and records nothing if Check would find a problem in one.
func (m *Marks) Answer(yes, no Set) bool { return m.answers.putAll(yes, no) }

// ScorePrepared returns what Score returns for the same assessment. set must be the
// questionnaires with which the Marks were cleared. fits is false and r is nil if
// Check would find a problem in an incident or in the reference of the case. r is
// valid until the next call.
func (s *Scorer) ScorePrepared(set Instruments, p *Prepared) (r *Result, fits bool) {
	s.buffers.clear(set.Forces)
	s.stalking.answers, s.dash.answers = p.Stalking.answers, p.Dash.answers
	s.stalking.work(set.Stalking, &p.Assessment, &s.buffers)
	if s.stalking.misfit || fold.Shortened(p.Case.Reference) {
		return nil, false
	}
	s.dash.work(set.Dash, &p.Assessment, &s.buffers)
	s.stalking.bound()
	return s.result(&set, &p.Assessment), true
}
