package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
)

// The sections of the evidence sheet for an order.
var orderTitles = []string{"Which order, and who applies", "Each criterion and its facts", "Incidents behind them", "Conditions proposed for this behaviour", "What has held the suspect back so far", "Still missing, and whom to ask", heldBackTitle}

// wordsForOrder is the most words of the sheet, which may be two pages.
const wordsForOrder = 1000

// composeOrder lays out the evidence sheet of an application for a protective order.
// Which order, its criteria and its conditions are those of the guidance of the
// jurisdiction.
func composeOrder(p *page, r *Report) {
	beginFor(p, r, "Evidence sheet for a protective order", "It gathers what is recorded for an application. It is not a statement and not legal advice.")
	s := &sheet{most: wordsForOrder, rest: "in the full report"}
	for section, fill := range []func(*sheet, *Report){sayWhichOrder, sayCriteria, sayIncidents, sayConditions, sayRestraint, sayMissing, sayHeldBack} {
		s.section(section)
		fill(s, r)
	}
	s.lay(p, orderTitles, nil)
}

// criteria returns the test of the order and whether there is one. Where the law knows
// none for the police to apply for, it returns the tests of the offences.
func (r *Report) criteria() (tests []Test, order bool) {
	kind := func(k string) []Test { return those(r.Guidance.Tests, func(t Test) bool { return t.Kind == k }) }
	if tests = kind(string(guidance.Order)); len(tests) > 0 {
		return tests, true
	}
	return kind("offence"), false
}

func sayWhichOrder(s *sheet, r *Report) {
	tests, order := r.criteria()
	law := cmp.Or(word("jurisdiction", string(r.Assessment.Case.Jurisdiction)), word("jurisdiction", "england_wales")+" (assumed)")
	s.say(must, "Law", law+".")
	for _, t := range tests {
		if order {
			s.say(must, t.Title, t.Says)
		}
	}
	for i := range r.Assessment.Orders {
		if o := &r.Assessment.Orders[i]; protective(o) && !o.Ended(r.today()) {
			s.say(must, "Already there", r.orderStands(o)+". This sheet is for the order after it.")
		}
	}
	if !order {
		s.say(must, "", "The police cannot apply for a stalking protection order here. What follows says which order there is, and who asks for it.")
	}
	for _, l := range r.Guidance.Lines {
		if l.OnOrder {
			s.say(3, "", l.Says)
		}
	}
	for _, d := range r.Assessment.Decisions {
		if d.About == assess.AboutSPO || d.About == assess.AboutInterimSPO {
			s.say(1, "Decided", joined(", ", decisionBrief(&d), r.moment(d.On.String()))+".")
		}
	}
	for _, form := range r.Local.Forms {
		s.say(1, "Form", form+".")
	}
}

// decisionBrief says what was decided about an order, without the reason.
func decisionBrief(d *assess.Decision) string {
	return joined(": ", assess.FactAt("decisions[].about").Say(string(d.About)), assess.FactAt("decisions[].decision").Say(string(d.Decision)))
}

// factsOfCriterion is the most facts that are named for one criterion.
const factsOfCriterion = 6

func sayCriteria(s *sheet, r *Report) {
	tests, order := r.criteria()
	for _, t := range tests {
		if !order {
			s.say(2, "", "No criteria of an order are in the guidance here. These are the facts for the offence: "+t.Title+".")
		}
		for _, e := range t.Elements {
			var facts []string
			for _, f := range e.From {
				if says := r.factSays(f); says != "" && (e.Status == "met" || e.Status == "indicated") {
					facts = append(facts, says)
				}
			}
			s.say(1, capital(elementBrief(&e)), e.What+"."+led(" Facts: ", some(facts, factsOfCriterion))+stop(facts))
		}
	}
	if len(tests) == 0 {
		s.say(must, "", "Nothing is recorded yet that an application could rest on. Ask what the suspect does, when and where.")
	}
}

// stop returns the full stop of a list, if there is one.
func stop(list []string) string {
	if len(list) > 0 {
		return "."
	}
	return ""
}

func sayConditions(s *sheet, r *Report) {
	for _, l := range r.Guidance.Lines {
		if l.Section == string(guidance.Conditions) {
			s.say(2, "", l.Says)
		}
	}
}

// sayRestraint adds the dates of orders, bail and absence: a quiet time under them does
// not show that an order is not needed.
func sayRestraint(s *sheet, r *Report) {
	for _, o := range r.Guidance.Orders {
		s.say(2, capital(o.Order), sentence(o.Says))
	}
	for i := range r.Assessment.Absences {
		ab := &r.Assessment.Absences[i]
		s.say(2, "", capital(joined(" ", word("absence", string(ab.Reason)), led("from ", r.moment(ab.From.String())), led("to ", r.moment(ab.To.String()))))+".")
	}
	s.say(2, "", r.breaches())
	if len(r.Assessment.Orders)+len(r.Assessment.Absences) > 0 {
		s.say(3, "", "A quiet time under any of these does not show that no order is needed.")
	}
}

// sayMissing says what an application still needs, and who can be asked.
func sayMissing(s *sheet, r *Report) {
	a := &r.Assessment.Assessment
	if blank(a.Case.SuspectArea) {
		s.say(1, "Force systems, then the victim", "Where does the suspect live, and where are they going? It decides which force can apply.")
	}
	tests, _ := r.criteria()
	for _, t := range tests {
		for _, e := range t.Elements {
			if e.Status != "met" && !blank(e.Ask) {
				s.say(1, "The victim", e.Ask)
			}
		}
	}
	if slices.ContainsFunc(a.Orders, func(o assess.Order) bool { return len(o.Conditions) == 0 && o.Kind != "warning" && !o.Ended(r.today()) }) {
		s.say(1, "The court or the force that manages it", "What are the conditions of the order that is recorded without any?")
	}
	if says := r.toTake(); says != "" {
		s.say(1, "Whoever holds it", "Take what is not taken yet: "+says+".")
	}
	undated := len(those(r.Pattern.Incidents, func(i Incident) bool { return i.At == "" }))
	if undated > 0 {
		s.say(2, "The victim", "About when "+plural(undated, "was the incident", fmt.Sprintf("were the %d incidents", undated))+" without a date?")
	}
	if strings.TrimSpace(string(a.Referral.Accepted)) == "yes" {
		s.say(2, "The victim's advocate", "With the victim's consent: which conditions would protect them, and what has the service seen?")
	}
	s.say(2, "Every force and the Police National Database", "Earlier complaints about the suspect, under any name and any offence.")
}
