package questionnairefile

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/late"
	"stalkrisk/assess/strictfile"
)

// GuideFormat is the format id of a guidance file.
const GuideFormat = "stalkrisk.guidance/1"

// guideShapes reads days.
var guideShapes = late.Value[*strictfile.Shapes]{Make: func() *strictfile.Shapes {
	return strictfile.NewShapes(
		strictfile.Spelt[assess.Date](strictfile.CodeBadDate, "not a day; write 2026-11-20"),
	)
}}

// GuideFolder is the folder of guidance files: guidance/ID/VERSION.yaml.
const GuideFolder = "guidance"

// LoadGuide reads a guidance file, or returns every problem. name is the path of the
// file with slashes, and must end in guidance/ID/VERSION.yaml. Items and kinds of
// incident must be in the newest of the loaded questionnaires. The guide is nil if
// there is any problem.
func LoadGuide(name string, b []byte, loaded assess.Questionnaires) (*guidance.Guide, []assess.Problem) {
	g := &guidance.Guide{SHA256: sha(b)}
	problems := load(name, b, guideShapes.Get().Decode, g, func(c *compiler) {
		c.cited = map[string]bool{}
		(&guideCompiler{compiler: c, g: g, loaded: loaded, namedUsed: map[string]bool{}}).compile()
	})
	if len(problems) > 0 {
		return nil, problems
	}
	return g, nil
}

// GuideFiles returns the paths of the guidance files in a file system.
func GuideFiles(fsys fs.FS) ([]string, error) {
	return versions(fsys, GuideFolder+"/*/*.yaml")
}

// LoadGuides loads every guide in a file system. The error joins an *InvalidError for
// each file that is refused.
func LoadGuides(fsys fs.FS, loaded assess.Questionnaires) (guidance.Guides, error) {
	names, err := GuideFiles(fsys)
	if err != nil {
		return nil, err
	}
	return loadGuides(fsys, names, loaded)
}

func loadGuides(fsys fs.FS, names []string, loaded assess.Questionnaires) (guidance.Guides, error) {
	return loadEach(fsys, names, func(name string, b []byte) (*guidance.Guide, []assess.Problem) { return LoadGuide(name, b, loaded) })
}

// LoadGuidesOf loads the guides of a file system that say something about cases under one
// law, in all their versions. Most of a report's time would go into reading the others.
func LoadGuidesOf(fsys fs.FS, loaded assess.Questionnaires, law assess.Jurisdiction) (guidance.Guides, error) {
	names, err := GuideFiles(fsys)
	if err != nil {
		return nil, err
	}
	wanted := map[string]bool{} // by folder
	for _, name := range names {
		wanted[path.Dir(name)] = wanted[path.Dir(name)] || mayBeOf(fsys, name, law)
	}
	names = slices.DeleteFunc(names, func(name string) bool { return !wanted[path.Dir(name)] })
	return loadGuides(fsys, names, loaded)
}

// mayBeOf reports whether a guide may be about a law: the head, which is all that stands
// before the sources, names it, or is not clear.
func mayBeOf(fsys fs.FS, name string, law assess.Jurisdiction) bool {
	b, err := fs.ReadFile(fsys, name)
	head, _, found := bytes.Cut(b, []byte("\nsources:"))
	if err != nil || !found {
		return true
	}
	root, problems := one(head)
	laws := root.Field("jurisdictions").List()
	return len(problems) > 0 || len(laws) == 0 || slices.ContainsFunc(laws, func(n *strictfile.Node) bool { return n.Text == string(law) })
}

// AddGuides adds the guides of another folder to the loaded ones. A file with the
// same id and version as a loaded one must be identical to it.
func AddGuides(guides guidance.Guides, fsys fs.FS, loaded assess.Questionnaires) (guidance.Guides, error) {
	more, err := LoadGuides(fsys, loaded)
	return added(guides, more, err, GuideFolder, "guidance")
}

