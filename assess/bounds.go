package assess

import "stalkrisk/assess/timeline"

// evaluation is the outcome of one instrument for an assessment: its answers,
// including those that incidents show, and its levels, with open answers counted
// as not yes (established) and as yes (could).
type evaluation struct {
	answers  answers
	applies  Set
	counting Set // the items whose yes counts
	open     Set // the items that apply and are open
	stored   Set // items that were stored as no, whatever incidents show
	carried  Set
	besides
	read        timeline.Findings
	several     bool // two or more incidents
	dated       int  // number of incidents that the findings use
	misfit      bool // Check would find a problem in an incident
	a           *Assessment
	established levels
	could       levels
	buffers     *buffers
	words       [MaxItems]Answer // memory for answers.words
}

// bound works out the levels and their bounds. The answers must already include
// what incidents show.
func (st *evaluation) bound() {
	st.applies = st.answers.applies(st.a)
	st.counting = st.answers.yes.and(st.applies)
	st.open = st.answers.open.and(st.applies)
	st.established = st.answers.reach(st.counting, st.applies, &st.besides, false)
	st.could = st.couldReach()
}

// couldReach returns the levels with every open item that applies answered yes.
// It repeats until no more items apply, because a yes may make a follow-up apply,
// which is then open too.
func (st *evaluation) couldReach() levels {
	s := st.answers
	applies := st.applies
	for {
		open := s.open.and(applies).and(s.in.yesNo)
		if open.Empty() {
			break
		}
		s.settle(open)
		applies = s.applies(st.a)
	}
	return s.reach(s.yes.and(applies), applies, &st.besides, true)
}

// supposed returns the levels as if open item i were yes and nothing else had changed.
func (st *evaluation) supposed(i int) levels {
	s, applies := st.with(i)
	return s.reach(s.yes.and(applies), applies, &st.besides, false)
}

// sends reports whether help would have to be sent now if open item i were yes and
// nothing else had changed.
func (st *evaluation) sends(i int) bool {
	s, applies := st.with(i)
	return s.actNow(applies, st.a)
}

// with returns the answers, and what applies, as if open item i were yes.
func (st *evaluation) with(i int) (s answers, applies Set) {
	s, applies = st.answers, st.applies
	s.yes.Add(i)
	s.open.remove(i)
	if s.in.stirring.Has(i) {
		applies = s.applies(st.a)
	}
	return s, applies
}

// actNow reports whether help must be sent at once.
func (s *answers) actNow(applies Set, a *Assessment) bool {
	for k := range s.in.ActNow {
		if s.in.ActNow[k].When.holds(s, applies, a) {
			return true
		}
	}
	return false
}

// askNext returns the ids of the open items still worth asking, each once and the
// most decisive first: those whose yes would send help now; imminent signs; red
// flags; those whose yes would raise an established level; and, while the overall
// level could still rise, the rest. Within each group they are in asking order.
// Items that the person declined are left out.
func (st *evaluation) askNext(overall int) []string {
	in := st.answers.in
	waiting := st.open
	for i := range waiting.All {
		if st.answers.words[i] == Declined {
			waiting.remove(i)
		}
	}
	sends, raises := Set{}, st.raising()
	if !st.answers.actNow(st.applies, st.a) {
		for i := range waiting.and(in.yesNo).and(in.sending.or(in.stirring)).All {
			if st.sends(i) {
				sends.Add(i)
			}
		}
	}
	for i := range waiting.and(in.yesNo).and(in.stirring).All {
		levels := st.supposed(i)
		for r := range in.Results {
			if levels[r] > st.established[r] {
				raises.Add(i)
			}
		}
	}
	steps := [...]Set{sends, in.imminent, in.redFlags, raises, waiting}
	last := len(steps)
	if overall < 0 || st.established[overall] >= st.could[overall] {
		last--
	}
	from := len(st.buffers.lists)
	for _, step := range steps[:last] {
		step = step.and(waiting)
		left := step.Len()
		for _, i := range in.asking {
			if left == 0 {
				break
			}
			if step.Has(i) {
				st.buffers.lists = append(st.buffers.lists, in.Items[i].ID)
				left--
			}
		}
		waiting = waiting.without(step)
	}
	return st.buffers.list(from)
}

// raising returns the open items whose yes alone would take a rule to its number
// and so raise an established level. It leaves out the stirring items, which
// askNext tries one by one. (A matrix rises only if one of its two results does.)
func (st *evaluation) raising() Set {
	in := st.answers.in
	var out Set
	for i := range in.Rules {
		r := &in.Rules[i]
		switch {
		case int8(r.Level) <= st.established[r.Result] || r.Finding != "" || r.Incidents != nil:
		case r.Recognised != "":
			out = out.or(in.Recognition.raising(st.counting, st.open, st.repeated))
		case st.counting.and(r.Of).Len()+1 >= r.AtLeast:
			out = out.or(r.Of)
		}
	}
	return out.and(st.open).and(in.yesNo).without(in.stirring)
}

// settled reports whether no red flag or imminent sign is open and the overall
// level cannot rise.
func (st *evaluation) settled(overall int) bool {
	in := st.answers.in
	grave := in.redFlags.or(in.imminent)
	return st.open.and(grave).Empty() && (overall < 0 || st.could[overall] == st.established[overall])
}
