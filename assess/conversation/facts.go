package conversation

import (
	"slices"
	"strings"

	"stalkrisk/assess"
)

// fact is a step that is no item: something about the case, the contact or the
// end of the sitting.
type fact struct {
	id, part, title string
	kind            StepKind
	topic, prompt   string
	help            string
	options         []Option
	silent          bool
	eachTime        bool                         // true of one contact only, so asked again when a draft goes on
	once            bool                         // true of one assessment only, so asked anew by the next
	whoSpeaks       bool                         // asked again when another person goes on
	names           bool                         // says which case it is, so never to be confirmed
	since           string                       // the prompt where an earlier assessment was gone on from
	when            func(*Sitting) bool          // nil: always
	count           func(*assess.Assessment) int // of a list
	get             func(*assess.Assessment) string
	impact          string // the part of life that it is about, in place of get
	set             func(*Sitting, string)
}

// facts gives the steps of one part of the conversation that apply.
func (s *Sitting) facts(part string) []Step {
	var out []Step
	for i := range factTable {
		f := &factTable[i]
		if f.part != part || f.when != nil && !f.when(s) {
			continue
		}
		st := Step{
			ID: f.id, Kind: f.kind, Section: f.title, Item: -1, Topic: f.topic, Prompt: f.prompt, Help: f.help,
			Options: f.options, Answer: s.factAnswer(f, s.A), Silent: f.silent,
			Afresh: (f.eachTime && !s.Loaded.IsZero() || f.whoSpeaks && s.Handover) && !s.asked[f.id] && s.factAnswer(f, s.A) != "",
		}
		if f.count != nil {
			st.Entries = f.count(s.A)
		}
		if f.since != "" && s.goesOn() {
			st.Prompt = f.since
		}
		s.toldFact(&st, f)
		out = append(out, st)
	}
	return out
}

func (s *Sitting) factAnswer(f *fact, a *assess.Assessment) string {
	switch {
	case f.impact != "":
		return s.impactNote(a, f.impact)
	case f.get == nil:
		return ""
	}
	return f.get(a)
}

func (s *Sitting) recordFact(id, value string) {
	for i := range factTable {
		if factTable[i].id == id && factTable[i].set != nil {
			factTable[i].set(s, value)
			return
		}
	}
}

// words makes a step that stores one of a type's words, from a pointer to where
// it stands.
func words[T ~string](f fact, at func(*assess.Assessment) *T) fact {
	f.get = func(a *assess.Assessment) string { return string(*at(a)) }
	f.set = func(s *Sitting, v string) { *at(s.A) = T(v) }
	return f
}

var (
	yesNoUnknown = []Option{{"y", "yes", "yes"}, {"n", "no", "no"}, {"u", "unknown", "not known"}}
	relations    = []Option{
		{"1", "former_partner", "former partner"}, {"2", "current_partner", "current partner"}, {"3", "family", "family member"},
		{"4", "acquaintance", "friend or acquaintance"}, {"5", "colleague", "colleague"}, {"6", "neighbour", "neighbour"},
		{"7", "client_or_patient", "client, customer or patient"}, {"8", "stranger", "stranger"},
		{"9", "unknown_person", "nobody knows who it is"}, {"0", "other", "other"}, {"u", "unknown", "not known yet"},
	}
	ages = []Option{{"n", "no", "no, both are adults"}, {"v", "victim", "the person at risk is"}, {"o", "suspect", "the other person is"}, {"b", "both", "both are"}, {"u", "unknown", "not known"}}
)

// entries makes a step that asks whether to add an entry to a list.
func entries(id, prompt, topic, help string, count func(*assess.Assessment) int) fact {
	return fact{
		id: id, part: "context", title: aboutTitle, topic: topic, prompt: prompt, help: help,
		options: []Option{{"1", AddEntry, "add one"}, {"2", NoMore, "no more"}},
		count:   count,
		get: func(a *assess.Assessment) string {
			if count(a) > 0 {
				return NoMore
			}
			return ""
		},
	}
}

// later gives the step another prompt where an earlier assessment was gone on
// from.
func (f fact) later(prompt string) fact {
	f.since = prompt
	return f
}

// atEnd puts a list among what the one who attends writes down before finishing.
// A first contact is not held up by it.
func (f fact) atEnd() fact {
	f.part, f.title, f.silent = "end", endTitle, true
	f.when = func(s *Sitting) bool { return !s.A.FirstContact() }
	return f
}

