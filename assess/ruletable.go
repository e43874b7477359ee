package assess

import "slices"

// ruleTable holds the rules as scoring uses them, in little memory: one table for each way
// in which a rule can hold, and one of the levels that they reach. The set of a counter is of items, that
// of reaches is of rules, by their places.
type ruleTable struct {
	anyOf       []counter   // those that one item is enough for
	counters    []counter   // those that take more
	byFinding   []byFinding // those of a finding of the timeline
	byIncidents []int       // those that count incidents
	recognisers []recogniser
	reaches     []reaches // every level that a rule reaches, the lowest first
	combined    []int     // results with a matrix or a sum, in file order
}

// counter is a rule that counts items.
type counter struct {
	of                  Set
	atLeast             int16
	rule, result, level int8
}

// recogniser is a rule that holds when the report is recognised as stalking.
type recogniser struct{ rule, result, level int8 }

// byFinding is a rule that holds while a finding of the timeline is rising.
type byFinding struct {
	rule    int8
	finding int
}

// reaches is one level of a result that any of some rules reaches.
type reaches struct {
	rules         Set
	result, level int8
}

// newRuleTable returns the table of some rules.
func newRuleTable(results []ResultSpec, rules []Rule) (t ruleTable) {
	for i := range rules {
		r, rule, result, level := &rules[i], int8(i), int8(rules[i].Result), int8(rules[i].Level)
		switch {
		case r.Finding != "":
			t.byFinding = append(t.byFinding, byFinding{rule, findingPlace(r.Finding)})
		case r.Incidents != nil:
			t.byIncidents = append(t.byIncidents, i)
		case r.Recognised != "":
			t.recognisers = append(t.recognisers, recogniser{rule, result, level})
		case r.AtLeast == 1:
			t.anyOf = append(t.anyOf, counter{r.Of, 1, rule, result, level})
		default:
			t.counters = append(t.counters, counter{r.Of, int16(r.AtLeast), rule, result, level})
		}
		at := slices.IndexFunc(t.reaches, func(to reaches) bool { return to.result == result && to.level == level })
		if at < 0 {
			at = len(t.reaches)
			t.reaches = append(t.reaches, reaches{result: result, level: level})
		}
		t.reaches[at].rules.Add(i)
	}
	slices.SortFunc(t.reaches, func(a, b reaches) int { return int(a.level) - int(b.level) })
	for i := range results {
		if results[i].Matrix != nil || results[i].Sum != nil {
			t.combined = append(t.combined, i)
		}
	}
	return t
}
