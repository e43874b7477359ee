package strictfile

import (
	"fmt"
	"strings"
	"testing"
)

func TestDuplicateKeys(t *testing.T) {
	const (
		twice   = "duplicate-key 1:%d: %s: given more than once, first at column %d; keep one\n"
		within  = "duplicate-key 1:%d: %s: given more than once, first at column %d; conflicting values are ignored; keep one\n"
		differs = "duplicate-key 1:%d: %s: given more than once, first at column %d, with different values, so neither counts; keep one\n"
		both    = "duplicate-key 1:%d: %s: given more than once, first at column %d; entries from both count; keep one\n"
	)
	for name, c := range map[string]struct{ in, want, problems string }{
		"equal values are kept":         {`{"a":"yes","a":"yes"}`, `{"a":"yes"}`, fmt.Sprintf(twice, 12, "a", 2)},
		"different values are unclear":  {`{"a":"yes","b":1,"a":"no"}`, `{"a":null,"b":1}`, fmt.Sprintf(differs, 18, "a", 2)},
		"different types are unclear":   {`{"a":"1","a":1}`, `{"a":null}`, fmt.Sprintf(differs, 10, "a", 2)},
		"a third value settles nothing": {`{"a":1,"a":2,"a":2}`, `{"a":null}`, fmt.Sprintf(differs, 8, "a", 2) + fmt.Sprintf(differs, 14, "a", 2)},
		"escapes do not hide it":        {`{"a":1,"\u0061":2}`, `{"a":null}`, fmt.Sprintf(differs, 8, "a", 2)},
		"null gives way to a value":     {`{"a":null,"a":1,"b":2,"b":null}`, `{"a":1,"b":2}`, fmt.Sprintf(twice, 11, "a", 2) + fmt.Sprintf(twice, 23, "b", 17)},
		"an empty object loses nothing": {`{"r":{},"r":{"s":{"x":"yes"}},"r":{}}`, `{"r":{"s":{"x":"yes"}}}`, fmt.Sprintf(twice, 9, "r", 2) + fmt.Sprintf(twice, 31, "r", 2)},
		"objects are joined":            {`{"r":{"a":1,"b":2},"r":{"b":3,"c":4}}`, `{"r":{"a":1,"b":null,"c":4}}`, fmt.Sprintf(differs, 25, "r.b", 13) + fmt.Sprintf(within, 20, "r", 2)},
		"lists are joined":              {`{"l":[1,{"a":2}],"l":[{"a":2},3]}`, `{"l":[1,{"a":2},3]}`, fmt.Sprintf(both, 18, "l", 2)},
		"a list and an object conflict": {`{"l":[],"l":{}}`, `{"l":null}`, fmt.Sprintf(differs, 9, "l", 2)},
	} {
		t.Run(name, func(t *testing.T) {
			n, problems := ParseJSON([]byte(c.in))
			same(t, n, c.want)
			wantProblems(t, problems, c.problems)
			docs := ParseYAML([]byte(strings.ReplaceAll(c.in, ":", ": ")))
			same(t, docs[0].Root, c.want)
			if len(docs[0].Problems) != len(problems) {
				t.Errorf("in YAML the problems are\n%s", listed(docs[0].Problems))
			}
		})
	}
}

func TestBothLinesAreGiven(t *testing.T) {
	docs := ParseYAML([]byte("case:\n  reference: a\nid: x\ncase:\n  reference: b\n"))
	wantProblems(t, docs[0].Problems, "duplicate-key 5:3: case.reference: given more than once, first on line 2, with different values, so neither counts; keep one\n"+
		"duplicate-key 4:1: case: given more than once, first on line 1; conflicting values are ignored; keep one\n")
}

func TestDuplicatesAreFoundInLargeObjects(t *testing.T) {
	var b strings.Builder
	for i := range 100 {
		fmt.Fprintf(&b, `"k%d":%d,`, i, i)
	}
	n, problems := ParseJSON([]byte("{" + b.String() + `"k3":3,"k99":0}`))
	if len(n.Fields) != 100 || len(problems) != 2 {
		t.Errorf("%d fields, problems\n%s", len(n.Fields), listed(problems))
	}
}
