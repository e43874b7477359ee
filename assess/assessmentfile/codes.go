package assessmentfile

import "stalkrisk/assess/strictfile"

// The codes of the problems of an assessment file, besides those that any
// strictly read file can have.
const (
	CodeUnknownFormat    = "unknown-format"
	CodeMissingFormat    = "missing-format"
	CodeMissingTime      = "missing-time"
	CodeMissingReference = "missing-reference"
	CodeBadAbsence       = "bad-absence"
	CodeSecondDocument   = "second-document"
	CodeNoHeader         = "no-header"
	CodeUnknownHeading   = "unknown-heading"
	CodeRepeatedHeading  = "repeated-heading"
	CodeBadRow           = "bad-row"
)

// Codes returns every code that a Record can have, with what to do about it.
func Codes() []strictfile.Code {
	return append(strictfile.Codes(), []strictfile.Code{
		{Name: CodeUnknownFormat, Remedy: "another format, or another version of this one: check that it is the right file, and use a version of stalkrisk that reads it"},
		{Name: CodeMissingFormat, Remedy: "nothing says what it is: write format: stalkrisk.assessment/1"},
		{Name: CodeMissingTime, Remedy: "no assessed_at, from which every window is counted: write the time of the assessment, as 2026-11-20T14:03:00Z"},
		{Name: CodeMissingReference, Remedy: "no case.reference, which only a draft may be without: write a pseudonym"},
		{Name: CodeBadAbsence, Remedy: "an absence without from, or that ends before it begins, does not count: correct its days"},
		{Name: CodeSecondDocument, Remedy: "only the first record of the file is used here: put each into a file of its own"},
		{Name: CodeNoHeader, Remedy: "the first row of a CSV file names no column: write the headings, or say what they are with --map"},
		{Name: CodeUnknownHeading, Remedy: "no such column, so it is not read: look for a misspelling, or say what it is with --map theirs=ours"},
		{Name: CodeRepeatedHeading, Remedy: "two columns of one name, so neither is read: keep one"},
		{Name: CodeBadRow, Remedy: "a row that cannot be cut into the cells that the first row names, so it is not used: correct its commas and quotation marks"},
	}...)
}
