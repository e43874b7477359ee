package assessmentfile

import (
	"fmt"
	"reflect"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// field says how the fast reader reads a value: what it must be, and where to put it
// if scoring reads it. Fields are made once, from the types and json tags of an
// assessment and from assess.CaseFacts.
type field struct {
	// Most values need these alone, so they come first and fit into 64 bytes, which a
	// processor fetches at once.
	key   quoted  // its key, with the colon
	words *keys   // values that it often has, which are tried first; of a word, all that are allowed
	text  *string // where a text, a word or the format goes; nil for a text that is only checked

	read    func(*FastReader, int, *field) int // takes the place of the value and returns the one after it, or wrong
	to      any                                // a pointer to the destination; nil if the value is only checked
	longest int32                              // of a text
	recurs  bool                               // the same few texts come in many records; words are those that were read before
	object  *objectField                       // of an object
	entry   *entryField                        // of a list or pointer
}

// objectField says how to read the values of an object. In an object of responses they are
// read alike, and it has only keys.
type objectField struct {
	keys   *keys
	fields []field // by key, and then one whose key is never found
}

// entryField says how to read one entry of a list, or what a pointer is for.
type entryField struct {
	field
	empty func() // clears the destination of an entry; nil if it is only checked
	add   func() // adds the entry that was read
}

// fieldOf returns how to read the value at a path. A value that cannot be set is only
// checked.
func (r *FastReader) fieldOf(v reflect.Value, path string) field {
	fact := assess.FactAt(path)
	f := field{longest: assess.LongestText}
	if fact != nil {
		f.longest = int32(fact.Longest)
	}
	keep := v.CanSet() && (fact == nil || fact.InScore())
	if keep {
		f.goesTo(v)
		if recurs(fact) {
			f.recurs, f.words = true, r.recurring
		}
	}
	switch of := v.Interface().(type) {
	case assess.Instant:
		f.read = (*FastReader).time
	case timeline.When:
		f.read = (*FastReader).when
	case assess.Date:
		f.read = (*FastReader).day
	case timeline.Grade:
		f.read = (*FastReader).grade
	case assess.Attempt: // of a practice case: rare, so the strict reader reads it
		f.read = func(*FastReader, int, *field) int { return wrong }
	case assess.Answer: // an earlier one: any of the words
		r.oneOf(&f, r.answers)
	case assess.Responses:
		f.read, f.object = (*FastReader).object, r.sheets()
	case map[string]string: // the questionnaires
		f.read, f.object = (*FastReader).object, r.versions()
	case interface{ Words() []string }:
		r.oneOf(&f, newWords(of.Words()...))
	default:
		r.nest(&f, v, path, keep)
	}
	return f
}

// goesTo sets where the value is put.
func (f *field) goesTo(v reflect.Value) {
	f.to = v.Addr().Interface()
	if v.Kind() == reflect.String {
		f.text = v.Addr().Convert(reflect.TypeFor[*string]()).Interface().(*string)
	}
}

// oneOf sets that the value is one of the words.
func (r *FastReader) oneOf(f *field, words *keys) {
	f.read, f.words = (*FastReader).word, words
	if f.text == nil {
		f.text = &r.unkept
	}
}

// nest sets how to read a value by the kind of its type.
func (r *FastReader) nest(f *field, v reflect.Value, path string, keep bool) {
	t := v.Type()
	switch {
	case path == "format":
		f.read = (*FastReader).format
	case path == "incidents[].note":
		f.read = (*FastReader).note
	case t.Kind() == reflect.String:
		f.read = (*FastReader).plain
	case t.Kind() == reflect.Slice, t.Kind() == reflect.Pointer:
		f.read = (*FastReader).onlyEntry
		if t.Kind() == reflect.Slice {
			f.read, path = (*FastReader).list, path+"[]"
		}
		of, e := reflect.Zero(t.Elem()), &entryField{}
		if keep {
			var to any
			to, e.empty, e.add = assess.FactAt(strings.TrimSuffix(path, "[]")).List.Filler(&r.prepared.Assessment)
			of = reflect.ValueOf(to).Elem()
		}
		e.field = r.fieldOf(of, path)
		f.entry = e
	case t.Kind() == reflect.Struct && t.NumField() <= 64: // object has a bit for each
		f.read = (*FastReader).object
		var names []string
		var fields []field
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			names = append(names, name)
			fields = append(fields, r.fieldOf(v.Field(i), strings.TrimPrefix(path+"."+name, ".")))
		}
		f.object = newObject(names, fields)
	default:
		panic(fmt.Sprintf("assessmentfile: no way to read %s, a %s", path, t))
	}
}

// newObject returns how to read an object with these keys, each with its field.
func newObject(names []string, fields []field) *objectField {
	o := &objectField{newKeys(names...), append(fields, field{})}
	for k := range o.fields {
		o.fields[k].key = o.keys.texts[k]
	}
	return o
}

// at returns the field with that key.
func (o *objectField) at(key string) *field { return &o.fields[o.keys.index(key)] }

// word reads one of the words.
func (r *FastReader) word(i int, f *field) int {
	i = r.begin(i)
	k, after := f.words.find(r.b, i, sixteenAt(r.b, i))
	if k < 0 {
		return wrong
	}
	*f.text = f.words.texts[k].name
	return after
}

// grade reads a severity.
func (r *FastReader) grade(i int, f *field) int {
	i = r.begin(i)
	c := r.b[i]
	if c < '1' || c > '5' {
		return wrong
	}
	if p, keep := f.to.(*timeline.Grade); keep {
		*p = timeline.Grade(c - '0')
	}
	return i + 1
}

