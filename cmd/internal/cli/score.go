package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/batch"
	"stalkrisk/assess/report"
	"stalkrisk/assess/strictfile"
)

type scoreOptions struct {
	files       []string
	input       string // format of the input; "" by its name, or by looking
	format      string // of the results
	out         string
	problems    string
	workers     int
	strict      bool
	training    bool
	summary     bool
	summaryJSON string
	sort        string
	maps        []string
}

func newScore(env Env, g *globals, run func(Env, *globals, scoreOptions) error) *cobra.Command {
	var o scoreOptions
	cmd := &cobra.Command{
		Use:   "score [FILE|DIR|-]...",
		Short: "Score saved assessments, one result each",
		Long: `score reads saved assessments and writes one result a record, in the order of
the input: as one line of JSON (stalkrisk.result/1), as CSV, or as a table. A
record with a fault is scored from what can be read; its faults are one line of
JSON (stalkrisk.problem/1) on standard error, and the exit code is 3.

It reads JSON lines, JSON (one object or a list), YAML (one document or more)
and CSV, each also compressed (.gz). Of a folder it takes the files with those
suffixes, and those in folders below, but nothing hidden and no links. It needs
the same memory for ten records as for ten million (--sort aside). In a table,
"?" marks a level that open answers have raised, or may still raise.`,
		Example: `  stalkrisk score case.yaml
  stalkrisk score --problems bad.ndjson -o results.ndjson night.ndjson
  stalkrisk score --summary -o year.csv cases/2026
  stalkrisk score --sort worst --format table cases/today
  stalkrisk score --map 'Log number=case.reference' --map '*:Yes=yes' export.csv
  cat night.ndjson | stalkrisk score --input ndjson - | jq .overall.level`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			if err := o.complete(env); err != nil {
				return err
			}
			return run(env, g, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.input, "input", "", "`format` of the input: ndjson, json, yaml or csv (otherwise by its name, or by looking)")
	f.StringVar(&o.format, "format", "", "`format` of the results: ndjson, csv or table (otherwise by the name of -o; table on a terminal; else ndjson)")
	f.StringVarP(&o.out, "output", "o", "", "write the results to this `file`, whole or not at all")
	f.StringVar(&o.problems, "problems", "", "write the problem lines to this `file`, whole or not at all")
	f.IntVar(&o.workers, "workers", runtime.GOMAXPROCS(0), "`number` of records read at once; it changes the speed and nothing else")
	f.BoolVar(&o.summary, "summary", false, "at the end, count what came of it, on standard error")
	f.StringVar(&o.summaryJSON, "summary-json", "", "write those counts to this `file`, as JSON")
	f.StringVar(&o.sort, "sort", "", "worst: the worst first, once all are read")
	f.BoolVar(&o.strict, "strict", false, "withhold the result of a record that has a problem")
	f.BoolVar(&o.training, "training", false, "score records of practice cases too")
	f.StringArrayVar(&o.maps, "map", nil, "CSV: what `theirs=ours` is called here, a heading or column:value; again for more")
	return cmd
}

// complete checks the options, and fills in what follows from the others.
func (o *scoreOptions) complete(env Env) error {
	if o.input != "" && assessmentfile.FormatNamed(o.input) == assessmentfile.Unknown {
		return usage("--input is ndjson, json, yaml or csv")
	}
	if strings.EqualFold(filepath.Ext(o.out), ".gz") {
		return usage("results are not written compressed; take .gz off the name of -o, or pipe them through gzip")
	}
	if o.format == "" {
		o.format = rowFormat(o.out, env.Term.Out)
	}
	if _, _, err := report.ResultRows(o.format); err != nil {
		return usage("--format is ndjson, csv or table")
	}
	same := func(a, b string) bool { return a != "" && b != "" && sameFile(a, b) }
	switch {
	case o.workers < 1 || o.workers > 1024:
		return usage("--workers is a number from 1 to 1024")
	case o.sort != "" && o.sort != "worst":
		return usage("--sort can only be: worst")
	case same(o.out, o.problems), same(o.out, o.summaryJSON), same(o.problems, o.summaryJSON):
		return usage("results, problems and counts need a file each")
	}
	stdin := 0
	for _, name := range o.files {
		if name == "-" {
			stdin++
		}
	}
	switch {
	case stdin > 1:
		return usage("standard input can be read only once")
	case len(o.files) == 0 && env.Term.In:
		return usage("name a file, or - for standard input")
	case len(o.files) == 0:
		o.files = []string{"-"}
	}
	return nil
}

// rowFormat gives the format of results where none was named.
func rowFormat(out string, terminal bool) string {
	switch strings.ToLower(filepath.Ext(out)) {
	case ".csv":
		return "csv"
	case ".txt":
		return "table"
	}
	if terminal && out == "" {
		return "table"
	}
	return "ndjson"
}

func runScore(env Env, g *globals, o scoreOptions) error {
	shelf, err := g.shelf(env)
	if err != nil {
		return err
	}
	meaning, err := assessmentfile.ParseCSVMap(o.maps, assessmentfile.NewColumns(shelf).Known)
	if err != nil {
		return usageError{err}
	}
	inputs := &scoreInputs{env: env, names: o.files, format: assessmentfile.FormatNamed(o.input)}
	heading, row, err := report.ResultRows(o.format)
	if err != nil {
		return err
	}
	outs, err := o.open(env, inputs)
	if err != nil {
		return err
	}
	defer outs.discard()
	o.limitMemory()
	progress := newProgress(env, o, inputs)
	failed := false
	if _, err := io.WriteString(outs.results, heading); err != nil {
		return err
	}
	tally, err := batch.Run(env.Context, inputs.each, batch.Options{
		Shelf: shelf, Tool: tool(), Words: strictfile.Wording(), Encode: row, Map: meaning,
		Workers: o.workers, Strict: o.strict, Training: o.training, Worst: o.sort == "worst", Told: progress.told,
	}, batch.Output{
		Results: outs.results, Problems: outs.problems,
		Failed: func(_ string, err error) {
			failed = true
			progress.clear()
			fmt.Fprintf(env.Err, "stalkrisk: %v\n", err)
		},
	})
	progress.clear()
	if err == nil {
		err = outs.commit()
	}
	if err != nil {
		return scoreStopped(env, o, tally, err)
	}
	return o.finish(env, tally, inputs, failed)
}

// limitMemory lets what large records leave behind be cleared away early, so that
// memory stays flat. It is a wish and no bound: a record that needs more has it.
func (o *scoreOptions) limitMemory() {
	const perWorker = 4 << 20
	if o.sort == "" && debug.SetMemoryLimit(-1) == math.MaxInt64 { // nobody has set one
		debug.SetMemoryLimit(12<<20 + int64(o.workers)*perWorker)
	}
}

// scoreStopped says how far the work came before it was stopped.
func scoreStopped(env Env, o scoreOptions, t batch.Tally, err error) error {
	if !errors.Is(err, context.Canceled) {
		return err
	}
	how := "every result up to there is written"
	switch {
	case o.sort != "":
		how = "nothing was written, since the worst comes first only when all are read"
	case o.out != "":
		how = "nothing was written to the file"
	}
	return stopped(env, fmt.Sprintf("%s read, %d of them scored; %s", counted(t.Records, "record"), t.Scored, how))
}

// finish gives the counts, and what the command comes to.
func (o *scoreOptions) finish(env Env, t batch.Tally, inputs *scoreInputs, failed bool) error {
	s := newSummary(t, inputs.files, failed)
	if o.summary {
		s.write(env.Err)
	}
	if o.summaryJSON != "" {
		if err := env.output(o.summaryJSON, s.json(), inputs.named()...); err != nil {
			return err
		}
	}
	switch {
	case failed:
		return errFailed
	case t.Faulty > 0:
		return &invalidError{told: true}
	}
	return nil
}

// scoreOutputs are the streams that results and problems go to, as soon as there
// are any: what reads them may be waiting.
type scoreOutputs struct {
	results  io.Writer
	problems io.Writer
	pending  []*assessmentfile.Pending
}

// open opens what the results and the problems go to. Neither may be an input.
func (o *scoreOptions) open(env Env, inputs *scoreInputs) (*scoreOutputs, error) {
	outs := &scoreOutputs{results: env.Out, problems: env.Err}
	into := func(path string) (io.Writer, error) {
		if err := notAnInput(path, inputs.named()); err != nil {
			return nil, err
		}
		if inputs.wouldReplace(path) {
			return nil, usage("-o names a file in a folder that is read, and it holds no results: name another file")
		}
		if info, err := os.Stat(path); err == nil {
			inputs.never = append(inputs.never, info)
		}
		p, err := assessmentfile.Create(path)
		if err != nil {
			return nil, err
		}
		outs.pending = append(outs.pending, p)
		return p, nil
	}
	var err error
	if o.out != "" {
		outs.results, err = into(o.out)
	}
	if err == nil && o.summaryJSON != "" { // it is written last, and refused first
		if err = notAnInput(o.summaryJSON, inputs.named()); err == nil && inputs.wouldReplace(o.summaryJSON) {
			err = usage("--summary-json names a file in a folder that is read, and it holds no results: name another file")
		}
	}
	if err == nil && o.problems != "" {
		outs.problems, err = into(o.problems)
	}
	if err != nil {
		outs.discard()
		return nil, err
	}
	return outs, nil
}

// commit puts files in their places.
func (outs *scoreOutputs) commit() error {
	for len(outs.pending) > 0 {
		p := outs.pending[0]
		outs.pending = outs.pending[1:]
		if err := p.Commit(); err != nil {
			return err
		}
	}
	return nil
}

// discard takes away files that were not put in their places.
func (outs *scoreOutputs) discard() {
	for _, p := range outs.pending {
		p.Discard()
	}
}
