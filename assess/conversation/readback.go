package conversation

import (
	"slices"
	"strings"

	"stalkrisk/assess"
)

// ReadPart is one part of the record as it is read back to the victim.
type ReadPart struct {
	Title string
	Lines []string
}

// BeforeReadBack is what the handler answers yes to before any of the record is shown
// to be read back.
const BeforeReadBack = "Have you confirmed, by your force's procedure, that this is the victim, and that nobody else can hear?"

// afterReadBack is the question that follows what was read back.
const afterReadBack = "That is what I have written down. Is it right?"

// AskRight returns the question that follows what was read back, in the caller's
// language too.
func (s *Sitting) AskRight() string { return s.aloud(afterReadBack) }

// readPart names a part of what is read back.
type readPart struct{ id, title string }

var readParts = [...]readPart{{"account", "What you told us"}, {"incidents", "What happened, and when"}, {"changes", "What has changed for you"}}

// ReadBack returns what is read back to the victim, in their own words: the account,
// the incidents, and what has changed. Nothing else in the record is theirs to hear on
// the phone: nothing from other systems, about the suspect, or of their thoughts about
// their own life. refused says why nothing may be read back now, and what to do; it is
// "" if the record can be read back.
func (s *Sitting) ReadBack() (parts []ReadPart, refused string) {
	if refused = s.mayNotRead(); refused != "" {
		return nil, refused
	}
	add := func(of readPart, lines ...string) {
		lines = slices.DeleteFunc(lines, func(l string) bool { return strings.TrimSpace(l) == "" })
		if len(lines) > 0 {
			parts = append(parts, ReadPart{s.aloud(of.title), lines})
		}
	}
	add(readParts[0], strings.Split(string(s.A.FirstAccount), "\n")...)
	add(readParts[1], s.incidentsToRead()...)
	_, impact := s.noteOf(used(assess.UseImpact), s.A)
	add(readParts[2], strings.Split(impact.Note, "\n")...)
	if len(parts) == 0 {
		return nil, "There is nothing to read back yet: no account, incident or change is recorded."
	}
	return parts, ""
}

// mayNotRead returns why nothing of the record may be read aloud now, or "".
func (s *Sitting) mayNotRead() string {
	mode := s.A.Contact.Mode
	switch {
	case s.near():
		return "The suspect is near. Help first: read nothing back."
	case s.cutShort() && s.A.Contact.Back.IsZero():
		return "The contact was cut off or became unsafe. Read nothing back until you have spoken to them again, alone."
	case mode != "" && mode != assess.OpenMode:
		return "They cannot talk openly. Read nothing back: arrange a safe time."
	case s.A.Contact.SafeToTalk != assess.FactYes || s.safeAgain():
		return "Ask first whether anyone can hear. The record is read back only to a victim who is alone."
	case !s.nearAsked():
		return "Ask first whether the suspect is near now."
	case s.A.Caller != assess.VictimCaller:
		return "The record is read back to the victim alone. Nothing in it is for anyone else. Record who is calling first."
	}
	return ""
}

// safeAgain reports whether it is to be asked again whether they can talk.
func (s *Sitting) safeAgain() bool {
	return s.step(questionOf(safeToTalk)).Afresh
}

// near reports whether the suspect is near now.
func (s *Sitting) near() bool {
	in := s.Set.Stalking
	i, ok := in.Used(assess.UseNearNow)
	return ok && s.view().Items(in)[i].Counts
}

// nearAsked reports whether it was asked in this contact whether the suspect is near.
func (s *Sitting) nearAsked() bool {
	in := s.Set.Stalking
	i, ok := in.Used(assess.UseNearNow)
	if !ok {
		return true
	}
	r, _ := s.A.Responses.Of(in.ID, in.Items[i].ID)
	return r.Answer.OrNotAsked() != assess.NotAsked && !s.afresh(nearNowStep(in), &in.Items[i], r)
}

// incidentsToRead returns a line for each incident. An incident with a reference or a
// recorded offence may come from another system, so its note is left out.
func (s *Sitting) incidentsToRead() (out []string) {
	for i := range s.A.Incidents {
		inc := &s.A.Incidents[i]
		what, when, note := inc.Kind, inc.At.InWords(s.Now.Location()), inc.Note
		if kind, known := s.Set.Stalking.Kind(inc.Kind); known {
			what = kind.Label
		}
		if when == "" {
			when = "no date"
		}
		if inc.Reference != "" || inc.RecordedAs != "" {
			note = ""
		}
		out = append(out, inWords(when, what, inc.Place, note, led("you felt: ", inc.Felt), led("who saw it: ", inc.Witness), led("you kept: ", inc.Kept)))
	}
	return out
}

// led returns lead and text, or "" if the text is blank.
func led(lead, text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	return lead + text
}

// Agree records that the victim agreed with what was read back. A correction recorded
// earlier is kept.
func (s *Sitting) Agree() { s.readBack("yes", s.A.ReadBack.Note) }

// Correct returns the field that records what the victim corrected. It is added to an
// earlier correction.
func (s *Sitting) Correct() []Field {
	const at = "read_back.note"
	earlier := s.A.ReadBack.Note
	return []Field{{
		ID: "note", At: at, Prompt: "What did they correct? In their own words. Correct the answers too, with b or r.", Typed: s.Kept(at),
		Set: func(text string) error {
			if text = strings.TrimSpace(text); earlier != "" && text != "" {
				text = earlier + "\n" + text
			}
			s.readBack("corrected", text)
			return nil
		},
	}}
}

func (s *Sitting) readBack(agreed assess.Agreed, note string) {
	s.A.ReadBack = assess.ReadBack{At: assess.InstantOf(s.Now), By: s.A.Assessor.Reference, Agreed: agreed, Note: note}
}
