package compare_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/compare"
)

// sideOf returns an invented case: the items in yes are yes, the others are rest.
func sideOf(set assess.Instruments, rest assess.Answer, yes string) compare.Side {
	a := assesstest.Answered(set, rest)
	give(a, assess.Yes, strings.Fields(yes)...)
	return compare.Side{Set: set, A: a}
}

func try(item string, answer assess.Answer) compare.Try {
	if strings.HasPrefix(item, "q") {
		return compare.Try{Instrument: "dash", Item: item, Answer: answer}
	}
	return compare.Try{Instrument: "stalking", Item: item, Answer: answer}
}

func TestTryingLeavesTheRecordedAnswersAlone(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) {
		c := assesstest.FromRapid(t)
		a := assesstest.Invented(c, set)
		before := a.Clone()
		s := compare.Side{Set: set, A: a}
		var tries []compare.Try
		for range c(6) {
			in := assesstest.One(c, set.All()...)
			tries = append(tries, compare.Try{Instrument: in.ID, Item: assesstest.One(c, in.Items...).ID, Answer: assess.Answer(assesstest.One(c, assess.Answers()...))})
		}
		then := s.Trying(tries...)
		then.Smallest(compare.Higher)
		if d := cmp.Diff(bytesOf(t, assess.Score(set, &before)), bytesOf(t, assess.Score(set, a))); d != "" || !reflect.DeepEqual(&before, a) {
			t.Fatalf("the assessment changed: %s", d)
		}
		// The last try at an item is its answer. An item without a try, or with a try
		// of its recorded answer, keeps its whole response.
		for _, in := range set.All() {
			for _, it := range in.Items {
				was, _ := a.Responses.Of(in.ID, it.ID)
				is, _ := then.A.Responses.Of(in.ID, it.ID)
				want := was
				for _, tr := range tries {
					if tr.Instrument != in.ID || tr.Item != it.ID {
						continue
					}
					want = assess.Response{Answer: tr.Answer}
					if tr.Answer == was.Answer || tr.Answer == assess.NotAsked && was.Answer == "" {
						want = was
					}
				}
				if !reflect.DeepEqual(is, want) {
					t.Fatalf("%s %s is %+v; want %+v", in.ID, it.ID, is, want)
				}
			}
		}
	})
}

// Trying the recorded answers after other tries restores the same bytes.
func TestTryingBackIsAsItWas(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) {
		c := assesstest.FromRapid(t)
		a := assesstest.Invented(c, set)
		s := compare.Side{Set: set, A: a}
		in := assesstest.One(c, set.All()...)
		item := assesstest.One(c, in.Items...).ID
		was, _ := a.Responses.Of(in.ID, item)
		there := compare.Try{Instrument: in.ID, Item: item, Answer: assess.Answer(assesstest.One(c, assess.Answers()...))}
		back := there
		back.Answer = was.Answer
		if got := s.Trying(there, back); !reflect.DeepEqual(got.A.Clone(), a.Clone()) {
			t.Fatalf("%+v and back is not as it was", there)
		}
	})
}

func TestWhatATryMoves(t *testing.T) {
	set := assesstest.Set()
	for _, c := range []struct {
		name, yes string
		tries     []compare.Try
		moved     string
		rules     []string // part rule move
	}{
		{
			"a red flag takes the place of the reasons of a lower level", "persistence approach fear", []compare.Try{try("intrusion", assess.Yes)},
			"Level is now HIGH. Baseline is now HIGH. Level could now reach HIGH. Baseline could now reach HIGH.",
			[]string{"baseline red-flag new", "baseline serious-one gone", "baseline recognised gone"},
		},
		{
			"the same rule on other answers", "persistence approach fear", []compare.Try{try("threats", assess.Yes), try("fear", assess.No)},
			"Nothing else changes.", []string{"baseline serious-one other_answers", "baseline recognised other_answers"},
		},
		{
			"danger now", "persistence", []compare.Try{try("near-now", assess.Yes)},
			"ACT NOW is now YES. Level is now HIGH. Escalation is now IMMINENT. Level could now reach HIGH. Escalation could now reach IMMINENT.",
			[]string{"act_now near-now new", "escalation imminent-sign new"},
		},
		{
			"DASH moves, and nothing else does", "persistence approach fear", []compare.Try{try("q02", assess.Yes)},
			"DASH yes is now 1. The DASH line is now 1 of 4, open.", []string{"baseline serious-one same", "baseline recognised same"},
		},
		{
			"open is not no", "persistence", []compare.Try{try("weapon", assess.Unknown)},
			"Level is now moderate so far. Escalation is now rising so far. Level could now reach HIGH. Escalation could now reach IMMINENT.", nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sideOf(set, assess.No, c.yes)
			then := s.Trying(c.tries...)
			was, is := assess.Score(set, s.A), assess.Score(set, then.A)
			if got := compare.MovedSays(&was, &is); got != c.moved {
				t.Errorf("moved %q; want %q", got, c.moved)
			}
			var rules []string
			for _, m := range compare.RuleMoves(set.Stalking, &was, &is) {
				rules = append(rules, m.Part+" "+m.Rule+" "+string(m.Move))
				if m.Says == "" || m.Says == m.Rule {
					t.Errorf("%s says nothing", m.Rule)
				}
			}
			if !slices.Equal(rules, c.rules) {
				t.Errorf("rules %q; want %q", rules, c.rules)
			}
		})
	}
}

