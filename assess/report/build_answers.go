package report

import (
	"slices"

	"stalkrisk/assess"
)

func (b *builder) buildAnswers() []InstrumentAnswers {
	var out []InstrumentAnswers
	for _, in := range b.set.All() {
		states := b.set.ItemStates(in, b.a)
		s := InstrumentAnswers{in.ID, in.Version, in.Title, []string{}, make([]Answer, len(in.Items))}
		for _, t := range in.Themes {
			s.Themes = append(s.Themes, t.Title)
		}
		for i := range in.Items {
			s.Answers[i] = b.answer(in, i, states[i])
			if t := s.Answers[i].Theme; t != "" && !slices.Contains(s.Themes, t) {
				s.Themes = append(s.Themes, t)
			}
		}
		out = append(out, s)
	}
	return out
}

func (b *builder) answer(in *assess.Instrument, i int, st assess.ItemState) Answer {
	it := &in.Items[i]
	r, _ := b.a.Responses.Of(in.ID, it.ID)
	if r.Answer == "" {
		r.Answer = assess.NotAsked
	}
	label, fits := read(it, r.Answer)
	a := Answer{
		ID: it.ID, Number: it.Number, Part: title(in.Parts, it.Part), Class: string(it.Class), Role: string(it.Role),
		Theme: title(in.Themes, it.Theme), Topic: it.Topic, Question: it.Prompt,
		Answer: string(r.Answer), Label: label, Fits: fits,
		Applies: st.Applies, Carried: st.Carried, Counts: st.Counts, ProposedBy: []string{},
		Recorded: recorded(it, &r),
	}
	if in == b.set.Stalking {
		for _, id := range b.r.Contradicted {
			a.Contradicted = a.Contradicted || id == it.ID
		}
	}
	if st.Proposed {
		a.ProposedBy = append(a.ProposedBy, b.proposers(in, it.ID)...)
	}
	return a
}

// read returns the label of a choice item's option, and reports whether the answer
// is one that the item can have.
func read(it *assess.Item, a assess.Answer) (label string, fits bool) {
	for _, o := range it.Options {
		if o.Value == string(a) {
			return o.Label, true
		}
	}
	return "", a.Open() || it.Type == assess.YesNo && (a == assess.Yes || a == assess.No)
}

// recorded returns what a response holds besides its answer. it may be nil.
func recorded(it *assess.Item, r *assess.Response) Recorded {
	out := Recorded{r.Note, string(r.Source), r.At.String(), []Was{}}
	for _, w := range r.Was {
		label := ""
		if it != nil {
			label, _ = read(it, w.Answer)
		}
		out.Was = append(out.Was, Was{string(w.Answer), label, w.At.String()})
	}
	return out
}

// proposers returns what proposes an item: topics of the other instrument that are
// yes, and findings of the timeline.
func (b *builder) proposers(in *assess.Instrument, item string) []string {
	var out []string
	from := b.set.Dash
	if in == b.set.Dash {
		from = b.set.Stalking
	}
	states := b.set.ItemStates(from, b.a)
	for _, id := range b.set.ProposedBy(in.ID, item) {
		i, isItem := from.Item(id)
		switch {
		case isItem && states[i].Counts:
			out = append(out, topic(from, id).String())
		case !isItem && b.found(id):
			out = append(out, id)
		}
	}
	return out
}

// found reports whether the timeline has the finding with these words.
func (b *builder) found(says string) bool {
	for _, p := range b.set.Stalking.Timeline.Proposes {
		for _, kind := range assess.FindingKinds() {
			if p.Says == says && p.Finding == kind.Name && p.Is == kind.Of(&b.r.Timeline) {
				return true
			}
		}
	}
	return false
}

// title returns the title of a part or theme, or its id if it has none.
func title(headings []assess.Heading, id string) string {
	for _, h := range headings {
		if h.ID == id {
			return h.Title
		}
	}
	return id
}

// unplaced lists what was recorded for instruments and items that are not known, so
// that nothing that somebody said is dropped.
func (b *builder) unplaced() []Unplaced {
	out := []Unplaced{}
	for _, s := range b.a.Responses {
		in := b.set.Find(s.Instrument)
		for _, r := range s.Items {
			if in != nil {
				if _, known := in.Item(r.Item); known {
					continue
				}
			}
			out = append(out, Unplaced{s.Instrument, r.Item, string(r.Answer), recorded(nil, &r.Response)})
		}
	}
	return out
}
