package strictfile

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"unicode/utf8"

	"stalkrisk/assess"
)

// Decode reads a tree into the value that into points to, and names every
// fault, in file order. What cannot be read is left as it is, which in a new
// value is absent; only a list keeps an entry (empty) for what cannot be read,
// so that the others keep their places. n may be nil; then nothing is read.
func (s *Shapes) Decode(n *Node, into any) []assess.Problem {
	if n == nil {
		return nil
	}
	d := Decoder{shapes: s}
	d.Into(n, into)
	return d.All()
}

// Decoder is passed to a [Form] that reads a node.
type Decoder struct {
	shapes *Shapes
	trail  trail
	Faults
}

// Report adds a fault of n, the current node. The message says what is wrong, then
// what to do, and quotes nothing from the file.
func (d *Decoder) Report(n *Node, code, message string) {
	d.Add(assess.Problem{Code: code, Path: d.trail.String(), Message: message, Line: n.Line, Column: n.Column})
}

// Into reads n, the current node, into the value that v points to.
func (d *Decoder) Into(n *Node, v any) {
	r := reflect.ValueOf(v).Elem()
	d.value(d.shapes.plan(r.Type()), n, r)
}

// EachField calls f for every field of n, the current node, with the field's value
// as the current node meanwhile. If n is not an object, it reports that and returns
// false.
func (d *Decoder) EachField(n *Node, f func(*Field)) bool {
	if !d.is(n, Object, "an object, with a value for each key") {
		return false
	}
	for i := range n.Fields {
		d.trail.key(n.Fields[i].Key, n.place(i))
		f(&n.Fields[i])
		d.trail.up()
	}
	return true
}

// Text returns the text of n, the current node. If n is not text, it reports that
// and returns false. A number in YAML without quotes may also be text, exactly as
// it is written.
func (d *Decoder) Text(n *Node) (string, bool) {
	if n.Kind == Number && n.bare || d.is(n, String, "text, in quotes") {
		return n.Text, true
	}
	return "", false
}

// is reports whether n is of that kind, and adds a fault if not. An unclear node
// has been reported before.
func (d *Decoder) is(n *Node, k Kind, wanted string) bool {
	switch n.Kind {
	case k:
		return true
	case Unclear:
	case Null:
		d.null(n, wanted)
	default:
		d.Report(n, CodeWrongType, "this is "+n.Kind.found()+"; write "+wanted)
	}
	return false
}

func (d *Decoder) null(n *Node, wanted string) {
	d.Report(n, CodeNull, "null is not a value; leave the key out, or write "+wanted)
}

// found returns what a value is, in plain words.
func (k Kind) found() string {
	return [...]string{"unclear", "an object", "a list", "text", "a number", "true or false", "null"}[k]
}

func (d *Decoder) value(p *plan, n *Node, v reflect.Value) {
	if n.Kind == Unclear {
		return
	}
	switch p.kind {
	case asForm:
		if n.Kind == Null {
			d.null(n, "a value")
			return
		}
		p.decode(d, n, v)
	case asPointer:
		d.pointer(p, n, v)
	case asObject:
		d.object(p, n, v)
	case asList:
		d.list(p, n, v)
	case asMap:
		d.mapping(p, n, v)
	case asText:
		d.text(p, n, v)
	case asWord:
		d.word(p, n, v)
	case asSpelt:
		d.spelt(p, n, v)
	case asWhole:
		d.whole(p, n, v)
	case asBool:
		if d.is(n, Bool, "true or false, without quotes") {
			v.SetBool(n.Text[0] == 't' || n.Text[0] == 'T')
		}
	}
}

// pointer makes a new value, unless nothing of it can be read.
func (d *Decoder) pointer(p *plan, n *Node, v reflect.Value) {
	made := reflect.New(p.elem.typ)
	before := d.count()
	d.value(p.elem, n, made.Elem())
	if d.count() == before || p.elem.kind == asObject && n.Kind == Object {
		v.Set(made)
	}
}

