package strictfile

import (
	"strings"
	"testing"
)

func TestParseJSON(t *testing.T) {
	for name, c := range map[string]struct{ in, want, problems string }{
		"a value of each kind":         {` {"a":[1,-2.5e3,true,null,"x"],"b":{}} `, `{"a":[1,-2.5e3,true,null,"x"],"b":{}}`, ""},
		"a byte order mark":            {"\ufeff{\"a\":1}", `{"a":1}`, ""},
		"escapes":                      {`{"\u0061\"":"\u0079es\n\ud83d\ude1f\u0000"}`, `{"a\"":"yes\n😟\u0000"}`, ""},
		"a huge number keeps its text": {`[1e99999999999]`, `[1e99999999999]`, ""},
		"bytes that are not UTF-8":     {"{\n \"a\":\"x\xffy\"}", `{"a":"x�y"}`, "bad-utf8 2:6: a: text with bytes that are not UTF-8, or half a character; save it as UTF-8\n"},
		"a key that is not UTF-8":      {"{\"x\xff\":1}", `{"x�":1}`, "bad-utf8 1:2: #1: a key with bytes that are not UTF-8; save it as UTF-8\n"},
		"half a surrogate pair":        {`["é","\ud83dx"]`, `["é","�x"]`, "bad-utf8 1:6: [1]: text with bytes that are not UTF-8, or half a character; save it as UTF-8\n"},
	} {
		t.Run(name, func(t *testing.T) {
			n, problems := ParseJSON([]byte(c.in))
			same(t, n, c.want)
			wantProblems(t, problems, c.problems)
		})
	}
}

func TestParseJSONRefuses(t *testing.T) {
	const wrong = "; look for a missing quote, comma, colon or bracket just before\n"
	for name, c := range map[string]struct{ in, problems string }{
		"nothing":                      {"", "empty 1:1: nothing to read; if there should be, look for an earlier copy\n"},
		"space":                        {" \n ", "empty 1:1: nothing to read; if there should be, look for an earlier copy\n"},
		"text cut off":                 {"{\"a\":{\n\"b\":\"x", "syntax 2:7: a.b: the text ends before the record does; it may have been cut off\n"},
		"a list cut off":               {`{"a":[1,`, "syntax 1:9: a[1]: the text ends before the record does; it may have been cut off\n"},
		"two values":                   {"{} {}", "trailing-text 1:4: more text after the end of the record; keep one object\n"},
		"text after the end":           {"{}\n\nx", "trailing-text 3:1: more text after the end of the record; keep one object\n"},
		"an extra comma":               {`{"a":1,}`, "syntax 1:7: invalid JSON from here" + wrong},
		"a missing comma":              {`{"a":1 "b":2}`, "syntax 1:8: invalid JSON from here" + wrong},
		"single quotes":                {`{'a':1}`, "syntax 1:2: invalid JSON from here" + wrong},
		"a comment":                    {`{/* x */"a":1}`, "syntax 1:2: invalid JSON from here" + wrong},
		"a control character":          {"{\"a\":\"x\ty\"}", "syntax 1:8: a: a line break or other control character in text; write it as an escape, such as \\n\n"},
		"a wrong escape":               {`{"a":"x\x41"}`, "syntax 1:8: a: invalid JSON from here" + wrong},
		"a number with a leading zero": {`{"a":017}`, "syntax 1:7: invalid JSON from here" + wrong},
		"not a number":                 {`{"a":NaN}`, "syntax 1:6: a: invalid JSON from here" + wrong},
	} {
		t.Run(name, func(t *testing.T) {
			n, problems := ParseJSON([]byte(c.in))
			if n != nil {
				t.Errorf("read as %s", AppendJSON(nil, n))
			}
			wantProblems(t, problems, c.problems)
		})
	}
}

func TestParseJSONListReadsEntriesSeparately(t *testing.T) {
	docs := FileLimits.ParseJSONList([]byte("[{\"a\":1,\"a\":1},\n{\"b\":2},\n{\"c\":"))
	if len(docs) != 3 {
		t.Fatalf("%d documents", len(docs))
	}
	same(t, docs[0].Root, `{"a":1}`)
	wantProblems(t, docs[0].Problems, "duplicate-key 1:9: a: given more than once, first at column 3; keep one\n")
	same(t, docs[1].Root, `{"b":2}`)
	wantProblems(t, docs[1].Problems, "")
	if docs[2].Root != nil {
		t.Error("the last is read")
	}
	wantProblems(t, docs[2].Problems, "syntax 3:6: c: the text ends before the record does; it may have been cut off\n")

	for in, want := range map[string]string{
		"[]":      "empty 1:1: an empty list; it has no records\n",
		"":        "empty 1:1: nothing to read; if there should be, look for an earlier copy\n",
		"[] x":    "trailing-text 1:4: more text after the end of the record; keep one object\n",
		"[{}] {}": "trailing-text 1:6: more text after the end of the record; keep one object\n",
	} {
		docs := FileLimits.ParseJSONList([]byte(in))
		last := docs[len(docs)-1]
		if last.Root != nil {
			t.Errorf("%q is read", in)
		}
		wantProblems(t, last.Problems, want)
	}
	if docs := FileLimits.ParseJSONList([]byte(`{"a":1}`)); len(docs) != 1 || docs[0].Root == nil {
		t.Error("a single object is not read")
	}
}

func TestLimits(t *testing.T) {
	small := Limits{Bytes: 40, Depth: 2, Values: 5, Documents: 1}
	for name, c := range map[string]struct{ in, problems string }{
		"bytes":  {`{"a":"` + strings.Repeat("x", 40) + `"}`, "too-large 1:1: larger than 40 bytes; divide it\n"},
		"values": {`[1,2,3,4,5]`, "too-large 1:10: [4]: more than 5 values in one document; divide it\n"},
		"depth":  {`{"a":[[1]],"b":2}`, "too-deep 1:7: a[0]: nested more than 2 deep; this part is not read\n"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := small.ParseJSON([]byte(c.in))
			wantProblems(t, problems, c.problems)
			docs := small.ParseYAML([]byte(c.in))
			if got := listed(docs[0].Problems); got != strings.Replace(c.problems, "1:1: larger", "1: larger", 1) {
				t.Errorf("YAML problems are\n%s", got)
			}
		})
	}
	n, _ := small.ParseJSON([]byte(`{"a":[[1]],"b":2}`))
	same(t, n, `{"a":[null],"b":2}`)
}

func TestTheNumberOfRecordsIsLimited(t *testing.T) {
	l := Limits{Bytes: 99, Depth: 9, Values: 99, Documents: 2}
	docs := l.ParseJSONList([]byte("[1,2,\n3,4]"))
	if len(docs) != 3 || docs[2].Root != nil {
		t.Fatalf("%d documents", len(docs))
	}
	wantProblems(t, docs[2].Problems, "too-large 1:5: more than 2 records in one file; the rest is not read, so divide it\n")
	docs = l.ParseYAML([]byte("a: 1\n---\na: 2\n---\na: 3\n---\na: 4\n"))
	if len(docs) != 3 || docs[2].Root != nil {
		t.Fatalf("%d documents of YAML", len(docs))
	}
	wantProblems(t, docs[2].Problems, "too-large 4: more than 2 records in one file; the rest is not read, so divide it\n")
}
