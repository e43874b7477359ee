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

// AgreementFigures is an agreement with the figures of the field beside the plain words.
type AgreementFigures struct{ training.Agreement }

func (f AgreementFigures) compose() []block { return composeAgreement(&f.Agreement, true) }

func composeAgreement(a *training.Agreement, withFigures bool) []block {
	p := &page{}
	p.heading(1, "Agreement between assessors")
	p.say(fmt.Sprintf("%s, %s, %s.", count(a.Files, "assessment", "assessments"), count(a.Assessors, "assessor", "assessors"), count(a.Cases, "case", "cases")))
	p.items(a.Notes)
	measures(p, "Levels", a.Levels, withFigures)
	measures(p, "All questions together", a.Together, withFigures)
	if worst := a.Worst(worstShown); len(worst) > 0 {
		measures(p, "The questions on which people agree least", worst, withFigures)
	}
	if withFigures {
		if len(a.Items) > 0 {
			p.heading(2, "Every question")
		}
		for i := range a.Items {
			m := &a.Items[i]
			p.item(m.What, joined(" ", measuredOn(m), dotted(figuresOf(m))))
		}
		p.heading(2, "What the figures are")
		p.items(figures)
	}
	return p.blocks
}

// dotted returns figures as a sentence.
func dotted(figures string) string {
	if figures == "" {
		return ""
	}
	return capital(figures) + "."
}

// figures explains each figure and names its source.
var figures = []string{
	"Same answer: of the pairs of people who answered, the share that gave the same answer. Chance is not taken off.",
	"Cohen's kappa (1960), for two people, and Fleiss' kappa (1971), for more: agreement beyond chance, from below 0 to 1. They fall where nearly everyone gives the same answer, however well people agree.",
	"Krippendorff's alpha (2011): the like, for any number of people and with answers missing; on levels it knows that low is nearer to moderate than to high.",
	"Gwet's AC1 (2008), and AC2 on levels (2014): agreement beyond chance that does not fall so. The plain words go by it.",
	"With open: not known, would not say and not asked count as a third answer beside yes and no.",
	"The interval in brackets is for other people and other cases like these: cases are drawn again with all their questions, and people left out in turn. In trials with made-up classes of four people and six cases or more it held the true figure over 90 times in 100. With fewer there is none, and none where all draws are the same.",
	"Kappa and alpha have no interval: where nearly everyone gives the same answer, none that we tried could be trusted.",
	"A figure says whether people agree. It does not say that they are right: that is the share of answers that are the model's, and the model can be wrong.",
}

func measures(p *page, heading string, all []training.Measure, withFigures bool) {
	p.heading(2, heading)
	for i := range all {
		m := &all[i]
		p.item(capital(Topic{m.What, m.Topic}.plain()), m.Reading)
		p.sub("Answers", measuredOn(m))
		if !withFigures {
			continue
		}
		p.sub("Figures", figuresOf(m))
		if m.Misleads() {
			p.sub("Kappa misleads here", "nearly everyone gave the same answer, and then it falls however well people agree.")
		}
	}
}

// measuredOn describes the answers on which a measure rests.
func measuredOn(m *training.Measure) string {
	s := fmt.Sprintf("%s by %s", count(m.Answers, "answer", "answers"), count(m.Raters, "person", "people"))
	if len(m.Came) > 0 {
		s += ": " + spread(m.Came, func(w string) string { return strings.ToLower(resultWord(m.What, w)) })
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
		{"same answer with open", "percent_with_open", m.OpenPercent},
		{"AC1 with open", "gwet_ac_with_open", m.OpenAC},
		{"the model's answer", "with_model", m.Model},
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
