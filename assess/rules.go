package assess

import "stalkrisk/assess/timeline"

// ResultSpec is a named result and how it is worked out.
type ResultSpec struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Levels []string `json:"levels" doc:"lowest first"` // two or more
	Lift   *Lift    `json:"lift"`
	Matrix *Matrix  `json:"matrix"`
	Sum    *Sum     `json:"sum"`
	Bands  []Band   `json:"bands"` // of the sum
}

// Lift is how open answers raise the reported level: the lowest level, From, is
// reported as the next one, To, while the result could still reach
// WhileCouldReach.
type Lift struct {
	From            string `json:"from"`
	To              string `json:"to"`
	WhileCouldReach string `json:"while_could_reach"`

	While int `json:"-"` // place of WhileCouldReach
}

// Matrix has a level for each pair of levels of two earlier results. Levels never
// fall along a row or a column.
type Matrix struct {
	RowsOf    string              `json:"rows"`
	ColumnsOf string              `json:"columns"`
	Named     map[string][]string `json:"cells"`

	Rows, Columns int     `json:"-"` // places of the two results
	Cells         [][]int `json:"-"` // [row level][column level]
}

// Missing is how a sum treats a missing answer.
type Missing string

// The ways to treat a missing answer, besides bounds. With bounds it counts
// nothing in established and its highest points in could_reach.
const (
	Refuse  Missing = "refuse"  // no level while any is missing
	Prorate Missing = "prorate" // each missing answer counts the average of the answered, up to UpTo missing
)

// Words lists the ways.
func (Missing) Words() []string { return []string{"refuse", "prorate", "bounds"} }

// Sum adds up the points of the items on a scale. The bands of the result turn the
// total into a level.
type Sum struct {
	Scale   string  `json:"points"`
	Missing Missing `json:"missing"`
	UpTo    int     `json:"up_to"` // Prorate: the most answers that may be missing

	Items Set `json:"-"` // those that have points on the scale
}

// Band is the range of totals for a level, both ends included.
type Band struct {
	Level string `json:"level"`
	From  int    `json:"from"`
	To    int    `json:"to"`

	Place int `json:"-"` // of Level
}

// Rule raises a result to a level. A result has the highest level that any of its
// rules reaches, or its lowest level if none does, so a rule can only raise. A rule
// has AnyOf, CountOf with AtLeast, Incidents, Recognised or Finding.
type Rule struct {
	ID         string          `json:"id"`
	ResultID   string          `json:"result"`
	AnyOf      *Selector       `json:"any_of"`
	CountOf    *Selector       `json:"count_of"`
	AtLeast    int             `json:"at_least"` // how many of the items must be yes; once loaded, 1 for AnyOf
	Incidents  *IncidentsCount `json:"incidents"`
	Recognised Recognised      `json:"recognition"` // only RecognisedStalking
	Finding    string          `json:"finding"`     // a finding of the timeline, which must be rising
	Reaches    string          `json:"level"`
	Says       string          `json:"says"`

	Result int `json:"-"` // place of ResultID
	Level  int `json:"-"` // place of Reaches
	Of     Set `json:"-"` // the items that count, or that its incidents show
}

// IncidentsCount holds if at least AtLeast incidents are a breach of one of these
// degrees, on at least Dates different dates. Those without a day count as one date.
type IncidentsCount struct {
	Breach  []timeline.Breach `json:"breach"`
	AtLeast int               `json:"at_least"`
	Dates   int               `json:"dates"`
}

// MaxRules is the most rules that one instrument may have.
const MaxRules = MaxItems

// Selector names the items that a rule counts, in one of four ways.
type Selector struct {
	Class Class    `json:"class"`
	Role  ItemRole `json:"role"`
	Part  string   `json:"part"`
	Items []string `json:"items"`
}

// ActNowRule is a condition under which help must be sent at once.
type ActNowRule struct {
	ID   string    `json:"id"`
	When Condition `json:"when"`
	Says string    `json:"says"`
}

// ReviewSpec is the number of hours after which a case must be reviewed, by its band.
// Hours is empty if the file sets no review.
type ReviewSpec struct {
	Hours       []int    `json:"hours_by_band" doc:"after how many it is looked at again, band 1 first"`
	ActNowHours int      `json:"act_now_hours" doc:"the most, if help is to be sent now or was and nobody has dealt with it"`
	Sooner      []string `json:"sooner_with" doc:"items that put a case with a red flag into band 3"`
	TriggerDays int      `json:"sooner_trigger_days" doc:"a trigger within so many days does the same"`
	Says        string   `json:"says" doc:"what the times rest on"`

	With Set `json:"-"` // the items of Sooner
}

// RecognitionSpec lists the items by which a report is recognised as stalking.
type RecognitionSpec struct {
	Repeated []string              `json:"repeated"`
	Unwanted []string              `json:"unwanted"`
	Fixated  []string              `json:"fixated"`
	WithOne  []string              `json:"with_one" doc:"any of these with one of the three marks is stalking too"`
	Possible []string              `json:"possible" doc:"any of these may be stalking"`
	Says     map[Recognised]string `json:"says" doc:"each value in words"`

	Marks         [3]Set `json:"-"` // repeated, unwanted, fixated
	Beside, MayBe Set    `json:"-"` // the items of WithOne and Possible
}
