package batch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/batch"
	"stalkrisk/assess/table"
)

// ran is the outcome of a run.
type ran struct {
	results, problems string
	failed            []string
	tally             batch.Tally
}

func run(t *testing.T, o batch.Options, inputs ...batch.Input) ran {
	t.Helper()
	var r ran
	var results, problems bytes.Buffer
	var err error
	r.tally, err = batch.Run(t.Context(), slices.Values(inputs), o, batch.Output{
		Results: &results, Problems: &problems,
		Failed: func(name string, err error) { r.failed = append(r.failed, name+": "+err.Error()) },
	})
	if err != nil {
		t.Fatal(err)
	}
	r.results, r.problems = results.String(), problems.String()
	return r
}

// parsed reads lines of JSON.
func parsed[T any](t *testing.T, lines string) (all []T) {
	t.Helper()
	for line := range strings.Lines(lines) {
		var v T
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		all = append(all, v)
	}
	return all
}

// broken returns n records, of which it has spoilt every seventh in one of several
// ways.
func broken(tb testing.TB, n int) []byte {
	var out []byte
	i := 0
	eachLine(invented(tb, n), func(line []byte) {
		if i++; i%7 == 0 {
			switch i / 7 % 5 {
			case 0:
				line = line[:len(line)/2]
			case 1:
				line = bytes.Replace(line, []byte(`"dash_asked"`), []byte(`"dash_askd"`), 1)
			case 2:
				line = bytes.Replace(line, []byte(`{"stalking":{"`), []byte(`{"stalking":{"no-such-item":"yes","`), 1)
			case 3:
				line = []byte("not a record")
			case 4:
				line = nil // a blank line is not a record
			}
		}
		out = append(append(out, line...), '\n')
	})
	return out
}

func TestTheSameBytesWithAnyNumberOfWorkers(t *testing.T) {
	text := broken(t, 1000)
	var want ran
	for _, workers := range []int{1, 2, 7} {
		for _, worst := range []bool{false, true} {
			o := options(shelf(t))
			o.Workers, o.Worst = workers, worst
			got := run(t, o, input("night.ndjson", text), input("again.ndjson", text))
			if worst {
				lines := strings.SplitAfter(got.results, "\n")
				slices.Sort(lines)
				got.results = strings.Join(lines, "")
				lines = strings.SplitAfter(want.results, "\n")
				slices.Sort(lines)
				if got.results != strings.Join(lines, "") {
					t.Errorf("%d workers, the worst first: other results", workers)
				}
				continue
			}
			if want.results == "" {
				want = got
			}
			if got.results != want.results || got.problems != want.problems || fmt.Sprint(got.tally) != fmt.Sprint(want.tally) {
				t.Errorf("%d workers: other bytes", workers)
			}
		}
	}
	if want.tally.Records == 0 || want.tally.Faulty == 0 {
		t.Fatalf("nothing was tried: %+v", want.tally)
	}
}

// The tally must match a count of what was written.
func TestTheTallyIsWhatWasWritten(t *testing.T) {
	r := run(t, options(shelf(t)), input("night.ndjson", broken(t, 1000)))
	results := parsed[assess.Result](t, r.results)
	problems := parsed[assess.ProblemLine](t, r.problems)
	var act, lifted, faulty int
	counts := map[string]int{}
	for _, res := range results {
		if res.ActNow {
			act++
		}
		if res.Overall.Provisional {
			lifted++
		}
		if res.Problems > 0 {
			faulty++
		}
		counts[res.Overall.Level]++
		counts[res.Baseline.Level+" "+res.Escalation.Level]++
		if o := res.Override; o != nil {
			way := "up"
			if o.Void {
				way = "void"
			} else if res.Overall.Level == res.Overall.Computed {
				way = "same"
			}
			counts["override "+way]++
		}
		dash := "below"
		switch {
		case res.Dash.Yes == 0 && res.Dash.Applicability == "not_applicable":
			dash = "not_applicable"
		case res.Dash.LineYes >= res.Dash.Line:
			dash = "reached"
		case res.Dash.LineCouldReach >= res.Dash.Line:
			dash = "open"
		}
		counts["dash "+dash+" "+res.Overall.Level]++
	}
	unscored := 0
	for _, p := range problems {
		if !p.Scored {
			unscored++
		}
		for _, one := range p.Problems {
			counts["code "+one.Code]++
		}
	}
	const blank = 28 // of 142 spoilt ones
	got := r.tally
	if got.Records != 1000-blank || got.Scored != len(results) || got.Unscored != unscored || got.Faulty != len(problems) || got.Scored+got.Unscored != got.Records {
		t.Errorf("%d results, %d problem lines, %d of them with no result; the tally is %+v", len(results), len(problems), unscored, got)
	}
	if got.ActNow != act || count(got.Lifted, "overall") != lifted || faulty != len(problems)-unscored {
		t.Errorf("act now %d, lifted %d, faulty %d; the tally is %+v", act, lifted, faulty, got)
	}
	for _, c := range []struct {
		prefix string
		counts batch.Counts
		sum    int
	}{
		{"", got.Overall, len(results)}, {"", got.Pattern, len(results)}, {"dash ", got.Dash, len(results)},
		{"override ", got.Overrides, count(got.Overrides)}, {"code ", got.Codes, count(got.Codes)},
	} {
		if count(c.counts) != c.sum || c.sum == 0 {
			t.Errorf("%q sums to %d, want %d", c.prefix, count(c.counts), c.sum)
		}
		for _, one := range c.counts {
			name := strings.TrimSpace(c.prefix + one.Name + " " + one.With)
			if counts[name] != one.N {
				t.Errorf("%s: %d, and %d were written", name, one.N, counts[name])
			}
		}
	}
}

