package report

import (
	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
)

// ReportFormat is the value of "format" in a saved report.
const ReportFormat = "stalkrisk.report/1"

// Report is one assessment with its result and every sentence about them. Its fields
// are the keys of the JSON report, in order. No list is nil in a report from Build.
// Reports are never changed, so several goroutines can read one.
type Report struct {
	Format        string              `json:"format"`
	AsOf          string              `json:"as_of"` // when it was written: what is overdue is overdue by then
	Result        assess.Result       `json:"result"`
	Assessment    Stored              `json:"assessment"`
	Summary       Summary             `json:"summary"`
	ActNow        []string            `json:"act_now"`         // why help must be sent at once; empty if it need not
	EarlierActNow []string            `json:"earlier_act_now"` // of earlier assessments: when and why, each that nobody has dealt with
	Reasons       []string            `json:"reasons"`         // of each level, in sentences
	Dash          Dash                `json:"dash"`
	Others        []string            `json:"others"`  // results of other instruments, in sentences
	Answers       []InstrumentAnswers `json:"answers"` // stalking, DASH, the others
	Unplaced      []Unplaced          `json:"unplaced"`
	Pattern       Pattern             `json:"pattern"`
	Guidance      Guidance            `json:"guidance"`
	Local         Local               `json:"local"`
	Instruments   []Instrument        `json:"instruments"`
	Problems      []assess.Problem    `json:"problems"` // with the file, in file order
	Warnings      []string            `json:"warnings"` // in sentences, in the order of their codes
	Limits        []string            `json:"limits"`
}

// Stored is an assessment that is written to JSON as package assessmentfile writes it.
type Stored struct{ assess.Assessment }

// Summary holds what page one says about the level.
type Summary struct {
	Level          string     `json:"level"`         // "Moderate so far. Could be high."
	Recent         string     `json:"recent"`        // what the last four weeks show
	Recognition    string     `json:"recognition"`   // whether it is stalking; "" while that is not shown
	Band           string     `json:"band"`          // its place among all cases
	Made           []Topic    `json:"made"`          // what made the level, what weighs most first
	Findings       []string   `json:"findings"`      // of the timeline that raise the level
	ActNowSince    string     `json:"act_now_since"` // when the last answer was given that calls for help; "" if that is not known
	Headline       string     `json:"headline"`      // "HIGH. Baseline low; last four weeks: IMMINENT danger signs; 18 of 33 answered"
	Sentences      []string   `json:"sentences"`     // what it could reach, what is unanswered, when to look again
	AskNext        []Question `json:"ask_next"`      // most useful first
	RedFlags       []Topic    `json:"red_flags"`
	Imminent       []Topic    `json:"imminent"` // signs of immediate danger answered yes
	Contradictions []string   `json:"contradictions"`
	NearNow        string     `json:"near_now"` // whether the suspect is nearby; "" if that is not a question
}

// Topic names an item: its id, and a few words for readers.
type Topic struct {
	ID    string `json:"id"`
	Topic string `json:"topic"`
}

// Question is an item with its full question.
type Question struct {
	Topic
	Question string `json:"question"`
}

// Dash compares DASH with the stalking result.
type Dash struct {
	Sentences []string `json:"sentences"`
	Gap       []Topic  `json:"gap"`      // answered yes here, but DASH has no question for it
	Proposed  []Topic  `json:"proposed"` // DASH topics to confirm; never counted
}

// InstrumentAnswers holds the answers to one instrument, in file order.
type InstrumentAnswers struct {
	Instrument string   `json:"instrument"`
	Version    string   `json:"version"`
	Title      string   `json:"title"`
	Themes     []string `json:"themes"` // titles, in the order shown
	Answers    []Answer `json:"answers"`
}

