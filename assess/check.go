package assess

import (
	"fmt"
	"slices"
	"stalkrisk/assess/fold"
	"strings"
)

// The codes of the problems that Check and Score find. The readers of files have
// codes of their own.
const (
	CodeUnknownVersion    = "unknown-version"
	codeUnknownInstrument = "unknown-instrument"
	codeUnknownItem       = "unknown-item"
	codeUnknownAnswer     = "unknown-answer"
	codeReasonMissing     = "reason-missing"
	CodeUnknownKind       = "unknown-kind"
	CodeKindMissing       = "kind-missing"
	CodeAfterAssessment   = "after-assessment"
	codeBadOverride       = "bad-override"
	codeWrongDecision     = "wrong-decision"
	CodeTraining          = "training-record"
	CodeUnread            = "unread-draft"
	CodeMoreProblems      = "more-problems"
	codeShortened         = "shortened-reference"
)

// Codes returns the codes above, each with what to do about it.
func Codes() [][2]string {
	return [][2]string{
		{CodeUnknownVersion, "the questionnaire or version it names is not loaded: give its folder with --questionnaires; the newest one was used"},
		{codeUnknownInstrument, "there are responses to a questionnaire that is not loaded: correct its id, or give its folder"},
		{codeUnknownItem, "no such question: look for a misspelling; its answer counts as not asked"},
		{codeUnknownAnswer, "not an answer that the question can have: it counts as open"},
		{codeReasonMissing, "a yes to this question needs a reason as its note: until then it counts as open"},
		{CodeUnknownKind, "no such kind of incident: look for a misspelling, or write other"},
		{CodeKindMissing, "an incident does not say what kind it was: write one"},
		{CodeAfterAssessment, "an incident is dated after the assessment: correct its date, or assess again"},
		{codeBadOverride, "an override breaks a rule: correct it or remove it; the computed level is reported"},
		{codeWrongDecision, "the decision is not one about that subject: how a case is recorded is stalking, other_offence or not_recorded, and anything else is considered, applied_for, made or not_pursued"},
		{codeShortened, "a reference is a number as a spreadsheet shortens it, such as 2.02611E+11, and joins no two records: format the column as text and export again"},
		{CodeTraining, "a practice case: give --training to score it"},
		{CodeUnread, "a draft that the sift made, which no person has worked on: read the logs, then open it with stalkrisk assess"},
		{CodeMoreProblems, "more problems than are listed: correct the first ones and try again"},
	}
}

// UnreadProblem is the problem of a draft that nobody has read.
var UnreadProblem = Problem{Code: CodeUnread, Path: "source", Message: "the sift made this draft and nobody has confirmed that they read its logs, so it has no level; read the logs, open it with stalkrisk assess, and confirm"}

// Check returns a problem for everything in a that does not fit the
// questionnaires of set, in file order. Score counts such an answer as open and
// ignores the rest; Check reports it so that nobody misses it.
func Check(set Instruments, a *Assessment) []Problem {
	var out Faults
	out.Add(Shortened(nil, "case.reference", a.Case.Reference)...)
	for i := range a.Responses {
		s := &a.Responses[i]
		in := set.Find(s.Instrument)
		switch {
		case out.Full():
			out.Add(Problem{})
		case in == nil:
			out.Add(Problem{Code: codeUnknownInstrument, Path: "responses", Message: unknown("instrument", i, Nearest(s.Instrument, set.IDs()), "list")})
		default:
			in.checkResponses(s, &out)
		}
	}
	out.Add(set.CheckIncidents(a)...)
	for i := range a.Decisions {
		if d := &a.Decisions[i]; !d.Fits() {
			out.Add(Problem{
				Code: codeWrongDecision, Path: fmt.Sprintf("decisions[%d].decision", i),
				Message: "not a decision about this; write " + strings.Join(d.About.Decisions().Values(), ", "),
			})
		}
	}
	return out.All()
}

// CheckIncidents returns the problems that Check finds in the incidents of an
// assessment, all of them and in their order.
func (set *Instruments) CheckIncidents(a *Assessment) []Problem {
	var out []Problem
	timeline := &set.Stalking.Timeline
	for i := range a.Incidents {
		inc := &a.Incidents[i]
		fault := func(code, key, message string) {
			out = append(out, Problem{Code: code, Path: fmt.Sprintf("incidents[%d]%s", i, key), Message: message})
		}
		switch {
		case inc.Kind == "":
			fault(CodeKindMissing, "", "an incident needs a kind; write one of those that `stalkrisk questionnaire show stalking` lists, or \"other\"")
		case timeline.kinds.find(inc.Kind) == nil:
			fault(CodeUnknownKind, ".kind", unknown("kind", i, timeline.nearKind(inc.Kind), "show "+set.Stalking.ID))
		}
		if inc.At.After(a.AssessedAt.Time()) {
			fault(CodeAfterAssessment, ".at", "the incident is dated after the assessment; correct its date, or assess again")
		}
		out = Shortened(out, fmt.Sprintf("incidents[%d].reference", i), inc.Reference)
	}
	return out
}

