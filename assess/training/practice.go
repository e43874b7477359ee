package training

import (
	"slices"

	"stalkrisk/assess"
)

// PracticeFormat is the format id of the file of a practice case.
const PracticeFormat = "stalkrisk.practice/1"

// PracticeCase is an exercise for trainees: what a caller says, what they say when
// asked more, what the systems hold, and a model answer, with the reason, to every
// question that applies. It is checked when it is loaded, and never changes.
type PracticeCase struct {
	Format     string                 `json:"format"`
	ID         string                 `json:"id"`
	Version    string                 `json:"version"`
	Title      string                 `json:"title"`      // must not hint at the answer
	Invented   string                 `json:"invented"`   // says that nobody in it is real
	DrawnFrom  string                 `json:"drawn_from"` // the situation in the source report that it is based on
	Difficulty Difficulty             `json:"difficulty"`
	Minutes    int                    `json:"minutes"` // how long it takes
	Stages     []assess.Stage         `json:"stages"`  // of a conversation that it can be practised in; none means all
	Learn      []string               `json:"learn"`
	Model      assess.Assessment      `json:"assessment"` // once loaded, with the model answers; Training is the case's id
	Account    assess.Account         `json:"account"`    // as the caller tells it
	Otherwise  string                 `json:"otherwise"`  // what the caller says if the case has nothing more to tell
	More       []Topic                `json:"more"`       // what they say when asked about other things
	Checks     []Check                `json:"checks"`
	Stalking   map[string]ModelAnswer `json:"stalking"` // by item
	Dash       map[string]ModelAnswer `json:"dash"`
	Done       []Deed                 `json:"done"` // what should be done besides asking
	Expect     Expected               `json:"expect"`

	Answers []ModelAnswer `json:"-"` // stalking, then DASH, each in file order
	SHA256  string        `json:"-"` // of the file's bytes, in hex
}

// Difficulty is how hard a practice case is.
type Difficulty string

// Words returns the difficulties, easiest first.
func (Difficulty) Words() []string { return []string{"easy", "middling", "hard"} }

// Topic is something to ask about that is not a question of a questionnaire.
type Topic struct {
	About string `json:"about"`
	Says  string `json:"says"`
}

// Check is a place to look in the systems, and what it holds.
type Check struct {
	Look    string   `json:"look"`
	Holds   string   `json:"holds"`
	BearsOn []string `json:"bears_on"` // ids of questions
}

// ModelAnswer is the model's answer to one question that applies to the case.
type ModelAnswer struct {
	Answer assess.Answer `json:"answer"` // yes, no, unknown or declined: the model has asked everything
	Says   string        `json:"says"`   // what the caller says when asked; "" if nothing in particular
	Why    string        `json:"why"`    // why the answer is right

	Instrument string `json:"-"`
	Item       string `json:"-"`
}

// Unanswered returns the questions that apply to the case and have no model answer, so
// that they are not marked: "approach", "dash.q01".
func (p *PracticeCase) Unanswered(set assess.Instruments) (out []string) {
	for _, in := range []*assess.Instrument{set.Stalking, set.Dash} {
		if r := assess.Score(set, &p.Model); in == set.Dash && !asksDash(&r) {
			continue
		}
		for _, id := range assess.Applies(in, &p.Model) {
			i, _ := in.Item(id)
			if _, there := p.Answer(in.ID, id); !there && in.Items[i].Type == assess.YesNo && Asks(in, i, p.Furthest()) {
				out = append(out, in.Prefix()+id)
			}
		}
	}
	return out
}

// Answer returns the model's answer to a question, and whether the question applies
// to the case.
func (p *PracticeCase) Answer(instrument, item string) (ModelAnswer, bool) {
	for _, m := range p.Answers {
		if m.Instrument == instrument && m.Item == item {
			return m, true
		}
	}
	return ModelAnswer{}, false
}

// Named returns the id and version of the case, and the SHA-256 hash of its file.
func (p *PracticeCase) Named() (id, version, sha256 string) { return p.ID, p.Version, p.SHA256 }

// Cases are the loaded practice cases.
type Cases = assess.Versions[*PracticeCase]

// Furthest returns the furthest stage that the case can be practised in.
func (p *PracticeCase) Furthest() assess.Stage {
	if len(p.Stages) == 0 {
		return assess.Full
	}
	furthest := p.Stages[0]
	for _, s := range p.Stages {
		if s.After(furthest) {
			furthest = s
		}
	}
	return furthest
}

// IsFor reports whether the case can be practised in a stage.
func (p *PracticeCase) IsFor(stage assess.Stage) bool {
	return len(p.Stages) == 0 || slices.Contains(p.Stages, stage)
}

// At returns the case as it is in a stage: with the model answers only to what that
// stage asks, and with what it leaves time to do. Of a stage after the furthest it is
// the whole case. It has no expected result. set holds the questionnaires of the model.
func (p *PracticeCase) At(stage assess.Stage, set assess.Instruments) *PracticeCase {
	if !p.Furthest().After(stage) {
		return p
	}
	at := *p
	at.Model.Stage, at.Model.Responses, at.Answers, at.Done, at.Expect = stage, nil, nil, nil, Expected{}
	for _, m := range p.Answers {
		in := set.Find(m.Instrument)
		if i, ok := in.Item(m.Item); ok && Asks(in, i, stage) {
			at.Answers = append(at.Answers, m)
			r, _ := p.Model.Responses.Of(m.Instrument, m.Item)
			at.Model.Responses.Set(m.Instrument, m.Item, r)
		}
	}
	for _, d := range p.Done {
		if !d.from().After(stage) {
			at.Done = append(at.Done, d)
		}
	}
	if stage == assess.Screen { // which asks whether it was more than once, and for no list
		at.Model.MoreThanOnce = moreThanOnce(&p.Model)
		at.Model.Incidents, at.Model.Absences = nil, nil
	}
	return &at
}

// moreThanOnce returns whether it happened more than once, as far as is recorded.
func moreThanOnce(a *assess.Assessment) assess.Fact {
	if a.MoreThanOnce == "" && len(a.Incidents) > 1 {
		return assess.FactYes
	}
	return a.MoreThanOnce
}

// Asks reports whether an item of a questionnaire is asked in a stage. The first
// section, whether the other person is near, is asked in every stage; DASH only in the
// last.
func Asks(in *assess.Instrument, item int, stage assess.Stage) bool {
	it := &in.Items[item]
	switch {
	case stage == assess.Full || stage == "":
		return true
	case in.UsedAs == assess.UseDash:
		return false
	case len(in.Sections) > 0 && slices.Contains(in.Sections[0].Items, it.ID):
		return true
	case stage == assess.Screen:
		return it.Stage == assess.Screen
	}
	return it.Stage != assess.Full
}
