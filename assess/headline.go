package assess

import (
	"fmt"
	"strings"
)

// Headline returns the level in one line: "Moderate so far. Could be high. Baseline
// low; last four weeks: not known yet; 3 of 33 answered". A level is never shown without
// its two parts and how much was answered. Before anything about danger is answered there
// is none: "Not enough answers yet: 3 of 33 answered". Of a screen it returns what was
// recognised.
func (r *Result) Headline() string {
	if r.Stage == Screen {
		return r.screened()
	}
	answered := fmt.Sprintf("%d of %d answered", r.Completeness.Answered, r.Completeness.Applicable)
	if says := r.InWords(); says == notEnough {
		return strings.TrimSuffix(says, ".") + ": " + answered
	}
	return fmt.Sprintf("%s Baseline %s; last four weeks: %s; %s", r.InWords(), r.Baseline.Word(), r.RecentInWords(), answered)
}

// LevelWord returns a level for people. "high" and "imminent" are in capitals, so
// that they are clear without colour.
func LevelWord(level string) string {
	if level == "high" || level == "imminent" {
		return strings.ToUpper(level)
	}
	return level
}

// Word returns the reported level for people, as LevelWord does, with "so far" after it
// while it is provisional.
func (l *Level) Word() string {
	word := LevelWord(l.Level)
	if l.Provisional {
		word += " so far"
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
