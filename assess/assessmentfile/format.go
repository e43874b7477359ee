package assessmentfile

import (
	"bufio"
	"bytes"
	"path"
	"regexp"
	"strings"

	"stalkrisk/assess/late"
)

// Format is the format of a file of assessments.
type Format uint8

// The formats. Look detects an Unknown one.
const (
	Unknown Format = iota
	NDJSON         // an object a line
	JSON           // one object, or a list of them
	YAML           // one document or more
	CSV            // a row for each, under headings
)

// FormatNamed returns the format of that name or suffix (without its dot), in any
// letter case, or Unknown if there is none.
func FormatNamed(name string) Format {
	switch strings.ToLower(name) {
	case "ndjson", "jsonl":
		return NDJSON
	case "json":
		return JSON
	case "yaml", "yml":
		return YAML
	case "csv":
		return CSV
	}
	return Unknown
}

// FormatOf returns the format by the suffix of a file name, ignoring .gz.
func FormatOf(name string) Format {
	if strings.EqualFold(path.Ext(name), ".gz") {
		name = name[:len(name)-len(".gz")]
	}
	return FormatNamed(strings.TrimPrefix(path.Ext(name), "."))
}

// FormatIn returns the format of a file by its name, or else by the beginning of its
// text.
func FormatIn(name string, in *bufio.Reader) Format {
	if f := FormatOf(name); f != Unknown {
		return f
	}
	start, _ := in.Peek(in.Size())
	return Look(start)
}

// Look detects the format from the beginning of a file. A single line that begins and
// ends like an object makes it NDJSON, so that one bad line at the top does not hide
// the others.
func Look(start []byte) Format {
	start = bytes.TrimPrefix(start, byteOrderMark)
	for line := range bytes.Lines(start) {
		line = bytes.TrimRight(line, " \t\r\n")
		if len(line) > 2 && line[0] == '{' && line[len(line)-1] == '}' {
			return NDJSON
		}
	}
	first := bytes.TrimLeft(start, " \t\r\n")
	heading, _, _ := bytes.Cut(first, []byte("\n"))
	switch {
	case len(first) == 0:
	case first[0] == '{' && len(heading) > longestOpening:
		return NDJSON // a line too long to be the first of an indented object
	case first[0] == '{', first[0] == '[':
		return JSON
	case bytes.ContainsAny(heading, ",;|\t") && !yamlLine.Get().Match(heading):
		return CSV
	}
	return YAML
}

// yamlLine is how a YAML document begins: with a mark, a comment, or a key.
var yamlLine = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp { return regexp.MustCompile(`^(---|%|#|- |["']?[A-Za-z_]+["']? *:(\s|$))`) }}

// longestOpening is the longest first line, in bytes, of a JSON object over several
// lines. Indented JSON has a line for each key.
const longestOpening = 1 << 10

var byteOrderMark = []byte("\ufeff")

// OtherFormat reports whether f is another of stalkrisk's formats. A later version of
// the assessment format is not: it must not be skipped.
func OtherFormat(f string) bool {
	return strings.HasPrefix(f, "stalkrisk.") && !strings.HasPrefix(f, "stalkrisk.assessment/")
}
