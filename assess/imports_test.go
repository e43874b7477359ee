package assess_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// These rules say what each package may import. They keep all decisions (what
// applies, which question is next, what an answer means) in assess and the packages
// below it. Tests may import more, but not the network.

// importRule is a folder and what its code may import. A path that ends in "/..."
// includes everything below it.
type importRule struct {
	folder string
	ours   []string // our own packages, as folders
	theirs []string // other people's modules
	only   []string // if set, the only packages of the standard library that it may import
	never  []string // packages of the standard library that it must not import
	why    string
}

const (
	cobra     = "github.com/spf13/cobra/..."
	pflag     = "github.com/spf13/pflag/..."
	yamlv3    = "gopkg.in/yaml.v3/..."
	strictJS  = "github.com/go-json-experiment/json/..."
	flock     = "github.com/gofrs/flock/..."
	huh       = "github.com/charmbracelet/huh/..."
	bubbletea = "github.com/charmbracelet/bubbletea/..."
	bubbles   = "github.com/charmbracelet/bubbles/..." // key bindings, which huh's own key map is made of
	lipgloss  = "github.com/charmbracelet/lipgloss/..."
	termenv   = "github.com/muesli/termenv/..." // lipgloss's colour profiles
	xansi     = "github.com/charmbracelet/x/ansi/..."
	xterm     = "github.com/charmbracelet/x/term/..."
	xsys      = "golang.org/x/sys/unix/..."
	xtext     = "golang.org/x/text/..."
)

var (
	// The pure packages read no file, no clock and no network, and print nothing.
	world  = []string{"os/...", "syscall/...", "embed/...", "io/ioutil/...", "log/...", "path/filepath/...", "runtime/...", "plugin/..."}
	files  = []string{"os/...", "syscall/...", "embed/...", "io/ioutil/...", "path/filepath/..."}
	pure   = []string{"assess/fold", "assess/timeline", "assess/conversation", "assess/compare", "assess/guidance", "assess/training", "assess/sift"}
	domain = append([]string{"assess"}, pure...)
)

