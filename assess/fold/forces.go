package fold

import (
	"slices"
	"strings"
)

// Forces knows the other names of police forces. The zero value knows none. It does
// not change once made.
type Forces struct {
	names   map[string]string // by other name, folded
	written map[string]string // by name, folded
}

// NewForces returns forces by their names, each with its other names.
func NewForces(others map[string][]string) Forces {
	f := Forces{map[string]string{}, map[string]string{}}
	for name, all := range others {
		f.written[force(name)] = name
		for _, other := range all {
			if other = force(other); other != "" {
				f.names[other] = force(name)
			}
		}
	}
	return f
}

// Others returns the names with their other names, folded and in order, from which
// NewForces makes the same.
func (f Forces) Others() map[string][]string {
	out := map[string][]string{}
	for name, written := range f.written {
		out[written] = []string{}
		for other, of := range f.names {
			if of == name {
				out[written] = append(out[written], other)
			}
		}
		slices.Sort(out[written])
	}
	return out
}

// Name returns the name of a force in the form in which names of forces are compared:
// folded, without the word "police", and under its own name where s is another. It is
// "" if s names no force, as "N/A" does not.
func (f Forces) Name(s string) string {
	if s = force(s); placeholder(s) {
		return ""
	}
	if name, known := f.names[s]; known {
		return name
	}
	return s
}

// Written returns a name that Name returns as it was given to NewForces; "" if it was not.
func (f Forces) Written(name string) string { return f.written[name] }

// force folds the name of a force. "Police" alone is kept.
func force(s string) string {
	s = Text(s)
	if !strings.Contains(s, "police") {
		return s
	}
	var rest []string
	for _, w := range strings.Split(s, " ") {
		if w != "police" {
			rest = append(rest, w)
		}
	}
	if len(rest) == 0 {
		return s
	}
	return strings.Join(rest, " ")
}
