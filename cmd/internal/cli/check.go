package cli

import (
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
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/training"
)

func newCheck(env Env, g *globals, run func(Env, *globals, []string) error) *cobra.Command {
	return &cobra.Command{
		Use:   "check [FILE]...",
		Short: "Check questionnaires, guidance, their cases, practice cases and assessments",
		Long: `check reads each file strictly and names every fault, with its place and what to do
about it. It runs the cases beside a questionnaire or a guidance file
(VERSION.cases.yaml) and scores the model answers of a practice case, and shows
each difference from what is expected. Without a file it checks the shipped files
and those of --questionnaires.

Exit code 3 means that a file is not valid, 1 that a worked case failed.`,
		Example: `  stalkrisk check
  stalkrisk check my/force-dash/1.0.0.yaml
  stalkrisk check my/guidance/northshire/1.0.0.yaml
  stalkrisk check case.yaml`,
		RunE: func(_ *cobra.Command, files []string) error { return run(env, g, files) },
	}
}

// checker checks files and remembers the worst that it met.
type checker struct {
	env            Env
	questionnaires assess.Questionnaires
	outcome
}

// fileReader reads a file, of the disk or of what is shipped.
type fileReader func(name string) ([]byte, error)

func runCheck(env Env, g *globals, files []string) error {
	questionnaires, err := g.load(env)
	if err != nil {
		return err
	}
	c := &checker{env: env, questionnaires: questionnaires}
	if len(files) == 0 {
		c.all(env.Shipped)
		if g.folder != "" {
			c.all(os.DirFS(g.folder))
		}
	}
	for _, name := range files {
		c.file(name, readFile)
	}
	return c.err()
}

// all checks every questionnaire, practice case and guidance file of a folder.
func (c *checker) all(fsys fs.FS) {
	names, _ := fs.Glob(fsys, "*/*.yaml")
	names = slices.DeleteFunc(names, func(name string) bool { return strings.HasSuffix(name, ".cases.yaml") })
	practice, _ := questionnairefile.PracticeNames(fsys)
	guides, _ := questionnairefile.GuideFiles(fsys)
	for _, name := range slices.Concat(names, practice, guides) {
		c.file(name, func(name string) ([]byte, error) { return fs.ReadFile(fsys, name) })
	}
}

func (c *checker) fail(err error) {
	c.failed = true
	printError(c.env.Err, err)
}

// invalidFile prints the problems of a file.
func (c *checker) invalidFile(name string, problems []assess.Problem) {
	c.invalid = true
	printError(c.env.Err, &invalidError{name, problems})
}

// file checks one file, by the format that it names.
func (c *checker) file(name string, read fileReader) {
	b, err := read(name)
	if err != nil {
		c.fail(err)
		return
	}
	format := ""
	if f := strictfile.ParseYAML(b)[0].Root.Field("format"); f != nil {
		format = f.Text
	}
	switch format {
	case questionnairefile.Format:
		c.questionnaire(name, b, read)
	case questionnairefile.GuideFormat:
		c.guide(name, b, read)
	case questionnairefile.CasesFormat, questionnairefile.GuideCasesFormat:
		if own, found := strings.CutSuffix(name, ".cases.yaml"); found {
			c.file(own+".yaml", read) // what the cases belong to
			return
		}
		c.invalidFile(name, []assess.Problem{{Code: "path-differs", Message: "worked cases belong in a file called VERSION.cases.yaml, beside the file that they are for; rename it"}})
	case training.PracticeFormat:
		c.practice(filepath.ToSlash(name), b)
	default:
		c.assessment(name, b)
	}
}

func casesName(name string) string { return strings.TrimSuffix(name, ".yaml") + ".cases.yaml" }

