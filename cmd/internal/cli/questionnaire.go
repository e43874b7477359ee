package cli

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/report"
	"stalkrisk/assess/strictfile"
)

func newQuestionnaire(env Env, g *globals) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "questionnaire",
		Short: "Show the questionnaires and the guidance that are at hand",
		Example: `  stalkrisk questionnaire list
  stalkrisk questionnaire show stalking
  stalkrisk questionnaire show guidance/england-wales
  stalkrisk questionnaire print stalking -o form.md
  stalkrisk questionnaire print stalking --guide -o guide.md`,
		Args: args(0, 0, "questionnaire is followed by list, show or print"),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var version string
	one := func(use, short, example string, write func(*bytes.Buffer, *assess.Instrument)) *cobra.Command {
		c := &cobra.Command{
			Use: use, Short: short, Example: example, Args: args(1, 1, "name one questionnaire; list shows them"),
			RunE: func(_ *cobra.Command, ids []string) error {
				var b bytes.Buffer
				if id, isGuide := strings.CutPrefix(ids[0], questionnairefile.GuideFolder+"/"); isGuide {
					guide, err := g.oneGuide(env, id, version)
					if err != nil {
						return err
					}
					showGuide(&b, guide)
					return env.output("", b.Bytes())
				}
				in, err := g.instrument(env, ids[0], version)
				if err != nil {
					return err
				}
				write(&b, in)
				return env.output("", b.Bytes())
			},
		}
		c.Flags().StringVar(&version, "version", "", "which `version` (the newest)")
		return c
	}
	cmd.AddCommand(
		&cobra.Command{
			Use: "list", Short: "List them", Example: "  stalkrisk questionnaire list", Args: args(0, 0, "list takes no arguments"),
			RunE: func(*cobra.Command, []string) error {
				shelf, err := g.shelf(env)
				if err != nil {
					return err
				}
				var b bytes.Buffer
				for _, in := range shelf {
					fmt.Fprintf(&b, "%-12s %-8s %3d items  %s  %s\n", in.ID, in.Version, len(in.Items), in.SHA256[:12], in.Title)
				}
				guides, err := g.guides(env, shelf)
				if err != nil {
					return err
				}
				listGuides(&b, guides)
				return env.output("", b.Bytes())
			},
		},
		one("show ID", "Show one: items, rules, evidence, kinds of incident; or guidance/ID", "  stalkrisk questionnaire show stalking", showInstrument),
		newPrint(env, g),
	)
	return cmd
}

func (g *globals) instrument(env Env, id, version string) (*assess.Instrument, error) {
	shelf, err := g.shelf(env)
	if err != nil {
		return nil, err
	}
	in := shelf.Newest(id)
	if version != "" {
		in = shelf.Find(id, version)
	}
	if in == nil {
		if near := strictfile.Nearest(id, shelf.IDs()); near != "" && version == "" {
			return nil, usage("no questionnaire of that name; did you mean %q?", near)
		}
		return nil, usage("no questionnaire of that name and version; stalkrisk questionnaire list shows them")
	}
	return in, nil
}

func (g *globals) oneGuide(env Env, id, version string) (*guidance.Guide, error) {
	shelf, err := g.shelf(env)
	if err != nil {
		return nil, err
	}
	guides, err := g.guides(env, shelf)
	if err != nil {
		return nil, err
	}
	one := guides.Newest(id)
	if version != "" {
		one = guides.Find(id, version)
	}
	if one == nil {
		if near := strictfile.Nearest(id, guides.IDs()); near != "" && version == "" {
			return nil, usage("no guidance of that name; did you mean %q?", questionnairefile.GuideFolder+"/"+near)
		}
		return nil, usage("no guidance of that name and version; stalkrisk questionnaire list shows it")
	}
	return one, nil
}

