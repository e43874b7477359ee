package report

// Diary is a page on which a victim writes down what happens, for their own use and as
// evidence. Services are where to turn, a line each.
type Diary struct{ Services []string }

// diaryEntries is how many entries the page has room for. It can be printed again.
const diaryEntries = 3

func (d Diary) compose() []block {
	p := &page{}
	p.heading(1, "A diary of what happens")
	p.warn("In danger now", "Ring 999. If you cannot speak on a mobile phone, press 55 when you are asked.")
	p.heading(2, "Keep it safe, and keep yourself safe")
	p.items([]string{
		"Keep this where the person doing it cannot find it: not on a phone, computer or account that they can open. If they live with you or have keys, ask somebody you trust, the police or a support worker to keep it.",
		"If keeping it does not feel safe, do not keep it. You can tell the police or a support worker instead.",
		"Never follow, answer or meet them to find out more. Nothing you could write is worth that.",
		"Leave out where you live or stay, where you work, and safe places and times. A court may show this to them.",
	})
	p.heading(2, "How to write it")
	p.items([]string{
		"Write each time, as soon as you can, however small it seems. An approximate date is fine: write \"about\".",
		"Write their words as they said them. Write what you saw and heard, and how it made you feel.",
		"Keep messages, letters, gifts and pictures as they are, and delete nothing. Do not touch something that may be dangerous, and do not look for a tracker alone: ring the police.",
	})
	for n := range diaryEntries {
		p.number(n+1, "When, the day and the time", noteLine)
		for _, ask := range []string{"What happened", "Where", "How it made me feel, and what I did differently because of it", "Who saw or heard it", "What I kept"} {
			p.sub(ask, noteLine)
		}
	}
	if len(d.Services) > 0 {
		p.heading(2, "Where to turn")
		p.items(d.Services)
	}
	return p.blocks
}
