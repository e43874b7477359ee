package batch

import (
	"slices"
	"strings"

	"stalkrisk/assess"
)

// Tally counts the records of a run by their outcomes.
type Tally struct {
	Records   int // read
	Scored    int // with a result
	Unscored  int // without a result; each has a problem line
	Faulty    int // with a problem line, whether or not they have a result
	Skipped   int // in another format of stalkrisk, found in a folder; not counted as records
	ActNow    int
	Overall   Counts // by level
	Pattern   Counts // by baseline and escalation, with a space between them
	Lifted    Counts // provisional: "overall", "baseline", "escalation"
	Overrides Counts // "up", "down", "void", "same"
	Dash      Counts // by the state of DASH ("reached", "below", "open", "not_applicable") and overall level
	Codes     Counts // problems by code; a record may have several
}

// Count is a name and how often it was counted.
type Count struct {
	Name string
	N    int
}

// Counts are counts by name. There are few names, so a list is faster than a map,
// and keeps their order.
type Counts []Count

func (c *Counts) add(name string, n int) {
	for i := range *c {
		if (*c)[i].Name == name {
			(*c)[i].N += n
			return
		}
	}
	*c = append(*c, Count{strings.Clone(name), n})
}

// pair counts two names together. It joins them only if they are new.
func (c *Counts) pair(a, b string) {
	for i := range *c {
		if n := (*c)[i].Name; len(n) == len(a)+1+len(b) && n[:len(a)] == a && n[len(a)] == ' ' && n[len(a)+1:] == b {
			(*c)[i].N++
			return
		}
	}
	*c = append(*c, Count{a + " " + b, 1})
}

// result counts a result.
func (t *Tally) result(r *assess.Result) {
	t.Scored++
	if r.ActNow {
		t.ActNow++
	}
	t.Overall.add(r.Overall.Level, 1)
	t.Pattern.pair(r.Baseline.Level, r.Escalation.Level)
	t.Dash.pair(r.Dash.LineState(), r.Overall.Level)
	for _, l := range [...]struct {
		name        string
		provisional bool
	}{{"overall", r.Overall.Provisional}, {"baseline", r.Baseline.Provisional}, {"escalation", r.Escalation.Provisional}} {
		if l.provisional {
			t.Lifted.add(l.name, 1)
		}
	}
	if r.Override != nil {
		t.Overrides.add(overridden(r), 1)
	}
}

// overridden returns what an override did to the level: "up", "down", "same" or
// "void".
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
		t.Codes.add(all[i].Code, 1)
	}
}

// merge adds another tally.
func (t *Tally) merge(o *Tally) {
	t.Records += o.Records
	t.Scored += o.Scored
	t.Unscored += o.Unscored
	t.Faulty += o.Faulty
	t.Skipped += o.Skipped
	t.ActNow += o.ActNow
	to := t.counts()
	for i, from := range o.counts() {
		for _, c := range *from {
			to[i].add(c.Name, c.N)
		}
	}
}

func (t *Tally) counts() [6]*Counts {
	return [...]*Counts{&t.Overall, &t.Pattern, &t.Lifted, &t.Overrides, &t.Dash, &t.Codes}
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

var (
	overallLevels    = []string{"low", "moderate", "high"}
	escalationLevels = []string{"stable", "rising", "imminent"}
)

func rank(levels []string, level string) int { return slices.Index(levels, level) }
