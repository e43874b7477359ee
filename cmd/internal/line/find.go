package line

import (
	"fmt"
	"strconv"

	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/present"
)

// mostFound is the most hits of a search that are listed.
const mostFound = 8

// find goes to the first of what everyday words find, and lists the others with their
// numbers. A number goes to one of those found last. Nothing here answers a question.
func (c *console) find(words string) {
	n, err := strconv.Atoi(words)
	unfound := present.Unfound(c.s)
	switch {
	case words == "" && unfound != "":
		c.offerUnfound(unfound)
	case words == "":
		c.say("Write what you look for: / knife. r lists all questions.")
	case words == "note" && unfound != "":
		says, err := present.UnfoundAsNote(c.s, unfound)
		if c.saved(err) {
			c.say("%s", says)
		}
	case words == "incident" && unfound != "":
		c.unfoundIncident(unfound)
	case err == nil && n >= 1 && n <= len(c.found):
		c.openFound(c.found[n-1])
	default:
		c.search(words)
	}
}

func (c *console) search(words string) {
	c.found = present.Find(c.s, words)
	if len(c.found) == 0 {
		if c.saved(present.KeepUnfound(c.s, words)) {
			c.offerUnfound(words)
		}
		return
	}
	for i, f := range c.found[:min(len(c.found), mostFound)] {
		c.wrap(fmt.Sprintf("  %2d ", i+1), f.Says(c.s))
	}
	if more := len(c.found) - mostFound; more > 0 {
		c.say("  and %d more: add a word.", more)
	}
	if len(c.found) > 1 {
		c.say("  The first is next. / 2 goes to the second.")
	}
	c.openFound(c.found[0])
}

// named goes to the question with that name.
func (c *console) named(name string) {
	if st, ok := c.s.Anywhere(name); ok {
		c.s.Visit(st)
	} else {
		c.say("No question has that name. / and words finds one.")
	}
}

// offerUnfound says what can become of words that found nothing.
func (c *console) offerUnfound(words string) {
	c.wrap("", "Nothing found for: "+words+". / note keeps it as a note, / incident adds an incident (something else) with it.")
}

// openFound goes to what was found. The question in hand comes back afterwards.
func (c *console) openFound(f present.Found) {
	if f.Command == nil {
		c.s.Visit(f.Step)
	} else if st := c.s.Step(); !c.command(st, f.Command.Line) {
		c.say("%s: %s", f.Command.Line, f.Command.Help)
	}
}

// unfoundIncident begins an incident with words that found nothing as its note, and asks
// for the rest of it.
func (c *console) unfoundIncident(words string) {
	fields, ok, err := present.UnfoundAsIncident(c.s, words)
	switch {
	case !c.saved(err):
	case !ok:
		c.say("The questionnaire has no such kind of incident. i adds one.")
	default:
		e := onList{verb: "add", list: "incidents", entry: len(c.s.Entries("incidents")) - 1}
		c.say("Your words are kept as its note. An empty line keeps a field as it is.")
		c.ask(e, fields, which(fields, func(f *conversation.Field) bool { return !f.Later }))
		c.recorded(e)
	}
}
