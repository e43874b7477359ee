package table

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	_ "stalkrisk/assess/assesstest/quickfuzz"
)

var events = NewColumns("at", "kind", "area", "reference", "note")

// rows reads a table and returns its rows as "line: cell|cell", faults included.
func rows(t testing.TB, in io.Reader, o Options) (*Table, []string) {
	t.Helper()
	tab := Open(in, o)
	var all []string
	for {
		row, err := tab.Next(nil)
		if err != nil {
			return tab, all
		}
		says := row.Fault
		if says == "" {
			c := tab.Cells(string(row.Text), nil)
			if says = c.Fault; says == "" {
				says = strings.Join(c.Texts, "|")
			}
			if c.Missing > 0 && c.Fault == "" {
				says += fmt.Sprintf(" (%d missing)", c.Missing)
				tab.UsedShort()
			}
		}
		all = append(all, fmt.Sprintf("%d: %s", row.Line, says))
	}
}

func TestATableIsReadHoweverItWasSaved(t *testing.T) {
	t.Parallel()
	usual := []string{"2: 2026-10-01|visit|x", "3: 2026-10-02||y"}
	for name, c := range map[string]struct {
		file string
		skip int
		want []string
	}{
		"commas":                            {"at,kind,note\n2026-10-01,visit,x\n2026-10-02,,y\n", 0, usual},
		"semicolons, with commas in text":   {"at;kind;note\n2026-10-01;visit;x\n2026-10-02;;y, and z\n", 0, []string{"2: 2026-10-01|visit|x", "3: 2026-10-02||y, and z"}},
		"tabs":                              {"at\tkind\tnote\n2026-10-01\tvisit\tx\n2026-10-02\t\ty\n", 0, usual},
		"upright lines":                     {"at|kind|note\n2026-10-01|visit|x\n2026-10-02||y\n", 0, usual},
		"a line that names the separator":   {"sep=;\r\nat;kind;note\r\n2026-10-01;visit;x\r\n", 0, []string{"3: 2026-10-01|visit|x"}},
		"a title above":                     {"Incidents, \"Northshire\ndraft;;;\nat,kind,note\n2026-10-01,visit,x\n", 2, []string{"4: 2026-10-01|visit|x"}},
		"a long title above":                {strings.Repeat("x", 100_000) + "\nat;kind;note\n2026-10-01;visit;x\n", 1, []string{"3: 2026-10-01|visit|x"}},
		"blank lines above":                 {"\n,,\nat,kind,note\n2026-10-01,visit,x\n", 0, []string{"4: 2026-10-01|visit|x"}},
		"quoted headings":                   {"\"at\",\"kind\",\"note\"\n\"2026-10-01\",\"visit\",\"x\"\n", 0, usual[:1]},
		"surplus empty cells":               {"at,kind,note\n2026-10-01,visit,x,,,\n2026-10-02,,y, ,\n", 0, usual},
		"surplus text":                      {"at,kind,note\n2026-10-01,visit,he said, no\n2026-10-02,,y\n", 0, []string{"2: 4 cells, but there are 3 headings; put text that contains a comma in double quotes", "3: 2026-10-02||y"}},
		"a mark in a row that is too short": {"at,kind,note\n2026-10-01,5\" nails\n2026-10-02,,6\" nails\n", 0, []string{"2: " + badQuote, "3: 2026-10-02||6\" nails"}},
		"a mark in a row that is too long":  {"at,kind,note\n2026-10-01,visit, \"x, y\",\n", 0, []string{"2: 5 cells, but there are 3 headings; put text that contains a comma in double quotes"}},
		"cells left off":                    {"at,kind,note\n2026-10-01\n2026-10-02,,y\n", 0, []string{"2: 2026-10-01|| (2 missing)", "3: 2026-10-02||y"}},
		"line ends in cells":                {"at,kind,note\n2026-10-01,visit,\"x\n\ny\"\n2026-10-02,,y", 0, []string{"2: 2026-10-01|visit|x\n\ny", "5: 2026-10-02||y"}},
		"the headings again":                {"at,kind,note\n2026-10-01,visit,x\nat,kind,note\n\ufeff\"at\",kind , note,,\n2026-10-02,,y\n", 0, []string{"2: 2026-10-01|visit|x", "5: 2026-10-02||y"}},
		"other headings":                    {"at,kind,note\n2026-10-01,visit,x\nkind,at,note\nvisit,2026-10-02,y\n", 0, []string{"2: 2026-10-01|visit|x", "3: the headings of another table begin here, and the rows after them are not read; give that part as a file of its own"}},
		"a mark never closed":               {"at,kind,note\n\"2026-10-01,visit,x\n2026-10-02,,y\n2026-10-03,\"a\nb\",c\n", 0, []string{"2: " + badQuote, "3: 2026-10-02||y", "4: 2026-10-03|a\nb|c"}},
		"a mark never closed, at the end":   {"at,kind,note\n2026-10-02,,y\n2026-10-03,,\"a\nb", 0, []string{"2: 2026-10-02||y", "3: " + badQuote, "4: b|| (2 missing)"}},
		"nothing":                           {"", 0, nil},
		"all of it passed over":             {"at,kind,note\n", 5, nil},
	} {
		for how, in := range map[string]io.Reader{"at once": strings.NewReader(c.file), "by bytes": iotest.OneByteReader(strings.NewReader(c.file))} {
			tab, got := rows(t, bufio.NewReader(in), Options{Columns: events, Skip: c.skip})
			if !slices.Equal(got, c.want) || tab.Problems != nil {
				t.Errorf("%s, %s:\ngot  %q\nwant %q\n%v", name, how, got, c.want, tab.Problems)
			}
		}
	}
}

