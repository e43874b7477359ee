package table

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"stalkrisk/assess"
)

// StartOfMap returns a map file to start from, for a table with unknown headings; ""
// if it has none. A first row that may be data is never repeated: it may hold names.
func (t *Table) StartOfMap(o Options) string {
	unknown := t.columnsToMap()
	if len(unknown) == 0 || likeValues(t.texts) || t.known < 2 && !likeHeadings(t.texts, t.known) {
		return ""
	}
	var b strings.Builder
	b.WriteString("# A map to start from. Save these lines as map.yaml, write our name after each\n# heading, and add --map-file map.yaml. \"\" leaves a column out.\nheadings:\n")
	written := map[string]bool{}
	for _, i := range unknown {
		heading := t.texts[i]
		if written[heading] || !mappable(heading) {
			continue
		}
		written[heading] = true
		near := assess.Nearest(heading, o.Columns.get().names)
		if strings.Contains(heading, "___") { // a tick box in REDCap, which answers nothing
			near = ""
		}
		fmt.Fprintf(&b, "  %s: %q\n", strconv.Quote(heading), near)
	}
	if len(written) == 0 {
		return ""
	}
	if len(o.Columns.get().groups) > 0 && len(o.Map.values) == 0 {
		b.WriteString("values:\n  \"*\": {\"Yes\": \"yes\", \"Y\": \"yes\", \"No\": \"no\", \"N\": \"no\", \"Not known\": unknown, \"NK\": unknown, \"Refused\": declined}\n")
	}
	if o.Dates.Order == "" {
		b.WriteString("# How dates are written is never guessed: remove the # and keep one.\n# dates: dmy, mdy, ymd or excel\n# timezone: Europe/London\n")
	}
	return b.String()
}

// columnsToMap returns the indexes of the columns that a map is to name: those with
// unknown headings, and every column if no heading is known.
func (t *Table) columnsToMap() []int {
	columns := t.unknown
	if t.known == 0 {
		for i := range t.texts {
			columns = append(columns, i)
		}
	}
	return columns
}

// mappable reports whether a heading can be written in a map: it is filled, not too
// long, and without control characters other than line feeds.
func mappable(heading string) bool {
	unseen := func(r rune) bool { return !unicode.IsGraphic(r) && r != '\n' }
	return heading != "" && len(heading) <= 500 && !strings.ContainsFunc(heading, unseen)
}

// headingWords are words that headings of other systems have.
var headingWords = []string{
	"id", "ref", "reference", "date", "time", "timestamp", "type", "kind", "category", "area", "force", "officer", "case", "number",
	"log", "email", "victim", "suspect", "location", "details", "notes", "outcome", "description", "status",
}

// likeHeadings reports whether a row looks like headings that we do not know: each
// cell is filled once, none looks like data, and at least half are known or have a word of headings:
// a row of data may have one by chance, beside a name.
func likeHeadings(cells []string, known int) bool {
	seen := map[string]bool{}
	some := known
	for _, c := range cells {
		if c == "" || seen[c] {
			return false
		}
		seen[c] = true
		words := strings.FieldsFunc(strings.ToLower(c), func(r rune) bool { return !unicode.IsLetter(r) })
		if slices.ContainsFunc(words, func(w string) bool { return slices.Contains(headingWords, w) }) {
			some++
		}
	}
	return 2*some >= len(cells) && len(cells) > 1 && !likeValues(cells)
}
