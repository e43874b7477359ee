package training_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/training"
)

// everybody returns an assessment of each case by each person, with the model answers
// as changed by change.
func (k kit) everybody(ids []string, people int, change func(who int, p *training.PracticeCase, a *assess.Assessment)) []training.Rated {
	var out []training.Rated
	for _, id := range ids {
		p := k.cases.Newest(id)
		for who := range people {
			a := k.learner(p, fmt.Sprintf("T%d", who))
			a.Incidents = nil
			if change != nil {
				change(who, p, a)
			}
			out = append(out, training.Rated{Set: k.set(p), A: a})
		}
	}
	return out
}

var sixCases = []string{"the-fence", "the-rota", "ice-on-the-windscreen", "three-forces", "the-bins", "the-invoice"}

func measureOf(t *testing.T, a training.Agreement, what string) training.Measure {
	t.Helper()
	for _, list := range [][]training.Measure{a.Levels, a.Together, a.Items} {
		for _, m := range list {
			if m.What == what {
				return m
			}
		}
	}
	t.Fatalf("nothing is measured on %q", what)
	return training.Measure{}
}

func near(got assess.Number, want float64) bool { return math.Abs(float64(got)-want) < 1e-9 }

func TestPeopleWithTheSameAnswersAgree(t *testing.T) {
	k := shipped(t)
	a := training.Agree(k.everybody(sixCases, 3, nil))
	if a.Cases != 6 || a.Assessors != 3 || a.Files != 18 {
		t.Errorf("%d cases, %d assessors, %d files", a.Cases, a.Assessors, a.Files)
	}
	m := measureOf(t, a, "overall")
	if m.Units != 6 || m.Raters != 3 || m.Answers != 18 || m.Scale != "ordinal" {
		t.Errorf("overall: %+v", m)
	}
	if !near(m.Percent.Value, 1) || !near(m.Fleiss.Value, 1) || !near(m.Alpha.Value, 1) || !near(m.AC.Value, 1) || !math.IsNaN(float64(m.AC.Low)) {
		t.Errorf("overall: %+v", m)
	}
	if !math.IsNaN(float64(m.Cohen.Value)) {
		t.Errorf("three people have a Cohen's kappa: %v", m.Cohen)
	}
	// Everyone says no throughout: kappa and alpha have no value, and AC1 is 1.
	if m := measureOf(t, a, "strangulation"); !math.IsNaN(float64(m.Fleiss.Value)) || !near(m.AC.Value, 1) || !strings.Contains(m.Reading, "very good") {
		t.Errorf("strangulation: %+v", m)
	}
	if len(a.Worst(10)) != 0 {
		t.Errorf("Worst lists questions on which all agree: %v", a.Worst(10))
	}
}

// Two people differ on one case of six. By hand: the same answer in 5 of 6. They say
// yes in four and three of six, so by chance they agree in 4/6 * 3/6 + 2/6 * 3/6 =
// 1/2, and Cohen's kappa is (5/6 - 1/2)/(1/2) = 2/3. The shares are 7/12 and 5/12:
// Fleiss' pe is 74/144, AC1's is 2 * 7/12 * 5/12 = 70/144.
func TestTwoPeopleOnOneQuestionByHand(t *testing.T) {
	k := shipped(t)
	a := training.Agree(k.everybody(sixCases, 2, func(who int, p *training.PracticeCase, a *assess.Assessment) {
		is := assess.Yes
		if p.ID == "the-bins" || p.ID == "the-invoice" || who == 1 && p.ID == "the-rota" {
			is = assess.No
		}
		answer(a, map[string]assess.Answer{"approach": is})
	}))
	m := measureOf(t, a, "approach")
	if !near(m.Percent.Value, 5.0/6) || !near(m.Cohen.Value, 2.0/3) || !near(m.Fleiss.Value, (5.0/6-74.0/144)/(1-74.0/144)) || !near(m.AC.Value, (5.0/6-70.0/144)/(1-70.0/144)) {
		t.Errorf("%+v", m)
	}
	if !math.IsNaN(float64(m.AC.Low)) || !strings.Contains(strings.Join(a.Notes, " "), "No range is given") {
		t.Errorf("the interval: %v, %s", m.AC, m.Reading)
	}
	if worst := a.Worst(1); len(worst) != 1 || worst[0].What != "approach" {
		t.Errorf("worst: %+v", worst)
	}
}

