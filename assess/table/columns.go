package table

import (
	"strings"

	"stalkrisk/assess/late"
)

// Columns are the headings that a kind of table can have.
type Columns struct {
	names  []string
	known  map[string]bool
	groups map[string]bool   // "stalking" if there are columns "stalking.…" that --map can name together
	texts  map[string]string // the name of the column of a question, by its text
	also   map[string]string // the name of a column, by what people also call it
	export func(heading string, all []string) string
}

// NewColumns returns columns with these names.
func NewColumns(names ...string) Columns {
	c := Columns{known: map[string]bool{}, groups: map[string]bool{}, texts: map[string]string{}, also: map[string]string{}}
	for _, name := range names {
		c.Add(name)
	}
	return c
}

// Add adds a column, once.
func (c *Columns) Add(name string) {
	if !c.known[name] {
		c.known[name] = true
		c.names = append(c.names, name)
	}
}

// Call lets a column be called something else as well, in any capitals.
func (c *Columns) Call(name, text string) { c.also[plainText(text)] = name }

// ReadExports lets the columns be read as other programs export them. export returns
// the heading without what such a program adds to it, and "" for a column that is the
// program's own. all are the headings of the table, by which the program is known.
func (c *Columns) ReadExports(export func(heading string, all []string) string) { c.export = export }

// AddQuestion adds the column "group.id" of a question, whose text may be the heading
// in an export of a form.
func (c *Columns) AddQuestion(group, id, text string) {
	name := group + "." + id
	c.Add(name)
	c.groups[group] = true
	text = plainText(text)
	if other, twice := c.texts[text]; twice && other != name {
		name = "" // two questions with one text: nobody knows which is meant
	}
	c.texts[text] = name
}

// Names returns the names of the columns, in the order in which they were added.
func (c Columns) Names() []string { return c.names }

// knows reports whether a rule may name a column: "*" is every column, and
// "stalking.*" every question of that questionnaire.
func (c Columns) knows(name string) bool {
	group, all := strings.CutSuffix(name, ".*")
	return c.known[name] || name == "*" || all && c.groups[group]
}

// Question reports whether a column is that of a question.
func (c Columns) Question(name string) bool {
	group, _, inner := strings.Cut(name, ".")
	return inner && c.groups[group]
}

// kinds returns what a rule for values may call a column, the most specific first.
func (c Columns) kinds(name string) []string {
	if c.Question(name) {
		group, _, _ := strings.Cut(name, ".")
		return []string{name, group + ".*", "*"}
	}
	return []string{name, "*"}
}

var plainMarks = late.Value[*strings.Replacer]{Make: func() *strings.Replacer {
	return strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "\u00a0", " ", "–", "-", "—", "-")
}}

// plainText returns the text of a question as it is compared: form programs change
// quotation marks, spaces and the mark of a required question.
func plainText(s string) string {
	s = strings.Join(strings.Fields(plainMarks.Get().Replace(strings.ToLower(s))), " ")
	return strings.TrimRight(s, " *?.:")
}
