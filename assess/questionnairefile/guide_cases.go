package questionnairefile

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/strictfile"
)

// GuideCasesFormat is the format id of a guidance file's cases.
const GuideCasesFormat = "stalkrisk.guidance-cases/1"

// GuideCase is a test of a guidance file: a case, its answers, and what must and must
// not be shown.
type GuideCase struct {
	WorkedCase
	wanted guideExpect
}

// guideExpect has the ids of tests, lines and routes. Elements are named
// test.element.
type guideExpect struct {
	Shows    []string                   `json:"shows"`
	Hides    []string                   `json:"hides"`
	Only     *[]string                  `json:"only"` // these, and nothing else
	Statuses map[string]guidance.Status `json:"statuses"`
}

// LoadGuideCases reads the cases of a guide, or returns every problem. name is the
// path of the file, and must end in guidance/ID/VERSION.cases.yaml.
func LoadGuideCases(name string, b []byte, g *guidance.Guide, loaded assess.Questionnaires) ([]GuideCase, []assess.Problem) {
	want := casesOf{Format: GuideCasesFormat, Guidance: g.ID, Version: g.Version}
	return loadCases(name, b, want, func(c *compiler, at string, n *strictfile.Node) GuideCase {
		gc := GuideCase{WorkedCase: c.workedCase(at, n, stalkingOf(n, loaded))}
		for _, p := range strictfile.Decode(n.Field("expect"), &gc.wanted) {
			p.Path = strings.TrimSuffix(at+".expect."+p.Path, ".")
			c.problems = append(c.problems, p)
		}
		c.expected(at+".expect", g, &gc.wanted)
		gc.wanted.spread(g)
		return gc
	})
}

// stalkingOf returns the questionnaire that a case answers: the one named under
// instruments, or the default.
func stalkingOf(n *strictfile.Node, loaded assess.Questionnaires) *assess.Instrument {
	named := map[string]string{}
	if list := n.Field("instruments"); list != nil {
		for _, f := range list.Fields {
			named[f.Key] = f.Value.Text
		}
	}
	set, _ := loaded.For(&assess.Assessment{Versions: named}, assess.Tool{})
	return set.Stalking
}

// expected checks that the guide has everything that a case expects.
func (c *compiler) expected(at string, g *guidance.Guide, e *guideExpect) {
	known := guideIDs(g)
	c.words(at+".shows", "line, test or route", e.Shows, known)
	c.words(at+".hides", "line, test or route", e.Hides, known)
	if e.Only != nil {
		c.words(at+".only", "line, test or route", *e.Only, known)
	}
	for _, id := range slices.Sorted(maps.Keys(e.Statuses)) {
		c.place(at+".statuses", "element", id, elementIDs(g))
	}
}

// spread turns "only" into shows and hides: everything that it does not list must be
// hidden.
func (e *guideExpect) spread(g *guidance.Guide) {
	if e.Only == nil {
		return
	}
	for _, id := range guideIDs(g) {
		if slices.Contains(*e.Only, id) {
			e.Shows = append(e.Shows, id)
		} else {
			e.Hides = append(e.Hides, id)
		}
	}
}

// guideIDs returns the ids of everything that a guide can show.
func guideIDs(g *guidance.Guide) []string {
	return slices.Concat(
		each(g.Tests, func(t guidance.Test) string { return t.ID }),
		each(g.Lines, func(l guidance.Line) string { return l.ID }),
		each(g.Routes, func(r guidance.Route) string { return r.ID }),
	)
}

func elementIDs(g *guidance.Guide) (out []string) {
	for _, t := range g.Tests {
		for _, e := range t.Elements {
			out = append(out, t.ID+"."+e.ID)
		}
	}
	return out
}

// follow returns what a guide shows in a case, ids and elements with statuses, and
// adds to reach.
func (gc *GuideCase) follow(loaded assess.Questionnaires, g *guidance.Guide, reach *guidance.Reach) (shown []string, statuses map[string]guidance.Status) {
	a := gc.Assessment
	set, scored := assess.Assess(loaded, &a, assess.Tool{}, nil)
	reach.Add(g, set, &a, &scored.Result)
	c := guidance.Follow([]*guidance.Guide{g}, set, &a, &scored.Result)
	statuses = map[string]guidance.Status{}
	for _, t := range c.Tests {
		for _, e := range t.Elements {
			statuses[t.ID+"."+e.ID] = e.Status
		}
	}
	return slices.Concat(
		each(c.Tests, func(t guidance.CalledTest) string { return t.ID }),
		each(c.Lines, func(l guidance.CalledLine) string { return l.ID }),
		each(c.Routes, func(r guidance.CalledRoute) string { return r.ID }),
	), statuses
}

// Run returns each difference between what is shown and what the case expects.
func (gc *GuideCase) Run(loaded assess.Questionnaires, g *guidance.Guide) (out []string) {
	shown, statuses := gc.follow(loaded, g, &guidance.Reach{})
	for _, id := range gc.wanted.Shows {
		if !slices.Contains(shown, id) {
			out = append(out, fmt.Sprintf("%s: expected to be shown, and is not", id))
		}
	}
	for _, id := range gc.wanted.Hides {
		if slices.Contains(shown, id) {
			out = append(out, fmt.Sprintf("%s: expected not to be shown, and is", id))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(gc.wanted.Statuses)) {
		if want, got := gc.wanted.Statuses[id], statuses[id]; want != got {
			if got == "" {
				got = "not shown"
			}
			out = append(out, fmt.Sprintf("%s: expected %s, found %s", id, want, got))
		}
	}
	return out
}

// Unreached lists what the cases of a guide do not test: a line that no case
// expects to see, or none expects not to see; a status of an element that none
// brings about; and a condition that is true in none, or in all. A line that
// nothing reaches, or that is always shown, follows from no answer.
func Unreached(cases []GuideCase, loaded assess.Questionnaires, g *guidance.Guide) (out []string) {
	seen, hidden := map[string]bool{}, map[string]bool{}
	statuses := map[string]bool{}
	var reach guidance.Reach
	for i := range cases {
		gc := &cases[i]
		for _, id := range gc.wanted.Shows {
			seen[id] = true
		}
		for _, id := range gc.wanted.Hides {
			hidden[id] = true
		}
		_, found := gc.follow(loaded, g, &reach)
		for id, status := range found {
			statuses[id+" "+string(status)] = true
		}
	}
	for _, id := range guideIDs(g) {
		if !seen[id] {
			out = append(out, id+": no case expects it to be shown; write one")
		}
		if !hidden[id] {
			out = append(out, id+": no case expects it not to be shown; write one")
		}
	}
	out = append(out, missedStatuses(g, statuses)...)
	return append(out, reach.Missed()...)
}

// missedStatuses returns the statuses that an element could have but has in no case.
func missedStatuses(g *guidance.Guide, found map[string]bool) (out []string) {
	for _, t := range g.Tests {
		for _, e := range t.Elements {
			id := t.ID + "." + e.ID
			if e.Met != nil && !found[id+" met"] {
				out = append(out, id+": not met in any case; add a case where it is")
			}
			if e.Indicated != nil && !found[id+" indicated"] {
				out = append(out, id+": not indicated in any case; add a case where it is")
			}
		}
	}
	return out
}
