package strictfile

import (
	"fmt"
	"strings"
	"testing"
)

func TestDifferences(t *testing.T) {
	for _, c := range []struct{ stated, computed, want string }{
		{`{"a":1,"b":"x"}`, `{"b":"x","a":1.0}`, ""},
		{`{"a":{"b":[1,2]}}`, `{"a":{"b":[1,3]}}`, "a.b[1]: 2, 3"},
		{`{"a":[1]}`, `{"a":[1,"x"]}`, `a[1]: nothing, "x"`},
		{`{"a":[1,2]}`, `{"a":[1]}`, "a[1]: 2, nothing"},
		{`{"a":null,"b":true}`, `{"b":false,"c":{}}`, "a: null, nothing; b: true, false; c: nothing, an empty object"},
		{`{"a":"yes"}`, `{"a":true}`, `a: "yes", true`},
		{`{"a":"she said so"}`, `{"a":""}`, `a: text of 11 characters, ""`},
		{`{"a":"2026-11-20T14:03:00Z"}`, `{"a":[]}`, `a: "2026-11-20T14:03:00Z", an empty list`},
		{`{"a b":1}`, `{}`, "#1: 1, nothing"},
	} {
		stated, _ := ParseJSON([]byte(c.stated))
		computed, _ := ParseJSON([]byte(c.computed))
		var got []string
		for _, d := range Differences(stated, computed) {
			got = append(got, fmt.Sprintf("%s: %s, %s", d.Path, d.Stated, d.Computed))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s and %s: got %s, want %s", c.stated, c.computed, s, c.want)
		}
	}
}
