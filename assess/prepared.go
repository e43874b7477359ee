package assess

// Prepared is an assessment in the scorer's own form: all that scoring reads,
// with the answers by their places in the newest questionnaires. A reader that is
// sure of a record fills it in, again and again in the same memory. Check would
// find no problem in it, incidents aside.
type Prepared struct {
	Assessment // without Responses
	Stalking   Marks
	Dash       Marks
}

// Marks are the answers to one questionnaire, by the places of its items.
type Marks struct {
	answers answers
	words   [MaxItems]Answer
}

// Clear makes every item unanswered.
func (m *Marks) Clear(in *Instrument) { m.answers.clear(in, m.words[:]) }

// Put records the answer to the item at that place. noted means that there is a
// note that is not blank. It returns false and records nothing where Check would
// find a problem.
func (m *Marks) Put(place int, a Answer, noted bool) bool { return m.answers.put(place, a, noted) }

// ScorePrepared returns what Score returns for the same assessment, by the
// questionnaires with which the Marks were cleared. fits is false, and there is
// no result, if Check would find a problem in an incident. The Result is valid
// until the next call.
func (s *Scorer) ScorePrepared(set Instruments, p *Prepared) (r *Result, fits bool) {
	s.buffers.clear()
	s.stalking.answers, s.dash.answers = p.Stalking.answers, p.Dash.answers
	s.stalking.work(set.Stalking, &p.Assessment, &s.buffers)
	if s.stalking.misfit {
		return nil, false
	}
	s.dash.work(set.Dash, &p.Assessment, &s.buffers)
	return s.result(set, &p.Assessment), true
}
