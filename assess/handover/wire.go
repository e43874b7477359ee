package handover

import "encoding/binary"

// OpenSSH writes keys and signatures as numbers of 32 bits, and as strings that begin
// with their length.

func appendString[T ~string | ~[]byte](b []byte, s T) []byte {
	return append(binary.BigEndian.AppendUint32(b, uint32(len(s))), s...)
}

// wire reads what OpenSSH wrote. short is set, for good, if something is missing.
type wire struct {
	b     []byte
	short bool
}

// take returns the next n bytes.
func (w *wire) take(n int) []byte {
	if n < 0 || n > len(w.b) {
		w.b, w.short = nil, true
		return nil
	}
	taken := w.b[:n]
	w.b = w.b[n:]
	return taken
}

func (w *wire) number() int {
	b := w.take(4)
	if b == nil {
		return -1
	}
	return int(int32(binary.BigEndian.Uint32(b))) // one that is too large is negative, and refused
}

func (w *wire) string() []byte { return w.take(w.number()) }

// ended reports whether everything was read, and nothing was missing.
func (w *wire) ended() bool { return !w.short && len(w.b) == 0 }
