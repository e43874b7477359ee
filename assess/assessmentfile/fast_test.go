package assessmentfile

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// The fast reader tells the keys of an object by their places in the struct. A
// key that is added to one must be added to the other.
func TestTheFastReaderKnowsEveryKeyInItsPlace(t *testing.T) {
	for _, c := range []struct {
		of   any
		keys *shape
	}{
		{assess.Assessment{}, recordKeys}, {assess.Case{}, caseKeys}, {assess.Assessor{}, assessorKeys}, {assess.Contact{}, contactKeys},
		{assess.Response{}, responseKeys}, {assess.Was{}, wasKeys}, {assess.Recognition{}, recognitionKeys}, {timeline.Incident{}, incidentKeys},
		{assess.Order{}, orderKeys}, {assess.Absence{}, absenceKeys}, {assess.Trigger{}, triggerKeys}, {assess.Elsewhere{}, elsewhereKeys},
		{assess.ServiceView{}, serviceViewKeys}, {assess.DashGrade{}, dashGradeKeys}, {assess.Override{}, overrideKeys},
		{assess.Decision{}, decisionKeys}, {assess.Referral{}, referralKeys}, {assess.Action{}, actionKeys},
	} {
		var want []string
		for i := range reflect.TypeOf(c.of).NumField() {
			name, _, _ := strings.Cut(reflect.TypeOf(c.of).Field(i).Tag.Get("json"), ",")
			want = append(want, `"`+name+`":`)
		}
		if !slices.Equal(c.keys.quoted, want) {
			t.Errorf("%T: the fast reader has %v, the struct has %v; put them right in fast.go", c.of, c.keys.quoted, want)
		}
	}
}

// What an escape stands for, and what is none.
func TestEscapes(t *testing.T) {
	for escaped, want := range map[string]string{
		`\"\\\/\b\f\n\r\t`: "\"\\/\b\f\n\r\t", `\u00e9`: "é", `\u00E9x`: "éx", `\ud83d\ude1f`: "😟", `\u0000`: "\x00",
	} {
		if got := unescaped([]byte(escaped)); got != want {
			t.Errorf("%s: got %q, want %q", escaped, got, want)
		}
	}
	for _, bad := range []string{`\`, `\x`, `\u`, `\u12`, `\u12g4`, `\ud83d`, `\ud83dx`, `\ud83d\u0041`, `\ude1f`, `\ude1f\ud83d`, `\U0041`, `\'`} {
		if n := escape([]byte(bad)); n != 0 {
			t.Errorf("%s is taken for an escape of %d bytes", bad, n)
		}
	}
}
