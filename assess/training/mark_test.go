package training_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/training"
)

func TestTheModelAnswersAreMarkedAsRight(t *testing.T) {
	k := shipped(t)
	for _, p := range k.cases {
		m := k.mark(p, &p.Model)
		if m.Same != m.Items || m.Items != len(p.Answers) || len(m.Differences())+len(m.Facts)+len(m.NeverAsked)+len(m.LookUp) > 0 {
			t.Errorf("%s: %d of %d the same; %v differ, %v never asked", p.ID, m.Same, m.Items, m.Differences(), m.NeverAsked)
		}
		for _, l := range m.Levels {
			if l.Yours != l.Models {
				t.Errorf("%s: %s is %s and %s", p.ID, l.Result, l.Yours, l.Models)
			}
		}
	}
}

func TestVerdicts(t *testing.T) {
	k := shipped(t)
	p := k.cases.Newest("not-my-knife")
	for _, tt := range []struct {
		item  string
		yours assess.Answer
		want  training.Verdict
	}{
		{"fear", assess.Yes, training.Same},
		{"fear", assess.No, training.Missed},
		{"fear", assess.Unknown, training.LeftOpen},
		{"fear", assess.Declined, training.LeftOpen},
		{"fear", assess.NotAsked, training.NeverAsked},
		{"fear", "", training.NeverAsked},
		{"fear", "perhaps", training.Unreadable},
		{"violence", assess.Yes, training.Added},
		{"violence", assess.Unknown, training.NotClosed},
		{"violence", assess.NotAsked, training.NeverAsked},
		{"near-now", assess.No, training.GuessedNo},
		{"near-now", assess.Yes, training.GuessedYes},
		{"near-now", assess.Declined, training.OtherWord},
		{"near-now", assess.NotAsked, training.NeverAsked},
	} {
		a := answer(k.learner(p, "T1"), map[string]assess.Answer{tt.item: tt.yours})
		if got := itemOf(t, k.mark(p, a), tt.item).Verdict; got != tt.want {
			t.Errorf("%s %q, where the model has %q: %s, want %s", tt.item, tt.yours, itemOf(t, k.mark(p, a), tt.item).Models, got, tt.want)
		}
	}
}

func TestAnOptionOfAChoiceIsAnAnswer(t *testing.T) {
	k := shipped(t)
	p := k.cases.Newest("not-my-knife")
	set := k.set(p)
	in := *set.Stalking
	in.Items = slices.Clone(in.Items)
	i, _ := in.Item("near-now")
	in.Items[i].Type, in.Items[i].Options = assess.Choice, []assess.Option{{Value: "often", Label: "Often"}}
	set.Stalking = &in
	for yours, want := range map[assess.Answer]training.Verdict{
		"often": training.GuessedYes, "seldom": training.Unreadable, assess.NotAsked: training.NeverAsked, assess.Unknown: training.Same,
	} {
		m := training.Mark(p, set, answer(k.learner(p, "T1"), map[string]assess.Answer{"near-now": yours}))
		if got := itemOf(t, m, "near-now"); got.Verdict != want || want == training.GuessedYes && got.Yours != "often" {
			t.Errorf("%q is marked %s as %q, want %s", yours, got.Verdict, got.Yours, want)
		}
	}
}

