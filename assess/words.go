package assess

import (
	"slices"

	"stalkrisk/assess/late"
	"stalkrisk/assess/timeline"
)

// This file declares the words of every enumeration in an assessment, each with its
// label for people and the key that chooses it in a conversation. The words of an
// incident are in timeline/words.go.

type (
	// Word is one of the words that a field may hold.
	Word = timeline.Word
	// Vocabulary lists the words of one type.
	Vocabulary = timeline.Vocabulary
)

var statuses = Vocabulary{
	{Value: "draft", Label: "draft, not finished"},
	{Value: "complete", Label: "complete"},
}

var makers = Vocabulary{
	{Value: "person", Label: "a person"},
	{Value: "sift", Label: "the sift, from logs of incidents"},
}

var stages = Vocabulary{
	{Value: "screen", Label: "screen; is this stalking?"},
	{Value: "first_contact", Label: "first contact; the rest is left to the attending officer"},
	{Value: "full", Label: "full"},
}

var facts = Vocabulary{
	{Value: "yes", Label: "yes", Key: "y"},
	{Value: "no", Label: "no", Key: "n"},
	{Value: "unknown", Label: "not known", Key: "u"},
}

var relationships = Vocabulary{
	{Value: "former_partner", Label: "former partner"},
	{Value: "current_partner", Label: "current partner"},
	{Value: "family", Label: "family member"},
	{Value: "acquaintance", Label: "friend or acquaintance"},
	{Value: "colleague", Label: "colleague"},
	{Value: "neighbour", Label: "neighbour"},
	{Value: "client_or_patient", Label: "client, customer or patient"},
	{Value: "stranger", Label: "stranger"},
	{Value: "unknown_person", Label: "nobody knows who it is"},
	{Value: "other", Label: "other", Key: "0"},
	{Value: "unknown", Label: "not known", Key: "u"},
}

var jurisdictions = Vocabulary{
	{Value: "england_wales", Label: "England and Wales", Option: "England or Wales"},
	{Value: "scotland", Label: "Scotland"},
	{Value: "northern_ireland", Label: "Northern Ireland"},
}

var suspects = Vocabulary{
	{Value: "one", Label: "one"},
	{Value: "several", Label: "more than one"},
	{Value: "unknown", Label: "not known", Key: "u"},
}

var callers = Vocabulary{
	{Value: "victim", Label: "the person at risk"},
	{Value: "third_party", Label: "someone else who knows them"},
	{Value: "professional", Label: "a professional"},
}

var roles = Vocabulary{
	{Value: "call_handler", Label: "call handler"},
	{Value: "officer", Label: "officer"},
	{Value: "specialist", Label: "specialist"},
	{Value: "supervisor", Label: "supervisor"},
	{Value: "trainer", Label: "trainer"},
	{Value: "other", Label: "other"},
}

var contactModes = Vocabulary{
	{Value: "open", Label: "they can talk openly"},
	{Value: "silent", Label: "silent: they cannot speak, only listen or tap"},
	{Value: "cover", Label: "cover: they speak as if to somebody else"},
	{Value: "private", Label: "cannot talk now, for another reason"},
}

var heards = Vocabulary{
	{Value: "yes", Label: "yes", Key: "y"},
	{Value: "no", Label: "no", Key: "n"},
}

var ownLives = Vocabulary{
	{Value: "yes", Label: "yes, but not now", Key: "y"},
	{Value: "now", Label: "yes, now, or has already done something"},
	{Value: "no", Label: "no", Key: "n"},
	{Value: "unknown", Label: "not known", Key: "u"},
	{Value: "declined", Label: "did not want to say today", Key: "d"},
}

var agreements = Vocabulary{
	{Value: "yes", Label: "agreed", Key: "y"},
	{Value: "corrected", Label: "agreed after a correction"},
}

var helpStages = Vocabulary{
	{Value: "asked", Label: "asked for"},
	{Value: "assigned", Label: "on the way"},
	{Value: "arrived", Label: "there"},
}

var outcomes = Vocabulary{
	{Value: "no_further_contact", Label: "no further contact"},
	{Value: "continued", Label: "it continued"},
	{Value: "serious_harm", Label: "serious harm"},
	{Value: "death", Label: "a death"},
	{Value: "other", Label: "other", Key: "0"},
	{Value: "unknown", Label: "not known", Key: "u"},
}

