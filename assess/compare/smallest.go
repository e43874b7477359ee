package compare

import (
	"fmt"

	"stalkrisk/assess"
	"stalkrisk/assess/late"
)

// Direction is the way in which a level should move.
type Direction string

// The two directions.
const (
	Higher Direction = "higher"
	Lower  Direction = "lower"
)

// The limits of the search for the smallest change.
const (
	mostChanged = 3  // answers changed at once
	mostWays    = 20 // ways that are listed; all are counted
)

// Smallest is the smallest change of answers that moves the overall level as the
// rules compute it, without a person's override.
type Smallest struct {
	Direction Direction `json:"direction"`
	From      string    `json:"from"`    // the overall level as computed
	Changed   int       `json:"changed"` // number of answers; 0 if no change was found
	Found     int       `json:"found"`   // number of changes of that size
	Ways      []Way     `json:"ways"`    // the first of them, at most mostWays
	None      NoChange  `json:"none"`    // why no change was found; "" if one was
}

// Way is one change that moves the level.
type Way struct {
	Tries []Tried `json:"tries"` // in file order
	To    string  `json:"to"`    // the overall level after the change
}

// NoChange is why no change was found.
type NoChange string

// The reasons why no change was found.
const (
	atTheEnd    NoChange = "at_the_end"    // it is the highest or the lowest level
	noneAtAll   NoChange = "none_at_all"   // changing all the answers together does not move it
	noneSoSmall NoChange = "none_so_small" // more than mostChanged answers would have to change
	noLevel     NoChange = "no_level"      // there is no overall level to move
)

// Says returns the reason in words, without a full stop.
func (n NoChange) Says(d Direction) string { return noChangeSays.Get()[n][d] }

var noChangeSays = late.Value[map[NoChange]map[Direction]string]{Make: func() map[NoChange]map[Direction]string {
	tooMany := fmt.Sprintf("more than %d answers would have to change", mostChanged)
	return map[NoChange]map[Direction]string{
		atTheEnd:    {Higher: "it is the highest level", Lower: "it is the lowest level"},
		noneAtAll:   {Higher: "no answer to a question that applies would raise it", Lower: "no answer would lower it: it rests on incidents or the timeline"},
		noneSoSmall: {Higher: tooMany, Lower: tooMany},
		noLevel:     {Higher: "there is no overall level to move", Lower: "there is no overall level to move"},
	}
}}

// Smallest returns the smallest number of answers whose change would move the
// overall level up or down.
//
// It tries the yes/no items of the stalking questionnaire that apply. Up: those that
// are not yes, each changed to yes. Down: those that are not no, each changed to no,
// except where an incident shows a yes, which no answer can remove. By the rules no
// other answer moves a level further. DASH moves no level, so its answers are not
// changed.
//
// Smallest tries all changes of one answer first, then of two, then of three. At the
// first size with a change that moves the level, it counts all such changes of that
// size and lists them in file order: by the first item, then the second, then the
// third. The same assessment always has the same list. With n items, Smallest tries
// at most n + n(n-1)/2 + n(n-1)(n-2)/6 changes.
func (s Side) Smallest(d Direction) Smallest {
	in := s.Set.Stalking
	out := Smallest{Direction: d, Ways: []Way{}}
	trial := assess.Trial(in, s.A)
	with := func(items assess.Set) string { // the level with those items answered the other way
		switch {
		case trial == nil:
			return ""
		case d == Higher:
			return trial(items, assess.Set{})
		}
		return trial(assess.Set{}, items)
	}
	if out.From = with(assess.Set{}); out.From == "" {
		out.None = noLevel
		return out
	}
	places := s.movable(d)
	var all assess.Set
	for _, i := range places {
		all.Add(i)
	}
	levels := in.Results[in.Result("overall")].Levels
	switch {
	case d == Higher && out.From == levels[len(levels)-1], d == Lower && out.From == levels[0]:
		out.None = atTheEnd
		return out
	case with(all) == out.From: // rules only raise, so if any change moves it, all together do
		out.None = noneAtAll
		return out
	}
	for out.Changed = 1; out.Changed <= mostChanged; out.Changed++ {
		subsets(places, out.Changed, assess.Set{}, func(of assess.Set) {
			if to := with(of); to != out.From {
				out.add(s, of, to)
			}
		})
		if out.Found > 0 {
			return out
		}
	}
	out.Changed, out.None = 0, noneSoSmall
	return out
}

// movable returns the places of the items that may move the level in a direction if
// they are answered the other way.
func (s Side) movable(d Direction) (places []int) {
	for i, st := range s.Set.ItemStates(s.Set.Stalking, s.A) {
		switch {
		case !st.Applies || s.Set.Stalking.Items[i].Type != assess.YesNo:
		case d == Higher && st.Answer != assess.Yes, d == Lower && st.Answer != assess.No:
			places = append(places, i)
		}
	}
	return places
}

func (sm *Smallest) add(s Side, of assess.Set, to string) {
	sm.Found++
	if len(sm.Ways) == mostWays {
		return
	}
	answer := assess.No
	if sm.Direction == Higher {
		answer = assess.Yes
	}
	way := Way{Tries: []Tried{}, To: to}
	for i := range of.All {
		way.Tries = append(way.Tries, s.beside(s.Set.Stalking, i, answer))
	}
	sm.Ways = append(sm.Ways, way)
}

// subsets calls try with every union of of and n of the places, in order.
func subsets(places []int, n int, of assess.Set, try func(assess.Set)) {
	if n == 0 {
		try(of)
		return
	}
	for k := 0; k+n <= len(places); k++ {
		with := of
		with.Add(places[k])
		subsets(places[k+1:], n-1, with, try)
	}
}
