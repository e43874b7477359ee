package report

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/termtext"
	"stalkrisk/assess/timeline"
)

// filled returns an assessment with every place filled. Lists have one entry, and leaf
// sets the value at a path. One response is to a known question and one to an unknown.
func filled(leaf func(path string, v reflect.Value)) *assess.Assessment {
	var a assess.Assessment
	fill(reflect.ValueOf(&a).Elem(), "", leaf)
	a.Format = assess.AssessmentFormat
	return &a
}

func fill(v reflect.Value, path string, leaf func(string, reflect.Value)) {
	switch v.Interface().(type) {
	case assess.Instant, assess.Date, timeline.When:
		leaf(path, v)
		return
	case assess.Responses:
		var rs assess.Responses
		for _, of := range [][2]string{{"stalking", "fear"}, {"vanished", "vanished"}} {
			var r assess.Response
			fill(reflect.ValueOf(&r).Elem(), path+"."+of[0], leaf)
			rs.Set(of[0], of[1], r)
		}
		v.Set(reflect.ValueOf(rs))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			fill(v.Field(i), strings.TrimPrefix(path+"."+name, "."), leaf)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), path, leaf)
	case reflect.Map:
		of := reflect.New(v.Type().Elem()).Elem()
		fill(of, path, leaf)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf("another"), of)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), path, leaf)
	default:
		leaf(path, v)
	}
}

// wordsOf returns the words that a place accepts, with numbers written as words, or nil
// if it accepts text or a date.
func wordsOf(v reflect.Value) []string {
	switch w := v.Interface().(type) {
	case assess.Answer:
		return []string{"yes", "no"}
	case interface{ Words() []string }:
		return w.Words()
	}
	return nil
}

// setWord sets v to word number k, counted from 1, of those it accepts. It reports
// whether v accepts words.
func setWord(v reflect.Value, k int) bool {
	if v.CanInt() {
		v.SetInt(int64(k + 1))
		return true
	}
	words := wordsOf(v)
	if words != nil {
		v.SetString(words[k%len(words)])
	}
	return words != nil
}

// marking returns a leaf that sets text(n) or newYear(n) in the n-th place,
// and word first, or at the path changed word second.
func marking(text func(n int) string, changed string, second int) (leaf func(string, reflect.Value), places *[]string) {
	places = &[]string{}
	return func(path string, v reflect.Value) {
		n := len(*places)
		*places = append(*places, path)
		day := newYear(n)
		k := 0
		if path == changed {
			k = second
		}
		switch p := v.Addr().Interface().(type) {
		case *assess.Instant:
			*p, _ = assess.ParseInstant(day.Format(time.RFC3339))
		case *assess.Date:
			*p, _ = assess.ParseDate(day.Format(time.DateOnly))
		case *timeline.When:
			*p, _ = timeline.ParseWhen(day.Format(time.DateOnly))
		default:
			if !setWord(v, k) {
				v.SetString(text(n))
			}
		}
	}, places
}

func pages(t testing.TB, a *assess.Assessment) map[string]string {
	t.Helper()
	r := built(t, a, nil)
	out := map[string]string{}
	for _, f := range Formats() {
		if !f.Data {
			var b bytes.Buffer
			if err := Write(&b, f.Name, View{Report: r, Show: Show{Full: true, Why: true}}, 100000); err != nil {
				t.Fatal(err)
			}
			out[f.Name] = b.String()
		}
	}
	return out
}

// newYear returns a day whose text is not part of any other day's.
func newYear(n int) time.Time { return time.Date(2000+n, 1, 1, 0, 0, 0, 0, time.UTC) }

func marker(n int) string { return fmt.Sprintf("M%dM", n) }

