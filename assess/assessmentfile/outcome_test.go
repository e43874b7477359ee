package assessmentfile

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stalkrisk/assess"
)

// The ways in which records get broken, and the required outcome of reading each.
// They follow the table of the benchmark kit (bench/gen/broken.go). assess.Check
// reports the rest: unknown items, kinds, answers and versions, overrides that break
// a rule, and incidents after the assessment.

// outcome reports whether there must be a problem and whether the record can be scored:
// "yes", "no" or "either".
type outcome struct{ problem, scorable string }

var (
	refused   = outcome{"yes", "no"}
	faulty    = outcome{"yes", "yes"}
	garbled   = outcome{"yes", "either"}
	whole     = outcome{"no", "yes"}
	odd       = outcome{"either", "yes"}
	uncertain = outcome{"either", "either"}
)

const line = `{"format":"stalkrisk.assessment/1","id":"01X","case":{"reference":"NP-1","relationship":"stranger"},"assessed_at":"2026-11-20T14:03:00Z",` +
	`"responses":{"stalking":{"weapon":"no","fear":{"answer":"yes","note":"frightened"},"persistence":"yes"},"dash":{"q01":"yes"}},` +
	`"incidents":[{"at":"2023-09-01","kind":"visit"}],"absences":[]}`

// put puts fields before "case".
func put(fields string) []string { return []string{`"case"`, fields + `,"case"`} }

