package audit

import (
	"slices"
	"strings"

	"stalkrisk/assess"
)

// figure is a question that is asked of many cases, with its answers. A case has one
// answer to it, or none if the figure is not about it.
type figure struct {
	id, title string
	below     string   // the figure of whose answers this one is a part; "" if it is about every case
	of        []string // those answers
	widen     bool     // if they are joined with another answer, this figure is about both
	split     bool     // also about the cases that are recognised as stalking
	like      string   // figures that follow from each other: the same rows are joined in them
	answers   []answer

	in   func(*assess.Assessment, *assess.Result) string // the answer in one assessment
	over func(*unit) string                              // or in the history of a case
}

// answer is one answer of a figure, and how it is called. cases is what the cases with
// that answer are called, where another figure is about them.
type answer struct{ value, label, cases string }

// The answers of many figures.
var (
	yesNo    = []answer{{value: "yes", label: "yes"}, {value: "no", label: "no"}}
	offers   = []answer{{"yes", "yes", "with an offer"}, {value: "no", label: "no"}, {value: "unknown", label: "not known"}, {value: "not_recorded", label: "not recorded"}}
	reasons  = []answer{{value: "given", label: "reason given"}, {value: "not_given", label: "no reason given"}}
	concerns = []answer{{"high", "high", "at high"}, {"moderate", "moderate", "at moderate"}, {"low", "low", "at low"}}

	cannotBeSaid  = answer{value: "none", label: "cannot be said"}
	concernOrNone = []answer{{"high", "high", "at high"}, {"moderate", "moderate", "at moderate"}, {"low", "low", "at low"}, cannotBeSaid}
)

const (
	stalking          = "stalking"
	notRecorded       = "not_recorded"
	recognitionFigure = "recognition"
)

// figures are those that are counted, in the order in which they are shown. After them
// come the levels before each outcome, and the questions.
var figures = []figure{
	{id: "level", title: "Overall level", like: "level", answers: concerns,
		in: func(_ *assess.Assessment, r *assess.Result) string { return r.Overall.Level }},
	{id: "baseline", title: "Baseline level", like: "level", answers: concernOrNone,
		in: func(_ *assess.Assessment, r *assess.Result) string { return orNone(r.Baseline.Level) }},
	{id: "escalation", title: "Escalation level", like: "level", answers: []answer{{value: "imminent", label: "imminent"}, {value: "rising", label: "rising"}, {value: "stable", label: "stable"}, cannotBeSaid},
		in: func(_ *assess.Assessment, r *assess.Result) string { return orNone(r.Escalation.Level) }},
	{id: "high_unanswered", title: "High only because too much is unanswered", below: "level", of: []string{"high"}, answers: yesNo,
		in: func(_ *assess.Assessment, r *assess.Result) string { return yesIf(r.Overall.Provisional) }},
	{id: "moderate_could_rise", title: "Moderate, and unanswered questions could make it high", below: "level", of: []string{"moderate"}, answers: yesNo, in: couldRise},
	{id: "low_could_rise", title: "Low, and unanswered questions could make it higher", below: "level", of: []string{"low"}, answers: yesNo, in: couldRise},

	{id: recognitionFigure, title: "Recognised as stalking by the answers",
		answers: []answer{
			{stalking, "stalking", "recognised as stalking"}, {"possible", "may be stalking", "that may be stalking"},
			{"not_shown", "not shown yet", "in which stalking is not shown yet"}, {"none", "cannot be said", "of which it cannot be said"},
		},
		in: func(_ *assess.Assessment, r *assess.Result) string { return orNone(string(r.Recognition.Value)) }},
	{id: "referral_offered", title: "Advocacy or support offered", split: true, answers: offers,
		in: func(a *assess.Assessment, _ *assess.Result) string { return orNotRecorded(string(a.Referral.Offered)) }},
	{id: "referral_accepted", title: "Advocacy or support accepted", below: "referral_offered", of: []string{"yes"}, answers: offers,
		in: func(a *assess.Assessment, _ *assess.Result) string { return orNotRecorded(string(a.Referral.Accepted)) }},
	{id: "recording", title: "How the force recorded it", split: true,
		answers: []answer{
			{value: stalking, label: "as stalking"}, {"other_offence", "as another offence", "recorded as another offence"},
			{notRecorded, "not recorded as a crime", "not recorded as a crime"}, {value: "no_decision", label: "no decision noted"},
		},
		in: func(_ *assess.Assessment, r *assess.Result) string {
			if r.Decisions.Recording == "" {
				return "no_decision"
			}
			return r.Decisions.Recording
		}},
	{id: "recording_reason", title: "Why not recorded as stalking", below: "recording", of: []string{"other_offence", "not_recorded"}, answers: reasons, in: whyNot},
	{id: "spo", title: "Stalking protection order, full or interim", split: true,
		answers: []answer{
			{value: "made", label: "made"}, {value: "applied_for", label: "applied for"}, {value: "considered", label: "considered"}, {value: "not_pursued", label: "not pursued"},
			{value: notRecorded, label: "nothing recorded"}, {value: "not_available", label: "no such order (Scotland)"},
		},
		in: protection},
	{id: "override", title: "Level set by a person",
		answers: []answer{{"in_force", "set by a person", "with a level set by a person"}, {"no_effect", "set, without effect", "with a level set without effect"}, {value: "none", label: "not set"}},
		in: func(_ *assess.Assessment, r *assess.Result) string {
			switch {
			case r.Override == nil:
				return "none"
			case r.Override.Void:
				return "no_effect"
			}
			return "in_force"
		}},
	{id: "override_reason", title: "Why a person set the level", below: "override", of: []string{"in_force", "no_effect"}, answers: reasons,
		in: func(_ *assess.Assessment, r *assess.Result) string {
			return givenIf(r.Override != nil && strings.TrimSpace(r.Override.Reason) != "")
		}},
	{id: "review", title: "Reviews in time", answers: []answer{{value: "in_time", label: "in time"}, {value: "late", label: "late"}, {value: "not_done", label: "overdue, not done"}, {value: "none_due", label: "none due"}}, over: (*unit).reviewed},
	{id: "outcome", title: "What became of it", answers: outcomes, over: func(u *unit) string { return u.outcome }},
}

