package conversation

import (
	"stalkrisk/assess"
)

// contactQuestions returns the questions of a screen and of a first contact that are
// not items, in the order of the call. Steps puts the items between them.
func contactQuestions() []question {
	return []question{
		{id: "safe-to-talk", part: "safe", page: startPage, path: "contact.safe_to_talk", eachTime: true, set: setSafe, says: saysSafe,
			prompt: "Where are you? … And can you talk without anyone hearing? Just say yes or no.",
			help:   "Not safe: yes or no questions only, keep the line open, send help. If they cannot speak on a mobile, ask them to press 55. Ring back only in a way they have agreed."},
		{id: "reference", part: "safe", page: startPage, path: "case.reference", silent: true, names: true, optional: true, topic: "log number",
			prompt: "Log number or case reference.", help: "Never a name. It is needed before you finish."},

		dispatch("hurt", HurtLine, "Is anyone hurt, or unable to breathe?", "Yes: ambulance as well.", options(assess.FactYes.Vocabulary())),
		dispatch(dispatchWhere, WhereLine, "Where exactly are you?", "Flat, floor, which door.", nil),
		dispatch("armed", ArmedLine, "Do they have a weapon, and what is it?", "", nil),
		dispatch("looks", "Description", "What do they look like, and what are they wearing?", "", nil),
		dispatch("vehicle", "Vehicle", "Is there a vehicle?", "Make, colour, number.", nil),
		dispatch("heading", "Direction", "Which way did they come, or go?", "", nil),
		dispatch("present", PresentLine, "Who else is with you, children included?", "", nil),
		dispatch("exit", "Way out", "Can you get out, or lock a door?", "Only if it is safe.", nil),

		reach("reach-address", "reach.address", "Do they know your address?"),
		reach("reach-keys", "reach.keys", "Could they have keys?"),
		reach("reach-location", "reach.location", "Could they see where you are, by phone, car or an app?"),
		reach("reach-work", "reach.work", "Do they know your work, or the children's school?"),

		{id: AccountStep, part: "account", path: accountPath, prompt: "Tell me what has happened, and what happened before this.",
			since: "Tell me what has happened since. You don't need to repeat what you have already told us.",
			help:  "Write their own words. Tab opens it again at any question."},
		{id: "more-than-once", part: "screen", path: "more_than_once", prompt: "Have they done this, or anything like it, more than once?",
			help: "Whatever each time was recorded as, or if it was never reported."},

		lately(neck("neck-days", neckDaysLine, "Last few days", "Was that in the last few days?")),
		neck("neck-breath", neckBreathLine, "Breathing", "Any trouble since with breathing, swallowing or your voice?"),
		neck("neck-out", neckOutLine, "", "Did you pass out, or lose control of your bladder?"),
		{id: "neck-pregnant", part: "neck", page: neckPage, path: "case.pregnant", row: "Pregnant", prompt: "Are you pregnant?", when: strangled},

		{id: "caller", part: "parties", page: partiesPage, path: "caller", row: "Caller", once: true, whoSpeaks: true, prompt: "Who is calling?",
			set: setCaller, says: saysCaller, choices: callerOptions},
		{id: "relationship", part: "parties", page: partiesPage, path: "case.relationship", row: "Other person", prompt: "Who are they to you?",
			says: saysWho},
		{id: "children", part: "parties", page: partiesPage, topic: "children or pregnant", row: "Children, pregnant", options: dependants, get: depending, set: setDepending,
			prompt: "Are there children, on either side, or is anyone pregnant?",
			help:   "Person at risk under 18: press 4, whatever else applies."},
		{id: "suspect-access", part: "parties", page: partiesPage, path: "case.suspect_access", topic: "access to police records", row: "Police records", prompt: "Do they work for the police, or could they see police records?"},

		{id: "safe-times", part: "closing", page: closingPage, path: "contact.safe_times", topic: "safe ways and times", prompt: "How and when is it safe to reach you?",
			help: "Only ways they agree to. No device that the other person could see."},
		{id: "victim-area", part: "closing", page: closingPage, path: "case.victim_area", topic: "police area, person at risk", row: "Their police area", silent: true, optional: true, prompt: "Force area where the person at risk lives.",
			help: "The area, not an address."},
		{id: "suspect-area", part: "closing", page: closingPage, path: "case.suspect_area", topic: "police area, other person", row: "The other's area", silent: true, optional: true, prompt: "Force area where the other person lives, or is heading."},
		{id: "in-place", part: "closing", page: closingPage, topic: "order, bail or warning", row: "Order, bail", options: inPlace, get: placed, set: setPlaced, optional: true, when: firstContact,
			prompt: "Is a court order, bail condition or police warning in place?"},
		{id: "referral-offered", part: "closing", page: closingPage, path: "referral.offered", topic: "advocacy or support", row: "Support", silent: true,
			options: supportAnswers, get: supportAnswer, set: setSupport,
			also: (*Sitting).support, prompt: "An advocate or helpline for stalking: offered, and accepted?"},
		{id: nextHoursStep, part: "closing", page: closingPage, topic: "safety, next hours", row: "Next hours", options: saidOrNot, get: advised, set: setAdvised,
			prompt: "For the next hours: know your way out. Ring 999 if they come. Don't meet them alone.",
			help:   "Ask who else they can ring."},
		{id: "actions", part: "closing", page: closingPage, path: "actions", row: "Promised", silent: true, optional: true, prompt: "What was promised, by whom, and by when?",
			help: "Include when they will hear next, and from whom."},
		{id: "incidents", part: "closing", page: closingPage, path: "incidents", optional: true, prompt: "Tell me about the other times.",
			since: "Has anything else happened, since then or before?",
			help:  "Any you heard of: when, what, where. An approximate date is fine."},

		endedQuestion(),
		heardQuestion(heardStep, "ended", afterPage, endedStep),
		checked("checked-systems", "Systems", "Which systems did you check?"),
		checked("checked-area", "Area", "For which area?"),
		checked("checked-when", "Checked", "When did you check?"),
		checked("checked-holds", "Holds", "What do they hold?"),

		{id: "finish", part: "found", kind: FinishStep, silent: true, topic: "finish", helps: (*Sitting).Found, choices: (*Sitting).screenOptions, asks: (*Sitting).askScreened},
	}
}

