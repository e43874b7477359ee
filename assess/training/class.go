package training

import (
	"cmp"
	"slices"

	"stalkrisk/assess/fold"
)

// Class is how several people answered one practice case. It does not name anybody.
type Class struct {
	Practice CaseRef       `json:"practice"`
	Stage    string        `json:"stage"`
	Files    int           `json:"files"`
	Levels   []LevelSpread `json:"levels"`
	Themes   []ThemeMark   `json:"themes"`  // over all answers of all people
	Done     []DeedSpread  `json:"done"`    // the least done first
	Facts    []FactSpread  `json:"facts"`   // those that somebody recorded differently
	Answers  []ItemSpread  `json:"answers"` // every question that applies, the most missed first
}

// LevelSpread is the levels that people reached for one result.
type LevelSpread struct {
	Result string  `json:"result"`
	Models string  `json:"models"`
	Same   int     `json:"same"` // people with the model's level
	Came   []Count `json:"came"` // the most frequent first
}

// ItemSpread is the answers that people gave to one question.
type ItemSpread struct {
	Name       string  `json:"-"` // of the question: "approach", "dash.q01"
	Instrument string  `json:"instrument"`
	Item       string  `json:"item"`
	Topic      string  `json:"topic"`
	Models     string  `json:"models"`
	Why        string  `json:"why"`
	Same       int     `json:"same"`    // people with the model's answer
	Came       []Count `json:"came"`    // answers, the most frequent first
	Moved      int     `json:"moved"`   // people whose levels change if it is put right
	Missed     int     `json:"missed"`  // people who said no, where the model says yes or not known
	Unasked    int     `json:"unasked"` // people who never asked
}

// DeedSpread is how many people did a deed.
type DeedSpread struct {
	Kind DeedKind `json:"kind"`
	What string   `json:"what"`
	Why  string   `json:"why"`
	Done int      `json:"done"`
}

// FactSpread is what people recorded of one fact.
type FactSpread struct {
	Fact   string   `json:"fact"`
	Models string   `json:"models"`
	Same   int      `json:"same"`   // people who recorded what the model has
	Others []string `json:"others"` // what the others recorded, each once
}

// Count is a level or answer, and how many people had it.
type Count struct {
	What  string `json:"what"`
	Times int    `json:"times"`
}

// latest returns the markings with only the latest attempt of each person at a case in a
// stage, in their order. One that names nobody is another person's.
func latest(markings []Marking) (out []Marking) {
	place := map[[3]string]int{}
	for _, m := range markings {
		key := [3]string{m.Practice.ID, m.Stage, fold.Reference(m.Assessor)}
		i, again := place[key]
		switch {
		case key[2] == "" || !again:
			place[key] = len(out)
			out = append(out, m)
		case m.Practised >= out[i].Practised:
			out[i] = m
		}
	}
	return out
}

// Classes returns the class view of every practice case and stage that two or more people
// practised, sorted by id, the longest stage first. The latest attempt of each counts.
func Classes(markings []Marking) []Class {
	by := map[[2]string][]Marking{}
	for _, m := range latest(markings) {
		key := [2]string{m.Practice.ID, m.Stage}
		by[key] = append(by[key], m)
	}
	out := []Class{}
	for _, marked := range by {
		if len(marked) > 1 {
			out = append(out, class(marked))
		}
	}
	slices.SortFunc(out, func(a, b Class) int {
		return cmp.Or(cmp.Compare(a.Practice.ID, b.Practice.ID), cmp.Compare(len(b.Answers), len(a.Answers)))
	})
	return out
}

