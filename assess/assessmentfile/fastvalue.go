package assessmentfile

import (
	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// The values of a record as the fast reader reads them. Each is false where it
// is not sure.

const maxText = assess.LongestText

// object reads an object of which these are the keys, none of them twice,
// calling member with the place of each to read its value.
func (r *FastReader) object(sh *shape, member func(*FastReader, int) bool) bool {
	if !r.next('{') {
		return false
	}
	if r.next('}') {
		return true
	}
	var seen [2]uint64 // a shape has at most assess.MaxItems keys
	for k := 0; ; k++ {
		k = r.key(sh, k)
		word, bit := uint(k)/64%2, uint64(1)<<(uint(k)%64)
		if k < 0 || seen[word]&bit != 0 {
			return false
		}
		seen[word] |= bit
		if !member(r, k) {
			return false
		}
		if !r.next(',') {
			return r.next('}')
		}
	}
}

// anyKeys reads an object whose keys are ids.
func (r *FastReader) anyKeys(member func(id string) bool) bool {
	if !r.next('{') {
		return false
	}
	if r.next('}') {
		return true
	}
	for {
		from, to, ok := r.string()
		if !ok || r.escaped || !r.next(':') || !member(r.again(r.b[from:to])) {
			return false
		}
		if !r.next(',') {
			return r.next('}')
		}
	}
}

// list reads a list, calling entry for each value.
func (r *FastReader) list(entry func(*FastReader) bool) bool {
	if !r.next('[') {
		return false
	}
	if r.next(']') {
		return true
	}
	for {
		if !entry(r) {
			return false
		}
		if !r.next(',') {
			return r.next(']')
		}
	}
}

// objects reads a list of objects of which nothing is kept.
func (r *FastReader) objects(sh *shape, member func(*FastReader, int) bool) bool {
	return r.list(func(r *FastReader) bool { return r.object(sh, member) })
}

// passAny reads a text that is not kept.
func (r *FastReader) passAny() bool { return r.passText(maxText) }

// passText reads a text of at most so many characters. One of more bytes is left
// to the strict reader to count.
func (r *FastReader) passText(longest int) bool {
	from, to, ok := r.string()
	return ok && to-from <= longest
}

// keep reads a text.
func (r *FastReader) keep(to *string) bool {
	from, end, ok := r.string()
	if !ok || end-from > maxText {
		return false
	}
	if r.escaped {
		*to = unescaped(r.b[from:end])
	} else {
		*to = string(r.b[from:end])
	}
	return true
}

// keepKnown reads a text that was probably read before.
func (r *FastReader) keepKnown(to *string) bool {
	b, ok := r.bare()
	if ok && len(b) <= maxText {
		*to = r.again(b)
		return true
	}
	return false
}

// again gives a text, which is made only when it is new, or when another has
// taken its place since.
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

// bare reads a text that has no escapes.
func (r *FastReader) bare() ([]byte, bool) {
	from, to, ok := r.string()
	return r.b[from:to], ok && !r.escaped
}

// exactly reads that text and no other.
func (r *FastReader) exactly(text string, to *string) bool {
	b, ok := r.bare()
	*to = text
	return ok && string(b) == text
}

// word reads one of the words.
func word[T ~string](r *FastReader, words *vocabulary, to *T) bool {
	k := r.oneOf(words)
	if k < 0 {
		return false
	}
	*to = T(words.words[k])
	return true
}

// passWord reads one of the words, which is not kept.
func passWord(r *FastReader, words *vocabulary) bool { return r.oneOf(words) >= 0 }

// readAnswer reads an answer. Whether it answers the item is checked when it is
// put.
func (r *FastReader) readAnswer() bool {
	switch r.yesNo() {
	case 'y':
		r.answer = assess.Yes
	case 'n':
		r.answer = assess.No
	default:
		if k := r.oneOf(answers); k >= 0 {
			r.answer = assess.Answer(answers.words[k])
			return true
		}
		b, ok := r.bare() // an option, or nothing
		r.answer = assess.Answer(r.again(b))
		return ok
	}
	return true
}

var quotedYes, quotedNo = startOf(`"yes"`), startOf(`"no"`)

// yesNo passes over "yes" or "no", and gives its first letter; 0 if another
// thing comes next.
func (r *FastReader) yesNo() byte {
	r.peek()
	switch here := r.here(); {
	case quotedNo.begins(here):
		r.i += len(`"no"`)
		return 'n'
	case quotedYes.begins(here):
		r.i += len(`"yes"`)
		return 'y'
	}
	return 0
}

// fact reads yes, no or unknown.
func (r *FastReader) fact(to *assess.Fact) bool {
	switch r.yesNo() {
	case 'y':
		*to = assess.FactYes
	case 'n':
		*to = assess.FactNo
	default:
		return word(r, facts, to)
	}
	return true
}

func (r *FastReader) passFact() bool {
	var f assess.Fact
	return r.fact(&f)
}

func (r *FastReader) instant(to *assess.Instant) bool {
	b, ok := r.bare()
	if !ok {
		return false
	}
	t, err := assess.ParseInstant(string(b))
	*to = t
	return err == nil
}

// passInstant reads a time that is not kept.
func (r *FastReader) passInstant() bool {
	b, ok := r.bare()
	if !ok || timeline.PlainInstant(b) {
		return ok
	}
	_, err := timeline.ParseInstant(string(b))
	return err == nil
}

// when reads when something happened. How it was written is not kept.
func (r *FastReader) when(to *timeline.When) bool {
	b, ok := r.bare()
	if !ok {
		return false
	}
	if *to, ok = timeline.PlainWhen(b); ok {
		return true
	}
	w, err := timeline.ParseWhen(string(b))
	*to = w
	return err == nil
}

func (r *FastReader) day(to *assess.Date) bool {
	b, ok := r.bare()
	if !ok {
		return false
	}
	d, err := assess.ParseDate(string(b))
	*to = d
	return err == nil
}

func (r *FastReader) passDay() bool {
	b, ok := r.bare()
	if !ok {
		return false
	}
	if w, plain := timeline.PlainWhen(b); plain {
		_, whole := w.Day()
		_, timed := w.Instant()
		return whole && !timed
	}
	_, err := assess.ParseDate(string(b))
	return err == nil
}
