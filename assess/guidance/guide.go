package guidance

import (
	"slices"
	"strings"

	"stalkrisk/assess"
)

// Guide is one version of a guidance file. It comes from
// questionnairefile.LoadGuide, which refuses every file that is not sound. It is
// never changed after that and may be used by several goroutines.
type Guide struct {
	Format        string                `json:"format"`
	ID            string                `json:"id"`
	Version       string                `json:"version"`
	Title         string                `json:"title"`
	Jurisdictions []assess.Jurisdiction `json:"jurisdictions"`
	Area          string                `json:"area"`  // a police force area, for a force's own file; "" for every area
	AsOf          assess.Date           `json:"as_of"` // the day on which all of it was last checked
	Purpose       string                `json:"purpose"`
	Misuse        string                `json:"misuse"`
	Licence       string                `json:"licence"`
	Language      string                `json:"language"`
	Check         string                `json:"check"`      // to be printed beside all of it: check the current law
	Order         string                `json:"order"`      // which order to consider, at every level; "" if the file names none
	StaleDays     int                   `json:"stale_days"` // after how many days a route must be checked again
	Sources       []Source              `json:"sources"`
	Conditions    []Named               `json:"conditions"` // those that others name
	Tests         []Test                `json:"tests"`
	Lines         []Line                `json:"lines"`
	Routes        []Route               `json:"routes"`
	SHA256        string                `json:"-"` // of the file's bytes, in hex
}

// Source is where a statement comes from, and how far it was checked.
type Source struct {
	ID        string      `json:"id"`
	Short     string      `json:"short"` // for a line
	Title     string      `json:"title"`
	Where     string      `json:"where"` // the section or the place
	CheckedOn assess.Date `json:"checked_on"`
	Mark      Mark        `json:"mark"`
}

// Mark is how far a statement was checked.
type Mark string

// A statement may have been read in its source, perhaps not the latest version;
// come from another page; be believed and not checked; or be this project's own
// choice.
const (
	Read       Mark = "read"
	SecondHand Mark = "second_hand"
	Unverified Mark = "unverified"
	OurDesign  Mark = "our_design"
)

// Words lists the marks.
func (Mark) Words() []string { return []string{"read", "second_hand", "unverified", "our_design"} }

// Section is the heading under which a line is shown.
type Section string

// The sections, in the order in which they are read.
const (
	Points     Section = "points"     // about what has to be proved
	Orders     Section = "orders"     // which orders, and who may apply
	Conditions Section = "conditions" // what an order should say, matched to the behaviour
	Traps      Section = "traps"      // how stalking like this is mistaken for something else
	Evidence   Section = "evidence"   // what may be lost, the soonest first
	Say        Section = "say"        // advice to give, and the harmful advice to leave out
	Who        Section = "who"        // who else must know or can help
)

// Words lists the sections in the order in which they are read.
func (Section) Words() []string {
	return []string{"points", "orders", "conditions", "traps", "evidence", "say", "who"}
}

// Line is one piece of guidance, shown when its condition holds.
type Line struct {
	ID      string    `json:"id"`
	Section Section   `json:"section"`
	When    Condition `json:"when"`
	Says    string    `json:"says"`     // may hold places: see Places
	Not     string    `json:"not"`      // what not to say, in the section "say"; may be ""
	Goes    string    `json:"goes"`     // in the section "evidence": how soon it may be gone, in words
	Hours   int       `json:"hours"`    // the same as a number, for the order; 0 elsewhere
	PageOne int       `json:"page_one"` // 1 is the most urgent on page one; 0 is not for page one
	Brief   string    `json:"brief"`    // what page one says; "" where PageOne is 0
	Source  []string  `json:"source"`
}

// Test is something that has to be shown, as elements.
type Test struct {
	ID       string    `json:"id"`
	Kind     TestKind  `json:"kind"`
	Title    string    `json:"title"`
	Says     string    `json:"says"`
	When     Condition `json:"when"`
	Source   []string  `json:"source"`
	Elements []Element `json:"elements"`
}

// TestKind is what a test is of.
type TestKind string

// An offence and an order list every element. Acts list those that are there.
const (
	Offence TestKind = "offence"
	Order   TestKind = "order"
	Acts    TestKind = "acts"
)

// Words lists the kinds.
func (TestKind) Words() []string { return []string{"offence", "order", "acts"} }

// Element is one thing to show. Met or Indicated may be nil: these answers
// alone can then never show so much.
type Element struct {
	ID        string     `json:"id"`
	What      string     `json:"what"`
	Met       *Condition `json:"met"`
	Indicated *Condition `json:"indicated"`
	Ask       string     `json:"ask"` // the next question, until it is met; "" for an act
	Source    []string   `json:"source"`
}

// Route is where to turn.
type Route struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Detail     string      `json:"detail"`
	Number     string      `json:"number"` // only ever one that was read in its source
	Area       string      `json:"area"`
	Audience   string      `json:"audience"`
	VerifiedOn assess.Date `json:"verified_on"` // when it was last checked; zero if it never was
	When       Condition   `json:"when"`
	Source     []string    `json:"source"`
}

// Ref names a guide by its bytes, as a result names a questionnaire.
func (g *Guide) Ref() assess.InstrumentRef {
	return assess.InstrumentRef{ID: "guidance/" + g.ID, Version: g.Version, SHA256: g.SHA256}
}

// source returns the source of that id; the loader makes sure that there is one.
func (g *Guide) source(id string) Source {
	i := slices.IndexFunc(g.Sources, func(s Source) bool { return s.ID == id })
	if i < 0 {
		return Source{ID: id}
	}
	return g.Sources[i]
}

// Named returns the id, the version and the hash of the file.
func (g *Guide) Named() (id, version, sha256 string) { return g.ID, g.Version, g.SHA256 }

// Guides are the guides that were loaded.
type Guides = assess.Versions[*Guide]

// For returns the newest version of each guide about a case: of its
// jurisdiction (England and Wales where none is given), and of no area or of one
// in which either person lives. Guides of one jurisdiction come first, since law
// differs; then those of several; then a force's own.
func For(all Guides, of *assess.Case) []*Guide {
	where := of.Jurisdiction
	if where == "" {
		where = "england_wales"
	}
	var law, general, local []*Guide
	for _, id := range all.IDs() {
		g := all.Newest(id)
		switch {
		case !slices.Contains(g.Jurisdictions, where):
		case g.Area != "" && (same(g.Area, of.VictimArea) || same(g.Area, of.SuspectArea)):
			local = append(local, g)
		case g.Area != "":
		case len(g.Jurisdictions) == 1:
			law = append(law, g)
		default:
			general = append(general, g)
		}
	}
	return slices.Concat(law, general, local)
}

// same reports whether two areas or names are the same, letter case and spaces at
// the ends aside.
func same(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}
