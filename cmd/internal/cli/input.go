package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

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

// records reads every record of an input, with the line on which each begins
// where that is known (0 where it is not). A file of JSON lines has one a line.
func records(name, format string, b []byte) ([]assessmentfile.Record, []int) {
	if format == "" {
		format = strings.TrimPrefix(strings.ToLower(filepath.Ext(name)), ".")
	}
	if format == "ndjson" || format == "jsonl" || format == "" && manyObjects(b) {
		return jsonLines(b)
	}
	var all []assessmentfile.Record
	switch format {
	case "json":
		all = assessmentfile.ReadJSONList(b)
	case "yaml", "yml":
		all = assessmentfile.ReadYAML(b)
	default:
		all = assessmentfile.Read(name, b)
	}
	return all, make([]int, len(all))
}

// manyObjects says whether an input without a name looks like JSON lines: it
// begins with an object on one line and goes on.
func manyObjects(b []byte) bool {
	first, rest, found := bytes.Cut(bytes.TrimLeft(b, " \t\r\n\ufeff"), []byte("\n"))
	first = bytes.TrimSpace(first)
	return found && len(first) > 1 && first[0] == '{' && first[len(first)-1] == '}' && len(bytes.TrimSpace(rest)) > 0
}

func jsonLines(b []byte) (all []assessmentfile.Record, lines []int) {
	for n := 1; len(b) > 0; n++ {
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		b = rest
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		all = append(all, assessmentfile.ReadJSON(bytes.TrimSuffix(line, []byte("\r"))))
		lines = append(lines, n)
	}
	if len(all) == 0 {
		all, lines = append(all, assessmentfile.ReadJSON(nil)), append(lines, 0)
	}
	return all, lines
}
