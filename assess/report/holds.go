package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode"

	"stalkrisk/assess"
)

const reportTitle = "Stalking risk assessment"

// assessmentOf says at the end of a report which assessment it is of.
func assessmentOf(a *assess.Assessment) string {
	if !blank(a.ID) {
		return a.ID
	}
	return "no id" + led("; case ", a.Case.Reference)
}

// Holds reports whether b, the content of a file, is a report that Write wrote in any
// format, and whether it is of the assessment a, which may be nil.
func Holds(b []byte, a *assess.Assessment) (report, ofIt bool) {
	known := a != nil && (!blank(a.ID) || !blank(a.Case.Reference))
	var is struct {
		Format     string `json:"format"`
		Assessment Stored `json:"assessment"`
	}
	if json.Unmarshal(bytes.TrimPrefix(b, []byte("\ufeff")), &is) == nil {
		report = strings.HasPrefix(is.Format, "stalkrisk.report/")
		return report, report && known && assessmentOf(&is.Assessment.Assessment) == assessmentOf(a)
	}
	// Markdown escapes, and text wraps; the letters stay.
	text := lettersOf(string(b))
	title, _, _ := bytes.Cut(bytes.TrimSpace(b), []byte("\n"))
	if !strings.Contains(text, "formatsstalkriskreport") && !bytes.Contains(title, []byte(reportTitle)) { // cut off, or with the end taken away
		return false, false
	}
	if known {
		for _, escape := range []func(string) string{escapeMarkdown, oneLine} {
			ofIt = ofIt || strings.Contains(text, lettersOf("Assessment: "+escape(assessmentOf(a))+"Program: "))
		}
	}
	return true, ofIt
}

// lettersOf returns the letters and digits of s.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