// Answer is one item as it was asked, with its answer.
type Answer struct {
	ID           string   `json:"id"`
	Number       string   `json:"number"` // on the authorised form; "" if there is none
	Part         string   `json:"part"`   // title
	Class        string   `json:"class"`  // of a baseline item, else ""
	Role         string   `json:"role"`   // of an escalation item, else ""
	Theme        string   `json:"theme"`  // title
	Topic        string   `json:"topic"`
	Fact         string   `json:"fact"`    // what a yes says, in a few words
	Use          string   `json:"used_as"` // what the program uses it for, else ""
	Question     string   `json:"question"`
	Answer       string   `json:"answer"` // as stored; not_asked if nothing is
	Label        string   `json:"label"`  // of the option of a choice item, else ""
	Fits         bool     `json:"fits"`   // the item allows the stored answer
	Applies      bool     `json:"applies"`
	Counts       bool     `json:"counts"`  // a yes that counts, stored or carried
	Carried      bool     `json:"carried"` // an incident shows it
	Contradicted bool     `json:"contradicted"`
	ProposedBy   []string `json:"proposed_by"` // what points to a yes that is not confirmed
	Sensitive    bool     `json:"sensitive"`   // its note is not for others
	Recorded
}

// Recorded is what a response holds besides its answer.
type Recorded struct {
	Note   string `json:"note"`
	Source string `json:"source"`
	At     string `json:"at"`
	Was    []Was  `json:"was"` // earlier answers, oldest first
}

// Was is an earlier answer that was later corrected.
type Was struct {
	Answer string `json:"answer"`
	Label  string `json:"label"`
	At     string `json:"at"`
	By     string `json:"by"` // who corrected it
}

// Unplaced is a response to an unknown instrument or item. It does not count but is
// still shown.
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
	Areas     []string   `json:"areas"`    // police areas, each once, as first written
	Alike     []string   `json:"alike"`    // those that may be one area, spelt in two ways
	Counts    []string   `json:"counts"`   // in sentences
	Findings  []string   `json:"findings"` // in sentences
}

// Figures describes the incidents in numbers, in addition to the result. A date is ""
// and a number null if there are too few incidents. Days count only incidents dated to
// the day and not after the assessment.
type Figures struct {
	First     string        `json:"first"`      // first day with an incident
	Last      string        `json:"last"`       // last day with an incident
	Since     assess.Number `json:"since_last"` // days from the last to the assessment
	Busiest   string        `json:"busiest"`    // the latest day with the most incidents
	OnBusiest int           `json:"on_busiest"`
	EarlyGap  assess.Number `json:"early_gap"`  // median days on the clock between incident-days, earlier half
	RecentGap assess.Number `json:"recent_gap"` // the same, recent half
	PerWeek   assess.Number `json:"per_week"`   // incidents in 7 days of the window
	Window    int           `json:"window"`     // days on the clock that the frequency test covers
	LastThird int           `json:"last_third"` // days counted by that test in the last third of the window
	ToMonth   int           `json:"to_month"`   // incidents dated to the month only
	Undated   int           `json:"undated"`
	After     int           `json:"after"`        // dated after the assessment
	Unknown   int           `json:"unknown_kind"` // dated to the day but of an unknown kind: no test counts them
	Away      []Away        `json:"away"`
}

// Away is a time when the suspect could not act in person.
type Away struct {
	From       string `json:"from"`
	To         string `json:"to"` // "" if it has not ended
	Reason     string `json:"reason"`
	Subtracted bool   `json:"subtracted"` // taken off the clock
}

// Incident is one incident as the report shows it.
type Incident struct {
	Number      int     `json:"number"` // in this list, from 1
	At          string  `json:"at"`     // as written
	Kind        string  `json:"kind"`
	Label       string  `json:"label"`    // of the kind, or the kind itself if it is unknown
	Severity    int     `json:"severity"` // 1 to 5; 0 if not known
	Means       string  `json:"means"`    // the severity in words
	OwnSeverity bool    `json:"own_severity"`
	Carries     []Topic `json:"carries"`
	After       bool    `json:"after"` // dated after the assessment: shown but not counted
	Channel     string  `json:"channel"`
	Area        string  `json:"area"`
	Place       string  `json:"place"`
	Reference   string  `json:"reference"`
	Reported    string  `json:"reported"`
	RecordedAs  string  `json:"recorded_as"`
	Breach      string  `json:"breach"`
	Order       string  `json:"order"`     // its id
	Condition   string  `json:"condition"` // of the order
	Felt        string  `json:"felt"`      // in the person's words
	Witness     string  `json:"witness"`
	Kept        string  `json:"kept"` // what they kept of it
	Note        string  `json:"note"`

	Differs []string `json:"differs"` // fields that differ in another record with the same reference
}