// Everything in a file is on the page for people: texts and dates as they are, and each
// word in a line that changes with the word.
func TestEveryFactThatAFileCanHoldIsShown(t *testing.T) {
	leaf, places := marking(marker, "", 0)
	a := filled(leaf)
	full := pages(t, a)
	if len(*places) < 90 {
		t.Fatalf("only %d places were filled", len(*places))
	}
	n := -1
	filled(func(path string, v reflect.Value) {
		n++
		if path == "format" {
			return
		}
		switch v.Interface().(type) {
		case assess.Instant, assess.Date, timeline.When:
			day := newYear(n).Format("2 January 2006")
			for format, page := range full {
				if !strings.Contains(page, day) {
					t.Errorf("%s: the date at %s is not shown", format, path)
				}
			}
			return
		}
		if wordsOf(v) == nil && !v.CanInt() {
			for format, page := range full {
				if !strings.Contains(page, marker(n)) {
					t.Errorf("%s: the text at %s is not shown", format, path)
				}
			}
			return
		}
		other, _ := marking(marker, path, 1)
		for format, page := range pages(t, filled(other)) {
			if !saysAnother(full[format], page, v) {
				t.Errorf("%s: the word at %s is not shown", format, path)
			}
		}
	})
}

// saysAnother reports whether a line of one page has the first word of v where
// the other page has the second. What follows in the line may differ.
func saysAnother(one, other string, v reflect.Value) bool {
	one, other = strings.ToLower("\n"+one), strings.ToLower("\n"+other)
	first, second := labelsOf(v, 0), labelsOf(v, 1)
	for i := range first {
		from, to := strings.ToLower(first[i]), strings.ToLower(second[i])
		for line := range strings.SplitSeq(one, "\n") {
			for at := range line {
				if from == to || !strings.HasPrefix(line[at:], from) {
					continue
				}
				after := line[at+len(from):]
				if s := "\n" + line[:at] + to + after[:min(1, len(after))]; strings.Count(other, s) > strings.Count(one, s) {
					return true
				}
			}
		}
	}
	return false
}

// labelsOf returns the labels that the page may use for word k of v.
func labelsOf(v reflect.Value, k int) []string {
	v = reflect.New(v.Type()).Elem()
	setWord(v, k)
	if v.CanInt() {
		return []string{fmt.Sprint(v.Int())}
	}
	out := []string{v.String()}
	if t, ok := v.Interface().(interface{ Vocabulary() assess.Vocabulary }); ok {
		out = append(out, t.Vocabulary().Label(v.String()))
	}
	return out
}

// shows are the ways to show a report: every page that can be made of one.
func shows() []Show {
	out := []Show{{}, {NoSensitive: true}, {Full: true}, {Full: true, Why: true, IDs: true, NoSensitive: true}}
	for _, word := range Audiences() {
		out = append(out, Show{For: word})
	}
	return out
}

// Free text stays plain text in every format and on every page, wherever it is in the
// file: what is hostile has the same headings, items and elements as plain text of as
// many words. The places are those of the assessment itself, so a new one is tried by
// itself.
func TestNothingThatAFileHoldsForgesALine(t *testing.T) {
	t.Parallel()
	const rounds = 6
	for round := range rounds {
		evil := func(n int) string { return marker(n) + " " + hostile[(n*rounds+round)%len(hostile)] }
		plain := func(n int) string {
			mark, rest, _ := strings.Cut(termtext.Clean(evil(n)), " ")
			return mark + " " + regexp.MustCompile(`[^ \n]`).ReplaceAllString(rest, "x")
		}
		build := func(text func(n int) string) Report {
			leaf, _ := marking(text, "", 0)
			a := filled(leaf)
			return built(t, a, []assess.Problem{{Code: text(500), Path: text(501), Message: text(502)}})
		}
		e, p := build(evil), build(plain)
		for _, show := range shows() {
			what := fmt.Sprintf("round %d, %+v", round, show)
			md := writtenAs(t, "markdown", e, show)
			if diff := cmp.Diff(structure(writtenAs(t, "markdown", p, show)), structure(md)); diff != "" {
				t.Errorf("%s: hostile text changes the structure of the Markdown\n%s", what, diff)
			}
			for l := range strings.SplitSeq(string(md), "\n") {
				if m := meaning(l); m != "" {
					t.Errorf("%s: markup is left in %q at %q", what, l, m)
				}
			}
			if diff := cmp.Diff(shape(t, writtenAs(t, "html", p, show)), shape(t, writtenAs(t, "html", e, show))); diff != "" {
				t.Errorf("%s: hostile text changes the elements of the HTML\n%s", what, diff)
			}
			if diff := cmp.Diff(margins(t, p, show), margins(t, e, show)); diff != "" {
				t.Errorf("%s: hostile text changes the lines of the text\n%s", what, diff)
			}
			for _, format := range names() {
				page := string(writtenAs(t, format, e, show))
				if i := strings.IndexFunc(page, hidden); i >= 0 {
					t.Errorf("%s: %s holds a control character near %q", what, format, page[max(0, i-30):i+5])
				}
			}
		}
		if n := string(written(t, noteFormat.Name, e)); strings.IndexFunc(strings.TrimSuffix(n, "\n"), func(r rune) bool { return r == '\n' || hidden(r) }) >= 0 {
			t.Errorf("the note is not one line of plain text: %q", n)
		}
	}
}

