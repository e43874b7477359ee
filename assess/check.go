package assess

import (
	"fmt"
	"slices"
	"strings"
)

// Codes of the problems that Check and Score find. Those of reading stand with
// the readers.
const (
	CodeUnknownVersion    = "unknown-version"
	CodeUnknownInstrument = "unknown-instrument"
	CodeUnknownItem       = "unknown-item"
	CodeUnknownAnswer     = "unknown-answer"
	CodeReasonMissing     = "reason-missing"
	CodeUnknownKind       = "unknown-kind"
	CodeKindMissing       = "kind-missing"
	CodeAfterAssessment   = "after-assessment"
	CodeBadOverride       = "bad-override"
	CodeTraining          = "training-record"
)

// Codes gives the codes above, each with what to do about it.
func Codes() [][2]string {
	return [][2]string{
		{CodeUnknownVersion, "the questionnaire or version it names is not at hand: give its folder with --questionnaires; the newest at hand was used"},
		{CodeUnknownInstrument, "responses stand under a questionnaire that is not at hand: correct its id, or give its folder"},
		{CodeUnknownItem, "no such question: look for a misspelling; its answer counts as not asked"},
		{CodeUnknownAnswer, "none of the answers that the question can have: it counts as open"},
		{CodeReasonMissing, "a yes to this question needs a reason as its note: until then it counts as open"},
		{CodeUnknownKind, "no such kind of incident: look for a misspelling, or write other"},
		{CodeKindMissing, "an incident does not say what kind it was: write one"},
		{CodeAfterAssessment, "an incident is dated after the assessment: correct its date, or assess again"},
		{CodeBadOverride, "an override breaks a rule: put it right or take it out; the computed level stands"},
		{CodeTraining, "a practice case: give --training to score it"},
	}
}

// Check lists what in a does not fit the questionnaires of set, in file order.
// Score counts such a thing as open, or as nothing: it is named here so that it
// is not lost. nearest gives the known word that is nearest to a misspelt one,
// or ""; quote writes a key that may be named in a message, or says that it is
// not one to repeat. Neither may be nil.
func Check(set Instruments, a *Assessment, words Wording) []Problem {
	var out []Problem
	for i := range a.Responses {
		s := &a.Responses[i]
		in := set.Find(s.Instrument)
		if in == nil {
			out = append(out, Problem{Code: CodeUnknownInstrument, Path: "responses", Message: words.unknown("instrument", i, s.Instrument, set.ids())})
			continue
		}
		out = append(out, in.checkResponses(s, words)...)
	}
	return append(out, set.CheckIncidents(a, words)...)
}

// CheckIncidents names what is wrong with the incidents of an assessment, in
// their order: it is the part of Check that concerns a timeline.
func (set *Instruments) CheckIncidents(a *Assessment, words Wording) []Problem {
	var out []Problem
	for i := range a.Incidents {
		out = append(out, set.Stalking.checkIncident(a, i, words)...)
	}
	return out
}

// Wording is how messages name what a person wrote without repeating case
// content.
type Wording struct {
	Nearest func(word string, known []string) string
	Quote   func(key string) (quoted string, safe bool)
}

// unknown says that there is no such thing, and what may have been meant.
func (w Wording) unknown(what string, place int, word string, known []string) string {
	quoted, safe := w.Quote(word)
	if !safe {
		return fmt.Sprintf("no such %s: number %d here; the manual and `stalkrisk questionnaire show` list the ids", what, place+1)
	}
	if near := w.Nearest(word, known); near != "" {
		return fmt.Sprintf("no %s %s; did you mean %q?", what, quoted, near)
	}
	return fmt.Sprintf("no %s %s; `stalkrisk questionnaire show` lists the ids", what, quoted)
}

// Find returns the questionnaire of that id, or nil if it is not one of these.
func (set *Instruments) Find(id string) *Instrument {
	switch id {
	case set.Stalking.ID:
		return set.Stalking
	case set.Dash.ID:
		return set.Dash
	}
	for _, in := range set.Others {
		if in.ID == id {
			return in
		}
	}
	return nil
}

