package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/training"
)

func newCheck(env Env, g *globals, run func(Env, *globals, []string) error) *cobra.Command {
	return &cobra.Command{
		Use:   "check [FILE]...",
		Short: "Check questionnaires, guidance, their cases, practice cases and assessments",
		Long: `check reads each file strictly and names every fault, with its place and what to
do about it. A questionnaire's worked cases (ID/VERSION.cases.yaml beside it) are
run, and each difference between what a case expects and what comes of it is
shown. So is what comes of a practice case's model answers (practice/ID/VERSION.yaml).
A guidance file (guidance/ID/VERSION.yaml) has cases too, which must reach every
line and every condition. Without a file it checks the shipped files and those of
--questionnaires.

Exit code 3 means that a file is not valid, 1 that a worked case failed.`,
		Example: `  stalkrisk check
  stalkrisk check my/force-dash/1.0.0.yaml
  stalkrisk check my/guidance/northshire/1.0.0.yaml
  stalkrisk check case.yaml`,
		RunE: func(_ *cobra.Command, files []string) error { return run(env, g, files) },
	}
}

// checker goes through files and remembers the worst that it met.
type checker struct {
	env             Env
	shelf           assess.Shelf
	failed, invalid bool
}

func runCheck(env Env, g *globals, files []string) error {
	shelf, err := g.shelf(env)
	if err != nil {
		return err
	}
	c := &checker{env: env, shelf: shelf}
	if len(files) == 0 {
		c.all(env.Shelf)
		if g.questionnaires != "" {
			c.all(os.DirFS(g.questionnaires))
		}
	}
	for _, name := range files {
		c.file(name)
	}
	switch {
	case c.failed:
		return errFailed
	case c.invalid:
		return &invalidError{told: true}
	}
	return nil
}

// all checks every questionnaire and guidance file of a folder with its cases,
// and the practice cases.
func (c *checker) all(fsys fs.FS) {
	names, _ := fs.Glob(fsys, "*/*.yaml")
	for _, name := range names {
		if strings.HasSuffix(name, ".cases.yaml") {
			continue
		}
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			c.fail(err)
			continue
		}
		cases, err := fs.ReadFile(fsys, casesName(name))
		c.questionnaire(name, b, cases, err)
	}
	practice, _ := questionnairefile.PracticeNames(fsys)
	for _, name := range practice {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			c.fail(err)
			continue
		}
		c.practice(name, b)
	}
	c.guidanceFiles(fsys)
}

func (c *checker) fail(err error) {
	c.failed = true
	fmt.Fprintf(c.env.Err, "stalkrisk: %v\n", err)
}

// bad tells the problems of a file.
func (c *checker) bad(name string, problems []assess.Problem) {
	c.invalid = true
	for _, p := range problems {
		fmt.Fprintln(c.env.Err, place(name, p))
	}
}

func casesName(name string) string { return strings.TrimSuffix(name, ".yaml") + ".cases.yaml" }

// file checks one file by the format that it names.
func (c *checker) file(name string) {
	b, err := readFile(name)
	if err != nil {
		c.fail(err)
		return
	}
	path := filepath.ToSlash(name)
	switch format := formatOf(b); {
	case format == questionnairefile.Format:
		cases, err := os.ReadFile(casesName(name))
		c.questionnaire(path, b, cases, err)
	case format == questionnairefile.GuideFormat:
		cases, err := os.ReadFile(casesName(name))
		c.guide(path, b, cases, err)
	case format == questionnairefile.CasesFormat, format == questionnairefile.GuideCasesFormat:
		c.casesAlone(name)
	case format == training.PracticeFormat:
		c.practice(path, b)
	default:
		c.assessment(name, b)
	}
}

// formatOf gives the format that a file names, "" if it names none.
func formatOf(b []byte) string {
	if f := strictfile.ParseYAML(b)[0].Root.Field("format"); f != nil {
		return f.Text
	}
	return ""
}

// casesAlone checks the questionnaire or the guidance that a file of cases belongs to.
func (c *checker) casesAlone(name string) {
	own := strings.TrimSuffix(name, ".cases.yaml") + ".yaml"
	if own == name {
		c.bad(name, []assess.Problem{{Code: "path-differs", Message: "worked cases stand in a file called VERSION.cases.yaml beside what they belong to; rename it"}})
		return
	}
	c.file(own)
}

// questionnaire checks one questionnaire and runs its worked cases.
func (c *checker) questionnaire(name string, b, cases []byte, noCases error) {
	in, problems := questionnairefile.Load(name, b)
	if len(problems) > 0 {
		c.bad(name, problems)
		return
	}
	if beside := in.Beside.Instrument; beside != "" {
		if other := c.shelf.Newest(beside); other != nil {
			if problems := questionnairefile.CheckTogether(in, other); len(problems) > 0 {
				c.bad(name, problems)
			}
		}
	}
	if errors.Is(noCases, fs.ErrNotExist) {
		fmt.Fprintf(c.env.Out, "%s: %s %s is valid; it has no worked cases, so nothing was run\n", name, in.ID, in.Version)
		return
	}
	if noCases != nil {
		c.fail(noCases)
		return
	}
	c.run(casesName(name), cases, in)
}

func (c *checker) run(name string, b []byte, in *assess.Instrument) {
	cases, problems := questionnairefile.LoadCases(name, b, in)
	if len(problems) > 0 {
		c.bad(name, problems)
		return
	}
	wrong := 0
	for _, wc := range cases {
		differences := wc.Run(c.shelf, in)
		if len(differences) == 0 {
			continue
		}
		wrong++
		fmt.Fprintf(c.env.Err, "%s:%d: case %q differs:\n", name, wc.Line, wc.Name)
		for _, d := range differences {
			fmt.Fprintf(c.env.Err, "    %s\n", d)
		}
	}
	if wrong > 0 {
		c.failed = true
		fmt.Fprintf(c.env.Err, "%s: %d of %d worked cases differ; mend the rules or the case\n", name, wrong, len(cases))
		return
	}
	fmt.Fprintf(c.env.Out, "%s %s: valid, %d items, all %d worked cases hold\n", in.ID, in.Version, len(in.Items), len(cases))
}

// practice checks one practice case, and whether its model answers give what it
// expects.
func (c *checker) practice(name string, b []byte) {
	p, problems := questionnairefile.LoadPractice(name, b, c.shelf)
	if len(problems) > 0 {
		c.bad(name, problems)
		return
	}
	set, _ := c.shelf.For(&p.Model, tool())
	differences := p.Differences(set)
	for _, d := range differences {
		fmt.Fprintf(c.env.Err, "%s: %s\n", name, d)
	}
	if len(differences) > 0 {
		c.failed = true
		fmt.Fprintf(c.env.Err, "%s: the model answers do not give what is expected; mend the answers or expect\n", name)
		return
	}
	fmt.Fprintf(c.env.Out, "practice case %s %s: valid, %d model answers, and they give what is expected\n", p.ID, p.Version, len(p.Answers))
}

// assessment checks a saved assessment against the questionnaires it names.
func (c *checker) assessment(name string, b []byte) {
	for i, rec := range assessmentfile.Read(name, b) {
		problems := rec.Problems
		if rec.Scorable {
			_, scored := assess.Assess(c.shelf, &rec.Assessment, tool(), rec.Problems, strictfile.Wording())
			problems = scored.Problems
			assessmentfile.Locate(name, b, i, problems)
		}
		if len(problems) > 0 {
			c.bad(name, problems)
			continue
		}
		fmt.Fprintf(c.env.Out, "%s: a valid assessment\n", name)
	}
}