var importRules = []importRule{
	{folder: late, only: []string{"sync", "sync/atomic"}, why: "everything may import it, so it imports nothing of ours"},
	{folder: "assess/fold", theirs: []string{xtext}, never: world, why: "comparing text is a leaf, so that everything can compare in one way"},
	{folder: "assess/timeline", ours: []string{"assess/fold"}, never: world, why: "the timeline is a leaf: the standard library and how text is compared, so that its statistics can be read and tested by themselves"},
	{folder: "assess/safetext", never: world, why: "which characters are safe is asked by everything that writes, the domain included"},
	{folder: "assess/termtext", ours: []string{"assess/safetext"}, theirs: []string{xansi}, never: world, why: "text for a terminal is nearly a leaf, so that the report, the screen and line mode can all use it"},
	{folder: "assess", ours: []string{"assess/fold", "assess/timeline", "assess/safetext"}, never: world, why: "the domain is pure, so that the same input always gives the same Result: bring what it needs in as a value"},
	{folder: "assess/conversation", ours: []string{"assess", "assess/fold", "assess/timeline", "assess/guidance"}, never: world, why: "which question comes next, and which advice, follows from the assessment, the guidance and the time passed in: what applies is assess's, drawing and saving are cmd's"},
	{folder: "assess/compare", ours: []string{"assess", "assess/fold", "assess/timeline"}, never: world, why: "comparing scores values: reading files is the caller's"},
	{folder: "assess/guidance", ours: []string{"assess", "assess/fold", "assess/timeline"}, never: world, why: "guidance follows from the answers alone: questionnairefile reads its files, report writes its words"},
	{folder: "assess/training", ours: []string{"assess", "assess/fold", "assess/timeline"}, never: world, why: "marking compares values: questionnairefile reads practice cases, cli prints"},
	{folder: "assess/cases", ours: []string{"assess", "assess/fold", "assess/safetext", "assess/timeline"}, never: world, why: "many cases are read and compared as values: batch reads the files, report writes the list"},
	{folder: "assess/audit", ours: []string{"assess", "assess/cases", "assess/fold", "assess/safetext", "assess/timeline"}, never: world, why: "figures are counted from values: batch reads the files, report writes the tables"},
	{folder: "assess/textfile", ours: []string{"assess"}, theirs: []string{xtext}, never: world, why: "it turns bytes into text and knows nothing of what the text means: the caller opens the file"},
	{folder: "assess/table", ours: []string{"assess", "assess/strictfile", "assess/safetext", "assess/timeline"}, theirs: []string{xtext}, never: world, why: "it reads tables and knows nothing of what the columns mean: assessmentfile says which there are, and reads the rows"},
	{folder: "assess/strictfile", ours: []string{"assess"}, theirs: []string{yamlv3, strictJS}, never: world, why: "it turns bytes into trees and knows nothing of what they mean: it has assess for Problem only, and the caller reads the file"},
	// Worked cases are saved assessments, so this package may import assessmentfile,
	// which reads them. assessmentfile must not import this package.
	{folder: "assess/sift", ours: []string{"assess", "assess/fold", "assess/timeline"}, never: world, why: "the sift finds signs in reports: reading logs is siftfile's, and reading its rules is questionnairefile's"},
	{folder: "assess/form", ours: []string{"assess", "assess/assessmentfile", "assess/safetext", "assess/table"}, never: files, why: "it writes the questions for other programs, with the names by which assessmentfile reads what they export"},
	{folder: "assess/siftfile", ours: []string{"assess", "assess/sift", "assess/strictfile", "assess/table", "assess/timeline"}, never: files, why: "it reads logs through table, the one reader of tables, and writes what the sift found"},
	{folder: "assess/questionnairefile", ours: append([]string{"assess/strictfile", "assess/assessmentfile", "assess/safetext"}, domain...), why: "it makes questionnaires of files through strictfile, the only home of YAML; screens and flags are cmd's"},
	{folder: "assess/assessmentfile", ours: append([]string{"assess/strictfile", "assess/table", "assess/textfile", "assess/safetext"}, domain...), theirs: []string{flock}, why: "it reads and saves assessments through strictfile; a questionnaire is passed to what needs one, and is not loaded here"},
	{folder: "assess/settingsfile", ours: []string{"assess", "assess/fold", "assess/strictfile", "assess/timeline"}, never: files, why: "it reads settings through strictfile, the only home of YAML: where the file is and what wins over it is cli's"},
	{folder: "assess/handover", ours: []string{"assess", "assess/safetext", "assess/strictfile"}, theirs: []string{"filippo.io/age", "filippo.io/age/armor"}, never: world, why: "sealing turns bytes into bytes: files and flags are cli's. Of age it has no SSH keys and no plugins, which run programs"},
	{folder: "assess/report", ours: append([]string{"assess/assessmentfile", "assess/audit", "assess/cases", "assess/table", "assess/termtext", "assess/safetext"}, domain...), never: []string{"os/..."}, why: "a report writes a Result to an io.Writer: YAML is strictfile's, colour is screen's, files and flags are cmd's"},
	{folder: "assess/schema", ours: append([]string{"assess/handover", "assess/settingsfile", "assess/strictfile", "assess/questionnairefile", "assess/assessmentfile", "assess/report", "assess/batch", "assess/audit", "assess/cases"}, domain...), why: "a schema describes what the other packages read and write, and does neither"},
	{folder: "assess/batch", ours: []string{"assess", "assess/cases", "assess/fold", "assess/timeline", "assess/assessmentfile", "assess/safetext", "assess/table", "assess/textfile"}, why: "a batch reads assessments and gives each result to an encoder passed to it: it knows no report, no terminal"},
	{folder: "assess/assesstest/quickfuzz", only: []string{"flag", "testing"}, why: "it sets one flag of the fuzzer, and no code but a test imports it"},
	{folder: "assess/assesstest", ours: append([]string{"assess/questionnairefile"}, domain...), theirs: []string{"pgregory.net/rapid/..."}, never: files[:1], why: "it is a small pair of questionnaires for tests, and no code but a test imports it"},
	{folder: "questionnaires", only: []string{"embed"}, why: "it is data, and embed alone brings it into the program: logic goes to questionnairefile"},
	{folder: "cmd/internal/session", ours: domain, never: files, why: "a session asks what assess says comes next: showing it is work for line and screen, and saving is a function that cli passes in"},
	{folder: "cmd/internal/explore", ours: domain, never: files, why: "explore scores what-ifs: screen shows them, and saving is a function that cli passes in"},
	{folder: "cmd/internal/present", ours: append([]string{"assess/termtext", "cmd/internal/session"}, domain...), never: files, why: "what both ways of showing a session say is text: how it looks is decided in line and screen"},
	{folder: "cmd/internal/line", ours: append([]string{"assess/termtext", "cmd/internal/session", "cmd/internal/present"}, domain...), never: files, why: "line mode shows a session on lines of text: saving is a function that cli passes in, the report comes after"},
	{folder: "cmd/internal/screen", ours: []string{"assess", "assess/conversation", "assess/compare", "assess/termtext", "assess/safetext", "cmd/internal/session", "cmd/internal/present", "cmd/internal/explore"}, theirs: []string{huh, bubbletea, bubbles, lipgloss, termenv}, never: files, why: "the screen shows a session: what applies is decided in assess, and saving is a function that cli passes in"},
	{folder: "cmd/internal/calltest", ours: []string{"assess", "assess/assessmentfile", "assess/conversation", "assess/questionnairefile", "assess/report", "cmd/internal/session", "questionnaires"}, never: files[:1], why: "it plays scripted calls for the tests of line and screen, and makes reports of what they write, and no code but a test imports it"},
	{folder: "cmd/internal/termquiet", only: []string{"os"}, why: "it is initialised before bubbletea only because os is all it waits for"},
	{
		folder: "cmd/internal/cli", theirs: []string{cobra, pflag, xterm, xtext, xsys}, why: "commands parse and join the packages: YAML is strictfile's, drawing is screen's",
		ours: append([]string{"assess/settingsfile", "assess/strictfile", "assess/questionnairefile", "assess/assessmentfile", "assess/handover", "assess/report", "assess/schema", "assess/batch", "assess/audit", "assess/cases", "assess/form", "assess/siftfile", "assess/table", "assess/termtext", "assess/textfile", "assess/safetext", "questionnaires", "cmd/internal/..."}, domain...),
	},
	{folder: "cmd/manual", ours: []string{"cmd/internal/cli"}, theirs: []string{cobra, pflag}, why: "it writes the pages and completions of a package from the tree of commands, and knows nothing else"},
	{folder: "cmd/stalkrisk", ours: []string{"questionnaires", "cmd/internal/..."}, why: "main is one call of cli.Main with the shipped questionnaires: what a command does is in cli"},
}