// margins returns what each line of a report in text begins with, when no line is
// wrapped.
func margins(t *testing.T, r Report, show Show) (out []string) {
	t.Helper()
	page := bytesOf(t, func(b *bytes.Buffer) error { return Write(b, "text", View{Report: r, Show: show}, 100000) })
	for l := range strings.SplitSeq(string(page), "\n") {
		begin := regexp.MustCompile(`^ *([-|=.]+|[0-9]+\.)? *`).FindString(l)
		out = append(out, begin[:min(len(begin), 8)])
	}
	return out
}

// A report that was saved and read again is written with the same bytes, whatever the
// assessment holds.
func TestASavedReportIsWrittenAsOnTheFirstDay(t *testing.T) {
	texts := rapid.OneOf(rapid.SampledFrom([]string{"", " ", "x", "\xff\x9b31m", "\ufffd", "\u202e\u2028\U000e0041", "a\r\nb"}), rapid.String())
	rapid.Check(t, func(t *rapid.T) {
		a := filled(func(path string, v reflect.Value) {
			day := time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(-5, 60).Draw(t, "day"))
			switch p := v.Addr().Interface().(type) {
			case *assess.Instant:
				*p, _ = assess.ParseInstant(day.Format(time.RFC3339))
			case *assess.Date:
				*p, _ = assess.ParseDate(day.Format(time.DateOnly))
			case *timeline.When:
				*p, _ = timeline.ParseWhen(day.Format(time.DateOnly))
			default:
				if !setWord(v, rapid.IntRange(0, 4).Draw(t, "word")) {
					v.SetString(texts.Draw(t, "text"))
				}
			}
		})
		for range rapid.IntRange(0, 5).Draw(t, "incidents") {
			inc := a.Incidents[0]
			inc.Kind = rapid.SampledFrom([]string{"message", "visit", "threat", "other"}).Draw(t, "kind")
			inc.At, _ = timeline.ParseWhen(time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 60).Draw(t, "day")).Format(time.DateOnly))
			a.Incidents = append(a.Incidents, inc)
		}
		if rapid.Bool().Draw(t, "empty lists") {
			a.AdviceGiven, a.Actions, a.Versions, a.Override = []string{}, []assess.Action{}, map[string]string{}, nil
		}
		set, scored := assess.Assess(assesstest.Questionnaires(), a, assess.Tool{Name: "stalkrisk"}, nil)
		first := Build(set, assesstest.Guides(), a, scored, assess.Instant{})
		write := func(format string, r Report) []byte {
			var b bytes.Buffer
			if err := Write(&b, format, r, 0); err != nil {
				t.Fatal(err)
			}
			return b.Bytes()
		}
		again, problems := Read(write("json", first))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		for _, format := range names() {
			if one, two := write(format, first), write(format, again); !bytes.Equal(one, two) {
				t.Fatalf("%s of the saved report differs:\n%s\n%s", format, one, two)
			}
		}
	})
}
