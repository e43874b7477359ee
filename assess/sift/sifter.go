package sift

import (
	"cmp"
	"iter"
	"maps"
	"math/bits"
	"slices"
	"strings"

	"stalkrisk/assess/fold"
	"stalkrisk/assess/timeline"
)

// Report is one row of a log. Victim and Suspect are pseudonyms.
type Report struct {
	Reference, Area, RecordedAs, Victim, Suspect, Place, Text string
	At                                                        timeline.When
}

// Options say how reports are put together and what is kept of them.
type Options struct {
	Forces   fold.Forces
	LeaveOut []string // places that many people go to, such as a hospital
	Quote    bool     // keep a few words of the text for each sign
}

// Sifter reads reports one after another and puts them into groups. Of a text it keeps
// only which signs were found in it.
type Sifter struct {
	rules    *Rules
	options  Options
	matcher  *matcher
	groups   map[string]*group
	strings  map[string]string // each area, label and place once
	ofLabel  map[string]marks  // what is found in a label
	mistaken map[string]bool   // labels that stalking is mistaken for, folded
	noPlace  map[string]bool
	leaveOut map[string]bool
	named    map[string]int // in how many groups each suspect is named
	found    []found

	Reports int // how many were added
	LeftOut int // how many are of nobody, at a place that is left out
}

// marks are the topics and the everyday reasons that were found in a text, one bit each.
type marks struct{ topics, everyday uint64 }

// logged is what is kept of a report.
type logged struct {
	reference string
	at        timeline.When
	area      string
	label     string
	place     string
	marks
	reversed bool // the suspect of the group reports its victim
	quotes   []quote
}

// quote is a few words of a text that a topic was found in.
type quote struct {
	topic int
	text  string
}

// group is the reports about one pair, victim or place.
type group struct {
	key             string
	victim, suspect string
	place           string
	reports         []logged
	strength        int
	margin          int // signs in words that it has more than it needs; under 0, it is not listed
}

// New returns a sifter without reports. The rules have been checked by the loader.
func New(r *Rules, o Options) *Sifter {
	s := &Sifter{
		rules: r, options: o, matcher: newMatcher(r),
		groups: map[string]*group{}, strings: map[string]string{}, ofLabel: map[string]marks{},
		mistaken: folded(r.Labels), noPlace: folded(r.NotPlaces), leaveOut: folded(o.LeaveOut),
	}
	return s
}

func folded(list []string) map[string]bool {
	set := map[string]bool{}
	for _, s := range list {
		set[fold.Text(s)] = true
	}
	return set
}

// Add adds a report. It keeps none of its text.
func (s *Sifter) Add(r *Report) {
	s.Reports++
	g := s.group(r)
	if g == nil {
		s.LeftOut++
		return
	}
	l := logged{
		reference: strings.Clone(r.Reference), at: r.At,
		area: s.once(r.Area), label: s.once(r.RecordedAs), place: s.once(r.Place),
		reversed: g.suspect != "" && fold.Reference(r.Victim) == fold.Reference(g.suspect),
	}
	if same := func(o logged) bool {
		return l.reference != "" && o.reference == l.reference && o.area == l.area && o.at.String() == l.at.String()
	}; slices.ContainsFunc(g.reports, same) {
		return // the same row, in another file
	}
	l.marks, l.quotes = s.marksOf(r.Text, true)
	label := s.marksOfLabel(l.label)
	l.topics |= label.topics
	l.everyday |= label.everyday
	g.reports = append(g.reports, l)
}

// once returns a copy of a string that is shared by all that are equal.
func (s *Sifter) once(text string) string {
	kept, known := s.strings[text]
	if !known {
		kept = strings.Clone(text)
		s.strings[kept] = kept
	}
	return kept
}

func (s *Sifter) marksOfLabel(label string) marks {
	found, known := s.ofLabel[label]
	if !known {
		found, _ = s.marksOf(label, false)
		s.ofLabel[label] = found
	}
	return found
}

// marksOf returns what is found in a text and, if that is wanted, words around the
// first phrase of each topic.
func (s *Sifter) marksOf(text string, quotes bool) (m marks, kept []quote) {
	s.found = s.matcher.find(text, s.rules.Negation.Within, s.found[:0])
	for _, f := range s.found {
		if n := f.of - len(s.rules.Topics); n >= 0 {
			m.everyday |= 1 << n
			continue
		}
		if quotes && s.options.Quote && m.topics&(1<<f.of) == 0 {
			kept = append(kept, quote{f.of, around(text, f.from, f.to)})
		}
		m.topics |= 1 << f.of
	}
	return m, kept
}

