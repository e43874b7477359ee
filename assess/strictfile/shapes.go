package strictfile

import (
	"reflect"
	"sync"

	"stalkrisk/assess"
)

// Shapes hold the types that are read and written in a special way. Other types are
// treated by their kind:
//
//   - a struct is an object, with its keys in the order of the fields; the json tags
//     name the keys, and omitempty, omitzero and "-" leave them out; an embedded
//     struct without a tag adds its own keys
//   - a slice is a list; a map with string keys is an object with any keys; a
//     pointer is the value that it points to, and is left out if it is nil
//   - a string with a method Words() []string is one of those words; any other is
//     text of at most [MaxText] characters
//   - an integer is written in digits; with a method Range() (lowest, highest int)
//     it must be in that range
//   - a type that is an encoding.TextUnmarshaler is text
//   - a bool is true or false
//
// Any other kind panics, and so does a field without a name in its json tag.
//
// The zero Shapes has none of its own; any other is made once, with [NewShapes]. Several
// goroutines may use it.
type Shapes struct {
	own  map[reflect.Type]*plan
	made sync.Map // reflect.Type to *plan
	lock sync.Mutex
}

// A Shape is how one type is read and written.
type Shape struct {
	typ reflect.Type
	set func(*plan)
}

// NewShapes returns shapes that treat these types specially and all others by their
// kind.
func NewShapes(shapes ...Shape) *Shapes {
	s := &Shapes{own: make(map[reflect.Type]*plan)}
	for _, sh := range shapes {
		if s.own[sh.typ] == nil {
			s.own[sh.typ] = &plan{}
		}
		sh.set(s.own[sh.typ])
	}
	return s
}

// Form returns a shape that reads and writes a T by functions. decode is not called
// for null (which is reported) or for an unclear node. If n cannot be read, decode
// must leave into unchanged and report the fault to d. encode returns nil to leave
// the value out.
func Form[T any](decode func(d *Decoder, n *Node, into *T), encode func(s *Shapes, v *T) *Node) Shape {
	return Shape{reflect.TypeFor[T](), func(p *plan) {
		p.decode = func(d *Decoder, _ *plan, n *Node, v reflect.Value) {
			if n.Kind == Null {
				d.null(n, "a value")
				return
			}
			decode(d, n, v.Addr().Interface().(*T))
		}
		p.encode = func(s *Shapes, _ *plan, v reflect.Value) *Node { return encode(s, v.Addr().Interface().(*T)) }
	}}
}

// Longest returns a shape that allows that many characters in text of type T, instead
// of [MaxText].
func Longest[T ~string](characters int) Shape {
	return Shape{reflect.TypeFor[T](), func(p *plan) { p.longest = characters }}
}

// Spelt returns a shape that sets the code and message of the problem if a T (an
// encoding.TextUnmarshaler) cannot be read. Its own error is not used, because it may
// quote the text.
func Spelt[T any](code, message string) Shape {
	return Shape{reflect.TypeFor[T](), func(p *plan) { p.code, p.message = code, message }}
}

// plain treats every type by its kind.
var plain Shapes

// Decode reads a tree into the value that into points to, and returns every fault. A
// value that cannot be read leaves its field unchanged. See [Shapes].
func Decode(n *Node, into any) []assess.Problem { return plain.Decode(n, into) }