// The fence, assessed by somebody who saw only a row about a bin: no incidents, and
// three serious answers missed. Each one alone takes the model's baseline from high
// to moderate; put right, it takes the learner's from low to moderate.
func TestWhatEachDifferenceDid(t *testing.T) {
	k := shipped(t)
	p := k.cases.Newest("the-fence")
	a := answer(k.learner(p, "T1"), map[string]assess.Answer{
		"approach": assess.No, "covert-watching": assess.No, "fear": assess.No, "intrusion": assess.No,
		"fixation": assess.No, "more-often": assess.No, "more-serious": assess.No, "weapon": assess.No, "firearm": assess.No, "preparation": assess.No,
		"life-changed": assess.No, "history": assess.No, "told-no": assess.No,
	})
	a.Incidents = nil
	m := k.mark(p, a)
	if got := levelOf(m, "overall"); got.Yours != "low" || got.Models != "high" {
		t.Errorf("overall: %+v", got)
	}
	want := []training.Move{{Result: "overall", From: "low", To: "moderate"}, {Result: "baseline", From: "low", To: "moderate"}}
	for _, item := range []string{"approach", "covert-watching", "fear"} {
		im := itemOf(t, m, item)
		if diff := cmp.Diff(want, im.PutRight[:2]); diff != "" {
			t.Errorf("%s put right: %s", item, diff)
		}
		if !slices.Contains(im.ByItself, training.Move{Result: "baseline", From: "high", To: "moderate"}) {
			t.Errorf("%s by itself: %v", item, im.ByItself)
		}
	}
	// A core answer, one of several: it changes no level either way.
	if im := itemOf(t, m, "life-changed"); len(im.ByItself)+len(im.PutRight) > 0 {
		t.Errorf("life-changed: %v, %v", im.ByItself, im.PutRight)
	}
	// The seven incidents alone show what was missed.
	if len(m.Facts) != 1 || m.Facts[0].Fact != "incidents" || m.Facts[0].Yours != "0" || m.Facts[0].Models != "7" {
		t.Fatalf("facts: %+v", m.Facts)
	}
	if !slices.Contains(m.Facts[0].PutRight, training.Move{Result: "overall", From: "low", To: "high"}) {
		t.Errorf("the incidents put right: %v", m.Facts[0].PutRight)
	}
	// Answers that change a level come first.
	moved := true
	for _, im := range m.Differences() {
		now := len(im.ByItself)+len(im.PutRight) > 0
		if now && !moved {
			t.Errorf("%s changes a level but comes after one that does not", im.Item)
		}
		moved = now
	}
	if len(m.LookUp) == 0 || !slices.Contains(m.LookUp[0].Items, "covert-watching") {
		t.Errorf("the earlier calls would have helped with covert-watching: %+v", m.LookUp)
	}
}

func TestAnAnswerThatAnIncidentShowsCountsAsYes(t *testing.T) {
	k := shipped(t)
	p := k.cases.Newest("the-fence")
	a := answer(k.learner(p, "T1"), map[string]assess.Answer{"approach": assess.NotAsked, "covert-watching": assess.No})
	m := k.mark(p, a)
	if im := itemOf(t, m, "approach"); im.Verdict != training.Same || !im.Carried {
		t.Errorf("approach: %+v", im)
	}
	// A no stays a no, even with an incident that says otherwise: that is what the
	// learner must see.
	if im := itemOf(t, m, "covert-watching"); im.Verdict != training.Missed || im.Carried {
		t.Errorf("covert-watching: %+v", im)
	}
	if slices.Contains(m.NeverAsked, "approach") {
		t.Error("approach is shown by an incident, but is listed as never asked")
	}
}

func TestNeverAskedIsListedAndNeverMarkedAsNo(t *testing.T) {
	k := shipped(t)
	p := k.cases.Newest("nine-ticks")
	a := k.learner(p, "T1")
	a.Responses = nil
	m := k.mark(p, a)
	// The four that the incidents show are not listed.
	if want := len(p.Answers) - 4; len(m.NeverAsked) != want || !slices.Contains(m.NeverAsked, "strangulation") || !slices.Contains(m.NeverAsked, "dash.q18") {
		t.Errorf("%d never asked, want %d: %v", len(m.NeverAsked), want, m.NeverAsked)
	}
	for _, im := range m.Answers {
		if im.Verdict == training.Missed || im.Verdict == training.GuessedNo {
			t.Errorf("%s was never asked, but is marked %s", im.Item, im.Verdict)
		}
	}
}

