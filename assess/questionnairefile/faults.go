package questionnairefile

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

// The codes of problems with a questionnaire file, in addition to those of any
// strictly read file.
const (
	codeMissing       = "missing"
	CodePath          = "path-differs"
	codeBadID         = "bad-id"
	codeRepeatedID    = "repeated-id"
	codeUnknownRef    = "unknown-reference"
	codeLaterItem     = "later-item"
	codeBadCondition  = "bad-condition"
	codeYesRemoves    = "yes-removes"
	codeUnused        = "unused"
	codeNoSource      = "no-source"
	codeBands         = "bands"
	codeMayLower      = "may-lower"
	codeBadRule       = "bad-rule"
	codeTooMany       = "too-many"
	codeBadItem       = "bad-item"
	codeChanged       = "changed"
	CodeUnknownFormat = "unknown-format"
	codeNotStalking   = "results-missing"
	codeBadLine       = "bad-line"
	codeBadPage       = "bad-page"
	codeUnverified    = "unverified-number"
)

// Codes returns the codes with their remedies, for the manual.
func Codes() [][2]string {
	return [][2]string{
		{codeMissing, "something that every file needs is missing; write it"},
		{CodePath, "id and version differ from the folder and the file's name; make them the same"},
		{codeBadID, "an id must have only small letters, digits and hyphens; rename it"},
		{codeRepeatedID, "an id is used twice; give each its own"},
		{codeUnknownRef, "a name that is not defined; check the spelling"},
		{codeLaterItem, "a condition uses a later item, or its own item; move the item up"},
		{codeBadCondition, "a condition is one of item, case or contact with is, or all, or any"},
		{codeYesRemoves, "a yes could make an item inapplicable; let the condition hold for yes too"},
		{codeUnused, "nothing uses it; use it in a rule, mark it record_only, or remove it"},
		{codeNoSource, "an item must have a source; name its evidence"},
		{codeBands, "bands leave a gap, overlap or fall; start each where the last one ends"},
		{codeMayLower, "a yes could lower a level; make sure that it cannot"},
		{codeBadRule, "a rule is any_of, count_of with at_least, or finding; write one of them"},
		{codeTooMany, "more than can be read; split the file"},
		{codeBadItem, "parts of an item conflict; see the message"},
		{codeChanged, "a shipped questionnaire cannot be changed; give the changed file a new version"},
		{CodeUnknownFormat, "not a questionnaire in a layout that this version reads"},
		{codeNotStalking, "every report needs results with these names and levels; add them"},
		{codeBadLine, "a line of guidance has a key that its section does not have, or lacks one that it needs; see the message"},
		{codeBadPage, "a page shows a few items that stand beside each other in its section; see the message"},
		{codeUnverified, "a telephone number that was not read in its source must not be shown; remove it"},
	}
}

// has reports whether the file has an object under that key.
func (c *compiler) has(key string) bool {
	n := c.root.Field(key)
	return n != nil && n.Kind == strictfile.Object
}

// fault adds a fault at a path.
func (c *compiler) fault(path, code, format string, args ...any) {
	c.faultAt(c.root.Find(path), path, code, fmt.Sprintf(format, args...))
}

func (c *compiler) faultAt(at *strictfile.Node, path, code, message string) {
	c.problems = append(c.problems, assess.Problem{Code: code, Path: c.named(path), Message: message, Line: at.Line, Column: at.Column})
}

// named replaces a list index with the entry's id, if it has one, because authors
// know an item by its id: items.approach.help.
func (c *compiler) named(path string) string {
	open := strings.IndexByte(path, '[')
	end := strings.IndexByte(path, ']')
	if open < 0 || end < open {
		return path
	}
	id := c.root.Find(path[:end+1]).Field("id")
	if id == nil || id.Kind != strictfile.String || !kebab(id.Text) {
		return path
	}
	return path[:open] + "." + id.Text + path[end+1:]
}

// words checks that every word of a list is known.
func (c *compiler) words(path, what string, list, known []string) []string {
	for k, w := range list {
		if !slices.Contains(known, w) {
			c.unknown(fmt.Sprintf("%s[%d]", path, k), what, w, known)
		}
	}
	return list
}

// unknown reports a word that is not defined, and suggests the nearest known one. The
// word itself, which may be a name in the wrong file, is not repeated: neither in the
// message nor, where it is a key, in the path.
func (c *compiler) unknown(path, what, word string, known []string) {
	c.faultAt(c.root.Find(path), strings.TrimSuffix(path, "."+word), codeUnknownRef, unknownMessage(what, word, known))
}

func unknownMessage(what, word string, known []string) string {
	known = slices.DeleteFunc(slices.Clone(known), func(s string) bool { return !kebab(strings.ReplaceAll(s, ".", "")) })
	if near := assess.Nearest(word, known); near != "" {
		return fmt.Sprintf("no such %s; did you mean %q?", what, near)
	}
	if len(known) == 0 {
		return fmt.Sprintf("no such %s; define it", what)
	}
	return fmt.Sprintf("no such %s; define it, or name one of: %s", what, strings.Join(known, ", "))
}

// text checks that a text is not blank, unless there is already a fault at that path.
func (c *compiler) text(path, value, what string) {
	if strings.TrimSpace(value) == "" && !slices.ContainsFunc(c.problems, func(p assess.Problem) bool { return p.Path == path }) {
		c.fault(path, codeMissing, "%s is missing; write it", what)
	}
}

// identity checks the format of a file, and that its id and version match its path.
// folder is "" for a questionnaire. The compiler's name is "" for a file that has no
// path yet.
func (c *compiler) identity(what, format, wanted, id, version, folder string) {
	if format != wanted {
		c.fault("format", CodeUnknownFormat, "not a %s in a layout that this version reads; write %s", what, wanted)
	}
	c.text("id", id, "the id")
	if id != "" && !kebab(id) {
		c.fault("id", codeBadID, "an id must have only small letters, digits and hyphens, and begin with a letter; rename it")
	}
	if !isVersion(version) {
		c.fault("version", codeMissing, "the version is missing or not three numbers; write one such as 1.0.0")
	}
	if want := path.Join(folder, id, version+".yaml"); c.name != "" && kebab(id) && isVersion(version) && !strings.HasSuffix("/"+c.name, "/"+want) {
		c.fault("version", CodePath, "the file must be at %s to match its id and version; move the file or correct them", want)
	}
}

// uniqueIDs checks that every id of a list is present, valid and used once. It
// returns the ids.
func (c *compiler) uniqueIDs(list string, n int, id func(int) string) []string {
	var seen []string
	path := func(i int) string { return fmt.Sprintf("%s[%d].id", list, i) }
	for i := range n {
		switch v := id(i); {
		case v == "":
			c.fault(path(i), codeMissing, "the id is missing; give it one")
		case !kebab(v):
			c.fault(path(i), codeBadID, "an id must have only small letters, digits and hyphens, and begin with a letter; rename it")
		default:
			if first := slices.Index(seen, v); first >= 0 {
				line := c.root.Find(path(first)).Line
				c.fault(path(i), codeRepeatedID, "id %q is already used on line %d; give each its own", v, line)
			}
		}
		seen = append(seen, id(i))
	}
	return seen
}

// kebab reports whether s is a valid id: small letters, digits, hyphens or
// underscores, beginning with a letter.
func kebab(s string) bool {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z'
		if !letter && (i == 0 || (r < '0' || r > '9') && r != '-' && r != '_') {
			return false
		}
	}
	return s != ""
}
