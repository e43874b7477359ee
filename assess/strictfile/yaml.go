package strictfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"stalkrisk/assess"
)

// ParseYAML reads the documents of a YAML stream. Empty documents are skipped; if all
// are empty, one document without a root reports that. A document that cannot be
// parsed does not affect the others. b is not kept.
func ParseYAML(b []byte) []Document { return fileLimits.parseYAML(b) }

func (l limits) parseYAML(b []byte) []Document {
	if len(b) > l.bytes {
		return []Document{refused(1, CodeTooLarge, l.tooLarge()+", or save it as JSON lines")}
	}
	b = bytes.TrimPrefix(b, byteOrderMark)
	if isJSON(b) {
		return []Document{newJSONParser(l, b).one()}
	}
	var docs []Document
	for c := range chunks(b) {
		docs = append(docs, l.parseChunk(c)...)
	}
	if len(docs) == 0 {
		docs = append(docs, refused(1, CodeEmpty, "nothing to read; if there should be, look for an earlier copy"))
	}
	return docs
}

// isJSON reports whether a text is one object in JSON. That is YAML too, but the
// library does not read the pairs of escapes in which JSON writes an emoji.
func isJSON(b []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(b, " \t\r\n"), []byte("{")) && json.Valid(b)
}

// refused returns a document that cannot be parsed, with its problem.
func refused(line int, code, message string) Document {
	return Document{nil, []assess.Problem{{Code: code, Message: message, Line: line}}}
}

// parseChunk reads the documents of a chunk. There is at most one, unless the chunk
// has line ends that only the library treats as such.
func (l limits) parseChunk(c chunk) (docs []Document) {
	var bad assess.Faults
	text := cleaned(c, &bad)
	if root := l.plainYAML(text, c.line); root != nil {
		return []Document{{root, bad.All()}}
	}
	if mayHold(c.text, l.values) {
		return []Document{refused(c.line, CodeTooLarge, fmt.Sprintf("more than %d values in one YAML document; divide it, or save it as JSON lines", l.values))}
	}
	in := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var y yaml.Node
		err := decodeYAML(in, &y)
		if err == io.EOF {
			break
		}
		if err != nil {
			code, message := inOurWords(err)
			docs = append(docs, refused(c.line+lineOf(err), code, message))
			break
		}
		if root := y.Content[0]; !blank(root) {
			docs = append(docs, l.build(root, c.line))
		}
	}
	if len(docs) > 0 {
		docs[0].Problems = append(bad.All(), docs[0].Problems...)
	}
	return docs
}

// decodeYAML reads one document. The library panics on some texts, mostly because of
// comments; decodeYAML then returns an error.
func decodeYAML(in *yaml.Decoder, y *yaml.Node) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("yaml: panic")
		}
	}()
	return in.Decode(y)
}

// lineOf returns the line, from 0, in an error of the library, or 0 if it names none.
// The library's parser counts lines from 0, its scanner from 1.
func lineOf(err error) int {
	rest, ok := strings.CutPrefix(err.Error(), "yaml: line ")
	if !ok {
		return 0
	}
	number, what, _ := strings.Cut(rest, ": ")
	line, _ := strconv.Atoi(number)
	for _, parsers := range []string{"did not find expected key", "did not find expected node content", "did not find expected ',' or", "did not find expected '-'", "did not find expected <", "found undefined tag handle", "found duplicate %", "found incompatible"} {
		if strings.HasPrefix(what, parsers) {
			return line
		}
	}
	return max(line-1, 0)
}

// inOurWords returns the code and message for an error of the library, whose own
// message quotes the file.
func inOurWords(err error) (code, message string) {
	s := err.Error()
	switch {
	case strings.Contains(s, "unknown anchor"):
		return codeAlias, "an alias without an anchor; write the value out, and quote text that begins with *"
	case strings.Contains(s, "exceeded max depth"):
		return codeTooDeep, "nested far too deep to be read; flatten it"
	case strings.Contains(s, "tab character"), strings.Contains(s, "cannot start any token"):
		return CodeSyntax, "invalid YAML near this line; indent with spaces, not tabs, and quote text that begins with a symbol"
	case strings.Contains(s, "mapping values are not allowed"):
		return CodeSyntax, "invalid YAML near this line; quote text that has a colon in it, and check the indents"
	case strings.Contains(s, "escape code"):
		return CodeSyntax, "half of a character, written as \\u and four digits as in JSON; write the character itself, or save JSON as .json"
	case strings.Contains(s, "unknown escape"):
		return CodeSyntax, "a backslash in double quotes; write it twice, or use single quotes"
	case strings.Contains(s, "end of stream"):
		return CodeSyntax, "a quote or bracket that opens near here is never closed; the file may have been cut off"
	}
	return CodeSyntax, "invalid YAML near this line; check the quotes, colons, brackets and indents"
}

