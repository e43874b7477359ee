package textfile

import "bytes"

// kind is a kind of file that is not text that we read, by its first bytes.
type kind struct {
	begins string
	at     int    // where those bytes are
	is     string // such as "an Excel workbook"
	do     string
}

const (
	saveAsCSV  = "save it as CSV UTF-8 and give that file"
	exportCSV  = "export it as CSV and give that file"
	unpack     = "unpack it and give the files in it"
	giveText   = "give a text file: CSV, JSON or YAML"
	unseal     = "open it with `stalkrisk open` and give the files in it"
	saveAsUTF8 = "save it as UTF-8 and give that file"
)

const zip = "PK\x03\x04"

// kinds has the signatures of files that people give by mistake. The first that fits
// counts.
var kinds = []kind{
	{"age-encryption.org/v1\n", 0, "a sealed file", unseal},
	{"-----BEGIN AGE ENCRYPTED FILE-----", 0, "a sealed file", unseal},
	{"PK\x05\x06", 0, "an empty zip file", giveText},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "an old Excel workbook (.xls), a workbook with a password, or another Office file", saveAsCSV},
	{"PAR1", 0, "a Parquet file", exportCSV},
	{"ARROW1", 0, "an Arrow file", exportCSV},
	{"FEA1", 0, "a Feather file", exportCSV},
	{"Obj\x01", 0, "an Avro file", exportCSV},
	{"ORC\x08", 0, "an ORC file", exportCSV},
	{"SQLite format 3\x00", 0, "an SQLite database", exportCSV},
	{"\x00\x01\x00\x00Standard", 0, "an Access database", exportCSV},
	{"$FL2", 0, "an SPSS file", exportCSV},
	{"$FL3", 0, "an SPSS file", exportCSV},
	{"<stata_dta>", 0, "a Stata file", exportCSV},
	{"%PDF", 0, "a PDF", giveText},
	{"{\\rtf", 0, "a rich text document", giveText},
	{"\x89PNG", 0, "an image", giveText},
	{"\xff\xd8\xff", 0, "an image", giveText},
	{"GIF8", 0, "an image", giveText},
	{"II*\x00", 0, "an image", giveText},
	{"MM\x00*", 0, "an image", giveText},
	{"WEBP", 8, "an image", giveText},
	{"ftyp", 4, "an image or a film", giveText},
	{"7z\xbc\xaf\x27\x1c", 0, "a 7-Zip archive", unpack},
	{"Rar!\x1a\x07", 0, "a RAR archive", unpack},
	{"\xfd7zXZ\x00", 0, "a file compressed with xz", unpack},
	{"\x28\xb5\x2f\xfd", 0, "a file compressed with zstd", unpack},
	{"1AY&SY", 4, "a file compressed with bzip2", unpack},
	{"\x1f\x8b", 0, "a gzip file inside another", "unpack it once and give that file"},
	{"ustar", 257, "a tar archive", unpack},
	{"\xff\xfe\x00\x00", 0, "text in UTF-32", saveAsUTF8},
	{"\x00\x00\xfe\xff", 0, "text in UTF-32", saveAsUTF8},
}

// zips has the kinds of file that are zip files, by something that the first entries
// hold.
var zips = []kind{
	{"opendocument.spreadsheet", 0, "a spreadsheet (.ods)", saveAsCSV},
	{"opendocument", 0, "an OpenDocument file", giveText},
	{"word/", 0, "a Word document", giveText},
	{"ppt/", 0, "a PowerPoint presentation", giveText},
	{"xl/", 0, "an Excel workbook", saveAsCSV},
	{"[Content_Types].xml", 0, "an Excel workbook or another Office file", saveAsCSV},
	{"Index/", 0, "a Numbers spreadsheet or another iWork file", exportCSV},
}

// notText returns what a file is that is not text that we read, and what to do. what
// is "" for a file of text.
func notText(start []byte) (what, do string) {
	if bytes.HasPrefix(start, []byte(zip)) {
		for _, k := range zips {
			if bytes.Contains(start, []byte(k.begins)) {
				return k.is, k.do
			}
		}
		return "a zip file", unpack
	}
	for _, k := range kinds {
		if len(start) >= k.at && bytes.HasPrefix(start[k.at:], []byte(k.begins)) {
			return k.is, k.do
		}
	}
	if what, do = markup(start); what == "" && binary(start) {
		return "not a text file", giveText
	}
	return what, do
}

// markup returns what a file of HTML or XML is. Some programs export such a file with
// a name that ends in .xls or .csv.
func markup(start []byte) (what, do string) {
	head := bytes.TrimSpace(bytes.TrimPrefix(start[:min(len(start), 2048)], byteOrderMark))
	if !bytes.HasPrefix(head, []byte("<")) {
		return "", ""
	}
	head = bytes.ToLower(head)
	switch {
	case bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet")), bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:excel")):
		return "a workbook saved as a web page or XML", saveAsCSV
	case bytes.HasPrefix(head, []byte("<!doctype html")), bytes.HasPrefix(head, []byte("<html")):
		return "a web page", saveAsCSV
	case bytes.HasPrefix(head, []byte("<?xml")):
		return "an XML file", exportCSV
	}
	return "", ""
}

// binary reports whether more than a tenth of the first bytes are control characters,
// which text does not have.
func binary(start []byte) bool {
	controls := 0
	for _, c := range start {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			controls++
		}
	}
	return controls >= 4 && controls > len(start)/10
}
