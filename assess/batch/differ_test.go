package batch_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	_ "stalkrisk/assess/assesstest/quickfuzz"
	"stalkrisk/assess/batch"
)

// same checks that the fast reader and the strict one agree on a record. If the fast
// one is sure, the strict one must find no problem, and both must score to the same
// bytes. If it is not sure, there is nothing to compare.
func same(t *testing.T, set assess.Instruments, fast *assessmentfile.FastReader, record []byte) (sure bool) {
	t.Helper()
	sameAsLine(t, fast, record)
	p, sure := fast.Read(record)
	if !sure {
		return false
	}
	strict := assessmentfile.ReadJSON(record)
	if strict.Problems != nil || !strict.Scorable {
		t.Fatalf("the fast reader accepts what the strict one refuses: %v\n%s", strict.Problems, record)
	}
	_, want := assess.Assess(assess.NewQuestionnaires(set.All()...), &strict.Assessment, set.Tool, nil)
	var s assess.Scorer
	r, fits := s.ScorePrepared(set, p)
	if !fits {
		if len(want.Problems) == 0 {
			t.Fatalf("it does not fit, and nothing is wrong with it\n%s", record)
		}
		return true
	}
	if !reflect.DeepEqual(want.Problems, r.OverrideFault) {
		t.Fatalf("it fits, but its problems are not those of its override: %v\n%s", want.Problems, record)
	}
	if got, want := string(r.AppendJSON(nil)), string(want.Result.AppendJSON(nil)); got != want {
		t.Fatalf("fast:   %s\nstrict: %s\n%s", got, want, record)
	}
	if p.Training != strict.Assessment.Training {
		t.Fatalf("training is %q and %q", p.Training, strict.Assessment.Training)
	}
	return true
}

// sameAsLine checks that the fast reader reads a first line as it reads the same record alone,
// whatever lines follow, and whether or not they leave it room.
func sameAsLine(t *testing.T, fast *assessmentfile.FastReader, record []byte) {
	t.Helper()
	line, _, _ := bytes.Cut(record, []byte("\n"))
	_, sure := fast.Read(line)
	want := 0
	if sure {
		want = len(line) + 1
	}
	for _, after := range []string{"", "\n", `"}]}` + "\n", "," + string(record) + "\n"} {
		lines := slices.Concat(line, []byte("\n"), []byte(after))
		if _, size := fast.First(append(lines, "{}}}]]]]],,,,,,,"...)[:len(lines)]); size != want {
			t.Fatalf("the line has %d bytes beside others, and %d alone\n%s", size, want, record)
		}
		if _, size := fast.First(slices.Clip(lines)); size != 0 {
			t.Fatalf("it is read to byte %d, and what is beyond the lines cannot be\n%s", size, record)
		}
	}
	if _, size := fast.First(append(slices.Clone(record), make([]byte, 32)...)[:len(record)]); size > 0 && !bytes.HasSuffix(record, []byte("\n")) {
		t.Fatalf("it is read to byte %d, and does not end with a line feed\n%s", size, record)
	}
}

func TestTheFastReaderIsSureOfWhatIsPlainlyRight(t *testing.T) {
	set := newest(t)
	fast := assessmentfile.NewFastReader(set)
	eachLine(invented(t, 1000), func(record []byte) {
		if !same(t, set, fast, record) {
			t.Fatalf("not sure of a valid record\n%s", record)
		}
		var lines bytes.Buffer // as people keep it: a value on each line
		if err := json.Indent(&lines, record, "", "\t"); err != nil || !same(t, set, fast, lines.Bytes()) {
			t.Fatalf("not sure of a valid record with line feeds, %v\n%s", err, lines.Bytes())
		}
	})
}

