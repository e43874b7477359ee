package sift_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/sift"
	"stalkrisk/assess/timeline"
	"stalkrisk/questionnaires"
)

var loaded = sync.OnceValues(func() (*sift.Rules, error) {
	all, err := questionnairefile.LoadAll(questionnaires.Files)
	if err != nil {
		return nil, err
	}
	versions, err := questionnairefile.LoadSifts(questionnaires.Files, nil, all)
	return versions.Newest("sift"), err
})

func rules(t *testing.T) *sift.Rules {
	t.Helper()
	r, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return r
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

// A person who reports often is never listed for that, however often, in how many areas
// and under how many labels.
func TestOftenReportingIsNoSignByItself(t *testing.T) {
	var all []*sift.Report
	day := 0
	for i := range 40 {
		day += max(1, 40-i) // closer and closer
		r := report(fmt.Sprint("R", i), time.Date(2025, 1, 1+day, 0, 0, 0, 0, time.UTC).Format("2006-01-02"), "V1", "", "", "Caller on line. Wants advice.")
		r.Area, r.RecordedAs = []string{"Northshire", "Southshire"}[i%2], []string{"Nuisance", "Theft", "ASB"}[i%3]
		all = append(all, r)
	}
	_, groups := sifted(t, sift.Options{}, all...)
	if len(groups) != 1 || groups[0].Listed() || !has(groups[0], "closer") || !has(groups[0], "areas") {
		t.Errorf("40 reports without a topic: %d groups, listed %v, %+v", len(groups), groups[0].Listed(), groups[0].Signs)
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
	if inc := a.Incidents[0]; !a.Unread() || len(a.Responses) > 0 || inc.Kind != "other" || strings.Contains(inc.Note, "flat") || !strings.Contains(inc.Note, "not checked") || inc.Place != "" {
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

// found returns the signs in one text.
func found(t *testing.T, text string) []string {
	_, groups := sifted(t, sift.Options{}, report("A", "2026-03-01", "V1", "S1", "", text))
	var ids []string
	for _, f := range groups[0].Signs {
		ids = append(ids, f.ID)
	}
	return ids
}

func TestSpellingSpacingAndInflection(t *testing.T) {
	for _, c := range []struct {
		id   string
		text []string
	}{
		{"following", []string{"He follows her home", "FOLLOWED HER HOME", "he was folowing her", "follwoed her to work", "he\u2019s following her"}},
		{"tracker", []string{"found an airtag", "an air tag in her bag", "Air-Tags found", "a tracker"}},
		{"turned-up", []string{"parcel on her doorstep", "sat on her door step", "on her door-step again"}},
		{"repeated-contact", []string{"40 texts", "has had 40 e-mails", "400 WhatsApps", "20x calls"}},
		{"ex-partner", []string{"her ex's car", "ex-partner", "her expartner", "ex ptnr"}},
		{"breach", []string{"Breach of NMO", "in breech of order", "breached the order"}},
		{"afraid", []string{"v frightend", "IP is scard", "terrifed of him"}},
	} {
		for _, text := range c.text {
			if !slices.Contains(found(t, text), c.id) {
				t.Errorf("%q has no %s: %v", text, c.id, found(t, text))
			}
		}
	}
}

// Words are whole words of one text, and not under a negation, about somebody else, in
// another sentence, or a part of a reference, a date or a sum.
func TestWhatIsNoSign(t *testing.T) {
	for _, c := range []struct{ id, text string }{
		{"following", "He did not follow her"},
		{"following", "Nobody followed her home"},
		{"following", "Asked if he followed her, no"},
		{"following", "Her aunt was followed home years ago"},
		{"threat", "No threats made"},
		{"afraid", "She isn't scared"},
		{"afraid", "Denies being afraid"},
		{"weapon", "without a knife"},
		{"repeated-contact", "V-40 texts"},
		{"repeated-contact", "On 12/10 texts stopped"},
		{"repeated-contact", "at 19:30 texts"},
		{"repeated-contact", "owed £20 messages"},
		{"gifts", "Rose Hill is the caller"},
		{"tracker", "she was contracted to work"},
		{"following", "They follow. Her bus was late"},
	} {
		if slices.Contains(found(t, c.text), c.id) {
			t.Errorf("%q has %s", c.text, c.id)
		}
	}
	for _, text := range []string{"He will not stop following her", "He won't stop following her", "not only did he follow her"} {
		if !slices.Contains(found(t, text), "following") {
			t.Errorf("%q has no following", text)
		}
	}
	_, groups := sifted(t, sift.Options{}, report("A", "2026-03-01", "V1", "S1", "", "They follow"), report("B", "2026-03-02", "V1", "S1", "", "her home"))
	if has(groups[0], "following") {
		t.Error("a phrase goes over two texts")
	}
}

// A group that was read twice, by any number of readers, gives the same.
func TestTheSameLogsGiveTheSame(t *testing.T) {
	all := []*sift.Report{report("A", "2026-03-01", "V1", "S1", "", grave), report("B", "2026-03-01", "V2", "S1", "", grave), report("C", "2026-04-01", "V3", "S3", "", "Ex left roses.")}
	_, first := sifted(t, sift.Options{}, all...)
	slices.Reverse(all)
	_, second := sifted(t, sift.Options{}, all...)
	for i := range first {
		if first[i].Who() != second[i].Who() || first[i].Strength != second[i].Strength {
			t.Errorf("%s, then %s", first[i].Who(), second[i].Who())
		}
	}
}
