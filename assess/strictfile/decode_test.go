package strictfile

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stalkrisk/assess"
)

// Types with a field of every kind that a file can hold.
type (
	thing struct {
		Name   string         `json:"name"`
		Sure   sure           `json:"sure,omitempty"`
		Grade  grade          `json:"grade,omitempty"`
		Count  int            `json:"count,omitempty"`
		Day    day            `json:"day,omitzero"`
		Ready  bool           `json:"ready,omitempty"`
		Notes  []string       `json:"notes,omitempty"`
		Points map[string]int `json:"points,omitempty"`
		Parts  []thing        `json:"parts,omitempty"`
		Inner  *thing         `json:"inner,omitempty"`
		Most   *int           `json:"most,omitempty"`
		Colour colour         `json:"colour,omitempty"`
		Story  story          `json:"story,omitempty"`
		Pair   pair           `json:"pair,omitzero"`
		Hidden string         `json:"-"`
	}
	sure   string
	grade  int
	colour string
	story  string
	day    struct{ s string }
	pair   struct{ a, b string } // written "a+b"
)

func (sure) Words() []string { return []string{"yes", "no", "unknown"} }
func (colour) Words() []string {
	return strings.Fields("red green blue yellow black white brown pink violet orange grey cyan gold")
}
func (grade) Range() (int, int) { return 1, 5 }
func (d *day) UnmarshalText(b []byte) error {
	if len(b) != len("2026-11-20") {
		return errors.New("not a day: " + string(b))
	}
	d.s = string(b)
	return nil
}
func (d day) MarshalText() ([]byte, error) { return []byte(d.s), nil }

var things = NewShapes(
	Longest[story](20_000),
	Spelt[day](CodeBadDate, "not a day; write 2026-11-20"),
	Form(func(d *Decoder, n *Node, p *pair) {
		s, ok := d.Text(n)
		if !ok {
			return
		}
		if p.a, p.b, ok = strings.Cut(s, "+"); !ok {
			d.Report(n, CodeBadText, "not a pair; write two with + between")
		}
	}, func(_ *Shapes, p *pair) *Node { return &Node{Kind: String, Text: p.a + "+" + p.b} }),
)

const whole = `{"name":"a","sure":"yes","grade":3,"count":-7,"day":"2026-11-20","ready":true,"notes":["x",""],` +
	`"points":{"p":1,"q":2},"parts":[{"name":"b","parts":[{"name":"c"}]}],"inner":{"name":"d"},"most":0,"colour":"red","story":"s","pair":"l+r"}`

func TestDecodeAndEncodeAreInverse(t *testing.T) {
	n, _ := ParseJSON([]byte(whole))
	var got thing
	if problems := things.Decode(n, &got); problems != nil {
		t.Fatal(listed(problems))
	}
	zero := 0
	want := thing{
		Name: "a", Sure: "yes", Grade: 3, Count: -7, Day: day{"2026-11-20"}, Ready: true, Notes: []string{"x", ""},
		Points: map[string]int{"p": 1, "q": 2}, Parts: []thing{{Name: "b", Parts: []thing{{Name: "c"}}}},
		Inner: &thing{Name: "d"}, Most: &zero, Colour: "red", Story: "s", Pair: pair{"l", "r"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(day{}, pair{})); diff != "" {
		t.Error(diff)
	}
	same(t, things.Encode(got), whole)
	same(t, things.Encode(&got), whole)
	same(t, things.Encode((*thing)(nil)), "null")
	same(t, things.Encode(thing{Hidden: "x"}), `{"name":""}`)
}

func TestEveryFaultIsReported(t *testing.T) {
	docs := ParseYAML([]byte(`
name: [a]
sure: true
grade: 6
count: 1.5
day: tomorrow, said Marker
ready: "true"
notes: {a: b}
points: {p: x, Jane Marker: [1], q: 2}
parts: [b, {naem: c, Jane Marker: x}, null]
inner: x
most: ten
colour: magenta
Story: x
sotry: x
pair: [l, r]
missing_altogether: x
`))
	var got thing
	wantProblems(t, things.Decode(docs[0].Root, &got), strings.TrimPrefix(`
wrong-type 2:7: name: this is a list; write text, in quotes
bool-answer 3:7: sure: true and false are not answers; write "yes" or "no"
bad-number 4:8: grade: not a whole number from 1 to 5; write one, in digits
bad-number 5:8: count: not a whole number; write one, in digits
bad-date 6:6: day: not a day; write 2026-11-20
wrong-type 7:8: ready: this is text; write true or false, without quotes
wrong-type 8:8: notes: this is an object; write a list
wrong-type 9:13: points.p: this is text; write a whole number, without quotes
wrong-type 9:29: points.#2: this is a list; write a whole number, without quotes
wrong-type 10:9: parts[0]: this is text; write an object, with a value for each key
unknown-key 10:13: parts[1]: the 1st key is not a known key; did you mean "name"?
unknown-key 10:22: parts[1]: the 2nd key is not a known key; remove it
null 10:39: parts[2]: null is not a value; leave the key out, or write an object, with a value for each key
wrong-type 11:8: inner: this is text; write an object, with a value for each key
wrong-type 12:7: most: this is text; write a whole number, without quotes
unknown-word 13:9: colour: not an allowed value; write one of the words in the manual, such as red, green, blue
unknown-key 14:1: the 13th key is not a known key; did you mean "story"?
unknown-key 15:1: the 14th key is not a known key; did you mean "story"?
wrong-type 16:7: pair: this is a list; write text, in quotes
unknown-key 17:1: the 16th key is not a known key; remove it
`, "\n"))
	want := thing{Points: map[string]int{"q": 2}, Parts: make([]thing, 3)}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(day{}, pair{})); diff != "" {
		t.Error("a value that cannot be read must be absent:", diff)
	}
}

