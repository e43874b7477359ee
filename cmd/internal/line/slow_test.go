package line

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"stalkrisk/assess"
	"stalkrisk/cmd/internal/present"
)

// A save that takes long is said on a line, and the next question is asked only when it
// has ended.
func TestASlowSaveIsSaid(t *testing.T) {
	t.Parallel()
	synctest.Test(t, slowSave) // its clock goes on once the save waits
}

func slowSave(t *testing.T) {
	d := &disk{}
	said := make(chan bool)
	s := begin(d, assess.FirstContact)
	var out bytes.Buffer
	in := NewInput(strings.NewReader("y\n"))
	defer in.Close()
	c := newConsole(context.Background(), s, in, &out, Options{Width: 80, By: "H1"})
	say := s.Slow
	s.Slow = func() { say(); close(said) }
	d.waits = func() { <-said; d.waits = nil } // once
	c.run()
	_, after, ok := strings.Cut(out.String(), present.Saving+"\n")
	if !ok || strings.Contains(after, present.Saving) || !strings.Contains(after, s.Step().Prompt) {
		t.Errorf("said:\n%s", out.String())
	}
}

// A line that was typed during a slow save is not for the next question, which nobody could
// see yet. One that is typed after the question counts, and so does all that a script wrote
// ahead.
func TestALineTypedDuringASlowSaveIsNotForTheNextQuestion(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		person bool
		lines  []string // "" is a pause
		want   assess.Answer
		early  int // how many lines are refused
	}{
		{"one line", true, []string{"y", "n"}, "", 1},
		{"two lines", true, []string{"y", "n", "n"}, "", 2},
		{"a command", true, []string{"y", "s"}, "", 1},
		{"again after the question", true, []string{"y", "u", "", "n"}, assess.No, 1},
		{"after the question", true, []string{"y", "", "n"}, assess.No, 0},
		{"two at once after the question", true, []string{"y", "", "n", "n"}, assess.No, 0},
		{"by a script", false, []string{"y", "n"}, assess.No, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { // its clock goes on once everything waits
				d := &disk{}
				s := begin(d, assess.FirstContact)
				s.Assessment().Case.Reference = "MADE-UP-0"
				in := NewInput(&typist{lines: tt.lines})
				defer in.Close()
				o := Options{Width: 80, By: "H1"}
				if tt.person {
					o.Clock = time.Now
				}
				var out bytes.Buffer
				d.waits = func() { time.Sleep(3 * time.Second); d.waits = nil } // once
				if err := Run(context.Background(), s, in, &out, o); !errors.Is(err, ErrEndOfInput) {
					t.Fatal(err)
				}
				near, _ := d.read(t).Responses.Of("stalking", "near-now")
				if near.Answer != tt.want || strings.Count(out.String(), tooEarly[:40]) != tt.early || (tt.want == "") != (s.Step().ID == "near-now") {
					t.Errorf("answered %q, at %s:\n%s", near.Answer, s.Step().ID, out.String())
				}
				for _, said := range strings.Split(out.String(), tooEarly[:40])[1:] {
					if !strings.Contains(said, "\n> ") {
						t.Errorf("no new line is asked for:\n%s", out.String())
					}
				}
			})
		})
	}
}

// typist writes lines, with a pause of five seconds for an empty one.
type typist struct{ lines []string }

func (r *typist) Read(b []byte) (int, error) {
	if len(r.lines) == 0 {
		return 0, io.EOF
	}
	next := r.lines[0]
	r.lines = r.lines[1:]
	if next == "" {
		time.Sleep(5 * time.Second)
		return r.Read(b)
	}
	return copy(b, next+"\n"), nil
}
