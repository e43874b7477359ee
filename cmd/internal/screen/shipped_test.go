package screen_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/screen"
	"stalkrisk/cmd/internal/session"
	"stalkrisk/questionnaires"
)

// loaded holds the shipped questionnaires, read once.
var loaded = sync.OnceValues(func() (assess.Questionnaires, error) { return questionnairefile.LoadAll(questionnaires.Files) })

// shipped opens a case with the shipped questionnaires.
func shipped(t testing.TB, a *assess.Assessment) *handler {
	t.Helper()
	all, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	set, problems := all.For(a, assess.Tool{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	d := &handler{t: t, now: noon}
	d.s = session.Open(set, a, time.Time{}, func() time.Time { return d.now }, d.save)
	if err := d.s.Touch(); err != nil {
		t.Fatal(err)
	}
	d.m = screen.New(d.s, screen.Options{Now: func() time.Time { return d.now }, By: "H1"})
	return d
}

// answered returns a case of a stage in which every stalking item has that answer.
func answeredCase(t testing.TB, stage assess.Stage, role assess.Role, relationship assess.Relationship, answer assess.Answer) *assess.Assessment {
	t.Helper()
	a := &assess.Assessment{
		Format: assess.AssessmentFormat, ID: "T1", Status: assess.Draft, Stage: stage, AssessedAt: assess.InstantOf(noon),
		Assessor: assess.Assessor{Reference: "H1", Role: role}, Case: assess.Case{Reference: "MADE-UP-1", Relationship: relationship},
	}
	if answer == "" {
		return a
	}
	all, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	set, _ := all.For(a, assess.Tool{})
	for i := range set.Stalking.Items {
		a.Responses.Set(set.Stalking.ID, set.Stalking.Items[i].ID, assess.Response{Answer: answer, At: assess.InstantOf(noon)})
	}
	return a
}

// Nothing that changes a meaning is cut at the smallest windows: not the question, nor an
// answer, nor that help must be sent, nor what stays in view. What is left out of the
// help is left out by whole sentences.
func TestNothingOfTheShippedQuestionsIsCut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		stage    assess.Stage
		role     assess.Role
		relation assess.Relationship
		answer   assess.Answer
		contact  assess.Contact
		access   assess.Fact
	}{
		{stage: assess.Screen, role: "call_handler"},
		{stage: assess.FirstContact, role: "call_handler", relation: "former_partner"},
		{stage: assess.FirstContact, role: "call_handler", relation: "former_partner", answer: assess.Yes},
		{stage: assess.FirstContact, role: "call_handler", relation: "former_partner", answer: assess.Yes, contact: assess.Contact{SafeToTalk: "no", Mode: "silent"}},
		{stage: assess.FirstContact, role: "call_handler", contact: assess.Contact{SafeToTalk: "no", Mode: "cover"}},
		{stage: assess.FirstContact, role: "call_handler", access: "yes"},
		{stage: assess.Full, role: "officer", relation: "former_partner", answer: assess.Yes},
		{stage: assess.Full, role: "officer", relation: "neighbour", answer: assess.No},
	} {
		for _, size := range [][2]int{{60, 16}, {80, 24}} {
			name := fmt.Sprintf("%s %s %s %s %s at %dx%d", c.stage, c.relation, c.answer, c.contact.Mode, c.access, size[0], size[1])
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				a := answeredCase(t, c.stage, c.role, c.relation, c.answer)
				a.Contact, a.Case.SuspectAccess = c.contact, c.access
				d := shipped(t, a)
				d.size(size[0], size[1])
				for _, st := range d.s.Steps() {
					if st.Kind == conversation.ReviewStep {
						continue
					}
					d.s.Go(st)
					d.m.Show()
					whole(t, d, st, st.ID)
				}
			})
		}
	}
}

// Everything at once: help must be sent, an ambulance too, the caller is not the victim and
// cannot talk, the suspect may read the log, and an earlier ACT NOW is open. What saves a
// life, how to go on, the question and its answers are in view, even beside the story.
func TestNothingIsCutWhenEverythingHappensAtOnce(t *testing.T) {
	t.Parallel()
	const mode = "silent"
	a := answeredCase(t, assess.FirstContact, "call_handler", "former_partner", assess.Yes)
	a.Caller, a.OwnLife, a.Case.SuspectAccess = "third_party", assess.OwnLifeNow, "yes"
	a.Contact = assess.Contact{SafeToTalk: "no", Mode: mode}
	a.EarlierActNow = []assess.EarlierActNow{{ID: "T0", At: assess.InstantOf(noon), Because: []string{"near-now"}}}
	d := shipped(t, a)
	d.size(60, 16)
	for _, st := range d.s.Steps() {
		if st.Kind == conversation.ReviewStep {
			continue
		}
		d.s.Go(st)
		d.m.Show()
		whole(t, d, st, fmt.Sprintf("%s, %s", mode, st.ID))
		if said := d.spoken(); !strings.Contains(said, "h help sent") && !strings.Contains(said, "F3 help sent") {
			t.Errorf("%s, %s: no key records help:\n%s", mode, st.ID, d.picture())
		}
		if st.ID == conversation.AccountStep {
			continue
		}
		d.press("tab")
		whole(t, d, st, fmt.Sprintf("%s, %s, beside the story", mode, st.ID))
		d.press("tab")
	}
}

// whole checks that a question is in view with all its answers and all that stays in
// view, and that no sentence ends in an ellipsis.
func whole(t *testing.T, d *handler, st conversation.Step, at string) {
	t.Helper()
	picture := d.picture() // drawn once
	w, h := d.m.Size()
	fitsIn(t, picture, w, h)
	said := inOneLine(picture)
	one := func(text string) string { return strings.Join(strings.Fields(text), " ") }
	for _, of := range present.AllStanding(d.s) {
		if !strings.Contains(said, one(of.Says)) && !strings.Contains(said, one(of.Brief)) {
			t.Errorf("%s: neither %q nor %q is in view whole:\n%s", at, of.Says, of.Brief, picture)
		}
	}
	if !strings.Contains(said, one(st.Prompt)) {
		t.Errorf("%s: %q is not in view whole:\n%s", at, st.Prompt, picture)
	}
	for _, o := range st.Options {
		if !strings.Contains(said, o.Key+" "+one(o.Label)) {
			t.Errorf("%s: answer %s, %q, is not in view whole:\n%s", at, o.Key, o.Label, picture)
		}
	}
	r := d.s.Result()
	if head, _ := present.ActNowHead(d.s, &r); r.ActNow && !strings.Contains(said, head) {
		t.Errorf("%s: %q is not in view whole:\n%s", at, head, picture)
	}
	if strings.Contains(strings.ReplaceAll(strings.ReplaceAll(said, "now? …", ""), "Where are you? …", ""), "…") {
		t.Errorf("%s: a sentence is cut:\n%s", at, picture)
	}
}
