package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stalkrisk/assess/report"
)

// unwritable returns a usage error if the suffix of a file that a flag names is that
// of a format that a command cannot write. can lists those that it can write. Under a
// suffix that we do not know, the usual format is written.
func unwritable(flag, path string, can choice) error {
	suffix := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	if _, known := can.named(suffix); known {
		return nil
	}
	if slices.Contains(compressed, suffix) {
		return usage("%s: this cannot be written compressed; take .%s off the name, and compress the file afterwards", flag, suffix)
	}
	if !foreign(path, suffix, can) {
		return nil
	}
	return usage("%s: this cannot be written as .%s; %s", flag, suffix, instead(suffix, can))
}

// foreign reports whether a suffix is that of a format that the command does not write.
func foreign(path, suffix string, can choice) bool {
	if slices.Contains(foreignTables, suffix) || slices.Contains(foreignDocuments, suffix) {
		return true
	}
	_, page := report.FormatNamed(can.otherwise)
	_, otherPage := report.FormatNamed(suffix)
	_, missing := os.Stat(path)
	own := missing != nil && slices.Contains(ownData, suffix) // one that exists is refused for what it holds
	return own || page && otherPage
}

// instead returns what to do in place of writing a file with that suffix.
func instead(suffix string, can choice) string {
	document := slices.Contains(foreignDocuments, suffix)
	switch {
	case slices.Contains(foreignTables, suffix) && can.has(csvFormat.Name):
		return "write .csv, and open or import it in the other program"
	case suffix == "pdf" && can.has("html"):
		return "write .html, open it in a browser and print it to PDF"
	case document && can.has("html"):
		return "write .html, open it in a word processor, and save it as ." + suffix + " there"
	case document && can.has("text"):
		return "write .txt or .md, open it in a word processor, and save it as ." + suffix + " there"
	}
	return "choose " + can.String()
}

var (
	// Suffixes of our own formats, by which folders are read: a file of that name must hold it.
	ownData = []string{"csv", "ndjson", "jsonl", "yaml", "yml"}

	// Suffixes of other programs' formats, which no command writes.
	compressed       = []string{"gz", "tgz", "zip", "bz2", "xz", "zst", "lz4", "br", "7z", "rar", "tar", "age", "gpg"}
	foreignTables    = []string{"xlsx", "xls", "xlsm", "xlsb", "ods", "numbers", "parquet", "feather", "arrow", "avro", "orc", "tsv", "tab", "sqlite", "db", "mdb", "accdb", "sav", "dta", "rds", "sql"}
	foreignDocuments = []string{"pdf", "docx", "doc", "docm", "dotx", "odt", "rtf", "pages", "wpd", "tex", "ps", "epub", "pptx", "ppt", "odp", "html", "htm", "mht", "xml", "msg", "eml", "png", "jpg", "jpeg", "svg"}
)
