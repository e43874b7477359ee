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

func TestLimits(t *testing.T) {
	small := limits{bytes: 1 << 20, values: 5, depth: 2}
	for name, c := range map[string]struct{ in, problems, yaml string }{
		"bytes":  {`{"a":"` + strings.Repeat("x", 1<<20) + `"}`, "too-large 1:1: larger than 1 MiB; divide it\n", "large"},
		"values": {`[1,2,3,4,5]`, "too-large 1:10: [4]: more than 5 values in one document; divide it\n", "large"},
		"depth":  {`{"a":[[1]]}`, "too-deep 1:7: a[0]: nested more than 2 deep; this part is not read\n", "deep"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := small.parseJSON([]byte(c.in))
			wantProblems(t, problems, c.problems)
			docs := small.parseYAML([]byte(c.in))
			if got, _, _ := strings.Cut(listed(docs[0].Problems), " "); got != "too-"+c.yaml {
				t.Errorf("YAML problems are %s", got)
			}
		})
	}
	n, _ := small.parseJSON([]byte(`{"a":[[1]],"b":2}`))
	same(t, n, `{"a":[null],"b":2}`)
}
