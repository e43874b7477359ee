package line

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// entryLists are the lists that commands can name.
var entryLists = []string{"incidents", "orders", "triggers", "absences", "decisions", "advice", "actions"}

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
	c.say("An empty line keeps what is recorded. - clears a field. A single dot stops here.")
	for k, f := range c.s.Edit(e.list, e.entry) {
		if c.field(e, k, f) {
			break
		}
	}
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
		c.dated = nil // the entries after it have other numbers now
		if c.saved(c.s.Remove(e.list, e.entry)) {
			c.say("Removed. %d left.", len(c.s.Entries(e.list)))
			c.status()
		}
	default:
		c.say("Kept.")
	}
}

// add asks for a new entry of a list, field by field, and saves each. An empty line
// leaves a field empty.
func (c *console) add(list string) {
	fields := c.s.Fields(list)
	e := onList{verb: "add", list: list, entry: len(c.s.Entries(list)) - 1}
	c.say("A new entry. An empty line leaves a field empty. A single dot stops here.")
	for k, f := range fields {
		if !c.field(e, k, f) {
			continue
		}
		if k == 0 {
			c.saved(c.s.Discard(list))
			return
		}
		break
	}
	c.recorded(e)
}

// quick adds an incident from one line: its fields in the order they are asked,
// separated by commas. It asks again for a field whose text does not fit.
func (c *console) quick(text string) {
	e := onList{verb: "add", list: "incidents", entry: len(c.s.Entries("incidents"))}
	fields := c.s.Fields(e.list)
	given := strings.SplitN(text, ",", len(fields)) // the note comes last and may have commas
	if _, ok := option(fields[0].Options, given[0]); !ok {
		c.say("Start with the kind: its number, or a word such as visit or message. i alone asks for each part.")
		c.saved(c.s.Discard(e.list))
		return
	}
	var again []int
	for k, part := range given {
		if part = strings.TrimSpace(part); part != "" && !c.fill(e, k, fields[k], part) {
			again = append(again, k)
		}
	}
	for _, k := range again {
		if c.field(e, k, fields[k]) {
			break
		}
	}
	c.recorded(e)
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
	c.status()
}

// must returns what to say if field k is left empty, or "" if it is optional.
func (e onList) must(k int) string {
	switch {
	case e.verb == "override":
		return "This is required. A single dot leaves the level unchanged."
	case e.verb == "add" && k == 0:
		return "This is required. A single dot leaves the entry out."
	}
	return ""
}

// field asks for field k until the answer fits. done reports that the person stopped
// there or the input ended.
func (c *console) field(e onList, k int, f conversation.Field) (done bool) {
	if e.verb != "add" {
		c.wrap("  Recorded: ", f.Recorded)
		c.wrap("  Typed, not recorded: ", f.Typed)
	}
	for {
		text, ok := c.typed(f)
		switch {
		case !ok || text == ".":
			return true
		case strings.HasPrefix(strings.ToLower(text), "story "):
			c.story(strings.TrimSpace(text[len("story "):]))
		case text == "<" && c.dated != nil:
			c.redate()
			if c.err != nil {
				return true
			}
		case strings.EqualFold(text, "q"):
			c.err = session.ErrStopped
			return true
		case c.settles(e, k, f, text):
			return false
		}
	}
}

// typed shows a field with its options, and returns what was typed for it. ok is false
// if the input ended.
func (c *console) typed(f conversation.Field) (text string, ok bool) {
	c.wrap("", f.Prompt)
	for _, o := range f.Options {
		c.wrap(fmt.Sprintf("  %2s ", o.Key), o.Label)
	}
	c.prompt()
	text, ok = c.read()
	return strings.TrimSpace(text), ok
}

// settles reports whether the text answers field k or may leave it as it is. If not it
// says why, and the field must be asked again.
func (c *console) settles(e onList, k int, f conversation.Field, text string) bool {
	switch {
	case c.keyed && f.Options != nil:
		c.say(notLetters)
		return false
	case text == "" && e.must(k) != "" && f.Recorded == "":
		c.say("%s", e.must(k))
		return false
	}
	return text == "" || c.fill(e, k, f, text)
}

// fill records what was typed for field k. It reports whether that fitted and was
// saved. If not it says why, and the field must be asked again.
func (c *console) fill(e onList, k int, f conversation.Field, text string) bool {
	switch o, ok := option(f.Options, strings.ReplaceAll(text, " ", "_")); {
	case e.verb == "edit" && text == "-":
		text = ""
	case f.Options != nil && !ok:
		c.wrap("", "That is not one of the answers: "+text)
		return false
	case f.Options != nil:
		text = o.Value
	}
	switch err := f.Set(text); {
	case errors.Is(err, session.ErrNotSaved):
		return c.saved(err)
	case err != nil:
		c.say("%s.", err)
		if e.must(k) == "" { // so that it is not lost if the input ends here
			c.saved(c.s.Keep(f.At, text))
		}
		return false
	}
	if f.InWords != nil && text != "" { // a date can be written in many ways
		c.say("  Understood as %s. < changes it.", cmp.Or(f.InWords(text), "not known"))
		c.dated = &dated{onList{verb: "edit", list: e.list, entry: e.entry}, k}
	}
	return true
}

// dated is a field that holds a date.
type dated struct {
	onList
	field int
}

// redate asks again for the date that was recorded last.
func (c *console) redate() {
	d := *c.dated
	fields := c.s.Edit(d.list, d.entry)
	if d.field >= len(fields) {
		c.say("There is no date to change.")
		return
	}
	c.say("An empty line keeps it. - clears it.")
	c.field(d.onList, d.field, fields[d.field])
}
