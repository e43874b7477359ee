package line

import (
	"strconv"
	"strings"

	"stalkrisk/assess/conversation"
)

const practiceHelp = "This is a practice case. ask has the caller answer the question shown; case shows what they said and what else there is; about 1 asks about it, look 1 looks there."

// practise does what can be asked of a practice case: ask, case, about 2, look 1.
// handled is false for any other words, and in a real assessment.
func (l *Line) practise(st conversation.Step, word, rest string) (handled bool) {
	p := l.s.Practice
	if p == nil {
		return false
	}
	n, err := strconv.Atoi(rest)
	numbered := err == nil
	switch {
	case word == "ask" && rest == "":
		if st.Item < 0 {
			l.say("The caller has told what they told: case shows it.")
			return true
		}
		l.wrap("  Caller: ", clean(p.Ask(st.Instrument, strings.TrimPrefix(st.ID, "dash."))))
	case word == "case" && rest == "":
		l.theCase()
	case word == "about" && numbered:
		l.revealed(p.AskAbout(n-1), "  Caller: ")
	case word == "look" && numbered:
		l.revealed(p.Look(n-1), "  There: ")
	default:
		return false
	}
	return true
}

// revealed writes what was asked for.
func (l *Line) revealed(text, lead string) {
	if text == "" {
		l.say("There is no such number. case shows them.")
		return
	}
	l.wrap(lead, clean(text))
}

// theCase writes what the caller said, and what else there is to ask and to look
// at, each with its number.
func (l *Line) theCase() {
	for _, para := range strings.Split(l.s.Practice.Account(), "\n") {
		l.wrap("  ", clean(para))
	}
	list := func(word string, rows []string) {
		for i, row := range rows {
			l.wrap("  "+word+" "+strconv.Itoa(i+1)+"  ", clean(row))
		}
	}
	list("about", l.s.Practice.Topics())
	list("look", l.s.Practice.Places())
}
