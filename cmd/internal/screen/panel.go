package screen

import (
	"fmt"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// The panel is what always stands beside a question: the levels with their main
// reason, how high they could go, red flags, DASH, how much is answered, and when
// it was saved. Both results stand in it from the first answer.
func (m *model) panel(w, h int) []string {
	tail := m.panelTail(w)
	var out []string
	for reasons := 3; reasons >= 0; reasons-- { // where there is little room the reasons are cut, and nothing else
		if out = m.panelHead(w, reasons); len(out)+len(tail) <= h {
			break
		}
	}
	// What there is room for besides, the most useful first.
	if next := m.askNext(w); len(out)+len(next)+len(tail) <= h {
		out = append(out, next...)
	}
	if more := m.dashMore(w); len(out)+len(more)+len(tail) <= h {
		tail = append(more, tail...)
	}
	if gap := m.notInDash(w); len(out)+len(gap)+len(tail) <= h {
		out = append(out, gap...)
	}
	if m.s.Practice != nil {
		out = append(out, m.accountLines(w, h-len(out)-len(tail))...)
	}
	if room := h - len(tail); len(out) > room {
		out = out[:max(0, room)]
	}
	return append(out, tail...)
}

// panelHead is the level with its parts and the red flags, each with so many
// lines of reasons.
func (m *model) panelHead(w, reasons int) []string {
	r := &m.result
	out := m.levelLines(w)
	if reasons > 1 {
		out = append(out, "")
	}
	out = append(out, m.part("Baseline", r.Baseline, w, reasons)...)
	out = append(out, m.part("Escalation", r.Escalation, w, reasons)...)
	if n := len(r.RedFlags); n > 0 {
		out = append(out, m.look.grave.Render("Red flags: "+fmt.Sprint(n)))
		out = append(out, few(hang("  ", m.topics(r.RedFlags), w), reasons, w)...)
	} else {
		out = append(out, "Red flags: none so far")
	}
	if reasons > 1 {
		out = append(out, "")
	}
	return out
}

// askNext is the question that decides most, where one is worth asking.
func (m *model) askNext(w int) []string {
	if len(m.result.AskNext) == 0 {
		return nil
	}
	return append(few(hang("Ask next: ", m.topics(m.result.AskNext[:1]), w), 3, w), "")
}

// dashMore is what the count of DASH, which stands below it, rests on, and how
// high it could go.
func (m *model) dashMore(w int) []string {
	d := &m.result.Dash
	if d.Applicability == "not_applicable" && d.Yes == 0 {
		return nil
	}
	out := painted(m.look.strong, termtext.Wrap("DASH beside it", w))
	out = append(out, hang("  ", fmt.Sprintf("%d yes, %d no, %d open; could reach %d", d.Yes, d.No, d.Open, d.CouldReach), w)...)
	if d.LineYes < d.Line && d.LineCouldReach >= d.Line {
		out = append(out, hang("  ", fmt.Sprintf("not below the line of %d while that could still be reached", d.Line), w)...)
	}
	return out
}

// notInDash is what is yes here and has no question there.
func (m *model) notInDash(w int) []string {
	if len(m.result.NotInDash) == 0 {
		return nil
	}
	out := painted(m.look.strong, termtext.Wrap("DASH does not ask about", w))
	return append(append(out, few(hang("  ", m.topics(m.result.NotInDash), w), 6, w)...), "")
}

// levelLines is the overall level, or the level set by a person.
func (m *model) levelLines(w int) []string {
	r := &m.result
	word, rest := m.level()
	style := m.look.strong
	if r.Overall.Level == "high" {
		style = m.look.grave
	}
	out := painted(style, termtext.Wrap("Level: "+word, w))
	out = append(out, hang("  ", rest, w)...)
	if r.Overall.CouldReach != r.Overall.Level {
		out = append(out, hang("  ", "could reach "+strings.ToUpper(r.Overall.CouldReach), w)...)
	}
	return out
}

// level gives the overall level, and what must be known with it.
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

// part is one of the two parts of the level with its main reason.
func (m *model) part(name string, l assess.Level, w, reasons int) []string {
	style := m.look.strong
	if l.Level == "high" || l.Level == "imminent" {
		style = m.look.grave
	}
	out := painted(style, termtext.Wrap(name+": "+partWord(l, true), w))
	switch {
	case len(l.Because) > 0:
		reason := m.s.Set().Stalking.Says(l.Because[0])
		if n := len(l.Because) - 1; n > 0 {
			reason += fmt.Sprintf(" (and %d more)", n)
		}
		out = append(out, few(hang("  ", reason, w), reasons, w)...)
	case l.Provisional:
		out = append(out, few(hang("  ", "not enough answers to go lower", w), reasons, w)...)
	}
	return out
}

// panelTail is the part of the panel that always stays in view.
func (m *model) panelTail(w int) []string {
	r := &m.result
	out := termtext.Wrap(m.dash(), w)
	out = append(out, termtext.Wrap(m.answered(), w)...)
	if n := m.old(); n > 0 {
		out = append(out, hang("! ", present.Count(n, "answer to check again", "answers to check again"), w)...)
	} else if r.Settled {
		out = append(out, termtext.Wrap("Settled: the level will not change. They may still be in danger.", w)...)
	}
	return append(out, m.savedAt())
}

// old counts the answers that were given long ago and are to be asked again.
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

// dash is the count beside it, with its line.
func (m *model) dash() string {
	d := &m.result.Dash
	out := fmt.Sprintf("DASH: %d yes; %d of the %d to its line", d.Yes, d.LineYes, d.Line)
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

// strip is the panel in two lines, for a screen that is too small for it.
func (m *model) strip(w int) []string {
	r := &m.result
	style := m.look.strong
	if r.Overall.Level == "high" {
		style = m.look.grave
	}
	rest := []string{present.Count(len(r.RedFlags), "red flag", "red flags"), m.answered(), m.shortDash(), m.savedAt()}
	if n := m.old(); n > 0 {
		rest = append([]string{fmt.Sprintf("! %d to check", n)}, rest...)
	} else if r.Settled {
		rest = append([]string{"Settled"}, rest...)
	}
	return []string{" " + style.Render(short(m.levelLine(w-2), w-2)), " " + short(strings.Join(rest, "  "), w-2)}
}

// levelLine is the level with its two parts in one line. "At least" stands with
// each part where there is room, and is never left out where only a part has it.
func (m *model) levelLine(w int) string {
	r := &m.result
	word, rest := m.level()
	if r.Override != nil && !r.Override.Void {
		word += " (" + rest + ")"
	}
	full := word + ": baseline " + partWord(r.Baseline, true) + ", escalation " + partWord(r.Escalation, true)
	if termtext.Width(full) <= w || !strings.HasPrefix(word, "at least") {
		return full
	}
	return word + ": baseline " + partWord(r.Baseline, false) + ", escalation " + partWord(r.Escalation, false)
}

func (m *model) shortDash() string {
	if d := &m.result.Dash; d.Applicability != "not_applicable" || d.Yes > 0 {
		return fmt.Sprintf("DASH %d/%d", d.LineYes, d.Line)
	}
	return "no DASH"
}

func partWord(l assess.Level, atLeast bool) string {
	word := assess.LevelWord(l.Level)
	if l.Provisional && atLeast {
		word = "at least " + word
	}
	return word
}

// topics names items of the stalking questionnaire.
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