const (
	module = "stalkrisk"
	late   = "assess/late" // like package sync, any package may import it
)

// source is one Go file of the module.
type source struct {
	name   string // from the root, with slashes
	folder string
	file   *ast.File
	fset   *token.FileSet
}

// tree parses every Go file of the module, whatever system it is for.
func tree(t *testing.T) (all []source) {
	t.Helper()
	root := ".."
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); p != root && (n == "testdata" || strings.HasPrefix(n, ".") || strings.HasPrefix(n, "_")) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(p, ".go") {
			return nil
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, p, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		all = append(all, source{name, path.Dir(name), f, fset})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 50 {
		t.Fatalf("only %d Go files found below %s", len(all), root)
	}
	return all
}

func (s source) test() bool { return strings.HasSuffix(s.name, "_test.go") }

func (s source) imports() (paths []string) {
	for _, i := range s.file.Imports {
		p, _ := strconv.Unquote(i.Path.Value)
		paths = append(paths, p)
	}
	return paths
}

// among reports whether an import path, or a folder, is in a list.
func among(list []string, p string) bool {
	return slices.ContainsFunc(list, func(l string) bool {
		below, all := strings.CutSuffix(l, "/...")
		return p == below || all && strings.HasPrefix(p, below+"/")
	})
}

// refusal returns why code in a folder may not import p; "" if it may.
func refusal(folder, p string) string {
	if among([]string{"net/..."}, p) {
		return fmt.Sprintf("%s may not import %s: stalkrisk is offline and opens no network connection, ever", folder, p)
	}
	if p == "C" || p == "unsafe" {
		return fmt.Sprintf("%s may not import %s: the program is built everywhere from plain Go", folder, p)
	}
	k := slices.IndexFunc(importRules, func(r importRule) bool { return r.folder == folder })
	first, _, _ := strings.Cut(p, "/")
	own, theirs := first == module, strings.Contains(first, ".")
	if k < 0 {
		// A package in cmd that imports only the standard library needs no rule.
		if strings.HasPrefix(folder, "cmd/internal/") && !own && !theirs {
			return ""
		}
		return fmt.Sprintf("%s is a new package: add it to the list in assess/imports_test.go with what it may import, and why", folder)
	}
	r := importRules[k]
	refused := false
	switch {
	case own:
		to := strings.TrimPrefix(p, module+"/")
		refused = to != folder && to != late && !among(r.ours, to)
	case theirs:
		refused = !among(r.theirs, p)
	default:
		refused = among(r.never, p) || r.only != nil && !among(r.only, p)
	}
	if !refused {
		return ""
	}
	return fmt.Sprintf("%s may not import %s: %s", folder, strings.TrimPrefix(p, module+"/"), r.why)
}

