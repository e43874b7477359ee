package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess/assessmentfile"
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
	csvFormat = report.Format{Name: "csv", Data: true}

	pages  = choice{report.Formats(), "text", "markdown"}
	tables = choice{append(report.Formats(), csvFormat), "text", "markdown"}
	papers = choice{slices.DeleteFunc(report.Formats(), func(f report.Format) bool { return f.Data }), "text", "markdown"}
	rows   = choice{[]report.Format{{Name: "ndjson", Other: []string{"jsonl"}}, csvFormat, {Name: "table", Other: []string{"txt"}}}, "table", "ndjson"}
)

// named returns the main name of the format that word names, in any letter case.
func (c choice) named(word string) (name string, known bool) {
	for _, f := range c.formats {
		if slices.ContainsFunc(append(f.Other, f.Name), func(n string) bool { return strings.EqualFold(n, word) }) {
			return f.Name, true
		}
	}
	return "", false
}

// String returns the formats as a sentence lists them: "markdown, json or text".
func (c choice) String() string {
	var names []string
	for _, f := range c.formats {
		names = append(names, f.Name)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// mapUsage explains --map.
const mapUsage = "rename in CSV: a heading `theirs=ours`, or a value column:theirs=ours; nothing after the = leaves it out; can be repeated"

// output is the format and the file in which a command writes its result.
type output struct{ format, out string }

// flags adds --format and -o to a command, and settles the format before it runs.
func (o *output) flags(env Env, cmd *cobra.Command, can choice) {
	f := cmd.Flags()
	f.StringVar(&o.format, "format", "", "`format`: "+can.String()+" (otherwise by the suffix of -o; "+can.onTerminal+" on a terminal; else "+can.otherwise+")")
	f.StringVarP(&o.out, "output", "o", "", "write to this `file`, whole or not at all")
	cmd.PreRunE = func(*cobra.Command, []string) error { return o.settle(env, can) }
}

// settle chooses the format. It returns a usage error for one that the command cannot
// write.
func (o *output) settle(env Env, can choice) error {
	if o.format != "" {
		name, known := can.named(o.format)
		if !known {
			return usage("--format must be %s", can)
		}
		o.format = name
		return nil
	}
	suffix := strings.TrimPrefix(filepath.Ext(o.out), ".")
	if name, known := can.named(suffix); known {
		o.format = name
		return nil
	}
	_, page := report.FormatNamed(can.otherwise)
	if _, known := report.FormatNamed(suffix); known && page {
		return usage("this cannot be written as .%s; choose %s", suffix, can)
	}
	if o.format = can.otherwise; env.Term.Out && o.out == "" {
		o.format = can.onTerminal
	}
	return nil
}

// output writes b to standard output, or whole or not at all to the file of -o. It
// refuses to replace an input.
func (env Env) output(path string, b []byte, inputs ...string) error {
	if path == "" {
		_, err := env.Out.Write(b)
		return err
	}
	if err := notAnInput(path, inputs); err != nil {
		return err
	}
	return assessmentfile.Save(path, b)
}

// writePage writes a page with report.Write, to the output o.
func writePage(env Env, o output, inputs []string, page any) error {
	var b bytes.Buffer
	if err := report.Write(&b, o.format, page, env.Term.Width); err != nil {
		return err
	}
	return env.output(o.out, b.Bytes(), inputs...)
}

// notAnInput returns a usage error if an output is the same file as an input, even
// under another name.
func notAnInput(path string, inputs []string) error {
	_, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && slices.ContainsFunc(inputs, func(name string) bool { return sameFile(path, name) }):
		return usage("-o names an input and would replace it; name another file")
	}
	return err
}

// sameFile reports whether two paths lead to the same file.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return filepath.Clean(a) == filepath.Clean(b)
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
