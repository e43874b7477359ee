package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestProgressText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		records    int
		read, size int64
		took       time.Duration
		want       string
	}{
		{1, 0, 0, time.Second, "1 record, 1 a second"},
		{5000, 1000, 0, 2 * time.Second, "5000 records, 2500 a second"},
		{5000, 1000, 4000, 2 * time.Second, "5000 records, 2500 a second, about 6s left"},
		{5000, 5000, 4000, 2 * time.Second, "5000 records, 2500 a second"}, // the file grew
	} {
		if got := progressText(c.records, c.read, c.size, c.took); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// Progress is a line that is updated on a terminal, and removed at the end. Elsewhere
// there is none.
func TestProgressIsShownOnlyOnATerminal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		term  Term
		out   string
		shown bool
	}{
		{Term{Err: true}, "", true},
		{Term{Err: true, Out: true}, "", false},
		{Term{Err: true, Out: true}, "out.csv", true},
		{Term{Err: true, Dumb: true}, "", false},
		{Term{}, "", false},
	} {
		var said bytes.Buffer
		now := time.Unix(0, 0)
		env := Env{console: &said, Term: c.term, Now: func() time.Time { now = now.Add(150 * time.Millisecond); return now }}
		p := newProgress(env, output{out: c.out}, 0)
		for n := range 4 {
			p.update(int64(n), n)
		}
		p.clear()
		want := 0
		if c.shown {
			want = 3 // two updates in 600 ms, and one that removes the line
		}
		if got := strings.Count(said.String(), "\r"); got != want {
			t.Errorf("%+v: %q", c, said.String())
		}
		if c.shown && !strings.HasSuffix(said.String(), "\r\x1b[K") {
			t.Errorf("%+v: the line stays: %q", c, said.String())
		}
	}
}
