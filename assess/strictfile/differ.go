package strictfile

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"stalkrisk/assess"
)

// Difference is a place where two trees differ, with both values in a form that is
// safe to show: text is quoted only if it is short and plain.
type Difference struct{ Path, Stated, Computed string }

// Differences returns the places where two trees differ, in the order of stated. In
// each object, keys that only computed has come last. The order of keys and the way
// in which a number is written do not matter.
func Differences(stated, computed *Node) []Difference {
	var d differ
	d.value(stated, computed)
	return d.found
}

type differ struct {
	trail trail
	found []Difference
}

func (d *differ) value(a, b *Node) {
	switch {
	case a == nil || b == nil || a.Kind != b.Kind:
		d.differ(a, b)
	case a.Kind == Object:
		d.object(a, b)
	case a.Kind == List:
		for i := range max(len(a.Items), len(b.Items)) {
			d.trail.at(i)
			d.value(item(a, i), item(b, i))
			d.trail.up()
		}
	case a.Kind == Number && sameNumber(a.Text, b.Text):
	case a.Text != b.Text:
		d.differ(a, b)
	}
}

func (d *differ) object(a, b *Node) {
	for i, f := range a.Fields {
		d.trail.key(f.Key, i+1)
		d.value(f.Value, b.Field(f.Key))
		d.trail.up()
	}
	for i, f := range b.Fields {
		if a.Field(f.Key) == nil {
			d.trail.key(f.Key, i+1)
			d.differ(nil, f.Value)
			d.trail.up()
		}
	}
}

func item(n *Node, i int) *Node {
	if i < len(n.Items) {
		return n.Items[i]
	}
	return nil
}

func sameNumber(a, b string) bool {
	x, errA := strconv.ParseFloat(a, 64)
	y, errB := strconv.ParseFloat(b, 64)
	return errA == nil && errB == nil && x == y
}

func (d *differ) differ(a, b *Node) {
	d.found = append(d.found, Difference{d.trail.String(), shown(a), shown(b)})
}

// shown describes a node without quoting anything that could be case content.
func shown(n *Node) string {
	switch {
	case n == nil:
		return "nothing"
	case n.Kind == Object && len(n.Fields) == 0, n.Kind == List && len(n.Items) == 0:
		return "an empty " + map[Kind]string{Object: "object", List: "list"}[n.Kind]
	case n.Kind == String && n.Text == "":
		return `""`
	case n.Kind == String && (assess.Quotable(n.Text) || plainTime(n.Text)):
		return strconv.Quote(n.Text)
	case n.Kind == String:
		return fmt.Sprintf("text of %d characters", utf8.RuneCountInString(n.Text))
	case n.Kind == Number && len(n.Text) <= assess.LongestQuoted, n.Kind == Bool:
		return n.Text
	case n.Kind == Null:
		return "null"
	}
	return n.Kind.found()
}

// plainTime reports whether s is short and has only characters that are used in
// times.
func plainTime(s string) bool {
	return len(s) <= assess.LongestQuoted && strings.Trim(s, "0123456789-:TZ+.") == ""
}
