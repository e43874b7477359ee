package screen

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// review shows all answers on one page: those that need attention, the unanswered and
// the answered, each by section. The question on the current line is shown in full at
// the bottom and can be answered from there.
type review struct {
	m    *model
	rows []reviewRow
	at   int // -1: none
	top  int
}

type reviewRow struct {
	present.Row
	head string // the text of a heading; "" for a step
}

func newReview(m *model) *review {
	r := &review{m: m}
	r.fill()
	r.at = r.near(0)
	return r
}

// fill lists the steps as they are now. The current line keeps its place, so after an
// answer the next unanswered step moves up to it.
func (r *review) fill() {
	r.rows = nil
	for _, g := range present.Review(r.m.s, &r.m.result) {
		r.rows = append(r.rows, reviewRow{head: fmt.Sprintf("%s %d", strings.ToUpper(g.Title), len(g.Rows))})
		section := ""
		for _, row := range g.Rows {
			if row.Step.Section != section {
				section = row.Step.Section
				r.rows = append(r.rows, reviewRow{head: termtext.Clean(section)})
			}
			r.rows = append(r.rows, reviewRow{Row: row})
		}
	}
}

// near returns the row of the first step at or after i, or of the last before it; -1
// if there are no steps.
func (r *review) near(i int) int {
	isStep := func(row reviewRow) bool { return row.head == "" }
	i = max(0, min(i, len(r.rows)))
	if k := slices.IndexFunc(r.rows[i:], isStep); k >= 0 {
		return i + k
	}
	for i--; i >= 0 && !isStep(r.rows[i]); i-- {
	}
	return i
}

func (r *review) move(by int) {
	r.m.tell("", false)
	at := max(0, min(len(r.rows)-1, r.at+by))
	for by < 0 && at > 0 && r.rows[at].head != "" {
		at-- // upwards past a heading
	}
	r.at = r.near(at)
	r.m.shown = r.m.o.Now() // another question is in view
}

func (r *review) keys() []binding {
	m := r.m
	out := append(moves("choose", 10, len(r.rows), r.move), binding{on: "enter", does: "open", do: then(r.open)})
	out = append(out, answerKeys(m, r.options(), r.answer)...)
	out = append(out, binding{on: "s", does: "go on", do: then(func() {
		m.s.Skip()
		m.arrive("")
	})}, binding{on: "w", does: "note", do: then(func() {
		if r.at >= 0 {
			m.noteOn(r.rows[r.at].Step)
		}
	})}, binding{on: "+ r", do: then(func() {})})
	return append(out, m.commands()...)
}

func (r *review) other(k tea.KeyMsg) tea.Cmd {
	r.m.noKey(k, "That key does nothing here. Nothing was recorded.")
	return nil
}

// options returns the answers that can be given to the current line here. Lists, the
// judgement, and an answer that needs Enter as well have their own pages.
func (r *review) options() []conversation.Option {
	if r.at < 0 {
		return nil
	}
	st := &r.rows[r.at].Step
	if st.ID == "judgement" || st.WithEnter || slices.ContainsFunc(st.Options, func(o conversation.Option) bool { return o.Value == conversation.AddEntry }) {
		return nil
	}
	return st.Options
}

func (r *review) answer(o conversation.Option) tea.Cmd {
	if r.m.give(r.rows[r.at].Step, o.Value) {
		r.m.refresh()
		r.fill()
		r.at = r.near(r.at)
		r.m.shown = r.m.o.Now()
	}
	return nil
}

// open shows the question on the current line, and returns here after its answer.
func (r *review) open() {
	if r.at >= 0 {
		r.m.goTo(r.rows[r.at].Step.ID)
		r.m.backTo = "review"
	}
}

func (r *review) body(w, h int) []string {
	below := r.below(w, max(2, h-4))
	room := max(1, h-len(below)-1)
	r.top = scroll(r.top, r.at, room, len(r.rows))
	if r.at == r.near(0) && r.at < room {
		r.top = 0 // with the heading above it
	}
	var out []string
	for i := range r.rows[r.top:min(len(r.rows), r.top+room)] {
		out = append(out, r.line(r.top+i, w))
	}
	return append(append(filled(out, room), rule(w)), below...)
}

func (r *review) line(i, w int) string {
	row := &r.rows[i]
	look := r.m.look
	if row.head != "" {
		return look.strong.Render(short(row.head, w))
	}
	note := ""
	if row.Step.Note != "" {
		note = " +note"
	}
	text := pad(row.Sign, 1) + " " + pad(short(present.Brief(&row.Step), 15), 15) + " " + present.Named(r.m.s, &row.Step)
	if i == r.at {
		return look.chosen.Render(pad(short(">"+text, w-len(note))+note, w))
	}
	return short(" "+text, w-len(note)) + note
}

// below returns the whole question on the current line, and its answers.
func (r *review) below(w, h int) []string {
	if r.at < 0 {
		return []string{"Nothing has been asked yet."}
	}
	row := &r.rows[r.at]
	out := painted(r.m.look.strong, termtext.Wrap(row.Step.Prompt, w))
	lines := optionLines(&conversation.Step{Options: r.options()}, "   ", w)
	if len(lines) == 0 {
		lines = []string{"Enter opens it"}
	}
	out = append(out, few(hang(row.Sign+" ", row.Why(r.m.s), w), h-len(out)-len(lines), w)...)
	return append(out, few(lines, max(1, h-len(out)), w)...)
}
