package assesstest_test

import (
	"io/fs"
	"path"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/questionnairefile"
)

func TestTheWorkedCasesHold(t *testing.T) {
	for _, in := range assesstest.Questionnaires().Versions {
		name := path.Join(in.ID, in.Version+".cases.yaml")
		b, err := fs.ReadFile(assesstest.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		cases, problems := questionnairefile.LoadCases(name, b, in)
		if len(problems) > 0 {
			t.Fatalf("%s: %v", name, problems)
		}
		for _, wc := range cases {
			for _, d := range wc.Run(assesstest.Questionnaires(), in) {
				t.Errorf("%s:%d: %s: %s", name, wc.Line, wc.Name, d)
			}
		}
	}
}

func TestTheGuidanceCasesHold(t *testing.T) {
	for _, g := range assesstest.Guides() {
		name := path.Join(questionnairefile.GuideFolder, g.ID, g.Version+".cases.yaml")
		b, err := fs.ReadFile(assesstest.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		cases, problems := questionnairefile.LoadGuideCases(name, b, g, assesstest.Questionnaires())
		if len(problems) > 0 {
			t.Fatalf("%s: %v", name, problems)
		}
		for _, gc := range cases {
			for _, d := range gc.Run(assesstest.Questionnaires(), g) {
				t.Errorf("%s:%d: %s: %s", name, gc.Line, gc.Name, d)
			}
		}
		for _, missing := range questionnairefile.Unreached(cases, assesstest.Questionnaires(), g) {
			t.Errorf("%s: %s", name, missing)
		}
	}
}

func TestThePracticeCaseComesOutAsItSays(t *testing.T) {
	for _, p := range assesstest.Practice() {
		set, _ := assesstest.Questionnaires().For(&p.Model, assess.Tool{})
		for _, d := range p.Differences(set) {
			t.Errorf("%s: %s", p.ID, d)
		}
	}
}
