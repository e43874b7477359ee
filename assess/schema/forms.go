package schema

import (
	"reflect"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/timeline"
)

// Patterns. [0-9] and not \d, which means more in some languages. The days of a
// month are not counted: 30 February passes here, and not in the reader.
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

// formOf returns the form of a type that is not written as it is declared, or nil.
func formOf(t reflect.Type) func(*maker) *strictfile.Node {
	switch t {
	case reflect.TypeFor[assess.Instant]():
		return spelt("^" + instant + "$")
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

// spelt returns the form of a text with that pattern.
func spelt(pattern string) func(*maker) *strictfile.Node {
	return func(*maker) *strictfile.Node { return object("type", "string", "pattern", pattern) }
}

func account(m *maker) *strictfile.Node {
	if m.written { // one that is too long is kept
		return object("type", "string")
	}
	return object("type", "string", "maxLength", assess.LongestAccount)
}

// A response is the bare answer, or an object where there is more to say.
func response(m *maker) *strictfile.Node {
	return either("oneOf", m.of(reflect.TypeFor[assess.Answer]()), m.object(reflect.TypeFor[assess.Response]()))
}

// Responses are by instrument and item, whose ids are checked against the
// questionnaires. What is written may have unknown ones, since they are kept.
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
