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

// A command writes in the format of --format, else in that of the suffix of -o,
// else for reading on a terminal, else for passing on. This file says so for every
// command.

// choice is the formats that a command can write.
type choice struct {
	formats               []report.Format
	onTerminal, otherwise string // where nothing says which
}

var (
	csvFormat = report.Format{Name: "csv", Data: true}

	pages  = choice{report.Formats(), "text", "markdown"}
	tables = choice{append(report.Formats(), csvFormat), "text", "markdown"}
	papers = choice{slices.DeleteFunc(report.Formats(), func(f report.Format) bool { return f.Data }), "text", "markdown"}
	rows   = choice{[]report.Format{{Name: "ndjson", Other: []string{"jsonl"}}, csvFormat, {Name: "table", Other: []string{"txt"}}}, "table", "ndjson"}
)

// named returns the name of the format that word names.
func (c choice) named(word string) (name string, known bool) {
	for _, f := range c.formats {
		if slices.ContainsFunc(append(f.Other, f.Name), func(n string) bool { return strings.EqualFold(n, word) }) {
			return f.Name, true
		}
	}
	return "", false
}

// String lists the formats as a sentence does: "markdown, json or text".
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

// output is where a command writes what it made, and in which format.
type output struct{ format, out string }

// flags adds --format and -o to a command, and finds the format before it runs.
func (o *output) flags(env Env, cmd *cobra.Command, can choice) {
	f := cmd.Flags()
	f.StringVar(&o.format, "format", "", "`format`: "+can.String()+" (otherwise by the suffix of -o; "+can.onTerminal+" on a terminal; else "+can.otherwise+")")
	f.StringVarP(&o.out, "output", "o", "", "write to this `file`, whole or not at all")
	cmd.PreRunE = func(*cobra.Command, []string) error { return o.settle(env, can) }
}

// settle finds the format, and refuses one that the command cannot write.
func (o *output) settle(env Env, can choice) error {
	if o.format != "" {
		name, known := can.named(o.format)
		if !known {
			return usage("--format is %s", can)
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
		return usage("this cannot be written as .%s; the format is %s", suffix, can)
	}
	if o.format = can.otherwise; env.Term.Out && o.out == "" {
		o.format = can.onTerminal
	}
	return nil
}

// output writes what a command made: to standard output, or whole or not at all
// to the file of -o, which is never one of the inputs.
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

// writePage writes a page, as report.Write does, where o says.
func writePage(env Env, o output, inputs []string, page any) error {
	var b bytes.Buffer
	if err := report.Write(&b, o.format, page, env.Term.Width); err != nil {
		return err
	}
	return env.output(o.out, b.Bytes(), inputs...)
}

// notAnInput refuses an output that is the same file as an input, whatever each
// is called.
func notAnInput(path string, inputs []string) error {
	_, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && slices.ContainsFunc(inputs, func(name string) bool { return sameFile(path, name) }):
		return usage("-o names an input; the output would replace it: name another file")
	}
	return err
}

// sameFile reports whether two names lead to one file.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return filepath.Clean(a) == filepath.Clean(b)
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
