package assess_test

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess/assesstest"
)

// Nothing that a copy holds lies in the memory of what it was copied from, so that a change
// of one never changes the other.
func TestACopyIsTheSameAndSharesNothing(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) {
		a := assesstest.Invented(assesstest.FromRapid(t), set)
		c := a.Clone()
		if !reflect.DeepEqual(*a, c) {
			t.Fatalf("copied %+v, got %+v", *a, c)
		}
		if at := shared(reflect.ValueOf(*a), reflect.ValueOf(c)); at != "" {
			t.Errorf("the copy shares %s", at)
		}
	})
}

// shared returns where two equal values hold the same memory; "" if they do nowhere.
func shared(x, y reflect.Value) (at string) {
	same := func() bool { return x.Pointer() == y.Pointer() }
	switch x.Kind() {
	case reflect.Pointer:
		switch {
		case x.IsNil():
			return ""
		case same():
			return "*"
		}
		return shared(x.Elem(), y.Elem())
	case reflect.Slice:
		if x.Len() > 0 && same() {
			return "[]"
		}
		for i := range x.Len() {
			if in := shared(x.Index(i), y.Index(i)); in != "" {
				return "[]" + in
			}
		}
	case reflect.Map:
		if x.Len() > 0 && same() {
			return "{}"
		}
		for _, k := range x.MapKeys() {
			if in := shared(x.MapIndex(k), y.MapIndex(k)); in != "" {
				return "{}" + in
			}
		}
	case reflect.Struct:
		for i := range x.NumField() {
			if f := x.Type().Field(i); f.IsExported() {
				if in := shared(x.Field(i), y.Field(i)); in != "" {
					return f.Name + " " + in
				}
			}
		}
	}
	return ""
}
