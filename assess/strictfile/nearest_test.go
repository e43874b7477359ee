package strictfile

import "testing"

func TestNearest(t *testing.T) {
	known := []string{"approach", "weapon", "covert-watching", "case", "q08", "q27", "former_partner"}
	for word, want := range map[string]string{
		"aproach":          "approach",
		"Weapon":           "weapon",
		"WEAPON":           "weapon",
		"weapno":           "weapon",
		"covert_watching":  "covert-watching",
		"former-partner":   "former_partner",
		"Former Partner":   "former_partner",
		"cas":              "case",
		"ca":               "",
		"q28":              "", // another question, not a misspelt q27
		"q8":               "",
		"Q08":              "q08",
		"":                 "",
		"somebody's name":  "",
		"a very long text": "",
	} {
		if got := Nearest(word, known); got != want {
			t.Errorf("Nearest(%q) is %q, want %q", word, got, want)
		}
	}
	if got := Nearest("abd", []string{"abc", "abx"}); got != "abc" {
		t.Errorf("of two equally close names it returns %q, not the first", got)
	}
}

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
