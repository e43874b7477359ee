package screen

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
	"stalkrisk/assess/compare"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// newFind returns a page that goes to any item of either questionnaire.
func newFind(m *explorer) *picker {
	var rows []pick
	var texts []conversation.Findable
	for _, l := range m.lists {
		for _, x := range l.now {
			it := &l.in.Items[x.Item]
			rows = append(rows, pick{id: it.ID, text: l.name + "  " + termtext.Clean(it.Topic), more: l.in.ID + "." + it.ID + " " + termtext.Clean(x.Section)})
			texts = append(texts, conversation.Findable{Words: append([]string{it.ID}, it.Words...), Topic: it.Topic, Prompt: it.Prompt, Help: it.Help})
		}
	}
	p := newPicker(m.look, rows, func(row pick) tea.Cmd {
		instrument, _, _ := strings.Cut(row.more, ".")
		m.close()
		m.show(instrument, row.id)
		return nil
	}, m.close)
	p.find = func(words string) (found []pick) {
		for _, i := range conversation.Search(words, texts) {
			found = append(found, rows[i])
		}
		return found
	}
	return p
}

// behind shows what lies behind the level, and what the tried answers moved. The smallest
// change has a key of its own there.
type behind struct {
	reading
	m *explorer
}

func newBehind(m *explorer) *behind {
	return &behind{m: m, reading: reading{back: m.close, lines: func(w int) []string {
		var all []present.Remark
		if len(m.ex.Tried()) > 0 {
			all = append(all, present.Remark{Lead: "Since the recorded answers: ", Text: compare.MovedSays(&m.ex.Was, &m.ex.Is)})
		}
		return leads(append(all, present.LevelInDetail(m.now, &m.ex.Is)...), w)
	}}}
}

func (p *behind) keys() []binding {
	return append([]binding{{on: "m", does: "smallest change", do: then(func() { p.m.open(newSmallest(p.m)) })}}, p.reading.keys()...)
}

// smallestPage lists the smallest changes that raise and lower the level, and can
// try one.
type smallestPage struct {
	m    *explorer
	both [2]compare.Smallest
	ways []compare.Way // of both directions
	at   int           // the chosen way; -1 if none
	top  int
}

func newSmallest(m *explorer) *smallestPage {
	now := m.ex.Now
	both := [2]compare.Smallest{now.Smallest(compare.Higher), now.Smallest(compare.Lower)}
	return &smallestPage{m: m, both: both, ways: slices.Concat(both[0].Ways, both[1].Ways), at: -1}
}

func (p *smallestPage) keys() []binding {
	return append(moves("choose", 10, len(p.ways), func(by int) { p.at = min(max(0, p.at+by), len(p.ways)-1) }),
		binding{on: "enter", does: "try it", do: then(func() {
			if p.at >= 0 {
				p.take(p.ways[p.at])
			}
		})},
		binding{on: "esc left backspace", does: "back", do: then(p.m.close)})
}

func (p *smallestPage) other(tea.KeyMsg) tea.Cmd { return nil }

// take tries a way and marks its first item.
func (p *smallestPage) take(way compare.Way) {
	m := p.m
	var tries []compare.Try
	var says []string
	for _, t := range way.Tries {
		tries = append(tries, t.Try)
		says = append(says, tried(t.Topic, t.Before, t.Answer))
	}
	m.page = nil
	m.step(strings.Join(says, "; ")+".", func() bool { return m.ex.Try(tries...) }, "")
	m.show(tries[0].Instrument, tries[0].Item)
}

