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

// AppendReference appends what Reference returns. It needs no memory of its own for most
// references: of a tidy one only the letter case is folded.
func AppendReference(b []byte, s string) []byte {
	from := len(b)
	if b = appendSmall(b, s); surelyOne(b[from:]) {
		return b
	}
	switch b = b[:from]; {
	case !tidy(s):
		return append(b, Reference(s)...)
	case placeholder(s) || Shortened(s):
		return b
	}
	return appendSmall(b, s)
}

// appendSmall appends s with small letters for the capital ones of ASCII.
func appendSmall(b []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return b
}

// surelyOne reports whether a text in small letters is surely a folded reference, as
// nearly all are. It has a digit from 1 to 9, so it is not a placeholder; no space and
// nothing outside ASCII, so nothing more is folded; and no e after a digit, so it is not a
// shortened number. False means only that it must be looked at more closely.
func surelyOne(s []byte) bool {
	digit, before := false, byte(0)
	for _, c := range s {
		if c <= ' ' || c >= 0x7f || c == 'e' && '0' <= before && before <= '9' {
			return false
		}
		digit = digit || '1' <= c && c <= '9'
		before = c
	}
	return digit
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
// to be folded: it has an e after a digit, or a control character or one outside ASCII,
// which folding may turn into one of these.
func mayBeShortened(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' || c >= 0x7f:
			return true
		case c == 'e' || c == 'E':
			if i > 0 && '0' <= s[i-1] && s[i-1] <= '9' {
				return true
			}
		}
	}
	return false
}
