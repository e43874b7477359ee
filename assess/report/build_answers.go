package report

import (
	"slices"

	"stalkrisk/assess"
)

func (b *builder) buildAnswers() []InstrumentAnswers {
	var out []InstrumentAnswers
	for _, in := range b.set.All() {
		states := b.set.ItemStates(in, b.a)
		s := InstrumentAnswers{in.ID, in.Version, in.Title, each(in.Themes, func(h assess.Heading) string { return h.Title }), make([]Answer, len(in.Items))}
		for i := range in.Items {
			s.Answers[i] = b.answer(in, i, states[i])
		}
		out = append(out, s)
	}
	return out
}

func (b *builder) answer(in *assess.Instrument, i int, st assess.ItemState) Answer {
	it := &in.Items[i]
	r, _ := b.a.Responses.Of(in.ID, it.ID)
	label, fits := read(it, st.Recorded)
	a := Answer{
		ID: it.ID, Number: it.Number, Part: title(in.Parts, it.Part), Class: string(it.Class), Role: string(it.Role),
		Theme: title(in.Themes, it.Theme), Topic: it.Topic, Fact: it.Named(), Use: string(it.UsedAs), Question: it.Prompt,
		Sensitive: r.Source == "systems" || asksSensitive(it.AppliesWhen),
		Answer:    string(st.Recorded), Label: label, Fits: fits,
		Applies: st.Applies, Carried: st.Carried, Counts: st.Counts, ProposedBy: []string{},
		Recorded: recorded(it, &r),
	}
	a.Contradicted = in == b.set.Stalking && slices.Contains(b.r.Contradicted, it.ID)
	if st.Proposed {
		a.ProposedBy = b.proposers(in, it.ID)
	}
	return a
}

// asksSensitive reports whether a condition is about something sensitive, as that there
// are children: what is noted beside the answer is sensitive as well.
func asksSensitive(c *assess.Condition) bool {
	if c == nil {
		return false
	}
	asks := func(c assess.Condition) bool { return asksSensitive(&c) }
	return c.Fact != nil && c.Fact.Sensitive || slices.ContainsFunc(c.All, asks) || slices.ContainsFunc(c.Any, asks)
}

// read returns the label of a choice item's answer, and reports whether the answer is
// one that the item allows.
func read(it *assess.Item, a assess.Answer) (label string, fits bool) {
	for _, o := range it.Options {
		if o.Value == string(a) {
			return o.Label, true
		}
	}
	return "", a.Open() || it.Type == assess.YesNo && (a == assess.Yes || a == assess.No)
}

// recorded returns what a response holds besides its answer.
func recorded(it *assess.Item, r *assess.Response) Recorded {
	return Recorded{r.Note, string(r.Source), r.At.String(), each(r.Was, func(w assess.Was) Was {
		label, _ := read(it, w.Answer)
		return Was{string(w.Answer), label, w.At.String(), w.By}
	})}
}

// proposers returns what points to a yes at an item: topics of the other instrument
// answered yes, and findings of the timeline.
func (b *builder) proposers(in *assess.Instrument, item string) []string {
	out, from := []string{}, b.set.Dash
	if in == b.set.Dash {
		from = b.set.Stalking
	}
	states := b.set.ItemStates(from, b.a)
	for _, id := range b.set.ProposedBy(in.ID, item) {
		i, isItem := from.Item(id)
		switch {
		case isItem && states[i].Counts:
			out = append(out, topic(from, id).plain())
		case !isItem && b.found(id):
			out = append(out, id)
		}
	}
	return out
}

// found reports whether the timeline has the finding with these words.
func (b *builder) found(says string) bool {
	return slices.ContainsFunc(b.set.Stalking.Timeline.Proposes, func(p assess.FindingProposal) bool {
		return p.Says == says && slices.ContainsFunc(assess.FindingKinds(), func(kind assess.FindingKind) bool {
			return p.Finding == kind.Name && p.Is == kind.Of(&b.r.Timeline)
		})
	})
}

// title returns the title of a part or theme, or "" if there is none.
func title(headings []assess.Heading, id string) string {
	i := slices.IndexFunc(headings, func(h assess.Heading) bool { return h.ID == id })
	if i < 0 {
		return ""
	}
	return headings[i].Title
}

// unplaced returns what was recorded for unknown instruments and items, so that
// nothing anybody said is dropped.
func (b *builder) unplaced() []Unplaced {
	out := []Unplaced{}
	for _, s := range b.a.Responses {
		in := b.set.Find(s.Instrument)
		for _, r := range s.Items {
			known := false
			if in != nil {
				_, known = in.Item(r.Item)
			}
			if !known {
				out = append(out, Unplaced{s.Instrument, r.Item, string(r.Answer), recorded(&assess.Item{}, &r.Response)})
			}
		}
	}
	return out
}
