package training

import (
	"cmp"
	"fmt"
	"slices"

	"stalkrisk/assess"
)

// PracticeFormat is the format that the file of a practice case names.
const PracticeFormat = "stalkrisk.practice/1"

// PracticeCase is a trainer's exercise: what a caller says, what they say when
// asked more, what the systems hold if anyone looks, and a model answer to
// every question that applies, with the reason. It is valid by construction and
// is never changed.
type PracticeCase struct {
	ID, Version, SHA256 string
	Title               string // does not hint at the answer
	Invented            string // that nobody in it is real
	DrawnFrom           string // the situation in the source report that it is made after
	Difficulty          Difficulty
	Minutes             int // that it takes
	Learn               []string
	Account             string  // as the caller tells it
	Otherwise           string  // what the caller says where the case has nothing more
	More                []Topic // what they say when asked about other things
	Checks              []Check
	Model               assess.Assessment // with the model answers; Training is the case's id
	Answers             []ModelAnswer     // stalking, then DASH, each in file order
	Expect              Expected
}

// Difficulty is how hard a practice case is.
type Difficulty string

// Words lists the difficulties, easiest first.
func (Difficulty) Words() []string { return []string{"easy", "middling", "hard"} }

// Topic is something to ask about that is not a question of an instrument.
type Topic struct {
	About string `json:"about"`
	Says  string `json:"says"`
}

// Check is a place in the systems, and what is there.
type Check struct {
	Look    string   `json:"look"`
	Holds   string   `json:"holds"`
	BearsOn []string `json:"bears_on"` // ids of questions
}

// ModelAnswer is the model's answer to one question that applies to the case.
type ModelAnswer struct {
	Instrument, Item string
	Answer           assess.Answer
	Says             string // what the caller says when asked; "" if nothing in particular
	Why              string // the answer is right
}

// Expected is what must come of the model answers.
type Expected struct {
	Overall, Baseline, Escalation string
	ActNow                        bool
	DashYes                       int    // of the 27 topics; 0 where DASH does not apply
	DashLine                      string // reached, open or below; "" where DASH does not apply
}

// found returns the part of a result that a practice case expects.
func found(r *assess.Result) Expected {
	e := Expected{Overall: r.Overall.Level, Baseline: r.Baseline.Level, Escalation: r.Escalation.Level, ActNow: r.ActNow}
	if r.Dash.Applicability == "applicable" {
		e.DashYes = r.Dash.Yes
		e.DashLine = r.Dash.LineState()
	}
	return e
}

// Differences scores the model answers by set and lists where what comes of them
// is not what the case expects, each as an author can read it; nil if all is as
// it should be.
func (p *PracticeCase) Differences(set assess.Instruments) (out []string) {
	r := assess.Score(set, &p.Model)
	want, got := p.Expect, found(&r)
	differ := func(what string, want, got any) {
		if want != got {
			out = append(out, fmt.Sprintf("%s: expected %v, found %v", what, want, got))
		}
	}
	differ("overall", want.Overall, got.Overall)
	differ("baseline", want.Baseline, got.Baseline)
	differ("escalation", want.Escalation, got.Escalation)
	differ("act_now", want.ActNow, got.ActNow)
	differ("dash_yes", want.DashYes, got.DashYes)
	differ("dash_line", want.DashLine, got.DashLine)
	return out
}

// Answer returns the model's answer to a question, and whether it applies to the
// case at all.
func (p *PracticeCase) Answer(instrument, item string) (ModelAnswer, bool) {
	for _, m := range p.Answers {
		if m.Instrument == instrument && m.Item == item {
			return m, true
		}
	}
	return ModelAnswer{}, false
}

// Cases holds practice cases by id, then by version, oldest first.
type Cases []*PracticeCase

// NewCases puts practice cases in order.
func NewCases(all ...*PracticeCase) Cases {
	cs := slices.Clone(all)
	slices.SortStableFunc(cs, func(a, b *PracticeCase) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), assess.CompareVersions(a.Version, b.Version))
	})
	return cs
}

// Newest returns the newest version of a practice case, or nil.
func (cs Cases) Newest(id string) *PracticeCase {
	for _, p := range slices.Backward(cs) {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// IDs lists the cases that were loaded, each once.
func (cs Cases) IDs() (out []string) {
	for _, p := range cs {
		out = append(out, p.ID)
	}
	return slices.Compact(out)
}
