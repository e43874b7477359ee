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
	reader   *Reader
	groups   map[string]*group
	log      log
	labels   map[name]label
	mistaken map[string]bool // labels that stalking is mistaken for, folded
	noPlace  map[string]bool
	leaveOut map[string]bool
	named    map[string]int // in how many groups each suspect is named
	analyser timeline.Analyser
	points   []timeline.Point

	Reports int // how many were added
	LeftOut int // how many are of nobody, at a place that is left out
}

// marks are the topics and the everyday reasons that were found in a text, one bit each.
type marks struct{ topics, everyday uint64 }

// has reports whether a topic, or after the topics an everyday reason, is marked.
func (m marks) has(of, topics int) bool {
	if of < topics {
		return m.topics&(1<<of) != 0
	}
	return m.everyday&(1<<(of-topics)) != 0
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
		groups: map[string]*group{}, log: newLog(), labels: map[name]label{},
		mistaken: folded(r.Labels), noPlace: folded(r.NotPlaces), leaveOut: folded(o.LeaveOut),
	}
	s.reader = s.NewReader()
	return s
}

// NewReader returns a reader of texts for one goroutine.
func (s *Sifter) NewReader() *Reader { return &Reader{matcher: s.matcher, quote: s.options.Quote} }

func folded(list []string) map[string]bool {
	set := map[string]bool{}
	for _, s := range list {
		set[fold.Text(s)] = true
	}
	return set
}

// Add adds a report. It keeps none of its text.
func (s *Sifter) Add(r *Report) { s.AddRead(r, s.reader.Read(r.Text)) }

// AddRead adds a report whose text was read by a reader of this sifter.
func (s *Sifter) AddRead(r *Report, found Reading) {
	s.Reports++
	g := s.group(r)
	if g == nil {
		s.LeftOut++
		return
	}
	l := s.log.row(r)
	l.reversed = g.suspect != "" && fold.Reference(r.Victim) == fold.Reference(g.suspect)
	if s.log.repeats(&l, g) {
		return // the same row, in another file
	}
	l.marks = found.marks
	label := s.label(l.label)
	l.topics |= label.topics
	l.everyday |= label.everyday
	g.reports = append(g.reports, l)
	s.log.keepQuotes(l.n, found.quotes)
}

// label is what is known of what a report was recorded as.
type label struct {
	marks
	mistaken string // it, folded, if stalking is mistaken for it
}

func (s *Sifter) label(n name) label {
	l, known := s.labels[n]
	if !known {
		text := s.log.names[n]
		l.marks = s.reader.Read(text).marks
		if folded := fold.Text(text); s.mistaken[folded] {
			l.mistaken = folded
		}
		s.labels[n] = l
	}
	return l
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

func byDate(a, b logged) int { return cmp.Compare(a.day, b.day) }

func (g *group) last() int32 { return g.reports[len(g.reports)-1].day }

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
	g.margin = inWords - s.rules.Threshold
	for _, i := range s.everyday(g) {
		g.margin -= s.rules.Everyday[i].asks()
	}
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
