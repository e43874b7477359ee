package cli

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// unreadFiles counts the files in folders that are not read, by kind.
type unreadFiles map[string]int

// otherSuffixes has the kinds of file that are often kept beside cases. Any other
// suffix may be a part of a name, and is not repeated.
var otherSuffixes = map[string]string{
	".xlsx": "Excel workbooks", ".xls": "Excel workbooks", ".xlsm": "Excel workbooks", ".xlsb": "Excel workbooks",
	".ods": "spreadsheets (.ods)", ".parquet": "Parquet files", ".db": "databases", ".sqlite": "databases", ".accdb": "databases",
	".pdf": "PDFs", ".docx": "Word documents", ".doc": "Word documents", ".msg": "emails", ".eml": "emails",
	".jpg": "images", ".jpeg": "images", ".png": "images", ".heic": "images", ".zip": "zip files", ".7z": "archives",
	".txt": "text files (.txt)", ".md": "reports (.md)", ".html": "web pages", ".tsv": "tables (.tsv)",
}

func (u unreadFiles) add(name string) {
	kind := otherSuffixes[strings.ToLower(filepath.Ext(name))]
	if kind == "" {
		kind = "others"
	}
	u[kind]++
}

// print says how many files of each kind were not read.
func (u unreadFiles) print(env Env) {
	if len(u) == 0 {
		return
	}
	var parts []string
	for _, kind := range slices.Sorted(maps.Keys(u)) {
		parts = append(parts, fmt.Sprintf("%s %d", kind, u[kind]))
	}
	fmt.Fprintf(env.Err, "stalkrisk: not read in the folders: %s. A workbook is read once it is saved as CSV UTF-8.\n", strings.Join(parts, ", "))
}
