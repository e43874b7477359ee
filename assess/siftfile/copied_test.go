package siftfile

import (
	"testing"

	"stalkrisk/assess/sift"
)

func TestWhatRulesCopyFromLogsIsFound(t *testing.T) {
	logs := []*sift.Report{{Reference: "INV-77", Victim: "V-9", Suspect: "S-8", Place: "Tannock Bridge", Text: "Male sat on her wall all night. No offs."}}
	for name, c := range map[string]struct {
		rules string
		found int
	}{
		"common words":               {"words: [sat on <their> wall, no offs, all night]", 0},
		"a reference":                {"words: [inv 77]", 1},
		"a pseudonym":                {"not_places: [s-8]", 1},
		"a place":                    {"not_places: [tannock bridge]", 1},
		"a part of the name of one":  {"words: [tannock]", 1},
		"a whole sentence":           {"words: [male sat on her wall all night]", 1},
		"a sentence with a new mark": {"- Male sat, on her wall: all night", 1},
		"a reference and a sentence": {"INV-77: male sat on her wall all night", 2},
	} {
		if got := Copied(c.rules, logs); len(got) != c.found {
			t.Errorf("%s: found %q", name, got)
		}
	}
}