var endings = Vocabulary{
	{Value: "finished", Label: "normally"},
	{Value: "dropped", Label: "cut off"},
	{Value: "unsafe", Label: "became unsafe"},
}

var askings = Vocabulary{
	{Value: "auto", Label: "where the relationship calls for it"},
	{Value: "always", Label: "always"},
	{Value: "never", Label: "never"},
}

var orderKinds = Vocabulary{
	{Value: "spo", Label: "stalking protection order"},
	{Value: "interim_spo", Label: "interim stalking protection order"},
	{Value: "non_molestation_order", Label: "non-molestation order"},
	{Value: "restraining_order", Label: "restraining order"},
	{Value: "non_harassment_order", Label: "non-harassment order"},
	{Value: "injunction", Label: "injunction"},
	{Value: "dapo", Label: "domestic abuse protection order"},
	{Value: "bail", Label: "bail conditions"},
	{Value: "licence", Label: "licence conditions"},
	{Value: "warning", Label: "police warning"},
	{Value: "other", Label: "other"},
}

var absenceReasons = Vocabulary{
	{Value: "custody", Label: "in custody"},
	{Value: "abroad", Label: "abroad"},
	{Value: "other", Label: "another reason"},
}

var triggerKinds = Vocabulary{
	{Value: "separation", Label: "separation"},
	{Value: "new_partner", Label: "a new partner"},
	{Value: "hearing", Label: "a hearing"},
	{Value: "charge", Label: "a charge"},
	{Value: "order", Label: "an order"},
	{Value: "release", Label: "a release"},
	{Value: "job_loss", Label: "a lost job"},
	{Value: "bereavement", Label: "a bereavement"},
	{Value: "anniversary", Label: "an anniversary"},
	{Value: "other", Label: "other"},
}

var concernLevels = Vocabulary{
	{Value: "low", Label: "LOW", Option: "low"},
	{Value: "moderate", Label: "MODERATE", Option: "moderate"},
	{Value: "high", Label: "HIGH", Option: "high"},
}

var grades = Vocabulary{
	{Value: "standard", Label: "STANDARD", Option: "standard"},
	{Value: "medium", Label: "MEDIUM", Option: "medium"},
	{Value: "high", Label: "HIGH", Option: "high"},
}

var decisionSubjects = Vocabulary{
	{Value: "spo", Label: "stalking protection order"},
	{Value: "interim_spo", Label: "interim stalking protection order"},
	{Value: "disclosure_of_identity", Label: "telling the person who it is"},
	{Value: "recording", Label: "how it is recorded"},
	{Value: "other", Label: "something else"},
}

// The words of a decision: about how it is recorded, and about anything else.
var (
	decisionWords = late.Value[Vocabulary]{Make: func() Vocabulary { return slices.Concat(orderWords, recordingWords) }}

	orderWords = Vocabulary{
		{Value: "considered", Label: "considered"},
		{Value: "applied_for", Label: "applied for"},
		{Value: "made", Label: "made"},
		{Value: "not_pursued", Label: "not pursued"},
	}
	recordingWords = Vocabulary{
		{Value: "stalking", Label: "recorded as stalking"},
		{Value: "other_offence", Label: "recorded as another offence"},
		{Value: "not_recorded", Label: "not recorded"},
	}
)

var sources = Vocabulary{
	{Value: "victim", Label: "the person at risk"},
	{Value: "third_party", Label: "someone else"},
	{Value: "systems", Label: "police systems"},
	{Value: "seen", Label: "seen by the assessor"},
}

var classes = Vocabulary{
	{Value: "core", Label: ""},
	{Value: "serious", Label: "serious"},
	{Value: "red_flag", Label: "red flag"},
}

var itemRoles = Vocabulary{
	{Value: "rising", Label: "sign that it is getting worse"},
	{Value: "imminent", Label: "sign of immediate danger"},
	{Value: "amplifier", Label: "counts together with another sign"},
}

