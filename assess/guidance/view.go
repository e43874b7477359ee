package guidance

import (
	"slices"
	"strings"

	"stalkrisk/assess"
)

// View is an assessment and its result as conditions see them.
type View struct {
	set    *assess.Instruments
	a      *assess.Assessment
	r      *assess.Result
	states map[string][]assess.ItemState // by instrument
}

// NewView returns the view of an assessment. r must be the result of scoring a by set.
func NewView(set *assess.Instruments, a *assess.Assessment, r *assess.Result) *View {
	return &View{set: set, a: a, r: r, states: set.AllItemStates(a)}
}

// Items returns the state of every item of a questionnaire of the set, by its place.
func (v *View) Items(in *assess.Instrument) []assess.ItemState { return v.states[in.ID] }

// itemAt returns the questionnaire of an item and its place there; -1 if the
// assessment's questionnaires do not have it. instrument is stalking, dash, or the id of
// another questionnaire.
func (v *View) itemAt(instrument, item string) (in *assess.Instrument, at int) {
	switch assess.InstrumentUse(instrument) {
	case assess.UseStalking:
		in = v.set.Stalking
	case assess.UseDash:
		in = v.set.Dash
	default:
		in = v.set.Find(instrument)
	}
	if in == nil {
		return nil, -1
	}
	if i, ok := in.Item(item); ok {
		return in, i
	}
	return in, -1
}

// item returns the state of an item, and its answer as a From. An item that the
// assessment's questionnaires do not have counts as not asked.
func (v *View) item(instrument, item string) (is assess.ItemState, from From) {
	in, i := v.itemAt(instrument, item)
	is.Answer = assess.NotAsked
	from = From{Kind: "item", ID: instrument + "." + item}
	if in != nil {
		from.ID = in.ID + "." + item
	}
	if i >= 0 {
		is = v.states[in.ID][i]
		from.Topic, from.Carried = in.Items[i].Topic, is.Carried
	}
	from.Answer = string(is.Answer)
	return is, from
}

// note returns the note on an item.
func (v *View) note(in *assess.Instrument, item string) string {
	r, _ := v.a.Responses.Of(in.ID, item)
	return strings.TrimSpace(r.Note)
}

// orders returns the kinds of order that are wanted and recorded.
func (v *View) orders(wanted []string) []From {
	return kinds("order", wanted, len(v.a.Orders), func(i int) string { return string(v.a.Orders[i].Kind) })
}

// triggers returns the kinds of date that are wanted and recorded.
func (v *View) triggers(wanted []string) []From {
	return kinds("trigger", wanted, len(v.a.Triggers), func(i int) string { return string(v.a.Triggers[i].Kind) })
}

func kinds(what string, wanted []string, n int, kind func(int) string) (out []From) {
	for i := range n {
		k := kind(i)
		if slices.Contains(wanted, AnyKind) || slices.Contains(wanted, k) {
			out = join(out, []From{{Kind: what, ID: what, Answer: k}})
		}
	}
	return out
}

// fact returns the words of a fact, or assess.Absent if it was not recorded. A
// decision may have several words; every other fact has one.
func (v *View) fact(group, key string) []string {
	out := slices.DeleteFunc(FactIn(group, key).of(v), func(w string) bool { return strings.TrimSpace(w) == "" })
	if len(out) == 0 {
		return []string{assess.Absent}
	}
	return out
}
