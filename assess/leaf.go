package assess

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess/late"
)

// ResultLeaf is a value of a result that is not an object. A table has one cell
// for it.
type ResultLeaf struct {
	Path  string // "overall.level"
	index []int  // of the fields on the way to it
}

// ResultLeaves returns the leaves of a result in the order of its keys.
func ResultLeaves() []ResultLeaf { return resultLeaves.Get() }

var resultLeaves = late.Value[[]ResultLeaf]{Make: func() []ResultLeaf { return leavesOf(resultShape.Get(), reflect.TypeFor[Result](), "", nil) }}

func leavesOf(s *jsonShape, t reflect.Type, above string, index []int) (out []ResultLeaf) {
	for _, f := range s.fields {
		path := above + strings.Trim(f.opening, `{,":`)
		at := append(index[:len(index):len(index)], f.index)
		switch field := t.Field(f.index).Type; f.kind {
		case asObject:
			out = append(out, leavesOf(f.jsonShape, field, path+".", at)...)
		case asPointer:
			out = append(out, leavesOf(f.elem, field.Elem(), path+".", at)...)
		default:
			out = append(out, ResultLeaf{path, at})
		}
	}
	return out
}

// Text returns the leaf of a result as the text of a cell; "" if the result does
// not have it. Lists have semicolons between their entries. Rules and
// questionnaires are named by their ids.
func (l *ResultLeaf) Text(r *Result) string {
	v := reflect.ValueOf(r).Elem()
	for _, i := range l.index {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return ""
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	if v.Kind() == reflect.String {
		return v.String()
	}
	switch p := v.Addr().Interface().(type) {
	case *int:
		return strconv.Itoa(*p)
	case *bool:
		return strconv.FormatBool(*p)
	case *Number:
		return strings.TrimSuffix(p.String(), noNumber)
	case *[]string:
		return strings.Join(*p, ";")
	case *[]Reason:
		return strings.Join(each(*p, func(r *Reason) string { return r.Rule }), ";")
	case *[]InstrumentRef:
		return strings.Join(each(*p, func(in *InstrumentRef) string { return in.ID + "@" + in.Version }), ";")
	case *map[string]Other:
		return levelsOf(*p)
	}
	panic("assess: " + l.Path + " has no form in a cell")
}

// levelsOf returns the results of instruments beside stalking and DASH:
// "id@version:result=level".
func levelsOf(all map[string]Other) string {
	var cells []string
	for _, id := range slices.Sorted(maps.Keys(all)) {
		o := all[id]
		for _, result := range slices.Sorted(maps.Keys(o.Results)) {
			cells = append(cells, id+"@"+o.Version+":"+result+"="+o.Results[result].Level)
		}
	}
	return strings.Join(cells, ";")
}
