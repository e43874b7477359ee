package line

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess/termtext"
)

// entryLists are the lists that line mode's commands can name.
var entryLists = []string{"incidents", "orders", "triggers", "absences", "decisions", "advice", "actions"}

// onList is a command on a list or on one of its entries: "list", "edit 2",
// "remove orders 1".
type onList struct {
	verb, list string
	entry      int // from 0
}

// entryCommand reads such a command; ok is false for any other words, which may
// be somebody's account.
func entryCommand(text string) (e onList, ok bool) {
	words := strings.Fields(strings.ToLower(text))
	e = onList{verb: words[0], list: "incidents"}
	words = words[1:]
	if len(words) > 0 && slices.Contains(entryLists, words[0]) {
		e.list, words = words[0], words[1:]
	}
	switch {
	case e.verb == "list":
		return e, len(words) == 0
	case e.verb != "edit" && e.verb != "remove" || len(words) != 1:
		return e, false
	}
	n, err := strconv.Atoi(words[0])
	e.entry = n - 1
	return e, err == nil
}

// onEntry does what a command on a list says.
func (c *console) onEntry(e onList) error {
	entries := c.s.Entries(e.list)
	switch {
	case e.verb == "list":
		c.listed(e.list, len(entries))
		return nil
	case e.entry < 0 || e.entry >= len(entries):
		c.say("There is no such entry. list %s shows them with their numbers.", e.list)
		return nil
	}
	c.wrap("", termtext.Clean(entries[e.entry]))
	if e.verb == "edit" {
		return c.edit(e)
	}
	return c.remove(e)
}

// someEntries is how many entries of a list are shown where not all were asked
// for.
const someEntries = 10

// listed shows at most so many entries of a list.
func (c *console) listed(list string, most int) {
	entries := c.s.Entries(list)
	if len(entries) == 0 {
		c.say("The list of %s is empty.", list)
		return
	}
	c.say("%s (%d)", strings.ToUpper(list[:1])+list[1:], len(entries))
	for i, e := range entries[:min(most, len(entries))] {
		c.wrap(fmt.Sprintf("  %2d ", i+1), termtext.Clean(e))
	}
	c.say("  edit 1 changes one, remove 1 removes one (of another list: edit orders 1).")
	if more := len(entries) - most; more > 0 {
		c.say("  and %d more: list %s shows them all.", more, list)
	}
}

// edit goes through the fields of an entry, each saved as it comes.
func (c *console) edit(e onList) error {
	c.say("An empty line keeps what is recorded, - empties a field, a single dot ends it here.")
	for k, f := range c.s.Edit(e.list, e.entry) {
		c.wrap("  Recorded: ", termtext.Clean(f.Recorded))
		done, err := c.field(c.entryField(e, k, f, true))
		if err != nil {
			return err
		}
		if done {
			break
		}
	}
	c.recorded(e)
	return nil
}

// remove removes an entry on a clear yes.
func (c *console) remove(e onList) error {
	c.say("Remove this entry? It cannot be brought back. y removes it; anything else keeps it.")
	c.prompt()
	text, err := c.read()
	if err != nil {
		return err
	}
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "y", "yes":
		if err := c.s.Remove(e.list, e.entry); err != nil {
			return c.saved(err)
		}
		c.say("Removed. %d left.", len(c.s.Entries(e.list)))
		c.status()
	default:
		c.say("Kept.")
	}
	return nil
}

// add fills in a new entry of a list, field by field, each saved as it comes. An
// empty line leaves a field empty, which is not an answer: the field is then not
// known.
func (c *console) add(list string) error {
	fields := c.s.Fields(list)
	e := onList{list: list, entry: len(c.s.Entries(list)) - 1}
	c.say("A new entry. An empty line leaves a field empty; a single dot ends it here.")
	for k, f := range fields {
		done, err := c.field(c.entryField(e, k, f, false))
		if k == 0 && (done || err != nil) {
			if discarded := c.s.Discard(list); err == nil {
				err = c.saved(discarded)
			}
			return err
		}
		if err != nil {
			return err
		}
		if done {
			break
		}
	}
	c.recorded(e)
	return nil
}

// quick adds an incident in one line: its fields in the order in which they are
// asked, with commas between. What does not fit is asked.
func (c *console) quick(text string) error {
	e := onList{list: "incidents", entry: len(c.s.Entries("incidents"))}
	fields := c.s.Fields(e.list)
	given := strings.SplitN(text, ",", len(fields)) // the note may have commas
	if _, ok := option(fields[0].Options, given[0]); !ok {
		c.say("Begin with what kind it was: its number, or a word such as visit or message. i alone asks for each part.")
		return c.saved(c.s.Discard(e.list))
	}
	for k, part := range given {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		f := c.entryField(e, k, fields[k], false)
		again, err := c.fill(f, part)
		done := false
		if err == nil && again {
			done, err = c.field(f)
		}
		if err != nil {
			return err
		}
		if done {
			break
		}
	}
	c.recorded(e)
	return nil
}

// recorded says what an entry holds now.
func (c *console) recorded(e onList) {
	says := "Recorded."
	if entries := c.s.Entries(e.list); e.entry >= 0 && e.entry < len(entries) {
		says = "Recorded: " + termtext.Clean(entries[e.entry]) + "."
	}
	c.wrap("", says)
	c.status()
}
