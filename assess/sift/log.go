package sift

import (
	"bytes"
	"hash/maphash"
	"slices"

	"stalkrisk/assess/timeline"
)

// log keeps what is needed of every report. A year of a large force has hundreds of
// thousands, so a report is kept without a pointer: its words are in one text,
// and what many reports share is kept once. The garbage collector then has nothing to
// look at in them.
type log struct {
	text   []byte
	names  []string // areas, labels and places
	nameOf map[string]name
	quotes map[uint32][]quote // by number of the report; empty unless they are wanted
	seed   maphash.Seed
	seen   map[uint64]struct{} // hashes of the reports that have a reference
	n      uint32              // reports
}

func newLog() log {
	return log{nameOf: map[string]name{}, seed: maphash.MakeSeed(), seen: map[uint64]struct{}{}}
}

// logged is what is kept of a report.
type logged struct {
	from               uint64 // where its reference is in the text of the log; its date follows
	reference, at      uint32 // how many bytes those have
	area, label, place name
	day                int32 // 0 if it has no date
	dated, reversed    bool  // reversed: the suspect of the group reports its victim
	n                  uint32
	marks
}

// name is an index of the names of the log.
type name uint32

// quote is a few words of a text that a topic was found in.
type quote struct {
	topic int
	text  string
}

// row returns what is kept of a report, without what was found in it.
func (l *log) row(r *Report) logged {
	l.n++
	day, dated := r.At.Day()
	kept := logged{
		from: uint64(len(l.text)), day: int32(day), dated: dated, n: l.n,
		area: l.name(r.Area), label: l.name(r.RecordedAs), place: l.name(r.Place),
	}
	at := r.At.String()
	kept.reference, kept.at = uint32(len(r.Reference)), uint32(len(at))
	l.text = append(append(l.text, r.Reference...), at...)
	return kept
}

// words returns the reference and the date of a report, one after the other.
func (l *log) words(r *logged) []byte {
	return l.text[r.from : r.from+uint64(r.reference)+uint64(r.at)]
}

func (l *log) reference(r *logged) string { return string(l.words(r)[:r.reference]) }

func (l *log) date(r *logged) string { return string(l.words(r)[r.reference:]) }

// when returns the date of a report.
func (l *log) when(r *logged) timeline.When {
	at, _ := timeline.ParseWhen(l.date(r)) // it was one when it was kept
	return at
}

func (l *log) name(text string) name {
	n, known := l.nameOf[text]
	if !known {
		n = name(len(l.names))
		text = string([]byte(text)) // not as a part of the row
		l.names = append(l.names, text)
		l.nameOf[text] = n
	}
	return n
}

// repeats reports whether a report is in the group already. A place may have thousands
// of reports, which are compared only if the hash of one has been seen.
func (l *log) repeats(r *logged, g *group) bool {
	if r.reference == 0 {
		return false
	}
	var h maphash.Hash
	h.SetSeed(l.seed)
	h.Write(l.words(r))
	h.WriteString(l.names[r.area])
	hash := h.Sum64()
	if _, seen := l.seen[hash]; !seen {
		l.seen[hash] = struct{}{}
		return false
	}
	return slices.ContainsFunc(g.reports, func(o logged) bool { return l.same(r, &o) })
}

// same reports whether two rows are one report, read twice.
func (l *log) same(a, b *logged) bool {
	return a.reference > 0 && a.area == b.area && a.day == b.day && a.reference == b.reference && bytes.Equal(l.words(a), l.words(b))
}

func (l *log) keepQuotes(report uint32, all []quote) {
	if len(all) == 0 {
		return
	}
	if l.quotes == nil {
		l.quotes = map[uint32][]quote{}
	}
	l.quotes[report] = all
}
