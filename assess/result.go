package assess

import (
	"math"
	"slices"
	"strconv"
	"time"

	"stalkrisk/assess/timeline"
)

// ResultFormat is the format that a result names.
const ResultFormat = "stalkrisk.result/1"

// Result is the result of scoring an assessment. Its keys, in order, are those of
// one line of `stalkrisk score`. No list in it is nil.
type Result struct {
	Format       string           `json:"format"`
	ID           string           `json:"id"`
	Case         string           `json:"case"`
	AssessedAt   string           `json:"assessed_at"`
	ActNow       bool             `json:"act_now"`
	Overall      Overall          `json:"overall"`
	Baseline     Level            `json:"baseline"`
	Escalation   Level            `json:"escalation"`
	RedFlags     []string         `json:"red_flags"`      // in file order, like every list of items except ask_next
	Carried      []string         `json:"carried"`        // items that incidents show
	Contradicted []string         `json:"contradictions"` // items stored as no that an incident or a follow-up contradicts
	Proposed     []string         `json:"proposed"`
	Completeness Completeness     `json:"completeness"`
	AskNext      []string         `json:"ask_next" doc:"items, most decisive first"`
	Settled      bool             `json:"settled"`
	ReviewBy     string           `json:"review_by" doc:"a time in UTC; empty if no interval is given"`
	Dash         DashResult       `json:"dash"`
	NotInDash    []string         `json:"not_in_dash"`
	Timeline     TimelineResult   `json:"timeline"`
	Others       map[string]Other `json:"others"`
	Override     *OverrideResult  `json:"override"`
	Problems     int              `json:"problems" doc:"how many the record has"`
	Warnings     []string         `json:"warnings"` // codes, sorted
	Instruments  []InstrumentRef  `json:"instruments"`
	Tool         Tool             `json:"tool"`

	Recognition   RecognitionResult `json:"recognition"`
	Band          int               `json:"band" doc:"1 to 8, the order in which a supervisor looks; 1 first"`
	ActNowBecause []string          `json:"act_now_because"` // ids of the rules that set act_now
	EarlierActNow string            `json:"earlier_act_now" doc:"open, dealt_with, or empty if no earlier assessment called for help"`
	WelfareNow    bool              `json:"welfare_now" doc:"the victim may be about to end their life, or has tried"`

	// What tells results apart and lets a force count them, as the file has it.
	Status       Status         `json:"status"`
	Stage        Stage          `json:"stage"`
	Training     string         `json:"training" doc:"id of a practice case; empty if the case is real"`
	Role         string         `json:"role" doc:"the assessor's; empty if it was not recorded"`
	Previous     string         `json:"previous" doc:"id of the assessment that this one re-assesses"`
	Linked       []string       `json:"linked" doc:"ids of assessments of the same victim and other suspects"`
	Relationship Relationship   `json:"relationship"`
	Area         string         `json:"area" doc:"the victim's police force area"`
	SuspectArea  string         `json:"suspect_area"`
	Jurisdiction Jurisdiction   `json:"jurisdiction"`
	Referral     ReferralResult `json:"referral"`
	Decisions    DecisionResult `json:"decisions"`
	Help         string         `json:"help" doc:"asked, assigned or arrived, the furthest; empty if none was asked for"`

	OverrideFault []Problem `json:"-"` // why the stored override is refused
	OpenImminent  int       `json:"-"` // the signs of imminent danger that are open
	DangerAsked   bool      `json:"-"` // a red flag or a sign of imminent danger is answered yes or no
}

// The values of EarlierActNow: an earlier call for help that nobody has dealt with, or
// only such as somebody has.
const (
	EarlierOpen      = "open"
	EarlierDealtWith = "dealt_with"
)

// Overall is the overall level. Level is the reported one: Computed, or the level
// of a valid override. Computed is Established, raised if too much is open
// (Provisional). CouldReach is the level with every open item yes.
type Overall struct {
	Level       string `json:"level"`
	Computed    string `json:"computed"`
	Established string `json:"established"`
	CouldReach  string `json:"could_reach"`
	Provisional bool   `json:"provisional"`
}

// Level is one result with its bounds and its reasons. Its Level is the reported
// one; "" if a sum has too many missing answers.
type Level struct {
	Level       string   `json:"level"`
	Established string   `json:"established"`
	CouldReach  string   `json:"could_reach"`
	Provisional bool     `json:"provisional"`
	Because     []Reason `json:"because"` // every rule that reaches Established, file order
}

// Reason is a rule that reaches a level.
type Reason struct {
	Rule  string   `json:"rule"`
	Items []string `json:"items"` // those that count for it, in file order; none for a finding
}

// Completeness is how many of the items that apply were answered.
type Completeness struct {
	Answered   int `json:"answered"`
	Applicable int `json:"applicable"`
}

// DashResult holds the DASH counts, shown beside the level. Yes, No, Open and
// CouldReach count all items. Line is the number of yes answers, among the items
// that the line counts, at which it is reached.
type DashResult struct {
	Applicability  string   `json:"applicability"` // applicable, unknown, not_applicable
	Yes            int      `json:"yes"`
	No             int      `json:"no"`
	Open           int      `json:"open"`
	CouldReach     int      `json:"could_reach"`
	Line           int      `json:"line"`
	LineYes        int      `json:"line_yes"`
	LineCouldReach int      `json:"line_could_reach"`
	Grade          string   `json:"grade"`    // the assessor's own; "" if none
	Proposed       []string `json:"proposed"` // listed, never counted
}

