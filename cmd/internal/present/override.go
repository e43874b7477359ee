package present

import (
	"errors"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/session"
)

// Override asks for a level other than the computed one: which, why, and who decided.
// Nothing is recorded until Record.
type Override struct {
	Fields []conversation.Field

	Level string // the chosen level

	s                  *session.Session
	reason, by, second string
}

// NewOverride returns the questions for setting a higher or lower level. by is the
// reference of the person who sets it, or "" to ask for it. If the rules forbid it,
// refused says why and o is nil.
func NewOverride(s *session.Session, direction, by string) (o *Override, refused string) {
	levels, refused := assess.OtherLevels(s.Set(), s.Assessment(), direction == "higher")
	if refused != "" {
		return nil, refused
	}
	var options []conversation.Option
	for i, l := range levels {
		options = append(options, conversation.Option{Key: string(rune('1' + i)), Value: l, Label: strings.ToUpper(l)})
	}
	o = &Override{s: s, Level: levels[0], by: by}
	o.ask("Which level?", options, &o.Level)
	o.ask("Why? In your own words.", nil, &o.reason)
	if by == "" {
		o.ask("Your reference. Not a name.", nil, &o.by)
	}
	if direction == "lower" {
		o.ask("The reference of the second person who agrees.", nil, &o.second)
	}
	return o, ""
}

func (o *Override) ask(prompt string, options []conversation.Option, into *string) {
	o.Fields = append(o.Fields, conversation.Field{Prompt: prompt, Options: options, Set: func(text string) error {
		if strings.TrimSpace(text) == "" {
			return errors.New("this is required")
		}
		*into = text
		return nil
	}})
}

// Record sets the level and saves it, or returns why it cannot be set.
func (o *Override) Record() (faults []assess.Problem, err error) {
	return o.s.Override(assess.OverallLevel(o.Level), o.reason, o.by, o.second)
}
