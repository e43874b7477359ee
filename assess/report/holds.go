package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"unicode"

	"stalkrisk/assess"
)

const reportTitle = "Stalking risk assessment"

// assessmentOf says at the end of a report which assessment it is of. What is not an id, but
// a text in its place, is shortened.
func assessmentOf(a *assess.Assessment) string {
	const most = 8
	name, lead := oneLine(a.ID), ""
	if blank(a.ID) {
		name, lead = oneLine(a.Case.Reference), "no id; case "
	}
	if len(strings.Fields(name)) > most {
		name = shorten(name, most)
	}
	return cmp.Or(led(lead, name), "no id")
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
	if bytes.HasPrefix(b, []byte("{")) { // lines of results, which can be long: no page begins so
		return false, false
	}
	// Markdown escapes, text wraps and HTML has tags; the letters stay.
	page, title := string(b), ""
	if strings.HasPrefix(page, htmlBegins) {
		page, title = unmarked(page)
	} else {
		title, _, _ = strings.Cut(strings.TrimSpace(page), "\n")
	}
	text := lettersOf(page)
	whole := strings.Contains(text, "formatsstalkriskreport")
	if i := strings.LastIndex(text, lettersOf(noteEnd)); i >= 0 && !whole {
		return true, known && text[i:] == lettersOf(noteOf(a))
	}
	if !whole && !strings.Contains(title, reportTitle) { // cut off, or with the end taken away
		return false, false
	}
	return true, known && isPageOf(text, a)
}

// isPageOf reports whether a page, whose letters are in text, says that it is of a.
func isPageOf(text string, a *assess.Assessment) bool {
	for _, escape := range []func(string) string{escapeMarkdown, oneLine} {
		if strings.Contains(text, lettersOf("Assessment: "+escape(assessmentOf(a))+"Program: ")) {
			return true
		}
	}
	return false
}

const htmlBegins = "<!doctype html>"

// unmarked returns the text of a page written as HTML, and its title.
func unmarked(page string) (text, title string) {
	_, after, _ := strings.Cut(page, "<title>")
	title, _, _ = strings.Cut(after, "</title>")
	tags := regexp.MustCompile(`<[^>]*>`)
	return html.UnescapeString(tags.ReplaceAllString(page, "")), html.UnescapeString(title)
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
