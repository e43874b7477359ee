package cli

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/table"
	"stalkrisk/assess/termtext"
)

// mapFiles are the maps for the exports of usual form programs.
//
//go:embed maps/*.yaml
var mapFiles embed.FS

// tableFlags are the flags that say how a table of another system is read.
type tableFlags struct {
	rules []string
	file  string
	skip  int
	dateFlags
}

func (f *tableFlags) flags(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringArrayVar(&f.rules, "map", nil, "rename in CSV: a heading `theirs=ours`, or a value column:theirs=ours; nothing after the = leaves it out; can be repeated")
	fs.StringVar(&f.file, "map-file", "", "rename in CSV by this `file` (YAML), or by a ready one: "+strings.Join(readyMaps(), ", "))
	fs.IntVar(&f.skip, "skip-rows", 0, "the `number` of lines above the headings of CSV that are not read, such as a title")
	f.dateFlags.flags(cmd)
}

// given reports whether a flag that is only for tables is set.
func (f *tableFlags) given() bool {
	return len(f.rules) > 0 || f.file != "" || f.skip > 0 || f.order != "" || f.timezone != ""
}

var errNoTable = usage("--map, --map-file, --skip-rows, --dates and --timezone are for CSV, and none of the files is CSV")

// mayBeTable reports whether a file may be CSV by its name.
func mayBeTable(name string) bool {
	format := assessmentfile.FormatOf(name)
	return format == assessmentfile.CSV || format == assessmentfile.Unknown
}

// readyMaps returns the names of the maps that are shipped.
func readyMaps() (names []string) {
	all, _ := fs.Glob(mapFiles, "maps/*.yaml")
	for _, name := range all {
		names = append(names, strings.TrimSuffix(path.Base(name), ".yaml"))
	}
	return names
}

// options returns how a table with those columns is read.
func (f *tableFlags) options(env Env, c table.Columns) (o table.Options, err error) {
	if f.skip < 0 || f.skip > 1000 {
		return o, usage("--skip-rows must be a number from 0 to 1000")
	}
	var file table.MapFile
	if f.file != "" {
		b, err := fs.ReadFile(mapFiles, "maps/"+f.file+".yaml")
		if err != nil {
			b, err = env.readFile(f.file)
		}
		if err != nil {
			return o, hinted{err, "the ready maps are " + strings.Join(readyMaps(), " and ")}
		}
		read, problems := table.ReadMap(b, c)
		if err := invalid(f.file, problems); err != nil {
			return o, err
		}
		file = read
	}
	m, err := file.Map.ParseRules(f.rules, c)
	if err != nil {
		return o, usageError{err}
	}
	dates, err := f.over(file.Dates, file.Timezone)
	return table.Options{Columns: c, Map: m, Skip: f.skip, Dates: dates}, err
}

// tableNotes prints what a person should know about the tables that were read.
type tableNotes struct {
	env     Env
	options table.Options
	zone    string // what to say, once, of the zone of times without an offset
	start   string // a map to start from, for the first table that needs one
}

func (n *tableNotes) print(name string, t *table.Table) {
	for _, note := range t.Notes() {
		io.WriteString(n.env.Err, termtext.Clean(fmt.Sprintf("%s: %s\n", name, note)))
	}
	if n.zone != "" && t.Zoned() {
		fmt.Fprintf(n.env.Err, "stalkrisk: %s\n", n.zone)
		n.zone = ""
	}
	if n.start == "" {
		n.start = t.StartOfMap(n.options)
	}
}

// finish prints the map to start from, after everything else, so that it is easily
// copied.
func (n *tableNotes) finish() {
	if n.start != "" {
		io.WriteString(n.env.Err, termtext.Clean(n.start))
	}
}
