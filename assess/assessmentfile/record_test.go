package assessmentfile

import (
	"bufio"
	"bytes"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stalkrisk/assess"
	"stalkrisk/assess/table"
)

func TestTheFullExampleIsReadAndWritten(t *testing.T) {
	a := full(t)
	for _, name := range []string{"testdata/valid/full.json", "testdata/valid/full.written.yaml"} {
		golden(t, name, string(Encode(name, &a)))
		again := Read(name, readFile(t, name))
		if len(again) != 1 || !again[0].Scorable || again[0].Problems != nil {
			t.Fatal(name, told(again[0]))
		}
		if diff := cmp.Diff(a, again[0].Assessment, alike); diff != "" {
			t.Error(name, diff)
		}
	}
	line := AppendJSON([]byte("x"), &a)
	if line[0] != 'x' || bytes.IndexByte(line, '\n') >= 0 {
		t.Errorf("%q is not a line that was appended", line)
	}
}

func TestTheFullExampleHasEveryKey(t *testing.T) {
	var missing []string
	var walk func(path string, t reflect.Type, found []reflect.Value)
	walk = func(path string, typ reflect.Type, found []reflect.Value) {
		var inner []reflect.Value
		for _, v := range found {
			if !v.IsZero() {
				inner = append(inner, v)
			}
		}
		switch {
		case len(inner) == 0:
			missing = append(missing, path)
		case typ.Kind() == reflect.Slice:
			var items []reflect.Value
			for _, v := range inner {
				for i := range v.Len() {
					items = append(items, v.Index(i))
				}
			}
			walk(path+"[]", typ.Elem(), items)
		case typ.Kind() == reflect.Pointer:
			walk(path, typ.Elem(), []reflect.Value{inner[0].Elem()})
		case typ.Kind() == reflect.Struct && typ.Field(0).IsExported():
			for i := range typ.NumField() {
				var values []reflect.Value
				for _, v := range inner {
					values = append(values, v.Field(i))
				}
				walk(path+"."+typ.Field(i).Name, typ.Field(i).Type, values)
			}
		}
	}
	a := full(t)
	walk("", reflect.TypeFor[assess.Assessment](), []reflect.Value{reflect.ValueOf(a)})
	if missing != nil {
		t.Errorf("nothing in testdata/valid/full.yaml has %s", strings.Join(missing, ", "))
	}
}

