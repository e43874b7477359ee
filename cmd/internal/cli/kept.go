package cli

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"regexp"
	"slices"

	"stalkrisk/assess/report"
)

// mostKept is how much of a file is read to find out what it holds.
const mostKept = 16 << 20

// kept says what the target holds now that must not be replaced; "" if it may be: an
// assessment, the report of another one, another file that a person wrote, or a table
// whose rows would be lost. Results and other outputs can be made again.
func (t *target) kept() string {
	b, err := content(t.path)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errNoFile):
		return ""
	case err != nil:
		return "a file that cannot be read"
	}
	isReport, same := report.Holds(b, t.of)
	_, rows, _ := bytes.Cut(b, []byte("\n"))
	headingsAlone := len(bytes.Trim(rows, " \r\n\t,;|\"")) == 0 // as of an exported table
	switch {
	case same:
		return ""
	case isReport:
		return "the report of another assessment"
	case asAssessment.Match(b):
		return "an assessment"
	case written(b):
		return ""
	case byPeople.Match(b):
		return "a questionnaire, guidance or practice case"
	case factOfCase.Match(b) && !headingsAlone:
		return "an assessment"
	case isTable(b) && losesRows(b, t.holds):
		return "a table with other rows"
	}
	return ""
}

var errNoFile = errors.New("not a regular file")

// content returns what a file holds, up to a limit: unpacked, as UTF-8 if it is Latin
// letters in UTF-16, with one kind of line end.
func content(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNoFile
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, mostKept))
	if z, noGzip := gzip.NewReader(bytes.NewReader(b)); noGzip == nil {
		b, _ = io.ReadAll(io.LimitReader(z, mostKept))
	}
	for _, r := range [][2]string{{"\x00", ""}, {"\r\n", "\n"}, {"\r", "\n"}} {
		if old := []byte(r[0]); bytes.Contains(b, old) {
			b = bytes.ReplaceAll(b, old, []byte(r[1]))
		}
	}
	return b, err
}

var (
	asAssessment = regexp.MustCompile(`stalkrisk\.assessment\b`)
	// What every assessment has, also if its format is missing or misspelt.
	factOfCase = regexp.MustCompile(`(?i)\b(assessed_at|case\.reference)\b`)
	byPeople   = regexp.MustCompile(`(?m)^format: stalkrisk\.(questionnaire|cases|guidance|practice)`)
	// How outputs that are not pages begin: JSON, and CSV of results or of agreement.
	ownOutput = regexp.MustCompile("^\ufeff?\\s*({\\s*\"format\":\\s*\"stalkrisk\\.|format,|what,topic,scale,)")
)

// written reports whether a file begins as the output of an earlier run, which may be
// replaced.
func written(b []byte) bool { return ownOutput.Match(b) }

// isTable reports whether a file is a table, of whatever program: it begins with at
// least two rows of at least two cells, all of one length.
func isTable(b []byte) bool {
	const enough = 64 << 10
	if len(b) > enough {
		b = b[:bytes.LastIndexByte(b[:enough], '\n')+1]
	}
	return slices.ContainsFunc([]rune(",;\t|"), func(comma rune) bool {
		r := csv.NewReader(bytes.NewReader(b))
		r.Comma, r.LazyQuotes, r.ReuseRecord = comma, true, true
		rows := 0
		for {
			cells, err := r.Read()
			if err != nil || len(cells) < 2 {
				return err == io.EOF && rows > 1
			}
			rows++
		}
	})
}

// losesRows reports whether was has a line that is not in is.
func losesRows(was, is []byte) bool {
	stays := map[string]bool{}
	for line := range bytes.Lines(is) {
		stays[string(bytes.TrimSpace(line))] = true
	}
	for line := range bytes.Lines(was) {
		if !stays[string(bytes.TrimSpace(line))] {
			return true
		}
	}
	return false
}