func TestOutcomes(t *testing.T) {
	deep := func(n int, open, middle, end string) string {
		return `"extra":` + strings.Repeat(open, n) + middle + strings.Repeat(end, n)
	}
	for name, c := range map[string]struct {
		want outcome
		how  []string // what to replace in the line ("" for all of it), and with what
	}{
		"untouched":                  {whole, nil},
		"two objects":                {refused, []string{"", line + line}},
		"more after the object":      {refused, []string{"", line + " x"}},
		"a NUL after the object":     {refused, []string{"", line + "\x00"}},
		"a trailing comma":           {refused, []string{"", strings.TrimSuffix(line, "}") + ",}"}},
		"a comma missing":            {refused, []string{`,"case"`, `"case"`}},
		"single quotes":              {refused, []string{"", strings.ReplaceAll(line, `"`, `'`)}},
		"a key without quotes":       {refused, []string{`"case"`, `case`}},
		"a comment":                  {refused, []string{`"case"`, `/* who */ "case"`}},
		"a control character":        {refused, []string{"NP-1", "NP-1\x01"}},
		"bad UTF-8":                  {faulty, []string{"NP-1", "NP-1\xc0\xaf"}},
		"a cut character":            {faulty, []string{"NP-1", "NP-1\xe2\x82"}},
		"a bad escape":               {refused, []string{"NP-1", `NP-1\u12g4`}},
		"a bad number":               {refused, put(`"severity":01`)},
		"CSV":                        {refused, []string{"", "id,case.reference,case.relationship"}},
		"YAML":                       {refused, []string{"", "format: stalkrisk.assessment/1"}},
		"gzip":                       {refused, []string{"", "\x1f\x8b\x08"}},
		"a list":                     {refused, []string{"", "[" + line + "]"}},
		"null":                       {refused, []string{"", "null"}},
		"a number":                   {refused, []string{"", "42"}},
		"an empty object":            {refused, []string{"", "{}"}},
		"a blank line":               {refused, []string{"", " \t"}},
		"open brackets":              {garbled, put(deep(100_000, "[", "", ""))},
		"deep brackets":              {garbled, put(deep(100_000, "[", "", "]"))},
		"deep objects":               {garbled, put(deep(100_000, `{"a":`, "1", "}"))},
		"forty brackets":             {faulty, put(deep(40, "[", "", "]"))},
		"case twice":                 {faulty, put(`"case":{"reference":"NP-2"}`)},
		"responses twice":            {faulty, put(`"responses":{}`)},
		"a key twice, escaped":       {faulty, put(`"\u0063ase":{"reference":"NP-2"}`)},
		"an item twice":              {faulty, []string{`"weapon":"no"`, `"weapon":"no","weapon":"yes"`}},
		"capitals":                   {faulty, []string{`"responses"`, `"Responses"`}},
		"capitals of another script": {faulty, []string{`"responses"`, `"reſponſes"`}},
		"an unknown key":             {faulty, put(`"asessor":"x"`)},
		"an empty key":               {faulty, put(`"":"x"`)},
		"an answer that is true":     {faulty, []string{`"weapon":"no"`, `"weapon":true`}},
		"an answer that is 1":        {faulty, []string{`"weapon":"no"`, `"weapon":1`}},
		"an answer that is null":     {faulty, []string{`"weapon":"no"`, `"weapon":null`}},
		"an answer in a list":        {faulty, []string{`"weapon":"no"`, `"weapon":["yes"]`}},
		"an inner answer true":       {faulty, []string{`"weapon":"no"`, `"weapon":{"answer":true}`}},
		"an inner answer null":       {faulty, []string{`"weapon":"no"`, `"weapon":{"answer":null}`}},
		"an answer in an answer":     {faulty, []string{`"weapon":"no"`, `"weapon":{"answer":{"answer":"yes"}}`}},
		"status null":                {faulty, put(`"status":null`)},
		"contact null":               {faulty, put(`"contact":null`)},
		"orders null":                {faulty, put(`"orders":null`)},
		"override null":              {faulty, put(`"override":null`)},
		"outcome null":               {faulty, put(`"outcome":null`)},
		"case is text":               {faulty, []string{`{"reference":"NP-1","relationship":"stranger"}`, `"NP-1"`}},
		"case is null":               {faulty, []string{`{"reference":"NP-1","relationship":"stranger"}`, `null`}},
		"responses are a list":       {faulty, put(`"responses":[]`)},
		"answers are a list":         {faulty, []string{`{"q01":"yes"}`, `["yes"]`}},
		"incidents are an object":    {faulty, put(`"incidents":{}`)},
		"an incident is text":        {faulty, []string{`[{"at"`, `["loitering",{"at"`}},
		"id is a number":             {faulty, put(`"id":42`)},
		"override is true":           {faulty, put(`"override":true`)},
		"assessor is text":           {faulty, put(`"assessor":"H1234"`)},
		"advice is text":             {faulty, put(`"advice_given":"none"`)},
		"the account is a list":      {faulty, put(`"first_account":["it began in May"]`)},
		"a huge severity":            {faulty, []string{`"kind"`, `"severity":1e400,"kind"`}},
		"a severity of 5000 digits":  {faulty, []string{`"kind"`, `"severity":` + strings.Repeat("9", 5000) + `,"kind"`}},
		"severity 0":                 {faulty, []string{`"kind"`, `"severity":0,"kind"`}},
		"severity 2.5":               {faulty, []string{`"kind"`, `"severity":2.5,"kind"`}},
		"another version":            {refused, []string{"assessment/1", "assessment/9"}},
		"another format":             {refused, []string{"assessment/1", "result/1"}},
		"no format":                  {refused, []string{`"format":"stalkrisk.assessment/1",`, ""}},
		"no reference":               {faulty, []string{`"reference":"NP-1",`, ""}},
		"an empty reference":         {faulty, []string{`NP-1`, ""}},
		"no reference in a draft":    {whole, []string{`"case":{"reference":"NP-1",`, `"status":"draft","case":{`}},
		"no time":                    {refused, []string{`"assessed_at":"2026-11-20T14:03:00Z",`, ""}},
		"a thirteenth month":         {refused, []string{"2026-11-20T", "2026-13-01T"}},
		"30 February":                {refused, []string{"2026-11-20T", "2026-02-30T"}},
		"a time without an offset":   {refused, []string{"14:03:00Z", "14:03:00"}},
		"a day for a time":           {refused, []string{"T14:03:00Z", ""}},
		"hour 25":                    {refused, []string{"T14", "T25"}},
		"a time that is a number":    {refused, []string{`"2026-11-20T14:03:00Z"`, "1763647380"}},
		"a time that is null":        {refused, []string{`"2026-11-20T14:03:00Z"`, "null"}},
		"a time beyond numbers":      {refused, []string{`"2026-11-20T14:03:00Z"`, "1e999"}},
		"an incident of no day":      {faulty, []string{"2023-09-01", "2023-02-30"}},
		"an incident last week":      {faulty, []string{"2023-09-01", "last week"}},
		"an unknown word":            {faulty, []string{`"stranger"`, `"ex"`}},
		"a status of its own":        {faulty, put(`"status":"finished"`)},
		"a contact hung up":          {faulty, put(`"contact":{"safe_to_talk":"yes","ended":"hung_up"}`)},
		"an absence backwards":       {faulty, []string{`"absences":[]`, `"absences":[{"from":"2023-06-01","to":"2023-05-01","reason":"custody"}]`}},
		"an absence without from":    {faulty, []string{`"absences":[]`, `"absences":[{"to":"2023-06-01","reason":"custody"}]`}},
		"an absence on holiday":      {faulty, []string{`"absences":[]`, `"absences":[{"from":"2023-05-01","to":"2023-06-01","reason":"holiday"}]`}},
		"CRLF":                       {whole, []string{"", line + "\r"}},
		"spaces around":              {whole, []string{"", " \t" + line + "  "}},
		"a key in escapes":           {whole, []string{`"responses"`, `"\u0072espon\u0073es"`}},
		"an answer in escapes":       {whole, []string{`"weapon":"no"`, `"weapon":"n\u006f"`}},
		"a byte order mark":          {uncertain, []string{"", "\ufeff" + line}},
		"half a surrogate pair":      {odd, []string{"frightened", `\ude1f\ud83d`}},
		"an escaped NUL":             {odd, []string{"frightened", `a\u0000b`}},
		"a very long note":           {faulty, []string{"frightened", strings.Repeat("day after day ", 20_000)}},
	} {
		t.Run(name, func(t *testing.T) {
			broken := line
			if len(c.how) > 0 && c.how[0] == "" {
				broken = c.how[1]
			} else if len(c.how) > 0 {
				if !strings.Contains(line, c.how[0]) {
					t.Fatal("nothing to break")
				}
				broken = strings.Replace(line, c.how[0], c.how[1], 1)
			}
			r := ReadJSON([]byte(broken))
			wantOutcome(t, r, c.want)
			if c.want.scorable == "yes" {
				wantStillKnown(t, r.Assessment, broken)
			}
		})
	}
}

