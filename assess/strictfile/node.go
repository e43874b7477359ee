package strictfile

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
)

// Kind is the kind of value in a node.
type Kind uint8

// The kinds of node. An Unclear node has already been reported (for example, because
// its key was given twice with different values) and is decoded as absent.
const (
	Unclear Kind = iota
	Object
	List
	String
	Number
	Bool
	Null
)

// Node is a value in a file, and its place there.
type Node struct {
	Kind   Kind
	bare   bool    // a number in YAML without quotes, which may also be meant as text
	Text   string  // of a String, or of a Number or Bool exactly as it was written
	Fields []Field // of an Object, in file order, each key once
	Items  []*Node // of a List
	Line   int     // from 1; 0 in a tree that was not read from a file
	Column int     // in characters, from 1; 0 as Line
}

// Field is a key of an object with its value, and the place of the key.
type Field struct {
	Key          string
	Value        *Node
	Line, Column int

	nth int // in the object as it was written, from 1; 0 if it was not read from a file
}

// isText reports whether n is text, or may be meant as text.
func (n *Node) isText() bool { return n.Kind == String || n.Kind == Number && n.bare }

// Document is one value of a file, with its problems. Root is nil if it cannot be
// parsed; then there is at least one problem.
type Document struct {
	Root     *Node
	Problems []assess.Problem
}

// Field returns the value of the key, or nil if n is nil, is not an object or does
// not have it.
func (n *Node) Field(key string) *Node {
	if n == nil {
		return nil
	}
	for i := range n.Fields {
		if n.Fields[i].Key == key {
			return n.Fields[i].Value
		}
	}
	return nil
}

// List returns the entries of a list, or nil if n is nil or not a list.
func (n *Node) List() []*Node {
	if n == nil {
		return nil
	}
	return n.Items
}

// Find returns the node at the path of a problem, such as "items[3].source[0]" or
// "responses.stalking.weapon". If the path leads to nothing, it returns the last node
// on the way; it returns nil only if n is nil.
func (n *Node) Find(path string) *Node {
	for n != nil && path != "" {
		var step string
		step, path = firstStep(path)
		next := n.child(step)
		if next == nil {
			return n
		}
		n = next
	}
	return n
}

// firstStep takes the first key, "#3" or "[3]" off a path.
func firstStep(path string) (step, rest string) {
	if end := strings.IndexByte(path, ']'); path[0] == '[' && end > 0 {
		return path[:end+1], strings.TrimPrefix(path[end+1:], ".")
	}
	end := strings.IndexAny(path[1:], ".[") + 1
	if end == 0 {
		return path, ""
	}
	return path[:end], strings.TrimPrefix(path[end:], ".")
}

// child returns the node one step below n, or nil.
func (n *Node) child(step string) *Node {
	switch step[0] {
	case '[':
		if i, err := strconv.Atoi(strings.Trim(step, "[]")); err == nil && i >= 0 && i < len(n.Items) {
			return n.Items[i]
		}
		return nil
	case '#':
		nth, err := strconv.Atoi(step[1:])
		if i := slices.IndexFunc(n.Fields, func(f Field) bool { return f.nth == nth }); err == nil && nth > 0 && i >= 0 {
			return n.Fields[i].Value
		}
	}
	return n.Field(step)
}

// place returns the position of field i in the object as it was written, from 1.
func (n *Node) place(i int) int {
	return cmp.Or(n.Fields[i].nth, i+1)
}
