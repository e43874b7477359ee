package assessmentfile

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"stalkrisk/assess"
)

// CSVMap translates the headings and values of another system, so that its export can
// be read unchanged. The zero value renames nothing. A CSVMap does not change once
// made. Several goroutines may use it.
type CSVMap struct {
	headings map[string]string
	values   map[mappedValue]string
}

// mappedValue is another system's value, in a column by our name.
type mappedValue struct{ column, theirs string }

// ParseCSVMap reads the rules of --map. Each is one of:
//
//   - "Date of event=at": the heading "Date of event" is our column at
//   - "Officer=": leave that column out
//   - "kind:Loitering=loitering": in our column kind, Loitering means loitering
//   - "kind:n/a=": in our column kind, n/a means an empty cell
//
// Space at the ends is ignored; capitals matter. The text after the last "=" is
// our name. A rule is for a value if the text before its first ":" is one of our
// columns; column reports whether a word is one.
//
// The error gives the number, from 1, of every rule that cannot be used. It quotes
// a name only if it is short and plain.
func ParseCSVMap(rules []string, column func(string) bool) (CSVMap, error) {
	m := CSVMap{headings: map[string]string{}, values: map[mappedValue]string{}}
	var faults []string
	for i, rule := range rules {
		if fault := m.add(rule, column); fault != "" {
			faults = append(faults, fmt.Sprintf("--map, rule %d: %s", i+1, fault))
		}
	}
	if len(faults) > 0 {
		return CSVMap{}, errors.New(strings.Join(faults, "; "))
	}
	return m, nil
}

// add adds one rule, or returns what is wrong with it.
func (m *CSVMap) add(rule string, column func(string) bool) (fault string) {
	last := strings.LastIndexByte(rule, '=')
	if last < 0 {
		return `it has no "="; write theirs=ours, or column:theirs=ours for a value`
	}
	theirs, ours := strings.TrimSpace(rule[:last]), strings.TrimSpace(rule[last+1:])
	if before, after, found := strings.Cut(theirs, ":"); found && column(strings.TrimSpace(before)) {
		value := mappedValue{strings.TrimSpace(before), strings.TrimSpace(after)}
		if was, twice := m.values[value]; twice && was != ours {
			return "an earlier rule gives that value another meaning; keep one"
		}
		m.values[value] = ours
		return ""
	}
	switch was, twice := m.headings[theirs]; {
	case theirs == "":
		return `there is nothing before the "="; write theirs=ours`
	case ours != "" && !column(ours):
		return named(ours) + " is not a column here; write theirs=ours with one of ours, or column:theirs=ours for a value"
	case twice && was != ours:
		return "an earlier rule gives that heading another meaning; keep one"
	}
	m.headings[theirs] = ours
	return ""
}

// named returns how a message names a word of a rule: in quotes if it is safe to
// repeat.
func named(word string) string {
	if assess.Quotable(word) {
		return strconv.Quote(word)
	}
	return `the text after the "="`
}

// Heading returns our name for a heading, or "" if its column is to be left out.
// Without a rule it returns the heading itself.
func (m CSVMap) Heading(theirs string) string {
	theirs = strings.TrimSpace(theirs)
	if ours, ok := m.headings[theirs]; ok {
		return ours
	}
	return theirs
}

// Value returns what a value means in a column, by our names. Without a rule it
// returns the value itself.
func (m CSVMap) Value(column, theirs string) string {
	if len(m.values) == 0 {
		return theirs
	}
	if ours, ok := m.values[mappedValue{column, strings.TrimSpace(theirs)}]; ok {
		return ours
	}
	return theirs
}
