package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/training"
)

// learner returns a case's model answers as a learner's, with some changed.
func learner(p *training.PracticeCase, who string, changed map[string]assess.Answer) *assess.Assessment {
	a := p.Model
	a.ID, a.Assessor = "L-"+who, assess.Assessor{Reference: who, Role: "call_handler"}
	a.Responses = nil
	for _, m := range p.Answers {
		a.Responses.Set(m.Instrument, m.Item, assess.Response{Answer: m.Answer})
	}
	for item, is := range changed {
		a.Responses.Set("stalking", item, assess.Response{Answer: is})
	}
	return &a
}

// theGate returns the practice case of the tests with its questionnaires.
func theGate() (*training.PracticeCase, assess.Instruments) {
	p := assesstest.Practice().Newest("the-gate")
	set, _ := assesstest.Questionnaires().For(&p.Model, assess.Tool{})
	return p, set
}

// threeMarked returns the markings of three learners: one mostly wrong, one who left much
// unanswered, and one nearly right.
func threeMarked() training.Marked {
	p, set := theGate()
	first := learner(p, "T1", map[string]assess.Answer{"approach": assess.No, "threats": assess.No, "fear": assess.NotAsked, "weapon": assess.Yes, "specific-threat": assess.Unknown})
	first.Incidents, first.Case.Relationship, first.Contact.SafeToTalk = nil, "acquaintance", ""
	second := learner(p, "T2", map[string]assess.Answer{"fear": assess.No, "approach": assess.NotAsked, "how-often": assess.NotAsked, "more-often": assess.Declined})
	m := training.Marked{Format: training.MarkingFormat}
	for _, a := range []*assess.Assessment{first, second, learner(p, "T3", map[string]assess.Answer{"intrusion": assess.Yes})} {
		m.Markings = append(m.Markings, training.Mark(p, set, a))
	}
	m.Classes = training.Classes(m.Markings)
	return m
}

// agreedOn returns what three learners make of six cases: one is sometimes sure
// that nobody is scared, one sees no approach.
func agreedOn() training.Agreement {
	p, set := theGate()
	var rated []training.Rated
	for k := range 6 {
		for who := range 3 {
			changed := map[string]assess.Answer{}
			switch {
			case who == 1 && k%3 == 0:
				changed["fear"] = assess.No
			case who == 2 && k%2 == 0:
				changed["approach"], changed["life-changed"] = assess.No, assess.Unknown
			}
			a := learner(p, "T"+strconv.Itoa(who), changed)
			a.Incidents, a.Training, a.Case.Reference = nil, "", "case "+strconv.Itoa(k)
			rated = append(rated, training.Rated{Set: set, A: a})
		}
	}
	return training.Agree(rated)
}

func TestTrainingReadsAsItShould(t *testing.T) {
	p, set := theGate()
	for name, write := range map[string]func(*bytes.Buffer) error{
		"marking.md": func(b *bytes.Buffer) error { return Write(b, "markdown", threeMarked(), 0) },
		"sheet.md": func(b *bytes.Buffer) error {
			m := threeMarked()
			m.Markings, m.Classes = m.Markings[:1], nil
			return Write(b, "markdown", m, 0)
		},
		"marking.json":   func(b *bytes.Buffer) error { return Write(b, "json", short(threeMarked(), 1), 0) },
		"agreement.md":   func(b *bytes.Buffer) error { return Write(b, "markdown", agreedOn(), 0) },
		"agreement.json": func(b *bytes.Buffer) error { return Write(b, "json", short(agreedOn(), 1), 0) },
		"agreement.csv":  func(b *bytes.Buffer) error { return Write(b, "csv", agreedOn(), 0) },
		"handout.md":     func(b *bytes.Buffer) error { return Write(b, "markdown", Practice{p, set, false}, 0) },
		"trainer.md":     func(b *bytes.Buffer) error { return Write(b, "markdown", Practice{p, set, true}, 0) },
		"card.md":        func(b *bytes.Buffer) error { return Write(b, "markdown", card(set.Stalking), 0) },
		"form.md":        func(b *bytes.Buffer) error { return Write(b, "markdown", Form{set.Stalking}, 0) },
		"guide.md":       func(b *bytes.Buffer) error { return Write(b, "markdown", Guide{set.Stalking}, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			got := bytesOf(t, write)
			if i := bytes.Index(got, []byte("%!")); i >= 0 {
				t.Errorf("a sentence was not filled in: %q", got[i:min(len(got), i+40)])
			}
			golden(t, "testdata/"+name+".golden", got)
		})
	}
}

