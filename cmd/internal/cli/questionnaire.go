package cli

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/form"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/report"
)

func newQuestionnaire(env Env, g *globals) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "questionnaire",
		Short: "Show or print the questionnaires and the guidance",
		Example: `  stalkrisk questionnaire list
  stalkrisk questionnaire show stalking
  stalkrisk questionnaire print stalking -o form.md
  stalkrisk questionnaire export --format csv -o template.csv`,
		Args: subcommands,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var version string
	show := &cobra.Command{
		Use:   "show ID",
		Short: "Show one: questions, rules, evidence, kinds of incident; or guidance/ID",
		Example: `  stalkrisk questionnaire show stalking
  stalkrisk questionnaire show guidance/england-wales`,
		Args: args(1, 1, "name one questionnaire; stalkrisk questionnaire list shows them"),
		RunE: func(_ *cobra.Command, ids []string) error { return runShow(env, g, ids[0], version) },
	}
	show.Flags().StringVar(&version, "version", "", "which `version` (otherwise the newest)")
	cmd.AddCommand(
		&cobra.Command{
			Use: "list", Short: "List them", Example: "  stalkrisk questionnaire list", Args: args(0, 0, "list takes no arguments"),
			RunE: func(*cobra.Command, []string) error { return runList(env, g) },
		},
		show,
		newPrint(env, g),
		newExport(env, g),
	)
	return cmd
}

func runList(env Env, g *globals) error {
	questionnaires, guides, err := g.loadAll(env)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	for _, in := range questionnaires.Versions {
		fmt.Fprintf(&b, "%-12s %-8s %3d items  %s  %s\n", in.ID, in.Version, len(in.Items), in.SHA256[:12], in.Title)
	}
	for _, one := range guides {
		fmt.Fprintf(&b, "%-26s %-8s %3d lines  %s  %s, as of %s\n", questionnairefile.GuideFolder+"/"+one.ID, one.Version, guideLines(one), one.SHA256[:12], one.Title, one.AsOf)
	}
	return env.print(b.Bytes())
}

func runShow(env Env, g *globals, id, version string) error {
	questionnaires, err := g.load(env)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if guideID, isGuide := strings.CutPrefix(id, questionnairefile.GuideFolder+"/"); isGuide {
		guides, err := g.guides(env, questionnaires)
		if err != nil {
			return err
		}
		guide, err := lookUp(env, "guidance", questionnairefile.GuideFolder+"/", guideID, version, guides.Newest, guides.Find, guides.IDs())
		if err != nil {
			return err
		}
		showGuide(&b, guide)
	} else {
		in, err := lookUp(env, "questionnaire", "", id, version, questionnaires.Newest, questionnaires.Find, questionnaires.IDs())
		if err != nil {
			return err
		}
		showInstrument(&b, in)
	}
	return env.print(b.Bytes())
}

// lookUp finds a questionnaire or guidance by its id, in its newest version if version
// is "". folder is what people write before the id.
func lookUp[T any](env Env, what, folder, id, version string, newest func(id string) *T, find func(id, version string) *T, ids []string) (found *T, err error) {
	if found = newest(id); version != "" {
		found = find(id, version)
	}
	if found != nil {
		return found, nil
	}
	if near := assess.Nearest(id, ids); near != "" && version == "" {
		return nil, usage("no %s of that name; did you mean %q?", what, folder+near)
	}
	return nil, usage("no %s of that name and version; %s shows them all", what, env.command("questionnaire", "list"))
}

// printOptions are those of print.
type printOptions struct {
	version, language string
	guide, onePage    bool
	output
}

