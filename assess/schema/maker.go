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
	document
	names map[reflect.Type]string // in $defs
	defs  []strictfile.Field
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
		return object("type", "number")
	case reflect.Bool:
		return object("type", "boolean")
	case reflect.Slice:
		return object("type", "array", "items", m.of(t.Elem()))
	case reflect.Map:
		return object("type", "object", "additionalProperties", m.of(t.Elem()))
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
		m.defs = append(m.defs, strictfile.Field{Key: name})
		n := make()
		add(n, more, t.String())
		m.defs[place].Value = n
	}
	return object("$ref", "#/$defs/"+name)
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
		set(properties, object(k.name, m.property(t, k)))
	}
	n := object("type", "object", "properties", properties)
	if len(needed) > 0 {
		set(n, object("required", needed))
	}
	set(n, object("additionalProperties", false))
	if !m.written {
		add(n, rules, t.String())
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
				k.needed = slices.Contains(strings.Fields(required[t.String()]), name)
			}
			out = append(out, k)
		}
	}
	return out
}

// property returns the schema of a key's value.
func (m *maker) property(t reflect.Type, k key) *strictfile.Node {
	if t == reflect.TypeOf(m.document.of) && k.name == "format" {
		return object("const", m.format)
	}
	n := m.of(k.typ)
	if k.null {
		n = either("anyOf", n, object("type", "null"))
	}
	if k.needed && !m.written && k.typ == plainText {
		pattern := notBlank
		if k.name == "id" {
			pattern = id
		}
		set(n, object("pattern", pattern))
	}
	add(n, more, t.String()+"."+k.name)
	if doc := k.tag.Get("doc"); doc != "" {
		set(n, object("description", doc))
	}
	if absent := k.tag.Get("default"); absent != "" {
		set(n, object("default", absent))
	}
	return n
}

// string returns the schema of a text: one of its words, or any.
func (m *maker) string(t reflect.Type) *strictfile.Node {
	if w, ok := reflect.Zero(t).Interface().(interface{ Words() []string }); ok {
		return m.named(t, func() *strictfile.Node { return object("type", "string", "enum", w.Words()) })
	}
	if m.written {
		return object("type", "string")
	}
	return object("type", "string", "maxLength", strictfile.MaxText)
}

// whole returns the schema of a whole number.
func (m *maker) whole(t reflect.Type) *strictfile.Node {
	n := object("type", "integer")
	if r, ok := reflect.Zero(t).Interface().(interface{ Range() (int, int) }); ok {
		lowest, highest := r.Range()
		set(n, object("minimum", lowest, "maximum", highest))
	} else if !m.written && t == plainWhole {
		set(n, object("minimum", -1<<31, "maximum", 1<<31-1))
	}
	return n
}

// add adds to n what a table has for a type or a key.
func add(n *strictfile.Node, table map[string]string, of string) {
	if json, ok := table[of]; ok {
		set(n, parsed(json))
	}
}
