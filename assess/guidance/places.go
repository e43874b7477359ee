package guidance

import (
	"fmt"
	"strings"

	"stalkrisk/assess"
)

// Places lists what a line may leave open, in braces, to be filled in from the
// assessment: "{suspect_area}".
func Places() []string {
	return []string{"victim_area", "suspect_area", "incident_areas", "other_areas", "interpreter", "safe_times", "needs", "service"}
}

// fill puts what was recorded into the places of a text. Where nothing was
// recorded the text says so, since a sentence with a gap in it would mislead. What was
// recorded may hold anything, and whoever shows the text escapes it.
func (v *view) fill(text string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	var pairs []string
	for _, p := range Places() {
		pairs = append(pairs, "{"+p+"}", v.place(p))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

func (v *view) place(name string) string {
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

// someAreas is how many areas a line names.
const someAreas = 12

// some writes the first of a list, and how many more there are.
func some(areas []string) string {
	said := strings.Join(areas[:min(len(areas), someAreas)], ", ")
	if more := len(areas) - someAreas; more > 0 {
		said += fmt.Sprintf(" and %d more", more)
	}
	return said
}

// otherAreas lists the areas of incidents besides the one in which the person at
// risk lives.
func (v *view) otherAreas() (out []string) {
	for _, area := range v.areasOf((&Incidents{}).match(v)) {
		if !same(area, v.a.Case.VictimArea) {
			out = append(out, area)
		}
	}
	return out
}
