package cases_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/cases"
)

// bookOf returns the records of assessments, added in that order.
func bookOf(all []*assess.Assessment) *cases.Book {
	b := &cases.Book{}
	for _, a := range all {
		if a.Unread() { // which no reader of folders passes on
			b.Sifted++
			continue
		}
		_, scored := assess.Assess(assesstest.Questionnaires(), a, assess.Tool{}, nil)
		b.Add(cases.Of(a, &scored.Result))
	}
	return b
}

func dueOf(f *assesstest.Force, change func(*cases.Options)) cases.Due {
	o := cases.Options{Now: f.Now, Within: assess.SoonDays}
	change(&o)
	return bookOf(f.Assessments).Due(o)
}

func everything(*cases.Options) {}

// listed returns the entries as a force names what is planted in it.
func listed(d cases.Due) (out []string) {
	for _, e := range d.Entries {
		out = append(out, strings.TrimSpace(string(e.Kind)+" "+e.Case))
	}
	slices.Sort(out)
	return out
}

func TestDueIsExactlyWhatIsPlantedInAForce(t *testing.T) {
	f := assesstest.NewForce(2000)
	for _, order := range []string{"as made", "backwards"} {
		d := dueOf(f, everything)
		got := listed(d)
		for _, what := range missing(f.Due, got) {
			t.Errorf("%s: not listed: %s", order, what)
		}
		for _, what := range missing(got, f.Due) {
			t.Errorf("%s: listed and not planted: %s", order, what)
		}
		if d.Practice == 0 || d.Sifted == 0 || d.Assessments+d.Practice+d.Sifted != len(f.Assessments) {
			t.Errorf("%s: %d assessments, %d practice records and %d drafts of the sift of %d", order, d.Assessments, d.Practice, d.Sifted, len(f.Assessments))
		}
		slices.Reverse(f.Assessments)
	}
}

// missing returns what is in a and not in b, as often as it is there more often.
func missing(a, b []string) (out []string) {
	n := map[string]int{}
	for _, s := range b {
		n[s]++
	}
	for _, s := range a {
		if n[s]--; n[s] < 0 {
			out = append(out, s)
		}
	}
	return out
}

func TestTheWorstIsFirstAndThenWhatWaitsLongest(t *testing.T) {
	d := dueOf(assesstest.NewForce(300), everything)
	seen := map[string]bool{}
	for i, e := range d.Entries[2:] {
		if d.Entries[i].Kind != cases.SeveralVictims && i < 2 {
			t.Errorf("a suspect with several victims is not first: %s", d.Entries[i].Kind)
		}
		if i == 0 {
			continue
		}
		before := d.Entries[i+1]
		switch {
		case before.Band > e.Band:
			t.Errorf("band %d before %d", before.Band, e.Band)
		case before.Band < e.Band:
		case strings.Contains(before.What, "imminent danger"): // which come first in a band
		case !before.Overdue() && e.Overdue():
			t.Errorf("%s is ahead, and comes before %s, which is overdue", before.Kind, e.Kind)
		case before.Overdue() == e.Overdue() && before.Since[:min(10, len(before.Since))] > e.Since[:min(10, len(e.Since))]:
			t.Errorf("%s since %s comes before %s since %s", before.Kind, before.Since, e.Kind, e.Since)
		}
		seen[string(e.Kind)] = true
		if e.Next == "" || e.What == "" {
			t.Errorf("%s has no next step", e.Kind)
		}
	}
	for _, kind := range cases.Kind("").Words() {
		if !seen[kind] && kind != string(cases.SeveralVictims) {
			t.Errorf("nothing of the kind %s", kind)
		}
	}
}

