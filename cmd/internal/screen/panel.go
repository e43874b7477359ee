package screen

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"stalkrisk/assess"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// panel shows, beside the page, the levels with their main reasons, how high they
// could go, red flags, DASH, how much is answered, and when it was saved.
func (m *model) panel(w, h int) []string {
	tail := m.panelTail(w)
	var out []string
	for reasons := 3; reasons >= 0; reasons-- { // only the reasons are cut to fit
		if out = m.panelHead(w, reasons); len(out)+len(tail) <= h {
			break
		}
	}
	// Then whatever else fits, the most useful first.
	room := func(lines []string) []string {
		if len(out)+len(lines)+len(tail) > h {
			return nil
		}
		return lines
	}
	out = append(out, room(m.askNext(w))...)
	tail = append(room(m.dashMore(w)), tail...)
	out = append(out, room(m.notInDash(w))...)
	if left := h - len(out) - len(tail); m.s.Practice != nil && left >= 6 { // fewer would be too little to read
		out = append(append(out, m.look.strong.Render("The caller")), few(termtext.Wrap(m.s.Practice.Account(), w), left-2, w)...)
		out = append(out, "")
	}
	return append(out[:max(0, min(len(out), h-len(tail)))], tail...)
}

// panelHead shows the level, its two parts and the red flags, each with at most that
// many lines of reasons.
func (m *model) panelHead(w, reasons int) []string {
	r := &m.result
	gap := []string{""}
	if reasons <= 1 {
		gap = nil
	}
	word, rest := m.level()
	out := painted(m.styleOf(r.Overall.Level), termtext.Wrap("Level: "+word, w))
	out = append(out, hang("  ", rest, w)...)
	if r.Overall.CouldReach != r.Overall.Level {
		out = append(out, hang("  ", "could reach "+strings.ToUpper(r.Overall.CouldReach), w)...)
	}
	out = append(out, gap...)
	out = append(out, m.part("Baseline", r.Baseline, w, reasons)...)
	out = append(out, m.part("Escalation", r.Escalation, w, reasons)...)
	if n := len(r.RedFlags); n > 0 {
		out = append(out, m.look.grave.Render(fmt.Sprint("Red flags: ", n)))
		out = append(out, few(hang("  ", m.topics(r.RedFlags), w), reasons, w)...)
	} else {
		out = append(out, "Red flags: none so far")
	}
	return append(out, gap...)
}

// styleOf returns the style of a level.
func (m *model) styleOf(level string) lipgloss.Style {
	if level == "high" || level == "imminent" {
		return m.look.grave
	}
	return m.look.strong
}

// askNext shows the question most worth asking next, if there is one.
func (m *model) askNext(w int) []string {
	if len(m.result.AskNext) == 0 {
		return nil
	}
	return append(few(hang("Ask next: ", m.topics(m.result.AskNext[:1]), w), 3, w), "")
}

// dashMore shows the answers behind the count of DASH, and how high it could go.
func (m *model) dashMore(w int) []string {
	d := &m.result.Dash
	if d.Applicability == "not_applicable" && d.Yes == 0 {
		return nil
	}
	out := painted(m.look.strong, termtext.Wrap("DASH answers", w))
	out = append(out, hang("  ", fmt.Sprintf("%d yes, %d no, %d unanswered; could reach %d", d.Yes, d.No, d.Open, d.CouldReach), w)...)
	if d.LineYes < d.Line && d.LineCouldReach >= d.Line {
		out = append(out, hang("  ", fmt.Sprintf("could still reach the line of %d", d.Line), w)...)
	}
	return out
}

// notInDash shows the topics answered yes that DASH does not ask about.
func (m *model) notInDash(w int) []string {
	if len(m.result.NotInDash) == 0 {
		return nil
	}
	out := painted(m.look.strong, termtext.Wrap("DASH does not ask about", w))
	return append(append(out, few(hang("  ", m.topics(m.result.NotInDash), w), 6, w)...), "")
}

// level returns the overall level in words, and what must be said with it.
func (m *model) level() (word, rest string) {
	r := &m.result
	word = strings.ToUpper(r.Overall.Level)
	switch {
	case r.Override != nil && !r.Override.Void:
		return word, "set by a person; computed " + strings.ToUpper(r.Overall.Computed)
	case r.Override != nil:
		return word, "! the override no longer applies"
	case r.Overall.Provisional && r.Overall.Level == r.Overall.Computed:
		return "at least " + word, "until more is answered"
	}
	return word, ""
}

