package table

const (
	codeNoHeader        = "no-header"
	CodeUnknownHeading  = "unknown-heading"
	codeRepeatedHeading = "repeated-heading"
	codeDateOrder       = "date-order"
	codeNoZone          = "no-zone"
	CodeClockChange     = "clock-change"
	CodeBadRow          = "bad-row"
)

// Codes returns the codes of the problems of a table, with what to do about each.
func Codes() [][2]string {
	return [][2]string{
		{codeNoHeader, "the first row of a table names no column, so no row is read: write the headings, or say what they are with --map or --map-file"},
		{CodeUnknownHeading, "not a known column, so it is not read: check the spelling, or say what it is with --map theirs=ours"},
		{codeRepeatedHeading, "two columns with the same name, so neither is read: keep one"},
		{codeDateOrder, "dates that could be day first or month first, or are numbers of a spreadsheet, are not read: say which with --dates"},
		{codeNoZone, "times have no offset and the time zone is not known, so only their days are kept: say it with --timezone"},
		{CodeClockChange, "the clocks changed then, so the time is none or two and only its day is kept: add BST, GMT or an offset to it"},
		{CodeBadRow, "a row that does not match the columns of the first row, so it is not used: correct its commas and quotation marks"},
	}
}
