package training

import (
	"slices"

	"stalkrisk/assess"
)

// praise returns what the learner did well, especially what is often left out. It
// never praises what was not done.
func (m *marker) praise(marked *Marking) []string {
	out := lines{}
	in := m.set.Stalking
	asked := func(item string) bool { return m.answer(in, item).answer != assess.NotAsked }
	all := m.askedAll(asked)
	out.add(marked.LevelSame() && m.yours.ActNow == m.models.ActNow, "%s", m.sameResult())
	out.add(all, "You asked every question that can mean danger now.")
	for _, section := range in.Sections {
		for _, id := range section.Items {
			i, _ := in.Item(id)
			it := &in.Items[i]
			out.add(it.Praise != "" && asked(id) && !(all && it.UsedAs == assess.UseNearNow), "%s", it.Praise)
		}
	}
	kept, models := m.keptOpen(marked)
	out.add(kept > 0 && kept == models, "You kept open all that is not known (%d). Nothing was guessed.", kept)
	out.add(kept > 0 && kept < models, "You kept open %d of the %d answers that are not known.", kept, models)
	for _, found := range m.lookedUp(marked) {
		out.add(true, "You found what only the systems held: %s.", found)
	}
	words := m.words()
	out.add(words > 0, "You wrote something down beside %s.", plural(words, "answer", "answers"))
	out.add(len(m.a.Incidents) > 0 && len(m.a.Incidents) >= len(m.p.Model.Incidents), "You put in all the incidents, so that the pattern can be seen.")
	return out
}

// sameResult returns the praise for the model's result.
func (m *marker) sameResult() string {
	switch {
	case m.yours.Stage != assess.Screen:
		return "You came to the same overall level as the model."
	case m.models.Recognition.Value == "stalking":
		return "You recognised it as stalking."
	}
	return "You came to the same result as the model: " + assess.RecognisedWord(m.models.Recognition.Value) + "."
}

// askedAll reports whether every red flag and every imminent sign of the case was
// asked about.
func (m *marker) askedAll(asked func(string) bool) bool {
	in := m.set.Stalking
	for _, model := range m.p.Answers {
		i, ok := in.Item(model.Item)
		if !ok || model.Instrument != in.ID {
			continue
		}
		if grave := in.Items[i].Class == assess.ClassRedFlag || in.Items[i].Role == assess.RoleImminent; grave && !asked(model.Item) {
			return false
		}
	}
	return true
}

// keptOpen returns how many answers the model leaves open, and how many of them the
// learner asked and left open as well.
func (m *marker) keptOpen(marked *Marking) (kept, models int) {
	for _, im := range marked.Answers {
		if !assess.Answer(im.Models).Open() {
			continue
		}
		models++
		if im.Verdict == Same || im.Verdict == OtherWord {
			kept++
		}
	}
	return kept, models
}

// lookedUp returns the topics that the learner rightly answered yes although the
// caller did not mention them: only the systems hold them.
func (m *marker) lookedUp(marked *Marking) (topics []string) {
	for _, im := range marked.Answers {
		held := slices.ContainsFunc(m.p.Checks, func(c Check) bool { return slices.Contains(c.BearsOn, im.Item) })
		if im.Verdict == Same && im.Models == string(assess.Yes) && im.Says == "" && held {
			topics = append(topics, im.Topic)
		}
	}
	return topics
}

// words returns the number of yes answers with a note.
func (m *marker) words() (n int) {
	for _, s := range m.a.Responses {
		for _, r := range s.Items {
			if r.Answer == assess.Yes && r.Note != "" {
				n++
			}
		}
	}
	return n
}