// A scorer has memory of the last record, which may have been of a version that reads
// incidents. One that does not must score as if it were the first.
func TestNothingOfAnotherVersionIsLeftInAScorer(t *testing.T) {
	set := newest(t)
	fast := assessmentfile.NewFastReader(set)
	without, plain := set, *set.Stalking
	plain.Timeline.RecentDays, plain.Recognition = 0, nil
	plain.Rules = slices.DeleteFunc(slices.Clone(plain.Rules), func(r assess.Rule) bool { return r.Incidents != nil || r.Recognised != "" })
	plain.Index()
	without.Stalking = &plain
	var used assess.Scorer
	eachLine(invented(t, 300), func(record []byte) {
		p, _ := fast.Read(record)
		used.ScorePrepared(set, p)
		p.Stalking.Clear(without.Stalking)
		var first assess.Scorer
		want, fits := first.ScorePrepared(without, p)
		if got, _ := used.ScorePrepared(without, p); fits && string(got.AppendJSON(nil)) != string(want.AppendJSON(nil)) {
			t.Fatalf("got  %s\nwant %s", got.AppendJSON(nil), want.AppendJSON(nil))
		}
	})
}

// Each of these changes a valid record: the first text is replaced by the second. The
// fast reader must not accept a record that the strict one refuses.
var changes = [][2]string{
	{`"case"`, `"Case"`}, {`"case"`, `"\u0063ase"`}, {`"case"`, `"case":{"reference":"A"},"case"`}, {`"yes"`, `"Yes"`}, {`"yes"`, `"\u0079es"`}, {`"yes"`, `true`},
	{`"yes"`, `null`}, {`"yes"`, `""`}, {`"yes"`, `"maybe"`}, {`"yes"`, `"yes","answer":"no"`}, {`"responses"`, `"response"`}, {`"stalking"`, `"stalkin"`},
	{`"assessed_at"`, `"assessed"`}, {`:"full"`, `:""`}, {`{"format"`, `{ "format" `}, {`,"caller"`, " ,\t\"caller\""}, {`"draft"`, `"complete"`}, {`"NP-`, `" `},
	{`Z"`, `+00:00"`}, {`Z"`, `"`}, {`Z"`, `.5Z"`}, {`-01`, `-00`}, {`-01T`, `-31T`}, {`2026`, `0000`}, {`2026`, `9999`}, {`}`, `}}`}, {`}`, ``}, {`"`, ``}, {`,`, `,,`},
	{`]`, `,]`}, {`"night`, "\"\x80night"}, {`"gate`, "\"\xed\xa0\x80"}, {`"told`, `"\ud83d`}, {`"told`, `"\ude1f\ud83d`}, {`\n`, `\x`}, {`\u2019`, `\u201g`}, {`"kind":"message"`, `"kind":"mesage"`},
	{`"kind":"message"`, `"kind":""`}, {`"breach":"no"`, `"breach":"yes","severity":6`}, {`"breach":"no"`, `"breach":"yes","severity":3`}, {`"breach":"no"`, `"breach":"yes","severity":3.0`},
	{`"breach":"no"`, `"breach":"yes","severity":"3"`}, {`"reason":"custody"`, `"reason":"other"`}, {`"stalking":"1.0.0"`, `"stalking":"9.9.9"`}, {`"stalking":"1.0.0"`, `"extra":"1.0.0"`}, {`"stalking":"1.0.0"`, `"stalking":"1.0.0","stalking":""`},
	{`"training"`, ``}, {`"stage"`, `"training":"a","stage"`}, {`"dash_asked":"auto"`, `"dash_asked":"never"`}, {`"level":"high"`, `"level":"low"`}, {`"by":"S77"`, `"by":""`},
	{`"actions":[`, `"actions":[{"due":"2026-02-30"},`}, {`{"format":"stalkrisk.assessment/1"`, `{"format":"stalkrisk.assessment/2"`}, {`{"format":"stalkrisk.assessment/1",`, `{`},
	{`"reference":"`, `"reference":"2.02611E+11","suspect_reference":"`}, {`"kind":"message"`, `"kind":"message","reference":"2.02611E+11"`}, {`"kind":"message"`, `"kind":"message","reference":"2\u0045+11"`},
	{`"incidents":[`, `"incidents":[{},`}, {`"incidents":[`, `"incidents":[{"at":"2099-01-01"},`}, {`"orders":[`, `"orders":[{"conditions":["` + "\x1f" + `"]},`}, {`"note":"`, `"note":" `}, {`"note":"`, `"note":"\t`}, {`"note":"`, "\"note\":\"\n"}, {`"prompted_by_incident"`, `"prompted-by-incident"`},
	{`"assessed_at"`, `"decisions":[{"about":"recording","decision":"made"}],"assessed_at"`}, {`"assessed_at"`, `"decisions":[{"about":"recording","decision":"stalking"}],"assessed_at"`},
	{`"assessed_at"`, `"help":[{"asked":"2026-11-20T14:05:00Z","arrived":""},{"assigned":"2026-11-20T14:06:00+01:00"}],"assessed_at"`}, {`"assessed_at"`, `"help":[{"asked":"2026-11-20"}],"assessed_at"`},
	{`"assessed_at"`, `"earlier_act_now":[{"id":"A0","at":"","because":["near-now"],"dealt_with":{"by":"S7","at":""}}],"assessed_at"`}, {`"assessed_at"`, `"earlier_act_now":[{"dealt_with":{"who":"S7"}}],"assessed_at"`},
	{`"assessed_at"`, `"own_life":"perhaps","assessed_at"`}, {`"assessed_at"`, `"own_life":"","more_than_once":"yes","reach":{"keys":"no"},"assessed_at"`}, {`"assessed_at"`, `"outcome":"charged","assessed_at"`},
	{`"assessed_at"`, `"accounts":[{"kind":"phone"}],"evidence":[{"goes":"2026-12"}],"updates":[{"on":""}],"handlers":[{"role":"officer"}],"read_back":{"agreed":"corrected"},"assessed_at"`},
	{`"responses":{"stalking":{`, `"responses":{"stalking":{"threats-children":"no","threats-children":"yes",`}, {`"responses":{"stalking":{`, `"responses":{"stalking":{"how-often":"daily","how-often":"weekly",`},
	{`"stalking":"1.0.0"`, `"stalking":"1.0.0","stalking":"1.0.0"`}, {`"how-often":"weekly"`, `"how-often":"yes"`}, {`"how-often":"daily"`, `"how-often":"no"`},
	{`"prompted_by_incident"`, `"prompted_by_incisive"`}, {`"kind":"message"`, `"kind":"messages"`}, {`"kind":"message"`, `"kind": "message" `}, {`"kind":"message"`, `"kind":"messag\u0065"`}, {`"area":"`, `"area":"Ä`}, {`"area":"`, `"area":"","place":"`}, {`","reported"`, `s","reported"`}, {`"recorded_as":"`, `"recorded_as":"\n`},
	{`"assessed_at"`, `"evidence":[{"goes":"soon"}],"assessed_at"`}, {`"assessed_at"`, `"orders":[{"check_on":["2026-12-01",""],"served":""}],"assessed_at"`}, {`"assessed_at"`, `"orders":[{"check_on":["2026-12"]}],"assessed_at"`},
}