// body shows a summary of both directions, which does not scroll, and the ways below.
func (p *smallestPage) body(w, h int) []string {
	var out, rows []string
	for _, s := range p.both {
		verb := "raise"
		if s.Direction == compare.Lower {
			verb = "lower"
		}
		out = append(out, painted(p.m.look.strong, termtext.Wrap(strings.ToUpper(verb)+": "+smallestSays(&s), w))...)
		for _, way := range s.Ways {
			rows = append(rows, verb+" to "+assess.LevelWord(way.To)+": "+waySays(way))
		}
	}
	out = append(out, termtext.Wrap("This is about the rules: a changed answer does not mean the danger has passed.", w)...)
	if h > 12 {
		out = append(out, "")
	}
	return append(out, choices(p.m.look, rows, p.at, h, w, &p.top, max(1, h-len(out)))...)
}

// smallestSays returns how many answers the change takes, and in how many ways it
// can be made.
func smallestSays(s *compare.Smallest) string {
	if s.None != "" {
		return "no change, since " + s.None.Says(s.Direction) + "."
	}
	out := fmt.Sprintf("from %s, %s; %s.", strings.ToUpper(s.From), present.Count(s.Changed, "answer", "answers"), present.Count(s.Found, "way", "ways"))
	if more := s.Found - len(s.Ways); more > 0 {
		out = strings.TrimSuffix(out, ".") + fmt.Sprintf(", the first %d shown.", len(s.Ways))
	}
	return out
}

func waySays(way compare.Way) string {
	var out []string
	for _, t := range way.Tries {
		out = append(out, tried(t.Topic, t.Before, t.Answer))
	}
	return strings.Join(out, "; ")
}

// saveAs asks for the file name of a variant.
func (m *explorer) saveAs() {
	if len(m.ex.Tried()) == 0 {
		m.tell("Nothing has been changed, so there is nothing to save.", false)
		return
	}
	m.open(&saveAs{m, newEditor(m.o.Name, true)})
}

type saveAs struct {
	m    *explorer
	name *editor
}

func (p *saveAs) keys() []binding {
	return []binding{{on: "enter", does: "save", do: then(p.save)}, {on: "esc", does: "back, without saving", do: then(func() {
		p.m.close()
		p.m.tell("Nothing was saved.", false)
	})}}
}

func (p *saveAs) other(k tea.KeyMsg) tea.Cmd {
	p.name.press(k)
	return nil
}

func (p *saveAs) save() {
	m := p.m
	name := strings.TrimSpace(p.name.value)
	if name == "" {
		m.tell("! Write a name for the new file, or press Esc.", true)
		return
	}
	if err := m.ex.Save(name); err != nil {
		m.tell("! Not saved: "+err.Error(), true)
		return
	}
	m.close()
	m.tell("Saved, and marked as a what-if: "+name, false)
}

func (p *saveAs) body(w, h int) []string {
	out := append(painted(p.m.look.strong, termtext.Wrap("Save the changes in a new file. File name:", w)), p.name.view(w, 4)...)
	more := termtext.Wrap("The new file is a draft with its own id. Its case reference begins with \"what-if\", so nobody mistakes it for the case. Existing files are never replaced.", w)
	return few(append(append(out, ""), more...), h, w)
}

// newExplorerHelp returns the help page: the marked question, why it is asked, and
// the keys.
func newExplorerHelp(m *explorer) *reading {
	keys := m.keys()
	return &reading{back: m.close, lines: func(w int) []string {
		_, _, it := m.marked()
		out := append(painted(m.look.strong, termtext.Wrap(it.Prompt, w)), "")
		out = append(out, paragraphs([]present.Remark{{Lead: "Why it is asked: ", Text: it.Why}}, w)...)
		out = append(out, optionLines(&conversation.Step{Options: conversation.ItemOptions(it)}, " | ", w)...)
		out = append(out, helpLines(keys, w)...)
		out = append(out, termtext.Wrap("* changed | -> before and after | (in brackets) does not apply", w)...)
		return append(append(out, ""), paragraphs([]present.Remark{{Text: "The file is never changed, and nothing is saved unless you ask. A changed answer does not mean the danger has passed. Levels are the project's own and are not validated against outcomes."}}, w)...)
	}}
}
