package line

import (
	"context"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	_ "stalkrisk/assess/assesstest/quickfuzz"
	"stalkrisk/cmd/internal/session"
)

// longestTyped is the most bytes that the fuzzers type.
const longestTyped = 200

// Whatever is typed, the session ends without a panic, leaves a file that can be read,
// and records no more answers than there were lines.
func FuzzLine(f *testing.F) {
	for some := range slices.Chunk(calm(), 5) {
		f.Add(strings.Join(some, "\n"))
	}
	f.Add("i\n1\n2026-01-01\n.\ngo judgement\nh\nhigh\nbecause\nq\n")
	f.Add("i visit, yesterday\ni\n1\n\nlist\nedit 1\n-\n2\n.\nremove 1\ny\nlist orders\nedit absences 1\nremove 9\n")
	f.Add("y\r\n\x00\n+\n+ \nnote x\nweapon=\n=\n\xff\n")
	f.Fuzz(func(t *testing.T, typed string) {
		if len(typed) > longestTyped {
			return // longer input is only slower
		}
		d := &disk{}
		s := begin(d, assess.Full)
		if err := s.Touch(); err != nil {
			t.Fatal(err)
		}
		in := NewInput(strings.NewReader(typed))
		defer in.Close()
		err := Run(context.Background(), s, in, io.Discard, Options{Width: 80, By: "H1"})
		if err != nil && !errors.Is(err, ErrEndOfInput) && !errors.Is(err, session.ErrStopped) {
			t.Fatal(err)
		}
		if n := given(d.read(t)); n > strings.Count(typed, "\n")+1 {
			t.Fatalf("%d answers from %d lines", n, strings.Count(typed, "\n")+1)
		}
	})
}

// Whatever is typed in a reassessment, nothing recorded earlier is lost, and the earlier
// assessment does not change.
func FuzzLineFromAnEarlierOne(f *testing.F) {
	f.Add("y\nn\nc\n1\nc\nc\nc\nc\nc\ngo judgement\na\nf\ny\n")
	f.Add("c\ns\nb\nr\ngo fear\nn\nb\nc\ni\n1\n.\ngo decisions\n1\n1\n.\nq\n")
	first := &disk{}
	if _, err := say(begin(first, assess.FirstContact), calm()...); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		if len(typed) > longestTyped {
			return
		}
		s, next, earlier := goOn(t, first, assess.Full)
		before := earlier.Clone()
		if err := s.Touch(); err != nil {
			t.Fatal(err)
		}
		in := NewInput(strings.NewReader(typed))
		defer in.Close()
		err := Run(context.Background(), s, in, io.Discard, Options{Width: 80, By: "H1"})
		if err != nil && !errors.Is(err, ErrEndOfInput) && !errors.Is(err, session.ErrStopped) {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(before, *earlier) {
			t.Fatal("the earlier assessment was changed")
		}
		a := next.read(t)
		if !strings.HasPrefix(string(a.FirstAccount), string(earlier.FirstAccount)) && !strings.Contains(typed, "first-account=") {
			t.Fatal("what was recorded is lost")
		}
		for _, set := range earlier.Responses {
			for _, then := range set.Items {
				now, _ := a.Responses.Of(set.Instrument, then.Item)
				said := now.Answer == then.Answer
				for _, w := range now.Was {
					said = said || w.Answer == then.Answer
				}
				if !said {
					t.Fatalf("%s was %+v and is %+v", then.Item, then, now)
				}
			}
		}
	})
}
