package report

import (
	"slices"
	"strings"

	"stalkrisk/assess"
)

// standing is what assess says of one item of the sitting.
type standing struct{ applies, carried, proposed bool }

// standings asks assess which items of an instrument apply, as the conversation
// does: what applies is decided there and nowhere else. An instrument beside
// the two takes the place of the stalking questions, whose steps are listed by
// their sections alone.
func (b *builder) standings(in *assess.Instrument) map[int]standing {
	a := *b.a
	a.Stage, a.DashAsked = assess.Full, assess.DashAlways // so that every section is listed
	set := *b.set
	if in != set.Dash {
		set.Stalking = in
	}
	sitting := assess.Sitting{Set: set, A: &a, Now: a.AssessedAt.Time()}
	out := make(map[int]standing)
	for _, step := range sitting.Steps() {
		if step.Item >= 0 && step.Instrument == in.ID {
			out[step.Item] = standing{true, step.Carried, step.Proposed}
		}
	}
	return out
}

func (b *builder) buildSheets() []Sheet {
	var out []Sheet
	for _, in := range b.set.All() {
		stands := b.standings(in)
		s := Sheet{in.ID, in.Version, in.Title, []string{}, make([]Answer, len(in.Items))}
		for _, t := range in.Themes {
			s.Themes = append(s.Themes, t.Title)
		}
		for i := range in.Items {
			s.Answers[i] = b.answer(in, i, stands[i])
			if t := s.Answers[i].Theme; t != "" && !slices.Contains(s.Themes, t) {
				s.Themes = append(s.Themes, t)
			}
		}
		out = append(out, s)
	}
	return out
}

func (b *builder) answer(in *assess.Instrument, i int, st standing) Answer {
	it := &in.Items[i]
	r, _ := b.a.Responses.Of(in.ID, it.ID)
	if r.Answer == "" {
		r.Answer = assess.NotAsked
	}
	label, fits := read(it, r.Answer)
	said := r.Answer == assess.Yes && it.Type == assess.YesNo && !(it.NeedsReason && strings.TrimSpace(r.Note) == "")
	a := Answer{
		ID: it.ID, Number: it.Number, Part: title(in.Parts, it.Part), Class: string(it.Class), Role: string(it.Role),
		Theme: title(in.Themes, it.Theme), Topic: it.Topic, Question: it.Prompt,
		Answer: string(r.Answer), Label: label, Fits: fits,
		Applies: st.applies, Carried: st.carried, Counts: st.applies && (said || st.carried), ProposedBy: []string{},
		Note: r.Note, Source: string(r.Source), At: r.At.String(), Was: earlier(it, r.Was),
	}
	if in == b.set.Stalking {
		for _, id := range b.r.Contradicted {
			a.Contradicted = a.Contradicted || id == it.ID
		}
	}
	if st.proposed {
		a.ProposedBy = append(a.ProposedBy, b.proposers(in, it.ID)...)
	}
	return a
}

// read gives the label of a choice item's option, and whether the answer is one
// that the item can have.
func read(it *assess.Item, a assess.Answer) (label string, fits bool) {
	for _, o := range it.Options {
		if o.Value == string(a) {
			return o.Label, true
		}
	}
	return "", a.Open() || it.Type == assess.YesNo && (a == assess.Yes || a == assess.No)
}

func earlier(it *assess.Item, was []assess.Was) []Was {
	out := []Was{}
	for _, w := range was {
		label := ""
		if it != nil {
			label, _ = read(it, w.Answer)
		}
		out = append(out, Was{string(w.Answer), label, w.At.String()})
	}
	return out
}

// proposers says what proposes an item: topics of the other instrument that are
// yes, and what the timeline says.
func (b *builder) proposers(in *assess.Instrument, item string) []string {
	var out []string
	from := b.set.Dash
	if in == b.set.Dash {
		from = b.set.Stalking
	}
	for _, id := range b.set.ProposedBy(in.ID, item) {
		i, isItem := from.Item(id)
		switch {
		case isItem && b.counts(from.ID, i):
			out = append(out, topic(from, id).String())
		case !isItem && b.found(id):
			out = append(out, id)
		}
	}
	return out
}

// counts says whether a yes to the item of another instrument counts; those
// sheets may not be made yet, so assess is asked.
func (b *builder) counts(instrument string, i int) bool {
	in := b.instrument(instrument)
	st := b.standings(in)[i]
	r, _ := b.a.Responses.Of(instrument, in.Items[i].ID)
	return st.applies && (r.Answer == assess.Yes || st.carried)
}

// found says whether the finding that says this is there.
func (b *builder) found(says string) bool {
	t := &b.r.Timeline
	by := map[string]string{
		"frequency": t.Frequency.Finding, "severity": t.Severity.Finding,
		"step": t.Step.Finding, "methods": t.Methods.Finding, "approach": t.Approach.Finding,
	}
	for _, p := range b.set.Stalking.Timeline.Proposes {
		if p.Says == says && by[p.Finding] == p.Is {
			return true
		}
	}
	return false
}

// title gives the title of a part or theme.
func title(headings []assess.Heading, id string) string {
	for _, h := range headings {
		if h.ID == id {
			return h.Title
		}
	}
	return id
}

// unplaced lists what was recorded for instruments and items that are not at
// hand: nothing that somebody said is dropped.
func (b *builder) unplaced() []Unplaced {
	out := []Unplaced{}
	for _, s := range b.a.Responses {
		in := b.instrument(s.Instrument)
		for _, r := range s.Items {
			if in != nil {
				if _, known := in.Item(r.Item); known {
					continue
				}
			}
			out = append(out, Unplaced{s.Instrument, r.Item, string(r.Answer), r.Note, string(r.Source), r.At.String(), earlier(nil, r.Was)})
		}
	}
	return out
}
