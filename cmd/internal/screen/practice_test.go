package screen_test

import (
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/training"
	"stalkrisk/cmd/internal/screen"
	"stalkrisk/cmd/internal/session"
)

// practise opens a practice case on the screen.
func practise(t *testing.T, id string, demo *screen.Demo) (*handler, *training.PracticeCase) {
	t.Helper()
	p := assesstest.Practice().Newest(id)
	if p == nil {
		t.Fatalf("no practice case %q", id)
	}
	play := training.NewPlay(p)
	a := play.Start()
	set, _ := assesstest.Questionnaires().For(&a, assess.Tool{})
	d := &handler{t: t, now: noon}
	d.s = session.Open(set, &a, time.Time{}, func() time.Time { return d.now }, d.save)
	if err := d.s.Touch(); err != nil {
		t.Fatal(err)
	}
	d.s.Practice = &play
	d.m = screen.New(d.s, screen.Options{Now: func() time.Time { return d.now }, By: "T1", Demo: demo})
	d.size(80, 24)
	return d, p
}

func TestAPracticeCaseRevealsWhatIsAskedAndNothingElse(t *testing.T) {
	t.Parallel()
	d, p := practise(t, "the-gate", nil)
	d.size(120, 60)
	d.sees("TRAINING", "The caller: The gate", "He was at the gate again.", "Ask about", "Look in the systems")
	for _, c := range p.Checks {
		if strings.Contains(d.spoken(), strings.Join(strings.Fields(c.Holds), " ")) {
			t.Fatalf("%q is shown although nobody has looked", c.Holds)
		}
	}
	for range len(p.More) + len(p.Checks) {
		d.press("down", "enter")
	}
	for _, c := range p.Checks {
		d.sees(strings.Join(strings.Fields(c.Holds), " "))
	}
	for _, c := range p.More {
		d.sees(strings.Join(strings.Fields(c.Says), " "))
	}
	d.press("esc", "y")
	d.goTo("approach")
	d.press("a")
	d.sees("Caller: At the gate.", "He was at the gate again.") // and the account is beside it
	if d.answered("approach") != "" {
		t.Error("asking the caller recorded an answer")
	}
	d.size(80, 24)
	d.sees("Caller: At the gate.", "y yes", "d won't say")
	d.press("y", "c", "b")
	if d.answered("approach") != assess.Yes {
		t.Error("the answer is not recorded")
	}
	for _, st := range d.s.Steps() {
		d.s.Go(st)
		d.m.Show()
		d.sees("TRAINING")
		for _, m := range p.Answers {
			if m.Why != "" && strings.Contains(d.spoken(), m.Why) {
				t.Fatalf("%s shows the model's reason", st.ID)
			}
		}
	}
}

func TestARealCaseHasNoKeysOfPractice(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.press("a")
	d.sees("That key is not one of the answers.")
	d.press("c")
	if strings.Contains(d.picture(), "TRAINING") || strings.Contains(d.picture(), "ask the caller") {
		t.Errorf("a real case shows practice keys:\n%s", d.picture())
	}
}

// beat takes the next step of the demonstration, as its clock would.
func (d *handler) beat() {
	d.now = d.now.Add(time.Second)
	d.send(d.m.Beat())
}

func TestACasePlaysByItselfToItsModelLevel(t *testing.T) {
	t.Parallel()
	p := assesstest.Practice().Newest("the-gate")
	model := p.Model.Clone()
	d, _ := practise(t, "the-gate", &screen.Demo{Pace: time.Second, NoStops: true, Model: &model})
	d.press("y", "n", "b", "9") // keys of a conversation answer nothing here
	asked := 0
	for range 400 {
		d.beat()
		fits(t, d)
		if strings.Contains(d.picture(), "Caller: ") {
			asked++
		}
		if strings.Contains(d.picture(), "This is the end of the case") {
			break
		}
	}
	d.sees("This is the end of the case. Nothing is saved.")
	if asked < len(p.Answers) {
		t.Errorf("the caller was heard %d times", asked)
	}
	if n := len(d.s.Assessment().Incidents); n != len(model.Incidents) || n == 0 {
		t.Errorf("%d incidents; want %d", n, len(model.Incidents))
	}
	for _, m := range p.Answers {
		if r, _ := d.s.Assessment().Responses.Of(m.Instrument, m.Item); r.Answer != m.Answer {
			t.Errorf("%s %s is %q; the model has %q", m.Instrument, m.Item, r.Answer, m.Answer)
		}
	}
	d.press("x")
	if _, stopped, _ := d.m.Ended(); !stopped {
		t.Error("a key at the end does not leave")
	}
}

// A case that ends below the full assessment plays to the end of its own conversation.
func TestACasePlaysAtAStageBelowFull(t *testing.T) {
	t.Parallel()
	for _, stage := range []assess.Stage{assess.Screen, assess.FirstContact} {
		p := assesstest.Practice().Newest("the-gate")
		d, _ := practise(t, "the-gate", nil)
		d.s.Assessment().Stage = stage
		model := p.At(stage, d.s.Set()).Model.Clone()
		d.m = screen.New(d.s, screen.Options{Now: func() time.Time { return d.now }, By: "T1", Demo: &screen.Demo{Pace: time.Second, NoStops: true, Model: &model}})
		d.size(80, 24)
		for range 400 {
			d.beat()
			fits(t, d)
			if strings.Contains(d.picture(), "This is the end of the case") {
				break
			}
		}
		d.sees("This is the end of the case. Nothing is saved.")
		a := d.s.Assessment()
		if a.Stage != stage {
			t.Errorf("%s became %q", stage, a.Stage)
		}
		is, want := d.s.Result(), assess.Score(d.s.Set(), &model)
		if is.InWords() != want.InWords() {
			t.Errorf("%s ends as %q; the model as %q", stage, is.InWords(), want.InWords())
		}
	}
}

func TestADemonstrationStopsOnAKeyAndWhereALevelMoves(t *testing.T) {
	t.Parallel()
	model := assesstest.Practice().Newest("the-gate").Model.Clone()
	d, _ := practise(t, "the-gate", &screen.Demo{Pace: time.Second, Model: &model})
	for range 50 {
		d.beat()
		if strings.Contains(d.picture(), "Space continues") {
			break
		}
	}
	d.sees("Space continues")
	at := d.s.Step().ID
	d.beat()
	if d.s.Step().ID != at {
		t.Fatal("the demonstration continues while paused")
	}
	d.press(" ")
	d.sees("Space pauses")
	d.press(" ")
	d.sees("Space continues")
	d.press("q")
	if _, stopped, _ := d.m.Ended(); !stopped {
		t.Error("q does not leave")
	}
}
