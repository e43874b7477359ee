package textfile

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"stalkrisk/assess"
)

// NotTextError means that a file is not text. Its problem says what the file is, and
// what to do.
type NotTextError struct{ Problem assess.Problem }

func (e *NotTextError) Error() string { return e.Problem.Message }

// CodeNotText is the code of that problem.
const CodeNotText = "not-text"

// size is how much of a file is looked at to see what it is.
const size = 64 << 10

// Open returns a reader of the text of f. The error is a *NotTextError if f is not
// text. Open waits for no more of a stream than its first bytes.
func Open(f io.Reader) (*bufio.Reader, error) { return new(Opener).Open(f) }

// Opener opens one file after another with the same memory: a folder may have tens of
// thousands. A reader that it returned is no longer used once the next file is opened.
type Opener struct{ in, text *bufio.Reader }

// reset returns *r, or a new reader, to read from f.
func reset(r **bufio.Reader, f io.Reader) *bufio.Reader {
	if *r == nil {
		*r = bufio.NewReaderSize(f, size)
	} else {
		(*r).Reset(f)
	}
	return *r
}

// Open does what the function Open does.
func (o *Opener) Open(f io.Reader) (*bufio.Reader, error) {
	in := reset(&o.in, f)
	start := beginning(in)
	if isGzip(start) {
		packed := &counter{in: in}
		z, err := gzip.NewReader(packed)
		if err != nil {
			return nil, errors.New("the gzip file is damaged or was cut off")
		}
		in = bufio.NewReaderSize(&unpacked{in: z, packed: packed}, size)
		start = beginning(in)
	}
	if order, is := utf16Order(start); is {
		decoder := unicode.UTF16(order, unicode.UseBOM).NewDecoder()
		in = bufio.NewReaderSize(transform.NewReader(in, decoder), size)
		start = beginning(in)
	} else if what, do := notText(start); what != "" {
		return nil, &NotTextError{assess.Problem{Code: CodeNotText, Message: "this is " + what + "; " + do, Line: 1}}
	}
	if bytes.HasPrefix(start, byteOrderMark) {
		in.Discard(len(byteOrderMark))
		start = start[len(byteOrderMark):]
	}
	if end := bytes.IndexAny(start, "\r\n\""); end < 0 || start[end] != '\n' {
		in = reset(&o.text, &returnReader{in: in})
	}
	return in, nil
}

// beginning returns what the first reads of a file bring: at least four bytes, unless
// it has fewer.
func beginning(in *bufio.Reader) []byte {
	in.Peek(4)
	start, _ := in.Peek(in.Buffered())
	return start
}

// A gzip file may expand to this many times its size, and in any case to so many bytes.
// Assessments shrink to a tenth; a file that is made to fill a disk or keep a computer
// busy expands a thousandfold.
const (
	mostExpansion   = 100
	alwaysExpansion = 64 << 20
)

// errExpands means that a gzip file expands to more than it may.
var errExpands = errors.New("the gzip file expands to more than 64 MiB and more than 100 times its size, so the rest was not read; unpack it and give the text")

// unpacked reads the text of a gzip file, up to what it may expand to.
type unpacked struct {
	in     io.Reader
	packed *counter
	bytes  int64
}

func (u *unpacked) Read(b []byte) (int, error) {
	if u.bytes > alwaysExpansion && u.bytes > mostExpansion*u.packed.bytes {
		return 0, errExpands
	}
	n, err := u.in.Read(b)
	u.bytes += int64(n)
	return n, err
}

// counter counts what is read. It reads byte by byte where gzip wants that, so that
// nothing is read ahead.
type counter struct {
	in    *bufio.Reader
	bytes int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.in.Read(b)
	c.bytes += int64(n)
	return n, err
}

func (c *counter) ReadByte() (byte, error) {
	b, err := c.in.ReadByte()
	if err == nil {
		c.bytes++
	}
	return b, err
}

func isGzip(start []byte) bool { return bytes.HasPrefix(start, []byte{0x1f, 0x8b}) }

var byteOrderMark = []byte("\ufeff")

// utf16Order reports whether a file begins like UTF-16, and in which order its bytes
// are. UTF-16 begins with a byte order mark, or with letters of which every other byte
// is 0.
func utf16Order(start []byte) (order unicode.Endianness, is bool) {
	if len(start) < 2 {
		return order, false
	}
	little, big := start[0] == 0xff && start[1] == 0xfe, start[0] == 0xfe && start[1] == 0xff
	if len(start) >= 4 {
		little = little && start[2]|start[3] != 0 // else it is UTF-32
		little = little || everyOtherZero(start[:4], 1)
		big = big || everyOtherZero(start[:4], 0)
	}
	if big {
		order = unicode.BigEndian
	} else {
		order = unicode.LittleEndian
	}
	return order, little || big
}

// everyOtherZero reports whether every other byte of b is 0, beginning with the one at
// first, and no byte between them is. first is 0 or 1.
func everyOtherZero(b []byte, first int) bool {
	for i, c := range b {
		if (c == 0) != (i%2 == first) {
			return false
		}
	}
	return true
}

// returnReader reads text whose lines may end with a carriage return alone, and turns
// each of those into a line feed. The first line end decides: if it is a line feed or
// CRLF, nothing is changed. A line end within quotation marks does not count, since it
// can be of another sort.
type returnReader struct {
	in               *bufio.Reader
	decided, returns bool
	quoted           bool
}

func (r *returnReader) Read(b []byte) (int, error) {
	n, err := r.in.Read(b)
	for i := 0; i < n && (!r.decided || r.returns); i++ {
		if !r.decided {
			r.look(b[i:n])
		}
		if r.returns && b[i] == '\r' && !r.lineFeedAfter(b[i+1:n]) {
			b[i] = '\n'
		}
	}
	return n, err
}

// look looks at the next byte of the first line.
func (r *returnReader) look(b []byte) {
	switch {
	case b[0] == '"':
		r.quoted = !r.quoted
	case !r.quoted && (b[0] == '\n' || b[0] == '\r'):
		r.decided, r.returns = true, b[0] == '\r' && !r.lineFeedAfter(b[1:])
	}
}

// lineFeedAfter reports whether the next byte, in rest or after it, is a line feed.
func (r *returnReader) lineFeedAfter(rest []byte) bool {
	if len(rest) == 0 {
		rest, _ = r.in.Peek(1)
	}
	return len(rest) > 0 && rest[0] == '\n'
}
