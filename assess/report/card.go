package report

import (
	"strconv"

	"stalkrisk/assess"
)

// Card is a questionnaire's questions in another language with the English beside them,
// to read out from paper.
type Card struct {
	Instrument  *assess.Instrument
	Translation *assess.Translation
}

func (c Card) compose() []block {
	in, t := c.Instrument, c.Translation
	p := &page{}
	p.heading(1, in.Title+": reading card, "+t.Name+" and English ("+in.ID+" "+in.Version+")")
	if t.Test {
		p.warn("Test language", "It tries out the program. Never read it to a caller.")
	} else {
		p.item("Translated by", t.Translator)
		p.item("Reviewed by", t.Reviewer+", "+Readable(t.Date.String()))
	}
	missing, stale := t.Gaps(in)
	p.item("In English only", joined("; ", counted(len(missing), "not translated"), counted(len(stale), "changed since they were translated")))
	p.items([]string{
		"Read the question as it is written. The answer may come in its own words: the last column has them.",
		"Use an interpreter as well, never a relative or a child. This card has the questions, and not what the caller says.",
		"Not known and won't say are answers. Neither is a no.",
	})
	n := 0
	for _, s := range in.Sections {
		rows := [][]string{{"No.", t.Name, "English", "Answers"}}
		for _, id := range s.Items {
			i, _ := in.Item(id)
			n++
			rows = append(rows, c.row(n, &in.Items[i]))
		}
		p.heading(2, s.Title)
		p.add(block{kind: tableBlock, rows: rows, language: t.Language})
	}
	return p.blocks
}

// row returns the cells of one question.
func (c Card) row(n int, it *assess.Item) []string {
	words, stale := c.Translation.Of(it)
	english := joined(" ", it.Prompt, led("After a yes: ", it.FollowUp))
	answers, values := "", it.AnswerValues()
	if len(values) > 0 { // otherwise it is said, or answered in their own words
		values = append(values, string(assess.Unknown), string(assess.Declined))
	}
	for _, value := range values {
		label := answerLabel(it, value)
		if words != nil {
			label = c.Translation.Answer(words, value) + " = " + label
		}
		answers = joined("; ", answers, label)
	}
	switch {
	case stale:
		return []string{strconv.Itoa(n), "(The English has changed. Use the English.)", english, answers}
	case words == nil:
		return []string{strconv.Itoa(n), "(Not translated. Use the English.)", english, answers}
	}
	return []string{strconv.Itoa(n), joined(" ", words.Prompt, led("→ ", words.FollowUp)), english, answers}
}

// answerLabel returns the English of an answer, as it is offered.
func answerLabel(it *assess.Item, value string) string {
	for _, o := range it.Options {
		if o.Value == value {
			return o.Label
		}
	}
	for _, w := range assess.AnswerWords {
		if w.Value == value {
			return w.Option
		}
	}
	return value
}

// counted returns a count with what it is of, or "" if it is nought.
func counted(n int, of string) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n) + " " + of
}
