package present

import (
	"slices"
	"strings"

	"stalkrisk/assess/conversation"
	"stalkrisk/assess/late"
	"stalkrisk/cmd/internal/session"
)

// Found is what a search finds: a question, or a command.
type Found struct {
	Step    conversation.Step
	Command *Command // nil for a question
	NotNow  bool     // the question is not asked now
}

// commandWords holds everyday words that find a command, by its key.
var commandWords = late.Value[map[string]string]{Make: func() map[string]string {
	return map[string]string{
		"h": "help sent, ambulance, officers, unit, 999, on the way, arrived, eta, back in contact, called back",
		"m": "cannot talk, silent, whispering, taps, cover, pretending, private, 55",
		"i": "add an incident, new incident",
		"l": "list, change an incident, remove an incident",
		"v": "read back, read it back, record",
		"e": "log entry, log, copy out, incident log",
		"t": "language, interpreter, does not speak english, translator",
		"=": "level, why this level, score",
		"q": "stop, save",
	}
}}

// Find returns what words find, the best first, and everything in asking order if there
// are none. The name of a question finds it before anything else.
func Find(s *session.Session, words string) (out []Found) {
	all := everything(s)
	texts := make([]conversation.Findable, len(all))
	for i := range all {
		if c := all[i].Command; c != nil {
			texts[i] = conversation.Findable{Words: strings.Split(commandWords.Get()[c.Key], ", "), Topic: c.Does, Help: c.Help}
		} else {
			texts[i] = all[i].Step.Findable()
		}
	}
	named, known := s.Anywhere(words)
	is := func(f Found) bool { return known && f.Command == nil && f.Step.ID == named.ID }
	if i := slices.IndexFunc(all, is); i >= 0 {
		out = append(out, all[i])
	}
	for _, i := range conversation.Search(words, texts) {
		if !is(all[i]) {
			out = append(out, all[i])
		}
	}
	return out
}

// everything returns all that can be found: the questions, then the commands that have
// words.
func everything(s *session.Session) (out []Found) {
	now := map[string]bool{}
	for _, st := range s.Steps() {
		now[st.ID] = true
	}
	for _, st := range s.Askable() { // what is not asked now may come between what is
		out = append(out, Found{Step: st, NotNow: !now[st.ID]})
	}
	for i := range Commands {
		if commandWords.Get()[Commands[i].Key] != "" {
			out = append(out, Found{Command: &Commands[i]})
		}
	}
	return out
}

// Says returns what was found in one line.
func (f *Found) Says(s *session.Session) string {
	if f.Command != nil {
		return Capital(f.Command.Help)
	}
	name := Named(s, &f.Step)
	switch {
	case f.Step.Kind >= conversation.ReviewStep:
		return name
	case f.NotNow:
		return name + ": " + Brief(&f.Step) + " (not asked now)"
	}
	return name + ": " + Brief(&f.Step)
}

// searched is the place at which words are kept that found nothing.
const searched = "search"

// Unfound returns the words of the last search, if they found nothing and were not kept
// anywhere else.
func Unfound(s *session.Session) string { return s.Kept(searched) }

// KeepUnfound keeps words that found nothing until somebody says what becomes of them.
// "" forgets them.
func KeepUnfound(s *session.Session, words string) error { return s.Keep(searched, words) }

// UnfoundAsNote writes words that found nothing into the note of the question in hand, or
// into the story if that has none. It returns what to tell the person.
func UnfoundAsNote(s *session.Session, words string) (says string, err error) {
	st := s.Step()
	if st.Item < 0 {
		says, err = "Written in the story.", s.Story(lines(string(s.Assessment().FirstAccount), words))
	} else {
		says, err = "Noted at: "+st.Topic+".", s.Note(st, lines(st.Note, words))
	}
	if err != nil {
		return "", err
	}
	return says, KeepUnfound(s, "")
}

// UnfoundAsIncident begins an incident of the kind for what fits no other, with words
// that found nothing as its note. ok is false if there is no such kind.
func UnfoundAsIncident(s *session.Session, words string) (fields []conversation.Field, ok bool, err error) {
	fields = s.Fields("incidents")
	i := slices.IndexFunc(fields, func(f conversation.Field) bool { return f.Otherwise.Value != "" })
	if i < 0 {
		return nil, false, s.Discard("incidents")
	}
	f := &fields[i]
	if err = f.Said(f.Otherwise.Value, words); err != nil {
		return nil, true, err
	}
	f.Recorded = f.Otherwise.Value
	return fields, true, KeepUnfound(s, "")
}

func lines(text, more string) string {
	if text == "" {
		return more
	}
	return text + "\n" + more
}
