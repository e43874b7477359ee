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
	Name   string   // for Write, and what people call it: "markdown"
	Other  []string // other names for it, which are endings of files too: "md"
	Suffix string   // of a report's file, after the name of the assessment: ".report.md"
	Data   bool     // it is for programs, and holds no page to read or print
}

// formats is the one list of formats. The first is written where nothing says
// otherwise.
var formats = []Format{
	{Name: "markdown", Other: []string{"md"}, Suffix: ".report.md"},
	{Name: "json", Suffix: ".report.json", Data: true},
	{Name: "text", Other: []string{"txt"}, Suffix: ".report.txt"},
}

// Formats returns the formats in which every page can be written, the usual one
// first.
func Formats() []Format { return append([]Format{}, formats...) }

// FormatNamed returns the format that has this name, among others, in any letter
// case.
func FormatNamed(name string) (Format, bool) {
	for _, f := range formats {
		for _, n := range append(f.Other, f.Name) {
			if strings.EqualFold(n, name) {
				return f, true
			}
		}
	}
	return Format{}, false
}

// paper is a page for people alone. Programs read the file that it is made from,
// so it is never written as JSON.
type paper interface{ compose() []block }

// Write writes a page in the format of that name. The page is a Report, a
// Timeline, a compare.Comparison, a compare.WhatIf, a training.Marked or a
// training.Agreement, which may also be csv; or a Form, a Guide or a Practice.
// width is the cells in a line of text; 0 is 80, and fewer than 24 are taken for
// 24. It is an error if there is no such format of the page or w fails.
func Write(w io.Writer, format string, page any, width int) error {
	if a, ok := page.(training.Agreement); ok && format == "csv" {
		return agreementCSV(w, &a)
	}
	f, ok := FormatNamed(format)
	if _, only := page.(paper); !ok || f.Data && only {
		return fmt.Errorf("this page cannot be written as %q", format)
	}
	var b []byte
	var err error
	switch f.Name {
	case "json":
		b, err = writeJSON(page)
	case "text":
		b = text(compose(page), width)
	default:
		b = markdown(compose(page))
	}
	if err != nil {
		return err
	}
	if _, err := w.Write(b); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}

// compose lays a page out for people.
func compose(page any) []block {
	switch v := page.(type) {
	case Report:
		return composeReport(&v)
	case Timeline:
		return composeTimeline(&v)
	case compare.Comparison:
		return composeComparison(&v)
	case compare.WhatIf:
		return composeWhatIf(&v)
	case training.Marked:
		return composeMarked(&v)
	case training.Agreement:
		return composeAgreement(&v)
	}
	return page.(paper).compose()
}
