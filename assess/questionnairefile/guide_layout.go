package questionnairefile

import (
	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/strictfile"
)

// GuideFormat is the format that a guidance file names.
const GuideFormat = "stalkrisk.guidance/1"

// guideLayout is a guidance file as it is written.
type guideLayout struct {
	Format        string                `json:"format"`
	ID            string                `json:"id"`
	Version       string                `json:"version"`
	Title         string                `json:"title"`
	Jurisdictions []assess.Jurisdiction `json:"jurisdictions"`
	Area          string                `json:"area"`
	AsOf          assess.Date           `json:"as_of"`
	Purpose       string                `json:"purpose"`
	Misuse        string                `json:"misuse"`
	Licence       string                `json:"licence"`
	Language      string                `json:"language"`
	Check         string                `json:"check"`
	Order         string                `json:"order"`
	StaleDays     int                   `json:"stale_days"`
	Sources       []sourceOf            `json:"sources"`
	Conditions    []namedOf             `json:"conditions"`
	Tests         []testOf              `json:"tests"`
	Lines         []guideLineOf         `json:"lines"`
	Routes        []routeOf             `json:"routes"`
}

type sourceOf struct {
	ID        string        `json:"id"`
	Short     string        `json:"short"`
	Title     string        `json:"title"`
	Where     string        `json:"where"`
	CheckedOn assess.Date   `json:"checked_on"`
	Mark      guidance.Mark `json:"mark"`
}

// namedOf is a condition that others name, so that it is written once.
type namedOf struct {
	ID   string `json:"id"`
	When whenOf `json:"when"`
}

type testOf struct {
	ID       string            `json:"id"`
	Kind     guidance.TestKind `json:"kind"`
	Title    string            `json:"title"`
	Says     string            `json:"says"`
	When     whenOf            `json:"when"`
	Source   []string          `json:"source"`
	Elements []elementOf       `json:"elements"`
}

type elementOf struct {
	ID        string   `json:"id"`
	What      string   `json:"what"`
	Met       *whenOf  `json:"met"`
	Indicated *whenOf  `json:"indicated"`
	Ask       string   `json:"ask"`
	Source    []string `json:"source"`
}

type guideLineOf struct {
	ID      string           `json:"id"`
	Section guidance.Section `json:"section"`
	When    whenOf           `json:"when"`
	Says    string           `json:"says"`
	Not     string           `json:"not"`
	Goes    string           `json:"goes"`
	Hours   int              `json:"hours"`
	PageOne int              `json:"page_one"`
	Brief   string           `json:"brief"`
	Source  []string         `json:"source"`
}

type routeOf struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Detail     string      `json:"detail"`
	Number     string      `json:"number"`
	Area       string      `json:"area"`
	Audience   string      `json:"audience"`
	VerifiedOn assess.Date `json:"verified_on"`
	When       whenOf      `json:"when"`
	Source     []string    `json:"source"`
}

// whenOf is a condition of a guidance file. Exactly one of its kinds is written.
type whenOf struct {
	Yes       []string     `json:"yes"`  // one of these items is yes: "approach", "dash.q12"
	Item      string       `json:"item"` // with is, and perhaps noted
	Noted     bool         `json:"noted"`
	Case      string       `json:"case"`
	Contact   string       `json:"contact"`
	Recorded  string       `json:"recorded"`
	Result    string       `json:"result"`
	Is        []string     `json:"is"`
	Incidents *incidentsOf `json:"incidents"`
	Orders    []string     `json:"orders"`
	Triggers  []string     `json:"triggers"`
	Named     string       `json:"named"`
	All       []whenOf     `json:"all"`
	Any       []whenOf     `json:"any"`
}

type incidentsOf struct {
	Kinds      []string             `json:"kinds"`
	Channels   []string             `json:"channels"`
	Breach     []string             `json:"breach"`
	Reported   []string             `json:"reported"`
	RecordedAs []string             `json:"recorded_as"`
	WithinDays int                  `json:"within_days"`
	During     assess.AbsenceReason `json:"during"`
	AtLeast    int                  `json:"at_least"`
	Areas      int                  `json:"areas"`
	Days       int                  `json:"days"`
}

// guideShapes says how a day is written.
var guideShapes = strictfile.NewShapes(
	strictfile.Spelt[assess.Date](strictfile.CodeBadDate, "not a day; write 2026-11-20"),
)
