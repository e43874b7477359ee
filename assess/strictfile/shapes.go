package strictfile

import (
	"reflect"
	"sync"

	"stalkrisk/assess"
)

// Shapes are how types are read and written whose Go declaration does not tell. For
// other types it follows from their kind:
//
//   - a struct is an object; its json tags give the keys, their order, and with
//     omitempty or omitzero what is left out; a field tagged "-" is not in the
//     file
//   - a slice is a list, a map with string keys an object with any keys, a
//     pointer what it points to, or nothing
//   - a string with a method Words() []string is one of those words, and one
//     without is text of at most [MaxText] characters
//   - a whole number is written in digits, and with a method
//     Range() (lowest, highest int) lies in that range
//   - a type that is an encoding.TextUnmarshaler is text
//   - a bool is true or false
//
// Embedded structs and other kinds are a mistake in the program, and panic.
//
// A Shapes is made once, by [NewShapes], and may be used by several goroutines.
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

// NewShapes returns shapes that know these types besides those that follow from
// their kind.
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

// Form reads and writes a T by functions. decode is not called for null (which is
// reported) nor for an unclear node; if n cannot be read, it leaves into as it is
// and reports that to d. encode returns nil for nothing.
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

// Longest lets a text of type T have that many characters instead of [MaxText].
func Longest[T ~string](characters int) Shape {
	return Shape{reflect.TypeFor[T](), func(p *plan) { p.longest = characters }}
}

// Spelt sets the code and message of the problem that a T (an
// encoding.TextUnmarshaler) is not written correctly. Its own error is not used,
// because it may quote the text.
func Spelt[T any](code, message string) Shape {
	return Shape{reflect.TypeFor[T](), func(p *plan) { p.code, p.message = code, message }}
}

// plain treats every type by its kind.
var plain = NewShapes()

// Decode reads a tree into the value that into points to, and returns every fault.
// What cannot be read is left as it is. See [Shapes].
func Decode(n *Node, into any) []assess.Problem { return plain.Decode(n, into) }
