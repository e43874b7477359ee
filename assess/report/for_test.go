package report

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/timeline"
)

// mayStand lists, for each page for others, the texts that people typed and that may be
// on it. Every other text, every note and every account must not.
var mayStand = map[string][]string{
	"meeting": {"case.reference", "incidents[].area", "actions[].what", "actions[].owner", "actions[].agency"},
	"prosecutor": {"case.reference", "incidents[].area", "incidents[].reference", "incidents[].recorded_as", "incidents[].felt", "incidents[].kept",
		"orders[].conditions", "evidence[].what"},
	"order": {"case.reference", "case.victim_area", "case.suspect_area", "incidents[].area", "incidents[].reference", "incidents[].recorded_as", "evidence[].what"},
	// The orders' contact is whom the victim asks for; the assessor is where there is none.
	"victim": {"case.reference", "orders[].manager", "orders[].contact", "assessor.reference"},
}

// planted returns an assessment with a mark of its own in every text that people can
// type, and the mark of each.
func planted(t testing.TB) (a *assess.Assessment, marks map[string]string) {
	t.Helper()
	rec := assessmentfile.One(assessmentfile.Read("in-hand.yaml", readFile(t, "../../cmd/internal/cli/testdata/needs/in-hand.yaml")))
	if len(rec.Problems) > 0 {
		t.Fatal(rec.Problems)
	}
	a, marks = &rec.Assessment, map[string]string{}
	mark := func(path string) string {
		m := fmt.Sprintf("Zqx%dv", len(marks))
		marks[path] = m
		return m
	}
	fill := func(f *assess.CaseFact, owner any) {
		if f.Kind == assess.TextFact && f.Path != "case.linked[]" && !strings.HasSuffix(f.Path, ".kind") && !strings.HasSuffix(f.Path, "[].order") && f.Path != "actions[].to" {
			if err := f.Set(owner, mark(f.Path)); err != nil {
				t.Logf("%s: %v", f.Path, err)
			}
		}
	}
	for i := range assess.CaseFacts() {
		f := &assess.CaseFacts()[i]
		if f.Kind != assess.ListFact {
			fill(f, a)
			continue
		}
		if f.List.Len(a) == 0 {
			f.List.Add(a)
		}
		for k := range f.Entries {
			fill(&f.Entries[k], f.List.Entry(a, 0))
		}
	}
	a.Orders[0].Conditions = []string{mark("orders[].conditions")}
	a.Incidents[0].Kind, a.Orders[0].ID, a.Incidents[0].Order = "message", "o1", "o1"
	a.Actions[0].To = ""
	a.Actions = append(a.Actions[:1:1], assess.Action{What: mark("a promise"), To: "victim", Owner: "H1"})
	for _, s := range a.Responses {
		for k := range s.Items {
			s.Items[k].Note = mark(s.Instrument + "." + s.Items[k].Item)
		}
	}
	a.Training, a.Previous, a.ID = "", "", ""
	return a, marks
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func pageFor(a *assess.Assessment, audience string) string {
	v := View{Report: shippedReport(a).Report, Show: Show{For: audience}}
	return flat(string(text(v.compose(), 100)))
}

// What could harm somebody must never stand on a page for others: a mark is planted in
// every text of an assessment, and only those that the page is for may be there.
func TestNothingThatPeopleTypedIsOnAPageForOthersButWhatItIsFor(t *testing.T) {
	t.Parallel()
	a, marks := planted(t)
	if len(marks) < 60 {
		t.Fatalf("only %d texts", len(marks))
	}
	for _, audience := range Audiences() {
		page := pageFor(a, audience)
		for path, m := range marks {
			switch on, may := strings.Contains(page, m), slices.Contains(mayStand[audience], path); {
			case on && !may:
				t.Errorf("%s: %s is on the page", audience, path)
			case !on && may && path != "assessor.reference":
				t.Errorf("%s: %s is not on the page", audience, path)
			}
		}
	}
}

// Facts that are one word are told by how a page changes with them: no page for others
// may, except that it says what kinds of facts the force also holds.
func TestNoSensitiveFactChangesAPageForOthers(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"own_life", "case.children", "case.victim_under_18", "case.pregnant", "case.mental_health_need", "case.suspect_access", "reach.address", "reach.keys", "reach.location", "reach.work"} {
		f := assess.FactAt(path)
		for k, audience := range append(Audiences(), Audiences()...) {
			a, _ := planted(t)
			if k >= len(Audiences()) {
				a.Responses = nil // an answer that calls for the same would hide what the fact tells
			}
			page := func(value string) string {
				if err := f.Set(a, value); err != nil {
					t.Fatal(err)
				}
				said, _, _ := strings.Cut(pageFor(a, audience), heldBackTitle)
				return strings.Replace(said, "- Your reference: "+a.Case.Reference+" ", "", 1)
			}
			without := page("no")
			for _, value := range []string{"yes", "now"} {
				if value == "now" && path != "own_life" {
					continue
				}
				if with := page(value); with != without {
					t.Errorf("%s is told by the page for the %s:\n%s\n\n%s", path, audience, with, without)
				}
			}
		}
	}
}