func TestPraiseIsOnlyForWhatWasDone(t *testing.T) {
	k := shipped(t)
	p := k.cases.Newest("letters-to-a-baby")
	model := strings.Join(k.mark(p, &p.Model).Praise, "\n")
	for _, want := range []string{"same overall level", "every question that can mean danger now", "neck and breathing", "how scared", "Nothing was guessed", "something down beside", "all the incidents"} {
		if !strings.Contains(model, want) {
			t.Errorf("the praise for the model answers does not mention %q:\n%s", want, model)
		}
	}
	nothing := k.learner(p, "T1")
	nothing.Responses, nothing.Incidents = nil, nil
	if got := k.mark(p, nothing).Praise; len(got) > 0 {
		t.Errorf("nothing was asked, but the praise is %v", got)
	}
	looked := k.mark(k.cases.Newest("nine-ticks"), k.learner(k.cases.Newest("nine-ticks"), "T1")).Praise
	if !slices.ContainsFunc(looked, func(s string) bool { return strings.Contains(s, "only the systems held") }) {
		t.Errorf("what was looked up is not praised: %v", looked)
	}
	guessed := k.mark(p, answer(k.learner(p, "T1"), map[string]assess.Answer{"covert-watching": assess.No, "strangulation": assess.No})).Praise
	for _, s := range guessed {
		if strings.Contains(s, "Nothing was guessed") {
			t.Errorf("two answers were guessed, but the praise is %q", s)
		}
	}
}

func TestNotesSayWhatAReaderShouldKnow(t *testing.T) {
	k := shipped(t)
	p := k.cases.Newest("the-rota")
	a := k.learner(p, "T1")
	a.Status, a.Stage, a.Versions = assess.Draft, assess.FirstContact, map[string]string{"stalking": "0.9.0"}
	got := strings.Join(k.mark(p, a).Notes, "\n")
	for _, want := range []string{"a draft", "first contact", "model answers are for stalking 1.0.0, and this assessment names 0.9.0"} {
		if !strings.Contains(got, want) {
			t.Errorf("no note says %q: %s", want, got)
		}
	}
}

