package timeline

import (
	"slices"
	"stalkrisk/assess/fold"
	"testing"
)

func dated(s string) When {
	w, err := ParseWhen(s)
	if err != nil {
		panic(err)
	}
	return w
}

func TestMatch(t *testing.T) {
	visit := Incident{At: dated("2026-10-01"), Kind: "visit"}
	noted, filed, other := visit, visit, visit
	noted.Note = "with a dog"
	filed.Area, filed.Reference = "Eastshire", "ES/1"
	other.Area, other.Reference = "Eastshire", "ES/2"
	moved := filed
	moved.At, moved.Reference = dated("2026-10-09"), " es/1 "
	tests := []struct {
		name           string
		earlier, later []Incident
		want           []int
	}{
		{"nothing", nil, nil, []int{}},
		{"the same in another order", []Incident{visit, filed}, []Incident{filed, visit}, []int{1, 0}},
		{"each place once", []Incident{visit}, []Incident{visit, visit}, []int{0, -1}},
		{"a time in an offset, read twice", []Incident{{At: dated("2026-10-01T21:30:00+01:00"), Kind: "visit"}}, []Incident{{At: dated("2026-10-01T21:30:00+01:00"), Kind: "visit"}}, []int{0}},
		{"by its reference, although the rest differs", []Incident{filed}, []Incident{moved}, []int{0}},
		{"by its day and kind, with a new note", []Incident{visit}, []Incident{noted}, []int{0}},
		{"an identical incident is matched first", []Incident{visit}, []Incident{noted, visit}, []int{-1, 0}},
		{"two references are two incidents", []Incident{filed}, []Incident{other}, []int{-1}},
		{"incidents without a date are not matched by kind", []Incident{{Kind: "visit", Note: "a"}}, []Incident{{Kind: "visit", Note: "b"}}, []int{-1}},
		{"another kind", []Incident{visit}, []Incident{{At: visit.At, Kind: "message"}}, []int{-1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Match(fold.Forces{}, tt.earlier, tt.later); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}
