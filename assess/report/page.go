package report

import (
	"strconv"
	"strings"

	"stalkrisk/assess"
)

// blockKind is how a block is laid out.
type blockKind uint8

const (
	headingBlock blockKind = iota // level 1 to 3
	paraBlock                     // label and text
	itemBlock                     // list item; number 0 means a bullet
	subBlock                      // below an item
	quoteBlock                    // somebody's words, with their line breaks
	pictureBlock                  // our own lines, with every space kept
	drawingBlock                  // incidents in time; left out where nothing can be drawn
	tableBlock                    // rows of counts below a caption, or of texts in two languages
	chartBlock                    // a bar for each question; left out where nothing can be drawn
)

// block is one piece of a page. Label and text are plain text as recorded; only the
// renderers escape, and they escape everything.
type block struct {
	kind          blockKind
	level, number int
	label, text   string
	drawing       *drawing
	chart         *chart
	rows          [][]string // of a table: the headings first, and in each row its name first
	language      string     // of a table of texts, the code of that of the second column; "" if the cells are numbers
	undrawn       bool       // says what a drawing shows, so it is left out where there is one
	written       bool       // of a table: it is filled in by hand
	room          bool       // of the first heading: the page is shown to a room
	foot          bool       // below the last section of the page, and no part of it
}

// page is a report laid out, the same for every format except JSON.
type page struct {
	blocks []block
	show   Show    // of a report
	works  []Cited // that were cited so far, in the order of their numbers
	mark   string  // goes before every heading until it is cleared

	leftOut int // lines of guidance and services that did not fit
}

func (p *page) add(b block) { p.blocks = append(p.blocks, b) }

func (p *page) heading(level int, text string) {
	p.add(block{kind: headingBlock, level: level, text: p.mark + text})
}

func (p *page) say(text string) { p.add(block{kind: paraBlock, text: text}) }

// warn adds a paragraph that begins with label in bold.
func (p *page) warn(label, text string) { p.add(block{kind: paraBlock, label: label, text: text}) }

// toARoom begins a page that is shown to a room, so that everything on it is larger.
func (p *page) toARoom(text string) {
	p.add(block{kind: headingBlock, level: 1, text: text, room: true})
}

// practice adds a warning if the page is about a practice case. id is "" if not.
func (p *page) practice(id string) {
	if id != "" {
		p.warn("TRAINING", "This is a practice case ("+id+"). Nobody in it is real.")
	}
}

func (p *page) items(sentences []string) { p.list("", sentences) }

// list adds an item for each text.
func (p *page) list(label string, texts []string) {
	for _, t := range texts {
		p.item(label, t)
	}
}

func (p *page) item(label, text string) { p.add(block{kind: itemBlock, label: label, text: text}) }

func (p *page) number(n int, label, text string) {
	p.add(block{kind: itemBlock, number: n, label: label, text: text})
}

func (p *page) sub(label, text string) {
	if !blank(text) {
		p.add(block{kind: subBlock, label: label, text: text})
	}
}

// fact adds an item unless text is blank.
func (p *page) fact(label, text string) {
	if !blank(text) {
		p.item(label, text)
	}
}

func (p *page) quote(text string) { p.add(block{kind: quoteBlock, text: text}) }

// end adds the last section: the limits, and the program and format.
func (p *page) end(limits []string, tool assess.Tool, format string) {
	p.heading(2, "Limits")
	p.items(limits)
	p.item("Program", joined(" ", tool.Name, tool.Version)+"; format "+format)
}

// picture adds lines drawn by the program. They must hold no free text.
func (p *page) picture(lines []string) {
	p.add(block{kind: pictureBlock, text: strings.Join(lines, "\n")})
}

// draw adds a drawing, below a heading of its own unless that is "". It adds neither if
// there is nothing to draw.
func (p *page) draw(heading string, d *drawing) {
	if d != nil {
		p.add(block{kind: drawingBlock, text: heading, drawing: d})
	}
}

// table adds rows of counts. The first row holds the headings, the first cell of each
// row says what it is.
func (p *page) table(caption string, rows [][]string) {
	p.add(block{kind: tableBlock, text: caption, rows: rows})
}

// inWords marks the blocks from number start on as saying what a drawing shows.
func (p *page) inWords(start int) {
	for i := start; i < len(p.blocks); i++ {
		p.blocks[i].undrawn = true
	}
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// joined joins the parts that are not blank, with between between them.
func joined(between string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if !blank(p) {
			out = append(out, p)
		}
	}
	return strings.Join(out, between)
}

// led returns lead and s, or "" if s is blank.
func led(lead, s string) string {
	if blank(s) {
		return ""
	}
	return lead + s
}

// inList reports whether a kind of block is part of a list.
func inList(k blockKind) bool { return k == itemBlock || k == subBlock }

// apart reports whether an empty line goes before block i: always, except inside a
// list. A change between bullets and numbers begins a new list.
func apart(blocks []block, i int) bool {
	b := &blocks[i]
	if !inList(b.kind) || !inList(blocks[i-1].kind) {
		return true
	}
	if b.kind == subBlock {
		return false
	}
	for k := i - 1; k >= 0; k-- {
		if blocks[k].kind == itemBlock {
			return (blocks[k].number > 0) != (b.number > 0)
		}
	}
	return true
}

// bullet returns the bullet or number of an item.
func bullet(b *block) string {
	if b.number > 0 {
		return strconv.Itoa(b.number) + ". "
	}
	return "- "
}

// labelled returns "label: text", or just one of them if the other is empty.
func labelled(b *block, strong, escape func(string) string) string {
	label, text := escape(b.label), escape(b.text)
	switch {
	case label == "":
		return text
	case text == "":
		return strong(label)
	}
	return strong(label+":") + " " + text
}
