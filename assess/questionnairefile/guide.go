package questionnairefile

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/strictfile"
)

// GuideFolder is where guidance files stand: guidance/ID/VERSION.yaml.
const GuideFolder = "guidance"

// LoadGuide makes a guide of a guidance file, or says everything that is wrong
// with it. name is the file's path with slashes, whose end must be
// guidance/ID/VERSION.yaml. Items and kinds of incident are held against the
// newest questionnaires of the shelf. The guide is nil if there is any problem.
func LoadGuide(name string, b []byte, shelf assess.Questionnaires) (*guidance.Guide, []assess.Problem) {
	root, problems := one(b)
	if root == nil {
		return nil, problems
	}
	var l guideLayout
	problems = append(problems, guideShapes.Decode(root, &l)...)
	c := guideCompiler{compiler: compiler{root: root, name: name, cited: map[string]bool{}}, w: &l, g: &guidance.Guide{}, shelf: shelf}
	c.compile()
	problems = append(problems, c.problems...)
	strictfile.Sort(problems)
	if len(problems) > 0 {
		return nil, problems
	}
	sum := sha256.Sum256(b)
	c.g.SHA256 = hex.EncodeToString(sum[:])
	return c.g, nil
}

// GuideFiles lists the guidance files below the root of a file system.
func GuideFiles(fsys fs.FS) ([]string, error) {
	names, err := fs.Glob(fsys, GuideFolder+"/*/*.yaml")
	return slices.DeleteFunc(names, func(n string) bool { return !isQuestionnaire(n) }), err
}

// LoadGuides loads every guide below the root of a file system. The error joins
// an *InvalidError for each file that is refused.
func LoadGuides(fsys fs.FS, shelf assess.Questionnaires) (guidance.Shelf, error) {
	names, err := GuideFiles(fsys)
	if err != nil {
		return nil, err
	}
	all, err := loadEach(fsys, names, func(name string, b []byte) (*guidance.Guide, []assess.Problem) { return LoadGuide(name, b, shelf) })
	return guidance.NewShelf(all...), err
}

// AddGuides puts the guides of another folder beside those on the shelf. A file
// with the id and version of one that is there must have its very bytes.
func AddGuides(guides guidance.Shelf, fsys fs.FS, shelf assess.Questionnaires) (guidance.Shelf, error) {
	more, err := LoadGuides(fsys, shelf)
	all := slices.Clone(guides)
	errs := []error{err}
	for _, g := range more {
		old := guides.Find(g.ID, g.Version)
		switch {
		case old == nil:
			all = append(all, g)
		case old.SHA256 != g.SHA256:
			errs = append(errs, &InvalidError{path.Join(GuideFolder, g.ID, g.Version+".yaml"), []assess.Problem{{
				Code: CodeChanged, Message: "guidance of this id and version is shipped with other bytes; give the changed file a new version",
			}}})
		}
	}
	return guidance.NewShelf(all...), errors.Join(errs...)
}

// guideCompiler makes a guide of a layout and names what does not fit.
type guideCompiler struct {
	compiler
	w     *guideLayout
	g     *guidance.Guide
	shelf assess.Questionnaires

	sourceIDs []string
	before    []guidance.Condition // the named ones, in file order
	namedUsed map[string]bool
}

func (c *guideCompiler) compile() {
	c.namedUsed = map[string]bool{}
	c.head()
	c.sources()
	c.conditions()
	ids := c.ownIDs()
	if len(ids) == 0 {
		c.fault("lines", CodeMissing, "there is no guidance; write at least one line")
	}
	for i := range c.w.Tests {
		c.test(i)
	}
	for i := range c.w.Lines {
		c.line(i)
	}
	for i := range c.w.Routes {
		c.route(i)
	}
	c.leftOver()
}

