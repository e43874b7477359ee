package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/late"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/sift"
	"stalkrisk/assess/training"
)

func newCheck(env Env, g *globals) *cobra.Command {
	var f tableFlags
	cmd := &cobra.Command{
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
  stalkrisk check case.yaml
  stalkrisk check --dates dmy export.csv`,
		RunE: func(_ *cobra.Command, files []string) error { return runCheck(env, g, files, &f) },
	}
	f.flags(cmd)
	return cmd
}

// checker checks files, and records whether any was invalid or failed.
type checker struct {
	env            Env
	questionnaires assess.Questionnaires
	open           func(name string) (*bufio.Reader, io.Closer, error) // from the disk, or from the folder that all checks
	guides         func() (guidance.Guides, error)
	folder         bool // all files of a folder are checked, which must be where they are looked for
	outcome
}

func runCheck(env Env, g *globals, files []string, f *tableFlags) error {
	env, questionnaires, err := g.reads(env, f)
	if err != nil {
		return err
	}
	if err := f.forTables(files); err != nil {
		return err
	}
	c := &checker{env: env, questionnaires: questionnaires, open: env.open, guides: func() (guidance.Guides, error) { return g.guides(env, questionnaires) }}
	for _, name := range files {
		c.file(name)
	}
	if len(files) == 0 {
		c.all(env.Shipped)
		if g.folder != "" {
			c.all(os.DirFS(g.folder))
		}
	}
	env.tables.finish()
	return c.err()
}

// all checks every questionnaire, practice case and guidance file of a folder.
func (c *checker) all(fsys fs.FS) {
	names, _ := fs.Glob(fsys, "*/*.yaml")
	names = slices.DeleteFunc(names, func(name string) bool { return strings.HasSuffix(name, ".cases.yaml") })
	practice, _ := questionnairefile.PracticeNames(fsys)
	guides, _ := questionnairefile.GuideFiles(fsys)
	c.folder = true
	c.open = func(name string) (*bufio.Reader, io.Closer, error) {
		f, err := fsys.Open(name)
		return bufio.NewReaderSize(f, 64<<10), f, err
	}
	for _, name := range slices.Concat(names, practice, guides) {
		c.file(name)
	}
}

// read reads a file, or the beginning of one that is larger than a document can be.
func (c *checker) read(name string) ([]byte, error) {
	in, f, err := c.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readSome(name, in)
}

// file checks one file according to the format that it names. Only assessments can be
// more than one document.
func (c *checker) file(name string) {
	in, f, err := c.open(name)
	if c.print(c.env, err) {
		return
	}
	defer f.Close()
	start, _ := in.Peek(in.Size())
	format := formatIn(start)
	if format == "" {
		c.assessments(name, in)
		return
	}
	b, err := readSome(name, in)
	if c.print(c.env, err) {
		return
	}
	switch format {
	case questionnairefile.Format:
		c.questionnaire(name, b)
	case questionnairefile.GuideFormat:
		c.guide(name, b)
	case sift.RulesFormat:
		c.sift(name, b)
	case questionnairefile.CasesFormat, questionnairefile.GuideCasesFormat, questionnairefile.SiftCasesFormat:
		if own, found := strings.CutSuffix(name, ".cases.yaml"); found {
			c.file(own + ".yaml") // the file that the cases are for
			return
		}
		c.faulty(name, []assess.Problem{{Code: questionnairefile.CodePath, Message: "worked cases belong in a file called VERSION.cases.yaml, beside the file that they are for; rename it"}})
	case assess.TranslationFormat:
		c.translation(name, b)
	case training.PracticeFormat:
		c.practice(filepath.ToSlash(name), b)
	}
}

// others are the formats of files that are not assessments.
var others = []string{
	questionnairefile.Format, questionnairefile.CasesFormat, questionnairefile.GuideFormat, questionnairefile.GuideCasesFormat, training.PracticeFormat,
	sift.RulesFormat, questionnairefile.SiftCasesFormat, assess.TranslationFormat,
}

var formatKey = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^[ \t{]*"?format"?[ \t]*:[ \t]*["']?([a-z_./0-9-]+)`)
}}

// formatIn returns the format that the beginning of a file names, if it is one of
// others, or "".
func formatIn(start []byte) string {
	if m := formatKey.Get().FindSubmatch(start); m != nil && slices.Contains(others, string(m[1])) {
		return string(m[1])
	}
	return ""
}

