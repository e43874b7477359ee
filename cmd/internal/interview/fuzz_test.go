package interview

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"stalkrisk/assess"
)

// Whatever is typed, the conversation does not panic, ends, and leaves a file
// that can be read; and no more is recorded than there were lines.
func FuzzLine(f *testing.F) {
	f.Add(strings.Join(calm(), "\n"))
	f.Add("i\n1\n2026-01-01\n.\ngo judgement\nh\nhigh\nbecause\nq\n")
	f.Add("y\r\n\x00\n+\n+ \nnote x\nweapon=\n=\n\xff\n")
	f.Fuzz(func(t *testing.T, typed string) {
		if len(typed) > 2000 {
			return // more of the same, slowly
		}
		d := &disk{}
		s := begin(d, assess.Full)
		if err := s.Touch(); err != nil {
			t.Fatal(err)
		}
		err := RunLine(context.Background(), s, strings.NewReader(typed), io.Discard, 80, "H1")
		if err != nil && !errors.Is(err, ErrEndOfInput) && !errors.Is(err, ErrStopped) {
			t.Fatal(err)
		}
		if n := given(d.read(t)); n > strings.Count(typed, "\n")+1 {
			t.Fatalf("%d answers from %d lines", n, strings.Count(typed, "\n")+1)
		}
	})
}