func TestFastAndStrictAgreeOnChangedRecords(t *testing.T) {
	set := newest(t)
	fast := assessmentfile.NewFastReader(set)
	text := invented(t, 40)
	sure, all := 0, 0
	eachLine(text, func(record []byte) {
		for _, c := range changes {
			for n := 1; n <= 3; n++ { // the first, second and third occurrence
				changed := replaceNth(record, c[0], c[1], n)
				if changed == nil {
					break
				}
				all++
				if same(t, set, fast, changed) {
					sure++
				}
			}
		}
	})
	if sure == 0 || sure == all {
		t.Errorf("sure of %d of %d changed records; want some, but not all", sure, all)
	}
}

// A byte that is almost right, or a record that ends too soon, is never taken for what
// usually is in its place.
func TestFastAndStrictAgreeOnEveryBit(t *testing.T) {
	set := newest(t)
	fast := assessmentfile.NewFastReader(set)
	var record []byte
	eachLine(invented(t, 40), func(r []byte) {
		if len(record) == 0 || len(r) < len(record) {
			record = r
		}
	})
	const begin = `{"format":"stalkrisk.assessment/1","case":{"reference":"N1"},"assessed_at":"2026-11-20T14:03:00Z",`
	for _, record := range [][]byte{
		record, // and some with dates and times that are only checked
		[]byte(begin + `"help":[{"asked":"2026-11-20T14:05:00Z","arrived":"2026-11-20T14:25:00Z"}]}`),
		[]byte(begin + `"responses":{"stalking":{"weapon":{"answer":"yes","at":"2026-11-20T14:05:00Z"}}}}`),
		[]byte(begin + `"orders":[{"kind":"bail","served":"2026-11-20","check_on":["2026-12-01"]}]}`),
	} {
		if !same(t, set, fast, record) {
			t.Fatalf("not sure of %s", record)
		}
		for at := range record {
			if _, sure := fast.Read(record[:at:at]); sure {
				t.Fatalf("sure of a record that ends too soon: %s", record[:at])
			}
			for bit := range 8 {
				changed := bytes.Clone(record)
				changed[at] ^= 1 << bit
				same(t, set, fast, changed)
			}
		}
	}
	for _, n := range []int{assess.LongestText, assess.LongestText + 1} {
		for _, field := range []string{`"first_account":"%s"`, `"case":{"victim_area":"%s"}`, `"responses":{"stalking":{"weapon":{"answer":"yes","note":"%s"}}}`} {
			text := fmt.Sprintf(field, string(bytes.Repeat([]byte("a"), n)))
			same(t, set, fast, []byte(`{"format":"stalkrisk.assessment/1","assessed_at":"2026-11-20T14:03:00Z","status":"draft",`+text+`}`))
		}
	}
}

