package siftfile

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"stalkrisk/assess/sift"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/table"
)

// Limits is what every output says.
const Limits = `Strength counts independent signs; it is not a probability. Not listed is not "no stalking". A flag is no finding about anybody and no automated decision: read the logs first, and contact nobody on a flag alone. The rules were tuned on invented logs by one writer, which say little about real ones. Never use it for complaint or nuisance-caller systems: somebody who reports often may have been let down.`

// Writer writes groups in one format.
type Writer struct {
	out    io.Writer
	format string
	csv    *csv.Writer
	line   []byte // of JSON; its memory is used again
	n      int
}

// NewWriter returns a writer of table, csv, ndjson or markdown.
func NewWriter(out io.Writer, format string) *Writer {
	return &Writer{out: out, format: format, csv: csv.NewWriter(out)}
}

// appendGroup appends a group as JSON: what strictfile.AppendJSON writes of its tree,
// without the tree. A test compares the two.
func appendGroup(b []byte, g *sift.Group) []byte {
	b = appendText(b, `{"format":`, g.Format)
	b = appendText(b, `,"victim":`, g.Victim)
	b = appendText(b, `,"suspect":`, g.Suspect)
	b = appendText(b, `,"place":`, g.Place)
	b = strconv.AppendInt(append(b, `,"strength":`...), int64(g.Strength), 10)
	b = append(b, `,"signs":[`...)
	for i := range g.Signs {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendSign(b, &g.Signs[i])
	}
	b = appendTexts(b, `],"references":`, g.References)
	b = appendText(b, `,"first":`, g.First)
	b = appendText(b, `,"last":`, g.Last)
	b = appendTexts(b, `,"areas":`, g.Areas)
	b = appendTexts(b, `,"labels":`, g.Labels)
	b = appendTexts(b, `,"items":`, g.Items)
	return append(b, '}')
}

func appendSign(b []byte, s *sift.FoundSign) []byte {
	b = appendText(b, `{"id":`, s.ID)
	b = appendText(b, `,"why":`, s.Why)
	b = appendTexts(b, `,"references":`, s.References)
	if s.Quote != "" {
		b = appendText(b, `,"quote":`, s.Quote)
	}
	return append(b, '}')
}

// appendText appends what comes before a text, and the text.
func appendText(b []byte, before, text string) []byte {
	return strictfile.AppendQuoted(append(b, before...), text)
}

// appendTexts appends what comes before a list of texts, and the list.
func appendTexts(b []byte, before string, list []string) []byte {
	b = append(append(b, before...), '[')
	for i, text := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = strictfile.AppendQuoted(b, text)
	}
	return append(b, ']')
}

var headings = []string{"format", "victim", "suspect", "place", "strength", "signs", "references", "first", "last", "areas", "labels", "items"}

// Group writes a group.
func (w *Writer) Group(g *sift.Group) error {
	w.n++
	switch w.format {
	case "ndjson":
		w.line = append(appendGroup(w.line[:0], g), '\n')
		_, err := w.out.Write(w.line)
		return err
	case "csv":
		return w.row(g)
	case "markdown":
		_, err := io.WriteString(w.out, page(w.n, g, "## ", "- "))
		return err
	}
	_, err := io.WriteString(w.out, page(w.n, g, "", "    "))
	return err
}

func (w *Writer) row(g *sift.Group) error {
	if w.n == 1 {
		w.csv.Write(headings)
	}
	var signs []string
	for _, s := range g.Signs {
		signs = append(signs, s.ID)
	}
	row := []string{g.Format, g.Victim, g.Suspect, g.Place, fmt.Sprint(g.Strength), list(signs), list(g.References), g.First, g.Last, list(g.Areas), list(g.Labels), list(g.Items)}
	for i := range row {
		row[i] = table.Guard(row[i])
	}
	return w.csv.Write(row)
}

func list(all []string) string { return strings.Join(all, ";") }

// page returns a group for people. head and item begin its lines.
func page(n int, g *sift.Group, head, item string) string {
	var b strings.Builder
	below := ""
	if !g.Listed() {
		below = ", below the threshold"
	}
	fmt.Fprintf(&b, "%s%d. %s: strength %d%s\n", head, n, plain(g.Who()), g.Strength, below)
	line := func(label string, values []string) {
		if len(values) > 0 {
			fmt.Fprintf(&b, "%s%s: %s\n", item, label, plain(strings.Join(values, ", ")))
		}
	}
	fmt.Fprintf(&b, "%s%s to %s\n", item, plain(known(g.First)), plain(known(g.Last)))
	line("references", g.References)
	line("recorded as", g.Labels)
	line("areas", g.Areas)
	for _, s := range g.Signs {
		kind := "sign"
		if s.Note() {
			kind = "note"
		}
		quote := ""
		if s.Quote != "" {
			quote = ` "…` + plain(s.Quote) + `…"`
		}
		fmt.Fprintf(&b, "%s%s: %s%s\n", item, kind, s.Why, quote)
	}
	line("questions that it bears on", g.Items)
	b.WriteString("\n")
	return b.String()
}

func known(date string) string {
	if date == "" {
		return "date not known"
	}
	return date
}

// plain returns a text on one line.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

// End ends the output: for people it says how many groups there were and what a flag is
// not.
func (w *Writer) End(groups, listed, shown int) error {
	switch w.format {
	case "ndjson":
		return nil
	case "csv":
		if w.n == 0 {
			w.csv.Write(headings)
		}
		w.csv.Flush()
		return w.csv.Error()
	}
	_, err := fmt.Fprintf(w.out, "%d of %d groups are listed; %d shown. %s\n", listed, groups, shown, Limits)
	return err
}
