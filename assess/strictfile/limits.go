package strictfile

import (
	"fmt"

	"stalkrisk/assess"
)

const (
	MaxDepth     = 32                 // of nested lists and objects
	MaxDocuments = 100_000            // in one file
	MaxText      = assess.LongestText // characters of text; longer text is kept, and reported
)

// Limits are the most that is read. Values are counted in each document; an
// assessment has a few hundred.
type Limits struct {
	Bytes, Depth, Values, Documents int
}

// FileLimits are the limits of a whole file.
var FileLimits = Limits{Bytes: 64 << 20, Depth: MaxDepth, Values: 1 << 20, Documents: MaxDocuments}

func (l Limits) tooLarge() string {
	return fmt.Sprintf("larger than %d bytes; divide it", l.Bytes)
}

func (l Limits) tooMany() string {
	return fmt.Sprintf("more than %d records in one file; the rest is not read, so divide it", l.Documents)
}
