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

	"stalkrisk/assess/late"
	"stalkrisk/assess/report"
)

// mostKept is how much of a file is read to find out what it holds, and ofResults how much
// of its beginning and of its end tells that it holds nothing but results, which can be
// long.
const (
	mostKept  = 16 << 20
	ofResults = 64 << 10
)

// kept says what the target holds now that must not be replaced; "" if it may be: an
// assessment, the report of another one, another file that a person wrote, or a table
// whose rows would be lost. Results and other outputs can be made again.
func (t *target) kept() string {
	b, err := content(t.path)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errNoFile), errors.Is(err, errResults):
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
	case asAssessment.Get().Match(b):
		return "an assessment"
	case written(b):
		return ""
	case byPeople.Get().Match(b):
		return "a questionnaire, guidance or practice case"
	case factOfCase.Get().Match(b) && !headingsAlone:
		return "an assessment"
	case isTable(b) && losesRows(b, t.holds):
		return "a table with other rows"
	}
	return ""
}

var (
	errNoFile  = errors.New("not a regular file")
	errResults = errors.New("results, by its beginning and its end")
)

// content returns what a file holds, up to a limit: unpacked, as UTF-8 if it is Latin
// letters in UTF-16, with one kind of line end. Of a long file of results it returns
// errResults.
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
	if info.Size() > 2*ofResults && onlyResults(f, info.Size()) {
		return nil, errResults
	}
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

// onlyResults reports whether a file begins and ends as results do: one a line, as JSON or
// CSV, and nowhere there an assessment.
func onlyResults(f io.ReaderAt, size int64) bool {
	ends := make([]byte, 2*ofResults)
	for k, at := range []int64{0, size - ofResults} {
		if _, err := f.ReadAt(ends[k*ofResults:(k+1)*ofResults], at); err != nil {
			return false
		}
	}
	return asResults.Get().Match(ends) && !asAssessment.Get().Match(ends)
}

var (
	// How lines of results begin; a report is of one assessment, and is read whole.
	asResults = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp {
		return regexp.MustCompile("^\ufeff?({\"format\":\"stalkrisk\\.result/|format,id,case,assessed_at,act_now\\b)")
	}}
	asAssessment = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp { return regexp.MustCompile(`stalkrisk\.assessment\b`) }}
	// What every assessment has, also if its format is missing or misspelt.
	factOfCase = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp { return regexp.MustCompile(`(?i)\b(assessed_at|case\.reference)\b`) }}
	byPeople   = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp {
		return regexp.MustCompile(`(?m)^format: stalkrisk\.(questionnaire|cases|guidance|practice)`)
	}}
	// How outputs that are not pages begin: JSON, a FHIR questionnaire, and CSV of results
	// or of agreement.
	ownOutput = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp {
		return regexp.MustCompile("^\ufeff?\\s*({\\s*\"format\":\\s*\"stalkrisk\\.|{\\s*\"resourceType\":\\s*\"Questionnaire\"|format,|what,topic,scale,)")
	}}
)

// written reports whether a file begins as the output of an earlier run, which may be
// replaced.
func written(b []byte) bool { return ownOutput.Get().Match(b) }

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
