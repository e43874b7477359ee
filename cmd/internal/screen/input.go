package screen

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf8"
)

// keys reads a terminal and passes on whole keys and text only. bubbletea reads what is
// left of a broken key as letters, and letters are answers. So keys keeps the beginning
// of a key until the rest has come, drops what cannot be a key, and leaves out what a
// terminal answers when some other program has asked it something.
type keys struct {
	Terminal
	gone func()            // called at the end of the input; bubbletea would wait for ever
	say  func(what string) // says that something was dropped
	now  func() time.Time

	held  []byte    // the beginning of a key
	after bool      // the last byte passed on was ESC, which may have been the beginning of a key
	apart bool      // what is held cannot be passed on: its ESC was, as a key, or it has no ESC
	paste bool      // inside marks of a paste
	last  time.Time // when the last bytes came
}

// What is said when something was dropped.
const (
	brokenKey  = "Part of a key arrived, and no answer was recorded. Press the key again."
	notUTF8    = "Some letters came in another encoding than UTF-8 and were left out. Set the terminal to UTF-8."
	longestKey = 32 // bytes; no terminal sends a longer one
	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
)

// How long an answer of a terminal, or a paste, may pause before it counts as
// unfinished. The rest of a key may come at any time.
const (
	forgotten  = time.Second
	pastePause = 5 * time.Second
)

// mostAdded is how many bytes more than were read Read may have to return.
const mostAdded = longestKey + len(pasteEnd)

func (k *keys) Read(b []byte) (int, error) {
	in := make([]byte, max(1, len(b)-mostAdded))
	n, err := k.Terminal.Read(in)
	out := k.pass(in[:n])
	if err != nil {
		k.gone()
	}
	return copy(b, out), err
}

// pass returns the bytes to pass on of what is held and what has just come.
func (k *keys) pass(in []byte) (out []byte) {
	if len(in) == 0 {
		return nil
	}
	out = k.pauses(in)
	rest := append(k.held, in...)
	k.held = nil
	for len(rest) > 0 {
		if whole, was := seven(rest); was && !k.paste {
			rest, k.apart = whole, true
		}
		n, what := k.next(rest)
		if n == 0 {
			return k.hold(out, rest)
		}
		switch what {
		case passed:
			out = append(out, rest[:n]...)
		case broken:
			k.say(brokenKey)
		}
		k.apart = false
		rest = rest[n:]
	}
	return out
}

// pauses looks at the pause before in: it may end a paste or a report, or in may be the
// rest of a key. It returns what to pass on before in.
func (k *keys) pauses(in []byte) (out []byte) {
	now := k.now()
	pause := now.Sub(k.last)
	k.last = now
	if k.paste && (pause >= pastePause || len(in) == 1 && in[0] == 3) { // Ctrl+C alone is a key even if the end of a paste is missing
		out, k.paste, k.held = append(k.held, pasteEnd...), false, nil
	}
	switch {
	case k.after && (in[0] == '[' || in[0] == 'O' || isString(in[0]) && pause < forgotten):
		k.apart = true
		k.held = []byte{0x1b}
	case pause >= forgotten && len(k.held) > 1 && isString(k.held[1]):
		k.held, k.apart = nil, false
		k.say(brokenKey)
	}
	k.after = false
	return out
}

// hold keeps the beginning of a key. ESC alone is a key too, so it is passed on.
func (k *keys) hold(out, rest []byte) []byte {
	switch {
	case k.paste || rest[0] != 0x1b:
	case len(rest) == 1 && !k.apart:
		k.after = true
		return append(out, 0x1b)
	case len(rest) > 1 && isString(rest[1]): // only whether its end has begun matters
		end := rest[:2:2]
		if len(rest) > 2 && rest[len(rest)-1] == 0x1b {
			end = append(end, 0x1b)
		}
		rest = end
	}
	k.held = bytes.Clone(rest)
	return out
}

// seven returns b with a control of one byte at its start, or of one character above
// ASCII, written as ESC and a letter, and whether there was one.
func seven(b []byte) ([]byte, bool) {
	r, size := utf8.DecodeRune(b)
	if size == 1 {
		r = rune(b[0])
	}
	if r < 0x80 || r >= 0xA0 {
		return b, false
	}
	return append([]byte{0x1b, byte(r) - 0x40}, b[size:]...), true
}

