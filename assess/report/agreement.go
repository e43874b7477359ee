package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/table"
	"stalkrisk/assess/training"
)

func composeAgreement(a *training.Agreement) []block {
	p := &page{}
	p.heading(1, "Agreement between assessors")
	p.say(fmt.Sprintf("%s, %s, %s.", count(a.Files, "assessment", "assessments"), count(a.Assessors, "assessor", "assessors"), count(a.Cases, "case", "cases")))
	p.items(a.Notes)
	measures(p, "Levels", a.Levels)
	measures(p, "All questions together", a.Together)
	if worst := a.Worst(worstShown); len(worst) > 0 {
		measures(p, "The questions on which people agree least", worst)
	}
	if len(a.Items) > 0 {
		p.heading(2, "Every question")
	}
	for i := range a.Items {
		m := &a.Items[i]
		says := measuredOn(m)
		if f := figuresOf(m); f != "" {
			says += " " + capital(f) + "."
		}
		p.item(m.What, says)
	}
	p.heading(2, "What the figures are")
	p.items(figures)
	return p.blocks
}

// figures explains each figure and names its source.
var figures = []string{
	"Same answer: of the pairs of people who answered, the share that gave the same answer. Chance is not taken off.",
	"Cohen's kappa (1960), for two people, and Fleiss' kappa (1971), for more: agreement beyond chance, from below 0 to 1. They fall where nearly everyone gives the same answer, however well people agree.",
	"Krippendorff's alpha (2011): the like, for any number of people and with answers missing; on levels it knows that low is nearer to moderate than to high.",
	"Gwet's AC1 (2008), and AC2 on levels (2014): agreement beyond chance that does not fall so. The plain words go by it.",
	"The interval in brackets holds the true figure 95 times in 100, if these cases stand for others like them: a bootstrap over cases, the same every time.",
	"A figure says whether people agree. It does not say that they are right: compare them with the model answers for that.",
}

func measures(p *page, heading string, all []training.Measure) {
	p.heading(2, heading)
	for i := range all {
		m := &all[i]
		p.item(Topic{m.What, m.Topic}.plain(), m.Reading)
		p.sub("Answers", measuredOn(m))
		p.sub("Figures", figuresOf(m))
	}
}

// measuredOn describes the answers on which a measure rests.
func measuredOn(m *training.Measure) string {
	s := fmt.Sprintf("%s by %s", count(m.Answers, "answer", "answers"), count(m.Raters, "person", "people"))
	if len(m.Came) > 0 {
		s += ": " + spread(m.Came, func(w string) string { return w })
	}
	if m.Open > 0 {
		s += fmt.Sprintf("; %d open", m.Open)
	}
	return s + "."
}

// figuresOf returns the figures that have a value, or "" if none has.
func figuresOf(m *training.Measure) string {
	var out []string
	for _, f := range named(m) {
		if f.e.Value.String() == "–" {
			continue
		}
		s := f.says + " " + training.Decimals(f.e.Value)
		if f.e.Low.String() != "–" {
			s += fmt.Sprintf(" (%s to %s)", training.Decimals(f.e.Low), training.Decimals(f.e.High))
		}
		out = append(out, s)
	}
	return joined("; ", out...)
}

// figure is a coefficient, with its name for people and its CSV column.
type figure struct {
	says, column string
	e            training.Estimate
}

func named(m *training.Measure) []figure {
	return []figure{
		{"same answer", "percent", m.Percent},
		{"Cohen's kappa", "cohen_kappa", m.Cohen},
		{"Fleiss' kappa", "fleiss_kappa", m.Fleiss},
		{"Krippendorff's alpha", "krippendorff_alpha", m.Alpha},
		{m.ACName(), "gwet_ac", m.AC},
	}
}

// agreementCSV writes one row for each measure: the levels, all questions together,
// then each question.
func agreementCSV(out io.Writer, a *training.Agreement) error {
	w := csv.NewWriter(out)
	head := []string{"what", "topic", "scale", "units", "raters", "answers", "open"}
	for _, f := range named(&training.Measure{}) {
		head = append(head, f.column, f.column+"_low", f.column+"_high")
	}
	w.Write(append(head, "reading"))
	number := func(n assess.Number) string { return strings.TrimSuffix(n.String(), "–") }
	for _, m := range slices.Concat(a.Levels, a.Together, a.Items) {
		row := []string{cell(m.What), cell(m.Topic), m.Scale, strconv.Itoa(m.Units), strconv.Itoa(m.Raters), strconv.Itoa(m.Answers), strconv.Itoa(m.Open)}
		for _, f := range named(&m) {
			row = append(row, number(f.e.Value), number(f.e.Low), number(f.e.High))
		}
		w.Write(append(row, cell(m.Reading)))
	}
	w.Flush()
	return w.Error()
}

// cell returns s on one line, guarded so that no spreadsheet reads it as a formula.
func cell(s string) string { return table.Guard(oneLine(s)) }
