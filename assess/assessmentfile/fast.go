package assessmentfile

import (
	"bytes"
	"reflect"

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
	sheets   field // the responses to both questionnaires

	prepared assess.Prepared
	versions map[string]string
	known    [512]string // texts that recur

	// The response that is being read.
	answer assess.Answer
	noted  bool // it has a note that is not blank
}

// NewFastReader returns a reader that knows the newest version of the two
// questionnaires. The strict reader must read records of others, or of older
// versions.
func NewFastReader(set assess.Instruments) *FastReader {
	r := &FastReader{set: set, versions: map[string]string{}}
	r.sheets = field{keys: newKeys(set.Stalking.ID, set.Dash.ID), fields: []field{
		sheetOf(set.Stalking, &r.prepared.Stalking), sheetOf(set.Dash, &r.prepared.Dash),
	}}
	r.record = fieldOf(reflect.ValueOf(&r.prepared.Assessment).Elem(), "", &r.prepared.Assessment)
	r.response = fieldOf(reflect.ValueOf(assess.Response{}), "", nil)
	r.response.at("answer").read = (*FastReader).readAnswer
	r.response.at("note").read = (*FastReader).readNote
	return r
}

// sheetOf returns how to read the responses to one questionnaire.
func sheetOf(in *assess.Instrument, marks *assess.Marks) field {
	ids := make([]string, len(in.Items))
	for i := range in.Items {
		ids[i] = in.Items[i].ID
	}
	return field{read: (*FastReader).object, keys: newKeys(ids...), marks: marks}
}

// Read reads a record. The result is valid until the next call, and shares no memory
// with b. Read returns false if it is not sure.
func (r *FastReader) Read(b []byte) (*assess.Prepared, bool) {
	const safely = 3 * strictfile.MaxValues // bytes that cannot hold more values than the limit: the shortest is "",
	if len(b) > safely {
		return nil, false
	}
	r.b, r.i = b, 0
	r.prepared.Assessment = assess.Assessment{}
	r.prepared.Stalking.Clear(r.set.Stalking)
	r.prepared.Dash.Clear(r.set.Dash)
	clear(r.versions)
	if !r.object(&r.record) || !r.atEnd() {
		return nil, false
	}
	a := &r.prepared
	if a.Format == "" || a.AssessedAt.IsZero() || !a.Draft() && !referenced(&a.Assessment) {
		return nil, false
	}
	for i := range a.Absences {
		if !a.Absences[i].Counts() {
			return nil, false
		}
	}
	for i := range a.Decisions {
		if !a.Decisions[i].Fits() {
			return nil, false
		}
	}
	return a, true
}

// instruments reads the version of each questionnaire.
func (r *FastReader) instruments(*field) bool {
	if !r.next('{') {
		return false
	}
	for !r.next('}') {
		if len(r.versions) > 0 && !r.next(',') {
			return false
		}
		id, ok := r.plainText()
		if _, twice := r.versions[id]; !ok || twice || !r.next(':') {
			return false
		}
		version, ok := r.plainText()
		if !ok || !(id == r.set.Stalking.ID && version == r.set.Stalking.Version || id == r.set.Dash.ID && version == r.set.Dash.Version) {
			return false
		}
		r.versions[id] = version
	}
	return true
}

// readResponse reads the response to item k, in either form.
func (r *FastReader) readResponse(k int, marks *assess.Marks) bool {
	switch r.yesNo() { // the short form is the most frequent
	case 'y':
		return marks.Put(k, assess.Yes, false)
	case 'n':
		return marks.Put(k, assess.No, false)
	}
	r.answer, r.noted = "", false
	if r.peek() == '{' {
		return r.object(&r.response) && marks.Put(k, r.answer, r.noted)
	}
	return r.readAnswer(nil) && marks.Put(k, r.answer, false)
}

var quotedYes, quotedNo = newQuoted(`"yes"`), newQuoted(`"no"`)

// yesNo skips "yes" or "no" and returns its first letter, or 0 if neither comes next.
func (r *FastReader) yesNo() byte {
	r.peek()
	switch here := r.here(); {
	case quotedNo.begins(here):
		r.i += len(quotedNo.text)
		return 'n'
	case quotedYes.begins(here):
		r.i += len(quotedYes.text)
		return 'y'
	}
	return 0
}

var answerWords = newWords(assess.Answers())

// readAnswer reads an answer. Whether the item can have it is checked later, by
// Marks.Put.
func (r *FastReader) readAnswer(*field) bool {
	if k := r.oneOf(answerWords); k >= 0 {
		r.answer = assess.Answer(answerWords.names[k])
		return true
	}
	text, ok := r.plainText() // an option, or nothing
	r.answer = assess.Answer(text)
	return ok
}

// readNote records whether there is a note that is not blank, which is all that
// scoring reads. A note with escapes counts as blank, because they may all be space.
func (r *FastReader) readNote(*field) bool {
	from, to, ok := r.string()
	r.noted = ok && !r.escaped && len(bytes.TrimSpace(r.b[from:to])) > 0
	return ok && to-from <= assess.LongestText
}

// plainText reads a text without escapes, probably one that was read before.
func (r *FastReader) plainText() (string, bool) {
	b, ok := r.bare()
	if !ok || len(b) > assess.LongestText {
		return "", false
	}
	return r.again(b), true
}

// again returns b as a string. It allocates only if the text is not in the cache.
func (r *FastReader) again(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	known := &r.known[(uint(len(b))*31+uint(b[0])*7+uint(b[len(b)-1])+uint(b[len(b)/2])*13)%uint(len(r.known))]
	if *known != string(b) {
		*known = string(b)
	}
	return *known
}
