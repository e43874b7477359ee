package strictfile

import "strings"

// plainKind returns the kind of a value without quotes: text, true, false or a whole
// number; Unclear if it may be anything else.
func plainKind(s string) Kind {
	if s == "" || strings.Contains(s, ": ") || strings.Contains(s, " #") || s[len(s)-1] == ':' {
		return Unclear
	}
	if first := strings.TrimPrefix(s, "<"); first == "" || !isLetter(first[0]) { // <redacted> is text
		return numberKind(s)
	}
	switch strings.ToLower(s) {
	case "true", "false", "null":
		if s == "true" || s == "false" {
			return Bool
		}
		return Unclear // True is a Bool, and Null is nothing
	}
	return String
}

// numberKind returns the kind of a value that may be a whole number, a date, a version or
// words after a number; Unclear if it is none of them.
func numberKind(s string) Kind {
	other := strings.TrimLeft(s, "0123456789")
	switch {
	case len(other) < len(s) && strings.Contains(other, " "): // 14 or more
		return String
	case other == "" && len(s) <= 15 && (s[0] != '0' || len(s) == 1):
		return Number
	case len(s) >= 7 && len(s)-len(other) == 4 && other[0] == '-' && strings.Trim(other, "0123456789-:TZ+") == "": // a date
		return String
	case strings.Count(other, ".") == 2 && strings.Trim(other, "0123456789.") == "": // 1.0.0
		return String
	}
	return Unclear
}
