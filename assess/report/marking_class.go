package report

import (
	"fmt"
	"strconv"
	"strings"

	"stalkrisk/assess/training"
)

// worstShown is the most questions written out in full in an agreement, and toTalkAbout in
// a class view.
const (
	worstShown  = 10
	toTalkAbout = 5
)

// composeClasses lays out the class on one page, then each case. It names nobody.
func composeClasses(p *page, m *training.Marked) {
	p.toARoom("TRAINING: the class")
	p.warn("TRAINING", "Nobody in these cases is real, and nobody in the class is named here.")
	class := m.Together()
	p.say(fmt.Sprintf("%s of %s.", count(class.Files, "assessment", "assessments"), count(m.Cases(), "practice case", "practice cases")))
	if class.Earlier > 0 {
		p.say("Not counted: " + count(class.Earlier, "earlier attempt", "earlier attempts") + ", of people who tried the same case again.")
	}
	if class.Unfinished > 0 {
		p.say("Not finished: " + count(class.Unfinished, "assessment", "assessments") + ", marked as far as was answered.")
	}
	if m.Progress != nil {
		composeProgress(p, m.Progress)
	} else {
		p.say(fmt.Sprintf("%d of %d came to the model's level.", class.Level, class.Files))
		p.heading(2, "By theme")
		composeThemes(p, class.Themes)
	}
	for i := range m.Classes {
		if c := &m.Classes[i]; m.Progress != nil || class.Files > c.Files {
			composeClass(p, c, c.Themes)
		} else {
			composeClass(p, c, nil) // they are those of the class
		}
	}
	if len(m.Classes) == 0 {
		p.say("No case has two assessments, so there is no view of a class by question.")
	}
}

func composeThemes(p *page, themes []training.ThemeMark) {
	for _, t := range themes {
		p.item(themeName(t.Theme), fmt.Sprintf("%s as the model has it (%d of %d).", percentOf(t.Same, t.Of), t.Same, t.Of))
	}
}

// composeProgress lays out a class before and after.
func composeProgress(p *page, pr *training.Progress) {
	p.heading(2, "Before and after")
	p.item("Assessments", fmt.Sprintf("%d before, %d after.", pr.Before.Files, pr.After.Files))
	p.item("Came to the model's level", fmt.Sprintf("%s before, %s after.", percentOf(pr.Before.Level, pr.Before.Files), percentOf(pr.After.Level, pr.After.Files)))
	for _, after := range pr.After.Themes {
		before := "not marked"
		for _, b := range pr.Before.Themes {
			if b.Theme == after.Theme {
				before = percentOf(b.Same, b.Of)
			}
		}
		p.item(themeName(after.Theme), fmt.Sprintf("%s before, %s after, as the model has it.", before, percentOf(after.Same, after.Of)))
	}
	if pr.Both > 0 {
		p.item("People in both", fmt.Sprintf("%d: more of the model's answers after it for %d, fewer for %d.", pr.Both, pr.Better, pr.Worse))
	}
	p.say("Different cases can be harder or easier, so a difference is not all the course's.")
}

func percentOf(n, of int) string { return fmt.Sprintf("%d%%", (200*n+of)/max(1, 2*of)) }

// composeClass lays out one case: the levels, what to talk about, and every question.
func composeClass(p *page, c *training.Class, themes []training.ThemeMark) {
	p.heading(2, caseName(c.Practice)+", "+strings.ReplaceAll(c.Stage, "_", " ")+", "+count(c.Files, "assessment", "assessments"))
	for _, l := range c.Levels {
		if l.Models == training.LineNotAsked && l.Same == c.Files {
			continue
		}
		word := func(level string) string { return resultWord(l.Result, level) }
		says := fmt.Sprintf("%d of %d came to the model's %s; %s.", l.Same, c.Files, word(l.Models), spread(l.Came, word))
		if l.Same == c.Files {
			says = fmt.Sprintf("all %d came to the model's %s.", c.Files, word(l.Models))
		}
		p.item(resultName(l.Result), says)
	}
	composeThemes(p, themes)
	missed := those(c.Answers, func(s training.ItemSpread) bool { return s.Same < c.Files })
	if len(missed) > 0 {
		p.heading(3, "Talk about these")
	}
	for i := range missed[:min(toTalkAbout, len(missed))] {
		composeMissed(p, c, &missed[i], i+1)
	}
	if len(c.Done)+len(c.Facts) > 0 {
		p.heading(3, "What was advised, recorded, offered, promised and decided")
	}
	for _, d := range c.Done {
		p.item(capital(string(d.Kind))+": "+d.What, fmt.Sprintf("by %d of %d.", d.Done, c.Files))
	}
	for _, f := range c.Facts {
		others := each(f.Others, func(value string) string { return factSays(f.Fact, value) })
		p.item(factNames.Get()[f.Fact], fmt.Sprintf("%d of %d recorded the model's \"%s\"; %s: %s.", f.Same, c.Files, factSays(f.Fact, f.Models), plural(c.Files-f.Same, "the other", "the others"), strings.Join(others, ", ")))
	}
	p.heading(3, "Every question, the most missed first")
	start := len(p.blocks)
	p.say("Y is yes, n no, ? not known or would not say, and a full stop not asked or not readable.")
	ch := &chart{of: c.Files}
	for i := range c.Answers {
		row := chartRow(&c.Answers[i])
		ch.rows = append(ch.rows, row)
		p.item(row.topic, row.inText(c.Files))
	}
	p.inWords(start)
	p.add(block{kind: chartBlock, chart: ch})
}

