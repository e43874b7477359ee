package screen

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// several is a page with a row for each of several questions. The row in hand opens
// where it is: it is answered as a question is, or written in. An answer goes on to the
// next row without one, the arrows choose another row, and Enter leaves the page, except
// one of items to be asked: there no key passes over a question, and a row shows once it
// is answered.
type several struct {
	question
	w *writing // the row in hand if it is text; nil otherwise

	page conversation.Step // as it was when the page opened
}

func newSeveral(m *model, page conversation.Step) *several {
	p := &several{question: question{m: m}, page: page}
	if st := page.Parts[page.At]; st.Kind == conversation.TextStep || st.Kind == conversation.LineStep {
		p.w = &writing{m: m, st: st, ed: newEditor(st.Answer, true), kept: st.Answer}
	}
	return p
}

// parts returns the page as it is now; as it was if an answer has left it and is about
// to stop.
func (p *several) parts() conversation.Step {
	if now, ok := p.m.s.Page(); ok && now.ID == p.page.ID {
		return now
	}
	return p.page
}

func (p *several) keys() []binding {
	m, arrows := p.m, []binding{p.arrows(-1, "up"), p.arrows(1, "down")}
	if p.w != nil {
		out := slices.DeleteFunc(p.w.keys(), func(b binding) bool { return b.on == "shift+tab" })
		out[0].does = "next row"
		return append(out, arrows...)
	}
	if p.page.EachAsked() {
		return append(p.question.keys(), arrows...)
	}
	on := binding{on: "enter", does: "go on", do: func(k tea.KeyMsg) tea.Cmd {
		switch {
		case m.gave && m.o.Now().Sub(m.gaveAt) < habit: // after the key that answered
			m.gave = false
			return nil
		case m.tooQuick(k):
			return nil
		}
		return p.goOn()
	}}
	return slices.Concat([]binding{on}, p.question.keys(), arrows)
}

// habit is how long after an answer Enter may be pressed out of habit. Whoever reads the
// next row first takes longer.
const habit = 1500 * time.Millisecond

// arrows returns the key that goes to another row.
func (p *several) arrows(by int, key string) binding {
	m, does := p.m, map[string]string{"up": "row"}[key]
	return binding{on: key, does: does, do: then(func() {
		page := p.parts()
		if at := page.At + by; m.keepPage() && at >= 0 && at < len(page.Parts) {
			m.s.Go(page.Parts[at])
			m.arrive("")
		}
	})}
}

// goOn leaves the page, and says how many rows are left without an answer.
func (p *several) goOn() tea.Cmd {
	m, page := p.m, p.parts()
	left := 0
	for i := range page.Parts {
		if !page.Parts[i].Answered() {
			left++
		}
	}
	m.s.Leave(page)
	if left == 0 {
		return m.arrive("")
	}
	return m.arrive(present.Count(left, "row", "rows") + " left for later.")
}

func (p *several) other(k tea.KeyMsg) tea.Cmd {
	if p.w != nil {
		return p.w.other(k)
	}
	return p.question.other(k)
}

func (p *several) unsaved() bool { return p.w != nil && p.w.unsaved() }

func (p *several) keep() error { return p.w.keep() }

// body shows all rows if they fit, with the one in hand open. Otherwise it says how
// many rows are above and below.
func (p *several) body(w, h int) []string {
	page := p.parts()
	if page.EachAsked() {
		return p.asked(&page, w, h)
	}
	out := few(p.m.followLines(w, min(3, h/4)), h/4, w)
	h -= len(out)
	var above, below []string
	for i := range page.Parts {
		switch {
		case i < page.At:
			above = append(above, p.row(&page.Parts[i], w))
		case i > page.At:
			below = append(below, p.row(&page.Parts[i], w))
		}
	}
	open := p.open(&page.Parts[page.At], w, h)
	left := h - len(open)
	a, b := share(len(above), len(below), left)
	if n := len(above) - a; n > 0 && a > 0 {
		above = append([]string{more(n+1, "above")}, above[n+1:]...)
	}
	if n := len(below) - b; n > 0 && b > 0 {
		below = append(below[:b-1:b-1], more(n+1, "below"))
	}
	out = slices.Concat(out, above[:min(a, len(above))], open, below[:b])
	if free := h - a - len(open) - b; free > 2 && page.Help != "" {
		out = append(append(out, ""), shortHelp(page.Help, free-1, w)...)
	}
	return out
}

// asked shows the question in hand as one that stands alone is shown, under the rows that
// are answered if there is room for them too.
func (p *several) asked(page *conversation.Step, w, h int) []string {
	body := p.question.body(w, h)
	for len(body) > 0 && body[len(body)-1] == "" {
		body = body[:len(body)-1]
	}
	var rows []string
	for i := range page.Parts {
		if part := &page.Parts[i]; i != page.At && part.Answered() {
			rows = append(rows, p.row(part, w))
		}
	}
	if len(rows) == 0 || len(rows)+1+len(body) > h {
		return body
	}
	return slices.Concat(rows, []string{""}, body)
}

// more says how many rows do not fit.
func more(n int, where string) string {
	return fmt.Sprintf("  (%s %s: arrows show them)", present.Count(n, "more row", "more rows"), where)
}

// share returns how many of the lines left go to the rows above and below the one in
// hand.
func share(above, below, left int) (a, b int) {
	left = max(0, left)
	if above+below <= left {
		return above, below
	}
	a = min(above, max(left/2, left-below))
	return a, min(below, left-a)
}

// row shows a question that is not in hand, and what is recorded. Of a long text the end
// is cut, and never the topic for its sake.
func (p *several) row(part *conversation.Step, w int) string {
	topic, says := cmp.Or(part.Row, present.Named(p.m.s, part)), present.Recorded(part)
	if part.Item >= 0 {
		says = present.Brief(part)
	}
	if says == present.Word("") {
		says = "–" // it comes on this page
	}
	column := max(w*2/5, min(termtext.Width(topic), w-3-min(termtext.Width(says), w/5)))
	return short("  "+pad(short(topic, column), column)+" "+says, w)
}

// open shows the row in hand in at most h lines: the question, then its answers or
// what is written, then help if there is room.
func (p *several) open(part *conversation.Step, w, h int) []string {
	part = p.fitting(part, w-2, h)
	out := p.ask(part, p.m.look.chosen, "> ", w, h)
	known := indentedBy(4, remarks(present.Remarks(p.m.s, part), w-4))
	if p.w != nil {
		return slices.Concat(out, known, indentedBy(2, p.w.ed.view(w-2, 3)))
	}
	others := len(p.parts().Parts) - 1
	options := indentedBy(2, p.options(part, w-2, min(max(3, h-len(out)-len(known)-others), h-len(out))))
	if len(out)+len(known)+len(options) <= h {
		out = append(out, known...)
	}
	out = append(out, options...)
	if room := h - len(out) - others; room > 0 {
		out = append(out, indentedBy(4, p.m.helpBeside(part, room, w-4))...)
	}
	return out
}
