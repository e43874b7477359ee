package assess

import (
	"reflect"
	"strings"
)

// Clone returns a deep copy of the assessment: changing one never changes the
// other.
func (a *Assessment) Clone() Assessment {
	return deepCopy(reflect.ValueOf(*a)).Interface().(Assessment)
}

// deepCopy also copies what slices, maps and pointers point to. Unexported
// fields, such as those of a date, are copied as plain values.
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

// variantMark begins the case reference of an assessment with answers that nobody
// gave.
const variantMark = "what-if "

// Variant returns a copy of a that no list, report or count can mistake for the
// case itself: it has its own id, it is a draft, and its case reference is marked
// as a what-if. Nothing else differs, and it scores as a does.
func (a *Assessment) Variant(id string) *Assessment {
	v := *a
	v.ID, v.Status = id, Draft
	if !strings.HasPrefix(v.Case.Reference, variantMark) {
		v.Case.Reference = strings.TrimSpace(variantMark + v.Case.Reference)
	}
	return &v
}
