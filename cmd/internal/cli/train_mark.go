package cli

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/report"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/training"
)

// trainOptions are those of the commands that read what a class answered.
type trainOptions struct {
	tables tableFlags
	output
}

type trainMarkOptions struct {
	trainOptions
	folder string // of --out
	before []string
}

func newTrainMark(env Env, g *globals) *cobra.Command {
	var o trainMarkOptions
	cmd := &cobra.Command{
		Use:   "mark FILE|FOLDER...",
		Short: "Mark assessments of practice cases against the model answers",
		Long: `mark compares each assessment with the model answers of the practice case that it
names, as far as the stage that was practised asks. The files of one person give a
sheet: by theme, what each difference did to the levels and what to ask next time.
Several people's give the class, which names nobody, with a chart of each question;
--out writes the class and a sheet for each person into a folder.

An unanswered question that an incident answers counts as yes; a no stays a no. A
file with a fault is marked from what can be read, and the exit code is 3. See also:
stalkrisk help training.`,
		Example: `  stalkrisk train mark t12.yaml
  stalkrisk train mark class -o class.html
  stalkrisk train mark class --out sheets
  stalkrisk train mark friday --before monday -o progress.html`,
		Args: args(1, -1, "name the files to mark, or their folder"),
		RunE: func(_ *cobra.Command, files []string) error { return runTrainMark(env, g, files, o) },
	}
	o.tables.flags(cmd)
	o.flags(env, cmd, pages())
	f := cmd.Flags()
	f.StringVar(&o.folder, "out", "", "write the class, and a sheet for each person, into this `folder`")
	f.StringArrayVar(&o.before, "before", nil, "compare with how the class did before: a `file` or folder; can be repeated")
	return cmd
}

// marks returns what the marking of files needs: how tables are read, the questionnaires
// and the practice cases.
func (g *globals) marks(env Env, t *tableFlags, files []string) (_ Env, _ assess.Questionnaires, cases training.Cases, err error) {
	env, questionnaires, err := g.reads(env, t)
	if err == nil {
		err = t.forTables(files)
	}
	if err == nil {
		cases, err = g.practice(env, questionnaires)
	}
	return env, questionnaires, cases, err
}

func runTrainMark(env Env, g *globals, files []string, o trainMarkOptions) error {
	if o.folder != "" && o.out != "" {
		return usage("-o writes one page and --out a folder of them; choose one")
	}
	env, questionnaires, cases, err := g.marks(env, &o.tables, files)
	if err != nil {
		return err
	}
	var worst outcome
	mark := func(files []string) (all []training.Marking) {
		for _, played := range g.played(env, questionnaires, cases, files, &worst) {
			all = append(all, played.Marking)
		}
		return all
	}
	marked := training.Marked{Format: training.MarkingFormat, Markings: mark(files)}
	if len(marked.Markings) == 0 {
		return worst.err()
	}
	marked.Classes = training.Classes(marked.Markings)
	if o.before != nil {
		marked.Progress = training.NewProgress(mark(o.before), marked.Markings)
	}
	if o.folder != "" {
		return cmp.Or(o.writeSheets(env, slices.Concat(files, o.before), &marked), worst.err())
	}
	if err := worst.writePage(env, o.output, slices.Concat(files, o.before), marked); err != nil {
		return err
	}
	if !marked.OnePerson() && o.format != "json" {
		fmt.Fprintln(env.Err, "A sheet for each person: add --out FOLDER.")
	}
	return worst.err()
}

// writeSheets writes the class, and a sheet for each person, into a folder.
func (o *trainMarkOptions) writeSheets(env Env, inputs []string, marked *training.Marked) error {
	if err := os.MkdirAll(o.folder, 0o700); err != nil {
		return fmt.Errorf("making the folder of --out: %w", err)
	}
	f, _ := report.FormatNamed(o.format)
	suffix := "." + f.Name
	if len(f.Other) > 0 && f.Name != "html" {
		suffix = "." + f.Other[0]
	}
	write := func(name string, page training.Marked) error {
		return writePage(env, output{format: o.format, out: filepath.Join(o.folder, name+suffix), force: o.force}, inputs, page)
	}
	taken := map[string]bool{"class": true}
	if err := write("class", *marked); err != nil {
		return err
	}
	people := marked.People()
	for i, of := range people {
		name := sheetName(of[0].Assessor, i+1)
		if taken[name] {
			name = sheetName("", i+1)
		}
		taken[name] = true
		if err := write(name, training.Marked{Format: marked.Format, Markings: of, Classes: []training.Class{}}); err != nil {
			return err
		}
	}
	fmt.Fprintf(env.Err, "Written in %s: the class, and %s.\n", safetext.Name(o.folder), counted(len(people), "sheet"))
	return nil
}

