package conversation

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"stalkrisk/assess"
)

// question is a question that is not an item: about the case, the contact or the
// end of the sitting. assess.CaseFacts has the name of the fact, its words and its
// place in the file.
type question struct {
	id, part     string
	page         string // of the page that shows it together with others, in pages; "" if it is shown alone
	path         string // of the fact, if it is about one
	prompt, help string
	since        string // the prompt in an assessment that follows an earlier one
	silent       bool   // never read aloud
	when         func(*Sitting) bool

	eachTime  bool // true of one contact only, so asked again when a draft is resumed
	once      bool // true of one assessment only, so asked again by the next
	whoSpeaks bool // asked again when another person continues
	names     bool // the case reference, which is never confirmed

	also func(*Sitting) string // what stands after the prompt

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
	kind    StepKind
	options []Option
	fact    *assess.CaseFact
}

// parts holds the titles of the parts of the conversation.
var parts = map[string]string{
	"safe": "Safe to talk?", "account": "In their own words", "who": "Who is calling, and about whom", "impact": "What it has changed",
	"recognition": "Recognition: fixated, obsessive, unwanted, repeated", "context": "More about the case", "end": "Before you finish",
	"mode": "Safe to talk?", "hear-danger": "Safe to talk?", "hear-own-life": "Safe to talk?", beside: "Beside the questions", lastEnded: "Before you go on", ownLifeStep: "How they are",
}