// differ prints a difference from what is expected, and records the failure.
func (c *checker) differ(format string, args ...any) {
	c.failed = true
	fmt.Fprintf(c.env.Err, format+"\n", args...)
}

func (c *checker) say(format string, args ...any) { fmt.Fprintf(c.env.Out, format+"\n", args...) }

// faulty prints the problems of a file, and reports whether there are any.
func (c *checker) faulty(name string, problems []assess.Problem) bool {
	return c.print(c.env, invalid(name, problems))
}

// cases loads the cases beside a valid file with load, and returns their path. ok is
// false if there are none to run.
func (c *checker) cases(name, what string, load func(path string, b []byte) []assess.Problem) (path string, ok bool) {
	name = strings.TrimSuffix(name, ".yaml")
	path = filepath.ToSlash(name) + ".cases.yaml"
	b, err := c.read(name + ".cases.yaml")
	if errors.Is(err, fs.ErrNotExist) {
		c.say("%s: %s is valid; it has no worked cases, so nothing was run", safetext.Name(filepath.ToSlash(name))+".yaml", what)
		return path, false
	}
	return path, !c.print(c.env, err) && !c.faulty(path, load(path, b))
}

// place returns the path that must match a file's id and version: "" for a file that
// was named, which may be anywhere until it is used.
func (c *checker) place(path string) string {
	if c.folder {
		return path
	}
	return ""
}

// elsewhere prints where a valid file must be before it can be used, if it is not there.
func (c *checker) elsewhere(file string, place ...string) {
	want := path.Join(place...) + ".yaml"
	abs, err := filepath.Abs(filepath.FromSlash(file))
	if !c.folder && (err != nil || !strings.HasSuffix(filepath.ToSlash(abs), "/"+want)) {
		c.say("  To use it, save it as %s in the folder of --questionnaires.", want)
	}
}

// wrong prints how a worked case differs from what is expected, and returns 1. If
// nothing differs it returns 0.
func (c *checker) wrong(path string, line int, differences []string) int {
	if len(differences) == 0 {
		return 0
	}
	c.differ("%s:%d: the case that begins here differs:\n    %s", safetext.Name(path), line, strings.Join(differences, "\n    "))
	return 1
}

// questionnaire checks one questionnaire and runs its worked cases.
func (c *checker) questionnaire(name string, b []byte) {
	path := filepath.ToSlash(name)
	in, problems := questionnairefile.Load(c.place(path), b)
	if c.faulty(path, problems) {
		return
	}
	if other := c.questionnaires.Newest(in.Beside); other != nil {
		c.faulty(path, questionnairefile.CheckTogether(in, other))
	}
	var cases []questionnairefile.WorkedCase
	path, ok := c.cases(name, in.ID+" "+in.Version, func(path string, b []byte) (problems []assess.Problem) {
		cases, problems = questionnairefile.LoadCases(c.place(path), b, in)
		return problems
	})
	wrong := 0
	for i := range cases {
		wrong += c.wrong(path, cases[i].Line, cases[i].Run(c.questionnaires, in))
	}
	switch {
	case wrong > 0:
		c.differ("%s: %d of %d worked cases differ; correct the rules or the case", safetext.Name(path), wrong, len(cases))
	case ok:
		c.say("%s %s: valid, %d items, all %d worked cases pass", in.ID, in.Version, len(in.Items), len(cases))
	}
	if wrong == 0 {
		c.elsewhere(name, in.ID, in.Version)
	}
}

