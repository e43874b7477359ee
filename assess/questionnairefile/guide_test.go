package questionnairefile

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"stalkrisk/assess"
	_ "stalkrisk/assess/assesstest/quickfuzz"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/guidance"
)

const localGuide = "guidance/local/1.0.0.yaml"

func localGuideFile(t testing.TB) []byte { return read(t, "testdata/valid-guidance/local.yaml") }

// invalidGuides returns the guidance files that must be refused, by name.
func invalidGuides(t testing.TB) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob("testdata/invalid-guidance/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal("no files in testdata/invalid-guidance", err)
	}
	out := map[string][]byte{}
	for _, name := range names {
		out[name] = read(t, name)
	}
	return out
}

// Each file in testdata/invalid-guidance is the valid one with one fault. The
// messages for its author are in a file beside it.
func TestInvalidGuidesAreRefusedWithReasons(t *testing.T) {
	shelf := small(t)
	for name, b := range invalidGuides(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".yaml"), func(t *testing.T) {
			g, problems := LoadGuide(localGuide, b, shelf)
			if g != nil || len(problems) == 0 {
				t.Fatalf("it was not refused")
			}
			var said strings.Builder
			for _, p := range problems {
				said.WriteString(p.Code + " " + p.String() + "\n")
				if p.Line < 1 || strings.HasSuffix(p.Message, ".") || strings.Contains(p.Message, "%!") {
					t.Errorf("no line, or not in the style of a message: %s", p)
				}
			}
			wanted := strings.TrimSuffix(name, ".yaml") + ".want"
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(wanted, []byte(said.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := string(read(t, wanted)); said.String() != want {
				t.Errorf("got\n%swant (%s; UPDATE=1 rewrites it)\n%s", said.String(), wanted, want)
			}
		})
	}
}

func TestAValidGuideIsReadCompletely(t *testing.T) {
	g, problems := LoadGuide(localGuide, localGuideFile(t), small(t))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if g.ID != "local" || g.Area != "Northshire" || g.StaleDays != 90 || g.AsOf.String() != "2026-11-25" || len(g.SHA256) != 64 {
		t.Errorf("got %+v", g)
	}
	inc := g.Lines[1].When.Incidents
	if inc == nil || inc.AtLeast != 2 || inc.Areas != 2 || inc.Days != 2 || inc.WithinDays != 31 || inc.During != "custody" || len(inc.RecordedAs) != 1 {
		t.Errorf("the camera's incidents are %+v", inc)
	}
	if e := g.Tests[0].Elements[0]; e.Met == nil || !e.Met.Noted || e.Indicated == nil || len(e.Indicated.Any) != 2 {
		t.Errorf("the element is %+v", e)
	}
	if l := g.Lines[0]; l.PageOne != 3 || l.Brief != "look" || len(l.When.All) != 3 {
		t.Errorf("the line is %+v", l)
	}
	if r := g.Routes[0]; r.Number != "01632 960000" || r.VerifiedOn.String() != "2026-11-01" {
		t.Errorf("the route is %+v", r)
	}
}

// lawsOf returns invented guidance for every place and for each jurisdiction named.
func lawsOf(names ...string) fstest.MapFS {
	const text = `format: stalkrisk.guidance/1
id: ID
version: 1.0.0
title: A made-up law
jurisdictions: [LAW]
as_of: 2026-11-25
purpose: a test
misuse: any other use
licence: Apache-2.0
check: check it
stale_days: 90
sources: [{id: made-up, short: made up, title: A made-up source, where: page 1, checked_on: 2026-11-01, mark: read}]
lines: [{id: one, section: traps, when: {yes: [approach]}, says: look, source: [made-up]}]
`
	out := fstest.MapFS{}
	for _, name := range append(names, "everywhere") {
		law := strings.ReplaceAll(name, "-", "_")
		if name == "everywhere" {
			law = strings.Join(assess.Jurisdiction("").Words(), ", ")
		}
		file := strings.Replace(strings.Replace(text, "ID", name, 1), "LAW", law, 1)
		out["guidance/"+name+"/1.0.0.yaml"] = &fstest.MapFile{Data: []byte(file)}
	}
	return out
}

