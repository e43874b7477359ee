package assessmentfile

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	_ "stalkrisk/assess/assesstest/quickfuzz"
	"stalkrisk/assess/table"
	"stalkrisk/assess/textfile"
	"stalkrisk/assess/timeline"
)

// rules returns a map of valid rules.
func rules(t testing.TB, all ...string) table.Map {
	t.Helper()
	m, err := table.Map{}.ParseRules(all, IncidentColumns())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// incidents reads a table of incidents.
func incidents(t testing.TB, file string, m table.Map) IncidentRows {
	t.Helper()
	in, err := textfile.Open(strings.NewReader(file))
	if err != nil {
		t.Skip(err) // only the fuzzer's
	}
	rows, err := ReadIncidents(in, table.Options{Map: m})
	if err != nil {
		t.Skip(err)
	}
	return rows
}

func dated(t testing.TB, s string) timeline.When {
	t.Helper()
	w, err := timeline.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestReadIncidentsInAnyOrderOfColumns(t *testing.T) {
	t.Parallel()
	got := incidents(t, "\ufeffkind,at,note,severity,area,breach\r\n"+
		"visit, 2026-10-01 ,\"at the door, again\nand \"\"again\"\"\",4,Northshire,near\r\n"+
		"\r\n , ,,,,\r\n"+
		"message,,'=1+1,,,\r\n", table.Map{})
	want := []timeline.Incident{
		{At: dated(t, "2026-10-01"), Kind: "visit", Area: "Northshire", Breach: "near", Severity: 4, Note: "at the door, again\nand \"again\""},
		{Kind: "message", Note: "=1+1"},
	}
	if diff := cmp.Diff(want, got.Incidents, alike); diff != "" || got.Problems != nil || got.Unread != 0 {
		t.Errorf("%s%v, %d unread", diff, got.Problems, got.Unread)
	}
	if !slices.Equal(got.Lines, []int{2, 6}) {
		t.Errorf("lines %v", got.Lines)
	}
}

func TestReadIncidentsByRules(t *testing.T) {
	t.Parallel()
	m := rules(t, "Date=at", "Type of event=kind", "Officer=", "kind:Hanging about=loitering", "kind:-=", "recorded_as:HAR=harassment")
	got := incidents(t, "Date,Type of event,Officer,recorded_as\n2026-10,Hanging about,PC 1,HAR\n2026-11,-,PC 2,har\n", m)
	want := []timeline.Incident{{At: dated(t, "2026-10"), Kind: "loitering", RecordedAs: "harassment"}, {At: dated(t, "2026-11"), RecordedAs: "har"}}
	if diff := cmp.Diff(want, got.Incidents, alike); diff != "" || got.Problems != nil {
		t.Errorf("%s%v", diff, got.Problems)
	}
}

func TestReadIncidentsReportsEveryFaultWithItsLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, file string
		incidents  int
		unread     int
		problems   []string
	}{
		{"nothing", "", 0, 0, []string{"1: empty there is nothing to read"}},
		{"space only", " \n\n", 0, 0, []string{"1: empty there is nothing to read"}},
		{"no header", "2026-10-01,visit\n2026-10-02,visit\n", 0, 0, []string{"1: no-header the first row has no known column"}},
		{"semicolons", "at;kind\n2026-10-01;visit\n", 1, 0, nil},
		{"a heading that cannot be read", "at,\"kind\" x\nat,kind\n", 0, 0, []string{"1: bad-row a quotation mark"}},
		{"headings", "at,knd,Name of the man,kind,note,note,,\n2026-10-01,a,b,visit,c,d,,\n2026-10-02,a,b,visit,c,d,,e\n", 2, 0, []string{
			`1: unknown-heading heading 2 is not a column here, so it is not read; did you mean "kind"?`, "1: unknown-heading heading 3 is not a column here",
			"1: repeated-heading this heading appears more than once", "1: unknown-heading a column without a heading has text"}},
		{"cells", "at,kind,channel,reported,breach,severity\n31/31/2026,visit,In person,Yes,maybe,9\n2026-10-01,visit,in_person,yes,near,three\n", 2, 0, []string{
			"2: bad-date not a date", "2: unknown-word", "2: unknown-word", "2: unknown-word", "2: bad-number", "3: bad-number"}},
		{"rows", "at,kind\n2026-10-01\nsoon\n2026-10-03,visit,,\n2026-10-04,visit,,x\n", 2, 2, []string{"3: bad-row 1 cells, but there are 2 headings, and what it has", "5: bad-row 4 cells, but there are 2 headings; put text that contains a comma"}},
		{"a row that was broken in two", "note,at,kind\nHe was there,2026-10-01,visit\nHe shouted\nand left,2026-10-02,visit\n", 3, 0, nil},
		{"a mark that is never closed", "at,note\n2026-10-01,\"he said\n2026-10-02,x\n2026-10-03,\"y\nz\"\n", 2, 1, []string{"2: bad-row a quotation mark"}},
		{"a mark in the middle", "at,note\n2026-10-01,he \"said\" so\n2026-10-02,\"a\" b\n2026-10-03,\"a\nb\" c\n2026-10-04,x\n", 2, 3, []string{
			"3: bad-row", "4: bad-row", "5: bad-row"}},
		{"bytes of Windows-1252", "at,note\n2026-10-01,caf\xe9\n", 1, 0, nil},
		{"a long note", "at,note\n2026-10-01," + strings.Repeat("x", 10001) + "\n", 1, 0, []string{"2: too-long"}},
	} {
		got := incidents(t, c.file, table.Map{})
		if len(got.Incidents) != c.incidents || len(got.Lines) != c.incidents || got.Unread != c.unread || len(got.Problems) != len(c.problems) {
			t.Errorf("%s: %d incidents, %d unread, %d problems; want %d, %d, %d: %v", c.name, len(got.Incidents), got.Unread, len(got.Problems), c.incidents, c.unread, len(c.problems), got.Problems)
			continue
		}
		for i, p := range got.Problems {
			if s := fmt.Sprintf("%d: %s %s", p.Line, p.Code, p.Message); !strings.HasPrefix(s, c.problems[i]) {
				t.Errorf("%s: problem %q; want %q", c.name, s, c.problems[i])
			}
		}
	}
}