// blank reports whether a document is empty.
func blank(y *yaml.Node) bool {
	return y.Kind == yaml.ScalarNode && y.Style == 0 && y.Value == "" && y.Anchor == ""
}

// build returns the tree of a document. line is the first line of its chunk in the
// file.
func (l limits) build(y *yaml.Node, line int) Document {
	b := yamlBuilder{builder: builder{limits: l}, above: line - 1}
	root, err := b.value(y, 1)
	if err != nil {
		root = nil
	}
	return Document{root, b.All()}
}

// yamlBuilder makes our tree from the library's.
type yamlBuilder struct {
	builder
	above int // lines of the file before the text that the library sees
}

func (b *yamlBuilder) value(y *yaml.Node, depth int) (*Node, error) {
	line := y.Line + b.above
	n, err := b.node(Unclear, line, y.Column)
	if err != nil {
		return nil, err
	}
	switch {
	case y.Kind == yaml.AliasNode: // never followed: a few hundred bytes could become millions of values
		b.fault(line, y.Column, codeAlias, "an alias; write the value out, and quote text that begins with *")
	case y.Style&yaml.TaggedStyle != 0:
		b.fault(line, y.Column, codeTag, "a tag; remove it, and quote text that begins with !")
	case y.Kind == yaml.ScalarNode:
		b.scalar(n, y)
	case depth > b.limits.depth:
		b.tooDeep(line, y.Column)
	case y.Kind == yaml.MappingNode:
		err = b.mapping(n, y, depth)
	case y.Kind == yaml.SequenceNode:
		err = b.sequence(n, y, depth)
	}
	return n, err
}

// scalar keeps what was written. Unquoted yes, no and dates are text, and a number
// keeps its digits.
func (b *yamlBuilder) scalar(n *Node, y *yaml.Node) {
	n.Kind, n.Text = String, y.Value
	switch y.ShortTag() {
	case "!!int", "!!float":
		n.Kind, n.bare = Number, true
	case "!!bool":
		n.Kind = Bool
	case "!!null":
		n.Kind, n.Text = Null, ""
	}
}

func (b *yamlBuilder) mapping(n *Node, y *yaml.Node, depth int) error {
	n.Kind = Object
	o := newObject(len(y.Content) / 2)
	for i := 0; i+1 < len(y.Content); i += 2 {
		k := y.Content[i]
		if !b.key(k, i/2+1) {
			continue
		}
		b.trail.key(k.Value, i/2+1)
		v, err := b.value(y.Content[i+1], depth+1)
		if err != nil {
			return err
		}
		b.put(&o, Field{k.Value, v, k.Line + b.above, k.Column, i/2 + 1})
		b.trail.up()
		y.Content[i], y.Content[i+1] = nil, nil // a node of the library is twice as large as ours
	}
	n.Fields = o.fields
	return nil
}

// key reports whether y can be a key: a scalar without a tag. If not, it adds a
// fault, and the value must be skipped.
func (b *yamlBuilder) key(y *yaml.Node, nth int) bool {
	code, what := codeBadKey, "is not plain text; write it as text"
	switch {
	case y.Kind == yaml.ScalarNode && y.ShortTag() == "!!merge":
		code, what = codeMergeKey, "is a merge key; write the keys out"
	case y.Kind == yaml.ScalarNode && y.Style&yaml.TaggedStyle == 0:
		return true
	}
	b.fault(y.Line+b.above, y.Column, code, "the "+ordinal(nth)+" key "+what)
	return false
}

func (b *yamlBuilder) sequence(n *Node, y *yaml.Node, depth int) error {
	n.Kind = List
	n.Items = make([]*Node, 0, len(y.Content))
	for i, item := range y.Content {
		b.trail.at(i)
		v, err := b.value(item, depth+1)
		if err != nil {
			return err
		}
		n.Items = append(n.Items, v)
		b.trail.up()
		y.Content[i] = nil
	}
	return nil
}
