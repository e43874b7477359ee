package schema

import (
	"encoding/json"
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"stalkrisk/assess/strictfile"
)

// maker makes the schema of one document. It follows the rules of
// strictfile.Shapes for what is read, and those of encoding/json for what we
// write.
type maker struct {
	written bool
	formats map[reflect.Type]string // the format that a type names
	names   map[reflect.Type]string // in $defs
	defs    []strictfile.Field
	used    map[string]bool // entries of the tables
}

func newMaker(written bool) *maker {
	return &maker{written: written, formats: map[reflect.Type]string{}, names: map[reflect.Type]string{}, used: map[string]bool{}}
}

var (
	marshaler  = reflect.TypeFor[json.Marshaler]()
	plainText  = reflect.TypeFor[string]()
	plainWhole = reflect.TypeFor[int]()
)

// of returns the schema of a type: of one with a name, a reference to it.
func (m *maker) of(t reflect.Type) *strictfile.Node {
	if form := formOf(t); form != nil {
		return m.named(t, func() *strictfile.Node { return form(m) })
	}
	switch t.Kind() {
	case reflect.Struct:
		if t.Implements(marshaler) && t.NumField() == 1 && t.Field(0).Anonymous {
			return m.of(t.Field(0).Type) // it is the type it embeds, written in a special way
		}
		return m.named(t, func() *strictfile.Node { return m.object(t) })
	case reflect.String:
		return m.string(t)
	case reflect.Int:
		return m.whole(t)
	case reflect.Float64:
		return object("type", text("number"))
	case reflect.Bool:
		return object("type", text("boolean"))
	case reflect.Slice:
		return object("type", text("array"), "items", m.of(t.Elem()))
	case reflect.Map:
		return object("type", text("object"), "additionalProperties", m.of(t.Elem()))
	case reflect.Pointer:
		return m.of(t.Elem())
	}
	panic(fmt.Sprintf("schema: a %s has no form in a file", t))
}

// named puts a schema among the definitions, once, and refers to it. Its place
// is taken before it is made, since types recur.
func (m *maker) named(t reflect.Type, make func() *strictfile.Node) *strictfile.Node {
	name, ok := m.names[t]
	if !ok {
		name = m.newName(t)
		m.names[t] = name
		place := len(m.defs)
		m.defs = append(m.defs, field(name, nil))
		n := make()
		m.add(n, t.String())
		m.defs[place].Value = n
	}
	return object("$ref", text("#/$defs/"+name))
}

// newName makes itemOf item and OrderKind order_kind. Where two packages have a
// type of that name, the second has its package's name before it.
func (m *maker) newName(t reflect.Type) string {
	var b strings.Builder
	for i, r := range strings.TrimSuffix(t.Name(), "Of") {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	name := b.String()
	taken := func(name string) bool {
		return slices.ContainsFunc(m.defs, func(f strictfile.Field) bool { return f.Key == name })
	}
	if taken(name) {
		name = path.Base(t.PkgPath()) + "_" + name
	}
	if taken(name) {
		panic("schema: two definitions would be called " + name)
	}
	return name
}

// object returns the schema of a struct. It allows no other keys.
func (m *maker) object(t reflect.Type) *strictfile.Node {
	properties := object()
	var needed []string
	for _, k := range m.keys(t) {
		if k.needed {
			needed = append(needed, k.name)
		}
		properties.Fields = append(properties.Fields, field(k.name, m.property(t, k)))
	}
	n := object("type", text("object"), "properties", properties)
	if len(needed) > 0 {
		n.Fields = append(n.Fields, field("required", texts(needed)))
	}
	n.Fields = append(n.Fields, field("additionalProperties", &strictfile.Node{Kind: strictfile.Bool, Text: "false"}))
	if !m.written {
		m.addRule(n, t.String())
	}
	return n
}

// key is a key of an object.
type key struct {
	name   string
	tag    reflect.StructTag
	typ    reflect.Type
	needed bool
	null   bool // may be null
}

// keys lists the keys of a struct in order, those of an embedded one in its
// place. What we write has every key but those left out when there is nothing;
// what a file that is read must have is in a table.
func (m *maker) keys(t reflect.Type) []key {
	var out []key
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-":
		case f.Anonymous && name == "":
			out = append(out, m.keys(f.Type)...)
		default:
			k := key{name: name, tag: f.Tag, typ: f.Type, needed: !strings.Contains(options, "omit")}
			k.null = m.written && k.needed && f.Type.Kind() == reflect.Pointer
			if !m.written {
				k.needed = m.required(t, name)
			}
			out = append(out, k)
		}
	}
	return out
}

func (m *maker) required(t reflect.Type, name string) bool {
	is := slices.Contains(strings.Fields(required[t.String()]), name)
	if is {
		m.used[t.String()+" needs "+name] = true
	}
	return is
}

// property returns the schema of a key's value.
func (m *maker) property(t reflect.Type, k key) *strictfile.Node {
	if format, ok := m.formats[t]; ok && k.name == "format" {
		return object("const", text(format))
	}
	n := m.of(k.typ)
	if k.null {
		n = object("anyOf", &strictfile.Node{Kind: strictfile.List, Items: []*strictfile.Node{n, object("type", text("null"))}})
	}
	if k.needed && !m.written && k.typ == plainText {
		pattern := notBlank
		if k.name == "id" {
			pattern = id
		}
		n.Fields = append(n.Fields, field("pattern", text(pattern)))
	}
	m.add(n, t.String()+"."+k.name)
	if doc := k.tag.Get("doc"); doc != "" {
		set(n, object("description", text(doc)).Fields)
	}
	if absent := k.tag.Get("default"); absent != "" {
		set(n, object("default", text(absent)).Fields)
	}
	return n
}

// string returns the schema of a text: one of its words, or any.
func (m *maker) string(t reflect.Type) *strictfile.Node {
	if w, ok := reflect.Zero(t).Interface().(interface{ Words() []string }); ok {
		return m.named(t, func() *strictfile.Node { return object("type", text("string"), "enum", texts(w.Words())) })
	}
	if m.written {
		return object("type", text("string"))
	}
	return object("type", text("string"), "maxLength", number(strictfile.MaxText))
}

// whole returns the schema of a whole number.
func (m *maker) whole(t reflect.Type) *strictfile.Node {
	n := object("type", text("integer"))
	if r, ok := reflect.Zero(t).Interface().(interface{ Range() (int, int) }); ok {
		lowest, highest := r.Range()
		set(n, object("minimum", number(lowest), "maximum", number(highest)).Fields)
	} else if !m.written && t == plainWhole {
		set(n, object("minimum", number(-1<<31), "maximum", number(1<<31-1)).Fields)
	}
	return n
}

// add adds to n what the tables say of a type or a key.
func (m *maker) add(n *strictfile.Node, of string) {
	if json, ok := more[of]; ok {
		m.used[of] = true
		set(n, parsed(json).Fields)
	}
}

// addRule adds to n what only a reader asks for.
func (m *maker) addRule(n *strictfile.Node, of string) {
	if json, ok := rules[of]; ok {
		m.used[of+" rule"] = true
		n.Fields = append(n.Fields, parsed(json).Fields...)
	}
}