// TimelineResult is what the incidents show.
type TimelineResult struct {
	Incidents int             `json:"incidents"`
	Dated     int             `json:"dated"` // incidents that the findings use: dated to the day, not after the assessment
	Days      int             `json:"days"`  // different days of those
	Areas     int             `json:"areas"`
	Labels    int             `json:"labels"`   // different names under which they were recorded
	Breaches  int             `json:"breaches"` // incidents near or in breach
	Frequency FrequencyResult `json:"frequency"`
	Severity  SeverityResult  `json:"severity"`
	Step      Found           `json:"step"`
	Methods   Found           `json:"methods"`
	Approach  Found           `json:"approach"`
}

// Found is a finding without numbers.
type Found struct {
	Finding string `json:"finding"`
}

// FrequencyResult is the finding on how often incidents happen. Its numbers are
// null if there are too few incidents.
type FrequencyResult struct {
	Finding string `json:"finding"`
	Test    string `json:"test"`
	N       int    `json:"n"`
	U       Number `json:"u"`
	P       Number `json:"p"`
	Beta    Number `json:"beta"`
}

// SeverityResult is the finding on how serious incidents are.
type SeverityResult struct {
	Finding string `json:"finding"`
	Test    string `json:"test"`
	N       int    `json:"n"`
	P       Number `json:"p"`
}

// Other is the result of an instrument beside stalking and DASH.
type Other struct {
	Version string           `json:"version"`
	Yes     int              `json:"yes"`
	No      int              `json:"no"`
	Open    int              `json:"open"`
	Results map[string]Level `json:"results"`
	Totals  map[string]int   `json:"totals"` // of the results that are sums and have a level
}

// OverrideResult is the stored override, and whether it has no effect.
type OverrideResult struct {
	From         string `json:"from"`
	Level        string `json:"level"`
	Reason       string `json:"reason"`
	By           string `json:"by"`
	SecondPerson string `json:"second_person"`
	At           string `json:"at"`
	Void         bool   `json:"void"`
}

// ReferralResult is whether support was offered, and the answer.
type ReferralResult struct {
	Offered  Fact `json:"offered"`
	Accepted Fact `json:"accepted"`
}

// DecisionResult is the last decision recorded on each of three subjects; "" if there
// is none.
type DecisionResult struct {
	Recording  string `json:"recording"`
	SPO        string `json:"spo"`
	InterimSPO string `json:"interim_spo"`
}

// ReviewTime returns ReviewBy for people: in the offset of AssessedAt, in which they
// read the other times of the case.
func (r *Result) ReviewTime() string {
	by, err := time.Parse(time.RFC3339Nano, r.ReviewBy)
	at, unreadable := timeline.ParseInstant(r.AssessedAt)
	if err != nil || unreadable != nil {
		return r.ReviewBy
	}
	return by.In(at.Location()).Format(time.RFC3339Nano)
}

// Used returns the id of the questionnaire with that use; "" if the result has none.
func (r *Result) Used(use InstrumentUse) string {
	k := slices.Index(use.Words(), string(use))
	if k < 0 || k >= len(r.Instruments) {
		return ""
	}
	return r.Instruments[k].ID
}

// InstrumentRef names the exact questionnaire behind a result.
type InstrumentRef struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	SHA256  string `json:"sha256" doc:"of the questionnaire's bytes, in hexadecimal"`
}

// Tool names the program that made a result.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Number is a float. In JSON it has four significant digits; NaN and infinity are
// null.
type Number float64

// MarshalJSON returns the number in JSON, the same on every processor.
func (n Number) MarshalJSON() ([]byte, error) { return n.append(nil), nil }

func (n Number) append(b []byte) []byte {
	if math.IsNaN(float64(n)) {
		return append(b, "null"...)
	}
	if short, sure := n.appendShort(b); sure {
		return short
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(float64(n), 'e', 3, 64), 64)
	if math.IsInf(rounded, 0) {
		return append(b, "null"...)
	}
	if rounded == 0 {
		rounded = 0 // never -0
	}
	format := byte('f')
	if a := math.Abs(rounded); a != 0 && a < 1e-6 || a >= 1e21 {
		format = 'e'
	}
	return strconv.AppendFloat(b, rounded, format, -1, 64)
}

// appendShort appends a number of which the four digits are surely known from arithmetic,
// as those of nearly all are: from 0.01 to below 9.99, and not halfway between two numbers of
// four digits. Below 9.99 no rounding makes a second digit before the point. Multiplying
// changes it by less than a part in 1e15, and halfway is taken much wider.
func (n Number) appendShort(b []byte) (_ []byte, sure bool) {
	a, scale, places := math.Abs(float64(n)), 1e3, 3
	switch {
	case a < 0.01 || a >= 9.99:
		return b, false
	case a < 0.1:
		scale, places = 1e5, 5
	case a < 1:
		scale, places = 1e4, 4
	}
	digits := int(a * scale)
	rest := a*scale - float64(digits)
	if math.Abs(rest-0.5) < 1e-6 {
		return b, false
	}
	if rest > 0.5 {
		digits++
	}
	for digits%10 == 0 && places > 0 { // "0.5" and not "0.5000"
		digits, places = digits/10, places-1
	}
	var text [len("-0.01234")]byte
	at := len(text)
	for ; places > 0; places-- {
		at--
		text[at], digits = byte('0'+digits%10), digits/10
	}
	if at < len(text) {
		at--
		text[at] = '.'
	}
	at--
	text[at] = byte('0' + digits)
	if n < 0 {
		at--
		text[at] = '-'
	}
	return append(b, text[at:]...), true
}

// UnmarshalJSON reads what MarshalJSON writes.
func (n *Number) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*n = Number(math.NaN())
		return nil
	}
	f, err := strconv.ParseFloat(string(b), 64)
	*n = Number(f)
	return err
}

// String returns the number as in JSON, or "–" for null.
func (n Number) String() string {
	if s := string(n.append(nil)); s != "null" {
		return s
	}
	return noNumber
}

const noNumber = "–"
