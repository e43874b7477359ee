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
	p.say("Case reference, never a name: ____________   Date and time: ____________   Reference of who asks: ____________")
	p.say("Safe to talk: ☐ yes ☐ no   Silent: ☐   Safe times and ways: ______________________   Who they are to the victim: ____________")
	p.table("No tick is not asked, ? not known or would not say: open, never a no. ! is grave.", shortRows(in))
	empty := [][]string{{"When", "What happened", "Where, area", "Reference", "Breach"}}
	for range incidentRows {
		empty = append(empty, []string{"________", "____________________", "____________", "__________", "☐"})
	}
	p.table("What happened, each time. An unsure date is fine.", empty)
	p.say("Told the victim: ______________________   Support offered: ☐   Who rings next, and when: ______________________")
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
