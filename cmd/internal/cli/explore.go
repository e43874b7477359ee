package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/compare"
	"stalkrisk/assess/safetext"
	"stalkrisk/cmd/internal/explore"
	"stalkrisk/cmd/internal/screen"
	"stalkrisk/cmd/internal/session"
	"strconv"
)

type exploreOptions struct {
	file     string
	set      []string
	smallest bool
	save     string
	output
}

// prints reports whether the result is printed instead of shown on the screen.
func (o *exploreOptions) prints() bool {
	return len(o.set) > 0 || o.smallest || o.save != "" || o.out != "" || o.format != ""
}

func newExplore(env Env, g *globals) *cobra.Command {
	var o exploreOptions
	cmd := &cobra.Command{
		Use:   "explore [FILE]",
		Short: `Ask "what if": change an answer and see what moves`,
		Long: `explore opens an assessment, or begins with an empty one, and lets you change
any answer to see what it moves. The file is never changed. On a terminal it fills
the screen. With --set or --smallest it prints before and after. Name a question
by its id, one of DASH also as dash.q08; an answer is yes, no, unknown, declined or
not_asked. --save keeps a variant in a new file, marked so that nobody mistakes it
for the case. See also: stalkrisk help levels.`,
		Example: `  stalkrisk explore case.yaml
  stalkrisk explore case.yaml --set approach=no --set dash.q08=yes
  stalkrisk explore case.yaml --smallest
  stalkrisk explore case.yaml --set weapon=unknown --save variant.yaml`,
		Args: args(0, 1, "explore takes one file at most"),
		RunE: func(_ *cobra.Command, files []string) error {
			if len(files) == 1 {
				o.file = files[0]
			}
			if o.save != "" && len(o.set) == 0 {
				return usage("--save keeps the answers of --set; add --set ITEM=ANSWER")
			}
			switch {
			case o.save != "" && !supported(o.save):
				return usage("--save: %s", mustEndIn)
			case o.save != "" && o.out != "" && sameFile(o.save, o.out):
				return usage("the result and the variant each need a file of their own")
			}
			if o.prints() {
				if err := o.settle(env, pages()); err != nil {
					return err
				}
			}
			return runExplore(env, g, o)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.set, "set", nil, "try an answer: `item=answer`; can be repeated")
	f.BoolVar(&o.smallest, "smallest", false, "find the smallest change that raises the level, and the smallest that lowers it")
	f.StringVar(&o.save, "save", "", "save what was tried in this new `file`, marked as a variant")
	o.flags(env, cmd, pages())
	cmd.PreRunE = nil // RunE settles the format, since --format means that the result is printed
	return cmd
}

func runExplore(env Env, g *globals, o exploreOptions) error {
	if why := whyLines(env, false); why != "" && !o.prints() {
		return usage("explore needs the full screen, and %s; add --set ITEM=ANSWER or --smallest to print", why)
	}
	env, questionnaires, err := g.reads(env, &tableFlags{})
	if err != nil {
		return err
	}
	s, faults, err := exploredSide(env, questionnaires, o.file)
	if err != nil {
		return err
	}
	if o.prints() {
		return cmp.Or(printWhatIf(env, s, o), faults)
	}
	if faults != nil {
		// A variant saved from it would lose what could not be read.
		fmt.Fprintln(env.Err, "stalkrisk: correct the file first, or print with --set or --smallest")
		return faults
	}
	return exploreScreen(env, s, o)
}

// exploredSide returns the assessment to explore, or an empty one if file is "". It
// prints any problems; faults is not nil if there were some.
func exploredSide(env Env, questionnaires assess.Questionnaires, file string) (s compare.Side, faults, err error) {
	if file == "" {
		a := &assess.Assessment{Format: assess.AssessmentFormat, Status: assess.Draft, AssessedAt: assess.InstantOf(env.Now())}
		set, _ := questionnaires.For(a, tool())
		return compare.Side{Set: set, A: a}, nil, nil
	}
	one, err := readOne(env, questionnaires, file)
	if err != nil {
		return s, nil, err
	}
	sides, faults := sidesOf(env, questionnaires, []record{one})
	if sides == nil {
		return s, nil, faults
	}
	return sides[0], faults, nil
}

// printWhatIf prints the result before and after the answers of --set, and saves the
// variant if --save is set.
func printWhatIf(env Env, s compare.Side, o exploreOptions) error {
	tries, err := triesOf(env, &s.Set, o.set)
	if err != nil {
		return err
	}
	save := nothingElse
	if o.save != "" {
		f, err := env.create(target{flag: "--save", path: o.save, inputs: []string{o.file}, isNew: true, force: o.force})
		if err != nil {
			return err
		}
		defer f.discard()
		ex := explore.Open(s, env.NewID, func(name string, a *assess.Assessment) error {
			_, err := f.Write(assessmentfile.Encode(name, a))
			return err
		})
		ex.Try(tries...)
		if err := ex.Save(o.save); err != nil {
			return fmt.Errorf("saving the variant: %w", err)
		}
		save = func() error { return f.place(env) }
	}
	err = writePageAnd(env, o.output, []string{o.file}, compare.Explore(s, tries, o.smallest), save)
	if err == nil && o.save != "" {
		fmt.Fprintf(env.Err, "Saved in %s, marked as a what-if.\n", safetext.Name(o.save))
	}
	return err
}

// exploreScreen shows the assessment on the full screen until the person leaves.
func exploreScreen(env Env, s compare.Side, o exploreOptions) error {
	ex := explore.Open(s, env.NewID, env.saveNew)
	show := env.screen()
	show.Name = freeName(o.file)
	defer dropTyped(env)
	switch err := screen.Explore(env.Context, ex, show); {
	case errors.Is(err, session.ErrStopped):
		return stopped(env, "only what you asked for was saved")
	case errors.Is(err, screen.ErrBroken):
		return hinted{errors.New("the screen failed; only what you asked for was saved"), "print with --set ITEM=ANSWER or --smallest"}
	default:
		return err
	}
}

// triesOf reads the answers of --set. Its error names every fault.
func triesOf(env Env, set *assess.Instruments, words []string) ([]compare.Try, error) {
	var tries []compare.Try
	var faults []string
	for n, word := range words {
		t, fault := tryOf(env, set, n, word)
		same := func(earlier compare.Try) bool { return earlier.Instrument == t.Instrument && earlier.Item == t.Item }
		if fault == "" && slices.ContainsFunc(tries, same) {
			fault = fmt.Sprintf("%s.%s is set twice; keep one answer", t.Instrument, t.Item)
		}
		if fault != "" {
			faults = append(faults, "--set: "+fault)
		}
		tries = append(tries, t)
	}
	if len(faults) > 0 {
		return nil, usage("%s", strings.Join(faults, "\nstalkrisk: "))
	}
	return tries, nil
}

// tryOf reads item=answer, which is --set number n, from 0. fault is what is wrong and
// what may have been meant; "" if nothing is.
func tryOf(env Env, set *assess.Instruments, n int, word string) (t compare.Try, fault string) {
	name, answer, found := strings.Cut(word, "=")
	if !found {
		return t, "write ITEM=ANSWER, such as approach=no or dash.q08=yes"
	}
	in, item := itemNamed(set, name)
	if in == nil {
		return t, "no item " + "number " + strconv.Itoa(n+1) + suggestion(name, itemNames(set), "; "+env.command("questionnaire", "show", "stalking")+" lists them")
	}
	t = compare.Try{Instrument: in.ID, Item: in.Items[item].ID, Answer: assess.Answer(answer)}
	if words := in.Items[item].Answers(); !slices.Contains(words, answer) {
		then := "; write one of "
		if near := suggestion(answer, words, ""); near != "" {
			then = near + " Write one of "
		}
		return t, t.Item + " has no such answer" + then + strings.Join(words, ", ")
	}
	return t, ""
}

// itemNamed finds an item by its id, or by QUESTIONNAIRE.ID; nil if there is none. If
// two questionnaires have an item of that id, stalking comes first, then DASH.
func itemNamed(set *assess.Instruments, name string) (*assess.Instrument, int) {
	for _, in := range set.All() {
		for _, prefix := range []string{"", in.ID + ".", in.Prefix()} {
			if bare, found := strings.CutPrefix(name, prefix); found {
				if i, ok := in.Item(bare); ok {
					return in, i
				}
			}
		}
	}
	return nil, 0
}

func itemNames(set *assess.Instruments) (names []string) {
	for _, in := range set.All() {
		for _, it := range in.Items {
			names = append(names, in.Prefix()+it.ID)
		}
	}
	return names
}

const mustEndIn = "the name must end in .yaml, .yml or .json"

// saveNew writes an assessment to a new file. It refuses to replace a file.
func (env Env) saveNew(name string, a *assess.Assessment) error {
	if !supported(name) {
		return errors.New(mustEndIn)
	}
	return env.put(target{path: name, isNew: true}, assessmentfile.Encode(name, a), nothingElse)
}

// freeName returns an unused name for a variant: that of the file with "what-if" in
// it, and a number if that name is taken.
func freeName(file string) string {
	base, ext := "what-if", ".yaml"
	if file != "" {
		base = strings.TrimSuffix(file, filepath.Ext(file)) + ".what-if"
	}
	if supported(file) {
		ext = filepath.Ext(file)
	}
	for n := 1; n < 1000; n++ {
		name := base + ext
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", base, n, ext)
		}
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name
		}
	}
	return ""
}
