package strictfile

import "fmt"

// What happens to a key that is given twice.
//
// Either value may be the right one, so neither is preferred. What is certain is
// kept: objects are joined key by key and lists entry by entry (equal entries
// once), equal values are kept, and null is replaced by a value. A value that
// differs is Unclear, and is read as absent.

// maxMerges is how many keys of one document are merged: joining a large object a
// million times would take too long. Beyond it they are Unclear.
const maxMerges = 100

// given merges a second field of the same key into the first, and reports it. The
// trail is at the field.
func (b *builder) given(first *Field, second Field) {
	b.merges++
	if b.merges > maxMerges {
		first.Value = unclear(second.Value)
		b.twice(first, &second, "; keep one")
		return
	}
	at := len(b.problems)
	merged, same := b.merge(first.Value, second.Value)
	inner := b.problems[at:]
	outcome := "; what differs in it does not count; keep one"
	switch {
	case !same:
		outcome = ", with different values, so neither counts; keep one"
	case merged.Kind == List:
		outcome = "; the entries of both count; keep one"
	case len(inner) == 0:
		outcome = "; keep one"
	}
	b.twice(first, &second, outcome)
	first.Value = merged
}

// twice reports a key that is given twice, and where it was given first.
func (b *builder) twice(first, second *Field, outcome string) {
	where := fmt.Sprintf("line %d", first.Line)
	if first.Line == second.Line {
		where = fmt.Sprintf("column %d", first.Column)
	}
	b.fault(second.Line, second.Column, CodeDuplicateKey, "given more than once, first in "+where+outcome)
}

// merge returns what two values for one key have in common, and whether nothing
// of them is unclear at this level.
func (b *builder) merge(old, new *Node) (merged *Node, same bool) {
	switch {
	case old.Kind == Unclear || new.Kind == Unclear:
		return unclear(new), false
	case old.Kind == Null:
		return new, true
	case new.Kind == Null:
		return old, true
	case old.Kind != new.Kind:
		return unclear(new), false
	case old.Kind == Object:
		return b.mergeObjects(old, new), true
	case old.Kind == List:
		return mergeLists(old, new), true
	case old.Text == new.Text:
		return old, true
	}
	return unclear(new), false
}

// mergeObjects joins two objects key by key, and reports each value that differs.
func (b *builder) mergeObjects(old, new *Node) *Node {
	if len(old.Fields) == 0 {
		return new
	}
	o := object{fields: old.Fields}
	for _, f := range new.Fields {
		i := o.find(f.Key)
		if i < 0 {
			b.put(&o, f)
			continue
		}
		first := &o.fields[i]
		b.trail.key(f.Key, i+1)
		merged, same := b.merge(first.Value, f.Value)
		if !same {
			b.twice(first, &f, ", with different values, so neither counts; keep one")
		}
		first.Value = merged
		b.trail.up()
	}
	old.Fields = o.fields
	return old
}

// mergeLists joins two lists; an entry that is in both is taken once.
func mergeLists(old, new *Node) *Node {
	seen := make(map[string]bool, len(old.Items))
	for _, n := range old.Items {
		seen[string(AppendJSON(nil, n))] = true
	}
	for _, n := range new.Items {
		if !seen[string(AppendJSON(nil, n))] {
			old.Items = append(old.Items, n)
		}
	}
	return old
}

// unclear returns a node at the place of n that is read as absent.
func unclear(n *Node) *Node {
	return &Node{Kind: Unclear, Line: n.Line, Column: n.Column}
}