func TestTheHandoutGivesNothingAway(t *testing.T) {
	for _, p := range shipped().practice {
		got := string(bytesOf(t, func(b *bytes.Buffer) error {
			return Write(b, "text", Practice{p, assess.Instruments{}, false}, 10000)
		}))
		for _, m := range p.Answers {
			if strings.Contains(got, m.Why) {
				t.Errorf("%s: the hand-out says why %s is %s", p.ID, m.Item, m.Answer)
			}
		}
		for _, c := range p.Checks {
			if strings.Contains(got, c.Holds) {
				t.Errorf("%s: the hand-out says what the systems hold", p.ID)
			}
		}
		for _, says := range append(p.Learn, p.DrawnFrom, string(p.Expect.Escalation)) {
			if says != "" && strings.Contains(got, says) {
				t.Errorf("%s: the hand-out says %q", p.ID, says)
			}
		}
	}
}

func TestTrainingWritersRefuseOtherFormats(t *testing.T) {
	p, set := theGate()
	var b bytes.Buffer
	for name, err := range map[string]error{
		"marking":   Write(&b, "csv", training.Marked{}, 0),
		"agreement": Write(&b, "yaml", training.Agreement{}, 0),
		"practice":  Write(&b, "json", Practice{p, set, true}, 0),
		"form":      Write(&b, "json", Form{set.Dash}, 0),
		"guide":     Write(&b, "papyrus", Guide{set.Dash}, 0),
	} {
		if err == nil || b.Len() > 0 {
			t.Errorf("%s: an unknown format: %v, %d bytes", name, err, b.Len())
		}
	}
}

// Free text is escaped for each format, as in every report.
func TestWhatIsHostileInTrainingIsEscaped(t *testing.T) {
	m := threeMarked()
	hostile := "\x1b[31m=cmd|' /C calc'!A1 <script> [x](javascript:y) \u202e `z`"
	m.Markings[0].Assessor = hostile
	m.Markings[0].Answers[0].Verdict, m.Markings[0].Answers[0].Says = training.Missed, hostile
	a := agreedOn()
	a.Items[0].Topic = "=cmd|' /C calc'!A1"
	for name, got := range map[string][]byte{
		"marking, Markdown": bytesOf(t, func(b *bytes.Buffer) error { return Write(b, "markdown", m, 0) }),
		"marking, text":     bytesOf(t, func(b *bytes.Buffer) error { return Write(b, "text", m, 0) }),
		"marking, JSON":     bytesOf(t, func(b *bytes.Buffer) error { return Write(b, "json", m, 0) }),
	} {
		if i := bytes.IndexFunc(got, hidden); i >= 0 {
			t.Errorf("%s: a raw control character near %q", name, got[i:min(len(got), i+20)])
		}
		if strings.HasSuffix(name, "Markdown") && (bytes.Contains(got, []byte(" <script>")) || bytes.Contains(got, []byte(" [x]("))) {
			t.Errorf("%s: Markdown of a learner's own", name)
		}
	}
	rows, err := csv.NewReader(bytes.NewReader(bytesOf(t, func(b *bytes.Buffer) error { return Write(b, "csv", a, 0) }))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if number, err := strconv.ParseFloat(cell, 64); cell != "" && strings.ContainsAny(cell[:1], "=+-@") && (err != nil || math.IsNaN(number)) {
				t.Errorf("a spreadsheet would read %q as a formula", cell)
			}
		}
	}
}

func TestAgreementAsJSONHasNullWhereThereIsNoValue(t *testing.T) {
	var read struct {
		Format string
		Items  []struct {
			What  string
			Cohen map[string]*float64 `json:"cohen_kappa"`
			AC    map[string]*float64 `json:"gwet_ac"`
		}
	}
	if err := json.Unmarshal(bytesOf(t, func(b *bytes.Buffer) error { return Write(b, "json", agreedOn(), 0) }), &read); err != nil {
		t.Fatal(err)
	}
	if read.Format != "stalkrisk.agreement/1" || len(read.Items) < 20 {
		t.Fatalf("%s with %d items", read.Format, len(read.Items))
	}
	for _, i := range read.Items {
		if i.Cohen["value"] != nil {
			t.Errorf("%s: three people have a Cohen's kappa", i.What)
		}
		if i.What == "fear" && (i.AC["value"] == nil || i.AC["low"] != nil) { // three people are too few for an interval
			t.Errorf("fear has %v", i.AC)
		}
	}
}

