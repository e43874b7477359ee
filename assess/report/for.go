package report

import (
	"cmp"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
)

// The pages for others hold only what is named in their files. Of what people typed they
// show references, what an incident was recorded as, how it felt, what was kept, the
// conditions of orders, and actions that are not promises to the victim; nothing else,
// because it may say where the victim is, name others, or tell of health and children.

// beginFor begins a page for others.
func beginFor(p *page, r *Report, title, says string) {
	p.title(r, title)
	p.say(joined(" ", says, "Written "+r.moment(cmp.Or(r.AsOf, r.Assessment.AssessedAt.String()))+".", "Ask the force before you copy it or pass it on."))
}

// notOnIt are kinds of facts that a page for others never has, and the places in an
// assessment where they are recorded.
var notOnIt = []struct {
	says  string
	paths []string
}{
	{"safe ways and times to reach the victim", []string{"contact.safe_times"}},
	{"health and needs", []string{"contact.needs", "own_life", "case.pregnant", "case.mental_health_need"}},
	{"children", []string{"case.children", "case.victim_under_18"}},
	{"where the victim can be found", []string{"reach.address", "reach.keys", "reach.location", "reach.work"}},
	{"what the victim was told and advised", []string{"updates", "advice_given"}},
	{"a service's own view", []string{"service_view.level", "service_view.by", "service_view.note"}},
	{"who may see the record", []string{"case.suspect_access"}},
	{"other cases", []string{"case.linked", "case.suspect_reference"}},
	{"the account in full", []string{"first_account"}},
}

// heldBack lists the kinds of facts that are recorded and not on a page for others.
func heldBack(r *Report) (out []string) {
	a := &r.Assessment.Assessment
	recorded := func(path string) bool {
		f := assess.FactAt(path)
		switch {
		case f == nil:
			return false
		case f.Kind == assess.ListFact:
			return f.List.Len(a) > 0
		}
		v := f.Get(a)
		return !blank(v) && v != "no" && v != "unknown"
	}
	for _, n := range notOnIt {
		if slices.ContainsFunc(n.paths, recorded) {
			out = append(out, n.says)
		}
	}
	if slices.ContainsFunc(a.Incidents, func(i assess.Incident) bool { return !blank(i.Place) || !blank(i.Witness) || !blank(i.Note) }) {
		out = append(out, "places, witnesses and notes of incidents")
	}
	if slices.ContainsFunc(a.Actions, func(act assess.Action) bool { return act.What == hiddenText }) ||
		slices.ContainsFunc(a.Evidence, func(e assess.Exhibit) bool { return e.What == hiddenText }) ||
		slices.ContainsFunc(a.Incidents, func(i assess.Incident) bool { return i.Felt == hiddenText || i.Kept == hiddenText }) {
		out = append(out, "what is only marked as recorded")
	}
	if slices.ContainsFunc(r.stalking(), func(a Answer) bool { return !blank(a.Note) }) {
		out = append(out, "notes on answers")
	}
	return out
}

// heldBackTitle is the last section of a page for others.
const heldBackTitle = "The force also holds"

// sayHeldBack says what is recorded and not on the page.
func sayHeldBack(s *sheet, r *Report) {
	if held := heldBack(r); len(held) > 0 {
		s.say(must, "", capital(strings.Join(held, "; "))+". Ask it.")
	}
}

// factSays returns a recorded fact without a yes that
// goes without saying. It is "" for a level, which is not evidence.
func (r *Report) factSays(from string) string {
	for _, level := range guidance.Facts() {
		if level.Group == "result" && strings.HasPrefix(from, level.Label+": ") {
			return ""
		}
	}
	return strings.TrimSuffix(strings.TrimSuffix(from, ", by an incident"), ": yes")
}

// incidentBrief says when and what an incident was, where in the broad sense, and how it
// was recorded.
func (r *Report) incidentBrief(inc *Incident) string {
	when := r.moment(inc.At)
	if when == "" {
		when = "no date"
	}
	channel := inc.Channel
	if channel == "in_person" { // most kinds of incident say so themselves
		channel = ""
	}
	return joined(", ", when, inc.Label, word("channel", channel), shorten(inc.Area, 4), shorten(inc.Reference, 4), led("recorded as ", shorten(inc.RecordedAs, 6)), breachBrief(inc.Breach))
}

func breachBrief(b string) string {
	switch b {
	case "yes":
		return "BREACH"
	case "near":
		return "near a breach"
	}
	return ""
}

// grave returns at most that many incidents, breaches and the most serious first chosen,
// in their own order, and how many are left out. Those after the assessment are not
// among them.
func (r *Report) grave(most int) (out []Incident, more int) {
	all := those(r.Pattern.Incidents, func(i Incident) bool { return !i.After })
	ranked := slices.Clone(all)
	weight := func(i *Incident) int {
		w := i.Severity
		if breachBrief(i.Breach) != "" {
			w += 3
		}
		return w
	}
	slices.SortStableFunc(ranked, func(x, y Incident) int { return weight(&y) - weight(&x) })
	ranked = ranked[:min(most, len(ranked))]
	slices.SortFunc(ranked, func(x, y Incident) int { return x.Number - y.Number })
	return ranked, len(all) - len(ranked)
}

// patternSays says how many incidents there are, since when and where.
func (r *Report) patternSays() string {
	told := those(r.Pattern.Incidents, func(i Incident) bool { return !i.After })
	if len(told) == 0 {
		return "No incident is recorded"
	}
	says := count(len(told), "incident", "incidents")
	if first, last := r.span(); first != last {
		says += " from " + r.moment(first) + " to " + r.moment(last)
	}
	return says + led(", in ", r.areas())
}
