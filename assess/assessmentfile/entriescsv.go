package assessmentfile

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/late"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/table"
)

// entryList is a list of an assessment whose entries a table can have. An outcome counts
// as a list of one.
type entryList struct {
	name  string
	entry func() any // makes an empty one
}

var entryLists = []entryList{
	{"actions", func() any { return new(assess.Action) }},
	{"orders", func() any { return new(assess.Order) }},
	{"updates", func() any { return new(assess.Update) }},
	{"outcome", func() any { return new(assess.Outcome) }},
}

// entryFacts returns the facts of an entry by their columns.
var entryFacts = late.Value[map[string]*assess.CaseFact]{Make: func() map[string]*assess.CaseFact {
	by := map[string]*assess.CaseFact{}
	for _, f := range assess.CaseFacts() {
		for i := range f.Entries {
			list, field, _ := strings.Cut(f.Entries[i].Path, "[].")
			by[list+"."+field] = &f.Entries[i]
		}
		by[f.Path] = &f
	}
	return by
}}

// columns returns the columns of the list, such as "due".
func (l entryList) columns() (out []string) {
	for _, f := range assess.CaseFacts() {
		for _, f := range append(slices.Clone(f.Entries), f) {
			if field, is := strings.CutPrefix(strings.Replace(f.Path, "[].", ".", 1), l.name+"."); is {
				out = append(out, field)
			}
		}
	}
	return out
}

func (l entryList) has(column string) bool { return slices.Contains(l.columns(), column) }

// EntryColumns returns the columns of a table of actions, orders, updates or outcomes: as
// "actions.due", or alone as "due" where all rows are of one list. It has those of
// incidents too, so that a rule may be for any of several tables.
func EntryColumns() table.Columns { return entryColumns.Get() }

var entryColumns = late.Value[table.Columns]{Make: func() table.Columns {
	c := table.NewColumns(IncidentColumns().Names()...)
	for _, list := range entryLists {
		for _, field := range list.columns() {
			c.Add(list.name + "." + field)
			c.Add(field)
		}
	}
	return c
}}

// EntryRow is a row of a table of entries; a row of several lists becomes several.
type EntryRow struct {
	Case   string // the reference of its case; "" if it names none
	Entry  any    // *assess.Action, *assess.Order, *assess.Update or *assess.Outcome
	Line   int
	Faulty bool // it cannot be read whole
}

// EntryRows is the content of a table of entries.
type EntryRows struct {
	Rows     []EntryRow
	Unread   int // rows that were not used; each has a problem
	Problems []assess.Problem
	Table    *table.Table
}

// HoldsEntries reports whether a table is of actions, orders, updates or outcomes: a
// heading says so, and none is of incidents alone.
func HoldsEntries(in io.Reader, o table.Options) bool {
	o.Columns = EntryColumns()
	entries := false
	for _, name := range table.Open(in, o).Names {
		listed := strings.Contains(name, ".") || slices.ContainsFunc(entryLists, func(l entryList) bool { return l.has(name) })
		incident := name == "" || slices.Contains(IncidentColumns().Names(), name)
		if incident && !listed && name != "" && name != caseColumn {
			return false
		}
		entries = entries || listed && !incident
	}
	return entries
}

// ReadEntries reads a table of entries, with the columns of EntryColumns in any order,
// named in its first row. Faults are reported as ReadIncidents does.
func ReadEntries(in io.Reader, o table.Options) (EntryRows, error) {
	o.Columns = EntryColumns()
	r := entryReader{t: table.Open(in, o)}
	r.columns()
	for _, p := range r.t.Problems {
		r.faults.Add(p)
	}
	var err error
	for err == nil {
		var row table.Row
		if row, err = r.t.Next(nil); err == nil {
			r.row(&row)
		}
		if len(r.rows.Rows) > MaxIncidents {
			r.rows = EntryRows{}
			r.fault(row.Line, strictfile.CodeTooLarge, "", fmt.Sprintf("more than %d rows in one table; divide it", MaxIncidents))
			err = io.EOF
		}
	}
	for _, p := range r.t.LateProblems() {
		r.faults.Add(p)
	}
	r.rows.Problems, r.rows.Table = r.faults.All(), r.t
	if err != io.EOF {
		return r.rows, err
	}
	return r.rows, nil
}

type entryReader struct {
	t      *table.Table
	paths  []string // of each column, such as "actions.due"; "case"; "" for one that is not read
	rows   EntryRows
	faults assess.Faults
}

func (r *entryReader) fault(line int, code, path, message string) {
	r.faults.Add(assess.Problem{Code: code, Path: path, Message: message, Line: line})
}

func (r *entryReader) bad(line int, fault string) {
	r.rows.Unread++
	r.fault(line, table.CodeBadRow, "", fault)
}