// fate is what becomes of a part of the input.
type fate uint8

const (
	passed fate = iota
	dropped
	broken // dropped, and it may have been meant as a key
)

// next returns how many bytes the first part of b has, 0 if its end is still to come,
// and what becomes of it.
func (k *keys) next(b []byte) (int, fate) {
	if k.paste {
		return k.pasted(b)
	}
	r, size := utf8.DecodeRune(b)
	switch {
	case b[0] == 0x1b && len(b) > 1 && b[1] == 0x1b:
		return 1, passed // a key with Alt follows, or Esc was pressed twice
	case b[0] == 0x1b:
		return k.escape(b)
	case r == utf8.RuneError && size == 1 && !utf8.FullRune(b):
		return 0, dropped
	case r == utf8.RuneError && size == 1:
		k.say(notUTF8)
		return 1, dropped
	}
	return size, passed
}

// pasted passes on a paste up to the mark of its end.
func (k *keys) pasted(b []byte) (int, fate) {
	if end := bytes.Index(b, []byte(pasteEnd)); end >= 0 {
		k.paste = false
		return end + len(pasteEnd), passed
	}
	for n := min(len(b), len(pasteEnd)-1); n > 0; n-- {
		if strings.HasPrefix(pasteEnd, string(b[len(b)-n:])) {
			return len(b) - n, passed // 0 if all of it may belong to the mark
		}
	}
	return len(b), passed
}

// escape returns the length and fate of the key or report at the start of b.
func (k *keys) escape(b []byte) (int, fate) {
	n, what := sequence(b[1:])
	switch {
	case n == 0 && len(b) > longestKey && !isString(b[1]):
		return len(b), broken
	case n == 0:
		return 0, dropped
	case what != passed:
	case k.apart:
		what = broken
	case string(b[:n+1]) == pasteStart:
		k.paste = true
	}
	return n + 1, what
}

// isString reports whether c, after ESC, begins a text for or from the terminal.
func isString(c byte) bool { return strings.IndexByte("]PX^_", c) >= 0 }

// sequence returns how many bytes after ESC belong to one key or report, 0 if the end
// is still to come.
func sequence(b []byte) (int, fate) {
	switch {
	case len(b) == 0:
		return 0, dropped
	case b[0] == '[':
		return control(b)
	case b[0] == 'O' && len(b) == 1:
		return 0, dropped
	case b[0] == 'O' && strings.IndexByte("ABCDPQRS", b[1]) >= 0:
		return 2, passed
	case b[0] == 'O' && (b[1] < ' ' || b[1] > '~'):
		return 1, broken
	case b[0] == 'O':
		return 2, broken
	case isString(b[0]):
		return report(b)
	case !utf8.FullRune(b):
		return 0, dropped
	}
	_, n := utf8.DecodeRune(b)
	return n, passed // a letter with Alt: no page has a use for one
}

// control returns the length of a sequence after ESC that begins with "[".
func control(b []byte) (int, fate) {
	fixed := 0
	switch {
	case len(b) > 1 && b[1] == '[': // the function keys of the Linux console
		fixed = 3
	case len(b) > 1 && b[1] == 'M': // a mouse, in the oldest form
		fixed = 5
	}
	switch {
	case fixed > len(b):
		return 0, dropped
	case fixed > 0:
		return fixed, passed
	}
	for i, c := range b[1:] {
		switch {
		case c >= 0x40 && c <= 0x7e:
			return i + 2, passed
		case c < 0x20 || c > 0x3f:
			return i + 1, broken
		}
	}
	return 0, dropped
}

// report returns the length of a text for or from the terminal: to BEL, ESC \ or the
// end of a string in one byte. A key that nobody sends inside one ends it too.
func report(b []byte) (int, fate) {
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case 7:
			return i + 1, dropped
		case 0x1b:
			if i+1 == len(b) {
				return 0, dropped
			}
			if b[i+1] == '\\' {
				return i + 2, dropped
			}
			return i, broken
		case 3, '\r', '\n', 0x18, 0x1a:
			return i, broken
		}
	}
	return 0, dropped
}