func TestImports(t *testing.T) {
	for _, s := range tree(t) {
		for _, p := range s.imports() {
			if s.test() {
				if among([]string{"net/..."}, p) {
					t.Errorf("%s: no test may import %s: the tests pass with no network", s.name, p)
				}
				continue
			}
			if why := refusal(s.folder, p); why != "" {
				t.Errorf("%s: %s", s.name, why)
			}
		}
	}
}

// cmd reads the clock and passes the time in: with time.Now in the domain, the same
// file would score differently tomorrow. Printing needs a writer that is passed in.
func TestNoClockAndNoPrintingInTheDomain(t *testing.T) {
	refused := map[string]string{
		"time.Now": "every window is counted from assessed_at", "time.Since": "every window is counted from assessed_at",
		"time.Until": "every window is counted from assessed_at", "time.Local": "a result may not depend on where the computer is",
		"fmt.Print": "write to a writer that is passed in", "fmt.Println": "write to a writer that is passed in", "fmt.Printf": "write to a writer that is passed in",
	}
	for _, s := range tree(t) {
		if s.test() || s.folder != "assess" && !strings.HasPrefix(s.folder, "assess/") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok {
				if why := refused[x.Name+"."+sel.Sel.Name]; why != "" {
					t.Errorf("%s: %s.%s may not be used in %s: %s", s.fset.Position(sel.Pos()), x.Name, sel.Sel.Name, s.folder, why)
				}
			}
			return true
		})
	}
}

// Every command, even one that prints the version, waits for what the packages compute
// before main, and each package that computes something costs pages of memory. So ours
// compute nothing: the compiler lays out every variable of a package.
// TestNoPackageOfOursComputesAnythingBeforeMain, in cmd/stalkrisk, asks the program itself;
// this test says where, and what to do instead.
func TestNothingIsComputedBeforeMain(t *testing.T) {
	for _, s := range tree(t) {
		if s.test() || among([]string{"assess/assesstest/...", "cmd/internal/calltest"}, s.folder) {
			continue
		}
		for _, d := range s.file.Decls {
			for n, what := range computed(d) {
				if what != "func init" || s.folder != "cmd/internal/termquiet" { // which must come before the libraries
					t.Errorf("%s: %s is computed before main; make it in a late.Value, or return it from a function", s.fset.Position(n.Pos()), what)
				}
			}
		}
	}
}

// computed returns what a declaration of a package computes before main: a function init;
// in the values of variables calls, maps and channels. A conversion to a type of Go's own
// and errors.New are not computed: the compiler lays out what they return.
func computed(d ast.Decl) map[ast.Node]string {
	found := map[ast.Node]string{}
	if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
		found[f] = "func init"
	}
	if g, ok := d.(*ast.GenDecl); !ok || g.Tok != token.VAR {
		return found
	}
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			name := types.ExprString(n.Fun)
			if !slices.Contains([]string{"errors.New", "string", "uint64", "[]byte"}, name) && !strings.HasPrefix(name, "(*") {
				found[n] = name + "(…)"
			}
		case *ast.CompositeLit:
			if _, ok := n.Type.(*ast.MapType); ok {
				found[n] = "a map"
			}
		case *ast.FuncLit:
			return false // it runs when it is called, which is a CallExpr
		}
		return true
	})
	return found
}

