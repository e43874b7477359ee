package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A sheet is filled with facts, and laid out as one page: the sections in their order,
// and of the facts as many as fit, by rank. A fact is shown whole or left out, and
// those that are left out are counted.

// rank is how much a fact matters on the page; 1 matters most.
type rank int

// must is the rank of what always fits: danger now, what is overdue, safe contact, and
// where it last happened.
const must rank = 0

// onlyCounted is the rank of what is only counted, since there is a limit to its section.
const onlyCounted rank = 1000

// fact is one thing that the page says.
type fact struct {
	section     int
	rank        rank
	label, text string
	said        string // somebody's own words, which follow in quotation marks
	sensitive   bool   // only for the force that holds the case
	below       bool   // the full report has it again, in a section of its own
}

type sheet struct {
	facts []fact
	at    int    // the section to which facts are added
	most  int    // the most words
	rest  string // where to find what does not fit
	whole bool   // it begins a full report, so everything is on it
}

func (s *sheet) section(at int) { s.at = at }

// first returns the first sentence of a text, or all of it on a full report.
func (s *sheet) first(text string) string {
	if s.whole {
		return text
	}
	return sentence(text)
}

// say adds a fact, unless there is nothing to say.
func (s *sheet) say(r rank, label, text string) { s.add(fact{rank: r, label: label, text: text}) }

func (s *sheet) add(f fact) {
	if f.section = s.at; !blank(f.text) || !blank(f.said) {
		s.facts = append(s.facts, f)
	}
}

// wordsOnPage is the most words of the page, and ownWords the most of what somebody
// said in their own words.
const (
	wordsOnPage = 350
	ownWords    = 79 // and the mark of what is shortened
)

// lay writes the sheet on a page that already has a heading, and after it end: in all
// no more words than s.most, if what must be shown leaves room. What is left out is
// counted.
func (s *sheet) lay(p *page, titles []string, end []block) {
	s.facts = those(s.facts, func(f fact) bool { return !s.whole || !f.below })
	for i := range s.facts {
		s.facts[i].hide(p.show.NoSensitive)
	}
	room := s.most - countWords(p.blocks) - countWords(end) - countWords([]block{s.leftOut(1)})
	kept, own := make([]bool, len(s.facts)), ownWords
	begun := map[int]bool{}
	for _, i := range s.byRank() {
		f := &s.facts[i]
		need := countWords([]block{f.block()}) - len(strings.Fields(f.quoted()))
		if !begun[f.section] {
			need += 1 + len(strings.Fields(titles[f.section]))
		}
		f.said = fitting(f.said, own)
		if blank(f.text) && blank(f.said) || f.rank != must && (need > room || f.rank == onlyCounted && !s.whole) {
			continue
		}
		kept[i], begun[f.section] = true, true
		room -= need
		own -= len(strings.Fields(f.said))
	}
	s.write(p, titles, kept)
	if n := slices.IndexFunc(kept, func(k bool) bool { return !k }); n >= 0 {
		p.add(s.leftOut(len(those(kept, func(k bool) bool { return !k }))))
	}
	for _, b := range end {
		b.foot = true
		p.add(b)
	}
}

// fewestOwn is the fewest words to which somebody's own words are shortened.
const fewestOwn = 5

// fitting returns at most that many of somebody's own words, or none if too few would
// stay to say anything.
func fitting(s string, most int) string {
	if short := shorten(s, most); most >= fewestOwn || short == oneLine(s) {
		return short
	}
	return ""
}

// byRank returns the places of the facts, the most important first.
func (s *sheet) byRank() []int {
	order := make([]int, len(s.facts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return int(s.facts[i].rank - s.facts[j].rank) })
	return order
}

// write adds the sections with their kept facts, in order.
func (s *sheet) write(p *page, titles []string, kept []bool) {
	for at, title := range titles {
		begun := false
		for i := range s.facts {
			f := &s.facts[i]
			if f.section != at || !kept[i] {
				continue
			}
			if !begun {
				p.heading(2, title)
				begun = true
			}
			p.add(f.block())
		}
	}
}

// leftOut is the last line of a page that has no room for so many facts.
func (s *sheet) leftOut(n int) block {
	return block{kind: paraBlock, foot: true, label: "Not on this page", text: count(n, "more fact", "more facts") + ": " + s.rest}
}

// block returns the fact as an item.
func (f *fact) block() block {
	return block{kind: itemBlock, label: f.label, text: joined(" ", f.text, f.quoted())}
}

func (f *fact) quoted() string {
	switch {
	case blank(f.said):
		return ""
	case f.said == hiddenText && !blank(f.text): // nobody said that
		return "(words " + hiddenText + ")"
	case f.said == hiddenText:
		return hiddenText
	}
	return quotation(f.said)
}

// quotation returns somebody's words in quotation marks, without a full stop. Marks of
// quotation in the words themselves become single, so that the end is never in doubt.
func quotation(s string) string {
	s = strings.NewReplacer("“", "'", "”", "'", "\"", "'", "„", "'", "«", "'", "»", "'").Replace(oneLine(s))
	if inner, whole := strings.CutPrefix(s, "'"); whole && strings.HasSuffix(inner, "'") && strings.Count(inner, "'") == 1 {
		s = strings.TrimSuffix(inner, "'")
	}
	return "“" + strings.TrimSuffix(s, ".") + "”"
}

// hide marks what is sensitive, or leaves only that it is recorded.
func (f *fact) hide(only bool) {
	switch {
	case only && f.sensitive:
		f.label, f.text, f.said = cmp.Or(f.label, "Sensitive"), hiddenText, ""
	case f.sensitive && f.label == "":
		f.text += " (sensitive)"
	case f.sensitive:
		f.label += " (sensitive)"
	}
}

// countWords returns how many words blocks have in Markdown, as a word count does: a
// bullet and the mark of a heading count as well.
func countWords(blocks []block) (n int) {
	for i := range blocks {
		b := &blocks[i]
		n += len(strings.Fields(b.label)) + len(strings.Fields(b.text))
		if b.kind != paraBlock {
			n++
		}
	}
	return n
}

// longestWord is the most characters of a word in a shortened text.
const longestWord = 60

// shorten returns at most that many words of a text on one line, and marks it if there
// are more.
func shorten(s string, most int) string {
	const mark = "… [shortened]"
	words := strings.Fields(oneLine(s))
	short := len(words) > most
	if short {
		words = words[:max(0, most)]
	}
	for i, w := range words {
		if utf8.RuneCountInString(w) > longestWord {
			words[i], short = string([]rune(w)[:longestWord]), true
		}
	}
	if len(words) == 0 {
		return ""
	}
	out := strings.Join(words, " ")
	if short {
		out = strings.TrimRight(out, ".,;:") + mark
	}
	return out
}