// cases reads the cases beside a valid file; ok is false if there are none to run.
func (c *checker) cases(name, what string, read fileReader) (b []byte, ok bool) {
	b, err := read(casesName(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		fmt.Fprintf(c.env.Out, "%s: %s is valid; it has no worked cases, so nothing was run\n", filepath.ToSlash(name), what)
	case err != nil:
		c.fail(err)
	}
	return b, err == nil
}

// differs prints where a worked case comes out differently, and reports whether it
// does.
func (c *checker) differs(name string, wc *questionnairefile.WorkedCase, differences []string) bool {
	if len(differences) == 0 {
		return false
	}
	fmt.Fprintf(c.env.Err, "%s:%d: case %q differs:\n", name, wc.Line, wc.Name)
	for _, d := range differences {
		fmt.Fprintf(c.env.Err, "    %s\n", d)
	}
	return true
}

// questionnaire checks one questionnaire and runs its worked cases.
func (c *checker) questionnaire(name string, b []byte, read fileReader) {
	path := filepath.ToSlash(name)
	in, problems := questionnairefile.Load(path, b)
	if len(problems) > 0 {
		c.invalidFile(path, problems)
		return
	}
	if beside := in.Beside.Instrument; beside != "" {
		if other := c.questionnaires.Newest(beside); other != nil {
			if problems := questionnairefile.CheckTogether(in, other); len(problems) > 0 {
				c.invalidFile(path, problems)
			}
		}
	}
	text, ok := c.cases(name, in.ID+" "+in.Version, read)
	if !ok {
		return
	}
	path = casesName(path)
	cases, problems := questionnairefile.LoadCases(path, text, in)
	if len(problems) > 0 {
		c.invalidFile(path, problems)
		return
	}
	wrong := 0
	for i := range cases {
		if c.differs(path, &cases[i], cases[i].Run(c.questionnaires, in)) {
			wrong++
		}
	}
	if wrong > 0 {
		c.failed = true
		fmt.Fprintf(c.env.Err, "%s: %d of %d worked cases differ; correct the rules or the case\n", path, wrong, len(cases))
		return
	}
	fmt.Fprintf(c.env.Out, "%s %s: valid, %d items, all %d worked cases hold\n", in.ID, in.Version, len(in.Items), len(cases))
}

// guide checks one guidance file, runs its cases, and says what they do not
// reach.
func (c *checker) guide(name string, b []byte, read fileReader) {
	path := filepath.ToSlash(name)
	g, problems := questionnairefile.LoadGuide(path, b, c.questionnaires)
	if len(problems) > 0 {
		c.invalidFile(path, problems)
		return
	}
	text, ok := c.cases(name, "guidance "+g.ID+" "+g.Version, read)
	if !ok {
		return
	}
	path = casesName(path)
	cases, problems := questionnairefile.LoadGuideCases(path, text, g, c.questionnaires)
	if len(problems) > 0 {
		c.invalidFile(path, problems)
		return
	}
	wrong := 0
	for i := range cases {
		if c.differs(path, &cases[i].WorkedCase, cases[i].Run(c.questionnaires, g)) {
			wrong++
		}
	}
	missed := questionnairefile.Unreached(cases, c.questionnaires, g)
	for _, m := range missed {
		fmt.Fprintf(c.env.Err, "%s: %s\n", path, m)
	}
	if wrong+len(missed) > 0 {
		c.failed = true
		fmt.Fprintf(c.env.Err, "%s: %d of %d cases differ, and %d things are not reached; correct the guidance or the cases\n", path, wrong, len(cases), len(missed))
		return
	}
	fmt.Fprintf(c.env.Out, "guidance %s %s: valid, %d lines, all %d cases hold and reach every condition\n", g.ID, g.Version, guideLines(g), len(cases))
}

// guideLines counts what a guidance file can show.
func guideLines(g *guidance.Guide) int { return len(g.Lines) + len(g.Tests) + len(g.Routes) }

// practice checks one practice case, and that its model answers come out as it
// expects.
func (c *checker) practice(name string, b []byte) {
	p, problems := questionnairefile.LoadPractice(name, b, c.questionnaires)
	if len(problems) > 0 {
		c.invalidFile(name, problems)
		return
	}
	set, _ := c.questionnaires.For(&p.Model, tool())
	differences := p.Differences(set)
	for _, d := range differences {
		fmt.Fprintf(c.env.Err, "%s: %s\n", name, d)
	}
	if len(differences) > 0 {
		c.failed = true
		fmt.Fprintf(c.env.Err, "%s: the model answers do not come out as expected; correct the answers or expect\n", name)
		return
	}
	fmt.Fprintf(c.env.Out, "practice case %s %s: valid, %d model answers, which come out as expected\n", p.ID, p.Version, len(p.Answers))
}

// assessment checks the assessments of a file by the questionnaires they name.
func (c *checker) assessment(name string, b []byte) {
	for i, rec := range assessmentfile.Read(name, b) {
		r := record{Record: rec, file: name, bytes: b, nth: i}
		if _, scored := r.score(c.questionnaires); len(scored.Problems) > 0 {
			c.invalidFile(name, scored.Problems)
			continue
		}
		fmt.Fprintf(c.env.Out, "%s: a valid assessment\n", name)
	}
}
