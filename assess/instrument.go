package assess

// Instrument is one versioned questionnaire with its rules. It comes from
// questionnairefile.Load, which refuses every file that is not valid, so that
// nobody downstream checks it again. It is never changed after that and may be
// used by several goroutines.
type Instrument struct {
	ID, Version, Title string
	SHA256             string        // of the file's bytes, in hex
	UsedAs             InstrumentUse // "" for an instrument beside the two
	Purpose, Misuse    string
	EvidenceStatus     string
	Wording, Holder    string // own, open or permission; the holder of the rights, if not ours
	Licence, Language  string
	ReadFirst          string // said to the assessor before the items; may be ""

	Evidence []Evidence
	Parts    []Heading
	Themes   []Heading
	Items    []Item    // file order, which is the order of every list of items
	Sections []Section // asking order; each item is in one
	Results  []ResultSpec
	Rules    []Rule // file order, which is the order of every list of reasons
	ActNow   []ActNowRule
	Review   ReviewSpec
	Timeline TimelineSpec
	Beside   BesideSpec

	lookup // worked out once by Index
}

// InstrumentUse is what the program uses an instrument as: every assessment has
// one of each. The questionnaire file names the use, so that a force's own
// questionnaire can have any id.
type InstrumentUse string

// The two instruments that every result speaks of.
const (
	UseStalking InstrumentUse = "stalking"
	UseDash     InstrumentUse = "dash"
)

// Words lists the uses.
func (InstrumentUse) Words() []string { return []string{"stalking", "dash"} }

// ItemUse is what the program uses an item as, beside asking it. At most one
// item of an instrument has each use.
type ItemUse string

// The uses of items.
const (
	UseNearNow       ItemUse = "near_now"       // asked first, when a draft is resumed, and before somebody stops
	UseImpact        ItemUse = "impact"         // its note holds what has changed in the person's life
	UseStalkingTopic ItemUse = "stalking_topic" // DASH's own question about stalking
)

// Words lists the uses.
func (ItemUse) Words() []string { return []string{"near_now", "impact", "stalking_topic"} }

// Evidence is a published finding that items rest on.
type Evidence struct {
	ID       string   `json:"id"`
	Strength Strength `json:"strength"`
	Finding  string   `json:"finding"`
	Citation string   `json:"citation"`
}

// Strength is how well a finding is supported.
type Strength string

// Words lists the strengths.
func (Strength) Words() []string { return []string{"strong", "moderate", "weak", "mixed", "practice"} }

// Heading is a part or a theme under which items are listed.
type Heading struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Section is a titled run of items, in the order in which they are asked.
type Section struct {
	ID    string   `json:"id"`
	Title string   `json:"title"`
	Items []string `json:"items"`
}

// Class is how much a baseline item weighs.
type Class string

// A red flag makes the baseline high by itself.
const (
	ClassCore    Class = "core"
	ClassSerious Class = "serious"
	ClassRedFlag Class = "red_flag"
)

// ItemRole is what an escalation item does. (Role is a person's post.)
type ItemRole string

// An imminent sign makes escalation imminent by itself.
const (
	RoleImminent ItemRole = "imminent"
)

// ItemType is how an item is answered.
type ItemType string

// The types of item.
const (
	YesNo  ItemType = "yes_no"
	Choice ItemType = "choice"
)

// Words lists the types.
func (ItemType) Words() []string { return []string{"yes_no", "choice"} }

// Item is one question as asked, with a stable id.
type Item struct {
	ID          string         `json:"id"`
	Type        ItemType       `json:"type"`
	Part        string         `json:"part"`
	Class       Class          `json:"class"` // of a baseline item, else ""
	Role        ItemRole       `json:"role"`  // of an escalation item, else ""
	Theme       string         `json:"theme"`
	Topic       string         `json:"topic" doc:"a few words for lists"`
	Prompt      string         `json:"prompt" doc:"the question as asked"`
	Help        string         `json:"help" doc:"for the call handler"`
	FollowUp    string         `json:"follow_up"` // what to say after a yes
	Why         string         `json:"why"`
	Source      []string       `json:"source" doc:"ids of the evidence on which it rests"`
	AppliesWhen *Condition     `json:"applies_when"`
	FollowUpOf  string         `json:"follow_up_of"` // the parent's id; "" if none
	Number      string         `json:"number"`       // on the authorised form, if there is one
	RecordOnly  bool           `json:"record_only"`
	NeedsReason bool           `json:"needs_reason"`
	UsedAs      ItemUse        `json:"used_as"`       // "" if the program uses it as nothing in particular
	NoIsVictims bool           `json:"no_is_victims"` // only the victim can answer no: anybody else's is recorded as unknown
	Praise      string         `json:"praise"`        // said to a trainee who asked it; "" if nothing
	Points      map[string]int `json:"points"`        // scale to points for a yes
	Options     []Option       `json:"options"`       // of a choice item

	Parent int `json:"-"` // the place of the item that this one follows up, -1 if none
}

