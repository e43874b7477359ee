package strictfile

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"stalkrisk/assess"
)

// sameTree fails where two trees of the library differ in what the builder looks at. Of
// a key it takes the text, whatever else that could mean.
func sameTree(t *testing.T, ours, theirs *yaml.Node, key bool, text []byte) {
	t.Helper()
	tag := func(n *yaml.Node) string {
		if n.Kind != yaml.ScalarNode || key || n.ShortTag() == "!!timestamp" {
			return "!!str"
		}
		return n.ShortTag()
	}
	if ours.Kind != theirs.Kind || ours.Value != theirs.Value || ours.Line != theirs.Line || ours.Column != theirs.Column || len(ours.Content) != len(theirs.Content) ||
		tag(ours) != tag(theirs) || theirs.Style&yaml.TaggedStyle != 0 || theirs.Anchor != "" {
		t.Fatalf("got %v %q %s at %d:%d with %d, want %v %q %s at %d:%d with %d, in\n%q", ours.Kind, ours.Value, ours.Tag, ours.Line, ours.Column, len(ours.Content),
			theirs.Kind, theirs.Value, theirs.ShortTag(), theirs.Line, theirs.Column, len(theirs.Content), text)
	}
	for i := range ours.Content {
		sameTree(t, ours.Content[i], theirs.Content[i], ours.Kind == yaml.MappingNode && i%2 == 0, text)
	}
}

// agrees fails if the plain reader is sure and the library says something else.
func agrees(t *testing.T, text []byte) (sure bool) {
	ours := plainYAML(text)
	if ours == nil {
		return false
	}
	in := yaml.NewDecoder(bytes.NewReader(text))
	var theirs, more yaml.Node
	if err := decodeYAML(in, &theirs); err != nil {
		t.Fatalf("the library refuses %q: %v", text, err)
	}
	sameTree(t, ours, theirs.Content[0], false, text)
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
	for _, text := range []string{
		"", "a", "a:\n", "a: b\n  c\n", "a: |\n  b\n", "a: >\n  b\n", "a: >-\n  b\n   c\n", "a: >-\n  b\n\n  c\n", "a: >-\n  b\n\n   # c\n", "a: >-\n  b\n # c\nd: e\n", "a: >-\n b\n\n  \n", "a: >-\n  b\n \nc: d\n", "a: >-\n", "a: >-\nb: c\n", "a: [b\n  c]\n", "a: [b,\nc]\n", "a: [b # c\n  ]\n", "a: \"b\\n\"\n", "a: &x b\n", "a: *x\n", "a: !t b\n", "a: b: c\n", "? a\n", "a: {b: c?}\n", "a: [b?]\n", "a: {b}\n", "a: [b\n",
		"a: null\n", "a: ~\n", "a: 1.5\n", "a: 0x1\n", "a: 007\n", "a: 1_0\n", "a:\tb\n", "a: b\r\n", "a: \"b\nc\"\n", "<<: a\n", "a: -\n", "a: - b\n", "a:\n    b: c\n  d: e\n", "a: b\n---\nc: d\n", "a: b\n...\n", "a: %b\n",
	} {
		if plainYAML([]byte(text)) != nil {
			t.Errorf("sure of %q", text)
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
