package questionnaires_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/sift"
	"stalkrisk/assess/siftfile"
	"stalkrisk/questionnaires"
)

// siftRules returns the shipped rules of the sift.
func siftRules(t *testing.T) *sift.Rules {
	t.Helper()
	all, err := questionnairefile.LoadAll(questionnaires.Files)
	if err != nil {
		t.Fatal(err)
	}
	rules, err := questionnairefile.LoadSifts(questionnaires.Files, nil, all)
	if err != nil {
		t.Fatal(err)
	}
	return rules.Newest(questionnairefile.SiftFolder)
}

// The rules find stalking under other names in invented logs, and leave alone what only
// sounds like it.
func TestTheSiftFindsStalkingInInventedLogs(t *testing.T) {
	logs, err := os.Open("testdata/sift/logs.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer logs.Close()
	s := sift.New(siftRules(t), sift.Options{})
	if log, err := siftfile.Read(t.Context(), logs, siftfile.Options{Workers: 3}, s); err != nil || len(log.Problems) > 0 {
		t.Fatal(err, log.Problems)
	}
	listed := map[string]bool{}
	for g := range s.Groups(false) {
		for _, r := range g.References {
			listed[r] = true
		}
	}
	truth, err := os.Open("testdata/sift/groups.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer truth.Close()
	rows, err := csv.NewReader(truth).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var found, missed, wrong float64
	for _, row := range rows[1:] {
		is := false
		for _, r := range strings.Split(row[3], ";") {
			is = is || listed[r]
		}
		switch {
		case is && row[1] == "stalking":
			found++
		case is:
			wrong++
			t.Logf("%s listed by mistake: %s", row[0], row[4])
		case row[1] == "stalking":
			missed++
			t.Logf("%s missed: %s", row[0], row[4])
		}
	}
	if recall, precision := found/(found+missed), found/(found+wrong); recall < 0.85 || precision < 0.80 {
		t.Errorf("recall %.2f, want 0.85; precision %.2f, want 0.80", recall, precision)
	}
}
