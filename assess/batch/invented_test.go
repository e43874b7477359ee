package batch_test

import (
	"os"
	"sync"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/questionnairefile"
)

// shipped returns the questionnaires that come with the program.
var shipped = sync.OnceValues(func() (assess.Questionnaires, error) {
	return questionnairefile.LoadAll(os.DirFS("../../questionnaires"))
})

// shelf returns small questionnaires for tests, and the shipped ones for benchmarks.
func shelf(tb testing.TB) assess.Questionnaires {
	tb.Helper()
	if _, ok := tb.(*testing.B); !ok {
		return assesstest.Questionnaires()
	}
	s, err := shipped()
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// invented returns n records, one a line.
func invented(tb testing.TB, n int) []byte { return assesstest.Records(shelf(tb), 1, n) }
