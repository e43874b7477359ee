package report

import (
	"cmp"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
)

// Build returns the report of an assessment scored with set, with the guidance that
// applies. It is written at that time; an absent one is when it was assessed. It changes none of its arguments, but the report shares the lists of
// scored.
//
// A report saved as JSON and read again (Read) is written with the same bytes in every
// format.
func Build(set assess.Instruments, guides guidance.Guides, a *assess.Assessment, scored assess.Scored, at assess.Instant) Report {
	b := builder{at: at, set: &set, guides: guides, a: a, r: &scored.Result}
	b.answers = b.buildAnswers()
	pattern := b.pattern()
	b.incidents = pattern.Incidents // the summary refers to incidents by number
	return Report{
		Format:        ReportFormat,
		AsOf:          asOf(a, at).String(),
		Result:        scored.Result,
		Assessment:    Stored{a.Clone()},
		Summary:       b.summary(),
		ActNow:        b.actNow(),
		EarlierActNow: b.earlierActNow(),
		Reasons:       b.reasons(),
		Dash:          b.dash(),
		Others:        b.others(),
		Answers:       b.answers,
		Unplaced:      b.unplaced(),
		Pattern:       pattern,
		Guidance:      b.guidance(),
		Local:         b.local(),
		Instruments:   each(set.All(), describe),
		Problems:      append([]assess.Problem{}, scored.Problems...),
		Warnings:      each(scored.Result.Warnings, warning),
		Limits:        limits,
	}
}

// asOf returns when a report is written: never before it was assessed. A practice case
// stays in its own time.
func asOf(a *assess.Assessment, at assess.Instant) assess.Instant {
	if a.Training != "" || at.IsZero() || at.Time().Before(a.AssessedAt.Time()) {
		return a.AssessedAt
	}
	return at
}

// builder holds what Build works with.
type builder struct {
	at        assess.Instant // when the report is written; absent: when it was assessed
	set       *assess.Instruments
	guides    guidance.Guides
	a         *assess.Assessment
	r         *assess.Result
	answers   []InstrumentAnswers
	incidents []Incident
	numbers   []int // the number in the report of each incident in the assessment
}

// topic returns an item's id and topic. The topic is "" if the id is not known.
func topic(in *assess.Instrument, id string) Topic {
	if i, ok := in.Item(id); ok {
		return Topic{id, in.Items[i].Topic}
	}
	return Topic{ID: id}
}

func topics(in *assess.Instrument, ids []string) []Topic {
	return each(ids, func(id string) Topic { return topic(in, id) })
}

func describe(in *assess.Instrument) Instrument {
	return Instrument{
		ID: in.ID, Version: in.Version, SHA256: in.SHA256, Title: in.Title, Purpose: in.Purpose, Misuse: in.Misuse,
		EvidenceStatus: in.EvidenceStatus, Wording: string(in.Wording), Holder: in.Holder, Licence: in.Licence,
	}
}

func warning(code string) string { return capital(cmp.Or(assess.WarningSays(code), code)) + "." }

var limits = []string{
	"This report supports the judgement of a trained person. It does not decide, and it cannot predict what anyone will do.",
	"It is not SASH or the authorised DASH form. Its questions and rules are the project's own, and not validated against outcomes.",
	"Low never means no risk. A level is never a reason to refuse, delay or close a report, or to tell anyone that it is not stalking or not a crime.",
	"Unanswered never means no. No answer can lower a level.",
	"A level is not evidence in court. The account, the incidents and what was secured may be.",
}
