package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/timeline"
)

// TimelineFormat is the value of "format" in a timeline.
const TimelineFormat = "stalkrisk.timeline/1"

// Timeline holds the incidents of several sources, joined, counted and tested. Its
// fields are the keys of its JSON, in order. No list is nil in a timeline from
// BuildTimeline.
type Timeline struct {
	Format     string                `json:"format"`
	Cases      []string              `json:"cases"`       // references, in the order first met
	AssessedAt string                `json:"assessed_at"` // the time that every window ends at
	Prompted   string                `json:"prompted_by_incident"`
	Training   string                `json:"training"`
	Sources    []TimelineSource      `json:"sources"` // in the order they were joined
	In         int                   `json:"in"`      // incidents read, with those that were there before
	Joined     int                   `json:"joined"`  // joined with another record of the same reference and area
	Already    int                   `json:"already"` // there already, the same in everything
	Out        int                   `json:"out"`     // In minus Joined minus Already
	Reckoning  []string              `json:"reckoning"`
	Result     assess.TimelineResult `json:"timeline"`
	Figures    Figures               `json:"figures"`
	Incidents  []TimelineIncident    `json:"incidents"` // dated first, in order of time, then undated
	Possible   [][]int               `json:"possible"`  // groups of numbers that may be one incident told more than once
	Counts     []string              `json:"counts"`
	Findings   []string              `json:"findings"`
	Problems   int                   `json:"problems"` // number of problems in the input
	Instrument Source                `json:"instrument"`
	Tool       assess.Tool           `json:"tool"`
	Limits     []string              `json:"limits"`
}

// TimelineSource describes what was read from one source.
type TimelineSource struct {
	Name       string `json:"name"`
	Case       string `json:"case"`
	AssessedAt string `json:"assessed_at"` // "" for incidents alone
	Incidents  int    `json:"incidents"`
	Unread     int    `json:"unread"`   // rows that could not be used
	LeftOut    bool   `json:"left_out"` // it is of a case that was not asked for
}

// TimelineIncident is an incident with its sources.
type TimelineIncident struct {
	Incident
	From []string `json:"from"`
}

// BuildTimeline returns the timeline of what assess.Together and Join returned. sources lists every source, even those left out.
// whole must have a time. BuildTimeline changes none of its arguments.
func BuildTimeline(set assess.Instruments, whole *assess.Assessment, merged *timeline.Merged, sources []TimelineSource, problems int) Timeline {
	r := assess.Score(set, whole)
	b := builder{set: &set, a: whole, r: &r}
	p := b.pattern()
	t := Timeline{
		Format: TimelineFormat, Cases: []string{}, AssessedAt: whole.AssessedAt.String(), Prompted: string(cmp.Or(whole.Prompted, assess.FactUnknown)), Training: whole.Training,
		Sources: sources, In: merged.In, Joined: merged.Joined, Already: merged.Already, Out: merged.Out,
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
	for i, e := range merged.Entries { // in the same order as p.Incidents
		t.Incidents = append(t.Incidents, TimelineIncident{p.Incidents[i], e.From})
	}
	t.Reckoning = t.reckoned()
	return t
}

// reckoned returns sentences that account for every incident read.
func (t *Timeline) reckoned() []string {
	unread := 0
	taken := those(t.Sources, func(s TimelineSource) bool { return !s.LeftOut })
	from := each(taken, func(s TimelineSource) string {
		unread += s.Unread
		return fmt.Sprintf("%s (%d)", s.Name, s.Incidents)
	})
	out := []string{
		fmt.Sprintf("%s went in, from %s: %s.", count(t.In, "incident", "incidents"), count(len(taken), "source", "sources"), strings.Join(from, "; ")),
		joinedSays(t.Joined) + t.cameOut(),
	}
	if unread > 0 {
		out = append(out, count(unread, "row", "rows")+" could not be read, and "+isAre(unread)+" not among them. Put right what was named, and run it again.")
	}
	left := 0
	for _, s := range t.Sources {
		if s.LeftOut {
			left += s.Incidents
		}
	}
	if left > 0 {
		out = append(out, count(left, "incident", "incidents")+" of another case reference "+isAre(left)+" left out: only those of the cases named by --case are joined.")
	}
	if near := fold.CountNear(each(t.Incidents, func(i TimelineIncident) string { return i.Area })); near > 0 {
		out = append(out, fmt.Sprintf("%d names of police areas differ only in spaces and punctuation, and each counts as an area of its own: check how they are spelt.", near))
	}
	return out
}

// cameOut returns how many incidents came out, and how that adds up.
func (t *Timeline) cameOut() string {
	if t.Already == 0 {
		return fmt.Sprintf(" %d came out: %d = %d + %d.", t.Out, t.In, t.Out, t.Joined)
	}
	return fmt.Sprintf(" %s there already. %d came out: %d = %d + %d + %d.", count(t.Already, "was", "were"), t.Out, t.In, t.Out, t.Joined, t.Already)
}

func joinedSays(n int) string {
	if n == 0 {
		return "None was joined to another."
	}
	return count(n, "was another record of the same reference and area, and joined to it.", "were other records of the same reference and area, and joined to them.")
}

// composeTimeline lays out a timeline: first what it shows, then every incident, then
// how many were read and joined.
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
		composeStrip(p, &Pattern{Figures: t.Figures, Incidents: incidents}, nil, t.AssessedAt)
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
