package line

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/training"
	"stalkrisk/cmd/internal/session"
)

// demo plays a case in a stage with that input, and returns what was written.
func demo(stage assess.Stage, input string, noStops bool) (s *session.Session, model *assess.Assessment, written string, err error) {
	p := assesstest.Practice().Newest("the-gate")
	play := training.NewPlay(p)
	a := play.Start()
	a.Stage = stage
	set, _ := assesstest.Questionnaires().For(&a, assess.Tool{})
	model = &p.At(stage, set).Model
	s = session.Open(set, &a, time.Time{}, func() time.Time { return a.AssessedAt.Time() }, func(*assess.Assessment) error { return nil })
	s.Practice = &play
	var out bytes.Buffer
	in := NewInput(strings.NewReader(input))
	defer in.Close()
	err = Demo(context.Background(), s, model, in, &out, noStops, Options{Width: 80})
	return s, model, out.String(), err
}

// A case plays line by line to its end and its level, in every stage, with what the caller
// says; at the end of the input it does not wait.
func TestACaseIsWrittenLineByLine(t *testing.T) {
	for _, stage := range []assess.Stage{assess.Screen, assess.FirstContact, assess.Full} {
		s, model, written, err := demo(stage, "", false)
		if err != nil || !strings.Contains(written, "This is the end of the case. Nothing is saved.") {
			t.Fatalf("%s: %v; it ends with %q", stage, err, written[max(0, len(written)-80):])
		}
		is, want := s.Result(), assess.Score(s.Set(), model)
		if is.InWords() != want.InWords() {
			t.Errorf("%s ends as %q; the model as %q", stage, is.InWords(), want.InWords())
		}
		if asked := strings.Count(written, "Caller: "); asked == 0 {
			t.Errorf("%s: the caller is never heard", stage)
		}
	}
}

// Where a level moves it waits; Enter goes on, and q stops.
func TestADemonstrationByLinesWaitsWhereALevelMoves(t *testing.T) {
	if _, _, written, err := demo(assess.Full, "q\n", false); !errors.Is(err, session.ErrStopped) || !strings.Contains(written, "The level has moved.") || strings.Contains(written, "end of the case") {
		t.Errorf("%v: q does not stop it", err)
	}
	if _, _, written, err := demo(assess.Full, strings.Repeat("\n", 20), false); err != nil || !strings.Contains(written, "end of the case") {
		t.Errorf("%v: Enter does not go on", err)
	}
	if _, _, written, _ := demo(assess.Full, "", true); strings.Contains(written, "The level has moved.") {
		t.Error("it waits despite noStops")
	}
}
