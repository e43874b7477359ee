package compare_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/compare"
)

// later returns the case five days later, with a change.
func later(a *assess.Assessment, change func(*assess.Assessment)) *assess.Assessment {
	b := a.Clone()
	b.AssessedAt = assesstest.Instant("2026-11-25T10:00:00Z")
	if change != nil {
		change(&b)
	}
	return &b
}

func compared(set assess.Instruments, before, after *assess.Assessment) compare.Compared {
	return compare.All([]compare.Side{{Set: set, A: before}, {Set: set, A: after}}, assess.Tool{}).Comparisons[0]
}

// moved returns the moves of the three levels and act_now on one line.
func moved(moves []compare.Move) string {
	var out []string
	for _, m := range moves {
		if strings.HasSuffix(m.What, ".level") || m.What == "act_now" {
			out = append(out, fmt.Sprintf("%s %s>%s", strings.TrimSuffix(m.What, ".level"), m.Before, m.After))
		}
	}
	return strings.Join(out, ", ")
}

// Every row is a short invented case, assessed twice.
func TestWhichChangeMovedWhichLevel(t *testing.T) {
	set := assesstest.Set()
	tests := []struct {
		name    string
		before  string // items that are yes; the others no
		change  func(*assess.Assessment)
		levels  string
		changes [][3]string // path, what it moved, what it moves alone
	}{
		{
			name: "one answer moves two levels", before: "persistence approach fear",
			change: func(a *assess.Assessment) { give(a, assess.Yes, "more-often") },
			levels: "overall moderate>high, escalation stable>rising",
			changes: [][3]string{
				{"assessed_at", "", ""},
				{"responses.stalking.more-often", "overall moderate>high, escalation stable>rising", "overall moderate>high, escalation stable>rising"},
			},
		},
		{
			name: "two serious answers: together they raise the level, and neither does alone", before: "approach",
			change: func(a *assess.Assessment) { give(a, assess.Yes, "threats", "fear") },
			levels: "overall moderate>high, baseline moderate>high",
			changes: [][3]string{
				{"assessed_at", "", ""},
				{"responses.stalking.threats", "", ""},
				{"responses.stalking.fear", "overall moderate>high, baseline moderate>high", ""},
			},
		},
		{
			name: "a change that moves nothing after another one, but moves the level alone", before: "persistence",
			change: func(a *assess.Assessment) { give(a, assess.Yes, "intrusion", "threats-children") },
			levels: "overall low>high, baseline low>high",
			changes: [][3]string{
				{"assessed_at", "", ""},
				{"responses.stalking.intrusion", "overall low>high, baseline low>high", "overall low>high, baseline low>high"},
				{"responses.stalking.threats-children", "", "overall low>high, baseline low>high"},
			},
		},
		{
			name: "an incident since then counts although it lay ahead of the first assessment", before: "persistence",
			change: func(a *assess.Assessment) {
				a.Incidents = append(a.Incidents, assess.Incident{At: assesstest.When("2026-11-23"), Kind: "intrusion"})
			},
			levels: "overall low>high, baseline low>high, escalation stable>rising",
			changes: [][3]string{
				{"assessed_at", "", ""},
				{"incidents[0]", "overall low>high, baseline low>high, escalation stable>rising", "overall low>high, baseline low>high, escalation stable>rising"},
			},
		},
		{
			name: "a contact that ended unsafe means act now", before: "",
			change:  func(a *assess.Assessment) { a.Contact.Ended = assess.Unsafe },
			levels:  "act_now false>true",
			changes: [][3]string{{"assessed_at", "", ""}, {"contact.ended", "act_now false>true", "act_now false>true"}},
		},
		{
			name: "a level that a person set moves what is reported", before: "persistence approach fear",
			change: func(a *assess.Assessment) {
				a.Override = &assess.Override{From: "moderate", Level: "high", Reason: "knows more", By: "S77", At: assesstest.Instant(assesstest.AssessedAt)}
			},
			levels:  "overall moderate>high",
			changes: [][3]string{{"assessed_at", "", ""}, {"override", "overall moderate>high", "overall moderate>high"}},
		},
		{
			name: "a note alone is a change that moves nothing", before: "fear",
			change: func(a *assess.Assessment) {
				a.Responses.Set("stalking", "fear", assess.Response{Answer: assess.Yes, Note: "sleeps elsewhere"})
			},
			changes: [][3]string{{"assessed_at", "", ""}, {"responses.stalking.fear", "", ""}},
		},
		{
			name: "an answer that was confirmed at another time is not a change", before: "fear",
			change: func(a *assess.Assessment) {
				a.Responses.Set("stalking", "fear", assess.Response{Answer: assess.Yes, At: assesstest.Instant("2026-11-25T09:59:00Z")})
			},
			changes: [][3]string{{"assessed_at", "", ""}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := assesstest.Answered(set, assess.No)
			give(a, assess.Yes, strings.Fields(tt.before)...)
			c := compared(set, a, later(a, tt.change))
			if got := moved(c.Levels); got != tt.levels {
				t.Errorf("levels: got %q, want %q", got, tt.levels)
			}
			var got [][3]string
			for _, ch := range c.Changes {
				got = append(got, [3]string{ch.Path, moved(ch.Moved), moved(ch.Alone)})
			}
			if diff := cmp.Diff(tt.changes, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Time alone can move a level: a breach a month ago is no longer recent.
func TestTimeAloneIsAChange(t *testing.T) {
	set := assesstest.Set()
	a := assesstest.Answered(set, assess.No)
	a.Incidents = []assess.Incident{{At: assesstest.When(day(27)), Kind: "other", Breach: "near"}}
	c := compared(set, a, later(a, nil))
	if got := moved(c.Changes[0].Moved); c.Changes[0].Kind != compare.TimeChange || got != "overall moderate>low, escalation rising>stable" {
		t.Errorf("time moved %q", got)
	}
}

func TestComparingWithItselfChangesNothing(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) {
		a := assesstest.Invented(assesstest.FromRapid(t), set)
		a.Actions = nil // one that is not done is always listed
		b := a.Clone()
		c := compared(set, a, &b)
		if n := len(c.Levels) + len(c.Changes) + len(c.Dash) + len(c.Timeline) + len(c.Flags.New) + len(c.Flags.Gone) + len(c.Promises); n > 0 {
			t.Fatalf("%d things changed: %+v", n, c)
		}
	})
}

// The changes one by one lead to the later result, and each starts from the result of
// the one before it.
func TestTheChangesOneByOneArrive(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) {
		c := assesstest.FromRapid(t)
		a, b := assesstest.Invented(c, set), assesstest.Invented(c, set)
		was, is := a.Clone(), b.Clone()
		got := compared(set, a, b)
		if !reflect.DeepEqual(was, *a) || !reflect.DeepEqual(is, *b) {
			t.Fatal("comparing changed an assessment")
		}
		at := map[string]string{}
		for _, ch := range got.Changes {
			for _, m := range ch.Moved {
				if from, known := at[m.What]; known && from != m.Before {
					t.Fatalf("%s goes on from %q where %q was reached", m.What, m.Before, from)
				}
				at[m.What] = m.After
			}
		}
		for _, m := range got.Levels {
			if at[m.What] != m.After {
				t.Fatalf("%s: the changes arrive at %q, the later assessment is at %q", m.What, at[m.What], m.After)
			}
		}
		final := compare.Stepwise(compare.Side{Set: set, A: a}, compare.Side{Set: set, A: b})
		want := assess.Score(set, b)
		final.ID, final.Case = want.ID, want.Case
		if x, y := bytesOf(t, final), bytesOf(t, want); x != y {
			t.Fatalf("one by one:\n%s\nat once:\n%s", x, y)
		}
	})
}

// A comparison looks at everything in an assessment.
func TestNoFactIsLeftOutOfAComparison(t *testing.T) {
	set := assesstest.Set()
	elsewhere := []string{"Format", "ID", "Status", "Stage", "Previous", "Training", "Assessor"} // shown of each assessment, changed or not
	var walk func(v reflect.Value, path string)
	try := func(v reflect.Value, path string, to reflect.Value) {
		a := assesstest.Answered(set, assess.No)
		target := reflect.ValueOf(a).Elem()
		for _, name := range strings.Split(path, ".") {
			target = target.FieldByName(name)
		}
		before := a.Clone()
		target.Set(to)
		if c := compared(set, &before, a); len(c.Changes)+len(c.Promises) == 0 {
			t.Errorf("%s changed, and the comparison does not report it", path)
		}
	}
	walk = func(v reflect.Value, path string) {
		for i := range v.NumField() {
			f := v.Type().Field(i)
			name := strings.TrimPrefix(path+"."+f.Name, ".")
			switch {
			case path == "" && slices.Contains(elsewhere, f.Name) || name == "AssessedAt" || name == "Versions" || name == "Responses":
			case f.Type.Kind() == reflect.String:
				try(v, name, reflect.ValueOf("x").Convert(f.Type))
			case f.Type == reflect.TypeFor[assess.Date]():
				try(v, name, reflect.ValueOf(assesstest.Date("2026-11-01")))
			case f.Type == reflect.TypeFor[assess.Instant]():
				try(v, name, reflect.ValueOf(assesstest.Instant("2026-11-01T10:00:00Z")))
			case f.Type.Kind() == reflect.Struct:
				walk(v.Field(i), name)
			case f.Type.Kind() == reflect.Slice:
				list := reflect.MakeSlice(f.Type, 1, 1)
				if one := list.Index(0); one.Kind() == reflect.String {
					one.SetString("x")
				} else {
					fillText(one)
				}
				try(v, name, list)
			case f.Type.Kind() == reflect.Pointer:
				try(v, name, reflect.New(f.Type.Elem()))
			default:
				t.Errorf("%s is of a kind that this test does not know", name)
			}
		}
	}
	walk(reflect.ValueOf(assess.Assessment{}), "")
}

// fillText sets the texts of an entry.
func fillText(v reflect.Value) {
	for i := range v.NumField() {
		if v.Field(i).Kind() == reflect.String {
			v.Field(i).SetString("x")
		}
	}
}

func TestWhatWasPromised(t *testing.T) {
	set := assesstest.Set()
	tests := []struct {
		name          string
		before, after []assess.Action
		want          string // what, state, new, still
	}{
		{"due on the very day is not overdue", []assess.Action{{What: "ring", Owner: "S1", Due: assesstest.Date("2026-11-25")}}, nil, "ring open false false"},
		{"due the day before, and nobody wrote that it was done", []assess.Action{{What: "ring", Owner: "S1", Due: assesstest.Date("2026-11-24")}}, nil, "ring overdue false false"},
		{"carried on and still not done", []assess.Action{{What: "ring", Due: assesstest.Date("2026-11-21")}}, []assess.Action{{What: " Ring ", Due: assesstest.Date("2026-11-21")}}, " Ring  overdue false true"},
		{"put off to a later day", []assess.Action{{What: "ring", Due: assesstest.Date("2026-11-21")}}, []assess.Action{{What: "ring", Due: assesstest.Date("2026-11-30")}}, "ring open false true"},
		{"the day is kept if the later one has none", []assess.Action{{What: "ring", Due: assesstest.Date("2026-11-21")}}, []assess.Action{{What: "ring"}}, "ring overdue false true"},
		{"done", []assess.Action{{What: "ring", Due: assesstest.Date("2026-11-21")}}, []assess.Action{{What: "ring", Done: assesstest.Date("2026-11-23")}}, "ring done false true"},
		{"done already in the earlier one", []assess.Action{{What: "ring", Done: assesstest.Date("2026-11-20")}}, []assess.Action{{What: "ring", Done: assesstest.Date("2026-11-20")}}, ""},
		{"no day was given", []assess.Action{{What: "ring"}}, nil, "ring open false false"},
		{"the same promise by another owner is a new one", []assess.Action{{What: "ring", Owner: "S1"}}, []assess.Action{{What: "ring", Owner: "S2"}}, "ring open false false; ring open true true"},
		{"twice the same", []assess.Action{{What: "ring"}, {What: "ring"}}, []assess.Action{{What: "ring"}}, "ring open false true; ring open false false"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := assesstest.Answered(set, assess.No)
			a.Actions = tt.before
			c := compared(set, a, later(a, func(b *assess.Assessment) { b.Actions = tt.after }))
			var got []string
			for _, p := range c.Promises {
				got = append(got, fmt.Sprint(p.What, " ", p.State, " ", p.New, " ", p.Still))
			}
			if s := strings.Join(got, "; "); s != tt.want {
				t.Errorf("got %q, want %q", s, tt.want)
			}
		})
	}
}

