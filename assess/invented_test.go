package assess_test

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// chance returns a number from 0 to n-1: from rapid, from a fuzzer's bytes, or
// from an earlier run.
type chance func(n int) int

func fromRapid(t *rapid.T) chance {
	return func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "") }
}

// fromBytes takes a byte for each number, and 0 when they are used up.
func fromBytes(b []byte) chance {
	return func(n int) int {
		if len(b) == 0 {
			return 0
		}
		v := int(b[0]) % n
		b = b[1:]
		return v
	}
}

// remembered returns c and a repetition of the numbers that it returned.
func remembered(c chance) (noted, again chance) {
	var all []int
	noted = func(n int) int {
		v := c(n)
		all = append(all, v)
		return v
	}
	k := 0
	again = func(int) int { k++; return all[k-1] }
	return noted, again
}

func one[T any](c chance, of ...T) T { return of[c(len(of))] }

// invented makes an assessment up: any case, answers of every kind and form,
// incidents around the windows, and all that may bear on a result. What no
// reader lets through (unknown words, impossible severities) is in it too.
func invented(c chance, set assess.Instruments) *assess.Assessment {
	a := &assess.Assessment{
		Format: assess.AssessmentFormat, ID: one(c, "", "01JDEXAMPLE"),
		AssessedAt: instant(one(c, assessedAt, "2026-11-20T00:10:00+01:00", "2026-11-20T23:50:00-05:00", "2026-03-29T00:30:00+14:00", "2024-02-29T12:00:00.5Z")),
		Prompted:   one(c, assess.Fact(""), "yes", "no", "unknown"),
		DashAsked:  one(c, assess.DashAsked(""), "auto", "always", "never"),
		Contact: assess.Contact{
			SafeToTalk: one(c, assess.Fact(""), "yes", "yes", "no", "unknown"),
			Ended:      one(c, assess.Ended(""), "finished", "finished", "dropped", "unsafe"),
		},
	}
	a.Case.Reference = "NP-2026-00001"
	a.Case.Relationship = one(c, append(words[assess.Relationship](), "")...)
	a.Case.Children = one(c, append(words[assess.Fact](), "")...)
	likely := c(6)
	for _, in := range set.All() {
		for _, it := range in.Items {
			if r, ok := anyResponse(c, likely); ok {
				a.Responses.Set(in.ID, it.ID, r)
			}
		}
	}
	if c(8) == 0 {
		a.Responses.Set(one(c, "stalking", "dash", "lap"), "no-such-item", assess.Response{Answer: assess.Yes})
	}
	for range c(12) {
		a.Incidents = append(a.Incidents, anyIncident(c, set.Stalking, a))
	}
	for range c(3) {
		ab := assess.Absence{Reason: one(c, assess.AbsenceReason(""), "custody", "abroad", "other")}
		ab.From, ab.To = anyDate(c, a), anyDate(c, a)
		a.Absences = append(a.Absences, ab)
	}
	for range c(3) {
		a.Triggers = append(a.Triggers, assess.Trigger{Kind: "hearing", On: anyDate(c, a)})
	}
	if c(2) == 0 {
		levels := []assess.OverallLevel{"low", "moderate", "high", ""}
		a.Override = &assess.Override{
			From: one(c, levels...), Level: one(c, levels...), Reason: one(c, "knows more", ""),
			By: one(c, "S77", ""), SecondPerson: one(c, "S80", "S77", ""), At: a.AssessedAt,
		}
	}
	return a
}

// words lists what a word may be.
func words[T interface {
	~string
	Words() []string
}]() []T {
	var zero T
	var out []T
	for _, w := range zero.Words() {
		out = append(out, T(w))
	}
	return out
}