// class returns the class view of one case. The markings are of one version of it,
// and so have the same levels and questions.
func class(marked []Marking) Class {
	first := marked[0]
	c := Class{Practice: first.Practice, Stage: first.Stage, Files: len(marked)}
	for i, l := range first.Levels {
		spread := LevelSpread{Result: l.Result, Models: l.Models}
		var came []string
		for _, m := range marked {
			came = append(came, m.Levels[i].Yours)
			if m.Levels[i].Yours == l.Models {
				spread.Same++
			}
		}
		spread.Came = counts(came)
		c.Levels = append(c.Levels, spread)
	}
	c.Themes, c.Done, c.Facts = sumThemes(marked), []DeedSpread{}, factSpreads(marked)
	for i, d := range first.Done {
		spread := DeedSpread{Kind: d.Kind, What: d.What, Why: d.Why}
		for _, m := range marked {
			if m.Done[i].Done {
				spread.Done++
			}
		}
		c.Done = append(c.Done, spread)
	}
	slices.SortStableFunc(c.Done, func(a, b DeedSpread) int { return cmp.Compare(a.Done, b.Done) })
	for i := range first.Answers {
		c.Answers = append(c.Answers, itemSpread(marked, i))
	}
	slices.SortStableFunc(c.Answers, func(a, b ItemSpread) int {
		return cmp.Or(cmp.Compare(a.Same, b.Same), cmp.Compare(b.Moved, a.Moved), cmp.Compare(b.Missed, a.Missed))
	})
	return c
}

// factSpreads returns what people recorded of the facts in which somebody differs from the
// model, in the order in which they are met.
func factSpreads(marked []Marking) []FactSpread {
	out := []FactSpread{}
	for _, m := range marked {
		for _, f := range m.Facts {
			i := slices.IndexFunc(out, func(s FactSpread) bool { return s.Fact == f.Fact })
			if i < 0 {
				i = len(out)
				out = append(out, FactSpread{Fact: f.Fact, Models: f.Models, Same: len(marked)})
			}
			out[i].Same--
			if !slices.Contains(out[i].Others, f.Yours) {
				out[i].Others = append(out[i].Others, f.Yours)
			}
		}
	}
	return out
}

func itemSpread(marked []Marking, i int) ItemSpread {
	im := marked[0].Answers[i]
	spread := ItemSpread{Name: im.Name, Instrument: im.Instrument, Item: im.Item, Topic: im.Topic, Models: im.Models, Why: im.Why}
	var came []string
	for _, m := range marked {
		im := m.Answers[i]
		came = append(came, im.Yours)
		switch im.Verdict {
		case Same:
			spread.Same++
		case Missed, GuessedNo:
			spread.Missed++
		case NeverAsked:
			spread.Unasked++
		}
		if len(im.PutRight) > 0 {
			spread.Moved++
		}
	}
	spread.Came = counts(came)
	return spread
}

// counts returns how often each word occurs, the most frequent first, then by word.
func counts(words []string) []Count {
	out := []Count{}
	for _, w := range words {
		i := slices.IndexFunc(out, func(c Count) bool { return c.What == w })
		if i < 0 {
			out = append(out, Count{w, 0})
			i = len(out) - 1
		}
		out[i].Times++
	}
	sortCounts(out)
	return out
}

func sortCounts(all []Count) {
	slices.SortFunc(all, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Times, a.Times), cmp.Compare(a.What, b.What)) })
}

// OnePerson reports whether all markings are of one person, or there is only one.
func (m *Marked) OnePerson() bool {
	for _, one := range m.Markings[min(1, len(m.Markings)):] {
		if fold.Reference(one.Assessor) == "" || !SamePerson(one.Assessor, m.Markings[0].Assessor) {
			return false
		}
	}
	return true
}

// People returns the markings of each person, in the order of the files. A file that names
// nobody is another person's.
func (m *Marked) People() (out [][]Marking) {
	place := map[string]int{}
	for _, one := range m.Markings {
		who := fold.Reference(one.Assessor)
		i, known := place[who]
		if who == "" || !known {
			i = len(out)
			out = append(out, nil)
			place[who] = i
		}
		out[i] = append(out[i], one)
	}
	return out
}

// Cases returns how many practice cases there are.
func (m *Marked) Cases() int {
	ids := map[string]bool{}
	for _, one := range m.Markings {
		ids[one.Practice.ID] = true
	}
	return len(ids)
}

// Together returns how the class did over all cases, by the latest attempts.
func (m *Marked) Together() Part { return part(m.Markings) }