func TestWhatIsNewInTheTimeline(t *testing.T) {
	set := assesstest.Set()
	a := assesstest.Answered(set, assess.No)
	a.Incidents = []assess.Incident{
		{At: assesstest.When("2026-10-01T21:30:00+01:00"), Kind: "message"},
		{At: assesstest.When("2026-10-02"), Kind: "visit", Area: "Eastshire", Reference: "ES/1"},
		{At: assesstest.When("2026-10-03"), Kind: "damage"},
	}
	b := later(a, func(b *assess.Assessment) {
		b.Incidents = []assess.Incident{
			{At: assesstest.When("2026-10-01T21:30:00+01:00"), Kind: "message"},                                           // the same, read once more
			{At: assesstest.When("2026-10-04"), Kind: "visit", Area: "Eastshire", Reference: "ES/1", RecordedAs: "theft"}, // by its reference
			{At: assesstest.When("2026-11-22"), Kind: "message", Breach: "near"},
		}
	})
	c := compared(set, a, b)
	var got []string
	for _, ch := range c.Changes {
		if ch.Kind == compare.IncidentChange {
			got = append(got, fmt.Sprint(ch.Path, " ", ch.Was != nil, " ", ch.Incident != nil))
		}
	}
	if want := []string{"incidents[1] true true", "incidents[2] false true", "incidents[2] true false"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if !slices.Contains(c.Timeline, compare.Move{What: "timeline.breaches", Before: "0", After: "1"}) {
		t.Errorf("the breach is not counted: %v", c.Timeline)
	}
}

// Thousands of incidents are compared as one change, because one by one is too slow.
func TestVeryManyIncidents(t *testing.T) {
	set := assesstest.Set()
	a := assesstest.Answered(set, assess.No)
	b := later(a, func(b *assess.Assessment) {
		for i := range 5000 {
			b.Incidents = append(b.Incidents, assess.Incident{At: assesstest.When(day(i % 900)), Kind: "message", Note: fmt.Sprint(i)})
		}
	})
	c := compared(set, a, b)
	if n := len(c.Changes); n != 5002 || c.Changes[1].Kind != "incidents" {
		t.Errorf("%d changes, the second of kind %q", n, c.Changes[1].Kind)
	}
	if n := len(compared(set, b, b).Changes); n != 0 {
		t.Errorf("with itself: %d changes", n)
	}
}

func TestOtherQuestionnairesAreReported(t *testing.T) {
	before, after := assesstest.Set(), assesstest.Set()
	other := *after.Stalking
	other.Version = "1.1.0"
	after.Stalking = &other
	a := assesstest.Answered(before, assess.No)
	c := compare.All([]compare.Side{{Set: before, A: a}, {Set: after, A: later(a, nil)}}, assess.Tool{}).Comparisons[0]
	if ch := c.Changes[0]; ch.Kind != compare.QuestionnaireChange || ch.Before != "1.0.0" || ch.After != "1.1.0" {
		t.Errorf("got %+v", ch)
	}
	if len(c.Notes) != 1 || !strings.Contains(c.Notes[0], "questionnaires are not the same") {
		t.Errorf("notes: %q", c.Notes)
	}
	if c.Before.Result.Instruments[0].Version != "1.0.0" || c.After.Result.Instruments[0].Version != "1.1.0" {
		t.Error("an assessment was not scored by its own questionnaires")
	}
}

func TestWhatToKnowFirst(t *testing.T) {
	set := assesstest.Set()
	a := assesstest.Answered(set, assess.No)
	a.ID, a.Stage = "A1", assess.FirstContact
	for _, tt := range []struct {
		name   string
		change func(*assess.Assessment)
		want   string
	}{
		{"nothing", nil, ""},
		{"another case", func(b *assess.Assessment) { b.Case.Reference = "NP-2" }, "different cases"},
		{"no reference yet", func(b *assess.Assessment) { b.Case.Reference, b.Status = "", assess.Draft }, "draft"},
		{"made before", func(b *assess.Assessment) { b.AssessedAt = assesstest.Instant("2026-11-01T10:00:00Z") }, "before the first"},
		{"re-assesses another one", func(b *assess.Assessment) { b.Previous = "A7" }, "re-assesses another"},
		{"more was asked", func(b *assess.Assessment) { b.Stage = assess.Full }, "first contact"},
		{"re-assesses this one", func(b *assess.Assessment) { b.Previous = "A1" }, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			notes := compared(set, a, later(a, tt.change)).Notes
			if got := strings.Join(notes, " "); (tt.want == "") != (got == "") || !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want %q in it", got, tt.want)
			}
		})
	}
}

// What is for the page of the case alone is never in a comparison: only that it was
// recorded, or changed.
func TestAPrivateValueIsNotCompared(t *testing.T) {
	set := assesstest.Set()
	a := assesstest.Answered(set, assess.No)
	for _, tt := range []struct {
		was, is       assess.OwnLife
		before, after string
	}{{"", "now", "", "recorded"}, {"declined", "now", "recorded", "changed"}, {"now", "", "recorded", ""}} {
		a.OwnLife, a.Case.SuspectAccess = tt.was, assess.Fact(tt.was)
		c := compared(set, a, later(a, func(b *assess.Assessment) { b.OwnLife, b.Case.SuspectAccess = tt.is, assess.Fact(tt.is) }))
		n := 0
		for _, ch := range c.Changes {
			if ch.Path == "own_life" || ch.Path == "case.suspect_access" {
				n++
				if ch.Before != tt.before || ch.After != tt.after {
					t.Errorf("%s from %q to %q is shown as %q and %q", ch.Path, tt.was, tt.is, ch.Before, ch.After)
				}
			}
		}
		if n != 2 {
			t.Errorf("from %q to %q: %d changes", tt.was, tt.is, n)
		}
	}
}
