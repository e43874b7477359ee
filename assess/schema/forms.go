package schema

import (
	"reflect"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/timeline"
)

// Patterns. They use [0-9], since \d matches more in some languages. They do not know
// how many days a month has: 30 February passes here, but the reader refuses it.
const (
	notBlank = `\S`
	id       = `^[a-z][a-z0-9_-]*$`
	year     = `([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])`
	month    = year + `-(0[1-9]|1[0-2])`
	ofMonth  = `(0[1-9]|[12][0-9]|3[01])`
	day      = month + `-` + ofMonth
	clock    = `([01][0-9]|2[0-3]):[0-5][0-9]`
	instant  = `[0-9]{4}-(0[1-9]|1[0-2])-` + ofMonth + `T` + clock + `:[0-5][0-9](\.[0-9]{1,9})?(Z|[+-]` + clock + `)`
)

// formOf returns the form of a type whose JSON differs from its Go declaration, or nil.
func formOf(t reflect.Type) func(*maker) *strictfile.Node {
	switch t {
	case reflect.TypeFor[assess.Instant]():
		return spelt("^(" + instant + ")?$")
	case reflect.TypeFor[assess.Date]():
		return spelt("^(" + day + ")?$")
	case reflect.TypeFor[timeline.When]():
		return spelt("^(" + month + "(-" + ofMonth + ")?|" + instant + ")?$")
	case reflect.TypeFor[assess.Number]():
		return func(*maker) *strictfile.Node { return object("type", []string{"number", "null"}) }
	case reflect.TypeFor[assess.Answer]():
		return func(*maker) *strictfile.Node { return object("type", "string") }
	case reflect.TypeFor[assess.Account]():
		return account
	case reflect.TypeFor[assess.Response]():
		return response
	case reflect.TypeFor[assess.Responses]():
		return responses
	}
	return nil
}

// spelt returns the form of a string with that pattern.
func spelt(pattern string) func(*maker) *strictfile.Node {
	return func(*maker) *strictfile.Node { return object("type", "string", "pattern", pattern) }
}

func account(m *maker) *strictfile.Node {
	if m.written { // an account that is too long is still kept
		return object("type", "string")
	}
	return object("type", "string", "maxLength", assess.LongestAccount)
}

// A response is the bare answer, or an object if it has a note or other details.
func response(m *maker) *strictfile.Node {
	return either("oneOf", m.of(reflect.TypeFor[assess.Answer]()), m.object(reflect.TypeFor[assess.Response]()))
}

// Responses are keyed by instrument, then item. The reader checks the ids against the
// questionnaires; written files may have unknown ids, since those are kept.
func responses(m *maker) *strictfile.Node {
	byID := func(value *strictfile.Node) *strictfile.Node {
		n := object("type", "object", "additionalProperties", value)
		if !m.written {
			set(n, object("propertyNames", object("pattern", id)))
		}
		return n
	}
	return byID(byID(m.of(reflect.TypeFor[assess.Response]())))
}
