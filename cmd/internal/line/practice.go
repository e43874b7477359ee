package line

import (
	"strconv"
	"strings"

	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
)

// practise does what can be asked of a practice case: ask, case, about 2, look 1.
// handled is false for any other words, and in a real assessment.
func (c *console) practise(st conversation.Step, word, rest string) (handled bool) {
	p := c.s.Practice
	if p == nil {
		return false
	}
	n, err := strconv.Atoi(rest)
	numbered := err == nil
	switch {
	case word == "ask" && rest == "":
		if st.Item < 0 {
			c.say("The caller has said all they have to say here: case shows it.")
			return true
		}
		c.wrap("  Caller: ", termtext.Clean(p.Ask(st.Instrument, strings.TrimPrefix(st.ID, "dash."))))
	case word == "case" && rest == "":
		c.theCase()
	case word == "about" && numbered:
		c.revealed(p.AskAbout(n-1), "  Caller: ")
	case word == "look" && numbered:
		c.revealed(p.Look(n-1), "  There: ")
	default:
		return false
	}
	return true
}

// revealed writes what was asked for.
func (c *console) revealed(text, lead string) {
	if text == "" {
		c.say("There is no such number. case shows them.")
		return
	}
	c.wrap(lead, termtext.Clean(text))
}

// theCase writes what the caller said, and what else there is to ask and to look
// at, each with its number.
func (c *console) theCase() {
	for _, para := range strings.Split(c.s.Practice.Account(), "\n") {
		c.wrap("  ", termtext.Clean(para))
	}
	list := func(word string, rows []string) {
		for i, row := range rows {
			c.wrap("  "+word+" "+strconv.Itoa(i+1)+"  ", termtext.Clean(row))
		}
	}
	list("about", c.s.Practice.Topics())
	list("look", c.s.Practice.Places())
}