// A thousand faults are listed, with the number of any others.
func TestReadIncidentsLimitsFaults(t *testing.T) {
	t.Parallel()
	got := incidents(t, "at,kind\n"+strings.Repeat("soon,visit\n", 1500), table.Map{})
	last := got.Problems[len(got.Problems)-1]
	if len(got.Incidents) != 1500 || len(got.Problems) != 1001 || last.Code != "more-problems" || !strings.Contains(last.Message, "500 more") {
		t.Errorf("%d incidents, %d problems, the last %v", len(got.Incidents), len(got.Problems), last)
	}
}

// A file with nothing but broken quotation marks is read quickly, and every row is
// reported.
func TestReadIncidentsOfBrokenQuotations(t *testing.T) {
	t.Parallel()
	for _, row := range []string{"\"a\n", "a,\"\"\"\n", "\"a\"b\n", "a\"\n", "\"a\nb\"c\n"} {
		got := incidents(t, "at,kind\n"+strings.Repeat(row, 20000), table.Map{})
		if len(got.Problems) == 0 || got.Unread+len(got.Incidents) == 0 {
			t.Errorf("%q: %d problems, %d unread, %d incidents", row, len(got.Problems), got.Unread, len(got.Incidents))
		}
	}
}

func TestReadIncidentsSaysWhichRowsAreWhole(t *testing.T) {
	t.Parallel()
	got := incidents(t, "case,at,kind,note\nQX-1,2026-10-01,visit,x\n,1/10/2026,visit,x\n2.02611E+11,2026-10-01,visit,x\nQX-2,2026-10-01,visit,x\n", table.Map{})
	if want := []bool{false, true, true, false}; !slices.Equal(got.Faulty, want) || len(got.Problems) != 3 {
		t.Errorf("faulty %v, not %v: %v", got.Faulty, want, got.Problems)
	}
}

// The incidents of a whole assessment are written and read back unchanged, formulas
// included.
func TestIncidentsAreWrittenAndReadAgain(t *testing.T) {
	t.Parallel()
	a := full(t)
	a.Incidents = append(a.Incidents, timeline.Incident{Kind: "=cmd", Area: "+44", Reference: "-1", RecordedAs: "@x", Note: "'=1\n\"quoted\", and more"})
	cases := []string{"QX-1", " QX-2", "QX-1", "+1", "QX-2"}
	b := AppendIncidents(nil, cases, a.Incidents)
	got := incidents(t, string(b), table.Map{})
	if diff := cmp.Diff(a.Incidents, got.Incidents, alike); diff != "" || got.Problems != nil {
		t.Errorf("%s%v", diff, got.Problems)
	}
	if want := []string{"QX-1", "QX-2", "QX-1", "+1", "QX-2"}; !slices.Equal(got.Cases, want) {
		t.Errorf("cases %q, not %q", got.Cases, want)
	}
	if !strings.HasPrefix(string(b), "case,at,kind,channel,area,place,reference,reported,recorded_as,breach,order,condition,severity,felt,witness,kept,note\n") || !strings.Contains(string(b), ",'=cmd,,'+44,,'-1,,'@x,,,,,,,,\"''=1") {
		t.Errorf("written as %s", b)
	}
	for i := range a.Incidents {
		a.Incidents[i].Condition = ""
	}
	if b := AppendIncidents(nil, cases, a.Incidents); !strings.HasPrefix(string(b), "case,at,kind,channel,area,place,reference,reported,recorded_as,breach,order,severity,felt,witness,kept,note\n") {
		t.Errorf("without a condition written as %s", b)
	}
}

