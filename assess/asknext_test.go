package assess_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// Scoring works out with sets which questions to ask next. This tries a yes to each
// question alone, as the definition says.
func TestAskNextMatchesAYesToEachQuestionAlone(t *testing.T) {
	plain := assesstest.Set()
	for name, set := range map[string]assess.Instruments{"the test questionnaire": plain, "questions that open others": opening(plain), "rules that count": counting(plain)} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				a := assesstest.Invented(assesstest.FromRapid(t), set)
				if got, want := assess.Score(set, a).AskNext, askNext(set, a); !slices.Equal(got, want) {
					t.Fatalf("got %q, want %q", got, want)
				}
			})
		})
	}
}

// opening returns the set with a stalking questionnaire in which a yes makes other
// questions apply, by conditions of three forms: a red flag, and two signs that send help,
// whose answers then count.
func opening(set assess.Instruments) assess.Instruments {
	in := *set.Stalking
	in.Items = slices.Clone(in.Items)
	for item, by := range map[string]string{"intrusion": "approach", "near-now": "fear", "weapon": "threats"} {
		i, _ := in.Item(item)
		from, _ := in.Item(by)
		when := assess.Condition{Item: from, Is: []string{"yes"}}
		switch item {
		case "near-now":
			when = assess.Condition{All: []assess.Condition{when}}
		case "weapon":
			when = assess.Condition{Any: []assess.Condition{{YesTo: &assess.Selector{}, AtLeast: 1, Item: -1}}}
			when.Any[0].Of.Add(from)
		}
		in.Items[i].AppliesWhen = &when
	}
	in.Index()
	set.Stalking = &in
	return set
}

// counting returns the set with a stalking questionnaire in which help is sent by counts
// of answers, two of them together, what is recognised as stalking is high, and ACT NOW is
// looked at again sooner than any band.
func counting(set assess.Instruments) assess.Instruments {
	in := *set.Stalking
	yesTo := func(atLeast int, ids ...string) assess.Condition {
		c := assess.Condition{YesTo: &assess.Selector{Items: ids}, AtLeast: atLeast, Item: -1}
		for _, id := range ids {
			i, _ := in.Item(id)
			c.Of.Add(i)
		}
		return c
	}
	in.ActNow = []assess.ActNowRule{
		{ID: "three", When: yesTo(3, "approach", "fear", "weapon", "persistence")},
		{ID: "grave", When: assess.Condition{All: []assess.Condition{
			{Any: []assess.Condition{yesTo(1, "intrusion", "threats-grave"), yesTo(2, "more-often", "trigger-event")}},
			yesTo(1, "threats", "near-now", "intrusion"),
		}}},
	}
	in.Review.ActNowHours = 12 // sooner than any band
	in.Rules = slices.Clone(in.Rules)
	for i := range in.Rules {
		if in.Rules[i].Recognised != "" {
			in.Rules[i].Level = 2
		}
	}
	in.Index()
	set.Stalking = &in
	return set
}

func askNext(set assess.Instruments, a *assess.Assessment) (out []string) {
	in, now := set.Stalking, assess.Score(set, a)
	states := set.ItemStates(in, a)
	steps := make([][]string, 5)
	for _, s := range in.Sections {
		for _, id := range s.Items {
			i, _ := in.Item(id)
			it, state := &in.Items[i], states[i]
			if !state.Applies || !state.Answer.Open() || state.Recorded == assess.Declined {
				continue
			}
			step := 4
			if it.Type == assess.YesNo {
				then := assess.Score(set, change(a, in.ID, id, assess.Yes))
				switch {
				case then.ActNow && !now.ActNow:
					step = 0
				case it.Role == assess.RoleImminent:
					step = 1
				case it.Class == assess.ClassRedFlag:
					step = 2
				case place(concern, then.Baseline.Established) > place(concern, now.Baseline.Established),
					place(rise, then.Escalation.Established) > place(rise, now.Escalation.Established),
					place(concern, then.Overall.Established) > place(concern, now.Overall.Established):
					step = 3
				}
			}
			steps[step] = append(steps[step], id)
		}
	}
	if now.Overall.Established == now.Overall.CouldReach {
		steps = steps[:4]
	}
	return slices.Concat(steps...)
}