// A force's own guidance is added to the shipped guidance, and cannot change it.
func TestGuidesOfAnotherFolder(t *testing.T) {
	shelf := small(t)
	guides, err := LoadGuides(lawsOf("england-wales", "scotland"), shelf)
	if err != nil {
		t.Fatal(err)
	}
	folder := func(name string, b []byte) fstest.MapFS { return fstest.MapFS{name: &fstest.MapFile{Data: b}} }
	of := assess.Case{VictimArea: " northshire "}
	ids := func(s guidance.Guides, of assess.Case) (out []string) {
		for _, g := range guidance.For(s, &of, fold.Forces{}) {
			out = append(out, g.ID)
		}
		return out
	}
	more, err := AddGuides(guides, folder(localGuide, localGuideFile(t)), shelf)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		of   assess.Case
		want string
	}{
		{"its area", of, "england-wales everywhere local"},
		{"another area", assess.Case{VictimArea: "Southshire"}, "england-wales everywhere"},
		{"the other person's area", assess.Case{SuspectArea: "Northshire"}, "england-wales everywhere local"},
		{"no area", assess.Case{}, "england-wales everywhere"},
		{"another law", assess.Case{VictimArea: "Northshire", Jurisdiction: "scotland"}, "scotland everywhere"},
	} {
		if got := strings.Join(ids(more, tt.of), " "); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
	file := lawsOf("scotland")["guidance/scotland/1.0.0.yaml"].Data
	if _, err := AddGuides(guides, folder("guidance/scotland/1.0.0.yaml", file), shelf); err != nil {
		t.Errorf("the same bytes: %v", err)
	}
	changed := append(slices.Clone(file), "# a comment\n"...)
	kept, err := AddGuides(guides, folder("guidance/scotland/1.0.0.yaml", changed), shelf)
	if err == nil || !strings.Contains(err.Error(), "the shipped guidance") || len(kept) != len(guides) {
		t.Errorf("other bytes under the same version: %d guides and %v", len(kept), err)
	}
}

// What is loaded for one law must give each of its cases the same guides as everything.
func TestGuidesOfOneLaw(t *testing.T) {
	shelf := small(t)
	fsys := lawsOf("england-wales", "scotland")
	with := func(name, from, old, text string) {
		b := strings.Replace(string(fsys["guidance/"+from+"/1.0.0.yaml"].Data), old, text, 1)
		fsys[name] = &fstest.MapFile{Data: []byte(b)}
	}
	with("guidance/scotland/1.1.0.yaml", "scotland", "version: 1.0.0", "version: 1.1.0")
	with("guidance/everywhere/0.9.0.yaml", "everywhere", "version: 1.0.0", "version: 0.9.0")
	with("guidance/everywhere/1.1.0.yaml", "scotland", "id: scotland\nversion: 1.0.0", "id: everywhere\nversion: 1.1.0") // it speaks of the others no more
	with("guidance/odd/1.0.0.yaml", "england-wales", "id: england-wales", "id: odd")
	with("guidance/odd/1.0.0.yaml", "odd", "jurisdictions: [england_wales]\n", "")
	with("guidance/odd/1.0.0.yaml", "odd", "lines:", "jurisdictions: [england_wales]\nlines:")
	all, err := LoadGuides(fsys, shelf)
	if err != nil {
		t.Fatal(err)
	}
	named := func(guides guidance.Guides, of assess.Case) (out []string) {
		for _, g := range guidance.For(guides, &of, fold.Forces{}) {
			out = append(out, g.ID+" "+g.Version)
		}
		return out
	}
	for _, law := range assess.Jurisdiction("").Words() {
		of := assess.Case{Jurisdiction: assess.Jurisdiction(law)}
		some, err := LoadGuidesOf(fsys, shelf, of.Jurisdiction)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := named(some, of), named(all, of); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", law, got, want)
		}
		if (law == "scotland") != (some.Newest("scotland") != nil) {
			t.Errorf("%s: the guide of scotland alone is loaded, or not, against the law", law)
		}
	}
	fsys["guidance/scotland/1.2.0.yaml"] = &fstest.MapFile{Data: []byte("jurisdictions: [scotland]\nsources: []\n")}
	if _, err := LoadGuidesOf(fsys, shelf, "scotland"); err == nil {
		t.Error("a faulty guide of the law is not refused")
	}
}

