package sift_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/sift"
	"stalkrisk/assess/timeline"
	"stalkrisk/questionnaires"
)

func rules(t *testing.T) *sift.Rules {
	t.Helper()
	all, err := questionnairefile.LoadAll(questionnaires.Files)
	if err != nil {
		t.Fatal(err)
	}
	versions, err := questionnairefile.LoadSifts(questionnaires.Files, nil, all)
	if err != nil {
		t.Fatal(err)
	}
	return versions.Newest("sift")
}

func report(ref, day, victim, suspect, place, text string) *sift.Report {
	at, _ := timeline.ParseWhen(day)
	return &sift.Report{Reference: ref, At: at, Area: "Northshire", RecordedAs: "Nuisance", Victim: victim, Suspect: suspect, Place: place, Text: text}
}

func sifted(t *testing.T, o sift.Options, reports ...*sift.Report) (*sift.Sifter, []sift.Group) {
	t.Helper()
	s := sift.New(rules(t), o)
	for _, r := range reports {
		s.Add(r)
	}
	return s, slices.Collect(s.Groups(true))
}

func has(g sift.Group, id string) bool {
	return slices.ContainsFunc(g.Signs, func(f sift.FoundSign) bool { return f.ID == id })
}

const grave = "Ex sat outside her flat, followed her home, she asked him to stop and is terrified."

// A person who reports often is never listed for that.
func TestOftenReportingIsNoSignByItself(t *testing.T) {
	var all []*sift.Report
	for i := range 40 {
		all = append(all, report(strings.Repeat("x", i+1), "2026-03-01", "V1", "", "", "Caller on line. Wants advice."))
	}
	_, groups := sifted(t, sift.Options{}, all...)
	if len(groups) != 1 || groups[0].Listed() {
		t.Errorf("40 reports without a topic: %d groups, listed %v", len(groups), groups[0].Listed())
	}
}

// Two people who report each other are one group, neither weakens the other, and no
// direction is chosen.
func TestTwoWhoReportEachOtherAreOneGroup(t *testing.T) {
	one, other := report("A", "2026-03-01", "P2", "P1", "", grave), report("B", "2026-03-02", "P1", "P2", "", "Both shouting, each has sent messages. Neither scared.")
	for _, order := range [][]*sift.Report{{one, other}, {other, one}} {
		s, groups := sifted(t, sift.Options{}, order...)
		if len(groups) != 1 {
			t.Fatalf("%d groups", len(groups))
		}
		g := groups[0]
		if !has(g, "note-both-named") || !g.Listed() || g.Victim != "P1" || has(g, "note-mutual") || !strings.Contains(g.Who(), "direction unknown") {
			t.Errorf("got %s, listed %v, %+v", g.Who(), g.Listed(), g.Signs)
		}
		for _, f := range g.Signs {
			if strings.Contains(f.Why, "counter") {
				t.Errorf("%s: %s", f.ID, f.Why)
			}
		}
		if a := s.Draft(&g, assess.Instant{}); a.Case.Reference+a.Case.SuspectReference != "" {
			t.Error("the draft chooses who is at risk")
		}
	}
}

func TestAReporterNamedAsSuspectIsShownAsThat(t *testing.T) {
	_, groups := sifted(t, sift.Options{}, report("A", "2026-03-01", "P1", "P2", "", grave), report("B", "2026-03-02", "P3", "P1", "", "Row."))
	for _, g := range groups {
		if want := g.Victim == "P1"; has(g, "note-reporter-named") != want || want && !g.Listed() {
			t.Errorf("%s: %+v", g.Who(), g.Signs)
		}
	}
}

// A suspect of several groups may be one person: it adds no sign, and nothing of one
// victim is listed with another.
func TestOneVictimsFactsStandWithNoOther(t *testing.T) {
	_, alone := sifted(t, sift.Options{}, report("A", "2026-03-01", "V1", "S1", "", grave))
	_, groups := sifted(t, sift.Options{Quote: true}, report("A", "2026-03-01", "V1", "S1", "", grave), report("B", "2026-03-02", "V2", "S1", "", "He put a knife on her step."))
	for _, g := range groups {
		if !has(g, "note-suspect-named") || g.Victim == "V1" && g.Strength != alone[0].Strength {
			t.Errorf("%s: strength %d, %+v", g.Who(), g.Strength, g.Signs)
		}
		for _, f := range g.Signs {
			other := map[string]string{"V1": "B", "V2": "A"}[g.Victim]
			if slices.Contains(f.References, other) || strings.Contains(f.Why, "V1") || strings.Contains(f.Why, "V2") || g.Victim == "V1" && strings.Contains(f.Quote, "knife") {
				t.Errorf("%s has what is another's: %+v", g.Who(), f)
			}
		}
	}
}

func TestAPlaceIsNeverAnAddressAndMayBeLeftOut(t *testing.T) {
	all := []*sift.Report{report("A", "2026-03-01", "", "", "7 Invented Close", grave), report("B", "2026-03-02", "", "", "St Invented Hospital, ward 3", grave)}
	s, groups := sifted(t, sift.Options{LeaveOut: []string{"st invented hospital,"}}, all...)
	if len(groups) != 1 || s.LeftOut != 1 {
		t.Fatalf("%d groups, %d left out", len(groups), s.LeftOut)
	}
	if g := groups[0]; !strings.HasPrefix(g.Place, "place-") || strings.Contains(g.Place+g.Who()+g.DraftName(), "Invented") {
		t.Errorf("the place is %q", g.Place)
	}
}

// A draft answers nothing, copies no text, and is unread.
func TestADraftOnlyProposes(t *testing.T) {
	s, groups := sifted(t, sift.Options{Quote: true, LeaveOut: []string{"refuge"}}, report("A", "2026-03-01", "V1", "S1", "refuge", grave))
	a := s.Draft(&groups[0], assess.Instant{})
	if !a.Unread() || len(a.Responses) > 0 || a.Incidents[0].Note != "" || a.Incidents[0].Place != "" {
		t.Errorf("the draft is %+v", a)
	}
}

func TestAQuoteIsShortAndOnlyIfWanted(t *testing.T) {
	long := strings.Repeat("é", 300) + " followed her home " + strings.Repeat("é", 300)
	for _, quote := range []bool{true, false} {
		_, groups := sifted(t, sift.Options{Quote: quote}, report("A", "2026-03-01", "V1", "S1", "", long))
		for _, f := range groups[0].Signs {
			if n := utf8.RuneCountInString(f.Quote); n > 60 || !quote && n > 0 || !utf8.ValidString(f.Quote) {
				t.Errorf("a quote of %d characters with quote %v", n, quote)
			}
		}
	}
}

func TestTheSameRowTwiceCountsOnce(t *testing.T) {
	r := report("A", "2026-03-01", "V1", "S1", "", grave)
	_, once := sifted(t, sift.Options{}, r)
	_, twice := sifted(t, sift.Options{}, r, r)
	if once[0].Strength != twice[0].Strength || len(twice[0].References) != 1 {
		t.Errorf("strength %d and %d", once[0].Strength, twice[0].Strength)
	}
}