// A record without a format, a time or a reference has a problem, which the strict reader
// must report.
func TestTheFastReaderIsNotSureWithoutWhatARecordNeeds(t *testing.T) {
	set := newest(t)
	fast := assessmentfile.NewFastReader(set)
	const format, at, of = `"format":"stalkrisk.assessment/1"`, `"assessed_at":"2026-11-20T14:03:00Z"`, `"case":{"reference":"N1"}`
	if record := "{" + format + "," + at + "," + of + "}"; !same(t, set, fast, []byte(record)) {
		t.Fatalf("not sure of %s", record)
	}
	for _, record := range []string{
		"{}", "{" + format + "," + at + "}", "{" + format + "," + of + "}", "{" + at + "," + of + "}",
		"{" + format + "," + at + `,"case":{"reference":"N/A"}}`, "{" + format + `,"assessed_at":"",` + of + "}",
	} {
		if same(t, set, fast, []byte(record)) {
			t.Errorf("sure of %s", record)
		}
	}
}

// A note is the reason for its own answer, and for no other.
func TestANoteIsOfItsOwnResponse(t *testing.T) {
	set := newest(t)
	reasoned := *set.Stalking
	reasoned.Items = slices.Clone(reasoned.Items)
	var ids []string
	for i := range reasoned.Items {
		if it := &reasoned.Items[i]; it.Type == assess.YesNo {
			it.NeedsReason = true
			ids = append(ids, it.ID)
		}
	}
	reasoned.Index()
	set.Stalking = &reasoned
	fast := assessmentfile.NewFastReader(set)
	for _, second := range []string{`"yes"`, `{"note":"b"}`, `{"answer":"yes"}`, `{"answer":"yes","note":" "}`, `{"answer":"yes","note":"b"}`} {
		record := fmt.Appendf(nil, `{"format":"stalkrisk.assessment/1","case":{"reference":"N1"},"assessed_at":"2026-11-20T14:03:00Z","responses":{"stalking":{%q:{"answer":"yes","note":"a"},%q:%s}}}`, ids[0], ids[1], second)
		if !same(t, set, fast, record) && second == `{"answer":"yes","note":"b"}` {
			t.Errorf("not sure of %s", record)
		}
	}
}

func replaceNth(b []byte, old, new string, n int) []byte {
	at := 0
	for range n {
		i := bytes.Index(b[at:], []byte(old))
		if i < 0 {
			return nil
		}
		at += i + 1
	}
	at--
	return append(append(append([]byte(nil), b[:at]...), new...), b[at+len(old):]...)
}

