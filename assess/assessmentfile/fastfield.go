package assessmentfile

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// field is how the fast reader reads a value: what it must be, and where it goes
// if scoring reads it. Fields are worked out once, from the types and json tags of
// an assessment and from assess.CaseFacts.
type field struct {
	kind    fieldKind
	to      reflect.Value  // where it goes; invalid if the value is only checked
	pointer any            // to that place
	longest int            // of a text
	keys    *keys          // of an object; of a word, what it may be
	fields  []field        // of an object, by its keys
	each    func(int) bool // of an object without fields: reads the value of the key at that place
	entry   *field         // of a list or pointer: one entry
	add     func()         // adds the entry that was read, and empties its place; nil if it is only checked
}

type fieldKind uint8

const (
	objectField fieldKind = iota
	listField
	pointerField
	textField
	recurringField // a text of a list's entry, which was probably read before
	wordField
	gradeField
	timeField
	whenField
	dayField
	formatField
	versionsField
	responsesField
	answerField
	noteField
)

// fieldOf works out how a value is read that has a path in a file. One that
// cannot be set is only checked. into is the assessment that it belongs to.
func fieldOf(v reflect.Value, path string, into *assess.Assessment) field {
	f := field{longest: assess.LongestText}
	fact := assess.FactAt(path)
	keep := v.CanSet() && (fact == nil || scored(fact))
	if fact != nil {
		f.longest = fact.Longest
	}
	switch of := v.Interface().(type) {
	case assess.Instant:
		f.kind = timeField
	case timeline.When:
		f.kind = whenField
	case assess.Date:
		f.kind = dayField
	case timeline.Grade:
		f.kind = gradeField
	case assess.Answer: // an earlier one: any of the words
		f.kind, f.keys = wordField, answerWords
	case assess.Responses:
		f.kind = responsesField
	case map[string]string:
		f.kind = versionsField
	case interface{ Words() []string }:
		f.kind, f.keys = wordField, newWords(of.Words())
	default:
		f.nest(v, path, keep, into)
	}
	if keep {
		f.keep(v)
	}
	return f
}

// scored reports whether scoring reads a fact, or one of its entries'.
func scored(f *assess.CaseFact) bool {
	return f.Scored || slices.ContainsFunc(f.Entries, func(e assess.CaseFact) bool { return e.Scored })
}

// keep makes v the place where the value goes.
func (f *field) keep(v reflect.Value) {
	f.to, f.pointer = v, v.Addr().Interface()
	if _, is := f.pointer.(*string); !is && (f.kind == textField || f.kind == recurringField) {
		panic(fmt.Sprintf("assessmentfile: no way to keep a %s", v.Type()))
	}
}

// nest works out what follows from the kind of a type.
func (f *field) nest(v reflect.Value, path string, keep bool, into *assess.Assessment) {
	t := v.Type()
	switch {
	case path == "format":
		f.kind = formatField
	case t.Kind() == reflect.String && strings.Contains(path, "[]"):
		f.kind = recurringField
	case t.Kind() == reflect.String:
		f.kind = textField
	case t.Kind() == reflect.Slice, t.Kind() == reflect.Pointer:
		f.kind = pointerField
		entry := reflect.Zero(t.Elem())
		if keep {
			var to any
			to, f.add = assess.FactAt(path).List.Filler(into)
			entry = reflect.ValueOf(to).Elem()
		}
		if t.Kind() == reflect.Slice {
			f.kind, path = listField, path+"[]"
		}
		read := fieldOf(entry, path, into)
		f.entry = &read
	case t.Kind() == reflect.Struct:
		f.kind = objectField
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

// at returns the field of an object that has that key.
func (f *field) at(key string) *field { return &f.fields[f.keys.place[key]] }

// value reads a value of the field. It is false if the reader is not sure.
func (r *FastReader) value(f *field) bool {
	switch f.kind {
	case objectField:
		return r.object(f)
	case listField, pointerField:
		return r.list(f)
	case textField, recurringField:
		return r.text(f)
	case wordField:
		k := r.oneOf(f.keys)
		if k >= 0 && f.to.IsValid() {
			f.to.SetString(f.keys.names[k])
		}
		return k >= 0
	case versionsField:
		return r.instruments()
	case responsesField:
		return r.object(&r.sheets)
	case answerField:
		return r.readAnswer()
	case noteField:
		return r.readNote()
	}
	return r.special(f)
}

// special reads a number, a date, a time or the format.
func (r *FastReader) special(f *field) bool {
	if f.kind == gradeField {
		c := r.peek()
		if f.to.IsValid() {
			f.to.SetInt(int64(c - '0'))
		}
		r.i++
		return c >= '1' && c <= '5'
	}
	b, ok := r.bare()
	if !ok {
		return false
	}
	switch f.kind {
	case timeField:
		return readTime(b, f.pointer)
	case whenField:
		return readWhen(b, f.pointer)
	case dayField:
		return readDay(b, f.pointer)
	}
	if f.to.IsValid() { // the format
		f.to.SetString(assess.AssessmentFormat)
	}
	return string(b) == assess.AssessmentFormat
}

func readTime(b []byte, to any) bool {
	p, keep := to.(*assess.Instant)
	if !keep && timeline.PlainInstant(b) {
		return true
	}
	t, err := assess.ParseInstant(string(b))
	if keep {
		*p = t
	}
	return err == nil
}

// readWhen reads when something happened. How it was written is not kept.
func readWhen(b []byte, to any) bool {
	w, ok := timeline.PlainWhen(b)
	if !ok {
		var err error
		w, err = timeline.ParseWhen(string(b))
		ok = err == nil
	}
	if p, keep := to.(*timeline.When); keep {
		*p = w
	}
	return ok
}

func readDay(b []byte, to any) bool {
	p, keep := to.(*assess.Date)
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

// text reads a text. One with more bytes than it may have characters is for the
// strict reader, which counts them.
func (r *FastReader) text(f *field) bool {
	from, to, ok := r.string()
	if !ok || to-from > f.longest {
		return false
	}
	p, keep := f.pointer.(*string)
	switch b := r.b[from:to]; {
	case !keep:
	case r.escaped:
		*p = unescaped(b)
	case f.kind == recurringField:
		*p = r.again(b)
	default:
		*p = string(b)
	}
	return true
}

// object reads an object that has some of its keys, none of them twice.
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
		if f.each != nil {
			if !f.each(k) {
				return false
			}
		} else if !r.value(&f.fields[k]) {
			return false
		}
		if !r.next(',') {
			return r.next('}')
		}
	}
}

// list reads a list, or the one entry that a pointer stands for.
func (r *FastReader) list(f *field) bool {
	if f.add != nil {
		f.entry.to.SetZero() // an abandoned record may have left something in it
	}
	if f.kind == pointerField {
		return r.entry(f)
	}
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

// entry reads an entry of a list.
func (r *FastReader) entry(f *field) bool {
	if !r.value(f.entry) {
		return false
	}
	if f.add != nil {
		f.add()
	}
	return true
}
