package explore_test

import (
	"errors"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/compare"
	"stalkrisk/cmd/internal/explore"
)

// begin opens a what-if on an invented assessment in which approach is yes.
func begin(t *testing.T, save func(string, *assess.Assessment) error) *explore.Session {
	t.Helper()
	at, err := assess.ParseInstant("2026-11-20T14:03:00Z")
	if err != nil {
		t.Fatal(err)
	}
	a := &assess.Assessment{Format: assess.AssessmentFormat, ID: "T1", AssessedAt: at}
	a.Case.Reference = "MADE-UP-8"
	a.Responses.Set("stalking", "approach", assess.Response{Answer: assess.Yes, Note: "made up"})
	set, _ := assesstest.Questionnaires().For(a, assess.Tool{})
	return explore.Open(compare.Side{Set: set, A: a}, func() string { return "NEW" }, save)
}

func try(item string, answer assess.Answer) compare.Try {
	return compare.Try{Instrument: "stalking", Item: item, Answer: answer}
}

func TestWhatIsAsRecordedIsNotAStep(t *testing.T) {
	t.Parallel()
	s := begin(t, nil)
	if s.Try(try("approach", assess.Yes)) || s.Try(try("weapon", assess.NotAsked)) || s.Undo() || s.Reset() {
		t.Error("what is as recorded is a step")
	}
}

func TestStepsAreUndoneOneByOne(t *testing.T) {
	t.Parallel()
	s := begin(t, nil)
	if !s.Try(try("weapon", assess.Yes), try("fear", assess.Yes)) || s.Try(try("fear", assess.Yes)) {
		t.Error("two answers are not a step, or the same again is one")
	}
	if s.Is.Overall.Level != "high" || s.Was.Overall.Established != "moderate" {
		t.Errorf("it is %+v, and was %+v", s.Is.Overall, s.Was.Overall)
	}
	tried := func(want int) {
		t.Helper()
		if got := s.Tried(); len(got) != want {
			t.Errorf("tried %+v; want %d answers", got, want)
		}
	}
	tried(2)
	for _, step := range []struct {
		name string
		take func() bool
		does bool
		left int
	}{
		{"reset", s.Reset, true, 0},
		{"reset again", s.Reset, false, 0},
		{"undo the reset", s.Undo, true, 2},
		{"undo both answers", s.Undo, true, 0},
		{"undo again", s.Undo, false, 0},
	} {
		if did := step.take(); did != step.does {
			t.Errorf("%s: %v; want %v", step.name, did, step.does)
		}
		tried(step.left)
	}
}

func TestUnsavedSaysWhatIsOnNoDisk(t *testing.T) {
	t.Parallel()
	full := errors.New("no space")
	var err error
	s := begin(t, func(string, *assess.Assessment) error { return err })
	if e := s.Save("v.yaml"); e == nil || s.Unsaved() {
		t.Errorf("nothing tried: %v, unsaved %v", e, s.Unsaved())
	}
	s.Try(try("weapon", assess.Yes))
	err = full
	if e := s.Save("v.yaml"); !errors.Is(e, full) || !s.Unsaved() {
		t.Errorf("a full disk: %v, unsaved %v", e, s.Unsaved())
	}
	err = nil
	if e := s.Save("v.yaml"); e != nil || s.Unsaved() {
		t.Errorf("saved: %v, unsaved %v", e, s.Unsaved())
	}
	s.Try(try("weapon", assess.No))
	if !s.Unsaved() {
		t.Error("another answer than was saved is not unsaved")
	}
	s.Undo()
	if s.Unsaved() {
		t.Error("what was saved is unsaved again")
	}
	s.Undo()
	if s.Unsaved() {
		t.Error("what is recorded is unsaved")
	}
}
