package strictfile

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"stalkrisk/assess"
)

// agrees fails if the plain reader is sure and the library says something else.
func agrees(t *testing.T, text []byte) (sure bool) {
	t.Helper()
	ours := fileLimits.plainYAML(text, 1)
	if ours == nil {
		return false
	}
	in := yaml.NewDecoder(bytes.NewReader(text))
	var y, more yaml.Node
	if err := decodeYAML(in, &y); err != nil {
		t.Fatalf("the library refuses %q: %v", text, err)
	}
	theirs := fileLimits.build(y.Content[0], 1)
	if len(theirs.Problems) > 0 || !reflect.DeepEqual(ours, theirs.Root) {
		t.Fatalf("%q is not read as the library reads it: %v\n%s", text, theirs.Problems, cmp.Diff(theirs.Root, ours, cmp.AllowUnexported(Node{}, Field{})))
	}
	if err := decodeYAML(in, &more); err == nil {
		t.Fatalf("there is a second document in %q", text)
	}
	return true
}

var plainTexts = []string{
	"a: b\n", "a: b", "a:\n  b: c\n  d: 1\n", "a:\n- b\n- c\nd: e\n", "a:\n  - b\n  - {c: d, e: \"f, g\"}\n", "a:\n  - b: c\n    d: e\n  - b: f\n",
	"# a comment\na: b\n\n  # another\nc: 'd'\n", "a: {b: 2026-10-01T21:30:00Z, c: [d, e, 3]}\nf: []\ng: {}\n", "at: 2026-10-01\nb: 2026-10-01T21:30:00+01:00\nc: \"yes\"\nd: yes\ne: 12\n",
	"a: >-\n  b\n  c: d\ne: >-\n    # f\n    g\n\nh:\n  - >-\n    i\n", "a: b # c\nd: # e\n  f: [g, h] # i\n", "a: {b: c\n  }\nd: [e,\n  f,\n  {h: i}]\n", "a: true\nb: [false, no]\n",
	"a: 'b''c'\nd: \"e \\\"f\\\" \\\\\"\n", "a: 1.0.0\nb: 14 or more\ng: [3rd hand, 0808 802 0300, x]\n1: c\n", "a: {b: dé, c: d, e: \"é\", f: [g]}\n",
	"a: b:c\n", "a: http://example.org/x\n", "a:   b  \n", "a: £5 é\n", "a: caf\u00e9 x\n",
	"- a\n",
}

func TestPlainYAMLIsReadAsTheLibraryReadsIt(t *testing.T) {
	for _, text := range plainTexts[:19] {
		if !agrees(t, []byte(text)) {
			t.Errorf("not sure of %q", text)
		}
	}
}

// What may mean something else is left to the library.
func TestPlainYAMLIsNotSureOfTheRest(t *testing.T) {
	lists := "a: b"
	for range MaxDepth / 2 { // a list in a list in a list
		lists = "a:\n- " + strings.ReplaceAll(lists, "\n", "\n  ")
	}
	for _, text := range []string{
		"a: b\na: c\n", "a: {b: c, b: c}\n", lists, "a: " + strings.Repeat("[", MaxDepth) + strings.Repeat("]", MaxDepth), strings.Repeat("a: {", MaxDepth+1) + strings.Repeat("}", MaxDepth), "a: [" + strings.Repeat("b, ", MaxValues) + "c]\n",
		"", "a", "a:\n", "a: b\n  c\n", "a: |\n  b\n", "a: >\n  b\n", "a: >-\n  b\n   c\n", "a: >-\n  b\n\n  c\n", "a: >-\n  b\n\n   # c\n", "a: >-\n  b\n # c\nd: e\n", "a: >-\n b\n\n  \n", "a: >-\n  b\n \nc: d\n", "a: >-\n", "a: >-\nb: c\n", "a: [b\n  c]\n", "a: [b,\nc]\n", "a: [b # c\n  ]\n", "a: \"b\\n\"\n", "a: &x b\n", "a: *x\n", "a: !t b\n", "a: b: c\n", "? a\n", "a: {b: c?}\n", "a: [b?]\n", "a: {b}\n", "a: [b\n",
		"a: null\n", "a: ~\n", "a: 1.5\n", "a: 0x1\n", "a: 007\n", "a: 1_0\n", "a:\tb\n", "a: b\r\n", "a: \"b\nc\"\n", "<<: a\n", "a: -\n", "a: - b\n", "a:\n    b: c\n  d: e\n", "a: b\n---\nc: d\n", "a: b\n...\n", "a: %b\n", strings.Repeat("a", 1100) + ": b\n",
	} {
		if fileLimits.plainYAML([]byte(text), 1) != nil {
			t.Errorf("sure of %q", text)
		}
	}
}

