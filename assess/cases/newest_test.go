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
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var all []Version
			for one := range strings.FieldsSeq(tt.all) {
				f := strings.Split(strings.TrimSuffix(one, "+"), "/")
				all = append(all, Version{ID: f[0], Key: f[1], Previous: f[2], At: time.Unix(int64(f[3][0])*3600, 0), Linked: strings.HasSuffix(one, "+")})
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