// ones counts something that there is once at the most.
func ones(is bool) int {
	if is {
		return 1
	}
	return 0
}

// offered says whether a support service was offered.
func offered(s *Sitting) bool { return s.A.Referral.Offered == assess.FactYes }

// setOffered notes the day as well, where none is written down yet. To an offer
// that was not made there is no day and no answer.
func setOffered(s *Sitting, v string) {
	r := &s.A.Referral
	r.Offered = assess.Fact(v)
	switch {
	case r.Offered != assess.FactYes:
		r.On, r.Accepted = assess.Date{}, ""
	case r.On.IsZero():
		r.On, _ = assess.ParseDate(s.Now.Format("2006-01-02"))
	}
}

// dashAnswered says whether anything of DASH was answered.
func dashAnswered(s *Sitting) bool { return s.A.Responses.Has(s.Set.Dash.ID) }

const (
	safeTitle  = "Safe to talk?"
	whoTitle   = "Who is calling, and about whom"
	fourTitle  = "Recognition: fixated, obsessive, unwanted, repeated"
	aboutTitle = "More about the case"
	endTitle   = "Before you finish"
)

// factTable lists every step that is no item, in asking order within its part.
// The order of the parts is Steps' business.
var factTable = slices.Concat(impactFacts(), otherFacts)

