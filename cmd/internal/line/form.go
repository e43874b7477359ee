package line

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// add asks for a new entry of a list, field by field, and saves each. An empty line
// leaves a field empty. What is asked later, if at all, is left to more.
func (c *console) add(list string) {
	fields := c.s.Fields(list)
	e := onList{verb: "add", list: list, entry: len(c.s.Entries(list)) - 1}
	c.say("A new entry. An empty line leaves a field empty. < goes back. A single dot stops here.")
	wrote, _ := c.ask(e, fields, which(fields, func(f *conversation.Field) bool { return !f.Later }))
	c.finishAdding(e, wrote)
}

// which returns the places of the fields that keep is true of.
func which(fields []conversation.Field, keep func(*conversation.Field) bool) (places []int) {
	for k := range fields {
		if keep(&fields[k]) {
			places = append(places, k)
		}
	}
	return places
}

func all(fields []conversation.Field) []int {
	return which(fields, func(*conversation.Field) bool { return true })
}

// finishAdding says what a new entry holds, or removes it if nothing is recorded. What
// was typed and not recorded stays if the session ends there.
func (c *console) finishAdding(e onList, wrote bool) {
	kept := func() bool {
		return slices.ContainsFunc(c.s.Edit(e.list, e.entry), func(f conversation.Field) bool { return f.Typed != "" })
	}
	switch {
	case wrote:
		c.recorded(e)
	case c.err == nil || !kept():
		c.saved(c.s.Discard(e.list))
	}
}

// more asks for what is asked later, of the entry recorded last.
func (c *console) more() {
	if c.entry == nil {
		c.say("There is no incident to say more about. i adds one.")
		return
	}
	e := onList{verb: "edit", list: c.entry.list, entry: c.entry.entry}
	fields := c.s.Edit(e.list, e.entry)
	later := which(fields, func(f *conversation.Field) bool { return f.Later })
	if len(later) == 0 {
		c.say("There is no more to ask about it.")
		return
	}
	c.say("An empty line leaves a field as it is. < goes back. A single dot stops here.")
	c.ask(e, fields, later)
	c.recorded(e)
}

// ask asks for the fields of an entry at those places, one after the other. wrote
// reports whether anything was recorded, and left whether the person stopped on the way.
func (c *console) ask(e onList, fields []conversation.Field, places []int) (wrote, left bool) {
	for at := 0; at < len(places); {
		f := &fields[places[at]]
		before := f.Recorded
		switch c.field(e, places[at], f) {
		case stopped:
			return wrote, true
		case back:
			if at--; at < 0 {
				c.say("This is the first part.")
				at = 0
			}
		case answered:
			wrote = wrote || f.Recorded != before
			at++
		}
	}
	return wrote, false
}

// quick adds an incident from one line: when, what and where, with commas between. It
// asks again for a field whose text does not fit.
func (c *console) quick(text string) {
	e := onList{verb: "add", list: "incidents", entry: len(c.s.Entries("incidents"))}
	fields := c.s.Fields(e.list)
	when, what, parts := &fields[0], &fields[1], strings.SplitN(text, ",", 3)
	_, kind := option(what.Options, parts[0])
	switch {
	case when.InWords(parts[0]) != "":
	case len(parts) == 1 && !kind:
		c.say("Write when, what and where with commas between: i yesterday 9pm, keyed the car, outside work. i alone asks for each.")
		c.saved(c.s.Discard(e.list))
		return
	case len(parts) == 1:
		parts = []string{"", parts[0]}
	case kind || len(what.Find(parts[0])) > 0: // what before when
		parts[0], parts[1] = parts[1], parts[0]
	}
	var again []int
	for k := range fields[:3] {
		f := &fields[k]
		if k >= len(parts) && !f.Must || k < len(parts) && c.settles(e, k, f, strings.TrimSpace(parts[k])) {
			continue
		}
		again = append(again, k)
	}
	c.ask(e, fields, again)
	c.finishAdding(e, true)
}

// outcome is how asking for a field ended.
type outcome int

const (
	answered outcome = iota
	back
	stopped // by the person, or at the end of the input
)

// must returns what to say if a field that cannot be empty is left empty.
func (e onList) must() string {
	switch e.verb {
	case "override":
		return "This is required. A single dot leaves the level unchanged."
	case "edit":
		return "This is required."
	}
	return "This is required. A single dot leaves the entry out."
}