func TestText(t *testing.T) {
	type text struct {
		T string `json:"t"`
	}
	for _, c := range []struct{ yaml, want, code string }{
		{"t: 42", "42", ""},
		{"t: 017", "017", ""},
		{"t: 1.0", "1.0", ""},
		{"t: 1_000", "1_000", ""},
		{"t: .inf", ".inf", ""},
		{"t: 2026-01", "2026-01", ""},
		{"t: 2026-01-02", "2026-01-02", ""},
		{"t: 2026-01-02 03:04:05", "2026-01-02 03:04:05", ""},
		{"t: yes", "yes", ""},
		{"t: '~'", "~", ""},
		{"t: true", "", codeWrongType},
		{"t: ~", "", codeNull},
		{"t:", "", codeNull},
		{"t: {}", "", codeWrongType},
	} {
		var got text
		problems := Decode(ParseYAML([]byte(c.yaml))[0].Root, &got)
		if got.T != c.want || c.code == "" && problems != nil || c.code != "" && (len(problems) != 1 || problems[0].Code != c.code) {
			t.Errorf("%s is read as %q with problems %s", c.yaml, got.T, listed(problems))
		}
	}
	n, _ := ParseJSON([]byte(`{"t":42}`))
	var got text
	wantProblems(t, Decode(n, &got), "wrong-type 1:6: t: this is a number; write text, in quotes\n")
}

func TestWords(t *testing.T) {
	type word struct {
		W sure `json:"w"`
	}
	const all = "; write yes, no or unknown\n"
	for in, want := range map[string]string{
		`"yes"`:     "",
		`"Yes"`:     "unknown-word 1:6: w: not an allowed value; did you mean \"yes\"?\n",
		`"unknwon"`: "unknown-word 1:6: w: not an allowed value; did you mean \"unknown\"?\n",
		`"Marker"`:  "unknown-word 1:6: w: not an allowed value" + all,
		`""`:        "unknown-word 1:6: w: not an allowed value" + all,
		`"yes "`:    "unknown-word 1:6: w: not an allowed value; did you mean \"yes\"?\n",
		`false`:     "bool-answer 1:6: w: true and false are not answers; write \"yes\" or \"no\"\n",
		`null`:      "null 1:6: w: null is not a value; leave the key out, or write yes, no or unknown\n",
		`1`:         "wrong-type 1:6: w: this is a number; write yes, no or unknown\n",
		`["yes"]`:   "wrong-type 1:6: w: this is a list; write yes, no or unknown\n",
	} {
		n, _ := ParseJSON([]byte(`{"w":` + in + `}`))
		var got word
		wantProblems(t, Decode(n, &got), want)
		if want != "" && got.W != "" {
			t.Errorf("%s is read as %q", in, got.W)
		}
	}
}