func TestExploreSaysWhatWasTried(t *testing.T) {
	set := assesstest.Set()
	s := sideOf(set, assess.No, "persistence approach fear")
	w := compare.Explore(s, []compare.Try{try("q02", assess.Yes), try("weapon", assess.Yes), try("fear", assess.Yes), try("weapon", assess.Unknown)}, true)
	topic := func(in *assess.Instrument, id string) string { i, _ := in.Item(id); return in.Items[i].Topic }
	want := []compare.Tried{
		{Try: try("weapon", assess.Unknown), Before: assess.No, Topic: topic(set.Stalking, "weapon")},
		{Try: try("q02", assess.Yes), Before: assess.NotAsked, Topic: topic(set.Dash, "q02")},
	}
	if !slices.Equal(w.Tried, want) {
		t.Errorf("tried %+v; want %+v: in the order of the questionnaires, the last of each, and not the recorded answers", w.Tried, want)
	}
	if len(w.Comparison.Changes) != 2 || len(w.Smallest) != 2 {
		t.Errorf("%d changes and %d smallest; want 2 and 2", len(w.Comparison.Changes), len(w.Smallest))
	}
	if text := asJSON(t, compare.Explore(s, nil, false)); !strings.Contains(text, `"tried":[],`) || !strings.Contains(text, `"smallest":[],`) {
		t.Errorf("an empty list is not written as one: %s", text)
	}
}

// smallest returns what was found on one line: the items of each way and the level.
func smallest(sm compare.Smallest) string {
	if sm.None != "" {
		return string(sm.None)
	}
	var ways []string
	for _, w := range sm.Ways {
		var items []string
		for _, tr := range w.Tries {
			items = append(items, tr.Item)
		}
		ways = append(ways, strings.Join(items, "+")+" "+w.To)
	}
	return strings.Join(ways, ", ")
}

func TestSmallestChange(t *testing.T) {
	set := assesstest.Set()
	for _, c := range []struct {
		name       string
		rest       assess.Answer
		yes        string
		change     func(*assess.Assessment)
		up, down   string // the first ways
		upN, downN int    // how many ways
	}{
		{
			name: "two core answers: one serious answer, or one sign, is enough; there is no lower level", rest: assess.No, yes: "persistence life-changed",
			up: "approach moderate, intrusion high, threats moderate, threats-children high", upN: 10, down: "at_the_end",
		},
		{
			name: "three serious answers: each of them keeps it high", rest: assess.No, yes: "persistence approach fear threats",
			up: "at_the_end", down: "approach moderate, threats moderate, fear moderate", downN: 3,
		},
		{
			name: "two red flags: both", rest: assess.No, yes: "intrusion threats-children",
			up: "at_the_end", down: "intrusion+threats-children low", downN: 1,
		},
		{
			name: "four red flags: more than three answers", rest: assess.No, yes: "intrusion threats threats-grave threats-children weapon",
			up: "at_the_end", down: "none_so_small",
		},
		{
			name: "no answer removes what an incident shows", rest: assess.No, yes: "",
			change: func(a *assess.Assessment) {
				a.Incidents = []assess.Incident{{At: assesstest.When(day(3)), Kind: "intrusion"}}
			},
			up: "at_the_end", down: "none_at_all",
		},
		{
			name: "one question open: the answer settles it either way", rest: assess.No, yes: "",
			change: func(a *assess.Assessment) { give(a, assess.Unknown, "weapon") },
			up:     "intrusion high, threats-children high", down: "weapon low", downN: 1,
		},
		{
			name: "nothing answered: not enough answers to be low", rest: assess.NotAsked, yes: "",
			up: "intrusion high, threats-grave high", down: "none_so_small",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sideOf(set, c.rest, c.yes)
			if c.change != nil {
				c.change(s.A)
			}
			up, down := s.Smallest(compare.Higher), s.Smallest(compare.Lower)
			if got := smallest(up); !strings.HasPrefix(got, c.up) || c.upN > 0 && up.Found != c.upN {
				t.Errorf("up: %q, %d ways; want %q, %d", got, up.Found, c.up, c.upN)
			}
			if got := smallest(down); !strings.HasPrefix(got, c.down) || c.downN > 0 && down.Found != c.downN {
				t.Errorf("down: %q, %d ways; want %q, %d", got, down.Found, c.down, c.downN)
			}
		})
	}
}

