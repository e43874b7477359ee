package conversation

import (
	"slices"
	"strings"

	"stalkrisk/assess"
)

// The full stage asks what the stalking has done to the person's life while they
// remember it well. It is hard to reconstruct at charge, and section 4A and similar
// offences depend on it (IOPC 2024). Each answer is a named line in the note on the
// item with the use UseImpact, so every report shows it with that item.

const impactHelp = "In their words: before, now, since when, and who has seen it. Note papers too, such as a doctor's letter or a bill. Press s if nothing has changed. " +
	"It is added to the note on what has changed. Never ask why they did not do more."

// impact returns the question about one part of life.
func impact(id, name, prompt string, when func(*Sitting) bool) question {
	return question{
		id: "impact-" + id, part: "impact", kind: LineStep, topic: impactTopic + strings.ToLower(name), prompt: prompt, help: impactHelp,
		when: func(s *Sitting) bool { return s.asksImpact() && (when == nil || when(s)) },
		get:  func(s *Sitting, a *assess.Assessment) string { return s.impactNote(a, name) },
		set:  func(s *Sitting, text string) { s.setImpactNote(name, text) },
	}
}

// impactOf returns the id of the item about changes in the person's life, and the
// response to it; "" if there is no such item.
func (s *Sitting) impactOf(a *assess.Assessment) (id string, r assess.Response) {
	if i, ok := s.Set.Stalking.Used(assess.UseImpact); ok {
		id = s.Set.Stalking.Items[i].ID
		r, _ = a.Responses.Of(s.Set.Stalking.ID, id)
	}
	return id, r
}

// asksImpact reports whether to ask about impact: the questionnaire has the item,
// and it was not answered no.
func (s *Sitting) asksImpact() bool {
	id, r := s.impactOf(s.A)
	return id != "" && r.Answer != assess.No
}

// impactNote returns what the note of an assessment says about one part of life.
func (s *Sitting) impactNote(a *assess.Assessment, name string) string {
	_, r := s.impactOf(a)
	for _, line := range strings.Split(r.Note, "\n") {
		if said, ok := strings.CutPrefix(line, name+": "); ok {
			return said
		}
	}
	return ""
}

// setImpactNote replaces one part of the note and leaves the rest. It does not
// change the answer: a note is not a yes.
func (s *Sitting) setImpactNote(name, text string) {
	id, r := s.impactOf(s.A)
	if id == "" || text == s.impactNote(s.A, name) {
		return
	}
	r.Answer = r.Answer.OrNotAsked()
	var lines []string
	if r.Note != "" {
		lines = strings.Split(r.Note, "\n")
	}
	line := name + ": " + strings.NewReplacer("\r\n", " ", "\n", " ").Replace(text)
	i := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, name+": ") })
	blankText := strings.TrimSpace(text) == ""
	switch {
	case i >= 0 && blankText:
		lines = slices.Delete(lines, i, i+1)
	case i >= 0:
		lines[i] = line
	case !blankText:
		lines = append(lines, line)
	}
	r.Note = strings.Join(lines, "\n")
	s.A.Responses.Set(s.Set.Stalking.ID, id, r)
}

// ImpactNoted returns the parts of life of which a note on the impact says something, in
// the order in which they are asked.
func ImpactNoted(note string) (parts []string) {
	all := questions()
	for i := range all {
		name, isImpact := strings.CutPrefix(all[i].topic, impactTopic)
		if isImpact && slices.ContainsFunc(strings.Split(note, "\n"), func(line string) bool {
			part, said, found := strings.Cut(line, ": ")
			return found && strings.EqualFold(part, name) && strings.TrimSpace(said) != ""
		}) {
			parts = append(parts, name)
		}
	}
	return parts
}

// impactTopic begins the topic of each question about a part of life.
const impactTopic = "before and after: "
