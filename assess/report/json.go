package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/termtext"
)

// MarshalJSON writes the assessment as its own file would.
func (s Stored) MarshalJSON() ([]byte, error) {
	return assessmentfile.AppendJSON(nil, &s.Assessment), nil
}

// UnmarshalJSON reads what MarshalJSON writes. What does not fit reads as
// absent, as in a file; Read names it.
func (s *Stored) UnmarshalJSON(b []byte) error {
	s.Assessment = assessmentfile.ReadJSON(b).Assessment
	return nil
}

// writeJSON returns a report, a timeline or a comparison as JSON, two spaces a
// level, ending in a line feed. Characters that a terminal or an editor might
// obey are written as \u escapes: the value is the same, and looking at the file
// is safe.
func writeJSON(v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	return escapeJSON(out.Bytes()), nil
}

// escapeJSON writes what a terminal might obey as \u escapes. Such a character
// can only stand inside a string of valid JSON. U+FFFD is written so too, since
// the encoder escapes it where it stands for a byte that is not UTF-8, and a
// report that was read has U+FFFD there.
func escapeJSON(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == '\n' || r != utf8.RuneError && termtext.Visible(r):
			out = append(out, b[:size]...)
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		b = b[size:]
	}
	return out
}

// Codes of the problems of a saved report.
const (
	codeNotJSON       = "not-json"
	codeUnknownFormat = "unknown-format"
	codeNotReport     = "not-a-report"
	codeNotKept       = "not-kept"
)

// Read reads a saved JSON report. The report may be used only if there is no
// problem. No message repeats anything of the file.
func Read(b []byte) (Report, []assess.Problem) {
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	fault := func(code, path, message string) (Report, []assess.Problem) {
		return Report{}, []assess.Problem{{Code: code, Path: path, Message: message}}
	}
	if !json.Valid(b) || !utf8.Valid(b) {
		return fault(codeNotJSON, "", "not one JSON value in UTF-8; check that this is the right file and that it is complete")
	}
	var is struct {
		Format     string          `json:"format"`
		Result     json.RawMessage `json:"result"`
		Assessment json.RawMessage `json:"assessment"`
	}
	if json.Unmarshal(b, &is) != nil {
		return fault(codeNotReport, "", "not a report; write one with `stalkrisk report --format json`")
	}
	if is.Format != ReportFormat {
		return fault(codeUnknownFormat, "format", "not a format that this version reads; it reads "+ReportFormat)
	}
	if is.Result == nil || is.Assessment == nil {
		return fault(codeNotReport, "", "the result or the assessment is missing; write the report again from the assessment")
	}
	var r Report
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		if strings.Contains(err.Error(), "unknown field") {
			return fault(codeNotKept, "", "this version does not know a key and would lose it; use the version of stalkrisk that wrote the report")
		}
		return fault(codeNotReport, "", "a value has the wrong type; write the report again from the assessment")
	}
	return r, assessmentProblems(is.Assessment)
}

// kept are problems that an assessment may have and be written again without
// loss: the report was made with them and names them already.
var kept = map[string]bool{
	assessmentfile.CodeBadAbsence: true, assessmentfile.CodeMissingReference: true, "too-long": true,
}

func assessmentProblems(raw []byte) []assess.Problem {
	var out []assess.Problem
	for _, p := range assessmentfile.ReadJSON(raw).Problems {
		if kept[p.Code] {
			continue
		}
		p.Path = strings.TrimSuffix("assessment."+p.Path, ".")
		p.Line, p.Column = 0, 0 // of the embedded part, and so of no use
		out = append(out, p)
	}
	return out
}
