package assess

import (
	"encoding/binary"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stalkrisk/assess/late"
	"stalkrisk/assess/safetext"
)

// AppendJSON appends the problem line as Result.AppendJSON does.
func (p *ProblemLine) AppendJSON(b []byte) []byte {
	return problemShape.Get().append(b, reflect.ValueOf(p).Elem())
}

// appendOthers appends the results of other instruments, which few have.
func appendOthers(b []byte, others map[string]Other) []byte {
	if len(others) == 0 {
		return append(b, "{}"...)
	}
	return othersShape.Get().append(b, reflect.ValueOf(others))
}

// jsonShape is how the values of a type are written, worked out once from its
// json tags. A nil list or map is written as an empty one.
type jsonShape struct {
	kind   jsonKind
	fields []jsonField // of an object
	elem   *jsonShape  // of a list, map or pointer
}

type jsonField struct {
	opening string // what comes before the value: `,"level":`
	index   int
	*jsonShape
}

type jsonKind uint8

const (
	asText jsonKind = iota
	asWhole
	asBool
	asNumber
	asTexts
	asObject
	asList
	asMap
	asPointer
)

var (
	resultShape  = late.Value[*jsonShape]{Make: func() *jsonShape { return shapeOf(reflect.TypeFor[Result]()) }}
	othersShape  = late.Value[*jsonShape]{Make: func() *jsonShape { return shapeOf(reflect.TypeFor[map[string]Other]()) }}
	problemShape = late.Value[*jsonShape]{Make: func() *jsonShape { return shapeOf(reflect.TypeFor[ProblemLine]()) }}
)

func shapeOf(t reflect.Type) *jsonShape {
	switch {
	case t == reflect.TypeFor[Number]():
		return &jsonShape{kind: asNumber}
	case t == reflect.TypeFor[[]string]():
		return &jsonShape{kind: asTexts}
	}
	switch t.Kind() {
	case reflect.String:
		return &jsonShape{kind: asText}
	case reflect.Int:
		return &jsonShape{kind: asWhole}
	case reflect.Bool:
		return &jsonShape{kind: asBool}
	case reflect.Slice:
		return &jsonShape{kind: asList, elem: shapeOf(t.Elem())}
	case reflect.Map:
		return &jsonShape{kind: asMap, elem: shapeOf(t.Elem())}
	case reflect.Pointer:
		return &jsonShape{kind: asPointer, elem: shapeOf(t.Elem())}
	case reflect.Struct:
		s := &jsonShape{kind: asObject}
		mark := "{"
		for i := range t.NumField() {
			if name := t.Field(i).Tag.Get("json"); name != "-" {
				s.fields = append(s.fields, jsonField{mark + `"` + name + `":`, i, shapeOf(t.Field(i).Type)})
				mark = ","
			}
		}
		return s
	}
	panic("assess: a " + t.String() + " has no form in a result")
}

// append appends v, which has an address.
func (s *jsonShape) append(b []byte, v reflect.Value) []byte {
	switch s.kind {
	case asText:
		return appendText(b, v.String())
	case asWhole:
		return strconv.AppendInt(b, v.Int(), 10)
	case asBool:
		return strconv.AppendBool(b, v.Bool())
	case asNumber:
		return Number(v.Float()).append(b)
	case asTexts:
		return appendList(b, *v.Addr().Interface().(*[]string))
	case asObject:
		for i := range s.fields {
			f := &s.fields[i]
			b = f.append(append(b, f.opening...), v.Field(f.index))
		}
		return append(b, '}')
	case asList:
		b = append(b, '[')
		for i := range v.Len() {
			if i > 0 {
				b = append(b, ',')
			}
			b = s.elem.append(b, v.Index(i))
		}
		return append(b, ']')
	case asMap:
		return s.appendMap(b, v)
	}
	if v.IsNil() { // a pointer
		return append(b, "null"...)
	}
	return s.elem.append(b, v.Elem())
}

// appendMap appends a map in the order of its keys. Few results have an entry.
func (s *jsonShape) appendMap(b []byte, v reflect.Value) []byte {
	if v.Len() == 0 {
		return append(b, "{}"...)
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(x, y reflect.Value) int { return strings.Compare(x.String(), y.String()) })
	mark := byte('{')
	for _, k := range keys {
		value := reflect.New(v.Type().Elem()).Elem() // a value in a map has no address
		value.Set(v.MapIndex(k))
		b = s.elem.append(append(appendText(append(b, mark), k.String()), ':'), value)
		mark = ','
	}
	return append(b, '}')
}

