package assess_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/safetext"
)

// Our own code writes results, for speed. encoding/json decides what is right.
func TestAResultIsWrittenAsEncodingJSONWritesIt(t *testing.T) {
	var w assess.ResultWriter // remembers words of all that it wrote
	rapid.Check(t, func(t *rapid.T) {
		var r assess.Result
		makeUp(t, reflect.ValueOf(&r).Elem())
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

func TestAProblemLineIsWrittenAsEncodingJSONWritesIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p assess.ProblemLine
		makeUp(t, reflect.ValueOf(&p).Elem())
		if got, want := string(p.AppendJSON(nil)), standard(t, &p); got != want {
			t.Fatalf("got  %s\nwant %s", got, want)
		}
	})
}

// standard returns what encoding/json writes, with what is not visible escaped.
func standard(t *rapid.T, v any) string {
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
		s := rapid.OneOf(rapid.StringMatching(`[a-z-]{0,9}`), rapid.String(), rapid.SampledFrom([]string{"\u2028\u2029", "a\"\\/<&>", "\x00\x1f\x7f\b\f\n\r\t", "letters, 8\x7f", "\u0085\u009b\u202e\u200b\ufeff\U000e0041", "é😟\ufffd", "a\xffb\xc3"})).Draw(t, "text")
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

// A word that is remembered must not keep the text in memory of which it is a part: readers
// cut many words from one large piece.
func TestAWriterKeepsNoMoreOfATextThanTheWord(t *testing.T) {
	var w assess.ResultWriter
	var b []byte
	before := heap()
	for i := range 40 {
		large := strings.Repeat("x", 1<<20) + fmt.Sprint("area ", i)
		b = w.Append(b[:0], &assess.Result{Area: large[1<<20:]})
	}
	if held := heap() - before; held > 4<<20 {
		t.Errorf("%d bytes are held for 40 short words", held)
	}
	runtime.KeepAlive(&w)
}

// heap returns how many bytes are in use after a garbage collection.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
