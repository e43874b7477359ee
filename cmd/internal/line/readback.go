package line

import (
	"strings"

	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/present"
)

// readBack shows what is read back to the victim and records whether it is right. Any
// line but a yes to the first question shows nothing.
func (c *console) readBack() {
	parts, refused := c.s.ReadBack()
	if refused != "" {
		c.wrap("! ", refused)
		return
	}
	if o, ok := c.choice(conversation.BeforeReadBack, present.ReadBackConfirmed); !ok || o.Value != "yes" {
		c.say("%s", present.ReadBackNotNow)
		return
	}
	for _, p := range parts {
		c.say("%s:", p.Title)
		for _, l := range p.Lines {
			c.wrap("  ", l)
		}
	}
	o, ok := c.choice(c.s.AskRight(), present.ReadBackRight)
	switch {
	case !ok:
		c.say("%s", "Nothing was recorded. v reads it back again.")
	case o.Value == "yes":
		if c.saved(c.s.Agree()) {
			c.say("%s", present.ReadBackAgreed)
		}
	default:
		c.corrected()
	}
}

// choice asks a question that is not a step. ok is false if the line is not one of the
// answers.
func (c *console) choice(ask string, options []conversation.Option) (o conversation.Option, ok bool) {
	c.wrap("", ask)
	for _, o := range options {
		c.say("  %s %s", o.Key, o.Label)
	}
	text, _ := c.read()
	return option(options, text)
}

// corrected records what the victim corrected.
func (c *console) corrected() {
	f := c.s.Correct()[0]
	c.wrap("", f.Prompt)
	text, ok := c.read()
	if !ok {
		return
	}
	if strings.TrimSpace(text) == "" {
		c.say("Nothing was recorded. v reads it back again.")
	} else if c.saved(f.Set(text)) {
		c.say("%s", present.ReadBackCorrected)
	}
}
