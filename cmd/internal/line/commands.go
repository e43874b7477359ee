package line

import (
	"strings"

	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// command does what every step understands. handled is false if the line is for
// the step itself.
func (c *console) command(st conversation.Step, text string) (handled bool, err error) {
	word, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
	word, rest = strings.ToLower(word), strings.TrimSpace(rest)
	switch {
	case word == "":
		c.say("An empty line is not an answer.")
		return true, nil
	case word == "+":
		return true, c.noteOnLast(rest)
	case rest != "" && c.takesWords(st, word, rest):
		return true, c.withWords(st, word, rest)
	case c.practise(st, word, rest):
		return true, nil
	}
	if e, ok := entryCommand(text); ok {
		return true, c.onEntry(e)
	}
	if rest == "" {
		if done, err := c.letter(st, word); done {
			return true, err
		}
	}
	return c.assignment(text)
}

// takesWords reports whether a word and what follows it are a command. At a step
// that takes words they may be somebody's account instead: "I heard him", "note
// left on the car", "go home, he said".
func (c *console) takesWords(st conversation.Step, word, rest string) bool {
	_, known := c.s.Anywhere(rest)
	switch st.Kind {
	case conversation.LineStep:
		return false
	case conversation.TextStep:
		return word == "go" && known
	}
	return word == "go" || word == "note" || word == "i"
}

// withWords does what such a command says.
func (c *console) withWords(st conversation.Step, word, rest string) error {
	switch word {
	case "note":
		return c.note(st, rest)
	case "i":
		return c.quick(rest)
	}
	c.goTo(rest)
	return nil
}

// stop leaves the session. What is asked before is answered in one line or not at
// all: nobody who wants to stop is held up.
func (c *console) stop() error {
	st, ask := c.s.BeforeStopping()
	if !ask || c.s.Practice != nil {
		return session.ErrStopped
	}
	c.wrap("", present.BeforeStop+st.Prompt)
	c.keys(st.Options)
	c.say("  Any other line stops without saying.")
	text, err := c.read()
	if err != nil {
		return session.ErrStopped
	}
	if o, ok := option(st.Options, text); ok {
		if err := c.putAnywhere(st, o.Value); err != nil {
			return err
		}
	}
	return session.ErrStopped
}

// putAnywhere records an answer to any step, not only the one in hand.
func (c *console) putAnywhere(st conversation.Step, value string) error {
	return c.put(st, value, func(v string) (string, error) { return c.s.Put(st, v) })
}

// letter does what a single letter means, unless the step has it as an answer.
func (c *console) letter(st conversation.Step, letter string) (done bool, err error) {
	if _, taken := option(st.Options, letter); taken {
		return false, nil
	}
	switch letter {
	case "?", "help":
		c.help(st)
	case "s", "skip":
		c.s.Skip()
	case "b", "back":
		if !c.s.Back() {
			c.say("%s", present.FirstQuestion)
		}
	case "r", "review":
		c.goToStep("review")
	case "i", "incident":
		return true, c.add("incidents")
	case "q", "quit", "stop", "save":
		return true, c.stop()
	case "f", "finish":
		if st.Kind == conversation.FinishStep {
			return true, c.finish()
		}
		c.goToStep("finish")
	default:
		return false, nil
	}
	return true, nil
}

// goToStep goes to a step of the program's own.
func (c *console) goToStep(id string) {
	if st, ok := c.s.Find(id); ok {
		c.s.Go(st)
	}
}

// assignment reads "approach=yes". It is one only if the word before the sign is a
// step of this session, so that free text stays free text.
func (c *console) assignment(text string) (bool, error) {
	id, value, found := strings.Cut(text, "=")
	if !found {
		return false, nil
	}
	st, ok := c.s.Anywhere(id)
	if !ok {
		return false, nil
	}
	value = strings.TrimSpace(value)
	switch st.Kind {
	case conversation.ReviewStep, conversation.FinishStep:
		c.s.Go(st)
		return true, nil
	case conversation.ChoiceStep:
		o, ok := option(st.Options, value)
		if !ok {
			c.say("That is not an answer to %s. Its answers are:", st.ID)
			c.keys(st.Options)
			return true, nil
		}
		if o.Value == conversation.AddEntry || o.Value == conversation.NoMore || st.ID == "judgement" {
			c.s.Go(st)
			return true, c.choose(st, o)
		}
		value = o.Value
	default:
		if value == "" {
			c.say("There is nothing after the sign, so nothing was recorded.")
			return true, nil
		}
	}
	return true, c.putAnywhere(st, value)
}

func (c *console) goTo(word string) {
	if st, ok := c.s.Find(word); ok {
		c.s.Go(st)
	} else if st, ok = c.s.Anywhere(word); ok {
		c.say("That question does not apply now. %s=yes records an answer all the same.", st.ID)
	} else {
		c.say("There is no question of that name. r lists them.")
	}
}

// noteOnLast adds to the note of the item that was answered last.
func (c *console) noteOnLast(text string) error {
	st, ok := c.s.Last()
	if !ok {
		c.say("No question has been answered yet. note and the words adds to the question shown.")
		return nil
	}
	return c.note(st, text)
}

func (c *console) note(st conversation.Step, text string) error {
	switch {
	case st.Item < 0:
		c.say("This one takes no note; + adds one to the question answered last.")
		return nil
	case text == "":
		c.say("Write the words after the sign.")
		return nil
	}
	if st.Note != "" {
		text = st.Note + "\n" + text
	}
	if err := c.s.Note(st, text); err != nil {
		return c.saved(err)
	}
	c.say("Noted at: %s.", st.Topic)
	return nil
}