// group returns the group of a report, or nil if its place is left out.
func (s *Sifter) group(r *Report) *group {
	victim, suspect := fold.Reference(r.Victim), fold.Reference(r.Suspect)
	if suspect == victim {
		suspect = ""
	}
	place := fold.Text(r.Place)
	var key string
	switch {
	case victim != "" && suspect != "":
		key = "pair\x00" + min(victim, suspect) + "\x00" + max(victim, suspect)
	case victim != "":
		key = "victim\x00" + victim
	case s.leaves(place):
		return nil
	case place != "" && !s.noPlace[place]:
		key = "place\x00" + s.options.Forces.Name(r.Area) + "\x00" + place
	default:
		key = "report\x00" + s.options.Forces.Name(r.Area) + "\x00" + r.Reference
	}
	g := s.groups[key]
	if g == nil {
		g = &group{key: key, victim: strings.Clone(strings.TrimSpace(r.Victim)), suspect: strings.Clone(strings.TrimSpace(r.Suspect))}
		if victim == "" {
			g.victim = ""
			g.suspect = ""
			if strings.HasPrefix(key, "place") {
				g.place = placeCode(key)
			}
		} else if suspect == "" {
			g.suspect = ""
		}
		s.groups[key] = g
	}
	return g
}

// leaves reports whether a place is left out, by itself or with words around it.
func (s *Sifter) leaves(place string) bool {
	if place == "" {
		return false
	}
	for left := range s.leaveOut {
		if strings.Contains(" "+place+" ", " "+left+" ") {
			return true
		}
	}
	return false
}

// Groups returns the groups that are listed, or all of them, the strongest first.
func (s *Sifter) Groups(all bool) iter.Seq[Group] {
	var order []*group
	s.countNamed()
	for _, g := range s.groups {
		slices.SortStableFunc(g.reports, byDate)
		s.weigh(g)
		if g.margin >= 0 || all {
			order = append(order, g)
		}
	}
	slices.SortFunc(order, func(a, b *group) int {
		return cmp.Or(cmp.Compare(b.rank(), a.rank()), cmp.Compare(b.strength, a.strength), cmp.Compare(b.last(), a.last()), cmp.Compare(a.key, b.key))
	})
	return func(yield func(Group) bool) {
		for _, g := range order {
			if !yield(s.build(g)) {
				return
			}
		}
	}
}

// countNamed counts in how many groups each person is named as suspect.
func (s *Sifter) countNamed() {
	s.named = map[string]int{}
	for _, g := range s.groups {
		if g.suspect == "" {
			continue
		}
		reversed := len(g.where(func(l *logged) bool { return l.reversed }))
		if reversed < len(g.reports) {
			s.named[fold.Reference(g.suspect)]++
		}
		if reversed > 0 {
			s.named[fold.Reference(g.victim)]++
		}
	}
}

// rank is 1 for a group that is listed, and else 0.
func (g *group) rank() int {
	if g.margin >= 0 {
		return 1
	}
	return 0
}

// Listed returns how many groups there are, and how many reach the threshold. It is
// known after Groups.
func (s *Sifter) Listed() (groups, listed int) {
	for g := range maps.Values(s.groups) {
		listed += g.rank()
	}
	return len(s.groups), listed
}

func byDate(a, b logged) int { return cmp.Compare(dayOf(a), dayOf(b)) }

func dayOf(l logged) int {
	day, _ := l.at.Day()
	return day
}

func (g *group) last() int { return dayOf(g.reports[len(g.reports)-1]) }

// bothNamed reports whether each of two people has reported the other.
func (g *group) bothNamed() bool {
	reversed := 0
	for _, l := range g.reports {
		if l.reversed {
			reversed++
		}
	}
	return reversed > 0 && reversed < len(g.reports)
}

// weigh counts the signs of a group, and decides whether it is listed. Only signs in the
// words of its reports list it: everyday disputes are reported as often, and under as
// many labels, as stalking.
func (s *Sifter) weigh(g *group) {
	m := g.marks()
	inWords := bits.OnesCount64(m.topics)
	g.strength = inWords
	for i := range s.rules.Patterns {
		p := &s.rules.Patterns[i]
		if len(s.patternReports(p, g)) == 0 {
			continue
		}
		g.strength++
		if p.Is.InWords() {
			inWords++
		}
	}
	g.margin = inWords - s.rules.Threshold - len(s.everyday(g))
}

// marks returns what is found in any report of the group.
func (g *group) marks() (m marks) {
	for _, l := range g.reports {
		m.topics |= l.topics
		m.everyday |= l.everyday
	}
	return m
}

// everyday returns the indexes of the everyday reasons of a group. Where each has
// reported the other, a reason that both did it is none: neither report may weaken the
// other.
func (s *Sifter) everyday(g *group) (out []int) {
	m := g.marks()
	both := g.bothNamed()
	for i := range s.rules.Everyday {
		if m.everyday&(1<<i) != 0 && !(both && s.rules.Everyday[i].Mutual) {
			out = append(out, i)
		}
	}
	return out
}
