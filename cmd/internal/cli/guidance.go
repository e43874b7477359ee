package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"stalkrisk/assess/guidance"
	"stalkrisk/assess/questionnairefile"
)

// guidanceFiles checks every guidance file of a folder with its cases.
func (c *checker) guidanceFiles(fsys fs.FS) {
	names, _ := questionnairefile.GuideFiles(fsys)
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			c.fail(err)
			continue
		}
		cases, err := fs.ReadFile(fsys, casesName(name))
		c.guide(name, b, cases, err)
	}
}

// guide checks one guidance file, runs its cases, and says what they do not
// reach.
func (c *checker) guide(name string, b, cases []byte, noCases error) {
	g, problems := questionnairefile.LoadGuide(name, b, c.shelf)
	if len(problems) > 0 {
		c.bad(name, problems)
		return
	}
	if errors.Is(noCases, fs.ErrNotExist) {
		fmt.Fprintf(c.env.Out, "%s: guidance %s %s is valid; it has no cases, so nothing was run\n", name, g.ID, g.Version)
		return
	}
	if noCases != nil {
		c.fail(noCases)
		return
	}
	name = casesName(name)
	all, problems := questionnairefile.LoadGuideCases(name, cases, g, c.shelf)
	if len(problems) > 0 {
		c.bad(name, problems)
		return
	}
	wrong := 0
	for i := range all {
		differences := all[i].Run(c.shelf, g)
		if len(differences) == 0 {
			continue
		}
		wrong++
		fmt.Fprintf(c.env.Err, "%s:%d: case %q differs:\n", name, all[i].Line, all[i].Name)
		for _, d := range differences {
			fmt.Fprintf(c.env.Err, "    %s\n", d)
		}
	}
	missed := questionnairefile.Unreached(all, c.shelf, g)
	for _, m := range missed {
		fmt.Fprintf(c.env.Err, "%s: %s\n", name, m)
	}
	if wrong+len(missed) > 0 {
		c.failed = true
		fmt.Fprintf(c.env.Err, "%s: %d of %d cases differ, and %d things are not reached; mend the guidance or the cases\n", name, wrong, len(all), len(missed))
		return
	}
	fmt.Fprintf(c.env.Out, "guidance %s %s: valid, %d lines, all %d cases hold and reach every condition\n", g.ID, g.Version, shows(g), len(all))
}

// shows counts what a guide can show.
func shows(g *guidance.Guide) int { return len(g.Lines) + len(g.Tests) + len(g.Routes) }

// listGuides adds the guidance to the list of what is at hand.
func listGuides(b *bytes.Buffer, guides guidance.Shelf) {
	for _, g := range guides {
		fmt.Fprintf(b, "%-26s %-8s %3d lines  %s  %s, as of %s\n", questionnairefile.GuideFolder+"/"+g.ID, g.Version, shows(g), g.SHA256[:12], g.Title, g.AsOf)
	}
}

// showGuide writes all that a guidance file says, and where it comes from.
func showGuide(b *bytes.Buffer, g *guidance.Guide) {
	var where []string
	for _, j := range g.Jurisdictions {
		where = append(where, string(j))
	}
	fmt.Fprintf(b, "%s/%s %s: %s\nsha256 %s\n\nAs of: %s\nWhose law: %s\n", questionnairefile.GuideFolder, g.ID, g.Version, g.Title, g.SHA256, g.AsOf, strings.Join(where, ", "))
	for _, p := range []struct{ what, text string }{
		{"Area", g.Area}, {"For", g.Purpose}, {"Not for", g.Misuse}, {"Licence", g.Licence}, {"Check", g.Check}, {"At every level", g.Order},
	} {
		if p.text != "" {
			fmt.Fprintf(b, "%s: %s\n", p.what, strings.TrimSpace(p.text))
		}
	}
	for _, t := range g.Tests {
		fmt.Fprintf(b, "\n%s (%s, %s)\n", t.Title, t.ID, t.Kind)
		for _, e := range t.Elements {
			fmt.Fprintf(b, "  %-18s %s\n", e.ID, e.What)
			if e.Ask != "" {
				fmt.Fprintf(b, "      asks: %s\n", e.Ask)
			}
			fmt.Fprintf(b, "      source: %s\n", strings.Join(e.Source, ", "))
		}
	}
	showGuideLines(b, g)
	fmt.Fprintf(b, "\nWhere to turn\n")
	for _, r := range g.Routes {
		number := r.Number
		if number == "" {
			number = "no verified number"
		}
		fmt.Fprintf(b, "  %-22s %s: %s. %s\n      area: %s; for: %s; verified on: %s; source: %s\n", r.ID, r.Name, number, r.Detail, r.Area, r.Audience, orNever(r.VerifiedOn.String()), strings.Join(r.Source, ", "))
	}
	fmt.Fprintf(b, "\nSources\n")
	for _, s := range g.Sources {
		fmt.Fprintf(b, "  %s (%s, checked on %s): %s, %s\n", s.ID, s.Mark, s.CheckedOn, s.Title, s.Where)
	}
}

func showGuideLines(b *bytes.Buffer, g *guidance.Guide) {
	for _, section := range guidance.Section("").Words() {
		first := true
		for _, l := range g.Lines {
			if string(l.Section) != section {
				continue
			}
			if first {
				fmt.Fprintf(b, "\nSection %s\n", section)
				first = false
			}
			fmt.Fprintf(b, "  %-22s %s\n", l.ID, l.Says)
			if l.Not != "" {
				fmt.Fprintf(b, "      not: %s\n", l.Not)
			}
			if l.Goes != "" {
				fmt.Fprintf(b, "      may be gone: %s\n", l.Goes)
			}
			fmt.Fprintf(b, "      source: %s\n", strings.Join(l.Source, ", "))
		}
	}
}

func orNever(day string) string {
	if day == "" {
		return "never"
	}
	return day
}
