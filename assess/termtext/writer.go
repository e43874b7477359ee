package termtext

import (
	"bytes"
	"io"
	"unicode/utf8"

	"stalkrisk/assess/safetext"
)

// Writer returns a writer that marks what a terminal would obey, hide or reverse before
// it passes text on. It is the last check: text that was forgotten elsewhere cannot
// reach the terminal as it is.
func Writer(w io.Writer) io.Writer { return &writer{to: w} }

type writer struct {
	to   io.Writer
	rest []byte // the beginning of a character that the next write continues
}

func (w *writer) Write(b []byte) (int, error) {
	text := b
	if len(w.rest) > 0 {
		text = append(w.rest, b...)
	}
	text, w.rest = cutRune(text)
	if _, err := w.to.Write(mark(text)); err != nil {
		return 0, err
	}
	return len(b), nil
}

// mark returns text marked, and text itself if it has nothing to mark.
func mark(text []byte) []byte {
	for i := 0; i < len(text); {
		if c := text[i]; c >= ' ' && c <= '~' || c == '\n' || c == '\t' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if size == 1 || !safetext.Visible(r) {
			return []byte(safetext.Mark(string(text)))
		}
		i += size
	}
	return text
}

// cutRune cuts off the beginning of a character whose end is still to come.
func cutRune(b []byte) (whole, rest []byte) {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if at := len(b) - n; utf8.RuneStart(b[at]) {
			if !utf8.FullRune(b[at:]) {
				return b[:at], bytes.Clone(b[at:])
			}
			break
		}
	}
	return b, nil
}