func TestWholeNumbers(t *testing.T) {
	for in, want := range map[string]int{
		"3": 3, "-3": -3, "0": 0,
		"3.0": 3, "3e0": 3, "30e-1": 3, "-3.00": -3, "-0": 0, "1e2": 100,
		"3.5": 99, "3.0000000000000000001": 99, "99999999999": 99, "1e400": 99, "1e99999999999999999999": 99,
		strings.Repeat("9", 5000): 99,
	} {
		n, _ := ParseJSON([]byte(`{"count":` + in + `}`))
		got := thing{Count: 99}
		problems := things.Decode(n, &got)
		if got.Count != want || (want == 99) != (len(problems) == 1) {
			t.Errorf("%.20s is read as %d with problems %s", in, got.Count, listed(problems))
		}
	}
	for _, in := range []string{"03", "0x3", "+3", "3_0", "0b1"} {
		got := thing{}
		if problems := things.Decode(ParseYAML([]byte("count: " + in))[0].Root, &got); len(problems) != 1 {
			t.Errorf("%s is read as %d", in, got.Count)
		}
	}
}

func TestLongTextIsReportedAndKept(t *testing.T) {
	long := strings.Repeat("é", MaxText+1)
	for in, want := range map[string]string{
		`{"name":"` + long[2:] + `"}`:                     "",
		`{"name":"` + long + `"}`:                         "too-long 1:9: name: 10001 characters, and at most 10000 are allowed; it is kept, but shorten it\n",
		`{"story":"` + long + `"}`:                        "",
		`{"story":"` + strings.Repeat("x", 20_001) + `"}`: "too-long 1:10: story: 20001 characters, and at most 20000 are allowed; it is kept, but shorten it\n",
		`{"notes":["a","` + long + `"]}`:                  "too-long 1:15: notes[1]: 10001 characters, and at most 10000 are allowed; it is kept, but shorten it\n",
	} {
		n, _ := ParseJSON([]byte(in))
		var got thing
		wantProblems(t, things.Decode(n, &got), want)
		if got.Name == "" && got.Story == "" && len(got.Notes) != 2 {
			t.Error("the text is lost")
		}
	}
}

func TestUnclearValuesAreReportedOnce(t *testing.T) {
	n, problems := ParseJSON([]byte(`{"grade":1,"grade":2,"inner":{},"inner":[],"points":{"p":1,"p":2},"pair":"a","pair":"b","name":"x"}`))
	var got thing
	if len(problems) != 4 {
		t.Error(listed(problems))
	}
	wantProblems(t, things.Decode(n, &got), "")
	if diff := cmp.Diff(thing{Name: "x"}, got, cmp.AllowUnexported(day{}, pair{})); diff != "" {
		t.Error(diff)
	}
}

func TestProblemsAreLimited(t *testing.T) {
	var b strings.Builder
	for i := range 1500 {
		fmt.Fprintf(&b, `"k%d":1,`, i)
	}
	n, _ := ParseJSON([]byte(`{` + b.String() + `"name":"x"}`))
	var got thing
	problems := things.Decode(n, &got)
	last := problems[len(problems)-1]
	if len(problems) != 1001 || last.Code != assess.CodeMoreProblems || last.Message != "and 500 more problems; correct these first" {
		t.Errorf("%d problems, the last %s", len(problems), last)
	}
	if got.Name != "x" {
		t.Error("a value that can be read was lost")
	}
}

func TestATypeWithoutAFormPanics(t *testing.T) {
	for name, into := range map[string]any{
		"a field without a name": &struct{ A string }{},
		"a float": &struct {
			A float64 `json:"a"`
		}{},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("it is read")
				}
			}()
			Decode(&Node{Kind: Object}, into)
		})
	}
}

func TestCodesAreListedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Codes() {
		if seen[c[0]] || c[1] == "" || strings.HasSuffix(c[1], ".") {
			t.Errorf("code %q", c[0])
		}
		seen[c[0]] = true
	}
}
