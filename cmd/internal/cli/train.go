package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/report"
	"stalkrisk/assess/training"
)

func newTrain(env Env, g *globals) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "train",
		Short: "Practice cases, marking, and agreement between assessors",
		Long: `train is for trainers and for people who practise alone, with invented cases. An
assessment of a practice case names it under "training" and is never mixed with
real ones: score needs --training for it. See also: stalkrisk help training.`,
		Example: `  stalkrisk train list
  stalkrisk train start the-fence t12.yaml
  stalkrisk train demo nine-ticks
  stalkrisk train mark t12.yaml t15.yaml
  stalkrisk train agreement class/*.yaml`,
		Args: subcommands,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		newTrainList(env, g),
		newTrainStart(env, g),
		newTrainDemo(env, g),
		newTrainCompare(env, g),
		newTrainNew(env, g),
		newTrainMark(env, g),
		newTrainAgreement(env, g),
		newTrainRecord(env, g),
		newTrainDue(env, g),
	)
	return cmd
}

type trainListOptions struct {
	id             string // of one case; "" for all
	answers, model bool
	output
}

func newTrainList(env Env, g *globals) *cobra.Command {
	var o trainListOptions
	cmd := &cobra.Command{
		Use:   "list [CASE]",
		Short: "List the practice cases, or print one",
		Long: `list shows the practice cases; with a CASE, what its caller says, as a handout.
Neither gives an answer away. --answers is the trainer's copy, with everything.
--model writes the model answers as an assessment, to report on and to show a class.`,
		Example: `  stalkrisk train list
  stalkrisk train list --answers
  stalkrisk train list nine-ticks --answers -o trainer.md
  stalkrisk train list nine-ticks --model -o nine-ticks.yaml`,
		Args: args(0, 1, "list takes one practice case at most"),
		RunE: func(_ *cobra.Command, ids []string) error {
			if len(ids) > 0 {
				o.id = ids[0]
			}
			switch {
			case o.model && (o.id == "" || o.answers || o.format != ""):
				return usage("--model needs one practice case, and no --answers or --format")
			case o.format != "" && o.id == "":
				return usage("--format needs one practice case")
			}
			can := papers()
			switch {
			case o.model:
				can = modelFiles()
			case o.id == "":
				can = lists
			}
			if err := o.settle(env, can); err != nil {
				return err
			}
			return runTrainList(env, g, o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.answers, "answers", false, "the trainer's copy, with the answers")
	f.BoolVar(&o.model, "model", false, "write the model answers as an assessment file")
	o.flags(env, cmd, papers())
	cmd.PreRunE = nil // RunE settles the format, since --model has its own
	return cmd
}

func runTrainList(env Env, g *globals, o trainListOptions) error {
	questionnaires, err := g.load(env)
	if err != nil {
		return err
	}
	cases, err := g.practice(env, questionnaires)
	if err != nil {
		return err
	}
	if o.id == "" {
		return env.put(o.target(nil), listCases(questionnaires, cases, o.answers), nothingElse)
	}
	p, err := newestCase(env, cases, o.id)
	if err != nil {
		return err
	}
	if o.model {
		return env.put(o.target(nil), assessmentfile.Encode(cmp.Or(o.out, "model.yaml"), &p.Model), nothingElse)
	}
	set, _ := questionnaires.For(&p.Model, tool())
	return writePage(env, o.output, nil, report.Practice{Case: p, Set: set, Answers: o.answers})
}

// listCases returns a list of the cases, each in its newest version.
func listCases(questionnaires assess.Questionnaires, cases training.Cases, answers bool) []byte {
	var b bytes.Buffer
	for _, id := range cases.IDs() {
		p := cases.Newest(id)
		fmt.Fprintf(&b, "%-22s %-9s %3d min  %s  %s\n", p.ID, p.Difficulty, p.Minutes, stageNames(p), p.Title)
		if answers {
			set, _ := questionnaires.For(&p.Model, tool())
			fmt.Fprintf(&b, "    %s\n", expectedText(p.Expect, len(set.Dash.Items)))
		}
	}
	if !answers {
		b.WriteString("\nStages: S screen, F first contact, A full assessment. train start --stage chooses one.\nAll are invented. stalkrisk train list CASE prints one; --answers is for the trainer.\n")
	}
	return b.Bytes()
}

// stageNames returns the stages in which a case can be practised, a letter each.
func stageNames(p *training.PracticeCase) string {
	out := ""
	for _, s := range []struct {
		stage  assess.Stage
		letter string
	}{{assess.Screen, "S"}, {assess.FirstContact, "F"}, {assess.Full, "A"}} {
		if p.IsFor(s.stage) {
			out += s.letter
		} else {
			out += "-"
		}
	}
	return out
}

// expectedText returns the expected result of a case in one line. topics is how
// many DASH has.
func expectedText(e training.Expected, topics int) string {
	if e.Overall == "" {
		s := "screen: " + assess.RecognisedWord(e.Recognition)
		if e.ActNow {
			s += "; act now"
		}
		return s
	}
	s := fmt.Sprintf("%s: baseline %s, escalation %s", e.Overall, e.Baseline, e.Escalation)
	if e.ActNow {
		s += "; act now"
	}
	if e.DashLine != "" {
		s += fmt.Sprintf("; DASH %d of %d, line %s", e.DashYes, topics, e.DashLine)
	}
	return s
}

// practice loads the practice cases, the shipped ones and those of --questionnaires.
func (g *globals) practice(env Env, questionnaires assess.Questionnaires) (training.Cases, error) {
	cases, err := questionnairefile.LoadAllPractice(env.Shipped, questionnaires)
	if g.folder != "" {
		more, moreErr := questionnairefile.LoadAllPractice(os.DirFS(g.folder), questionnaires)
		cases, err = assess.NewVersions(append(cases, more...)...), errors.Join(err, moreErr)
	}
	return cases, err
}

// practiceCase loads one practice case, with the questionnaires.
func (g *globals) practiceCase(env Env, id string) (assess.Questionnaires, *training.PracticeCase, error) {
	questionnaires, err := g.load(env)
	if err != nil {
		return questionnaires, nil, err
	}
	cases, err := g.practice(env, questionnaires)
	if err != nil {
		return questionnaires, nil, err
	}
	p, err := newestCase(env, cases, id)
	return questionnaires, p, err
}

// newestCase returns the newest version of a practice case, or a usage error that
// suggests the name that may have been meant.
func newestCase(env Env, cases training.Cases, id string) (*training.PracticeCase, error) {
	if p := cases.Newest(id); p != nil {
		return p, nil
	}
	return nil, unknown("no practice case of that name", id, cases.IDs(), "; "+env.command("train", "list")+" shows them")
}