func (d *Decoder) object(p *plan, n *Node, v reflect.Value) {
	next := 0
	d.EachField(n, func(f *Field) {
		// Most files have the keys in our order.
		if next == len(p.fields) || p.fields[next].name != f.Key {
			i, ok := p.byName[f.Key]
			if !ok {
				d.unknownKey(p, f)
				return
			}
			next = i
		}
		fp := &p.fields[next]
		d.value(fp.plan, f.Value, v.FieldByIndex(fp.place))
		next++
	})
}

// unknownKey reports a key that the object cannot have. The path of the problem is
// that of the object.
func (d *Decoder) unknownKey(p *plan, f *Field) {
	if d.full() {
		d.more++
		return
	}
	here := d.trail[len(d.trail)-1]
	d.trail.up()
	message := KeyInMessage(f.Key, here.nth) + " is not a known key; remove it"
	if near := Nearest(f.Key, p.names); near != "" {
		message = KeyInMessage(f.Key, here.nth) + " is not a known key; did you mean " + strconv.Quote(near) + "?"
	}
	d.Report(&Node{Line: f.Line, Column: f.Column}, CodeUnknownKey, message)
	d.trail = append(d.trail, here)
}

func (d *Decoder) list(p *plan, n *Node, v reflect.Value) {
	if !d.is(n, List, "a list") || len(n.Items) == 0 {
		return
	}
	made := reflect.MakeSlice(p.typ, len(n.Items), len(n.Items))
	for i, item := range n.Items {
		d.trail.at(i)
		d.value(p.elem, item, made.Index(i))
		d.trail.up()
	}
	v.Set(made)
}

// mapping reads an object with any keys. What cannot be read is left out.
func (d *Decoder) mapping(p *plan, n *Node, v reflect.Value) {
	made := reflect.MakeMap(p.typ)
	d.EachField(n, func(f *Field) {
		value := reflect.New(p.elem.typ).Elem()
		before := d.count()
		d.value(p.elem, f.Value, value)
		if f.Value.Kind != Unclear && (d.count() == before || !value.IsZero()) {
			made.SetMapIndex(reflect.ValueOf(f.Key).Convert(p.typ.Key()), value)
		}
	})
	if made.Len() > 0 {
		v.Set(made)
	}
}

func (d *Decoder) text(p *plan, n *Node, v reflect.Value) {
	s, ok := d.Text(n)
	if !ok {
		return
	}
	if len(s) > p.longest {
		d.long(p, n, utf8.RuneCountInString(s))
	}
	v.SetString(s)
}

// long reports a text that is too long. It is kept: losing somebody's words is
// worse than a long file.
func (d *Decoder) long(p *plan, n *Node, characters int) {
	if characters > p.longest {
		d.Report(n, CodeTooLong, fmt.Sprintf("%d characters, and at most %d are allowed; it is kept, but shorten it", characters, p.longest))
	}
}

func (d *Decoder) spelt(p *plan, n *Node, v reflect.Value) {
	s, ok := d.Text(n)
	if !ok {
		return
	}
	made := reflect.New(p.typ)
	if made.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s)) != nil {
		d.Report(n, p.code, p.message)
		return
	}
	v.Set(made.Elem())
}

// whole reads digits. Nothing else is a whole number here: "3.0", "0x3" and 03
// are read in different ways by different programs.
func (d *Decoder) whole(p *plan, n *Node, v reflect.Value) {
	wanted := "a whole number"
	if p.highest < 1<<31-1 {
		wanted = fmt.Sprintf("a whole number from %d to %d", p.lowest, p.highest)
	}
	if !d.is(n, Number, wanted+", without quotes") {
		return
	}
	i, err := strconv.Atoi(n.Text)
	if err != nil || strconv.Itoa(i) != n.Text || i < p.lowest || i > p.highest {
		d.Report(n, CodeBadNumber, "not "+wanted+"; write one, in digits")
		return
	}
	v.SetInt(int64(i))
}
