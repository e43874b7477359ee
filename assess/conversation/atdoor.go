package conversation

import (
	"cmp"

	"stalkrisk/assess"
)

// Some words fit only the telephone. An officer in front of the person has others.

// OnThePhone reports whether whoever asks is on the telephone: the post says so or, if
// that is not recorded, the stage.
func OnThePhone(a *assess.Assessment) bool {
	if a.Assessor.Role == "" {
		return a.Stage == assess.Screen || a.Stage == assess.FirstContact
	}
	return a.Assessor.Role == "call_handler"
}

// inPerson returns steps in the words of somebody who is with the person.
func (s *Sitting) inPerson(steps []Step) []Step {
	if OnThePhone(s.A) {
		return steps
	}
	near := nearNowStep(s.Set.Stalking)
	for i := range steps {
		steps[i].Section = s.titled(steps[i].Section)
		steps[i].Prompt = cmp.Or(inPersonPrompt(steps[i].ID), steps[i].Prompt)
		switch st := &steps[i]; st.ID {
		case safeToTalk:
			st.Help = "Not safe: ask only yes or no questions, or agree a safe place and time. Send for help by local procedure."
		case near:
			st.FollowUp = nearInPerson
		}
	}
	return steps
}

// inPersonPrompt returns the prompt of a question that is otherwise put in words for a
// call; "" of any other.
func inPersonPrompt(id string) string {
	switch id {
	case safeToTalk:
		return "Can you talk here without anyone hearing? Just say yes or no."
	case "caller":
		return "Who are you speaking to?"
	}
	return ""
}

// nearInPerson is said after a yes to whether the suspect is near.
const nearInPerson = "Where are they, exactly? Stay with me while I call for help."

// inPersonTitle returns the title of a page that is otherwise about a call; "" of any
// other.
func inPersonTitle(title string) string {
	switch title {
	case "Who is calling, and about whom":
		return "Who you are speaking to, and about whom"
	case "Before the call ends":
		return "Before you leave"
	case "After the call":
		return "Afterwards"
	case "After the call: for you alone":
		return "Afterwards: for you alone"
	case "Start of the call":
		return "To begin"
	}
	return ""
}

// titled returns a title in the words of whoever asks.
func (s *Sitting) titled(title string) string {
	if OnThePhone(s.A) {
		return title
	}
	return cmp.Or(inPersonTitle(title), title)
}

// nearNowStep returns the id of the step that asks whether the suspect is near, or "".
func nearNowStep(in *assess.Instrument) string {
	if i, ok := in.Used(assess.UseNearNow); ok {
		return in.Items[i].ID
	}
	return ""
}
