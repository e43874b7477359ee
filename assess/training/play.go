package training

import (
	"maps"
	"slices"

	"stalkrisk/assess"
)

// Play is a practice case as a learner meets it. Asking reveals what the caller
// knows, and looking into a system reveals what it holds. A Play never reveals a
// model answer, a level or the learning points. It is a value: a copy keeps what had
// been revealed when it was made.
type Play struct {
	of      *PracticeCase
	looked  []int
	earlier int // how many of them in earlier sittings
}

// NewPlay starts a case.
func NewPlay(p *PracticeCase) Play { return Play{of: p} }

// GoOn reveals what was looked up in earlier sittings of the same case.
func (p *Play) GoOn(earlier []assess.Practised) {
	for _, s := range earlier {
		for _, what := range s.Looked {
			if i := slices.IndexFunc(p.of.Checks, func(c Check) bool { return c.Look == what }); i >= 0 && !slices.Contains(p.looked, i) {
				p.looked = append(slices.Clip(p.looked), i)
			}
		}
	}
	p.earlier = len(p.looked)
}

// Practised adds to a sitting what was looked up in it, and what never was.
func (p *Play) Practised(s assess.Practised) assess.Practised {
	s.Version, s.Looked, s.Never = p.of.Version, nil, p.NotLooked()
	for _, i := range p.looked[p.earlier:] {
		s.Looked = append(s.Looked, p.of.Checks[i].Look)
	}
	return s
}

// Title returns the name of the case.
func (p *Play) Title() string { return p.of.Title }

// Minutes returns how many minutes the case takes.
func (p *Play) Minutes() int { return p.of.Minutes }

// Account returns what the caller says before any question.
func (p *Play) Account() string { return string(p.of.Account) }

// Start returns a new draft of the case, with the caller's account and the time, but
// no answers or facts. The learner records everything else.
func (p *Play) Start() assess.Assessment {
	m := &p.of.Model
	return assess.Assessment{
		Format: assess.AssessmentFormat, Status: assess.Draft, Stage: p.of.Furthest(), Training: p.of.ID,
		Case:       assess.Case{Reference: "training " + p.of.ID, Jurisdiction: m.Case.Jurisdiction},
		AssessedAt: m.AssessedAt, FirstAccount: p.of.Account,
		Versions: maps.Clone(m.Versions),
	}
}

// Ask returns what the caller says when a question is asked. If the case has nothing
// more to tell, the text is the same whatever the model answer is, so that it does
// not give the answer away.
func (p *Play) Ask(instrument, item string) string {
	if m, ok := p.of.Answer(instrument, item); ok && m.Says != "" {
		return m.Says
	}
	return p.of.Otherwise
}

// Topics returns what else the caller can be asked about.
func (p *Play) Topics() (out []string) {
	for _, t := range p.of.More {
		out = append(out, t.About)
	}
	return out
}

// AskAbout returns what the caller says about a topic, by its index in Topics, or ""
// if there is no such topic.
func (p *Play) AskAbout(i int) string {
	if i < 0 || i >= len(p.of.More) {
		return ""
	}
	return p.of.More[i].Says
}

// Places returns the places to look.
func (p *Play) Places() (out []string) {
	for _, c := range p.of.Checks {
		out = append(out, c.Look)
	}
	return out
}

// Look returns what is at a place, by its index in Places, or "" if there is no such
// place.
func (p *Play) Look(i int) string {
	if i < 0 || i >= len(p.of.Checks) {
		return ""
	}
	if !slices.Contains(p.looked, i) {
		p.looked = append(slices.Clip(p.looked), i)
	}
	return p.of.Checks[i].Holds
}

// NotLooked returns the places where the learner has not looked.
func (p *Play) NotLooked() (out []string) {
	for i, c := range p.of.Checks {
		if !slices.Contains(p.looked, i) {
			out = append(out, c.Look)
		}
	}
	return out
}
