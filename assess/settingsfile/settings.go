// Package settingsfile reads the settings of a person or a force: config.yaml. It
// holds nothing of a case.
package settingsfile

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/late"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/timeline"
)

// Settings are what a settings file can hold. A flag always wins over them.
type Settings struct {
	Questionnaires string              `json:"questionnaires,omitempty" doc:"a folder with more questionnaires, as --questionnaires; below the folder of this file unless it is absolute"`
	Area           string              `json:"area,omitempty" doc:"your police force area"`
	Areas          map[string][]string `json:"areas,omitempty" doc:"police force areas, each with its other spellings, which count as the same area"`
	Role           assess.Role         `json:"role,omitempty" doc:"your post, as --role"`
	Assessor       string              `json:"assessor,omitempty" doc:"your reference, as --assessor; never a name"`
	Timezone       Timezone            `json:"timezone,omitempty" doc:"the time zone of times without an offset, such as Europe/London, as --timezone"`
	Dates          timeline.Order      `json:"dates,omitempty" doc:"the order of day, month and year in the files of other systems, as --dates"`
	Recipient      string              `json:"recipient,omitempty" doc:"the public key of whoever receives your files"`
	LeaveOutPlaces []string            `json:"leave_out_places,omitempty" doc:"places that the sift must not group reports by or write in a draft, such as a refuge, a hospital or custody"`
	Local          assess.Local        `json:"local,omitzero" doc:"what is particular to your force"`
}

// Timezone is the name of a time zone, such as Europe/London.
type Timezone string

var errTimezone = errors.New("not a time zone; write one such as Europe/London or UTC")

// Place returns the zone. It is an error if there is none of that name; Local is
// none, because it is another zone on another computer.
func (z Timezone) Place() (*time.Location, error) {
	place, err := time.LoadLocation(string(z))
	if z == "" || z == "Local" || err != nil {
		return nil, errTimezone
	}
	return place, nil
}

// UnmarshalText reads the name of a time zone.
func (z *Timezone) UnmarshalText(b []byte) error {
	*z = Timezone(b)
	_, err := z.Place()
	return err
}

// MarshalText returns the name.
func (z Timezone) MarshalText() ([]byte, error) { return []byte(z), nil }

var shapes = late.Value[*strictfile.Shapes]{Make: func() *strictfile.Shapes {
	return strictfile.NewShapes(strictfile.Spelt[Timezone](strictfile.CodeBadText, errTimezone.Error()))
}}

// Read reads a settings file. An empty file has no settings. With any problem the
// settings must not be used: what is left could mean something else.
func Read(b []byte) (s Settings, problems []assess.Problem) {
	docs := strictfile.ParseYAML(b)
	problems = slices.DeleteFunc(slices.Clone(docs[0].Problems), func(p assess.Problem) bool { return p.Code == strictfile.CodeEmpty })
	problems = append(problems, shapes.Get().Decode(docs[0].Root, &s)...)
	if len(docs) > 1 {
		problems = append(problems, assess.Problem{Code: strictfile.CodeTrailingText, Message: "the file has more than one document; keep one", Line: docs[0].Root.Line})
	}
	none, twice := s.areaFaults()
	for _, f := range slices.Concat([]fault{
		{none, "areas", strictfile.CodeUnknownWord, "a name or spelling is empty or names no area, as N/A does not; remove it"},
		{twice, "areas", strictfile.CodeDuplicateKey, "a spelling belongs to more than one area; keep it in one"},
	}, s.localFaults()) {
		if f.is {
			at := docs[0].Root.Find(f.path)
			problems = append(problems, assess.Problem{Code: f.code, Path: f.path, Message: f.message, Line: at.Line, Column: at.Column})
		}
	}
	assess.HideKeys(problems, s)
	strictfile.Sort(problems)
	return s, problems
}

// fault is something that may be wrong, and whether it is.
type fault struct {
	is                  bool
	path, code, message string
}

// longestLocal is the most characters of a text that is shown on a page or beside a
// question.
const longestLocal = 200

// localFaults returns what may be wrong with what is particular to a force: people read
// it out to victims, so none of it may be empty or run over several lines.
func (s *Settings) localFaults() (out []fault) {
	l := &s.Local
	text := func(path, value string, must bool) {
		bad := utf8.RuneCountInString(value) > longestLocal || strings.ContainsFunc(value, unicode.IsControl) || must && strings.TrimSpace(value) == ""
		out = append(out, fault{bad, path, strictfile.CodeBadText, "write one line of at most 200 characters, or remove it"})
	}
	for i, service := range l.Services {
		at := fmt.Sprintf("local.services[%d]", i)
		text(at+".name", service.Name, true)
		text(at+".number", service.Number, true)
		text(at+".detail", service.Detail, false)
	}
	for i, form := range l.Forms {
		text(fmt.Sprintf("local.forms[%d]", i), form, true)
	}
	for i, place := range s.LeaveOutPlaces {
		text(fmt.Sprintf("leave_out_places[%d]", i), place, true)
	}
	text("local.crisis_route", l.CrisisRoute, false)
	text("local.grades.act_now", l.Grades.ActNow, false)
	text("local.grades.imminent", l.Grades.Imminent, false)
	text("local.grades.high", l.Grades.High, false)
	text("local.grades.moderate", l.Grades.Moderate, false)
	return out
}

// areaFaults reports whether a name or spelling of an area names none, and whether one
// belongs, after folding, to more than one area.
func (s *Settings) areaFaults() (none, twice bool) {
	of := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(s.Areas)) {
		for _, spelling := range append([]string{name}, s.Areas[name]...) {
			spelling = fold.Forces{}.Name(spelling)
			was, found := of[spelling]
			none = none || spelling == ""
			twice = twice || spelling != "" && found && was != name
			of[spelling] = name
		}
	}
	return none, twice
}