func TestWhatAPersonShouldKnowIsSaidOnce(t *testing.T) {
	t.Parallel()
	tab, _ := rows(t, strings.NewReader("at,kind,note,\n2026-10-01\n2026-10-02\nat,kind,note,\n2026-10-01,visit,caf\xe9,\n2026-10-01,visit,\x93so\x94,x\n"), Options{Columns: events})
	want := []string{
		"the text of 2 rows is not UTF-8 and was read as Windows-1252; check its accents and marks, or save the file as CSV UTF-8",
		"2 rows have fewer cells than there are headings; the cells that are missing at the end were read as empty",
		"the headings come again once; that row was passed over",
	}
	if got := tab.Notes(); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if late := tab.LateProblems(); len(late) != 1 || late[0].Code != CodeUnknownHeading {
		t.Errorf("%v", late)
	}
}

func TestWindows1252IsDecoded(t *testing.T) {
	t.Parallel()
	_, got := rows(t, strings.NewReader("at,note\n2026-10-01,\x93caf\xe9\x94 \x80\n2026-10-02,café\n"), Options{Columns: events})
	if want := []string{"2: 2026-10-01|“café” €", "3: 2026-10-02|café"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// Without known headings no row is read, there is one problem, and nothing of the
// first row is repeated: it may hold names.
func TestATableWithoutHeadingsIsOneProblem(t *testing.T) {
	t.Parallel()
	for _, file := range []string{
		"NP-1,2026-11-20T14:03:00Z,yes,Quuxmarker\nNP-2,2026-11-20T14:03:00Z,no,Quuxmarker\n",
		"2026-10-01,visit,note,Quuxmarker\n", // "note" is data here
		"Quuxmarker;Quuxmarker\n", "Quuxmarker\n", "visit,in_person,Quuxmarker came\n", "20/11/2026|Quuxmarker\n",
	} {
		o := Options{Columns: events}
		tab, got := rows(t, strings.NewReader(file), o)
		if got != nil || tab.Read() || len(tab.Problems) != 1 || tab.Problems[0].Code != codeNoHeader {
			t.Errorf("%q: %q, %v", file, got, tab.Problems)
		}
		if said := fmt.Sprint(tab.Problems, tab.Notes(), tab.StartOfMap(o)); strings.Contains(said, "Quuxmarker") {
			t.Errorf("%q: %s", file, said)
		}
	}
}

func TestHeadingsThatAreUnknown(t *testing.T) {
	t.Parallel()
	tab, _ := rows(t, strings.NewReader("at,Knd,Officer,Team,kind,Shift,Quuxmarker\n"), Options{Columns: events})
	want := []string{
		`1: heading 2 is not a column here, so it is not read; did you mean "kind"?`,
		"1: headings 3 to 4 and 6 to 7 are not columns here, so they are not read; say what each is with --map theirs=ours, or leave it out with --map theirs=",
	}
	var got []string
	for _, p := range tab.Problems {
		got = append(got, p.String())
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// The map that is printed can be saved and used at once.
func TestTheMapToStartFromCanBeUsed(t *testing.T) {
	t.Parallel()
	for _, file := range []string{
		"at,Kind of event,Officer's number,\"Said: \"\"stop\"\"\"\n2026-10-01,visit,1,x\n",
		"Date of event;Type;Officer\n01/10/2026;visit;Smith\n",
	} {
		o := Options{Columns: events}
		tab, _ := rows(t, strings.NewReader(file), o)
		start := tab.StartOfMap(o)
		read, problems := ReadMap([]byte(start), events)
		if start == "" || problems != nil {
			t.Fatalf("%q: %s\n%v", file, start, problems)
		}
		for theirs := range read.Map.headings {
			read.Map.headings[theirs] = ""
		}
		read.Map.headings["Date of event"] = "at"
		if tab, got := rows(t, strings.NewReader(file), Options{Columns: events, Map: read.Map}); tab.Problems != nil || len(got) != 1 {
			t.Errorf("%q: with its map %v, %q", file, tab.Problems, got)
		}
	}
}

// A file with nothing but broken quotation marks takes time in proportion to its
// size. Looking for the end of each cell afresh would take minutes.
func TestBrokenQuotationMarksTakeLittleTime(t *testing.T) {
	t.Parallel()
	for _, row := range []string{"a,\"b\n", "x\",\"y\n", "\"a\n", "a,\"\"\"\n", "\"a\"b\n"} {
		file := "at,kind\n" + strings.Repeat(row, 2<<20/len(row))
		began := time.Now()
		if _, got := rows(t, strings.NewReader(file), Options{Columns: events}); len(got) == 0 {
			t.Errorf("%q: no row has a fault", row)
		}
		if took := time.Since(began); took > time.Minute {
			t.Errorf("%q took %v", row, took)
		}
	}
}

func FuzzTable(f *testing.F) {
	for _, s := range []string{
		"at,kind\n2026-10-01,visit\n", "sep=;\nat;kind\n\"a;b\";c\n", "at\tkind\nx\t\"y\nz\"\n", "at,kind\n\"a\n\"b\",c\n", "at,note\n\xff,\n", "title\nat|kind|\nat|kind\nkind|at\n", "a,b,c\n1,2,3\n",
	} {
		f.Add([]byte(s), 0)
	}
	f.Fuzz(func(t *testing.T, b []byte, skip int) {
		o := Options{Columns: events, Skip: skip & 3}
		tab, got := rows(t, strings.NewReader(string(b)), o)
		_, again := rows(t, iotest.HalfReader(strings.NewReader(string(b))), o)
		if !slices.Equal(got, again) {
			t.Fatalf("read in pieces: %q\nat once: %q", again, got)
		}
		if !tab.Read() && len(got) > 0 {
			t.Fatal("rows without headings")
		}
		if start := tab.StartOfMap(o); start != "" {
			if _, problems := ReadMap([]byte(start), events); problems != nil {
				t.Fatalf("%s\n%v", start, problems)
			}
		}
		tab.Notes()
	})
}