func TestOpenAnswersAreMissingAndCounted(t *testing.T) {
	k := shipped(t)
	open := []assess.Answer{assess.Unknown, assess.Declined, assess.NotAsked, ""}
	a := training.Agree(k.everybody(sixCases, 4, func(who int, p *training.PracticeCase, a *assess.Assessment) {
		answer(a, map[string]assess.Answer{"fear": assess.Yes, "weapon": open[who]})
		if who > 1 {
			answer(a, map[string]assess.Answer{"fear": open[who]})
		}
	}))
	m := measureOf(t, a, "fear")
	if m.Answers != 12 || m.Open != 12 || m.Units != 6 || m.Raters != 2 || !near(m.Percent.Value, 1) {
		t.Errorf("fear, which two of four left open: %+v", m)
	}
	// As a third answer: two of four say yes and two leave it open, so two of six pairs are
	// the same.
	if !near(m.OpenPercent.Value, 1.0/3) || !strings.Contains(m.Reading, "With open as an answer too, 33% did") {
		t.Errorf("with open as an answer: %v, %s", m.OpenPercent, m.Reading)
	}
	m = measureOf(t, a, "weapon")
	if m.Answers != 0 || m.Open != 24 || m.Units != 0 || m.Reading != "Every answer is open, so there is nothing to compare." {
		t.Errorf("weapon, which all left open: %+v", m)
	}
	if !strings.Contains(a.Notes[0], "never count as no") {
		t.Errorf("notes: %v", a.Notes)
	}
	// A question that does not apply to the case is not open.
	for _, m := range a.Items {
		if m.What == "leverage" || strings.HasPrefix(m.What, "dash.") {
			t.Errorf("%s applies to none of the cases, but is measured: %+v", m.What, m)
		}
	}
}

// Nearly all say yes, and they agree on most cases: kappa falls and AC1 does not, and
// the reading says so.
func TestTheReadingSaysWhenKappaMisleads(t *testing.T) {
	k := shipped(t)
	ids := k.cases.IDs()
	a := training.Agree(k.everybody(ids, 2, func(who int, p *training.PracticeCase, a *assess.Assessment) {
		is := assess.Yes
		if who == 0 && p.ID == ids[0] || who == 1 && p.ID == ids[1] {
			is = assess.No
		}
		answer(a, map[string]assess.Answer{"persistence": is})
	}))
	m := measureOf(t, a, "persistence")
	if m.Cohen.Value > 0 || m.AC.Value < 0.8 {
		t.Fatalf("kappa %v, AC1 %v", m.Cohen.Value, m.AC.Value)
	}
	if !m.Misleads() || !strings.Contains(m.Reading, "Agreement is very good.") {
		t.Error(m.Reading)
	}
}

// Everyone has the model's answer to every case but one person, who says no to one
// question of each.
func TestAgreementWithTheModel(t *testing.T) {
	k := shipped(t)
	rated := k.everybody(sixCases, 4, func(who int, p *training.PracticeCase, a *assess.Assessment) {
		if who == 0 {
			answer(a, map[string]assess.Answer{"persistence": assess.No})
		}
	})
	for i := range rated {
		rated[i].Case = k.cases.Newest(rated[i].A.Training)
	}
	a := training.Agree(rated)
	if m := measureOf(t, a, "persistence"); !near(m.Model.Value, 0.75) || !strings.Contains(m.Reading, "Of the answers 75% are the model's") {
		t.Errorf("persistence: %v, %s", m.Model, m.Reading)
	}
	if m := measureOf(t, a, "history"); !near(m.Model.Value, 1) {
		t.Errorf("history, open in some cases as the model has it: %v", m.Model)
	}
}

func TestOneCaseIsNotCorrectedForChance(t *testing.T) {
	k := shipped(t)
	a := training.Agree(k.everybody([]string{"the-fence"}, 4, func(who int, _ *training.PracticeCase, a *assess.Assessment) {
		if who == 0 {
			answer(a, map[string]assess.Answer{"fear": assess.No})
		}
	}))
	m := measureOf(t, a, "fear")
	if !near(m.Percent.Value, 0.5) || !math.IsNaN(float64(m.AC.Value)) || strings.Contains(m.Reading, "Agreement is") {
		t.Errorf("fear: %+v", m)
	}
	together := measureOf(t, a, "stalking")
	if together.Units < 20 || math.IsNaN(float64(together.AC.Value)) || !math.IsNaN(float64(together.AC.Low)) {
		t.Errorf("all questions together: %+v", together)
	}
	if !strings.Contains(strings.Join(a.Notes, "\n"), "All are of one case") {
		t.Errorf("notes: %v", a.Notes)
	}
}