// AnswerWords lists the five answers to a yes/no question.
var AnswerWords = Vocabulary{
	{Value: "yes", Label: "Yes", Key: "y", Option: "yes"},
	{Value: "no", Label: "No", Key: "n", Option: "no"},
	{Value: "unknown", Label: "Not known", Key: "u", Option: "not known"},
	{Value: "declined", Label: "Did not want to say today", Key: "d", Option: "won't say"},
	{Value: "not_asked", Label: "Not asked"},
}

// Answers returns the five answers of a yes/no item.
func Answers() []string { return AnswerWords.Values() }

// Each type has a vocabulary, and Words returns its values alone: with an empty one
// where a file may have the key without a word.

func orEmpty(v Vocabulary) []string { return append(v.Values(), "") }

func (Status) Vocabulary() Vocabulary        { return statuses }
func (Status) Words() []string               { return statuses.Values() }
func (MadeBy) Vocabulary() Vocabulary        { return makers }
func (MadeBy) Words() []string               { return makers.Values() }
func (Stage) Vocabulary() Vocabulary         { return stages }
func (Stage) Words() []string                { return stages.Values() }
func (Fact) Vocabulary() Vocabulary          { return facts }
func (Fact) Words() []string                 { return facts.Values() }
func (Relationship) Vocabulary() Vocabulary  { return relationships }
func (Relationship) Words() []string         { return relationships.Values() }
func (Jurisdiction) Vocabulary() Vocabulary  { return jurisdictions }
func (Jurisdiction) Words() []string         { return jurisdictions.Values() }
func (Suspects) Vocabulary() Vocabulary      { return suspects }
func (Suspects) Words() []string             { return suspects.Values() }
func (Caller) Vocabulary() Vocabulary        { return callers }
func (Caller) Words() []string               { return callers.Values() }
func (Role) Vocabulary() Vocabulary          { return roles }
func (Role) Words() []string                 { return roles.Values() }
func (Ended) Vocabulary() Vocabulary         { return endings }
func (Ended) Words() []string                { return endings.Values() }
func (ContactMode) Vocabulary() Vocabulary   { return contactModes }
func (ContactMode) Words() []string          { return orEmpty(contactModes) }
func (Heard) Vocabulary() Vocabulary         { return heards }
func (Heard) Words() []string                { return orEmpty(heards) }
func (OwnLife) Vocabulary() Vocabulary       { return ownLives }
func (OwnLife) Words() []string              { return orEmpty(ownLives) }
func (Agreed) Vocabulary() Vocabulary        { return agreements }
func (Agreed) Words() []string               { return orEmpty(agreements) }
func (HelpStage) Vocabulary() Vocabulary     { return helpStages }
func (HelpStage) Words() []string            { return helpStages.Values() }
func (OutcomeValue) Vocabulary() Vocabulary  { return outcomes }
func (OutcomeValue) Words() []string         { return orEmpty(outcomes) }
func (DashAsked) Vocabulary() Vocabulary     { return askings }
func (DashAsked) Words() []string            { return askings.Values() }
func (OrderKind) Vocabulary() Vocabulary     { return orderKinds }
func (OrderKind) Words() []string            { return orderKinds.Values() }
func (AbsenceReason) Vocabulary() Vocabulary { return absenceReasons }
func (AbsenceReason) Words() []string        { return absenceReasons.Values() }
func (TriggerKind) Vocabulary() Vocabulary   { return triggerKinds }
func (TriggerKind) Words() []string          { return triggerKinds.Values() }
func (OverallLevel) Vocabulary() Vocabulary  { return concernLevels }
func (OverallLevel) Words() []string         { return concernLevels.Values() }
func (Grade) Vocabulary() Vocabulary         { return grades }
func (Grade) Words() []string                { return grades.Values() }
func (DecisionAbout) Vocabulary() Vocabulary { return decisionSubjects }
func (DecisionAbout) Words() []string        { return decisionSubjects.Values() }
func (DecisionWord) Vocabulary() Vocabulary  { return decisionWords.Get() }
func (DecisionWord) Words() []string         { return decisionWords.Get().Values() }
func (Source) Vocabulary() Vocabulary        { return sources }
func (Source) Words() []string               { return sources.Values() }
func (Class) Vocabulary() Vocabulary         { return classes }
func (Class) Words() []string                { return classes.Values() }
func (ItemRole) Vocabulary() Vocabulary      { return itemRoles }
func (ItemRole) Words() []string             { return itemRoles.Values() }
