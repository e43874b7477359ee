package screen

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
)

// review shows all answers on one page: what must be looked at, what is open,
// what is answered, by section. The question of the line in hand stands below it
// in full, and its keys answer it from there.
type review struct {
	m    *model
	rows []reviewRow
	at   int
	top  int
}

type reviewRow struct {
	st   conversation.Step
	head string // a heading, and no step
	mark string
}

// list says that the lines want the whole width.
func (r *review) list() {}

func newReview(m *model) *review {
	r := &review{m: m}
	r.fill()
	r.at = r.near(0)
	return r
}

// fill lists the steps as they stand. The line in hand stays where it is, so that
// after an answer the next open one has come up to it.
func (r *review) fill() {
	m := r.m
	marked := map[string]string{}
	mark := func(prefix string, ids []string, sign string) {
		for _, id := range ids {
			marked[prefix+id] = sign
		}
	}
	mark("", m.result.Proposed, "?")
	mark("dash.", m.result.Dash.Proposed, "?")
	mark("", m.result.Contradicted, "!")
	next := m.result.AskNext[:min(5, len(m.result.AskNext))]
	var look, ask, left, told, done []reviewRow
	for _, st := range m.steps {
		if st.Kind >= conversation.ReviewStep {
			continue
		}
		row := reviewRow{st: st, mark: marked[st.ID]}
		switch {
		case row.mark != "" || st.Proposed && !st.Answered():
			if row.mark == "" {
				row.mark = "?"
			}
			look = append(look, row)
		case st.Confirm:
			told = append(told, row)
		case open(&st) && slices.Contains(next, st.ID):
			ask = append(ask, row)
		case open(&st):
			left = append(left, row)
		default:
			done = append(done, row)
		}
	}
	r.rows = nil
	r.group("Look at these first", look)
	r.group("Ask next", ask)
	r.group("Open", left)
	r.group("As told before, not confirmed yet", told)
	r.group("Answered", done)
}

// group adds rows under a heading, and under those of their sections.
func (r *review) group(title string, rows []reviewRow) {
	if len(rows) == 0 {
		return
	}
	r.rows = append(r.rows, reviewRow{head: strings.ToUpper(title) + " " + count(len(rows), "", "")})
	section := ""
	for _, row := range rows {
		if row.st.Section != section {
			section = row.st.Section
			r.rows = append(r.rows, reviewRow{head: clean(section)})
		}
		r.rows = append(r.rows, row)
	}
}

// near gives the place of the first step at or after i, or the last before it.
func (r *review) near(i int) int {
	for k := max(0, i); k < len(r.rows); k++ {
		if r.rows[k].head == "" {
			return k
		}
	}
	for k := min(i, len(r.rows)) - 1; k >= 0; k-- {
		if r.rows[k].head == "" {
			return k
		}
	}
	return -1
}

func (r *review) move(by int) {
	r.m.tell("", false)
	step := 1
	if by < 0 {
		step = -1
	}
	at := max(0, min(len(r.rows)-1, r.at+by))
	for at >= 0 && at < len(r.rows) && r.rows[at].head != "" {
		at += step
	}
	if at < 0 || at >= len(r.rows) {
		at = r.near(at)
	}
	r.at = at
	r.m.shown = r.m.o.Now() // another question is in view
}

func (r *review) press(k tea.KeyMsg) tea.Cmd {
	m := r.m
	switch k.Type {
	case tea.KeyUp:
		r.move(-1)
		return nil
	case tea.KeyDown:
		r.move(1)
		return nil
	case tea.KeyPgUp:
		r.move(-10)
		return nil
	case tea.KeyPgDown:
		r.move(10)
		return nil
	case tea.KeyHome:
		r.move(-len(r.rows))
		return nil
	case tea.KeyEnd:
		r.move(len(r.rows))
		return nil
	case tea.KeyEnter:
		return r.enter()
	}
	key := only(k)
	if o, ok := optionFor(r.answers(), key); ok {
		if m.tooQuick(k) {
			return nil
		}
		return r.answer(o)
	}
	switch key {
	case "s":
		m.conv.Skip()
		return m.arrive("s", "")
	case "w":
		if r.at >= 0 {
			return m.noteOn(r.rows[r.at].st)
		}
	case "+", "r":
		return nil
	}
	if cmd, ok := m.command(k, key); ok {
		return cmd
	}
	m.tell("That key does nothing here. Nothing was recorded.", false)
	return nil
}

