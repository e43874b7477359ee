package cli

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess/report"
)

// Every command chooses its format in the same way: by --format, then by the suffix of
// -o, then by whether it writes to a terminal.

// choice holds the formats that a command can write, and the default ones.
type choice struct {
	formats               []report.Format
	onTerminal, otherwise string // if neither --format nor -o says which
}

var (
	csvFormat  = report.Format{Name: "csv", Data: true}
	yamlFormat = report.Format{Name: "yaml", Other: []string{"yml"}, Data: true}
	xlsForm    = report.Format{Name: "xlsform", Other: []string{"xlsx"}, Data: true}
	redcapForm = report.Format{Name: "redcap", Data: true}
	fhirForm   = report.Format{Name: "fhir", Other: []string{"json"}, Data: true}

	lines   = choice{[]report.Format{{Name: "ndjson", Other: []string{"jsonl", "json", "txt"}}}, "", ""} // of problems
	counts  = choice{[]report.Format{{Name: "json", Other: []string{"txt"}}}, "", ""}                    // of --summary-json
	folders = choice{[]report.Format{{Name: "folder"}}, "", ""}                                          // --out
	lists   = choice{[]report.Format{{Name: "text", Other: []string{"txt", "md"}}}, "text", "text"}

	dues        = choice{[]report.Format{{Name: "table", Other: []string{"txt"}}, csvFormat, {Name: "ndjson", Other: []string{"jsonl"}}, {Name: "markdown", Other: []string{"md"}}, {Name: "html", Other: []string{"htm"}}}, "table", "ndjson"}
	audits      = choice{[]report.Format{{Name: "table", Other: []string{"txt", "text"}}, csvFormat, {Name: "ndjson", Other: []string{"jsonl", "json"}}, {Name: "markdown", Other: []string{"md"}}, {Name: "html", Other: []string{"htm"}}}, "table", "ndjson"}
	siftFormats = choice{[]report.Format{{Name: "table", Other: []string{"txt", "text"}}, csvFormat, {Name: "ndjson", Other: []string{"jsonl"}}, {Name: "markdown", Other: []string{"md"}}}, "table", "ndjson"}

	rows = choice{[]report.Format{{Name: "ndjson", Other: []string{"jsonl"}}, csvFormat, {Name: "table", Other: []string{"txt"}}}, "table", "ndjson"}
)

// The formats of package report, and others besides.
func pages() choice   { return choice{report.Formats(), "text", "markdown"} }
func reports() choice { return choice{report.ReportFormats(), "text", "markdown"} }
func tables() choice  { return choice{append(report.Formats(), csvFormat), "text", "markdown"} }

// papers are the formats for people.
func papers() choice {
	return choice{slices.DeleteFunc(report.Formats(), func(f report.Format) bool { return f.Data }), "text", "markdown"}
}

// prints are papers, CSV only of the diary and YAML only of a translation.
func prints() choice {
	return choice{append(papers().formats, csvFormat, yamlFormat), "text", "markdown"}
}

func templates() choice {
	return choice{[]report.Format{csvFormat, xlsForm, redcapForm, fhirForm}, "csv", "csv"}
}
func modelFiles() choice { return choice{[]report.Format{yamlFormat, {Name: "json"}}, "yaml", "yaml"} }

// named returns the main name of the format that word names, in any letter case.
func (c choice) named(word string) (name string, known bool) {
	for _, f := range c.formats {
		if slices.ContainsFunc(append(f.Other, f.Name), func(n string) bool { return strings.EqualFold(n, word) }) {
			return f.Name, true
		}
	}
	return "", false
}

// has reports whether one of the formats has that main name.
func (c choice) has(name string) bool {
	return slices.ContainsFunc(c.formats, func(f report.Format) bool { return f.Name == name })
}

// names returns the main name of each format.
func (c choice) names() (all []string) {
	for _, f := range c.formats {
		all = append(all, f.Name)
	}
	return all
}

// String returns the formats as a sentence lists them: "markdown, json or text".
func (c choice) String() string {
	names := c.names()
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// output is the format and the file in which a command writes its result.
type output struct {
	format, out string
	force       bool
	bom         bool // CSV begins with a byte order mark, by which Excel knows UTF-8
}

// target returns the file of -o.
func (o *output) target(inputs []string) target {
	return target{flag: "-o", path: o.out, inputs: inputs, force: o.force}
}

// mark returns what the output begins with: a byte order mark, or nothing.
func (o *output) mark() string {
	if o.bom {
		return "\ufeff"
	}
	return ""
}

// flags adds --format and -o to a command, and settles the format before it runs.
func (o *output) flags(env Env, cmd *cobra.Command, can choice) {
	f := cmd.Flags()
	f.StringVar(&o.format, "format", "", "`format`: "+can.String()+" (otherwise by the suffix of -o; "+can.onTerminal+" on a terminal; else "+can.otherwise+")")
	f.Lookup("format").Annotations = map[string][]string{flagValues: can.names()}
	f.StringVarP(&o.out, "output", "o", "", "write to this `file`, whole or not at all")
	o.forceFlag(cmd)
	if _, csv := can.named("csv"); csv {
		f.BoolVar(&o.bom, "bom", false, "begin CSV with a byte order mark, so that Excel shows letters such as é and £")
	}
	cmd.PreRunE = func(*cobra.Command, []string) error { return o.settle(env, can) }
}

// forceFlag adds --force.
func (o *output) forceFlag(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&o.force, "force", false, "replace a file even if it holds an assessment, the report of another one or a table with other rows")
}

// settle chooses the format. It returns a usage error for one that the command cannot
// write.
func (o *output) settle(env Env, can choice) error {
	if err := o.choose(env, can); err != nil {
		return err
	}
	if o.bom && o.format != "csv" {
		return usage("--bom is for CSV only; add --format csv")
	}
	return nil
}

func (o *output) choose(env Env, can choice) error {
	if o.format != "" {
		name, known := can.named(o.format)
		if !known {
			return usage("--format must be %s", can)
		}
		o.format = name
	}
	if err := unwritable("-o", o.out, can); err != nil || o.format != "" {
		return err
	}
	suffix := strings.TrimPrefix(filepath.Ext(o.out), ".")
	if name, known := can.named(suffix); known {
		o.format = name
		return nil
	}
	if o.format = can.otherwise; env.Term.Out && o.out == "" {
		o.format = can.onTerminal
	}
	return nil
}

// writePage writes a page with report.Write, to the output o.
func writePage(env Env, o output, inputs []string, page any) error {
	return writePageAnd(env, o, inputs, page, nothingElse)
}

// writePageAnd writes a page and calls also in between, as put does.
func writePageAnd(env Env, o output, inputs []string, page any, also func() error) error {
	var b bytes.Buffer
	b.WriteString(o.mark())
	if err := report.Write(&b, o.format, page, env.Term.Width); err != nil {
		return err
	}
	t := o.target(inputs)
	if view, ok := page.(report.View); ok {
		t.of, t.paged = &view.Assessment.Assessment, o.format == "text"
	}
	return env.put(t, b.Bytes(), also)
}

// writePage writes a page about several files. If one of them could not be read, it
// only prints the page: an old file stays as it is.
func (o outcome) writePage(env Env, out output, inputs []string, page any) error {
	if o.failed && out.out != "" {
		return notWritten(env, out.out)
	}
	return writePage(env, out, inputs, page)
}

// notWritten says that an old file stays, since what would replace it is not whole.
func notWritten(env Env, path string) error {
	fmt.Fprintf(env.Err, "stalkrisk: %s: not written, because a file could not be read\n", path)
	return errFailed
}