var (
	dependants = []Option{
		{"n", "no", "neither"}, {"1", "children", "children"}, {"2", "pregnant", "pregnant, or a new baby"}, {"3", "both", "both"},
		{"4", "under_18", "the person at risk is under 18"}, {"u", "unknown", "not known"},
	}
	inPlace = []Option{
		{"n", noneKnown, "none known"}, {"1", "bail", "bail"}, {"2", "warning", "police warning"}, {"3", "restraining_order", "restraining order"},
		{"4", "non_molestation_order", "non-molestation order"}, {"5", "spo", "stalking protection order"}, {"6", "other", "other"}, {"u", "unknown", "not known"},
	}
	saidOrNot = []Option{{"y", "yes", "said"}, {"n", "no", "not said"}}
	screened  = []Option{{"y", GoOn, "go on to first contact"}, {"n", Stop, "stop here; it stays a draft"}}
	practised = []Option{{"y", Done, "finish"}, {"1", GoOn, "go on to first contact"}, {"n", Stop, "stop here; it stays a draft"}}
)

// The answers about support besides no and not known.
const (
	supportAccepted = "accepted"
	supportDeclined = "declined"
)

var supportAnswers = []Option{
	{"y", supportAccepted, "offered, accepted"}, {"1", supportDeclined, "offered, declined"}, {"2", "yes", "offered, no answer yet"},
	{"n", "no", "not offered"}, {"u", "unknown", "not known"},
}

// dispatch returns a question of the page that opens when the person is near. Its
// answer is a line of the note on that item.
func dispatch(id, name, prompt, help string, choices []Option) question {
	q := question{id: id, part: "near", page: dispatchPage, optional: true, once: true, prompt: prompt, help: help, options: choices, when: (*Sitting).near}
	return q.noted(used(assess.UseNearNow), name)
}

// reach returns a question about what the suspect can reach, which is asked while
// nobody knows whether they are near.
func reach(id, path, prompt string) question {
	return question{id: id, part: "reach", page: reachPage, path: path, prompt: prompt, when: func(s *Sitting) bool {
		return s.nearUnknown() || s.A.Reach != (assess.Reach{})
	}}
}

// saysWho says what to ask when nobody knows who it is.
func saysWho(_ *Sitting, v string) string {
	if v == "unknown_person" || v == string(assess.FactUnknown) {
		return "Recorded. Ask whether it could be a former partner."
	}
	return ""
}

// strangled reports whether there was pressure to the neck.
func strangled(s *Sitting) bool {
	_, r := s.noteOf(used(assess.UseStrangulation), s.A)
	return r.Answer == assess.Yes
}

// neck returns a question that follows pressure to the neck.
func neck(id, name, row, prompt string) question {
	q := question{id: id, part: "neck", page: neckPage, row: row, prompt: prompt, when: strangled, options: options(assess.FactYes.Vocabulary())}
	return q.noted(used(assess.UseStrangulation), name)
}

// lately returns a question whose yes also answers whether anything grave happened in the
// last four weeks, so that nobody is asked it again. A no leaves that open.
func lately(q question) question {
	set := q.set
	q.set = func(s *Sitting, v string) {
		set(s, v)
		if v == string(assess.FactYes) {
			s.answerRecent()
		}
	}
	return q
}

// answerRecent answers yes to the items that a recent red flag carries a yes to, if they
// have no answer yet.
func (s *Sitting) answerRecent() {
	in := s.Set.Stalking
	for _, id := range in.Timeline.RecentRedFlag {
		if i, ok := in.Item(id); ok && in.Items[i].Type == assess.YesNo {
			r, _ := s.A.Responses.Of(in.ID, id)
			if r.Answer.OrNotAsked() != assess.NotAsked {
				continue
			}
			r.Answer, r.Source, _ = s.said(s.itemStep(in, i), string(assess.Yes), &r)
			r.At = assess.InstantOf(s.Now)
			s.A.Responses.Set(in.ID, id, r)
			s.settle(in.Prefix() + id)
		}
	}
}

// checked returns a question about what the handler checked after the call.
func checked(id, name, prompt string) question {
	q := question{id: id, part: "after", page: afterPage, silent: true, optional: true, prompt: prompt}
	return q.noted(checkedAfter, name)
}
