// Package fold compares what people write: references of cases, incidents and
// assessors, and names of police forces. Two texts that differ only in how they were
// typed or copied fold to the same text. Folding is only for comparing: nothing that
// is stored or shown is folded.
package fold

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Text returns s in the form in which texts are compared: in small letters, in one
// Unicode form (NFKD), every dash as "-", every run of blanks as one space, without
// blanks at the ends and without marks that take no space. It removes no dash and no
// space between words, so NP-1-23 and NP-12-3 stay different. Text(Text(s)) is Text(s).
func Text(s string) string {
	if tidy(s) {
		return strings.ToLower(s)
	}
	s = norm.NFKD.String(strings.Map(visible, s))
	s = norm.NFKD.String(strings.ToLower(strings.ToUpper(s)))
	return strings.Join(strings.FieldsFunc(strings.Map(dash, s), unicode.IsSpace), " ")
}

// tidy reports whether only the letter case of s can need folding, as with most texts.
func tidy(s string) bool {
	blank := true // the character before, or the beginning
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == ' ' && blank {
			return false
		}
		blank = s[i] == ' '
	}
	return !blank || s == ""
}

// visible drops control characters and marks that take no space: between two halves of
// a letter they would keep them apart.
func visible(r rune) rune {
	if unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) {
		return -1
	}
	return r
}

func dash(r rune) rune {
	if unicode.In(r, unicode.Dash) || r == '\u2043' || r == '\u02d7' {
		return '-'
	}
	return r
}

// Near returns the letters and digits of s, folded. Texts that are equal in these
// alone may be one thing written in two ways, or two: only a person can tell.
func Near(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, Text(s))
}

// CountNear returns how many of the texts, each different after folding, are equal to
// another in their letters and digits alone.
func CountNear(texts []string) (n int) {
	groups := map[string]map[string]bool{}
	for _, s := range texts {
		near := Near(s)
		if near == "" {
			continue
		}
		if groups[near] == nil {
			groups[near] = map[string]bool{}
		}
		groups[near][Text(s)] = true
	}
	for _, g := range groups {
		if len(g) > 1 {
			n += len(g)
		}
	}
	return n
}
