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
	placeholder  = regexp.MustCompile(`ID|VERSION|FOLDER|FILE|NAME|[*<]`)
)

// A document that sends people to a file that is not there wastes their time.
func TestPathsInTheDocumentsExist(t *testing.T) {
	t.Parallel()
	goFiles, docs := map[string]bool{}, []string{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".git":
			return fs.SkipDir
		case path.Ext(name) == ".go":
			goFiles[d.Name()] = true
		case path.Ext(name) == ".md" && !strings.Contains(filepath.ToSlash(name), "/testdata/"):
			docs = append(docs, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	isThere := func(name string) bool {
		_, err := os.Stat(filepath.FromSlash(name))
		return err == nil
	}
	checked := 0
	for _, doc := range docs {
		text := read(t, doc)
		for _, m := range relativeLink.FindAllStringSubmatch(text, -1) {
			checked++
			if !isThere(path.Join(path.Dir(filepath.ToSlash(doc)), m[1])) {
				t.Errorf("%s links to %s, which does not exist", doc, m[1])
			}
		}
		for _, m := range inBackticks.FindAllStringSubmatch(text, -1) {
			name := strings.TrimPrefix(m[1], "./")
			first, _, isPath := strings.Cut(name, "/")
			switch {
			case placeholder.MatchString(name) || strings.Contains(name, "..."):
			case isPath && isThere(path.Join(root, first)) && first != "":
				checked++
				if !isThere(path.Join(root, name)) && !goName.MatchString(name) {
					t.Errorf("%s names %s, which does not exist", doc, name)
				}
			case path.Ext(name) == ".go":
				checked++
				if !goFiles[path.Base(name)] {
					t.Errorf("%s names %s, and no Go file is called that", doc, name)
				}
			}
		}
	}
	if checked < 60 {
		t.Errorf("only %d paths were checked", checked)
	}
}

// goName is something in a package, and not a file: assess/report.Write.
var goName = regexp.MustCompile(`\.[A-Z]\w*$`)
