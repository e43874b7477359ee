package sift

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"stalkrisk/assess/fold"
)

// Format is the format of a group in JSON.
const Format = "stalkrisk.sift/1"

// Group is a pair of people, a person or a place whose reports should be looked at
// together. It is not a finding about anybody.
type Group struct {
	Format     string      `json:"format"`
	Victim     string      `json:"victim" doc:"a pseudonym; empty if nobody is named"`
	Suspect    string      `json:"suspect" doc:"a pseudonym; empty if nobody is named"`
	Place      string      `json:"place" doc:"a code that stands for the place, if nobody is named; never an address"`
	Strength   int         `json:"strength" doc:"how many independent signs there are; not a probability"`
	Signs      []FoundSign `json:"signs" doc:"what was found; one whose id begins with note- is not a sign and does not count"`
	References []string    `json:"references"`
	First      string      `json:"first" doc:"date of the first report"`
	Last       string      `json:"last" doc:"date of the last report"`
	Areas      []string    `json:"areas"`
	Labels     []string    `json:"labels" doc:"what the reports were recorded as"`
	Items      []string    `json:"items" doc:"questions of the stalking questionnaire that what was found bears on; none is answered"`

	Margin int    `json:"-"` // by how many signs in words it is over the threshold; it is listed if this is not negative
	key    string `json:"-"`
	of     *group `json:"-"`
}

// FoundSign is a sign that was found, and the reports in which it was.
type FoundSign struct {
	ID         string   `json:"id"`
	Why        string   `json:"why"`
	References []string `json:"references"`
	Quote      string   `json:"quote,omitempty" doc:"only with --quote: at most 60 characters about the words found"`
}

// Note reports whether it is shown and does not count.
func (f *FoundSign) Note() bool { return strings.HasPrefix(f.ID, NotePrefix) }

// NotePrefix begins the id of what is shown but is not a sign.
const NotePrefix = "note-"

// build returns what is said about a group.
func (s *Sifter) build(g *group) Group {
	all := s.referencesOf(g)
	out := Group{
		Format: Format, Victim: g.victim, Suspect: g.suspect, Place: g.place, Strength: g.strength, Margin: g.margin,
		References: all.of(every(g)), Signs: make([]FoundSign, 0, 16), Items: make([]string, 0, 8), key: g.key, of: g,
		Areas: s.values(g, func(l *logged) name { return l.area }), Labels: s.values(g, func(l *logged) name { return l.label }),
	}
	if g.bothNamed() { // who came first says nothing
		out.Victim, out.Suspect = min(g.victim, g.suspect), max(g.victim, g.suspect)
	}
	out.First, out.Last = s.log.date(&g.reports[0]), s.log.date(&g.reports[len(g.reports)-1])
	for i := range s.rules.Patterns {
		p := &s.rules.Patterns[i]
		if in := s.patternReports(p, g); len(in) > 0 {
			out.add(&p.Sign, all.of(in), "")
		}
	}
	for i := range s.rules.Topics {
		t := &s.rules.Topics[i]
		if in := g.where(func(l *logged) bool { return l.topics&(1<<i) != 0 }); len(in) > 0 {
			out.add(&t.Sign, all.of(in), s.quote(g, i))
		}
	}
	s.notes(g, all, &out)
	return out
}

// Listed reports whether the group reaches the threshold.
func (g *Group) Listed() bool { return g.Margin >= 0 }

// Who returns whom the group is about, in words.
func (g *Group) Who() string {
	switch {
	case g.Victim != "" && g.Suspect != "" && g.of.bothNamed():
		return g.Victim + " and " + g.Suspect + ", both named, direction unknown"
	case g.Victim != "" && g.Suspect != "":
		return g.Victim + " about " + g.Suspect
	case g.Victim != "":
		return g.Victim + ", suspect not known"
	case g.Place != "":
		return g.Place + ", nobody named"
	}
	return "one report, nobody named"
}

