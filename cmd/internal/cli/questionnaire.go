package cli

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

func newQuestionnaire(env Env, g *globals) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "questionnaire",
		Short: "Show the questionnaires that are at hand",
		Example: `  stalkrisk questionnaire list
  stalkrisk questionnaire show stalking
  stalkrisk questionnaire print stalking > form.md`,
		Args: args(0, 0, "questionnaire is followed by list, show or print"),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var version string
	one := func(use, short, example string, write func(*bytes.Buffer, *assess.Instrument)) *cobra.Command {
		c := &cobra.Command{
			Use: use, Short: short, Example: example, Args: args(1, 1, "name one questionnaire; list shows them"),
			RunE: func(_ *cobra.Command, ids []string) error {
				in, err := g.instrument(env, ids[0], version)
				if err != nil {
					return err
				}
				var b bytes.Buffer
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
				return env.output("", b.Bytes())
			},
		},
		one("show ID", "Show one: items, rules, evidence, kinds of incident", "  stalkrisk questionnaire show stalking", showInstrument),
		one("print ID", "Print one as a paper form (Markdown)", "  stalkrisk questionnaire print stalking > form.md", printInstrument),
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

// printInstrument writes a paper form.
func printInstrument(b *bytes.Buffer, in *assess.Instrument) {
	fmt.Fprintf(b, "# %s (%s %s)\n\n%s\n\n**Not for:** %s\n\n%s\n\n", in.Title, in.ID, in.Version, in.Purpose, in.Misuse, in.ReadFirst)
	b.WriteString("Tick one box for each question: yes (or strongly suspected), no, not known, would not say. A question that was not asked has no tick; it is not a no.\n")
	for _, s := range in.Sections {
		fmt.Fprintf(b, "\n## %s\n\n", s.Title)
		for _, id := range s.Items {
			i, _ := in.Item(id)
			it := &in.Items[i]
			fmt.Fprintf(b, "**%s** (`%s`)\n\n", it.Prompt, it.ID)
			if it.Help != "" {
				fmt.Fprintf(b, "%s\n\n", it.Help)
			}
			b.WriteString("☐ yes  ☐ no  ☐ not known  ☐ would not say\n\nNotes: ______________________________\n\n")
		}
	}
	b.WriteString("## How the levels come about\n\n")
	for _, r := range in.Rules {
		spec := in.Results[r.Result]
		fmt.Fprintf(b, "- %s is **%s** when %s.\n", spec.Title, spec.Levels[r.Level], r.Says)
	}
	fmt.Fprintf(b, "\n%s\n", in.EvidenceStatus)
}
