package assess_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// stilted lists phrases that are hard to read. See the rules in
// .github/CONTRIBUTING.md.
var stilted = []struct {
	phrase  *regexp.Regexp
	instead string
}{
	{regexp.MustCompile(`\bno comfort\b`), "say what it does not mean"},
	{regexp.MustCompile(`\bheld against\b`), "compared with, or checked by"},
	{regexp.MustCompile(`\bat hand\b`), "was not found, or is loaded"},
	{regexp.MustCompile(`\btaken for a no\b`), "treated as no"},
	{regexp.MustCompile(`\bof any kind that\b`), "any … that"},
	{regexp.MustCompile(`\bhangs on\b`), "depends on"},
	{regexp.MustCompile(`(?i)\bmend(s|ed)?\b`), "fix or correct"},
	{regexp.MustCompile(`\banew\b`), "again"},
	{regexp.MustCompile(`\b(that|this|it|which) is no (answer|key|terminal|number|date)\b`), "is not a"},
	{regexp.MustCompile(`\n\n\s*// \w+ gives `), "// X returns"},
	{regexp.MustCompile(`\n\n\s*// \w+ says whether `), "// X reports whether"},
}

// exempt reports whether a file is not checked: its words are content, or it has to
// contain the phrases.
func exempt(name string) bool {
	return name == "assess/english_test.go" || strings.HasSuffix(name, ".golden")
}

func TestPlainEnglish(t *testing.T) {
	t.Parallel()
	files := 0
	err := filepath.WalkDir("..", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := filepath.ToSlash(strings.TrimPrefix(p, ".."+string(filepath.Separator)))
		if d.IsDir() && d.Name() == ".git" {
			return fs.SkipDir
		}
		switch path.Ext(name) {
		case ".go", ".md", ".txtar":
		default:
			return nil
		}
		if d.IsDir() || exempt(name) {
			return nil
		}
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		files++
		for _, s := range stilted {
			for _, at := range s.phrase.FindAllIndex(b, -1) {
				line := 1 + strings.Count(string(b[:at[1]]), "\n")
				t.Errorf("%s:%d: %q; write %s", name, line, strings.TrimSpace(string(b[at[0]:at[1]])), s.instead)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 300 {
		t.Errorf("only %d files were read", files)
	}
}
