// Package compare reports what changed from one assessment of a case to the next
// and which change moved which level. It also tries answers that nobody gave.
package compare

import (
	"cmp"
	"slices"
	"strings"

	"stalkrisk/assess"
)

// Format is the format that a comparison names.
const Format = "stalkrisk.comparison/1"

// Comparison is what changed over several assessments of one case. Its keys, in
// order, are those of `stalkrisk compare --format json`. No list in it is nil.
type Comparison struct {
	Format      string      `json:"format"`
	Comparisons []Compared  `json:"comparisons"` // each assessment with the one before it
	Tool        assess.Tool `json:"tool"`
	Limits      []string    `json:"limits"`
}

// Compared is one assessment compared with the one before it.
type Compared struct {
	Before   Point       `json:"before"`
	After    Point       `json:"after"`
	Notes    []string    `json:"notes"`     // sentences to read first
	Levels   []Move      `json:"levels"`    // levels and bounds that changed, in the order of a result
	Because  []Reasons   `json:"because"`   // for each part whose reasons changed
	Flags    FlagChanges `json:"red_flags"` // those that count
	Dash     []Move      `json:"dash"`
	Timeline []Move      `json:"timeline"` // counts and findings that changed
	Review   Review      `json:"review"`
	Promises []Promise   `json:"promises"` // not done in the earlier assessment, or new in the later
	Changes  []Change    `json:"changes"`  // the questionnaires and the time, then in file order
}

// Point is one of the assessments that are compared, with its result.
type Point struct {
	Status   assess.Status   `json:"status"`
	Stage    assess.Stage    `json:"stage"`
	Training string          `json:"training"`
	Previous string          `json:"previous"`
	Assessor assess.Assessor `json:"assessor"`
	Result   assess.Result   `json:"result"`
}

