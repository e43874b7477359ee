package assess

// Instrument is one versioned questionnaire with its rules. It comes from
// questionnairefile.Load, which refuses every file that is not valid, so no other
// code checks it again. It never changes after that, so several goroutines may
// use it.
type Instrument struct {
	Format               string           `json:"format"`
	ID                   string           `json:"id"`
	Version              string           `json:"version"`
	Title                string           `json:"title"`
	UsedAs               InstrumentUse    `json:"used_as"` // "" if it is neither stalking nor DASH
	Purpose              string           `json:"purpose" doc:"what it is for"`
	Misuse               string           `json:"misuse" doc:"what it must not be used for"`
	EvidenceStatus       string           `json:"evidence_status" doc:"what its rules rest on"`
	Wording              WordingRight     `json:"wording" doc:"whose words the questions are"`
	Holder               string           `json:"holder"` // of the rights, if not ours
	Licence              string           `json:"licence"`
	Language             string           `json:"language"`
	Today                string           `json:"today" doc:"what it is used for today, where that has changed: said wherever its answers are shown"`
	ReadFirst            string           `json:"read_first"` // shown to the assessor before the items; may be ""
	Evidence             []Evidence       `json:"evidence"`
	Parts                []Heading        `json:"parts"`
	Themes               []Heading        `json:"themes"`
	Items                []Item           `json:"items"`    // file order, which is the order of every list of items
	Sections             []Section        `json:"sections"` // asking order; each item is in one
	Results              []ResultSpec     `json:"results"`
	Rules                []Rule           `json:"rules"` // file order, which is the order of every list of reasons
	ActNow               []ActNowRule     `json:"act_now"`
	Recognition          *RecognitionSpec `json:"recognition"`
	Review               ReviewSpec       `json:"review"`
	Timeline             TimelineSpec     `json:"timeline"`
	Beside               string           `json:"beside" doc:"id of the questionnaire that this one is shown beside"`
	Applicable           *Condition       `json:"applicable"`
	ApplicabilityUnknown *Condition       `json:"applicability_unknown"`
	Proposes             []Proposal       `json:"proposes"`
	Gap                  []string         `json:"gap"` // items of the Beside questionnaire that this one has no question for

	SHA256 string     `json:"-"` // of the file's bytes, in hex
	lookup `json:"-"` // worked out once by Index
}

// WordingRight is who owns the words of an instrument's questions.
type WordingRight string

// Words lists the rights.
func (WordingRight) Words() []string { return []string{"own", "open", "permission"} }

// InstrumentUse is what the program uses an instrument as. Every assessment has
// one instrument for each use. The questionnaire file names the use, so a force's
// own questionnaire can have any id.
type InstrumentUse string

// The two uses. Every result covers both.
const (
	UseStalking InstrumentUse = "stalking"
	UseDash     InstrumentUse = "dash"
)

// Words lists the uses.
func (InstrumentUse) Words() []string { return []string{"stalking", "dash"} }

// ItemUse is what the program uses an item for, besides asking it. At most one
// item of an instrument has each use.
type ItemUse string

// The uses of items.
const (
	UseNearNow       ItemUse = "near_now"       // asks whether the person is near now; asked again when a draft is resumed
	UseImpact        ItemUse = "impact"         // its note records what has changed in the person's life
	UseWeapon        ItemUse = "weapon"         // asks about weapons: whoever attends must know
	UseFirearm       ItemUse = "firearm"        // asks about guns: whoever attends must know
	UseStrangulation ItemUse = "strangulation"  // asks about pressure to the neck; a yes asks how their breathing is
	UseStalkingTopic ItemUse = "stalking_topic" // DASH's own question about stalking
)

// Words lists the uses.
func (ItemUse) Words() []string {
	return []string{"near_now", "impact", "weapon", "firearm", "strangulation", "stalking_topic"}
}

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

// Section is a group of items under a title, in asking order.
type Section struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Items  []string `json:"items"`
	Danger bool     `json:"danger" doc:"about danger: until these questions end, advice waits that can wait"`
	Pages  []Page   `json:"pages" doc:"items of this section that are shown together"`
}

// Page is a few items that belong together and are shown on one page, a row each.
type Page struct {
	Title string   `json:"title"`
	Items []string `json:"items"` // neighbours in the section, in its order
}

// Class is how much a baseline item weighs.
type Class string

// The classes. A red flag makes the baseline high by itself.
const (
	ClassCore    Class = "core"
	ClassSerious Class = "serious"
	ClassRedFlag Class = "red_flag"
)

// ItemRole is what an escalation item does. (Role is a person's post.)
type ItemRole string

