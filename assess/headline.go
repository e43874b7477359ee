package assess

import (
	"fmt"
	"strings"
)

// Headline returns the level in one line: "HIGH: baseline low, escalation
// IMMINENT; 18 of 33 answered", or "at least MODERATE until more is answered: …".
// A level is never shown without its two parts and how much was answered. The
// first level is in capitals, so that it is clear without colour. Of a screen it returns
// what was recognised.
func (r *Result) Headline() string {
	if r.Stage == Screen {
		return r.screened()
	}
	level := strings.ToUpper(r.Overall.Level)
	if r.Overall.Provisional && r.Overall.Level == r.Overall.Computed {
		level = "at least " + level + " until more is answered"
	}
	if r.Override != nil && !r.Override.Void {
		level += fmt.Sprintf(" (set by a person; computed %s)", r.Overall.Computed)
	}
	return fmt.Sprintf("%s: baseline %s, escalation %s; %d of %d answered", level,
		r.Baseline.Word(), r.Escalation.Word(), r.Completeness.Answered, r.Completeness.Applicable)
}

// LevelWord returns a level for people. "high" and "imminent" are in capitals, so
// that they are clear without colour.
func LevelWord(level string) string {
	if level == "high" || level == "imminent" {
		return strings.ToUpper(level)
	}
	return level
}

// Word returns the reported level for people, as LevelWord does, with "at least"
// before it while it is provisional.
func (l *Level) Word() string {
	word := LevelWord(l.Level)
	if l.Provisional {
		word = "at least " + word
	}
	return word
}

// Says returns a reason in words: the sentence of its rule, then the topics of the
// items that count for it.
func (in *Instrument) Says(r Reason) string {
	out := r.Rule
	for i := range in.Rules {
		if in.Rules[i].ID == r.Rule {
			out = in.Rules[i].Says
		}
	}
	if topics := in.topics(r.Items); topics != "" {
		out += ": " + topics
	}
	return out
}

// topics returns the topics of items, with semicolons between.
func (in *Instrument) topics(ids []string) string {
	var topics []string
	for _, id := range ids {
		if i, ok := in.Item(id); ok {
			topics = append(topics, in.Items[i].Topic)
		}
	}
	return strings.Join(topics, "; ")
}
