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

// object returns the schema of a struct. It allows no other keys. What we write has
// every key but those left out when there is nothing; what a file that is read must
// have is in a table.
func (m *maker) object(t reflect.Type) *strictfile.Node {
	properties := object()
	var needed []string
	for _, f := range fields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		needs := m.written && !strings.Contains(options, "omit") || !m.written && slices.Contains(strings.Fields(required[t.String()]), name)
		if needs {
			needed = append(needed, name)
		}
		set(properties, object(name, m.property(t, f, name, needs)))
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

// fields lists the fields of a struct that are in a file, those of an embedded one
// in its place.
func fields(t reflect.Type) (all []reflect.StructField) {
	for i := range t.NumField() {
		switch f := t.Field(i); {
		case f.Anonymous && f.Tag.Get("json") == "":
			all = append(all, fields(f.Type)...)
		case f.Tag.Get("json") != "-":
			all = append(all, f)
		}
	}
	return all
}

// property returns the schema of a key's value.
func (m *maker) property(t reflect.Type, f reflect.StructField, name string, needed bool) *strictfile.Node {
	if t == reflect.TypeOf(m.document.of) && name == "format" {
		return object("const", m.format)
	}
	n := m.of(f.Type)
	switch {
	case m.written && needed && f.Type.Kind() == reflect.Pointer:
		n = either("anyOf", n, object("type", "null"))
	case !m.written && needed && f.Type == plainText && name == "id":
		set(n, object("pattern", id))
	case !m.written && needed && f.Type == plainText:
		set(n, object("pattern", notBlank))
	}
	add(n, more, t.String()+"."+name)
	for _, tag := range [...][2]string{{"description", f.Tag.Get("doc")}, {"default", f.Tag.Get("default")}} {
		if tag[1] != "" {
			set(n, object(tag[0], tag[1]))
		}
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
