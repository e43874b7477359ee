package conversation

import (
	"slices"
	"strings"

	"stalkrisk/assess"
)

// The full stage asks what the stalking has done to the person's life while they
// remember it well. It is hard to reconstruct at charge, and section 4A and similar
// offences depend on it (IOPC 2024). Each answer is a line in the note on the item with
// the use UseImpact.

const impactHelp = "In their words: before, now, since when, and who has seen it. Note any letter or bill too. Press s if nothing has changed. " +
	"Never ask why they did not do more."

// impact returns the question about one part of life.
func impact(id, name, prompt string, when func(*Sitting) bool) question {
	q := question{
		id: "impact-" + id, part: "impact", topic: impactTopic + strings.ToLower(name), prompt: prompt, help: impactHelp,
		when: func(s *Sitting) bool { return s.asksImpact() && (when == nil || when(s)) },
	}
	return q.noted(used(assess.UseImpact), name)
}

// asksImpact reports whether to ask about impact: unless the item was answered no.
func (s *Sitting) asksImpact() bool {
	_, r := s.noteOf(used(assess.UseImpact), s.A)
	return r.Answer != assess.No
}

// ImpactNoted returns the parts of life of which a note on the impact says something, in
// the order in which they are asked.
func ImpactNoted(note string) (parts []string) {
	all := questions.Get()
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