// guide checks one guidance file, runs its cases, and prints what they do not reach.
func (c *checker) guide(name string, b []byte) {
	path := filepath.ToSlash(name)
	g, problems := questionnairefile.LoadGuide(c.place(path), b, c.questionnaires)
	if c.faulty(path, problems) {
		return
	}
	var cases []questionnairefile.GuideCase
	path, ok := c.cases(name, "guidance "+g.ID+" "+g.Version, func(path string, b []byte) (problems []assess.Problem) {
		cases, problems = questionnairefile.LoadGuideCases(c.place(path), b, g, c.questionnaires)
		return problems
	})
	if !ok {
		c.elsewhere(name, questionnairefile.GuideFolder, g.ID, g.Version)
		return
	}
	wrong := 0
	for i := range cases {
		wrong += c.wrong(path, cases[i].Line, cases[i].Run(c.questionnaires, g))
	}
	missed := questionnairefile.Unreached(cases, c.questionnaires, g)
	for _, m := range missed {
		c.differ("%s: %s", safetext.Name(path), m)
	}
	if wrong+len(missed) > 0 {
		c.differ("%s: %d of %d cases differ, and %d parts are not reached; correct the guidance or the cases", safetext.Name(path), wrong, len(cases), len(missed))
		return
	}
	c.say("guidance %s %s: valid, %d lines, all %d cases pass, and they reach every condition", g.ID, g.Version, guideLines(g), len(cases))
	c.elsewhere(name, questionnairefile.GuideFolder, g.ID, g.Version)
}

// sift checks one file of rules for the sift, and runs its worked cases.
func (c *checker) sift(name string, b []byte) {
	path := filepath.ToSlash(name)
	r, problems := questionnairefile.LoadSift(c.place(path), b, c.questionnaires)
	if c.faulty(path, problems) {
		return
	}
	var cases []questionnairefile.SiftCase
	path, ok := c.cases(name, "rules for the sift "+r.Version, func(path string, b []byte) (problems []assess.Problem) {
		cases, problems = questionnairefile.LoadSiftCases(c.place(path), b, r)
		return problems
	})
	wrong := 0
	for i := range cases {
		wrong += c.wrong(path, cases[i].Line, cases[i].Run(r))
	}
	switch {
	case wrong > 0:
		c.differ("%s: %d of %d worked cases differ; correct the rules or the case", safetext.Name(path), wrong, len(cases))
		return
	case ok:
		c.say("%s %s: valid, %d signs, all %d worked cases pass", r.ID, r.Version, len(r.Topics)+len(r.Patterns), len(cases))
	}
	c.elsewhere(name, questionnairefile.SiftFolder, r.Version)
}

// guideLines returns how many lines, tests and routes a guidance file has.
func guideLines(g *guidance.Guide) int { return len(g.Lines) + len(g.Tests) + len(g.Routes) }

// practice checks one practice case, and that its model answers lead to the result
// that it expects.
func (c *checker) practice(name string, b []byte) {
	p, problems := questionnairefile.LoadPractice(c.place(name), b, c.questionnaires)
	if c.faulty(name, problems) {
		return
	}
	set, _ := c.questionnaires.For(&p.Model, tool())
	differences := p.Differences(set)
	for _, d := range differences {
		c.differ("%s: %s", safetext.Name(name), d)
	}
	if len(differences) > 0 {
		c.differ("%s: the model answers do not lead to the expected result; correct the answers or expect", safetext.Name(name))
		return
	}
	c.say("practice case %s %s: valid, %d model answers lead to the expected result", p.ID, p.Version, len(p.Answers))
	if open := p.Unanswered(set); len(open) > 0 {
		c.say("  Not marked, because they have no model answer: %s", strings.Join(open, ", "))
	}
	c.elsewhere(name, questionnairefile.PracticeFolder, p.ID, p.Version)
}

// assessments checks the assessments in a file with the questionnaires that they name.
func (c *checker) assessments(name string, in *bufio.Reader) {
	var faults assess.Faults
	all, valid, practice := 0, 0, 0
	for r, err := range recordsIn(c.env, c.questionnaires, name, in) {
		if c.print(c.env, err) {
			break
		}
		_, scored := r.score(c.questionnaires)
		faults.Add(scored.Problems...)
		if r.Assessment.Training != "" {
			practice++
		}
		if all++; len(scored.Problems) == 0 {
			valid++
		}
	}
	c.faulty(name, faults.All())
	of := ""
	switch {
	case practice > 0 && practice == all:
		of = " of a practice case"
	case practice > 0:
		of = fmt.Sprintf("; %d of a practice case, which must not be kept with real ones", practice)
	}
	switch name = safetext.Name(name); {
	case all == 1 && valid == 1:
		c.say("%s: a valid assessment%s", name, of)
	case valid == all && valid > 0:
		c.say("%s: %s%s", name, counted(valid, "valid assessment"), of)
	case all > 1:
		c.say("%s: %d of %s are valid%s", name, valid, counted(all, "assessment"), of)
	}
}
