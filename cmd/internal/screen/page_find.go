package screen

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// finding is the page that finds a question by everyday words: the list narrows as they
// are typed, the best first. Nothing in it answers a question. Words that find nothing
// are kept, and offered as a note or an incident.
type finding struct {
	*picker
	m      *model
	before string // words that found nothing before the page opened
	kept   string // those and what is typed, as they are on disk

	words string // of the last search
	rows  []pick // what it found
}

// What can become of words that find nothing.
const (
	asNote     = "as a note"
	asIncident = "as an incident"
)

func newFinding(m *model) *finding {
	f := &finding{m: m, before: present.Unfound(m.s)}
	f.kept = f.before
	f.picker = newPicker(m.look, f.all(), f.goTo, func() {
		if m.keepPage() {
			m.toStep()
		}
	})
	f.find = f.search
	m.tell("", false)
	return f
}

// all returns everything in asking order, under the titles of its sections, after what
// can become of words that found nothing before.
func (f *finding) all() (rows []pick) {
	section := ""
	if f.before != "" {
		rows = f.offers("Found nothing before: " + termtext.Clean(f.before) + ": ")
	}
	for _, found := range present.Find(f.m.s, "") {
		if st := &found.Step; found.Command == nil && st.Section != section {
			section = st.Section
			rows = append(rows, pick{id: st.ID, text: "== " + termtext.Clean(section) + " =="})
		}
		rows = append(rows, f.rowOf(found, "   "))
	}
	return rows
}

func (f *finding) rowOf(found present.Found, lead string) pick {
	row := pick{id: found.Step.ID, text: lead + termtext.Clean(found.Says(f.m.s))}
	if found.Command != nil {
		row.command = found.Command.Key
	}
	return row
}

// search returns what the words find, or else what can become of them.
func (f *finding) search(words string) []pick {
	if words == f.words {
		return f.rows
	}
	f.words, f.rows = words, nil
	for _, found := range present.Find(f.m.s, words) {
		f.rows = append(f.rows, f.rowOf(found, ""))
	}
	if len(f.rows) > 0 {
		return f.rows
	}
	f.rows = f.offers("Nothing found: ")
	return f.rows
}

// offers returns what can become of words that find nothing.
func (f *finding) offers(lead string) []pick {
	where := "on this question"
	if f.m.step.Item < 0 {
		where = "in the story"
	}
	return []pick{
		{id: asNote, text: lead + "keep the words as a note " + where},
		{id: asIncident, text: lead + "add an incident (something else) with them as its note"},
	}
}

// unfound returns the words that found nothing, those of before first.
func (f *finding) unfound() string {
	words := strings.TrimSpace(f.filter)
	switch {
	case !f.nothingFound():
		return f.before
	case f.before == "":
		return words
	}
	return f.before + "\n" + words
}

// nothingFound reports whether words are typed that find nothing.
func (f *finding) nothingFound() bool {
	return strings.TrimSpace(f.filter) != "" && f.matches()[0].id == asNote
}

// goTo goes to what was picked.
func (f *finding) goTo(row pick) tea.Cmd {
	m := f.m
	if !m.keepPage() {
		return nil
	}
	words := f.unfound()
	switch {
	case row.id == asNote:
		says, err := present.UnfoundAsNote(m.s, words)
		if err != nil {
			m.notSaved()
			return nil
		}
		m.saved()
		return m.arrive(says)
	case row.id == asIncident:
		return f.incident(words)
	case row.command != "":
		m.toStep()
		if b := bindingOf(m.commands(), key(row.command)); b != nil {
			return b.do(key(row.command))
		}
		return nil
	}
	for _, st := range m.s.Askable() {
		if st.ID == row.id {
			m.backTo = ""
			m.s.Visit(st)
			return m.arrive("")
		}
	}
	return m.arrive("That question no longer applies.")
}

// incident begins an incident with the words as its note, and asks for the rest of it.
func (f *finding) incident(words string) tea.Cmd {
	m := f.m
	fields, ok, err := present.UnfoundAsIncident(m.s, words)
	switch {
	case err != nil:
		m.notSaved()
	case !ok:
		m.tell("The questionnaire has no such kind of incident. i adds one.", true)
	default:
		m.refresh()
		m.openEntry(&form{m: m, head: heads.Get()["incidents"], wrote: true}, fields)
		m.tell("Your words are kept as its note.", false)
	}
	return nil
}

func (f *finding) title() string { return "Find by everyday words" }

func (f *finding) unsaved() bool { return f.unfound() != f.kept }

func (f *finding) keep() error {
	words := f.unfound()
	err := present.KeepUnfound(f.m.s, words)
	if err == nil {
		f.kept = words
	}
	return err
}

// key returns the message of a key that writes one character.
func key(name string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)} }