var otherFacts = []fact{
	words(fact{
		id: "safe-to-talk", part: "safe", title: safeTitle, options: yesNoUnknown, eachTime: true, topic: "safe to talk",
		prompt: "First, where are you now? … And is it safe for you to talk?",
		help:   "Log the place in your own system first. If it is not safe: keep the line open, ask questions that need only yes or no, use the silent route (55 after 999), send help by local procedure. Ring back only by a way the person has agreed.",
	}, func(a *assess.Assessment) *assess.Fact { return &a.Contact.SafeToTalk }),

	words(fact{
		id: "first-account", part: "account", title: "In their own words", kind: TextStep, topic: "what has happened, in their own words",
		since:  "Tell me what has happened since. You need not tell again what you have told already.",
		prompt: "Tell me what has happened.",
		help:   "Write it as it is said. Ask for the first time, not only the last. Much of what follows can be answered from it without asking again.",
	}, func(a *assess.Assessment) *assess.Account { return &a.FirstAccount }),

	words(fact{
		id: "caller", part: "who", title: whoTitle, once: true, whoSpeaks: true, topic: "who is calling",
		prompt:  "Who is calling?",
		help:    "The questions are about the person at risk, whoever calls.",
		options: []Option{{"1", "victim", "the person at risk"}, {"2", "third_party", "someone else who knows them"}, {"3", "professional", "a professional"}},
	}, func(a *assess.Assessment) *assess.Caller { return &a.Caller }),
	words(fact{
		id: "relationship", part: "who", title: whoTitle, options: relations, topic: "who the other person is",
		prompt: "Who is this person to you?",
		help:   "If nobody knows who it is, ask whether it could be a former partner; the questions about a shared past are then asked as well. Stalking needs no relationship.",
	}, func(a *assess.Assessment) *assess.Relationship { return &a.Case.Relationship }),
	words(fact{
		id: "children", part: "who", title: whoTitle, options: yesNoUnknown, topic: "children",
		prompt: "Are there any children in your life, yours or theirs?",
		help:   "Children of either person, in the home or not.",
	}, func(a *assess.Assessment) *assess.Fact { return &a.Case.Children }),
	{
		id: "under-18", part: "who", title: whoTitle, options: ages, topic: "anyone under 18",
		prompt: "Is either of you under 18?",
		help:   "If the person at risk or the other person is under 18, child safeguarding applies at any level.",
		get:    underAge, set: setUnderAge,
	},
	words(fact{
		id: "suspects", part: "who", title: whoTitle, topic: "one person or several",
		prompt:  "Is it one person, or more than one?",
		help:    "One assessment is about one of them. For several, do one each under linked references.",
		options: []Option{{"1", "one", "one"}, {"2", "several", "more than one"}, {"u", "unknown", "not known"}},
	}, func(a *assess.Assessment) *assess.Suspects { return &a.Case.Suspects }),

	words(fact{
		id: "fixated", part: "recognition", title: fourTitle, options: yesNoUnknown, silent: true, topic: "fixated",
		prompt: "From the account: is the behaviour fixated on this person?",
		help:   "Not read aloud. This helps to recognise stalking; it does not grade it, and a no stops nothing.",
	}, func(a *assess.Assessment) *assess.Fact { return &a.Recognition.Fixated }),
	words(fact{
		id: "obsessive", part: "recognition", title: fourTitle, options: yesNoUnknown, silent: true, topic: "obsessive",
		prompt: "From the account: is it obsessive?", help: "Not read aloud. More time, effort or feeling goes into it than anything could explain.",
	}, func(a *assess.Assessment) *assess.Fact { return &a.Recognition.Obsessive }),
	words(fact{
		id: "unwanted", part: "recognition", title: fourTitle, options: yesNoUnknown, silent: true, topic: "unwanted",
		prompt: "From the account: is it unwanted?", help: "Not read aloud. It need not have been said to the other person.",
	}, func(a *assess.Assessment) *assess.Fact { return &a.Recognition.Unwanted }),
	words(fact{
		id: "repeated", part: "recognition", title: fourTitle, options: yesNoUnknown, silent: true, topic: "repeated",
		prompt: "From the account: has it happened more than once?", help: "Not read aloud. Two times may be the beginning of a course of conduct, whatever each was recorded as.",
	}, func(a *assess.Assessment) *assess.Fact { return &a.Recognition.Repeated }),

	words(fact{
		id: "prompted", part: "context", title: aboutTitle, options: yesNoUnknown, once: true, topic: "a new incident prompted this",
		prompt: "Did something that has just happened make you get in touch?", help: "It decides how the dates of the incidents are read.",
	}, func(a *assess.Assessment) *assess.Fact { return &a.Prompted }),
	entries("incidents", "Tell me about the other times, as far back as you can.", "what happened, each time",
		"Whatever each was recorded as, or never recorded; about when is enough. An incident shows answers by itself.",
		func(a *assess.Assessment) int { return len(a.Incidents) }).later("Has anything else happened, since then or before?"),
	words(fact{
		id: "jurisdiction", part: "context", title: aboutTitle, topic: "whose law applies",
		prompt:  "Where is the person at risk?",
		help:    "England and Wales unless you say otherwise.",
		options: []Option{{"1", "england_wales", "England or Wales"}, {"2", "scotland", "Scotland"}, {"3", "northern_ireland", "Northern Ireland"}},
		silent:  true,
	}, func(a *assess.Assessment) *assess.Jurisdiction { return &a.Case.Jurisdiction }),
	words(fact{
		id: "online-only", part: "context", title: aboutTitle, options: yesNoUnknown, topic: "online only",
		prompt: "Has all of it been online or by phone?", help: "A yes never lowers concern: online stalking can move off line.",
	}, func(a *assess.Assessment) *assess.Fact { return &a.Case.OnlineOnly }),
	words(fact{
		id: "interpreter", part: "context", title: aboutTitle, kind: LineStep, topic: "language or interpreter",
		prompt: "Would another language be easier for you? Which?", help: "Leave it open if none is needed.",
	}, func(a *assess.Assessment) *string { return &a.Contact.Interpreter }),
	words(fact{
		id: "safe-times", part: "context", title: aboutTitle, kind: LineStep, topic: "safe times and ways to reach them",
		prompt: "When and how is it safe to reach you?", help: "Only ways that the person has agreed. No numbers that the other person could see.",
	}, func(a *assess.Assessment) *string { return &a.Contact.SafeTimes }),
	words(fact{
		id: "needs", part: "context", title: aboutTitle, kind: LineStep, topic: "other needs",
		prompt: "Is there anything that would make it easier for you to talk to us?", help: "Hearing, sight, reading, health, caring for somebody, one person to speak to.",
	}, func(a *assess.Assessment) *string { return &a.Contact.Needs }),
	words(fact{
		id: "victim-area", part: "context", title: aboutTitle, kind: LineStep, silent: true, topic: "police area of the person at risk",
		prompt: "Police force area where the person at risk lives.",
		help:   "The force area only, not an address.",
	}, func(a *assess.Assessment) *string { return &a.Case.VictimArea }),
	words(fact{
		id: "suspect-area", part: "context", title: aboutTitle, kind: LineStep, silent: true, topic: "police area of the other person",
		prompt: "Police force area where the other person lives, or is heading.",
		help:   "It decides which force may apply for a protective order.",
	}, func(a *assess.Assessment) *string { return &a.Case.SuspectArea }),
	entries("orders", "Is there any court order, bail condition or police warning?", "orders, bail and warnings",
		"In force now or before, from any court or force.", func(a *assess.Assessment) int { return len(a.Orders) }),
	entries("triggers", "Is there a date just past or coming up that could make things worse?", "dates that may make it worse",
		"A hearing, a release, a charge, an anniversary, a move. It brings the review forward.", func(a *assess.Assessment) int { return len(a.Triggers) }),
	entries("absences", "Has the other person been in custody or abroad in this time?", "custody and time abroad",
		"Only so that the gaps between incidents are read rightly.", func(a *assess.Assessment) int { return len(a.Absences) }),
	words(fact{
		id: "mental-health-need", part: "context", title: aboutTitle, options: yesNoUnknown, topic: "mental-health need of the other person",
		prompt: "Do you know of any mental-health need the other person has?", help: "Recorded so that it can be managed. It never raises or lowers the level.",
	}, func(a *assess.Assessment) *assess.Fact { return &a.Case.MentalHealthNeed }),

	{
		id: "referral-offered", part: "end", title: endTitle, options: yesNoUnknown, silent: true, topic: "advocacy or support offered",
		prompt: "Did you offer an independent advocate or helpline for stalking?", help: "Offer it at every level, before the contact ends. What they say to it is asked next.",
		get: func(a *assess.Assessment) string { return string(a.Referral.Offered) }, set: setOffered,
	},
	words(fact{
		id: "referral-accepted", part: "end", title: endTitle, options: yesNoUnknown, silent: true, topic: "advocacy or support accepted", when: offered,
		prompt: "Did they say yes to it?", help: "No is their right, and need not be the last word: offer it again another day.",
	}, func(a *assess.Assessment) *assess.Fact { return &a.Referral.Accepted }),
	words(fact{
		id: "ended", part: "end", title: endTitle, silent: true, eachTime: true, topic: "how the contact ended",
		prompt:  "How did the contact end?",
		help:    "Dropped or unsafe counts: a call that dropped while it is open whether the other person is near is treated as danger now.",
		options: []Option{{"1", "finished", "as it should"}, {"2", "dropped", "it dropped"}, {"3", "unsafe", "it became unsafe"}},
	}, func(a *assess.Assessment) *assess.Ended { return &a.Contact.Ended }),
	words(fact{
		id: "reference", part: "end", title: endTitle, kind: LineStep, silent: true, names: true, topic: "case reference",
		prompt: "Case reference. Not a name.", help: "The number of the case in your own system.",
	}, func(a *assess.Assessment) *string { return &a.Case.Reference }),
	{id: "review", part: "end", title: endTitle, kind: ReviewStep, silent: true, topic: "review", prompt: "Look it over."},
	{
		id: "judgement", part: "end", title: endTitle, silent: true, topic: "your own judgement",
		prompt:  "Do you agree with the level?",
		help:    "The tool supports your judgement and does not replace it. You may set another level with a reason; both are kept and shown. Up by any number of steps. Down by one step, with a second person, and only when every red flag and imminent sign is answered no.",
		options: []Option{{"a", "agree", "agree"}, {"h", "higher", "set a higher level"}, {"l", "lower", "set a lower level"}},
		get:     judged, set: setJudged,
	},
	words(fact{
		id: "dash-grade", part: "end", title: endTitle, silent: true, once: true, topic: "your DASH grade", when: dashAnswered,
		prompt:  "Your own DASH grade, by professional judgement.",
		help:    "The tool counts; it never grades. The higher response governs: a low stalking level cannot lower this.",
		options: []Option{{"1", "standard", "standard"}, {"2", "medium", "medium"}, {"3", "high", "high"}},
	}, func(a *assess.Assessment) *assess.Grade { return &a.DashGrade.Level }),
	words(fact{
		id: "dash-reason", part: "end", title: endTitle, kind: LineStep, silent: true, once: true, topic: "reason for the DASH grade",
		when:   func(s *Sitting) bool { return s.A.DashGrade.Level != "" },
		prompt: "Why this grade?", help: "In your own words.",
	}, func(a *assess.Assessment) *string { return &a.DashGrade.Reason }),
	words(fact{
		id: "referral-service", part: "end", title: endTitle, kind: LineStep, silent: true, topic: "which service was offered",
		when:   func(s *Sitting) bool { return offered(s) && !s.A.FirstContact() },
		prompt: "Which service was offered?", help: "The service, not a person in it.",
	}, func(a *assess.Assessment) *string { return &a.Referral.Service }),
	entries("service-view", "What does a support service that knows the person think of the risk?", "a support service's view of the risk",
		"Its own view, beside the level and not in place of it.", func(a *assess.Assessment) int { return ones(a.ServiceView != assess.ServiceView{}) }).atEnd(),
	entries("decisions", "What was decided, and why or why not?", "decisions, with the reason",
		"A protection order, an interim one, telling the person who it is, recording it as stalking. For recording, made means that it is recorded as stalking, and not pursued that it is not: write why. The police may apply for an order, so that the person does not have to.",
		func(a *assess.Assessment) int { return len(a.Decisions) }).atEnd(),
	entries("advice", "What advice was given?", "advice given",
		"So that the next person does not say something else.", func(a *assess.Assessment) int { return len(a.AdviceGiven) }).atEnd(),
	entries("actions", "What was promised, by whom, and by which day?", "what was promised",
		"One entry for each. Include when the person will hear next, and from whom.", func(a *assess.Assessment) int { return len(a.Actions) }).atEnd(),
	{id: "finish", part: "end", title: endTitle, kind: FinishStep, silent: true, topic: "finish", prompt: "Finish and write the report?", help: "After this the file is complete. After a first contact the attending officer goes on with the same file; otherwise a later change is a new assessment."},
}

