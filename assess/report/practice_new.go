package report

import (
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/training"
)

// NewPractice returns the file of a new practice case about that relationship, which says
// at each place what belongs there. It is valid as it is: every question is answered no.
func NewPractice(id string, relationship assess.Relationship, set assess.Instruments) []byte {
	a := &assess.Assessment{Case: assess.Case{Relationship: relationship, Children: assess.FactNo}}
	var b strings.Builder
	fmt.Fprintf(&b, newPracticeHead, id, strings.Join(training.Difficulty("").Words(), ", "),
		vocabularyOf("case.relationship"), relationship, vocabularyOf("incidents[].channel"), vocabularyOf("incidents[].breach"))
	for _, kind := range set.Stalking.Timeline.Kinds {
		fmt.Fprintf(&b, "  #   %s: %s\n", kind.ID, oneLine(kind.Label))
	}
	b.WriteString(newPracticeAccount)
	newModel(&b, "stalking", set.Stalking, a)
	dash := ""
	if assess.DashApplicability(set, a) == "applicable" {
		b.WriteString("# DASH, which is asked about partners and family.\n")
		newModel(&b, "dash", set.Dash, a)
		dash = ", dash_yes: 0, dash_line: below"
	}
	fmt.Fprintf(&b, newPracticeTail, strings.Join(training.DeedKind("").Words(), ", "), dash)
	return []byte(b.String())
}

// vocabularyOf returns the words that a fact can have.
func vocabularyOf(path string) string {
	return strings.Join(assess.FactAt(path).Vocabulary.Values(), " ")
}

// newModel writes a model answer to each question of a questionnaire: no where it applies
// when all answers are no, and otherwise in a comment that says when it does.
func newModel(b *strings.Builder, key string, in *assess.Instrument, a *assess.Assessment) {
	for _, it := range in.Items {
		a.Responses.Set(in.ID, it.ID, assess.Response{Answer: assess.No})
	}
	asked := assess.Applies(in, a)
	fmt.Fprintf(b, "%s:\n", key)
	for _, s := range in.Sections {
		fmt.Fprintf(b, "  # %s\n", s.Title)
		for _, item := range s.Items {
			i, _ := in.Item(item)
			it := &in.Items[i]
			if it.Type != assess.YesNo {
				continue
			}
			mark := ""
			fmt.Fprintf(b, "  # %s\n", oneLine(it.Prompt))
			if !slices.Contains(asked, item) {
				mark = "# "
				fmt.Fprintf(b, "  # Remove the # of the next line if %s:\n", oneLine(asksWhen(in, it)))
			}
			fmt.Fprintf(b, "  %s%s: {answer: no, says: \"No.\", why: \"Asked; no.\"}\n", mark, item)
		}
	}
}

const newPracticeHead = `format: stalkrisk.practice/1
# A practice case. Change what stands here, from top to bottom; then run: stalkrisk check THIS-FILE
# It is valid as it is. Invent everything: never use a real person's situation, changed or not.
id: %s
version: 1.0.0
# A few words that do not give the answer away.
title: A title
invented: Invented for training. Nobody in it is real, and no real case was used.
# What it is made after: a situation from a report, or what people here miss.
drawn_from: What it is made after.
difficulty: middling # %s
minutes: 10 # that it takes
# The conversations that it is for. screen alone needs expect: {recognition: …, act_now: …}.
stages: [screen, first_contact, full]
# What a class should take away, a sentence each.
learn:
  - What to learn from it.
assessment:
  # The time at which the call comes. Everything is counted back from here.
  assessed_at: 2026-11-20T14:03:00Z
  caller: victim # victim, third_party or professional
  more_than_once: "no"
  # relationship: %s
  # Which questions are asked depends on it. For another one, begin again with train new --relationship.
  case: {reference: "", relationship: %s, victim_area: Northshire, children: "no"}
  contact: {safe_to_talk: "yes", ended: finished}
  # What happened before, if the caller can say; the newest last. at can be a day, a month (2026-10) or left out.
  # incidents:
  #   - {at: 2026-10-01, kind: message, channel: phone, area: Northshire, reported: "yes", recorded_as: "nuisance call", note: what happened}
  # channel: %s
  # breach, of an order, bail or warning: %s
  # kind:
`

const newPracticeAccount = `  # Anything else that an assessment holds can go here too, such as orders and triggers: stalkrisk schema assessment lists it.
  # What a good handler would have recorded, offered, promised and decided.
  referral: {service: a stalking advocate, offered: "yes", on: 2026-11-20}
  actions: [{what: ring to say what was done, owner: T1, to: victim, due: 2026-11-21}]
  advice_given: ["what was advised"]
# What the caller says before any question, in the order and the words in which people tell it.
account: |
  What the caller says first.
# What they say if the case has nothing more to tell. It is always the same, so that it gives nothing away.
otherwise: No, nothing like that.
# What they say when asked about other things.
more:
  - {about: Something else, says: "What they say about it."}
# What the systems hold, if anyone looks. bears_on names the questions that it answers.
checks:
  - {look: Earlier calls from this number, holds: None., bears_on: [persistence]}
# The model's answer to each question: yes, no, unknown or declined; what the caller says when asked; and why, in a sentence that a
# learner would accept from a colleague. A yes needs says, or a check that bears on it. Let some be unknown.
`

const newPracticeTail = `# What should be done besides asking, and how the record shows it. The assessment above must show it too.
# kind: %s. record: the path of a fact, and the words that it may have.
# Of a free text one must be part of it; given is any value.
done:
  - {kind: advised, what: what was advised, record: {"advice_given[]": [advised]}, why: "Why it matters here."}
  - {kind: offered, what: support was offered, record: {referral.offered: ["yes"]}, why: "Why it matters here."}
  - {kind: promised, what: "when they will hear next, and from whom", record: {"actions[].to": [victim], "actions[].due": [given]}, why: "Why it matters here."}
# The result that the model answers must have. stalkrisk check says where it differs, and by which answer.
expect: {overall: low, baseline: low, escalation: stable, act_now: false%s}
`
