package cli

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/batch"
	"stalkrisk/assess/late"
	"stalkrisk/assess/report"
)

// unreadFiles counts the files in folders that are not read, by kind.
type unreadFiles map[string]int

// otherSuffixes has the kinds of file that are often kept beside cases. Any other
// suffix may be a part of a name, and is not repeated.
var otherSuffixes = late.Value[map[string]string]{Make: func() map[string]string {
	return map[string]string{
		".xlsx": "Excel workbooks", ".xls": "Excel workbooks", ".xlsm": "Excel workbooks", ".xlsb": "Excel workbooks",
		".ods": "spreadsheets (.ods)", ".parquet": "Parquet files", ".db": "databases", ".sqlite": "databases", ".accdb": "databases",
		".pdf": "PDFs", ".docx": "Word documents", ".doc": "Word documents", ".msg": "emails", ".eml": "emails",
		".jpg": "images", ".jpeg": "images", ".png": "images", ".heic": "images", ".zip": "zip files", ".7z": "archives",
		".txt": "text files (.txt)", ".md": "reports (.md)", ".html": "web pages", ".tsv": "tables (.tsv)",
	}
}}

func (u unreadFiles) add(name string) {
	kind := otherSuffixes.Get()[strings.ToLower(filepath.Ext(name))]
	if kind == "" {
		kind = "others"
	}
	u[kind]++
}

// printUnread says how many files of each kind were not read in the folders.
func (s *scoreInputs) printUnread() {
	if s.others > 0 {
		fmt.Fprintf(s.env.Err, "stalkrisk: not read: %s of a case that another program changed (.other); compare each with its case\n", counted(s.others, "version"))
	}
	if len(s.unread) == 0 {
		return
	}
	var parts []string
	for _, kind := range slices.Sorted(maps.Keys(s.unread)) {
		parts = append(parts, fmt.Sprintf("%s %d", kind, s.unread[kind]))
	}
	fmt.Fprintf(s.env.Err, "stalkrisk: not read in the folders: %s. A workbook is read once it is saved as CSV UTF-8.\n", strings.Join(parts, ", "))
}

// printSkipped says how much in the folders is not an assessment but something else that
// stalkrisk wrote. A format that is not known may be a part of a name, and is not
// repeated.
func printSkipped(env Env, formats batch.Counts) {
	var results, reports, others int
	for _, f := range formats {
		switch f.Name {
		case assess.ResultFormat:
			results += f.N
		case report.ReportFormat:
			reports += f.N
		default:
			others += f.N
		}
	}
	var parts []string
	for _, kind := range []struct {
		n    int
		noun string
	}{{results, "result"}, {reports, "report"}, {others, "other"}} {
		if kind.n > 0 {
			parts = append(parts, counted(kind.n, kind.noun))
		}
	}
	if len(parts) > 0 {
		fmt.Fprintf(env.Err, "stalkrisk: skipped in the folders, because they are not assessments: %s\n", strings.Join(parts, ", "))
	}
}
