package table

import (
	"bytes"
	"io"
)

// MaxRow is the most bytes that a row may have.
const MaxRow = 4 << 20

// lines holds the part of a text that is being looked at.
type lines struct {
	in  io.Reader
	buf []byte
	at  int   // where the next row begins
	err error // of in, once it has ended

	keep bool // what was read is needed again
}

const block = 64 << 10

// end returns the index after the end of the line that begins at from. Of a line that
// is too long it returns an index within it.
func (l *lines) end(from int) int {
	for seen := from; ; {
		if i := bytes.IndexByte(l.buf[seen:], '\n'); i >= 0 {
			return seen + i + 1
		}
		seen = len(l.buf)
		if l.err != nil || seen-from > MaxRow {
			return seen
		}
		l.read()
	}
}

// read reads more of the text.
func (l *lines) read() {
	n := len(l.buf)
	if cap(l.buf)-n < block {
		larger := make([]byte, n, 2*cap(l.buf)+2*block)
		copy(larger, l.buf)
		l.buf = larger
	}
	m, err := l.in.Read(l.buf[n:cap(l.buf)])
	l.buf, l.err = l.buf[:n+m], err
}

// forget drops what has been read, now and then, so that moving the rest costs little.
func (l *lines) forget() {
	if !l.keep && (l.at == len(l.buf) || l.at > block && l.at > len(l.buf)/2) {
		l.buf = l.buf[:copy(l.buf, l.buf[l.at:])]
		l.at = 0
	}
}

// skipLine moves past a line of any length, and reports whether there was one.
func (l *lines) skipLine() bool {
	some := false
	for {
		l.forget()
		end := l.end(l.at)
		whole := end > l.at && l.buf[end-1] == '\n'
		some = some || end > l.at
		l.at = end
		if whole || l.err != nil && end == len(l.buf) {
			return some
		}
	}
}
