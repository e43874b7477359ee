package conversation

import (
	"slices"
	"strings"

	"stalkrisk/assess"
)

// What it has done to the person's life, asked at the full stage while the memory
// is fresh: at charge it is hard to reconstruct, and section 4A and similar
// offences depend on it (IOPC 2024). Each answer is a line, under a name of its
// own, in the note on the item that is used as impact, so that every report shows
// it with the change.

const impactHelp = "Before, now, since about when, and who has seen it, in their words; papers too, such as a doctor's note or a bill. s where nothing has changed. " +
	"It is written into the note on what has changed, each under its name. Never ask why they did not do more."

// impact makes the question about one part of life.
func impact(id, name, prompt string, when func(*Sitting) bool) question {
	return question{
		id: "impact-" + id, part: "impact", kind: LineStep, topic: "before and after: " + strings.ToLower(name), prompt: prompt, help: impactHelp,
		when: func(s *Sitting) bool { return s.asksImpact() && (when == nil || when(s)) },
		get:  func(s *Sitting, a *assess.Assessment) string { return s.impactNote(a, name) },
		set:  func(s *Sitting, text string) { s.setImpactNote(name, text) },
	}
}

// impactOf returns the id of the question whether the person has changed how they
// live, and the response to it; "" where there is no such question.
func (s *Sitting) impactOf(a *assess.Assessment) (id string, r assess.Response) {
	if i, ok := s.Set.Stalking.Used(assess.UseImpact); ok {
		id = s.Set.Stalking.Items[i].ID
		r, _ = a.Responses.Of(s.Set.Stalking.ID, id)
	}
	return id, r
}

// asksImpact reports whether there is something to ask: there is such a
// question, and it was not answered no.
func (s *Sitting) asksImpact() bool {
	id, r := s.impactOf(s.A)
	return id != "" && r.Answer != assess.No
}

// impactNote returns what an assessment notes about one part of life.
func (s *Sitting) impactNote(a *assess.Assessment, name string) string {
	_, r := s.impactOf(a)
	for _, line := range strings.Split(r.Note, "\n") {
		if said, ok := strings.CutPrefix(line, name+": "); ok {
			return said
		}
	}
	return ""
}

// setImpactNote replaces one part of the note and leaves the rest of it. The
// answer stays what it is: a note is not a yes by itself.
func (s *Sitting) setImpactNote(name, text string) {
	id, r := s.impactOf(s.A)
	if id == "" {
		return
	}
	r.Answer = r.Answer.OrNotAsked()
	lines := strings.Split(r.Note, "\n")
	line := name + ": " + strings.Join(strings.Fields(text), " ")
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
	r.Note = strings.TrimPrefix(strings.Join(lines, "\n"), "\n")
	s.A.Responses.Set(s.Set.Stalking.ID, id, r)
}
