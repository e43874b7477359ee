package batch

import (
	"bytes"
	"hash/maphash"
	"slices"
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
	if id := strings.TrimSpace(a.ID); id != "" {
		s.id = maphash.String(seed.Get(), id)
	}
	w.key = assess.AppendCaseKey(w.key[:0], a)
	if len(w.key) == 0 || a.Training != "" {
		return s
	}
	if len(a.Case.Linked) == 0 {
		s.group = maphash.Bytes(seed.Get(), w.key)
	}
	if reference, suspect, _ := bytes.Cut(w.key, []byte{0}); len(suspect) > 0 {
		s.suspect, s.reference = maphash.Bytes(seed.Get(), suspect), maphash.Bytes(seed.Get(), reference)
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
// repeated needs a copy of only one part at a time. A part consists of blocks, so it grows
// without a copy, and only its last block has room to spare.
type hashes [1 << hashBits][][]uint64

const hashBits = 6

func (h *hashes) add(v uint64) {
	const most = 256
	part := &h[v>>(64-hashBits)]
	if n := len(*part); n == 0 || len((*part)[n-1]) == most {
		*part = append(*part, make([]uint64, 0, most))
	}
	last := &(*part)[len(*part)-1]
	*last = append(*last, v)
}

// repeated returns how many different values, apart from 0, occur more than once.
func (h *hashes) repeated() (n int) {
	var all []uint64
	for _, part := range h {
		all = all[:0]
		for _, block := range part {
			all = append(all, block...)
		}
		slices.Sort(all)
		for i := 1; i < len(all); i++ {
			if all[i] != 0 && all[i] == all[i-1] && (i == 1 || all[i-2] != all[i]) {
				n++
			}
		}
	}
	return n
}
