package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"stalkrisk/cmd/internal/cli"
)

// exported is a file as another system or a spreadsheet wrote it, in testdata/exports.
// All are made up. Most hold two records: NP-1 with two answers, and NP-2 with one and
// one that is not known.
type exported struct {
	typed string // what is typed after "stalkrisk", without quotation marks
	gives string // each result as its case and how many questions are answered, or the rows of a timeline
	says  string // what is said of the file, as a regular expression; "" if nothing is
}

const both = "NP-1:2 NP-2:1"

// words are what other systems write for answers.
const words = " --map *:Yes=yes --map *:No=no --map *:NK=unknown"

var exports = []exported{
	{"score plain.csv", both, ""},
	{"score utf16le-mark.csv", both, ""},
	{"score utf16be-mark.csv", both, ""},
	{"score utf16le.csv", both, ""},
	{"score utf16be.csv", both, ""},
	{"score unicode-text.txt", both, ""},
	{"score carriage-returns.csv", both, ""},
	{"score sep.csv", both, ""},
	{"score semicolons.csv", both, ""},
	{"score tabs.tsv", both, ""},
	{"score pipes.csv", both, ""},
	{"score title.csv --skip-rows 2", both, ""},
	{"score cp1252.csv", both, `cp1252.csv: the text of 2 rows is not UTF-8 and was read as Windows-1252`},
	{"score mark.csv", both, ""},
	{"score all-quoted.csv", both, ""},
	{"score compressed.csv.gz", both, ""},
	{"score british.csv --dates dmy --timezone Europe/London --map Log|number=case.reference --map Taken=assessed_at --map Officer= --map Near|them?=stalking.approach --map Threats?=stalking.threats" + words, both, ""},
	{"score serial.csv --dates excel --timezone Europe/London", both, ""},
	{"score shortened.csv", "2.02611E+11:2 2.02611E+11:1", `"line":3.*a number as a spreadsheet shortens it: format the column as text and export again`},
	{"score repeated-headings.csv", both + " NP-3:2", `the headings come again once; that row was passed over`},
	{"score short-rows.csv", both, `1 row has fewer cells than there are headings; the cells that are missing at the end were read as empty`},
	{"score surplus-empty.csv", both, ""},
	{"score surplus-text.csv", "NP-2:1", `"line":2.*6 cells, but there are 5 headings`},
	{"score unclosed-quote.csv", "NP-2:1", `"line":2.*a quotation mark is never closed`},
	{"score renamed-heading.csv", "NP-1:1 NP-2:1", `heading 5 is not a column here, so it is not read; did you mean \\"stalking.threats\\"\?`},
	{"score strangers.csv", "", `"code":"no-header".*the first row has no known column, so no row is read`},
	{"score headless.csv", "", `"code":"no-header"`},
	{"score headings-only.csv", "", ""},
	{"score empty.csv", "", `"code":"empty"`},
	{"score blank-lines.csv", both, ""},
	{"score microsoft-forms.csv --map-file microsoft-forms --dates dmy --timezone Europe/London", both, ""},
	{"score google-forms.csv --map-file google-forms --dates dmy --timezone Europe/London", both, ""},
	{"score odk.csv --map SubmissionDate=assessed_at --map meta-instanceID=id --map case_reference=case.reference --map approach=stalking.approach --map threats=stalking.threats", both, ""},
	{"score kobo.csv --map start= --map end=assessed_at --map _uuid=id --map case/reference=case.reference --map risk/approach=stalking.approach --map risk/threats=stalking.threats", both, ""},
	{"score redcap.csv --timezone Europe/London --map Record|ID=id --map Case|reference=case.reference --map Date|and|time=assessed_at --map Turned|up|nearby?=stalking.approach --map Threats?=stalking.threats --map *:Yes|(1)=yes --map *:No|(0)=no --map *:Not|known|(9)=unknown", both, ""},
	{"score lines.ndjson", both, ""},
	{"score list.json", both, ""},
	{"score json-in.yaml", "NP-1:2", ""},
	{"check json-in.yaml", "json-in.yaml: a valid assessment", ""},
	{"score packed.zip", "", `this is a zip file; unpack it and give the files in it`},
	{"score workbook.xlsx", "", `this is an Excel workbook; save it as CSV UTF-8 and give that file`},
	{"score workbook.ods", "", `this is a spreadsheet \(.ods\); save it as CSV UTF-8 and give that file`},
	{"score workbook.xls", "", `this is an old Excel workbook`},
	{"score workbook.pdf", "", `this is a PDF; give a text file: CSV, JSON or YAML`},
	{"score workbook.html", "", `this is a web page; save it as CSV UTF-8 and give that file`},
	{"score frame.parquet", "", `this is a Parquet file; export it as CSV and give that file`},
	{"timeline incidents.csv --csv --assessed-at 2026-11-20T14:03:00Z --dates dmy --timezone Europe/London --map Crime|number=reference --map Date=at --map Type=kind --map Force=area --map kind:Hanging|about=visit --map kind:Messages=message", "2026-10-01 2026-10-02T21:30:00+01:00 2026-10-03", `incidents.csv:3: reference: a number as a spreadsheet shortens it`},
}

var (
	resultOf = regexp.MustCompile(`(?m)^{"format":"stalkrisk.result/1".*?"case":"(.*?)".*?"answered":(\d+)`)
	dayOf    = regexp.MustCompile(`(?m)^(2026-[^,]+),`)
)

// Nothing but stalkrisk is needed to read a file as people have it, and a file that
// cannot be read is one sentence that says what to do.
func TestExportsAreReadAsTheyCome(t *testing.T) {
	t.Chdir("testdata/exports")
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.Contains(typedAll(), " "+f.Name()) {
			t.Errorf("%s is read by no line", f.Name())
		}
	}
	for _, e := range exports {
		words := strings.Fields(e.typed)
		for i := range words {
			words[i] = strings.ReplaceAll(words[i], "|", " ")
		}
		var out, said bytes.Buffer
		env := fixed()
		env.Out, env.Err = &out, &said
		cli.Run(env, words)
		if got := inShort(words[0], out.String()); got != e.gives {
			t.Errorf("%s:\n gives %q, want %q; it says:\n%s", e.typed, got, e.gives, said.String())
		}
		before, _, _ := strings.Cut(said.String(), "# A map to start from") // which has a line for each heading
		if lines := strings.Count(before, "\n"); e.says == "" && lines > 0 || !regexp.MustCompile(e.says).MatchString(said.String()) || lines > 2 {
			t.Errorf("%s:\n says, in %d lines, want %q:\n%s", e.typed, lines, e.says, said.String())
		}
		if strings.Contains(said.String(), "Quux") {
			t.Errorf("%s: a name is repeated:\n%s", e.typed, said.String())
		}
	}
}

func typedAll() (all string) {
	for _, e := range exports {
		all += e.typed + "\n"
	}
	return all
}

// inShort returns what a command printed, in short.
func inShort(command, out string) string {
	var parts []string
	switch command {
	case "score":
		for _, m := range resultOf.FindAllStringSubmatch(out, -1) {
			parts = append(parts, m[1]+":"+m[2])
		}
	case "timeline":
		for _, m := range dayOf.FindAllStringSubmatch(out, -1) {
			parts = append(parts, m[1])
		}
	default:
		return strings.TrimSpace(out)
	}
	return strings.Join(parts, " ")
}
