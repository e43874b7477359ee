package assess

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess/fold"
)

// Versioned is the content of a file that has an id and a version.
type Versioned interface {
	Named() (id, version, sha256 string) // sha256 is of the file's bytes, in hex
}

// Versions holds all loaded files of one sort, by id and then by version, the
// oldest first.
type Versions[T Versioned] []T

// NewVersions returns files in that order.
func NewVersions[T Versioned](all ...T) Versions[T] {
	vs := slices.Clone(all)
	slices.SortStableFunc(vs, func(a, b T) int {
		idA, versionA, _ := a.Named()
		idB, versionB, _ := b.Named()
		return cmp.Or(cmp.Compare(idA, idB), compareVersions(versionA, versionB))
	})
	return vs
}

// Find returns the file with that id and version, or nil.
func (vs Versions[T]) Find(id, version string) (none T) {
	for _, v := range vs {
		if i, n, _ := v.Named(); i == id && n == version {
			return v
		}
	}
	return none
}

// Newest returns the newest version of an id, or nil.
func (vs Versions[T]) Newest(id string) (none T) {
	for _, v := range slices.Backward(vs) {
		if i, _, _ := v.Named(); i == id {
			return v
		}
	}
	return none
}

// IDs returns the ids, each once.
func (vs Versions[T]) IDs() (out []string) {
	for _, v := range vs {
		id, _, _ := v.Named()
		out = append(out, id)
	}
	return slices.Compact(out)
}

// compareVersions compares two versions such as 1.2.0, number by number. It returns
// -1, 0 or 1.
func compareVersions(a, b string) int {
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

// Questionnaires holds all loaded questionnaires, and what else every assessment is
// scored with.
type Questionnaires struct {
	Versions[*Instrument]
	Forces fold.Forces // other names of police forces
	Local  Local       // what is particular to the force
}

// NewQuestionnaires returns questionnaires in that order.
func NewQuestionnaires(all ...*Instrument) Questionnaires {
	return Questionnaires{Versions: NewVersions(all...)}
}

// Named returns the id, the version and the hash of the file.
func (in *Instrument) Named() (id, version, sha256 string) { return in.ID, in.Version, in.SHA256 }

// Instruments holds the questionnaires by which one assessment is scored.
type Instruments struct {
	Stalking, Dash *Instrument
	Others         []*Instrument // by id
	Tool           Tool
	Forces         fold.Forces // other names of police forces
	Local          Local       // what is particular to the force
}

// All returns the questionnaires: stalking, DASH, then the others.
func (set *Instruments) All() []*Instrument {
	return append([]*Instrument{set.Stalking, set.Dash}, set.Others...)
}

// IDs returns the ids of the questionnaires, in the order of All.
func (set *Instruments) IDs() (out []string) {
	for _, in := range set.All() {
		out = append(out, in.ID)
	}
	return out
}

// newest yields the newest version of each questionnaire, by id.
func (s Questionnaires) newest(yield func(*Instrument) bool) {
	for i, in := range s.Versions {
		if i+1 < len(s.Versions) && s.Versions[i+1].ID == in.ID {
			continue
		}
		if !yield(in) {
			return
		}
	}
}

// UsedAs returns the newest version of each questionnaire with that use, by id.
func (s Questionnaires) UsedAs(use InstrumentUse) (all []*Instrument) {
	for in := range s.newest {
		if in.UsedAs == use {
			all = append(all, in)
		}
	}
	return all
}

// Default returns the questionnaire for a use in an assessment that names none: the
// shipped one, whose id is its use, or the first by id if that is not loaded; nil
// if there is none.
func (s Questionnaires) Default(use InstrumentUse) *Instrument { return s.used(use, nil) }

// used returns the newest version of the questionnaire for a use in an assessment:
// the first by id among those that it names, or the default if it names none.
func (s Questionnaires) used(use InstrumentUse, named map[string]string) (usual *Instrument) {
	for in := range s.newest {
		if in.UsedAs != use {
			continue
		}
		if _, ok := named[in.ID]; ok {
			return in
		}
		if usual == nil || in.ID == string(use) {
			usual = in
		}
	}
	return usual
}

// For returns the questionnaires for an assessment: those that it names under
// instruments, and the default for a use that it does not name. If the named
// version is not loaded, For returns a problem and the newest version.
func (s Questionnaires) For(a *Assessment, tool Tool) (Instruments, []Problem) {
	var problems []Problem
	version := func(id string, newest *Instrument) *Instrument {
		named := a.Versions[id]
		if named == "" {
			return newest
		}
		if in := s.Find(id, named); in != nil {
			return in
		}
		message := "no questionnaire with that id is loaded; give its folder with --questionnaires"
		if newest != nil {
			message = fmt.Sprintf("that version is not loaded; scored with %s, which may differ; give its folder with --questionnaires", newest.Version)
		}
		problems = append(problems, Problem{Code: CodeUnknownVersion, Path: "instruments." + id, Message: message})
		return newest
	}
	set := Instruments{Stalking: s.used(UseStalking, a.Versions), Dash: s.used(UseDash, a.Versions), Tool: tool, Forces: s.Forces, Local: s.Local}
	stalking, dash := set.Stalking, set.Dash
	if stalking != nil {
		set.Stalking = version(stalking.ID, stalking)
	}
	if dash != nil {
		set.Dash = version(dash.ID, dash)
	}
	for in := range s.newest {
		if in == stalking || in == dash {
			continue
		}
		if _, named := a.Versions[in.ID]; named || a.Responses.Has(in.ID) {
			set.Others = append(set.Others, version(in.ID, in))
		}
	}
	var missing []string
	for id := range a.Versions {
		if s.Newest(id) == nil {
			missing = append(missing, id)
		}
	}
	slices.Sort(missing)
	for _, id := range missing {
		version(id, nil)
	}
	return set, problems
}
