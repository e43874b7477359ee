package assessmentfile

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/timeline"
)

// texts generates what somebody may type or paste into a note.
func texts() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"yes", "no", "true", "null", "~", "", " ", "  ", "\n", "\n\n", "\t", "\r", "\r\n", "\x00", "\x1b[2J", "\x7f", "\u0085", "\u00a0", "\u2028", "\u2029", "\ufeff", "\ufffd", "😟", "\u202eright to left", "שלום", "é", "2026-10-01", "12:30", "017", "1e3", "<<", "=", "- ", "---\n", "...", "# x", " #x", ": ", "a: b", "? ", "*a", "&a", "!t", "|", ">", "%", "@", "'", "\"", "\\", "{", "]", ",", "she said", "  two\n"}),
		rapid.String(),
	)
	return rapid.Map(rapid.SliceOfN(piece, 0, 6), func(p []string) string { return strings.Join(p, "") })
}

var days = rapid.SampledFrom([]string{"", "2026-01-31", "2024-02-29", "0001-01-01", "9999-12-31"})

var instants = rapid.SampledFrom([]string{"", "2026-11-20T14:03:00Z", "2026-11-20T14:03:00.123456789+05:30", "0001-01-01T00:00:00-23:59", "9999-12-31T23:59:59Z"})

// drawInto fills v with anything that a file may hold.
func drawInto(t *rapid.T, v reflect.Value) {
	at := v.Addr().Interface()
	switch p := at.(type) {
	case *assess.Instant:
		*p, _ = assess.ParseInstant(instants.Draw(t, "instant"))
		return
	case *assess.Date:
		*p, _ = assess.ParseDate(days.Draw(t, "day"))
		return
	case *timeline.When:
		*p, _ = timeline.ParseWhen(rapid.OneOf(days, instants, rapid.Just("2026-10")).Draw(t, "when"))
		return
	case *assess.Responses:
		drawResponses(t, p)
		return
	case *assess.Answer:
		*p = assess.Answer(rapid.OneOf(rapid.SampledFrom(assess.Answers()), texts()).Draw(t, "answer"))
		return
	}
	if w, ok := v.Interface().(interface{ Words() []string }); ok {
		v.SetString(rapid.SampledFrom(append(w.Words(), "")).Draw(t, "word"))
		return
	}
	if r, ok := v.Interface().(interface{ Range() (int, int) }); ok {
		lowest, highest := r.Range()
		v.SetInt(int64(rapid.IntRange(lowest, highest).Draw(t, "number")))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(texts().Draw(t, "text"))
	case reflect.Struct:
		for i := range v.NumField() {
			drawInto(t, v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), rapid.IntRange(0, 3).Draw(t, "entries"), 3))
		for i := range v.Len() {
			drawInto(t, v.Index(i))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for _, k := range rapid.SliceOfNDistinct(texts(), 0, 3, rapid.ID[string]).Draw(t, "keys") {
			v.SetMapIndex(reflect.ValueOf(k), reflect.ValueOf(texts().Draw(t, "value")))
		}
	case reflect.Pointer:
		if rapid.Bool().Draw(t, "there") {
			v.Set(reflect.New(v.Type().Elem()))
			drawInto(t, v.Elem())
		}
	default:
		panic(fmt.Sprintf("no %s can be drawn", v.Type()))
	}
}

func drawResponses(t *rapid.T, rs *assess.Responses) {
	*rs = nil
	ids := rapid.SliceOfNDistinct(texts(), 0, 3, rapid.ID[string])
	for _, instrument := range ids.Draw(t, "instruments") {
		sheet := assess.InstrumentResponses{Instrument: instrument}
		for _, item := range ids.Draw(t, "items") {
			r := assess.ItemResponse{Item: item}
			drawInto(t, reflect.ValueOf(&r.Response).Elem())
			sheet.Items = append(sheet.Items, r)
		}
		*rs = append(*rs, sheet)
	}
}

// right corrects an assessment so that it has no problems.
func right(t *rapid.T, a *assess.Assessment) {
	a.Format = assess.AssessmentFormat
	if a.AssessedAt.IsZero() {
		a.AssessedAt, _ = assess.ParseInstant("2026-11-20T14:03:00Z")
	}
	if fold.Reference(a.Case.Reference) == "" {
		a.Case.Reference = "NP-1"
	}
	for i := range a.Absences {
		ab := &a.Absences[i]
		if ab.From.IsZero() || !ab.To.IsZero() && ab.From.Day() > ab.To.Day() {
			ab.From, _ = assess.ParseDate("0001-01-01")
		}
	}
}

func TestReadThenWriteLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var a assess.Assessment
		drawInto(t, reflect.ValueOf(&a).Elem())
		right(t, &a)
		for name, b := range map[string][]byte{"line.json": AppendJSON(nil, &a), "a.json": Encode("a.json", &a), "a.yaml": Encode("a.yaml", &a)} {
			records := Read(name, b)
			if len(records) != 1 || !records[0].Scorable || records[0].Problems != nil {
				t.Fatalf("%s: %d records; %s\n%q", name, len(records), told(records[0]), b)
			}
			if diff := cmp.Diff(a, records[0].Assessment, alike); diff != "" {
				t.Fatalf("%s: %s\n%q", name, diff, b)
			}
			if again := Encode(name, &records[0].Assessment); name != "line.json" && string(again) != string(b) {
				t.Fatalf("%s is written differently the second time:\n%q\n%q", name, b, again)
			}
		}
	})
}
