package assessmentfile

import (
	"bytes"
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"
)

// scanner reads the text of one record. Each function takes the place where something
// should begin, and returns the place after it, or wrong if it is not sure.
//
// None but between, which jumps, looks for the end of the record. A line feed is there, which nothing
// reads: it is not in any text, nor counted as space. Sixteen bytes more follow it, so
// that sixteen can be read together from any place in the record.
type scanner struct {
	b []byte
}

// wrong is the place after something that a reader is not sure of.
const wrong = -1

// begin skips space. There is seldom any, so that is worth asking first.
func (s *scanner) begin(i int) int {
	if s.b[i] > ' ' {
		return i
	}
	return s.space(i)
}

//go:noinline
func (s *scanner) space(i int) int {
	for s.b[i] == ' ' || s.b[i] == '\t' || s.b[i] == '\r' {
		i++
	}
	return i
}

// next reads c.
func (s *scanner) next(i int, c byte) int {
	if s.b[i] == c {
		return i + 1
	}
	return s.afterSpace(i, c)
}

//go:noinline
func (s *scanner) afterSpace(i int, c byte) int {
	i = s.space(i)
	if s.b[i] == c {
		return i + 1
	}
	return wrong
}

// more reads the comma before another value, or else the end of an object or list. The
// caller has already looked for a comma without space before it, for speed.
func (s *scanner) more(i int, end byte) (after int, more bool) {
	i = s.begin(i)
	switch s.b[i] {
	case ',':
		return i + 1, true
	case end:
		return i + 1, false
	}
	return wrong, false
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// text reads a string, and returns where its content begins and ends and whether it has
// escapes. The place after it is to+1. ok is false if it is not sure. It checks that the
// string is valid UTF-8 and that its escapes are valid.
//
// It looks at eight bytes at a time: mark has the high bit of each byte that is a
// quote, a backslash, below space, or beyond ASCII. A backslash is 0 in e, and taking 1
// from it sets its high bit. In q, whose second bit is turned over, a quote has the place
// of space and so is below 33, as are all bytes below space, and nothing else: taking 33
// sets the high bit of these. (What is borrowed for that may also mark a byte after one
// of these, so only the first mark is used.)
func (s *scanner) text(i int) (from, to int, escaped, ok bool) {
	i = s.next(i, '"')
	if i < 0 {
		return 0, 0, false, false
	}
	b, from := s.b, i
	for {
		w := eight(b, i)
		q, e := w^(ones*('"'^' ')), w^(ones*'\\')
		mark := ((q - ones*(' '+1)) | (e - ones) | w) & highs
		if mark == 0 {
			i += 8
			continue
		}
		i += bits.TrailingZeros64(mark) / 8
		n := 0
		switch c := b[i]; {
		case c == '"':
			return from, i, escaped, true
		case c == '\\':
			escaped = true
			n = escape(b[i:])
		case c >= utf8.RuneSelf:
			n = character(b, i)
		}
		if n == 0 {
			return 0, 0, false, false
		}
		i += n
	}
}

// bare reads a string that has no escapes.
func (s *scanner) bare(i int) (text []byte, after int) {
	from, to, escaped, ok := s.text(i)
	if !ok || escaped {
		return nil, wrong
	}
	return s.b[from:to], to + 1
}

// between returns the n bytes between two quotes, if the first is at i. It looks at
// nothing else of them: the caller must check every byte, which may even be a line feed.
func (s *scanner) between(i, n int) []byte {
	if end := i + n + 1; end < len(s.b) && s.b[i] == '"' && s.b[end] == '"' {
		return s.b[i+1 : end]
	}
	return nil
}

// character returns the length of the character at i, or 0 if it is not valid UTF-8. It
// looks at the bits of those of two and three bytes, which most have; in these patterns the
// first byte is the last.
func character(b []byte, i int) int {
	const (
		two, twoBits     = 0b10000000_11000000, 0b11000000_11100000
		three, threeBits = 0b10000000_10000000_11100000, 0b11000000_11000000_11110000

		beyondOne = 0b00000000_00011110          // without any of these, one byte would do
		beyondTwo = 0b00000000_00100000_00001111 // and here two
		surrogate = 0b00000000_00100000_00001101 // if just these of beyondTwo are set, it is half a pair, U+D800 to U+DFFF
	)
	switch w := uint32(eight(b, i)); {
	case w&twoBits == two && w&beyondOne != 0:
		return 2
	case w&threeBits == three && w&beyondTwo != 0 && w&beyondTwo != surrogate:
		return 3
	}
	r, n := utf8.DecodeRune(b[i:])
	if r == utf8.RuneError && n == 1 {
		return 0
	}
	return n
}

// escape returns the length of the escape at the start of b (of both, for a pair of
// surrogates), or 0 if it is not valid.
func escape(b []byte) int {
	switch {
	case len(b) < 2:
		return 0
	case plainEscapes[b[1]] != 0:
		return 2
	case b[1] == 'u':
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

// unescape appends the text of a string whose escapes are valid.
func unescape(out, b []byte) []byte {
	for {
		plain, _, found := bytes.Cut(b, []byte(`\`))
		out = append(out, plain...)
		if !found {
			return out
		}
		b = b[len(plain):]
		n := escape(b)
		r, _ := hex4(b)
		switch {
		case n == 2:
			out = append(out, plainEscapes[b[1]])
		case n == 6:
			out = utf8.AppendRune(out, r)
		default:
			low, _ := hex4(b[6:])
			out = utf8.AppendRune(out, utf16.DecodeRune(r, low))
		}
		b = b[n:]
	}
}

var plainEscapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
