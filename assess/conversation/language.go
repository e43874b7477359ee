package conversation

import (
	"slices"

	"stalkrisk/assess"
)

// What is said to the caller can be read in another language: the questions of the
// questionnaires, and what Lines holds. It is shown so only in the very words that were
// translated: a question that is put in other words here, and one whose English has
// changed since, stays English.

// Speak brings the translations to the sitting, which has its guidance. language is the code of the one to
// read, or "" for the language recorded as wanted, if there is a translation into it.
// With a code, its language is recorded unless one is recorded already.
func (s *Sitting) Speak(all assess.Translations, language string) {
	s.translations, s.chosen, s.lines = all, language, Lines(s.Guides)
	if t := all.Of(s.Set.Stalking, language); t != nil && s.A.Contact.Language == "" && !t.Test {
		s.A.Contact.Language = t.Name
	}
	s.chosenFor = s.A.Contact.Language
	s.Changes()
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
	if len(s.translations.Versions) == 0 {
		return steps
	}
	if language := s.language(); language != "" {
		for i := range steps {
			if !steps[i].Silent {
				s.speak(&steps[i], language)
			}
		}
	}
	return steps
}

// speak puts the words of another language beside the English of a step.
func (s *Sitting) speak(st *Step, language string) {
	in, it := s.translated(st)
	if it == nil {
		return
	}
	if st.FollowUp != "" && st.FollowUp != it.FollowUp {
		st.FollowUp = s.aloud(st.FollowUp)
	}
	t := s.translations.Of(in, language)
	if t == nil || st.Prompt != it.Prompt {
		return
	}
	words, stale := t.Of(it)
	if stale {
		st.NotSpoken = outOfDate(t)
	}
	if words == nil {
		return
	}
	st.Spoken = inWordsOf(t, words)
	if words.FollowUp != "" && st.FollowUp == it.FollowUp {
		st.FollowUp = words.FollowUp + " (" + it.FollowUp + ")"
	}
	st.SpokenAs = map[string]string{}
	for _, o := range st.Options {
		st.SpokenAs[o.Value] = t.Answer(words, o.Value)
	}
}

// translated returns what holds the words of a step that is read aloud: its item in its
// questionnaire, or its line among what else is said; nil if there is none.
func (s *Sitting) translated(st *Step) (*assess.Instrument, *assess.Item) {
	if st.Item >= 0 {
		in := s.Set.Find(st.Instrument)
		return in, &in.Items[st.Item]
	}
	return s.lines, lineOf(s.lines, st.Prompt)
}

// lineOf returns the line with that English, or nil.
func lineOf(in *assess.Instrument, english string) *assess.Item {
	i := slices.IndexFunc(in.Items, func(it assess.Item) bool { return it.Prompt == english })
	if i < 0 {
		return nil
	}
	return &in.Items[i]
}

// aloud returns a line that is said to the caller in their language, with the English
// after it, or the English alone.
func (s *Sitting) aloud(english string) string {
	if len(s.translations.Versions) == 0 {
		return english
	}
	t, it := s.translations.Of(s.lines, s.language()), lineOf(s.lines, english)
	if t == nil || it == nil {
		return english
	}
	switch words, stale := t.Of(it); {
	case stale:
		return "[" + outOfDate(t) + "] " + english
	case words != nil:
		return inWordsOf(t, words) + " (" + english + ")"
	}
	return english
}

// inWordsOf returns a translated line as it is read.
func inWordsOf(t *assess.Translation, words *assess.TranslatedItem) string {
	if t.Test {
		return "[test] " + words.Prompt
	}
	return words.Prompt
}

// outOfDate returns why a line is not read in a language.
func outOfDate(t *assess.Translation) string { return t.Name + " out of date: use English" }
