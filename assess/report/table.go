package report

import (
	"slices"
	"strings"

	"stalkrisk/assess/termtext"
)

// Tables of counts: the first column is text, the others are numbers. (Tables of results
// and of what is due have no heading block and are written row by row.)

// Between columns of a table in text, and the least and the most width of its first one.
const (
	columnGap   = 2
	leastFirst  = 16
	mostFirst   = 44
	mostHeading = 10 // of a column of narrow cells, before its heading is wrapped
)

// textTable writes a table as aligned columns. If it does not fit the width, each row is
// a list item with its numbers by name.
func textTable(out *strings.Builder, b *block, width int) {
	if b.text != "" {
		out.WriteString(strings.Join(termtext.Wrap(oneLine(b.text), width), "\n") + "\n")
	}
	if b.language != "" {
		textList(out, b, width)
		return
	}
	widths := make([]int, len(b.rows[0]))
	heads := make([][]string, len(widths))
	first := 0
	for i := range widths {
		for _, row := range b.rows[1:] {
			widths[i] = max(widths[i], termtext.Width(oneLine(row[i])))
		}
		heads[i] = termtext.Wrap(oneLine(b.rows[0][i]), max(mostHeading, widths[i]))
		for _, l := range heads[i] {
			widths[i] = max(widths[i], termtext.Width(l))
		}
		if i > 0 {
			first += columnGap + widths[i]
		}
	}
	if widths[0] = min(widths[0], mostFirst, width-first); widths[0] < leastFirst && first+widths[0] >= width {
		listTable(out, b, width)
		return
	}
	heads[0] = termtext.Wrap(oneLine(b.rows[0][0]), widths[0])
	tableHeads(out, heads, widths)
	for _, row := range b.rows[1:] {
		name := termtext.Wrap(oneLine(row[0]), widths[0])
		for l, part := range name {
			line := make([]string, len(row))
			if line[0] = part; l == len(name)-1 {
				copy(line[1:], row[1:])
			}
			tableLine(out, line, widths)
		}
	}
}

// tableHeads writes the headings of a table, each with its last line at the bottom.
func tableHeads(out *strings.Builder, heads [][]string, widths []int) {
	tall := 0
	for _, h := range heads {
		tall = max(tall, len(h))
	}
	for l := range tall {
		line := make([]string, len(heads))
		for i, h := range heads {
			if at := l - (tall - len(h)); at >= 0 {
				line[i] = h[at]
			}
		}
		tableLine(out, line, widths)
	}
}

// tableLine writes one line of a table, the numbers to the right of their columns.
func tableLine(out *strings.Builder, cells []string, widths []int) {
	var line strings.Builder
	for i, cell := range cells {
		space := strings.Repeat(" ", max(0, widths[i]-termtext.Width(cell)))
		if i == 0 {
			line.WriteString(cell + space)
			continue
		}
		line.WriteString(strings.Repeat(" ", columnGap) + space + cell)
	}
	out.WriteString(strings.TrimRight(line.String(), " ") + "\n")
}

// listTable writes each row of a table as a list item.
func listTable(out *strings.Builder, b *block, width int) {
	for _, row := range b.rows[1:] {
		var cells []string
		for i, cell := range row[1:] {
			cells = append(cells, oneLine(b.rows[0][i+1])+" "+cell)
		}
		for _, l := range termtext.Hang("- ", "  ", oneLine(row[0])+": "+strings.Join(cells, ", "), width) {
			out.WriteString(l + "\n")
		}
	}
}

// textList writes each row of a table of texts as a list item, with a line for each cell.
func textList(out *strings.Builder, b *block, width int) {
	for _, row := range b.rows[1:] {
		for i, cell := range row[1:] {
			lead := strings.Repeat(" ", termtext.Width(row[0])+2)
			if i == 0 {
				lead = row[0] + ". "
			}
			for _, l := range termtext.Hang(lead, strings.Repeat(" ", len(lead)), oneLine(cell), width) {
				out.WriteString(l + "\n")
			}
		}
	}
}

// markdownTable writes a table as GitHub's Markdown has them.
func markdownTable(out *strings.Builder, b *block) {
	if b.text != "" {
		out.WriteString(escapeMarkdown(b.text) + "\n\n")
	}
	line := func(cells []string) { out.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	line(each(b.rows[0], escapeMarkdown))
	align := "--:"
	if b.language != "" {
		align = "---"
	}
	rule := slices.Repeat([]string{align}, len(b.rows[0]))
	rule[0] = "---"
	line(rule)
	for _, row := range b.rows[1:] {
		line(each(row, escapeMarkdown))
	}
}