func (g *Group) add(sign *Sign, references []string, quote string) {
	g.Signs = append(g.Signs, FoundSign{ID: sign.ID, Why: sign.Why, References: references, Quote: quote})
	for _, item := range sign.Items {
		if !slices.Contains(g.Items, item) {
			g.Items = append(g.Items, item)
		}
	}
}

// notes adds what has to be known with a group but is not a sign.
func (s *Sifter) notes(g *group, all *references, out *Group) {
	note := func(id, why string, references []string) {
		out.Signs = append(out.Signs, FoundSign{ID: NotePrefix + id, Why: why, References: references})
	}
	if g.bothNamed() {
		note("both-named", "both named, direction unknown: each has reported the other, so read both accounts", all.of(g.where(func(l *logged) bool { return l.reversed })))
	} else if s.named[fold.Reference(g.victim)] > 0 && g.victim != "" {
		note("reporter-named", "the person who reported is named as suspect in another log; do not drop this report because of that", []string{})
	}
	if n := s.named[fold.Reference(g.suspect)]; g.suspect != "" && n > 1 {
		note("suspect-named", fmt.Sprintf("the reference of the suspect is in %d more groups: it may be the same person, which nobody has checked", n-1), []string{})
	}
	for _, i := range s.everyday(g) {
		e := &s.rules.Everyday[i]
		note(e.ID, e.Why, all.of(g.where(func(l *logged) bool { return l.everyday&(1<<i) != 0 })))
	}
}

// references are those of the reports of a group. A place may have thousands of reports,
// and each sign lists its own, so no list is searched for what is in it already.
type references struct {
	texts []string // of each report
	first []int    // index of the first report with the same reference, or -1 without one
	taken []int    // of each first report: number of the last list that has it
	lists int
}

func (s *Sifter) referencesOf(g *group) *references {
	n := len(g.reports)
	all := &references{texts: make([]string, n), first: make([]int, n), taken: make([]int, n)}
	known := make(map[string]int, n)
	for i := range g.reports {
		text := s.log.reference(&g.reports[i])
		first, repeated := known[text]
		switch {
		case text == "":
			first = -1
		case !repeated:
			first, known[text] = i, i
		}
		all.texts[i], all.first[i] = text, first
	}
	return all
}

// of returns the references of some reports, each once.
func (all *references) of(in []int) []string {
	out := make([]string, 0, len(in))
	all.lists++
	for _, i := range in {
		if first := all.first[i]; first >= 0 && all.taken[first] < all.lists {
			all.taken[first] = all.lists
			out = append(out, all.texts[i])
		}
	}
	return out
}

// values returns the different values of the reports, in the order of their dates.
func (s *Sifter) values(g *group, of func(*logged) name) []string {
	out := []string{}
	for i := range g.reports {
		if v := s.log.names[of(&g.reports[i])]; v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// quote returns the words that were kept for a topic.
func (s *Sifter) quote(g *group, topic int) string {
	for i := range g.reports {
		for _, q := range s.log.quotes[g.reports[i].n] {
			if q.topic == topic {
				return q.text
			}
		}
	}
	return ""
}

// longestQuote is the most characters of a quote.
const longestQuote = 60

// around returns the words from one place to another in a text, with as much before and
// after as a quote has room for.
func around(text string, from, to int) string {
	for utf8.RuneCountInString(text[from:to]) > longestQuote {
		_, size := utf8.DecodeLastRuneInString(text[from:to])
		to -= size
	}
	room := longestQuote - utf8.RuneCountInString(text[from:to])
	for before := room / 2; before > 0 && from > 0; before, room = before-1, room-1 {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	for ; room > 0 && to < len(text); room-- {
		_, size := utf8.DecodeRuneInString(text[to:])
		to += size
	}
	return strings.Clone(text[from:to])
}

// placeCode returns what stands for a place: the same for the same place, and no
// address.
func placeCode(key string) string {
	sum := sha256.Sum256([]byte(key))
	return "place-" + hex.EncodeToString(sum[:4])
}