func wantOutcome(t *testing.T, r Record, want outcome) {
	t.Helper()
	word := map[bool]string{true: "yes", false: "no"}
	if got := word[r.Problems != nil]; want.problem != "either" && got != want.problem {
		t.Errorf("problem: %s, want %s\n%s", got, want.problem, told(r))
	}
	if got := word[r.Scorable]; want.scorable != "either" && got != want.scorable {
		t.Errorf("scorable: %s, want %s\n%s", got, want.scorable, told(r))
	}
}

// wantStillKnown checks that the answers that are not broken are read.
func wantStillKnown(t *testing.T, a assess.Assessment, broken string) {
	t.Helper()
	for item, in := range map[string]string{"persistence": `"responses":{"stalking"`, "fear": `"responses":{"stalking"`} {
		if !strings.Contains(broken, in) || strings.Contains(broken, `"responses":[]`) {
			continue // the responses themselves are broken
		}
		if r, _ := a.Responses.Of("stalking", item); r.Answer != assess.Yes {
			t.Errorf("%s is %q", item, r.Answer)
		}
	}
	if r, _ := a.Responses.Of("stalking", "weapon"); r.Answer == assess.Yes {
		t.Error("weapon is yes, but nobody said so")
	}
}

func TestARecordCutOffAnywhereIsRefused(t *testing.T) {
	for n := range len(line) {
		if r := ReadJSON([]byte(line[:n])); r.Scorable || r.Problems == nil {
			t.Fatalf("the first %d bytes are read as a record", n)
		}
		if r := ReadJSON([]byte(line[n:])); n > 0 && (r.Scorable || r.Problems == nil) {
			t.Fatalf("all but the first %d bytes are read as a record", n)
		}
		if r := ReadJSON(slicesInsert(line, n, "\x00")); n > 0 && (r.Scorable || r.Problems == nil) {
			t.Fatalf("a NUL at byte %d is not seen", n)
		}
	}
}