func newPrint(env Env, g *globals) *cobra.Command {
	var o printOptions
	cmd := &cobra.Command{
		Use:   "print ID",
		Short: "Print one as a paper form, a reading card or a facilitator's guide",
		Long: `print writes a questionnaire for paper: every question with its boxes, what to
listen for, what it is based on, and a page of rules to work out the levels by
hand. --one-page writes it on one page, a few words a question, with a table for the
incidents. --guide writes why each question is asked, and how to run a session.

--language writes a reading card: each question in that language beside the English,
with the words of its answers. With --format yaml it writes the file for a translator:
what is translated so far, and the rest empty. See also: stalkrisk help languages.

print diary writes one page on which a victim writes down what happens. Its CSV form
has the same headings in plain words; stalkrisk timeline --into adds its rows to an
assessment, feelings too.`,
		Example: `  stalkrisk questionnaire print stalking -o form.md
  stalkrisk questionnaire print stalking --one-page -o page.html
  stalkrisk questionnaire print diary -o diary.md
  stalkrisk questionnaire print diary --format csv -o diary.csv
  stalkrisk questionnaire print stalking --guide -o guide.md
  stalkrisk questionnaire print stalking --language cy --format yaml -o 1.0.0.cy.yaml
  stalkrisk questionnaire print dash --format text`,
		Args: args(1, 1, "name one questionnaire; stalkrisk questionnaire list shows them"),
		RunE: func(_ *cobra.Command, ids []string) error { return runPrint(env, g, ids[0], o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.version, "version", "", "which `version` (otherwise the newest)")
	f.StringVar(&o.language, "language", "", "a reading card in this `language` and English, such as cy")
	f.BoolVar(&o.onePage, "one-page", false, "a form of one page, with a table for the incidents")
	f.BoolVar(&o.guide, "guide", false, "the facilitator's guide instead of the form")
	o.output.flags(env, cmd, prints())
	return cmd
}

// diaryID is what print calls the diary, which is not a questionnaire.
const diaryID = "diary"

func runPrint(env Env, g *globals, id string, o printOptions) error {
	if err := o.fit(id); err != nil {
		return err
	}
	if id == diaryID {
		return printDiary(env, g, o.output)
	}
	questionnaires, guides, err := g.loadAll(env)
	if err != nil {
		return err
	}
	if o.language != "" {
		questionnaires = translatable(questionnaires, guides)
	}
	in, err := lookUp(env, "questionnaire", "", id, o.version, questionnaires.Newest, questionnaires.Find, questionnaires.IDs())
	if err != nil {
		return err
	}
	if o.language != "" {
		return printTranslation(env, g, questionnaires, in, o.language, o.output)
	}
	var page any = report.Form{Instrument: in}
	switch {
	case o.guide:
		page = report.Guide{Instrument: in}
	case o.onePage:
		page = report.ShortForm{Instrument: in}
	}
	return writePage(env, o.output, nil, page)
}

// fit returns a usage error if the options do not fit each other, or what is printed.
func (o *printOptions) fit(id string) error {
	other := o.guide || o.onePage
	switch {
	case id == diaryID:
		return o.fitDiary()
	case strings.HasPrefix(id, questionnairefile.GuideFolder+"/"):
		return usage("guidance has no questions to print; stalkrisk questionnaire show shows it")
	case o.language == "" && id == conversation.LinesID:
		return usage("call is what is said to the caller besides the questions, for its translators; name a --language, such as cy")
	case o.language == "" && o.format == yamlFormat.Name:
		return usage("only a translation is written as YAML; name its --language, such as cy")
	case o.language != "" && other:
		return usage("the guide and the form of one page are in English only; leave out --language, or that flag")
	case o.guide && o.onePage:
		return usage("the guide is not a form; choose --guide or --one-page")
	case o.format == csvFormat.Name:
		return usage("only the diary is printed as CSV; stalkrisk questionnaire export writes a table of questions")
	}
	return nil
}

// fitDiary returns a usage error if the options do not fit the diary.
func (o *printOptions) fitDiary() error {
	switch {
	case o.guide || o.onePage || o.version != "" || o.language != "":
		return usage("the diary is one page, with no guide, version or translation; leave that flag out")
	case o.format == yamlFormat.Name:
		return usage("only a translation is written as YAML; name its --language, such as cy")
	}
	return nil
}

// printDiary prints the page on which a victim writes down what happens, or its table.
func printDiary(env Env, g *globals, o output) error {
	questionnaires, guides, err := g.loadAll(env)
	if err != nil {
		return err
	}
	if o.format == csvFormat.Name {
		row := strings.Join(assessmentfile.DiaryHeadings(), ",") + "\n"
		return env.put(o.target(nil), []byte(o.mark()+row), nothingElse)
	}
	d := report.Diary{}
	for _, s := range questionnaires.Local.Services {
		d.Services = append(d.Services, s.String()+".")
	}
	for _, rt := range guidance.SupportForAll(guides) {
		d.Services = append(d.Services, fmt.Sprintf("%s, %s. %s Number checked %s.", rt.Name, rt.Number, rt.Detail, report.Readable(rt.VerifiedOn.String())))
	}
	return writePage(env, o, nil, d)
}

func newExport(env Env, g *globals) *cobra.Command {
	var o output
	var stage string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the questions as a form for ODK, REDCap or FHIR, or as an empty table",
		Long: `export writes the questions of a stage as a form for another program: an XLSForm for
ODK and KoboToolbox, a data dictionary for REDCap, or a Questionnaire of FHIR R4. What
ODK Central, KoboToolbox and REDCap (raw data) export as CSV, and responses of FHIR,
stalkrisk score reads without a map: see stalkrisk help forms.

With --format csv it writes the row of headings that score reads, for a spreadsheet:
one column for each fact of an assessment and each question. Only assessed_at and
case.reference must be filled; a column that is not needed can be deleted. See also:
stalkrisk help csv.`,
		Example: `  stalkrisk questionnaire export --format csv -o template.csv
  stalkrisk questionnaire export --stage first_contact -o first-contact.xlsx
  stalkrisk questionnaire export --format redcap --stage full -o dictionary.csv
  stalkrisk questionnaire export --format fhir --stage screen -o screen.json`,
		Args: args(0, 0, "export takes no arguments; the form has the questions of --stage, the table those of all questionnaires"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runExport(env, g, o, assess.Stage(stage), cmd.Flags().Changed("stage"))
		},
	}
	cmd.Flags().StringVar(&stage, "stage", string(assess.Full), "the form of this `stage`: screen, first_contact or full")
	o.flags(env, cmd, templates())
	return cmd
}

func runExport(env Env, g *globals, o output, stage assess.Stage, chosen bool) error {
	if !slices.Contains(stage.Words(), string(stage)) {
		return usage("--stage must be screen, first_contact or full")
	}
	questionnaires, err := g.load(env)
	if err != nil {
		return err
	}
	if o.format == csvFormat.Name {
		if chosen {
			return usage("the empty table has all questions; leave out --stage, or choose another --format")
		}
		names := assessmentfile.NewColumns(questionnaires).Names()
		row := strings.Join(names[1:], ",") + "\n" // without format, which the headings imply
		return env.put(o.target(nil), []byte(o.mark()+row), nothingElse)
	}
	if o.format == xlsForm.Name && o.out == "" && env.Term.Out {
		return usage("an XLSForm is a workbook, which a terminal cannot show; name a file with -o")
	}
	set, _ := questionnaires.For(&assess.Assessment{}, tool())
	f, err := form.New(set, stage)
	if err != nil {
		return err
	}
	write := map[string]func() ([]byte, error){xlsForm.Name: f.XLSForm, redcapForm.Name: f.REDCap, fhirForm.Name: f.FHIR}[o.format]
	b, err := write()
	if err != nil {
		return err
	}
	return env.put(o.target(nil), b, nothingElse)
}
