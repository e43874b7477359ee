package line

import (
	"fmt"
	"strconv"

	"stalkrisk/assess/conversation"
)

// practise runs a command of a practice case: ask, case, about 2, look 1. handled is
// false for any other words, and always in a real assessment.
func (c *console) practise(st conversation.Step, word, rest string) (handled bool) {
	p := c.s.Practice
	if p == nil {
		return false
	}
	n, err := strconv.Atoi(rest)
	lead, says := "  Caller: ", ""
	switch {
	case word == "case" && rest == "":
		c.theCase()
		return true
	case word == "ask" && rest == "":
		says = c.s.AskCaller(st)
	case word == "about" && err == nil:
		says = p.AskAbout(n - 1)
	case word == "look" && err == nil:
		lead, says = "  There: ", p.Look(n-1)
	default:
		return false
	}
	if says == "" {
		c.say("The case does not say. Type case to see what you can ask.")
	}
	c.wrap(lead, says)
	return true
}

// theCase writes what the caller said, and the numbered topics and records that can
// be asked about and checked.
func (c *console) theCase() {
	c.wrap("  ", c.s.Practice.Account())
	list := func(word string, rows []string) {
		for i, row := range rows {
			c.wrap(fmt.Sprintf("  %s %d  ", word, i+1), row)
		}
	}
	list("about", c.s.Practice.Topics())
	list("look", c.s.Practice.Places())
}
