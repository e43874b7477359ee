package report

import (
	"stalkrisk/assess"
)

// ReportFormat is the format that a saved report names.
const ReportFormat = "stalkrisk.report/1"

// Report is one assessment with its result and every sentence about them. Its
// keys, in order, are those of the JSON report. No list in a report that Build
// made is nil. It may be read by several goroutines and is never changed.
type Report struct {
	Format      string              `json:"format"`
	Result      assess.Result       `json:"result"`
	Assessment  Stored              `json:"assessment"`
	Summary     Summary             `json:"summary"`
	ActNow      []string            `json:"act_now"` // why help must be sent at once; none if it need not
	Reasons     []string            `json:"reasons"` // of each level, in sentences
	Dash        Dash                `json:"dash"`
	Others      []string            `json:"others"`  // what other instruments came to, in sentences
	Answers     []InstrumentAnswers `json:"answers"` // stalking, DASH, the others
	Unplaced    []Unplaced          `json:"unplaced"`
	Pattern     Pattern             `json:"pattern"`
	Guidance    Guidance            `json:"guidance"`
	Instruments []Instrument        `json:"instruments"`
	Problems    []assess.Problem    `json:"problems"` // what in the file did not fit, file order
	Warnings    []string            `json:"warnings"` // in sentences, in the order of their codes
	Limits      []string            `json:"limits"`
}

// Stored is an assessment that is written as assessmentfile writes it.
type Stored struct{ assess.Assessment }

// Summary holds what page one says about the level.
type Summary struct {
	Headline       string     `json:"headline"`  // "HIGH: baseline low, escalation IMMINENT; 18 of 33 answered"
	Sentences      []string   `json:"sentences"` // what it could reach, what is open, when to look again
	AskNext        []Question `json:"ask_next"`  // most decisive first
	RedFlags       []Topic    `json:"red_flags"`
	Imminent       []Topic    `json:"imminent"` // signs of immediate danger that are there
	Contradictions []string   `json:"contradictions"`
	NearNow        string     `json:"near_now"` // the answer to whether the suspect is near; "" if it is not asked
}

// Topic names an item for a reader: a few words, then the id.
type Topic struct {
	ID    string `json:"id"`
	Topic string `json:"topic"`
}

// Question is an item with the words in which it is asked.
type Question struct {
	Topic
	Question string `json:"question"`
}

// Dash holds DASH beside the stalking result, and where and why they differ.
type Dash struct {
	Sentences []string `json:"sentences"`
	Gap       []Topic  `json:"gap"`      // present here, and DASH has no question for it
	Proposed  []Topic  `json:"proposed"` // DASH topics to confirm; never counted
}

// InstrumentAnswers holds the answers to one instrument, in file order.
type InstrumentAnswers struct {
	Instrument string   `json:"instrument"`
	Version    string   `json:"version"`
	Title      string   `json:"title"`
	Themes     []string `json:"themes"` // titles, in the order in which they are shown
	Answers    []Answer `json:"answers"`
}

// Answer is one item as it was asked, and what was answered.
type Answer struct {
	ID           string   `json:"id"`
	Number       string   `json:"number"` // on the authorised form; "" if there is none
	Part         string   `json:"part"`   // title
	Class        string   `json:"class"`  // of a baseline item, else ""
	Role         string   `json:"role"`   // of an escalation item, else ""
	Theme        string   `json:"theme"`  // title
	Topic        string   `json:"topic"`
	Question     string   `json:"question"`
	Answer       string   `json:"answer"` // as stored; not_asked where nothing is
	Label        string   `json:"label"`  // of the option of a choice item, else ""
	Fits         bool     `json:"fits"`   // the stored answer is one that the item can have
	Applies      bool     `json:"applies"`
	Counts       bool     `json:"counts"`  // a yes that counts, stored or carried
	Carried      bool     `json:"carried"` // an incident shows it
	Contradicted bool     `json:"contradicted"`
	ProposedBy   []string `json:"proposed_by"` // why a yes waits to be confirmed
	Recorded
}

// Recorded is what a response holds besides its answer.
type Recorded struct {
	Note   string `json:"note"`
	Source string `json:"source"`
	At     string `json:"at"`
	Was    []Was  `json:"was"` // earlier answers, oldest first
}

// Was is an answer that was corrected later.
type Was struct {
	Answer string `json:"answer"`
	Label  string `json:"label"`
	At     string `json:"at"`
}

// Unplaced is a response to an instrument or item that is not known. It counts for
// nothing and is shown all the same.
type Unplaced struct {
	Instrument string `json:"instrument"`
	Item       string `json:"item"`
	Answer     string `json:"answer"`
	Recorded
}

// Pattern holds the incidents and what they show together.
type Pattern struct {
	Incidents []Incident `json:"incidents"` // dated first, in order of time, then undated
	Possible  [][]int    `json:"possible"`  // groups of numbers that may be one incident told more than once
	Figures   Figures    `json:"figures"`
	Counts    []string   `json:"counts"`   // in sentences
	Findings  []string   `json:"findings"` // in sentences
}

// Figures describes the incidents in numbers, beside those of the result. A date
// is "" and a number null where there are too few incidents to have one. Days
// are those of incidents that the findings look at.
type Figures struct {
	First     string        `json:"first"`      // day with an incident
	Last      string        `json:"last"`       // day with an incident
	Since     assess.Number `json:"since_last"` // days from the last to the assessment
	Busiest   string        `json:"busiest"`    // the day with the most incidents, the latest of several
	OnBusiest int           `json:"on_busiest"`
	EarlyGap  assess.Number `json:"early_gap"`  // median days on the clock between incident-days, earlier half
	RecentGap assess.Number `json:"recent_gap"` // the same, recent half
	PerWeek   assess.Number `json:"per_week"`   // incidents in 7 days of the window
	Window    int           `json:"window"`     // days on the clock that the frequency test looks at
	LastThird int           `json:"last_third"` // of the days that it counts, those in the last third of the window
	ToMonth   int           `json:"to_month"`   // incidents dated to the month only
	Undated   int           `json:"undated"`
	After     int           `json:"after"`        // dated after the assessment
	Unknown   int           `json:"unknown_kind"` // dated to the day, and of a kind that is not read: no test looks at them
	Away      []Away        `json:"away"`
}