// The paper of a victim may be found by the person it is about.
func TestThePageForTheVictimTellsNobodyWhatItIsAbout(t *testing.T) {
	t.Parallel()
	a, _ := planted(t)
	a.Actions = append(a.Actions, assess.Action{What: "tell you when he is arrested for stalking", To: "victim"}, assess.Action{What: "visit about the tracker", To: "victim"})
	a.Responses.Set("stalking", "near-now", assess.Response{Answer: assess.Yes})
	for _, access := range []assess.Fact{"", assess.FactYes} {
		a.Case.SuspectAccess = access
		page := strings.ToLower(pageFor(a, "victim"))
		for _, tell := range []string{"stalk", "suspect", "police", "victim", "arrest", "tracker", "risk", "report", "assess", "incident", "evidence", "order", "court", "abuse", "danger", "crime", "safe", "help"} {
			if strings.Contains(page, tell) {
				t.Errorf("%q is on it:\n%s", tell, page)
			}
		}
		if on := strings.Contains(page, strings.ToLower(a.Case.Reference)); on != (access == "") {
			t.Errorf("suspect_access %q: the reference is on it: %t", access, on)
		}
	}
	for what, want := range map[string]string{
		"ring back": "We will ring you", "tell you when he is out": "We will be in touch", "visit her at her sister's": "We will come to see you", "an alarm": "We will do what we agreed",
	} {
		if got := neutralPromise(what); got != want {
			t.Errorf("%q: %q", what, got)
		}
	}
}

// Each page for others fits on paper: one page, and the evidence sheet on two.
func TestAPageForOthersFitsOnPaper(t *testing.T) {
	t.Parallel()
	most := map[string]int{"meeting": wordsForMeeting, "prosecutor": wordsForProsecutor, "order": wordsForOrder, "victim": wordsForVictim}
	full, _ := planted(t)
	for i := range 40 {
		full.Actions = append(full.Actions, assess.Action{What: strings.Repeat("word ", 40), Owner: "P1"})
		full.Incidents = append(full.Incidents, assess.Incident{Kind: "visit", At: whenOf(t, fmt.Sprintf("2026-09-%02d", 1+i%30)), Felt: strings.Repeat("word ", 60), Breach: "yes"})
		full.Evidence = append(full.Evidence, assess.Exhibit{What: strings.Repeat("word ", 30)})
		full.Orders = append(full.Orders, assess.Order{Kind: "bail", Conditions: []string{strings.Repeat("word ", 200)}})
	}
	cases := map[string]*assess.Assessment{"full": full, "nothing": {}}
	for _, p := range shipped().practice {
		cases[p.ID] = &p.Model
	}
	for name, a := range cases {
		for _, j := range jurisdictions {
			other := a.Clone()
			other.Case.Jurisdiction = j
			r := shippedReport(&other).Report
			for _, audience := range Audiences() {
				v := View{Report: r, Show: Show{For: audience}}
				if n := len(strings.Fields(string(markdown(v.compose())))); n > most[audience]+ownWords {
					t.Errorf("%s, %s, for the %s: %d words, and %d fit besides those of the victim", name, j, audience, n, most[audience])
				}
			}
		}
	}
}