// underAge reads the two ages as one answer.
func underAge(a *assess.Assessment) string {
	v, o := a.Case.VictimUnder18, a.Case.SuspectUnder18
	switch {
	case v == "" && o == "":
		return ""
	case v == assess.FactYes && o == assess.FactYes:
		return "both"
	case v == assess.FactYes:
		return "victim"
	case o == assess.FactYes:
		return "suspect"
	case v == assess.FactNo && o == assess.FactNo:
		return "no"
	}
	return "unknown"
}

// setUnderAge records who is under 18. "The person at risk is" says nothing of the
// other: what is known of them stays.
func setUnderAge(s *Sitting, v string) {
	c := &s.A.Case
	switch v {
	case "both":
		c.VictimUnder18, c.SuspectUnder18 = assess.FactYes, assess.FactYes
	case "victim":
		c.VictimUnder18 = assess.FactYes
		c.SuspectUnder18 = notYes(c.SuspectUnder18)
	case "suspect":
		c.SuspectUnder18 = assess.FactYes
		c.VictimUnder18 = notYes(c.VictimUnder18)
	case "no":
		c.VictimUnder18, c.SuspectUnder18 = assess.FactNo, assess.FactNo
	case "unknown":
		c.VictimUnder18, c.SuspectUnder18 = assess.FactUnknown, assess.FactUnknown
	default:
		c.VictimUnder18, c.SuspectUnder18 = "", ""
	}
}

