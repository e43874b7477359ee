package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// timelineFormat is the format that a timeline names.
const timelineFormat = "stalkrisk.timeline/1"

// Timeline is the incidents of several sources joined, counted and tested. Its
// keys, in order, are those of its JSON. No list in one that BuildTimeline made
// is nil.
type Timeline struct {
	Format     string                `json:"format"`
	Cases      []string              `json:"cases"`       // references, as first met
	AssessedAt string                `json:"assessed_at"` // from which every window is counted
	Prompted   string                `json:"prompted_by_incident"`
	Training   string                `json:"training"`
	Sources    []TimelineSource      `json:"sources"` // in the order in which they were joined
	In         int                   `json:"in"`      // incidents that went in
	Joined     int                   `json:"joined"`  // with another record of the same reference and area
	Out        int                   `json:"out"`     // in less joined
	Reckoning  []string              `json:"reckoning"`
	Result     assess.TimelineResult `json:"timeline"`
	Figures    Figures               `json:"figures"`
	Incidents  []TimelineIncident    `json:"incidents"` // dated first, in order of time, then undated
	Possible   [][]int               `json:"possible"`  // groups of numbers that may be one incident told more than once
	Counts     []string              `json:"counts"`
	Findings   []string              `json:"findings"`
	Problems   int                   `json:"problems"` // in what was read
	Instrument Source                `json:"instrument"`
	Tool       assess.Tool           `json:"tool"`
	Limits     []string              `json:"limits"`
}

// TimelineSource describes what went in from one source.
type TimelineSource struct {
	Name       string `json:"name"`
	Case       string `json:"case"`
	AssessedAt string `json:"assessed_at"` // "" for incidents alone
	Incidents  int    `json:"incidents"`
	Unread     int    `json:"unread"`   // rows that could not be used
	LeftOut    bool   `json:"left_out"` // of another case, which was not asked for
}

// TimelineIncident is an incident with where it came from.
type TimelineIncident struct {
	Incident
	From []string `json:"from"`
}

// BuildTimeline makes the timeline of what assess.MergeTimelines returned: whole, and how
// it was merged. sources lists what went in, those left out too. whole must have a
// time. BuildTimeline changes none of its arguments and keeps none of them.
func BuildTimeline(set assess.Instruments, whole *assess.Assessment, merged *timeline.Merged, sources []TimelineSource, problems int) Timeline {
	r := assess.Score(set, whole)
	b := builder{set: &set, a: whole, r: &r}
	p := b.pattern()
	t := Timeline{
		Format: timelineFormat, Cases: []string{}, AssessedAt: whole.AssessedAt.String(), Prompted: string(cmp.Or(whole.Prompted, assess.FactUnknown)), Training: whole.Training,
		Sources: sources, In: merged.In, Joined: merged.Joined, Out: merged.Out,
		Result: r.Timeline, Figures: p.Figures, Incidents: []TimelineIncident{}, Possible: p.Possible,
		Counts: p.Counts, Findings: p.Findings, Problems: problems,
		Instrument: set.Stalking.Ref(), Tool: set.Tool,
		Limits: []string{
			"This supports the judgement of a trained person. It does not decide, and it does not predict what anyone will do.",
			"Incidents are those that were told or found. Memory and reporting shape what they show.",
			"\"No clear trend\" does not mean that nothing is escalating, and no finding is a reason to do less.",
			"That incidents come closer together or grow worse is a sign by the judgement of experts. No study was found that proves it by itself.",
		},
	}
	for _, s := range sources {
		if !s.LeftOut && !blank(s.Case) && !slices.Contains(t.Cases, s.Case) {
			t.Cases = append(t.Cases, s.Case)
		}
	}
	for i, e := range merged.Entries { // both are in the order of timeline.Compare
		t.Incidents = append(t.Incidents, TimelineIncident{p.Incidents[i], e.From})
	}
	t.Reckoning = t.reckoned()
	return t
}

// reckoned describes what went in and what came out, so that the two can be
// compared.
func (t *Timeline) reckoned() []string {
	unread := 0
	taken := those(t.Sources, func(s TimelineSource) bool { return !s.LeftOut })
	from := each(taken, func(s TimelineSource) string {
		unread += s.Unread
		return fmt.Sprintf("%s (%d)", s.Name, s.Incidents)
	})
	out := []string{
		fmt.Sprintf("%s went in, from %s: %s.", count(t.In, "incident", "incidents"), count(len(taken), "source", "sources"), strings.Join(from, "; ")),
		fmt.Sprintf("%s %d came out: %d = %d + %d.", joinedSays(t.Joined), t.Out, t.In, t.Out, t.Joined),
	}
	if unread > 0 {
		out = append(out, count(unread, "row", "rows")+" could not be read, and "+isAre(unread)+" not among them. Put right what was named, and run it again.")
	}
	if left := len(t.Sources) - len(taken); left > 0 {
		out = append(out, count(left, "assessment", "assessments")+" of another case reference "+isAre(left)+" left out: only those named by --case are joined.")
	}
	return out
}

func joinedSays(n int) string {
	if n == 0 {
		return "None was joined to another."
	}
	return count(n, "was another record of the same reference and area, and joined to it.", "were other records of the same reference and area, and joined to them.")
}

// composeTimeline lays a timeline out: what it shows first, then every incident,
// then what went in and what came out.
func composeTimeline(t *Timeline) []block {
	p := &page{}
	if t.Training != "" {
		p.mark = "TRAINING: "
	}
	p.heading(1, "Incident timeline"+led(", case ", strings.Join(t.Cases, ", ")))
	p.practice(t.Training)
	p.say(fmt.Sprintf("Counted up to %s. Whether the latest incident led to it: %s.", Readable(t.AssessedAt), word("fact", t.Prompted)))
	p.mark = ""
	p.heading(2, "The incidents together")
	p.items(t.Counts)
	if len(t.Incidents) > 0 {
		p.heading(2, "What the pattern shows")
		p.items(t.Findings)
		incidents := each(t.Incidents, func(inc TimelineIncident) Incident { return inc.Incident })
		composeStrip(p, &Pattern{Figures: t.Figures, Incidents: incidents}, t.AssessedAt)
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