func TestBadGuideCasesAreRefused(t *testing.T) {
	shelf := small(t)
	g, problems := LoadGuide(localGuide, localGuideFile(t), shelf)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	const head = "format: stalkrisk.guidance-cases/1\nguidance: local\nversion: 1.0.0\ncases:\n"
	for _, tt := range []struct{ name, file, want string }{
		{"another format", strings.Replace(head, "guidance-cases/1", "cases/1", 1) + "  - {name: a, expect: {only: []}}\n", "format: not a file of guidance cases"},
		{"another guide", strings.Replace(head, "local", "other", 1) + "  - {name: a, expect: {only: []}}\n", "guidance: these cases are of another guidance file"},
		{"no cases", strings.TrimSuffix(head, "cases:\n"), "cases: there are no cases"},
		{"nothing expected", head + "  - {name: a}\n", "the case expects nothing"},
		{"an unknown line", head + "  - {name: a, expect: {shows: [frist]}}\n", `no such line, test or route; did you mean "first"?`},
		{"an unknown element", head + "  - {name: a, expect: {statuses: {offence.two: met}}}\n", `no such element`},
		{"an unknown status", head + "  - {name: a, expect: {statuses: {offence.one: proven}}}\n", "not an allowed value; write met, indicated, missing or not_asked"},
		{"a name twice", head + "  - {name: a, expect: {only: []}}\n  - {name: a, expect: {only: []}}\n", "another case has this name"},
		{"an unknown key of a case", head + "  - {name: a, answers: {}, expect: {only: []}}\n", "not a known key"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cases, problems := LoadGuideCases("guidance/local/1.0.0.cases.yaml", []byte(tt.file), g, shelf)
			var said []string
			for _, p := range problems {
				said = append(said, p.String())
			}
			if got := strings.Join(said, "\n"); cases != nil || !strings.Contains(got, tt.want) {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestGuideCasesReportDifferencesAndWhatTheyDoNotReach(t *testing.T) {
	shelf := small(t)
	g, problems := LoadGuide(localGuide, localGuideFile(t), shelf)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	file := `format: stalkrisk.guidance-cases/1
guidance: local
version: 1.0.0
cases:
  - name: one
    case: {victim_area: Northshire}
    responses: {persistence: "yes"}
    expect: {shows: [first], hides: [service], only: [], statuses: {offence.one: met}}
`
	cases, problems := LoadGuideCases("guidance/local/1.0.0.cases.yaml", []byte(file), g, shelf)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	got := strings.Join(append(cases[0].Run(shelf, g), Unreached(cases, shelf, g)...), "\n")
	for _, want := range []string{
		"first: expected to be shown, and is not",
		"service: expected not to be shown, and is",
		"offence: expected not to be shown, and is",
		"offence.one: expected met, found not_asked",
		"camera: no case expects it to be shown; write one",
		"offence.one: not met in any case; add a case where it is",
		"camera.when, single condition 1: not true in any case; add a case where it is",
		"service.when, single condition 1: not false in any case; add a case where it is",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing: %s\nin\n%s", want, got)
		}
	}
}

// smallGuide is a valid file with one of everything, as short as can be.
const smallGuide = `{"format":"stalkrisk.guidance/1","id":"local","version":"1.0.0","title":"T","jurisdictions":["england_wales"],"area":"A","as_of":"2026-11-25","purpose":"p","misuse":"m","licence":"l","language":"en-GB","check":"c","order":"o","stale_days":90,
"sources":[{"id":"s","short":"s","title":"t","where":"w","checked_on":"2026-11-01","mark":"read"}],"conditions":[{"id":"c","when":{"yes":["persistence","dash.q08"]}}],
"tests":[{"id":"t","kind":"offence","title":"T","says":"s","when":{"named":"c"},"source":["s"],"elements":[{"id":"e","what":"w","ask":"a","source":["s"]}]}],
"lines":[{"id":"l","section":"traps","when":{"yes":["fear"]},"says":"s","source":["s"]}],
"routes":[{"id":"r","name":"n","detail":"d","number":"0","area":"A","audience":"a","verified_on":"2026-11-01","when":{"named":"c"},"source":["s"]}]}`

// FuzzLoadGuide checks that guidance is either refused with reasons, or can be
// followed for any assessment without a panic.
func FuzzLoadGuide(f *testing.F) {
	shelf := small(f)
	a := &assess.Assessment{Incidents: []assess.Incident{{Kind: "visit", Channel: "in_person", Area: "{victim_area}"}}}
	set, scored := assess.Assess(shelf, a, assess.Tool{}, nil)
	if _, problems := LoadGuide("", []byte(smallGuide), shelf); len(problems) > 0 {
		f.Fatal(problems)
	}
	addChanges(f, smallGuide, `{"yes":["fear"]}`, `{"item":"fear","is":["yes"],"noted":true}`, `{"yes":["fear"]}`, `{"all":[{"named":"c"},{"contact":"safe_to_talk","is":["no"]},{"result":"overall","is":["high"]}]}`,
		`{"yes":["fear"]}`, `{"any":[{"orders":["any","spo"]},{"triggers":["release"]},{"case":"relationship","is":["stranger"]},{"recorded":"caller","is":["victim"]}]}`,
		`{"yes":["fear"]}`, `{"incidents":{"kinds":["visit"],"channels":["in_person"],"breach":["near"],"reported":["no"],"recorded_as":["noise"],"within_days":31,"during":"custody","at_least":2,"areas":2,"days":2}}`,
		`"dash.q08"`, `"other.q08"`, `{"named":"c"}`, `{"named":"d"}`, `"read"`, `"unverified"`, `"says":"s"`, `"says":"{victim_area}"`, `"traps"`, `"evidence","goes":"soon","hours":2`, `"traps"`, `"say","not":"n"`, `"traps"`, `"traps","page_one":3,"brief":"b"`,
		`"offence"`, `"acts"`, `"ask":"a"`, `"ask":"a","met":{"yes":["fear"]},"indicated":{"yes":["fear"]}`)
	f.Fuzz(func(t *testing.T, at, cut uint16, text string) {
		g, problems := LoadGuide("", changed(smallGuide, at, cut, text), shelf)
		if (g == nil) == (len(problems) == 0) {
			t.Fatalf("guide %v and problems %v: it must be one or the other", g, problems)
		}
		if g == nil {
			return
		}
		c := guidance.Follow([]*guidance.Guide{g}, set, a, &scored.Result)
		for _, l := range c.Lines {
			if len(l.From) == 0 || len(l.Cited) == 0 {
				t.Fatalf("line %s follows from nothing, or has no source", l.ID)
			}
		}
		for _, r := range c.Routes {
			if r.Number != "" && r.VerifiedOn.IsZero() {
				t.Fatalf("route %s shows a number that was never verified", r.ID)
			}
		}
	})
}
