package assessmentfile

import (
	"slices"

	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/table"
	"stalkrisk/assess/textfile"
)

var fileCodes strictfile.CodeList

// Codes returns every code that a Record can have, with what to do about it.
func Codes() []strictfile.Code { return slices.Concat(strictfile.Codes(), fileCodes, table.Codes()) }

// The codes of the problems of an assessment file, besides those that any
// strictly read file can have.
var (
	_                    = fileCodes.Add(textfile.CodeNotText, "the file is not text, such as a workbook or an image: save it as the message says")
	codeUnknownFormat    = fileCodes.Add("unknown-format", "a different format or version: check that it is the right file, or use a version of stalkrisk that reads it")
	codeMissingFormat    = fileCodes.Add("missing-format", "the file has no format: write format: stalkrisk.assessment/1")
	codeMissingTime      = fileCodes.Add("missing-time", "no assessed_at: write the time of the assessment, such as 2026-11-20T14:03:00Z")
	CodeMissingReference = fileCodes.Add("missing-reference", "no case.reference; only a draft can be without one: write a pseudonym")
	CodeBadAbsence       = fileCodes.Add("bad-absence", "an absence without from, or that ends before it begins, does not count: correct its days")
	CodeMissingCase      = fileCodes.Add("missing-case", "rows that name no case in a table where they have to: fill in the column case")
	CodeOtherCase        = fileCodes.Add("other-case", "a row of a case that no file here is of, or more than one: correct its reference, or name the file with --into")
	CodeDiffers          = fileCodes.Add("differs", "a row says something else than the assessment of its case, which is not replaced: correct one of them")
	codeOnePage          = fileCodes.Add("one-page", "a Bundle of FHIR that is one page of several, so responses may be missing: give every page")
	CodeSecondDocument   = fileCodes.Add("second-document", "only the first record of the file is used here: put each in its own file")
)
