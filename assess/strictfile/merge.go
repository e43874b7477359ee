package strictfile

import "fmt"

// How duplicate keys are merged.
//
// Either value may be the right one, so neither is preferred. Objects are merged
// key by key. Lists are joined, without repeating equal entries. Equal values are
// kept, and a value replaces null. Conflicting values are Unclear: read as absent.

// maxMerges is the most duplicate keys merged in one document: merging a large object
// a million times would take too long. Further ones are Unclear.
const maxMerges = 100

// mergeField merges a second field into the first one with its key, and reports it.
// The trail must be at the field.
func (b *builder) mergeField(first *Field, second Field) {
	b.merges++
	if b.merges > maxMerges {
		first.Value = unclear(second.Value)
		b.reportDuplicate(first, &second, "; keep one")
		return
	}
	before := b.Count()
	merged, same := b.merge(first.Value, second.Value)
	outcome := "; conflicting values are ignored; keep one"
	switch {
	case !same:
		outcome = ", with different values, so neither counts; keep one"
	case merged.Kind == List:
		outcome = "; entries from both count; keep one"
	case b.Count() == before:
		outcome = "; keep one"
	}
	b.reportDuplicate(first, &second, outcome)
	first.Value = merged
}

// reportDuplicate reports a key that is given twice, and where it was given first.
func (b *builder) reportDuplicate(first, second *Field, outcome string) {
	where := fmt.Sprintf("on line %d", first.Line)
	if first.Line == second.Line {
		where = fmt.Sprintf("at column %d", first.Column)
	}
	b.fault(second.Line, second.Column, CodeDuplicateKey, "given more than once, first "+where+outcome)
}

// merge merges two values of one key. If they conflict, it returns an Unclear node
// and false.
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

// mergeObjects merges two objects key by key, and reports each conflict.
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
			b.reportDuplicate(first, &f, ", with different values, so neither counts; keep one")
		}
		first.Value = merged
		b.trail.up()
	}
	old.Fields = o.fields
	return old
}

// mergeLists joins two lists, without repeating equal entries.
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

// unclear returns an Unclear node at the place of n.
func unclear(n *Node) *Node {
	return &Node{Kind: Unclear, Line: n.Line, Column: n.Column}
}