func TestMarkingChangesNothingAndIsTheSameEachTime(t *testing.T) {
	k := shipped(t)
	p := k.cases.Newest("just-a-parent")
	a := answer(k.learner(p, "T1"), map[string]assess.Answer{"threats-children": assess.No, "near-now": assess.Unknown})
	said := func() string {
		b, err := json.Marshal([]any{k.mark(p, a), p.Model.Incidents, a.Responses, p.Answers})
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if first, second := said(), said(); first != second {
		t.Error(cmp.Diff(first, second))
	}
}

// Eight trainees, made up: all give the model's answers but for a few of their
// own, and seven of the eight take a mother's letters for a father's right.
func TestAClassOfEightMissesTheQuestionItWasMadeToMiss(t *testing.T) {
	k := shipped(t)
	p := k.cases.Newest("letters-to-a-baby")
	own := []string{"intensity", "fixation", "others-targeted", "life-changed", "destabilised", "silence", "more-serious", "damage"}
	var markings []training.Marking
	for i := range 8 {
		a := k.learner(p, fmt.Sprintf("T%d", i+1))
		answers := map[string]assess.Answer{own[i]: assess.NotAsked}
		if i < 7 {
			answers["leverage"] = assess.No
		}
		markings = append(markings, k.mark(p, answer(a, answers)))
	}
	classes := training.Classes(markings)
	if len(classes) != 1 || classes[0].Files != 8 {
		t.Fatalf("got %d classes", len(classes))
	}
	worst := classes[0].Answers[0]
	if worst.Item != "leverage" || worst.Same != 1 || worst.Missed != 7 || worst.Models != "yes" {
		t.Errorf("the most missed is %+v, want leverage, which seven answered no", worst)
	}
	if diff := cmp.Diff([]training.Count{{What: "no", Times: 7}, {What: "yes", Times: 1}}, worst.Came); diff != "" {
		t.Error(diff)
	}
	second := classes[0].Answers[1]
	if second.Same != 7 || second.Unasked != 1 {
		t.Errorf("the next is %+v, want one of those that a single person never asked", second)
	}
	// If a question changes levels, the class view counts the people whose levels it
	// changes.
	for i := range markings {
		a := answer(k.learner(p, fmt.Sprintf("T%d", i+1)), map[string]assess.Answer{"violence": assess.No, "history": assess.No, "past-abuse": assess.No, "undeterred": assess.No, "fear": assess.No})
		a.Incidents = nil
		markings[i] = k.mark(p, a)
	}
	if worst := training.Classes(markings)[0].Answers[0]; worst.Moved != 8 || worst.Same != 0 {
		t.Errorf("the first is %+v, want one that moves a level for all eight", worst)
	}
}

func TestAClassViewNeedsTwoFilesOfACase(t *testing.T) {
	k := shipped(t)
	one, other := k.cases.Newest("the-bins"), k.cases.Newest("the-rota")
	if got := training.Classes([]training.Marking{k.mark(one, &one.Model), k.mark(other, &other.Model)}); got == nil || len(got) != 0 {
		t.Errorf("got %v, want none and not nil", got)
	}
}

func TestAPlayDoesNotRevealAnswers(t *testing.T) {
	k := shipped(t)
	for _, p := range k.cases {
		play := training.NewPlay(p)
		a := play.Start()
		if a.Training != p.ID || !a.Draft() || len(a.Responses)+len(a.Incidents) > 0 || a.Case.Relationship != "" {
			t.Errorf("%s: a learner begins with %+v", p.ID, a)
		}
		if len(play.NotLooked()) != len(p.Checks) {
			t.Errorf("%s: something was looked up before anybody looked", p.ID)
		}
		for i := range play.Places() {
			if play.Look(i) != p.Checks[i].Holds {
				t.Errorf("%s: place %d holds something else", p.ID, i)
			}
		}
		for _, m := range p.Answers {
			got := play.Ask(m.Instrument, m.Item)
			if got == "" || m.Says == "" && got != p.Otherwise || strings.Contains(got, m.Why) {
				t.Errorf("%s: asked about %s, the caller says %q", p.ID, m.Item, got)
			}
		}
		if len(play.NotLooked()) > 0 {
			t.Errorf("%s: %v not looked up", p.ID, play.NotLooked())
		}
		if play.Look(-1)+play.Look(99)+play.AskAbout(-1)+play.AskAbout(99) != "" {
			t.Errorf("%s: a place or topic that does not exist has text", p.ID)
		}
		if play.Ask("stalking", "no-such-item") != p.Otherwise {
			t.Errorf("%s: a question that does not exist has an answer", p.ID)
		}
	}
}

func TestAPlayIsAValue(t *testing.T) {
	k := shipped(t)
	p := k.cases.Newest("the-bins")
	first := training.NewPlay(p)
	first.Look(1)
	second := first
	second.Look(0)
	if got, copied := len(first.NotLooked()), len(second.NotLooked()); got != copied+1 {
		t.Errorf("%d places left, and %d of the copy, which looked at one more", got, copied)
	}
}

// Somebody who tried a case again counts once, by the latest attempt; somebody who did not
// finish counts, and is said; two files that name nobody are two people's.
func TestAClassCountsEachPersonOnce(t *testing.T) {
	k := shipped(t)
	p := k.cases.Newest("the-fence")
	at := func(who, day string, missed ...string) training.Marking {
		a := k.learner(p, who)
		a.Incidents = nil
		for _, item := range missed {
			a.Responses.Set("stalking", item, assess.Response{Answer: assess.No})
		}
		if day != "" {
			from := assesstest.Instant(day + "T09:00:00Z").Time()
			a.Sittings = []assess.Practised{{From: assess.InstantOf(from), To: assess.InstantOf(from.Add(20 * time.Minute))}}
		}
		return k.mark(p, a)
	}
	unfinished := at("T3", "2026-11-03", "approach")
	unfinished.Finished = false
	m := training.Marked{Markings: []training.Marking{
		at("T1", "2026-11-03"), at(" t1", "2026-11-01", "approach"), at("T2", "2026-11-02", "approach"), unfinished, at("", ""), at("", ""),
	}}
	if got := m.Together(); got.Files != 5 || got.Earlier != 1 || got.Unfinished != 1 {
		t.Errorf("%+v", got)
	}
	c := training.Classes(m.Markings)[0]
	i := slices.IndexFunc(c.Answers, func(s training.ItemSpread) bool { return s.Item == "approach" })
	if c.Files != 5 || c.Answers[i].Same != 3 {
		t.Errorf("%d assessments, of which %d have the model's answer", c.Files, c.Answers[i].Same)
	}
	if j := slices.IndexFunc(c.Facts, func(f training.FactSpread) bool { return f.Fact == "incidents" }); j < 0 || c.Facts[j].Same != 0 {
		t.Errorf("what was recorded otherwise: %+v", c.Facts)
	}
}