func (set *Instruments) ids() (out []string) {
	for _, in := range set.All() {
		out = append(out, in.ID)
	}
	return out
}

func (in *Instrument) checkResponses(s *InstrumentResponses, words Wording) []Problem {
	var out []Problem
	next := 0
	for k := range s.Items {
		r := &s.Items[k]
		i, ok := in.place(r.Item, next)
		if !ok {
			out = append(out, Problem{Code: CodeUnknownItem, Path: "responses." + in.ID, Message: words.unknown("item", k, r.Item, in.itemIDs())})
			continue
		}
		next = i + 1
		it := &in.Items[i]
		if !it.fits(r.Answer) {
			out = append(out, Problem{Code: CodeUnknownAnswer, Path: in.path(it), Message: "no such answer; write " + it.answers()})
		}
		for j := range r.Was {
			if !it.fits(r.Was[j].Answer) {
				out = append(out, Problem{Code: CodeUnknownAnswer, Path: fmt.Sprintf("%s.was[%d].answer", in.path(it), j), Message: "no such answer; write " + it.answers()})
			}
		}
		if it.NeedsReason && r.Answer == Yes && blank(r.Note) {
			out = append(out, Problem{Code: CodeReasonMissing, Path: in.path(it), Message: "a yes here needs a reason; write it as the note"})
		}
	}
	return out
}

// path is where the response to an item stands.
func (in *Instrument) path(it *Item) string { return "responses." + in.ID + "." + it.ID }

func (in *Instrument) itemIDs() []string {
	out := make([]string, len(in.Items))
	for i := range in.Items {
		out[i] = in.Items[i].ID
	}
	return out
}

// Answers lists what the item may be answered.
func (it *Item) Answers() []string {
	if it.Type != Choice {
		return Answers()
	}
	var words []string
	for _, o := range it.Options {
		words = append(words, o.Value)
	}
	return append(words, string(Unknown), string(Declined), string(NotAsked))
}

// answers lists them as a remedy.
func (it *Item) answers() string {
	words := it.Answers()
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

func (in *Instrument) checkIncident(a *Assessment, i int, words Wording) []Problem {
	var out []Problem
	inc := &a.Incidents[i]
	fault := func(code, key, message string) {
		out = append(out, Problem{Code: code, Path: fmt.Sprintf("incidents[%d]%s", i, key), Message: message})
	}
	switch _, known := in.Timeline.kinds[inc.Kind]; {
	case inc.Kind == "":
		fault(CodeKindMissing, "", "an incident needs a kind; write one of those that `stalkrisk questionnaire show stalking` lists, or \"other\"")
	case !known:
		fault(CodeUnknownKind, ".kind", words.unknown("kind", i, inc.Kind, in.kindIDs()))
	}
	if inc.At.After(a.AssessedAt.Time()) {
		fault(CodeAfterAssessment, ".at", "the incident is dated after the assessment; correct its date, or assess again")
	}
	return out
}

func (in *Instrument) kindIDs() []string {
	out := make([]string, len(in.Timeline.Kinds))
	for i := range in.Timeline.Kinds {
		out[i] = in.Timeline.Kinds[i].ID
	}
	return out
}

// Scored is an assessment with what came of it.
type Scored struct {
	Result   Result
	Problems []Problem // all of them: the reader's, Check's, the override's
}

// Assess checks and scores a by the questionnaires of the shelf. found holds
// what the reader of the file found already.
func Assess(shelf Questionnaires, a *Assessment, tool Tool, found []Problem, words Wording) (Instruments, Scored) {
	var s Scorer
	set, scored := s.Assess(shelf, a, tool, found, words)
	return set, *scored
}

// Assess gives what the function Assess gives. It holds until the next call.
func (s *Scorer) Assess(shelf Questionnaires, a *Assessment, tool Tool, found []Problem, words Wording) (Instruments, *Scored) {
	set, versions := shelf.For(a, tool)
	problems := slices.Concat(found, versions, Check(set, a, words))
	r := s.score(set, a)
	problems = append(problems, r.OverrideFault...)
	r.Problems = len(problems)
	s.scored.Problems = problems
	return set, &s.scored
}

func fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }
