package assess

import (
	"strconv"
	"testing"
)

// What was returned stays as it is, and the memory that it shares is let go of.
func TestPiecesOfTextStayAndDoNotGrow(t *testing.T) {
	var p pieces
	var all []string
	for i := range 10_000 {
		all = append(all, p.add(strconv.AppendInt(nil, int64(i), 10)))
	}
	for i, got := range all {
		if want := strconv.Itoa(i); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	}
	if n := p.piece.Cap(); n > 8192 {
		t.Errorf("a piece of %d bytes", n)
	}
}
