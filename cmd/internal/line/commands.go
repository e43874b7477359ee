package line

import (
	"strings"

	"stalkrisk/assess/conversation"
	"stalkrisk/assess/late"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// command runs a command that every step understands. It returns false if the line
// is for the step itself.
func (c *console) command(st conversation.Step, text string) (handled bool) {
	word, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
	word, rest = strings.ToLower(word), strings.TrimSpace(rest)
	e, onEntry := entryCommand(text)
	switch {
	case word == "":
		c.say("An empty line is not an answer.")
	case word == "<" && rest == "" && c.readBackIn != nil:
		c.change()
	case word == "+":
		c.noteOnLast(rest)
	case strings.HasPrefix(word, "/"):
		c.find(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "/")))
	case rest != "" && c.takesWords(st, word, rest):
		c.withWords(st, word, rest)
	case c.practise(st, word, rest):
	case c.besideWith(word, rest):
	case onEntry:
		c.onEntry(e)
	default:
		return rest == "" && c.letter(st, word) || c.assignment(text)
	}
	return true
}

// withWords runs a command that is followed by words.
func (c *console) withWords(st conversation.Step, word, rest string) {
	switch word {
	case "story":
		c.story(rest)
	case "note":
		c.note(st, rest)
	default:
		c.quick(rest)
	}
}

// takesWords reports whether word is a command followed by words. At a step answered
// in free text, the line may be the account instead: "I heard him", "note left on the
// car".
func (c *console) takesWords(st conversation.Step, word, rest string) bool {
	if word == "story" && st.ID != conversation.AccountStep {
		return true
	}
	if st.Kind == conversation.LineStep || st.Kind == conversation.TextStep {
		return false
	}
	return word == "note" || word == "i"
}

// confirmCaller notes that the caller is the person at risk.
func (c *console) confirmCaller() {
	if c.s.MayConfirmCaller() {
		c.s.ConfirmCaller()
		c.say("%s", present.Confirmed)
	}
}

// besideWith answers a step beside the order in the line that opens it: "mode silent",
// "sent asked". It returns false for any other words, which may be part of an account.
func (c *console) besideWith(word, answer string) bool {
	id := map[string]string{"mode": conversation.ModeStep, "sent": conversation.HelpStep}[word]
	if id == "" || answer == "" {
		return false
	}
	st, ok := c.s.Anywhere(id)
	o, is := option(st.Options, answer)
	if ok && is {
		c.s.Beside(id)
		c.choose(st, o)
	}
	return ok && is
}

// story adds words to the account. The question in hand stays.
func (c *console) story(words string) {
	if was := c.s.Account(); was != "" {
		words = was + "\n" + words
	}
	if c.saved(c.s.Story(words)) {
		c.say("Written in the story.")
	}
}

// stop leaves the session.
func (c *console) stop() {
	if !c.howItEnded() {
		return
	}
	if !c.leaving && !c.s.MayStop() {
		c.leaving = true
		c.wrap("", present.NotOnDisk+"q again leaves without it.")
		return
	}
	c.err = session.ErrStopped
}

// howItEnded asks how the contact ended before the person stops or finishes, each
// question once: any line that is not an answer goes on without it. It reports whether
// they still want to.
func (c *console) howItEnded() bool {
	for {
		st, ask := c.s.BeforeStopping()
		if !ask {
			return true
		}
		c.wrap("", st.Prompt)
		c.keys(st)
		c.say("  Any other line goes on without an answer. It is asked at the next start.")
		c.prompt()
		text, ok := c.read()
		if !ok {
			return false
		}
		o, ok := option(st.Options, text)
		if !ok {
			return true
		}
		c.put(st, o.Value)
		if _, more := c.s.BeforeStopping(); !more && present.HelpFirst(c.s) {
			c.say("%s", present.SendFirst)
			return false
		}
	}
}

// letter runs the command of a single letter, unless that is an answer to the step.
func (c *console) letter(st conversation.Step, letter string) (done bool) {
	if _, taken := option(st.Options, letter); taken {
		return false
	}
	if step := besides(letter); step != "" {
		c.s.Beside(step)
		return true
	}
	if run, ok := simple.Get()[letter]; ok {
		run(c)
		return true
	}
	switch letter {
	case "?", "help":
		c.help(st)
	case "next":
		return c.nextPage()
	case "f", "finish":
		if _, may := option(st.Options, conversation.Done); may && st.Kind == conversation.FinishStep {
			c.finish(conversation.Done)
		} else {
			c.goTo("finish")
		}
	default:
		return false
	}
	return true
}