func TestWhatIsComputedBeforeMainIsFound(t *testing.T) {
	for text, want := range map[string]bool{
		"func init() {}": true, "func (t T) init() {}": false, "func f() { x = m() }": false, "const c = len(names)": false,
		"var x = f()": true, "var x = []T{{a: f()}}": true, "var x = func() int { return 1 }()": true, "var x = map[string]int{}": true,
		"var x = []map[string]int{map[string]int{}}": true, "var x = regexp.MustCompile(`a`)": true, "var x = sync.OnceValue(f)": true,
		"var x = errors.New(`a`)": false, "var x = []byte(`a`)": false, "var _ I = (*T)(nil)": false, "var x = []string{string(c)}": false,
		"var x = late.Value[int]{Make: func() int { return f() }}": false, "var x map[string]int": false, "var x = []T{{`a`, f}}": false,
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\n"+text, 0)
		if err != nil {
			t.Fatal(err)
		}
		if found := computed(f.Decls[0]); (len(found) > 0) != want {
			t.Errorf("%s: found %v", text, found)
		}
	}
}

// The manual lists the codes of problems with what to do about each, from the functions
// Codes: one that is not in the list of its package would be printed and not explained.
func TestEachCodeIsInTheListOfItsPackage(t *testing.T) {
	declared, listed := map[string]map[string]token.Position{}, map[string]map[string]bool{}
	for _, s := range tree(t) {
		if s.test() {
			continue
		}
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && strings.HasSuffix(f.Name.Name, "Codes") {
				list := set(listed, s.folder)
				ast.Inspect(f.Body, func(n ast.Node) bool {
					if id, ok := n.(*ast.Ident); ok {
						list[id.Name] = true
					}
					return true
				})
			}
			for _, name := range constants(d) {
				if strings.HasPrefix(strings.ToLower(name.Name), "code") {
					set(declared, s.folder)[name.Name] = s.fset.Position(name.Pos())
				}
			}
		}
	}
	for folder, list := range listed {
		for name, at := range declared[folder] {
			if !list[name] {
				t.Errorf("%s: %s is not in Codes of its package; add it with what to do about it", at, name)
			}
		}
	}
	if len(listed) < 6 || len(declared["assess/strictfile"]) < 20 {
		t.Errorf("codes of only %d packages were found, of strictfile %d", len(listed), len(declared["assess/strictfile"]))
	}
}

// set returns the map under a key, which it adds.
func set[V any](of map[string]map[string]V, key string) map[string]V {
	if of[key] == nil {
		of[key] = map[string]V{}
	}
	return of[key]
}

// constants returns the names of the constants that are declared.
func constants(d ast.Decl) (names []*ast.Ident) {
	if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.CONST {
		for _, s := range d.Specs {
			names = append(names, s.(*ast.ValueSpec).Names...)
		}
	}
	return names
}

// html/template writes values of these types into a page without escaping them. Nothing
// in the program may call a text one of them, and only the page is a template.
func TestNoTextIsTakenForMarkup(t *testing.T) {
	trusted := []string{"CSS", "HTML", "HTMLAttr", "JS", "JSStr", "Srcset", "URL"}
	for _, s := range tree(t) {
		name := ""
		for _, i := range s.file.Imports {
			p, _ := strconv.Unquote(i.Path.Value)
			if p == "text/template" || p == "html/template" && s.folder != "assess/report" || among([]string{"html/template"}, p) && i.Name != nil {
				t.Errorf("%s may not import %s: assess/report/html.go writes pages with html/template, under its own name", s.name, p)
			}
			if p == "html/template" {
				name = "template"
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok && x.Name == name && slices.Contains(trusted, sel.Sel.Name) {
					t.Errorf("%s: template.%s may not be used: it is written into a page without escaping", s.fset.Position(sel.Pos()), sel.Sel.Name)
				}
			}
			return true
		})
	}
}