// head takes what every file must say of itself.
func (c *guideCompiler) head() {
	w, g := c.w, c.g
	if w.Format != GuideFormat {
		c.fault("format", CodeUnknownFormat, "not a guidance file of a layout that is read here; write %s", GuideFormat)
	}
	c.text("id", w.ID, "the id")
	if w.ID != "" && !kebab(w.ID) {
		c.fault("id", CodeBadID, "an id is small letters, digits and hyphens, and begins with a letter; rename it")
	}
	if !isVersion(w.Version) {
		c.fault("version", CodeMissing, "the version is missing or not three numbers; write one such as 1.0.0")
	}
	if want := path.Join(GuideFolder, w.ID, w.Version+".yaml"); c.name != "" && !strings.HasSuffix("/"+c.name, "/"+want) {
		c.fault("version", CodePath, "id and version say %s, which is not where the file stands; make them the same", want)
	}
	c.text("title", w.Title, "the title")
	if len(w.Jurisdictions) == 0 {
		c.fault("jurisdictions", CodeMissing, "whose law it speaks of (jurisdictions) is missing; name one or more of: %s", strings.Join(assess.Jurisdiction("").Words(), ", "))
	}
	if w.AsOf.IsZero() {
		c.fault("as_of", CodeMissing, "the day on which it was last gone through (as_of) is missing; write it")
	}
	c.text("purpose", w.Purpose, "what the guidance is for (purpose)")
	c.text("misuse", w.Misuse, "what it must not be used for (misuse)")
	c.text("licence", w.Licence, "the licence")
	c.text("check", w.Check, "what is printed beside it, to check the current law (check)")
	if w.StaleDays < 1 || w.StaleDays > 3660 {
		c.fault("stale_days", CodeBadRule, "after how many days a route must be looked at again (stale_days) is from 1 to 3660; put it right")
	}
	g.ID, g.Version, g.Title, g.Area, g.AsOf = w.ID, w.Version, w.Title, w.Area, w.AsOf
	g.Jurisdictions, g.Purpose, g.Misuse, g.Licence, g.Language = w.Jurisdictions, w.Purpose, w.Misuse, w.Licence, w.Language
	g.Check, g.Order, g.StaleDays = w.Check, w.Order, w.StaleDays
}

func (c *guideCompiler) sources() {
	c.sourceIDs = c.uniqueIDs("sources", len(c.w.Sources), func(i int) string { return c.w.Sources[i].ID })
	for i, s := range c.w.Sources {
		at := fmt.Sprintf("sources[%d]", i)
		c.text(at+".short", s.Short, "what it is called beside a line (short)")
		c.text(at+".title", s.Title, "what the source is called (title)")
		c.text(at+".where", s.Where, "the section or the place in it (where)")
		c.text(at+".mark", string(s.Mark), "how far it was checked (mark)")
		if s.CheckedOn.IsZero() {
			c.fault(at+".checked_on", CodeMissing, "the day on which it was checked (checked_on) is missing; write it")
		}
		c.g.Sources = append(c.g.Sources, guidance.Source{ID: s.ID, Short: s.Short, Title: s.Title, Where: s.Where, CheckedOn: s.CheckedOn, Mark: s.Mark})
	}
}

// ownIDs holds that no two tests, lines or routes share an id: each is referred
// to by it alone.
func (c *guideCompiler) ownIDs() []string {
	var all []string
	for _, list := range []struct {
		name string
		n    int
		id   func(int) string
	}{
		{"tests", len(c.w.Tests), func(i int) string { return c.w.Tests[i].ID }},
		{"lines", len(c.w.Lines), func(i int) string { return c.w.Lines[i].ID }},
		{"routes", len(c.w.Routes), func(i int) string { return c.w.Routes[i].ID }},
	} {
		ids := c.uniqueIDs(list.name, list.n, list.id)
		for i, id := range ids {
			if slices.Contains(all, id) && id != "" {
				c.fault(fmt.Sprintf("%s[%d].id", list.name, i), CodeRepeatedID, "a test, line or route before this one has the id %q; give each its own", id)
			}
		}
		all = append(all, ids...)
	}
	return all
}

// cite holds that a statement names its sources.
func (c *guideCompiler) cite(at string, ids []string) []string {
	if len(ids) == 0 {
		c.fault(at, CodeNoSource, "the statement has no source; name where it comes from")
	}
	for k, id := range ids {
		c.member(fmt.Sprintf("%s.source[%d]", at, k), "source", id, c.sourceIDs)
		c.cited[id] = true
	}
	return ids
}

func (c *guideCompiler) test(i int) {
	w := &c.w.Tests[i]
	at := fmt.Sprintf("tests[%d]", i)
	c.text(at+".kind", string(w.Kind), "what it is a test of (kind)")
	c.text(at+".title", w.Title, "the title")
	if len(w.Elements) == 0 {
		c.fault(at, CodeMissing, "there are no elements; write what has to be shown")
	}
	out := guidance.Test{ID: w.ID, Kind: w.Kind, Title: w.Title, Says: w.Says, When: c.when(at+".when", &w.When), Source: c.cite(at, w.Source)}
	c.placesIn(at+".says", w.Says)
	c.uniqueIDs(at+".elements", len(w.Elements), func(k int) string { return w.Elements[k].ID })
	for k := range w.Elements {
		out.Elements = append(out.Elements, c.element(fmt.Sprintf("%s.elements[%d]", at, k), w.Kind, &w.Elements[k]))
	}
	c.g.Tests = append(c.g.Tests, out)
}

