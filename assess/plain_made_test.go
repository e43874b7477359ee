package assess_test

import (
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// setsMade returns the small questionnaires, and others made from them: what no shipped
// file has, but a file may have.
func setsMade() map[string]func(assesstest.Chance) assess.Instruments {
	small := assesstest.Set()
	always := func(set assess.Instruments) func(assesstest.Chance) assess.Instruments {
		return func(assesstest.Chance) assess.Instruments { return set }
	}
	return map[string]func(assesstest.Chance) assess.Instruments{
		"the test questionnaires":          always(small),
		"questions that open others":       always(opening(small)),
		"rules that count":                 always(counting(small)),
		"any conditions":                   func(c assesstest.Chance) assess.Instruments { return anyConditions(c, small) },
		"a questionnaire that adds points": func(c assesstest.Chance) assess.Instruments { return adding(c, small) },
	}
}

// anyConditions returns the set with a stalking questionnaire whose questions apply and
// whose rules send help under conditions of every form.
func anyConditions(c assesstest.Chance, set assess.Instruments) assess.Instruments {
	in := *set.Stalking
	in.Items = slices.Clone(in.Items)
	for i := range in.Items {
		if it := &in.Items[i]; i > 0 && c(4) == 0 {
			when := condition(c, &in, i, 2)
			it.AppliesWhen = &when
		}
		if it := &in.Items[i]; i > 0 && c(4) == 0 {
			it.Parents = someItems(c, i)
		}
	}
	in.ActNow = nil
	for _, id := range []string{"first", "second", "third"}[:1+c(3)] {
		in.ActNow = append(in.ActNow, assess.ActNowRule{ID: id, When: condition(c, &in, len(in.Items), 2)})
	}
	in.Index()
	set.Stalking = &in
	return set
}

// condition makes a condition up about the items before a place. A yes never makes it
// false, as in every file that is not refused.
func condition(c assesstest.Chance, in *assess.Instrument, before, depth int) assess.Condition {
	some := func() (of []assess.Condition) {
		for range 1 + c(3) {
			of = append(of, condition(c, in, before, depth-1))
		}
		return of
	}
	is := func(words ...string) (out []string) {
		for _, w := range words {
			if c(3) == 0 {
				out = append(out, w)
			}
		}
		return out
	}
	switch form := c(8); {
	case form < 2 && depth > 0:
		return assess.Condition{All: some(), Item: -1}
	case form < 4 && depth > 0:
		return assess.Condition{Any: some(), Item: -1}
	case form == 4:
		return assess.Condition{YesTo: &assess.Selector{}, AtLeast: 1 + c(3), Of: someItems(c, before), Item: -1}
	case form == 5:
		fact := assesstest.One(c, assess.FactIn("case", "children"), assess.FactIn("contact", "safe_to_talk"))
		return assess.Condition{Fact: fact, Is: append(is("yes", "no", assess.Absent), "unknown"), Item: -1}
	}
	item := c(before)
	if it := &in.Items[item]; it.Type == assess.Choice {
		return assess.Condition{Item: item, Is: []string{it.Options[c(len(it.Options))].Value}}
	}
	return assess.Condition{Item: item, Is: append(is("no", "unknown", "declined", "not_asked"), "yes")}
}

func someItems(c assesstest.Chance, before int) (out assess.Set) {
	for range 1 + c(4) {
		out.Add(c(before))
	}
	return out
}

// adding returns the set with one more questionnaire, which adds up points in each of the
// three ways, and with a DASH that may have no question about stalking, no line, no
// proposals and no condition under which it applies.
func adding(c assesstest.Chance, set assess.Instruments) assess.Instruments {
	points := func(n int) map[string]int { return map[string]int{"points": n} }
	in := assess.Instrument{
		ID: "points", Version: "1.2.0", SHA256: "invented",
		Items: []assess.Item{
			{ID: "first", Type: assess.YesNo, Points: points(2)},
			{ID: "second", Type: assess.YesNo, Points: points(2), NeedsReason: true},
			{ID: "no-points", Type: assess.YesNo},
			{ID: "how-many", Type: assess.Choice, Points: points(0), Options: []assess.Option{{Value: "none", Points: points(0)}, {Value: "some", Points: points(1)}, {Value: "many", Points: points(2)}}},
			{ID: "which", Type: assess.Choice, Options: []assess.Option{{Value: "this"}, {Value: "that"}}},
			{ID: "third", Type: assess.YesNo, Points: points(2), AppliesWhen: &assess.Condition{Item: 0, Is: []string{"yes", "unknown", "declined", "not_asked"}}},
			{ID: "fourth", Type: assess.YesNo, Points: points(2), Class: assess.ClassRedFlag, AppliesWhen: &assess.Condition{Item: 2, Is: []string{"yes"}}},
		},
	}
	var scored assess.Set
	for _, i := range []int{0, 1, 3, 5, 6} {
		scored.Add(i)
	}
	levels := []string{"low", "middle", "high"}
	bands := []assess.Band{{Level: "low", From: 0, To: 2}, {Level: "middle", From: 3, To: 5, Place: 1}, {Level: "high", From: 6, To: 99, Place: 2}}
	for _, missing := range []assess.Missing{assess.Refuse, assess.Prorate, "bounds"} {
		in.Results = append(in.Results, assess.ResultSpec{
			ID: string(missing), Levels: levels, Bands: bands, Lift: &assess.Lift{From: "low", To: "middle", WhileCouldReach: "high", While: 2},
			Sum: &assess.Sum{Scale: "points", Missing: missing, UpTo: 1 + c(6), Items: scored},
		})
	}
	in.Results = append(in.Results, assess.ResultSpec{ID: "both", Levels: levels, Matrix: &assess.Matrix{Rows: c(3), Columns: c(3), Cells: [][]int{{0, 0, 1}, {0, 1, 2}, {1, 2, 2}}}})
	of := assess.Set{}
	of.Add(0)
	of.Add(2)
	for result := range in.Results {
		if c(2) == 0 {
			in.Rules = append(in.Rules, assess.Rule{ID: in.Results[result].ID + "-one", Result: result, Level: 1, AtLeast: 1, Of: of})
		}
	}
	in.Index()
	set.Others = append(slices.Clone(set.Others), &in)
	if c(2) == 0 {
		dash := *set.Dash
		dash.Items = slices.Clone(dash.Items)
		topic, _ := dash.Used(assess.UseStalkingTopic)
		dash.Items[topic].UsedAs = ""
		dash.Rules, dash.Proposes, dash.Gap, dash.Applicable, dash.ApplicabilityUnknown = nil, nil, nil, nil, nil
		dash.Index()
		set.Dash = &dash
	}
	return set
}
