package screen

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// within is the most time between two keys of one run. Somebody who types a story
// presses a key every 0.1 to 0.3 seconds.
const within = 500 * time.Millisecond

// run is a series of letters pressed one soon after the other at questions. If one of
// them is neither an answer nor a command, somebody is writing and not answering:
// every answer of the run is taken back, and its letters go into a note.
type run struct {
	text  string
	last  time.Time         // the time of its last letter
	step  conversation.Step // the question at which it began
	empty func() error      // removes the entry whose form it began at, if nothing was recorded in it yet
	mark  session.Mark      // what was recorded when it began
	given int               // how many answers had been given when it began
	words bool              // a letter of it is neither an answer nor a command
	found bool              // its last command opened a list that typing narrows
	aside bool              // its last command opened something beside the order of questions
	ends  func() tea.Cmd    // what its last letter does if no other follows: it stops or finishes
}

// textOf returns what a key writes; "" if it writes nothing.
func textOf(k tea.KeyMsg) string {
	if k.Type != tea.KeyRunes && k.Type != tea.KeySpace || k.Alt {
		return ""
	}
	return session.Typed(string(k.Runes))
}

// field returns the field on the page that text goes into, or nil.
func (m *model) field() *editor {
	if m.story != nil {
		return m.story.ed
	}
	switch p := m.page.(type) {
	case *several:
		if p.w != nil {
			return p.w.ed
		}
	case *writing:
		return p.ed
	case *form:
		return p.ed
	}
	return nil
}

// list returns the list on the page that typing narrows, or nil.
func (m *model) list() *picker {
	switch p := m.page.(type) {
	case *picker:
		return p
	case *finding:
		return p.picker
	case *form:
		return p.pick
	}
	return nil
}

// words follows the run of letters, and reports whether it has turned out to be words.
func (m *model) words(k tea.KeyMsg) bool {
	text, now := textOf(k), m.o.Now()
	if text == "" {
		m.letters = nil
		return false
	}
	if m.letters == nil || k.Paste || now.Sub(m.letters.last) >= within && !m.waited(now) {
		m.letters = m.newRun()
	}
	r := m.letters
	if r == nil {
		return false
	}
	if m.field() != nil && r.openedNote(text) {
		m.letters = nil
		return false
	}
	if f, ok := m.page.(*form); ok && f.mayBeDate(text) {
		r.text, r.last = r.text+text, now
		return false
	}
	r.words = r.words || m.isWord(r, text)
	r.text, r.last = r.text+text, now
	return !r.found && r.words && r.severalKeys()
}

// waited reports whether a key waited until the key before had been dealt with: it was
// pressed while that one's answer was being saved, and so soon after it.
func (m *model) waited(now time.Time) bool { return now.Sub(m.pressed) < readable }

// isWord reports whether the next text of a run shows that it is words: n/a, two commands
// so soon, a letter that the page does not know.
func (m *model) isWord(r *run, text string) bool {
	return text == "/" && r.text != "" || r.aside && !m.answers(text) || r.ends != nil && !strings.HasSuffix(r.text, text) || !m.knows(text)
}

// newRun returns a run that begins at what the page shows, or nil if the page takes text.
func (m *model) newRun() *run {
	if m.field() != nil || m.list() != nil {
		return nil
	}
	r := &run{step: m.step, mark: m.s.Mark(), given: m.given}
	switch p := m.page.(type) {
	case *review:
		if p.at >= 0 {
			r.step = p.rows[p.at].Step
		}
	case *form:
		r.empty = p.unwritten()
	}
	return r
}

// openedNote reports whether the text is meant for the note that the last letter of the
// run, a +, has opened. A digit after + is a telephone number.
func (r *run) openedNote(text string) bool {
	return strings.HasSuffix(r.text, "+") && (text[0] < '0' || text[0] > '9')
}

// severalKeys reports whether the letters of the run are more than one, and not one key
// held down.
func (r *run) severalKeys() bool {
	letters := strings.ReplaceAll(r.text, " ", "")
	first, size := utf8.DecodeRuneInString(letters)
	same := strings.Trim(letters, string(first)) == ""
	return len(letters) > size && !same
}

// knows reports whether each letter is an answer or a command on the page. A space is
// neither, but a thumb may press one after an answer.
func (m *model) knows(text string) bool {
	keys := m.keys()
	for _, r := range text {
		if r != ' ' && bindingOf(keys, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}) == nil {
			return false
		}
	}
	return true
}

// answers reports whether a letter is an answer to the question shown.
func (m *model) answers(letter string) bool {
	return slices.ContainsFunc(m.step.Options, func(o conversation.Option) bool { return o.Key == letter })
}

// ran follows what the last key of a run did. Letters that follow in a list narrow it.
func (m *model) ran(r *run, k tea.KeyMsg, before page, given int) {
	if r == nil || m.given != given {
		return
	}
	command := func(c present.Command) bool { return c.Key == nameOf(k) }
	is := slices.ContainsFunc(present.Commands, command) || slices.ContainsFunc(present.PracticeCommands, command)
	r.aside = is && !strings.Contains("s b", nameOf(k))
	if m.page == before {
		return
	}
	if is {
		m.moved = m.o.Now()
	}
	if m.list() != nil {
		m.letters, r.found = r, true
	}
}

