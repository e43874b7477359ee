package guidance

import (
	"slices"
	"strings"

	"stalkrisk/assess"
)

// view is an assessment and its result as conditions see them.
type view struct {
	set    *assess.Instruments
	a      *assess.Assessment
	r      *assess.Result
	states map[string][]assess.ItemState // by instrument
}

func newView(set *assess.Instruments, a *assess.Assessment, r *assess.Result) *view {
	v := &view{set: set, a: a, r: r, states: map[string][]assess.ItemState{}}
	for _, in := range set.All() {
		v.states[in.ID] = set.ItemStates(in, a)
	}
	return v
}

// item returns the state of an item, its answer as a From, and its note. instrument is stalking, dash, or the id of another questionnaire. An item
// that the assessment's questionnaires do not have counts as not asked.
func (v *view) item(instrument, item string) (is assess.ItemState, from From, note string) {
	in := v.set.Find(instrument)
	switch assess.InstrumentUse(instrument) {
	case assess.UseStalking:
		in = v.set.Stalking
	case assess.UseDash:
		in = v.set.Dash
	}
	is.Answer = assess.NotAsked
	from = From{Kind: "item", ID: instrument + "." + item, Answer: string(is.Answer)}
	if in == nil {
		return is, from, ""
	}
	from.ID = in.ID + "." + item
	i, ok := in.Item(item)
	if !ok {
		return is, from, ""
	}
	is = v.states[in.ID][i]
	from.Topic, from.Answer, from.Carried = in.Items[i].Topic, string(is.Answer), is.Carried
	r, _ := v.a.Responses.Of(in.ID, item)
	return is, from, strings.TrimSpace(r.Note)
}

// kinds reports whether a leaf about orders or triggers is true, and returns those
// that were wanted.
func (v *view) kinds(what string, wanted []string, n int, kind func(int) string) (held bool, out []From) {
	for i := range n {
		k := kind(i)
		if slices.Contains(wanted, AnyKind) || slices.Contains(wanted, k) {
			held = true
			out = join(out, []From{{Kind: what, ID: what, Answer: k}})
		}
	}
	return held, out
}

// fact returns the words of a fact, or assess.Absent if it was not recorded. A
// decision may have several words; every other fact has one.
func (v *view) fact(group, key string) []string {
	out := slices.DeleteFunc(FactIn(group, key).of(v), func(w string) bool { return strings.TrimSpace(w) == "" })
	if len(out) == 0 {
		return []string{assess.Absent}
	}
	return out
}
