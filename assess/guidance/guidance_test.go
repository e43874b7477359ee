package guidance_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/timeline"
)

func books(t testing.TB) (assess.Questionnaires, guidance.Guides) {
	t.Helper()
	return assesstest.Questionnaires(), assesstest.Guides()
}

// assessment returns the invented assessment in a YAML text.
func assessment(t testing.TB, text string) *assess.Assessment {
	t.Helper()
	r := assessmentfile.One(assessmentfile.Read("a.yaml", []byte("format: stalkrisk.assessment/1\nstatus: draft\nassessed_at: 2026-11-20T14:03:00Z\n"+text)))
	if len(r.Problems) > 0 {
		t.Fatal(r.Problems)
	}
	return &r.Assessment
}

func follow(t testing.TB, guides []*guidance.Guide, a *assess.Assessment) guidance.Called {
	t.Helper()
	shelf, _ := books(t)
	set, scored := assess.Assess(shelf, a, assess.Tool{}, nil)
	return guidance.Follow(guides, set, a, &scored.Result)
}

// guideOf returns a guide with a single line.
func guideOf(t testing.TB, when, says string) *guidance.Guide {
	t.Helper()
	shelf, _ := books(t)
	file := fmt.Sprintf(`format: stalkrisk.guidance/1
id: test
version: 1.0.0
title: t
jurisdictions: [england_wales]
as_of: 2026-11-25
purpose: t
misuse: t
licence: t
check: t
stale_days: 30
sources: [{id: s, short: s, title: s, where: s, checked_on: 2026-11-25, mark: read}]
lines: [{id: l, section: traps, when: %s, says: %q, source: [s]}]
`, when, says)
	g, problems := questionnairefile.LoadGuide("guidance/test/1.0.0.yaml", []byte(file), shelf)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return g
}

// one returns what a single line with this condition follows from; "hidden" if it
// is not shown.
func one(t testing.TB, when, of string) string {
	t.Helper()
	g := guideOf(t, when, "look")
	c := follow(t, []*guidance.Guide{g}, assessment(t, of))
	if len(c.Lines) == 0 {
		return "hidden"
	}
	var said []string
	for _, f := range c.Lines[0].From {
		switch {
		case f.Kind == "incidents":
			said = append(said, fmt.Sprint("incidents", f.Incidents))
		case f.Carried:
			said = append(said, f.ID+"="+f.Answer+" carried")
		default:
			said = append(said, f.ID+"="+f.Answer)
		}
	}
	return strings.Join(said, "; ")
}

