package strictfile

import "testing"

func TestParseYAML(t *testing.T) {
	for name, c := range map[string]struct{ in, want, problems string }{
		"yes, no and dates are text":  {"a: yes\nb: [no, on, y]\nc: 2026-10-01\nd: 2026-10\ne: 2026-11-20T14:03:00Z\n", `{"a":"yes","b":["no","on","y"],"c":"2026-10-01","d":"2026-10","e":"2026-11-20T14:03:00Z"}`, ""},
		"true and null are not":       {"a: true\nb:\nc: ~\nd: null\ne: False\n", `{"a":true,"b":null,"c":null,"d":null,"e":false}`, ""},
		"a number keeps its digits":   {"a: 017\nb: 1.0\nc: 0x1F\nd: 1_000\n", `{"a":"017","b":1.0,"c":"0x1F","d":"1_000"}`, ""},
		"keys are text":               {"1: a\nyes: b\ntrue: c\n2026-10-01: d\n", `{"1":"a","yes":"b","true":"c","2026-10-01":"d"}`, ""},
		"an anchor alone is harmless": {"a: &x 1\n", `{"a":1}`, ""},
		"an alias":                    {"a: &x [1]\nb: *x\nc: 2\n", `{"a":[1],"b":null,"c":2}`, "alias 2:4: b: an alias; write the value out, and quote text that begins with *\n"},
		"a merge key":                 {"<<: {a: 1}\nb: 2\n", `{"b":2}`, "merge-key 1:1: the 1st key is a merge key; write the keys out\n"},
		"a quoted << is a key":        {"\"<<\": 1\n", `{"<<":1}`, ""},
		"tags":                        {"a: !!str 1\nb: !x {c: 1}\nd: !!binary aGk=\n", `{"a":null,"b":null,"d":null}`, "tag 1:4: a: a tag; remove it, and quote text that begins with !\ntag 2:4: b: a tag; remove it, and quote text that begins with !\ntag 3:4: d: a tag; remove it, and quote text that begins with !\n"},
		"a key that is not text":      {"? [a]\n: 1\nb: 2\n", `{"b":2}`, "bad-key 1:3: the 1st key is not plain text; write it as text\n"},
		"a byte order mark":           {"\ufeffa: 1\n", `{"a":1}`, ""},
		"line ends of Windows":        {"a: 1\r\nb: |\r\n  x\r\n  y\r\n", `{"a":1,"b":"x\ny\n"}`, ""},
		"bytes that are not UTF-8":    {"a: x\ny: \"\xff\xfe\xff\"\nb: é\xff\n", `{"a":"x","y":"���","b":"é�"}`, "bad-utf8 2:5: bytes that are not UTF-8; save the file as UTF-8\nbad-utf8 3:5: bytes that are not UTF-8; save the file as UTF-8\n"},
		"a control character":         {"a: x\x00y\nb: \"\\0\"\n", `{"a":"x�y","b":"\u0000"}`, "bad-character 1:5: a control character; remove it, or write it as an escape in double quotes\n"},
		"a directive":                 {"%YAML 1.1\n# x\n---\na: 1\n...\n", `{"a":1}`, ""},
		"trailing marks":              {"---\na: 1\n---\n", `{"a":1}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			docs := ParseYAML([]byte(c.in))
			if len(docs) != 1 || docs[0].Root == nil {
				t.Fatalf("%d documents; %s", len(docs), listed(docs[0].Problems))
			}
			same(t, docs[0].Root, c.want)
			wantProblems(t, docs[0].Problems, c.problems)
		})
	}
}

func TestParseYAMLRefuses(t *testing.T) {
	for name, c := range map[string]struct{ in, problems string }{
		"nothing":          {"", "empty 1: nothing to read; if there should be, look for an earlier copy\n"},
		"a comment":        {"# x\n---\n", "empty 1: nothing to read; if there should be, look for an earlier copy\n"},
		"a colon in text":  {"a: 1\nb: c: d\n", "syntax 2: invalid YAML near this line; quote text that has a colon in it, and check the indents\n"},
		"an open bracket":  {"a: 1\n\nb: [1,\nc: 2\n", "syntax 3: invalid YAML near this line; check the quotes, colons, brackets and indents\n"},
		"JSON's pairs":     {"a: 1\nb: \"\\ud83d\\ude1f\"\n", "syntax 2: half of a character, written as \\u and four digits as in JSON; write the character itself, or save JSON as .json\n"},
		"a backslash":      {"a: \"C:\\Cases\"\n", "syntax 1: a backslash in double quotes; write it twice, or use single quotes\n"},
		"an open quote":    {"a: 1\nb: \"x\nc: 2\n", "syntax 2: a quote or bracket that opens near here is never closed; the file may have been cut off\n"},
		"a tab":            {"a: 1\n\tb: 2\n", "syntax 2: invalid YAML near this line; indent with spaces, not tabs, and quote text that begins with a symbol\n"},
		"an at sign":       {"a: 1\nb: @x\n", "syntax 2: invalid YAML near this line; indent with spaces, not tabs, and quote text that begins with a symbol\n"},
		"a wrong indent":   {"a:\n  b: 1\n c: 2\n", "syntax 3: invalid YAML near this line; check the quotes, colons, brackets and indents\n"},
		"an unknown alias": {"a: 1\nb: *x\n", "alias 1: an alias without an anchor; write the value out, and quote text that begins with *\n"},
		"an unknown tag":   {"a: !e!x 1\n", "syntax 1: invalid YAML near this line; check the quotes, colons, brackets and indents\n"},
	} {
		t.Run(name, func(t *testing.T) {
			docs := ParseYAML([]byte(c.in))
			if len(docs) != 1 || docs[0].Root != nil {
				t.Fatalf("%d documents", len(docs))
			}
			wantProblems(t, docs[0].Problems, c.problems)
		})
	}
}

func TestADocumentThatCannotBeParsedDoesNotAffectTheOthers(t *testing.T) {
	docs := ParseYAML([]byte("a: 1\n---\nb: [1\n---\nc: \xff3\nc: 4\n...\nd: 5\n"))
	if len(docs) != 4 {
		t.Fatalf("%d documents", len(docs))
	}
	same(t, docs[0].Root, `{"a":1}`)
	wantProblems(t, docs[0].Problems, "")
	if docs[1].Root != nil {
		t.Error("the second is read")
	}
	wantProblems(t, docs[1].Problems, "syntax 3: invalid YAML near this line; check the quotes, colons, brackets and indents\n")
	same(t, docs[2].Root, `{"c":null}`)
	wantProblems(t, docs[2].Problems, "bad-utf8 5:4: bytes that are not UTF-8; save the file as UTF-8\nduplicate-key 6:1: c: given more than once, first on line 5, with different values, so neither counts; keep one\n")
	same(t, docs[3].Root, `{"d":5}`)
	if docs[3].Root.Line != 8 {
		t.Errorf("the last begins in line %d", docs[3].Root.Line)
	}
}

// JSON is YAML. Python and JavaScript write an emoji in it as two escapes, which the
// library does not read.
func TestJSONInAYAMLFileIsReadAsJSON(t *testing.T) {
	docs := ParseYAML([]byte("\ufeff \n{\"said\": \"\\ud83d\\ude21\", \"n\": [1, true]}\n"))
	if len(docs) != 1 || docs[0].Problems != nil || docs[0].Root.Field("said").Text != "😡" {
		t.Errorf("got %+v", docs)
	}
	if docs := ParseYAML([]byte(`{"a": 1, "a": 2}`)); len(docs) != 1 || len(docs[0].Problems) == 0 {
		t.Errorf("a repeated key is not refused: %+v", docs)
	}
	if docs := ParseYAML([]byte(`{"half": "\ud83d"}`)); len(docs) != 1 || len(docs[0].Problems) == 0 {
		t.Errorf("half an emoji is not refused: %+v", docs)
	}
	if docs := ParseYAML([]byte("{a: 1, b: two}")); len(docs) != 1 || docs[0].Problems != nil || docs[0].Root.Field("b").Text != "two" {
		t.Errorf("YAML in braces is not read: %+v", docs)
	}
}