// Move is a value of a result that changed. What is its path: "overall.level".
type Move struct {
	What   string `json:"what"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Reasons holds the reasons for a part of the level, in words.
type Reasons struct {
	What   string   `json:"what"` // baseline, escalation
	Before []string `json:"before"`
	After  []string `json:"after"`
}

// FlagChanges holds the red flags that count in only one of the two assessments, in
// file order of its questionnaire.
type FlagChanges struct {
	New  []Named `json:"new"`
	Gone []Named `json:"gone"` // somebody must ask why: a changed answer does not mean the danger has passed
}

// Named is an item with its topic.
type Named struct {
	ID    string `json:"id"`
	Topic string `json:"topic"`
}

// Review is when the review of the earlier assessment was due, and whether the later
// one came after that.
type Review struct {
	Due  string `json:"due"` // RFC 3339; "" if no interval is known
	Late bool   `json:"late"`
}

// Side is one assessment of a comparison, with the questionnaires by which it is
// scored. The other assessment may have other questionnaires.
type Side struct {
	Set      assess.Instruments
	A        *assess.Assessment
	Problems int // in its file, as its result counts them
}

// two returns what changed from one assessment to a later one, and which change
// moved which level. Nothing that is passed in changes. An assessment compared with
// itself has no changes.
//
// The changes are applied one by one to the earlier assessment: first the
// questionnaires and the time, then the others in the order of an assessment file,
// answers in the order of the questionnaire. The assessment is scored after each.
// Moved is what the change moved on top of those before it, so every move belongs
// to a change; in another order the moves could belong to other changes. Alone is
// what the change moves by itself, with all other answers as they were and at the
// time of the later assessment: incidents since the first would otherwise lie in
// the future.
func two(before, after Side) Compared {
	was, is := before.result(), after.result()
	return Compared{
		Before: pointOf(before.A, was), After: pointOf(after.A, is),
		Notes:  comparisonNotes(before, after),
		Levels: moves(levelLeaf, &was, &is), Because: reasonChanges(before, after, &was, &is),
		Flags: FlagChanges{onlyIn(is.RedFlags, was.RedFlags, after.Set.Stalking), onlyIn(was.RedFlags, is.RedFlags, before.Set.Stalking)},
		Dash:  moves(dashLeaf, &was, &is), Timeline: moves(timelineLeaf, &was, &is),
		Review: Review{was.ReviewBy, isLate(was.ReviewBy, after.A)}, Promises: promises(before.A, after.A),
		Changes: effects(before, changes(before, after)),
	}
}

func (s Side) result() assess.Result {
	r := assess.Score(s.Set, s.A)
	r.Problems = max(r.Problems, s.Problems)
	return r
}

// All compares each assessment with the one before it. There must be two or more.
func All(sides []Side, tool assess.Tool) Comparison {
	c := Comparison{Format: Format, Comparisons: []Compared{}, Tool: tool, Limits: []string{
		"Levels are worked out again from the answers, each assessment by its own questionnaires. They are not validated against outcomes.",
		"A change of the answers may be a change in what happened, in what was asked, or in what somebody was able to tell.",
		"An answer that is no longer yes does not mean that the danger has passed. Ask why it changed.",
		"What a change moved depends on those made before it; what it moves alone is given beside it.",
	}}
	for i := 1; i < len(sides); i++ {
		c.Comparisons = append(c.Comparisons, two(sides[i-1], sides[i]))
	}
	return c
}

func pointOf(a *assess.Assessment, r assess.Result) Point {
	return Point{
		Status: cmp.Or(a.Status, assess.Complete), Stage: cmp.Or(a.Stage, assess.Full), Training: a.Training, Previous: a.Previous, Assessor: a.Assessor, Result: r,
	}
}

func comparisonNotes(before, after Side) []string {
	out := []string{}
	add := func(when bool, says string) {
		if when {
			out = append(out, says)
		}
	}
	b, a := before.A, after.A
	add(!assess.SameCase(b, a), "These are assessments of different cases or suspects.")
	add(a.AssessedAt.Time().Before(b.AssessedAt.Time()), "The second of these was made before the first.")
	add(a.Previous != "" && b.ID != "" && a.Previous != b.ID, "The second says that it re-assesses another assessment than the first.")
	add(b.Draft(), "The first is a draft.")
	add(a.Draft(), "The second is a draft: what it does not say yet is open.")
	add(b.FirstContact() && !a.FirstContact(), "The first was a first contact, in which not everything is asked.")
	add(len(questionnaireChanges(before, after)) > 0, "The questionnaires are not the same. Each assessment is scored by its own.")
	return out
}

func isLate(due string, after *assess.Assessment) bool {
	by, err := assess.ParseInstant(due)
	return err == nil && after.AssessedAt.Time().After(by.Time())
}

func reasonChanges(before, after Side, was, is *assess.Result) []Reasons {
	out := []Reasons{}
	for _, part := range []struct {
		what    string
		was, is []assess.Reason
	}{{"baseline", was.Baseline.Because, is.Baseline.Because}, {"escalation", was.Escalation.Because, is.Escalation.Because}} {
		r := Reasons{part.what, says(before.Set.Stalking, part.was), says(after.Set.Stalking, part.is)}
		if !slices.Equal(r.Before, r.After) {
			out = append(out, r)
		}
	}
	return out
}

func says(in *assess.Instrument, reasons []assess.Reason) []string {
	out := []string{}
	for _, r := range reasons {
		out = append(out, in.Says(r))
	}
	return out
}

// onlyIn returns the items that are in flags and not in others.
func onlyIn(flags, others []string, in *assess.Instrument) []Named {
	out := []Named{}
	for _, id := range flags {
		if !slices.Contains(others, id) {
			out = append(out, named(in, id))
		}
	}
	return out
}

// named returns an item with its topic, or without it if the questionnaire does not
// have the item; in may be nil.
func named(in *assess.Instrument, id string) Named {
	if in != nil {
		if i, ok := in.Item(id); ok {
			return Named{id, in.Items[i].Topic}
		}
	}
	return Named{ID: id}
}

// The next three functions choose the leaves of a result to compare, by their path,
// its first part and its last.

func levelLeaf(path, part, last string) bool {
	return path == "act_now" || (part == "overall" || part == "baseline" || part == "escalation") && last != "because"
}

func dashLeaf(_, part, last string) bool {
	return part == "dash" && last != "line" && last != "proposed"
}

// timelineLeaf chooses counts and findings, and not the numbers of statistical
// tests.
func timelineLeaf(path, part, last string) bool {
	return part == "timeline" && (last == "finding" || strings.Count(path, ".") == 1)
}

// moves returns the wanted leaves that differ in two results.
func moves(wanted func(path, part, last string) bool, was, is *assess.Result) []Move {
	out := []Move{}
	for _, l := range assess.ResultLeaves() {
		part, _, _ := strings.Cut(l.Path, ".")
		if !wanted(l.Path, part, l.Path[strings.LastIndexByte(l.Path, '.')+1:]) {
			continue
		}
		if x, y := l.Text(was), l.Text(is); x != y {
			out = append(out, Move{l.Path, x, y})
		}
	}
	return out
}
