package assessmentfile

import (
	"fmt"
	"strings"
	"testing"
)

// Far more texts than there are places share them, and each is still returned as it is.
func TestATextThatHasThePlaceOfAnotherIsNotMistakenForIt(t *testing.T) {
	t.Parallel()
	var r recurring
	var room []byte
	for range 2 {
		for i := range 4 << recurringBits {
			for _, text := range []string{fmt.Sprintf("Area %d of many", i), fmt.Sprintf("%d", i), fmt.Sprintf("x%dx", i), strings.Repeat("long ", i%40)} {
				room = append(room[:0], text...)
				got := r.text(room)
				clear(room) // the text is no part of it
				if got != text {
					t.Fatalf("%q is returned for %q", got, text)
				}
			}
		}
	}
}

func TestARecurringTextNeedsMemoryOnce(t *testing.T) {
	var r recurring
	texts := [][]byte{[]byte("Northshire"), []byte("Glen Ärden"), []byte("harassment"), []byte("message"), nil}
	if n := testing.AllocsPerRun(100, func() {
		for _, b := range texts {
			r.text(b)
		}
	}); n > 0 {
		t.Errorf("%v allocations, want none", n)
	}
}
