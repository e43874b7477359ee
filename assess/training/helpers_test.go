package training_test

import (
	"os"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/training"
)

// kit holds the shipped questionnaires and practice cases.
type kit struct {
	shelf assess.Questionnaires
	cases training.Cases
}

func shipped(t testing.TB) kit {
	t.Helper()
	fsys := os.DirFS("../../questionnaires")
	shelf, err := questionnairefile.LoadAll(fsys)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := questionnairefile.LoadAllPractice(fsys, shelf)
	if err != nil {
		t.Fatal(err)
	}
	return kit{shelf, cases}
}

func (k kit) set(p *training.PracticeCase) assess.Instruments {
	set, _ := k.shelf.For(&p.Model, assess.Tool{})
	return set
}

// learner returns the model assessment of a case as a learner's own, to be changed.
func (k kit) learner(p *training.PracticeCase, who string) *assess.Assessment {
	a := p.Model
	a.Assessor = assess.Assessor{Reference: who, Role: "call_handler"}
	a.Responses = nil
	for _, m := range p.Answers {
		a.Responses.Set(m.Instrument, m.Item, assess.Response{Answer: m.Answer})
	}
	return &a
}

// answer changes answers to stalking questions.
func answer(a *assess.Assessment, answers map[string]assess.Answer) *assess.Assessment {
	for item, is := range answers {
		a.Responses.Set("stalking", item, assess.Response{Answer: is})
	}
	return a
}

func (k kit) mark(p *training.PracticeCase, a *assess.Assessment) training.Marking {
	return training.Mark(p, k.set(p), a)
}

func itemOf(t testing.TB, m training.Marking, name string) training.ItemMark {
	t.Helper()
	for _, im := range m.Answers {
		if im.Name == name {
			return im
		}
	}
	t.Fatalf("%s is not among the answers marked", name)
	return training.ItemMark{}
}

func levelOf(m training.Marking, result string) training.LevelMark {
	for _, l := range m.Levels {
		if l.Result == result {
			return l
		}
	}
	return training.LevelMark{}
}
