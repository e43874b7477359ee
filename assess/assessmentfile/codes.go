package assessmentfile

import "stalkrisk/assess/strictfile"

// The codes of problems with an assessment file, in addition to those of any strictly
// read file.
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

// Codes returns every code that a Record can have, with its remedy.
func Codes() []strictfile.Code {
	return append(strictfile.Codes(), []strictfile.Code{
		{Name: CodeUnknownFormat, Remedy: "a different format or version: check that it is the right file, or use a version of stalkrisk that reads it"},
		{Name: CodeMissingFormat, Remedy: "the file has no format: write format: stalkrisk.assessment/1"},
		{Name: CodeMissingTime, Remedy: "no assessed_at: write the time of the assessment, such as 2026-11-20T14:03:00Z"},
		{Name: CodeMissingReference, Remedy: "no case.reference; only a draft can be without one: write a pseudonym"},
		{Name: CodeBadAbsence, Remedy: "an absence without from, or that ends before it begins, does not count: correct its days"},
		{Name: CodeSecondDocument, Remedy: "only the first record of the file is used here: put each in its own file"},
		{Name: CodeNoHeader, Remedy: "the first row of a CSV file names no column: write the headings, or say what they are with --map"},
		{Name: CodeUnknownHeading, Remedy: "not a known column, so it is not read: check the spelling, or say what it is with --map theirs=ours"},
		{Name: CodeRepeatedHeading, Remedy: "two columns with the same name, so neither is read: keep one"},
		{Name: CodeBadRow, Remedy: "a row that does not match the columns of the first row, so it is not used: correct its commas and quotation marks"},
	}...)
}
