package assess_test

import (
	"testing"

	"stalkrisk/assess"
)

// Many answers at once are refused if one of them would be refused alone.
func TestAnswersTogetherAreCheckedAsEachAlone(t *testing.T) {
	in := &assess.Instrument{Items: []assess.Item{
		{ID: "plain", Type: assess.YesNo}, {ID: "reasoned", Type: assess.YesNo, NeedsReason: true},
		{ID: "choice", Type: assess.Choice, Options: []assess.Option{{Value: "daily"}}},
	}}
	in.Index()
	var together, alone assess.Marks
	answers := []assess.Answer{assess.NotAsked, assess.Yes, assess.No}
	for _, first := range answers {
		for _, second := range answers {
			for _, third := range answers {
				together.Clear(in)
				alone.Clear(in)
				var yes, no assess.Set
				want := true
				for i, a := range []assess.Answer{first, second, third} {
					switch a {
					case assess.Yes:
						yes.Add(i)
					case assess.No:
						no.Add(i)
					}
					want = alone.Put(i, a, false) && want
				}
				if got := together.Answer(yes, no); got != want {
					t.Errorf("%s, %s, %s: together %v, alone %v", first, second, third, got, want)
				}
			}
		}
	}
}