// Guidance holds what to do and why: the steps of the level, and the guidance that the
// answers call for. Sources names the questionnaires and the guidance files.
type Guidance struct {
	Level   string        `json:"level"` // the reported overall level
	Steps   []Step        `json:"steps"`
	Sources []Source      `json:"sources"`
	Files   []GuideFile   `json:"files"`
	Lines   []GuideLine   `json:"lines"` // by section; evidence by how soon it may be lost
	Tests   []Test        `json:"tests"`
	Orders  []OrderBeside `json:"orders"`
	Routes  []Route       `json:"routes"`
	// Uncovered lists the breaches that no recorded order covers, or is "".
	Uncovered string  `json:"uncovered"`
	Cited     []Cited `json:"cited"` // every source of the guidance shown, once
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
	Brief   string   `json:"brief"`     // for the page; "" if it is not for it
	PageOne int      `json:"page_one"`  // its place there, 1 first; 0 if it is not for it
	Private bool     `json:"sensitive"` // it follows from something sensitive
	Not     string   `json:"not"`       // what not to say
	Goes    string   `json:"goes"`      // how soon this evidence may be lost
	From    []string `json:"from"`
	Source  []string `json:"source"`
	Decide  []Decide `json:"decide"`   // what agencies are asked to decide about it at a meeting
	OnOrder bool     `json:"on_order"` // it belongs on the evidence sheet for an order
}

// Decide is what one agency is asked to decide.
type Decide = guidance.Decide

// Test lists what must be shown for an offence or an order, or is a list of acts.
type Test struct {
	ID       string    `json:"id"`
	Kind     string    `json:"kind"`
	Title    string    `json:"title"`
	Says     string    `json:"says"`
	From     []string  `json:"from"`
	Source   []string  `json:"source"`
	Elements []Element `json:"elements"`
}

// Element is one thing to show, how far the answers show it, and what to ask next.
type Element struct {
	ID     string   `json:"id"`
	What   string   `json:"what"`
	Status string   `json:"status"` // met, indicated, missing, not_asked
	From   []string `json:"from"`
	Ask    string   `json:"ask"` // "" where it is met
	Source []string `json:"source"`
}

// OrderBeside is an order with what happened while it was in force.
type OrderBeside struct {
	Order      string   `json:"order"` // its kind and dates, in words
	Conditions []string `json:"conditions"`
	Incidents  []string `json:"incidents"` // in sentences, by number
	Says       string   `json:"says"`
}

// Route is where to get help. It has a number only if that was read in its source.
type Route struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Number   string   `json:"number"`
	Detail   string   `json:"detail"`
	Area     string   `json:"area"`
	Audience string   `json:"audience"`
	Verified string   `json:"verified_on"` // "" if never
	Stale    bool     `json:"stale"`
	Private  bool     `json:"sensitive"` // it follows from something sensitive
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

// Local is what the settings of the force add; its services are among the routes.
type Local struct {
	Grade    string       `json:"grade"`     // the force's own call grade for this result; "" if it has none
	Forms    []string     `json:"forms"`     // and where to find them
	MadeWith UsedSettings `json:"made_with"` // so that it can be verified where the settings are others
}

// UsedSettings are those settings of a force that a report was made with.
type UsedSettings struct {
	Area  string              `json:"area"`
	Areas map[string][]string `json:"areas"` // with their other spellings
	Local assess.Local        `json:"local"`
}

// Step is one thing to do.
type Step struct {
	ID   string `json:"id"` // stable, for programs: "supervisor"
	What string `json:"what"`
	By   string `json:"by"`  // by when, in words
	Who  string `json:"who"` // who does it
}

// Source identifies a file that a report is based on, by its hash.
type Source = assess.InstrumentRef

// Instrument describes a questionnaire and its allowed use.
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