// columns finds out what each column is. Headings such as "due" alone must all be of one
// list.
func (r *entryReader) columns() {
	may, some := slices.Clone(entryLists), false
	for _, name := range r.t.Names {
		if alone(name) {
			some = true
			may = slices.DeleteFunc(may, func(l entryList) bool { return !l.has(name) })
		}
	}
	if some && len(may) != 1 {
		r.t.Refuse(table.CodeUnknownHeading, "the headings do not say whether these are actions, orders, updates or outcomes; write actions.what, orders.kind, updates.to, outcome.value and so on")
		return
	}
	for _, name := range r.t.Names {
		if alone(name) {
			name = may[0].name + "." + name
		}
		r.paths = append(r.paths, name)
	}
}

// alone reports whether a heading is that of a field, without its list.
func alone(name string) bool {
	return name != "" && name != caseColumn && !strings.Contains(name, ".")
}

// row reads the entries of a row.
func (r *entryReader) row(row *table.Row) {
	cells := cellsOf(r.t, row)
	if cells.Fault != "" {
		r.bad(row.Line, cells.Fault)
		return
	}
	of, roots, unsure := r.trees(cells.Texts, row.Line)
	entries, wrong := decoded(roots)
	problems := append(assess.Shortened(nil, caseColumn, of), wrong...)
	if fold.Reference(of) == "" && of != "" {
		problems = append(problems, assess.Problem{Code: CodeMissingCase, Path: caseColumn, Message: "a placeholder is not the reference of a case; write the reference"})
	}
	switch {
	case len(entries) == 0 && len(problems) == 0:
		r.bad(row.Line, "a row with nothing but its case; fill it in, or take it out")
		return
	case cells.Missing > 0 && len(problems) > 0:
		r.bad(row.Line, r.t.ShortRow(cells))
		return
	case cells.Missing > 0:
		r.t.UsedShort()
	}
	for _, p := range problems {
		r.fault(row.Line, p.Code, p.Path, p.Message)
	}
	for _, e := range entries {
		r.rows.Rows = append(r.rows.Rows, EntryRow{of, e, row.Line, len(problems) > 0 || unsure})
	}
}

// trees returns the reference of the case that a row names, and the row as a tree for each
// list that it has a cell of. It reports whether a date could not be read, or not in full.
func (r *entryReader) trees(texts []string, line int) (of string, roots map[string]*strictfile.Node, unsure bool) {
	roots = map[string]*strictfile.Node{}
	for i, text := range texts {
		switch path := r.paths[i]; {
		case path == caseColumn:
			of = strings.TrimSpace(r.t.Value(i, text))
		case path != "":
			unsure = r.cell(roots, i, text, line) || unsure
		}
	}
	return of, roots, unsure
}

// decoded returns the entries that the trees of a row are, and what is wrong with them.
func decoded(roots map[string]*strictfile.Node) (entries []any, problems []assess.Problem) {
	for _, list := range entryLists {
		root := roots[list.name]
		if root == nil {
			continue
		}
		entry := list.entry()
		problems = append(problems, shapes.Get().Decode(root, entry)...)
		if o, is := entry.(*assess.Outcome); is && o.Value == "" {
			problems = append(problems, assess.Problem{Code: strictfile.CodeUnknownWord, Path: "value", Message: "no outcome is given; write one of " + strings.Join(o.Value.Vocabulary().Values(), ", ")})
		}
		entries = append(entries, entry)
	}
	return entries, problems
}

// cell adds a cell to the tree of its list. It reports whether a date in it could not be
// read, or not in full.
func (r *entryReader) cell(roots map[string]*strictfile.Node, i int, text string, line int) (unsure bool) {
	list, field, _ := strings.Cut(r.paths[i], ".")
	f := entryFacts.Get()[r.paths[i]]
	text = strings.TrimSpace(r.t.Value(i, strings.ReplaceAll(text, "\r\n", "\n")))
	if text == "" {
		return false
	}
	node := &strictfile.Node{Kind: strictfile.String, Text: text, Line: line}
	several := f.Kind == assess.TextsFact || f.Kind == assess.DaysFact
	if several {
		node = &strictfile.Node{Kind: strictfile.List, Line: line}
		for part := range strings.SplitSeq(text, ";") {
			if part = strings.TrimSpace(part); part != "" {
				node.Items = append(node.Items, &strictfile.Node{Kind: strictfile.String, Text: part, Line: line})
			}
		}
	}
	for _, n := range append(slices.Clone(node.Items), node) {
		if f.Kind != assess.DayFact && f.Kind != assess.DaysFact || n.Kind != strictfile.String {
			continue
		}
		var fault string
		var not bool
		if n.Text, fault, not = r.t.Date(assess.DayFact, n.Text); fault != "" {
			r.fault(line, table.CodeClockChange, field, fault)
			not = true
		}
		unsure = unsure || not
	}
	node.Items = slices.DeleteFunc(node.Items, func(n *strictfile.Node) bool { return n.Text == "" })
	if node.Text == "" && len(node.Items) == 0 {
		return unsure
	}
	if roots[list] == nil {
		roots[list] = &strictfile.Node{Kind: strictfile.Object, Line: line}
	}
	place(roots[list], []string{field}, node)
	return unsure
}
