package strictfile

import (
	"fmt"

	"stalkrisk/assess"
)

// The most that is read. Every reader and every command has the same limits, so that
// each reads what another has written. An assessment has a few hundred values and some
// kilobytes; with an account of ten megabytes it is still read.
const (
	MaxBytes  = 16 << 20           // of one document: a record, a report, a questionnaire
	MaxValues = 200_000            // in one document
	MaxDepth  = 32                 // of nested lists and objects
	MaxText   = assess.LongestText // characters of text; longer text is kept, and reported
)

// limits are these limits; a test has smaller ones.
type limits struct{ bytes, values, depth int }

var fileLimits = limits{MaxBytes, MaxValues, MaxDepth}

func (l limits) tooLarge() string {
	return fmt.Sprintf("larger than %d MiB; divide it", l.bytes>>20)
}
