package report

import (
	"encoding/csv"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
)

// leaves returns the leaves of a struct by path, as in the CSV.
func leaves(t reflect.Type, above string) (out []string) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		ft := f.Type
		if ft.Kind() == reflect.Pointer {
			ft = ft.Elem()
		}
		switch {
		case name == "-":
		case ft.Kind() == reflect.Struct:
			out = append(out, leaves(ft, above+name+".")...)
		default:
			out = append(out, above+name)
		}
	}
	return out
}

func TestTheCSVFormHasAColumnForEveryLeafOfAResult(t *testing.T) {
	heading, _, err := ResultRows("csv")
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(strings.TrimSuffix(heading, "\n"), ",")
	if want := leaves(reflect.TypeFor[assess.Result](), ""); !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func someResult() *assess.Result {
	nan := assess.Number(math.NaN())
	return &assess.Result{
		Format: assess.ResultFormat, ID: "=1+1", Case: "a \"b\",\nc", AssessedAt: "2026-11-20T14:03:00Z", ActNow: true,
		Overall:  assess.Overall{Level: "high", Computed: "low", Provisional: true},
		Baseline: assess.Level{Level: "low", Because: []assess.Reason{{Rule: "one"}, {Rule: "two"}}},
		RedFlags: []string{"x", "y"},
		Timeline: assess.TimelineResult{Frequency: assess.FrequencyResult{U: -1.5, P: nan, Beta: nan}, Severity: assess.SeverityResult{P: nan}},
		Others:   map[string]assess.Other{"b": {Version: "1.0.0", Results: map[string]assess.Level{"r": {Level: "mild"}}}},
		Override: &assess.OverrideResult{Reason: "-x"}, Instruments: []assess.InstrumentRef{{ID: "stalking", Version: "1.0.0"}},
	}
}

func TestACSVRowIsReadAgainAsItWas(t *testing.T) {
	heading, row, _ := ResultRows("csv")
	records, err := csv.NewReader(strings.NewReader(heading + string(row(nil, someResult())))).ReadAll()
	if err != nil || len(records) != 2 {
		t.Fatal(records, err)
	}
	for name, want := range map[string]string{
		"id": "'=1+1", "case": "a \"b\",\nc", "act_now": "true", "overall.provisional": "true", "baseline.because": "one;two", "red_flags": "x;y",
		"carried": "", "timeline.frequency.u": "-1.5", "timeline.frequency.p": "", "others": "b@1.0.0:r=mild", "override.reason": "'-x", "override.void": "false",
		"instruments": "stalking@1.0.0",
	} {
		if got := records[1][slices.Index(records[0], name)]; got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestATableObeysNothingThatPeopleWrote(t *testing.T) {
	_, row, _ := ResultRows("table")
	r := someResult()
	r.Case = "\x1b[2Jx\r\n\u202ey"
	got := string(row(nil, r))
	if strings.ContainsAny(got, "\x1b\r\u202e") || strings.Count(got, "\n") != 1 || !strings.HasPrefix(got, "NOW  high ?") {
		t.Errorf("got %q", got)
	}
}

func TestNoRowsInAnotherFormat(t *testing.T) {
	if _, _, err := ResultRows("xml"); err == nil {
		t.Error("no error")
	}
}