// notYes takes back a yes that was corrected, and leaves all else.
func notYes(f assess.Fact) assess.Fact {
	if f == assess.FactYes {
		return assess.FactNo
	}
	return f
}

// judged reads what a person decided about the level. To agree leaves no trace
// in the file, so that it is asked again when a draft goes on.
func judged(a *assess.Assessment) string {
	switch o := a.Override; {
	case o == nil:
		return ""
	case o.Level.Rank() > o.From.Rank():
		return "higher"
	}
	return "lower"
}

func setJudged(s *Sitting, v string) {
	if v == "agree" {
		s.A.Override = nil
	}
}

// SetOverride sets another level, or says why it may not be: the faults that a
// stored override would have. Nothing is stored then.
func (s *Sitting) SetOverride(level assess.OverallLevel, reason, by, second string) []assess.Problem {
	before := s.A.Override
	s.A.Override = nil
	from := assess.Score(s.Set, s.A).Overall.Computed
	o := &assess.Override{
		From: assess.OverallLevel(from), Level: level, Reason: strings.TrimSpace(reason),
		By: strings.TrimSpace(by), SecondPerson: strings.TrimSpace(second), At: assess.InstantOf(s.Now),
	}
	s.A.Override = o
	faults := assess.Score(s.Set, s.A).OverrideFault
	if len(faults) > 0 {
		s.A.Override = before
	}
	return faults
}

// Finish closes the sitting, or says what is missing.
func (s *Sitting) Finish() (missing string) {
	if strings.TrimSpace(s.A.Case.Reference) == "" {
		return "The case reference is missing. Give it first: a number from your own system, not a name."
	}
	s.A.Status = assess.Complete
	return ""
}
