package assessmentfile

import (
	"bytes"
	"reflect"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

// FastReader reads JSON records that are certainly correct: those that the strict
// reader (readRecords) accepts without a problem, with keys and items in any order. It
// reads them straight into the scorer's form, and reuses its memory. If it is not
// sure (for example, because of an unknown key, a key that is repeated or has
// escapes, a word in capitals or a wrong date) it says so, and the strict reader must
// read the record. A fuzz test compares the two.
//
// Both readers follow the struct tags of an assessment and assess.CaseFacts. The fast
// reader checks all of a record and keeps only what scoring reads.
//
// Make one with NewFastReader. Only one goroutine may use it.
type FastReader struct {
	scanner
	set      assess.Instruments // the newest versions
	record   field
	response field // in its long form

	prepared  assess.Prepared
	answers   *keys           // the answers of a yes/no item
	recurring *keys           // texts that are kept
	texts     strings.Builder // the memory of the others
	room      []byte          // for a text without its escapes
	copied    []byte          // a record that is no line
	unkept    string          // where words go that are only checked
	notes     []noteAt        // of the incidents of the record

	// The response that is being read.
	answer assess.Answer
	noted  bool // it has a note that is not blank
}

// NewFastReader returns a reader that knows the newest version of the two
// questionnaires. The strict reader must read records of others, or of older
// versions.
func NewFastReader(set assess.Instruments) *FastReader {
	r := &FastReader{set: set, answers: newWords(assess.Answers()...), recurring: newRecurring()}
	r.record = r.fieldOf(reflect.ValueOf(&r.prepared.Assessment).Elem(), "")
	r.response = r.fieldOf(reflect.ValueOf(assess.Response{}), "")
	answer := r.response.object.at("answer")
	answer.read, answer.text = (*FastReader).readAnswer, (*string)(&r.answer)
	r.response.object.at("note").read = (*FastReader).readNote
	return r
}

// sheets returns how to read the responses to both questionnaires.
func (r *FastReader) sheets() *objectField {
	sheet := func(in *assess.Instrument, marks *assess.Marks) field {
		ids := make([]string, len(in.Items))
		for i := range in.Items {
			ids[i] = in.Items[i].ID
		}
		return field{read: (*FastReader).sheet, to: marks, object: &objectField{keys: newKeys(ids...)}}
	}
	stalking, dash := r.set.Stalking, r.set.Dash
	return newObject([]string{stalking.ID, dash.ID}, []field{sheet(stalking, &r.prepared.Stalking), sheet(dash, &r.prepared.Dash)})
}

// versions returns how to read the version of each questionnaire, which must be the newest.
func (r *FastReader) versions() *objectField {
	newest := func(in *assess.Instrument) (f field) {
		r.oneOf(&f, newWords(in.Version))
		return f
	}
	stalking, dash := r.set.Stalking, r.set.Dash
	return newObject([]string{stalking.ID, dash.ID}, []field{newest(stalking), newest(dash)})
}

// Read reads a record. The result is valid until the next call, and shares no memory
// with b. Read returns false if it is not sure. A line feed in b may be space between
// values, but ends the record for a scanner, so Read copies b with a carriage return there:
// that is space too, and in a text it is as wrong as a line feed.
func (r *FastReader) Read(b []byte) (*assess.Prepared, bool) {
	r.copied = append(append(append(r.copied[:0], b...), '\n'), make([]byte, ReadWith)...)
	for i, c := range r.copied[:len(b)] {
		if c == '\n' {
			r.copied[i] = '\r'
		}
	}
	r.b = r.copied
	p, end := r.read()
	return p, end == len(b)
}

// First reads the record on the first of the lines in b, and returns how many bytes the line
// has, with its line feed. It need not be told where the line ends, which saves looking for
// that. The size is 0 if First is not sure, or if b does not end with a line feed and room
// for the bytes that are read with it.
func (r *FastReader) First(b []byte) (p *assess.Prepared, size int) {
	lines := len(b)
	if lines == 0 || b[lines-1] != '\n' || cap(b) < lines+ReadWith {
		return nil, 0
	}
	r.b = b[:lines+ReadWith]
	p, end := r.read()
	if p == nil || b[end] != '\n' {
		return nil, 0
	}
	return p, end + 1
}

// read reads the record at the start of r.b, and returns the place after it and the space
// that follows. The record is nil if read is not sure.
func (r *FastReader) read() (p *assess.Prepared, end int) {
	p = &r.prepared
	p.Assessment = assess.Assessment{}
	p.Stalking.Clear(r.set.Stalking)
	p.Dash.Clear(r.set.Dash)
	r.notes = r.notes[:0]
	i := r.object(r.begin(0), &r.record)
	if i < 0 || i > safely || !correct(&p.Assessment) {
		return nil, wrong
	}
	r.keepNotes()
	return p, r.begin(i)
}

// safely is how many bytes cannot hold more values than the limit: the shortest, such as "",
// takes three with its comma.
const safely = 3 * strictfile.MaxValues

// correct reports whether an assessment has what each must have, and nothing in it
// contradicts the rest.
func correct(a *assess.Assessment) bool {
	if a.Format == "" || a.AssessedAt.IsZero() || !a.Draft() && !referenced(a) {
		return false
	}
	for i := range a.Absences {
		if !a.Absences[i].Counts() {
			return false
		}
	}
	for i := range a.Decisions {
		if !a.Decisions[i].Fits() {
			return false
		}
	}
	return true
}

// ReadWith is how many bytes after the line feed of a record may be read with it.
const ReadWith = 16

// sheet reads the responses to a questionnaire. Most are "yes" or "no" alone, and are
// recorded together at the end.
func (r *FastReader) sheet(i int, f *field) int {
	if i = r.next(i, '{'); i < 0 {
		return wrong
	}
	b, keys, marks := r.b, f.object.keys, f.to.(*assess.Marks)
	var yes, no, others assess.Set
	last := -1          // the last item of those read
	for k := 0; ; k++ { // k is the item that is usually next, and then the one that is
		w := sixteenAt(b, i)
		if w.spaced() {
			i, w = r.pastSpace(i)
		}
		if q := &keys.texts[k]; q.is(w) {
			i += int(q.size)
		} else {
			item, after := r.key(i, keys, k)
			if item < 0 {
				return r.nothing(i, last < 0)
			}
			k, i = item, after
		}
		if k <= last && anyHas(k, yes, no, others) {
			return wrong
		}
		last = max(last, k)
		if w = sixteenAt(b, i); w.spaced() {
			i, w = r.pastSpace(i)
		}
		switch {
		case w.first&noMask == nextNo:
			no.Add(k)
			i += len(`"no",`)
			continue
		case w.first&yesMask == nextYes:
			yes.Add(k)
			i += len(`"yes",`)
			continue
		}
		others.Add(k)
		if i = r.readResponse(i, k, marks); i < 0 {
			return wrong
		}
		if b[i] == ',' {
			i++
			continue
		}
		after, more := r.more(i, '}')
		if !more {
			return recordAll(after, marks, yes, no)
		}
		i = after
	}
}

// anyHas reports whether one of the sets has the item.
func anyHas(item int, sets ...assess.Set) bool {
	return slices.ContainsFunc(sets, func(s assess.Set) bool { return s.Has(item) })
}

// recordAll records answers, and returns after, or wrong if an answer does not fit.
func recordAll(after int, marks *assess.Marks, yes, no assess.Set) int {
	if !marks.Answer(yes, no) {
		return wrong
	}
	return after
}

// The most frequent responses, with another after them, as numbers of eight bytes.
const (
	nextNo  = '"' | 'n'<<8 | 'o'<<16 | '"'<<24 | ','<<32
	nextYes = '"' | 'y'<<8 | 'e'<<16 | 's'<<24 | '"'<<32 | ','<<40
	noMask  = 1<<40 - 1
	yesMask = 1<<48 - 1
)

// readResponse reads the response to item k, in either form.
func (r *FastReader) readResponse(i, k int, marks *assess.Marks) int {
	r.answer, r.noted = "", false
	if i = r.begin(i); r.b[i] == '{' {
		i = r.object(i, &r.response)
	} else {
		i = r.readAnswer(i, nil)
	}
	if i < 0 || !marks.Put(k, r.answer, r.noted) {
		return wrong
	}
	return i
}

// readAnswer reads an answer. Whether the item can have it is checked later, by
// Marks.Put.
func (r *FastReader) readAnswer(i int, _ *field) int {
	i = r.begin(i)
	if k, after := r.answers.find(r.b, i, sixteenAt(r.b, i)); k >= 0 {
		r.answer = assess.Answer(r.answers.texts[k].name)
		return after
	}
	b, i := r.bare(i) // an option, or nothing
	if i < 0 || len(b) > assess.LongestText {
		return wrong
	}
	r.answer = assess.Answer(r.keep(b, false))
	return i
}

// readNote records whether there is a note that is not blank, which is all that
// scoring reads. A note with escapes counts as blank, because they may all be space.
func (r *FastReader) readNote(i int, _ *field) int {
	from, to, escaped, ok := r.scanner.text(i)
	if !ok || to-from > assess.LongestText {
		return wrong
	}
	r.noted = !escaped && len(bytes.TrimSpace(r.b[from:to])) > 0
	return to + 1
}

// keep returns the text of a string. What a strings.Builder has returned stays as it is
// while more is written to it, so that many texts share one piece of memory. When it is
// full, the next one begins.
func (r *FastReader) keep(b []byte, escaped bool) string {
	const piece = 16 << 10
	if r.texts.Len()+len(b) > r.texts.Cap() {
		r.texts.Reset()
		r.texts.Grow(max(piece, len(b)))
	}
	if escaped {
		r.room = unescape(r.room[:0], b) // which never makes it longer
		b = r.room
	}
	from := r.texts.Len()
	r.texts.Write(b)
	return r.texts.String()[from:]
}
