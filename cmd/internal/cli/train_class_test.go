package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/training"
	"stalkrisk/questionnaires"
)

// planted is what one learner of a made-up class misses, by theme.
type planted struct {
	item string // answered no instead of yes; "" if none
	deed training.DeedKind
	miss func(*assess.Assessment)
}

var plantedByTheme = []planted{
	{item: "weapon"},          // danger now
	{item: "others-targeted"}, // the pattern
	{item: "fear"},            // impact
	{deed: training.Decided, miss: func(a *assess.Assessment) { a.Decisions = a.Decisions[1:] }},  // recording
	{deed: training.Offered, miss: func(a *assess.Assessment) { a.Referral = assess.Referral{} }}, // advice
}

// classOfTwenty writes a made-up class to a folder: each of twenty misses what its place
// in the round of themes says; the last two also misspell an answer; and one real file is
// among them.
func classOfTwenty(t *testing.T, dir string) {
	t.Helper()
	all, err := questionnairefile.LoadAll(questionnaires.Files)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := questionnairefile.LoadAllPractice(questionnaires.Files, all)
	if err != nil {
		t.Fatal(err)
	}
	p := cases.Newest("the-hedge")
	for n := range 20 {
		a := p.Model.Clone()
		a.Assessor = assess.Assessor{Reference: fmt.Sprintf("T%02d", n+1), Role: "officer"}
		plant := plantedByTheme[n%len(plantedByTheme)]
		if plant.item != "" {
			a.Incidents = nil // nothing that an incident shows stands in for the answer
			a.Responses.Set("stalking", plant.item, assess.Response{Answer: assess.No})
		}
		if plant.miss != nil {
			plant.miss(&a)
		}
		name := filepath.Join(dir, fmt.Sprintf("file%02d.yaml", n+1))
		b := assessmentfile.Encode(name, &a)
		if n >= 18 {
			b = bytes.Replace(b, []byte(`persistence:
      answer: "yes"`), []byte(`persistence:
      answer: "yess"`), 1)
		}
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	real := "format: stalkrisk.assessment/1\ncase: {reference: MADE-UP-1, relationship: neighbour}\nassessor: {reference: T01}\nassessed_at: 2026-11-20T14:03:00Z\n"
	if err := os.WriteFile(filepath.Join(dir, "real.yaml"), []byte(real), 0o600); err != nil {
		t.Fatal(err)
	}
}

// What was planted in a class of twenty is found, and nothing else.
func TestWhatIsPlantedInAClassOfTwentyIsFound(t *testing.T) {
	dir := t.TempDir()
	classOfTwenty(t, dir)
	var out, said bytes.Buffer
	env := Env{Context: context.Background(), In: strings.NewReader(""), Out: &out, Err: &said, Shipped: questionnaires.Files, Now: time.Now, Term: Term{Width: 80}}
	if code := Run(env, []string{"train", "mark", dir, "--format", "json"}); code != exitInvalid {
		t.Fatalf("exit code %d: %s", code, said.String())
	}
	if got := strings.Count(said.String(), "not an assessment of a practice case"); got != 1 || !strings.Contains(said.String(), "real.yaml") {
		t.Errorf("the real file is not named: %s", said.String())
	}
	for _, n := range []string{"file19.yaml", "file20.yaml"} {
		if !strings.Contains(said.String(), n) {
			t.Errorf("the misspelt answer of %s is not named", n)
		}
	}
	var marked training.Marked
	if err := json.Unmarshal(out.Bytes(), &marked); err != nil {
		t.Fatal(err)
	}
	if len(marked.Markings) != 20 || len(marked.Classes) != 1 || marked.Classes[0].Files != 20 {
		t.Fatalf("%d markings, %d classes", len(marked.Markings), len(marked.Classes))
	}
	for n, m := range marked.Markings {
		plant := plantedByTheme[n%len(plantedByTheme)]
		var want, got []string
		if n >= 18 {
			want = append(want, "persistence unreadable")
		}
		if plant.item != "" {
			want = append(want, plant.item+" missed")
		}
		if plant.deed != "" {
			want = append(want, string(plant.deed))
		}
		for _, im := range m.Answers {
			if im.Verdict != training.Same {
				got = append(got, im.Item+" "+string(im.Verdict))
			}
		}
		for _, d := range m.Done {
			if !d.Done {
				got = append(got, string(d.Kind))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: found %q, planted %q", m.Assessor, got, want)
		}
	}
	for _, s := range marked.Classes[0].Answers {
		want := 20
		if slices.ContainsFunc(plantedByTheme, func(p planted) bool { return p.item == s.Item }) {
			want -= 4
		}
		if s.Item == "persistence" {
			want -= 2
		}
		if s.Same != want {
			t.Errorf("%s: %d of 20 have the model's answer, want %d", s.Item, s.Same, want)
		}
	}
	for _, d := range marked.Classes[0].Done {
		want := 20
		if d.Kind == training.Offered || d.What == "it is recorded as stalking" {
			want -= 4
		}
		if d.Done != want {
			t.Errorf("%s: done by %d of 20, want %d", d.What, d.Done, want)
		}
	}
	out.Reset()
	Run(env, []string{"train", "mark", dir, "--format", "text"})
	if lines := strings.Count(out.String(), "\n"); lines > 150 {
		t.Errorf("the page of the class has %d lines", lines)
	}
	for n := range 20 {
		if strings.Contains(out.String(), fmt.Sprintf("T%02d", n+1)) {
			t.Errorf("the page of the class names T%02d", n+1)
		}
	}
}