func (c *guideCompiler) element(at string, kind guidance.TestKind, w *elementOf) guidance.Element {
	out := guidance.Element{ID: w.ID, What: w.What, Ask: w.Ask, Source: c.cite(at, w.Source)}
	c.text(at+".what", w.What, "what has to be shown (what)")
	if kind != guidance.Acts {
		c.text(at+".ask", w.Ask, "the question to ask next (ask)")
	}
	if kind == guidance.Acts && w.Met == nil && w.Indicated == nil {
		c.fault(at, CodeMissing, "nothing could ever show this act; write met or indicated")
	}
	if w.Met != nil {
		met := c.when(at+".met", w.Met)
		out.Met = &met
	}
	if w.Indicated != nil {
		indicated := c.when(at+".indicated", w.Indicated)
		out.Indicated = &indicated
	}
	return out
}

// longestBrief is the most characters of what page one says of a line.
const longestBrief = 100

func (c *guideCompiler) line(i int) {
	w := &c.w.Lines[i]
	at := fmt.Sprintf("lines[%d]", i)
	c.text(at+".section", string(w.Section), "the section")
	c.text(at+".says", w.Says, "what it says (says)")
	c.placesIn(at+".says", w.Says)
	c.placesIn(at+".not", w.Not)
	c.placesIn(at+".brief", w.Brief)
	if w.Not != "" && w.Section != guidance.Say {
		c.fault(at+".not", CodeBadLine, "what not to say belongs to the section say; move it or take it out")
	}
	goes := w.Goes != "" && w.Hours > 0
	if none := w.Goes == "" && w.Hours == 0; w.Section == guidance.Evidence && !goes || w.Section != guidance.Evidence && !none {
		c.fault(at, CodeBadLine, "evidence, and nothing else, says how soon it may be gone: goes in words, and hours from 1, by which it is put in order")
	}
	if w.PageOne < 0 || w.PageOne > 99 {
		c.fault(at+".page_one", CodeBadLine, "how urgent it is on page one (page_one) is from 1, the most urgent, to 99; put it right")
	}
	if (w.PageOne > 0) != (w.Brief != "") {
		c.fault(at, CodeBadLine, "page_one (how urgent) and brief (what page one says of it) go together; write both or neither")
	}
	if n := utf8.RuneCountInString(w.Brief); n > longestBrief {
		c.fault(at+".brief", CodeBadLine, "%d characters, and page one has room for %d; shorten it", n, longestBrief)
	}
	c.g.Lines = append(c.g.Lines, guidance.Line{
		ID: w.ID, Section: w.Section, When: c.when(at+".when", &w.When), Says: w.Says, Not: w.Not,
		Goes: w.Goes, Hours: w.Hours, PageOne: w.PageOne, Brief: w.Brief, Source: c.cite(at, w.Source),
	})
}

var brace = regexp.MustCompile(`[{}]`)

// placesIn holds that a text leaves nothing open that cannot be filled in.
func (c *guideCompiler) placesIn(at, says string) {
	rest := says
	for _, p := range guidance.Places() {
		rest = strings.ReplaceAll(rest, "{"+p+"}", "")
	}
	if brace.MatchString(rest) {
		c.fault(at, CodeUnknownRef, "a place in braces that cannot be filled in; write one of: {%s}", strings.Join(guidance.Places(), "}, {"))
	}
}

// route holds that a number is shown to nobody unless it was read where it comes
// from, on a day that is given.
func (c *guideCompiler) route(i int) {
	w := &c.w.Routes[i]
	at := fmt.Sprintf("routes[%d]", i)
	c.text(at+".name", w.Name, "what the service is called (name)")
	c.text(at+".audience", w.Audience, "whom it is for (audience)")
	c.text(at+".area", w.Area, "where it works (area)")
	source := c.cite(at, w.Source)
	read := slices.ContainsFunc(source, func(id string) bool {
		k := slices.Index(c.sourceIDs, id)
		return k >= 0 && c.w.Sources[k].Mark == guidance.Read
	})
	if w.Number != "" && (!read || w.VerifiedOn.IsZero()) {
		c.fault(at+".number", CodeUnverified, "a number may stand here only with a source whose mark is read and the day (verified_on); take the number out until then")
	}
	c.g.Routes = append(c.g.Routes, guidance.Route{
		ID: w.ID, Name: w.Name, Detail: w.Detail, Number: w.Number, Area: w.Area, Audience: w.Audience,
		VerifiedOn: w.VerifiedOn, When: c.when(at+".when", &w.When), Source: source,
	})
}

// leftOver names what nothing uses.
func (c *guideCompiler) leftOver() {
	for i, id := range c.sourceIDs {
		if id != "" && !c.cited[id] {
			c.fault(fmt.Sprintf("sources[%d]", i), CodeUnused, "nothing rests on this source; name it, or take it out")
		}
	}
	for i, n := range c.w.Conditions {
		if n.ID != "" && !c.namedUsed[n.ID] {
			c.fault(fmt.Sprintf("conditions[%d]", i), CodeUnused, "nothing names this condition; use it, or take it out")
		}
	}
}
