package guidance

import (
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
)

// Guide is one version of a guidance file. It comes from questionnairefile.LoadGuide,
// which refuses every file that is not valid. It never changes after that, so
// several goroutines may use it.
type Guide struct {
	Format        string                `json:"format"`
	ID            string                `json:"id"`
	Version       string                `json:"version"`
	Title         string                `json:"title"`
	Jurisdictions []assess.Jurisdiction `json:"jurisdictions"`
	Area          string                `json:"area"`  // a police force area, for a force's own file; "" for every area
	AsOf          assess.Date           `json:"as_of"` // the day on which the whole file was last checked
	Purpose       string                `json:"purpose"`
	Misuse        string                `json:"misuse"`
	Licence       string                `json:"licence"`
	Language      string                `json:"language"`
	Check         string                `json:"check"`      // printed with the guidance: check the current law
	Order         string                `json:"order"`      // the order to consider at every level; "" if the file names none
	StaleDays     int                   `json:"stale_days"` // the days after which a route must be checked again
	Sources       []Source              `json:"sources"`
	Conditions    []Named               `json:"conditions"` // those that other conditions use
	Tests         []Test                `json:"tests"`
	Lines         []Line                `json:"lines"`
	Routes        []Route               `json:"routes"`
	SHA256        string                `json:"-"` // of the file's bytes, in hex
}

// Source is where a statement comes from, and how well it was checked.
type Source struct {
	ID        string      `json:"id"`
	Short     string      `json:"short"` // for a line
	Title     string      `json:"title"`
	Where     string      `json:"where"` // the section or the place
	CheckedOn assess.Date `json:"checked_on"`
	Mark      Mark        `json:"mark"`
}

// Mark is how well a statement was checked.
type Mark string

// The marks.
const (
	Read       Mark = "read"        // read in its source, perhaps not the latest version
	secondHand Mark = "second_hand" // from another page
	unverified Mark = "unverified"  // believed and not checked
	ourDesign  Mark = "our_design"  // the project's own choice
)

// Words lists the marks.
func (Mark) Words() []string { return []string{"read", "second_hand", "unverified", "our_design"} }

// Section is the heading under which a line is shown.
type Section string

// The sections, in the order in which they are read.
const (
	Suspect    Section = "suspect"    // what the police do about the suspect: find, arrest, search, seize, bail
	Points     Section = "points"     // about what has to be proved
	Orders     Section = "orders"     // which orders, and who may apply
	Conditions Section = "conditions" // what an order should say, matched to the behaviour
	Traps      Section = "traps"      // how stalking like this is mistaken for something else
	Evidence   Section = "evidence"   // what may be lost, soonest first
	Say        Section = "say"        // advice to give, and the harmful advice to leave out
	Who        Section = "who"        // who else must know or can help
)

// Words lists the sections in the order in which they are read.
func (Section) Words() []string {
	return []string{"suspect", "points", "orders", "conditions", "traps", "evidence", "say", "who"}
}

// Line is one piece of guidance, shown when its condition holds.
type Line struct {
	ID      string    `json:"id"`
	Section Section   `json:"section"`
	When    Condition `json:"when"`
	Says    string    `json:"says"`     // may hold places: see Places
	Not     string    `json:"not"`      // what not to say, in the section "say"; may be ""
	Goes    string    `json:"goes"`     // in the section "evidence": how soon it may be lost, in words
	Hours   int       `json:"hours"`    // the same in hours, to sort by; 0 elsewhere
	PageOne int       `json:"page_one"` // place on page one, 1 for the most urgent; 0 if it is not on it
	Brief   string    `json:"brief"`    // the text on page one; "" if PageOne is 0
	Asking  *Asking   `json:"asking"`   // what to say of it while questions are asked; nil if it can wait for the report
	Decide  []Decide  `json:"decide"`   // what a meeting of agencies is asked to decide about it
	OnOrder bool      `json:"on_order"` // it belongs on the evidence sheet of an application for an order
	Source  []string  `json:"source"`
}

// Decide is what one agency is asked to decide.
type Decide struct {
	Agency string `json:"agency"`
	Asks   string `json:"asks"` // in one question
}

