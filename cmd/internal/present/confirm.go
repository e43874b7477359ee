package present

import (
	"cmp"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// Held returns what was answered at a part of a ConfirmStep, with its note, and who
// recorded it and when.
func Held(part *conversation.Step) (said, who string) {
	switch {
	case part.Entries > 0:
		return Capital(part.Topic) + ": " + part.Note, heldBy(part)
	case part.Kind == conversation.ChoiceStep:
		said = Label(part.Options, part.Answer)
	default:
		said = part.Answer
	}
	said = Capital(part.Topic) + ": " + said
	if part.Note != "" {
		said += ". Note: " + part.Note
	}
	return strings.Join(strings.Fields(said), " "), heldBy(part)
}

// heldBy returns who recorded the answer of a part, and when.
func heldBy(part *conversation.Step) string {
	who := cmp.Or(part.By, strings.ReplaceAll(string(part.ByRole), "_", " "))
	if !part.AnsweredAt.IsZero() {
		who = strings.TrimPrefix(who+", "+part.AnsweredAt.Time().Format("2 Jan 15:04"), ", ")
	}
	return cmp.Or(who, "not known by whom")
}

// Changed says what a response was before, and who changed it; "" if it was not changed.
func Changed(r *assess.Response) string {
	if len(r.Was) == 0 {
		return ""
	}
	was := r.Was[len(r.Was)-1]
	said := "Was: " + Word(was.Answer)
	if !was.At.IsZero() {
		said += ", " + was.At.Time().Format("2 Jan 15:04")
	}
	if was.By != "" {
		said += "; changed by " + was.By
	}
	return said + "."
}
