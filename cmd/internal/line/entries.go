package line

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/session"
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
func entryCommand(text string) (c onList, ok bool) {
	words := strings.Fields(strings.ToLower(text))
	c = onList{verb: words[0], list: "incidents", entry: -1}
	words = words[1:]
	if len(words) > 0 && slices.Contains(entryLists, words[0]) {
		c.list, words = words[0], words[1:]
	}
	if c.verb == "list" {
		return c, len(words) == 0
	}
	if len(words) != 1 {
		return c, false
	}
	n, err := strconv.Atoi(words[0])
	c.entry = n - 1
	return c, err == nil
}

// onEntry does what a command on a list says.
func (l *Line) onEntry(c onList) error {
	entries := l.s.Entries(c.list)
	if c.verb != "list" && (c.entry < 0 || c.entry >= len(entries)) {
		l.say("There is no such entry. list %s shows them with their numbers.", c.list)
		return nil
	}
	switch c.verb {
	case "edit":
		return l.edit(c, entries[c.entry])
	case "remove":
		return l.remove(c, entries[c.entry])
	}
	l.listed(c.list, entries)
	return nil
}

// someEntries is how many entries of a list are shown where all were not asked
// for.
const someEntries = 10

// some shows the first entries of a list, if there are any.
func (l *Line) some(list string) {
	entries := l.s.Entries(list)
	if len(entries) == 0 {
		return
	}
	l.listed(list, entries[:min(len(entries), someEntries)])
	if n := len(entries) - someEntries; n > 0 {
		l.say("  and %d more: list %s shows them all.", n, list)
	}
}

// listed shows the entries of a list.
func (l *Line) listed(list string, entries []string) {
	if len(entries) == 0 {
		l.say("Nothing stands in the list of %s.", list)
		return
	}
	l.say("%s (%d)", strings.ToUpper(list[:1])+list[1:], len(l.s.Entries(list)))
	for i, e := range entries {
		l.wrap(fmt.Sprintf("  %2d ", i+1), clean(e))
	}
	l.say("  edit 1 changes one, remove 1 takes one away (of another list: edit orders 1).")
}

// edit goes through the fields of an entry, each saved as it comes.
func (l *Line) edit(c onList, says string) error {
	l.wrap("", clean(says))
	l.say("An empty line keeps what is recorded, - empties a field, a single dot ends it here.")
	for k := range l.s.Edit(c.list, c.entry) {
		f := l.s.Edit(c.list, c.entry)[k]
		if f.Recorded != "" {
			l.wrap("  Recorded: ", clean(f.Recorded))
		}
		done, err := l.field(form{list: c.list, entry: c.entry, field: k, edits: true}, f.Field)
		if err != nil {
			return err
		}
		if done {
			break
		}
	}
	l.recorded(c.list, c.entry)
	return nil
}

// remove takes an entry away on a clear yes.
func (l *Line) remove(c onList, says string) error {
	l.wrap("", clean(says))
	l.say("Take this away? It cannot be brought back. y takes it away; anything else keeps it.")
	l.prompt()
	text, err := l.read()
	if err != nil {
		return err
	}
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "y", "yes":
		if err := l.s.Remove(c.list, c.entry); err != nil {
			return l.saved(err)
		}
		l.say("Taken away. %d left.", len(l.s.Entries(c.list)))
		l.status()
	default:
		l.say("Kept.")
	}
	return nil
}

// entry fills in a new entry of a list, field by field, each saved as it comes.
// An empty line leaves a field empty, which is not an answer: the field is then
// not known.
func (l *Line) entry(list string) error {
	fields := l.s.Fields(list)
	at := len(l.s.Entries(list)) - 1
	l.say("A new entry. An empty line leaves a field empty; a single dot ends it here.")
	for k, f := range fields {
		done, err := l.field(form{list: list, entry: at, field: k, must: k == 0}, f)
		if err != nil || done {
			if k == 0 {
				if discarded := l.s.Discard(list); err == nil {
					err = l.saved(discarded)
				}
				return err
			}
			if err != nil {
				return err
			}
			break
		}
	}
	l.recorded(list, at)
	return nil
}

// quick adds an incident in one line: its fields in the order in which they are
// asked, with commas between. What does not fit is asked.
func (l *Line) quick(text string) error {
	const list = "incidents"
	fields := l.s.Fields(list)
	at := len(l.s.Entries(list)) - 1
	given := strings.SplitN(text, ",", len(fields)) // the note may have commas
	if _, ok := option(fields[0].Options, given[0]); !ok {
		l.say("Begin with what kind it was: its number, or a word such as visit or message. i alone asks for each part.")
		return l.saved(l.s.Discard(list))
	}
	for k, part := range given {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		again, err := l.fill(form{list: list, entry: at, field: k}, fields[k], part)
		if err == nil && again {
			var done bool
			if done, err = l.field(form{list: list, entry: at, field: k, must: k == 0}, fields[k]); done {
				break
			}
		}
		if err != nil {
			return err
		}
	}
	l.recorded(list, at)
	return nil
}

// recorded says what an entry holds now.
func (l *Line) recorded(list string, at int) {
	if entries := l.s.Entries(list); at >= 0 && at < len(entries) {
		l.wrap("Recorded: ", clean(entries[at])+".")
	} else {
		l.say("Recorded.")
	}
	l.status()
}

// form is a field that is being filled in, and of which entry.
type form struct {
	list         string
	entry, field int
	must         bool // it may not be left empty
	edits        bool // of an entry that was there before
}

// field reads one field; done says that the person has had enough.
func (l *Line) field(at form, f conversation.Field) (done bool, err error) {
	for {
		l.wrap("", f.Prompt)
		for _, o := range f.Options {
			l.wrap(fmt.Sprintf("  %2s ", o.Key), o.Label)
		}
		l.prompt()
		text, err := l.read()
		if err != nil {
			return false, err
		}
		text = strings.TrimSpace(text)
		switch {
		case text == ".":
			return true, nil
		case strings.EqualFold(text, "q"):
			return true, session.ErrStopped
		case text == "" && at.must:
			l.say("This one is needed; a single dot leaves the entry out.")
			continue
		case text == "":
			return false, nil
		}
		again, err := l.fill(at, f, text)
		if err != nil || !again {
			return false, err
		}
	}
}

// fill records what was typed for a field; again says that it has to be asked
// again, and why has been told.
func (l *Line) fill(at form, f conversation.Field, text string) (again bool, err error) {
	switch o, ok := option(f.Options, strings.ReplaceAll(text, " ", "_")); {
	case at.edits && text == "-":
		text = ""
	case f.Options != nil && !ok:
		l.say("That is none of them: %s", clean(text))
		return true, nil
	case f.Options != nil:
		text = o.Value
	}
	wrong, err := l.s.Fill(f, text)
	switch {
	case err != nil:
		return true, l.saved(err)
	case wrong != nil:
		l.say("%s.", wrong)
		return true, nil
	}
	if f.ID == "at" {
		if now := l.s.Edit(at.list, at.entry); len(now) > at.field && now[at.field].Recorded != text && text != "" {
			l.say("  Understood as %s.", cmp.Or(now[at.field].Recorded, "not known"))
		}
	}
	return false, nil
}

// prompt shows that a line is awaited.
func (l *Line) prompt() {
	if l.failed == nil {
		_, l.failed = fmt.Fprint(l.out, "> ")
	}
}