// The seeds are short, because the fuzzer spends up to a minute shortening each new
// input of several kilobytes. The tests above compare whole records.
func FuzzFastAndStrictAgree(f *testing.F) {
	seeds := map[string]int{}
	eachLine(invented(f, 100), func(record []byte) {
		var keys map[string]json.RawMessage
		if err := json.Unmarshal(record, &keys); err != nil {
			f.Fatal(err)
		}
		for key, value := range keys {
			if len(value) > 2 && len(value) <= 400 && seeds[key] < 4 {
				seeds[key]++
				f.Add(fmt.Appendf(nil, `{"format":"stalkrisk.assessment/1","case":{"reference":"A"},"assessed_at":"2026-11-20T14:03:00Z",%q:%s}`, key, value))
			}
		}
	})
	for _, key := range []string{"responses", "incidents", "orders", "override", "actions", "instruments"} {
		if seeds[key] == 0 {
			f.Errorf("there is no seed with %s", key)
		}
	}
	for _, c := range changes {
		f.Add([]byte(`{"format":"stalkrisk.assessment/1","case":{"reference":"A"},"assessed_at":"2026-11-20T14:03:00Z",` + c[1] + `}`))
	}
	f.Add([]byte{})
	set := newest(f)
	fast := assessmentfile.NewFastReader(set)
	f.Fuzz(func(t *testing.T, record []byte) { same(t, set, fast, record) })
}

// Whatever the input is, a run must finish and count every record.
func FuzzRun(f *testing.F) {
	f.Add([]byte(`{"format":"stalkrisk.assessment/1","assessed_at":"2026-11-20T14:03:00Z"}`+"\n{}\n"), byte(1))
	f.Add([]byte("[{},{\"a\":1}]"), byte(2))
	f.Add([]byte("format: stalkrisk.assessment/1\n---\na: b\n"), byte(3))
	f.Add([]byte("assessed_at,stalking.weapon\n2026-11-20T14:03:00Z,\"yes\"\n"), byte(4))
	f.Add([]byte{0x1f, 0x8b, 8, 0}, byte(0))
	shelf := shelf(f)
	f.Fuzz(func(t *testing.T, b []byte, format byte) {
		in := input("x", b)
		in.Format = assessmentfile.Format(format % 5)
		var results, problems bytes.Buffer
		tally, err := batch.Run(context.Background(), one(in), options(shelf), batch.Output{Results: &results, Problems: &problems, Failed: func(string, error) {}})
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(results.Bytes(), []byte("\n")); n != tally.Scored || tally.Scored+tally.Unscored != tally.Records {
			t.Fatalf("%d lines, %+v", n, tally)
		}
		if n := bytes.Count(problems.Bytes(), []byte("\n")); n != tally.Faulty {
			t.Fatalf("%d problem lines, %+v", n, tally)
		}
	})
}

func input(name string, b []byte) batch.Input {
	return batch.Input{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }}
}

func one(in batch.Input) func(func(batch.Input) bool) {
	return func(yield func(batch.Input) bool) { yield(in) }
}

func options(shelf assess.Questionnaires) batch.Options {
	return batch.Options{
		Shelf: shelf, Tool: assess.Tool{Name: "stalkrisk", Version: "test"}, Workers: 2,
	}
}

// Words and ids are written without a look at their letters. What is written of a record, of
// any of the questionnaires, says what encoding/json says.
func TestResultsSayWhatEncodingJSONSays(t *testing.T) {
	t.Parallel()
	set := newest(t)
	eachLine(invented(t, 500), func(line []byte) {
		a := assessmentfile.ReadJSON(line).Assessment
		r := assess.Score(set, &a)
		plain, err := json.Marshal(&r)
		if err != nil {
			t.Fatal(err)
		}
		var got, want any
		if err := json.Unmarshal(r.AppendJSON(nil), &got); err != nil {
			t.Fatalf("%v in %s", err, r.AppendJSON(nil))
		}
		if err := json.Unmarshal(plain, &want); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %v\nwant %v", got, want)
		}
	})
}
