package screen

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
	"stalkrisk/assess/compare"
)

// find goes to any item of either questionnaire.
type find struct {
	m *explorer
	p *picker
}

func newFind(m *explorer) *find {
	var rows []pick
	for _, l := range m.lists {
		for _, x := range l.now {
			it := &l.in.Items[x.Item]
			rows = append(rows, pick{id: it.ID, text: l.name + "  " + clean(it.Topic), more: l.in.ID + "." + it.ID + " " + clean(x.Section)})
		}
	}
	return &find{m, newPicker(rows)}
}

func (f *find) press(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyEsc {
		f.m.page = nil
		return nil
	}
	if row, ok := f.p.press(k); ok {
		instrument, _, _ := strings.Cut(row.more, ".")
		f.m.page = nil
		f.m.show(instrument, row.id)
	}
	return nil
}

func (f *find) body(w, h int) []string { return f.p.view(f.m.look, w, h) }

func (f *find) hints() []hint {
	return []hint{{"type", "to find"}, {"↑ ↓", "choose"}, {"Enter", "go there"}, {"Esc", "back"}}
}

// smallestPage shows the smallest change up and down, and tries one.
type smallestPage struct {
	m    *explorer
	both [2]compare.Smallest
	at   int // among the ways of both; -1 for none
	top  int
}

func newSmallest(m *explorer) *smallestPage {
	now := m.ex.Now()
	return &smallestPage{m: m, both: [2]compare.Smallest{now.Smallest(compare.Higher), now.Smallest(compare.Lower)}, at: -1}
}

func (p *smallestPage) ways() []compare.Way {
	return append(p.both[0].Ways[:len(p.both[0].Ways):len(p.both[0].Ways)], p.both[1].Ways...)
}

func (p *smallestPage) press(k tea.KeyMsg) tea.Cmd {
	m, ways := p.m, p.ways()
	switch k.Type {
	case tea.KeyUp:
		p.at = max(0, p.at-1)
	case tea.KeyDown:
		p.at++
	case tea.KeyPgUp:
		p.at = max(0, p.at-10)
	case tea.KeyPgDown:
		p.at += 10
	case tea.KeyEsc, tea.KeyLeft, tea.KeyBackspace:
		m.page = nil
	case tea.KeyEnter:
		if p.at >= 0 && p.at < len(ways) {
			p.take(ways[p.at])
		}
	}
	p.at = min(p.at, len(ways)-1)
	return nil
}

// take tries a way and marks the first item of it.
func (p *smallestPage) take(way compare.Way) {
	m := p.m
	var tries []compare.Try
	var says []string
	for _, t := range way.Tries {
		tries = append(tries, t.Try)
		says = append(says, fmt.Sprintf("%s: %s -> %s", t.Item, answerWord(t.Before), answerWord(t.Answer)))
	}
	m.page = nil
	m.step(strings.Join(says, "; ")+".", func() bool { return m.ex.Try(tries...) })
	m.show(tries[0].Instrument, tries[0].Item)
}

// body has what was found both ways always in view, and the ways below it.
func (p *smallestPage) body(w, h int) []string {
	var out, list []string
	marked, n := 0, 0
	for _, s := range p.both {
		head, verb := "RAISE", "raise"
		if s.Direction == compare.Lower {
			head, verb = "LOWER", "lower"
		}
		out = append(out, painted(p.m.look.strong, wrap(head+": "+smallestSays(&s), w))...)
		for _, way := range s.Ways {
			lead, style := "  ", p.m.look.plain
			if n == p.at {
				lead, style = "> ", p.m.look.chosen
				marked = len(list)
			}
			list = append(list, painted(style, wrapBehind(lead+verb+" to "+assess.LevelWord(way.To)+"  ", waySays(way), w))...)
			n++
		}
	}
	out = append(out, wrap("This is about the rules: an answer that is no longer yes takes no danger away.", w)...)
	if h > 12 {
		out = append(out, "")
	}
	h = max(1, h-len(out))
	p.top = scroll(p.top, marked, h, len(list))
	return append(out, list[p.top:min(len(list), p.top+h)]...)
}

