package screen

import (
	"strings"

	"stalkrisk/assess"
)

// banner says that help must be sent at once. It stands large when it comes up,
// with what to do, and in one line from the next answer on: it never goes while
// it holds, and it takes no key, so that the handler goes straight on.
func (m *model) banner(w int) []string {
	if !m.result.ActNow {
		return nil
	}
	bar := func(text string) string { return m.look.alarm.Render(pad(short(text, w), w)) }
	if !m.urgent {
		return []string{bar(" *** ACT NOW: send help at once, by your local procedure ***")}
	}
	says := wrap(m.actNowSays(), w-6)
	if !m.wide() {
		says = few(says, 1, w-6)
	}
	out := []string{bar(" *** ACT NOW: send help at once, by your local procedure ***")}
	for _, l := range says {
		out = append(out, bar(" *** "+l))
	}
	for _, l := range wrap(m.actNowHow(), w-6) {
		out = append(out, bar(" *** "+l))
	}
	if m.wide() {
		edge := bar(" " + strings.Repeat("*", w-2))
		out = append(append([]string{edge}, out...), edge)
	}
	return out
}

// actNowHow says how to go on with the person.
func (m *model) actNowHow() string {
	switch c := m.conv.Assessment().Contact; {
	case c.Ended == assess.Dropped:
		return "The call is lost: send help to the last known place. Ring back only by an agreed way."
	case c.SafeToTalk == assess.FactNo || c.Ended == assess.Unsafe:
		return "Ask only what needs a yes or a no. 55 after 999. Do not ask them to explain."
	}
	return "Keep the line open. Then go straight on below."
}

// actNowSays gives the reasons in the questionnaire's words.
func (m *model) actNowSays() string {
	var says []string
	for _, rule := range m.conv.Set().Stalking.ActNow {
		for _, id := range m.result.ActNowRules {
			if rule.ID == id {
				says = append(says, rule.Says)
			}
		}
	}
	return "Because " + strings.Join(says, "; ") + "."
}
