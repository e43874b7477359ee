package assess

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The ids of the two instruments that every result speaks of.
const (
	StalkingID = "stalking"
	DashID     = "dash"
)

// Shelf holds the questionnaires at hand, by id and then by version, oldest
// first.
type Shelf []*Instrument

// NewShelf puts questionnaires in order.
func NewShelf(all ...*Instrument) Shelf {
	s := slices.Clone(all)
	slices.SortStableFunc(s, func(a, b *Instrument) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), CompareVersions(a.Version, b.Version))
	})
	return s
}

// CompareVersions orders two versions such as 1.2.0, number by number.
func CompareVersions(a, b string) int {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(as), len(bs)) {
		x, _ := strconv.Atoi(as[i])
		y, _ := strconv.Atoi(bs[i])
		if x != y {
			return cmp.Compare(x, y)
		}
	}
	return cmp.Compare(len(as), len(bs))
}

// Find gives the questionnaire of that id and version, or nil.
func (s Shelf) Find(id, version string) *Instrument {
	for _, in := range s {
		if in.ID == id && in.Version == version {
			return in
		}
	}
	return nil
}

// Newest gives the newest version of a questionnaire, or nil.
func (s Shelf) Newest(id string) *Instrument {
	for _, in := range slices.Backward(s) {
		if in.ID == id {
			return in
		}
	}
	return nil
}

// IDs lists the questionnaires at hand.
func (s Shelf) IDs() []string {
	var out []string
	for _, in := range s {
		out = append(out, in.ID)
	}
	return slices.Compact(out)
}

// Instruments are the questionnaires by which one assessment is scored.
type Instruments struct {
	Stalking, Dash *Instrument
	Others         []*Instrument // by id
	Tool           Tool
}

// All lists them: stalking, DASH, the others.
func (set *Instruments) All() []*Instrument {
	return append([]*Instrument{set.Stalking, set.Dash}, set.Others...)
}

// For picks the questionnaires for an assessment: those that it names, else the
// newest at hand. A version that is not at hand is a problem, and the newest
// stands in: what is wrong never hides what is known.
func (s Shelf) For(a *Assessment, tool Tool) (Instruments, []Problem) {
	var problems []Problem
	pick := func(id string) *Instrument {
		named := a.Versions[id]
		newest := s.Newest(id)
		if named == "" {
			return newest
		}
		if in := s.Find(id, named); in != nil {
			return in
		}
		message := "no questionnaire of that id is at hand; give its folder with --questionnaires"
		if newest != nil {
			message = fmt.Sprintf("that version is not at hand; scored with %s, which may differ; give its folder with --questionnaires", newest.Version)
		}
		problems = append(problems, Problem{Code: CodeUnknownVersion, Path: "instruments." + id, Message: message})
		return newest
	}
	set := Instruments{Stalking: pick(StalkingID), Dash: pick(DashID), Tool: tool}
	for i, in := range s {
		if in.ID == StalkingID || in.ID == DashID || i > 0 && s[i-1].ID == in.ID {
			continue // one of the two, or another version of the last
		}
		if _, named := a.Versions[in.ID]; named || a.Responses.Has(in.ID) {
			set.Others = append(set.Others, pick(in.ID))
		}
	}
	strange := false
	for id := range a.Versions {
		strange = strange || s.Newest(id) == nil
	}
	if !strange {
		return set, problems
	}
	for _, id := range sortedKeys(a.Versions) {
		if id != StalkingID && id != DashID && s.Newest(id) == nil {
			pick(id)
		}
	}
	return set, problems
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