func TestNoMessageOfIncidentsHoldsCaseContent(t *testing.T) {
	t.Parallel()
	row := strings.Repeat(marker+",", 15) + marker + "\n"
	header := strings.Join(IncidentColumns().Names(), ",") + "\n"
	for _, file := range []string{
		row, header + row, header + marker + "\n" + row, header + "\"" + marker, header + "\"" + marker + "\"" + marker + "\n", header + marker + "\"" + marker + "\n", "at," + marker + " said\n" + marker + "," + marker + "\n",
		header + "," + marker + "\xff\n", header + strings.Repeat(marker, 2000) + strings.Repeat(",", 15) + "\n",
	} {
		wantNoMarker(t, incidents(t, file, table.Map{}).Problems)
	}
}

// Incidents of a case are compared with each other, so a table that would take
// gigabytes and minutes is refused as soon as that is clear, and none of it is used.
func TestATableOfTooManyIncidentsIsRefused(t *testing.T) {
	rows := func(n, cases int) string {
		var b strings.Builder
		b.WriteString("case,at\n")
		for i := range n {
			fmt.Fprintf(&b, "A%d,2026-10-01\n", i%cases)
		}
		return b.String()
	}
	for name, tt := range map[string]struct {
		file string
		want string
	}{
		"of one case":             {rows(MaxIncidentsOfCase+10, 1), "more than 10000 incidents of one case"},
		"without the column case": {strings.ReplaceAll(rows(MaxIncidentsOfCase+10, 1), "case,at", "reference,at"), "more than 10000 incidents of one case"},
		"of many cases":           {rows(MaxIncidents+10, 5000), "more than 50000 incidents in one table"},
		"as many as there can be": {rows(MaxIncidents, 5), ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := incidents(t, tt.file, table.Map{})
			if tt.want == "" {
				if len(got.Incidents) != MaxIncidents || len(got.Problems) > 0 {
					t.Errorf("%d incidents, %v", len(got.Incidents), got.Problems)
				}
				return
			}
			if len(got.Problems) != 1 || !strings.HasPrefix(got.Problems[0].Message, tt.want) || got.Problems[0].Line == 0 || len(got.Incidents) > 0 {
				t.Errorf("%d incidents, %v", len(got.Incidents), got.Problems)
			}
		})
	}
}

func FuzzReadIncidents(f *testing.F) {
	for _, s := range []string{
		"at,kind\n2026-10-01,visit\n", "kind,at,note,severity\nvisit,2026-10,\"a, \"\"b\"\"\nc\",5\n", "at;kind\n", "\ufeffat\n'=1\n", "at,note\n,\"x\n,\"y\n\"\n", "at,at,\n,,\n", "at,note\r\n2026-10-01,\"a\r\nb\"\r\n",
	} {
		f.Add([]byte(s))
	}
	if b, err := os.ReadFile("testdata/valid/full.yaml"); err == nil {
		all := Read("a.yaml", b)[0].Assessment.Incidents
		f.Add(AppendIncidents(nil, make([]string, len(all)), all))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got := incidents(t, string(b), table.Map{})
		if len(got.Lines) != len(got.Incidents) || got.Unread > 0 && got.Problems == nil || len(got.Incidents)+got.Unread == 0 && strings.TrimSpace(string(b)) == "" && got.Problems == nil {
			t.Fatalf("%d incidents, %d lines, %d unread, but no problem says why", len(got.Incidents), len(got.Lines), got.Unread)
		}
		again := incidents(t, string(AppendIncidents(nil, got.Cases, got.Incidents)), table.Map{})
		var known []timeline.Incident
		for i, inc := range got.Incidents {
			if !blankIncident(inc) || got.Cases[i] != "" {
				known = append(known, inc)
			}
		}
		// Control characters are written as their codes, so what is written is compared.
		if before, after := written(known), written(again.Incidents); before != after {
			t.Fatal(cmp.Diff(before, after))
		}
		for _, p := range again.Problems {
			if !slices.Contains([]string{"too-long", CodeMissingCase, "shortened-reference"}, p.Code) {
				t.Fatalf("the written file has a problem: %s %s", p.Code, p)
			}
		}
	})
}

// written returns incidents as CSV.
func written(all []timeline.Incident) string {
	return string(AppendIncidents(nil, make([]string, len(all)), all))
}

// blankIncident reports whether an incident is empty. Its row is skipped.
func blankIncident(inc timeline.Incident) bool {
	rows, _ := csv.NewReader(strings.NewReader(written([]timeline.Incident{inc}))).ReadAll()
	return strings.Trim(strings.Join(rows[1], ""), " \"") == "" // a row of quotation marks says nothing
}
