package report

import (
	"fmt"
	"io"

	"stalkrisk/assess"
)

// Formats lists what Write can write.
func Formats() []string { return []string{"markdown", "json", "text"} }

// Options says how a report is laid out.
type Options struct {
	Width int // characters in a line of text; 0 is 80, and fewer than 24 are taken for 24
}

// Write writes the report in one of Formats. It is an error if there is no such
// format or w fails.
func Write(w io.Writer, format string, r Report, opts Options) error {
	return write(w, format, &r, func() []block { return compose(&r) }, opts)
}

// WriteComparison writes a comparison as Write does a report.
func WriteComparison(w io.Writer, format string, c assess.Comparison, opts Options) error {
	return write(w, format, &c, func() []block { return composeComparison(&c) }, opts)
}

// write is the one switch on the format. v is what JSON holds, and laid lays it
// out for the others.
func write(w io.Writer, format string, v any, laid func() []block, opts Options) error {
	var b []byte
	var err error
	switch format {
	case "markdown":
		b = markdown(laid())
	case "json":
		b, err = writeJSON(v)
	case "text":
		b = text(laid(), opts.Width)
	default:
		return fmt.Errorf("no report format %q; write markdown, json or text", format)
	}
	if err != nil {
		return err
	}
	if _, err := w.Write(b); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}
