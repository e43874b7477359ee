package strictfile

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// plan is how a type is read and written. It is made once.
type plan struct {
	typ     reflect.Type
	kind    form
	longest int             // characters of a text
	words   []string        // of asWord
	known   map[string]bool // of asWord: the words
	lowest  int             // of asWhole
	highest int
	elem    *plan // of asList, asMap and asPointer
	fields  []fieldPlan
	byName  map[string]int // places in fields
	names   []string       // of the fields
	code    string         // of asSpelt
	message string
	decode  func(*Decoder, *Node, reflect.Value)
	encode  func(*Shapes, reflect.Value) *Node
}

// form is the way in which a type is written.
type form uint8

const (
	asObject form = iota + 1
	asList
	asMap
	asPointer
	asText
	asWord
	asSpelt // by its own MarshalText and UnmarshalText
	asWhole
	asBool
	asForm
)

type fieldPlan struct {
	name      string
	place     []int // in the struct
	omitEmpty bool
	omitZero  bool
	*plan
}

var (
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
	worded          = reflect.TypeFor[interface{ Words() []string }]()
	ranged          = reflect.TypeFor[interface{ Range() (int, int) }]()
)

// plan returns the plan for a type.
func (s *Shapes) plan(t reflect.Type) *plan {
	if p, ok := s.made.Load(t); ok {
		return p.(*plan)
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	making := make(map[reflect.Type]*plan)
	p := s.make(t, making)
	for t, p := range making { // only whole plans are seen by others
		s.made.LoadOrStore(t, p)
	}
	return p
}

// make makes a plan; making has those that are not finished, since types recur.
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
	if p.kind == asForm {
		return p
	}
	s.makeKind(p, making)
	return p
}

// makeKind makes what follows from the kind of a type.
func (s *Shapes) makeKind(p *plan, making map[reflect.Type]*plan) {
	t := p.typ
	switch {
	case reflect.PointerTo(t).Implements(textUnmarshaler):
		p.kind = asSpelt
		if p.code == "" {
			p.code, p.message = CodeBadText, "not in the form needed here; see the manual"
		}
	case t.Kind() == reflect.String:
		p.makeText()
	case t.Kind() >= reflect.Int && t.Kind() <= reflect.Int64:
		p.makeWhole()
	case t.Kind() == reflect.Bool:
		p.kind = asBool
	case t.Kind() == reflect.Slice:
		p.kind, p.elem = asList, s.make(t.Elem(), making)
	case t.Kind() == reflect.Map && t.Key().Kind() == reflect.String:
		p.kind, p.elem = asMap, s.make(t.Elem(), making)
	case t.Kind() == reflect.Pointer:
		p.kind, p.elem = asPointer, s.make(t.Elem(), making)
	case t.Kind() == reflect.Struct:
		p.kind = asObject
		p.byName = make(map[string]int)
		s.makeFields(p, t, nil, making)
	default:
		panic(fmt.Sprintf("strictfile: a %s has no form in a file", t))
	}
}

func (p *plan) makeText() {
	p.kind = asText
	if p.longest == 0 {
		p.longest = MaxText
	}
	if !p.typ.Implements(worded) {
		return
	}
	p.kind = asWord
	p.words = reflect.Zero(p.typ).Interface().(interface{ Words() []string }).Words()
	p.known = make(map[string]bool, len(p.words))
	for _, w := range p.words {
		p.known[w] = true
	}
}

func (p *plan) makeWhole() {
	p.kind = asWhole
	p.lowest, p.highest = -1<<31, 1<<31-1
	if p.typ.Implements(ranged) {
		p.lowest, p.highest = reflect.Zero(p.typ).Interface().(interface{ Range() (int, int) }).Range()
	}
}

// makeFields adds the fields of a struct, those of an embedded one in its place.
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
			panic(fmt.Sprintf("strictfile: field %s of %s has no name in a file", f.Name, p.typ))
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
