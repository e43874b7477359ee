package report

import (
	"fmt"
	"strconv"
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
	if t.Training != "" {
		p.warn("TRAINING", "This is a practice case ("+t.Training+"). Nobody in it is real.")
	}
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
	alike := t.alike()
	for i := range t.Incidents {
		inc := &t.Incidents[i]
		composeIncident(p, &inc.Incident)
		p.sub("From", strings.Join(inc.From, "; "))
		if len(inc.Differs) > 0 {
			p.sub("Look at", "another record of this reference says something else of: "+strings.Join(fields(inc.Differs), ", ")+". Both are kept.")
		}
		p.sub("May be the same as", alike[inc.Number])
	}
	p.heading(2, "What went in and what came out")
	p.items(t.Reckoning)
	if n := len(t.Possible); n > 0 {
		p.item("", count(n, "group of incidents may be one, told", "groups of incidents may each be one, told")+" more than once: the same day, kind and area, and no reference to tell them apart. Nothing was dropped.")
	}
	p.heading(2, "Limits")
	p.items(t.Limits)
	p.say(fmt.Sprintf("Kinds, severities and windows: %s %s, %s. Made by %s %s.", t.Instrument.ID, t.Instrument.Version, t.Instrument.SHA256, t.Tool.Name, t.Tool.Version))
	return p.blocks
}

// alike says of each incident, by number, with which others it may be one.
func (t *Timeline) alike() map[int]string {
	const most = 10 // of a long group the first stand for all
	out := map[int]string{}
	for _, group := range t.Possible {
		for _, n := range group {
			var others []string
			for _, o := range group {
				if o == n {
					continue
				}
				if len(others) == most {
					others = append(others, fmt.Sprintf("and %d more", len(group)-1-most))
					break
				}
				others = append(others, strconv.Itoa(o))
			}
			out[n] = "number " + strings.Join(others, ", ") + ". Nothing was dropped: ask."
		}
	}
	return out
}

// fields puts the names of fields into words.
func fields(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = word("field", n)
	}
	return out
}
