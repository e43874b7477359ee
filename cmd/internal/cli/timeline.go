package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/report"
	"stalkrisk/assess/table"
	"stalkrisk/assess/timeline"
)

type timelineOptions struct {
	files      []string
	into       string
	assessedAt assess.Instant // zero for that of the latest assessment
	prompted   assess.Fact    // "" for that of the latest assessment
	cases      []string
	tables     tableFlags
	how        table.Options
	inputs     []string // every file that the output may not replace
	output
}

func newTimeline(env Env, g *globals, run func(Env, *globals, timelineOptions) error) *cobra.Command {
	var o timelineOptions
	var at, prompted string
	var csv bool
	cmd := &cobra.Command{
		Use:   "timeline FILE...",
		Short: "Join the incidents of several files, show and test them",
		Long: `timeline puts the incidents of assessments (JSON, YAML, JSON lines) and of CSV
files in one order, and tests whether they come more often or become more serious.
CSV files alone have no time to count from: add --assessed-at. See also: stalkrisk
help timeline and csv.`,
		Example: `  stalkrisk timeline case.yaml
  stalkrisk timeline north.csv south.csv --assessed-at 2026-11-20T14:03:00Z
  stalkrisk timeline north.csv --into case.yaml
  stalkrisk timeline export.csv --into case.yaml --map "Date=at" --map "Type=kind" --map "kind:Hanging about=loitering" --map "Officer="
  stalkrisk timeline case.yaml --csv > incidents.csv`,
		Args: args(1, -1, "name the files with the incidents: assessments or CSV"),
		RunE: func(cmd *cobra.Command, files []string) error {
			o.files = files
			if err := o.read(env, at, prompted); err != nil {
				return err
			}
			if csv && cmd.Flags().Changed("format") {
				return usage("--csv is a format of its own; leave --format out")
			}
			if csv {
				o.format = csvFormat.Name
			}
			return run(env, g, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.into, "into", "", "merge the incidents into the assessment in this `file`, whole or not at all")
	f.StringVar(&at, "assessed-at", "", "the `time` from which windows are counted (otherwise that of the latest assessment)")
	f.StringVar(&prompted, "prompted", "", "whether the latest incident led to this assessment: yes, no or unknown (otherwise as the latest assessment says)")
	f.StringArrayVar(&o.cases, "case", nil, "join only assessments of this case `reference`; can be repeated")
	o.tables.flags(cmd)
	f.BoolVar(&csv, "csv", false, "write the joined incidents as CSV")
	o.flags(env, cmd, tables)
	return cmd
}

// read parses the flags, and refuses those that do not go together.
func (o *timelineOptions) read(env Env, at, prompted string) error {
	var err error
	if at != "" {
		if o.assessedAt, err = assess.ParseInstant(at); err != nil {
			return usage("--assessed-at is %v", err)
		}
	}
	if err = oneOf("prompted", prompted, assess.Fact("").Words()); err != nil {
		return err
	}
	o.prompted = assess.Fact(prompted)
	if o.how, err = o.tables.options(env, assessmentfile.IncidentColumns()); err != nil {
		return err
	}
	o.inputs = o.files
	if o.into != "" {
		o.inputs = append(slices.Clone(o.files), o.into)
	}
	switch {
	case o.into != "" && !supported(o.into):
		return usage("--into must name an assessment: a file that ends in .yaml, .yml or .json")
	case o.tables.given() && !slices.ContainsFunc(o.files, mayBeTable):
		return errNoTable
	case o.into != "" && slices.ContainsFunc(o.files, func(name string) bool { return sameFile(o.into, name) }):
		return usage("--into names an input; leave it out of the files, since its incidents are always included")
	}
	return nil
}

func runTimeline(env Env, g *globals, o timelineOptions) error {
	questionnaires, err := g.load(env)
	if err != nil {
		return err
	}
	var target *draft
	if o.into != "" {
		if _, err := os.Stat(o.into); err != nil {
			return err
		}
		if target, err = lockDraft(env, o.into); err != nil {
			return err
		}
		defer target.unlock()
	}
	notes := &tableNotes{env: env}
	if notes.zone, err = g.dates(env, &o.how.Dates); err != nil {
		return err
	}
	notes.options = o.how
	sources, bad, err := readSources(env, o, notes)
	if err != nil {
		return err
	}
	if target != nil {
		sources = slices.Insert(sources, 0, source{TimelineSource: assess.TimelineSource{Name: o.into, A: &target.a}, record: record{file: o.into}})
	}
	j, err := joinSources(sources, o)
	if err != nil {
		return err
	}
	set, versions := questionnaires.For(&j.whole, tool())
	for i := range j.taken {
		s := &j.taken[i]
		problems := s.faults(set, j.whole.AssessedAt)
		bad += len(problems)
		printFaults(env, s, problems)
		if s.table != nil {
			notes.print(s.file, s.table)
		}
	}
	for _, p := range versions {
		bad++
		fmt.Fprintf(env.Err, "stalkrisk: %s\n", p)
	}
	merge := nothingElse
	if target != nil {
		merge = func() error { return target.merge(env, &j.merged) }
	}
	if o.format == csvFormat.Name {
		err = env.put(o.target(o.inputs), assessmentfile.AppendIncidents(nil, j.whole.Incidents), merge)
	} else {
		err = writePageAnd(env, o.output, o.inputs, report.BuildTimeline(set, &j.whole, &j.merged, j.sources, bad), merge)
	}
	return cmp.Or(err, outcome{invalid: bad > 0}.err())
}

// readSources reads every file. bad is the number of problems in records that cannot
// be used.
func readSources(env Env, o timelineOptions, notes *tableNotes) (sources []source, bad int, err error) {
	var worst outcome
	tables := 0
	for _, name := range o.files {
		if env.Context.Err() != nil {
			return nil, 0, stopped(env, "nothing was written")
		}
		some, unusable, err := readSource(env, name, notes)
		if worst.print(env, err) {
			continue
		}
		printError(env.Err, invalid(name, unusable))
		bad += len(unusable)
		sources = append(sources, some...)
		if len(some) > 0 && some[0].table != nil {
			tables++
		}
	}
	if o.tables.given() && tables == 0 && worst.err() == nil {
		return nil, 0, errNoTable
	}
	if worst.err() != nil { // part of a pattern may mislead: show all of it, or nothing
		return nil, 0, errFailed
	}
	if len(sources) == 0 {
		return nil, 0, errInvalid
	}
	return sources, bad, nil
}

// joined is the result of joining the sources.
type joined struct {
	whole   assess.Assessment
	merged  timeline.Merged
	taken   []source                // in the order in which they were joined
	sources []report.TimelineSource // those, and those left out
}

// joinSources joins the sources that are about the case.
func joinSources(all []source, o timelineOptions) (j joined, err error) {
	if err := oneCase(all, o.cases); err != nil {
		return j, err
	}
	if o.into == "" { // by time, CSV first; otherwise the assessment that they are merged into comes first
		slices.SortStableFunc(all, func(a, b source) int { return a.A.AssessedAt.Time().Compare(b.A.AssessedAt.Time()) })
	}
	var taken []assess.TimelineSource
	real, practice := false, false
	for _, s := range all {
		ref := strings.TrimSpace(s.A.Case.Reference)
		left := ref != "" && len(o.cases) > 0 && !slices.Contains(o.cases, ref)
		j.sources = append(j.sources, report.TimelineSource{
			Name: s.Name, Case: s.A.Case.Reference, AssessedAt: s.A.AssessedAt.String(), Incidents: len(s.A.Incidents), Unread: s.unread, LeftOut: left,
		})
		switch {
		case !left:
			taken, j.taken = append(taken, s.TimelineSource), append(j.taken, s)
			real = real || s.A.Training == "" && !s.A.AssessedAt.IsZero()
			practice = practice || s.A.Training != ""
		case s.Name == o.into:
			return j, usage("--case leaves out the assessment of --into; name its case reference too")
		}
	}
	if real && practice {
		return j, usage("some of the assessments are practice cases and some are not; they are never joined")
	}
	j.whole, j.merged = assess.MergeTimelines(taken)
	return j, j.apply(o)
}

// apply sets in the joined assessment what the flags say.
func (j *joined) apply(o timelineOptions) error {
	if !o.assessedAt.IsZero() {
		j.whole.AssessedAt = o.assessedAt
	}
	if j.whole.AssessedAt.IsZero() {
		return usage("CSV files alone have no time to count from; add --assessed-at, such as 2026-11-20T14:03:00Z")
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
	return nil
}

// oneCase returns a usage error if the sources are about different cases and --case
// does not name them, or if --case names one that no source has.
func oneCase(sources []source, cases []string) error {
	var all []assess.TimelineSource
	for _, s := range sources {
		all = append(all, s.TimelineSource)
	}
	refs := assess.References(all)
	if len(cases) == 0 && len(refs) > 1 {
		return usage("the files have %d different case references; use --case for each one that belongs together", len(refs))
	}
	for i, c := range cases {
		if len(refs) > 0 && !slices.Contains(refs, c) {
			return usage("--case, number %d: no assessment in the files has that case reference", i+1)
		}
	}
	return nil
}

// merge merges incidents into the assessment, saves it and prints what was added.
func (d *draft) merge(env Env, m *timeline.Merged) error {
	before := assessmentfile.Encode(d.path, &d.a)
	had := len(d.a.Incidents)
	d.a.TakeMerged(m)
	if !bytes.Equal(before, assessmentfile.Encode(d.path, &d.a)) {
		if err := d.write(&d.a); err != nil {
			return cannotSave(err)
		}
		d.printNews(env)
	}
	d.printMerged(env, m, had)
	return nil
}