func TestConditions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, when, of, want string }{
		{"a yes", `{yes: [approach]}`, `responses: {stalking: {approach: "yes"}}`, "stalking.approach=yes"},
		{"a no", `{yes: [approach]}`, `responses: {stalking: {approach: "no"}}`, "hidden"},
		{"open is not yes", `{yes: [approach]}`, `responses: {stalking: {approach: unknown}}`, "hidden"},
		{"open is not no", `{item: approach, is: ["no"]}`, ``, "hidden"},
		{"not asked has its own word", `{item: approach, is: [not_asked]}`, ``, "stalking.approach=not_asked"},
		{"declined is not unknown", `{item: approach, is: [unknown]}`, `responses: {stalking: {approach: declined}}`, "hidden"},
		{"one of several", `{yes: [approach, threats, fear]}`, `responses: {stalking: {threats: "yes", fear: "yes"}}`, "stalking.threats=yes; stalking.fear=yes"},
		{"an item of DASH", `{yes: [dash.q08]}`, `responses: {dash: {q08: "yes"}}`, "dash.q08=yes"},
		{"what an incident shows counts, although no was stored", `{yes: [approach]}`, `
responses: {stalking: {approach: "no"}}
incidents: [{at: 2026-11-01, kind: visit}]`, "stalking.approach=yes carried"},
		{"an incident after the assessment shows nothing", `{yes: [approach]}`, `incidents: [{at: 2026-11-21, kind: visit}]`, "hidden"},
		{"an item that does not apply meets no condition", `{item: threats-grave, is: [unknown]}`, `
responses: {stalking: {threats: "no", threats-grave: unknown}}`, "hidden"},
		{"an item that does not apply is not \"not asked\"", `{item: threats-children, is: [not_asked]}`, `case: {reference: a, children: "no"}`, "hidden"},
		{"noted", `{item: fear, is: ["yes"], noted: true}`, `responses: {stalking: {fear: {answer: "yes", note: shakes}}}`, "stalking.fear=yes"},
		{"a part of the note", `{item: fear, is: ["yes"], noted_as: Before}`, `responses: {stalking: {fear: {answer: "yes", note: "Sleep: bad\nBefore: moved out"}}}`, "stalking.fear=yes"},
		{"another part of the note", `{item: fear, is: ["yes"], noted_as: Before}`, `responses: {stalking: {fear: {answer: "yes", note: "Sleep: bad\nBefore: "}}}`, "hidden"},
		{"a blank note does not count", `{item: fear, is: ["yes"], noted: true}`, `responses: {stalking: {fear: {answer: "yes", note: " "}}}`, "hidden"},

		{"a fact", `{case: relationship, is: [neighbour]}`, `case: {reference: a, relationship: neighbour}`, "case.relationship=neighbour"},
		{"a fact that was not recorded", `{case: relationship, is: [absent]}`, ``, "case.relationship=absent"},
		{"an absent fact is not no", `{case: children, is: ["no"]}`, ``, "hidden"},
		{"areas that differ", `{case: areas, is: [different]}`, `case: {reference: a, victim_area: Northshire, suspect_area: Southshire}`, "case.areas=different"},
		{"areas written in two ways are the same", `{case: areas, is: [same]}`, `case: {reference: a, victim_area: Northshire, suspect_area: " northshire"}`, "case.areas=same"},
		{"two areas that are not known are not the same", `{case: areas, is: [same, different]}`, `case: {reference: a, victim_area: unknown, suspect_area: Unknown}`, "hidden"},
		{"an area that is not known is none", `{case: areas, is: [victim_only]}`, `case: {reference: a, victim_area: Northshire, suspect_area: N/A}`, "case.areas=victim_only"},
		{"a force with and without the word police", `{incidents: {areas: 2}}`, `incidents: [{kind: visit, area: Northshire}, {kind: visit, area: Northshire Police}, {kind: visit, area: TBC}]`, "hidden"},
		{"one area", `{case: areas, is: [victim_only]}`, `case: {reference: a, victim_area: Northshire}`, "case.areas=victim_only"},
		{"an area with the word police", `{case: victim_area, is: [Sussex]}`, `case: {reference: a, victim_area: Sussex Police}`, "case.victim_area=Sussex Police"},
		{"an area by its name", `{case: victim_area, is: [Sussex]}`, `case: {reference: a, victim_area: SUSSEX}`, "case.victim_area=SUSSEX"},
		{"an interpreter", `{contact: interpreter, is: [given]}`, `contact: {interpreter: Polish}`, "contact.interpreter=given"},
		{"an interpreter who is not needed", `{contact: interpreter, is: [given]}`, `contact: {interpreter: "None needed."}`, "hidden"},
		{"no interpreter", `{contact: interpreter, is: [given]}`, `contact: {interpreter: " "}`, "hidden"},
		{"a decision", `{recorded: spo, is: [made]}`, `decisions: [{about: spo, decision: considered}, {about: spo, decision: made}]`, "recorded.spo=considered; recorded.spo=made"},
		{"no decision", `{recorded: spo, is: [absent]}`, `decisions: [{about: interim_spo, decision: made}]`, "recorded.spo=absent"},
		{"a level", `{result: overall, is: [high]}`, `responses: {stalking: {intrusion: "yes"}}`, "result.overall=high"},
		{"the level that a person set", `{result: overall, is: [high]}`, `
responses: {stalking: {persistence: "yes"}}
override: {from: moderate, level: high, reason: r, by: S1}`, "result.overall=high"},
		{"a finding", `{result: frequency, is: [too_few]}`, ``, "result.frequency=too_few"},
		{"a service that sees another level", `{result: service_differs, is: ["yes"]}`, `service_view: {level: high}`, "result.service_differs=yes"},
		{"a service without a view", `{result: service_differs, is: ["yes", "no"]}`, ``, "hidden"},
		{"custody at present", `{recorded: custody, is: [now]}`, `absences: [{from: 2026-11-01, reason: custody}]`, "recorded.custody=now"},
		{"custody in the past", `{recorded: custody, is: [past]}`, `absences: [{from: 2026-10-01, to: 2026-11-19, reason: custody}]`, "recorded.custody=past"},
		{"an order without an end is in force", `{recorded: bail, is: [in_force]}`, `orders: [{kind: bail, to: 2026-11-01}, {kind: bail}]`, "recorded.bail=in_force"},
		{"an order is in force on its last day", `{recorded: protection_order, is: [in_force]}`, `orders: [{kind: interim_spo, to: 2026-11-20}]`, "recorded.protection_order=in_force"},
		{"an order has ended", `{recorded: protection_order, is: [ended]}`, `orders: [{kind: spo, to: 2026-11-19}]`, "recorded.protection_order=ended"},
		{"another order is not bail", `{recorded: bail, is: [in_force, ended]}`, `orders: [{kind: licence}]`, "hidden"},
		{"abroad is not custody", `{recorded: custody, is: [now, past]}`, `absences: [{from: 2026-11-01, reason: abroad}]`, "hidden"},
		{"an order", `{orders: [bail, spo]}`, `orders: [{kind: warning}, {kind: bail}]`, "order=bail"},
		{"any order", `{orders: [any]}`, `orders: [{kind: warning}, {kind: bail}]`, "order=warning; order=bail"},
		{"no order", `{orders: [any]}`, ``, "hidden"},
		{"a date", `{triggers: [release]}`, `triggers: [{kind: release, on: 2026-12-01}]`, "trigger=release"},

		{"all", `{all: [{yes: [fear]}, {yes: [threats]}]}`, `responses: {stalking: {fear: "yes", threats: "yes"}}`, "stalking.fear=yes; stalking.threats=yes"},
		{"all but one", `{all: [{yes: [fear]}, {yes: [threats]}]}`, `responses: {stalking: {fear: "yes"}}`, "hidden"},
		{"any within all, each answer once", `{all: [{any: [{yes: [fear]}, {yes: [threats]}]}, {yes: [fear]}]}`, `responses: {stalking: {fear: "yes"}}`, "stalking.fear=yes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := one(t, tt.when, tt.of); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// Every fact that a condition may ask for is read from the right place.
func TestEveryFactIsRead(t *testing.T) {
	t.Parallel()
	const of = `
stage: full
caller: professional
prompted_by_incident: "yes"
first_account: He came back.
case: {reference: a, relationship: former_partner, jurisdiction: scotland, suspects: several, online_only: "no", children: "yes", victim_under_18: unknown, suspect_under_18: "no", mental_health_need: "yes", suspect_access: "no", pregnant: "yes", victim_area: A, suspect_area: B}
contact: {safe_to_talk: "yes", mode: cover, ended: dropped, heard: "yes", back: 2026-11-20T14:20:00Z, language: Polish, interpreter: her own, safe_times: mornings, needs: large print}
recognition: {fixated: "yes", obsessive: "no", unwanted: unknown, repeated: "yes"}
referral: {offered: "yes", accepted: "no"}
actions: [{what: ring back}]
advice_given: [keep a diary]
decisions: [{about: spo, decision: made}, {about: interim_spo, decision: applied_for}, {about: recording, decision: not_recorded}, {about: disclosure_of_identity, decision: not_pursued}]
service_view: {level: moderate}
absences: [{from: 2026-11-01, reason: custody}]
orders: [{kind: bail}, {kind: spo, to: 2026-11-01}]
reach: {address: "yes", keys: "no", location: unknown, work: "yes"}
more_than_once: "yes"
order_in_place: "no"
own_life: declined
help: [{asked: 2026-11-20T14:05:00Z}]
earlier_act_now: [{id: A1}]
read_back: {agreed: corrected}
accounts: [{kind: phone}]
evidence: [{what: voicemail}]
updates: [{to: victim}]
outcome: {value: continued}
responses: {stalking: {intrusion: "yes", near-now: "yes"}}
incidents: [{kind: other}]
`
	want := map[string]string{
		"case.relationship": "former_partner", "case.jurisdiction": "scotland", "case.suspects": "several", "case.online_only": "no", "case.children": "yes",
		"case.victim_under_18": "unknown", "case.suspect_under_18": "no", "case.mental_health_need": "yes", "case.victim_area": "A", "case.suspect_area": "B", "case.areas": "different",
		"contact.safe_to_talk": "yes", "contact.ended": "dropped", "contact.interpreter": "given", "contact.safe_times": "given", "contact.needs": "given",
		"recorded.caller": "professional", "recorded.stage": "full", "recorded.prompted_by_incident": "yes", "recorded.first_account": "given",
		"recorded.fixated": "yes", "recorded.obsessive": "no", "recorded.unwanted": "unknown", "recorded.repeated": "yes",
		"recorded.referral_offered": "yes", "recorded.referral_accepted": "no", "recorded.actions": "given", "recorded.advice_given": "given",
		"recorded.spo": "made", "recorded.interim_spo": "applied_for", "recorded.recording": "not_recorded", "recorded.disclosure_of_identity": "not_pursued",
		"recorded.service_view": "moderate", "recorded.custody": "now", "recorded.bail": "in_force", "recorded.protection_order": "ended", "recorded.incidents": "given",
		"case.suspect_access": "no", "case.pregnant": "yes", "contact.mode": "cover", "contact.heard": "yes", "contact.back": "given", "contact.language": "given",
		"recorded.reach_address": "yes", "recorded.reach_keys": "no", "recorded.reach_location": "unknown", "recorded.reach_work": "yes",
		"recorded.more_than_once": "yes", "recorded.order_in_place": "no", "recorded.own_life": "declined", "recorded.help": "given", "recorded.earlier_act_now": "given", "recorded.read_back": "corrected",
		"recorded.accounts": "given", "recorded.evidence": "given", "recorded.updates": "given", "recorded.outcome": "continued",
		"result.overall": "high", "result.baseline": "high", "result.escalation": "imminent", "result.act_now": "yes", "result.dash": "applicable",
		"result.frequency": "too_few", "result.severity": "too_few", "result.service_differs": "yes",
	}
	for _, f := range guidance.Facts() {
		id := f.Group + "." + f.Key
		if got := one(t, fmt.Sprintf("{%s: %s, is: [%q]}", f.Group, f.Key, want[id]), of); got != id+"="+want[id] {
			t.Errorf("%s: got %s, want %q", id, got, want[id])
		}
		if got := one(t, fmt.Sprintf("{%s: %s, is: [absent]}", f.Group, f.Key), of); got != "hidden" {
			t.Errorf("%s is given and absent: %s", id, got)
		}
		if f.Label == "" || f.Words != nil && f.Words.Label(want[id]) == want[id] && strings.Contains(want[id], "_") {
			t.Errorf("%s has no label, or its word %q has none", id, want[id])
		}
	}
	if n := len(guidance.Facts()); n != len(want) {
		t.Errorf("%d facts, and this test has %d", n, len(want))
	}
}

func TestIncidents(t *testing.T) {
	t.Parallel()
	const of = `
absences: [{from: 2026-09-01, to: 2026-09-30, reason: custody}]
incidents:
  - {at: 2026-11-20, kind: visit, channel: in_person, area: Northshire, breach: near, reported: "no"}    # 0
  - {at: 2026-10-21, kind: message, channel: phone, area: northshire, recorded_as: HARASSMENT (minor), felt: sick} # 1: 30 days ago
  - {at: 2026-10-20, kind: message, channel: post, area: Eastshire, breach: "yes", reported: "yes"}      # 2: 31 days ago
  - {at: 2026-09-30, kind: message, channel: post, felt: " "}                                                       # 3: the last day of custody
  - {at: 2026-09, kind: gift}                                                                            # 4: no day
  - {kind: other}                                                                                        # 5: no date
  - {at: 2026-11-21, kind: assault, channel: in_person, area: Westshire, breach: "yes"}                  # 6: after the assessment
`
	for _, tt := range []struct{ name, incidents, want string }{
		{"any, except the one after the assessment", `{}`, "incidents[0 1 2 3 4 5]"},
		{"a kind", `{kinds: [message, assault]}`, "incidents[1 2 3]"},
		{"a channel", `{channels: [post]}`, "incidents[2 3]"},
		{"a channel that was not recorded", `{channels: [absent]}`, "incidents[4 5]"},
		{"a channel that no incident has", `{channels: [device]}`, "hidden"},
		{"near or in breach", `{breach: [near, "yes"]}`, "incidents[0 2]"},
		{"not recorded counts as no breach", `{breach: ["no"]}`, "incidents[1 3 4 5]"},
		{"never reported, or not known", `{reported: ["no", unknown]}`, "incidents[0 1 3 4 5]"},
		{"a word of what it was recorded as", `{recorded_as: [harass]}`, "incidents[1]"},
		{"how it felt, unless it is blank", `{felt: true}`, "incidents[1]"},
		{"within 31 days, or perhaps within them", `{within_days: 31}`, "incidents[0 1 4 5]"},
		{"within one day", `{within_days: 1}`, "incidents[0 4 5]"},
		{"during custody, including its last day", `{during: custody}`, "incidents[3]"},
		{"during time abroad", `{during: abroad}`, "hidden"},
		{"several things of one incident", `{kinds: [message], channels: [post], breach: ["yes"]}`, "incidents[2]"},
		{"enough", `{kinds: [message], at_least: 3}`, "incidents[1 2 3]"},
		{"too few", `{kinds: [message], at_least: 4}`, "hidden"},
		{"areas, ignoring letter case", `{areas: 2}`, "incidents[0 1 2 3 4 5]"},
		{"too few areas", `{areas: 3}`, "hidden"},
		{"days", `{kinds: [visit, message], days: 4}`, "incidents[0 1 2 3]"},
		{"a month is not a day", `{days: 5}`, "hidden"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := one(t, "{incidents: "+tt.incidents+"}", of); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// Evidence is in the order in which it may be lost, wherever it is in the file, and
// every line is in its section.
func TestOrderOfLines(t *testing.T) {
	_, guides := books(t)
	a := assessment(t, `
case: {reference: a, relationship: former_partner}
caller: victim
responses: {stalking: {persistence: "yes", approach: "yes", threats: "yes"}}
incidents: [{at: 2026-11-19, kind: visit, channel: in_person}, {at: 2026-11-18, kind: gift, channel: post}, {at: 2026-11-17, kind: message, channel: phone}]`)
	c := follow(t, guidance.For(guides, &a.Case, fold.Forces{}), a)
	sections := guidance.Section("").Words()
	at, hours, evidence := 0, 0, 0
	for _, l := range c.Lines {
		place := slices.Index(sections, string(l.Section))
		if place < at {
			t.Errorf("%s comes after a later section", l.ID)
		}
		at = place
		if l.Section != guidance.Evidence {
			continue
		}
		evidence++
		if l.Hours < hours {
			t.Errorf("%s may be lost within %d hours and comes after a line with %d", l.ID, l.Hours, hours)
		}
		hours = l.Hours
	}
	if evidence < 2 {
		t.Errorf("only %d lines of evidence; the case has too few", evidence)
	}
}

func TestPlacesAreFilledIn(t *testing.T) {
	const of = `
case: {reference: a, victim_area: Northshire, suspect_area: "South\nshire {victim_area}"}
incidents: [{at: 2026-11-01, kind: visit, area: Eastshire}, {at: 2026-11-02, kind: visit, area: northshire}]`
	for says, want := range map[string]string{
		"in {suspect_area}":       "in South shire {victim_area}", // typed text is not filled in again, and is on one line
		"in {incident_areas}":     "in Eastshire, northshire",
		"speak {interpreter}":     "speak (not recorded)",
		"nothing to be filled in": "nothing to be filled in",
	} {
		c := follow(t, []*guidance.Guide{guideOf(t, "{result: act_now, is: [\"yes\", \"no\"]}", says)}, assessment(t, of))
		if len(c.Lines) != 1 || c.Lines[0].Says != want {
			t.Errorf("%s: got %+v, want %s", says, c.Lines, want)
		}
	}
}

// The four statuses, and the answers behind each.
func TestStatuses(t *testing.T) {
	_, guides := books(t)
	element := func(of, test, id string) guidance.CalledElement {
		t.Helper()
		a := assessment(t, of)
		for _, found := range follow(t, guidance.For(guides, &a.Case, fold.Forces{}), a).Tests {
			for _, e := range found.Elements {
				if found.ID == test && e.ID == id {
					return e
				}
			}
		}
		t.Fatalf("no element %s.%s", test, id)
		return guidance.CalledElement{}
	}
	for _, tt := range []struct {
		name, of string
		status   guidance.Status
		from     string
	}{
		{"met, when it was written down", `responses: {stalking: {approach: "yes", life-changed: {answer: "yes", note: moved in May}}}`, guidance.Met, "stalking.life-changed=yes"},
		{"indicated, when it was only said", `responses: {stalking: {approach: "yes", life-changed: "yes"}}`, guidance.Indicated, "stalking.life-changed=yes"},
		{"missing, when it was asked", `responses: {stalking: {approach: "yes", life-changed: "no"}}`, guidance.Missing, "stalking.life-changed=no"},
		{"missing, when it is not known", `responses: {stalking: {approach: "yes", life-changed: unknown}}`, guidance.Missing, "stalking.life-changed=unknown"},
		{"not asked", `responses: {stalking: {approach: "yes"}}`, guidance.NotAsked, "stalking.life-changed=not_asked"},
	} {
		e := element(tt.of, "offence", "alarm")
		if e.Status != tt.status || len(e.From) != 1 || e.From[0].ID+"="+e.From[0].Answer != tt.from {
			t.Errorf("%s: got %s from %+v, want %s from %s", tt.name, e.Status, e.From, tt.status, tt.from)
		}
		if e.Ask == "" || len(e.Cited) == 0 {
			t.Errorf("%s: no question to ask next, or no source", tt.name)
		}
	}
}

// A breach is of the order that it names, and of no other that the case has.
func TestABreachIsOfTheOrderThatItNames(t *testing.T) {
	c := follow(t, nil, assessment(t, `
orders:
  - {id: o1, kind: bail, from: 2026-10-01, to: 2026-10-31}
  - {id: o2, kind: spo, from: 2026-10-01, to: 2026-12-20}
incidents:
  - {at: 2026-10-02, kind: message, breach: "yes", order: O2}        # 0
  - {at: 2026-09-01, kind: message, breach: "yes", order: o1}        # 1: before it, says the date
  - {at: 2026-10-03, kind: message, breach: "yes"}                   # 2: names none
  - {at: 2026-10-04, kind: message, breach: "yes", order: unheard}   # 3: one that is not recorded
`))
	for i, want := range [][]int{{1, 2, 3}, {0, 2, 3}} {
		if got := c.Orders[i]; !slices.Equal(got.Incidents, want) || got.Breaches != len(want) {
			t.Errorf("order %d: incidents %v, %d breaches, want %v", i+1, got.Incidents, got.Breaches, want)
		}
	}
}

// Each order has the incidents in its time.
func TestOrdersBesideWhatHappened(t *testing.T) {
	a := assessment(t, `
orders:
  - {kind: bail, from: 2026-10-01, to: 2026-10-31, conditions: [no contact]}
  - {kind: spo, from: 2026-10-31, to: 2026-12-20}
incidents:
  - {at: 2026-09-30, kind: message}                     # 0: the day before
  - {at: 2026-10-01, kind: message, breach: "yes"}      # 1: the first day
  - {at: 2026-10-31T23:00:00Z, kind: visit}             # 2: the last day
  - {at: 2026-10, kind: visit}                          # 3: some day, no breach
  - {kind: loitering, breach: near}                     # 4: no date, near it
  - {at: 2026-11-21, kind: visit, breach: "yes"}        # 5: after the assessment
  - {at: 2026-09-01, kind: visit, breach: "yes"}        # 6: before either order
`)
	c := follow(t, nil, a)
	for i, want := range []guidance.OrderBeside{
		{Incidents: []int{1, 2, 4}, Breaches: 2},
		{Incidents: []int{2, 4}, Breaches: 1},
	} {
		got := c.Orders[i]
		got.Order = assess.Order{}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(assess.Date{})); diff != "" {
			t.Errorf("order %d differs\n%s", i, diff)
		}
	}
	if !slices.Equal(c.Uncovered, []int{6}) {
		t.Errorf("uncovered: got %v, want the breach before either order", c.Uncovered)
	}
	a.Orders = []assess.Order{{Kind: "warning"}}
	if c := follow(t, nil, a); len(c.Orders[0].Incidents) != 5 || c.Uncovered != nil {
		t.Errorf("an order with no days: %+v, uncovered %v", c.Orders[0], c.Uncovered)
	}
	a.Orders = nil
	if c := follow(t, nil, a); !slices.Equal(c.Uncovered, []int{1, 4, 6}) {
		t.Errorf("with no order: uncovered %v", c.Uncovered)
	}
}

func TestARouteThatWasCheckedLongAgoIsStale(t *testing.T) {
	_, guides := books(t)
	for at, want := range map[string]bool{"2026-11-02": false, "2027-01-30": false, "2027-01-31": true, "2026-01-01": false} {
		a := assessment(t, `case: {victim_area: Northshire}`)
		a.AssessedAt, _ = assess.ParseInstant(at + "T10:00:00Z")
		routes := follow(t, guidance.For(guides, &a.Case, fold.Forces{}), a).Routes
		if len(routes) != 1 || routes[0].Stale != want {
			t.Errorf("at %s, 90 days after 1 November 2026 being 30 January 2027: %+v", at, routes)
		}
	}
}

// Everything that is shown names the answers that it follows from. The same input has
// the same output and does not change.
func TestEverythingShownHasItsAnswersAndItsSource(t *testing.T) {
	_, guides := books(t)
	a := assessment(t, `
case: {reference: a, relationship: former_partner, children: "yes", victim_area: Northshire, suspect_area: Southshire}
contact: {safe_to_talk: "no", interpreter: Polish}
responses: {stalking: {persistence: "yes", approach: "yes", threats: "yes", weapon: "yes", fear: "yes"}, dash: {q08: "yes"}}
orders: [{kind: bail, from: 2026-10-01}]
incidents: [{at: 2026-11-19, kind: visit, channel: in_person, breach: "yes"}, {at: 2026-11-18, kind: gift, channel: post}]`)
	before := assessmentfile.AppendJSON(nil, a)
	c := follow(t, guidance.For(guides, &a.Case, fold.Forces{}), a)
	if len(c.Lines) < 5 || len(c.Tests) < 3 || len(c.Routes) < 2 {
		t.Errorf("%d lines, %d tests, %d routes; the case shows too little", len(c.Lines), len(c.Tests), len(c.Routes))
	}
	for _, l := range c.Lines {
		if len(l.From) == 0 || len(l.Cited) == 0 || l.Cited[0].Title == "" || l.Cited[0].CheckedOn.IsZero() {
			t.Errorf("line %s/%s has no answers, or no dated source", l.Guide, l.ID)
		}
	}
	for _, r := range c.Routes {
		if len(r.From) == 0 || len(r.Cited) == 0 || r.Number != "" && (r.VerifiedOn.IsZero() || r.Cited[0].Mark != guidance.Read) {
			t.Errorf("route %s has no answers, no source, or a number that nobody read", r.ID)
		}
	}
	for _, tt := range c.Tests {
		for _, e := range tt.Elements {
			if e.Status == "" || len(e.Cited) == 0 || len(e.From) == 0 && (e.Status == guidance.Met || e.Status == guidance.Indicated) {
				t.Errorf("element %s.%s: %+v", tt.ID, e.ID, e)
			}
		}
	}
	if diff := cmp.Diff(fmt.Sprintf("%+v", c), fmt.Sprintf("%+v", follow(t, guidance.For(guides, &a.Case, fold.Forces{}), a))); diff != "" {
		t.Errorf("the same input has another output\n%s", diff)
	}
	if diff := cmp.Diff(string(before), string(assessmentfile.AppendJSON(nil, a))); diff != "" {
		t.Errorf("the assessment was changed\n%s", diff)
	}
}

// With any answers, everything that is shown has its answers and its source, and
// nothing is left from another case.
func TestFollowHoldsForAnyAnswers(t *testing.T) {
	shelf, guides := books(t)
	set, _ := shelf.For(&assess.Assessment{}, assess.Tool{})
	kinds := make([]string, 0, len(set.Stalking.Timeline.Kinds))
	for _, k := range set.Stalking.Timeline.Kinds {
		kinds = append(kinds, k.ID)
	}
	rapid.Check(t, func(t *rapid.T) {
		word := func(name string, words []string) string {
			return rapid.SampledFrom(append([]string{""}, words...)).Draw(t, name)
		}
		a := &assess.Assessment{AssessedAt: assess.InstantOf(time.Date(2026, 11, 20, 14, 3, 0, 0, time.UTC))}
		a.Case.Relationship = assess.Relationship(word("relationship", a.Case.Relationship.Words()))
		a.Case.Jurisdiction = assess.Jurisdiction(word("jurisdiction", a.Case.Jurisdiction.Words()))
		a.Case.Children, a.Case.OnlineOnly = assess.Fact(word("children", assess.Fact("").Words())), assess.Fact(word("online", assess.Fact("").Words()))
		a.Case.VictimArea, a.Case.SuspectArea = word("victim area", []string{"A", "B"}), word("suspect area", []string{"A", "B"})
		for _, in := range []*assess.Instrument{set.Stalking, set.Dash} {
			for _, it := range in.Items {
				if answer := word(it.ID, assess.Answers()); answer != "" {
					a.Responses.Set(in.ID, it.ID, assess.Response{Answer: assess.Answer(answer)})
				}
			}
		}
		for range rapid.IntRange(0, 4).Draw(t, "incidents") {
			at, _ := timeline.ParseWhen(word("at", []string{"2026-11-20", "2026-11-21", "2026-10", "2025-01-01"}))
			a.Incidents = append(a.Incidents, assess.Incident{
				At: at, Kind: word("kind", kinds), Channel: timeline.Channel(word("channel", timeline.Channel("").Words())),
				Breach: timeline.Breach(word("breach", timeline.Breach("").Words())), Area: word("area", []string{"A", "B"}),
			})
		}
		r := assess.Score(set, a)
		c := guidance.Follow(guidance.For(guides, &a.Case, fold.Forces{}), set, a, &r)
		for _, l := range c.Lines {
			if len(l.From) == 0 || len(l.Cited) == 0 || strings.ContainsAny(l.Says+l.Not+l.Brief, "{}") {
				t.Fatalf("line %s/%s: %+v", l.Guide, l.ID, l)
			}
		}
		for _, rt := range c.Routes {
			if len(rt.From) == 0 || rt.Number != "" && rt.VerifiedOn.IsZero() {
				t.Fatalf("route %s: %+v", rt.ID, rt)
			}
		}
		for _, tt := range c.Tests {
			for _, e := range tt.Elements {
				shown := e.Status == guidance.Met || e.Status == guidance.Indicated
				if e.Status == "" || shown && len(e.From) == 0 || tt.Kind == guidance.Acts && !shown {
					t.Fatalf("element %s.%s: %+v", tt.ID, e.ID, e)
				}
			}
		}
	})
}
