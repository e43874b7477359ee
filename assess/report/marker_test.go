package report

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess/assessmentfile"
)

// marked puts a text, with a number to know it by, in every place of an
// assessment that takes free text: each string that may be replaced without a
// problem. Answers and kinds count among them, since what does not fit is kept.
func marked(t *testing.T, name string, text func(n int) string) ([]byte, int) {
	t.Helper()
	rec := assessment(t, name)
	var tree any
	if err := json.Unmarshal(assessmentfile.AppendJSON(nil, &rec.Assessment), &tree); err != nil {
		t.Fatal(err)
	}
	free := func() bool {
		b, _ := json.Marshal(tree)
		return len(assessmentfile.ReadJSON(b).Problems) == 0
	}
	n := 0
	var walk func(v any, set func(any))
	walk = func(v any, set func(any)) {
		switch v := v.(type) {
		case map[string]any:
			keys := make([]string, 0, len(v))
			for k := range v {
				keys = append(keys, k)
			}
			slices.Sort(keys)
			for _, k := range keys {
				walk(v[k], func(x any) { v[k] = x })
			}
		case []any:
			for i := range v {
				walk(v[i], func(x any) { v[i] = x })
			}
		case string:
			set(text(n))
			if !free() {
				set(v)
				return
			}
			n++
		}
	}
	walk(tree, func(any) {})
	b, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	return b, n
}

func markedReport(t *testing.T, text func(n int) string) (Report, int) {
	t.Helper()
	b, n := marked(t, "rich", text)
	rec := assessmentfile.ReadJSON(b)
	return built(t, &rec.Assessment, rec.Problems), n
}

// Everything that anybody wrote is on the page, and none of it is more than
// text.
func TestFreeTextIsShownAndNeverRaw(t *testing.T) {
	evil := func(n int) string {
		return fmt.Sprintf("M%dM <b>x</b> [a](https://evil.example) a@b.example\n# forged\n| a | b |\n\x1b[31m\u202e\u009b", n)
	}
	plain := func(n int) string { return fmt.Sprintf("M%dM plain\nb\nc\nd", n) }
	hostile, n := markedReport(t, evil)
	harmless, _ := markedReport(t, plain)
	if n < 60 {
		t.Fatalf("only %d places take free text; the case is too poor", n)
	}
	md, txt := written(t, "markdown", hostile), written(t, "text", hostile)
	joinedText := strings.Join(strings.Fields(string(txt)), " ")
	for k := range n {
		mark := fmt.Sprintf("M%dM", k)
		if !strings.Contains(string(md), mark) {
			t.Errorf("%s is not in the Markdown: %s", mark, where(t, k))
		}
		if !strings.Contains(joinedText, mark) {
			t.Errorf("%s is not in the text: %s", mark, where(t, k))
		}
	}
	if got, want := structure(md), structure(written(t, "markdown", harmless)); !slices.Equal(got, want) {
		t.Errorf("hostile notes change the structure of the Markdown")
	}
	for l := range strings.SplitSeq(string(md), "\n") {
		if m := meaning(l); m != "" {
			t.Errorf("a meaning is left in %q at %q", l, m)
		}
	}
	for _, format := range names() {
		out := written(t, format, hostile)
		if i := strings.IndexFunc(string(out), hidden); i >= 0 {
			t.Errorf("%s holds a control character near %q", format, out[max(0, i-30):i+5])
		}
	}
}

// where says which place holds the marker k, for a failure.
func where(t *testing.T, k int) string {
	b, _ := marked(t, "rich", func(n int) string { return fmt.Sprintf("M%dM", n) })
	mark := fmt.Sprintf("\"M%dM\"", k)
	i := strings.Index(string(b), mark)
	return string(b[max(0, i-80) : i+len(mark)])
}
