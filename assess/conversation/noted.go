package conversation

import (
	"slices"
	"strings"

	"stalkrisk/assess"
)

// Some questions have no place of their own in the file: what dispatch needs to know,
// how breathing is after pressure to the neck, which systems were checked, and what
// has changed in the person's life. Each answer is a named line in the note on the item
// that it belongs to, so that every report shows it with that item.

// The names of lines that reports look for.
const (
	HurtLine    = "Hurt or unable to breathe"
	WhereLine   = "Where exactly"
	ArmedLine   = "Weapon"
	PresentLine = "Who else is there"

	neckDaysLine   = "In the last few days"
	neckBreathLine = "Trouble breathing or swallowing"
	neckOutLine    = "Passed out"
)

// NeedsMedicalHelp returns why medical help is needed, as noted on whether the suspect is
// near and on pressure to the neck; none if nothing was noted of it.
func NeedsMedicalHelp(near, neck string) (why []string) {
	yes := func(note, name string) bool { return line(note, name) == string(assess.FactYes) }
	if yes(near, HurtLine) {
		why = append(why, "hurt or unable to breathe")
	}
	lately := yes(neck, neckDaysLine)
	if lately {
		why = append(why, "pressure to the neck in the last few days")
	}
	if yes(neck, neckBreathLine) {
		why = append(why, "trouble breathing or swallowing since")
	}
	if lately && yes(neck, neckOutLine) {
		why = append(why, "passed out")
	}
	return why
}

// itemFor finds the item of a questionnaire whose note holds the line.
type itemFor func(*assess.Instrument) (i int, ok bool)

// used finds the item with that use.
func used(use assess.ItemUse) itemFor {
	return func(in *assess.Instrument) (int, bool) { return in.Used(use) }
}

// checkedAfter finds the first item that the handler answers alone, after the call.
func checkedAfter(in *assess.Instrument) (int, bool) {
	i := slices.IndexFunc(in.Items, func(it assess.Item) bool { return it.AskedBy == assess.AskedAfter })
	return i, i >= 0
}

// noted makes the answer to a question a named line in the note on an item. It is asked
// only if the questionnaire has the item.
func (q question) noted(item itemFor, name string) question {
	when := q.when
	q.noteLine = name
	q.when = func(s *Sitting) bool {
		_, ok := item(s.Set.Stalking)
		return ok && (when == nil || when(s))
	}
	q.get = func(s *Sitting, a *assess.Assessment) string {
		_, r := s.noteOf(item, a)
		return line(r.Note, name)
	}
	q.set = func(s *Sitting, text string) { s.setLine(item, name, text) }
	if q.topic == "" {
		q.topic = strings.ToLower(name[:1]) + name[1:]
	}
	if q.options == nil {
		q.kind = LineStep
	}
	return q
}

// noteOf returns the id of an item and the response with the note; "" if there is no
// such item.
func (s *Sitting) noteOf(item itemFor, a *assess.Assessment) (id string, r assess.Response) {
	if i, ok := item(s.Set.Stalking); ok {
		id = s.Set.Stalking.Items[i].ID
		r, _ = a.Responses.Of(s.Set.Stalking.ID, id)
	}
	return id, r
}

// line returns what a note says on the line of that name.
func line(note, name string) string {
	for l := range strings.SplitSeq(note, "\n") {
		if after, ok := strings.CutPrefix(l, name); ok {
			if said, ok := strings.CutPrefix(after, ": "); ok {
				return said
			}
		}
	}
	return ""
}

// NotedLine is what a note says on one of its named lines.
type NotedLine struct{ Name, Said string }

// Noted returns the named lines of a note, in the order in which they are asked, and
// the rest of it.
func Noted(note string) (named []NotedLine, rest string) {
	all := questions.Get()
	for i := range all {
		if name := all[i].noteLine; name != "" && line(note, name) != "" {
			named = append(named, NotedLine{name, line(note, name)})
		}
	}
	lines := slices.DeleteFunc(strings.Split(note, "\n"), func(l string) bool {
		return slices.ContainsFunc(named, func(n NotedLine) bool { return l == n.Name+": "+n.Said })
	})
	return named, strings.Join(lines, "\n")
}

// setLine replaces one line of a note and leaves the rest. It does not change the
// answer: a note is not a yes.
func (s *Sitting) setLine(item itemFor, name, text string) {
	id, r := s.noteOf(item, s.A)
	if id == "" || text == line(r.Note, name) {
		return
	}
	r.Answer = r.Answer.OrNotAsked()
	var lines []string
	if r.Note != "" {
		lines = strings.Split(r.Note, "\n")
	}
	l := name + ": " + strings.NewReplacer("\r\n", " ", "\n", " ").Replace(text)
	i := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, name+": ") })
	blankText := strings.TrimSpace(text) == ""
	switch {
	case i >= 0 && blankText:
		lines = slices.Delete(lines, i, i+1)
	case i >= 0:
		lines[i] = l
	case !blankText:
		lines = append(lines, l)
	}
	r.Note = strings.Join(lines, "\n")
	s.A.Responses.Set(s.Set.Stalking.ID, id, r)
}

// mayRuleOut reports whether no can be recorded for an item: one that is answered from
// systems needs which were checked, for which area, and when.
func (s *Sitting) mayRuleOut(it *assess.Item) bool {
	if it.AskedBy != assess.AskedAfter {
		return true
	}
	_, r := s.noteOf(checkedAfter, s.A)
	return line(r.Note, "Systems") != "" && line(r.Note, "Area") != "" && line(r.Note, "Checked") != ""
}
