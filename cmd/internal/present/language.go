package present

import "stalkrisk/assess/conversation"

// Aloud returns the question as it is read out, and the English of one that is read in
// another language, or "".
func Aloud(st *conversation.Step) (aloud, english string) {
	switch {
	case st.Spoken != "":
		return st.Spoken, st.Prompt
	case st.NotSpoken != "":
		return "[" + st.NotSpoken + "] " + st.Prompt, ""
	}
	return st.Prompt, ""
}

// Offered returns an answer as it is offered: the words to listen for, if the question is
// read in another language, and the English.
func Offered(st *conversation.Step, o conversation.Option) string {
	if words := st.SpokenAs[o.Value]; words != "" && o.Key != conversation.StillSo {
		return words + " (" + o.Label + ")"
	}
	return o.Label
}

// English goes before the English of a question that is read in another language.
const English = "English: "
