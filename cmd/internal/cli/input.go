package cli

import (
	"fmt"
	"io"
	"os"
)

// mostInput is the most bytes of a file that is read whole.
const mostInput = 64 << 20

// readFile reads a file that is read whole.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("reading: %w", err)
	}
	defer f.Close()
	return readWhole(f, name)
}

func readWhole(r io.Reader, name string) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, mostInput+1))
	if err != nil {
		return nil, fmt.Errorf("reading: %w", err)
	}
	if len(b) > mostInput {
		return nil, fmt.Errorf("reading %s: more than 64 MiB; divide it", name)
	}
	return b, nil
}
