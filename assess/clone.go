package assess

import (
	"reflect"
	"strings"
)

// Clone returns a deep copy of the assessment: changing one never changes the
// other.
func (a *Assessment) Clone() Assessment {
	out := *a
	separate(reflect.ValueOf(&out).Elem())
	return out
}

// separate puts deep copies in the place of what slices, maps and pointers in v point to.
// v can be set. Unexported fields, such as those of a date, stay: they are plain values.
func separate(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			to := reflect.New(v.Type().Elem())
			to.Elem().Set(v.Elem())
			separate(to.Elem())
			v.Set(to)
		}
	case reflect.Slice:
		if !v.IsNil() {
			all := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
			reflect.Copy(all, v)
			for i := range all.Len() {
				separate(all.Index(i))
			}
			v.Set(all)
		}
	case reflect.Map:
		if !v.IsNil() {
			all := reflect.MakeMapWithSize(v.Type(), v.Len())
			for each := v.MapRange(); each.Next(); {
				value := reflect.New(v.Type().Elem()).Elem()
				value.Set(each.Value())
				separate(value)
				all.SetMapIndex(each.Key(), value)
			}
			v.Set(all)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				separate(v.Field(i))
			}
		}
	}
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
