package report

import (
	"fmt"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// The sections of the page for the prosecutor.
var prosecutorTitles = []string{"Course of conduct", "Incidents", "Impact", "What has to be proved, and is not covered yet", "Exhibits", "Orders, conditions and breaches", heldBackTitle}

// wordsForProsecutor is the most words of the page, besides those of the victim.
const wordsForProsecutor = 480

// composeProsecutor lays out the page for the prosecutor: incidents, impact, exhibits,
// and breaches beside conditions. No level is on it, because a level is not evidence.
func composeProsecutor(p *page, r *Report) {
	beginFor(p, r, "For the prosecutor", "A level is not evidence, so none is given here. This is an index to evidence, and not a statement.")
	s := &sheet{most: wordsForProsecutor, rest: "ask the force"}
	for section, fill := range []func(*sheet, *Report){sayCourse, sayIncidents, sayImpact, sayToProve, sayExhibits, sayBreaches, sayHeldBack} {
		s.section(section)
		fill(s, r)
	}
	s.lay(p, prosecutorTitles, nil)
}

func sayCourse(s *sheet, r *Report) {
	s.say(1, "", r.patternSays()+led(". Suspect: ", word("relationship", string(r.Assessment.Case.Relationship)))+".")
	s.say(3, "", capital(r.trend())+".")
	if r.eachAccuses() {
		s.say(1, "", conversation.EachAccuses+".")
	}
}

// incidentsForOthers is the most incidents that are written out on a page for others.
const incidentsForOthers = 8

func sayIncidents(s *sheet, r *Report) {
	some, more := r.grave(incidentsForOthers)
	for i := range some {
		s.say(must, fmt.Sprint(some[i].Number), r.incidentBrief(&some[i])+".")
	}
	if more > 0 {
		s.say(must, "", fmt.Sprintf("and %d more in the full record.", more))
	}
	if len(some) == 0 {
		s.say(1, "", "No incident is recorded with what, when and where. Get them.")
	}
}

// feltInFull is the most incidents whose effect is given in the victim's words.
const feltInFull = 3

// sayImpact says what is recorded of the effect: how incidents felt, in the victim's
// words, and which parts of life have changed. The notes on those parts stay with the
// force.
func sayImpact(s *sheet, r *Report) {
	shown := 0
	for _, inc := range r.Pattern.Incidents {
		if !blank(inc.Felt) && !inc.After && shown < feltInFull {
			shown++
			s.add(fact{rank: 2, label: fmt.Sprintf("Incident %d", inc.Number), said: shorten(inc.Felt, wordsBeside)})
		}
	}
	if a := r.used(assess.UseImpact); a != nil {
		s.say(1, "Daily life changed", joined("; ", answerBrief(a), led("recorded before and after: ", strings.Join(conversation.ImpactNoted(a.Note), ", ")))+".")
	}
	if shown == 0 {
		s.say(2, "", "How each incident felt is not recorded. Ask the victim.")
	}
}

// answerBrief returns the answer that counts, in a word or two.
func answerBrief(a *Answer) string { return lower(word("answer", answered(a))) }

// sayToProve names the elements of each offence that the answers do not cover yet.
func sayToProve(s *sheet, r *Report) {
	for _, t := range r.Guidance.Tests {
		if t.Kind != "offence" {
			continue
		}
		var open []string
		for _, e := range t.Elements {
			if e.Status != "met" {
				open = append(open, clause(e.What)+" ("+elementBrief(&e)+")")
			}
		}
		says := fmt.Sprintf("%d of %d covered by what was told.", len(t.Elements)-len(open), len(t.Elements))
		s.say(3, capital(strings.TrimPrefix(t.Title, "Facts for ")), joined(" ", says, led("Not yet: ", some(open, 4))+stop(open)))
	}
}

// clause returns a text up to its first colon, comma or bracket.
func clause(s string) string {
	if i := strings.IndexAny(s, ":,("); i > 2 {
		return strings.TrimSpace(s[:i])
	}
	return s
}

// elementBrief returns how far an element is shown. What was asked in part is never said
// not to have been asked.
func elementBrief(e *Element) string {
	if e.Status == "not_asked" && len(e.From) > 0 {
		return "not all asked"
	}
	return word("element", e.Status)
}

func sayExhibits(s *sheet, r *Report) {
	for i := range r.Assessment.Evidence {
		e := &r.Assessment.Evidence[i]
		state := "not taken yet"
		if !e.Taken.IsZero() {
			state = "taken " + r.moment(e.Taken.String())
		}
		s.say(2, "", joined(", ", capital(shorten(e.What, 8)), state, led("gone by ", r.moment(e.Goes.String())))+".")
	}
	for _, inc := range r.Pattern.Incidents {
		if !blank(inc.Kept) && !inc.After {
			s.say(2, fmt.Sprintf("Incident %d, kept", inc.Number), shorten(inc.Kept, 8)+".")
		}
	}
	if n := len(r.Assessment.Accounts); n > 0 {
		s.say(4, "", count(n, "number, account or device", "numbers, accounts or devices")+" used by the suspect recorded.")
	}
	if r.Assessment.FirstAccount != "" {
		s.say(3, "", "First account, in the victim's words.")
	}
}

// sayBreaches puts what happened beside the conditions of each order.
func sayBreaches(s *sheet, r *Report) {
	for _, o := range r.Guidance.Orders {
		s.say(1, capital(o.Order), joined(". ", led("Conditions: ", shorten(strings.Join(o.Conditions, "; "), 30)), sentence(o.Says)))
	}
	s.say(2, "", r.Guidance.Uncovered)
	s.say(1, "", r.breaches())
	if len(r.Guidance.Orders) == 0 {
		s.say(3, "", "No order, bail condition or warning is recorded.")
	}
}
