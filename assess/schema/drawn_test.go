package schema

import (
	"fmt"
	"reflect"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// drawn returns a random assessment that the strict reader accepts.
func drawn(t *rapid.T) *assess.Assessment {
	var a assess.Assessment
	draw(t, reflect.ValueOf(&a).Elem())
	a.Format = assess.AssessmentFormat
	if a.AssessedAt.IsZero() {
		a.AssessedAt, _ = assess.ParseInstant("2026-11-20T14:03:00Z")
	}
	if !a.Draft() {
		a.Case.Reference = "NP-2026-00001"
	}
	for i := range a.Absences {
		if ab := &a.Absences[i]; !ab.Counts() {
			ab.From, _ = assess.ParseDate("0001-01-01")
		}
	}
	return &a
}

var (
	someText  = rapid.OneOf(rapid.SampledFrom([]string{"", "yes", "null", "é", "\u2028", "😟", "\x00", "she said: \"no\"\n"}), rapid.String())
	someDays  = rapid.SampledFrom([]string{"", "2026-01-31", "2024-02-29", "0001-01-01", "9999-12-31"})
	someTimes = rapid.SampledFrom([]string{"", "2026-11-20T14:03:00Z", "2026-11-20T14:03:00.123456789+05:30", "0000-01-01T00:00:00-23:59", "9999-12-31T23:59:59Z"})
	someIDs   = rapid.SliceOfNDistinct(rapid.OneOf(rapid.SampledFrom([]string{"stalking", "dash", "weapon", "q02"}), rapid.StringMatching(`[a-z][a-z0-9-]{0,12}`)), 0, 4, rapid.ID[string])
)

// draw fills v with random valid values.
func draw(t *rapid.T, v reflect.Value) {
	switch p := v.Addr().Interface().(type) {
	case *assess.Instant:
		*p, _ = assess.ParseInstant(someTimes.Draw(t, "time"))
		return
	case *assess.Date:
		*p, _ = assess.ParseDate(someDays.Draw(t, "day"))
		return
	case *timeline.When:
		*p, _ = timeline.ParseWhen(rapid.OneOf(someDays, someTimes, rapid.Just("2026-10")).Draw(t, "when"))
		return
	case *assess.Responses:
		for _, instrument := range someIDs.Draw(t, "instruments") {
			for _, item := range someIDs.Draw(t, "items") {
				var r assess.Response
				draw(t, reflect.ValueOf(&r).Elem())
				p.Set(instrument, item, r)
			}
		}
		return
	}
	if w, ok := v.Interface().(interface{ Words() []string }); ok {
		v.SetString(rapid.SampledFrom(append(w.Words(), "")).Draw(t, "word"))
		return
	}
	if r, ok := v.Interface().(interface{ Range() (int, int) }); ok {
		v.SetInt(int64(rapid.IntRange(r.Range()).Draw(t, "number")))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(someText.Draw(t, "text"))
	case reflect.Struct:
		for i := range v.NumField() {
			draw(t, v.Field(i))
		}
	case reflect.Slice:
		n := rapid.IntRange(0, 2).Draw(t, "entries")
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			draw(t, v.Index(i))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for _, k := range someIDs.Draw(t, "keys") {
			v.SetMapIndex(reflect.ValueOf(k), reflect.ValueOf(someText.Draw(t, "value")))
		}
	case reflect.Pointer:
		if rapid.Bool().Draw(t, "there") {
			v.Set(reflect.New(v.Type().Elem()))
			draw(t, v.Elem())
		}
	default:
		panic(fmt.Sprintf("no %s can be drawn", v.Type()))
	}
}
