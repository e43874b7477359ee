package questionnairefile

import "stalkrisk/assess"

// Format is the format that a questionnaire file names.
const Format = "stalkrisk.questionnaire/1"

// layout is a questionnaire file as it is written.
type layout struct {
	Format         string               `json:"format"`
	ID             string               `json:"id"`
	Version        string               `json:"version"`
	Title          string               `json:"title"`
	UsedAs         assess.InstrumentUse `json:"used_as"`
	Purpose        string               `json:"purpose"`
	Misuse         string               `json:"misuse"`
	EvidenceStatus string               `json:"evidence_status"`
	Wording        wordingOf            `json:"wording"`
	Holder         string               `json:"holder"`
	Licence        string               `json:"licence"`
	Language       string               `json:"language"`
	ReadFirst      string               `json:"read_first"`
	Evidence       []evidenceOf         `json:"evidence"`
	Parts          []headingOf          `json:"parts"`
	Themes         []headingOf          `json:"themes"`
	Items          []itemOf             `json:"items"`
	Sections       []sectionOf          `json:"sections"`
	Results        []resultOf           `json:"results"`
	Rules          []ruleOf             `json:"rules"`
	ActNow         []actNowOf           `json:"act_now"`
	Review         *reviewOf            `json:"review"`
	Timeline       *timelineOf          `json:"timeline"`
	Beside         string               `json:"beside"`
	Applicable     *conditionOf         `json:"applicable"`
	Unknown        *conditionOf         `json:"applicability_unknown"`
	Proposes       []proposalOf         `json:"proposes"`
	Gap            []string             `json:"gap"`
}

// wordingOf says whose words the questions are.
type wordingOf string

// Words lists whose words they may be.
func (wordingOf) Words() []string { return []string{"own", "open", "permission"} }

// strengthOf says how well a finding is supported.
type strengthOf string

// Words lists the strengths.
func (strengthOf) Words() []string {
	return []string{"strong", "moderate", "weak", "mixed", "practice"}
}

type evidenceOf struct {
	ID       string     `json:"id"`
	Strength strengthOf `json:"strength"`
	Finding  string     `json:"finding"`
	Citation string     `json:"citation"`
}

type headingOf struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

type itemOf struct {
	ID          string          `json:"id"`
	Type        assess.ItemType `json:"type"`
	Part        string          `json:"part"`
	Class       assess.Class    `json:"class"`
	Role        assess.ItemRole `json:"role"`
	Theme       string          `json:"theme"`
	Topic       string          `json:"topic"`
	Prompt      string          `json:"prompt"`
	Help        string          `json:"help"`
	FollowUp    string          `json:"follow_up"`
	Why         string          `json:"why"`
	Source      []string        `json:"source"`
	AppliesWhen *conditionOf    `json:"applies_when"`
	FollowUpOf  string          `json:"follow_up_of"`
	Number      string          `json:"number"`
	RecordOnly  bool            `json:"record_only"`
	NeedsReason bool            `json:"needs_reason"`
	UsedAs      assess.ItemUse  `json:"used_as"`
	NoIsVictims bool            `json:"no_is_victims"`
	Praise      string          `json:"praise"`
	Points      map[string]int  `json:"points"`
	Options     []optionOf      `json:"options"`
}

type optionOf struct {
	Value  string         `json:"value"`
	Label  string         `json:"label"`
	Points map[string]int `json:"points"`
}

type sectionOf struct {
	ID    string   `json:"id"`
	Title string   `json:"title"`
	Items []string `json:"items"`
}

type resultOf struct {
	ID     string    `json:"id"`
	Title  string    `json:"title"`
	Levels []string  `json:"levels"`
	Lift   *liftOf   `json:"lift"`
	Matrix *matrixOf `json:"matrix"`
	Sum    *sumOf    `json:"sum"`
	Bands  []bandOf  `json:"bands"`
}

type liftOf struct {
	From            string `json:"from"`
	To              string `json:"to"`
	WhileCouldReach string `json:"while_could_reach"`
}

type matrixOf struct {
	Rows    string              `json:"rows"`
	Columns string              `json:"columns"`
	Cells   map[string][]string `json:"cells"`
}

type sumOf struct {
	Points  string         `json:"points"`
	Missing assess.Missing `json:"missing"`
	UpTo    int            `json:"up_to"`
}

type bandOf struct {
	Level string `json:"level"`
	From  int    `json:"from"`
	To    int    `json:"to"`
}

type ruleOf struct {
	ID      string      `json:"id"`
	Result  string      `json:"result"`
	AnyOf   *selectorOf `json:"any_of"`
	CountOf *selectorOf `json:"count_of"`
	AtLeast int         `json:"at_least"`
	Finding string      `json:"finding"`
	Level   string      `json:"level"`
	Says    string      `json:"says"`
}

type selectorOf struct {
	Class assess.Class    `json:"class"`
	Role  assess.ItemRole `json:"role"`
	Part  string          `json:"part"`
	Items []string        `json:"items"`
}

type actNowOf struct {
	ID   string      `json:"id"`
	When conditionOf `json:"when"`
	Says string      `json:"says"`
}

type conditionOf struct {
	Item    string        `json:"item"`
	Case    string        `json:"case"`
	Contact string        `json:"contact"`
	Is      []string      `json:"is"`
	All     []conditionOf `json:"all"`
	Any     []conditionOf `json:"any"`
}

type reviewOf struct {
	Result string         `json:"result"`
	Hours  map[string]int `json:"hours"`
}

type timelineOf struct {
	RecentDays     int                 `json:"recent_days"`
	Severities     map[string]string   `json:"severities"`
	SeveritySource string              `json:"severity_source"`
	Kinds          []kindOf            `json:"kinds"`
	Breach         carryOf             `json:"breach"`
	Proposes       []findingProposalOf `json:"proposes"`
}

type kindOf struct {
	ID             string   `json:"id"`
	Severity       int      `json:"severity"`
	Label          string   `json:"label"`
	InPerson       bool     `json:"in_person"`
	InPersonAs     string   `json:"in_person_as"`
	Carries        []string `json:"carries"`
	CarriesRecent  []string `json:"carries_recent"`
	CarriesEarlier []string `json:"carries_earlier"`
}

type carryOf struct {
	Carries        []string `json:"carries"`
	CarriesRecent  []string `json:"carries_recent"`
	CarriesEarlier []string `json:"carries_earlier"`
}

type findingProposalOf struct {
	Finding string `json:"finding"`
	Is      string `json:"is"`
	Item    string `json:"item"`
	Says    string `json:"says"`
}

type proposalOf struct {
	From fromOf `json:"from"`
	Item toOf   `json:"item"`
}

type fromOf struct {
	Instrument string   `json:"instrument"`
	Items      []string `json:"items"`
}

type toOf struct {
	Instrument string `json:"instrument"`
	ID         string `json:"id"`
}
