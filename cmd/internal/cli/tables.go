package cli

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
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

func errNoTable() error {
	return usage("--map, --map-file, --skip-rows, --dates and --timezone are for CSV, and none of the files is CSV")
}

// mayBeTable reports whether a file may be CSV by its name.
func mayBeTable(name string) bool {
	format := assessmentfile.FormatOf(name)
	return format == assessmentfile.CSV || format == assessmentfile.Unknown
}

// forTables returns a usage error if a flag that is only for tables is set, and none of
// the files may be one. A folder may hold some.
func (f *tableFlags) forTables(files []string) error {
	if f.given() && !slices.ContainsFunc(files, mayBeTable) {
		return errNoTable()
	}
	return nil
}

// readyMaps returns the names of the maps that are shipped.
func readyMaps() (names []string) {
	all, _ := fs.Glob(mapFiles, "maps/*.yaml")
	for _, name := range all {
		names = append(names, strings.TrimSuffix(path.Base(name), ".yaml"))
	}
	return names
}

// tables returns how tables with those columns are read: as the flags, a map file and
// the settings say.
func (g *globals) tables(env Env, f *tableFlags, c table.Columns) (*tableNotes, error) {
	how, err := f.options(env, c)
	if err != nil {
		return nil, err
	}
	n := &tableNotes{env: env, options: how}
	n.zone, err = g.dates(env, &n.options.Dates)
	return n, err
}

// reads loads the questionnaires, and returns env with how tables of assessments are
// read.
func (g *globals) reads(env Env, f *tableFlags) (Env, assess.Questionnaires, error) {
	questionnaires, err := g.load(env)
	if err == nil {
		env.tables, err = g.tables(env, f, assessmentfile.NewColumns(questionnaires))
	}
	return env, questionnaires, err
}

// options returns how a table with those columns is read, before the settings.
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
