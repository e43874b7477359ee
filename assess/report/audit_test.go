package report

import (
	"testing"

	"stalkrisk/assess/audit"
)

// A share of what is counted together would look like that of the answered.
func TestAShareIsOnlyOfTheAnswered(t *testing.T) {
	answered, not := audit.Answer{Values: []string{"answered"}, Label: "answered"}, audit.Answer{Values: []string{"not_asked"}, Label: "not asked"}
	together := audit.Answer{Values: []string{"answered", "not_asked"}, Label: "answered or not asked"}
	for want, f := range map[string]audit.Figure{
		"6 of 12 answered (50%); 6 not asked":              {Answers: []audit.Answer{answered, not}, Whole: audit.Row{Of: 12, N: []int{6, 6}}},
		"12 of 12 answered or not asked, counted together": {Answers: []audit.Answer{together}, Whole: audit.Row{Of: 12, N: []int{12}}},
		"applied in no case":                               {},
	} {
		if got := openness(&f); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
