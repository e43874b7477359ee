package assessmentfile

import (
	"slices"

	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/table"
	"stalkrisk/assess/textfile"
)

// The codes of the problems of an assessment file, besides those that any
// strictly read file can have.
const (
	CodeUnknownFormat    = "unknown-format"
	codeMissingFormat    = "missing-format"
	codeMissingTime      = "missing-time"
	CodeMissingReference = "missing-reference"
	CodeBadAbsence       = "bad-absence"
	CodeMissingCase      = "missing-case"
	CodeOtherCase        = "other-case"
	CodeDiffers          = "differs"
	codeOnePage          = "one-page"
	CodeSecondDocument   = "second-document"
)

// Codes returns every code that a Record can have, with what to do about it.
func Codes() [][2]string {
	return slices.Concat(strictfile.Codes(), ownCodes(), table.Codes())
}

// ownCodes returns the codes above, and that of a file which is not text.
func ownCodes() [][2]string {
	return [][2]string{
		{textfile.CodeNotText, "the file is not text, such as a workbook or an image: save it as the message says"},
		{CodeUnknownFormat, "a different format or version: check that it is the right file, or use a version of stalkrisk that reads it"},
		{codeMissingFormat, "the file has no format: write format: stalkrisk.assessment/1"},
		{codeMissingTime, "no assessed_at: write the time of the assessment, such as 2026-11-20T14:03:00Z"},
		{CodeMissingReference, "no case.reference; only a draft can be without one: write a pseudonym"},
		{CodeBadAbsence, "an absence without from, or that ends before it begins, does not count: correct its days"},
		{CodeMissingCase, "rows that name no case in a table where they have to: fill in the column case"},
		{CodeOtherCase, "a row of a case that no file here is of, or more than one: correct its reference, or name the file with --into"},
		{CodeDiffers, "a row says something else than the assessment of its case, which is not replaced: correct one of them"},
		{codeOnePage, "a Bundle of FHIR that is one page of several, so responses may be missing: give every page"},
		{CodeSecondDocument, "only the first record of the file is used here: put each in its own file"},
	}
}
