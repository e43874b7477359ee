package table

import (
	"fmt"

	"stalkrisk/assess"
)

// Notes returns what a person should know about how the table was read, once its rows
// have been read. They are not faults.
func (t *Table) Notes() (notes []string) {
	add := func(n int64, one, more string) {
		switch {
		case n == 1:
			notes = append(notes, one)
		case n > 1:
			notes = append(notes, fmt.Sprintf(more, n))
		}
	}
	const decoded = "is not UTF-8 and was read as Windows-1252; check its accents and marks, or save the file as CSV UTF-8"
	add(t.decoded.Load(), "1 row "+decoded, "the text of %d rows "+decoded)
	const short = "fewer cells than there are headings; the cells that are missing at the end were read as empty"
	add(t.short.Load(), "1 row has "+short, "%d rows have "+short)
	const alone = "alone in assessed_at; the end of that day was read"
	add(t.dates.days.Load(), "1 row has a date "+alone, "%d rows have a date "+alone)
	add(t.repeated.Load(), "the headings come again once; that row was passed over", "the headings come again %d times; those rows were passed over")
	return notes
}

// LateProblems returns the problems of the headings that are known only once the rows
// have been read.
func (t *Table) LateProblems() []assess.Problem {
	problems := t.dates.problems(t.Line)
	if !t.filled.Load() {
		return problems
	}
	return append(problems, assess.Problem{Code: CodeUnknownHeading, Line: t.Line, Message: "a column without a heading has text, which is not read; name the column in the first row"})
}