func whenOf(t testing.TB, s string) timeline.When {
	t.Helper()
	w, err := timeline.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Which order there is, and who asks for it, is the law of the jurisdiction.
func TestTheEvidenceSheetNamesTheOrderOfTheJurisdiction(t *testing.T) {
	t.Parallel()
	a, _ := planted(t)
	for j, want := range map[assess.Jurisdiction][]string{
		"england_wales":    {"Stalking protection order: the three criteria: The police apply", "(a) The suspect has carried out acts", "(c) An order is necessary"},
		"northern_ireland": {"Stalking protection order: The Chief Constable may apply", "Each prohibition and requirement is necessary"},
		"scotland":         {"The police cannot apply for a stalking protection order here", "non-harassment order", "the victim has to ask for it", "Facts for stalking, section 39"},
	} {
		a.Case.Jurisdiction = j
		page := pageFor(a, "order")
		for _, w := range append(want, "Incidents behind them", "Conditions proposed for this behaviour", "No contact by any means", "Still missing, and whom to ask") {
			if !strings.Contains(page, w) {
				t.Errorf("%s: no %q in\n%s", j, w, page)
			}
		}
		if j == "scotland" && strings.Contains(page, "The police apply") {
			t.Errorf("the police of Scotland are said to apply:\n%s", page)
		}
	}
}

// A level is not evidence, so neither the prosecutor's page nor an evidence sheet has one.
func TestNoLevelIsGivenAsEvidence(t *testing.T) {
	t.Parallel()
	a, _ := planted(t)
	for _, audience := range []string{"prosecutor", "order"} {
		page := pageFor(a, audience)
		for _, level := range []string{"HIGH", "overall level", "escalation:", "Level:"} {
			if strings.Contains(page, level) {
				t.Errorf("for the %s: %q in\n%s", audience, level, page)
			}
		}
	}
	if !strings.Contains(pageFor(a, "prosecutor"), "A level is not evidence") {
		t.Error("the prosecutor's page does not say that a level is not evidence")
	}
}

// What was asked is never reported as not asked: notes on the impact count for section 4A
// whether or not the question itself was answered.
func TestImpactThatWasWrittenDownIsNeverNotAsked(t *testing.T) {
	t.Parallel()
	a := &assess.Assessment{Incidents: []assess.Incident{{Kind: "message", Felt: "sick with fear"}}}
	a.Responses.Set("stalking", "life-changed", assess.Response{Answer: assess.NotAsked, Note: "Sleep and health: hardly sleeps\nMoney: new locks"})
	page := pageFor(a, "prosecutor")
	for _, want := range []string{"recorded before and after: sleep and health, money", "sick with fear"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in\n%s", want, page)
		}
	}
	for _, e := range shippedReport(a).Guidance.Tests {
		for _, el := range e.Elements {
			if strings.HasPrefix(el.ID, "f_effect") && el.ID != "f_effect_known" && el.ID != "f_effect_prior" && (el.Status == "not_asked" || el.Status == "missing") {
				t.Errorf("%s: %s", el.ID, el.Status)
			}
		}
	}
}

// Every incident is on the prosecutor's page or counted there.
func TestEveryIncidentIsShownToTheProsecutorOrCounted(t *testing.T) {
	t.Parallel()
	for _, p := range shipped().practice {
		r := shippedReport(&p.Model).Report
		page := pageFor(&p.Model, "prosecutor")
		told := len(those(r.Pattern.Incidents, func(i Incident) bool { return !i.After }))
		shown := 0
		for _, inc := range r.Pattern.Incidents {
			if strings.Contains(page, fmt.Sprintf("- %d: ", inc.Number)) {
				shown++
			}
		}
		if more := told - shown; more > 0 && !strings.Contains(page, fmt.Sprintf("and %d more in the full record", more)) || shown < min(told, incidentsForOthers) {
			t.Errorf("%s: %d of %d incidents are shown:\n%s", p.ID, shown, told, page)
		}
	}
}

// A question to an agency that follows from something sensitive would tell it.
func TestNoAgencyIsAskedWhatTellsSomethingSensitive(t *testing.T) {
	t.Parallel()
	a, _ := planted(t)
	r := shippedReport(a).Report
	for _, private := range []bool{false, true} {
		r.Guidance.Lines = []GuideLine{{ID: "x", Section: "who", Private: private, OnOrder: true, Says: "ZQTELLS", Decide: []Decide{{Agency: "school", Asks: "ZQTELLS?"}}}}
		for _, audience := range []string{"meeting", "order"} {
			v := View{Report: r, Show: Show{For: audience}}
			if on := strings.Contains(string(markdown(v.compose())), "ZQTELLS"); on == private {
				t.Errorf("sensitive %t, for the %s: shown %t", private, audience, on)
			}
		}
	}
}