// Working through the rules on the paper form by hand gives the same levels as the
// program, whatever is ticked.
func TestThePageOfRulesGivesTheLevels(t *testing.T) {
	_, set := theGate()
	in := set.Stalking
	page := bytesOf(t, func(b *bytes.Buffer) error { return Write(b, "text", Form{in}, 100000) })
	rules := readRules(t, string(page))
	random := rand.New(rand.NewPCG(7, 7))
	seen := map[string]bool{}
	for range 600 {
		a := assess.Assessment{Format: assess.AssessmentFormat, Case: assess.Case{Relationship: "former_partner", Children: "yes"}}
		a.AssessedAt, _ = assess.ParseInstant("2026-11-20T14:03:00Z")
		ticked := map[string]bool{}
		one := 2 + random.IntN(20) // in so many
		for _, it := range in.Items {
			answer := assess.Answer(assess.Answers()[1+random.IntN(4)])
			if random.IntN(one) == 0 {
				answer = assess.Yes
			}
			a.Responses.Set("stalking", it.ID, assess.Response{Answer: answer})
			ticked[it.ID] = answer == assess.Yes
		}
		r := assess.Score(set, &a)
		baseline, escalation := rules.level("Baseline", ticked), rules.level("Escalation", ticked)
		overall := rules.overall[baseline+" "+escalation]
		seen[overall] = true
		if baseline != r.Baseline.Established || escalation != r.Escalation.Established || overall != r.Overall.Established {
			t.Fatalf("by hand %s, %s, %s; by the program %s, %s, %s; ticked %v", baseline, escalation, overall,
				r.Baseline.Established, r.Escalation.Established, r.Overall.Established, ticked)
		}
	}
	if len(seen) != 3 {
		t.Errorf("only these levels came up: %v", seen)
	}
}

// handRules holds the rules as read from the page.
type handRules struct {
	lines   map[string][]handLine // by result, highest first
	overall map[string]string
}

type handLine struct {
	level string
	least int
	of    []string
}

func readRules(t *testing.T, page string) handRules {
	h := handRules{map[string][]handLine{}, map[string]string{}}
	_, page, _ = strings.Cut(page, "How the levels come about")
	level := regexp.MustCompile(`^- ([A-Z][a-z]+): where (.*)\.$`)
	needs := regexp.MustCompile(`^    - (?:Any one of|At least (\d+) of): (.*)$`)
	cell := regexp.MustCompile(`^baseline is ([a-z]+) and escalation is ([a-z]+)$`)
	result, last := "", ""
	for _, line := range strings.Split(page, "\n") {
		switch m, n := level.FindStringSubmatch(line), needs.FindStringSubmatch(line); {
		case line == "Baseline" || line == "Escalation" || line == "Overall" || line == "Send help at once":
			result = line
		case m != nil && result == "Overall":
			if c := cell.FindStringSubmatch(m[2]); c != nil {
				h.overall[c[1]+" "+c[2]] = strings.ToLower(m[1])
			}
		case m != nil:
			last = strings.ToLower(m[1])
			if m[2] == "no line above does. It never means no risk" {
				h.lines[result] = append(h.lines[result], handLine{level: last})
			}
		case n != nil && result != "":
			least, _ := strconv.Atoi(n[1])
			h.lines[result] = append(h.lines[result], handLine{last, max(least, 1), strings.Split(n[2], ", ")})
		}
	}
	if len(h.overall) != 9 || len(h.lines["Baseline"]) != 5 || len(h.lines["Escalation"]) != 4 {
		t.Fatalf("the page reads as %+v", h)
	}
	return h
}

func (h handRules) level(result string, ticked map[string]bool) string {
	for _, line := range h.lines[result] {
		yes := 0
		for _, id := range line.of {
			if ticked[id] {
				yes++
			}
		}
		if yes >= line.least {
			return line.level
		}
	}
	return ""
}

// Both papers have every rule, and every question with its prompt and sources.
func TestPapersHoldEverything(t *testing.T) {
	for _, in := range shipped().shelf.Versions {
		for name, write := range map[string]func(*bytes.Buffer) error{
			"form":  func(b *bytes.Buffer) error { return Write(b, "text", Form{in}, 100000) },
			"guide": func(b *bytes.Buffer) error { return Write(b, "text", Guide{in}, 100000) },
		} {
			got := string(bytesOf(t, write))
			var want []string
			for _, it := range in.Items {
				want = append(want, it.Prompt, it.Help, it.FollowUp)
				want = append(want, it.Source...)
			}
			for _, r := range in.Rules {
				want = append(want, "("+r.ID+")")
			}
			for _, r := range in.ActNow {
				want = append(want, r.ID)
			}
			for _, e := range in.Evidence {
				want = append(want, e.Citation)
			}
			want = append(want, in.Purpose, in.Misuse, in.EvidenceStatus, in.ReadFirst)
			if missing := slices.DeleteFunc(want, func(s string) bool { return strings.Contains(got, oneLine(s)) }); len(missing) > 0 {
				t.Errorf("the %s of %s lacks %q", name, in.ID, missing)
			}
		}
	}
}

// The short form of the shipped questions fits a page of 66 lines, has every question and
// room for incidents.
func TestTheShortFormIsOnePage(t *testing.T) {
	in := shipped().shelf.Newest("stalking")
	got := string(bytesOf(t, func(b *bytes.Buffer) error { return Write(b, "text", ShortForm{in}, 80) }))
	if n := strings.Count(got, "\n"); n > 66 {
		t.Errorf("%d lines:\n%s", n, got)
	}
	if boxes := strings.Count(got, "☐"); boxes < 3*len(in.Items)+incidentRows {
		t.Errorf("%d boxes for %d questions and %d incidents", boxes, len(in.Items), incidentRows)
	}
}
