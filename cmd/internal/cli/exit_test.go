package cli

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// A file may be called anything, and its name reaches the terminal.
func TestAnErrorTellsNothingThatATerminalObeys(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		errors.New("reading a\x1b[31mb.yaml\u202e: no such file"), usage("no\x07pe"), hinted{errors.New("x"), "y\x9b2J"},
	} {
		var b bytes.Buffer
		printError(&b, err)
		if s := b.String(); !strings.HasPrefix(s, "stalkrisk: ") || strings.ContainsAny(s, "\x1b\x07\u009b\u202e") {
			t.Errorf("told %q", s)
		}
	}
}
