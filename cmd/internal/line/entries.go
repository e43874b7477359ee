package line

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/cmd/internal/present"
)

// entryLists are the lists that commands can name.
var entryLists = []string{"incidents", "orders", "triggers", "absences", "decisions", "advice", "actions", "elsewhere", "accounts", "evidence", "updates"}

// onList is a command on a list or one of its entries: "list", "edit 2", "remove
// orders 1". The verbs "add" and "override" are set only by the program, and an
// override has no list.
type onList struct {
	verb, list string
	entry      int // from 0
}

// entryCommand parses a command on a list. ok is false for any other words, which may
// be part of an account.
func entryCommand(text string) (e onList, ok bool) {
	words := strings.Fields(strings.ToLower(text))
	if len(words) == 0 {
		return e, false
	}
	e, words = onList{verb: words[0], list: "incidents"}, words[1:]
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

// onEntry runs a command on a list.
func (c *console) onEntry(e onList) {
	entries := c.s.Entries(e.list)
	switch {
	case e.verb == "list":
		c.listed(e.list, len(entries))
		return
	case e.entry < 0 || e.entry >= len(entries):
		c.say("No entry has that number. list %s shows the numbers.", e.list)
		return
	}
	c.wrap("", entries[e.entry])
	if e.verb == "remove" {
		c.remove(e)
		return
	}
	c.say("An empty line keeps what is recorded. - clears a field. < goes back. A single dot stops here.")
	fields := c.s.Edit(e.list, e.entry)
	c.ask(e, fields, all(fields))
	c.recorded(e)
}

// someEntries is how many entries are shown unless all were asked for.
const someEntries = 10

// listed shows at most that many entries of a list.
func (c *console) listed(list string, most int) {
	entries := c.s.Entries(list)
	if len(entries) == 0 {
		c.say("The list of %s is empty.", list)
		return
	}
	c.say("%s (%d)", present.Capital(list), len(entries))
	for i, e := range entries[:min(most, len(entries))] {
		c.wrap(fmt.Sprintf("  %2d ", i+1), e)
	}
	c.say("  edit 1 changes entry 1, remove 1 removes it. For another list: edit orders 1")
	if more := len(entries) - most; more > 0 {
		c.say("  and %d more: list %s shows them all.", more, list)
	}
}

// remove asks for a yes, then removes an entry.
func (c *console) remove(e onList) {
	c.say("Remove this entry? This cannot be undone. y removes it, anything else keeps it.")
	c.prompt()
	text, ok := c.read()
	if !ok {
		return
	}
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "y", "yes":
		c.readBackIn, c.entry = nil, nil // the entries after it have other numbers now
		if c.saved(c.s.Remove(e.list, e.entry)) {
			c.say("Removed. %d left.", len(c.s.Entries(e.list)))
			c.status()
		}
	default:
		c.say("Kept.")
	}
}

// recorded says what an entry holds now.
func (c *console) recorded(e onList) {
	if c.err != nil {
		return
	}
	if fields := c.s.Edit(e.list, e.entry); fields != nil && !c.saved(c.s.EndForm(fields[0].At)) {
		return
	}
	says := "Recorded."
	if entries := c.s.Entries(e.list); e.entry >= 0 && e.entry < len(entries) {
		says = "Recorded: " + entries[e.entry] + "."
	}
	c.wrap("", says)
	if c.entry = &e; e.list == "incidents" && e.verb == "add" {
		c.say("  more adds how it reached them, who saw it and what they kept.")
	}
	c.status()
}