// Option is one allowed answer of a choice item: Value is stable, Label may be
// reworded.
type Option struct {
	Value  string         `json:"value"`
	Label  string         `json:"label"`
	Points map[string]int `json:"points"`
}

// MaxResults is the most results that one instrument may name.
const MaxResults = 16

// ResultSpec is a named result and how it comes about.
type ResultSpec struct {
	ID, Title string
	Levels    []string // lowest first, two or more
	Lift      *Lift
	Matrix    *Matrix
	Sum       *Sum
}

// Lift is how an open answer moves what is reported: level From is reported
// as To while the result could still reach WhileCouldReach.
type Lift struct{ From, To, WhileCouldReach int }

// Matrix has a level for each pair of two earlier results' levels. Cells never
// fall along a row or a column.
type Matrix struct {
	Rows, Columns int     // places of the two results
	Cells         [][]int // [row level][column level]
}

// Missing is how a sum treats a missing answer.
type Missing string

// The ways to treat a missing answer, besides bounds: it then counts nothing in
// established, and the most in could_reach.
const (
	Refuse  Missing = "refuse"  // no level while any is missing
	Prorate Missing = "prorate" // the answered ones stand for the missing, up to a number of them
)

// Words lists the ways.
func (Missing) Words() []string { return []string{"refuse", "prorate", "bounds"} }

// Sum adds the points of the items on a scale and bands the total.
type Sum struct {
	Scale   string
	Items   Set // those that have points on the scale
	Missing Missing
	UpTo    int // Prorate: the most answers that may be missing
	Bands   []Band
}

// Band is the range of totals, both ends included, that gives a level.
type Band struct{ Level, From, To int }

// Rule lifts a result to a level. A result has the highest level that any of
// its rules reaches, and its lowest level where none does, so that a rule can
// only ever raise.
type Rule struct {
	ID     string
	Result int
	Level  int
	Says   string

	Finding string // a finding of the timeline that is rising; "" for a rule over items
	Of      Set    // the items that count
	AtLeast int    // how many of them must be yes; 1 for "any of"

	finding int // place of Finding
}

// ActNowRule is one way in which help must be sent at once.
type ActNowRule struct {
	ID   string    `json:"id"`
	When Condition `json:"when"`
	Says string    `json:"says"`
}

// ReviewSpec is after how many hours a case must be looked at again, by the
// reported level of one result. Result is -1 where a file has none.
type ReviewSpec struct {
	Result int
	Hours  []int // by level; 0 is none
}

// TimelineSpec is what incidents are and what they say. RecentDays is 0 where
// an instrument has no timeline.
type TimelineSpec struct {
	RecentDays     int
	Severities     []string // what grade 1 to 5 mean
	SeveritySource string
	Kinds          []IncidentKind
	Breach         Carry
	Proposes       []FindingProposal

	kinds map[string]int
}

// IncidentKind is one kind of incident.
type IncidentKind struct {
	ID, Label  string
	Severity   int // 1 to 5
	InPerson   bool
	InPersonAs int // place of the kind it counts as when it is done in person; -1 if none
	Carry
}

// Carry lists the items to which an incident carries a yes.
type Carry struct {
	Always  Set // whenever it was
	Recent  Set // inside the window
	Earlier Set // before it, or with no day given
}

// FindingProposal is the item that a finding of the timeline proposes.
type FindingProposal struct {
	Finding, Is string
	Item        int
	Says        string

	finding int // place of Finding
}

// BesideSpec is what an instrument says about the other beside which it is read.
// Instrument is "" where there is none.
type BesideSpec struct {
	Instrument           string
	Applicable           *Condition
	ApplicabilityUnknown *Condition
	Proposes             []Proposal
	Gap                  []string // items of the other that this one has no question for
}

// Proposal means that a yes to any of From in one instrument proposes a yes to
// Item in another.
type Proposal struct {
	FromInstrument string
	From           []string
	Instrument     string
	Item           string
}
