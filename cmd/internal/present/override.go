package present

import (
	"errors"
	"slices"
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
	o.ask("level", "Which level?", options, &o.Level)
	o.ask("reason", "Why? In your own words.", nil, &o.reason)
	if by == "" {
		o.ask("by", "Your reference. Not a name.", nil, &o.by)
	}
	if direction == "lower" {
		o.ask("second_person", "The reference of the second person who agrees.", nil, &o.second)
	}
	return o, ""
}

// ask adds a question. What is set is kept in the file as unfinished until Record, and
// what was kept before is there again.
func (o *Override) ask(id, prompt string, options []conversation.Option, into *string) {
	at := "override." + id
	f := conversation.Field{ID: id, At: at, Must: true, Prompt: prompt, Options: options, Set: func(text string) error {
		if strings.TrimSpace(text) == "" {
			return errors.New("this is required")
		}
		*into = text
		return o.s.Keep(at, text)
	}}
	kept := o.s.Kept(at)
	if options == nil || slices.ContainsFunc(options, func(p conversation.Option) bool { return p.Value == kept }) {
		if f.Recorded = kept; kept != "" {
			*into = kept
		}
	}
	o.Fields = append(o.Fields, f)
}

// Record sets the level and saves it, or returns why it cannot be set.
func (o *Override) Record() (faults []assess.Problem, err error) {
	return o.s.Override(assess.OverallLevel(o.Level), o.reason, o.by, o.second)
}
