package screen

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
)

// story is the pane in which the story is written while the page above it stays as it
// is. Every key but those that close it goes into the text, and nothing in it answers a
// question.
type story struct {
	m     *model
	ed    *editor
	kept  string // what is on disk
	next  bool   // the next letter begins a new line after what was there
	words bool   // it opened because somebody was writing at a question
	taken taken  // what that took back
	said  string // what the page said when it opened
	alarm bool
}

// storyKey opens the pane on every page but that of the account itself.
func (m *model) storyKey() binding {
	return binding{on: "tab", does: "story", help: "write the story while the question stays", do: func(tea.KeyMsg) tea.Cmd {
		if m.o.Now().Sub(m.pressed) < readable { // part of a paste that the terminal does not mark
			m.tell("Too quick: not recorded. Press again.", true)
			return nil
		}
		m.openStory()
		return nil
	}}
}

// openStory opens the pane at the end of what is written.
func (m *model) openStory() *story {
	said, alarm := m.said, m.alarm
	m.keepPage()
	text := m.s.Account()
	m.story = &story{m: m, ed: newEditor(text, false), kept: text, next: text != "" && !strings.HasSuffix(text, "\n"), said: said, alarm: alarm}
	m.letters, m.urgent, m.typing = nil, false, true
	m.tell("", false)
	return m.story
}

// onAccount reports whether the page is that of the account, where the story is
// written anyway.
func (m *model) onAccount() bool {
	w, ok := m.page.(*writing)
	return ok && !w.note && w.st.ID == conversation.AccountStep
}

func (p *story) keys() []binding {
	return []binding{
		{on: "tab esc", does: "back", do: then(p.close)},
		{on: "ctrl+z", does: "undo", do: p.edit},
		{on: "f1", does: "help", do: then(func() {
			if p.close(); p.m.story == nil {
				p.m.page = newHelp(p.m)
			}
		})},
		saveAndStop,
	}
}

// close saves the story and gives the keys back to the page. Keys pressed at once after
// it were meant for the story.
func (p *story) close() {
	m := p.m
	if !m.keepPage() {
		return
	}
	m.story, m.letters, m.typing = nil, nil, false
	m.shown, m.moved = m.o.Now(), m.o.Now()
	m.refresh()
	if m.tell(p.said, p.alarm); p.words {
		m.tell(p.taken.back(), false)
	}
}

// edit passes a key to the text.
func (p *story) edit(k tea.KeyMsg) tea.Cmd {
	if p.next && (k.Type == tea.KeyRunes || k.Type == tea.KeySpace) && !k.Alt {
		p.insert(string(k.Runes))
	} else if p.ed.press(k) {
		p.m.tell("", false)
	}
	p.next = false
	p.m.tooLong()
	return nil
}

// insert adds text on a line of its own after what is written.
func (p *story) insert(text string) {
	if p.next {
		text, p.next = "\n"+text, false
	}
	p.ed.insert(text)
	p.m.tell("", false)
}

func (p *story) unsaved() bool { return p.ed.value != p.kept || p.taken.mark != nil }

func (p *story) keep() error {
	text := p.ed.value
	if err := p.taken.settle(p.m.s); err != nil {
		return err
	}
	if err := p.m.s.Story(text); err != nil {
		return err
	}
	p.kept = text
	return nil
}

// storyLines returns how many of h lines the pane takes: enough to see what was just
// written, and never so many that the question above is cut.
func storyLines(h int) int { return min(max(4, h/3), max(2, h-3), 10) }

// head names the pane, and says why it opened if nobody opened it.
func (p *story) head() string {
	if !p.words {
		return "── The story "
	}
	return "── The story: " + strings.TrimPrefix(p.taken.why(), "! ") + " Ctrl+Z removes them. "
}

// withStory returns the page, with the story below it while that is open.
func (m *model) withStory(w, h int) []string {
	if m.story == nil {
		return m.withAdvice(w, h)
	}
	n := storyLines(h)
	if q, is := m.page.(interface{ least(w int) int }); is {
		n = max(2, min(n, h-q.least(w)))
	}
	out := filled(m.withAdvice(w, h-n), h-n)[:h-n]
	head := painted(m.look.strong, few(termtext.Wrap(m.story.head(), w), n-2, w))
	head[len(head)-1] += " " + strings.Repeat("─", max(0, w-1-termtext.Width(head[len(head)-1])))
	return append(append(out, head...), m.story.ed.rows(w, n-len(head))...)
}