// outcomes are what may become of a case, the gravest first.
var outcomes = []answer{
	{"death", "a death", "with a death"}, {"serious_harm", "serious harm", "with serious harm"}, {"continued", "it continued", "in which it continued"},
	{"other", "another outcome", "with another outcome"}, {"no_further_contact", "no further contact", "with no further contact"},
	{value: "unknown", label: "not known"}, {value: notRecorded, label: "not recorded"},
}

// levelBefore returns the figure of the levels before one outcome, or before several
// that are counted together.
func levelBefore(of []string, called string) figure {
	return figure{
		id: "level_before", title: "Level before the outcome: " + called, below: "outcome", of: of,
		answers: append(slices.Clone(concerns), answer{value: "none", label: "no assessment before it"}), over: (*unit).levelBefore,
	}
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func orNotRecorded(s string) string {
	if s == "" {
		return notRecorded
	}
	return s
}

func yesIf(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func givenIf(is bool) string {
	if is {
		return "given"
	}
	return "not_given"
}

func couldRise(_ *assess.Assessment, r *assess.Result) string {
	return yesIf(r.Overall.CouldReach != r.Overall.Level)
}

// whyNot reports whether the last decision about how it is recorded has a reason.
func whyNot(a *assess.Assessment, _ *assess.Result) (given string) {
	for i := range a.Decisions {
		if d := &a.Decisions[i]; d.About == assess.AboutRecording && d.Fits() {
			given = givenIf(strings.TrimSpace(d.Reason) != "")
		}
	}
	return given
}

// protection returns how far a stalking protection order, full or interim, is.
func protection(a *assess.Assessment, r *assess.Result) string {
	decided := []string{r.Decisions.SPO, r.Decisions.InterimSPO}
	for i := range a.Orders {
		if k := a.Orders[i].Kind; k == "spo" || k == "interim_spo" {
			decided = append(decided, "made")
		}
	}
	for _, furthest := range []string{"made", "applied_for", "considered", "not_pursued"} {
		if slices.Contains(decided, furthest) {
			return furthest
		}
	}
	if a.Case.Jurisdiction == "scotland" {
		return "not_available"
	}
	return notRecorded
}

// saidIn returns the answer to each figure that one assessment is enough for, by its
// place, as the figure has it.
func saidIn(a *assess.Assessment, r *assess.Result) []string {
	out := make([]string, len(figures))
	for i := range figures {
		if f := &figures[i]; f.in != nil {
			out[i] = f.own(f.in(a, r))
		}
	}
	return out
}

// own returns an answer as the figure has it, so that nothing of the text that was read
// is kept; "" if the figure has no such answer.
func (f *figure) own(value string) string {
	if k := f.place(value); k >= 0 {
		return f.answers[k].value
	}
	return ""
}

// place returns the place of an answer; -1 if the figure has none of that value.
func (f *figure) place(value string) int {
	return slices.IndexFunc(f.answers, func(a answer) bool { return a.value == value })
}
