package siftfile_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/sift"
	"stalkrisk/assess/siftfile"
	"stalkrisk/assess/strictfile"
	"stalkrisk/questionnaires"
)

// However many workers read a log, the bytes that come out are the same.
func TestTheNumberOfWorkersChangesNothing(t *testing.T) {
	all, err := questionnairefile.LoadAll(questionnaires.Files)
	if err != nil {
		t.Fatal(err)
	}
	versions, err := questionnairefile.LoadSifts(questionnaires.Files, nil, all)
	if err != nil {
		t.Fatal(err)
	}
	rules := versions.Newest(questionnairefile.SiftFolder)
	log := "reference,at,area,recorded_as,victim,suspect,place,text\n"
	texts := []string{"Ex sat outside her flat again, she told him to stop and is terrified.", "Loud music next door.", "Followed her home, 40 texts a day."}
	for i := range 2000 { // several chunks for each worker; groups of reports far apart, equally strong
		date := fmt.Sprintf("2026-0%d-1%d", 1+i%9, i%7)
		if i%97 == 0 {
			date = "soon"
		}
		log += fmt.Sprintf("R%d,%s,A%d,Nuisance,V%d,S%d,,%q\n", i, date, i%3, i%150, i%150, texts[(i/150)%3])
	}
	read := func(workers int) string {
		s := sift.New(rules, sift.Options{Quote: true})
		var so []int64
		l, err := siftfile.Read(t.Context(), strings.NewReader(log), siftfile.Options{Workers: workers, Progress: func(read int64) { so = append(so, read) }}, s)
		if err != nil {
			t.Fatal(err)
		}
		if len(so) < 8 || !slices.IsSorted(so) || so[len(so)-1] > int64(len(log)) || so[len(so)-1] < int64(len(log))*9/10 {
			t.Errorf("progress in a log of %d bytes: %v", len(log), so)
		}
		var out bytes.Buffer
		fmt.Fprintln(&out, l.Unread, l.Problems)
		w := siftfile.NewWriter(&out, "ndjson")
		for g := range s.Groups(true) {
			if err := w.Group(&g); err != nil {
				t.Fatal(err)
			}
		}
		return out.String()
	}
	one := read(1)
	if !strings.Contains(one, "V149") {
		t.Fatal("the log gives no groups")
	}
	for _, workers := range []int{2, 3, 8, 32} {
		if got := read(workers); got != one {
			t.Errorf("%d workers give other bytes than one", workers)
		}
	}
}

// A group is written as JSON without a tree, in the bytes that its tree has: its texts
// are whatever the log held.
func TestAGroupIsWrittenAsItsTree(t *testing.T) {
	odd := "a \"b\" \\ <c> & \u2028 \x01 \xff é"
	for _, g := range []sift.Group{
		{},
		{
			Format: sift.Format, Victim: odd, Suspect: odd, Place: odd, Strength: 12, First: odd, Last: odd,
			Signs:      []sift.FoundSign{{ID: odd, Why: odd, References: []string{odd, ""}, Quote: odd}, {ID: "note-x", References: []string{}}},
			References: []string{odd, "R2"}, Areas: []string{odd}, Labels: []string{odd, odd}, Items: []string{"approach"},
		},
	} {
		var out bytes.Buffer
		if err := siftfile.NewWriter(&out, "ndjson").Group(&g); err != nil {
			t.Fatal(err)
		}
		want := string(strictfile.AppendJSON(nil, strictfile.NewShapes().Encode(&g))) + "\n"
		if out.String() != want {
			t.Errorf("written\n%s\nwant\n%s", out.String(), want)
		}
	}
}
