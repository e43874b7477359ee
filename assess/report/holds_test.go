package report

import (
	"bytes"
	"testing"

	"stalkrisk/assess"
)

// A report says whose it is in every format, so that no output replaces the report of
// another assessment.
func TestHoldsKnowsWhoseReportItIs(t *testing.T) {
	t.Parallel()
	made := func(id, reference string) *assess.Assessment {
		return &assess.Assessment{Format: assess.AssessmentFormat, ID: id, Case: assess.Case{Reference: reference}}
	}
	for _, tt := range []struct {
		name        string
		first, then *assess.Assessment
		ofIt        bool
	}{
		{"the same id", made("01JD", "NP-1"), made("01JD", "NP-1"), true},
		{"the same id, and the case reference was corrected", made("01JD", "NP-1"), made("01JD", "NP-2"), true},
		{"the same case, assessed again", made("01JD", "NP-1"), made("01JE", "NP-1"), false},
		{"an id that only begins like it", made("01JDE", "NP-1"), made("01JD", "NP-1"), false},
		{"an id with everything that Markdown escapes", made("*a_b* <c> `d` www.e.example", ""), made("*a_b* <c> `d` www.e.example", ""), true},
		{"an id longer than a line", made("11111111-1111-4111-8111-111111111111-and-another-one-of-the-same-length-11111111", ""), made("11111111-1111-4111-8111-111111111111-and-another-one-of-the-same-length-11111111", ""), true},
		{"no id, the same case", made("", "NP-1"), made("", "NP-1"), true},
		{"no id, another case", made("", "NP-1"), made("", "NP-12"), false},
		{"neither id nor case: nobody knows whose", made("", ""), made("", ""), false},
		{"no assessment at all", made("01JD", "NP-1"), nil, false},
	} {
		rep := built(t, tt.first, nil)
		for _, f := range formats {
			var b bytes.Buffer
			if err := Write(&b, f.Name, rep, 40); err != nil {
				t.Fatal(err)
			}
			if is, ofIt := Holds(b.Bytes(), tt.then); !is || ofIt != tt.ofIt {
				t.Errorf("%s, %s: a report %v, of it %v; want true, %v", tt.name, f.Name, is, ofIt, tt.ofIt)
			}
			if half := b.Bytes()[:b.Len()/2]; !f.Data {
				if is, ofIt := Holds(half, tt.then); !is || ofIt {
					t.Errorf("%s, %s, cut off: a report %v, of it %v; want true, false", tt.name, f.Name, is, ofIt)
				}
			}
		}
	}
	for _, b := range []string{"", "# Notes\n", `{"format":"stalkrisk.assessment/1"}`, `{"format":"stalkrisk.comparison/1"}`} {
		if is, _ := Holds([]byte(b), made("01JD", "")); is {
			t.Errorf("%q is not a report", b)
		}
	}
}