// part shows one of the two parts of the level with its main reason.
func (m *model) part(name string, l assess.Level, w, reasons int) []string {
	reason := ""
	switch n := len(l.Because) - 1; {
	case n > 0:
		reason = fmt.Sprintf("%s (and %d more)", m.s.Set().Stalking.Says(l.Because[0]), n)
	case n == 0:
		reason = m.s.Set().Stalking.Says(l.Because[0])
	case l.Provisional:
		reason = "not enough answers to go lower"
	}
	out := painted(m.styleOf(l.Level), termtext.Wrap(name+": "+l.Word(), w))
	return append(out, few(hang("  ", reason, w), reasons, w)...)
}

// panelTail shows the part of the panel that always stays in view.
func (m *model) panelTail(w int) []string {
	out := append(termtext.Wrap(m.dash(), w), termtext.Wrap(m.answered(), w)...)
	if n := m.old(); n > 0 {
		out = append(out, hang("! ", present.Count(n, "answer to check again", "answers to check again"), w)...)
	} else if m.result.Settled {
		out = append(out, termtext.Wrap("Settled: the level will not change. They may still be in danger.", w)...)
	}
	return append(out, m.savedAt())
}

// old returns how many items were answered too long ago and must be asked again.
func (m *model) old() (n int) {
	for i := range m.steps {
		if m.steps[i].Afresh && m.steps[i].Item >= 0 {
			n++
		}
	}
	return n
}

func (m *model) savedAt() string {
	if m.demo != nil {
		return "nothing is saved"
	}
	return "saved " + m.savedT.Local().Format("15:04")
}

func (m *model) answered() string {
	return fmt.Sprintf("Answered %d of %d", m.result.Completeness.Answered, m.result.Completeness.Applicable)
}

// dash returns the count of DASH and how close it is to its line.
func (m *model) dash() string {
	d := &m.result.Dash
	out := fmt.Sprintf("DASH: %d yes, %d towards the line of %d", d.Yes, d.LineYes, d.Line)
	switch {
	case d.Applicability == "not_applicable" && d.Yes == 0:
		return "DASH: does not apply"
	case d.LineYes >= d.Line && d.Line > 0:
		out = fmt.Sprintf("DASH: %d yes, line of %d REACHED", d.Yes, d.Line)
	}
	if n := len(d.Proposed); n > 0 {
		out += fmt.Sprintf("; %d to confirm", n)
	}
	if d.Grade != "" {
		out += "; your grade " + d.Grade
	}
	return out
}

// strip shows the panel in two lines, for a small window.
func (m *model) strip(w int) []string {
	r := &m.result
	dash := "no DASH"
	if r.Dash.Applicability != "not_applicable" || r.Dash.Yes > 0 {
		dash = fmt.Sprintf("DASH %d/%d", r.Dash.LineYes, r.Dash.Line)
	}
	var rest []string
	if n := m.old(); n > 0 {
		rest = append(rest, fmt.Sprintf("! %d to check", n))
	} else if r.Settled {
		rest = append(rest, "Settled")
	}
	rest = append(rest, present.Count(len(r.RedFlags), "red flag", "red flags"), m.answered(), dash, m.savedAt())
	return indented([]string{m.styleOf(r.Overall.Level).Render(m.levelLine(w - 2)), short(strings.Join(rest, "  "), w-2)})
}

// levelLine returns the level and its two parts in one line. If there is no room for
// "at least" before each part, it stays only before the level.
func (m *model) levelLine(w int) string {
	r := &m.result
	word, rest := m.level()
	if r.Override != nil && !r.Override.Void {
		word += " (" + rest + ")"
	}
	full := word + ": baseline " + r.Baseline.Word() + ", escalation " + r.Escalation.Word()
	if termtext.Width(full) <= w || !strings.HasPrefix(word, "at least") {
		return short(full, w)
	}
	return short(word+": baseline "+assess.LevelWord(r.Baseline.Level)+", escalation "+assess.LevelWord(r.Escalation.Level), w)
}

// topics returns the topics of stalking items, separated by semicolons.
func (m *model) topics(ids []string) string {
	in := m.s.Set().Stalking
	var out []string
	for _, id := range ids {
		if i, ok := in.Item(id); ok {
			out = append(out, in.Items[i].Topic)
		}
	}
	return strings.Join(out, "; ")
}
