package assess

import (
	"reflect"
	"strings"
)

// Clone copies an assessment so deep that changing one leaves the other.
func (a *Assessment) Clone() Assessment {
	return deepCopy(reflect.ValueOf(*a)).Interface().(Assessment)
}

// deepCopy copies what slices, maps and pointers lead to; a type with fields of
// its own package (a date) is a value and copied whole.
func deepCopy(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			out.Set(reflect.New(v.Type().Elem()))
			out.Elem().Set(deepCopy(v.Elem()))
		}
	case reflect.Slice:
		if !v.IsNil() {
			out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				out.Index(i).Set(deepCopy(v.Index(i)))
			}
		}
	case reflect.Map:
		if !v.IsNil() {
			out.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
			for each := v.MapRange(); each.Next(); {
				out.SetMapIndex(each.Key(), deepCopy(each.Value()))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				out.Field(i).Set(deepCopy(v.Field(i)))
			}
		}
	}
	return out
}

// VariantMark stands before the case reference of an assessment that holds
// answers nobody gave.
const variantMark = "what-if "

// Variant marks an assessment as one that nobody made, so that no list, report
// or count takes it for the case: an id of its own, a draft, and a reference that
// says so and is another case's. All else stays, and it scores as a does. a
// stays as it is.
func (a *Assessment) Variant(id string) *Assessment {
	v := *a
	v.ID, v.Status = id, Draft
	if !strings.HasPrefix(v.Case.Reference, variantMark) {
		v.Case.Reference = strings.TrimSpace(variantMark + v.Case.Reference)
	}
	return &v
}