// Whoever typed what is to be done, how it felt or what was kept may have written where
// the victim is, how to reach them, or what is private. No page for others shows it.
func TestWhatMayTellWhereSomebodyIsStandsOnNoPageForOthers(t *testing.T) {
	t.Parallel()
	telling := []string{
		"collect her from her sister's", "visit at 12 Elm Road", "visit flat 4", "bring it to AB1 2CD", "ring 07700 900123 only", "ring +44 7700 900123", "write to a.b@example.org",
		"she is staying with Ann", "take her to the refuge", "ring when he is out", "use the safe number", "speak to the school", "tell the nursery", "I thought of ending my life",
		"I take antidepressants now", "fit an alarm and two locks", "her mum’s car", "find out her new address", "statement from Ann Other", "footage behind the blue chapel", "she moved to a hotel", "text only before nine",
	}
	for _, s := range telling {
		a, _ := planted(t)
		a.Incidents[0].Witness, a.Incidents[1].Place, a.Contact.SafeTimes = "Ann Other", "behind the blue chapel", "before nine"
		a.Actions = []assess.Action{{What: s, Owner: "S77"}}
		a.Incidents[0].Felt, a.Incidents[0].Kept, a.Evidence = s, s, []assess.Exhibit{{What: s}}
		r := shippedReport(a).Report
		for _, audience := range Audiences() {
			v := View{Report: r, Show: Show{For: audience}}
			page := flat(string(text(v.compose(), 100)))
			if strings.Contains(strings.ToLower(page), strings.ToLower(s)) {
				t.Errorf("for the %s: %q is on it", audience, s)
			}
			if strings.Contains(page, "“"+hiddenText) {
				t.Errorf("for the %s: %q is given as somebody's words", audience, hiddenText)
			}
			if audience != "victim" && !strings.Contains(page, "only marked as recorded") {
				t.Errorf("for the %s: it does not say that more is held:\n%s", audience, page)
			}
		}
	}
}

// What tells nothing of the kind stays: a meeting needs to know what is to be done, and
// a prosecutor how it felt.
func TestWhatTellsNothingPrivateStaysOnAPageForOthers(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"ring back", "tell the advocate what was done", "apply for an interim order", "sick with fear", "I have not slept since", "I am scared to go to work", "the envelope", "two voicemails of 3 October",
		"screenshots, 14 messages", "doorbell footage from 21:30 on 19 November", "ask Southshire for SS/77 and NS/9", "arrest by Friday", "he said 'I will always find you'",
	} {
		a, _ := planted(t)
		a.Actions = []assess.Action{{What: s, Owner: "S77"}}
		a.Incidents[0].Felt, a.Incidents[0].Kept, a.Evidence = s, s, []assess.Exhibit{{What: s}}
		r := shippedReport(a).Report
		pages := map[string]string{}
		for _, audience := range []string{"meeting", "prosecutor"} {
			v := View{Report: r, Show: Show{For: audience}}
			pages[audience] = strings.ToLower(flat(string(text(v.compose(), 100))))
		}
		if page := pages["meeting"]; !strings.Contains(page, strings.ToLower(s)) {
			t.Errorf("for the meeting: no %q", s)
		}
		if page := pages["prosecutor"]; strings.Count(page, strings.ToLower(s)) < 3 {
			t.Errorf("for the prosecutor: %q is missing:\n%s", s, page)
		}
	}
}

// A reference or a named contact that says what it is about is left out of the page that
// somebody else may find.
func TestAContactThatGivesItAwayIsNotOnThePageForTheVictim(t *testing.T) {
	t.Parallel()
	for _, tell := range []string{"Stalking Unit, ext. 41", "PC Smith, Public Protection", "Domestic abuse team"} {
		a, _ := planted(t)
		a.Orders[0].Manager, a.Orders[0].Contact, a.Assessor.Reference, a.Case.Reference = "M12", tell, "S77 "+tell, tell
		page := pageFor(a, "victim")
		if strings.Contains(page, tell) || strings.Contains(page, "M12") {
			t.Errorf("%q is on it:\n%s", tell, page)
		}
	}
}

// A rank tells that the person is a police officer, so only the name or number is on the
// page for the victim; without any, it still says whom to ask for.
func TestThePageForTheVictimNamesNoRank(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"PC 99": "99", "PC99": "99", "Det Con Smith": "Smith", "DS A. Jones": "A. Jones", "sgt. 12": "12", "M. Discon": "M. Discon", "H1234": "H1234",
		"Detective Sergeant Jones": "the person you spoke to", "Inspector Lee": "the person you spoke to", "": "the person you spoke to",
	} {
		a, _ := planted(t)
		a.Orders, a.Assessor.Reference = nil, given
		if page := flat(pageFor(a, "victim")); !strings.Contains(page, "Ask for:** "+want+" ##") && !strings.Contains(page, "Ask for: "+want+" ") {
			t.Errorf("%q: no %q in\n%s", given, want, page)
		}
	}
}

