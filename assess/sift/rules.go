package sift

import (
	"stalkrisk/assess"
)

// RulesFormat is the format id of a file of rules.
const RulesFormat = "stalkrisk.sift-rules/1"

// Rules say what the sift looks for. They are data, read from a file; every rule has a
// reason and a source.
type Rules struct {
	Format         string     `json:"format"`
	ID             string     `json:"id"`
	Version        string     `json:"version"`
	Title          string     `json:"title"`
	Purpose        string     `json:"purpose" doc:"what it is for"`
	Misuse         string     `json:"misuse" doc:"what it must not be used for"`
	EvidenceStatus string     `json:"evidence_status" doc:"what its rules rest on"`
	Licence        string     `json:"licence"`
	Language       string     `json:"language,omitempty"`
	Threshold      int        `json:"threshold" doc:"how many signs in words a group needs to be listed: its topics, and the patterns topics_in_one and breach_and_more"`
	Sources        []Source   `json:"sources"`
	Lists          []List     `json:"lists,omitempty" doc:"words that phrases name together, as <them>"`
	Negation       Negation   `json:"negation" doc:"what makes words no sign"`
	NotSlips       []string   `json:"not_slips,omitempty" doc:"words that are one slip away from a word of a rule and mean something else"`
	Joined         []string   `json:"joined,omitempty" doc:"words that are also written as two, such as door step"`
	NotPlaces      []string   `json:"not_places,omitempty" doc:"places that are not one place, such as home address"`
	Labels         []string   `json:"labels" doc:"what stalking is recorded as by mistake"`
	Patterns       []Pattern  `json:"patterns" doc:"signs in the reports of a group, whatever their words"`
	Topics         []Topic    `json:"topics" doc:"signs in the words of a report"`
	Everyday       []Everyday `json:"everyday,omitempty" doc:"everyday reasons: a group in which one is found needs one more sign for each, or two if it is conclusive"`
	SHA256         string     `json:"-"`
}

// Named returns the id, version and hash, as assess.Versioned wants them.
func (r *Rules) Named() (id, version, sha string) { return r.ID, r.Version, r.SHA256 }

// Source is where a rule comes from.
type Source struct {
	ID   string `json:"id"`
	Says string `json:"says" doc:"what it is, and what it says"`
}

// List is a set of words with a name.
type List struct {
	ID    string   `json:"id"`
	Words []string `json:"words"`
}

// Negation is what makes the words after it no sign.
type Negation struct {
	Within int      `json:"within" doc:"how many words after it do not count as a sign"`
	Words  []string `json:"words" doc:"phrases such as not, asked if"`
	Never  []string `json:"never,omitempty" doc:"phrases that look like a negation and are none, such as will not stop"`
	Others []string `json:"others,omitempty" doc:"phrases that say that the sentence is about somebody else, or long ago"`
}

// Sign is what every kind of sign has.
type Sign struct {
	ID     string   `json:"id"`
	Why    string   `json:"why" doc:"what people read: what was found and why it matters"`
	Source []string `json:"source"`
	Items  []string `json:"items,omitempty" doc:"questions of the stalking questionnaire that it bears on"`
}

// Pattern is a sign in how reports lie together.
type Pattern struct {
	Sign
	Is    PatternKind `json:"is"`
	Least int         `json:"least,omitempty" doc:"the least number of reports, areas, labels or topics"`
	Days  int         `json:"days,omitempty" doc:"within how many days the reports lie"`
}

// PatternKind is what a pattern counts.
type PatternKind string

// The kinds of pattern.
const (
	Reports        PatternKind = "reports"         // so many in so many days
	Closer         PatternKind = "closer"          // they come more and more often, by the timeline's test
	Areas          PatternKind = "areas"           // of so many police areas
	LabelsMistaken PatternKind = "labels"          // so many labels that stalking is mistaken for
	TopicsInOne    PatternKind = "topics_in_one"   // one report has so many topics
	BreachAndTopic PatternKind = "breach_and_more" // one report has a breach and another topic
)

// Words returns the kinds.
func (PatternKind) Words() []string {
	return []string{string(Reports), string(Closer), string(Areas), string(LabelsMistaken), string(TopicsInOne), string(BreachAndTopic)}
}

// InWords reports whether a pattern is one of words, and not of how many reports there
// are, when, where and under which labels.
func (k PatternKind) InWords() bool { return k == TopicsInOne || k == BreachAndTopic }

// Topic is a sign in the words of a report.
type Topic struct {
	Sign
	Breach bool     `json:"breach,omitempty" doc:"it is a breach of an order"`
	Words  []string `json:"words" doc:"phrases: see assess/sift/phrase.go for how they are written"`
}

// Everyday is an everyday reason for what was reported.
type Everyday struct {
	ID     string `json:"id"`
	Why    string `json:"why"`
	Mutual bool   `json:"mutual,omitempty" doc:"it says that both did it; it never counts where each has reported the other"`
	// Conclusive is that it explains the whole matter, as a debt collector does not: a
	// person may hide behind a trade.
	Conclusive bool     `json:"conclusive,omitempty" doc:"it explains the whole matter, such as that all was settled: it asks for two more signs, not one"`
	Words      []string `json:"words"`
}

// asks returns how many more signs a group with this reason needs.
func (e *Everyday) asks() int {
	if e.Conclusive {
		return 2
	}
	return 1
}

var _ assess.Versioned = (*Rules)(nil)
