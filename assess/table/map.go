package table

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"stalkrisk/assess"
)

// Map translates the headings and values of another system, so that its export can
// be read unchanged. The zero value renames nothing. A Map does not change once made.
// Several goroutines may use it.
type Map struct {
	headings  map[string]string
	values    map[mappedValue]string
	questions bool // the text of a question is the heading of its column
}

// mappedValue is another system's value, in a column by our name.
type mappedValue struct{ column, theirs string }

// Empty reports whether the map renames nothing.
func (m Map) Empty() bool { return len(m.headings) == 0 && len(m.values) == 0 && !m.questions }

// ParseRules adds the rules of --map to a map. Each is one of:
//
//   - "Date of event=at": the heading "Date of event" is our column at
//   - "Officer=": leave that column out
//   - "kind:Loitering=loitering": in our column kind, Loitering means loitering
//   - "kind:n/a=": in our column kind, n/a means an empty cell
//
// Space at the ends is ignored; capitals matter. The text after the last "=" is
// our name. A rule is for a value if the text before its first ":" is one of our
// columns. A rule of the map is replaced by one of the command line.
//
// The error gives the number, from 1, of every rule that cannot be used. It quotes
// a name only if it is short and plain.
func (m Map) ParseRules(rules []string, c Columns) (Map, error) {
	given := Map{headings: map[string]string{}, values: map[mappedValue]string{}}
	var faults []string
	for i, rule := range rules {
		if fault := given.addRule(rule, c); fault != "" {
			faults = append(faults, fmt.Sprintf("--map, rule %d: %s", i+1, fault))
		}
	}
	if len(faults) > 0 {
		return Map{}, errors.New(strings.Join(faults, "; "))
	}
	given.questions = m.questions
	for theirs, ours := range m.headings {
		if _, is := given.headings[theirs]; !is {
			given.headings[theirs] = ours
		}
	}
	for theirs, ours := range m.values {
		if _, is := given.values[theirs]; !is {
			given.values[theirs] = ours
		}
	}
	return given, nil
}

// addRule adds one rule, or returns what is wrong with it.
func (m *Map) addRule(rule string, c Columns) (fault string) {
	last := strings.LastIndexByte(rule, '=')
	if last < 0 {
		return `it has no "="; write theirs=ours, or column:theirs=ours for a value`
	}
	theirs, ours := strings.TrimSpace(rule[:last]), strings.TrimSpace(rule[last+1:])
	if before, after, found := strings.Cut(theirs, ":"); found && c.knows(strings.TrimSpace(before)) {
		return m.addValue(strings.TrimSpace(before), strings.TrimSpace(after), ours)
	}
	if theirs == "" {
		return `there is nothing before the "="; write theirs=ours`
	}
	return m.addHeading(theirs, ours, c)
}

func (m *Map) addValue(column, theirs, ours string) (fault string) {
	value := mappedValue{column, theirs}
	if was, twice := m.values[value]; twice && was != ours {
		return "an earlier rule gives that value another meaning; keep one"
	}
	m.values[value] = ours
	return ""
}

func (m *Map) addHeading(theirs, ours string, c Columns) (fault string) {
	if ours != "" && !c.get().known[ours] {
		return notAColumn(ours)
	}
	if was, twice := m.headings[theirs]; twice && was != ours {
		return "an earlier rule gives that heading another meaning; keep one"
	}
	m.headings[theirs] = ours
	return ""
}

// notAColumn names a word of a rule only if it is safe to repeat.
func notAColumn(word string) string {
	if assess.Quotable(word) {
		return strconv.Quote(word) + " is not a column here; write theirs=ours with one of ours, or column:theirs=ours for a value"
	}
	return `the text after the "=" is not a column here; write theirs=ours with one of ours, or column:theirs=ours for a value`
}

// heading returns our name for a heading among all, or "" if its column is to be left
// out. Without a rule it returns the heading itself.
func (m Map) heading(theirs string, c Columns, all []string) string {
	if ours, ok := m.headings[theirs]; ok {
		return ours
	}
	our := c.get()
	if our.export != nil {
		theirs = our.export(theirs, all)
	}
	if ours := our.also[plainText(theirs)]; ours != "" && !our.known[theirs] {
		return ours
	}
	if m.questions && !our.known[theirs] {
		if ours := our.texts[plainText(theirs)]; ours != "" {
			return ours
		}
	}
	return theirs
}

// valuesOf returns the meanings of the values of a column. Of several rules for one
// value, the most specific counts, even if it keeps the value as it is.
func (m Map) valuesOf(column string, c Columns) map[string]string {
	all := map[string]string{}
	for _, of := range c.kinds(column) {
		for v, ours := range m.values {
			if _, known := all[v.theirs]; v.column == of && !known {
				all[v.theirs] = ours
			}
		}
	}
	return all
}
