package report

import (
	"fmt"
	"strings"
)

// composeTimeline lays a timeline out: what it shows first, then every incident,
// then what went in and what came out.
func composeTimeline(t *Timeline) []block {
	p := &page{}
	name := "Incident timeline"
	if len(t.Cases) > 0 {
		name += ", case " + strings.Join(t.Cases, ", ")
	}
	if t.Training != "" {
		p.mark = "TRAINING: "
	}
	p.heading(1, name)
	p.practice(t.Training)
	p.say(fmt.Sprintf("Counted up to %s. Whether the latest incident led to it: %s.", Readable(t.AssessedAt), word("fact", t.Prompted)))
	p.mark = ""
	p.heading(2, "The incidents together")
	p.items(t.Counts)
	if len(t.Incidents) > 0 {
		p.heading(2, "What the pattern shows")
		p.items(t.Findings)
		pattern := Pattern{Figures: t.Figures}
		for i := range t.Incidents {
			pattern.Incidents = append(pattern.Incidents, t.Incidents[i].Incident)
		}
		composeStrip(p, &pattern, t.AssessedAt)
		p.heading(2, "Every incident")
	}
	alike := alike(t.Possible)
	for i := range t.Incidents {
		inc := &t.Incidents[i]
		composeIncident(p, &inc.Incident)
		p.sub("May be the same as", alike[inc.Number])
		p.sub("From", strings.Join(inc.From, "; "))
	}
	p.heading(2, "What went in and what came out")
	p.items(t.Reckoning)
	p.heading(2, "Limits")
	p.items(t.Limits)
	p.say(fmt.Sprintf("Kinds, severities and windows: %s %s, %s. Made by %s %s.", t.Instrument.ID, t.Instrument.Version, t.Instrument.SHA256, t.Tool.Name, t.Tool.Version))
	return p.blocks
}
