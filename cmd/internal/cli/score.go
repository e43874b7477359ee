package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"runtime"
	"slices"
	"sync"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/batch"
	"stalkrisk/assess/report"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/table"
	"stalkrisk/cmd/internal/session"
)

type scoreOptions struct {
	files         []string
	input         string // format of the input; "" to go by its name or content
	problems      string
	workers       int
	strict        bool
	withReference bool
	training      bool
	summary       bool
	summaryJSON   string
	sort          string
	latest        bool
	drafts        string
	incidents     []string
	tables        tableFlags
	output
}

func newScore(env Env, g *globals) *cobra.Command {
	var o scoreOptions
	cmd := &cobra.Command{
		Use:   "score [FILE|DIR|-]...",
		Short: "Score saved assessments, one result each",
		Long: `score reads saved assessments and writes one result for each record, in the order
of the input: as one line of JSON (stalkrisk.result/1), as CSV, or as a table, in
which "?" marks a level that unanswered questions have raised, or may still raise.
A record with a fault is scored from what can be read. Its faults are one line of
JSON (stalkrisk.problem/1) on standard error, and the exit code is 3.

It reads JSON lines, JSON, YAML and CSV, also compressed (.gz), from files, folders
and pipes. See also: stalkrisk help scoring, csv, pipelines and codes.`,
		Example: `  stalkrisk score case.yaml
  stalkrisk score --problems bad.ndjson -o results.ndjson night.ndjson
  stalkrisk score --summary -o year.csv cases/2026
  stalkrisk score --sort worst --format table cases/today
  stalkrisk score --map 'Log number=case.reference' --map '*:Yes=yes' export.csv
  stalkrisk score --incidents crimes.csv night.ndjson
  cat night.ndjson | stalkrisk score --input ndjson - | jq .overall.level`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			if err := o.complete(env); err != nil {
				return err
			}
			return runScore(env, g, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.input, "input", "", "`format` of the input: ndjson, json, yaml or csv (otherwise by its name or content)")
	f.StringVar(&o.problems, "problems", "", "write the problem lines to this `file`, whole or not at all")
	f.IntVar(&o.workers, "workers", runtime.GOMAXPROCS(0), "`number` of records to read at once; it changes only the speed")
	f.BoolVar(&o.summary, "summary", false, "at the end, print counts on standard error")
	f.StringVar(&o.summaryJSON, "summary-json", "", "write those counts to this `file`, as JSON")
	f.StringVar(&o.sort, "sort", "", "worst: the worst first, once all are read")
	f.BoolVar(&o.latest, "latest", false, "only the newest of each case, once all are read; assessments of several suspects all stay")
	f.StringVar(&o.drafts, "drafts", "keep", "keep or drop: whether unfinished assessments get a result")
	f.BoolVar(&o.withReference, "with-reference", false, "name the case reference in problem lines")
	f.BoolVar(&o.strict, "strict", false, "withhold the result of a record that has a problem")
	f.BoolVar(&o.training, "training", false, "score records of practice cases too")
	f.StringArrayVar(&o.incidents, "incidents", nil, incidentsUsage)
	o.tables.flags(cmd)
	o.flags(env, cmd, rows)
	return cmd
}

// complete checks the options and the files, and fills in the default input.
func (o *scoreOptions) complete(env Env) error {
	same := func(a, b string) bool { return a != "" && b != "" && sameFile(a, b) }
	switch {
	case o.input != "" && assessmentfile.FormatNamed(o.input) == assessmentfile.Unknown:
		return usage("--input must be ndjson, json, yaml or csv")
	case o.workers < 1 || o.workers > 1024:
		return usage("--workers must be a number from 1 to 1024")
	case o.sort != "" && o.sort != "worst":
		return usage("--sort takes only: worst")
	case o.drafts != "keep" && o.drafts != "drop":
		return usage("--drafts must be keep or drop")
	case same(o.out, o.problems), same(o.out, o.summaryJSON), same(o.problems, o.summaryJSON):
		return usage("results, problems and counts each need a file of their own")
	}
	if err := cmp.Or(unwritable("--problems", o.problems, lines), unwritable("--summary-json", o.summaryJSON, counts)); err != nil {
		return err
	}
	return o.completeFiles(env)
}

// completeFiles chooses standard input if no file is named. It may be read only once.
func (o *scoreOptions) completeFiles(env Env) error {
	stdin := slices.Index(o.files, "-")
	switch {
	case stdin >= 0 && slices.Contains(o.files[stdin+1:], "-"), slices.Contains(o.incidents, "-"):
		return usage("standard input can be read only once")
	case len(o.files) == 0 && env.Term.In:
		return usage("name a file, or - for standard input")
	case len(o.files) == 0:
		o.files = []string{"-"}
	}
	return nil
}

func runScore(env Env, g *globals, o scoreOptions) error {
	questionnaires, err := g.load(env)
	if err != nil {
		return err
	}
	notes, err := g.tables(env, &o.tables, assessmentfile.NewColumns(questionnaires))
	if err != nil {
		return err
	}
	inputs := &scoreInputs{env: env, unread: unreadFiles{}, names: o.files, format: assessmentfile.FormatNamed(o.input)}
	if err := inputs.mayBeTables(o.tables, len(o.incidents) > 0); err != nil {
		return err
	}
	heading, row, err := report.ResultRows(o.format)
	if err != nil {
		return err
	}
	outs, err := o.open(env, inputs)
	defer outs.discard()
	if err != nil {
		return err
	}
	o.incidents = append(o.incidents, withRepeats(env, o.files, notes)...)
	joined, err := readTables(env, g, questionnaires, o.incidents, o.tables.dateFlags, func(s *source, problems []assess.Problem) {
		line := assess.ProblemLine{Format: assess.ProblemFormat, Input: s.file, Line: problems[0].Line, Scored: true, Problems: problems}
		outs.problems.Write(append(line.AppendJSON(nil), '\n'))
	})
	if err != nil {
		return err
	}
	o.limitMemory(400)
	begun := sync.OnceFunc(func() { o.limitMemory(60) }) // 100 would take 2 MB more
	progress := newProgress(env, o.output, sizeOf(inputs.names))
	failed := false
	if _, err := io.WriteString(outs.results, o.mark()+heading); err != nil {
		return err
	}
	tally, err := batch.Run(env.Context, inputs.each, batch.Options{
		Shelf: questionnaires, Tool: tool(), Row: row, Table: notes.options, Incidents: &joined.incidents,
		Workers: o.workers, Strict: o.strict, WithReference: o.withReference, Training: o.training, Worst: o.sort == "worst", Latest: o.latest, NoDrafts: o.drafts == "drop",
		Progress: func(read int64, t *batch.Tally) {
			begun()
			progress.records(read, t)
		},
	}, batch.Output{
		Results: outs.results, Problems: outs.problems,
		Failed: func(_ string, err error) {
			failed = true
			progress.clear()
			printError(env.Err, err)
		},
		Table: func(name string, t *table.Table) {
			progress.clear()
			notes.print(name, t)
			if assessmentfile.HasRepeats(t) && !slices.Contains(o.incidents, name) {
				fmt.Fprintf(env.Err, "%s: its rows of incidents are not joined; give the file itself to score, and not a folder or a pipe.\n", safetext.Name(name))
			}
		},
	})
	progress.clear()
	if err == nil {
		inputs.printUnread()
		if tally.Unread > 0 {
			fmt.Fprintf(env.Err, "stalkrisk: not scored: %s of the sift whose logs nobody has confirmed that they read; read them, open each with stalkrisk assess, and confirm\n", counted(tally.Unread, "draft"))
		}
		joined.print(env)
		err = o.finish(env, outs, tally.Summary(inputs.files, inputs.others, failed))
		notes.finish()
	}
	if err != nil {
		return scoreStopped(env, o, tally, err)
	}
	return outcome{failed, tally.Faulty > 0 || joined.bad}.err()
}

// limitMemory makes Go free the memory of large records early, so that memory use
// stays flat. With --sort all results are held, and there is no limit. Until the first
// results are written, memory may grow by more percent: what reading the questionnaires
// left is then freed once, and not again and again while the workers are made.
func (o *scoreOptions) limitMemory(percent int) {
	const perWorker = 4 << 20
	most := int64(math.MaxInt64)
	if o.sort == "" {
		most = 12<<20 + int64(o.workers)*perWorker
	}
	limitMemory(most, percent)
}

// scoreStopped returns err. If a signal stopped the work, it first prints how many
// records were read and what was written.
func scoreStopped(env Env, o scoreOptions, t batch.Tally, err error) error {
	if !errors.Is(err, context.Canceled) && !errors.Is(err, session.ErrStopped) {
		return err
	}
	how := "every result so far is written"
	switch {
	case o.sort != "", o.latest:
		how = "nothing was written, since that needs all records"
	case o.out != "":
		how = "nothing was written to the file"
	}
	return stopped(env, fmt.Sprintf("%s read, %d of them scored; %s", counted(t.Records, "record"), t.Scored, how))
}

// finish prints the counts and moves the finished files into place. If a file could
// not be read, the results are not whole, and old files stay.
func (o *scoreOptions) finish(env Env, outs *scoreOutputs, s batch.Summary) error {
	for _, line := range s.Repeats(o.latest) {
		fmt.Fprintln(env.Err, line)
	}
	if o.summary {
		s.Write(env.Err)
	}
	if outs.summary != nil {
		b, _ := json.MarshalIndent(s, "", "  ") // words and numbers
		if _, err := outs.summary.Write(append(b, '\n')); err != nil {
			return err
		}
	}
	if !s.Complete && len(outs.files) > 0 {
		for _, f := range outs.files {
			fmt.Fprintf(env.Err, "stalkrisk: %s: not written, because a file could not be read\n", f.path)
		}
		return nil
	}
	return env.commit(nothingElse, outs.files...)
}

// scoreOutputs holds the streams that score writes. Results and problems are written
// as they come, since another program may be waiting for them.
type scoreOutputs struct {
	results, problems io.Writer
	summary           io.Writer // nil without --summary-json
	files             []*outFile
}

// open opens the outputs. None may be an input.
func (o *scoreOptions) open(env Env, inputs *scoreInputs) (*scoreOutputs, error) {
	outs := &scoreOutputs{results: env.rows, problems: env.Err}
	if o.out == "" {
		if err := env.notRead(slices.Concat(inputs.named(), o.incidents)); err != nil {
			return outs, err
		}
	}
	for _, out := range []struct {
		to         *io.Writer
		flag, path string
	}{{&outs.results, "-o", o.out}, {&outs.problems, "--problems", o.problems}, {&outs.summary, "--summary-json", o.summaryJSON}} {
		if out.path == "" {
			continue
		}
		f, err := inputs.output(target{flag: out.flag, path: out.path, inputs: slices.Concat(inputs.named(), o.incidents), force: o.force})
		if err != nil {
			return outs, err
		}
		*out.to, outs.files = f, append(outs.files, f)
	}
	outs.problems = &optional{Writer: outs.problems}
	if o.problems != "" || o.summaryJSON != "" {
		outs.results = &optional{Writer: outs.results}
	}
	return outs, nil
}

// discard removes the files that were not moved into place; the others stay.
func (outs *scoreOutputs) discard() {
	for _, f := range outs.files {
		f.discard()
	}
}
