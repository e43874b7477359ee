package assessmentfile

import (
	"fmt"
	"strings"
	"testing"
)

// Far more texts than there are places share them, and each is still returned as it is.
func TestATextThatHasThePlaceOfAnotherIsNotMistakenForIt(t *testing.T) {
	t.Parallel()
	ks := newRecurring()
	var room []byte
	for range 2 {
		for i := range 4 * len(ks.texts) {
			for _, text := range []string{fmt.Sprintf("Area %d of many", i), fmt.Sprintf("%d", i), fmt.Sprintf("x%dx", i), strings.Repeat("long ", i%40), ""} {
				room = append(room[:0], `"`+text+`",and sixteen more`...)
				got := ks.remember(room, 0, len(text)+2)
				clear(room) // the text must not share its memory
				if got != text {
					t.Fatalf("%q is returned for %q", got, text)
				}
			}
		}
	}
}

func TestARecurringTextNeedsMemoryOnce(t *testing.T) {
	ks := newRecurring()
	for _, text := range []string{"Northshire", "Glen Ärden", "harassment", "message", ""} {
		b := []byte(`"` + text + `",and sixteen more`)
		if got := ks.remember(b, 0, len(text)+2); got != text {
			t.Errorf("%q is returned for %q", got, text)
		}
		if n := testing.AllocsPerRun(10, func() { ks.remember(b, 0, len(text)+2) }); n > 0 {
			t.Errorf("%q: %v allocations the second time, want none", text, n)
		}
		n := ks.likely(sixteenAt(b, 0))
		if ks.texts[n.place].name != text || int(n.size) != len(text)+2 {
			t.Errorf("%q is not remembered", text)
		}
	}
}

func TestTwoRecurringTextsThatBeginAlikeNeedMemoryOnce(t *testing.T) {
	ks := newRecurring()
	contact, post := []byte(`"online_contact",and sixteen more`), []byte(`"online_post",and sixteen more`)
	both := func() {
		if ks.remember(contact, 0, len(`"online_contact"`)) != "online_contact" || ks.remember(post, 0, len(`"online_post"`)) != "online_post" {
			t.Error("a text is returned for the other")
		}
	}
	both()
	if n := testing.AllocsPerRun(10, both); n > 0 {
		t.Errorf("%v allocations the second time, want none", n)
	}
}
