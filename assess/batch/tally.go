package batch

import (
	"slices"

	"stalkrisk/assess"
)

// Tally counts the records of a run by their outcomes.
type Tally struct {
	Records  int // read
	Scored   int // with a result
	Unscored int // without a result; each has a problem line
	Faulty   int // with a problem line, whether or not they have a result
	Skipped  int // in another format of stalkrisk or a draft of the sift that nobody has read, found in a folder; not counted as records
	Unread   int // drafts of the sift that nobody has read, wherever they were found
	Drafts   int // of those scored
	Practice int // of those scored
	Dropped  int // drafts whose result was not wanted

	// Known when the run is finished.
	RepeatedIDs    int // different ids that more than one assessment has
	RepeatedCases  int // different cases that more than one assessment is of
	SharedSuspects int // suspects' references that are named in cases of different references
	Superseded     int // scored, but left out because a newer one of the case was found

	ActNow    int
	Overall   Counts // by level
	Pattern   Counts // by baseline and escalation
	Lifted    Counts // provisional: "overall", "baseline", "escalation"
	Overrides Counts // "up", "down", "void", "same"
	Dash      Counts // by the state of DASH ("reached", "below", "open", "not_applicable") and overall level
	Codes     Counts // problems by code; a record may have several
	Formats   Counts // skipped files in folders, by their format; "" for a table
}

// Count is a name, or two that came together, and how often.
type Count struct {
	Name, With string
	N          int
}

// Counts are counts by name. There are few names, so a list is faster than a map,
// and keeps their order.
type Counts []Count

// add counts a name n times. It keeps the texts that it is given: names mostly come again in
// the same memory, and are then known to be equal without a look at their letters.
func (c *Counts) add(name, with string, n int) {
	for i := range *c {
		if one := &(*c)[i]; one.Name == name && one.With == with {
			one.N += n
			return
		}
	}
	*c = append(*c, Count{name, with, n})
}

// outcome is what a tally counts of a result.
type outcome struct {
	actNow, draft, practice             bool
	overall, baseline, escalation, dash string
	overallUp, baselineUp, escalationUp bool   // provisional
	override                            string // what it did to the level: "up", "down", "same" or "void"; "" if there is none
}

func outcomeOf(r *assess.Result) outcome {
	o := outcome{
		actNow: r.ActNow, draft: r.Status == assess.Draft, practice: r.Training != "",
		overall: r.Overall.Level, baseline: r.Baseline.Level, escalation: r.Escalation.Level, dash: r.Dash.LineState(),
		overallUp: r.Overall.Provisional, baselineUp: r.Baseline.Provisional, escalationUp: r.Escalation.Provisional,
	}
	if r.Override != nil {
		o.override = overridden(r)
	}
	return o
}

// scored counts a result.
func (t *Tally) scored(o *outcome) {
	t.Scored++
	if o.actNow {
		t.ActNow++
	}
	if o.draft {
		t.Drafts++
	}
	if o.practice {
		t.Practice++
	}
	t.Overall.add(o.overall, "", 1)
	t.Pattern.add(o.baseline, o.escalation, 1)
	t.Dash.add(o.dash, o.overall, 1)
	if o.overallUp {
		t.Lifted.add("overall", "", 1)
	}
	if o.baselineUp {
		t.Lifted.add("baseline", "", 1)
	}
	if o.escalationUp {
		t.Lifted.add("escalation", "", 1)
	}
	if o.override != "" {
		t.Overrides.add(o.override, "", 1)
	}
}

// overridden returns what an override did to the level.
func overridden(r *assess.Result) string {
	switch was, is := rank(overallLevels, r.Overall.Computed), rank(overallLevels, r.Overall.Level); {
	case r.Override.Void:
		return "void"
	case is > was:
		return "up"
	case is < was:
		return "down"
	}
	return "same"
}

// problems counts the problems of a record.
func (t *Tally) problems(all []assess.Problem) {
	t.Faulty++
	for i := range all {
		t.Codes.add(all[i].Code, "", 1)
	}
}

// merge adds another tally.
func (t *Tally) merge(o *Tally) {
	t.Records += o.Records
	t.Scored += o.Scored
	t.Unscored += o.Unscored
	t.Faulty += o.Faulty
	t.Skipped += o.Skipped
	t.Unread += o.Unread
	t.ActNow += o.ActNow
	t.Drafts += o.Drafts
	t.Practice += o.Practice
	t.Dropped += o.Dropped
	to := t.counts()
	for i, from := range o.counts() {
		for _, c := range *from {
			to[i].add(c.Name, c.With, c.N)
		}
	}
}

func (t *Tally) counts() [7]*Counts {
	return [...]*Counts{&t.Overall, &t.Pattern, &t.Lifted, &t.Overrides, &t.Dash, &t.Codes, &t.Formats}
}

// reset sets all counts to zero, and keeps their memory.
func (t *Tally) reset() {
	kept := *t
	*t = Tally{}
	to := t.counts()
	for i, from := range kept.counts() {
		*to[i] = (*from)[:0]
	}
}

var overallLevels = []string{"low", "moderate", "high"}

func rank(levels []string, level string) int { return slices.Index(levels, level) }
