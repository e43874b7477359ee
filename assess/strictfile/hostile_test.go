package strictfile

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// most is how many problems are listed for one document.
const most = 1000

// Hostile texts must be refused or read quickly and in little memory. Somebody could
// leave any of these in a folder that is scored overnight.
func TestHostileTextsAreCheap(t *testing.T) {
	many := func(s string, n int) string { return strings.Repeat(s, n) }
	var bomb strings.Builder
	bomb.WriteString("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n")
	for i := range 30 {
		fmt.Fprintf(&bomb, "a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(many(fmt.Sprintf("*a%d,", i), 10), ","))
	}
	keys := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return "{" + strings.TrimSuffix(b.String(), ",") + "}"
	}
	for name, text := range map[string]string{
		"open brackets":        many("[", 100_000),
		"brackets":             many("[", 100_000) + many("]", 100_000),
		"brackets in a record": `{"extra":` + many("[", 100_000) + many("]", 100_000) + `,"a":1}`,
		"objects":              many(`{"a":`, 100_000) + "1" + many("}", 100_000),
		"dashes":               many("- ", 100_000),
		"question marks":       many("? ", 100_000),
		"an alias bomb":        bomb.String(),
		"a huge number":        `{"a":` + many("9", 1_000_000) + "}",
		"a huge exponent":      `{"a":1e99999999999}`,
		"many keys":            keys(50_000, `"k%d": 1,`),
		"one key many times":   keys(10_000, `"k": {"x%d": 1},`),
		"large objects joined": `{"a": ` + keys(20_000, `"k%d": 1,`) + `, "a": ` + keys(20_000, `"k%d": 2,`) + "}",
		"large lists joined":   `{"a": [` + many("1,", 20_000) + `2], "a": [` + many("3,", 20_000) + "4]}",
		"not text":             many("\xff\x00", 100_000),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			var into struct {
				A string `json:"a"`
			}
			n, problems := ParseJSON([]byte(text))
			problems = append(problems, Decode(n, &into)...)
			for _, doc := range ParseYAML([]byte(text)) {
				problems = append(problems, doc.Problems...)
				problems = append(problems, Decode(doc.Root, &into)...)
			}
			if len(problems) == 0 || len(problems) > 4*most+8 {
				t.Errorf("%d problems", len(problems))
			}
			// A generous limit, so that a busy machine does not fail the test:
			// without the safeguards these take minutes.
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %s", took)
			}
		})
	}
}

func TestDeepNestingLosesOnlyTheDeepPart(t *testing.T) {
	deep := strings.Repeat("[", 40) + strings.Repeat("]", 40)
	n, problems := ParseJSON([]byte(`{"extra":` + deep + `,"id":"x"}`))
	if n == nil || n.Field("id").Text != "x" || len(problems) != 1 || problems[0].Code != codeTooDeep {
		t.Errorf("problems are\n%s", listed(problems))
	}
	fits := strings.Repeat("[", MaxDepth) + strings.Repeat("]", MaxDepth)
	if _, problems := ParseJSON([]byte(fits)); problems != nil {
		t.Errorf("%d levels are refused", MaxDepth)
	}
	if docs := ParseYAML([]byte(fits)); docs[0].Problems != nil {
		t.Errorf("%d levels are refused in YAML", MaxDepth)
	}
	if _, problems := ParseJSON([]byte("[" + fits + "]")); len(problems) != 1 {
		t.Errorf("%d levels are not refused", MaxDepth+1)
	}
}

// A file of other data may have a million keys that are not known here. To look for
// a near name for each would take minutes.
func TestUnknownKeysBeyondTheListedProblemsCostNothing(t *testing.T) {
	n := &Node{Kind: Object}
	for i := range 50_000 {
		n.Fields = append(n.Fields, Field{Key: fmt.Sprintf("key%d", i), Value: &Node{Kind: Null}})
	}
	var into struct {
		A string `json:"kex_and_more"`
	}
	var problems int
	allocs := testing.AllocsPerRun(1, func() { problems = len(Decode(n, &into)) })
	if problems != most+1 {
		t.Errorf("%d problems are listed, want %d", problems, most+1)
	}
	if allocs > 30_000 {
		t.Errorf("%.0f allocations, although no message is needed after the first %d", allocs, most)
	}
}
