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
	Purpose        string               `json:"purpose" doc:"what it is for"`
	Misuse         string               `json:"misuse" doc:"what it must not be used for"`
	EvidenceStatus string               `json:"evidence_status" doc:"what its rules rest on"`
	Wording        wordingOf            `json:"wording" doc:"whose words the questions are"`
	Holder         string               `json:"holder"`
	Licence        string               `json:"licence"`
	Language       string               `json:"language"`
	ReadFirst      string               `json:"read_first"`
	Evidence       []assess.Evidence    `json:"evidence"`
	Parts          []assess.Heading     `json:"parts"`
	Themes         []assess.Heading     `json:"themes"`
	Items          []assess.Item        `json:"items"`
	Sections       []assess.Section     `json:"sections"`
	Results        []resultOf           `json:"results"`
	Rules          []ruleOf             `json:"rules"`
	ActNow         []assess.ActNowRule  `json:"act_now"`
	Review         *reviewOf            `json:"review"`
	Timeline       *timelineOf          `json:"timeline"`
	Beside         string               `json:"beside" doc:"id of the questionnaire beside which this one stands"`
	Applicable     *assess.Condition    `json:"applicable"`
	Unknown        *assess.Condition    `json:"applicability_unknown"`
	Proposes       []proposalOf         `json:"proposes"`
	Gap            []string             `json:"gap"`
}

// wordingOf is whose words the questions are.
type wordingOf string

// Words lists whose words they may be.
func (wordingOf) Words() []string { return []string{"own", "open", "permission"} }

type resultOf struct {
	ID     string    `json:"id"`
	Title  string    `json:"title"`
	Levels []string  `json:"levels" doc:"lowest first"`
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

type reviewOf struct {
	Result string         `json:"result"`
	Hours  map[string]int `json:"hours" doc:"by level, after how many it is looked at again"`
}

type timelineOf struct {
	RecentDays     int                 `json:"recent_days"`
	Severities     map[string]string   `json:"severities" doc:"what each stands for"`
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
