package assessmentfile

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"stalkrisk/assess"
)

// CSVMap translates somebody else's headings and values, so that a force's own
// export can be read unchanged. The zero value renames nothing. It
// is not changed once made, and may be read by several goroutines.
type CSVMap struct {
	headings map[string]string
	values   map[mappedValue]string
}

// mappedValue is a value in somebody else's file, in a column as it is called here.
type mappedValue struct{ column, theirs string }

// ParseCSVMap reads rules as --map takes them, one each:
//
//   - "Date of event=at": the heading "Date of event" is the column at
//   - "Officer=": that column is left out
//   - "kind:Loitering=loitering": in the column kind (as it is called here),
//     Loitering means loitering
//   - "kind:n/a=": in the column kind, n/a means nothing
//
// Space at the ends is ignored; capitals are not. What comes after the last "=" is
// our name. A rule is for a value if what comes before its first ":" is a column
// here. column reports whether a word is one.
//
// The error names every rule that cannot be used, by its number from 1, and quotes
// a name only where it is short and plain.
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
		return `no "=" in it; write theirs=ours, or column:theirs=ours for a value`
	}
	theirs, ours := strings.TrimSpace(rule[:last]), strings.TrimSpace(rule[last+1:])
	if before, after, found := strings.Cut(theirs, ":"); found && column(strings.TrimSpace(before)) {
		value := mappedValue{strings.TrimSpace(before), strings.TrimSpace(after)}
		if was, twice := m.values[value]; twice && was != ours {
			return "that value was given another meaning before; keep one"
		}
		m.values[value] = ours
		return ""
	}
	switch was, twice := m.headings[theirs]; {
	case theirs == "":
		return `nothing comes before the "="; write theirs=ours`
	case ours != "" && !column(ours):
		return named(ours) + " is not a column here; write theirs=ours with one of ours, or column:theirs=ours for a value"
	case twice && was != ours:
		return "that heading was given another meaning before; keep one"
	}
	m.headings[theirs] = ours
	return ""
}

// named returns a word of a rule for a message: quoted where it may be.
func named(word string) string {
	if assess.Quotable(word) {
		return strconv.Quote(word)
	}
	return `what comes after the "="`
}

// Heading returns the column that a heading is called here: itself, unless a rule
// renames it; "" if it is to be left out.
func (m CSVMap) Heading(theirs string) string {
	theirs = strings.TrimSpace(theirs)
	if ours, ok := m.headings[theirs]; ok {
		return ours
	}
	return theirs
}

// Value returns what a value means in a column, both as they are called here:
// itself, unless a rule changes it.
func (m CSVMap) Value(column, theirs string) string {
	if len(m.values) == 0 {
		return theirs
	}
	if ours, ok := m.values[mappedValue{column, strings.TrimSpace(theirs)}]; ok {
		return ours
	}
	return theirs
}