// guideCompiler checks a decoded guide and resolves its names.
type guideCompiler struct {
	*compiler
	g      *guidance.Guide // as decoded; its names are resolved in place
	loaded assess.Questionnaires

	sourceIDs []string
	kinds     []string // of incident, once they are needed
	named     int      // how many named conditions have been read
	namedUsed map[string]bool
}

func (c *guideCompiler) compile() {
	c.head()
	c.sources()
	c.conditions()
	ids := c.ownIDs()
	if len(ids) == 0 {
		c.fault("lines", codeMissing, "there is no guidance; write at least one line")
	}
	for i := range c.g.Tests {
		c.test(i)
	}
	for i := range c.g.Lines {
		c.line(i)
	}
	for i := range c.g.Routes {
		c.route(i)
	}
	c.leftOver()
}

// head checks what every file must say about itself.
func (c *guideCompiler) head() {
	w := c.g
	c.identity("guidance file", w.Format, GuideFormat, w.ID, w.Version, GuideFolder)
	c.text("title", w.Title, "the title")
	if len(w.Jurisdictions) == 0 {
		c.fault("jurisdictions", codeMissing, "whose law it is about (jurisdictions) is missing; name one or more of: %s", strings.Join(assess.Jurisdiction("").Words(), ", "))
	}
	if w.AsOf.IsZero() {
		c.fault("as_of", codeMissing, "the day on which all of it was last checked (as_of) is missing; write it")
	}
	c.text("purpose", w.Purpose, "what the guidance is for (purpose)")
	c.text("misuse", w.Misuse, "what it must not be used for (misuse)")
	c.text("licence", w.Licence, "the licence")
	c.text("check", w.Check, "what is printed beside it, to check the current law (check)")
	if w.StaleDays < 1 || w.StaleDays > 3660 {
		c.fault("stale_days", codeBadRule, "the days after which a route must be checked again (stale_days) must be from 1 to 3660; correct them")
	}
}

func (c *guideCompiler) sources() {
	c.sourceIDs = c.uniqueIDs("sources", len(c.g.Sources), func(i int) string { return c.g.Sources[i].ID })
	for i, s := range c.g.Sources {
		at := fmt.Sprintf("sources[%d]", i)
		c.text(at+".short", s.Short, "what it is called beside a line (short)")
		c.text(at+".title", s.Title, "what the source is called (title)")
		c.text(at+".where", s.Where, "the section or the place in it (where)")
		c.text(at+".mark", string(s.Mark), "how far it was checked (mark)")
		if s.CheckedOn.IsZero() {
			c.fault(at+".checked_on", codeMissing, "the day on which it was checked (checked_on) is missing; write it")
		}
	}
}

// ownIDs checks that no two tests, lines or routes share an id, because they are
// referred to by id alone.
func (c *guideCompiler) ownIDs() []string {
	var all []string
	for _, list := range []struct {
		name string
		n    int
		id   func(int) string
	}{
		{"tests", len(c.g.Tests), func(i int) string { return c.g.Tests[i].ID }},
		{"lines", len(c.g.Lines), func(i int) string { return c.g.Lines[i].ID }},
		{"routes", len(c.g.Routes), func(i int) string { return c.g.Routes[i].ID }},
	} {
		ids := c.uniqueIDs(list.name, list.n, list.id)
		for i, id := range ids {
			if slices.Contains(all, id) && id != "" {
				c.fault(fmt.Sprintf("%s[%d].id", list.name, i), codeRepeatedID, "an earlier test, line or route has the id %q; give each its own", id)
			}
		}
		all = append(all, ids...)
	}
	return all
}

// cite checks that a statement names its sources.
func (c *guideCompiler) cite(at string, ids []string) {
	if len(ids) == 0 {
		c.fault(at, codeNoSource, "the statement has no source; name where it comes from")
	}
	for k, id := range ids {
		if !slices.Contains(c.sourceIDs, id) {
			c.member(fmt.Sprintf("%s.source[%d]", at, k), "source", id, c.sourceIDs)
		}
		c.cited[id] = true
	}
}

