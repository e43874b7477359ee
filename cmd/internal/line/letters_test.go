package line

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"stalkrisk/assess"
)

const latin1 = "first-account=Il a dit \xe0 bient\xf4t\nfirst-account=\xe0 demain\n"

func TestALineInAnotherEncodingIsReadByTheLocaleOrMarkedAndSaid(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		decode func(string) string
		want   string
		said   int
	}{
		{nil, "\ufffd demain", 1},
		{func(s string) string { s, _ = charmap.ISO8859_1.NewDecoder().String(s); return s }, "à demain", 0},
	} {
		var d disk
		var out bytes.Buffer
		Run(context.Background(), begin(&d, assess.Full), NewInput(strings.NewReader(latin1)), &out, Options{Width: 80, Decode: c.decode})
		if got := string(d.read(t).FirstAccount); got != c.want {
			t.Errorf("recorded %q, want %q", got, c.want)
		}
		if n := strings.Count(out.String(), "another encoding than UTF-8"); n != c.said {
			t.Errorf("said %d times, want %d\n%s", n, c.said, out.String())
		}
	}
}

// A file in UTF-8 is read as that, whatever the locale of the terminal is.
func TestALineInUTF8StaysAsItIs(t *testing.T) {
	t.Parallel()
	var d disk
	Run(context.Background(), begin(&d, assess.Full), NewInput(strings.NewReader("first-account=à bientôt\n")), &bytes.Buffer{}, Options{Width: 80, Decode: func(string) string { return "wrong" }})
	if got := string(d.read(t).FirstAccount); got != "à bientôt" {
		t.Errorf("recorded %q", got)
	}
}

// Arrows and keys with Alt put signs into a line of a terminal. What is left of them
// would be an answer.
func TestAKeyThatIsNotALetterAnswersNothing(t *testing.T) {
	t.Parallel()
	for _, odd := range []string{"\x1bd", "\x1b[D", "y\x1b[D", "\x1bOy", "\u009by", "\x9by", "y\x00"} {
		var d disk
		s := begin(&d, assess.Full)
		say(s, "approach=yes")
		before := given(d.read(t))
		if out, _ := say(s, "/ fear", odd); given(d.read(t)) != before {
			t.Errorf("%q answers something\n%s", odd, out)
		}
	}
}
