package strictfile

import (
	"errors"
	"fmt"
)

// errStopped ends the parsing of a document; its problem is among the faults.
var errStopped = errors.New("cannot be parsed further")

// builder makes the tree of one document, from JSON or YAML.
type builder struct {
	limits Limits
	reporter
	values int    // nodes made
	merges int    // keys given twice whose values were merged
	slab   []Node // nodes to be used next
}

// node makes a node. It fails when there are too many.
func (b *builder) node(k Kind, line, column int) (*Node, error) {
	b.values++
	if b.values > b.limits.Values {
		b.fault(line, column, CodeTooLarge, fmt.Sprintf("more than %d values in one document; divide it", b.limits.Values))
		return nil, errStopped
	}
	if len(b.slab) == 0 {
		b.slab = make([]Node, 64)
	}
	n := &b.slab[0]
	b.slab = b.slab[1:]
	n.Kind, n.Line, n.Column = k, line, column
	return n, nil
}

// tooDeep names a list or object that is nested too deeply.
func (b *builder) tooDeep(line, column int) {
	b.fault(line, column, CodeTooDeep, fmt.Sprintf("nested more than %d deep; this part is not read", b.limits.Depth))
}

// object collects the fields of an object and finds those given twice.
type object struct {
	fields []Field
	places map[string]int // made when there are many
}

const manyFields = 32

// put adds a field, or merges it into the one that has its key.
func (b *builder) put(o *object, f Field) {
	i := o.find(f.Key)
	if i < 0 {
		o.fields = append(o.fields, f)
		if o.places != nil {
			o.places[f.Key] = len(o.fields) - 1
		}
		return
	}
	b.given(&o.fields[i], f)
}

// find returns the place of a key, or -1.
func (o *object) find(key string) int {
	if len(o.fields) > manyFields && o.places == nil {
		o.places = make(map[string]int, 2*len(o.fields))
		for i := range o.fields {
			o.places[o.fields[i].Key] = i
		}
	}
	if o.places != nil {
		if i, ok := o.places[key]; ok {
			return i
		}
		return -1
	}
	for i := range o.fields {
		if o.fields[i].Key == key {
			return i
		}
	}
	return -1
}
