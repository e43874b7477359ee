package strictfile

import (
	"errors"
	"fmt"
)

// errStopped is returned when a document cannot be parsed any further. The reason has
// already been reported as a fault.
var errStopped = errors.New("cannot be parsed further")

// builder makes the tree of one document, from JSON or YAML.
type builder struct {
	limits limits
	reporter
	values int    // nodes made
	merges int    // duplicate keys so far
	slab   []Node // allocated, but not used yet
}

// node returns a new node, or errStopped if the document has too many values.
func (b *builder) node(k Kind, line, column int) (*Node, error) {
	b.values++
	if b.values > b.limits.values {
		b.fault(line, column, CodeTooLarge, fmt.Sprintf("more than %d values in one document; divide it", b.limits.values))
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

// tooDeep reports a list or object that is nested too deeply.
func (b *builder) tooDeep(line, column int) {
	b.fault(line, column, codeTooDeep, fmt.Sprintf("nested more than %d deep; this part is not read", b.limits.depth))
}

// object collects the fields of an object and finds duplicate keys.
type object struct {
	fields []Field
	places map[string]int // index of each key; only made for large objects
}

const (
	few        = 4 // fields, as most objects have at most
	manyFields = 32
)

// newObject returns an object without fields, and with memory for some.
func newObject(room int) object { return object{fields: make([]Field, 0, room)} }

// put adds a field, or merges it into the one with the same key.
func (b *builder) put(o *object, f Field) {
	if i := o.add(f); i >= 0 {
		b.mergeField(&o.fields[i], f)
	}
}

// add adds a field and returns -1, or the index of the one with the same key.
func (o *object) add(f Field) int {
	if i := o.find(f.Key); i >= 0 {
		return i
	}
	o.fields = append(o.fields, f)
	if o.places != nil {
		o.places[f.Key] = len(o.fields) - 1
	}
	return -1
}

// find returns the index of a key, or -1.
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