// For any assessment, each way moves the level as it says, no smaller change does, the
// list is in order, and there is a reason if nothing was found.
func TestSmallestChangeHoldsForAnyAssessment(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) {
		c := assesstest.FromRapid(t)
		s := compare.Side{Set: set, A: assesstest.Invented(c, set)}
		d := assesstest.One(c, compare.Higher, compare.Lower)
		sm := s.Smallest(d)
		now := assess.Score(set, s.A)
		if sm.From != now.Overall.Computed || (sm.None == "") != (sm.Found > 0) || len(sm.Ways) != min(sm.Found, 20) || (sm.Changed == 0) != (sm.None != "") {
			t.Fatalf("%+v contradicts itself", sm)
		}
		if sm.None != "" && sm.None.Says(d) == "" {
			t.Fatalf("%s has no words", sm.None)
		}
		var last []int
		for _, w := range sm.Ways {
			var tries []compare.Try
			for _, tr := range w.Tries {
				tries = append(tries, tr.Try)
			}
			is := assess.Score(set, s.Trying(tries...).A)
			up := place(concern, w.To) > place(concern, sm.From)
			if is.Overall.Computed != w.To || w.To == sm.From || up != (d == compare.Higher) || len(w.Tries) != sm.Changed {
				t.Fatalf("%+v comes to %s from %s", w, is.Overall.Computed, sm.From)
			}
			var at []int
			for _, tr := range w.Tries {
				i, _ := set.Stalking.Item(tr.Item)
				at = append(at, i)
			}
			if !slices.IsSorted(at) || slices.Compare(last, at) >= 0 {
				t.Fatalf("%v after %v: not in file order", at, last)
			}
			last = at
		}
		// If more than one answer is needed, no single answer is enough.
		if sm.Changed == 1 {
			return
		}
		for _, it := range set.Stalking.Items {
			for _, answer := range []assess.Answer{assess.Yes, assess.No} {
				is := assess.Score(set, s.Trying(compare.Try{Instrument: "stalking", Item: it.ID, Answer: answer}).A)
				moved := place(concern, is.Overall.Computed) - place(concern, sm.From)
				if applicable(s, it.ID) && (d == compare.Higher && moved > 0 || d == compare.Lower && moved < 0) {
					t.Fatalf("%s %s moves it to %s; want none, by %+v", it.ID, answer, is.Overall.Computed, sm)
				}
			}
		}
	})
}

func applicable(s compare.Side, item string) bool {
	i, _ := s.Set.Stalking.Item(item)
	return slices.ContainsFunc(s.Items(s.Set.Stalking), func(x compare.Asked) bool { return x.Item == i && x.Applies })
}

func TestItemsListsEveryItemOnceInAskingOrder(t *testing.T) {
	set := assesstest.Set()
	s := sideOf(set, assess.No, "approach")
	s.A.Incidents = []assess.Incident{{At: assesstest.When(day(3)), Kind: "intrusion"}}
	for _, in := range set.All() {
		sheet := s.Items(in)
		if len(sheet) != len(in.Items) {
			t.Errorf("%s: %d of %d items", in.ID, len(sheet), len(in.Items))
		}
		for _, x := range sheet {
			id := in.Items[x.Item].ID
			want := assess.No
			switch {
			case id == "approach":
				want = assess.Yes
			case id == "how-often":
				want = "rarely"
			case in.ID == "dash":
				want = assess.NotAsked
			}
			if x.Answer != want || x.Section == "" || x.Carried != (id == "intrusion" || id == "trigger-event") {
				t.Errorf("%s: %+v", id, x)
			}
		}
	}
}

// Nobody can mistake a variant for the case, and it scores as before.
func TestVariantIsMarked(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) {
		a := assesstest.Invented(assesstest.FromRapid(t), set)
		a.Status = assess.Complete
		v := a.Variant("NEW")
		if v.ID != "NEW" || !v.Draft() || assess.SameCase(a, v) || a.Status != assess.Complete {
			t.Fatalf("%+v", v)
		}
		if again := v.Variant("NEWER"); again.Case.Reference != v.Case.Reference {
			t.Fatalf("marked twice: %q", again.Case.Reference)
		}
		was, is := assess.Score(set, a), assess.Score(set, v)
		was.ID, was.Case, was.Status = is.ID, is.Case, is.Status
		if d := cmp.Diff(bytesOf(t, was), bytesOf(t, is)); d != "" {
			t.Fatal(d)
		}
	})
	if v := (&assess.Assessment{}).Variant("NEW"); v.Case.Reference != "what-if" {
		t.Errorf("the variant of nothing is called %q", v.Case.Reference)
	}
}
