package conversation

import (
	"cmp"
	"slices"
	"strconv"
	"sync"

	"stalkrisk/assess"
)

// question is a question that is not an item: about the case, the contact or the
// end of the sitting. assess.CaseFacts has the name of the fact, its words and its
// place in the file.
type question struct {
	id, part     string
	path         string // of the fact, if it is about one
	prompt, help string
	since        string // the prompt in an assessment that follows an earlier one
	silent       bool   // never read aloud
	when         func(*Sitting) bool

	eachTime  bool // true of one contact only, so asked again when a draft is resumed
	once      bool // true of one assessment only, so asked again by the next
	whoSpeaks bool // asked again when another person continues
	names     bool // the case reference, which is never confirmed

	// These read and record the answer if it is not simply the fact.
	get func(*Sitting, *assess.Assessment) string
	set func(*Sitting, string)

	// filledIn takes these from the fact, if there is one.
	topic   string
	kind    StepKind
	options []Option
	fact    *assess.CaseFact
}

// parts holds the titles of the parts of the conversation.
var parts = map[string]string{
	"safe": "Safe to talk?", "account": "In their own words", "who": "Who is calling, and about whom", "impact": "What it has changed",
	"recognition": "Recognition: fixated, obsessive, unwanted, repeated", "context": "More about the case", "end": "Before you finish",
}

