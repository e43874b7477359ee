package timeline

// Incident is one occurrence, with a date as exact as it is known, whatever it was
// recorded as.
type Incident struct {
	At         When     `json:"at,omitzero"`
	Kind       string   `json:"kind,omitempty" doc:"one of those that the questionnaire lists"`
	Channel    Channel  `json:"channel,omitempty"`
	Area       string   `json:"area,omitempty"` // police force area where it happened
	Place      string   `json:"place,omitempty"`
	Reference  string   `json:"reference,omitempty"` // that force's own reference
	Reported   Reported `json:"reported,omitempty"`
	RecordedAs string   `json:"recorded_as,omitempty" doc:"what it was called when it was recorded"`
	Breach     Breach   `json:"breach,omitempty" doc:"of an order, a bail condition or a warning"`
	Order      string   `json:"order,omitempty" doc:"id of the order that it breaks or nears"`
	Condition  string   `json:"condition,omitempty" doc:"the condition of that order"`
	Severity   Grade    `json:"severity,omitempty" doc:"if absent, it follows from the kind"`
	Felt       string   `json:"felt,omitempty" doc:"in the person's words; evidence of impact"`
	Witness    string   `json:"witness,omitempty"`
	Kept       string   `json:"kept,omitempty" doc:"what they kept of it"`
	Note       string   `json:"note,omitempty"`
}

// Channel is how an incident reached the person.
type Channel string

// InPerson is the only channel that can change the kind that an incident counts as.
const InPerson Channel = "in_person"

// Reported is whether anyone told the police of the incident.
type Reported string

// Breach is whether an incident breached an order, a bail condition or a warning.
type Breach string

// The breaches that count. A near-breach is behaviour at the edge of an order, and
// counts like a breach.
const (
	NearBreach Breach = "near"
	FullBreach Breach = "yes"
)

// Any reports whether the incident was near or in breach.
func (b Breach) Any() bool { return b == NearBreach || b == FullBreach }

// Grade is an incident's severity, from 1 (a message) to 5 (a weapon, an
// assault). Stefanska, Longpré and Harriman (2021) support the two ends of the
// scale; the steps between are the project's own.
type Grade int

// Range returns the lowest and highest severity that a file may have.
func (Grade) Range() (lowest, highest int) { return 1, 5 }