// sheetName returns the name of the file of a person's sheet: the reference, if it can be
// a name, or a number.
func sheetName(reference string, n int) string {
	name := strings.ToLower(reference)
	odd := func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '_' }
	if name == "" || len(name) > 40 || strings.ContainsFunc(name, odd) {
		return fmt.Sprintf("person-%03d", n)
	}
	return name
}

// played returns the assessments of practice cases in files, each marked. Any other
// assessment is a problem of its file.
func (g *globals) played(env Env, questionnaires assess.Questionnaires, cases training.Cases, files []string, worst *outcome) (all []training.Played) {
	for rec := range scorable(env, questionnaires, files, worst) {
		p, problem := caseOf(env, cases, &rec.Assessment)
		if p == nil {
			worst.print(env, invalid(rec.file, []assess.Problem{problem}))
			continue
		}
		set, _ := questionnaires.For(&p.Model, tool())
		m := training.Mark(p, set, &rec.Assessment)
		m.File = rec.file
		all = append(all, training.Played{A: &rec.Assessment, Marking: m})
	}
	return all
}

// caseOf returns the practice case that an assessment names, or nil and a problem that
// says why there is none. The problem does not repeat the name, which may be anything
// in a file of another kind.
func caseOf(env Env, cases training.Cases, a *assess.Assessment) (*training.PracticeCase, assess.Problem) {
	problem := assess.Problem{Code: assess.CodeTraining, Path: "training"}
	if a.Training == "" {
		problem.Message = "this is not an assessment of a practice case; name the case under training"
		return nil, problem
	}
	p, err := newestCase(env, cases, a.Training)
	if err != nil {
		problem.Message = err.Error()
	}
	return p, problem
}

// someNames returns the first names of files.
func someNames(files []string) string {
	const most = 3
	names := []string{}
	for _, name := range files[:min(most, len(files))] {
		names = append(names, safetext.Name(name))
	}
	if more := len(files) - most; more > 0 {
		names = append(names, counted(more, "more file"))
	}
	return strings.Join(names, ", ")
}

func newTrainAgreement(env Env, g *globals) *cobra.Command {
	var o trainOptions
	figures := false
	cmd := &cobra.Command{
		Use:   "agreement FILE|FOLDER...",
		Short: "Measure how far assessors of the same cases agree",
		Long: `agreement measures how far several people agree about the same cases, and with the
model: on each level and each question. It says so in plain words; --figures adds the
field's own (kappa, alpha, AC1). Cases are matched by the practice case that they
name, or else by their reference; people by the assessor's reference. Unanswered
questions are missing data, never treated as no; agreement is also given with open
as an answer of its own.

A range is given from four people and six cases on. In made-up classes of that size and
more it held the true figure at least 94 times in 100. Real and practice cases are
never measured together.`,
		Example: `  stalkrisk train agreement class
  stalkrisk train agreement class --figures
  stalkrisk train agreement class -o agreement.csv`,
		Args: args(1, -1, "name the files to compare, or their folder"),
		RunE: func(_ *cobra.Command, files []string) error { return runTrainAgreement(env, g, files, o, figures) },
	}
	o.tables.flags(cmd)
	o.flags(env, cmd, tables())
	cmd.Flags().BoolVar(&figures, "figures", false, "also the figures of the field: kappa, alpha, AC1 and AC2 (JSON and CSV always have them)")
	return cmd
}

func runTrainAgreement(env Env, g *globals, files []string, o trainOptions, figures bool) error {
	env, questionnaires, cases, err := g.marks(env, &o.tables, files)
	if err != nil {
		return err
	}
	var worst outcome
	var rated []training.Rated
	var practice, real []string // files
	for rec := range scorable(env, questionnaires, files, &worst) {
		set, _ := questionnaires.For(&rec.Assessment, tool())
		r := training.Rated{Set: set, A: &rec.Assessment}
		if rec.Assessment.Training != "" {
			r.Case = cases.Newest(rec.Assessment.Training)
			practice = append(practice, rec.file)
		} else {
			real = append(real, rec.file)
		}
		rated = append(rated, r)
	}
	if len(rated) == 0 {
		return worst.err()
	}
	switch {
	case len(practice) == 0 || len(real) == 0:
	case len(real) <= len(practice):
		return usage("some assessments are of practice cases and some are not; measure them separately. Not practice: %s", someNames(real))
	default:
		return usage("some assessments are of practice cases and some are not; measure them separately. Practice: %s", someNames(practice))
	}
	var page any = training.Agree(rated)
	if figures && o.format != "json" && o.format != "csv" {
		page = report.AgreementFigures{Agreement: training.Agree(rated)}
	}
	return cmp.Or(worst.writePage(env, o.output, files, page), worst.err())
}
