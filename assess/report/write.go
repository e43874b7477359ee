package report

import (
	"fmt"
	"io"
	"strings"

	"stalkrisk/assess/compare"
	"stalkrisk/assess/training"
)

// Format is one way to write a page.
type Format struct {
	Name   string   // "markdown"
	Other  []string // other names, which are also file extensions: "md"
	Suffix string   // of a report's file name: ".report.md"
	Data   bool     // for programs, not for people to read or print
}

// formats lists the formats. The first is the default.
var formats = []Format{
	{Name: "markdown", Other: []string{"md"}, Suffix: ".report.md"},
	{Name: "json", Suffix: ".report.json", Data: true},
	{Name: "text", Other: []string{"txt"}, Suffix: ".report.txt"},
	{Name: "html", Other: []string{"htm"}, Suffix: ".report.html"},
}

// noteFormat is the entry for an incident log, which only a report has.
var noteFormat = Format{Name: "note", Suffix: ".note.txt"}

// Formats returns the formats of every page, the default first.
func Formats() []Format { return append([]Format{}, formats...) }

// ReportFormats returns the formats of a report, the default first.
func ReportFormats() []Format { return append(Formats(), noteFormat) }

// FormatNamed returns the format with that name or other name, ignoring letter case.
func FormatNamed(name string) (Format, bool) {
	for _, f := range ReportFormats() {
		for _, n := range append(f.Other, f.Name) {
			if strings.EqualFold(n, name) {
				return f, true
			}
		}
	}
	return Format{}, false
}

// paper is a page that is never written as JSON, since programs can read the file that
// it is made from.
type paper interface{ compose() []block }

// Write writes a page in the format with that name. The page is a Report, a View of one, a Timeline, a
// compare.Comparison, a compare.WhatIf, a training.Marked, a training.Agreement, a
// training.Record or a training.Due; or an AgreementFigures, a Form, a ShortForm, a Guide, a Practice or a TwoReadings, which have no JSON.
// The last three of training can also be "csv".
// width is the cells in a line of text; 0 means 80, and the least is 24. Write returns
// an error if the page does not have that format or w fails.
func Write(w io.Writer, format string, page any, width int) error {
	if format == "csv" {
		switch of := page.(type) {
		case training.Agreement:
			return agreementCSV(w, &of)
		case training.Record:
			return recordCSV(w, &of)
		case training.Due:
			return dueCSV(w, &of)
		}
	}
	if r, ok := page.(Report); ok {
		page = View{Report: r}
	}
	_, isReport := page.(View)
	f, ok := FormatNamed(format)
	if _, only := page.(paper); !ok || f.Data && only || f.Name == noteFormat.Name && !isReport {
		return fmt.Errorf("this page cannot be written as %q", format)
	}
	b, err := inFormat(f, page, width)
	if err != nil {
		return err
	}
	if _, err := w.Write(b); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}

// inFormat returns a page in a format that it has.
func inFormat(f Format, page any, width int) ([]byte, error) {
	view, isReport := page.(View)
	switch f.Name {
	case "json":
		if isReport {
			page = view.Report // everything, whatever is shown
		}
		return writeJSON(page)
	case noteFormat.Name:
		return []byte(Note(view.Report) + "\n"), nil
	case "html":
		return webPage(those(compose(page), func(b block) bool { return !b.undrawn }))
	case "text":
		return text(undrawn(compose(page)), width), nil
	}
	return markdown(undrawn(compose(page))), nil
}

// undrawn returns the blocks without drawings.
func undrawn(blocks []block) []block {
	return those(blocks, func(b block) bool { return b.kind != drawingBlock && b.kind != chartBlock })
}

// compose lays out a page.
func compose(page any) []block {
	switch v := page.(type) {
	case View:
		return v.compose()
	case Timeline:
		return composeTimeline(&v)
	case compare.Comparison:
		return composeComparison(&v)
	case compare.WhatIf:
		return composeWhatIf(&v)
	case training.Marked:
		return composeMarked(&v)
	case training.Agreement:
		return composeAgreement(&v, false)
	case training.Record:
		return composeRecord(&v)
	case training.Due:
		return composePractiseAgain(&v)
	}
	return page.(paper).compose()
}
