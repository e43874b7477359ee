package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the template and the style sheet
	"encoding/base64"
	"html/template"
	"slices"
	"strings"

	"stalkrisk/assess/late"
	"stalkrisk/assess/termtext"
)

// All of a page's text goes into the template as plain strings, which html/template
// escapes for where they appear. No value of it is ever one that html/template takes
// for markup as it is; a test looks for such types in the whole program. Characters
// that could turn the direction of the text or that cannot be seen are written as
// codes first, as in every format.

//go:embed html.tmpl
var htmlSource string

//go:embed style.css
var styleSheet string

// htmlTemplate parses the template when a page is first written, so that no other
// command waits for it.
var htmlTemplate = late.Value[*template.Template]{Make: func() *template.Template {
	t := template.Must(template.New("page").Parse(htmlSource))
	template.Must(t.New("style").Parse(styleSheet))
	return t
}}

// document is a page as the template takes it.
type document struct {
	Title     string
	StyleHash string // by which the page allows its own style sheet, and no other
	Projector bool   // it is shown to a room: everything is larger
	Contents  bool   // it is long: with a list of its sections, each of which can be closed
	Lead      []part // before the first section
	Sections  []section
}

type section struct {
	Number  int
	Heading string
	Wide    bool // it holds a drawing or a table, which needs the whole width
	Apart   bool // it begins a page on paper
	Foot    bool // it has no heading, and is not in the list of sections
	Parts   []part
}

// part is one block below a heading, or the items of one list.
type part struct {
	Heading string
	Level   int
	Line    line
	Ordered bool
	List    []listItem
	Quote   []string
	Picture string
	Drawing *drawnPart
	Table   *tablePart
	Bars    []drawnBar
}

// tablePart is a table of counts, or of texts in two languages.
type tablePart struct {
	Caption  string
	Head     []string
	Rows     [][]string
	Language string // of the second column of a table of texts
	Written  bool   // to be filled in by hand
}

type line struct{ Label, Text string }

// Fields reports whether the list is of lines to write on by hand, which may stand side
// by side.
func (p part) Fields() bool {
	return !p.Ordered && slices.ContainsFunc(p.List, func(i listItem) bool { return i.Line.Rule() && i.Below == nil })
}

// Rule reports whether the line is there to be written on by hand.
func (l line) Rule() bool { return l.Text == noteLine }

type listItem struct {
	Number int
	Line   line
	Below  []line
}

type drawnPart struct {
	Views   []view
	Key     []string
	Caption string
	Rows    []drawnRow
}

// manySections is from how many sections on a page has a list of them.
const manySections = 14

// webPage returns the blocks of a page as one HTML file that needs nothing else.
func webPage(blocks []block) ([]byte, error) {
	hash := sha256.Sum256([]byte(styleSheet))
	d := documentOf(blocks)
	d.StyleHash = "sha256-" + base64.StdEncoding.EncodeToString(hash[:])
	d.Contents = len(d.Sections) >= manySections
	var out bytes.Buffer
	if err := htmlTemplate.Get().Execute(&out, d); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// documentOf puts blocks below their headings. The first heading is the title. A later
// one of the first level, which begins the second page of several in one file, becomes
// a section, and the headings below it move down with it.
func documentOf(blocks []block) *document {
	d := &document{}
	down := 0
	for i := range blocks {
		b := &blocks[i]
		if b.foot && (len(d.Sections) == 0 || !d.Sections[len(d.Sections)-1].Foot) {
			d.begin("")
			d.Sections[len(d.Sections)-1].Foot = true
		}
		switch level := b.level + down; {
		case b.kind != headingBlock:
			d.add(b)
		case b.level == 1 && d.Title == "":
			d.Title, d.Projector = oneLine(b.text), b.room
		case b.level == 1:
			down = 1
			d.begin(b.text)
		case level <= 2 || len(d.Sections) == 0:
			d.begin(b.text)
		default:
			parts := d.parts()
			*parts = append(*parts, part{Heading: oneLine(b.text), Level: level})
		}
	}
	return d
}

func (d *document) begin(heading string) {
	d.Sections = append(d.Sections, section{Number: len(d.Sections) + 1, Heading: oneLine(heading)})
}

// parts returns the parts of the latest section.
func (d *document) parts() *[]part {
	if n := len(d.Sections); n > 0 {
		return &d.Sections[n-1].Parts
	}
	return &d.Lead
}

// add adds a block to the latest section. An item goes into the list before it.
func (d *document) add(b *block) {
	parts := d.parts()
	lineOf := line{oneLine(b.label), oneLine(b.text)}
	n := len(*parts) - 1
	switch b.kind {
	case itemBlock:
		if n < 0 || (*parts)[n].List == nil || (*parts)[n].Ordered != (b.number > 0) {
			*parts = append(*parts, part{Ordered: b.number > 0})
			n++
		}
		(*parts)[n].List = append((*parts)[n].List, listItem{Number: b.number, Line: lineOf})
	case subBlock:
		if n < 0 || (*parts)[n].List == nil {
			*parts = append(*parts, part{List: []listItem{{Line: lineOf}}})
			return
		}
		list := (*parts)[n].List
		list[len(list)-1].Below = append(list[len(list)-1].Below, lineOf)
	case quoteBlock:
		if lines := quoted(b.text); lines != nil {
			*parts = append(*parts, part{Quote: lines})
		}
	case pictureBlock:
		*parts = append(*parts, part{Picture: b.text})
	case drawingBlock:
		d.addDrawing(b)
	case tableBlock:
		d.widen()
		clean := func(row []string) []string {
			return each(row, func(cell string) string { return oneLine(strings.Trim(cell, "_")) })
		}
		*parts = append(*parts, part{Table: &tablePart{oneLine(b.text), clean(b.rows[0]), each(b.rows[1:], clean), b.language, b.written}})
	case chartBlock:
		d.widen()
		*parts = append(*parts, part{Bars: b.chart.drawn()})
	default:
		*parts = append(*parts, part{Line: lineOf})
	}
}

// addDrawing adds a drawing, in a section of its own if it has a heading.
func (d *document) addDrawing(b *block) {
	if b.text != "" {
		d.begin(b.text)
		d.Sections[len(d.Sections)-1].Apart = true
	}
	d.widen()
	parts := d.parts()
	*parts = append(*parts, part{Drawing: &drawnPart{b.drawing.views(), b.drawing.key(), "The same incidents as a table", b.drawing.rows}})
}

// widen lets the latest section have the whole width, also because browsers break a table
// beside its heading in the middle of a row when they print it.
func (d *document) widen() {
	if n := len(d.Sections); n > 0 {
		d.Sections[n-1].Wide = true
	}
}

// quoted returns the lines of a quotation that are not empty.
func quoted(text string) (lines []string) {
	for l := range strings.SplitSeq(termtext.Clean(text), "\n") {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// Loud reports whether the label is one that must be seen first.
func (l line) Loud() bool {
	return slices.ContainsFunc(loudLabels, func(loud string) bool { return l.Label == loud || strings.HasPrefix(l.Label, loud+",") })
}

// Level reports whether the line says the level, which must be found at a glance.
func (l line) Level() bool { return l.Label == levelLabel }

// levelLabel is the label of the line that says the level.
const levelLabel = "Level"

var loudLabels = []string{"ACT NOW", "HELP", "NOT KNOWN", "WELFARE NOW", "RESTRICTED", "OVERDUE", "REVIEW MISSED", "NOT CHECKED", "SAFE CONTACT NOT ASKED", "EARLIER ACT NOW", "DRAFT", "TRAINING"}