// RoleImminent makes escalation imminent by itself.
const (
	RoleImminent ItemRole = "imminent"
)

// Asker is who answers an item, and how.
type Asker string

// The ways. An item without one is read aloud by whoever has the person on the line.
const (
	AskedAloud  Asker = "aloud"
	AskedAtDoor Asker = "officer"
	AskedAfter  Asker = "after_the_call"
)

// Words lists the ways.
func (Asker) Words() []string { return []string{"aloud", "officer", "after_the_call"} }

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
	Fact        string         `json:"fact" doc:"what a yes says, in a few words after \"there is\": a weapon"`
	Prompt      string         `json:"prompt" doc:"the question as asked"`
	Help        string         `json:"help" doc:"for the call handler"`
	FollowUp    string         `json:"follow_up"` // what to say after a yes
	Why         string         `json:"why"`
	Source      []string       `json:"source" doc:"ids of the evidence on which it rests"`
	AppliesWhen *Condition     `json:"applies_when"`
	FollowUpOf  []string       `json:"follow_up_of" doc:"asked unless all of these that apply are answered no"` // earlier items
	Stage       Stage          `json:"stage" doc:"the first stage of the conversation that asks it"`
	AskedBy     Asker          `json:"asked_by" doc:"who answers it, and how"`
	Number      string         `json:"number"` // on the authorised form, if there is one
	RecordOnly  bool           `json:"record_only"`
	NeedsReason bool           `json:"needs_reason"`
	UsedAs      ItemUse        `json:"used_as"`       // "" if the program only asks it
	NoIsVictims bool           `json:"no_is_victims"` // only the victim can answer no: a third party's no is recorded as unknown
	Praise      string         `json:"praise"`        // for a trainee who asked it; may be ""
	Points      map[string]int `json:"points"`        // scale to points for a yes
	Options     []Option       `json:"options"`       // of a choice item
	Words       []string       `json:"words" doc:"everyday words by which people find it"`

	Parents Set `json:"-"` // the items that this one follows up
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

// TimelineSpec lists the kinds of incident and the items that they show. RecentDays
// is 0 if an instrument has no timeline.
type TimelineSpec struct {
	RecentDays     int               `json:"recent_days"`
	Severities     map[string]string `json:"severities" doc:"what each means"` // from "1" to "5"
	SeveritySource string            `json:"severity_source"`
	Kinds          []IncidentKind    `json:"kinds"`
	Breach         Carry             `json:"breach"`
	Apart          ApartCarry        `json:"apart"`
	RecentRedFlag  []string          `json:"recent_red_flag" doc:"what a recent incident shows too if it shows a red flag"`
	Proposes       []FindingProposal `json:"proposes"`

	kinds kindTable `json:"-"`
}

// IncidentKind is one kind of incident.
type IncidentKind struct {
	ID             string   `json:"id"`
	Severity       int      `json:"severity"` // 1 to 5
	Label          string   `json:"label"`
	InPerson       bool     `json:"in_person"`
	InPersonAsKind string   `json:"in_person_as"` // the kind that it counts as if it was in person; "" if none
	Words          []string `json:"words" doc:"everyday words by which people find it"`
	Carry

	InPersonAs int `json:"-"` // place of InPersonAsKind; -1 if none
}

// Carry lists the items that an incident shows to be yes: always; if it is recent;
// and if it is earlier or its day is not known.
type Carry struct {
	Carries        []string `json:"carries"`
	CarriesRecent  []string `json:"carries_recent"`
	CarriesEarlier []string `json:"carries_earlier"`

	Always, Recent, Earlier Set `json:"-"` // the same items, by place
}

// ApartCarry lists the items that two incidents show, each dated to the day, that are
// more than so many days apart.
type ApartCarry struct {
	MoreThanDays int      `json:"more_than_days"`
	Carries      []string `json:"carries"`

	Items Set `json:"-"`
}

// FindingProposal is the item that a finding of the timeline proposes.
type FindingProposal struct {
	Finding string `json:"finding"`
	Is      string `json:"is"`
	ItemID  string `json:"item"`
	Says    string `json:"says"`

	Item    int `json:"-"` // place of ItemID
	finding int `json:"-"` // place of Finding
}

// Proposal means that a yes to any item of From in one instrument proposes a yes
// to Item in another.
type Proposal struct {
	From ProposalFrom `json:"from"`
	Item ProposalItem `json:"item"`
}

// ProposalFrom names items of an instrument.
type ProposalFrom struct {
	Instrument string   `json:"instrument"`
	Items      []string `json:"items"`
}

// ProposalItem names one item of an instrument.
type ProposalItem struct {
	Instrument string `json:"instrument"`
	ID         string `json:"id"`
}
