package report

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/compare"
)

func side(t testing.TB, a *assess.Assessment) compare.Side {
	t.Helper()
	set, _ := assess.Assess(assesstest.Questionnaires(), a, assess.Tool{Name: "stalkrisk", Version: "0.1.0"}, nil)
	return compare.Side{Set: set, A: a}
}

func writtenComparison(t testing.TB, format string, assessments ...*assess.Assessment) []byte {
	t.Helper()
	var sides []compare.Side
	for _, a := range assessments {
		sides = append(sides, side(t, a))
	}
	var out bytes.Buffer
	if err := Write(&out, format, compare.All(sides, assess.Tool{Name: "stalkrisk", Version: "0.1.0"}), 0); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// nothingThenAll returns an empty assessment, and one with a text in every place that
// takes one.
func nothingThenAll(text func(n int) string) (before, after *assess.Assessment) {
	leaf, _ := marking(text, "", 0)
	after = filled(leaf)
	return &assess.Assessment{Format: assess.AssessmentFormat, AssessedAt: after.AssessedAt}, after
}

func TestNothingForgesALineOfAComparison(t *testing.T) {
	t.Parallel()
	forgesNothing(t, func(text string) map[string][]byte {
		before, after := nothingThenAll(func(int) string { return text })
		c := compare.All([]compare.Side{side(t, before), side(t, after), side(t, before)}, assess.Tool{})
		return inAllFormats(t, func(b *bytes.Buffer, format string) error { return Write(b, format, c, 0) })
	})
}

// Every text that changed is shown, with two exceptions: earlier answers within one
// assessment are not a change between two, and versions belong to the questionnaires.
func TestAComparisonLosesNothing(t *testing.T) {
	t.Parallel()
	before, after := nothingThenAll(marker)
	page := string(writtenComparison(t, "text", before, after))
	n := -1
	filled(func(path string, v reflect.Value) {
		n++
		if v.Kind() != reflect.String || wordsOf(v) != nil || path == "format" || path == "instruments" || strings.HasSuffix(path, ".was.by") {
			return
		}
		if !strings.Contains(page, marker(n)) {
			t.Errorf("the text at %s is not shown", path)
		}
	})
}

// Everything that can move has a label.
func TestEveryMoveHasWords(t *testing.T) {
	t.Parallel()
	rich := assessment(t, "rich").Assessment
	before, after := &assess.Assessment{Format: assess.AssessmentFormat, AssessedAt: rich.AssessedAt}, &rich
	c := compare.All([]compare.Side{side(t, before), side(t, after)}, assess.Tool{}).Comparisons[0]
	for _, m := range slices.Concat(c.Levels, c.Dash, c.Timeline) {
		of, known := measureOf(m.What)
		if !known {
			t.Errorf("%s has no words", m.What)
		}
		for _, v := range []string{m.Before, m.After} {
			if kind := of.words; kind != "" && kind != "provisional" && kind != "level" && v != "" && labels.Get()[kind][v] == "" && !slices.Contains(vocabularies.Get()[kind].Values(), v) {
				t.Errorf("%s: %q has no words", m.What, v)
			}
		}
	}
	for what, of := range measured.Get() {
		if _, known := measured.Get()[of.unless]; of.unless != "" && !known {
			t.Errorf("%s refers to %s, which does not exist", what, of.unless)
		}
	}
}

func TestAComparisonReadsAsItShould(t *testing.T) {
	t.Parallel()
	a, b := assessment(t, "stranger").Assessment, assessment(t, "rich").Assessment
	golden(t, "testdata/compared.md.golden", writtenComparison(t, "markdown", &a, &b))
	c := compare.All([]compare.Side{side(t, &a), side(t, &b)}, assess.Tool{Name: "stalkrisk", Version: "0.1.0"})
	golden(t, "testdata/compared.json.golden", without(bytesOf(t, func(out *bytes.Buffer) error { return Write(out, "json", short(c, 1), 0) }), 8, "result"))
}
