package strictfile

import (
	"cmp"
	"fmt"

	"stalkrisk/assess"
)

// The limits of what is read, unless others are given.
const (
	MaxBytes  = 64 << 20           // of a file
	MaxDepth  = 32                 // of lists and objects in one another
	MaxValues = 1 << 20            // in one document; an assessment has a few hundred
	MaxText   = assess.LongestText // characters of a text; longer ones are kept, and named

	MaxDocuments = 100_000 // in one file
)

// Limits are how much is read. Zero means the constant of that name.
type Limits struct {
	Bytes, Depth, Values, Documents int
}

func (l Limits) orDefault() Limits {
	return Limits{
		Bytes:     cmp.Or(l.Bytes, MaxBytes),
		Depth:     cmp.Or(l.Depth, MaxDepth),
		Values:    cmp.Or(l.Values, MaxValues),
		Documents: cmp.Or(l.Documents, MaxDocuments),
	}
}

func (l Limits) tooLarge() string {
	return fmt.Sprintf("larger than %d bytes; divide it", l.Bytes)
}

func (l Limits) tooMany() string {
	return fmt.Sprintf("more than %d records in one file; the rest is not read, so divide it", l.Documents)
}
