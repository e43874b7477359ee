package line

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/cmd/internal/session"
	"stalkrisk/questionnaires"
)

// noon is the time of the tests.
var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// disk is where a test saves its assessment.
type disk struct {
	bytes []byte
	saves int
	fail  int    // the save that fails, from 1; 0 for none
	waits func() // what a save waits for; nil: nothing
}

func (d *disk) save(a *assess.Assessment) error {
	d.saves++
	if d.waits != nil {
		d.waits()
	}
	if d.saves == d.fail {
		return os.ErrPermission
	}
	d.bytes = assessmentfile.Encode("x.yaml", a)
	return nil
}

// read returns what is on the disk, which must be valid.
func (d *disk) read(t *testing.T) *assess.Assessment {
	t.Helper()
	rec := assessmentfile.One(assessmentfile.Read("x.yaml", d.bytes))
	if len(rec.Problems) > 0 {
		t.Fatalf("what was saved has problems: %v", rec.Problems)
	}
	return &rec.Assessment
}

// begin opens a new sitting of a call handler.
func begin(d *disk, stage assess.Stage) *session.Session { return beginAt(d, stage, assess.Local{}) }

// beginAt is begin in a force with those settings.
func beginAt(d *disk, stage assess.Stage, local assess.Local) *session.Session {
	a := &assess.Assessment{
		Format: assess.AssessmentFormat, ID: "T1", Status: assess.Draft, Stage: stage,
		Assessor: assess.Assessor{Reference: "H1", Role: "call_handler"}, AssessedAt: assess.InstantOf(noon),
	}
	set, _ := assesstest.Questionnaires().For(a, assess.Tool{})
	set.Local = local
	return session.Open(set, a, time.Time{}, func() time.Time { return noon }, d.save)
}

// resume opens what is on the disk, later.
func resume(t *testing.T, d *disk, now time.Time) *session.Session {
	t.Helper()
	a := d.read(t)
	set, problems := assesstest.Questionnaires().For(a, assess.Tool{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return session.Open(set, a, a.AssessedAt.Time(), func() time.Time { return now }, d.save)
}

// say runs s with these lines of input and returns what was shown.
func say(s *session.Session, lines ...string) (string, error) {
	var out bytes.Buffer
	in := NewInput(strings.NewReader(strings.Join(lines, "\n") + "\n"))
	defer in.Close()
	err := Run(context.Background(), s, in, &out, Options{Width: 80, By: "H1"})
	return out.String(), err
}

// answer returns the saved answer to a stalking item.
func answer(a *assess.Assessment, id string) assess.Answer {
	r, _ := a.Responses.Of("stalking", id)
	return r.Answer
}

// given returns how many answers and facts are recorded.
func given(a *assess.Assessment) (n int) {
	for _, s := range a.Responses {
		for _, r := range s.Items {
			if r.Answer != assess.NotAsked && r.Answer != "" {
				n++
			}
		}
	}
	for _, is := range []bool{
		a.Contact.SafeToTalk != "", a.Contact.Mode != "", a.Contact.Ended != "", a.FirstAccount != "", a.Caller != "", a.Case.Relationship != "",
		a.Case.Children != "", a.Case.SuspectAccess != "",
		a.Contact.SafeTimes != "", a.Case.VictimArea != "", a.Case.SuspectArea != "", len(a.AdviceGiven) > 0, a.Referral.Offered != "", a.Case.Reference != "",
	} {
		if is {
			n++
		}
	}
	return n
}

// shipped opens a first contact with the shipped questions and guidance.
func shipped(t *testing.T, d *disk, a *assess.Assessment, loaded time.Time) *session.Session {
	t.Helper()
	all, err := questionnairefile.LoadAll(questionnaires.Files)
	if err != nil {
		t.Fatal(err)
	}
	set, problems := all.For(a, assess.Tool{})
	guides, err := questionnairefile.LoadGuides(questionnaires.Files, all)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	s := session.Open(set, a, loaded, func() time.Time { return noon }, d.save)
	s.Advise(guides)
	return s
}

func newCall() *assess.Assessment {
	return &assess.Assessment{
		Format: assess.AssessmentFormat, ID: "T1", Status: assess.Draft, Stage: assess.FirstContact,
		Assessor: assess.Assessor{Reference: "H1", Role: "call_handler"}, AssessedAt: assess.InstantOf(noon),
	}
}
