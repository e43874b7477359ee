package assess

import "slices"

// lookup holds what scoring looks up in an instrument again and again.
type lookup struct {
	index       map[string]int // of the items, by id
	ids         []string       // of the items, side by side: lists of ids are made for every result
	uses        map[ItemUse]int
	redFlags    Set
	imminent    Set
	conditional []conditional // items that may not apply, file order
	actNow      []test        // of the rules under which help must be sent, by place
	always      Set           // the others
	followUps   Set           // items with parents
	asking      []int         // items in asking order
	turn        []int         // the place of each item in asking; -1 for an item of no section
	yesNo       Set
	reasoned    Set // items whose yes needs a note
	all         Set
	stirring    Set       // items whose yes may do more than count: a condition of another item asks about them, or a sum adds their points
	recognised  [3]string // RecognitionSpec.Says in the order of Recognised.Words

	applicable, applicabilityUnknown *test // of the whole questionnaire; nil if the file does not say

	ruleTable
}

// conditional is what decides whether an item applies.
type conditional struct {
	when    *test // nil if there is none
	parents Set
	place   int16 // of the item
	redFlag bool
	alike   bool // the conditional item before asks for the same fact of the case
}

// Index fills in what scoring looks up. The loader calls it once; an Instrument
// without it cannot be scored.
func (in *Instrument) Index() {
	in.lookup = lookup{uses: map[ItemUse]int{}}
	in.IndexIDs()
	for i := range in.Items {
		in.indexItem(i, &in.Items[i])
	}
	for i := range in.Results {
		if sum := in.Results[i].Sum; sum != nil {
			in.stirring = in.stirring.or(sum.Items)
		}
	}
	for _, s := range in.Sections {
		for _, id := range s.Items {
			if i, known := in.index[id]; known { // a file that is refused may name others
				in.asking = append(in.asking, i)
			}
		}
	}
	in.turn = slices.Repeat([]int{-1}, len(in.Items))
	for n, i := range in.asking {
		in.turn[i] = n
	}
	in.ruleTable = newRuleTable(in.Results, in.Rules)
	for i := range in.ActNow {
		in.actNow = append(in.actNow, in.ActNow[i].When.test())
	}
	in.applicable, in.applicabilityUnknown = testOf(in.Applicable), testOf(in.ApplicabilityUnknown)
	if spec := in.Recognition; spec != nil {
		for i, value := range Recognised("").Words() {
			in.recognised[i] = spec.Says[Recognised(value)]
		}
	}
	for i := range in.Timeline.Proposes {
		in.Timeline.Proposes[i].finding = findingPlace(in.Timeline.Proposes[i].Finding)
	}
	in.Timeline.indexRedFlags(in.redFlags, in.setOf(in.Timeline.RecentRedFlag))
	in.Timeline.kinds = newKindTable(in.Timeline.Kinds)
}

// readsIncidents reports whether anything in the file depends on incidents.
func (in *Instrument) readsIncidents() bool {
	return in.Timeline.RecentDays > 0 || len(in.byIncidents) > 0 || in.Recognition != nil
}

// IndexIDs fills in where each item is. It is enough for what is translated and never
// scored.
func (in *Instrument) IndexIDs() {
	in.index, in.ids = make(map[string]int, len(in.Items)), make([]string, len(in.Items))
	for i := range in.Items {
		in.index[in.Items[i].ID], in.ids[i] = i, in.Items[i].ID
	}
}

func (in *Instrument) indexItem(i int, it *Item) {
	in.all.Add(i)
	if it.UsedAs != "" {
		in.uses[it.UsedAs] = i
	}
	it.AppliesWhen.items(&in.stirring) // not its parents: while one is open, a follow-up applies, as it does when that is yes
	if it.AppliesWhen == nil && it.Parents.Empty() {
		in.always.Add(i)
	} else {
		n := len(in.conditional)
		alike := n > 0 && in.Items[in.conditional[n-1].place].AppliesWhen.sameFact(it.AppliesWhen)
		in.conditional = append(in.conditional, conditional{testOf(it.AppliesWhen), it.Parents, int16(i), it.Class == ClassRedFlag, alike})
	}
	for set, is := range map[*Set]bool{
		&in.followUps: !it.Parents.Empty(), &in.redFlags: it.Class == ClassRedFlag, &in.imminent: it.Role == RoleImminent, &in.yesNo: it.Type == YesNo, &in.reasoned: it.NeedsReason,
	} {
		if is {
			set.Add(i)
		}
	}
}