// questions returns the steps that are not items, in asking order within each part.
// Steps decides the order of the parts.
var questions = sync.OnceValue(func() []question {
	return filledIn(slices.Concat(helpQuestions, lastEndedQuestions, modeQuestions, ownLifeQuestions, []question{
		languageQuestion,
		{id: "safe-to-talk", part: "safe", path: "contact.safe_to_talk", eachTime: true,
			prompt: "First, where are you now? … And is it safe for you to talk?",
			help:   "Log the place in your own system first. If it is not safe: keep the line open, ask only yes or no questions, use the silent route (55 after 999), send help by local procedure. Ring back only in a way they have agreed."},
		{id: AccountStep, part: "account", path: accountPath, prompt: "Tell me what has happened.",
			since: "Tell me what has happened since. You don't need to repeat what you have already told us.",
			help:  "Write it as it is said. Ask about the first time, not only the last. It will answer many later questions, so you need not ask them again."},

		{id: "caller", part: "who", page: partiesPage, path: "caller", once: true, whoSpeaks: true, prompt: "Who is calling?",
			set: setCaller, says: saysCaller, choices: callerOptions,
			help: "The questions are about the victim, whoever is calling. Stalkers report those they stalk: where both accuse each other, both are recorded and a specialist decides."},
		{id: "relationship", part: "who", page: partiesPage, path: "case.relationship", prompt: "Who is this person to you?",
			help: "If nobody knows who it is, ask whether it could be a former partner: questions about a shared past are then asked too. It can be stalking without any relationship."},
		{id: "children", part: "who", page: partiesPage, path: "case.children", prompt: "Are there any children in your life, yours or theirs?",
			help: "Children of either person, living with them or not."},
		{id: "under-18", part: "who", topic: "anyone under 18", options: ages, get: underAge, set: setUnderAge, prompt: "Is either of you under 18?",
			help: "If the victim or the suspect is under 18, child safeguarding applies at any level."},
		{id: "suspects", part: "who", path: "case.suspects", prompt: "Is it one person, or more than one?",
			help: "Each assessment is about one suspect. If there are several, do one for each and link the references."},

		impact("sleep", "Sleep and health", "How were your sleep and your health before this, and how are they now?", nil),
		impact("work", "Work or study", "What was your work or study like before, and what is different now?", nil),
		impact("travel", "Travel", "How did you get about before, and what do you do differently now?", nil),
		impact("security", "Security at home", "What have you changed at home to feel safer, and when?", nil),
		impact("phone", "Phone and online", "What have you given up or changed with your phone or online?", nil),
		impact("children", "Children and school", "What has changed for the children, at home or at school?", func(s *Sitting) bool { return s.A.Case.Children != assess.FactNo }),
		impact("going-out", "Going out and seeing people", "Who did you see and where did you go before, and what is different now?", nil),
		impact("money", "Money", "What has it cost you, in money or lost work?", nil),
		impact("moved", "Moving home", "Have you moved or stayed somewhere else because of this, or thought of it?", nil),
		impact("before", "Before the first report", "What had you tried before you first told anyone?", nil),

		{id: "fixated", part: "recognition", path: "recognition.fixated", silent: true, prompt: "From the account: is the behaviour fixated on the victim?",
			help: "Not read aloud. This helps you recognise stalking. It does not change the level, and a no does not end the assessment."},
		{id: "obsessive", part: "recognition", path: "recognition.obsessive", silent: true, prompt: "From the account: is it obsessive?",
			help: "Not read aloud. They put far more time, effort or feeling into it than could be expected."},
		{id: "unwanted", part: "recognition", path: "recognition.unwanted", silent: true, prompt: "From the account: is it unwanted?",
			help: "Not read aloud. The victim need not have told the suspect so."},
		{id: "repeated", part: "recognition", path: "recognition.repeated", silent: true, prompt: "From the account: has it happened more than once?",
			help: "Not read aloud. Twice can be the start of a course of conduct, whatever each was recorded as."},

		{id: "prompted", part: "context", path: "prompted_by_incident", once: true, prompt: "Did something that has just happened make you get in touch?",
			help: "The answer affects how the incident dates are analysed."},
		{id: "incidents", part: "context", path: "incidents", prompt: "Tell me about the other times, as far back as you can.",
			since: "Has anything else happened, since then or before?",
			help:  "Include incidents that were never recorded. An approximate date is fine. Incidents answer some questions for you."},
		{id: "jurisdiction", part: "context", path: "case.jurisdiction", silent: true, prompt: "Where is the victim?",
			help: "If you leave this unanswered, England and Wales is assumed."},
		{id: "online-only", part: "context", path: "case.online_only", prompt: "Has all of it been online or by phone?",
			help: "A yes never lowers the level: online stalking can move offline."},
		{id: "interpreter", part: "context", path: "contact.interpreter", prompt: "Would another language be easier for you? Which?",
			help: "Skip this if none is needed. Never use a relative or a child as interpreter. Ask whether the interpreter is known to them."},
		{id: "safe-times", part: "context", path: "contact.safe_times", prompt: "When and how is it safe to reach you?",
			help: "Only ways they have agreed to. No numbers or devices that the suspect could see."},
		{id: "needs", part: "context", path: "contact.needs", prompt: "Is there anything that would make it easier for you to talk to us?",
			help: "For example hearing, sight, reading, health, caring duties, or always speaking to the same person."},
		{id: "victim-area", part: "context", path: "case.victim_area", silent: true, prompt: "Police force area where the victim lives.",
			help: "The force area only, not an address."},
		{id: "suspect-area", part: "context", path: "case.suspect_area", silent: true,
			prompt: "Police force area where the suspect lives, or is heading.",
			help:   "It decides which force can apply for a protective order."},
		{id: "orders", part: "context", path: "orders", prompt: "Is there any court order, bail condition or police warning?",
			help: "In force now or before, from any court or force."},
		{id: "triggers", part: "context", path: "triggers", prompt: "Is there a date just past or coming up that could make things worse?",
			help: "A hearing, a release, a charge, an anniversary, a move. It brings the review forward."},
		{id: "absences", part: "context", path: "absences", prompt: "Has the other person been in custody or abroad in this time?",
			help: "This is used only to interpret gaps between incidents."},
		{id: "accounts", part: "context", path: "accounts", when: atEnd, prompt: "Which numbers, accounts or devices has this person used?",
			help: "One entry for each, with what links it to them. One person may use many."},
		{id: "evidence", part: "context", path: "evidence", silent: true, when: atEnd, prompt: "What evidence is there, who has it, and was it taken?",
			help: "Record what was offered even if nobody took it, and when it will be gone."},
		{id: "suspect-reference", part: "context", path: "case.suspect_reference", silent: true, when: atEnd, prompt: "A reference for the suspect that other cases use too. Not a name.",
			help: "Skip it if there is none. It joins cases with other victims of the same person."},
		{id: "linked", part: "context", path: "case.linked", silent: true, when: severalSuspects, prompt: "Which assessments are about the same victim and another suspect?",
			help: "Their ids, with a semicolon between them. Each suspect has an assessment of their own."},
		{id: "elsewhere", part: "context", path: "elsewhere", silent: true, when: atEnd, prompt: "Has anybody completed another assessment, such as DARA or SASH?",
			help: "It is shown beside ours and changes no level. DARA has replaced DASH in first response."},
		{id: "mental-health-need", part: "context", path: "case.mental_health_need", prompt: "Do you know of any mental health needs the other person has?",
			help: "Recorded so that it can be managed. It never raises or lowers the level."},

		{id: "referral-offered", part: "end", path: "referral.offered", silent: true, set: setOffered,
			also: (*Sitting).support, prompt: "Did you offer an independent advocate or helpline for stalking?",
			help: "Offer it at every level, before the contact ends. Their answer is asked next."},
		{id: "referral-accepted", part: "end", path: "referral.accepted", silent: true, when: offered, prompt: "Did they accept?",
			help: "They are free to say no. Offer it again another day."},
		endedQuestion(),
		heardQuestion(heardStep, "end", endedStep),
		{id: "reference", part: "end", path: "case.reference", silent: true, names: true, prompt: "Case reference. Not a name.",
			help: "The case number in your own system."},
		{id: "review", part: "end", kind: ReviewStep, silent: true, topic: "review", prompt: "Review the answers."},
		{id: "judgement", part: "end", silent: true, topic: "your own judgement", options: judgements, get: judged, set: setJudged,
			prompt: "Do you agree with the level?",
			help:   "The tool supports your judgement and does not replace it. You can set another level and give a reason; both levels are kept. You can raise it by any number of steps. You can lower it by one step, with a second person, and only if every red flag and imminent sign is answered no."},
		{id: "dash-grade", part: "end", path: "dash_grade.level", silent: true, once: true, when: dashAnswered,
			prompt: "Your own DASH grade, by professional judgement.",
			help:   "The tool only counts DASH. Follow whichever response is higher: a low stalking level cannot lower this grade."},
		{id: "dash-reason", part: "end", path: "dash_grade.reason", silent: true, once: true, when: func(s *Sitting) bool { return s.A.DashGrade.Level != "" },
			prompt: "Why this grade?",
			help:   "In your own words."},
		{id: "referral-service", part: "end", path: "referral.service", silent: true, when: func(s *Sitting) bool { return offered(s) && !s.A.FirstContact() },
			prompt: "Which service was offered?",
			help:   "Name the service, not a person."},
		{id: serviceView, part: "end", topic: "what a support service thinks", options: addOrNot, get: serviceAsked, silent: true, when: atEnd,
			prompt: "What does a support service that knows the victim think of the risk?",
			help:   "The service's own view. It is shown with the level and does not change it."},
		{id: "decisions", part: "end", path: "decisions", silent: true, when: atEnd, prompt: "What was decided, and why or why not?",
			help: "A protection order, an interim order, telling the victim who it is, recording it as stalking. For how it is recorded, choose recorded as stalking, as another offence, or not recorded, and write why. The police can apply for an order, so the victim does not have to."},
		{id: "advice", part: "end", path: "advice_given", silent: true, when: atEnd, prompt: "What advice was given?",
			help: "So that the next officer gives the same advice."},
		{id: "actions", part: "end", path: "actions", silent: true, when: atEnd, prompt: "What was promised, by whom, and by which day?",
			help: "One entry for each. Include when the victim will next hear from you, and from whom."},
		{id: "updates", part: "end", path: "updates", silent: true, when: atEnd, prompt: "Who has been told what, and when?",
			help: "The victim, an advocate, another force. So that nobody is left waiting or told twice."},
		{id: "outcome", part: "end", path: "outcome.value", silent: true, when: atEnd, prompt: "What became of it, if that is known?",
			help: "Skip it while the case is open. It is kept for learning and changes no level."},
		{id: "outcome-note", part: "end", path: "outcome.note", silent: true, when: func(s *Sitting) bool { return atEnd(s) && s.A.Outcome.Value != "" }, prompt: "What should others learn from it?",
			help: "No names. Skip it if there is nothing to add."},
		{id: "finish", part: "end", kind: FinishStep, silent: true, topic: "finish", prompt: "Finish and write the report?",
			help: "After this the file is complete. After a first contact, the attending officer continues the same file. Otherwise, start a new assessment for any later change."},
	}))
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
		case f.Kind == assess.TextFact, f.Kind == assess.TextsFact:
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
		out = append(out, s.step(q))
	}
	return out
}

// promptOf returns what a question asks now.
func (s *Sitting) promptOf(q *question) string {
	prompt := q.prompt
	if q.since != "" && s.followsEarlier() {
		prompt = q.since
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
		ID: q.id, Kind: q.kind, Page: q.page, Section: parts[q.part], Item: -1, Topic: q.topic, Prompt: s.promptOf(q), Help: s.helpOf(q), Words: wordsOf(q.id),
		Options: q.options, Answer: answer, Silent: q.silent, Entries: s.count(q),
		Afresh: (q.eachTime && !s.Loaded.IsZero() || q.whoSpeaks && s.Handover) && !s.asked[q.id] && answer != "",
	}
	st.ToAsk = s.stillToAsk(q.id)
	if q.choices != nil {
		st.Options = q.choices(s)
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
