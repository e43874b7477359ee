package report

import (
	"strings"

	"stalkrisk/assess"
)

// ShortForm is a questionnaire on one page of paper: a few words for each question, its
// boxes, and a table for the incidents. Form has the questions in full, and the rules.
type ShortForm struct{ *assess.Instrument }

// incidentRows is how many incidents the page has room for.
const incidentRows = 5

func (f ShortForm) compose() []block {
	in := f.Instrument
	p := &page{}
	p.heading(1, in.Title+": one page ("+in.ID+" "+in.Version+")")
	p.item("Case reference, never a name", noteLine)
	p.item("Date and time", noteLine)
	p.item("Who asks, by reference", noteLine)
	p.item("Who they are to the victim", noteLine)
	p.item("Safe to talk", "☐ yes ☐ no ☐ silent call")
	p.item("Safe times and ways", noteLine)
	p.table("No tick means not asked. ? means not known or would not say, and is never a no. ! is grave.", shortRows(in))
	empty := [][]string{{"When", "What happened", "Where, area", "Reference", "Breach"}}
	for range incidentRows {
		empty = append(empty, []string{"________", "____________________", "____________", "__________", "☐"})
	}
	p.add(block{kind: tableBlock, text: "What happened, each time. An approximate date is fine.", rows: empty, written: true})
	p.item("Told the victim", noteLine)
	p.item("Who rings next, and when", noteLine)
	p.item("Support", "☐ offered ☐ accepted")
	p.say("The long form has each question in full. The program works out the levels.")
	return p.blocks
}

// shortRows returns the questions in asking order, each with its boxes.
func shortRows(in *assess.Instrument) [][]string {
	rows := [][]string{{"Question", "yes", "no", "?"}}
	for _, s := range in.Sections {
		for _, id := range s.Items {
			i, _ := in.Item(id)
			rows = append(rows, []string{shortQuestion(&in.Items[i]), "☐", "☐", "☐"})
		}
	}
	return rows
}

// shortQuestion returns a question in a few words, with a mark if a yes is grave by itself.
func shortQuestion(it *assess.Item) string {
	words := it.Fact
	if words == "" {
		words = it.Topic
	}
	if it.Class == assess.ClassRedFlag || it.Role == assess.RoleImminent {
		return "! " + capital(strings.TrimSpace(words))
	}
	return capital(strings.TrimSpace(words))
}
