package cli

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/strictfile"
)

type scoreOptions struct {
	files    []string
	input    string // format of the input; "" by its name
	out      string
	problems string
	strict   bool
	training bool
}

func newScore(env Env, g *globals, run func(Env, *globals, scoreOptions) error) *cobra.Command {
	var o scoreOptions
	cmd := &cobra.Command{
		Use:   "score [FILE|-]...",
		Short: "Score saved assessments, one line of JSON each",
		Long: `score reads saved assessments and writes one result a record, in the order of
the input, as one line of JSON (stalkrisk.result/1). A record with a fault is
scored from what can be read; its faults are one line of JSON
(stalkrisk.problem/1) on standard error, and the exit code is 3.`,
		Example: `  stalkrisk score case.yaml
  stalkrisk score --problems bad.ndjson -o results.ndjson night.ndjson
  cat night.ndjson | stalkrisk score -`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			switch o.input {
			case "", "ndjson", "json", "yaml":
			default:
				return usage("--input is ndjson, json or yaml")
			}
			if len(files) == 0 {
				if env.Term.In {
					return usage("name a file, or - for standard input")
				}
				o.files = []string{"-"}
			}
			return run(env, g, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.input, "input", "", "`format` of the input: ndjson, json or yaml (otherwise by its name)")
	f.StringVarP(&o.out, "output", "o", "", "write the results to this `file`, whole or not at all")
	f.StringVar(&o.problems, "problems", "", "write the problem lines to this `file`")
	f.BoolVar(&o.strict, "strict", false, "withhold the result of a record that has a problem")
	f.BoolVar(&o.training, "training", false, "score records of practice cases too")
	return cmd
}

func runScore(env Env, g *globals, o scoreOptions) error {
	shelf, err := g.shelf(env)
	if err != nil {
		return err
	}
	var results, problems lines
	failed, stdin := false, false
	for _, name := range o.files {
		if env.Context.Err() != nil {
			return stopped(env, "nothing was written")
		}
		var b []byte
		if name == "-" {
			if stdin {
				return usage("standard input can be read only once")
			}
			stdin = true
			b, err = readWhole(env.In, "standard input")
		} else {
			b, err = readFile(name)
		}
		if err != nil {
			fmt.Fprintf(env.Err, "stalkrisk: %v\n", err)
			failed = true
			continue
		}
		if err := scoreInput(shelf, name, b, o, &results, &problems); err != nil {
			return err
		}
	}
	return writeScores(env, o, &results, &problems, failed)
}

func writeScores(env Env, o scoreOptions, results, problems *lines, failed bool) error {
	if err := env.output(o.out, results.Bytes(), o.files...); err != nil {
		return err
	}
	bad := problems.Len() > 0
	if o.problems != "" {
		if err := env.output(o.problems, problems.Bytes(), o.files...); err != nil {
			return err
		}
	} else {
		env.Err.Write(problems.Bytes())
	}
	switch {
	case failed:
		return errFailed
	case bad:
		return &invalidError{told: true}
	}
	return nil
}

// scoreInput scores every record of one input.
func scoreInput(shelf assess.Shelf, name string, b []byte, o scoreOptions, results, problems *lines) error {
	all, at := records(name, o.input, b)
	for i, rec := range all {
		line, result, err := scoreRecord(shelf, rec, o)
		if err != nil {
			return err
		}
		if result != nil {
			results.add(result)
		}
		if line != nil {
			line.Input, line.Line = name, at[i]
			if line.Line == 0 { // not known where a document begins: where its first fault is
				line.Line = max(1, line.Problems[0].Line)
			}
			b, err := encode(line)
			if err != nil {
				return err
			}
			problems.add(b)
		}
	}
	return nil
}

// scoreRecord gives a record's result, its problem line, or both.
func scoreRecord(shelf assess.Shelf, rec assessmentfile.Record, o scoreOptions) (*assess.ProblemLine, []byte, error) {
	a := &rec.Assessment
	line := &assess.ProblemLine{Format: assess.ProblemFormat, ID: a.ID, Case: a.Case.Reference, Problems: rec.Problems}
	if !rec.Scorable {
		return line, nil, nil
	}
	if a.Training != "" && !o.training {
		line.Problems = append(line.Problems, assess.Problem{
			Code: assess.CodeTraining, Path: "training", Message: "a record of a practice case; give --training to score it",
		})
		return line, nil, nil
	}
	_, scored := assess.Assess(shelf, a, tool(), rec.Problems, strictfile.Wording())
	line.Problems = scored.Problems
	line.Scored = !o.strict || len(scored.Problems) == 0
	if !line.Scored {
		return line, nil, nil
	}
	b, err := encode(scored.Result)
	if len(scored.Problems) == 0 {
		line = nil
	}
	return line, b, err
}

// encode writes JSON on one line, with < and & as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}
