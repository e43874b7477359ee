package cli

import (
	"fmt"
	"runtime"
	"strings"
	"unicode"

	"stalkrisk/assess/safetext"
)

// command returns a command of this program to copy into a shell. It has the flags of
// this run without which it would do something else.
func (env Env) command(words ...string) string {
	if env.keep != nil {
		words = append(words, *env.keep...)
	}
	line := "stalkrisk"
	for _, w := range words {
		line += " " + quoted(w, runtime.GOOS == "windows")
	}
	return line
}

// conversation returns the command that continues a conversation as this one was held.
func (o *assessOptions) conversation(env Env, words ...string) string {
	if o.plain {
		words = append(words, "--plain")
	}
	if o.out != "" {
		words = append(words, "--out", o.out)
	}
	if formats := strings.Join(o.reports, ","); formats != pages().otherwise {
		words = append(words, "--report", formats)
	}
	return env.command(words...)
}

// quoted returns a word as a shell reads it: as it is if it is plain.
func quoted(word string, windows bool) string {
	allowed := "-_./:,@%+="
	if windows {
		allowed += `\`
	}
	special := func(r rune) bool { return !asciiLetterOrDigit(r) && !strings.ContainsRune(allowed, r) }
	switch {
	case word != "" && !strings.ContainsFunc(word, special):
		return word
	case windows:
		return `"` + safetext.Name(word) + `"` // a name there has no quotation mark
	case safetext.Name(word) == word:
		return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	}
	return coded(word)
}

func asciiLetterOrDigit(r rune) bool {
	return r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// coded returns a word in quotation marks, with codes for what cannot be shown.
func coded(word string) string {
	var b strings.Builder
	for _, c := range []byte(word) {
		switch {
		case c < ' ' || c > '~':
			fmt.Fprintf(&b, `\x%02x`, c)
		case c == '\'' || c == '\\':
			b.WriteString(`\` + string(c))
		default:
			b.WriteByte(c)
		}
	}
	return "$'" + b.String() + "'"
}

// operand returns a path so that no command takes it for a flag.
func operand(name string) string {
	if strings.HasPrefix(name, "-") {
		return "./" + name
	}
	return name
}
