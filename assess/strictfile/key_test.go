package strictfile

import "testing"

func TestKeyInMessageNeverNamesTheKey(t *testing.T) {
	for nth, want := range map[int]string{1: "the 1st key", 2: "the 2nd key", 3: "the 3rd key", 11: "the 11th key", 22: "the 22nd key"} {
		if got := KeyInMessage(nth); got != want {
			t.Errorf("%d is %s, want %s", nth, got, want)
		}
	}
}

func TestOrdinals(t *testing.T) {
	for n, want := range map[int]string{1: "1st", 2: "2nd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 111: "111th", 122: "122nd"} {
		if got := ordinal(n); got != want {
			t.Errorf("ordinal(%d) is %s", n, got)
		}
	}
}