// The rules must refuse something as well as allow what is needed.
func TestImportRulesRefuseAndAllow(t *testing.T) {
	refused := [][2]string{
		{"assess", "os"}, {"assess", "os/exec"}, {"assess", "net/http"}, {"assess", "stalkrisk/assess/report"}, {"assess", "gopkg.in/yaml.v3"}, {"assess", "github.com/google/go-cmp/cmp"},
		{"assess/timeline", "stalkrisk/assess"}, {"assess/timeline", "os"}, {"assess/termtext", "stalkrisk/assess"}, {"assess/termtext", "github.com/charmbracelet/lipgloss"},
		{"assess", "stalkrisk/assess/conversation"}, {"assess", "stalkrisk/assess/compare"}, {"assess/conversation", "stalkrisk/assess/compare"}, {"assess/compare", "os"},
		{"assess/guidance", "stalkrisk/assess/training"}, {"assess/training", "os"},
		{"assess/strictfile", "stalkrisk/assess/timeline"}, {"assess/assessmentfile", "stalkrisk/assess/questionnairefile"},
		{"assess/questionnairefile", "gopkg.in/yaml.v3"}, {"assess/questionnairefile", "github.com/spf13/cobra"}, {"assess/assessmentfile", "github.com/charmbracelet/huh"},
		{"assess/report", "gopkg.in/yaml.v3"}, {"assess/report", "github.com/charmbracelet/lipgloss"}, {"assess/report", "stalkrisk/cmd/internal/cli"},
		{"assess/batch", "stalkrisk/assess/report"}, {"assess/handover", "os"}, {"assess/handover", "filippo.io/age/plugin"}, {"assess/handover", "filippo.io/age/agessh"}, {"assess/handover", "stalkrisk/assess/assessmentfile"}, {"assess/report", "stalkrisk/assess/assesstest"}, {"cmd/internal/cli", "stalkrisk/assess/assesstest"}, {"assess/batch", "stalkrisk/cmd/internal/screen"},
		{"questionnaires", "os"}, {"questionnaires", "stalkrisk/assess"},
		{"cmd/internal/screen", "github.com/spf13/cobra"}, {"cmd/internal/screen", "os"},
		{"cmd/internal/session", "stalkrisk/cmd/internal/screen"}, {"cmd/internal/session", "stalkrisk/cmd/internal/line"}, {"cmd/internal/session", "github.com/charmbracelet/bubbletea"},
		{"cmd/internal/line", "github.com/spf13/cobra"}, {"cmd/internal/line", "gopkg.in/yaml.v3"}, {"cmd/internal/line", "stalkrisk/assess/report"}, {"cmd/internal/line", "stalkrisk/assess/assessmentfile"}, {"cmd/internal/line", "github.com/charmbracelet/lipgloss"}, {"cmd/internal/line", "stalkrisk/cmd/internal/screen"}, {"cmd/internal/present", "stalkrisk/cmd/internal/screen"}, {"cmd/internal/present", "github.com/charmbracelet/bubbletea"},
		{"cmd/internal/explore", "github.com/charmbracelet/huh"}, {"cmd/internal/cli", "gopkg.in/yaml.v3"}, {"cmd/internal/cli", "github.com/charmbracelet/lipgloss"}, {"cmd/internal/cli", "net/http"},
		{"cmd/stalkrisk", "stalkrisk/assess"}, {"assess/new", "fmt"}, {"cmd/internal/new", "stalkrisk/assess"}, {"cmd/internal/new", "github.com/spf13/cobra"},
	}
	for _, s := range refused {
		if refusal(s[0], s[1]) == "" {
			t.Errorf("%s may import %s", s[0], s[1])
		}
	}
	allowed := [][2]string{
		{"assess", "stalkrisk/assess/timeline"}, {"assess", "time"}, {"assess/strictfile", "gopkg.in/yaml.v3"}, {"assess/assessmentfile", "os"}, {"assess/assessmentfile", "github.com/gofrs/flock"},
		{"assess/questionnairefile", "stalkrisk/assess/assessmentfile"}, {"assess/report", "stalkrisk/assess/assessmentfile"}, {"assess/report", "stalkrisk/assess/guidance"},
		{"questionnaires", "embed"}, {"cmd/internal/screen", "github.com/charmbracelet/huh"}, {"cmd/internal/screen", "stalkrisk/cmd/internal/session"},
		{"cmd/internal/cli", "github.com/spf13/cobra"}, {"cmd/internal/cli", "stalkrisk/assess/batch"}, {"cmd/stalkrisk", "stalkrisk/cmd/internal/cli"}, {"cmd/internal/new", "os"},
	}
	for _, o := range allowed {
		if why := refusal(o[0], o[1]); why != "" {
			t.Error(why)
		}
	}
}

// exit.go reports errors and chooses the exit code, so it must not import the screen
// or the packages that draw it.
func TestTheExitHandlerImportsNoScreen(t *testing.T) {
	for _, s := range tree(t) {
		if s.name != "cmd/internal/cli/exit.go" {
			continue
		}
		for _, p := range s.imports() {
			if p == module+"/cmd/internal/screen" || among([]string{huh, bubbletea, bubbles, lipgloss, termenv}, p) {
				t.Errorf("%s imports %s", s.name, p)
			}
		}
		return
	}
	t.Error("cmd/internal/cli/exit.go is not there any more")
}
