package schema

import (
	"fmt"
	"slices"

	"stalkrisk/assess/strictfile"
)

// A schema is built as a tree of strictfile.Node, which keeps the order of keys.

// object returns an object from alternating keys and values. A value is a node, or
// anything that encoding/json can write.
func object(pairs ...any) *strictfile.Node {
	n := &strictfile.Node{Kind: strictfile.Object}
	for i := 0; i < len(pairs); i += 2 {
		value, ok := pairs[i+1].(*strictfile.Node)
		if !ok {
			value = parsed(quoted(pairs[i+1]))
		}
		n.Fields = append(n.Fields, strictfile.Field{Key: pairs[i].(string), Value: value})
	}
	return n
}

// either returns a schema that one of two must meet (how is "anyOf") or exactly one
// ("oneOf").
func either(how string, a, b *strictfile.Node) *strictfile.Node {
	return object(how, &strictfile.Node{Kind: strictfile.List, Items: []*strictfile.Node{a, b}})
}

// parsed returns the tree of JSON from this package's own tables. It panics if that is
// invalid.
func parsed(json string) *strictfile.Node {
	n, problems := strictfile.ParseJSON([]byte(json))
	if n == nil || len(problems) > 0 {
		panic(fmt.Sprintf("schema: %s: %v", json, problems))
	}
	return n
}

// set sets each key of more in n, replacing any that it already has.
func set(n, more *strictfile.Node) {
	for _, f := range more.Fields {
		i := slices.IndexFunc(n.Fields, func(had strictfile.Field) bool { return had.Key == f.Key })
		if i < 0 {
			n.Fields = append(n.Fields, f)
			continue
		}
		n.Fields[i].Value = f.Value
	}
}
