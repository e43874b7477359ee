package strictfile

import (
	"strings"
	"unicode/utf8"
)

// places finds the line and column of offsets into a text. The offsets must come in
// rising order, so that the text is read once.
type places struct {
	text   string
	offset int
	line   int // of offset, from 0
	column int // of offset, from 0
}

// of returns line and column, from 1, of the byte at that offset.
func (p *places) of(offset int) (line, column int) {
	if offset > p.offset && offset <= len(p.text) {
		passed := p.text[p.offset:offset]
		if last := strings.LastIndexByte(passed, '\n'); last >= 0 {
			p.line += strings.Count(passed, "\n")
			p.column = 0
			passed = passed[last+1:]
		}
		p.column += utf8.RuneCountInString(passed)
		p.offset = offset
	}
	return p.line + 1, p.column + 1
}
