package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/table"
)

// results reads a table of results, as score writes it. Each
// leaf of such a result is text.
func (v *verifier) results(name string, in *bufio.Reader) error {
	columns := table.NewColumns()
	for _, l := range assess.ResultLeaves() {
		columns.Add(l.Path)
	}
	t := table.Open(in, table.Options{Columns: columns})
	if !t.Has("overall.level") {
		return errors.New(safetext.Name(name) + ": not a table of results; only reports and results can be verified")
	}
	v.bad(name, slices.DeleteFunc(t.Problems, func(p assess.Problem) bool { return p.Code == table.CodeUnknownHeading }))
	known := len(slices.DeleteFunc(slices.Clone(t.Names), func(name string) bool { return name == "" }))
	fmt.Fprintf(v.env.Err, "%s: a table does not have all of a result: its %s of a result are compared, and not the bytes of the questionnaires\n", safetext.Name(name), counted(known, "column"))
	for {
		row, err := t.Next(nil)
		if err == io.EOF || v.env.Context.Err() != nil {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading %s: %w", name, err)
		}
		where := fmt.Sprintf("%s:%d", safetext.Name(name), row.Line)
		fault, cells := row.Fault, table.Cells{}
		if fault == "" {
			cells = t.Cells(string(row.Text), nil)
			fault = cells.Fault
		}
		if fault != "" {
			v.bad(where, []assess.Problem{{Code: table.CodeBadRow, Message: fault}})
			continue
		}
		result := &strictfile.Node{Kind: strictfile.Object}
		for i, path := range t.Names {
			if path != "" {
				addLeaf(result, path, cells.Texts[i])
			}
		}
		v.result(&stored{where: where, result: result, table: t})
	}
}

// addLeaf adds a leaf to a tree. Spreadsheets write TRUE for true.
func addLeaf(n *strictfile.Node, path, text string) {
	key, below, deeper := strings.Cut(path, ".")
	next := n.Field(key)
	if next == nil {
		next = &strictfile.Node{Kind: strictfile.Object}
		n.Fields = append(n.Fields, strictfile.Field{Key: key, Value: next})
	}
	if deeper {
		addLeaf(next, below, text)
		return
	}
	if lower := strings.ToLower(text); lower == "true" || lower == "false" {
		text = lower
	}
	*next = strictfile.Node{Kind: strictfile.String, Text: text}
}

// leavesOf returns the leaves of a result that a table has, as they are read from one.
func leavesOf(r *assess.Result, t *table.Table) *strictfile.Node {
	n := &strictfile.Node{Kind: strictfile.Object}
	for _, l := range assess.ResultLeaves() {
		if slices.Contains(t.Names, l.Path) {
			addLeaf(n, l.Path, table.Unguard(table.Guard(l.Text(r))))
		}
	}
	return n
}

// namedIn returns the questionnaires that a stored result names. why says why they
// cannot be used.
func (v *verifier) namedIn(s *stored) (named []*assess.Instrument, why string) {
	type ref struct{ id, version, sha256 string }
	var refs []ref
	if s.table != nil {
		for _, one := range strings.FieldsFunc(text(s.result, "instruments"), func(r rune) bool { return r == ';' }) {
			id, version, _ := strings.Cut(one, "@")
			refs = append(refs, ref{id, version, ""})
		}
	}
	for _, r := range s.result.Field("instruments").List() {
		refs = append(refs, ref{text(r, "id"), text(r, "version"), text(r, "sha256")})
	}
	for _, r := range refs {
		in := v.questionnaires.Find(r.id, r.version)
		switch {
		case in == nil:
			return nil, "a questionnaire that it names was not found; name its folder with --questionnaires"
		case s.table == nil && in.SHA256 != r.sha256:
			return nil, "a questionnaire that it names has changed since the result was made: its bytes differ"
		}
		named = append(named, in)
	}
	return named, ""
}
