package assess_test

import (
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// This file has the rules of the small questionnaire a second time, as a person would
// work them out by hand: by item names, without the questionnaire file. Tests compare
// the results of Score with them. The timeline's findings come from the result.

var (
	coreItems      = strings.Fields("persistence life-changed")
	seriousItems   = strings.Fields("approach threats fear")
	redFlagItems   = strings.Fields("intrusion threats-grave threats-children")
	risingItems    = strings.Fields("more-often")
	imminentItems  = strings.Fields("specific-threat weapon near-now")
	amplifierItems = strings.Fields("trigger-event")
	choices        = strings.Fields("how-often")
	allItems       = slices.Concat(coreItems, seriousItems, redFlagItems, risingItems, imminentItems, amplifierItems, choices)
)

// said holds the levels by the tables: each as established and as could reach.
type said struct{ baseline, baselineMost, escalation, escalationMost, overall, overallMost string }

// answersOf returns yes, no or open for each item, an incident's yes first.
func answersOf(a *assess.Assessment) map[string]string {
	out := map[string]string{}
	for _, id := range allItems {
		out[id] = "open"
		if r, _ := a.Responses.Of("stalking", id); (r.Answer == assess.Yes || r.Answer == assess.No) && !slices.Contains(choices, id) {
			out[id] = string(r.Answer)
		}
	}
	first, last := 0, 0
	for _, in := range a.Incidents {
		for _, id := range shows(a, in) {
			out[id] = "yes"
		}
		if day, known := in.At.Day(); known && !in.At.After(a.AssessedAt.Time()) {
			if first == 0 {
				first, last = day, day
			}
			first, last = min(first, day), max(last, day)
		}
	}
	if last-first > 14 {
		out["persistence"] = "yes"
	}
	return out
}

// breachesThree reports whether three incidents or more break an order or come near to
// it, on two dates or more.
func breachesThree(a *assess.Assessment) bool {
	n, dates := 0, map[string]bool{}
	for _, in := range a.Incidents {
		if in.At.After(a.AssessedAt.Time()) || in.Breach != "near" && in.Breach != "yes" {
			continue
		}
		n++
		day, known := in.At.Day()
		if !known {
			day = 0 // those without a day count as one date
		}
		dates[fmt.Sprint(day, known)] = true
	}
	return n >= 3 && len(dates) >= 2
}

// shows returns the items that an incident shows to be yes.
func shows(a *assess.Assessment, in assess.Incident) (out []string) {
	at := a.AssessedAt.Time()
	if in.At.After(at) {
		return nil
	}
	day, known := in.At.Day()
	recent := known && timeline.DayOf(at)-day < 28
	switch in.Kind {
	case "threat":
		out = append(out, "threats")
	case "grave_threat":
		out = append(out, "threats", "threats-grave")
	case "weapon":
		if recent {
			out = append(out, "weapon")
		} else {
			out = append(out, "threats-grave")
		}
	case "intrusion":
		out = append(out, "intrusion")
	case "following", "loitering", "visit":
		out = append(out, "approach")
	case "gift":
		if in.Channel == "in_person" {
			out = append(out, "approach")
		}
	}
	if recent && (slices.Contains(out, "intrusion") || slices.Contains(out, "threats-grave")) {
		out = append(out, "trigger-event")
	}
	if in.Breach == "near" || in.Breach == "yes" {
		out = append(out, "persistence")
		if recent {
			out = append(out, "more-often")
		}
	}
	return out
}

// doesApply reports whether an item applies, given the answers.
func doesApply(a *assess.Assessment, answers map[string]string, id string) bool {
	switch id {
	case "threats-children":
		return a.Case.Children != assess.FactNo || answers[id] == "yes"
	case "threats-grave":
		return answers["threats"] != "no" || answers[id] == "yes"
	}
	return true
}

func openItems(a *assess.Assessment) (out []string) {
	answers := answersOf(a)
	for _, id := range allItems {
		if answers[id] == "open" && doesApply(a, answers, id) {
			out = append(out, id)
		}
	}
	return out
}

func openGrave(a *assess.Assessment) (out []string) {
	for _, id := range openItems(a) {
		if slices.Contains(redFlagItems, id) || slices.Contains(imminentItems, id) {
			out = append(out, id)
		}
	}
	return out
}

// expected returns the levels by the tables. raised means that a finding raises
// escalation.
func expected(a *assess.Assessment, raised bool) (s said) {
	answers := answersOf(a)
	s.baseline, s.escalation, s.overall = byTheTables(a, answers, raised)
	for _, id := range openItems(a) {
		answers[id] = "yes"
	}
	s.baselineMost, s.escalationMost, s.overallMost = byTheTables(a, answers, raised)
	return s
}

func byTheTables(a *assess.Assessment, answers map[string]string, raised bool) (baseline, escalation, overall string) {
	count := func(ids []string) (n int) {
		for _, id := range ids {
			if answers[id] == "yes" && doesApply(a, answers, id) {
				n++
			}
		}
		return n
	}
	flags, serious, core := count(redFlagItems), count(seriousItems), count(coreItems)
	switch {
	case flags > 0 || serious >= 3 || breachesThree(a):
		baseline = "high"
	case serious > 0 || flags+serious+core >= 4:
		baseline = "moderate"
	default:
		baseline = "low"
	}
	switch {
	case count(imminentItems) > 0:
		escalation = "imminent"
	case count(risingItems) > 0 || count(amplifierItems) > 0 || raised:
		escalation = "rising"
	default:
		escalation = "stable"
	}
	steps := place(concern, baseline) + place(rise, escalation)
	return baseline, escalation, concern[min(steps, 2)]
}
