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

func (v *view) find(instrument, item string) (*assess.Instrument, int, bool) {
	for _, in := range v.set.All() {
		if in.ID == instrument {
			i, ok := in.Item(item)
			return in, i, ok
		}
	}
	return nil, 0, false
}

// item gives the answer to an item that counts, and the same as a From. An item
// that is not at hand was not asked.
func (v *view) item(instrument, item string) (assess.Answer, From) {
	in, i, ok := v.find(instrument, item)
	f := From{Kind: "item", ID: instrument + "." + item, Answer: string(assess.NotAsked)}
	if !ok {
		return assess.NotAsked, f
	}
	st := v.states[instrument][i]
	f.Topic, f.Answer, f.Carried = in.Items[i].Topic, string(st.Answer), st.Carried
	return st.Answer, f
}

func (v *view) applies(instrument, item string) bool {
	_, i, ok := v.find(instrument, item)
	return ok && v.states[instrument][i].Applies
}

func (v *view) noted(instrument, item string) bool {
	r, _ := v.a.Responses.Of(instrument, item)
	return strings.TrimSpace(r.Note) != ""
}

// kinds works out a leaf about orders or triggers.
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

// fact returns what a fact is: one word, or of a decision each that was taken.
// One that nobody gave is assess.Absent.
func (v *view) fact(group, key string) []string {
	out := slices.DeleteFunc(FactIn(group, key).of(v), func(w string) bool { return strings.TrimSpace(w) == "" })
	if len(out) == 0 {
		return []string{assess.Absent}
	}
	return out
}