func (c *guideCompiler) test(i int) {
	w := &c.g.Tests[i]
	at := fmt.Sprintf("tests[%d]", i)
	c.text(at+".kind", string(w.Kind), "what it is a test of (kind)")
	c.text(at+".title", w.Title, "the title")
	if len(w.Elements) == 0 {
		c.fault(at, codeMissing, "there are no elements; write what has to be shown")
	}
	c.when(at+".when", &w.When)
	c.cite(at, w.Source)
	c.placesIn(at+".says", w.Says)
	c.uniqueIDs(at+".elements", len(w.Elements), func(k int) string { return w.Elements[k].ID })
	for k := range w.Elements {
		c.element(fmt.Sprintf("%s.elements[%d]", at, k), w.Kind, &w.Elements[k])
	}
}

func (c *guideCompiler) element(at string, kind guidance.TestKind, w *guidance.Element) {
	c.cite(at, w.Source)
	c.text(at+".what", w.What, "what has to be shown (what)")
	if kind != guidance.Acts {
		c.text(at+".ask", w.Ask, "the question to ask next (ask)")
	}
	if kind == guidance.Acts && w.Met == nil && w.Indicated == nil {
		c.fault(at, codeMissing, "no answer could show this act; write met or indicated")
	}
	if w.Met != nil {
		c.when(at+".met", w.Met)
	}
	if w.Indicated != nil {
		c.when(at+".indicated", w.Indicated)
	}
}

// longestBrief is the most characters of a line on page one.
const longestBrief = 100

func (c *guideCompiler) line(i int) {
	w := &c.g.Lines[i]
	at := fmt.Sprintf("lines[%d]", i)
	c.text(at+".section", string(w.Section), "the section")
	c.text(at+".says", w.Says, "what it says (says)")
	c.placesIn(at+".says", w.Says)
	c.placesIn(at+".not", w.Not)
	c.placesIn(at+".brief", w.Brief)
	if w.Not != "" && w.Section != guidance.Say {
		c.fault(at+".not", codeBadLine, "what not to say belongs to the section say; move it or remove it")
	}
	goes := w.Goes != "" && w.Hours > 0
	if none := w.Goes == "" && w.Hours == 0; w.Section == guidance.Evidence && !goes || w.Section != guidance.Evidence && !none {
		c.fault(at, codeBadLine, "only the section evidence says how soon it may be gone: write goes (in words) and hours (1 or more) there, and nowhere else")
	}
	if w.PageOne < 0 || w.PageOne > 99 {
		c.fault(at+".page_one", codeBadLine, "page_one must be from 1 (most urgent) to 99; correct it")
	}
	if (w.PageOne > 0) != (w.Brief != "") {
		c.fault(at, codeBadLine, "page_one (how urgent) and brief (what page one says of it) go together; write both or neither")
	}
	if n := utf8.RuneCountInString(w.Brief); n > longestBrief {
		c.fault(at+".brief", codeBadLine, "%d characters, but page one has room for %d; shorten it", n, longestBrief)
	}
	c.asking(at+".asking", w)
	c.decide(at, w.Decide)
	c.when(at+".when", &w.When)
	c.cite(at, w.Source)
}

// mostInName is the most words of the name of a row.
const mostInName = 5

// mostAloud is the most words of something that is read aloud.
const mostAloud = 40

