package training

import (
	"fmt"

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
	Learn      []string               `json:"learn"`
	Model      assess.Assessment      `json:"assessment"` // once loaded, with the model answers; Training is the case's id
	Account    assess.Account         `json:"account"`    // as the caller tells it
	Otherwise  string                 `json:"otherwise"`  // what the caller says if the case has nothing more to tell
	More       []Topic                `json:"more"`       // what they say when asked about other things
	Checks     []Check                `json:"checks"`
	Stalking   map[string]ModelAnswer `json:"stalking"` // by item
	Dash       map[string]ModelAnswer `json:"dash"`
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

// Expected is the result that the model answers must have.
type Expected struct {
	Overall    assess.OverallLevel `json:"overall"`
	Baseline   assess.OverallLevel `json:"baseline"`
	Escalation Escalation          `json:"escalation"`
	ActNow     bool                `json:"act_now"`
	DashYes    int                 `json:"dash_yes"`  // of its topics; 0 if DASH does not apply
	DashLine   Line                `json:"dash_line"` // "" if DASH does not apply
}

// Escalation is a level of escalation.
type Escalation string

// Words returns the levels of escalation, lowest first.
func (Escalation) Words() []string { return []string{"stable", "rising", "imminent"} }

// Line is how a count compares with DASH's line.
type Line string

// Words returns the ways in which a count can compare with the line.
func (Line) Words() []string { return []string{"below", "open", "reached"} }

// Differences scores the model answers by set and returns each difference from the
// expected result, in words for the author; nil if there is none.
func (p *PracticeCase) Differences(set assess.Instruments) (out []string) {
	r, want := assess.Score(set, &p.Model), p.Expect
	yes, line := 0, ""
	if r.Dash.Applicability == "applicable" {
		yes, line = r.Dash.Yes, r.Dash.LineState()
	}
	differ := func(what string, want, got any) {
		if want != got {
			out = append(out, fmt.Sprintf("%s: expected %v, found %v", what, want, got))
		}
	}
	differ("overall", string(want.Overall), r.Overall.Level)
	differ("baseline", string(want.Baseline), r.Baseline.Level)
	differ("escalation", string(want.Escalation), r.Escalation.Level)
	differ("act_now", want.ActNow, r.ActNow)
	differ("dash_yes", want.DashYes, yes)
	differ("dash_line", string(want.DashLine), line)
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