func TestOrderOfResponsesIsKept(t *testing.T) {
	a := full(t)
	var got []string
	for _, s := range a.Responses {
		for _, r := range s.Items {
			got = append(got, s.Instrument+"."+r.Item)
		}
	}
	want := []string{"stalking.persistence", "stalking.approach", "stalking.fear", "stalking.weapon", "dash.q02", "dash.q01"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Every file under testdata/invalid has the fault that it is named after. The
// problems that it must have are in a file beside it.
func TestInvalidFiles(t *testing.T) {
	files, _ := filepath.Glob("testdata/invalid/*")
	said := map[string]bool{}
	for _, name := range files {
		if strings.HasSuffix(name, ".txt") {
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			var out strings.Builder
			if strings.HasPrefix(filepath.Base(name), "incidents-") {
				rows := incidents(t, string(readFile(t, name)), table.Map{})
				fmt.Fprintf(&out, "%d incidents, %d rows not used\n", len(rows.Incidents), rows.Unread)
				for _, p := range rows.Problems {
					said[p.Code] = true
					fmt.Fprintf(&out, "%s %s\n", p.Code, p)
				}
				golden(t, name+".txt", out.String())
				return
			}
			records := Read(name, readFile(t, name))
			for i, r := range records {
				if i > 0 {
					out.WriteString("--- next record\n")
				}
				out.WriteString(told(r))
				for _, p := range r.Problems {
					said[p.Code] = true
				}
			}
			if len(records) > 1 {
				one := One(records)
				out.WriteString("--- where there may be only one\n" + told(one))
				said[CodeSecondDocument] = true
			}
			golden(t, name+".txt", out.String())
		})
	}
	for _, c := range Codes() {
		switch c[0] {
		case "one-page": // of a FHIR Bundle: script shipped/forms
			continue
		case "other-case", "differs": // of rows that are added to cases: scripts timeline/folder
			continue
		case "too-large", "more-problems", "bad-text", "not-text": // tested in strictfile and textfile; the files would be large
			continue
		case "date-order", "no-zone", "clock-change": // TestDatesOfATable, which says the order and the zone
			delete(said, c[0])
			continue
		}
		if !said[c[0]] {
			t.Errorf("no file in testdata/invalid has a problem with code %s", c[0])
		}
		delete(said, c[0])
	}
	for code := range said {
		t.Errorf("code %s is not among Codes", code)
	}
}

func TestReadChoosesByName(t *testing.T) {
	const json, yaml = `{"format":"stalkrisk.assessment/1","assessed_at":"2026-11-20T14:03:00Z","case":{"reference":"S1"}}`, "format: stalkrisk.assessment/1\nassessed_at: 2026-11-20T14:03:00Z\ncase: {reference: S1}\n"
	for _, c := range []struct {
		name, in string
		records  int
		scorable bool
	}{
		{"a.json", json, 1, true},
		{"a.JSON", json, 1, true},
		{"a.json", "[" + json + "," + json + "]", 2, true},
		{"a.json", yaml, 1, false},
		{"a.yaml", yaml, 1, true},
		{"a.yml", yaml + "---\n" + yaml, 2, true},
		{"a.yaml", strings.ReplaceAll(json, ":\"", ": \""), 1, true}, // JSON is YAML
		{"a", json, 1, true},
		{"a", "\ufeff \n[" + json + "]", 1, true},
		{"a", yaml, 1, true},
		{"-", "\ufeff" + yaml, 1, true},
		{"a.json", "", 1, false},
		{"a.yaml", "", 1, false},
		{"a", "", 1, false},
	} {
		records := Read(c.name, []byte(c.in))
		if len(records) != c.records || records[0].Scorable != c.scorable || c.scorable == (records[0].Problems != nil) {
			t.Errorf("Read(%q, %.20q) returns %d records, the first: %s", c.name, c.in, len(records), told(records[0]))
		}
	}
	if r := One(Read("a.yaml", []byte(yaml))); r.Problems != nil {
		t.Error(told(r))
	}
}

func TestLocateSetsMissingPlaces(t *testing.T) {
	const file = "id: a\n---\nresponses:\n  stalking:\n    weapon: maybe\nincidents:\n  - at: 2026-10-01\n"
	problems := []assess.Problem{
		{Path: "responses.stalking.weapon"}, {Path: "incidents[0].kind"}, {Path: ""}, {Path: "override.reason"}, {Path: "incidents", Line: 70},
	}
	cutter := NewCutter(YAML, bufio.NewReader(strings.NewReader(file)))
	cutter.Next(nil)
	second, err := cutter.Next(nil)
	if err != nil {
		t.Fatal(err)
	}
	second.Locate(YAML, 0, problems)
	for i, want := range []string{"5:13", "7:5", "3:1", "3:1", "70"} {
		if got := problems[i].String(); !strings.HasPrefix(got, want+": ") {
			t.Errorf("%q is at %s, want %s", problems[i].Path, got, want)
		}
	}
	list := NewCutter(JSON, bufio.NewReader(strings.NewReader(`[{"id":1}, {"id":2}]`)))
	list.Next(nil)
	entry, err := list.Next(nil)
	if err != nil {
		t.Fatal(err)
	}
	again := []assess.Problem{{Path: "id"}}
	entry.Locate(JSON, 0, again)
	if again[0].Line != 1 || again[0].Column != 18 {
		t.Errorf("the second entry of a list is at %d:%d", again[0].Line, again[0].Column)
	}
	again = []assess.Problem{{Path: "responses.a.b"}}
	(&Cut{Line: 7, Text: []byte("a,b")}).Locate(CSV, 0, again)
	if again[0].Line != 7 {
		t.Errorf("a row is on line %d", again[0].Line)
	}
}