func slicesInsert(s string, at int, what string) []byte {
	return bytes.Join([][]byte{[]byte(s[:at]), []byte(s[at:])}, []byte(what))
}

// The same fault has the same effect in JSON and in YAML, if nothing is lost.
func TestTheSameIsReadFromYAML(t *testing.T) {
	for _, how := range [][2]string{
		{`"case"`, `"responses": {}, "case"`},
		{`"weapon":"no"`, `"weapon":"no","weapon":"yes"`},
		{`"weapon":"no"`, `"weapon":true`},
		{`"kind"`, `"severity":0,"kind"`},
		{`"case"`, `"Caller":"victim","status":null,"case"`},
	} {
		broken := strings.Replace(line, how[0], how[1], 1)
		j := ReadJSON([]byte(broken))
		y := Read("a.yaml", []byte(strings.NewReplacer(`":`, `": `).Replace(broken)))[0]
		if diff := cmp.Diff(j.Assessment, y.Assessment, alike); diff != "" {
			t.Errorf("%s\n%s", how[1], diff)
		}
		if got, want := codes(y), codes(j); got != want {
			t.Errorf("%s: codes are %s in YAML and %s in JSON", how[1], got, want)
		}
	}
}

func codes(r Record) string {
	var b strings.Builder
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "%s at %s, ", p.Code, p.Path)
	}
	return b.String()
}

// An absence with a fault must not take days off the clock: without an end it
// would mean "still absent".
func TestAFaultyAbsenceDoesNotCount(t *testing.T) {
	for entry, counts := range map[string]bool{
		`{"from":"2026-06-01","to":"2026-07-01","reason":"custody"}`:                   true,
		`{"from":"2026-06-01","reason":"abroad"}`:                                      true,
		`{"from":"2026-06-01","to":"2026-06-01","reason":"custody"}`:                   true,
		`{"from":"2026-06-01","to":"soon","reason":"custody"}`:                         false,
		`{"from":"2026-06-01","to":null,"reason":"custody"}`:                           false,
		`{"from":"2026-06-01","till":"2026-07-01","reason":"custody"}`:                 false,
		`{"from":"2026-06-01","to":"2026-06-02","to":"2026-07-01","reason":"custody"}`: false,
		`{"from":"2026-06-01","from":"2026-05-01","reason":"custody"}`:                 false,
		`{"from":"2026-06-02","to":"2026-06-01","reason":"custody"}`:                   false,
		`{"to":"2026-06-01","reason":"custody"}`:                                       false,
		`"custody"`:                                                                    false,
	} {
		r := ReadJSON([]byte(strings.Replace(line, `"absences":[]`, `"absences":[`+entry+`]`, 1)))
		if len(r.Assessment.Absences) != 1 || r.Assessment.Absences[0].Counts() != counts || (r.Problems == nil) != counts {
			t.Errorf("%s\n%s", entry, told(r))
		}
	}
	r := ReadJSON([]byte(strings.Replace(line, `"absences":[]`, `"absences":[{"from":"2026-06-01"}],"absences":[{"from":"2026-06-02"}]`, 1)))
	for _, a := range r.Assessment.Absences {
		if a.Counts() {
			t.Error("absences that are given twice count")
		}
	}
}
