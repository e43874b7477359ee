package cli

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	inBackticks  = regexp.MustCompile("`([^`\n ]+)`")
	relativeLink = regexp.MustCompile(`\]\(([^):]+)\)`)
	placeholder  = regexp.MustCompile(`ID|VERSION|FOLDER|FILE|NAME|[*<]|\.\.\.`)
)

func TestPathsInTheDocumentsExist(t *testing.T) {
	t.Parallel()
	docs, goFiles := documents(t)
	checked := 0
	for _, doc := range docs {
		text := read(t, doc)
		for _, m := range relativeLink.FindAllStringSubmatch(text, -1) {
			checked++
			if !exists(path.Join(path.Dir(doc), m[1])) {
				t.Errorf("%s links to %s, which does not exist", doc, m[1])
			}
		}
		for _, m := range inBackticks.FindAllStringSubmatch(text, -1) {
			name := strings.TrimPrefix(m[1], "./")
			first, _, inFolder := strings.Cut(name, "/")
			missing := false
			switch {
			case placeholder.MatchString(name) || goName.MatchString(name):
				continue
			case inFolder && first != "" && exists(path.Join(root, first)):
				missing = !exists(path.Join(root, name))
			case path.Ext(name) == ".go":
				missing = !goFiles[path.Base(name)]
			default:
				continue
			}
			checked++
			if missing {
				t.Errorf("%s names %s, which does not exist", doc, name)
			}
		}
	}
	if checked < 60 {
		t.Errorf("only %d paths were checked", checked)
	}
}

// documents returns the paths of all Markdown files, and the names of all Go files.
func documents(t *testing.T) (docs []string, goFiles map[string]bool) {
	t.Helper()
	goFiles = map[string]bool{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		name = filepath.ToSlash(name)
		switch {
		case err != nil:
			return err
		case d.Name() == ".git" || d.Name() == "testdata":
			return fs.SkipDir
		case path.Ext(name) == ".go":
			goFiles[d.Name()] = true
		case path.Ext(name) == ".md":
			docs = append(docs, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return docs, goFiles
}

func exists(name string) bool {
	_, err := os.Stat(filepath.FromSlash(name))
	return err == nil
}

// goName matches a name in a package, which is not a file: assess/report.Write.
var goName = regexp.MustCompile(`\.[A-Z]\w*$`)
