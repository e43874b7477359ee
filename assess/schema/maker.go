package schema

import (
	"encoding/json"
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/training"
)

// maker makes the schema of one document. It follows the rules of strictfile.Shapes
// for files we read, and those of encoding/json for files we write.
type maker struct {
	document
	names map[reflect.Type]string // in $defs
	defs  []strictfile.Field
}

// of returns the schema of a type, or a reference to its definition.
func (m *maker) of(t reflect.Type) *strictfile.Node {
	if form := formOf(t); form != nil {
		return m.named(t, func() *strictfile.Node { return form(m) })
	}
	switch t.Kind() {
	case reflect.Struct:
		if t.Implements(reflect.TypeFor[json.Marshaler]()) && t.NumField() == 1 && t.Field(0).Anonymous {
			return m.of(t.Field(0).Type) // only wraps the type it embeds, to write it differently
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

// named adds a schema to the definitions, once, and returns a reference to it. Its
// place is reserved before it is made, since types can be recursive.
func (m *maker) named(t reflect.Type, make func() *strictfile.Node) *strictfile.Node {
	name, ok := m.names[t]
	if !ok {
		name = m.newName(t)
		m.names[t] = name
		place := len(m.defs)
		m.defs = append(m.defs, strictfile.Field{Key: name})
		n := make()
		add(n, more.Get(), t.String())
		m.defs[place].Value = n
	}
	return object("$ref", "#/$defs/"+name)
}

// newName returns the name of a type's definition: item for itemOf, order_kind for
// OrderKind. If the name is taken, the package's name goes before it.
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

// object returns the schema of a struct, which allows no other keys. In files we
// write, every key is needed unless its tag omits empty values. In files we read, the
// table required decides.
func (m *maker) object(t reflect.Type) *strictfile.Node {
	practising := m.format == training.PracticeFormat && t == reflect.TypeFor[assess.Assessment]()
	properties := object()
	var needed []string
	for _, f := range fields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		needs := m.written && !strings.Contains(options, "omit") || !m.written && !practising && slices.Contains(strings.Fields(required.Get()[t.String()]), name)
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
	switch {
	case practising:
		set(n, parsed(inPractice))
	case !m.written:
		add(n, rules.Get(), t.String())
	}
	return n
}

// fields returns the fields of a struct that are in a file, with those of an embedded
// struct in its place.
func fields(t reflect.Type) (all []reflect.StructField) {
	for i := range t.NumField() {
		switch f := t.Field(i); {
		case f.Anonymous && f.Tag.Get("json") == "":
			all = append(all, fields(f.Type)...)
		case f.IsExported() && f.Tag.Get("json") != "-":
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
	case !m.written && needed && f.Type == reflect.TypeFor[string]() && name == "id":
		set(n, object("pattern", id))
	case !m.written && needed && f.Type == reflect.TypeFor[string]():
		set(n, object("pattern", notBlank))
	}
	add(n, more.Get(), t.String()+"."+name)
	for _, tag := range [...][2]string{{"description", f.Tag.Get("doc")}, {"default", f.Tag.Get("default")}} {
		if tag[1] != "" {
			set(n, object(tag[0], tag[1]))
		}
	}
	return n
}

// string returns the schema of a string: an enum if the type has a list of words.
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
	} else if !m.written && t == reflect.TypeFor[int]() {
		set(n, object("minimum", -1<<31, "maximum", 1<<31-1))
	}
	return n
}

// add sets in n what a table says about a type or key.
func add(n *strictfile.Node, table map[string]string, of string) {
	if json, ok := table[of]; ok {
		set(n, parsed(json))
	}
}
