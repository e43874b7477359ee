package report

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/compare"
	"stalkrisk/assess/questionnairefile"
)

// loaded holds the shipped questionnaires, for tests that compare a hundred times.
var loaded = sync.OnceValue(func() assess.Shelf {
	s, err := questionnairefile.LoadAll(os.DirFS("../../questionnaires"))
	if err != nil {
		panic(err)
	}
	return s
})

func side(t testing.TB, a *assess.Assessment) compare.Side {
	t.Helper()
	set, _ := assess.Assess(loaded(), a, assess.Tool{Name: "stalkrisk", Version: "0.1.0"}, nil, wording)
	return compare.Side{Set: set, A: a}
}

func writtenComparison(t testing.TB, format string, assessments ...*assess.Assessment) []byte {
	t.Helper()
	var sides []compare.Side
	for _, a := range assessments {
		sides = append(sides, side(t, a))
	}
	var out bytes.Buffer
	if err := WriteComparison(&out, format, compare.All(sides, assess.Tool{Name: "stalkrisk", Version: "0.1.0"}), Options{}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// markedAssessments gives nothing and then everything, with a text in each place
// that takes one.
func markedAssessments(t *testing.T, text func(n int) string) (before, after *assess.Assessment, places int) {
	t.Helper()
	b, places := marked(t, "rich", text)
	rec := assessmentfile.ReadJSON(b)
	first := assess.Assessment{Format: assess.AssessmentFormat, AssessedAt: rec.Assessment.AssessedAt}
	return &first, &rec.Assessment, places
}

// Nothing that somebody wrote can become a line of its own: whatever the notes
// say, the page has the same headings, items and quotations.
func TestNoNoteForgesALineOfAComparison(t *testing.T) {
	t.Parallel()
	const here = "HERE"
	b, _ := marked(t, "rich", func(int) string { return here })
	of := func(text string) []string {
		quoted, _ := json.Marshal(text)
		rec := assessmentfile.ReadJSON(bytes.ReplaceAll(b, []byte(here), quoted[1:len(quoted)-1]))
		after := &rec.Assessment
		before := &assess.Assessment{Format: assess.AssessmentFormat, AssessedAt: after.AssessedAt}
		return structure(writtenComparison(t, "markdown", before, after, before))
	}
	plain := of("plain words")
	for _, h := range hostile {
		if strings.TrimSpace(oneLine(h)) == "" {
			continue
		}
		if got := of(h); !slices.Equal(got, plain) {
			t.Errorf("%q changes the lines of the page", h)
		}
	}
}

// What a terminal might obey reaches neither text nor JSON.
func TestNoControlCharacterReachesAComparison(t *testing.T) {
	t.Parallel()
	before, after, _ := markedAssessments(t, func(int) string { return "\x1b[2J\u202eevil\u009b31m" })
	for _, format := range names() {
		for _, r := range string(writtenComparison(t, format, before, after, before)) {
			if hidden(r) {
				t.Fatalf("%s holds %U", format, r)
			}
		}
	}
}

// Everything that a person wrote and that changed is shown. What an answer was
// before within one assessment is no change from another.
func TestAComparisonLosesNothing(t *testing.T) {
	t.Parallel()
	marker := func(k int) string { return "marker" + string(rune('A'+k/26)) + string(rune('a'+k%26)) + "." }
	before, after, n := markedAssessments(t, marker)
	text, _ := json.Marshal(after.Versions)
	for _, s := range after.Responses {
		for k := range s.Items {
			was, _ := json.Marshal(s.Items[k].Was)
			text = append(text, was...)
		}
	}
	page := string(writtenComparison(t, "text", before, after))
	flat := strings.Join(strings.Fields(page), "")
	var missing []string
	for k := range n {
		m := marker(k)
		if !strings.Contains(flat, m) && !bytes.Contains(text, []byte(m)) {
			missing = append(missing, m)
		}
	}
	if len(missing) > 0 {
		t.Errorf("%d of %d texts are not shown: %q", len(missing), n, missing)
	}
}

// Each thing that moves has words.
func TestEveryMoveHasWords(t *testing.T) {
	t.Parallel()
	rich := reportOf(t, "rich")
	before, after := &assess.Assessment{Format: assess.AssessmentFormat, AssessedAt: rich.Assessment.AssessedAt}, &rich.Assessment.Assessment
	c := compare.Two(side(t, before), side(t, after))
	for _, m := range slices.Concat(c.Levels, c.Dash, c.Timeline) {
		if _, known := measured[m.What]; !known {
			t.Errorf("%s has no words", m.What)
		}
		for _, v := range []string{m.Before, m.After} {
			if kind := measured[m.What].words; kind != "" && kind != "provisional" && kind != "level" && v != "" && labels[kind][v] == "" && !slices.Contains(vocabularies[kind].Values(), v) {
				t.Errorf("%s: %q has no words", m.What, v)
			}
		}
	}
	for what, of := range measured {
		if of.unless != "" && reflect.ValueOf(measured).MapIndex(reflect.ValueOf(of.unless)) == (reflect.Value{}) {
			t.Errorf("%s leans on %s, which is not there", what, of.unless)
		}
	}
}

func TestAComparisonReadsAsItShould(t *testing.T) {
	t.Parallel()
	a, b := assessment(t, "stranger").Assessment, assessment(t, "rich").Assessment
	for format, suffix := range map[string]string{"markdown": "md", "text": "txt", "json": "json"} {
		golden(t, "testdata/compared."+suffix+".golden", writtenComparison(t, format, &a, &b))
	}
}
