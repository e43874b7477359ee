package cli

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"

	"stalkrisk/assess/assessmentfile"
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

// records reads every record of a file that is read whole. In a file of JSON
// lines it gives the line of each; else 0.
func records(name string, b []byte) (all []assessmentfile.Record, lines []int) {
	format := assessmentfile.FormatOf(name)
	if format == assessmentfile.Unknown {
		format = assessmentfile.Look(b)
	}
	if format != assessmentfile.NDJSON {
		all = assessmentfile.Read(name, b)
		return all, make([]int, len(all))
	}
	cutter := assessmentfile.NewCutter(format, bufio.NewReader(bytes.NewReader(b)))
	for {
		c, err := cutter.Next(nil)
		if err != nil { // the end
			break
		}
		for _, rec := range c.Records(format, nil) {
			all, lines = append(all, rec), append(lines, c.Line)
		}
	}
	if len(all) == 0 {
		all, lines = append(all, assessmentfile.Empty()), append(lines, 0)
	}
	return all, lines
}
