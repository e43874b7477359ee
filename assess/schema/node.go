package schema

import (
	"fmt"
	"slices"
	"strconv"

	"stalkrisk/assess/strictfile"
)

// A schema is built as the tree of a file, which keeps the order of its keys.

func field(key string, value *strictfile.Node) strictfile.Field {
	return strictfile.Field{Key: key, Value: value}
}

// object makes an object of keys and nodes in turn.
func object(pairs ...any) *strictfile.Node {
	n := &strictfile.Node{Kind: strictfile.Object}
	for i := 0; i < len(pairs); i += 2 {
		n.Fields = append(n.Fields, field(pairs[i].(string), pairs[i+1].(*strictfile.Node)))
	}
	return n
}

func text(s string) *strictfile.Node { return &strictfile.Node{Kind: strictfile.String, Text: s} }

func number(i int) *strictfile.Node {
	return &strictfile.Node{Kind: strictfile.Number, Text: strconv.Itoa(i)}
}

func texts(all []string) *strictfile.Node {
	n := &strictfile.Node{Kind: strictfile.List}
	for _, s := range all {
		n.Items = append(n.Items, text(s))
	}
	return n
}

// parsed returns the tree of JSON that is part of this package.
func parsed(json string) *strictfile.Node {
	n, problems := strictfile.ParseJSON([]byte(json))
	if n == nil || len(problems) > 0 {
		panic(fmt.Sprintf("schema: %s: %v", json, problems))
	}
	return n
}

// set sets each of these keys of n, in place of one that it has.
func set(n *strictfile.Node, more []strictfile.Field) {
	for _, f := range more {
		i := slices.IndexFunc(n.Fields, func(had strictfile.Field) bool { return had.Key == f.Key })
		if i < 0 {
			n.Fields = append(n.Fields, f)
			continue
		}
		n.Fields[i].Value = f.Value
	}
}
