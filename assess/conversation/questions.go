package conversation

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/late"
)

// question is a question that is not an item: about the case, the contact or the
// end of the sitting. assess.CaseFacts has the name of the fact, its words and its
// place in the file.
type question struct {
	id, part     string
	page         string // of the page that shows it together with others, as titleOf has it; "" if it is shown alone
	optional     bool   // of a page: it may be left empty
	path         string // of the fact, if it is about one
	noteLine     string // the name of its line in a note, if that holds its answer
	prompt, help string
	since        string // the prompt in an assessment that follows an earlier one
	forAnother   string // the prompt for somebody who calls for the victim
	silent       bool   // never read aloud
	when         func(*Sitting) bool

	eachTime  bool // true of one contact only, so asked again when a draft is resumed
	once      bool // true of one assessment only, so asked again by the next
	whoSpeaks bool // asked again when another person continues
	names     bool // the case reference, which is never confirmed

	also  func(*Sitting) string // what comes after the prompt
	helps func(*Sitting) string // the help, if it depends on what is recorded

	// These read and record the answer if it is not simply the fact.
	get func(*Sitting, *assess.Assessment) string
	set func(*Sitting, string)

	// These depend on the sitting: the prompt and the options, if they are not always
	// the same, and what to tell the person who asks about an answer just recorded.
	asks    func(*Sitting) string
	choices func(*Sitting) []Option
	says    func(s *Sitting, value string) string

	// filledIn takes these from the fact, if there is one.
	topic   string
	row     string // a shorter name for its row on a page, if the topic is long
	kind    StepKind
	options []Option
	fact    *assess.CaseFact
}

// parts holds the titles of the parts of the conversation.
var parts = late.Value[map[string]string]{Make: func() map[string]string {
	return map[string]string{
		"safe": "Safe to talk?", "near": "Help now", "reach": "What they can reach", "account": "In their own words", "screen": "Is this stalking?", "found": "What was found",
		"mode": "Safe to talk?", "hear-danger": "Safe to talk?", "hear-own-life": "Safe to talk?", beside: "Beside the questions", lastEnded: "Before you go on", "neck": "Pressure to the neck", "parties": "Who is calling, and about whom", ownLifeStep: "How they are",
		"closing": "Before the call ends", "ended": "After the call", "after": "After the call",
		"impact": "What it has changed", "recognition": "Recognition: fixated, obsessive, unwanted, repeated", "context": "More about the case", "end": "Before you finish",
	}
}}

// questions returns the steps that are not items, in asking order within each part.
// Steps decides the order of the parts.
var questions = late.Value[[]question]{Make: func() []question {
	return filledIn(slices.Concat(languageQuestions(), helpQuestions, siftedQuestions(), lastEndedQuestions(), modeQuestions(), ownLifeQuestions, contactQuestions(), officerQuestions()))
}}

var (
	addOrNot   = []Option{{"1", AddEntry, "add one"}, {"2", NoMore, "no more"}}
	ages       = []Option{{"n", "no", "no, both are adults"}, {"v", "victim", "the person at risk is"}, {"o", "suspect", "the other person is"}, {"b", "both", "both are"}, {"u", "unknown", "not known"}}
	judgements = []Option{{"a", "agree", "agree"}, {"h", "higher", "set a higher level"}, {"l", "lower", "set a lower level"}}
)

// filledIn fills in the topic, kind and options of each question from its fact.
func filledIn(all []question) []question {
	for i := range all {
		q := &all[i]
		if q.path == "" {
			continue
		}
		f := assess.FactAt(q.path)
		q.fact, q.topic = f, cmp.Or(q.topic, f.Label)
		switch {
		case q.options != nil:
		case f.List != nil:
			q.options = addOrNot
		case f.Longest > assess.LongestText:
			q.kind = TextStep
		case f.Kind == assess.TextFact, f.Kind == assess.TextsFact:
			q.kind = LineStep
		default:
			q.options = options(f.Vocabulary)
		}
	}
	return all
}