func TestTheWorstComesFirst(t *testing.T) {
	o := options(shelf(t))
	o.Worst = true
	results := parsed[assess.Result](t, run(t, o, input("x", invented(t, 300))).results)
	for i := 1; i < len(results); i++ {
		if results[i-1].Band > results[i].Band {
			t.Fatalf("%s before %s", results[i-1].ID, results[i].ID)
		}
	}
	if len(results) != 300 || results[0].Band == results[299].Band {
		t.Fatalf("%d results", len(results))
	}
}

// Within a band, more unanswered signs of imminent danger come first, and then the one
// that has waited longest.
func TestWithinABandTheLongestWaitComesFirst(t *testing.T) {
	o := options(shelf(t))
	o.Worst = true
	one := func(id, at, responses string) string {
		return `{"format":"stalkrisk.assessment/1","id":"` + id + `","case":{"reference":"NP-` + id + `"},"assessed_at":"` + at + `","responses":{"stalking":{"persistence":"yes","fear":"yes"` + responses + `}}}` + "\n"
	}
	const all = `,"weapon":"no","specific-threat":"no","near-now":"no"`
	text := one("late", "2026-11-20T14:03:00Z", all) + one("early", "2026-11-19T14:03:00Z", all) + one("now", "2026-11-20T14:03:00Z", `,"near-now":"yes"`) +
		one("open", "2026-11-20T14:03:00Z", `,"weapon":"no","specific-threat":"no"`) + one("more-open", "2026-11-20T14:03:00Z", `,"weapon":"no"`)
	var got []string
	for _, r := range parsed[assess.Result](t, run(t, o, input("x", []byte(text))).results) {
		got = append(got, r.ID)
	}
	if want := "now more-open open early late"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

const record = `{"format":"stalkrisk.assessment/1","id":"%s","case":{"reference":"NP-1"},"assessed_at":"2026-11-20T14:03:00Z","responses":{"stalking":{"weapon":"yes"}}}`

func rec(id string) string { return fmt.Sprintf(record, id) }

// summary returns the ids of the results; the line, whether there is a result, and
// the codes of each problem line; and the inputs that failed.
func summary(t *testing.T, r ran) string {
	var out []string
	for _, res := range parsed[assess.Result](t, r.results) {
		out = append(out, res.ID)
	}
	for _, p := range parsed[assess.ProblemLine](t, r.problems) {
		s := fmt.Sprintf("%d %t", p.Line, p.Scored)
		for _, one := range p.Problems {
			s += " " + one.Code
		}
		out = append(out, s)
	}
	return strings.Join(append(out, r.failed...), "; ")
}

func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

func yaml(id string) string {
	return "format: stalkrisk.assessment/1\nid: " + id + "\ncase: {reference: NP-1}\nassessed_at: 2026-11-20T14:03:00Z\n"
}

const csvHeading = "id,case.reference,assessed_at,stalking.weapon,dash.q01\n"

func TestEveryFormatIsRead(t *testing.T) {
	large := strings.Repeat("x", assessmentfile.MaxRecord)
	for _, c := range []struct{ name, file, text, want string }{
		{"JSON lines", "", rec("a") + "\n" + rec("b") + "\n", "a; b"},
		{"the last line has no line end", "a.ndjson", rec("a") + "\r\n\n" + rec("b"), "a; b"},
		{"the first line is bad", "", "{\"form\n" + rec("b") + "\n" + rec("c"), "b; c; 1 false syntax"},
		{"a line that is too long", "a.ndjson", rec("a") + "\n" + large + "x\n" + rec("c") + "\nx", "a; c; 2 false too-large; 4 false syntax"},
		{"the last line is too long", "a.ndjson", rec("a") + "\n" + large + "xx", "a; 2 false too-large"},
		{"a long line that is not too long", "a.ndjson", rec("a") + "\n" + `{"a":"` + large[:len(large)-8] + "\"}\n" + rec("c"), "a; c; 2 false missing-format missing-time missing-reference unknown-key"},
		{"one object", "a.json", rec("a"), "a"},
		{"one object over several lines", "", strings.ReplaceAll(rec("a"), ",", ",\n"), "a"},
		{"a list", "a.json", "\ufeff [" + rec("a") + ",\n" + rec("b") + "\n]\n", "a; b"},
		{"a list with a bad entry", "", "[\n" + rec("a") + ",\n{\"id\":7},\n" + rec("c") + "]", "a; c; 3 false missing-format missing-time missing-reference wrong-type"},
		{"a list with strings that look like its end", "a.json", `[{"id":"],[\"{"},` + rec("b") + `]`, "b; 1 false missing-format missing-time missing-reference"},
		{"a list with nothing in it", "a.json", " [ ] ", "1 false empty"},
		{"a list that is cut off between records", "a.json", "[" + rec("a") + ",\n" + rec("b") + ",\n", "a; b; 3 false syntax"},
		{"a list that is never closed", "a.json", "[" + rec("a"), "a; 1 false syntax"},
		{"a list that is cut off within a record", "a.json", "[" + rec("a") + `,{"id":"b`, "a; 1 false syntax"},
		{"an extra comma", "a.json", "[" + rec("a") + ",," + rec("b") + "]", "a; b; 1 false syntax"},
		{"text after a list", "a.json", "[" + rec("a") + "]\nx", "a; 2 false trailing-text"},
		{"text after an object", "a.json", rec("a") + "\nx", "2 false trailing-text"},
		{"an entry that is too large", "a.json", `[{"a":"` + large + `"},` + rec("b") + "]", "b; 1 false too-large"},
		{"YAML", "", yaml("a"), "a"},
		{"YAML documents", "a.yaml", "# made up\n---\n" + yaml("a") + "---\n# nothing\n---\n" + yaml("b") + "...\n", "a; b"},
		{"a bad YAML document", "a.yml", yaml("a") + "--- \nid: [\n---\n" + yaml("c"), "a; c; 7 false syntax"},
		{"an unknown key in the second document", "a.yml", yaml("a") + "---\n" + yaml("b") + "x: 1\n", "a; b; 10 true unknown-key"},
		{"a YAML document that is too large", "a.yaml", yaml("a") + "---\n# " + large + "\n---\n" + yaml("c"), "a; c; 5 false too-large"},
		{"CSV", "", csvHeading + "a,NP-1,2026-11-20T14:03:00Z,yes,\r\n\nb,NP-1,2026-11-20T14:03:00Z,,no", "a; b"},
		{"CSV with quotes", "a.csv", csvHeading + "\"a\",\"NP-\n\"\"1\",2026-11-20T14:03:00Z,yes,\nb,NP-1,2026-11-20T14:03:00Z,no,no\n", "a; b"},
		{"CSV, a row too short", "a.csv", csvHeading + "a,NP-1,2026-11-20T14:03:00Z,yes\nb,NP-1,2026-11-20T14:03:00Z,no,no\n", "a; b"},
		{"CSV, a row too short that does not fit", "a.csv", csvHeading + "a,NP-1\nb,NP-1,2026-11-20T14:03:00Z,no,no\n", "b; 2 false bad-row"},
		{"CSV, a row too long", "a.csv", csvHeading + "a,NP-1,2026-11-20T14:03:00Z,yes,,x\nb,NP-1,2026-11-20T14:03:00Z,no,no,,\n", "b; 2 false bad-row"},
		{"CSV, semicolons", "a.csv", strings.ReplaceAll(csvHeading+"a,NP-1,2026-11-20T14:03:00Z,yes,\n", ",", ";"), "a"},
		{"CSV, a line that names the separator", "a.csv", "sep=|\n" + strings.ReplaceAll(csvHeading+"a,NP-1,2026-11-20T14:03:00Z,yes,\n", ",", "|"), "a"},
		{"CSV, headings that come again", "a.csv", csvHeading + "a,NP-1,2026-11-20T14:03:00Z,yes,\n\ufeff" + csvHeading + "b,NP-1,2026-11-20T14:03:00Z,yes,\n", "a; b"},
		{"CSV, another table", "a.csv", csvHeading + "a,NP-1,2026-11-20T14:03:00Z,yes,\nid,assessed_at,case.reference\nb,NP-1,2026-11-20T14:03:00Z,yes,\n", "a; 3 false bad-row"},
		{"CSV without headings", "a.csv", "NP-1,2026-11-20T14:03:00Z,yes,no,Smith\nNP-2,2026-11-20T14:03:00Z,no,no,Jones\n", "1 false no-header"},
		{"CSV, a time under another heading", "a.csv", "id,case.reference,Assessed at,stalking.weapon\na,NP-1,2026-11-20T14:03:00Z,yes\n", "1 false unknown-heading missing-time"},
		{"CSV without references", "a.csv", "id,assessed_at,stalking.weapon\na,2026-11-20T14:03:00Z,yes\nb,2026-11-20T14:03:00Z,yes\n", "a; b; 1 false missing-reference"},
		{"CSV of incidents", "a.csv", "at,kind\n2026-10-01,visit\n", "1 false unknown-format"},
		{"CSV, an unknown word", "a.csv", csvHeading + "a,NP-1,2026-11-20T14:03:00Z,maybe,\n", "a; 2 true unknown-answer"},
		{"CSV, an unknown heading", "a.csv", "id,case.reference,assessed_at,stalking.weapn\na,NP-1,2026-11-20T14:03:00Z,yes\n", "a; 1 false unknown-heading"},
		{"CSV, a repeated heading", "a.csv", "stalking.weapon,id,case.reference,assessed_at,stalking.weapon\nyes,a,NP-1,2026-11-20T14:03:00Z,no\n", "a; 1 false repeated-heading"},
		{"CSV, guarded cells", "a.csv", csvHeading + "'=a,NP-1,2026-11-20T14:03:00Z,yes,\n", "=a"},
		{"CSV, a quote never closed", "a.csv", csvHeading + "\"a,NP-1,2026-11-20T14:03:00Z,yes,\nb,NP-1,2026-11-20T14:03:00Z,yes,\n\nc,NP-1,2026-11-20T14:03:00Z,\"yes,\n", "b; 2 false bad-row; 5 false bad-row"},
		{"CSV with no rows", "a.csv", csvHeading, ""},
		{"nothing", "", " \n\n", "1 false empty"},
		{"an empty file of CSV", "a.csv", "", "1 false empty"},
		{"gzip, by its name", "a.ndjson.gz", zipped(rec("a") + "\n" + rec("b")), "a; b"},
		{"gzip, by its content", "", zipped("[" + rec("a") + "]"), "a"},
		{"gzip of two members", "a.json.gz", zipped("["+rec("a")) + zipped("]"), "a"},
		{"not gzip, whatever its name", "a.json.gz", rec("a"), "a"},
		{"gzip that is damaged", "a.json", "\x1f\x8b\x08", "a.json: reading a.json: the gzip file is damaged or was cut off"},
		{"UTF-16", "a.yaml", "\xff\xfe" + strings.Join(strings.Split(yaml("a"), ""), "\x00") + "\x00", "a"},
		{"a workbook", "a.csv", "PK\x03\x04\x14\x00[Content_Types].xml xl/workbook.xml", "1 false not-text"},
		{"a workbook in a zip of another name", "", zipped("PK\x03\x04\x14\x00 xl/workbook.xml"), "1 false not-text"},
		{"gzip that is cut off", "a.ndjson.gz", zipped(rec("a") + "\n" + rec("b"))[:60], "1 false syntax; a.ndjson.gz: reading a.ndjson.gz: unexpected EOF"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			in := input(c.file, []byte(c.text))
			in.Format = assessmentfile.FormatOf(c.file)
			if got := summary(t, run(t, options(shelf(t)), in)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestAnEmptyPartOfADividedFileIsNotAProblem(t *testing.T) {
	in := input("-", nil)
	in.Format, in.Empty = assessmentfile.NDJSON, true
	if got := summary(t, run(t, options(shelf(t)), in)); got != "" {
		t.Error(got)
	}
}

func TestHeadingsAndValuesOfAnotherSystem(t *testing.T) {
	columns := assessmentfile.NewColumns(shelf(t))
	m, err := table.Map{}.ParseRules([]string{
		"Log=id", "Ref=case.reference", "When=assessed_at", "Weapon?=stalking.weapon", "Officer=", "*:Y=yes", "stalking.*:9=unknown", "stalking.weapon:1=yes",
	}, columns)
	if err != nil {
		t.Fatal(err)
	}
	o := options(shelf(t))
	o.Table.Map = m
	in := input("x.csv", []byte("Log,Ref,When,Weapon?,Officer,dash.q01\na,NP-1,2026-11-20T14:03:00Z,1,Smith,Y\nb,NP-1,2026-11-20T14:03:00Z,9,Smith,no\n"))
	in.Format = assessmentfile.CSV
	r := run(t, o, in)
	if got := summary(t, r); got != "a; b" {
		t.Fatal(got)
	}
	results := parsed[assess.Result](t, r.results)
	if results[0].Dash.Yes != 1 || results[0].Escalation.Level != "imminent" || results[1].Dash.Yes != 0 || results[1].Escalation.Level == "imminent" {
		t.Errorf("got %+v", results)
	}
	if strings.Contains(r.results, "Smith") {
		t.Error("a column that was left out is in the results")
	}
}

// Other files of stalkrisk are skipped if they are found in a folder, but not if they
// are named.
func TestOtherFilesOfStalkriskInAFolderAreSkipped(t *testing.T) {
	for _, c := range []struct{ text, folder, named string }{
		{`{"format":"stalkrisk.result/1","id":"x"}`, "", "1 false unknown-format"},
		{`{"format":"stalkrisk.assessment/2"}`, "1 false unknown-format", "1 false unknown-format"},
		{`{"format":"stalkrisk.assessment/1","id":"s","status":"draft","source":"sift","case":{"reference":"R"},"assessed_at":"2026-11-20T14:03:00Z"}`, "", "1 false unread-draft"},
		{`{"format":"another"}`, "1 false unknown-format", "1 false unknown-format"},
		{"format,id,overall.level\nx,y,high\n", "", "1 false unknown-format"},
	} {
		in := input("x", []byte(c.text))
		if strings.Contains(c.text, "overall.level") {
			in.Format = assessmentfile.CSV
		}
		if got := summary(t, run(t, options(shelf(t)), in)); got != c.named {
			t.Errorf("%s named: got %s, want %s", c.text, got, c.named)
		}
		in.Folder = true
		r := run(t, options(shelf(t)), in)
		if got := summary(t, r); got != c.folder || (r.tally.Skipped == 1) != (c.folder == "") {
			t.Errorf("%s in a folder: got %s, want %s (%d)", c.text, got, c.folder, r.tally.Skipped)
		}
	}
}

func TestStrictAndTraining(t *testing.T) {
	text := rec("a") + "\n" + strings.Replace(rec("b"), `"weapon"`, `"weapn"`, 1) + "\n" + strings.Replace(rec("c"), `"case"`, `"training":"t","case"`, 1) + "\n" +
		strings.Replace(rec("d"), `"case"`, `"override":{"from":"low","level":"high","reason":""},"case"`, 1)
	o := options(shelf(t))
	if got := summary(t, run(t, o, input("x", []byte(text)))); got != "a; b; d; 2 true unknown-item; 3 false training-record; 4 true bad-override" {
		t.Error(got)
	}
	o.Strict, o.Training = true, true
	if got := summary(t, run(t, o, input("x", []byte(text)))); got != "a; c; 2 false unknown-item; 4 false bad-override" {
		t.Error(got)
	}
}

// stops is a writer that takes a number of bytes, and then calls full or fails.
type stops struct {
	left int
	err  error
	full func()
}

func (s *stops) Write(b []byte) (int, error) {
	if s.left -= len(b); s.left < 0 {
		if s.full != nil {
			s.full()
			return len(b), nil
		}
		return 0, s.err
	}
	return len(b), nil
}

func TestAFailingWriterStopsTheWork(t *testing.T) {
	full := errors.New("no space left")
	text := broken(t, 2000)
	for name, out := range map[string]batch.Output{
		"results":  {Results: &stops{left: 10_000, err: full}, Problems: io.Discard},
		"problems": {Results: io.Discard, Problems: &stops{left: 100, err: full}},
	} {
		if _, err := batch.Run(t.Context(), one(input("x", text)), options(shelf(t)), out); !errors.Is(err, full) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// When the work is stopped, the results written have no gap and match the tally.
func TestStoppedInTheMiddle(t *testing.T) {
	text := invented(t, 3000)
	all := run(t, options(shelf(t)), input("x", text)).results
	for _, workers := range []int{1, 3} {
		ctx, stop := context.WithCancel(t.Context())
		var written bytes.Buffer
		o := options(shelf(t))
		o.Workers = workers
		tally, err := batch.Run(ctx, one(input("x", text)), o, batch.Output{
			Results: io.MultiWriter(&written, &stops{left: 500_000, full: stop}), Problems: io.Discard,
		})
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v", err)
		}
		if !strings.HasPrefix(all, written.String()) || written.Len() == 0 || written.Len() == len(all) {
			t.Errorf("%d workers: what was written is not the beginning of all results", workers)
		}
		if n := strings.Count(written.String(), "\n"); n != tally.Scored {
			t.Errorf("%d workers: %d lines written, %d counted", workers, n, tally.Scored)
		}
	}
}

// A stream that is waiting for more must not delay a stop.
func TestStoppedWhileWaitingForInput(t *testing.T) {
	r, w := io.Pipe()
	defer w.Close()
	ctx, stop := context.WithCancel(t.Context())
	var written bytes.Buffer
	in := batch.Input{Name: "-", Format: assessmentfile.NDJSON, Open: func() (io.ReadCloser, error) { return r, nil }}
	go func() {
		io.WriteString(w, rec("a")+"\n")
		io.WriteString(w, rec("b")[:50])
		stop()
	}()
	tally, err := batch.Run(ctx, one(in), options(shelf(t)), batch.Output{Results: &written, Problems: io.Discard})
	if !errors.Is(err, context.Canceled) || tally.Records > 1 || strings.Count(written.String(), "\n") != tally.Records {
		t.Errorf("got %v, %+v, %q", err, tally, written.String())
	}
}

// count returns the sum of the counts with these names, or of all counts.
func count(all batch.Counts, names ...string) (n int) {
	for _, c := range all {
		if len(names) == 0 || slices.Contains(names, c.Name) {
			n += c.N
		}
	}
	return n
}

// Three bytes must not become half a kilobyte, a million times. What is not listed is
// counted, and the next file is listed again.
func TestProblemsOfAFileAreListedUpToALimit(t *testing.T) {
	many := bytes.Repeat([]byte("{}\n"), 12_000) // each has three problems
	var problems bytes.Buffer
	inputs := func(yield func(batch.Input) bool) {
		for _, name := range []string{"a.ndjson", "b.ndjson"} {
			in := input(name, many)
			in.Format = assessmentfile.NDJSON
			if !yield(in) {
				return
			}
		}
	}
	tally, err := batch.Run(t.Context(), inputs, options(shelf(t)), batch.Output{Results: io.Discard, Problems: &problems, Failed: func(string, error) {}})
	if err != nil {
		t.Fatal(err)
	}
	if tally.Faulty != 24_000 || problems.Len() > 5<<20 {
		t.Errorf("%d records with problems, %d bytes", tally.Faulty, problems.Len())
	}
	for _, name := range []string{"a", "b"} {
		listed, rest, counted := 0, 0, 0
		for line := range bytes.Lines(problems.Bytes()) {
			var p assess.ProblemLine
			if err := json.Unmarshal(line, &p); err != nil {
				t.Fatal(err)
			}
			switch {
			case p.Input != name+".ndjson":
			case p.Problems[0].Code == assess.CodeMoreProblems:
				fmt.Sscanf(p.Problems[0].Message, "and %d more problems in %d more records", &rest, &counted)
			default:
				listed++
			}
		}
		if listed+counted != 12_000 || listed < 3000 || rest != 3*counted {
			t.Errorf("%s: %d listed, then %d problems in %d records", name, listed, rest, counted)
		}
	}
}