// indexRedFlags adds what a recent incident shows too if it shows a red flag.
func (t *TimelineSpec) indexRedFlags(redFlags, too Set) {
	add := func(c *Carry) {
		if !c.items(true).and(redFlags).Empty() {
			c.Recent = c.Recent.or(too)
		}
	}
	for k := range t.Kinds {
		add(&t.Kinds[k].Carry)
	}
	add(&t.Breach)
}

// Item returns the place of the item with that id, and whether there is one.
func (in *Instrument) Item(id string) (int, bool) {
	i, ok := in.index[id]
	return i, ok
}

// Page returns the page that shows an item together with others, or nil.
func (in *Instrument) Page(id string) *Page {
	for i := range in.Sections {
		for k := range in.Sections[i].Pages {
			if page := &in.Sections[i].Pages[k]; slices.Contains(page.Items, id) {
				return page
			}
		}
	}
	return nil
}

// Used returns the place of the item with that use, and whether there is one.
func (in *Instrument) Used(as ItemUse) (int, bool) {
	i, ok := in.uses[as]
	return i, ok
}

// Prefix returns what comes before the id of an item outside its questionnaire:
// nothing for a stalking question, "dash." for one of DASH, and else the
// questionnaire's own id: "approach", "dash.q01", "lap.q1".
func (in *Instrument) Prefix() string {
	switch in.UsedAs {
	case UseStalking:
		return ""
	case UseDash:
		return "dash."
	}
	return in.ID + "."
}

// place returns what Item returns. It tries the guess first, which is faster if it
// is right.
func (in *Instrument) place(id string, guess int) (int, bool) {
	if guess < len(in.ids) && in.ids[guess] == id {
		return guess, true
	}
	i, ok := in.index[id]
	return i, ok
}

// Kind returns the kind of incident with that id, and whether there is one.
func (in *Instrument) Kind(id string) (IncidentKind, bool) {
	k := in.Timeline.kinds.find(id)
	if k == nil {
		return IncidentKind{}, false
	}
	return in.Timeline.Kinds[k.place], true
}

// Result returns the place of the result with that id, or -1.
func (in *Instrument) Result(id string) int {
	return slices.IndexFunc(in.Results, func(r ResultSpec) bool { return r.ID == id })
}

// idsOf returns the ids of a set, in file order; never nil.
func (in *Instrument) idsOf(s Set) []string {
	return in.appendIDs(make([]string, 0, s.Len()), s)
}

func (in *Instrument) appendIDs(to []string, s Set) []string {
	for i := range s.All {
		to = append(to, in.ids[i])
	}
	return to
}

// inAskingOrder yields the items of a set in asking order, apart from those of no
// section. A set yields its members in ascending order, so it makes one of their turns.
func (in *Instrument) inAskingOrder(s Set) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		var turns Set
		for i := range s.All {
			if n := in.turn[i]; n >= 0 {
				turns.Add(n)
			}
		}
		for n := range turns.All {
			if !yield(in.asking[n]) {
				return
			}
		}
	}
}

// setOf returns the set of the items with those ids. It ignores unknown ids.
func (in *Instrument) setOf(ids []string) Set {
	var s Set
	for _, id := range ids {
		if i, ok := in.index[id]; ok {
			s.Add(i)
		}
	}
	return s
}

// Ref returns the reference by which a result names the instrument.
func (in *Instrument) Ref() InstrumentRef {
	return InstrumentRef{in.ID, in.Version, in.SHA256}
}
