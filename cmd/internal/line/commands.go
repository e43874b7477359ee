package line

import (
	"strings"

	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/session"
)

// command does what every step understands. handled is false where the line is
// for the step itself.
func (l *Line) command(st conversation.Step, text string) (handled bool, err error) {
	word, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
	rest = strings.TrimSpace(rest)
	switch strings.ToLower(word) {
	case "":
		if strings.TrimSpace(text) == "" {
			l.say("An empty line is no answer.")
			return true, nil
		}
	case "ask", "case", "about", "look":
		if l.practise(st, strings.ToLower(word), rest) {
			return true, nil
		}
	case "+":
		return true, l.note(rest)
	case "note", "go":
		if st.Kind == conversation.LineStep || rest == "" {
			break
		}
		goes := strings.EqualFold(word, "go")
		if _, known := l.s.Anywhere(rest); st.Kind == conversation.TextStep && !(goes && known) {
			break // "Note left on the car", "Go home, he said": an account
		}
		if goes {
			l.goTo(rest)
			return true, nil
		}
		return true, l.noteHere(st, rest)
	case "i":
		if st.Kind == conversation.LineStep || st.Kind == conversation.TextStep || rest == "" {
			break // "I heard him" is no command
		}
		return true, l.quick(rest)
	case "list", "edit", "remove":
		if c, ok := entryCommand(text); ok {
			return true, l.onEntry(c)
		}
	}
	if rest == "" {
		if done, err := l.letter(st, strings.ToLower(word)); done {
			return true, err
		}
	}
	return l.assignment(text)
}

// stop leaves the conversation. What is asked before is answered in one line or not
// at all: nobody who wants to stop is held up.
func (l *Line) stop() error {
	st, ask := l.s.BeforeStopping()
	if !ask || l.s.Practice != nil {
		return session.ErrStopped
	}
	l.say("Before you stop: it is still open whether the person is near. %s", st.Prompt)
	l.keys(st.Options)
	l.say("  Any other line stops without saying.")
	text, err := l.read()
	if err != nil {
		return session.ErrStopped
	}
	if o, ok := option(st.Options, text); ok {
		if err := l.put(st, o.Value, func(v string) (string, error) { return l.s.Put(st, v) }); err != nil {
			return err
		}
	}
	return session.ErrStopped
}

// letter does what a single letter means, unless the step has it as an answer.
func (l *Line) letter(st conversation.Step, letter string) (bool, error) {
	if _, taken := option(st.Options, letter); taken {
		return false, nil
	}
	switch letter {
	case "?", "help":
		l.help(st)
	case "s", "skip":
		l.s.Skip()
	case "b", "back":
		if !l.s.Back() {
			l.say("This is the first question.")
		}
	case "r", "review":
		if review, ok := l.s.Find("review"); ok {
			l.s.Go(review)
		}
	case "i", "incident":
		return true, l.entry("incidents")
	case "q", "quit", "stop", "save":
		return true, l.stop()
	case "f", "finish":
		if finish, ok := l.s.Find("finish"); ok {
			l.s.Go(finish)
		}
	default:
		return false, nil
	}
	return true, nil
}

// assignment reads "approach=yes". It is one only where the word before the sign
// is a step of this conversation, so that free text stays free text.
func (l *Line) assignment(text string) (bool, error) {
	id, value, found := strings.Cut(text, "=")
	if !found {
		return false, nil
	}
	st, ok := l.s.Anywhere(id)
	if !ok {
		return false, nil
	}
	value = strings.TrimSpace(value)
	record := func(v string) (string, error) { return l.s.Put(st, v) }
	switch st.Kind {
	case conversation.ReviewStep, conversation.FinishStep:
		l.s.Go(st)
		return true, nil
	case conversation.ChoiceStep:
		o, ok := option(st.Options, value)
		if !ok {
			l.say("That is no answer to %s. It takes:", st.ID)
			l.keys(st.Options)
			return true, nil
		}
		if o.Value == conversation.AddEntry || o.Value == conversation.NoMore || st.ID == "judgement" {
			l.s.Go(st)
			return true, l.choose(st, o)
		}
		value = o.Value
	case conversation.LineStep, conversation.TextStep:
		if value == "" {
			l.say("Nothing stands after the sign, so nothing was recorded.")
			return true, nil
		}
	}
	return true, l.put(st, value, record)
}

func (l *Line) goTo(word string) {
	st, ok := l.s.Find(word)
	if ok {
		l.s.Go(st)
		return
	}
	if st, ok = l.s.Anywhere(word); ok {
		l.say("That question does not apply as things stand. %s=yes records it all the same.", st.ID)
		return
	}
	l.say("No question of that name belongs to this conversation. r lists them.")
}

// note adds to the note of the item that was answered last.
func (l *Line) note(text string) error {
	st, ok := l.s.Last()
	if !ok {
		l.say("No question has been answered yet. note and the words adds to the question shown.")
		return nil
	}
	return l.noteHere(st, text)
}

func (l *Line) noteHere(st conversation.Step, text string) error {
	switch {
	case st.Item < 0:
		l.say("There is no note here; + adds one to the question answered last.")
		return nil
	case text == "":
		l.say("Write the words after the sign.")
		return nil
	}
	if err := l.s.Note(st, text); err != nil {
		return l.saved(err)
	}
	l.say("Noted at: %s.", st.Topic)
	return nil
}
