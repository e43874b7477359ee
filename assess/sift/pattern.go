package sift

import (
	"math/bits"
	"slices"

	"stalkrisk/assess/timeline"
)

// patternReports returns the indexes of the reports of a group that make a pattern; nil
// if there is none.
func (s *Sifter) patternReports(p *Pattern, g *group) []int {
	if !p.Is.InWords() && len(g.reports) < p.Least { // most groups are one report
		return nil
	}
	switch p.Is {
	case Reports:
		return within(g, p.Least, p.Days)
	case Closer:
		if s.closer(g) {
			return every(g)
		}
	case Areas:
		return g.distinct(p.Least, func(l *logged) string { return s.options.Forces.Name(s.log.names[l.area]) })
	case LabelsMistaken:
		return g.distinct(p.Least, func(l *logged) string { return s.label(l.label).mistaken })
	case TopicsInOne:
		return g.where(func(l *logged) bool { return bits.OnesCount64(l.topics) >= p.Least })
	case BreachAndTopic:
		breach := s.breach()
		return g.where(func(l *logged) bool { return l.topics&breach != 0 && l.topics&^breach != 0 })
	}
	return nil
}

// breach returns the topics that are a breach of an order.
func (s *Sifter) breach() (topics uint64) {
	for i, t := range s.rules.Topics {
		if t.Breach {
			topics |= 1 << i
		}
	}
	return topics
}

func every(g *group) []int { return g.where(func(*logged) bool { return true }) }

func (g *group) where(is func(*logged) bool) (out []int) {
	for i := range g.reports {
		if is(&g.reports[i]) {
			if out == nil {
				out = make([]int, 0, len(g.reports)-i)
			}
			out = append(out, i)
		}
	}
	return out
}

// distinct returns the reports that have a value, if there are so many different ones.
func (g *group) distinct(least int, of func(*logged) string) []int {
	var values []string
	out := g.where(func(l *logged) bool {
		v := of(l)
		if v != "" && !slices.Contains(values, v) {
			values = append(values, v)
		}
		return v != ""
	})
	if len(values) < least {
		return nil
	}
	return out
}

// within returns the reports that lie within so many days, the first that are so many.
// They are in the order of their dates.
func within(g *group, least, days int) []int {
	dated := g.where(func(l *logged) bool { return l.dated })
	between := func(a, b int) int { return int(g.reports[b].day - g.reports[a].day) }
	for i := 0; i+least <= len(dated); i++ {
		if between(dated[i], dated[i+least-1]) <= days {
			to := i + least
			for to < len(dated) && between(dated[i], dated[to]) <= days {
				to++
			}
			return dated[i:to]
		}
	}
	return nil
}

// closer reports whether the reports come more and more often, by the test of the
// timeline. The last report is what led to looking, so it only ends the window.
func (s *Sifter) closer(g *group) bool {
	points := s.points[:0]
	last := 0
	for _, l := range g.reports {
		if l.dated {
			points = append(points, timeline.Point{Day: int(l.day), Severity: 1})
			last = max(last, int(l.day))
		}
	}
	s.points = points
	if len(points) < 3 {
		return false
	}
	found := s.analyser.Analyse(points, timeline.Window{Assessed: last, Prompted: true})
	return found.Frequency.Finding == timeline.Rising
}
