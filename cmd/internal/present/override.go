package present

import (
	"errors"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/session"
)

// Override asks for another level than the computed one: which, why, and who
// says so. Nothing is recorded before all of it is given.
type Override struct {
	Fields []conversation.Field

	Level string // the one that was chosen

	s                  *session.Session
	reason, by, second string
}

// NewOverride begins to set a higher or a lower level. by is the reference of the
// person who sets it, or "" to ask for it. If the rules forbid it, refused says why.
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
			return errors.New("something is needed here")
		}
		*into = text
		return nil
	}})
}

// Record sets the level and saves it, or returns why it cannot be set.
func (o *Override) Record() (faults []assess.Problem, err error) {
	return o.s.Override(assess.OverallLevel(o.Level), o.reason, o.by, o.second)
}
