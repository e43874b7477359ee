package fold

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"stalkrisk/assess/late"
)

// Reference returns a reference folded, or "" if it identifies nothing: it is empty, a
// placeholder such as "N/A", or a number that a spreadsheet shortened. Two records
// without a reference must never count as one because of it.
func Reference(s string) string {
	s = Text(s)
	if placeholder(s) || Shortened(s) {
		return ""
	}
	return s
}

// Identifies reports whether Reference returns anything.
func Identifies(s string) bool { return surelyOne(s) || Reference(s) != "" }

// AppendReference appends what Reference returns. It needs no memory of its own for most
// references: only the letter case of these is folded.
func AppendReference(b []byte, s string) []byte {
	switch {
	case s == "":
		return b
	case !surelyOne(s):
		return append(b, Reference(s)...)
	}
	from := len(b)
	b = append(b, s...)
	for i, c := range b[from:] {
		if 'A' <= c && c <= 'Z' {
			b[from+i] = c + 'a' - 'A'
		}
	}
	return b
}

// surelyOne reports whether a text is surely a reference of which only the letter case is
// folded, as nearly all are. It has a digit from 1 to 9, so it is not a placeholder; it is
// tidy, so nothing more is folded; and it does not begin as a shortened number does. False
// means only that it must be looked at more closely.
func surelyOne(s string) bool {
	digit := false
	for i := range len(s) {
		if c := s[i]; '1' <= c && c <= '9' {
			digit = true
		} else if c <= ' ' || c >= 0x7f {
			return false
		}
	}
	return digit && !mayBeShortened(s)
}

// placeholders lists what people write where there is no reference, as letters and
// digits alone: "na" is also N/A, n.a. and #N/A. Words of a spreadsheet's own faults
// are among them. None has a digit from 1 to 9: surelyOne relies on it.
var placeholders = late.Value[map[string]bool]{Make: func() map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(`
	na nk dk nil none null nan unk unknown unspecified undefined unrecorded unreported unassigned unallocated
	notknown dontknow donotknow notyetknown notapplicable notavailable notrecorded notreported notprovided notgiven
	notsupplied notstated notset notissued notallocated notassigned notyet notfound notsure
	no yes nonumber noref noreference noid nolog noincident nocrime nocrimenumber nocrimereference nocrimeref nonegiven nonerecorded
	tba tbc tbd tbn tobeadvised toadvise tobeconfirmed toconfirm tobeallocated tobedecided tofollow pending awaited awaiting
	asabove asbelow above below same sameasabove ditto seenote seenotes seeabove seebelow seelog seereport seecomments seetext
	blank empty missing other various several multiple misc redacted withheld confidential anonymous anon
	ref reference value error name num div0 test example`) {
		all[w] = true
	}
	return all
}}

// placeholder reports whether a reference identifies nothing: it is in the list, has no
// letter and no digit, or is made of noughts alone or of the letter x alone.
func placeholder(s string) bool {
	var memory [32]byte // longer than any in the list
	near, ascii := appendNear(memory[:0], s)
	if !ascii || len(near) == len(memory) { // rare
		near = []byte(Near(s))
	}
	return madeOf(near, '0') || madeOf(near, 'x') || placeholders.Get()[string(near)]
}

// appendNear appends what Near returns, up to the capacity of near. It returns false
// if s is not ASCII.
func appendNear(near []byte, s string) ([]byte, bool) {
	for i := 0; i < len(s) && len(near) < cap(near); i++ {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			return near, false
		case 'A' <= c && c <= 'Z':
			near = append(near, c+'a'-'A')
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			near = append(near, c)
		}
	}
	return near, true
}

// madeOf reports whether a text has no other character; an empty one has none.
func madeOf(s []byte, only byte) bool {
	return !slices.ContainsFunc(s, func(c byte) bool { return c != only })
}

// shortened is how spreadsheets and programs write a long number: 2.02611E+11, with a
// comma in many countries. Without a decimal point it needs a sign, because 20E1234
// may be a reference.
var shortened = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp { return regexp.MustCompile(`^[-+]?[0-9]([.,][0-9]+e[-+]?|e[-+])[0-9]{1,3}$`) }}

// Shortened reports whether a reference is a number that a spreadsheet shortened. Its
// last digits are lost, so different numbers look alike.
func Shortened(s string) bool { return mayBeShortened(s) && shortened.Get().MatchString(Text(s)) }

// mayBeShortened reports whether a reference could be a shortened number, so that few have
// to be folded: it begins as one does. What begins with a control character or with one
// outside ASCII may be folded to anything, and so may what has one after its first digit.
func mayBeShortened(s string) bool {
	for len(s) > 0 && (s[0] == ' ' || s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	if len(s) < 2 {
		return false
	}
	odd := func(c byte) bool { return c < ' ' || c >= 0x7f }
	return odd(s[0]) || '0' <= s[0] && s[0] <= '9' && (odd(s[1]) || strings.IndexByte(".,eE", s[1]) >= 0)
}
