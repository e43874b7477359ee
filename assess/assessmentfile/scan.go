package assessmentfile

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"
)

// keys are the keys of an object, in the usual order, so that the next one can be
// guessed before it is looked up. They can also be the allowed words of a value.
type keys struct {
	names []string
	texts []quoted
	place map[string]int
}

func newKeys(names ...string) *keys { return newTexts(names, `":`) }

func newWords(words []string) *keys { return newTexts(words, `"`) }

func newTexts(names []string, end string) *keys {
	ks := &keys{names: names, place: map[string]int{}}
	for k, name := range names {
		ks.texts = append(ks.texts, newQuoted(`"`+name+end))
		ks.place[name] = k
	}
	return ks
}

// quoted is a key or word as it is in a file, such as `"case":`, and its first eight
// bytes (or fewer, if it is shorter).
type quoted struct {
	bytes, mask uint64
	text        string
}

func newQuoted(text string) quoted {
	var b, mask [8]byte
	for i := range min(len(text), 8) {
		b[i], mask[i] = text[i], 0xff
	}
	return quoted{binary.LittleEndian.Uint64(b[:]), binary.LittleEndian.Uint64(mask[:]), text}
}

// scanner reads a JSON text. It reports anything that it is not sure of as wrong.
type scanner struct {
	b       []byte // up to the end of the record
	i       int
	escaped bool // the last string had escapes
}

// peek moves to the next byte that is not space and returns it, or 0 at the end.
func (s *scanner) peek() byte {
	for s.i < len(s.b) {
		c := s.b[s.i]
		if c > ' ' || c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return c
		}
		s.i++
	}
	return 0
}

// next skips space and then c, and reports whether c was there.
func (s *scanner) next(c byte) bool {
	if s.i < len(s.b) && s.b[s.i] == c || s.peek() == c {
		s.i++
		return true
	}
	return false
}

func (s *scanner) atEnd() bool {
	s.peek()
	return s.i == len(s.b)
}

// begins reports whether the next eight bytes begin with q.
func (q *quoted) begins(next uint64) bool { return next&q.mask == q.bytes }

// pass skips q if it comes next. The caller has checked its first eight bytes.
func (s *scanner) pass(q *quoted) bool {
	end := s.i + len(q.text)
	if len(q.text) > 8 && (end > len(s.b) || string(s.b[s.i+8:end]) != q.text[8:]) {
		return false
	}
	s.i = end
	return true
}

// oneOf skips one of the words and returns its index, or -1 if it is none of them.
func (s *scanner) oneOf(words *keys) int {
	s.peek()
	here := s.here()
	for k := range words.texts {
		if q := &words.texts[k]; q.begins(here) && s.pass(q) {
			return k
		}
	}
	return -1
}

// here returns the next eight bytes, with zeros after the end.
func (s *scanner) here() uint64 {
	if len(s.b)-s.i >= 8 {
		return binary.LittleEndian.Uint64(s.b[s.i:])
	}
	var rest [8]byte
	copy(rest[:], s.b[s.i:])
	return binary.LittleEndian.Uint64(rest[:])
}

// key reads a key and its colon and returns its index, or -1 if there is no such key.
// It first tries next and the three keys after it.
func (s *scanner) key(of *keys, next int) int {
	s.peek()
	here := s.here()
	for k, end := next, min(next+4, len(of.texts)); k < end; k++ {
		if q := &of.texts[k]; q.begins(here) && s.pass(q) {
			return k
		}
	}
	b, ok := s.bare()
	if !ok || !s.next(':') {
		return -1
	}
	if k, ok := of.place[string(b)]; ok {
		return k
	}
	return -1
}

// bare reads a string that has no escapes.
func (s *scanner) bare() ([]byte, bool) {
	from, to, ok := s.string()
	return s.b[from:to], ok && !s.escaped
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// string reads a string and returns where its content begins and ends. It checks that
// it is valid UTF-8 and that its escapes are valid.
//
// It looks at eight bytes at a time: mark has the high bit of each byte that is a
// quote, a backslash, below space, or beyond ASCII. (The borrow may also mark a byte
// after one of these, so only the first mark is used.)
func (s *scanner) string() (from, to int, ok bool) {
	if !s.next('"') {
		return 0, 0, false
	}
	b, i, start := s.b, s.i, s.i
	s.escaped = false
	for {
		for len(b)-i >= 8 {
			w := binary.LittleEndian.Uint64(b[i:])
			q, e := w^(ones*'"'), w^(ones*'\\')
			mark := ((q - ones) | (e - ones) | (w - ones*' ') | w) & highs
			if mark != 0 {
				i += bits.TrailingZeros64(mark) / 8
				break
			}
			i += 8
		}
		for len(b)-i < 8 && i < len(b) && plainByte(b[i]) {
			i++
		}
		if i == len(b) {
			return 0, 0, false
		}
		n := 0
		switch c := b[i]; {
		case c == '"':
			s.i = i + 1
			return start, i, true
		case c == '\\':
			n = escape(b[i:])
			s.escaped = true
		case c >= utf8.RuneSelf:
			n = character(b[i:])
		}
		if n == 0 {
			return 0, 0, false
		}
		i += n
	}
}

// plainByte reports whether c stands for itself in a string.
func plainByte(c byte) bool { return c >= ' ' && c < utf8.RuneSelf && c != '"' && c != '\\' }

// character returns the length of the character at the start of b, or 0 if it is not
// valid UTF-8.
func character(b []byte) int {
	r, n := utf8.DecodeRune(b)
	if r == utf8.RuneError && n == 1 {
		return 0
	}
	return n
}

// escape returns the length of the escape at the start of b (of both, for a pair of
// surrogates), or 0 if it is not valid.
func escape(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	switch b[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		r, ok := hex4(b)
		if !ok {
			return 0
		}
		if !utf16.IsSurrogate(r) {
			return 6
		}
		low, ok := hex4(b[6:])
		if ok && utf16.DecodeRune(r, low) != utf8.RuneError {
			return 12
		}
	}
	return 0
}

// hex4 reads an escape such as \u00e9.
func hex4(b []byte) (r rune, ok bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	for _, c := range b[2:6] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

// unescaped returns the text of a string whose escapes are valid.
func unescaped(b []byte) string {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); {
		if b[i] != '\\' {
			out = append(out, b[i])
			i++
			continue
		}
		n := escape(b[i:])
		r, _ := hex4(b[i:])
		switch {
		case n == 2:
			out = append(out, plainEscapes[b[i+1]])
		case n == 6:
			out = utf8.AppendRune(out, r)
		default:
			low, _ := hex4(b[i+6:])
			out = utf8.AppendRune(out, utf16.DecodeRune(r, low))
		}
		i += n
	}
	return string(out)
}

var plainEscapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