func TestHowAssessmentsAreGrouped(t *testing.T) {
	k := shipped(t)
	p := k.cases.Newest("the-fence")
	rated := func(who, training_, reference string, at time.Time, fear assess.Answer) training.Rated {
		a := answer(k.learner(p, who), map[string]assess.Answer{"fear": fear})
		a.Training, a.Case.Reference, a.AssessedAt = training_, reference, assess.InstantOf(at)
		return training.Rated{Set: k.set(p), A: a}
	}
	at := p.Model.AssessedAt.Time()
	for _, tt := range []struct {
		name                    string
		all                     []training.Rated
		cases, assessors, files int
		note                    string
		percent                 float64 // on fear; NaN for none
	}{
		{"the latest of one person counts", []training.Rated{rated("A", "the-fence", "", at.Add(time.Hour), assess.Yes), rated("A", "the-fence", "", at, assess.No), rated("B", "the-fence", "", at, assess.Yes)},
			1, 2, 2, "1 of the 3 assessments were followed by a later one", 1},
		{"of two at the same time the last one counts", []training.Rated{rated("A", "the-fence", "", at, assess.Yes), rated("A", "the-fence", "", at, assess.No), rated("B", "the-fence", "", at, assess.Yes)},
			1, 2, 2, "followed by a later one", 0},
		{"each one without a name is another person", []training.Rated{rated("", "the-fence", "", at, assess.Yes), rated("", "the-fence", "", at, assess.No)},
			1, 2, 2, "2 assessments name no assessor", 0},
		{"real cases are joined by their reference", []training.Rated{rated("A", "", "NP-1", at, assess.Yes), rated("B", "", "NP-1", at, assess.Yes), rated("B", "", "NP-2", at, assess.No)},
			2, 2, 3, "", 1},
		{"a practice case is not the case with that reference", []training.Rated{rated("A", "the-fence", "the-fence", at, assess.Yes), rated("B", "", "the-fence", at, assess.Yes)},
			2, 2, 2, "", math.NaN()},
		{"one person alone", []training.Rated{rated("A", "the-fence", "", at, assess.Yes)}, 1, 1, 1, "nothing to compare", math.NaN()},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := training.Agree(tt.all)
			if a.Cases != tt.cases || a.Assessors != tt.assessors || a.Files != tt.files {
				t.Errorf("%d cases, %d assessors, %d files", a.Cases, a.Assessors, a.Files)
			}
			if tt.note != "" && !strings.Contains(strings.Join(a.Notes, "\n"), tt.note) {
				t.Errorf("no note says %q: %v", tt.note, a.Notes)
			}
			if got := float64(measureOf(t, a, "fear").Percent.Value); got != tt.percent && !(math.IsNaN(got) && math.IsNaN(tt.percent)) {
				t.Errorf("agreement on fear is %v, want %v", got, tt.percent)
			}
		})
	}
	if none := training.Agree(nil); none.Cases != 0 || none.Levels == nil || none.Items == nil {
		t.Errorf("without assessments: %+v", none)
	}
}

func TestAgreementNamesNobodyAndIsTheSameEachTime(t *testing.T) {
	k := shipped(t)
	said := func() string {
		b, err := json.Marshal(training.Agree(k.everybody(sixCases, 3, func(who int, _ *training.PracticeCase, a *assess.Assessment) {
			a.Assessor.Reference = fmt.Sprintf("WHOMARKER%d", who)
			if who == 1 {
				answer(a, map[string]assess.Answer{"fear": assess.No})
			}
		})))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	first := said()
	if first != said() {
		t.Error("the same assessments have two agreements")
	}
	if strings.Contains(first, "WHOMARKER") {
		t.Error("an assessor is named")
	}
}

// An assessor's own DASH grade is compared only where one was recorded.
func TestDashGradesAreCompared(t *testing.T) {
	k := shipped(t)
	grades := []assess.Grade{"medium", "high", ""}
	a := training.Agree(k.everybody([]string{"nine-ticks", "a-good-man"}, 3, func(who int, _ *training.PracticeCase, a *assess.Assessment) {
		a.DashGrade.Level = grades[who]
	}))
	m := measureOf(t, a, "dash_grade")
	if m.Answers != 4 || m.Units != 2 || m.Percent.Value != 0 || m.Scale != "ordinal" {
		t.Errorf("%+v", m)
	}
	if measureOf(t, a, "dash.q08").Answers != 6 {
		t.Errorf("DASH applies to both, but is not measured: %+v", measureOf(t, a, "dash.q08"))
	}
}

// One person and one case are one however they are typed; a placeholder is nobody and
// no case, and what may be one is said.
func TestAgreementComparesReferencesAfterFolding(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name             string
		written          [][2]string // case and assessor of each assessment
		cases, assessors int
		note             string
	}{
		{"letter case, blanks and dashes", [][2]string{{"QX-1", "A7"}, {" qx\u20131", "B2"}, {"QX-1\u200b", "b2 "}}, 1, 2, "followed by a later one"},
		{"placeholders", [][2]string{{"N/A", "tbc"}, {"n/a", "TBC"}, {"2.02611E+11", "A7"}, {"2.02611E+11", "B2"}}, 4, 4, "of a case of its own"},
		{"no dash is removed", [][2]string{{"QX-1-23", "A7"}, {"QX-12-3", "B2"}}, 2, 2, "differ only in spaces and punctuation"},
	} {
		var all []training.Rated
		for _, w := range c.written {
			a := assess.Assessment{Case: assess.Case{Reference: w[0]}, Assessor: assess.Assessor{Reference: w[1]}}
			all = append(all, training.Rated{Set: assesstest.Set(), A: &a})
		}
		got := training.Agree(all)
		if got.Cases != c.cases || got.Assessors != c.assessors || !strings.Contains(strings.Join(got.Notes, "\n"), c.note) {
			t.Errorf("%s: %d cases and %d assessors, not %d and %d: %q", c.name, got.Cases, got.Assessors, c.cases, c.assessors, got.Notes)
		}
	}
}