// Asking is what to say to the caller, in words to read aloud, while the questions are
// still being asked.
type Asking struct {
	Rank  int    `json:"rank"` // 1 for what to say first
	Name  string `json:"name"` // a few words for a row
	Says  string `json:"says"`
	Not   string `json:"not"`   // what not to say; may be ""
	Haste Haste  `json:"haste"` // why it cannot wait for the questions about danger to end; "" if it can
	Legal bool   `json:"legal"` // it is about law, so a child does not hear it
}

// Haste is why something has to be said at once.
type Haste string

// Words lists the reasons.
func (Haste) Words() []string { return []string{"saves_life", "perishes"} }

// Test is something that has to be proved, split into elements.
type Test struct {
	ID       string    `json:"id"`
	Kind     TestKind  `json:"kind"`
	Title    string    `json:"title"`
	Says     string    `json:"says"`
	When     Condition `json:"when"`
	Source   []string  `json:"source"`
	Elements []Element `json:"elements"`
}

// TestKind is the kind of a test.
type TestKind string

// The kinds of test. An offence and an order list every element. Acts list only the
// elements that are met or indicated.
const (
	offence TestKind = "offence"
	Order   TestKind = "order"
	Acts    TestKind = "acts"
)

// Words lists the kinds.
func (TestKind) Words() []string { return []string{"offence", "order", "acts"} }

// Element is one thing to prove. Met or Indicated may be nil: the answers alone can
// then never show that much.
type Element struct {
	ID        string     `json:"id"`
	What      string     `json:"what"`
	Met       *Condition `json:"met"`
	Indicated *Condition `json:"indicated"`
	Ask       string     `json:"ask"` // the question to ask until it is met; "" for an act
	Source    []string   `json:"source"`
}

// Route is a service or a person to contact.
type Route struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Detail     string      `json:"detail"`
	Number     string      `json:"number"` // only a number that was read in its source
	Area       string      `json:"area"`
	Audience   string      `json:"audience"`
	VerifiedOn assess.Date `json:"verified_on"` // when it was last checked; zero if it never was
	When       Condition   `json:"when"`
	Support    Support     `json:"support"` // whether it is shown where support is asked about; "" if not
	Source     []string    `json:"source"`
}

// Support is when a route is shown beside the question about support.
type Support string

// The times at which a route is shown beside that question.
const (
	always   Support = "always"    // whatever was answered
	ifCalled Support = "if_called" // only if its condition holds
)

// Words lists them.
func (Support) Words() []string { return []string{"always", "if_called"} }

// Ref returns the reference by which a report names the exact guide.
func (g *Guide) Ref() assess.InstrumentRef {
	return assess.InstrumentRef{ID: "guidance/" + g.ID, Version: g.Version, SHA256: g.SHA256}
}

// source returns the source with that id. The loader makes sure that it exists.
func (g *Guide) source(id string) Source {
	i := slices.IndexFunc(g.Sources, func(s Source) bool { return s.ID == id })
	if i < 0 {
		return Source{ID: id}
	}
	return g.Sources[i]
}

// Named returns the id, the version and the hash of the file.
func (g *Guide) Named() (id, version, sha256 string) { return g.ID, g.Version, g.SHA256 }

// Guides holds all loaded guides.
type Guides = assess.Versions[*Guide]

// For returns the newest version of each guide for a case: for its jurisdiction
// (England and Wales if none is recorded), and for every area or one in which
// either person lives. Guides for one jurisdiction come first, then those for
// several, then a force's own.
func For(all Guides, of *assess.Case, forces fold.Forces) []*Guide {
	where := of.Jurisdiction
	if where == "" {
		where = "england_wales"
	}
	var law, general, local []*Guide
	for _, id := range all.IDs() {
		g := all.Newest(id)
		switch {
		case !slices.Contains(g.Jurisdictions, where):
		case g.Area != "" && (sameArea(forces, g.Area, of.VictimArea) || sameArea(forces, g.Area, of.SuspectArea)):
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

// same reports whether two texts are the same after folding.
func same(a, b string) bool { return fold.Text(a) == fold.Text(b) }

// sameArea reports whether two names are of one police area.
func sameArea(forces fold.Forces, a, b string) bool {
	name := forces.Name(a)
	return name != "" && name == forces.Name(b)
}
