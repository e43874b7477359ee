package strictfile

import (
	"fmt"
	"strings"
	"testing"

	_ "stalkrisk/assess/assesstest/quickfuzz"
)

// Building the library's tree of a large document takes hundreds of megabytes, so its
// values are counted before.
func TestTooManyValuesInYAMLAreRefusedBeforeTheyAreBuilt(t *testing.T) {
	const most = 1000
	for name, text := range map[string]string{
		"a list":                           strings.Repeat("- a\n", 1001),
		"an object":                        strings.Repeat("a: b\n", 501),
		"objects in a list":                strings.Repeat("- a: b\n", 401),
		"dashes on one line":               strings.Repeat("- ", 1001),
		"keys without a value":             strings.Repeat("? a\n", 501),
		"brackets":                         strings.Repeat("[", 1001),
		"a list in brackets":               "[" + strings.Repeat("a,", 1001) + "]",
		"a set in brackets":                "{" + strings.Repeat("a,", 501) + "}",
		"pairs in a list":                  "[" + strings.Repeat("a: b,", 401) + "]",
		"over several lines":               "[" + strings.Repeat("a,\n", 1001) + "]",
		"what only looks like a block":     "? \"\n a: |\n  \"\n  : [" + strings.Repeat("a,", 1001) + "]\n",
		"a bar in a list in brackets":      "- [a,\n  b: |\n   ," + strings.Repeat("a,", 1001) + "]\n",
		"quotes that end on another line":  "a: \"b\nc: |\n \", " + strings.Repeat("a, ", 1001) + "\n",
		"a block that ends":                "a: |\n  b\nc:\n" + strings.Repeat("- a\n", 1001),
		"a block whose end is not marked":  "a:\n  b: |\n    c\n  d: [" + strings.Repeat("a,", 1001) + "]\n",
		"a comment before a list":          "# a |\n" + strings.Repeat("- a\n", 1001),
		"quotes on one line, then a list":  "a: \"b |\"\n" + strings.Repeat("- a\n", 1001),
		"an apostrophe that is never shut": "a: {b: 'c}\nd: |\n e'," + strings.Repeat("a,", 1001) + "}\n",
	} {
		if !mayHold([]byte(text), most) {
			t.Errorf("%s: it is not refused", name)
		}
	}
}

func TestALongAccountIsNotManyValues(t *testing.T) {
	long := strings.Repeat("He waited: at the gate, [again], - and said: \"no, no\".\n", 10_000)
	for name, text := range map[string]string{"several lines": long, "one line": strings.ReplaceAll(long, "\n", " "), "odd characters": strings.ReplaceAll(long, "\n", "\r\n\x1b")} {
		written := AppendYAML(nil, &Node{Kind: Object, Fields: []Field{
			{Key: "case", Value: &Node{Kind: Object, Fields: []Field{{Key: "reference", Value: &Node{Kind: String, Text: "A"}}, {Key: "online_only", Value: &Node{Kind: String, Text: "no"}}}}},
			{Key: "linked", Value: &Node{Kind: List}},
			{Key: "first_account", Value: &Node{Kind: String, Text: text}},
			{Key: "incidents", Value: &Node{Kind: List, Items: []*Node{{Kind: Object, Fields: []Field{{Key: "note", Value: &Node{Kind: String, Text: text}}, {Key: "kind", Value: &Node{Kind: String, Text: "visit"}}}}}}},
		}})
		if mayHold(written, 40) {
			t.Errorf("%s: the text counts as values", name)
		}
	}
	byHand := "assessor: {reference: H1, role: officer, \"a\": [\"b, {\"]}\n# a comment, with: marks\nfirst_account: |\n  " + strings.ReplaceAll(long, "\n", "\n  ") + "\nend: 1\n"
	if mayHold([]byte(byHand), 40) {
		t.Error("written by hand: the text counts as values")
	}
}

// mayHold may count a value for two, and never fewer than half of them.
func FuzzParseYAML(f *testing.F) {
	for _, seed := range []string{"a: b\n", "- a: [b, {c: d}]\n", "{a,b,c}", "[a: b]", "? a\n: b\n", "a: |\n  b, c: d\n- e\n", "a: \"b\n c: |\n   d\"\n", "--- |\n a\n...\n---\nb", "a: &x [1]\nb: *x\n<<: *x\n", "!t a: !!b c\n", "a:\tb\n\t- c", "{a: 'b', \"c\": |}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for c := range chunks(b) {
			counted := 0
			for counted < 1<<10 && mayHold(c.text, counted) {
				counted++
			}
			for _, doc := range fileLimits.parseChunk(c) {
				if n := size(doc.Root); n > 2*counted+2 {
					t.Fatalf("%d values, counted as %d", n, counted)
				}
				AppendYAML(nil, doc.Root)
			}
		}
	})
}

// size returns how many values and keys a tree has.
func size(n *Node) int {
	if n == nil {
		return 0
	}
	all := 1
	for _, f := range n.Fields {
		all += 1 + size(f.Value)
	}
	for _, item := range n.Items {
		all += size(item)
	}
	return all
}

func FuzzParseJSON(f *testing.F) {
	for _, seed := range []string{`{"a":[1,true,null,"b"]}`, `{"a":1,"a":{"b":2}}`, `[[[]]]`, "{\"a\":\"\\ud83d\"}", "\"\x80\"", `{"a":1} x`, `{"a`, ``} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		root, problems := ParseJSON(b)
		if root == nil && len(problems) == 0 {
			t.Fatal("not read, and nothing says why")
		}
		if root == nil || len(problems) > 0 {
			return
		}
		written := AppendJSON(nil, root)
		if again, problems := ParseJSON(written); fmt.Sprint(problems) != "[]" || string(AppendJSON(nil, again)) != string(written) {
			t.Fatalf("%s is read as %s: %v", written, AppendJSON(nil, again), problems)
		}
	})
}
