package batch

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/timeline"
)

// Incidents are those of tables, which are joined to the assessments of the case that
// each names. They may not be changed once a run has begun.
type Incidents struct{ cases map[string]*caseIncidents }

// caseIncidents are the incidents of one case, by the tables that they are from.
type caseIncidents struct {
	sources []assess.TimelineSource
	faulty  int         // how many have a fault, which the problems of their table list
	used    atomic.Bool // there is an assessment of the case
}

// Add adds an incident of a table. faulty reports that it has a fault; what can be read
// is used. It returns false if the reference identifies no case.
func (all *Incidents) Add(table, reference string, inc assess.Incident, faulty bool) bool {
	key := fold.Reference(reference)
	if key == "" {
		return false
	}
	if all.cases == nil {
		all.cases = map[string]*caseIncidents{}
	}
	c := all.cases[key]
	if c == nil {
		c = &caseIncidents{}
		all.cases[key] = c
	}
	if n := len(c.sources); n == 0 || c.sources[n-1].Name != table {
		c.sources = append(c.sources, assess.TimelineSource{Name: table, A: &assess.Assessment{}})
	}
	a := c.sources[len(c.sources)-1].A
	a.Incidents = append(a.Incidents, inc)
	if faulty {
		c.faulty++
	}
	return true
}

// Unused returns how many incidents are of cases that no assessment was of, and how
// many such cases there are. It is called after the run.
func (all *Incidents) Unused() (incidents, cases int) {
	for _, c := range all.cases {
		if c.used.Load() {
			continue
		}
		cases++
		for _, s := range c.sources {
			incidents += len(s.A.Incidents)
		}
	}
	return incidents, cases
}

// of returns the incidents for an assessment; nil if there are none. A practice case
// never has those of a real one.
func (all *Incidents) of(a *assess.Assessment) *caseIncidents {
	if all == nil || all.cases == nil || a.Training != "" {
		return nil
	}
	return all.cases[fold.Reference(a.Case.Reference)]
}

// join adds the incidents to those of the assessment, as the timeline does. Those that
// are dated after it are left out, which is a problem. It returns how many incidents
// the assessment had itself: they keep their places.
func (c *caseIncidents) join(forces fold.Forces, a *assess.Assessment) (own int, problems []assess.Problem) {
	own = len(a.Incidents)
	c.used.Store(true)
	sources := []assess.TimelineSource{{A: a}}
	later := 0
	for _, s := range c.sources {
		until := slices.DeleteFunc(slices.Clone(s.A.Incidents), func(inc assess.Incident) bool { return inc.At.After(a.AssessedAt.Time()) })
		later += len(s.A.Incidents) - len(until)
		sources = append(sources, assess.TimelineSource{Name: s.Name, A: &assess.Assessment{Incidents: until}})
	}
	merged := new(assess.Assessment).Join(forces, sources, timeline.Import)
	a.TakeMerged(&merged)
	if later > 0 {
		problems = append(problems, assess.Problem{
			Code: assess.CodeAfterAssessment, Path: "incidents",
			Message: fmt.Sprintf("incidents in the tables of --incidents that are dated after the assessment: %d; they are left out, so assess again", later),
		})
	}
	return own, problems
}

// Assess checks and scores an assessment as [assess.Scorer.Assess] does, with the
// incidents of its case.
func (all *Incidents) Assess(scorer *assess.Scorer, shelf assess.Questionnaires, a *assess.Assessment, tool assess.Tool, problems []assess.Problem) (assess.Instruments, *assess.Scored) {
	c := all.of(a)
	if c == nil {
		return scorer.Assess(shelf, a, tool, problems)
	}
	own, more := c.join(shelf.Forces, a)
	set, s := scorer.Assess(shelf, a, tool, append(problems, more...))
	found := len(s.Problems)
	s.Problems = ofTables(s.Problems, own)
	s.Result.Problems += len(s.Problems) - found + c.faulty
	return set, s
}

// ofTables removes the problems of joined incidents, which are those of their table.
func ofTables(problems []assess.Problem, own int) []assess.Problem {
	return slices.DeleteFunc(problems, func(p assess.Problem) bool {
		rest, is := strings.CutPrefix(p.Path, "incidents[")
		var n int
		_, err := fmt.Sscanf(rest, "%d]", &n)
		return is && err == nil && n >= own
	})
}
