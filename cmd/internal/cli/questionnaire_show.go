package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/questionnairefile"
)

// showInstrument writes everything in a questionnaire: items, rules, kinds of incident
// and evidence.
func showInstrument(b *bytes.Buffer, in *assess.Instrument) {
	fmt.Fprintf(b, "%s %s: %s\nsha256 %s\n\n", in.ID, in.Version, in.Title, in.SHA256)
	labelled(b, "", "For", in.Purpose, "Not for", in.Misuse, "Evidence", in.EvidenceStatus, "Wording", string(in.Wording)+" "+in.Holder, "Licence", in.Licence)
	for _, s := range in.Sections {
		fmt.Fprintf(b, "\n%s\n", s.Title)
		for _, id := range s.Items {
			i, _ := in.Item(id)
			it := &in.Items[i]
			fmt.Fprintf(b, "  %-18s %-10s %s\n", it.ID, strings.ReplaceAll(string(it.Class)+string(it.Role), "_", " "), it.Prompt)
			for _, line := range []string{it.Help, it.Why} {
				if line != "" {
					fmt.Fprintf(b, "      %s\n", line)
				}
			}
			labelled(b, "      ", "based on", strings.Join(it.Source, ", "))
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

// showGuide writes everything in a guidance file, with its sources.
func showGuide(b *bytes.Buffer, g *guidance.Guide) {
	var where []string
	for _, j := range g.Jurisdictions {
		where = append(where, string(j))
	}
	fmt.Fprintf(b, "%s/%s %s: %s\nsha256 %s\n\nAs of: %s\nWhose law: %s\n", questionnairefile.GuideFolder, g.ID, g.Version, g.Title, g.SHA256, g.AsOf, strings.Join(where, ", "))
	labelled(b, "", "Area", g.Area, "For", g.Purpose, "Not for", g.Misuse, "Licence", g.Licence, "Check", g.Check, "At every level", g.Order)
	for _, t := range g.Tests {
		fmt.Fprintf(b, "\n%s (%s, %s)\n", t.Title, t.ID, t.Kind)
		for _, e := range t.Elements {
			fmt.Fprintf(b, "  %-18s %s\n", e.ID, e.What)
			labelled(b, "      ", "asks", e.Ask, "source", strings.Join(e.Source, ", "))
		}
	}
	for _, section := range guidance.Section("").Words() {
		heading := "\nSection " + section + "\n"
		for _, l := range g.Lines {
			if string(l.Section) == section {
				fmt.Fprintf(b, "%s  %-22s %s\n", heading, l.ID, l.Says)
				labelled(b, "      ", "not", l.Not, "may be lost", l.Goes, "source", strings.Join(l.Source, ", "))
				heading = ""
			}
		}
	}
	fmt.Fprintf(b, "\nWhere to turn\n")
	for _, r := range g.Routes {
		number, verified := cmp.Or(r.Number, "no verified number"), cmp.Or(r.VerifiedOn.String(), "never")
		fmt.Fprintf(b, "  %-22s %s: %s. %s\n      area: %s; for: %s; verified on: %s; source: %s\n", r.ID, r.Name, number, r.Detail, r.Area, r.Audience, verified, strings.Join(r.Source, ", "))
	}
	fmt.Fprintf(b, "\nSources\n")
	for _, s := range g.Sources {
		fmt.Fprintf(b, "  %s (%s, checked on %s): %s, %s\n", s.ID, s.Mark, s.CheckedOn, s.Title, s.Where)
	}
}

// labelled writes pairs of a label and a text, one pair on a line. It leaves out pairs
// without a text.
func labelled(b *bytes.Buffer, indent string, pairs ...string) {
	for p := range slices.Chunk(pairs, 2) {
		if p[1] != "" {
			fmt.Fprintf(b, "%s%s: %s\n", indent, p[0], strings.TrimSpace(p[1]))
		}
	}
}
