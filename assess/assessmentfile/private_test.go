package assessmentfile

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"stalkrisk/assess"
)

const marker = "Quuxmarker"

// marked returns an assessment in which every free text is the marker.
func marked(t *testing.T) assess.Assessment {
	a := full(t)
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		_, word := v.Interface().(interface{ Words() []string })
		switch v.Kind() {
		case reflect.String:
			if !word && v.Type() != reflect.TypeFor[assess.Answer]() {
				v.SetString(marker)
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Pointer:
			walk(v.Elem())
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					walk(v.Field(i))
				}
			}
		}
	}
	keep := a.Responses
	walk(reflect.ValueOf(&a).Elem())
	a.Format = assess.AssessmentFormat
	for i, sheet := range keep { // the ids are not text
		a.Responses[i].Instrument = []string{"stalking", "dash"}[i]
		for k := range sheet.Items {
			a.Responses[i].Items[k].Item = []string{"fear", "weapon", "q01", "q02"}[k]
		}
	}
	return a
}

// A message must never contain a note, text or reference, whatever is wrong with the
// file.
func TestNoMessageHoldsCaseContent(t *testing.T) {
	a := marked(t)
	line, yaml := AppendJSON(nil, &a), Encode("a.yaml", &a)
	if n := bytes.Count(line, []byte(marker)); n < 25 {
		t.Fatalf("the marker is in only %d places", n)
	}
	const quoted = `"` + marker + `"`
	broken := [][]byte{}
	for _, with := range []string{
		`["` + marker + `"]`, `{"` + marker + ` said":"` + marker + `"}`, `{"a":{"` + marker + ` x":1}}`, `"` + marker + `\ud83d"`, "\"" + marker + "\xff\"",
		`"` + marker + `","note":"other"`, `"` + marker + `","` + marker + ` is the name":1,"reason":"x"`, `tr` + marker, `"` + marker, `"` + marker + `\q"`,
		`"` + strings.Repeat(marker+" ", 1001) + `"`, strings.Repeat("[", 40) + `"` + marker + `"` + strings.Repeat("]", 40),
	} {
		for i := range bytes.Count(line, []byte(quoted)) {
			broken = append(broken, replaceNth(line, quoted, with, i))
		}
	}
	for n := 0; n < len(line); n += 17 {
		broken = append(broken, line[:n], line[n:])
	}
	words := bytes.ReplaceAll(line, []byte(`"yes"`), []byte(quoted))
	broken = append(broken, words, bytes.ReplaceAll(line, []byte(`2026`), []byte(marker)), bytes.ReplaceAll(line, []byte(`assessment/1`), []byte(marker)))
	for _, b := range broken {
		wantNoMarker(t, append(ReadJSON(b).Problems, allProblems(Read("a.yaml", b))...))
	}
	for _, with := range []string{"*" + marker, "!" + marker, "@" + marker, "[" + marker, "&" + marker + " x: y", "\"" + marker, marker + ": " + marker + ": x", "{? [" + marker + "] : x}", "<<: " + marker, marker + "\n\t" + marker, marker + "\x00", "true " + marker + "\n---\n" + marker} {
		for i := range bytes.Count(yaml, []byte(marker)) {
			wantNoMarker(t, allProblems(Read("a.yaml", replaceNth(yaml, marker, with, i))))
		}
	}
}

func replaceNth(b []byte, old, new string, n int) []byte {
	at := 0
	for range n {
		at += bytes.Index(b[at:], []byte(old)) + len(old)
	}
	return append(bytes.Clone(b[:at]), bytes.Replace(b[at:], []byte(old), []byte(new), 1)...)
}

func allProblems(records []Record) (all []assess.Problem) {
	for _, r := range records {
		all = append(all, r.Problems...)
	}
	return append(all, One(records).Problems...)
}

func wantNoMarker(t *testing.T, problems []assess.Problem) {
	t.Helper()
	for _, p := range problems {
		if strings.Contains(strings.ToLower(p.String()+p.Code), strings.ToLower(marker)) {
			t.Fatalf("a message repeats case content: %s %s", p.Code, p)
		}
	}
}