// questions returns the steps that are not items, in asking order within each part.
// Steps decides the order of the parts.
var questions = sync.OnceValue(func() []question {
	return filledIn([]question{
		{id: "safe-to-talk", part: "safe", path: "contact.safe_to_talk", eachTime: true,
			prompt: "First, where are you now? … And is it safe for you to talk?",
			help:   "Log the place in your own system first. If it is not safe: keep the line open, ask questions that need only yes or no, use the silent route (55 after 999), send help by local procedure. Ring back only by a way the person has agreed."},
		{id: "first-account", part: "account", path: "first_account", prompt: "Tell me what has happened.",
			since: "Tell me what has happened since. You need not tell again what you have told already.",
			help:  "Write it as it is said. Ask for the first time, not only the last. Much of what follows can be answered from it without asking again."},

		{id: "caller", part: "who", path: "caller", once: true, whoSpeaks: true, prompt: "Who is calling?",
			help: "The questions are about the person at risk, whoever calls."},
		{id: "relationship", part: "who", path: "case.relationship", prompt: "Who is this person to you?",
			help: "If nobody knows who it is, ask whether it could be a former partner; the questions about a shared past are then asked as well. Stalking needs no relationship."},
		{id: "children", part: "who", path: "case.children", prompt: "Are there any children in your life, yours or theirs?",
			help: "Children of either person, in the home or not."},
		{id: "under-18", part: "who", topic: "anyone under 18", options: ages, get: underAge, set: setUnderAge, prompt: "Is either of you under 18?",
			help: "If the person at risk or the other person is under 18, child safeguarding applies at any level."},
		{id: "suspects", part: "who", path: "case.suspects", prompt: "Is it one person, or more than one?",
			help: "One assessment is about one of them. For several, do one each under linked references."},

		impact("sleep", "Sleep and health", "How were your sleep and your health before this, and how are they now?", nil),
		impact("work", "Work or study", "What about work or study: what was usual before, and what is different now?", nil),
		impact("travel", "Travel", "How did you get about before, and what do you do differently now?", nil),
		impact("security", "Security at home", "What have you changed at home to feel safer, and when?", nil),
		impact("phone", "Phone and online", "What have you given up or changed with your phone or online?", nil),
		impact("children", "Children and school", "What has changed for the children, at home or at school?", func(s *Sitting) bool { return s.A.Case.Children != assess.FactNo }),
		impact("going-out", "Going out and seeing people", "Whom did you see and where did you go before, and what is left of it?", nil),
		impact("money", "Money", "What has it cost you, in money or in work?", nil),
		impact("moved", "Moving home", "Have you moved or stayed somewhere else because of this, or thought of it?", nil),
		impact("before", "Before the first report", "What had you tried before you first told anyone?", nil),

		{id: "fixated", part: "recognition", path: "recognition.fixated", silent: true, prompt: "From the account: is the behaviour fixated on this person?",
			help: "Not read aloud. This helps to recognise stalking; it does not grade it, and a no stops nothing."},
		{id: "obsessive", part: "recognition", path: "recognition.obsessive", silent: true, prompt: "From the account: is it obsessive?",
			help: "Not read aloud. More time, effort or feeling goes into it than anything could explain."},
		{id: "unwanted", part: "recognition", path: "recognition.unwanted", silent: true, prompt: "From the account: is it unwanted?",
			help: "Not read aloud. It need not have been said to the other person."},
		{id: "repeated", part: "recognition", path: "recognition.repeated", silent: true, prompt: "From the account: has it happened more than once?",
			help: "Not read aloud. Two times may be the beginning of a course of conduct, whatever each was recorded as."},

		{id: "prompted", part: "context", path: "prompted_by_incident", once: true, prompt: "Did something that has just happened make you get in touch?",
			help: "It decides how the dates of the incidents are read."},
		{id: "incidents", part: "context", path: "incidents", prompt: "Tell me about the other times, as far back as you can.",
			since: "Has anything else happened, since then or before?",
			help:  "Whatever each was recorded as, or never recorded; about when is enough. An incident shows answers by itself."},
		{id: "jurisdiction", part: "context", path: "case.jurisdiction", silent: true, prompt: "Where is the person at risk?",
			help: "England and Wales unless you say otherwise."},
		{id: "online-only", part: "context", path: "case.online_only", prompt: "Has all of it been online or by phone?",
			help: "A yes never lowers concern: online stalking can move off line."},
		{id: "interpreter", part: "context", path: "contact.interpreter", prompt: "Would another language be easier for you? Which?",
			help: "Leave it open if none is needed."},
		{id: "safe-times", part: "context", path: "contact.safe_times", prompt: "When and how is it safe to reach you?",
			help: "Only ways that the person has agreed. No numbers that the other person could see."},
		{id: "needs", part: "context", path: "contact.needs", prompt: "Is there anything that would make it easier for you to talk to us?",
			help: "Hearing, sight, reading, health, caring for somebody, one person to speak to."},
		{id: "victim-area", part: "context", path: "case.victim_area", silent: true, prompt: "Police force area where the person at risk lives.",
			help: "The force area only, not an address."},
		{id: "suspect-area", part: "context", path: "case.suspect_area", silent: true,
			prompt: "Police force area where the other person lives, or is heading.",
			help:   "It decides which force may apply for a protective order."},
		{id: "orders", part: "context", path: "orders", prompt: "Is there any court order, bail condition or police warning?",
			help: "In force now or before, from any court or force."},
		{id: "triggers", part: "context", path: "triggers", prompt: "Is there a date just past or coming up that could make things worse?",
			help: "A hearing, a release, a charge, an anniversary, a move. It brings the review forward."},
		{id: "absences", part: "context", path: "absences", prompt: "Has the other person been in custody or abroad in this time?",
			help: "Only so that the gaps between incidents are read rightly."},
		{id: "mental-health-need", part: "context", path: "case.mental_health_need", prompt: "Do you know of any mental-health need the other person has?",
			help: "Recorded so that it can be managed. It never raises or lowers the level."},

		{id: "referral-offered", part: "end", path: "referral.offered", silent: true, set: setOffered,
			prompt: "Did you offer an independent advocate or helpline for stalking?",
			help:   "Offer it at every level, before the contact ends. What they say to it is asked next."},
		{id: "referral-accepted", part: "end", path: "referral.accepted", silent: true, when: offered, prompt: "Did they say yes to it?",
			help: "No is their right, and need not be the last word: offer it again another day."},
		{id: "ended", part: "end", path: "contact.ended", silent: true, eachTime: true, prompt: "How did the contact end?",
			help: "Dropped or unsafe counts: a call that dropped while it is open whether the other person is near is treated as danger now."},
		{id: "reference", part: "end", path: "case.reference", silent: true, names: true, prompt: "Case reference. Not a name.",
			help: "The number of the case in your own system."},
		{id: "review", part: "end", kind: ReviewStep, silent: true, topic: "review", prompt: "Look it over."},
		{id: "judgement", part: "end", silent: true, topic: "your own judgement", options: judgements, get: judged, set: setJudged,
			prompt: "Do you agree with the level?",
			help:   "The tool supports your judgement and does not replace it. You may set another level with a reason; both are kept and shown. Up by any number of steps. Down by one step, with a second person, and only when every red flag and imminent sign is answered no."},
		{id: "dash-grade", part: "end", path: "dash_grade.level", silent: true, once: true, when: dashAnswered,
			prompt: "Your own DASH grade, by professional judgement.",
			help:   "The tool counts; it never grades. The higher response governs: a low stalking level cannot lower this."},
		{id: "dash-reason", part: "end", path: "dash_grade.reason", silent: true, once: true, when: func(s *Sitting) bool { return s.A.DashGrade.Level != "" },
			prompt: "Why this grade?",
			help:   "In your own words."},
		{id: "referral-service", part: "end", path: "referral.service", silent: true, when: func(s *Sitting) bool { return offered(s) && !s.A.FirstContact() },
			prompt: "Which service was offered?",
			help:   "The service, not a person in it."},
		{id: serviceView, part: "end", topic: "what a support service thinks", options: addOrNot, get: serviceAsked, silent: true, when: atEnd,
			prompt: "What does a support service that knows the person think of the risk?",
			help:   "Its own view, beside the level and not in place of it."},
		{id: "decisions", part: "end", path: "decisions", silent: true, when: atEnd, prompt: "What was decided, and why or why not?",
			help: "A protection order, an interim one, telling the person who it is, recording it as stalking. For recording, made means that it is recorded as stalking, and not pursued that it is not: write why. The police may apply for an order, so that the person does not have to."},
		{id: "advice", part: "end", path: "advice_given", silent: true, when: atEnd, prompt: "What advice was given?",
			help: "So that the next person does not say something else."},
		{id: "actions", part: "end", path: "actions", silent: true, when: atEnd, prompt: "What was promised, by whom, and by which day?",
			help: "One entry for each. Include when the person will hear next, and from whom."},
		{id: "finish", part: "end", kind: FinishStep, silent: true, topic: "finish", prompt: "Finish and write the report?",
			help: "After this the file is complete. After a first contact the attending officer goes on with the same file; otherwise a later change is a new assessment."},
	})
})

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
		q.fact, q.topic, q.options = f, f.Label, options(f.Vocabulary)
		switch {
		case f.List != nil:
			q.options = addOrNot
		case f.Longest > assess.LongestText:
			q.kind = TextStep
		case f.Kind == assess.TextFact:
			q.kind = LineStep
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

// ask returns the steps of one part of the conversation that apply.
func (s *Sitting) ask(part string) []Step {
	var out []Step
	all := questions()
	for i := range all {
		q := &all[i]
		if q.part != part || q.when != nil && !q.when(s) {
			continue
		}
		answer := s.answer(q, s.A)
		st := Step{
			ID: q.id, Kind: q.kind, Section: parts[part], Item: -1, Topic: q.topic, Prompt: q.prompt, Help: q.help,
			Options: q.options, Answer: answer, Silent: q.silent, Entries: s.count(q),
			Afresh: (q.eachTime && !s.Loaded.IsZero() || q.whoSpeaks && s.Handover) && !s.asked[q.id] && answer != "",
		}
		if q.since != "" && s.followsEarlier() {
			st.Prompt = q.since
		}
		s.markFact(&st, q)
		out = append(out, st)
	}
	return out
}

// count returns the number of entries of a list, or 1 if a support service's view
// is recorded.
func (s *Sitting) count(q *question) int {
	switch {
	case q.fact != nil && q.fact.List != nil:
		return q.fact.List.Len(s.A)
	case q.id == serviceView && s.A.ServiceView != (assess.ServiceView{}):
		return 1
	}
	return 0
}

// questionOf returns the question with that id, or nil.
func questionOf(id string) *question {
	all := questions()
	i := slices.IndexFunc(all, func(q question) bool { return q.id == id })
	if i < 0 {
		return nil
	}
	return &all[i]
}
