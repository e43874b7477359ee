package assess_test

import (
	"testing"

	"stalkrisk/assess"
)

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
		if got := assess.Nearest(word, known); got != want {
			t.Errorf("Nearest(%q) is %q, want %q", word, got, want)
		}
	}
	if got := assess.Nearest("abd", []string{"abc", "abx"}); got != "abc" {
		t.Errorf("of two equally close names it returns %q, not the first", got)
	}
}