// options returns an option for each word, with its key or its number in the list.
func options(words assess.Vocabulary) (out []Option) {
	for k, w := range words {
		out = append(out, Option{cmp.Or(w.Key, strconv.Itoa(k+1)), w.Value, cmp.Or(w.Option, w.Label)})
	}
	return out
}

// answer returns the answer to a question in an assessment; NoMore for a list that
// has an entry.
func (s *Sitting) answer(q *question, a *assess.Assessment) string {
	switch {
	case q.get != nil:
		return q.get(s, a)
	case q.fact == nil || q.fact.List != nil && q.fact.List.Len(a) == 0:
		return ""
	case q.fact.List != nil:
		return NoMore
	}
	return q.fact.Get(a)
}

// put records the answer to a question. A form records the entries of a list.
func (s *Sitting) put(q *question, value string) {
	switch {
	case q.set != nil:
		q.set(s, value)
	case q.fact != nil && q.fact.List == nil:
		_ = q.fact.Set(s.A, value) // no question is about a fact that can refuse a value
	}
}

// ask returns steps with those of parts of the conversation that apply after them.
func (s *Sitting) ask(steps []Step, parts ...string) []Step {
	all := questions.Get()
	for _, part := range parts {
		for i := range all {
			if q := &all[i]; q.part == part && (q.when == nil || q.when(s)) {
				steps = append(steps, s.step(q))
			}
		}
	}
	return steps
}

// promptOf returns what a question asks now.
func (s *Sitting) promptOf(q *question) string {
	prompt := q.prompt
	if q.since != "" && s.followsEarlier() {
		prompt = q.since
	}
	if q.forAnother != "" && s.A.Caller == assess.ThirdParty {
		prompt = q.forAnother
	}
	if q.asks != nil {
		prompt = q.asks(s)
	}
	if q.also != nil {
		prompt = strings.TrimSpace(prompt + " " + q.also(s))
	}
	return prompt
}

// step returns the step of a question.
func (s *Sitting) step(q *question) Step {
	answer := s.answer(q, s.A)
	st := Step{
		ID: q.id, Kind: q.kind, Page: q.page, Optional: q.optional, Section: parts.Get()[q.part], Item: -1, Topic: q.topic, Row: q.row, Prompt: s.promptOf(q), Help: s.helpOf(q), Words: everyday.Get()[q.id],
		Options: q.options, Answer: answer, Silent: q.silent, Entries: s.count(q),
		Afresh: (q.eachTime && !s.Loaded.IsZero() || q.whoSpeaks && s.Handover) && !s.asked[q.id] && answer != "",
	}
	st.ToAsk = s.stillToAsk(q.id)
	if q.choices != nil {
		st.Options = q.choices(s)
	}
	if q.helps != nil {
		st.Help = q.helps(s)
	}
	if q.part != beside {
		s.markFact(&st, q)
	}
	return st
}

// helpOf returns the help on a question. Where a decision about an order is asked for, it
// names the local forms.
func (s *Sitting) helpOf(q *question) string {
	if forms := s.Set.Local.Forms; q.path == "decisions" && len(forms) > 0 {
		return q.help + " Forms: " + strings.Join(forms, "; ") + "."
	}
	return q.help
}

// count returns the number of entries of a list, or 1 if a support service's view
// is recorded.
func (s *Sitting) count(q *question) int {
	switch {
	case q.part == beside:
		return 0
	case q.fact != nil && q.fact.List != nil:
		return q.fact.List.Len(s.A)
	case q.id == serviceView && s.A.ServiceView != (assess.ServiceView{}), q.id == OutcomeForm && s.A.Outcome != (assess.Outcome{}):
		return 1
	}
	return 0
}

// questionOf returns the question with that id, or nil.
func questionOf(id string) *question {
	all := questions.Get()
	for i := range all {
		if all[i].id == id {
			return &all[i]
		}
	}
	return nil
}