// anyResponse makes a response up, in the short form or the long one, or none.
func anyResponse(c chance, likely int) (assess.Response, bool) {
	answers := [][]assess.Answer{
		{"no"},
		{"no", "no", "no", "no", "yes", "unknown"},
		{"no", "no", "no", "unknown", "declined", "not_asked"},
		{"unknown", "not_asked", "not_asked", "declined", "no", "yes"},
		{"yes", "no", "unknown", "declined", "not_asked", ""},
		{"yes", "no", "no", "not_asked", "maybe", "true"},
	}
	r := assess.Response{Answer: one(c, answers[likely]...)}
	switch c(8) {
	case 0:
		return r, false
	case 1:
		r.Note, r.Source, r.At = "invented", "victim", instant(assessedAt)
		r.Was = []assess.Was{{Answer: one(c, assess.Yes, assess.No), At: r.At}}
	}
	return r, true
}

func anyIncident(c chance, in *assess.Instrument, a *assess.Assessment) assess.Incident {
	kind := one(c, "", "no_such_kind", "visit", "")
	if k := c(len(in.Timeline.Kinds) + 2); k < len(in.Timeline.Kinds) {
		kind = in.Timeline.Kinds[k].ID
	}
	before := one(c, 0, 1, 5, 14, 26, 27, 28, 29, 40, 60, 90, 150, -1, -2, 365)
	t := a.AssessedAt.Time().AddDate(0, 0, -before)
	at := ""
	switch c(6) {
	case 0:
	case 1:
		at = t.Format("2006-01")
	case 2:
		zone := one(c, -12, -5, 0, 1, 14)
		at = t.Add(time.Duration(one(c, -1, 0, 1)) * time.Minute).In(time.FixedZone("", zone*3600)).Format(time.RFC3339)
	default:
		at = t.Format(time.DateOnly)
	}
	return assess.Incident{
		At: when(at), Kind: kind,
		Channel: one(c, timeline.Channel(""), "in_person", "phone", "online"), Area: one(c, "", "Eastshire", " eastshire", "Northshire"),
		RecordedAs: one(c, "", "harassment", "Harassment", "theft"), Breach: one(c, timeline.Breach(""), "no", "near", "yes"),
		Severity: one(c, timeline.Grade(0), 0, 0, 1, 3, 5),
	}
}

func anyDate(c chance, a *assess.Assessment) assess.Date {
	n := one(c, 0, -1, 1, 2, 7, 30, 400, -30, -60, -100, 3000, 999)
	if n == 999 {
		return assess.Date{}
	}
	return date(a.AssessedAt.Time().AddDate(0, 0, n).Format(time.DateOnly))
}

// change returns the assessment with another answer to one item; a stays as it is.
func change(a *assess.Assessment, instrument, item string, to assess.Answer) *assess.Assessment {
	b := *a
	b.Responses = nil
	for _, s := range a.Responses {
		s.Items = append([]assess.ItemResponse(nil), s.Items...)
		b.Responses = append(b.Responses, s)
	}
	r, _ := b.Responses.Of(instrument, item)
	r.Answer = to
	b.Responses.Set(instrument, item, r)
	return &b
}

// lowered says which level of after is below that of before, or "".
func lowered(before, after assess.Result) string {
	for _, l := range []struct {
		name     string
		levels   []string
		was, now assess.Level
	}{
		{"overall", concern, level(before.Overall), level(after.Overall)},
		{"baseline", concern, before.Baseline, after.Baseline},
		{"escalation", rise, before.Escalation, after.Escalation},
	} {
		for _, v := range [][3]string{{"established", l.was.Established, l.now.Established}, {"reported", l.was.Level, l.now.Level}, {"could_reach", l.was.CouldReach, l.now.CouldReach}} {
			if place(l.levels, v[2]) < place(l.levels, v[1]) {
				return fmt.Sprintf("%s %s went from %s to %s", l.name, v[0], v[1], v[2])
			}
		}
	}
	if before.ActNow && !after.ActNow {
		return "act_now went from true to false"
	}
	if d, e := before.Dash, after.Dash; e.LineCouldReach < d.LineCouldReach || e.CouldReach < d.CouldReach || e.Yes < d.Yes || e.LineYes < d.LineYes {
		return fmt.Sprintf("DASH fell from %+v to %+v", d, e)
	}
	return ""
}

// level returns the overall level before any override.
func level(o assess.Overall) assess.Level {
	return assess.Level{Level: o.Computed, Established: o.Established, CouldReach: o.CouldReach, Provisional: o.Provisional}
}