// answers gives the answers that the line in hand takes from here. Lists and the
// judgement have a page of their own.
func (r *review) answers() []conversation.Option {
	if r.at < 0 {
		return nil
	}
	st := &r.rows[r.at].st
	if st.ID == "judgement" || slices.ContainsFunc(st.Options, func(o conversation.Option) bool { return o.Value == conversation.AddEntry }) {
		return nil
	}
	return st.Options
}

func (r *review) answer(o conversation.Option) tea.Cmd {
	m := r.m
	st := r.rows[r.at].st
	before := m.result
	remark, err := m.conv.Put(st, o.Value)
	if err != nil {
		m.notSaved()
		return nil
	}
	m.after(st, o.Value, remark, &before)
	r.fill()
	r.at = r.near(r.at)
	m.shown = m.o.Now()
	return nil
}

// enter opens the question in hand and comes back here after it.
func (r *review) enter() tea.Cmd {
	if r.at < 0 {
		return nil
	}
	id := r.rows[r.at].st.ID
	cmd := r.m.goTo(id, "r")
	r.m.backTo = "review"
	return cmd
}

func (r *review) body(w, h int) []string {
	below := r.below(w, max(2, h-4))
	room := max(1, h-len(below)-1)
	r.top = scroll(r.top, r.at, room, len(r.rows))
	if r.at == r.near(0) && r.at < room {
		r.top = 0 // with the heading above it
	}
	var out []string
	for i := r.top; i < min(len(r.rows), r.top+room); i++ {
		out = append(out, r.line(i, w))
	}
	for len(out) < room {
		out = append(out, "")
	}
	return append(append(out, strings.Repeat("─", w)), below...)
}

func (r *review) line(i, w int) string {
	row := &r.rows[i]
	look := r.m.look
	if row.head != "" {
		return look.strong.Render(short(strings.TrimSpace(row.head), w))
	}
	note := ""
	if row.st.Note != "" {
		note = " +note"
	}
	mark := row.mark
	if mark == "" {
		mark = " "
	}
	text := mark + " " + pad(short(brief(&row.st), 15), 15) + " " + clean(row.st.Topic)
	if i == r.at {
		return look.chosen.Render(pad(short(">"+text, w-len(note))+note, w))
	}
	return short(" "+text, w-len(note)) + note
}

// below is the question of the line in hand, all of it, and its keys.
func (r *review) below(w, h int) []string {
	if r.at < 0 {
		return []string{"Nothing is asked yet."}
	}
	m := r.m
	row := &r.rows[r.at]
	out := painted(m.look.strong, wrap(row.st.Prompt, w))
	var mark []string
	switch row.mark {
	case "!":
		mark = wrapBehind("! ", "Recorded as no, and something else says yes.", w)
	case "?":
		mark = wrapBehind("? ", "y confirms a yes that another answer points to"+m.because(&row.st)+".", w)
	}
	var keys []string
	for _, o := range r.answers() {
		keys = append(keys, o.Key+" "+o.Label)
	}
	if len(keys) == 0 {
		keys = []string{"Enter opens it"}
	}
	lines := flow(keys, "   ", w)
	out = append(out, few(mark, h-len(out)-len(lines), w)...)
	return append(out, few(lines, max(1, h-len(out)), w)...)
}

func (r *review) hints() []hint {
	return []hint{{"↑ ↓", "choose"}, {"Enter", "open"}, {"w", "note"}, {"s", "go on"}, {"b", "back"}, {"i", "incident"}, {"g", "go to"}, {"?", "help"}, {"f", "finish"}, {"q", "save, stop"}}
}
