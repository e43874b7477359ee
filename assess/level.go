package assess

// levels holds the levels of one instrument, by result: a place in the result's
// own list of levels, or noLevel.
type levels [MaxResults]int8

// noLevel is the level of a sum with too many missing answers.
const noLevel int8 = -1

// rising is the only value of a finding that raises a level.
const rising = "rising"

// besides is what rules use besides the answers. No answer changes it.
type besides struct {
	found    findings
	met      Set  // the rules, by place, for which there are enough incidents
	repeated bool // two incidents, or somebody said that it happened more than once
}

// holding returns the rules that hold, by place, given the items whose yes counts.
// recognised means that those are enough for stalking.
func (in *Instrument) holding(counting Set, recognised bool, b *besides) Set {
	rules := b.met
	for i := range in.anyOf {
		if r := &in.anyOf[i]; !counting.and(r.of).Empty() {
			rules.Add(int(r.rule))
		}
	}
	for i := range in.counters {
		if r := &in.counters[i]; counting.and(r.of).Len() >= int(r.atLeast) {
			rules.Add(int(r.rule))
		}
	}
	for i := range in.byFinding {
		if r := &in.byFinding[i]; b.found[r.finding] == rising {
			rules.Add(int(r.rule))
		}
	}
	if recognised {
		for i := range in.recognisers {
			rules.Add(int(in.recognisers[i].rule))
		}
	}
	return rules
}

// reach returns the level of every result, given the rules that hold. counting holds the
// items whose yes counts, and applies those that apply. With most, an open answer in a sum
// counts its highest points.
//
// Another yes never lowers a level: rules only raise, a matrix never falls along a
// row or a column, and a sum has no points below zero. questionnairefile/monotone.go
// explains why, and what the loader refuses.
func (s *answers) reach(rules, counting, applies Set, most bool) (out levels) {
	in := s.in
	for i := range in.reaches {
		if to := &in.reaches[i]; !rules.and(to.rules).Empty() {
			out[to.result] = to.level // no lower than before: the lowest come first
		}
	}
	for _, i := range in.combined {
		spec := &in.Results[i]
		switch {
		case spec.Sum != nil:
			if t := s.total(spec.Sum, counting, applies, most); t.refused {
				if out[i] == 0 { // a rule that fires holds, whatever is missing
					out[i] = noLevel
				}
			} else {
				out[i] = max(out[i], int8(spec.band(t.points)))
			}
		case spec.Matrix != nil:
			row, column := out[spec.Matrix.Rows], out[spec.Matrix.Columns]
			if row == noLevel || column == noLevel {
				out[i] = noLevel
				continue
			}
			out[i] = max(out[i], int8(spec.Matrix.Cells[row][column]))
		}
	}
	return out
}

// total is the outcome of a sum.
type total struct {
	points  int
	missing int
	refused bool // too many answers are missing
}

// total adds up the points of the items that apply. With most, a missing answer
// counts its highest points. Otherwise it counts none or, in a prorated sum, the
// average of the answered items; the prorated total is rounded half up.
func (s *answers) total(sum *Sum, counting, applies Set, most bool) total {
	var t total
	answered := 0
	for i := range sum.Items.and(applies).All {
		it := &s.in.Items[i]
		switch {
		case counting.Has(i):
			t.points += it.Points[sum.Scale]
			answered++
		case s.no.Has(i):
			answered++
		case s.chosen(i):
			t.points += it.option(s.options[i]).Points[sum.Scale]
			answered++
		default:
			t.missing++
			if most {
				t.points += it.mostPoints(sum.Scale)
			}
		}
	}
	if most || t.missing == 0 {
		return t
	}
	switch sum.Missing {
	case Refuse:
		t.refused = true
	case Prorate:
		if t.missing > sum.UpTo || answered == 0 {
			t.refused = true
			break
		}
		t.points = (2*t.points*(answered+t.missing) + answered) / (2 * answered)
	}
	return t
}

// band returns the place of a total's level. The loader has checked that the bands
// cover every total that can be reached.
func (spec *ResultSpec) band(points int) int {
	level := spec.Bands[0].Place
	for _, b := range spec.Bands {
		if points >= b.From {
			level = b.Place
		}
	}
	return level
}

// option returns the option of a choice item that an answer names.
func (it *Item) option(a Answer) Option {
	for _, o := range it.Options {
		if o.Value == string(a) {
			return o
		}
	}
	return Option{}
}

// mostPoints returns the highest points that an answer to the item has on a scale.
func (it *Item) mostPoints(scale string) int {
	most := it.Points[scale]
	for _, o := range it.Options {
		most = max(most, o.Points[scale])
	}
	return most
}

// lifted returns the reported level, and whether open answers raised it.
func (spec *ResultSpec) lifted(established, couldReach int8) (int8, bool) {
	if l := spec.Lift; l != nil && established == 0 && couldReach >= int8(l.While) {
		return 1, true
	}
	return established, false
}

// because returns the rules that reach the established level of a result, in file
// order, each with the items that count for it. The lowest level has none.
func (st *evaluation) because(result int) []Reason {
	in, established := st.answers.in, st.established[result]
	var rules Set
	for i := range in.reaches {
		if to := &in.reaches[i]; int(to.result) == result && to.level == established && established > 0 {
			rules = st.holding.and(to.rules)
		}
	}
	from := len(st.buffers.reasons)
	for i := range rules.All {
		r := &in.Rules[i]
		of := st.counting.and(r.Of)
		if r.Recognised != "" {
			of = st.marks
		}
		st.buffers.reasons = append(st.buffers.reasons, Reason{Rule: r.ID, Items: st.buffers.ids(in, of)})
	}
	return st.buffers.reasons[from:len(st.buffers.reasons):len(st.buffers.reasons)]
}

// name returns a level's word, or "" for noLevel.
func (spec *ResultSpec) name(l int8) string {
	if l == noLevel {
		return ""
	}
	return spec.Levels[l]
}
