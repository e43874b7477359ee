package strictfile

import (
	"cmp"
	"encoding"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
)

// plan is how a type is read and written. It is made once for each type.
type plan struct {
	typ     reflect.Type
	decode  func(*Decoder, *plan, *Node, reflect.Value)
	encode  func(*Shapes, *plan, reflect.Value) *Node
	longest int      // characters of a text
	words   []string // of a text that is one of them
	lowest  int      // of a whole number
	highest int
	elem    *plan          // of a list, a map or a pointer
	fields  []fieldPlan    // of an object
	byName  map[string]int // places in fields
	names   []string       // of the fields
	code    string         // of the problem, if a type cannot read its own text
	message string
}

type fieldPlan struct {
	name      string
	place     []int // in the struct
	omitEmpty bool
	omitZero  bool
	*plan
}

// plan returns the plan for a type.
func (s *Shapes) plan(t reflect.Type) *plan {
	if p, ok := s.made.Load(t); ok {
		return p.(*plan)
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	making := make(map[reflect.Type]*plan)
	p := s.make(t, making)
	for t, p := range making { // only finished plans are shared
		s.made.LoadOrStore(t, p)
	}
	return p
}

// make returns the plan for a type. making holds the plans that are not finished,
// because types can be recursive.
func (s *Shapes) make(t reflect.Type, making map[reflect.Type]*plan) *plan {
	if p, ok := s.made.Load(t); ok {
		return p.(*plan)
	}
	if p, ok := making[t]; ok {
		return p
	}
	p := &plan{}
	if own := s.own[t]; own != nil {
		*p = *own
	}
	p.typ = t
	making[t] = p
	if p.decode == nil { // it has no Form
		s.makeKind(p, making)
	}
	return p
}

// makeKind fills in a plan by the kind of its type.
func (s *Shapes) makeKind(p *plan, making map[reflect.Type]*plan) {
	t := p.typ
	switch {
	case reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		p.decode, p.encode = (*Decoder).spelt, (*Shapes).spelling
		if p.code == "" {
			p.code, p.message = CodeBadText, "not in the required form; see the manual"
		}
	case t.Kind() == reflect.String:
		p.makeText()
	case t.Kind() >= reflect.Int && t.Kind() <= reflect.Int64:
		p.makeWhole()
	case t.Kind() == reflect.Bool:
		p.decode, p.encode = (*Decoder).boolean, (*Shapes).boolNode
	case t.Kind() == reflect.Slice:
		p.decode, p.encode, p.elem = (*Decoder).list, (*Shapes).listNode, s.make(t.Elem(), making)
	case t.Kind() == reflect.Map && t.Key().Kind() == reflect.String:
		p.decode, p.encode, p.elem = (*Decoder).mapping, (*Shapes).mapNode, s.make(t.Elem(), making)
	case t.Kind() == reflect.Pointer:
		p.decode, p.encode, p.elem = (*Decoder).pointer, (*Shapes).pointerNode, s.make(t.Elem(), making)
	case t.Kind() == reflect.Struct:
		p.decode, p.encode = (*Decoder).object, (*Shapes).objectNode
		p.byName = make(map[string]int)
		s.makeFields(p, t, nil, making)
	default:
		panic(fmt.Sprintf("strictfile: a %s cannot be stored in a file", t))
	}
}

func (p *plan) makeText() {
	p.decode, p.encode = (*Decoder).text, (*Shapes).textNode
	p.longest = cmp.Or(p.longest, MaxText)
	if w, ok := reflect.Zero(p.typ).Interface().(interface{ Words() []string }); ok {
		p.decode, p.words = (*Decoder).word, w.Words()
	}
}

func (p *plan) makeWhole() {
	p.decode, p.encode = (*Decoder).whole, (*Shapes).wholeNode
	p.lowest, p.highest = math.MinInt32, math.MaxInt32
	if r, ok := reflect.Zero(p.typ).Interface().(interface{ Range() (int, int) }); ok {
		p.lowest, p.highest = r.Range()
	}
}

func (s *Shapes) makeFields(p *plan, t reflect.Type, within []int, making map[reflect.Type]*plan) {
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("json")
		if tag == "-" {
			continue
		}
		place := append(slices.Clone(within), i)
		if f.Anonymous && tag == "" {
			s.makeFields(p, f.Type, place, making)
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		if !f.IsExported() || name == "" {
			panic(fmt.Sprintf("strictfile: field %s of %s needs a name in its json tag", f.Name, p.typ))
		}
		p.byName[name] = len(p.fields)
		p.names = append(p.names, name)
		p.fields = append(p.fields, fieldPlan{
			name:      name,
			place:     place,
			omitEmpty: strings.Contains(options, "omitempty"),
			omitZero:  strings.Contains(options, "omitzero"),
			plan:      s.make(f.Type, making),
		})
	}
}
