package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/report"
	"stalkrisk/assess/timeline"
)

type timelineOptions struct {
	files      []string
	into       string
	assessedAt assess.Instant // the zero value: by the assessments
	prompted   assess.Fact    // "": by the latest assessment
	cases      []string
	maps       assessmentfile.CSVMap
	format     string // markdown, json, text, csv
	out        string
}

func newTimeline(env Env, g *globals, run func(Env, *globals, timelineOptions) error) *cobra.Command {
	var o timelineOptions
	var at, prompted string
	var rules []string
	var csv bool
	cmd := &cobra.Command{
		Use:   "timeline FILE...",
		Short: "Join the incidents of several files, show and test them",
		Long: `timeline joins incidents of assessments (JSON, YAML, JSON lines) and of CSV files
in one order, whatever each was recorded as; says what went in and what came out;
and tests whether they come more often or grow worse. A finding may raise a
level; none lowers one.

Incidents with the same reference and area are one. Where two records of one
contradict each other both are kept, and it is said in what. The same day, kind
and area without a reference may be one incident told twice: it is shown, and
nothing is dropped.

A CSV file has the columns at, kind, channel, area, reference, reported,
recorded_as, breach, severity and note, in any order, named by its first row.
CSV alone has no time from which to count: give --assessed-at.`,
		Example: `  stalkrisk timeline case.yaml
  stalkrisk timeline north.csv south.csv --assessed-at 2026-11-20T14:03:00Z
  stalkrisk timeline old.yaml new.yaml north.csv -o timeline.md
  stalkrisk timeline north.csv --into case.yaml
  stalkrisk timeline export.csv --into case.yaml --map "Date=at" --map "Type=kind" --map "kind:Hanging about=loitering" --map "Officer="
  stalkrisk timeline case.yaml --csv > incidents.csv`,
		Args: args(1, -1, "name the files with the incidents: assessments or CSV"),
		RunE: func(cmd *cobra.Command, files []string) error {
			o.files = files
			if err := o.read(at, prompted, rules); err != nil {
				return err
			}
			if csv {
				if cmd.Flags().Changed("format") {
					return usage("--csv is a format of its own; leave --format out")
				}
				o.format = "csv"
			}
			if o.format == "" {
				o.format = timelineFormat(o.out, env.Term.Out)
			}
			if !contains([]string{"markdown", "json", "text", "csv"}, o.format) {
				return usage("--format is markdown, json or text")
			}
			return run(env, g, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.into, "into", "", "merge the incidents into the assessment in this `file`, whole or not at all")
	f.StringVar(&at, "assessed-at", "", "the `time` from which windows are counted (otherwise that of the latest assessment)")
	f.StringVar(&prompted, "prompted", "", "whether the latest incident led to this: yes, no or unknown (otherwise as the latest assessment says)")
	f.StringArrayVar(&o.cases, "case", nil, "join only assessments of this case `reference`; repeat it to join several")
	f.StringArrayVar(&rules, "map", nil, "in CSV, what theirs are called here: a heading `theirs=ours`, or a value column:theirs=ours; nothing after the = leaves it out")
	f.BoolVar(&csv, "csv", false, "write the joined incidents as CSV")
	f.StringVar(&o.format, "format", "", "`format`: markdown, json or text (otherwise by the name of -o; text on a terminal; else markdown)")
	f.StringVarP(&o.out, "output", "o", "", "write to this `file`, whole or not at all")
	return cmd
}

// timelineFormat gives the format where none was named.
func timelineFormat(out string, terminal bool) string {
	if isCSV(out) {
		return "csv"
	}
	return formatFor(out, terminal)
}

// read takes in the flags that are more than words.
func (o *timelineOptions) read(at, prompted string, rules []string) error {
	var err error
	if at != "" {
		if o.assessedAt, err = assess.ParseInstant(at); err != nil {
			return usage("--assessed-at is %v", err)
		}
	}
	if prompted != "" && !contains(assess.Fact("").Words(), prompted) {
		return usage("--prompted is one of %s", strings.Join(assess.Fact("").Words(), ", "))
	}
	o.prompted = assess.Fact(prompted)
	if o.maps, err = assessmentfile.ParseCSVMap(rules, assessmentfile.IncidentColumn); err != nil {
		return usage("%w", err)
	}
	if o.into != "" && !supported(o.into) {
		return usage("--into names an assessment: a file that ends in .yaml, .yml or .json")
	}
	if len(rules) > 0 && !slices.ContainsFunc(o.files, isCSV) {
		return usage("--map is for CSV, and no file that ends in .csv is among them")
	}
	for _, name := range o.files {
		if o.into != "" && sameFile(o.into, name) {
			return usage("--into names an input; its incidents take part by themselves: leave it out of the files")
		}
	}
	return nil
}

// sameFile says whether two names lead to one file.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return filepath.Clean(a) == filepath.Clean(b)
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

func runTimeline(env Env, g *globals, o timelineOptions) error {
	shelf, err := g.shelf(env)
	if err != nil {
		return err
	}
	var target *draft
	if o.into != "" {
		if target, err = openTarget(env, o.into); err != nil {
			return err
		}
		defer target.lock.Release()
	}
	sources, bad, err := readSources(env, o)
	if err != nil {
		return err
	}
	if target != nil {
		sources = append([]told{{Told: assess.Told{Name: o.into, A: &target.a}, file: o.into}}, sources...)
	}
	j, err := joinTold(sources, o)
	if err != nil {
		return err
	}
	set, versions := shelf.For(&j.whole, tool())
	for i := range j.taken {
		s := &j.taken[i]
		problems := s.faults(set, j.whole.AssessedAt)
		bad += len(problems)
		tellFaults(env, s, problems)
	}
	for _, p := range versions {
		bad++
		fmt.Fprintf(env.Err, "stalkrisk: %s\n", p)
	}
	if target != nil { // before anything is shown: a reader that closes the pipe must not keep it from being saved
		if err := target.take(env, o, &j.merged); err != nil {
			return err
		}
	}
	if err := writeTimeline(env, o, report.BuildTimeline(set, &j.whole, &j.merged, j.sources, bad), &j.whole); err != nil {
		return err
	}
	if bad > 0 {
		return &invalidError{told: true}
	}
	return nil
}

// readSources reads every file. bad counts the problems of records that are no
// source.
func readSources(env Env, o timelineOptions) (sources []told, bad int, err error) {
	failed := false
	for _, name := range o.files {
		if env.Context.Err() != nil {
			return nil, 0, stopped(env, "nothing was written")
		}
		some, unusable, err := readTold(name, o.maps)
		if err != nil {
			fmt.Fprintf(env.Err, "stalkrisk: %v\n", err)
			failed = true
			continue
		}
		for _, p := range unusable {
			fmt.Fprintln(env.Err, place(name, p))
		}
		bad += len(unusable)
		sources = append(sources, some...)
	}
	if failed { // part of a pattern may mislead: all of it, or none
		return nil, 0, errFailed
	}
	if len(sources) == 0 {
		return nil, 0, &invalidError{told: true}
	}
	return sources, bad, nil
}

// joined is what the sources come to together.
type joined struct {
	whole   assess.Assessment
	merged  timeline.Merged
	taken   []told                  // in the order in which they were joined
	sources []report.TimelineSource // those, and those left out
}

// mixed says whether practice cases stand among real ones.
func mixed(sources []assess.Told) bool {
	real, practice := false, false
	for _, s := range sources {
		real = real || s.A.Training == "" && !s.A.AssessedAt.IsZero()
		practice = practice || s.A.Training != ""
	}
	return real && practice
}

// joinTold picks the sources of the case and joins them.
func joinTold(all []told, o timelineOptions) (j joined, err error) {
	var pick []assess.Told
	for _, s := range all {
		pick = append(pick, s.Told)
	}
	if err := oneCase(pick, o.cases); err != nil {
		return j, err
	}
	if o.into == "" { // otherwise what is there already comes first
		pick = assess.ByTime(pick)
	}
	var taken []assess.Told
	for _, t := range pick {
		s := all[slices.IndexFunc(all, func(s told) bool { return s.A == t.A })]
		ref := strings.TrimSpace(t.A.Case.Reference)
		left := ref != "" && len(o.cases) > 0 && !slices.Contains(o.cases, ref)
		j.sources = append(j.sources, report.TimelineSource{
			Name: t.Name, Case: t.A.Case.Reference, AssessedAt: t.A.AssessedAt.String(), Incidents: len(t.A.Incidents), Unread: s.unread, LeftOut: left,
		})
		if left && t.Name == o.into {
			return j, usage("--case leaves out the assessment of --into; name its case reference too")
		}
		if !left {
			taken, j.taken = append(taken, t), append(j.taken, s)
		}
	}
	if mixed(taken) {
		return j, usage("some of the assessments are practice cases and some are not; they are never joined")
	}
	j.whole, j.merged = assess.Together(taken)
	if !o.assessedAt.IsZero() {
		j.whole.AssessedAt = o.assessedAt
	}
	if j.whole.AssessedAt.IsZero() {
		return j, usage("CSV alone has no time from which to count; give --assessed-at, such as 2026-11-20T14:03:00Z")
	}
	if o.prompted != "" {
		j.whole.Prompted = o.prompted
	}
	if len(o.cases) == 1 && j.whole.Case.Reference == "" {
		j.whole.Case.Reference = o.cases[0]
		for i := range j.sources {
			j.sources[i].Case = o.cases[0]
		}
	}
	return j, nil
}

// oneCase refuses to join different cases unless each is asked for by name.
func oneCase(sources []assess.Told, cases []string) error {
	refs := assess.References(sources)
	if len(cases) == 0 {
		if len(refs) > 1 {
			return usage("the files are of %d different case references; say with --case which belong together, once for each", len(refs))
		}
		return nil
	}
	if len(refs) == 0 {
		return nil
	}
	for i, c := range cases {
		if !slices.Contains(refs, c) {
			return usage("--case, number %d: no assessment among the files is of that case reference", i+1)
		}
	}
	return nil
}

// inputs lists every file that the output may not replace.
func (o *timelineOptions) inputs() []string {
	if o.into == "" {
		return o.files
	}
	return append(slices.Clone(o.files), o.into)
}

func writeTimeline(env Env, o timelineOptions, t report.Timeline, whole *assess.Assessment) error {
	if o.format == "csv" {
		return env.output(o.out, assessmentfile.AppendIncidents(nil, whole.Incidents), o.inputs()...)
	}
	var b bytes.Buffer
	if err := report.WriteTimeline(&b, o.format, t, report.Options{Width: env.Term.Width}); err != nil {
		return err
	}
	return env.output(o.out, b.Bytes(), o.inputs()...)
}

// openTarget locks and reads the assessment that incidents are merged into. One
// with a problem is refused: to save it again would lose what could not be read.
func openTarget(env Env, path string) (*draft, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("merging: %w", err)
	}
	lock, err := assessmentfile.Lock(path, env.Now())
	if err != nil {
		return nil, err
	}
	d := &draft{path: path, lock: lock}
	if err := d.load(); err != nil {
		lock.Release()
		return nil, err
	}
	return d, nil
}

// take merges incidents into the assessment and saves it, and says what was
// done.
func (d *draft) take(env Env, o timelineOptions, m *timeline.Merged) error {
	if o.out != "" {
		if err := notAnInput(o.out, o.inputs()); err != nil {
			return err
		}
	}
	before := assessmentfile.Encode(d.path, &d.a)
	was := len(d.a.Incidents)
	d.a.Take(m)
	after := assessmentfile.Encode(d.path, &d.a)
	if !bytes.Equal(before, after) {
		if err := assessmentfile.Save(d.path, after); err != nil {
			return err
		}
	}
	d.tellTaken(env, m, was)
	return nil
}
