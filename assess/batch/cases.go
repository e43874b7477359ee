package batch

import (
	"bytes"
	"hash/maphash"
	"math/bits"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/late"
)

// sighting is how an assessment is recognised if it comes again: hashes of its id and
// of its case, 0 if it has none; and of its suspect's reference with that of its case.
// Different people practise with one case, and linked assessments are of several suspects,
// so neither has a hash of its case. Hashes keep a large run small.
type sighting struct{ id, group, suspect, reference uint64 }

var seed = late.Value[maphash.Seed]{Make: maphash.MakeSeed}

// sightingOf returns the sighting of an assessment.
func (w *worker) sightingOf(a *assess.Assessment) (s sighting) {
	seed := seed.Get()
	if id := strings.TrimSpace(a.ID); id != "" {
		s.id = maphash.String(seed, id)
	}
	w.key = assess.AppendCaseKey(w.key[:0], a)
	if len(w.key) == 0 || a.Training != "" {
		return s
	}
	if len(a.Case.Linked) == 0 {
		s.group = maphash.Bytes(seed, w.key)
	}
	if a.Case.SuspectReference == "" {
		return s
	}
	if reference, suspect, _ := bytes.Cut(w.key, []byte{0}); len(suspect) > 0 {
		s.suspect, s.reference = maphash.Bytes(seed, suspect), maphash.Bytes(seed, reference)
	}
	return s
}

// suspects finds those who are named in several cases.
type suspects struct {
	first  map[uint64]uint64 // the first case of each
	shared map[uint64]bool
}

func (s *suspects) add(of *sighting) {
	if of.suspect == 0 {
		return
	}
	if s.first == nil {
		s.first, s.shared = map[uint64]uint64{}, map[uint64]bool{}
	}
	if was, known := s.first[of.suspect]; !known {
		s.first[of.suspect] = of.reference
	} else if was != of.reference {
		s.shared[of.suspect] = true
	}
}

// hashes holds hashes in parts, by their highest bits. Equal ones are in the same part, so
// repeated needs a table of only one part at a time. A part consists of blocks, so it grows
// without a copy, and only its last block has room to spare.
type hashes [1 << hashBits][][]uint64

const (
	hashBits    = 6
	mostInBlock = 256
)

func (h *hashes) add(v uint64) {
	part := &h[v>>(64-hashBits)]
	if n := len(*part); n == 0 || len((*part)[n-1]) == mostInBlock {
		*part = append(*part, make([]uint64, 0, mostInBlock))
	}
	last := &(*part)[len(*part)-1]
	*last = append(*last, v)
}

// repeated returns how many different values, apart from 0, occur more than once. It puts
// those of one part after another into a table, each at the place that its lowest bits say
// or the next that is free.
func (h *hashes) repeated() (n int) {
	var table []uint64
	var again []bool // the value at a place came more than once
	for _, part := range h {
		places := 1 << bits.Len(uint(len(part)*2*mostInBlock)) // more than half stay free
		if places > len(table) {
			table, again = make([]uint64, places), make([]bool, places)
		}
		clear(table)
		clear(again)
		last := uint64(len(table) - 1)
		for _, block := range part {
			for _, v := range block {
				at := v & last
				for table[at] != 0 && table[at] != v {
					at = (at + 1) & last
				}
				switch {
				case v == 0:
				case table[at] == 0:
					table[at] = v
				case !again[at]:
					again[at] = true
					n++
				}
			}
		}
	}
	return n
}