// appendText appends s in quotes. Nearly all texts of a result are words, ids and times of
// up to 32 bytes that need no escape. Those it takes in pieces of eight bytes (four or one,
// of a text that is shorter): one from each end or, of more than 16 bytes, two. The pieces
// meet or overlap in the middle, so they are the whole text. Each is checked and written
// at once. If one is in doubt, or b has too little room for them, appendAny writes the text
// again, with its escapes.
func appendText(b []byte, s string) []byte {
	const longest = 32
	if len(s) > longest || cap(b)-len(b) < longest+len(`""`) {
		return appendAny(b, s)
	}
	text, end := []byte(s), len(b)+len(s)+len(`""`)
	out := b[len(b):end]
	var doubt uint64
	switch {
	case len(text) >= 8:
		first, last := binary.LittleEndian.Uint64(text), binary.LittleEndian.Uint64(text[len(text)-8:])
		doubt = doubtful(first) | doubtful(last)
		binary.LittleEndian.PutUint64(out[1:], first)
		if len(text) > 16 {
			second, third := binary.LittleEndian.Uint64(text[8:]), binary.LittleEndian.Uint64(text[len(text)-16:])
			doubt |= doubtful(second) | doubtful(third)
			binary.LittleEndian.PutUint64(out[9:], second)
			binary.LittleEndian.PutUint64(out[len(out)-17:], third)
		}
		binary.LittleEndian.PutUint64(out[len(out)-9:], last)
	case len(text) >= 4:
		first, last := binary.LittleEndian.Uint32(text), binary.LittleEndian.Uint32(text[len(text)-4:])
		doubt = doubtful(uint64(last)<<32 | uint64(first))
		binary.LittleEndian.PutUint32(out[1:], first)
		binary.LittleEndian.PutUint32(out[len(out)-5:], last)
	case len(text) > 0: // the first, the middle and the last; five letters that are in no doubt make it eight
		first, middle, last := text[0], text[len(text)/2], text[len(text)-1]
		doubt = doubtful('a'*(ones>>24<<24) | uint64(last)<<16 | uint64(middle)<<8 | uint64(first))
		out[1], out[1+len(text)/2], out[len(out)-2] = first, middle, last
	}
	if doubt&highs != 0 {
		return appendAny(b, s)
	}
	out[0], out[len(out)-1] = '"', '"'
	return b[:end]
}

// A one in each of eight bytes, and the highest bit of each.
const ones, highs = 0x0101010101010101, 0x8080808080808080

// doubtful returns a number with the highest bit of some byte set if any of the eight
// bytes of w needs an escape. Its four parts are read from the left. First, ^ swaps '"' and
// space, so that just '"' and the control characters are below 33, and taking 33 sets their
// bit. Second, ^ makes '\\' 0, and taking one sets its bit. Third, adding one sets that of
// 0x7F. Fourth, a byte that is not ASCII has it.
//
// A byte that borrows or carries may set the bit of the next one without need. Then the text
// is looked at again, byte by byte. Neither clears the bit of a byte that needs an escape.
func doubtful(w uint64) uint64 {
	return (w ^ ones*('"'^' ') - ones*(' '+1)) | (w ^ ones*'\\' - ones) | (w + ones) | w
}

// appendAny appends any text in quotes. It appends it first and then checks it, eight
// bytes at a time.
func appendAny(b []byte, s string) []byte {
	b = append(b, '"')
	start := len(b)
	b = append(b, s...)
	if plainBytes(b[start:]) {
		return append(b, '"')
	}
	return append(appendEscaped(b[:start], s), '"')
}

// plainBytes reports whether b is surely ASCII in which nothing needs an escape.
func plainBytes(b []byte) bool {
	last := len(b) - 8
	for i := 0; i <= last; i = min(i+8, last) {
		if doubtful(binary.LittleEndian.Uint64(b[i:]))&highs != 0 {
			return false
		}
		if i == last {
			return true
		}
	}
	for _, c := range b {
		if !plainByte(c) {
			return false
		}
	}
	return true
}

// plainByte reports whether a byte is ASCII and needs no escape.
func plainByte(c byte) bool { return ' ' <= c && c < 0x7F && c != '"' && c != '\\' }

func appendEscaped(b []byte, s string) []byte {
	for i, width := 0, 1; i < len(s); i += width {
		if width = 1; plainByte(s[i]) {
			b = append(b, s[i])
			continue
		}
		var r rune
		r, width = utf8.DecodeRuneInString(s[i:])
		switch r {
		case '"', '\\':
			b = append(b, '\\', byte(r))
		case '\b':
			b = append(b, `\b`...)
		case '\f':
			b = append(b, `\f`...)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			if r == utf8.RuneError && width == 1 { // a byte that is not UTF-8
				b = append(b, `\ufffd`...)
			} else {
				b = safetext.AppendJSON(b, r)
			}
		}
	}
	return b
}