// Whatever a short value is made of, it is what the library says, or left to it.
func TestPlainValuesAreWhatTheLibrarySays(t *testing.T) {
	var values []string
	for n, shorter := 0, []string{""}; n < 3; n++ {
		var longer []string
		for _, start := range shorter {
			for _, c := range "019aT<-:.#?+_' \",[}" {
				longer = append(longer, start+string(c))
			}
		}
		values, shorter = append(values, longer...), longer
	}
	values = append(values, "true", "True", "TRUE", "false", "False", "null", "Null", "NULL", "yes", "No", "y", "on", "<<", "<a>", "nan", ".nan", ".inf", "-.inf", "0o7", "0b1", "1e3", "1E400",
		"2026-10-01", "2026-1-1", "2026-", "2026-10", "2026-13-45", "202-10-01", "20260-10-01", "2026-10-01T21:30:00Z", "2026-10-01 21:30", "2026:10:01", "21:30:00", "1.0.0", "1..0", "1.0.", ".1.0", "1.0.0.0", "1.0", "1.a.0",
		"123456789012345", "1234567890123456", "18446744073709551616", strings.Repeat("9", 400), "1 000", "1_000", "1_000 x", "0 x", "00", "-1", "+1", "- 1")
	sure := 0
	for _, v := range values {
		for _, text := range []string{"a: " + v + "\nb: c\n", "a: [" + v + ", b]\n", "a:\n- " + v + "\n"} {
			if agrees(t, []byte(text)) {
				sure++
			}
		}
	}
	if sure < len(values)/4 {
		t.Errorf("sure of only %d of %d", sure, 3*len(values))
	}
}

// A line may be as long as a file: the time that it takes grows with it, and no faster.
func TestALongLineOfPlainYAMLIsReadAtOnce(t *testing.T) {
	for _, text := range []string{"a: [" + strings.Repeat("b é, ", MaxValues-10) + "c]\n", `a: "` + strings.Repeat(`\"`, 1<<20) + "\"\n"} {
		start := time.Now()
		if fileLimits.plainYAML([]byte(text), 1) == nil {
			t.Errorf("not sure of %.20q", text)
		}
		if took := time.Since(start); took > 5*time.Second { // milliseconds, but for a computer that does much else
			t.Errorf("%.20q took %v", text, took)
		}
	}
}

func FuzzPlainYAML(f *testing.F) {
	for _, text := range plainTexts {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for c := range chunks(b) { // as parseChunk does
			if !mayHold(c.text, fileLimits.values) {
				agrees(t, cleaned(c, new(assess.Faults)))
			}
		}
	})
}

// Texts of pieces that matter to YAML, put together at random.
func TestPlainYAMLNeverDiffersFromTheLibrary(t *testing.T) {
	pieces := []string{"a", "b", ":", ": ", "- ", "\n", "\n", "\n  ", "\n    ", " ", "'", "\"", "{", "}", "[", "]", ", ", ",", " #", "#", "1", "0", "2026-10-01", "T10:00:00Z", "true", "null", "-", ".", "é", "&", "*", "!", "|", "a: b", "\n- a: b", "\na: ", "\n  b: ", " >-\n  ", "\n\n   # ", "\n\n   \n", ",\n  ", " # ", "\\", "1.0.0", "14 or", "?"}
	r := rand.New(rand.NewPCG(1, 2))
	sure := 0
	for range 60_000 {
		var b []byte
		for range 1 + r.IntN(12) {
			b = append(b, pieces[r.IntN(len(pieces))]...)
		}
		for c := range chunks(b) {
			if agrees(t, cleaned(c, new(assess.Faults))) {
				sure++
			}
		}
	}
	if sure < 500 {
		t.Errorf("sure of %d texts only", sure)
	}
}

// Texts of which one character is another, or one more, or one is missing.
func TestPlainYAMLDiffersNowhere(t *testing.T) {
	others := strings.Split("a1 \n\t\r:-#?'\",[]{}.>\\&*!|~_é\u0085\u2028\u2029\ufeff", "")
	for _, text := range plainTexts {
		for at := range len(text) + 1 {
			after := text[min(at+1, len(text)):]
			for _, c := range append(others, "", " #", "\n ", "\n  ") {
				for _, b := range []string{text[:at] + c + text[at:], text[:at] + c + after} {
					if utf8.ValidString(b) {
						agrees(t, []byte(b))
					}
				}
			}
		}
	}
}

// Every command reads shipped files, so they are kept to what is read fast.
func TestShippedFilesAreReadAsPlainYAML(t *testing.T) {
	for _, pattern := range []string{"*/1.*.yaml", "guidance/*/*.yaml"} {
		names, err := filepath.Glob("../../questionnaires/" + pattern)
		if err != nil || len(names) < 3 {
			t.Fatal(names, err)
		}
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !agrees(t, b) && !strings.HasSuffix(name, ".cases.yaml") {
				t.Errorf("%s is not plain YAML, and the program would start later", name)
			}
		}
	}
}
