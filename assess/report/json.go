package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/safetext"
)

// MarshalJSON returns the assessment as it is written in its own file.
func (s Stored) MarshalJSON() ([]byte, error) {
	return assessmentfile.AppendJSON(nil, &s.Assessment), nil
}

// UnmarshalJSON reads what MarshalJSON writes. A value that does not fit is read as
// absent, as in a file, and Read reports it.
func (s *Stored) UnmarshalJSON(b []byte) error {
	s.Assessment = assessmentfile.ReadJSON(b).Assessment
	return nil
}

// writeJSON returns v as JSON, indented by two spaces and ending in a line feed.
// Characters that a terminal or an editor might obey are written as \u escapes, so
// that the file is safe to look at.
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

// escapeJSON writes characters that a terminal might obey as \u escapes. In valid JSON
// they occur only inside strings. U+FFFD is escaped too: the encoder escapes it where
// it replaces an invalid byte, and must write the same once that report has been read
// and holds U+FFFD itself.
func escapeJSON(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch r {
		case '\n':
			out = append(out, '\n')
		case utf8.RuneError:
			out = append(out, `\ufffd`...)
		default:
			out = safetext.AppendJSON(out, r)
		}
		b = b[size:]
	}
	return out
}

// Codes of the problems with a saved report.
const (
	codeNotJSON       = "not-json"
	codeUnknownFormat = "unknown-format"
	codeNotReport     = "not-a-report"
	codeNotKept       = "not-kept"
)

// Read reads a saved JSON report. Use the report only if there are no problems. No
// message repeats any content of the file.
func Read(b []byte) (Report, []assess.Problem) {
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	fault := func(code, path, message string) (Report, []assess.Problem) {
		return Report{}, []assess.Problem{{Code: code, Path: path, Message: message}}
	}
	if !json.Valid(b) || !utf8.Valid(b) {
		return fault(codeNotJSON, "", "not valid JSON in UTF-8; check that this is the right file and that it is complete")
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
		return fault(codeUnknownFormat, "format", "this version does not read this format; it reads "+ReportFormat)
	}
	if is.Result == nil || is.Assessment == nil {
		return fault(codeNotReport, "", "the result or the assessment is missing; write the report again from the assessment")
	}
	var r Report
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		if strings.Contains(err.Error(), "unknown field") {
			return fault(codeNotKept, "", "the report has a key that this version does not know; use the version of stalkrisk that wrote it")
		}
		return fault(codeNotReport, "", "a value has the wrong type; write the report again from the assessment")
	}
	return r, assessmentProblems(is.Assessment)
}

// keptAll reports whether an assessment with such a problem is written again without
// loss. The report already names the problem.
func keptAll(code string) bool {
	switch code {
	case assessmentfile.CodeBadAbsence:
		return true
	case assessmentfile.CodeMissingReference:
		return true
	case "too-long":
		return true
	}
	return false
}

func assessmentProblems(raw []byte) []assess.Problem {
	var out []assess.Problem
	for _, p := range assessmentfile.ReadJSON(raw).Problems {
		if keptAll(p.Code) {
			continue
		}
		p.Path = strings.TrimSuffix("assessment."+p.Path, ".")
		p.Line, p.Column = 0, 0 // they count from the embedded assessment, not the file
		out = append(out, p)
	}
	return out
}
