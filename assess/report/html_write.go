package report

import (
	"bytes"
	"fmt"
	"html"
	"strings"
)

// markup is a piece of a page that is written as it is. Only the constants here and in
// html_write_drawing.go are: a test refuses to make one of a text, so that no word of a
// case can be taken for an element or an attribute.
type markup string

// pageWriter writes a page. Attributes are in quotes, and hold numbers, classes and our
// own words; the words of a case are put only where text may be.
type pageWriter struct{ bytes.Buffer }

// put writes a piece with the values in the places of its %. Whatever is not markup is
// escaped.
func (w *pageWriter) put(piece markup, values ...any) {
	rest := string(piece)
	for _, v := range values {
		before, after, _ := strings.Cut(rest, "%")
		w.WriteString(before)
		if m, ok := v.(markup); ok {
			w.WriteString(string(m))
		} else {
			w.WriteString(html.EscapeString(fmt.Sprint(v)))
		}
		rest = after
	}
	w.WriteString(rest)
}

// when returns a piece if it belongs there.
func when(belongs bool, piece markup) markup {
	if belongs {
		return piece
	}
	return ""
}

func (w *pageWriter) document(d *document) {
	w.put(`<!doctype html>
<html lang="en-GB"%>
<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '%'; base-uri 'none'; form-action 'none'">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>%</title>
<style>`, when(d.Projector, ` class="projector"`), d.StyleHash, d.Title)
	w.WriteString(styleSheet) // it has no %, and no comments: its hash is that of what is written
	length := markup("short")
	if d.Contents {
		length = "long"
	}
	w.put(`</style>
</head>
<body class="%">
<header>
<h1>%</h1>
`, length, d.Title)
	w.parts(d.Lead)
	w.put("</header>\n")
	if d.Contents {
		w.contents(d)
	}
	w.put("<main>\n")
	for i := range d.Sections {
		w.section(&d.Sections[i], d.Contents)
	}
	w.put("</main>\n</body>\n</html>\n")
}

func (w *pageWriter) contents(d *document) {
	w.put("<nav aria-label=\"Contents\">\n<ul>\n")
	for i := range d.Sections {
		if s := &d.Sections[i]; !s.Foot {
			w.put("<li><a href=\"#s%\">%</a></li>\n", s.Number, s.Heading)
		}
	}
	w.put("</ul>\n</nav>\n")
}

// section writes a section, which can be closed if the page is long.
func (w *pageWriter) section(s *section, long bool) {
	if s.Foot {
		w.put("<footer>\n")
		w.parts(s.Parts)
		w.put("</footer>\n")
		return
	}
	across := when(s.Wide, ` class="across"`)
	if s.Wide && s.Apart {
		across = ` class="across apart"`
	}
	w.put("<section id=\"s%\"%>\n", s.Number, across)
	if long {
		w.put("<details open>\n<summary><h2>%</h2></summary>\n", s.Heading)
		w.parts(s.Parts)
		w.put("</details>\n")
	} else {
		w.put("<h2>%</h2>\n<div>\n", s.Heading)
		w.parts(s.Parts)
		w.put("</div>\n")
	}
	w.put("</section>\n")
}

func (w *pageWriter) parts(parts []part) {
	for i := range parts {
		w.part(&parts[i])
	}
}

func (w *pageWriter) part(p *part) {
	switch {
	case p.Heading != "" && p.Level == 3:
		w.put("<h3>%</h3>\n", p.Heading)
	case p.Heading != "":
		w.put("<h4>%</h4>\n", p.Heading)
	case len(p.List) > 0:
		w.list(p)
	case len(p.Quote) > 0:
		w.put("<blockquote>\n")
		for _, l := range p.Quote {
			w.put("<p dir=\"auto\">%</p>\n", l)
		}
		w.put("</blockquote>\n")
	case p.Picture != "":
		w.put("<pre>%</pre>\n", p.Picture)
	case p.Drawing != nil:
		w.drawing(p.Drawing)
	case p.Table != nil:
		w.table(p.Table)
	case len(p.Bars) > 0:
		w.bars(p.Bars)
	default:
		class := when(p.Line.Label != "", ` class="call"`)
		if p.Line.Loud() {
			class = ` class="loud"`
		}
		w.put("<p%>", class)
		w.line(p.Line)
		w.put("</p>\n")
	}
}

func (w *pageWriter) list(p *part) {
	if p.Ordered {
		w.put("<ol>\n")
	} else {
		w.put("<ul%>\n", when(p.Fields(), ` class="fields"`))
	}
	for _, i := range p.List {
		if p.Ordered {
			w.put(`<li value="%">`, i.Number)
		} else {
			w.put("<li>")
		}
		w.item(&i)
		w.put("</li>\n")
	}
	if p.Ordered {
		w.put("</ol>\n")
	} else {
		w.put("</ul>\n")
	}
}

func (w *pageWriter) item(i *listItem) {
	w.line(i.Line)
	if len(i.Below) == 0 {
		return
	}
	w.put("\n<ul>\n")
	for _, l := range i.Below {
		w.put("<li>")
		w.line(l)
		w.put("</li>\n")
	}
	w.put("</ul>\n")
}

func (w *pageWriter) line(l line) {
	switch {
	case l.Label == "":
		w.put("%", l.Text)
	case l.Rule():
		w.put(`<span class="line"><strong>%:</strong> <span class="rule"></span></span>`, l.Label)
	case l.Text == "":
		w.put("<strong>%</strong>", l.Label)
	default:
		class := when(l.Level(), ` class="level"`)
		if l.Loud() {
			class = ` class="alarm"`
		}
		w.put("<strong%>%:</strong> <bdi>%</bdi>", class, l.Label, l.Text)
	}
}

// table writes a table of counts, of texts in two languages, or to be filled in by hand.
func (w *pageWriter) table(t *tablePart) {
	class := markup("counts")
	switch {
	case t.Language != "":
		class = "texts"
	case t.Written:
		class = "written"
	}
	w.put("<table class=\"%\">\n", class)
	if t.Caption != "" && t.Language == "" {
		w.put("<caption>%</caption>\n", t.Caption)
	}
	w.put("<thead><tr>")
	for _, h := range t.Head {
		w.put(`<th scope="col">%</th>`, h)
	}
	w.put("</tr></thead>\n<tbody>\n")
	for _, row := range t.Rows {
		w.put("<tr>")
		for i, cell := range row {
			switch {
			case t.Language != "" && i == 1:
				w.put(`<td lang="%" dir="auto"><bdi>%</bdi></td>`, t.Language, cell)
			case t.Language != "":
				w.put("<td><bdi>%</bdi></td>", cell)
			case !t.Written && i == 0:
				w.put(`<th scope="row"><bdi>%</bdi></th>`, cell)
			default:
				w.put("<td>%</td>", cell)
			}
		}
		w.put("</tr>\n")
	}
	w.put("</tbody>\n</table>\n")
}
