package strictfile

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func TestAppendYAML(t *testing.T) {
	n, _ := ParseJSON([]byte(`{"format":"stalkrisk.assessment/1","id":"","yes":"yes","on":"2026-10-01","n":["017","1.0","Null","NaN"],
		"text":"it's (near) the school - twice","colon":"a: b","hash":"a #b","spaces":" x","end":"x ","unicode":"Môn \u202egnp\u2028",
		"lines":"one\n\n- two\n# three\n","cut":"one\ntwo","more":"one\n\n","indented":"one\n  two","tab":"a\tb","crlf":"a\r\nb",
		"number":3,"true":true,"nothing":null,"empty":{},"none":[],"deep":[[1,[2]],{"a":{"b":["c"]},"d":"e\nf"}]}`))
	const want = `format: stalkrisk.assessment/1
id: ""
"yes": "yes"
"on": "2026-10-01"
"n":
  - "017"
  - "1.0"
  - "Null"
  - "NaN"
text: it's (near) the school - twice
colon: "a: b"
hash: "a #b"
spaces: " x"
end: "x "
unicode: "Môn \u202Egnp\u2028"
lines: |
  one

  - two
  # three
cut: |-
  one
  two
more: "one\n\n"
indented: "one\n  two"
tab: "a\tb"
crlf: "a\r\nb"
number: 3
"true": true
nothing: null
empty: {}
none: []
deep:
  - - 1
    - - 2
  - a:
      b:
        - c
    d: |-
      e
      f
`
	if diff := cmp.Diff(want, string(AppendYAML(nil, n))); diff != "" {
		t.Error(diff)
	}
	for in, want := range map[string]string{`{}`: "{}\n", `[]`: "[]\n", `"x"`: "x\n", `""`: "\"\"\n", `"a\nb"`: "|-\n  a\n  b\n"} {
		n, _ := ParseJSON([]byte(in))
		if got := string(AppendYAML(nil, n)); got != want {
			t.Errorf("%s is written as %q", in, got)
		}
	}
}

func TestIndentedJSON(t *testing.T) {
	n, _ := ParseJSON([]byte(`{"a":{"b":["<x>",1]},"c":[],"d":{},"e":[{}]}`))
	const want = `{
  "a": {
    "b": [
      "<x>",
      1
    ]
  },
  "c": [],
  "d": {},
  "e": [
    {}
  ]
}
`
	if diff := cmp.Diff(want, string(IndentedJSON(n))); diff != "" {
		t.Error(diff)
	}
}

// texts generates what a note may hold, and text that writers of YAML have got wrong.
func texts() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"yes", "no", "True", "null", "~", "", " ", "  ", "\n", "\n\n", "\t", "\r", "\r\n", "\x00", "\x07", "\x7f", "\u0085", "\u00a0", "\u2028", "\u2029", "\ufeff", "\ufffd", "\ufffe", "\U0010ffff", "😟", "\u202eright to left", "é", "2026-10-01", "12:30", "017", "1e3", ".5", "0x1", "<<", "=", "-", "- ", "---", "...", "# x", " #x", ":", ": ", "a: b", "? ", "*a", "&a", "!t", "!", "|", ">", "%", "@", "`", "'", "\"", "\\", "\\n", "{", "}", "[", "]", ",", "word", "a", "  two"}),
		rapid.String(),
		rapid.StringN(0, 4, -1),
	)
	return rapid.Map(rapid.SliceOfN(piece, 0, 6), func(p []string) string { return strings.Join(p, "") })
}

func trees(depth int) *rapid.Generator[*Node] {
	scalar := rapid.OneOf(
		rapid.Map(texts(), func(s string) *Node { return &Node{Kind: String, Text: s} }),
		rapid.SampledFrom([]*Node{{Kind: Number, Text: "3"}, {Kind: Number, Text: "-1.5e3"}, {Kind: Bool, Text: "true"}, {Kind: Bool, Text: "false"}, {Kind: Null}}),
	)
	if depth == 0 {
		return scalar
	}
	inner := trees(depth - 1)
	list := rapid.Map(rapid.SliceOfN(inner, 0, 4), func(items []*Node) *Node { return &Node{Kind: List, Items: items} })
	key := rapid.OneOf(texts(), rapid.Map(texts(), func(s string) string { return strings.Repeat(s+"k", 200) }))
	object := rapid.Custom(func(t *rapid.T) *Node {
		n := &Node{Kind: Object}
		for _, k := range rapid.SliceOfNDistinct(key, 0, 4, rapid.ID[string]).Draw(t, "keys") {
			n.Fields = append(n.Fields, Field{Key: k, Value: inner.Draw(t, "value")})
		}
		return n
	})
	return rapid.OneOf(scalar, list, object)
}

func TestWrittenTreesReadBackTheSame(t *testing.T) {
	alike := cmp.Options{cmpopts.IgnoreUnexported(Node{}, Field{}), cmpopts.IgnoreFields(Node{}, "Line", "Column"), cmpopts.IgnoreFields(Field{}, "Line", "Column"), cmpopts.EquateEmpty()}
	check := func(t *rapid.T, how string, n, again *Node, written []byte, problems string) {
		if problems != "" || again == nil {
			t.Fatalf("%s is read with problems:\n%s\n%q", how, problems, written)
		}
		if diff := cmp.Diff(n, again, alike); diff != "" {
			t.Fatalf("%s:\n%q\n%s", how, written, diff)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := trees(3).Draw(t, "tree")
		for how, b := range map[string][]byte{"JSON": AppendJSON(nil, n), "indented JSON": IndentedJSON(n)} {
			again, problems := ParseJSON(b)
			check(t, how, n, again, b, listed(problems))
		}
		if n.Kind == Null {
			return // an empty document
		}
		b := AppendYAML([]byte("---\n"), n)
		docs := ParseYAML(append(b, "---\na: 1\n"...))
		if len(docs) != 2 {
			t.Fatalf("%d documents:\n%q", len(docs), b)
		}
		check(t, "YAML", n, docs[0].Root, b, listed(docs[0].Problems))
	})
}
