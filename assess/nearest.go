package assess

import "strings"

// LongestQuoted is the longest key that is quoted in a message, in bytes.
const LongestQuoted = 40

// Quotable reports whether a key, id or word that somebody made up may be quoted in a
// message. A sentence, or a name with a space or an accent, may not: it could be case
// content.
func Quotable(s string) bool {
	return s != "" && len(s) <= LongestQuoted && !strings.ContainsFunc(s, func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '-')
	})
}

// Nearest returns the known name that word was probably meant to be, or "" if none is
// close. At most a third of the letters may differ, ignoring capitals and treating
// "_", "-" and space as the same. A name with a different digit is never close: q28
// is not a misspelt q27. If several are equally close, it returns the first.
func Nearest(word string, known []string) string {
	if len(word) > 2*LongestQuoted {
		return ""
	}
	w := lettersOf(word)
	best, nearest := len(w)/3+1, ""
	for _, k := range known {
		if d := distance(w, lettersOf(k), best); d < best {
			best, nearest = d, k
		}
	}
	return nearest
}

func lettersOf(s string) []rune {
	return []rune(strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return '_'
		}
		return r
	}, strings.ToLower(s)))
}

// distance returns the number of letters to insert, delete, change or swap with a
// neighbour (optimal string alignment), or limit if that is not less.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range b {
		row[j+1] = row[j] + cost(b[j])
	}
	for i := range a {
		before, last, row = last, row, before
		row[0] = last[0] + cost(a[i])
		for j := range b {
			row[j+1] = min(row[j]+cost(b[j]), last[j+1]+cost(a[i]))
			change := max(cost(a[i]), cost(b[j]))
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+change)
			}
			if a[i] == b[j] {
				change = 0
			}
			row[j+1] = min(row[j+1], last[j]+change)
		}
	}
	return min(row[len(b)], limit)
}

// cost returns the cost of changing one character. A digit costs more than all the
// letters of a word.
func cost(r rune) int {
	if r >= '0' && r <= '9' {
		return 100
	}
	return 1
}