// A draft in which danger was left open comes before one that has waited for longer.
func TestSignsOfDangerThatNobodyAnsweredComeFirstInTheirBand(t *testing.T) {
	f := assesstest.NewForce(0)
	for i, open := range []bool{false, true} {
		a := assesstest.Answered(assesstest.Set(), assess.No)
		a.Case.Reference, a.Status, a.AssessedAt = []string{"NP-1", "NP-2"}[i], assess.Draft, assess.InstantOf(f.Now.AddDate(0, 0, i-5))
		a.Responses.Set("stalking", "approach", assess.Response{Answer: assess.Yes})
		if open {
			a.Responses.Set("stalking", "weapon", assess.Response{Answer: assess.Unknown})
		}
		f.Assessments = append(f.Assessments, a)
	}
	var got []string
	for _, e := range dueOf(f, everything).Entries {
		if e.Kind == cases.DraftOpen && strings.HasPrefix(e.Case, "NP-") && e.Band == 7 {
			got = append(got, e.Case+" "+e.What)
		}
	}
	want := []string{"NP-2 Draft left open; 1 sign of imminent danger is not answered", "NP-1 Draft left open"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestOneOrderBrokenInThreeForcesComesUpOnceWithAllThree(t *testing.T) {
	var found []cases.Entry
	for _, e := range dueOf(assesstest.NewForce(300), everything).Entries {
		if e.Kind == cases.OrderBreached && slices.Contains(e.References, "NP-91001") {
			found = append(found, e)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d entries", len(found))
	}
	e := found[0]
	for _, ref := range []string{"NP-91001", "NP-91002", "NP-91003", "LOG-0", "LOG-1", "LOG-2"} {
		if !slices.Contains(e.References, ref) {
			t.Errorf("no %s in %q", ref, e.References)
		}
	}
	for _, area := range assesstest.Areas[:3] {
		if !strings.Contains(e.What, area) {
			t.Errorf("no %s in %q", area, e.What)
		}
	}
	if e.Case != "" || e.Owner != "M7" || e.Since != "2026-10-29" {
		t.Errorf("%+v", e)
	}
}

func TestASuspectWithFourVictimsIsSaidFirst(t *testing.T) {
	for _, e := range dueOf(assesstest.NewForce(100), everything).Entries[:2] {
		if len(e.References) == 4 && strings.Contains(e.What, "S-0004 is named in 4 cases") {
			return
		}
	}
	t.Error("the suspect with four victims is not at the top")
}

// A suspect's reference that was learnt later makes no second case of one.
func TestAnAssessmentThatLearntTheSuspectReplacesTheOneBefore(t *testing.T) {
	f := assesstest.NewForce(0)
	first := assesstest.Answered(assesstest.Set(), assess.No)
	first.ID, first.AssessedAt = "A1", assess.InstantOf(f.Now.AddDate(0, 0, -40))
	first.Referral.Offered = assess.FactYes
	first.Responses.Set("stalking", "near-now", assess.Response{Answer: assess.Yes})
	again := first.Clone()
	again.ID, again.Previous, again.AssessedAt, again.Case.SuspectReference = "A2", "A1", assess.InstantOf(f.Now), "S-1"
	again.Responses.Set("stalking", "near-now", assess.Response{Answer: assess.No})
	for _, all := range [][]*assess.Assessment{{first, &again}, {&again, first}} {
		d := bookOf(all).Due(cases.Options{Now: f.Now, Within: 14})
		if got := listed(d); d.Cases != 1 || !slices.Equal(got, []string{"earlier_act_now NP-2026-00001"}) {
			t.Errorf("%d cases: %q", d.Cases, got)
		}
	}
}

// Every text that is typed in a case of the force holds its reference after MARK-.
func TestNothingOfOneVictimStandsInTheEntryOfAnother(t *testing.T) {
	f := assesstest.NewForce(300)
	for _, a := range f.Assessments { // so that every case is one of a suspect's
		if a.Case.SuspectReference == "" {
			a.Case.SuspectReference = "S-1"
		}
		for i := range a.Orders {
			a.Orders[i].ID = "o-" + a.Case.Reference
			a.Orders[i].From = assesstest.Date(f.Now.AddDate(0, 0, -100-len(a.Orders)).Format("2006-01-02"))
		}
	}
	marked := 0
	for _, e := range dueOf(f, everything).Entries {
		b, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range strings.Split(string(b), "MARK-")[1:] {
			marked++
			if e.Case != "" && !strings.HasPrefix(part, e.Case) {
				t.Errorf("in the entry of %s: %.20s", e.Case, part)
			}
			if e.Case == "" && (e.Kind != cases.OrderBreached || strings.Contains(e.What, "MARK-")) {
				t.Errorf("%s of several cases holds what was typed in one: %s", e.Kind, e.What)
			}
		}
	}
	if marked < 10 {
		t.Errorf("only %d marks were looked at", marked)
	}
}

func TestOnlyWhatIsAskedForIsListed(t *testing.T) {
	f := assesstest.NewForce(300)
	for name, change := range map[string]func(*cases.Options){
		"an area": func(o *cases.Options) { o.Area = "northshire police" }, "an owner": func(o *cases.Options) { o.Owner = "pc1 " },
	} {
		d := dueOf(f, change)
		if len(d.Entries) == 0 {
			t.Errorf("%s: nothing", name)
		}
		for _, e := range d.Entries {
			if name == "an owner" && e.Owner != "PC1" || name == "an area" && e.Case != "" && e.Area != "Northshire" {
				t.Errorf("%s: %+v", name, e)
			}
		}
	}
	for _, e := range dueOf(f, func(o *cases.Options) { o.Within = 0 }).Entries {
		if !e.Overdue() && e.Kind != cases.SeveralVictims {
			t.Errorf("ahead: %+v", e)
		}
	}
}

// What one assessment had typed in it must not be kept, however many there are.
func TestARecordKeepsNoLongText(t *testing.T) {
	long := strings.Repeat("long ", 5000)
	f := assesstest.NewForce(0)
	a := f.Assessments[0]
	a.Actions = []assess.Action{{What: long, Owner: long, Due: assesstest.Date("2026-11-01")}}
	a.FirstAccount = assess.Account(long)
	for _, e := range dueOf(f, everything).Entries {
		if len(e.What)+len(e.Owner) > 400 {
			t.Errorf("%s has %d bytes", e.Kind, len(e.What)+len(e.Owner))
		}
	}
}

// One victim reports two people under one reference: an entry says which it is about.
func TestEntriesOfOneReferenceSayWhichSuspect(t *testing.T) {
	of := func(id, suspect, linked string) *assess.Assessment {
		a := &assess.Assessment{Format: assess.AssessmentFormat, ID: id, AssessedAt: assesstest.Instant("2026-10-01T09:00:00Z")}
		a.Case.Reference, a.Case.SuspectReference, a.Case.Linked = "NP-1", suspect, []string{linked}
		return a
	}
	d := bookOf([]*assess.Assessment{of("A", "S-1", "B"), of("B", "S-2", "A")}).Due(cases.Options{Now: assesstest.NewForce(1).Now})
	support := 0
	for _, e := range d.Entries {
		want := map[string]string{"A": " (suspect S-1)", "B": " (suspect S-2)"}[e.ID]
		if e.Kind == cases.Support { // is the victim's, whoever the suspects are
			support, want = support+1, "Support not offered"
		}
		if !strings.HasSuffix(e.What, want) {
			t.Errorf("%s of %s: %q does not end in %q", e.Kind, e.ID, e.What, want)
		}
	}
	if len(d.Entries) < 3 || support != 1 {
		t.Errorf("%d entries; support is due %d times, want once", len(d.Entries), support)
	}
}

// Support that two people have to offer to one victim is on the list of each: what one
// list leaves out is on no other.
func TestSupportOnceForAVictimIsLostToNobody(t *testing.T) {
	var all []*assess.Assessment
	for i, by := range []string{"H1", "H2", "H2"} {
		a := &assess.Assessment{Format: assess.AssessmentFormat, ID: []string{"A", "B", "C"}[i], AssessedAt: assesstest.Instant("2026-10-01T09:00:00Z")}
		a.Case.Reference, a.Case.SuspectReference, a.Assessor.Reference = []string{"NP-1", "np-1", "NP-2"}[i], []string{"S-1", "S-2", ""}[i], by
		a.Case.Linked = [][]string{{"B"}, {"A"}, nil}[i]
		all = append(all, a)
	}
	for owner, want := range map[string]string{"": "NP-1 NP-2", "H1": "NP-1", "H2": "NP-1 NP-2"} {
		var due []string
		for _, e := range bookOf(all).Due(cases.Options{Now: assesstest.NewForce(1).Now, Owner: owner}).Entries {
			if e.Kind == cases.Support {
				due = append(due, strings.ToUpper(e.Case))
			}
		}
		slices.Sort(due)
		if got := strings.Join(due, " "); got != want {
			t.Errorf("owner %q: support is due in %q, want %q", owner, got, want)
		}
	}
}