// What follows is found on the pages of a case of few answers: the weapon among the facts
// of a criterion, and children's services at the meeting about a victim who is a child.
func TestAPageForOthersNamesTheGravestFact(t *testing.T) {
	t.Parallel()
	a := assessment(t, "nothing").Assessment
	a.Case.Jurisdiction, a.Case.VictimUnder18 = "england_wales", assess.FactYes
	a.Responses.Set("stalking", "approach", assess.Response{Answer: assess.Yes})
	a.Responses.Set("stalking", "weapon", assess.Response{Answer: assess.Yes})
	if page := flat(pageFor(&a, "order")); !strings.Contains(strings.ToLower(page[strings.Index(page, "(b) "):strings.Index(page, "(c) ")]), "weapon") {
		t.Errorf("no weapon beside the risk:\n%s", page)
	}
	if page := flat(pageFor(&a, "meeting")); !strings.Contains(page, "Children's services") {
		t.Errorf("children's services are asked nothing:\n%s", page)
	}
}

// Where an order is in force, its evidence sheet says that it is for the one after it.
func TestTheEvidenceSheetSaysThatAnOrderIsInForce(t *testing.T) {
	t.Parallel()
	const says = "This sheet is for the order after it"
	for kind, want := range map[assess.OrderKind]bool{"spo": true, "interim_spo": true, "bail": false} {
		for _, end := range []string{"", "2026-12-20", "2026-11-01"} {
			a, _ := planted(t)
			a.Orders = []assess.Order{{Kind: kind}}
			if end != "" {
				if err := assess.FactAt("orders").Entries[3].Set(&a.Orders[0], end); err != nil {
					t.Fatal(err)
				}
			}
			page := pageFor(a, "order")
			if on := strings.Contains(page, says); on != (want && end != "2026-11-01") {
				t.Errorf("%s to %q: said %t:\n%s", kind, end, on, page)
			}
		}
	}
}

// A number on the page for the victim says when it was checked, and one that was checked
// too long ago is not on it.
func TestANumberForTheVictimSaysWhenItWasChecked(t *testing.T) {
	t.Parallel()
	a, _ := planted(t)
	r := shippedReport(a).Report
	for stale, want := range map[bool]bool{false: true, true: false} {
		r.Guidance.Routes = []Route{{Name: "A service", Number: "01632 960777", Verified: "2026-11-25", Stale: stale}}
		v := View{Report: r, Show: Show{For: "victim"}}
		page := flat(string(text(v.compose(), 100)))
		if on := strings.Contains(page, "01632 960777 (checked 25 November 2026)"); on != want || !on && strings.Contains(page, "01632 960777") {
			t.Errorf("stale %t:\n%s", stale, page)
		}
	}
}

// If each accuses the other, those who decide see it.
func TestMeetingAndProsecutorSeeThatEachAccusesTheOther(t *testing.T) {
	t.Parallel()
	a := assessment(t, "call-neighbour").Assessment
	a.Decisions = append(a.Decisions, assess.Decision{About: "other", Decision: "considered", Reason: conversation.EachAccuses})
	r := shippedReport(&a).Report
	for _, reader := range []string{"meeting", "prosecutor"} {
		if page := flat(string(writtenAs(t, "text", r, Show{For: reader}))); !strings.Contains(page, conversation.EachAccuses) {
			t.Errorf("%s: it is not in\n%s", reader, page)
		}
	}
}

// A warning has no conditions, and those of an order that has ended bind nobody: only of
// an order in force are they asked for.
func TestTheEvidenceSheetAsksForTheConditionsThatBind(t *testing.T) {
	for name, tt := range map[string]struct {
		order assess.Order
		asked bool
	}{
		"an order in force":       {assess.Order{Kind: "bail"}, true},
		"one that says what":      {assess.Order{Kind: "bail", Conditions: []string{"no contact"}}, false},
		"a warning":               {assess.Order{Kind: "warning"}, false},
		"an order that has ended": {assess.Order{Kind: "bail", To: assesstest.Date("2020-01-01")}, false},
	} {
		a := assessment(t, "call-neighbour").Assessment
		a.Orders = []assess.Order{tt.order}
		if page := flat(pageFor(&a, "order")); strings.Contains(page, "What are the conditions of the order") != tt.asked {
			t.Errorf("%s: asked for its conditions, or not: %s", name, page)
		}
	}
}

// What somebody said is replaced by a word that nobody takes for part of the fact.
func TestWhatIsHiddenIsNotPartOfAFact(t *testing.T) {
	for want, f := range map[string]fact{
		"Planning (words recorded)": {text: "Planning", said: hiddenText},
		"recorded":                  {said: hiddenText},
	} {
		if got := f.block().text; got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
	f := fact{text: "A threat about children", sensitive: true}
	if f.hide(true); f.block().label != "Sensitive" || f.block().text != hiddenText {
		t.Errorf("%+v", f.block())
	}
}