func composeMissed(p *page, c *training.Class, s *training.ItemSpread, n int) {
	p.number(n, capital(Topic{s.Name, s.Topic}.plain()), fmt.Sprintf("%d of %d have the model's \"%s\"; %s.", s.Same, c.Files, saidWord(s.Models), spread(s.Came, saidWord)))
	p.sub("Why", s.Why)
	if s.Moved > 0 {
		p.sub("Put right, it moves a level for", fmt.Sprint(s.Moved))
	}
}

// spread returns the answers and how often each was given: "no 5, yes 3".
func spread(came []training.Count, word func(string) string) string {
	return strings.Join(each(came, func(c training.Count) string { return fmt.Sprintf("%s %d", word(c.What), c.Times) }), ", ")
}

// chart is how a class answered the questions of a case, a bar each.
type chart struct {
	of   int
	rows []barRow
}

// barRow is one question.
type barRow struct {
	topic, models string
	parts         []barPart // yes, no, open, not asked; those that nobody gave are left out
}

type barPart struct {
	answer string // the name of its style too
	says   string
	n      int
	models bool
}

// bars holds the kinds of answer of a chart, in order, and the recorded words of each.
var bars = []struct {
	name, says string
	words      []string
}{
	{"yes", "yes", []string{"yes"}}, {"no", "no", []string{"no"}}, {"open", "not known or would not say", []string{"unknown", "declined"}},
	{"none", "not asked", []string{"not_asked"}}, {"none", "not readable", []string{string(training.Unreadable)}},
}

func chartRow(s *training.ItemSpread) barRow {
	row := barRow{topic: capital(Topic{s.Name, s.Topic}.plain()), models: saidWord(s.Models)}
	for _, bar := range bars {
		part := barPart{answer: bar.name, says: bar.says}
		for _, w := range bar.words {
			part.models = part.models || w == s.Models
			for _, c := range s.Came {
				if c.What == w {
					part.n += c.Times
				}
			}
		}
		if part.n > 0 {
			row.parts = append(row.parts, part)
		}
	}
	return row
}

// textBar is how many characters the bar of a whole class has in text.
const textBar = 20

// inText returns the row for formats that cannot draw: one letter for each share.
func (r *barRow) inText(of int) string {
	bar, said := "", []string{}
	for _, p := range r.parts {
		letter := map[string]string{"yes": "Y", "no": "n", "open": "?", "none": "."}[p.answer]
		bar += strings.Repeat(letter, max(1, p.n*textBar/max(1, of)))
		said = append(said, p.says+" "+strconv.Itoa(p.n))
	}
	return bar + " " + strings.Join(said, ", ") + "; the model: " + r.models + "."
}

// barWidth and barHeight are the size of the bar of a whole class in a drawing.
const (
	barWidth  = 400
	barHeight = 24
)

// drawnBar is a bar as the template takes it.
type drawnBar struct {
	Topic, Models, Says string
	Parts               []drawnBarPart
}

type drawnBarPart struct {
	Class         string
	X, Width, Mid int
	Count         int
}

// drawn lays the chart out.
func (c *chart) drawn() (out []drawnBar) {
	for i := range c.rows {
		r := &c.rows[i]
		bar := drawnBar{Topic: oneLine(r.topic), Models: r.models}
		n := 0
		var said []string
		for _, p := range r.parts {
			from, to := n*barWidth/max(1, c.of), (n+p.n)*barWidth/max(1, c.of)
			class := "bar-" + p.answer
			if p.models {
				class += " bar-model"
			}
			bar.Parts = append(bar.Parts, drawnBarPart{class, from, to - from, (from + to) / 2, p.n})
			said = append(said, p.says+" "+strconv.Itoa(p.n))
			n += p.n
		}
		bar.Says = strings.Join(said, ", ")
		out = append(out, bar)
	}
	return out
}
