package assess

import "slices"

// answers holds one instrument's answers as scoring sees them: every item is yes,
// no or open, or has an option if it is a choice item. A yes that an incident
// shows has already replaced the stored answer.
type answers struct {
	in       *Instrument
	yes      Set
	no       Set
	open     Set      // unknown, declined or not asked
	unknown  Set      // until an incident shows a yes, like declined
	declined Set      // the other open items were not asked
	options  []Answer // by item: the option of a choice item; nothing changes them after read, so copies of the answers share them
}

// read fills s from what was recorded. An answer that does not fit its item is
// open. options is memory for s.options.
func (s *answers) read(in *Instrument, responses Responses, options []Answer) {
	s.clear(in, options)
	for k := range responses {
		if responses[k].Instrument != in.ID {
			continue
		}
		next := 0 // most files have the items in our order
		for j := range responses[k].Items {
			r := &responses[k].Items[j]
			if i, ok := in.place(r.Item, next); ok {
				s.put(i, r.Answer, !in.reasoned.Has(i) || !blank(r.Note))
				next = i + 1
			}
		}
	}
}

// clear makes every item unanswered.
func (s *answers) clear(in *Instrument, options []Answer) {
	*s = answers{in: in, options: options[:len(in.Items)], open: in.all}
	if in.yesNo != in.all {
		clear(s.options)
	}
}

// put records an answer if it fits its item, and reports whether it did. noted
// means that the answer has a note: a yes may need one.
func (s *answers) put(i int, a Answer, noted bool) bool {
	in := s.in
	switch {
	case a == No && in.yesNo.Has(i):
		s.no.Add(i)
	case a == Yes && in.yesNo.Has(i):
		if !noted && in.reasoned.Has(i) {
			return false
		}
		s.yes.Add(i)
	case a == Unknown:
		s.unknown.Add(i)
		return true
	case a == Declined:
		s.declined.Add(i)
		return true
	case a.Open():
		return true
	case in.Items[i].fits(a): // an option
		s.options[i] = a
	default:
		return false
	}
	s.open.remove(i)
	return true
}

// putAll records answers without a note if each fits its item, and reports whether
// they do.
func (s *answers) putAll(yes, no Set) bool {
	both := yes.or(no)
	if !both.without(s.in.yesNo).Empty() || !yes.and(s.in.reasoned).Empty() {
		return false
	}
	s.yes, s.no, s.open = s.yes.or(yes), s.no.or(no), s.open.without(both)
	return true
}

// fits reports whether a is an answer that the item can have.
func (it *Item) fits(a Answer) bool {
	if a.Open() {
		return true
	}
	if it.Type == YesNo {
		return a == Yes || a == No
	}
	return slices.ContainsFunc(it.Options, func(o Option) bool { return o.Value == string(a) })
}

// chosen reports whether a choice item is answered with an option.
func (s *answers) chosen(i int) bool {
	return s.in.Items[i].Type == Choice && s.options[i] != ""
}

// settle answers the yes/no items among items with yes. Choice items stay open;
// total works out their bounds.
func (s *answers) settle(items Set) {
	items = items.and(s.in.yesNo)
	s.yes = s.yes.or(items)
	s.no = s.no.without(items)
	s.open = s.open.without(items)
}

// answer returns the answer to item i, or NotAsked if there is none.
func (s *answers) answer(i int) Answer {
	switch {
	case s.yes.Has(i):
		return Yes
	case s.no.Has(i):
		return No
	case s.unknown.Has(i):
		return Unknown
	case s.declined.Has(i):
		return Declined
	case s.chosen(i):
		return s.options[i]
	}
	return NotAsked
}

// applies returns the items that apply to an assessment.
//
// An item applies when its condition holds and, if it is a follow-up, one of its
// parents applies and is not answered no. A yes counts where the item applies. A yes to a
// red flag always counts, and so does a yes to a follow-up whose parents were
// all answered no: somebody said it, whatever was said before. An item whose yes
// counts also applies, so that reports show and count it.
//
// One pass in file order is enough, because a condition refers only to earlier
// items.
func (s *answers) applies(a *Assessment) Set {
	in := s.in
	k := known{answers: s, applies: in.always}
	var own bool
	for i := range in.conditional {
		it := &in.conditional[i]
		switch {
		case it.when == nil:
			own = true
		case !it.alike:
			k.counting = s.yes.and(k.applies)
			own = it.when.holds(&k, a)
		}
		followUp := !it.parents.Empty()
		asked := own && (!followUp || !it.parents.and(k.applies).without(s.no).Empty())
		if asked || s.yes.Has(int(it.place)) && (it.redFlag || own && followUp) {
			k.applies.Add(int(it.place))
		}
	}
	return k.applies
}

// Applies returns the ids of the items of in that apply to the assessment, in
// file order: those that Score counts as applicable.
func Applies(in *Instrument, a *Assessment) []string {
	return in.idsOf(evaluate(in, a).applies)
}