// smallestSays says how small the change is, and in how many ways it can be made.
func smallestSays(s *compare.Smallest) string {
	if s.None != "" {
		return "no change, since " + s.None.Says(s.Direction) + "."
	}
	out := fmt.Sprintf("from %s, %s; %s.", strings.ToUpper(s.From), count(s.Changed, "answer", "answers"), count(s.Found, "way", "ways"))
	if more := s.Found - len(s.Ways); more > 0 {
		out = strings.TrimSuffix(out, ".") + fmt.Sprintf(", the first %d here.", len(s.Ways))
	}
	return out
}

func waySays(way compare.Way) string {
	var out []string
	for _, t := range way.Tries {
		out = append(out, fmt.Sprintf("%s: %s -> %s", clean(t.Topic), answerWord(t.Before), answerWord(t.Answer)))
	}
	return strings.Join(out, "; ")
}

func (p *smallestPage) hints() []hint {
	return []hint{{"↑ ↓", "choose"}, {"Enter", "try it"}, {"Esc", "back"}}
}

// saveAs asks for the name of a variant.
type saveAs struct {
	m    *explorer
	name *editor
}

func newSaveAs(m *explorer) *saveAs { return &saveAs{m, newEditor(m.o.Name, true)} }

func (p *saveAs) press(k tea.KeyMsg) tea.Cmd {
	m := p.m
	switch {
	case k.Type == tea.KeyEsc:
		m.page = nil
		m.tell("Nothing was saved.", false)
	case k.Type == tea.KeyEnter && !k.Paste:
		name := strings.TrimSpace(p.name.Value())
		if name == "" {
			m.tell("! Write a name for the new file, or press Esc.", true)
			return nil
		}
		if err := m.ex.Save(name); err != nil {
			m.tell("! Not saved: "+err.Error(), true)
			return nil
		}
		m.page = nil
		m.tell("Saved, and marked as a what-if: "+name, false)
	default:
		p.name.press(k)
	}
	return nil
}

func (p *saveAs) body(w, h int) []string {
	out := append(painted(p.m.look.strong, wrap("Save what is tried in a new file. Its name:", w)), p.name.view(w, 4)...)
	more := wrap("It gets an id of its own, is a draft, and has \"what-if\" before its case reference, so that nobody takes it for the case. No file is ever replaced.", w)
	return few(append(append(out, ""), more...), h, w)
}

func (p *saveAs) hints() []hint { return []hint{{"Enter", "save"}, {"Esc", "back, without saving"}} }

// explorerHelp lists the keys, and tells more of the marked question.
type explorerHelp struct {
	m   *explorer
	top int
}

func (p *explorerHelp) press(k tea.KeyMsg) tea.Cmd {
	switch k.Type {
	case tea.KeyUp:
		p.top--
	case tea.KeyDown:
		p.top++
	case tea.KeyPgUp:
		p.top -= 10
	case tea.KeyPgDown, tea.KeySpace:
		p.top += 10
	case tea.KeyEsc, tea.KeyEnter, tea.KeyLeft, tea.KeyBackspace, tea.KeyF1:
		p.m.page = nil
	case tea.KeyRunes:
		if s := only(k); s == "?" || s == "q" {
			p.m.page = nil
		}
	}
	return nil
}

func (p *explorerHelp) body(w, h int) []string {
	m := p.m
	l := m.lists[m.side]
	it := &l.in.Items[l.now[l.at].Item]
	var out []string
	add := func(lead, text string) {
		if text != "" {
			out = append(append(out, wrapBehind(lead, clean(text), w)...), "")
		}
	}
	out = append(painted(m.look.strong, wrap(clean(it.Prompt), w)), "")
	add("Why it is asked: ", it.Why)
	add("", "Its name is "+it.ID+".")
	for _, line := range []string{
		"y yes | n no | u not known | d would not say | c clear: not asked",
		"arrows, PgUp, PgDn, Home, End move | Tab, left, right: the other list",
		"/ or g find | z take back the last step, all the way | R as recorded",
		"m smallest change that raises or lowers the level",
		"w save what is tried in a new file | q leave | Ctrl+C stop",
		"* changed | -> before and after | (in brackets) does not apply",
	} {
		out = append(out, wrap(line, w)...)
	}
	out = append(out, "")
	add("", "The file is never changed, and nothing is saved unless you ask for it. An answer that is no longer yes takes no danger away. Levels are the project's own and are not validated against outcomes.")
	p.top = max(0, min(p.top, len(out)-h))
	return out[p.top:min(len(out), p.top+h)]
}

func (p *explorerHelp) hints() []hint { return []hint{{"↑ ↓", "more"}, {"Esc", "back"}} }
