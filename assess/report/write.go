package report

import (
	"fmt"
	"io"
	"strings"

	"stalkrisk/assess/compare"
)

// Format is one way to write a page.
type Format struct {
	Name   string   // for Write, and what people call it: "markdown"
	Other  []string // other names for it, which are endings of files too: "md"
	Suffix string   // of a report's file, after the name of the assessment: ".report.md"
	Data   bool     // it is for programs, and holds no page to read or print

	write func(v any, laid func() []block, opts Options) ([]byte, error)
}

// formats is the one list of formats. The first is written where nothing says
// otherwise.
var formats = []Format{
	{Name: "markdown", Other: []string{"md"}, Suffix: ".report.md", write: func(_ any, laid func() []block, _ Options) ([]byte, error) {
		return markdown(laid()), nil
	}},
	{Name: "json", Suffix: ".report.json", Data: true, write: func(v any, _ func() []block, _ Options) ([]byte, error) {
		return writeJSON(v)
	}},
	{Name: "text", Other: []string{"txt"}, Suffix: ".report.txt", write: func(_ any, laid func() []block, opts Options) ([]byte, error) {
		return text(laid(), opts.Width), nil
	}},
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

// Options sets how a page is laid out.
type Options struct {
	Width int // cells in a line of text; 0 is 80, and fewer than 24 are taken for 24
}

// Write writes the report in the format of that name. It is an error if there is
// no such format or w fails.
func Write(w io.Writer, format string, r Report, opts Options) error {
	return write(w, format, &r, func() []block { return compose(&r) }, opts)
}

// WriteComparison writes a comparison as Write does a report.
func WriteComparison(w io.Writer, format string, c compare.Comparison, opts Options) error {
	return write(w, format, &c, func() []block { return composeComparison(&c) }, opts)
}

// WriteWhatIf writes a what-if as Write does a report.
func WriteWhatIf(w io.Writer, format string, what compare.WhatIf, opts Options) error {
	return write(w, format, &what, func() []block { return composeWhatIf(&what) }, opts)
}

// write writes a page. v is what a program reads, and laid lays it out for
// people; v is nil if there is only the page.
func write(w io.Writer, format string, v any, laid func() []block, opts Options) error {
	f, ok := FormatNamed(format)
	if !ok || f.Data && v == nil {
		return fmt.Errorf("this page cannot be written as %q", format)
	}
	b, err := f.write(v, laid, opts)
	if err != nil {
		return err
	}
	if _, err := w.Write(b); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}
