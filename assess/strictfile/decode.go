package strictfile

import (
	"encoding"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stalkrisk/assess"
)

// Decode reads a tree into the value that into points to, and returns every fault, in
// file order. A value that cannot be read leaves its field unchanged; in a list, it
// leaves an empty entry, so that the others keep their places. If n is nil, nothing
// is read.
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
	reporter
}

// Report adds a fault at n, the current node. The message says what is wrong, then
// what to do, and quotes nothing from the file.
func (d *Decoder) Report(n *Node, code, message string) {
	d.fault(n.Line, n.Column, code, message)
}

// Into reads n, the current node, into the value that v points to.
func (d *Decoder) Into(n *Node, v any) {
	r := reflect.ValueOf(v).Elem()
	d.value(d.shapes.plan(r.Type()), n, r)
}

// EachField calls f for every field of n, the current node. During the call, the
// current node is the value of the field. If n is not an object, EachField reports
// that and returns false.
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
	if n.isText() || d.is(n, String, "text, in quotes") {
		return n.Text, true
	}
	return "", false
}

// is reports whether n is of kind k, and adds a fault if it is not. An unclear node
// already has a fault.
func (d *Decoder) is(n *Node, k Kind, wanted string) bool {
	switch n.Kind {
	case k:
		return true
	case Unclear:
	case Null:
		d.null(n, wanted)
	default:
		d.Report(n, codeWrongType, "this is "+n.Kind.found()+"; write "+wanted)
	}
	return false
}

func (d *Decoder) null(n *Node, wanted string) {
	d.Report(n, codeNull, "null is not a value; leave the key out, or write "+wanted)
}

// found describes a kind in plain words.
func (k Kind) found() string {
	return [...]string{"unclear", "an object", "a list", "text", "a number", "true or false", "null"}[k]
}

func (d *Decoder) value(p *plan, n *Node, v reflect.Value) {
	if n.Kind != Unclear {
		p.decode(d, p, n, v)
	}
}

func (d *Decoder) boolean(_ *plan, n *Node, v reflect.Value) {
	if d.is(n, Bool, "true or false, without quotes") {
		v.SetBool(n.Text[0] == 't' || n.Text[0] == 'T')
	}
}

// pointer sets a new value, unless none of it can be read.
func (d *Decoder) pointer(p *plan, n *Node, v reflect.Value) {
	made := reflect.New(p.elem.typ)
	before := d.Count()
	d.value(p.elem, n, made.Elem())
	if d.Count() == before || p.elem.byName != nil && n.Kind == Object {
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
// that of the object, not of the key.
func (d *Decoder) unknownKey(p *plan, f *Field) {
	if d.Full() { // unrelated data may have a million unknown keys, and finding a similar one is slow
		d.Add(assess.Problem{})
		return
	}
	here := d.trail[len(d.trail)-1]
	d.trail.up()
	advice := "remove it"
	if near := assess.Nearest(f.Key, p.names); near != "" {
		advice = "did you mean " + strconv.Quote(near) + "?"
	}
	d.fault(f.Line, f.Column, CodeUnknownKey, KeyInMessage(here.nth)+" is not a known key; "+advice)
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

// mapping reads an object with any keys, leaving out the values that cannot be read.
func (d *Decoder) mapping(p *plan, n *Node, v reflect.Value) {
	made := reflect.MakeMap(p.typ)
	d.EachField(n, func(f *Field) {
		value := reflect.New(p.elem.typ).Elem()
		before := d.Count()
		d.value(p.elem, f.Value, value)
		if f.Value.Kind != Unclear && (d.Count() == before || !value.IsZero()) {
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
	// Text that is too long is kept: losing somebody's words is worse than a long
	// file.
	if characters := utf8.RuneCountInString(s); characters > p.longest {
		d.Report(n, CodeTooLong, fmt.Sprintf("%d characters, and at most %d are allowed; it is kept, but shorten it", characters, p.longest))
	}
	v.SetString(s)
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

// whole reads a number as assess.WholeNumber does.
func (d *Decoder) whole(p *plan, n *Node, v reflect.Value) {
	wanted := "a whole number"
	if p.highest < math.MaxInt32 {
		wanted = fmt.Sprintf("a whole number from %d to %d", p.lowest, p.highest)
	}
	if !d.is(n, Number, wanted+", without quotes") {
		return
	}
	i, ok := assess.WholeNumber(n.Text)
	if !ok || i < p.lowest || i > p.highest {
		d.Report(n, CodeBadNumber, "not "+wanted+"; write one, in digits")
		return
	}
	v.SetInt(int64(i))
}

// manyWords is the most words that a message lists. If there are more, it lists
// three.
const manyWords = 12

func (d *Decoder) word(p *plan, n *Node, v reflect.Value) {
	if n.Kind == Bool && slices.Contains(p.words, "yes") {
		d.Report(n, CodeBoolAnswer, `true and false are not answers; write "yes" or "no"`)
		return
	}
	switch {
	case !n.isText():
		d.is(n, String, oneOf(p.words))
	case !slices.Contains(p.words, n.Text):
		d.Report(n, CodeUnknownWord, unknownWord(n.Text, p.words))
	default:
		v.SetString(n.Text)
	}
}

// unknownWord returns the message for a word that is not allowed. The word itself may
// be somebody's name, and is never repeated.
func unknownWord(word string, words []string) string {
	if near := assess.Nearest(word, named(words)); near != "" {
		return "not an allowed value; did you mean " + strconv.Quote(near) + "?"
	}
	return "not an allowed value; write " + oneOf(words)
}

// named returns the words without the empty one.
func named(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" })
}

// oneOf lists words as in a sentence: "a, b or c".
func oneOf(words []string) string {
	words = named(words)
	if len(words) > manyWords {
		return "one of the words in the manual, such as " + strings.Join(words[:3], ", ")
	}
	if len(words) == 1 {
		return words[0]
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