// endMsg is sent when a run that may stop or finish is long enough ago.
type endMsg struct{ run *run }

func (r *run) endsIn(wait time.Duration) tea.Cmd {
	return tea.Tick(wait, func(time.Time) tea.Msg { return endMsg{r} })
}

// endsWith stops or finishes if no letter follows soon: a story may begin with the same
// letter, and what is typed after the end is lost.
func (m *model) endsWith(what string, end func() tea.Cmd) tea.Cmd {
	if m.letters == nil {
		return end()
	}
	m.letters.ends = end
	m.tell(what, false)
	return m.letters.endsIn(within)
}

// over ends a run that stops or finishes, unless other letters have followed. If the
// same letter has, it waits again.
func (m *model) over(r *run) tea.Cmd {
	if r == nil || r != m.letters || r.ends == nil {
		return nil
	}
	if left := within - m.o.Now().Sub(r.last); left > 0 {
		return r.endsIn(left)
	}
	m.letters = nil
	return r.ends()
}

// overBy is for a key that is not a letter and follows the run: Enter ends it at once.
func (m *model) overBy(k tea.KeyMsg) tea.Cmd {
	r := m.letters
	m.letters = nil
	if k.Type == tea.KeyEnter {
		return r.ends()
	}
	m.tell("Not stopped.", false)
	return nil
}

// lost reports whether the letters that follow the command of a run match nothing in the
// list that it opened, and are more than one word: a story may begin with that letter.
func (m *model) lost() bool {
	p := m.list()
	return m.letters != nil && m.letters.found && p != nil && strings.Contains(p.filter, " ") && len(p.matches()) == 0
}

// writes takes back the answers of the run and opens the note of the question where it
// began, or the story if that has no note, with the letters of the run in it.
func (m *model) writes() {
	r := m.letters
	m.letters, m.quitting, m.backTo = nil, false, ""
	t := taken{n: m.given - r.given}
	empty := r.empty
	if f, ok := m.page.(*form); ok && t.n == 0 {
		empty = f.unwritten()
	}
	var err error
	if t.n > 0 {
		err = m.s.TakeBack(r.mark)
	}
	if empty != nil && err == nil {
		err = empty()
	}
	if err != nil && t.n > 0 {
		t.mark = &r.mark
	}
	m.s.Go(r.mark.Step)
	m.follow, m.urgent = "", false
	if r.step.Item < 0 {
		m.toStep()
		p := m.openStory()
		p.words, p.taken = true, t
		p.insert(r.text)
		m.tell(t.why(), true)
		return
	}
	m.refresh()
	st := r.step
	if now, ok := m.s.Find(st.ID); ok {
		st = now
	}
	w := &writing{m: m, st: st, note: true, ed: newEditor(st.Note, false), kept: st.Note, begun: true, words: true, taken: t}
	text := r.text
	if st.Note != "" {
		text = "\n" + text
	}
	w.ed.insert(text)
	m.page, m.shown = w, m.o.Now()
	m.tell(t.why(), true)
}

// taken is what a run of words has taken back.
type taken struct {
	n    int           // how many answers
	mark *session.Mark // what to take back to, if that could not be saved yet
}

// back says how many answers were taken back, if any.
func (t taken) back() string {
	if t.n == 0 {
		return ""
	}
	return present.Count(t.n, "answer was", "answers were") + " taken back. "
}

// why says why the words are where they are.
func (t taken) why() string {
	if t.n > 0 {
		return "! Words: put here, and " + present.Count(t.n, "answer", "answers") + " taken back."
	}
	return "! Words, not an answer, so they were put here."
}

// settle takes back what could not be taken back before.
func (t *taken) settle(s *session.Session) error {
	if t.mark == nil {
		return nil
	}
	err := s.TakeBack(*t.mark)
	if err == nil {
		t.mark = nil
	}
	return err
}

// readable is less time than anyone needs to read a question. A key that comes sooner,
// after the question or after another key, was not pressed for it. A paste that the
// terminal does not mark is a burst of such keys.
const readable = 120 * time.Millisecond

// repeats is a little longer than keyboards wait before a key held down repeats, 250
// to 660 milliseconds. Until then, the key that has just answered a question cannot
// answer the next one.
const repeats = 700 * time.Millisecond

// afterEsc is how long a letter after Esc may be the rest of a key with Alt.
const afterEsc = 500 * time.Millisecond

// tooQuick reports whether a key came too quickly to be an answer, and tells the
// handler if so.
func (m *model) tooQuick(k tea.KeyMsg) bool {
	now := m.o.Now()
	burst := now.Sub(m.pressed) < readable
	held := k.String() == m.lastKey && now.Sub(m.gaveAt) < repeats
	burst = burst || m.lastKey == "esc" && now.Sub(m.pressed) < afterEsc
	moved := now.Sub(m.moved) < within // a command has shown another question, and letters go on
	if now.Sub(m.shown) >= readable && !burst && !held && !moved {
		return false
	}
	m.tell("Too quick: not recorded. Press again.", true)
	return true
}

// tooSoon reports whether a letter came before anyone could have seen the field, and
// so was meant for the previous question.
func (m *model) tooSoon(k tea.KeyMsg) bool {
	return m.o.Now().Sub(m.shown) < readable && !k.Paste && m.tooQuick(k)
}
