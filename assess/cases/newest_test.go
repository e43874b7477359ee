package cases

import (
	"strings"
	"testing"
	"time"
)

func TestTheNewestAssessmentOfEachCaseIsKept(t *testing.T) {
	// id, case, previous, hours after midnight; a + marks one with linked assessments
	tests := map[string]struct{ all, kept string }{
		"the newest, wherever it comes":             {"a/NP-1//2 b/NP-1//3 c/NP-1//1", "b"},
		"the last of two at the same time":          {"a/NP-1//2 b/NP-1//2", "b"},
		"each case has one":                         {"a/NP-1//1 b/NP-2//2 c/NP-1//3", "b c"},
		"without a key nothing is replaced":         {"a///1 b///2", "a b"},
		"linked assessments stay":                   {"a/NP-1//1+ b/NP-1//2+", "a b"},
		"a linked one stays beside another":         {"a/NP-1//1 b/NP-1//2+", "a b"},
		"a linked one is replaced by its successor": {"a/NP-1//1+ b/NP-1//2+ c/NP-1/a/3+", "b c"},
		"so is what that one replaced":              {"a/NP-1//1+ b/NP-1/a/2+ c/NP-1/b/3+", "c"},
		"an older one replaces nothing":             {"a/NP-1//3+ b/NP-1/a/1+", "a b"},
		"two that name each other do not both go":   {"a/NP-1/b/1+ b/NP-1/a/2+", "b"},
		"the previous one of another case stays":    {"a/NP-1//1+ b/NP-2/a/2+", "a b"},
		"one that learnt the suspect replaces it":   {"a/NP-1|//1 b/NP-1|S-1/a/2", "b"},
		"and one that did not say the suspect":      {"a/NP-1|S-1//1 b/NP-1|/a/2", "b"},
		"without saying so it replaces nothing":     {"a/NP-1|//1 b/NP-1|S-1//2", "a b"},
		"another suspect's stays":                   {"a/NP-1|S-2//1 b/NP-1|S-1/a/2", "a b"},
		"all before the one that it names are old":  {"a/NP-1|//1 b/NP-1|//2 c/NP-1|S-1/b/3", "c"},
		"and what came after it stays":              {"a/NP-1|//1 b/NP-1|S-1/a/2 c/NP-1|//3", "b c"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var all []Version
			for one := range strings.FieldsSeq(tt.all) {
				f := strings.Split(strings.TrimSuffix(one, "+"), "/")
				all = append(all, Version{ID: f[0], Key: strings.Replace(f[1], "|", "\x00", 1), Previous: f[2], At: time.Unix(int64(f[3][0])*3600, 0), Linked: strings.HasSuffix(one, "+")})
			}
			var kept []string
			for i, old := range Superseded(all) {
				if !old {
					kept = append(kept, all[i].ID)
				}
			}
			if got := strings.Join(kept, " "); got != tt.kept {
				t.Errorf("kept %s, want %s", got, tt.kept)
			}
		})
	}
}

func TestTheHistoryOfACaseEndsWithItsNewestAssessment(t *testing.T) {
	at := func(h int) time.Time { return time.Unix(int64(h)*3600, 0) }
	all := []Version{
		{ID: "c", Key: "NP-1\x00S-1", Previous: "b", At: at(3)}, {ID: "b", Key: "NP-1\x00", Previous: "a", At: at(2)}, {ID: "a", Key: "NP-1\x00", At: at(1)}, // learnt the suspect
		{ID: "d", Key: "NP-2\x00", At: at(2)}, {ID: "e", Key: "NP-2\x00", At: at(1)},
		{ID: "f", Key: "NP-3\x00", At: at(1)}, {ID: "g", Key: "NP-3\x00", Previous: "f", At: at(2), Linked: true}, {ID: "h", Key: "NP-3\x00", At: at(3), Linked: true}, // of two suspects
		{ID: "i", At: at(1)},
	}
	var got []string
	for _, history := range Histories(all) {
		ids := ""
		for _, i := range history {
			ids += all[i].ID
		}
		got = append(got, ids)
	}
	if want := "abc ed fg h i"; strings.Join(got, " ") != want {
		t.Errorf("%q, want %s", got, want)
	}
}

func TestADraftBesideAFinishedAssessmentIsNotHowTheCaseIs(t *testing.T) {
	at := func(h int) time.Time { return time.Unix(int64(h)*3600, 0) }
	all := []Version{
		{ID: "a", Key: "NP-1\x00", At: at(1)}, {ID: "b", Key: "NP-1\x00", Draft: true, At: at(2)},
		{ID: "c", Key: "NP-2\x00", At: at(1)}, {ID: "d", Key: "NP-2\x00", Previous: "c", Draft: true, At: at(2)},
		{ID: "e", Key: "NP-3\x00", Draft: true, At: at(1)}, {ID: "f", Key: "NP-3\x00", Draft: true, At: at(2)},
	}
	ids := ""
	for _, i := range Current(all) {
		ids += all[i].ID
	}
	if ids != "adf" {
		t.Errorf("%s, want adf", ids)
	}
}
