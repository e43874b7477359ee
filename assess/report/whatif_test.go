package report

import (
	"bytes"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/compare"
)

func writtenWhatIf(t testing.TB, format string, a *assess.Assessment, tries ...compare.Try) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, format, compare.Explore(side(t, a), tries, true), 0); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var someTries = []compare.Try{
	{Instrument: "stalking", Item: "approach", Answer: assess.No},
	{Instrument: "stalking", Item: "near-now", Answer: assess.Yes},
	{Instrument: "stalking", Item: "weapon", Answer: assess.Unknown},
	{Instrument: "dash", Item: "q02", Answer: assess.Yes},
}

func TestAWhatIfReadsAsItShould(t *testing.T) {
	t.Parallel()
	a := assessment(t, "stranger").Assessment
	golden(t, "testdata/whatif.md.golden", writtenWhatIf(t, "markdown", &a, someTries...))
	what := short(compare.Explore(side(t, &a), someTries, true), 1)
	golden(t, "testdata/whatif.json.golden", without(bytesOf(t, func(out *bytes.Buffer) error { return Write(out, "json", what, 0) }), 6, "result"))
}

func TestNothingForgesALineOfAWhatIf(t *testing.T) {
	t.Parallel()
	forgesNothing(t, func(text string) map[string][]byte {
		a := assessment(t, "stranger").Assessment
		a.Case.Reference, a.Training, a.FirstAccount = text, text, assess.Account(text)
		what := compare.Explore(side(t, &a), someTries, true)
		return inAllFormats(t, func(b *bytes.Buffer, format string) error { return Write(b, format, what, 0) })
	})
}

// A what-if tries answers and not notes, so it shows no notes.
func TestAWhatIfHoldsNoNote(t *testing.T) {
	t.Parallel()
	a := assessment(t, "rich").Assessment
	for i := range a.Responses {
		for k := range a.Responses[i].Items {
			a.Responses[i].Items[k].Note = "MARKER"
		}
	}
	a.FirstAccount = "MARKER"
	for _, format := range names() {
		if b := writtenWhatIf(t, format, &a, someTries...); bytes.Contains(b, []byte("MARKER")) {
			t.Errorf("%s holds what was noted", format)
		}
	}
}

func TestEveryStateOfARuleHasWords(t *testing.T) {
	t.Parallel()
	for _, s := range []compare.RuleState{compare.RuleSame, compare.RuleOther, compare.RuleNew, compare.RuleGone} {
		if ruleSays(s) == "" {
			t.Errorf("%q has no words", s)
		}
	}
}
