package strictfile

import (
	"cmp"
	"encoding"
	"reflect"
	"slices"
	"strconv"
)

// Encode returns the tree of v, a value or a pointer to one: the inverse of
// Decode. Keys come in the order of the struct, those of a map in byte order.
// For a nil pointer or form it returns nil.
func (s *Shapes) Encode(v any) *Node {
	r := reflect.ValueOf(v)
	if r.Kind() != reflect.Pointer { // forms need something that can be pointed to
		at := reflect.New(r.Type())
		at.Elem().Set(r)
		r = at
	}
	if r.IsNil() {
		return nil
	}
	return s.node(s.plan(r.Type().Elem()), r.Elem())
}

func (s *Shapes) node(p *plan, v reflect.Value) *Node { return p.encode(s, p, v) }

func (s *Shapes) pointerNode(p *plan, v reflect.Value) *Node {
	if v.IsNil() {
		return nil
	}
	return s.node(p.elem, v.Elem())
}

func (s *Shapes) textNode(_ *plan, v reflect.Value) *Node {
	return &Node{Kind: String, Text: v.String()}
}

func (s *Shapes) wholeNode(_ *plan, v reflect.Value) *Node {
	return &Node{Kind: Number, Text: strconv.FormatInt(v.Int(), 10)}
}

func (s *Shapes) boolNode(_ *plan, v reflect.Value) *Node {
	return &Node{Kind: Bool, Text: strconv.FormatBool(v.Bool())}
}

func (s *Shapes) objectNode(p *plan, v reflect.Value) *Node {
	n := &Node{Kind: Object, Fields: make([]Field, 0, len(p.fields))}
	for i := range p.fields {
		f := &p.fields[i]
		value := v.FieldByIndex(f.place)
		if f.omitZero && zero(value) || f.omitEmpty && empty(value) {
			continue
		}
		if made := s.node(f.plan, value); made != nil {
			n.Fields = append(n.Fields, Field{Key: f.name, Value: made})
		}
	}
	return n
}

// listNode keeps the place of an entry that is nothing by an empty object.
func (s *Shapes) listNode(p *plan, v reflect.Value) *Node {
	n := &Node{Kind: List, Items: make([]*Node, 0, v.Len())}
	for i := range v.Len() {
		item := s.node(p.elem, v.Index(i))
		if item == nil {
			item = &Node{Kind: Object}
		}
		n.Items = append(n.Items, item)
	}
	return n
}

func (s *Shapes) mapNode(p *plan, v reflect.Value) *Node {
	n := &Node{Kind: Object}
	for _, k := range v.MapKeys() {
		at := reflect.New(p.elem.typ).Elem()
		at.Set(v.MapIndex(k))
		if made := s.node(p.elem, at); made != nil {
			n.Fields = append(n.Fields, Field{Key: k.String(), Value: made})
		}
	}
	slices.SortFunc(n.Fields, func(a, b Field) int { return cmp.Compare(a.Key, b.Key) })
	return n
}

// spelling returns a type's own text; "" if it has none.
func (s *Shapes) spelling(_ *plan, v reflect.Value) *Node {
	n := &Node{Kind: String}
	if m, ok := v.Addr().Interface().(encoding.TextMarshaler); ok {
		if b, err := m.MarshalText(); err == nil {
			n.Text = string(b)
		}
	}
	return n
}

// zero is what omitzero leaves out.
func zero(v reflect.Value) bool {
	if z, ok := v.Interface().(interface{ IsZero() bool }); ok {
		return z.IsZero()
	}
	return v.IsZero()
}

// empty is what omitempty leaves out.
func empty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String, reflect.Slice, reflect.Map:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}
