// Package calltest plays scripted calls in tests, in both ways of showing a session, and
// counts what a handler reads and presses. Each call is a file in calls: what the caller
// says, and what must come of it. The program decides what is asked, and when.
//
// A call file has a title in its first line, after "#". "at most 30 screens, 1600 words,
// 40 keys" sets limits. "crisis route: WORDS" is of the settings. "file:" is followed by
// what the file holds already, as YAML. Each "caller:" is a sitting, in these lines:
//
//	near-now: no                 what is answered at that step, or typed there
//	incidents: -                 or that it is left without an answer
//	otherwise: no                what is answered at every other step that has it
//	before weapon, mode: cover   what the handler does when that step is shown:
//	                             a command (with the answer at the step it opens),
//	before fear, look at: list   a command whose page is left again,
//	before fear, incident: yesterday 9pm; followed; outside work
//	after violence, hang up      an incident, or the call is cut off
//
// "expect:" follows it: see check.go.
package calltest

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/cmd/internal/session"
	"stalkrisk/questionnaires"
)

//go:embed calls
var files embed.FS

// Noon is when each call begins.
var Noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// Call is a scripted call.
type Call struct {
	Name     string
	title    string
	most     limits
	crisis   string // how the force reaches help at once
	file     string // what it holds before the call, as YAML; "" if the file is new
	sittings []sitting
}

type limits struct{ screens, words, keys int }

// sitting is one conversation on the file of a call.
type sitting struct {
	answers map[string]string // by step
	events  []event
	expects []string
}

// event is what happens when a step is shown, or once it is answered.
type event struct {
	after       bool
	step        string
	what, words string
}

// Play plays every call. sit plays one sitting of it to its end.
func Play(t *testing.T, sit func(*testing.T, *Talk)) {
	names, err := fs.Glob(files, "calls/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no calls", err)
	}
	for _, name := range names {
		c := read(t, name)
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			c.play(t, sit)
		})
	}
}

func (c *Call) play(t *testing.T, sit func(*testing.T, *Talk)) {
	a := c.assessment(t)
	var loaded time.Time
	if c.file != "" {
		loaded = a.AssessedAt.Time()
	}
	now := Noon
	for i := range c.sittings {
		p := &Talk{t: t, call: c, sitting: &c.sittings[i], Now: now}
		p.S = p.open(a, loaded)
		sit(t, p)
		p.check()
		p.reported()
		a, loaded, now = p.stored(), p.Now, p.Now.Add(time.Minute)
	}
}

// open opens a sitting with the shipped questionnaires.
func (p *Talk) open(a *assess.Assessment, loaded time.Time) *session.Session {
	all, err := questionnairefile.LoadAll(questionnaires.Files)
	if err != nil {
		p.t.Fatal(err)
	}
	guides, err := questionnairefile.LoadGuides(questionnaires.Files, all)
	set, problems := all.For(a, assess.Tool{})
	if err != nil || len(problems) > 0 {
		p.t.Fatal(err, problems)
	}
	set.Local.CrisisRoute = p.call.crisis
	s := session.Open(set, a, loaded, func() time.Time { return p.Now }, func(a *assess.Assessment) error {
		p.disk = assessmentfile.Encode("x.yaml", a)
		return nil
	})
	s.Advise(guides)
	if err := s.Touch(); err != nil {
		p.t.Fatal(err)
	}
	return s
}

// assessment returns what the file of a call holds before it.
func (c *Call) assessment(t *testing.T) *assess.Assessment {
	return parsed(t, "format: stalkrisk.assessment/1\nid: T1\nstatus: draft\nstage: first_contact\nassessed_at: 2026-11-20T11:00:00Z\n"+
		"assessor: {reference: H1, role: call_handler}\n"+c.file)
}

func parsed(t *testing.T, text string) *assess.Assessment {
	rec := assessmentfile.One(assessmentfile.Read("x.yaml", []byte(text)))
	if len(rec.Problems) > 0 {
		t.Fatalf("the file has problems: %v\n%s", rec.Problems, text)
	}
	return &rec.Assessment
}

// read reads a call file.
func read(t *testing.T, name string) *Call {
	text, err := files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	c := &Call{Name: strings.TrimSuffix(strings.TrimPrefix(name, "calls/"), ".txt")}
	section := ""
	for n, line := range strings.Split(string(text), "\n") {
		said := strings.TrimSpace(line)
		indented := strings.HasPrefix(line, "  ")
		route, isRoute := strings.CutPrefix(line, "crisis route: ")
		now := len(c.sittings) - 1
		switch {
		case said == "":
		case strings.HasPrefix(line, "# ") && n == 0:
			c.title = line[2:]
		case strings.HasPrefix(said, "#"):
		case strings.HasPrefix(line, "at most"):
			_, err = fmt.Sscanf(line, "at most %d screens, %d words, %d keys", &c.most.screens, &c.most.words, &c.most.keys)
		case isRoute:
			c.crisis = route
		case !indented:
			section = line
			if section == "caller:" {
				c.sittings = append(c.sittings, sitting{answers: map[string]string{}})
			}
		case section == "file:":
			c.file += line[2:] + "\n"
		case section == "caller:":
			err = c.sittings[now].says(said)
		case section == "expect:":
			c.sittings[now].expects = append(c.sittings[now].expects, said)
		default:
			err = fmt.Errorf("no section %q", section)
		}
		if err != nil {
			t.Fatalf("%s:%d: %v", name, n+1, err)
		}
	}
	return c
}

// says reads a line of what a caller says.
func (s *sitting) says(line string) error {
	when, rest, _ := strings.Cut(line, " ")
	if !slices.Contains([]string{"before", "after"}, when) {
		step, answer, ok := strings.Cut(line, ": ")
		if !ok || s.answers[step] != "" {
			return fmt.Errorf("%q is not a step and its answer, or is there twice", line)
		}
		s.answers[step] = answer
		return nil
	}
	step, what, ok := strings.Cut(rest, ", ")
	if !ok {
		return fmt.Errorf("%q does not say what is done", line)
	}
	what, words, _ := strings.Cut(what, ": ")
	s.events = append(s.events, event{when == "after", step, what, words})
	return nil
}