// asking checks what a line says while questions are asked. It may have no places: what
// is recorded is never read to a caller.
func (c *guideCompiler) asking(at string, l *guidance.Line) {
	w := l.Asking
	if w == nil {
		return
	}
	c.text(at+".says", w.Says, "the words to say (says)")
	c.text(at+".name", w.Name, "the name of the row")
	if n := len(strings.Fields(w.Name)); n > mostInName {
		c.fault(at+".name", codeBadLine, "%d words, but no more than %d fit in a row; shorten it", n, mostInName)
	}
	if l.Section != guidance.Say && l.Section != guidance.Evidence {
		c.fault(at, codeBadLine, "only the sections say and evidence have words to say while questions are asked; move it or remove it")
	}
	if w.Rank < 1 || w.Rank > 99 {
		c.fault(at+".rank", codeBadLine, "rank must be from 1 (said first) to 99; correct it")
	}
	if n := len(strings.Fields(w.Says + " " + w.Not)); n > mostAloud {
		c.fault(at, codeBadLine, "%d words, but no more than %d can be read and said in the middle of a call; shorten it", n, mostAloud)
	}
	if strings.ContainsAny(w.Says+w.Not, "{}") {
		c.fault(at, codeBadLine, "what is said to a caller repeats nothing that is recorded; remove the placeholder")
	}
}

// mostAsked is the most words of a question to a meeting.
const mostAsked = 25

// decide checks what a meeting is asked. It may have no places: nothing of the case goes
// to a meeting by way of guidance.
func (c *guideCompiler) decide(at string, all []guidance.Decide) {
	for k, d := range all {
		at := fmt.Sprintf("%s.decide[%d]", at, k)
		c.text(at+".agency", d.Agency, "who is asked (agency)")
		c.text(at+".asks", d.Asks, "what they are asked (asks)")
		if n := len(strings.Fields(d.Asks)); n > mostAsked {
			c.fault(at+".asks", codeBadLine, "%d words; ask one thing in at most %d", n, mostAsked)
		}
		if strings.ContainsAny(d.Agency+d.Asks, "{}") {
			c.fault(at, codeBadLine, "what a meeting is asked repeats nothing that is recorded; remove the placeholder")
		}
	}
}

// placesIn checks that a text has only placeholders that can be filled in.
func (c *guideCompiler) placesIn(at, says string) {
	rest := says
	for _, p := range guidance.Places() {
		rest = strings.ReplaceAll(rest, "{"+p+"}", "")
	}
	if strings.ContainsAny(rest, "{}") {
		c.fault(at, codeUnknownRef, "unknown placeholder in braces; write one of: {%s}", strings.Join(guidance.Places(), "}, {"))
	}
}

// route checks a route. A telephone number is shown only if somebody read it in its
// source, on a recorded day.
func (c *guideCompiler) route(i int) {
	w := &c.g.Routes[i]
	at := fmt.Sprintf("routes[%d]", i)
	c.text(at+".name", w.Name, "what the service is called (name)")
	c.text(at+".audience", w.Audience, "whom it is for (audience)")
	c.text(at+".area", w.Area, "where it works (area)")
	c.cite(at, w.Source)
	if w.Support != "" && w.Number == "" {
		c.fault(at+".support", codeBadLine, "a route without a number cannot be given to the caller; add the number or remove support")
	}
	read := slices.ContainsFunc(w.Source, func(id string) bool {
		k := slices.Index(c.sourceIDs, id)
		return k >= 0 && c.g.Sources[k].Mark == guidance.Read
	})
	if w.Number != "" && (!read || w.VerifiedOn.IsZero()) {
		c.fault(at+".number", codeUnverified, "a number needs a source marked read and a day (verified_on); add both, or remove the number")
	}
	c.when(at+".when", &w.When)
}

// leftOver reports what nothing uses.
func (c *guideCompiler) leftOver() {
	for i, id := range c.sourceIDs {
		if id != "" && !c.cited[id] {
			c.fault(fmt.Sprintf("sources[%d]", i), codeUnused, "nothing uses this source; name it, or remove it")
		}
	}
	for i, n := range c.g.Conditions {
		if n.ID != "" && !c.namedUsed[n.ID] {
			c.fault(fmt.Sprintf("conditions[%d]", i), codeUnused, "nothing uses this condition; use it, or remove it")
		}
	}
}
