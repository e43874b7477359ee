package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/report"
	"stalkrisk/assess/timeline"
)

type timelineOptions struct {
	files      []string
	into       string
	assessedAt assess.Instant // zero for that of the latest assessment
	prompted   assess.Fact    // "" for that of the latest assessment
	cases      []string
	tables     tableFlags
	keepGood   bool     // add what has no fault, from files with faults
	inputs     []string // every file that the output may not replace
	output
}

const keepGoodUsage = "add what has no fault from a file that has faults (otherwise nothing)"

func newTimeline(env Env, g *globals, run func(Env, *globals, timelineOptions) error) *cobra.Command {
	var o timelineOptions
	var at, prompted string
	var csv bool
	cmd := &cobra.Command{
		Use:   "timeline FILE...",
		Short: "Join the incidents of several files, show and test them",
		Long: `timeline puts the incidents of assessments (JSON, YAML, JSON lines) and of CSV
files in one order, and tests whether they come more often or become more serious.
CSV files alone have no time to count from: add --assessed-at. With --into it adds
incidents, promises, orders, updates and outcomes in CSV to one assessment, or to
those of a folder by their column case. See also: stalkrisk help timeline, csv and
bulk.`,
		Example: `  stalkrisk timeline case.yaml
  stalkrisk timeline north.csv south.csv --assessed-at 2026-11-20T14:03:00Z
  stalkrisk timeline north.csv --into case.yaml
  stalkrisk timeline promises.csv orders.csv --into cases/2026
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
	f.StringVar(&o.into, "into", "", "add to the assessment in this `file`, or to those of its cases in a folder; each file whole or not at all")
	f.StringVar(&at, "assessed-at", "", "the `time` from which windows are counted (otherwise that of the latest assessment)")
	f.StringVar(&prompted, "prompted", "", "whether the latest incident led to this assessment: yes, no or unknown (otherwise as the latest assessment says)")
	f.StringArrayVar(&o.cases, "case", nil, "join only assessments of this case `reference`; can be repeated")
	o.tables.flags(cmd)
	f.BoolVar(&o.keepGood, "keep-good", false, keepGoodUsage)
	f.BoolVar(&csv, "csv", false, "write the joined incidents as CSV")
	o.flags(env, cmd, tables())
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
	o.inputs = o.files
	if o.into != "" {
		o.inputs = append(slices.Clone(o.files), o.into)
	}
	switch {
	case o.keepGood && o.into == "":
		return usage("--keep-good goes with --into; what is only shown always uses what can be read")
	case o.into != "" && !supported(o.into) && !o.folderInto():
		return usage("--into must name an assessment, a file that ends in .yaml, .yml or .json, or a folder of them")
	case o.into != "" && slices.ContainsFunc(o.files, func(name string) bool { return sameFile(o.into, name) }):
		return usage("--into names an input; leave it out of the files, since its incidents are always included")
	}
	return o.tables.forTables(o.files)
}

func runTimeline(env Env, g *globals, o timelineOptions) error {
	switch into, err := o.tablesInto(env, g); {
	case err != nil:
		return err
	case into:
		return runInto(env, g, o)
	}
	questionnaires, err := g.load(env)
	if err != nil {
		return err
	}
	notes, err := g.tables(env, &o.tables, assessmentfile.IncidentColumns())
	if err != nil {
		return err
	}
	notes.options.Now = env.Now() // a diary says "about 5 November"
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
	files, bad, err := readSources(env, questionnaires, o, notes)
	if err != nil {
		return err
	}
	j, err := chooseSources(files, target, o)
	if err != nil {
		return err
	}
	set, versions := questionnaires.For(&j.whole, tool())
	questionnaires.HideKeys(versions)
	bad += j.printFaults(env, files, set, notes)
	if target != nil && bad > 0 && !o.keepGood {
		return target.notChanged(env)
	}
	counts := j.join(set, target != nil)
	for _, p := range versions {
		bad++
		fmt.Fprintf(env.Err, "stalkrisk: %s\n", p)
	}
	merge := nothingElse
	if target != nil {
		merge = func() error { return target.merge(env, &j.merged, counts) }
	}
	return cmp.Or(j.write(env, o, set, bad, merge), outcome{invalid: bad > 0}.err())
}

// write writes the timeline, and calls merge in between.
func (j *joined) write(env Env, o timelineOptions, set assess.Instruments, bad int, merge func() error) error {
	if o.format == csvFormat.Name {
		return env.put(o.target(o.inputs), assessmentfile.AppendIncidents(nil, j.cases(), j.whole.Incidents), merge)
	}
	return writePageAnd(env, o.output, o.inputs, report.BuildTimeline(set, &j.whole, &j.merged, j.sources(), bad), merge)
}

// printFaults prints the faults of the files that are not left out, and returns how many
// there are.
func (j *joined) printFaults(env Env, files []source, set assess.Instruments, notes *tableNotes) (bad int) {
	for i := range files {
		s := &files[i]
		if !slices.ContainsFunc(j.all, func(p source) bool { return p.from == s && !p.another }) {
			continue
		}
		problems := s.faults(set, j.whole.AssessedAt)
		bad += len(problems)
		printFaults(env, s, problems)
		if s.table != nil {
			notes.print(s.file, s.table)
		}
	}
	notes.finish()
	return bad
}

// join joins the sources: to be shown, or to be added to the first, without what has a
// fault.
func (j *joined) join(set assess.Instruments, add bool) (n imported) {
	merge := timeline.Merge
	if add {
		n, merge = withoutFaults(j.all, &j.all[0]), timeline.Import
	}
	j.merged = j.whole.Join(set.Forces, taken(j.all), merge)
	return n
}

// readSources reads every file. bad is the number of problems in records that cannot
// be used.
func readSources(env Env, questionnaires assess.Questionnaires, o timelineOptions, notes *tableNotes) (sources []source, bad int, err error) {
	var worst outcome
	tables := 0
	for _, name := range o.files {
		if env.Context.Err() != nil {
			return nil, 0, stopped(env, "nothing was written")
		}
		some, unusable, err := readSource(env, questionnaires, name, notes)
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
		return nil, 0, errNoTable()
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
	whole  assess.Assessment
	merged timeline.Merged
	all    []source // in the order in which they are joined, with those left out
	label  string   // the reference that the person gave, if no source has one
}

// chooseSources returns the sources to join: those that are about the case. target is
// the assessment that they are added to; nil if there is none.
func chooseSources(files []source, target *draft, o timelineOptions) (j joined, err error) {
	for i := range files {
		j.all = append(j.all, files[i].byCase()...)
	}
	var into *source
	if target != nil {
		j.all = slices.Insert(j.all, 0, source{TimelineSource: assess.TimelineSource{Name: o.into, A: &target.a}})
		into = &j.all[0]
	} else { // by time, CSV first
		slices.SortStableFunc(j.all, func(a, b source) int { return a.A.AssessedAt.Time().Compare(b.A.AssessedAt.Time()) })
	}
	if err := chooseCase(j.all, o.cases, into); err != nil {
		return j, err
	}
	real, practice := false, false
	for _, s := range taken(j.all) {
		real = real || s.A.Training == "" && !s.A.AssessedAt.IsZero()
		practice = practice || s.A.Training != ""
	}
	if real && practice {
		return j, usage("some of the assessments are practice cases and some are not; they are never joined")
	}
	j.whole = assess.Together(taken(j.all))
	return j, j.apply(o)
}

// taken returns the sources that are not left out.
func taken(all []source) (out []assess.TimelineSource) {
	for i := range all {
		if !all[i].another {
			out = append(out, all[i].TimelineSource)
		}
	}
	return out
}

// cases returns the case of each incident, in their order.
func (j *joined) cases() []string {
	of := taken(j.all)
	out := make([]string, len(j.merged.Entries))
	for i, e := range j.merged.Entries {
		out[i] = cmp.Or(of[e.First].A.Case.Reference, j.whole.Case.Reference)
	}
	return out
}

// sources returns what the report says of the sources.
func (j *joined) sources() (out []report.TimelineSource) {
	for _, s := range j.all {
		out = append(out, report.TimelineSource{
			Name: s.Name, Case: cmp.Or(s.A.Case.Reference, j.label), AssessedAt: s.A.AssessedAt.String(), Incidents: len(s.A.Incidents), Unread: s.unread, LeftOut: s.another,
		})
	}
	return out
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
		j.whole.Case.Reference, j.label = o.cases[0], o.cases[0]
	}
	return nil
}

// merge puts the merged incidents into the assessment, saves it and prints what was
// added.
func (d *draft) merge(env Env, m *timeline.Merged, n imported) error {
	before := assessmentfile.Encode(d.path, &d.a)
	had := len(d.a.Incidents)
	d.a.TakeMerged(m)
	if !bytes.Equal(before, assessmentfile.Encode(d.path, &d.a)) {
		if err := d.write(&d.a); err != nil {
			return cannotSave(fmt.Errorf("saving: %w", err))
		}
		d.printNews(env)
	}
	d.printMerged(env, m, had, n)
	return nil
}
