package assess_test

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/safetext"
)

// Our own code writes results, for speed. encoding/json decides what is right.
func TestAResultIsWrittenAsEncodingJSONWritesIt(t *testing.T) {
	var w assess.ResultWriter // remembers the instruments of the last result
	rapid.Check(t, func(t *rapid.T) {
		var r assess.Result
		makeUp(t, reflect.ValueOf(&r).Elem())
		onlyPlain(t, &r)
		want := standard(t, &r)
		if got := string(r.AppendJSON(nil)); got != want {
			t.Fatalf("got  %s\nwant %s", got, want)
		}
		for range 2 {
			if got := string(w.Append(nil, &r)); got != want {
				t.Fatalf("by a writer: got  %s\nwant %s", got, want)
			}
		}
	})
}

// onlyPlain makes up the ids and the words of our own again: what a questionnaire may have as
// an id, which TestOnlyPlainIDsAreLoaded looks at, and nothing.
func onlyPlain(t *rapid.T, r *assess.Result) {
	id := rapid.StringMatching(`([a-z][a-z0-9_-]{0,40})?`)
	words := []*string{
		&r.Format, &r.Overall.Level, &r.Overall.Computed, &r.Overall.Established, &r.Overall.CouldReach, &r.Dash.Applicability, &r.EarlierActNow,
		&r.Timeline.Frequency.Finding, &r.Timeline.Frequency.Test, &r.Timeline.Severity.Finding, &r.Timeline.Severity.Test, &r.Timeline.Step.Finding, &r.Timeline.Methods.Finding, &r.Timeline.Approach.Finding,
	}
	lists := []*[]string{&r.RedFlags, &r.Carried, &r.Contradicted, &r.Proposed, &r.AskNext, &r.Dash.Proposed, &r.NotInDash, &r.Recognition.Because, &r.ActNowBecause}
	for _, l := range []*assess.Level{&r.Baseline, &r.Escalation} {
		words = append(words, &l.Level, &l.Established, &l.CouldReach)
		for i := range l.Because {
			words, lists = append(words, &l.Because[i].Rule), append(lists, &l.Because[i].Items)
		}
	}
	r.Recognition.Value = assess.Recognised(id.Draw(t, "recognition"))
	for _, word := range words {
		*word = id.Draw(t, "word")
	}
	for _, list := range lists {
		*list = append([]string{}, rapid.SliceOfN(id, 0, 4).Draw(t, "ids")...)
	}
}

func TestAProblemLineIsWrittenAsEncodingJSONWritesIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p assess.ProblemLine
		makeUp(t, reflect.ValueOf(&p).Elem())
		if got, want := string(p.AppendJSON(nil)), standard(t, &p); got != want {
			t.Fatalf("got  %s\nwant %s", got, want)
		}
	})
}

// A text of a few bytes is written in pieces that overlap. Every byte must be checked and
// written, wherever it is and however long the text is.
func TestEveryByteOfATextIsChecked(t *testing.T) {
	const plain = "abcdefghijklmnopqrstuvwxyz0123456789-_.:+ ABC"
	special := append([]string{"é", "\u0085", "\u202e", "\xff", "#", "!", "~", "[", "]"}, strings.Split("\x00\x01\b\t\n\f\r\x1f \"\\/<>&\x7f", "")...)
	for n := range len(plain) {
		for at := range n + 1 {
			for _, c := range special {
				text := plain[:at] + c + plain[at:n]
				p := assess.ProblemLine{ID: text, Problems: []assess.Problem{}}
				if got, want := string(p.AppendJSON(make([]byte, 0, 500))), standard(t, &p); got != want {
					t.Fatalf("got  %s\nwant %s", got, want)
				}
			}
		}
	}
	for n := range 40 { // with memory for all of it, or for less
		for room := range 200 {
			p := assess.ProblemLine{ID: plain[:n], Problems: []assess.Problem{}}
			if got, want := string(p.AppendJSON(make([]byte, 0, room))), standard(t, &p); got != want {
				t.Fatalf("got  %s\nwant %s", got, want)
			}
		}
	}
}

// The instruments and the tool are copied from the result before if they are the same.
func TestInstrumentsAreThoseOfTheResult(t *testing.T) {
	one, two := assess.InstrumentRef{ID: "a", Version: "1"}, assess.InstrumentRef{ID: "a", Version: "2"}
	var w assess.ResultWriter
	for _, r := range []assess.Result{
		{}, {}, {Instruments: []assess.InstrumentRef{one}}, {Instruments: []assess.InstrumentRef{two}}, {Instruments: []assess.InstrumentRef{two, one}},
		{Instruments: []assess.InstrumentRef{two, one}}, {Instruments: []assess.InstrumentRef{two, one}, Tool: assess.Tool{Version: "1"}}, {Tool: assess.Tool{Version: "1"}},
	} {
		refs := append([]assess.InstrumentRef{}, r.Instruments...) // an empty list and not null
		if got, want := string(w.Append(nil, &r)), standard(t, refs)+`,"tool":`+standard(t, r.Tool); !strings.Contains(got, `"instruments":`+want) {
			t.Fatalf("%s\nis without %s", got, want)
		}
	}
}

// standard returns what encoding/json writes, with what is not visible escaped.
func standard(t interface{ Fatal(...any) }, v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	var safe []byte
	for _, r := range strings.TrimSuffix(b.String(), "\n") {
		safe = safetext.AppendJSON(safe, r)
	}
	return string(safe)
}

// makeUp fills v with random values. As in a result, no list is nil.
func makeUp(t *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		s := rapid.OneOf(rapid.StringMatching(`[a-z-]{0,19}`), rapid.StringMatching(`a{0,19}`), rapid.String(), rapid.SampledFrom([]string{"\u2028\u2029", "a\"\\/<&>", "\x00\x1f\x7f\b\f\n\r\t", "letters, 8\x7f", "\u0085\u009b\u202e\u200b\ufeff\U000e0041", "é😟\ufffd", "a\xffb\xc3"})).Draw(t, "text")
		v.SetString(s)
	case reflect.Int:
		v.SetInt(int64(rapid.IntRange(-5, 5000).Draw(t, "number")))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "bool"))
	case reflect.Float64:
		v.SetFloat(rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, math.NaN(), math.Inf(1), math.Inf(-1), 1e-7, 0.05, 0.99995})).Draw(t, "float"))
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("json") != "-" {
				makeUp(t, v.Field(i))
			}
		}
	case reflect.Slice:
		n := rapid.IntRange(0, 3).Draw(t, "length")
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			makeUp(t, v.Index(i))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range rapid.IntRange(0, 2).Draw(t, "entries") {
			value := reflect.New(v.Type().Elem()).Elem()
			makeUp(t, value)
			v.SetMapIndex(reflect.ValueOf(rapid.StringMatching(`[a-z]{1,5}`).Draw(t, "key")), value)
		}
	case reflect.Pointer:
		if rapid.Bool().Draw(t, "there") {
			v.Set(reflect.New(v.Type().Elem()))
			makeUp(t, v.Elem())
		}
	default:
		t.Fatalf("no %s can be made up", v.Type())
	}
}
