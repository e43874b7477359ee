package strictfile

import (
	"cmp"
	"encoding"
	"reflect"
	"slices"
	"strconv"
)

// Encode returns the tree of v, which is a value or a pointer to one. It is the
// inverse of Decode. Fields keep the order of the struct; map keys are sorted. It
// returns nil for a nil pointer, or if the form of v returns nil.
func (s *Shapes) Encode(v any) *Node {
	r := reflect.ValueOf(v)
	if r.Kind() != reflect.Pointer { // forms need an addressable value
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

// listNode writes an entry without a value as an empty object, so that the others
// keep their places.
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

// spelling returns the text that v marshals itself to, or "" if it cannot.
func (s *Shapes) spelling(_ *plan, v reflect.Value) *Node {
	n := &Node{Kind: String}
	if m, ok := v.Addr().Interface().(encoding.TextMarshaler); ok {
		if b, err := m.MarshalText(); err == nil {
			n.Text = string(b)
		}
	}
	return n
}

// zero reports whether omitzero leaves v out.
func zero(v reflect.Value) bool {
	if z, ok := v.Interface().(interface{ IsZero() bool }); ok {
		return z.IsZero()
	}
	return v.IsZero()
}

// empty reports whether omitempty leaves v out.
func empty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String, reflect.Slice, reflect.Map:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}
