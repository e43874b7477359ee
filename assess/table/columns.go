package table

import (
	"strings"
	"sync"

	"stalkrisk/assess/late"
)

// Columns are the headings that a kind of table can have. The zero value has none.
type Columns struct{ all func() *columns }

type columns struct {
	names  []string
	known  map[string]bool
	groups map[string]bool   // "stalking" if there are columns "stalking.…" that --map can name together
	texts  map[string]string // the name of the column of a question, by its text
	also   map[string]string // the name of a column, by what people also call it
	export func(heading string, all []string) string
}

// NewColumns returns columns with these names.
func NewColumns(names ...string) Columns {
	all := &columns{known: map[string]bool{}, groups: map[string]bool{}, texts: map[string]string{}, also: map[string]string{}}
	c := Columns{func() *columns { return all }}
	for _, name := range names {
		c.Add(name)
	}
	return c
}

// LateColumns returns the columns that make returns. It is called when they are first
// needed, which may be never.
func LateColumns(make func() Columns) Columns {
	return Columns{sync.OnceValue(func() *columns { return make().get() })}
}

func (c Columns) get() *columns {
	if c.all == nil {
		return &columns{}
	}
	return c.all()
}

// Add adds a column, once.
func (c Columns) Add(name string) {
	if all := c.get(); !all.known[name] {
		all.known[name] = true
		all.names = append(all.names, name)
	}
}

// Call lets a column be called something else as well, in any capitals.
func (c Columns) Call(name, text string) { c.get().also[plainText(text)] = name }

// ReadExports lets the columns be read as other programs export them. export returns
// the heading without what such a program adds to it, and "" for a column that is the
// program's own. all are the headings of the table, by which the program is known.
func (c Columns) ReadExports(export func(heading string, all []string) string) {
	c.get().export = export
}

// AddQuestion adds the column "group.id" of a question, whose text may be the heading
// in an export of a form.
func (c Columns) AddQuestion(group, id, text string) {
	name, all := group+"."+id, c.get()
	c.Add(name)
	all.groups[group] = true
	text = plainText(text)
	if other, twice := all.texts[text]; twice && other != name {
		name = "" // two questions with one text: nobody knows which is meant
	}
	all.texts[text] = name
}

// Names returns the names of the columns, in the order in which they were added.
func (c Columns) Names() []string { return c.get().names }

// knows reports whether a rule may name a column: "*" is every column, and
// "stalking.*" every question of that questionnaire.
func (c Columns) knows(name string) bool {
	group, all := strings.CutSuffix(name, ".*")
	return c.get().known[name] || name == "*" || all && c.get().groups[group]
}

// Question reports whether a column is that of a question.
func (c Columns) Question(name string) bool {
	group, _, inner := strings.Cut(name, ".")
	return inner && c.get().groups[group]
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
