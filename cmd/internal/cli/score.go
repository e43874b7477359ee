package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/batch"
	"stalkrisk/assess/report"
)

type scoreOptions struct {
	files       []string
	input       string // format of the input; "" to go by its name or content
	problems    string
	workers     int
	strict      bool
	training    bool
	summary     bool
	summaryJSON string
	sort        string
	maps        []string
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
	f.BoolVar(&o.strict, "strict", false, "withhold the result of a record that has a problem")
	f.BoolVar(&o.training, "training", false, "score records of practice cases too")
	f.StringArrayVar(&o.maps, "map", nil, mapUsage)
	o.flags(env, cmd, rows)
	return cmd
}

// complete checks the options and the files, and fills in the default input.
func (o *scoreOptions) complete(env Env) error {
	same := func(a, b string) bool { return a != "" && b != "" && sameFile(a, b) }
	switch {
	case o.input != "" && assessmentfile.FormatNamed(o.input) == assessmentfile.Unknown:
		return usage("--input must be ndjson, json, yaml or csv")
	case strings.EqualFold(filepath.Ext(o.out), ".gz"):
		return usage("results cannot be written compressed; take .gz off the name of -o, or pipe them through gzip")
	case o.workers < 1 || o.workers > 1024:
		return usage("--workers must be a number from 1 to 1024")
	case o.sort != "" && o.sort != "worst":
		return usage("--sort takes only: worst")
	case same(o.out, o.problems), same(o.out, o.summaryJSON), same(o.problems, o.summaryJSON):
		return usage("results, problems and counts each need a file of their own")
	}
	return o.completeFiles(env)
}

// completeFiles chooses standard input if no file is named. It may be read only once.
func (o *scoreOptions) completeFiles(env Env) error {
	stdin := slices.Index(o.files, "-")
	switch {
	case stdin >= 0 && slices.Contains(o.files[stdin+1:], "-"):
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
	meaning, err := assessmentfile.ParseCSVMap(o.maps, assessmentfile.NewColumns(questionnaires).Known)
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
		Shelf: questionnaires, Tool: tool(), Row: row, Map: meaning,
		Workers: o.workers, Strict: o.strict, Training: o.training, Worst: o.sort == "worst", Progress: progress.update,
	}, batch.Output{
		Results: outs.results, Problems: outs.problems,
		Failed: func(_ string, err error) {
			failed = true
			progress.clear()
			printError(env.Err, err)
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

// limitMemory makes Go free the memory of large records early, so that memory use
// stays flat. It is not a hard limit: a record that needs more gets more.
func (o *scoreOptions) limitMemory() {
	const perWorker = 4 << 20
	if o.sort == "" && debug.SetMemoryLimit(-1) == math.MaxInt64 { // GOMEMLIMIT is not set
		debug.SetMemoryLimit(12<<20 + int64(o.workers)*perWorker)
	}
}

// scoreStopped returns err. If a signal stopped the work, it first prints how many
// records were read and what was written.
func scoreStopped(env Env, o scoreOptions, t batch.Tally, err error) error {
	if !errors.Is(err, context.Canceled) {
		return err
	}
	how := "every result so far is written"
	switch {
	case o.sort != "":
		how = "nothing was written, since sorting needs all records"
	case o.out != "":
		how = "nothing was written to the file"
	}
	return stopped(env, fmt.Sprintf("%s read, %d of them scored; %s", counted(t.Records, "record"), t.Scored, how))
}

// finish writes the counts, and returns the error to exit with.
func (o *scoreOptions) finish(env Env, t batch.Tally, inputs *scoreInputs, failed bool) error {
	s := newSummary(t, inputs.files, failed)
	if o.summary {
		s.write(env.Err)
	}
	if o.summaryJSON != "" {
		b, _ := json.MarshalIndent(s, "", "  ") // words and numbers
		if err := env.output(o.summaryJSON, append(b, '\n'), inputs.named()...); err != nil {
			return err
		}
	}
	return outcome{failed, t.Faulty > 0}.err()
}

// scoreOutputs holds the streams for results and problems. Both are written as they
// come, since another program may be waiting for them.
type scoreOutputs struct {
	results  io.Writer
	problems io.Writer
	pending  []*assessmentfile.Pending
}

// open opens the outputs for results and problems. None may be an input.
func (o *scoreOptions) open(env Env, inputs *scoreInputs) (*scoreOutputs, error) {
	outs := &scoreOutputs{results: env.rows, problems: env.Err}
	err := outs.into(&outs.results, o.out, inputs)
	if err == nil { // written last, but refused before the work begins
		err = inputs.mayReplace("--summary-json", o.summaryJSON)
	}
	if err == nil {
		err = outs.into(&outs.problems, o.problems, inputs)
	}
	if err != nil {
		outs.discard()
		return nil, err
	}
	return outs, nil
}

// into makes *w write to the file at path, unless path is "". The file is never read
// as an input.
func (outs *scoreOutputs) into(w *io.Writer, path string, inputs *scoreInputs) error {
	if path == "" {
		return nil
	}
	if err := inputs.mayReplace("-o", path); err != nil {
		return err
	}
	if info, err := os.Stat(path); err == nil {
		inputs.never = append(inputs.never, info)
	}
	p, err := assessmentfile.Create(path)
	if err != nil {
		return err
	}
	*w, outs.pending = p, append(outs.pending, p)
	return nil
}

// commit moves the finished files into place.
func (outs *scoreOutputs) commit() error {
	for _, p := range outs.pending {
		if err := p.Commit(); err != nil {
			return err
		}
	}
	return nil
}

// discard removes the files that were not moved into place; the others stay.
func (outs *scoreOutputs) discard() {
	for _, p := range outs.pending {
		p.Discard()
	}
}
