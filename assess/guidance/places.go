package guidance

import (
	"fmt"
	"strings"

	"stalkrisk/assess"
)

// Places returns the names that a line may have in braces, such as "{suspect_area}",
// to be filled in from the assessment.
func Places() []string {
	return []string{"victim_area", "suspect_area", "incident_areas", "other_areas", "interpreter", "safe_times", "needs", "service"}
}

// fill replaces the places of a text with what was recorded, or with "(not
// recorded)", because a gap would mislead. What was recorded can be anything, so the
// code that shows the text must escape it.
func (v *View) fill(text string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	var pairs []string
	for _, p := range Places() {
		pairs = append(pairs, "{"+p+"}", v.place(p))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

func (v *View) place(name string) string {
	said := ""
	switch name {
	case "incident_areas":
		said = some(v.areasOf((&Incidents{}).match(v)))
	case "other_areas":
		said = some(v.otherAreas())
	case "service":
		said = v.a.Referral.Service
	case "victim_area", "suspect_area":
		said = assess.FactIn("case", name).Get(v.a)
	default:
		said = assess.FactIn("contact", name).Get(v.a)
	}
	if said = strings.Join(strings.Fields(said), " "); said == "" {
		return "(not recorded)"
	}
	return said
}

// someAreas is the most areas that a line names.
const someAreas = 12

// some returns the first areas of a list, and how many more there are.
func some(areas []string) string {
	said := strings.Join(areas[:min(len(areas), someAreas)], ", ")
	if more := len(areas) - someAreas; more > 0 {
		said += fmt.Sprintf(" and %d more", more)
	}
	return said
}

// otherAreas returns the areas of incidents other than the one in which the victim
// lives.
func (v *View) otherAreas() (out []string) {
	for _, area := range v.areasOf((&Incidents{}).match(v)) {
		if !sameArea(v.set.Forces, area, v.a.Case.VictimArea) {
			out = append(out, area)
		}
	}
	return out
}
