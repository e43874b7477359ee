package assess

import "slices"

// sheet is one instrument's answers as scoring sees them: every item is yes,
// no, open, or (a choice item) at an option. A carried yes has already taken
// the stored answer's place.
type answers struct {
	in    *Instrument
	yes   Set
	no    Set
	open  Set // unknown, declined or not asked
	words []Answer
	// told keeps the words that are neither yes nor no, by item, since a condition
	// may tell one open answer from another, and a choice item's option. Nothing
	// changes it after read, so that a supposed sheet may share it.
}

// read fills the sheet from what was recorded. What is no answer to its item
// is open. told is room for the words.
func (s *answers) read(in *Instrument, responses Responses, told []Answer) {
	s.clear(in, told)
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

// clear takes a sheet on which nothing is answered.
func (s *answers) clear(in *Instrument, told []Answer) {
	*s = answers{in: in, words: told[:len(in.Items)], open: in.all}
	clear(s.words)
}

// tell records an answer that fits its item, and nothing else; noted says that
// there is a note, which a yes may need. It is false if the answer does not fit.
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
	case a.Open():
		s.words[i] = a
		return true
	case in.Items[i].fits(a): // an option
		s.words[i] = a
	default:
		return false
	}
	s.open.remove(i)
	return true
}

// fits says whether a is an answer that the item can have.
func (it *Item) fits(a Answer) bool {
	if a.Open() {
		return true
	}
	if it.Type == YesNo {
		return a == Yes || a == No
	}
	return slices.ContainsFunc(it.Options, func(o Option) bool { return o.Value == string(a) })
}

// chosen says whether a choice item stands at an option.
func (s *answers) chosen(i int) bool {
	return s.in.Items[i].Type == Choice && !s.words[i].Open()
}

// settle makes open items yes; a choice item stays open, and its bounds are
// worked out where it is used.
func (s *answers) settle(items Set) {
	items = items.and(s.in.yesNo)
	s.yes = s.yes.or(items)
	s.no = s.no.without(items)
	s.open = s.open.without(items)
}

// answerIs says whether the answer to item i is one of the words.
func (s *answers) answerIs(i int, words []string) bool {
	for _, w := range words {
		switch Answer(w) {
		case Yes:
			if s.yes.Has(i) {
				return true
			}
		case No:
			if s.no.Has(i) {
				return true
			}
		case Unknown, Declined:
			if s.open.Has(i) && s.words[i] == Answer(w) {
				return true
			}
		case NotAsked:
			if s.open.Has(i) && (s.words[i] == NotAsked || s.words[i] == "") {
				return true
			}
		default:
			if s.words[i] == Answer(w) {
				return true
			}
		}
	}
	return false
}

// Applicability of items.
//
// An item applies when its condition holds and, if it is a follow-up, its
// parent applies and is not answered no. A yes counts where the item applies; a
// yes to a red flag counts always, and a yes to a follow-up counts even when
// its parent was answered no: somebody said it, whatever was said before.
// An item whose yes counts is taken to apply, so that it is seen and counted.
//
// Items are worked out in file order, and a condition refers to earlier items
// only, so one pass is enough.
func (s *answers) applies(a *Assessment) Set {
	in := s.in
	out := in.always
	for _, i := range in.conditional {
		it := &in.Items[i]
		own := it.AppliesWhen == nil || it.AppliesWhen.holds(s, out, a)
		asked := own
		if it.Parent >= 0 {
			asked = own && out.Has(it.Parent) && !s.no.Has(it.Parent)
		}
		said := s.yes.Has(i) && (it.Class == ClassRedFlag || own && it.Parent >= 0)
		if asked || said {
			out.Add(i)
		}
	}
	return out
}

// Applies lists the items of in that apply to the assessment as it stands, in
// file order: those that Score counts as applicable.
func Applies(in *Instrument, a *Assessment) []string {
	return in.ids(evaluate(in, a).applies)
}