// besides returns the step that a command asks beside any other, or "".
func besides(command string) string {
	switch command {
	case "h":
		return conversation.HelpStep
	case "sent":
		return conversation.HelpStep
	case "m":
		return conversation.ModeStep
	case "mode":
		return conversation.ModeStep
	case "t":
		return conversation.LanguageStep
	case "language":
		return conversation.LanguageStep
	}
	return ""
}

// simple are the commands that do the same at every step.
var simple = late.Value[map[string]func(*console)]{Make: func() map[string]func(*console) {
	return map[string]func(*console){
		"s": (*console).skip, "skip": (*console).skip,
		"b": (*console).back, "back": (*console).back,
		"k": (*console).confirmCaller, "confirmed": (*console).confirmCaller,
		"e": (*console).logEntry, "entry": (*console).logEntry,
		"=": (*console).inDetail, "level": (*console).inDetail,
		"r": (*console).review, "review": (*console).review,
		"i": (*console).incident, "incident": (*console).incident,
		"v": (*console).readBack, "read": (*console).readBack,
		"q": (*console).stop, "quit": (*console).stop, "stop": (*console).stop, "save": (*console).stop,
		"said": (*console).said, "more": (*console).more,
	}
}}

func (c *console) skip()     { c.s.Skip() }
func (c *console) review()   { c.goTo("review") }
func (c *console) incident() { c.add("incidents") }

func (c *console) back() {
	if !c.s.Back() {
		c.say("%s", present.FirstQuestion)
	}
}

// nextPage leaves the rest of a page of several questions. It reports whether there is one.
func (c *console) nextPage() bool {
	page, ok := c.s.Page()
	if ok {
		c.s.Leave(page)
	}
	return ok
}

// logEntry shows the entry for the incident log in one line, so that it can be copied.
func (c *console) logEntry() {
	if c.s.LogEntry == nil {
		c.say("There is no log entry here.")
		return
	}
	c.say("%s", termtext.Clean(c.s.LogEntry()))
}

// assignment reads an answer such as "approach=yes". It returns false, so that free
// text stays free text, unless the word before the sign names a step.
func (c *console) assignment(text string) bool {
	id, value, found := strings.Cut(text, "=")
	st, ok := c.s.Anywhere(id)
	if !found || !ok {
		return false
	}
	value = strings.TrimSpace(value)
	o, ok := option(st.Options, value)
	switch {
	case st.Kind == conversation.ReviewStep, st.Kind == conversation.FinishStep:
		c.s.Go(st)
	case st.Kind == conversation.ChoiceStep && !ok:
		c.say("That is not an answer to: %s. The answers are:", st.Topic)
		c.keys(st)
	case st.Kind != conversation.ChoiceStep && value == "":
		c.say("Nothing was recorded. Write the answer after the =.")
	case st.Kind != conversation.ChoiceStep:
		c.put(st, value)
	case o.Value == conversation.AddEntry, o.Value == conversation.NoMore, st.ID == "judgement":
		c.s.Go(st)
		c.choose(st, o)
	default:
		c.put(st, o.Value)
	}
	return true
}

// goTo goes to a step that the program names.
func (c *console) goTo(id string) {
	if st, ok := c.s.Find(id); ok {
		c.s.Go(st)
	}
}

// noteOnLast adds to the note on the item answered last.
func (c *console) noteOnLast(text string) {
	if st, ok := c.s.Last(); ok {
		c.note(st, text)
	} else {
		c.say("No question has been answered yet. To add a note to this one: note WORDS")
	}
}

func (c *console) note(st conversation.Step, text string) {
	switch {
	case st.Item < 0:
		c.say("You cannot add a note here. + WORDS adds one to the last question answered.")
		return
	case text == "":
		c.say("Write the words after the +.")
		return
	case st.Note != "":
		text = st.Note + "\n" + text
	}
	if c.saved(c.s.Note(st, text)) {
		c.say("Noted at: %s.", st.Topic)
	}
}