// Shortened adds a problem to a list if a reference is a number that a spreadsheet
// shortened.
func Shortened(list []Problem, path, reference string) []Problem {
	if !fold.Shortened(reference) {
		return list
	}
	return append(list, Problem{Code: codeShortened, Path: path, Message: "a number as a spreadsheet shortens it: format the column as text and export again"})
}

// unknown returns the message that a word is not known, with the known word that
// the person may have meant, or with the command that lists them. The word itself may be
// a name, and is never repeated.
func unknown(what string, place int, near, lists string) string {
	if near != "" {
		return fmt.Sprintf("no such %s: number %d here; did you mean %q?", what, place+1, near)
	}
	return fmt.Sprintf("no such %s: number %d here; `stalkrisk questionnaire %s` lists the ids", what, place+1, lists)
}

// nearKind returns the kind of incident that may have been meant: one with nearly that id,
// or one that people call so; "" if there is none.
func (t *TimelineSpec) nearKind(word string) string {
	if near := Nearest(word, each(t.Kinds, func(k *IncidentKind) string { return k.ID })); near != "" {
		return near
	}
	word = strings.ReplaceAll(strings.ToLower(word), "_", " ")
	for k := range t.Kinds {
		if slices.Contains(t.Kinds[k].Words, word) {
			return t.Kinds[k].ID
		}
	}
	return ""
}

// Find returns the questionnaire with that id, or nil if it is not in the set.
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

// each returns the text of every entry of a list.
func each[T any](all []T, text func(*T) string) []string {
	out := make([]string, len(all))
	for i := range all {
		out[i] = text(&all[i])
	}
	return out
}

func (in *Instrument) checkResponses(s *InstrumentResponses, out *Faults) {
	next := 0
	for k := range s.Items {
		r := &s.Items[k]
		i, ok := in.place(r.Item, next)
		switch {
		case !ok && out.Full():
			out.Add(Problem{})
			continue
		case !ok:
			out.Add(Problem{Code: codeUnknownItem, Path: "responses." + in.ID, Message: unknown("item", k, Nearest(r.Item, each(in.Items, func(it *Item) string { return it.ID })), "show "+in.ID)})
			continue
		}
		next = i + 1
		it := &in.Items[i]
		if !it.fits(r.Answer) {
			out.Add(Problem{Code: codeUnknownAnswer, Path: in.path(it), Message: "no such answer; write " + it.answers()})
		}
		for j := range r.Was {
			if !it.fits(r.Was[j].Answer) {
				out.Add(Problem{Code: codeUnknownAnswer, Path: fmt.Sprintf("%s.was[%d].answer", in.path(it), j), Message: "no such answer; write " + it.answers()})
			}
		}
		if it.NeedsReason && r.Answer == Yes && blank(r.Note) {
			out.Add(Problem{Code: codeReasonMissing, Path: in.path(it), Message: "a yes here needs a reason; write it as the note"})
		}
	}
}

// path returns the path of the response to an item.
func (in *Instrument) path(it *Item) string { return "responses." + in.ID + "." + it.ID }

// Answers returns the answers that the item can have.
func (it *Item) Answers() []string {
	if it.Type != Choice {
		return Answers()
	}
	return append(each(it.Options, func(o *Option) string { return o.Value }), string(Unknown), string(Declined), string(NotAsked))
}

// answers returns the same answers for a message: "yes, no or unknown".
func (it *Item) answers() string {
	words := it.Answers()
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// Scored is the result of an assessment, with its problems.
type Scored struct {
	Result   Result
	Problems []Problem // from the reader, Check and the override
}

// Assess checks and scores a by the questionnaires that it names. found holds the
// problems that the reader of the file found; they come first in Problems.
func Assess(all Questionnaires, a *Assessment, tool Tool, found []Problem) (Instruments, Scored) {
	var s Scorer
	set, scored := s.Assess(all, a, tool, found)
	return set, *scored
}

// Assess does what the function Assess does. The Scored that it returns is valid
// until the next call.
func (s *Scorer) Assess(all Questionnaires, a *Assessment, tool Tool, found []Problem) (Instruments, *Scored) {
	set, versions := all.For(a, tool)
	problems := slices.Concat(found, versions, Check(set, a))
	all.HideKeys(problems)
	r := s.score(set, a)
	problems = append(problems, r.OverrideFault...)
	r.Problems = countProblems(problems)
	s.scored.Problems = problems
	return set, &s.scored
}
