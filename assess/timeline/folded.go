package timeline

import (
	"strconv"
	"time"

	"stalkrisk/assess/fold"
)

// folded is an incident in the form in which incidents are compared.
type folded struct {
	at, kind, channel, area, reference         string
	reported, recordedAs, breach, order, grade string
	condition                                  string
	place, felt, witness, kept, note           string
}

func foldedOf(forces fold.Forces, i *Incident) folded {
	f := knownBy(forces, i)
	f.at, f.channel, f.reported, f.recordedAs = i.At.text, string(i.Channel), known(i.Reported), fold.Text(i.RecordedAs)
	f.breach, f.order, f.condition = string(i.Breach), fold.Reference(i.Order), fold.Text(i.Condition)
	f.place, f.felt, f.witness, f.kept = fold.Text(i.Place), fold.Text(i.Felt), fold.Text(i.Witness), fold.Text(i.Kept)
	if t, timed := i.At.Instant(); timed {
		f.at = t.UTC().Format(time.RFC3339Nano)
	}
	if i.Severity != 0 {
		f.grade = strconv.Itoa(int(i.Severity))
	}
	return f
}

// knownBy returns only what an incident is known by beside its date.
func knownBy(forces fold.Forces, i *Incident) folded {
	return folded{kind: fold.Text(i.Kind), area: forces.Name(i.Area), reference: fold.Reference(i.Reference), note: fold.Text(i.Note)}
}

// known returns whether the incident was reported, with "" for "unknown".
func known(r Reported) string {
	if r == "unknown" {
		return ""
	}
	return string(r)
}

// record is a force's reference for an incident, folded.
type record struct{ reference, area string }

// record returns what the incident is a record of, and whether both are known. A
// placeholder or a number that a spreadsheet shortened is not a reference.
func (f *folded) record() (r record, known bool) {
	return record{f.reference, f.area}, f.reference != "" && f.area != ""
}

// facts lists the fields, besides the date, in which two records of one incident can
// contradict each other. "" contradicts nothing.
var facts = []struct {
	name string
	of   func(*folded) string
}{
	{"kind", func(f *folded) string { return f.kind }},
	{"channel", func(f *folded) string { return f.channel }},
	{"reported", func(f *folded) string { return f.reported }},
	{"recorded_as", func(f *folded) string { return f.recordedAs }},
	{"breach", func(f *folded) string { return f.breach }},
	{"order", func(f *folded) string { return f.order }},
	{"severity", func(f *folded) string { return f.grade }},
}

// agrees reports whether two records contradict each other in no field but, perhaps,
// the date.
func (f *folded) agrees(g *folded) bool {
	for _, is := range facts {
		if x, y := is.of(f), is.of(g); x != y && x != "" && y != "" {
			return false
		}
	}
	return true
}

// says reports whether the note says anything by which an incident is known again.
func (f *folded) says() bool { return f.note != "" && fold.Identifies(f.note) }

// near returns the area as it is compared where a person decides.
func (f *folded) near() string { return fold.Near(f.area) }

// KindOfDiary is the kind of an incident from a diary until a person chooses one.
const KindOfDiary = "other"

// ofDiary reports whether an incident may be one from a diary, known by what it says.
func (f *folded) ofDiary() bool { return f.kind == KindOfDiary && f.says() }

// filledIn reports whether g is the incident f of a diary after somebody chose its kind
// and perhaps recorded more of it.
func (f *folded) filledIn(g folded) bool {
	g.kind, g.channel, g.area, g.reference = f.kind, f.channel, f.area, f.reference
	g.reported, g.recordedAs, g.breach, g.order, g.condition, g.grade = f.reported, f.recordedAs, f.breach, f.order, f.condition, f.grade
	return g == *f
}
