package strictfile

import "testing"

func TestKeyInMessageQuotesOnlyWhatIsShortAndPlain(t *testing.T) {
	for key, want := range map[string]string{
		"aproach":   `"aproach"`,
		"q01.v-2_x": `"q01.v-2_x"`,
		"":          "the 3rd key",
		"Jane Doe":  "the 3rd key",
		"Zoë":       "the 3rd key",
		"a\x00":     "the 3rd key",
		`x"y`:       "the 3rd key",
		"aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd":  `"aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd"`,
		"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddX": "the 3rd key",
	} {
		if got := KeyInMessage(key, 3); got != want {
			t.Errorf("KeyInMessage(%q) is %s, want %s", key, got, want)
		}
	}
	for n, want := range map[int]string{1: "1st", 2: "2nd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 111: "111th", 122: "122nd"} {
		if got := ordinal(n); got != want {
			t.Errorf("ordinal(%d) is %s", n, got)
		}
	}
}