// showInstrument writes everything that an author or a reader of results asks
// for.
func showInstrument(b *bytes.Buffer, in *assess.Instrument) {
	fmt.Fprintf(b, "%s %s: %s\nsha256 %s\n\n", in.ID, in.Version, in.Title, in.SHA256)
	for _, p := range []struct{ what, text string }{
		{"For", in.Purpose}, {"Not for", in.Misuse}, {"Evidence", in.EvidenceStatus}, {"Wording", in.Wording + " " + in.Holder}, {"Licence", in.Licence},
	} {
		fmt.Fprintf(b, "%s: %s\n", p.what, strings.TrimSpace(p.text))
	}
	for _, s := range in.Sections {
		fmt.Fprintf(b, "\n%s\n", s.Title)
		for _, id := range s.Items {
			i, _ := in.Item(id)
			showItem(b, &in.Items[i])
		}
	}
	fmt.Fprintf(b, "\nRules\n")
	for _, r := range in.Rules {
		spec := in.Results[r.Result]
		fmt.Fprintf(b, "  %-20s %s %s: %s\n", r.ID, spec.ID, spec.Levels[r.Level], r.Says)
	}
	for _, r := range in.ActNow {
		fmt.Fprintf(b, "  %-20s act now: %s\n", r.ID, r.Says)
	}
	if len(in.Timeline.Kinds) > 0 {
		fmt.Fprintf(b, "\nKinds of incident\n")
		for _, k := range in.Timeline.Kinds {
			fmt.Fprintf(b, "  %-22s severity %d  %s\n", k.ID, k.Severity, k.Label)
		}
	}
	fmt.Fprintf(b, "\nEvidence\n")
	for _, e := range in.Evidence {
		fmt.Fprintf(b, "  %s (%s): %s\n      %s\n", e.ID, e.Strength, e.Finding, e.Citation)
	}
}

func showItem(b *bytes.Buffer, it *assess.Item) {
	weight := string(it.Class) + string(it.Role)
	fmt.Fprintf(b, "  %-18s %-10s %s\n", it.ID, strings.ReplaceAll(weight, "_", " "), it.Prompt)
	for _, line := range []string{it.Help, it.Why} {
		if line != "" {
			fmt.Fprintf(b, "      %s\n", line)
		}
	}
	fmt.Fprintf(b, "      rests on: %s\n", strings.Join(it.Source, ", "))
}

type printOptions struct {
	version, format, out string
	guide                bool
}

// newPrint is the paper form, and the facilitator's guide.
func newPrint(env Env, g *globals) *cobra.Command {
	var o printOptions
	cmd := &cobra.Command{
		Use:   "print ID",
		Short: "Print one as a paper form, or as a facilitator's guide",
		Long: `print writes a questionnaire for paper: every question with its boxes, what to
listen for, what it rests on, and the rules of the levels on a page that can be
worked through by hand. With --guide it is the facilitator's guide instead: why
each question is asked, where it counts, and how to hold a session.`,
		Example: `  stalkrisk questionnaire print stalking -o form.md
  stalkrisk questionnaire print stalking --guide -o guide.md
  stalkrisk questionnaire print dash --format text`,
		Args: args(1, 1, "name one questionnaire; list shows them"),
		RunE: func(_ *cobra.Command, ids []string) error {
			switch {
			case o.format == "":
				o.format = formatFor(o.out, env.Term.Out)
			case o.format != "markdown" && o.format != "text":
				return usage("--format is markdown or text")
			}
			if o.format == "json" {
				return usage("a questionnaire is printed as markdown or text; schema and the file itself are for programs")
			}
			return runPrint(env, g, ids[0], o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.version, "version", "", "which `version` (the newest)")
	f.BoolVar(&o.guide, "guide", false, "the facilitator's guide instead of the form")
	f.StringVar(&o.format, "format", "", "`format`: markdown or text (otherwise by the name of -o; text on a terminal; else markdown)")
	f.StringVarP(&o.out, "output", "o", "", "write to this `file`, whole or not at all")
	return cmd
}

func runPrint(env Env, g *globals, id string, o printOptions) error {
	if strings.HasPrefix(id, questionnairefile.GuideFolder+"/") {
		return usage("guidance has no questions to print; stalkrisk questionnaire show shows it")
	}
	in, err := g.instrument(env, id, o.version)
	if err != nil {
		return err
	}
	write := report.WriteForm
	if o.guide {
		write = report.WriteGuide
	}
	var b bytes.Buffer
	if err := write(&b, o.format, in, report.Options{Width: env.Term.Width}); err != nil {
		return err
	}
	return env.output(o.out, b.Bytes())
}