func (r *FastReader) format(i int, f *field) int {
	b, i := r.bare(i)
	if string(b) != assess.AssessmentFormat {
		return wrong
	}
	*f.text = assess.AssessmentFormat
	return i
}

// time reads a time. One that is only checked needs no memory if it is in the usual form.
func (r *FastReader) time(i int, f *field) int {
	p, keep := f.to.(*assess.Instant)
	if !keep {
		if b := r.between(i, len("2006-01-02T15:04:05Z")); b != nil && timeline.PlainInstant(b) {
			return i + len(b) + 2
		}
	}
	b, i := r.bare(i)
	if i < 0 {
		return wrong
	}
	var t assess.Instant // the empty text is none
	if len(b) > 0 {
		var err error
		if t, err = assess.ParseInstant(r.keep(b, false)); err != nil {
			return wrong
		}
	}
	if keep {
		*p = t
	}
	return i
}

// when reads the time of an incident. It does not keep how it was written.
func (r *FastReader) when(i int, f *field) int {
	w, ok := timeline.PlainWhen(r.between(i, len("2006-01-02T15:04:05Z")))
	after := i + len(`"2006-01-02T15:04:05Z"`)
	if !ok {
		b, end := r.bare(i)
		if end < 0 {
			return wrong
		}
		if w, ok = timeline.PlainWhen(b); !ok {
			var err error
			if w, err = timeline.ParseWhen(r.keep(b, false)); err != nil {
				return wrong
			}
		}
		after = end
	}
	if p, keep := f.to.(*timeline.When); keep {
		*p = w
	}
	return after
}

// day reads a day. One that is only checked needs no memory.
func (r *FastReader) day(i int, f *field) int {
	p, keep := f.to.(*assess.Date)
	if !keep {
		if b := r.between(i, len("2006-01-02")); b != nil {
			if _, ok := timeline.PlainWhen(b); ok {
				return i + len(b) + 2
			}
		}
	}
	b, i := r.bare(i)
	if i < 0 {
		return wrong
	}
	d, err := assess.ParseDate(r.keep(b, false))
	if err != nil {
		return wrong
	}
	if keep {
		*p = d
	}
	return i
}

// plain reads a text. If it has more bytes than the characters allowed, the strict
// reader must count them.
func (r *FastReader) plain(i int, f *field) int {
	from, to, escaped, ok := r.scanner.text(i)
	if !ok || to-from > int(f.longest) {
		return wrong
	}
	switch {
	case f.text == nil:
	case f.recurs && !escaped:
		*f.text = r.recurring.remember(r.b, from-1, to-from+2)
	default:
		*f.text = r.keep(r.b[from:to], escaped)
	}
	return to + 1
}

// object reads an object with any of its keys, none of them twice. All objects of a
// record together have over a hundred keys. So before it calls a function, it compares the key that is usually next,
// and then the value that is most likely. Both comparisons are of all bytes, so one that
// is equal needs no other check; a failed one means only that the function must look.
func (r *FastReader) object(i int, of *field) int {
	if i = r.next(i, '{'); i < 0 {
		return wrong
	}
	b, fields := r.b, of.object.fields
	var seen uint64 // a bit for each key
	for k := 0; ; k++ {
		w := sixteenAt(b, i)
		if w.spaced() {
			i, w = r.pastSpace(i)
		}
		f := &fields[k]
		if f.key.is(w) {
			i += int(f.key.size)
		} else {
			next, after := r.key(i, of.object.keys, k)
			if next < 0 {
				return r.nothing(i, seen == 0)
			}
			k, i, f = next, after, &fields[next]
		}
		bit := uint64(1) << (k & 63)
		if seen&bit != 0 {
			return wrong
		}
		seen |= bit

		if f.words == nil {
			if i = f.read(r, i, f); i < 0 {
				return wrong
			}
		} else {
			if w = sixteenAt(b, i); w.spaced() {
				i, w = r.pastSpace(i)
			}
			n := f.words.likely(w)
			if q := &f.words.texts[n.place]; q.is(w) {
				i += int(n.size)
				*f.text = q.name
			} else if i = f.read(r, i, f); i < 0 {
				return wrong
			}
		}
		switch b[i] {
		case ',':
			i++
			continue
		case '}':
			return i + 1
		}
		after, more := r.more(i, '}')
		if !more {
			return after
		}
		i = after
	}
}

// nothing returns the place after the end of an object that has nothing in it. It returns
// wrong if something else is at i, or something has come before.
func (r *FastReader) nothing(i int, empty bool) int {
	if !empty || r.b[i] != '}' {
		return wrong
	}
	return i + 1
}

// list reads a list.
func (r *FastReader) list(i int, f *field) int {
	if i = r.next(i, '['); i < 0 {
		return wrong
	}
	if i = r.begin(i); r.b[i] == ']' {
		return i + 1
	}
	for more := true; more; {
		if i = r.oneEntry(i, f.entry); i < 0 {
			return wrong
		}
		if r.b[i] == ',' {
			i++
			continue
		}
		i, more = r.more(i, ']')
	}
	return i
}

// onlyEntry reads the value of a pointer.
func (r *FastReader) onlyEntry(i int, f *field) int { return r.oneEntry(i, f.entry) }

func (r *FastReader) oneEntry(i int, e *entryField) int {
	if e.add == nil {
		return e.read(r, i, &e.field)
	}
	e.empty()
	if i = e.read(r, i, &e.field); i >= 0 {
		e.add()
	}
	return i
}
