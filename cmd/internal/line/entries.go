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
	entry      int // from 0; -1 for the whole list
}

// entryCommand reads such a command; ok is false for any other words, which may
// be somebody's account.
func entryCommand(text string) (e onList, ok bool) {
	words := strings.Fields(strings.ToLower(text))
	e = onList{verb: words[0], list: "incidents", entry: -1}
	if !slices.Contains([]string{"list", "edit", "remove"}, e.verb) {
		return e, false
	}
	words = words[1:]
	if len(words) > 0 && slices.Contains(entryLists, words[0]) {
		e.list, words = words[0], words[1:]
	}
	if e.verb == "list" {
		return e, len(words) == 0
	}
	if len(words) != 1 {
		return e, false
	}
	n, err := strconv.Atoi(words[0])
	e.entry = n - 1
	return e, err == nil
}

// onEntry does what a command on a list says.
func (c *console) onEntry(e onList) error {
	entries := c.s.Entries(e.list)
	if e.verb != "list" && (e.entry < 0 || e.entry >= len(entries)) {
		c.say("There is no such entry. list %s shows them with their numbers.", e.list)
		return nil
	}
	switch e.verb {
	case "edit":
		return c.edit(e, entries[e.entry])
	case "remove":
		return c.remove(e, entries[e.entry])
	}
	c.listed(e.list, entries)
	return nil
}

// someEntries is how many entries of a list are shown where all were not asked
// for.
const someEntries = 10

// some shows the first entries of a list, if there are any.
func (c *console) some(list string) {
	entries := c.s.Entries(list)
	if len(entries) == 0 {
		return
	}
	c.listed(list, entries[:min(len(entries), someEntries)])
	if n := len(entries) - someEntries; n > 0 {
		c.say("  and %d more: list %s shows them all.", n, list)
	}
}

// listed shows the entries of a list.
func (c *console) listed(list string, entries []string) {
	if len(entries) == 0 {
		c.say("The list of %s is empty.", list)
		return
	}
	c.say("%s (%d)", strings.ToUpper(list[:1])+list[1:], len(c.s.Entries(list)))
	for i, e := range entries {
		c.wrap(fmt.Sprintf("  %2d ", i+1), termtext.Clean(e))
	}
	c.say("  edit 1 changes one, remove 1 removes one (of another list: edit orders 1).")
}

// edit goes through the fields of an entry, each saved as it comes.
func (c *console) edit(e onList, says string) error {
	c.wrap("", termtext.Clean(says))
	c.say("An empty line keeps what is recorded, - empties a field, a single dot ends it here.")
	for k, f := range c.s.Edit(e.list, e.entry) {
		if f.Recorded != "" {
			c.wrap("  Recorded: ", termtext.Clean(f.Recorded))
		}
		done, err := c.field(c.entryField(e.list, e.entry, k, f, true))
		if err != nil {
			return err
		}
		if done {
			break
		}
	}
	c.recorded(e.list, e.entry)
	return nil
}

// remove removes an entry on a clear yes.
func (c *console) remove(e onList, says string) error {
	c.wrap("", termtext.Clean(says))
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
	at := len(c.s.Entries(list)) - 1
	c.say("A new entry. An empty line leaves a field empty; a single dot ends it here.")
	for k, f := range fields {
		done, err := c.field(c.entryField(list, at, k, f, false))
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
	c.recorded(list, at)
	return nil
}

// quick adds an incident in one line: its fields in the order in which they are
// asked, with commas between. What does not fit is asked.
func (c *console) quick(text string) error {
	const list = "incidents"
	fields := c.s.Fields(list)
	at := len(c.s.Entries(list)) - 1
	given := strings.SplitN(text, ",", len(fields)) // the note may have commas
	if _, ok := option(fields[0].Options, given[0]); !ok {
		c.say("Begin with what kind it was: its number, or a word such as visit or message. i alone asks for each part.")
		return c.saved(c.s.Discard(list))
	}
	for k, part := range given {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		f := c.entryField(list, at, k, fields[k], false)
		again, err := c.fill(f, part)
		if err == nil && again {
			var done bool
			if done, err = c.field(f); done {
				break
			}
		}
		if err != nil {
			return err
		}
	}
	c.recorded(list, at)
	return nil
}

// recorded says what an entry holds now.
func (c *console) recorded(list string, at int) {
	if entries := c.s.Entries(list); at >= 0 && at < len(entries) {
		c.wrap("Recorded: ", termtext.Clean(entries[at])+".")
	} else {
		c.say("Recorded.")
	}
	c.status()
}
