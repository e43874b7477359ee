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
	read    func(*FastReader, *field) bool // false if the reader is not sure
	to      any                            // a pointer to the destination; nil if the value is only checked
	text    *string                        // the same, for a text, a word or the format
	longest int                            // of a text
	recurs  bool                           // it is a text in a list, which was probably read before
	keys    *keys                          // of an object; for a word, the allowed ones
	fields  []field                        // of an object, by its keys
	marks   *assess.Marks                  // of an object without fields: where the responses to its items go
	entry   *field                         // of a list or pointer: one entry
	empty   func()                         // clears the destination of an entry; nil if it is only checked
	add     func()                         // adds the entry that was read
}

// fieldOf returns how to read the value at a path. A value that cannot be set is only
// checked. into is the assessment that it belongs to.
func fieldOf(v reflect.Value, path string, into *assess.Assessment) field {
	fact := assess.FactAt(path)
	f := field{longest: assess.LongestText}
	if fact != nil {
		f.longest = fact.Longest
	}
	keep := v.CanSet() && (fact == nil || fact.InScore())
	if keep {
		f.goesTo(v)
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
		f.read = func(*FastReader, *field) bool { return false }
	case assess.Answer: // an earlier one: any of the words
		f.read, f.keys = (*FastReader).word, answerWords
	case assess.Responses:
		f.read = func(r *FastReader, _ *field) bool { return r.object(&r.sheets) }
	case map[string]string:
		f.read = (*FastReader).instruments
	case interface{ Words() []string }:
		f.read, f.keys = (*FastReader).word, newWords(of.Words())
	default:
		f.nest(v, path, keep, into)
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

// nest sets how to read a value by the kind of its type.
func (f *field) nest(v reflect.Value, path string, keep bool, into *assess.Assessment) {
	t := v.Type()
	switch {
	case path == "format":
		f.read = (*FastReader).format
	case t.Kind() == reflect.String:
		f.read, f.recurs = (*FastReader).plain, strings.Contains(path, "[]")
	case t.Kind() == reflect.Slice, t.Kind() == reflect.Pointer:
		f.read = (*FastReader).entry
		entry := reflect.Zero(t.Elem())
		if keep {
			var to any
			to, f.empty, f.add = assess.FactAt(path).List.Filler(into)
			entry = reflect.ValueOf(to).Elem()
		}
		if t.Kind() == reflect.Slice {
			f.read, path = (*FastReader).list, path+"[]"
		}
		read := fieldOf(entry, path, into)
		f.entry = &read
	case t.Kind() == reflect.Struct:
		f.read = (*FastReader).object
		var names []string
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			names = append(names, name)
			f.fields = append(f.fields, fieldOf(v.Field(i), strings.TrimPrefix(path+"."+name, "."), into))
		}
		f.keys = newKeys(names...)
	default:
		panic(fmt.Sprintf("assessmentfile: no way to read %s, a %s", path, t))
	}
}

// at returns the field of an object with that key.
func (f *field) at(key string) *field { return &f.fields[f.keys.place[key]] }

// word reads one of the words.
func (r *FastReader) word(f *field) bool {
	k := r.oneOf(f.keys)
	if k >= 0 && f.text != nil {
		*f.text = f.keys.names[k]
	}
	return k >= 0
}

// grade reads a severity.
func (r *FastReader) grade(f *field) bool {
	c := r.peek()
	if p, keep := f.to.(*timeline.Grade); keep {
		*p = timeline.Grade(c - '0')
	}
	r.i++
	return c >= '1' && c <= '5'
}

func (r *FastReader) format(f *field) bool {
	b, ok := r.bare()
	*f.text = assess.AssessmentFormat
	return ok && string(b) == assess.AssessmentFormat
}

func (r *FastReader) time(f *field) bool {
	b, ok := r.bare()
	p, keep := f.to.(*assess.Instant)
	if !ok || !keep && timeline.PlainInstant(b) {
		return ok
	}
	var t assess.Instant
	err := t.UnmarshalText(b)
	if keep {
		*p = t
	}
	return err == nil
}

// when reads the time of an incident. It does not keep how it was written.
func (r *FastReader) when(f *field) bool {
	b, ok := r.bare()
	if !ok {
		return false
	}
	w, ok := timeline.PlainWhen(b)
	if !ok {
		var err error
		w, err = timeline.ParseWhen(string(b))
		ok = err == nil
	}
	if p, keep := f.to.(*timeline.When); keep {
		*p = w
	}
	return ok
}

func (r *FastReader) day(f *field) bool {
	b, ok := r.bare()
	if !ok {
		return false
	}
	p, keep := f.to.(*assess.Date)
	if !keep {
		if w, plain := timeline.PlainWhen(b); plain {
			_, whole := w.Day()
			_, timed := w.Instant()
			return whole && !timed
		}
	}
	d, err := assess.ParseDate(string(b))
	if keep {
		*p = d
	}
	return err == nil
}

// plain reads a text. If it has more bytes than the characters allowed, the strict
// reader must count them.
func (r *FastReader) plain(f *field) bool {
	from, to, ok := r.string()
	if !ok || to-from > f.longest {
		return false
	}
	switch b := r.b[from:to]; {
	case f.text == nil:
	case r.escaped:
		*f.text = unescaped(b)
	case f.recurs:
		*f.text = r.again(b)
	default:
		*f.text = string(b)
	}
	return true
}

// object reads an object with any of its keys, none of them twice.
func (r *FastReader) object(f *field) bool {
	if !r.next('{') {
		return false
	}
	if r.next('}') {
		return true
	}
	var seen [2]uint64 // an object has at most assess.MaxItems keys
	for k := 0; ; k++ {
		k = r.key(f.keys, k)
		word, bit := uint(k)/64%2, uint64(1)<<(uint(k)%64)
		if k < 0 || seen[word]&bit != 0 {
			return false
		}
		seen[word] |= bit
		if f.marks != nil {
			if !r.readResponse(k, f.marks) {
				return false
			}
		} else if m := &f.fields[k]; !m.read(r, m) {
			return false
		}
		if !r.next(',') {
			return r.next('}')
		}
	}
}

// list reads a list.
func (r *FastReader) list(f *field) bool {
	if !r.next('[') {
		return false
	}
	if r.next(']') {
		return true
	}
	for {
		if !r.entry(f) {
			return false
		}
		if !r.next(',') {
			return r.next(']')
		}
	}
}

// entry reads an entry of a list, or the value of a pointer.
func (r *FastReader) entry(f *field) bool {
	if f.add == nil {
		return f.entry.read(r, f.entry)
	}
	f.empty()
	if !f.entry.read(r, f.entry) {
		return false
	}
	f.add()
	return true
}