// Away is a time when the other person could not act in person.
type Away struct {
	From       string `json:"from"`
	To         string `json:"to"` // "" if it still goes on
	Reason     string `json:"reason"`
	Subtracted bool   `json:"subtracted"` // taken off the clock
}

// Incident is one occurrence as the report shows it.
type Incident struct {
	Number      int     `json:"number"` // in this list, from 1
	At          string  `json:"at"`     // as written
	Kind        string  `json:"kind"`
	Label       string  `json:"label"`    // of the kind; the kind itself where it is not known
	Severity    int     `json:"severity"` // 1 to 5; 0 if not known
	Means       string  `json:"means"`    // that severity in words
	OwnSeverity bool    `json:"own_severity"`
	Carries     []Topic `json:"carries"`
	After       bool    `json:"after"` // dated after the assessment: shown, and counted nowhere
	Channel     string  `json:"channel"`
	Area        string  `json:"area"`
	Reference   string  `json:"reference"`
	Reported    string  `json:"reported"`
	RecordedAs  string  `json:"recorded_as"`
	Breach      string  `json:"breach"`
	Note        string  `json:"note"`

	Differs []string `json:"differs"` // fields in which another record of the same reference differs
}

// Guidance holds what to do and why: the steps of the level, and what the answers
// call for. Sources names the questionnaires and the guidance files.
type Guidance struct {
	Level   string        `json:"level"` // the reported overall level
	Steps   []Step        `json:"steps"`
	Sources []Source      `json:"sources"`
	Files   []GuideFile   `json:"files"`
	Urgent  []string      `json:"urgent"` // for page one, the most urgent first
	Lines   []GuideLine   `json:"lines"`  // by section; evidence by how soon it goes
	Tests   []Test        `json:"tests"`
	Orders  []OrderBeside `json:"orders"`
	Routes  []Route       `json:"routes"`
	// Uncovered names the breaches that no recorded order covers; "" if there are
	// none.
	Uncovered string  `json:"uncovered"`
	Cited     []Cited `json:"cited"` // every source of what is shown, once
}

// GuideFile describes a guidance file and its date.
type GuideFile struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	Title   string `json:"title"`
	AsOf    string `json:"as_of"`
	Purpose string `json:"purpose"`
	Misuse  string `json:"misuse"`
	Licence string `json:"licence"`
	Check   string `json:"check"`
}

// GuideLine is one line of guidance with the answers that it follows from.
type GuideLine struct {
	ID      string   `json:"id"` // with its file: "everywhere/trap_neighbour"
	Section string   `json:"section"`
	Says    string   `json:"says"`
	Not     string   `json:"not"`  // what not to say
	Goes    string   `json:"goes"` // of evidence, how soon it may be gone
	From    []string `json:"from"`
	Source  []string `json:"source"`
}

// Test lists what has to be shown for an offence or an order, or a list of acts.
type Test struct {
	ID       string    `json:"id"`
	Kind     string    `json:"kind"`
	Title    string    `json:"title"`
	Says     string    `json:"says"`
	From     []string  `json:"from"`
	Source   []string  `json:"source"`
	Elements []Element `json:"elements"`
}

// Element is one thing to show, how far the answers show it, and what to ask
// next.
type Element struct {
	ID     string   `json:"id"`
	What   string   `json:"what"`
	Status string   `json:"status"` // met, indicated, missing, not_asked
	From   []string `json:"from"`
	Ask    string   `json:"ask"` // "" where it is met
	Source []string `json:"source"`
}

// OrderBeside is an order beside what happened while it was in force.
type OrderBeside struct {
	Order      string   `json:"order"` // with its days, in words
	Conditions []string `json:"conditions"`
	Incidents  []string `json:"incidents"` // in sentences, by number
	Says       string   `json:"says"`
}

// Route is where to turn. It has a number only if that was read in its source.
type Route struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Number   string   `json:"number"`
	Detail   string   `json:"detail"`
	Area     string   `json:"area"`
	Audience string   `json:"audience"`
	Verified string   `json:"verified_on"` // "" if it never was
	Stale    bool     `json:"stale"`
	From     []string `json:"from"`
	Source   []string `json:"source"`
}

// Cited is a source of guidance, with how far it was checked.
type Cited struct {
	Short   string `json:"short"`
	Title   string `json:"title"`
	Where   string `json:"where"`
	Checked string `json:"checked_on"`
	Mark    string `json:"mark"`
}

// Step is one thing to do.
type Step struct {
	ID   string `json:"id"` // stable, for programs: "supervisor"
	What string `json:"what"`
	By   string `json:"by"` // by when, in words
}

// Source names a file that a report rests on by its bytes.
type Source = assess.InstrumentRef

// Instrument describes a questionnaire, and what it must not be used for.
type Instrument struct {
	ID             string `json:"id"`
	Version        string `json:"version"`
	SHA256         string `json:"sha256"`
	Title          string `json:"title"`
	Purpose        string `json:"purpose"`
	Misuse         string `json:"misuse"`
	EvidenceStatus string `json:"evidence_status"`
	Wording        string `json:"wording"` // own, open or permission
	Holder         string `json:"holder"`  // of the rights in the wording, if not ours
	Licence        string `json:"licence"`
}
