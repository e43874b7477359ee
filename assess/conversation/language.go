package conversation

import "stalkrisk/assess"

// A question can be read in another language. It is shown so only in the very words that
// were translated: a question that is put in other words here, and one whose English has
// changed since, stays English.

// Speak brings the translations to the sitting. language is the code of the one to
// read, or "" for the language recorded as wanted, if there is a translation into it.
// With a code, its language is recorded unless one is recorded already.
func (s *Sitting) Speak(all assess.Translations, language string) {
	s.translations, s.chosen = all, language
	if t := all.Of(s.Set.Stalking, language); t != nil && s.A.Contact.Language == "" && !t.Test {
		s.A.Contact.Language = t.Name
	}
	s.chosenFor = s.A.Contact.Language
}

// language returns the code of the language to read now, or "". Another language that is
// recorded during the sitting counts from then on.
func (s *Sitting) language() string {
	if s.chosen != "" && s.A.Contact.Language == s.chosenFor {
		return s.chosen
	}
	return s.translations.Wanted(s.A.Contact.Language)
}

// spoken puts the words of another language beside the English of steps.
func (s *Sitting) spoken(steps []Step) []Step {
	language := ""
	if len(s.translations.Versions) > 0 {
		language = s.language()
	}
	for i := range steps {
		if st := &steps[i]; language != "" && st.Item >= 0 && !st.Silent {
			s.speak(st, language)
		}
	}
	return steps
}

func (s *Sitting) speak(st *Step, language string) {
	in := s.Set.Find(st.Instrument)
	it, t := &in.Items[st.Item], s.translations.Of(in, language)
	if t == nil || st.Prompt != it.Prompt {
		return
	}
	words, stale := t.Of(it)
	if stale {
		st.NotSpoken = t.Name + " out of date: use English"
	}
	if words == nil {
		return
	}
	st.Spoken = words.Prompt
	if t.Test {
		st.Spoken = "[test] " + st.Spoken
	}
	if words.FollowUp != "" && st.FollowUp == it.FollowUp {
		st.FollowUp = words.FollowUp + " (" + it.FollowUp + ")"
	}
	st.SpokenAs = map[string]string{}
	for _, o := range st.Options {
		st.SpokenAs[o.Value] = t.Answer(words, o.Value)
	}
}
