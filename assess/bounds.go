package assess

import (
	"slices"

	"stalkrisk/assess/timeline"
)

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
	recognised  bool // the items whose yes counts are enough for stalking
	marks       Set  // those of them by which it is recognised, or may be
	holding     Set  // the rules that hold, by place
	established levels
	could       levels
	buffers     *buffers
	options     [MaxItems]Answer // memory for answers.options
}

// count works out which items apply and count. The answers must already include what
// incidents show.
func (st *evaluation) count() {
	st.applies = st.answers.applies(st.a)
	st.counting = st.answers.yes.and(st.applies)
	st.open = st.answers.open.and(st.applies)
}

// bound works out the levels and their bounds after count.
func (st *evaluation) bound() {
	in := st.answers.in
	st.recognised, st.marks = in.Recognition.stalking(st.counting, st.repeated)
	st.holding = in.holding(st.counting, st.recognised, &st.besides)
	st.established = st.answers.reach(st.holding, st.counting, st.applies, false)
	st.could = st.couldReach()
}

// couldReach returns the levels with every open item that applies answered yes.
// It repeats until no more items apply, because a yes may make another item apply,
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
		if open.and(s.in.stirring).Empty() {
			break // no other item begins to apply
		}
		applies = s.applies(st.a)
	}
	return st.levels(&s, applies, true)
}

// levels returns the levels by other answers, of which those to some items apply. most is
// that of reach.
func (st *evaluation) levels(s *answers, applies Set, most bool) levels {
	counting := s.yes.and(applies)
	recognised, _ := s.in.Recognition.stalking(counting, st.repeated)
	return s.reach(s.in.holding(counting, recognised, &st.besides), counting, applies, most)
}

// actNow returns the ids of the rules that say to send help at once and, if there are
// none, the open items whose yes alone would make one say so, as long as no other item
// then begins to apply.
func (st *evaluation) actNow() (because []string, by Set) {
	from := len(st.buffers.lists)
	in := st.answers.in
	k := known{&st.answers, st.applies, st.counting}
	for i := range in.actNow {
		holds, its := in.actNow[i].reached(&k, st.a)
		if holds {
			st.buffers.lists = append(st.buffers.lists, in.ActNow[i].ID)
		}
		by = by.or(its)
	}
	if because = st.buffers.list(from); len(because) > 0 {
		return because, Set{}
	}
	return because, by.and(st.open).and(in.yesNo)
}

// askNext returns the ids of the open items still worth asking, each once and the
// most decisive first: those whose yes would send help now; imminent signs; red
// flags; those whose yes would raise an established level; and, while the overall
// level could still rise, the rest. Within each group they are in asking order.
// Items that the person declined are left out. sends has what actNow returned; now
// means that help is to be sent already.
func (st *evaluation) askNext(overall int, now bool, sends Set) []string {
	in := st.answers.in
	waiting := st.open.without(st.answers.declined)
	raises := st.raising()
	if stirring := waiting.and(in.yesNo).and(in.stirring); !stirring.Empty() {
		sends, raises = st.tryEach(stirring, now, sends, raises)
	}
	steps := [...]Set{sends, in.imminent, in.redFlags, raises, waiting}
	last := len(steps)
	if overall < 0 || st.established[overall] >= st.could[overall] {
		last--
	}
	from := len(st.buffers.lists)
	for _, step := range steps[:last] {
		if step = step.and(waiting); step.Empty() {
			continue
		}
		waiting = waiting.without(step)
		for i := range in.inAskingOrder(step) {
			st.buffers.lists = append(st.buffers.lists, in.ids[i])
		}
	}
	return st.buffers.list(from)
}

// tryEach answers each of some stirring items with yes, alone, and adds it to sends if
// help would then have to be sent, unless it is sent now, and to raises if a level would
// rise.
func (st *evaluation) tryEach(stirring Set, now bool, sends, raises Set) (Set, Set) {
	in := st.answers.in
	sends, raises = sends.without(stirring), raises.without(stirring)
	for i := range stirring.All {
		s := st.answers
		s.yes.Add(i)
		s.open.remove(i)
		applies := s.applies(st.a)
		k := known{&s, applies, s.yes.and(applies)}
		if !now && slices.ContainsFunc(in.actNow, func(t test) bool { return t.holds(&k, st.a) }) {
			sends.Add(i)
		}
		for result, level := range st.levels(&s, applies, false) {
			if level > st.established[result] {
				raises.Add(i)
			}
		}
	}
	return sends, raises
}

// raising returns the open items whose yes alone would take a rule to its number
// and so raise an established level. It is not complete for the stirring items, which
// tryEach tries one by one. (A matrix rises only if one of its two results does.)
func (st *evaluation) raising() Set {
	in := st.answers.in
	var out Set
	for i := range in.anyOf {
		if r := &in.anyOf[i]; r.level > st.established[r.result] {
			out = out.or(r.of)
		}
	}
	for i := range in.counters {
		if r := &in.counters[i]; r.level > st.established[r.result] && st.counting.and(r.of).Len()+1 >= int(r.atLeast) {
			out = out.or(r.of)
		}
	}
	for i := range in.recognisers {
		if r := &in.recognisers[i]; r.level > st.established[r.result] {
			out = out.or(in.Recognition.raising(st.counting, st.open, st.repeated))
		}
	}
	return out.and(st.open).and(in.yesNo)
}

// settled reports whether no red flag or imminent sign is open and the overall
// level cannot rise.
func (st *evaluation) settled(overall int) bool {
	in := st.answers.in
	grave := in.redFlags.or(in.imminent)
	return st.open.and(grave).Empty() && (overall < 0 || st.could[overall] == st.established[overall])
}
