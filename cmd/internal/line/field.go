package line

import (
	"cmp"
	"strings"

	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/session"
)

// field is one thing to fill in: of an entry in a list, or of an override.
type field struct {
	conversation.Field
	must     string // what to say if it is left empty; "" if it may be
	canEmpty bool   // "-" empties it
	set      func(text string) (wrong, err error)
	recorded func() string // what the field holds now; nil if that is not said
}

// entryField returns field k of an entry. Of a new entry, the first is needed.
func (c *console) entryField(e onList, k int, f conversation.Field, edits bool) field {
	out := field{Field: f, canEmpty: edits, set: func(text string) (wrong, err error) { return c.s.Fill(f, text) }}
	if k == 0 && !edits {
		out.must = "This one is needed; a single dot leaves the entry out."
	}
	if f.ID == "at" { // a day may be written in many ways
		out.recorded = func() string {
			if now := c.s.Edit(e.list, e.entry); len(now) > k {
				return now[k].Recorded
			}
			return ""
		}
	}
	return out
}

// field reads one field; done says that the person has had enough.
func (c *console) field(f field) (done bool, err error) {
	for {
		c.wrap("", f.Prompt)
		for _, o := range f.Options {
			c.wrap("  "+strings.Repeat(" ", max(0, 2-len(o.Key)))+o.Key+" ", o.Label)
		}
		c.prompt()
		text, err := c.read()
		if err != nil {
			return false, err
		}
		text = strings.TrimSpace(text)
		switch {
		case text == ".":
			return true, nil
		case strings.EqualFold(text, "q"):
			return true, session.ErrStopped
		case text == "" && f.must != "":
			c.say("%s", f.must)
			continue
		case text == "":
			return false, nil
		}
		again, err := c.fill(f, text)
		if err != nil || !again {
			return false, err
		}
	}
}

// fill records what was typed for a field; again says that it has to be asked
// again, and that the reason has been given.
func (c *console) fill(f field, text string) (again bool, err error) {
	switch o, ok := option(f.Options, strings.ReplaceAll(text, " ", "_")); {
	case f.canEmpty && text == "-":
		text = ""
	case f.Options != nil && !ok:
		c.say("That is not one of them: %s", termtext.Clean(text))
		return true, nil
	case f.Options != nil:
		text = o.Value
	}
	wrong, err := f.set(text)
	switch {
	case err != nil:
		if err = c.saved(err); err != nil {
			return false, err
		}
		return true, nil
	case wrong != nil:
		c.say("%s.", wrong)
		return true, nil
	}
	if f.recorded != nil && text != "" && f.recorded() != text {
		c.say("  Understood as %s.", cmp.Or(f.recorded(), "not known"))
	}
	return false, nil
}