// field asks for field k until the answer fits.
func (c *console) field(e onList, k int, f *conversation.Field) outcome {
	recorded := present.Label(f.Options, f.Recorded)
	if f.InWords != nil && f.Recorded != "" {
		recorded = cmp.Or(f.InWords(f.Recorded), recorded)
	}
	c.wrap("  Recorded: ", recorded)
	c.wrap("  Typed, not recorded: ", f.Typed)
	for {
		text, ok := c.typed(*f)
		switch {
		case !ok || text == ".":
			return stopped
		case strings.HasPrefix(strings.ToLower(text), "story "):
			c.story(strings.TrimSpace(text[len("story "):]))
		case text == "<":
			return back
		case strings.EqualFold(text, "q"):
			c.err = session.ErrStopped
			return stopped
		case c.settles(e, k, f, text):
			return answered
		}
	}
}

// typed shows a field with its options, and returns what was typed for it. ok is false
// if the input ended. Options that are found by words are many, so only a ? lists them.
func (c *console) typed(f conversation.Field) (text string, ok bool) {
	c.wrap("", f.Prompt)
	switch {
	case f.Find != nil:
		c.say("  Write it in your own words, or ? for the list.")
	default:
		c.offer(f.Options)
	}
	c.prompt()
	text, ok = c.read()
	return strings.TrimSpace(text), ok
}

// offer lists options, one a line.
func (c *console) offer(options []conversation.Option) {
	for _, o := range options {
		c.wrap(fmt.Sprintf("  %2s ", o.Key), o.Label)
	}
}

// settles reports whether the text answers field k or may leave it as it is. If not it
// says why, and the field must be asked again.
func (c *console) settles(e onList, k int, f *conversation.Field, text string) bool {
	switch {
	case c.keyed && f.Options != nil:
		c.say(notLetters)
		return false
	case text == "" && f.Must && f.Recorded == "":
		c.say("%s", e.must())
		return false
	case text == "?" && f.Find != nil:
		c.offer(f.Options)
		return false
	}
	return text == "" || c.fill(e, k, f, text)
}

// fill records what was typed for field k. It reports whether that fitted and was
// saved. If not it says why, and the field must be asked again.
func (c *console) fill(e onList, k int, f *conversation.Field, text string) bool {
	o, ok := option(f.Options, strings.ReplaceAll(text, " ", "_"))
	switch {
	case text == "-" && f.Recorded != "" && !f.Must:
		text = ""
	case f.Options != nil && !ok && f.Find != nil:
		return c.fillFound(e, k, f, text)
	case f.Options != nil && !ok:
		c.wrap("", "That is not one of the answers: "+text)
		return false
	case f.Options != nil:
		text = o.Value
	}
	if !c.set(f, text, f.Set(text)) {
		return false
	}
	if f.InWords != nil && text != "" { // a date can be written in many ways
		c.understood(e, k, cmp.Or(f.InWords(text), "not known"))
	}
	return true
}

// fillFound records the option that everyday words find. The words are kept if they say
// more than it.
func (c *console) fillFound(e onList, k int, f *conversation.Field, words string) bool {
	found := f.Find(words)
	if len(found) == 0 && f.Otherwise.Value != "" {
		found = []conversation.Option{f.Otherwise}
	}
	if len(found) == 0 {
		c.wrap("", "That is not one of the answers: "+words)
		return false
	}
	if !c.set(f, found[0].Value, f.Said(found[0].Value, words)) {
		return false
	}
	c.understood(e, k, found[0].Label)
	if len(found) > 1 {
		var others []string
		for _, o := range found[1:min(len(found), 4)] {
			others = append(others, o.Key+" "+o.Label)
		}
		c.wrap("  Or: ", strings.Join(others, "; ")+".")
	}
	return true
}

// set notes that a field holds a text, or says why it does not.
func (c *console) set(f *conversation.Field, text string, err error) bool {
	switch {
	case errors.Is(err, session.ErrNotSaved):
		return c.saved(err)
	case err != nil:
		c.say("%s.", err)
		if !f.Must { // so that it is not lost if the input ends here
			c.saved(c.s.Keep(f.At, text))
		}
		return false
	}
	f.Recorded = text
	return true
}

// understood reads back what was recorded in field k, which can be written in many ways.
func (c *console) understood(e onList, k int, what string) {
	c.wrap("  ", "Understood as "+what+". < changes it.")
	c.readBackIn = &readField{onList{verb: "edit", list: e.list, entry: e.entry}, k}
}

// readField is a field that was read back.
type readField struct {
	onList
	field int
}

// change asks again for the field that was read back last.
func (c *console) change() {
	d := *c.readBackIn
	fields := c.s.Edit(d.list, d.entry)
	if d.field >= len(fields) {
		c.say("There is nothing to change.")
		return
	}
	c.say("An empty line keeps it. - clears it.")
	c.ask(d.onList, fields, []int{d.field})
}
