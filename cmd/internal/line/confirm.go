package line

import (
	"strconv"
	"strings"

	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/present"
)

// held lists what was answered in a section before somebody took over.
func (c *console) held(page conversation.Step) {
	c.wrap("[for you] ", page.Prompt)
	for i := range page.Parts {
		said, who := present.Held(&page.Parts[i])
		c.wrap("  "+strconv.Itoa(i+1)+" ", said+" ["+who+"]")
	}
	c.say("  c confirm all   a number opens one to change it   s later   ? help")
}

// confirm acts on a line at that list.
func (c *console) confirm(page conversation.Step, text string) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	switch {
	case strings.EqualFold(strings.TrimSpace(text), conversation.StillSo):
		c.s.ConfirmHeld(page, page.Parts)
		c.say("Confirmed as recorded.")
	case err == nil && n >= 1 && n <= len(page.Parts):
		c.s.OpenHeld(page, page.Parts[n-1])
	default:
		c.say("Write c to confirm all of these, or the number of one to change it.")
	}
}
