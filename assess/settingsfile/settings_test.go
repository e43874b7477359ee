package settingsfile

import (
	"strings"
	"testing"
	_ "time/tzdata" // for a computer without tables of time zones
)

const whole = `questionnaires: force/questionnaires
area: Northshire
areas:
  Northshire: [North Shire, NSH]
  Southshire: []
role: call_handler
assessor: H1234
timezone: Europe/London
dates: dmy
recipient: age1example
local:
  services: [{name: The local advocacy service, number: 01632 960123, detail: weekdays}]
  forms: [F12]
  crisis_route: ring the crisis team
  grades: {act_now: "1", imminent: "1", high: "2", moderate: "3"}
`

func TestReadEverySetting(t *testing.T) {
	t.Parallel()
	s, problems := Read([]byte(whole))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if s.Questionnaires != "force/questionnaires" || s.Area != "Northshire" || len(s.Areas["Northshire"]) != 2 || s.Role != "call_handler" || s.Assessor != "H1234" ||
		s.Timezone != "Europe/London" || s.Dates != "dmy" || s.Recipient != "age1example" || s.Local.Grades.Moderate != "3" || s.Local.CrisisRoute == "" || len(s.Local.Services) != 1 || len(s.Local.Forms) != 1 {
		t.Errorf("%+v", s)
	}
	for _, empty := range []string{"", "\n", "# nothing yet\n"} {
		if s, problems := Read([]byte(empty)); len(problems) > 0 || s.Area != "" {
			t.Errorf("%q: %+v, %v", empty, s, problems)
		}
	}
}

func TestEveryFaultOfTheSettingsIsReportedAtOnce(t *testing.T) {
	t.Parallel()
	_, problems := Read([]byte("roles: officer\nrole: sergeant\ntimezone: Europe/Londn\ndates: dd/mm\nareas: {Northshire: [NSH], Southshire: [NSH, \"\"], N/A: []}\nlocal: {grade: x}\narea: null\n"))
	var all []string
	for _, p := range problems {
		if p.Line == 0 {
			t.Errorf("no line: %v", p)
		}
		all = append(all, p.String())
	}
	said := strings.Join(all, "\n")
	for _, want := range []string{`did you mean "role"?`, "role: not an allowed value", "timezone: not a time zone", "dates: not an allowed value", "areas: a spelling belongs", "areas: a name or spelling is empty", `did you mean "grades"?`, "area: null"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if strings.Contains(said, "sergeant") || strings.Contains(said, "Londn") {
		t.Errorf("a value is repeated:\n%s", said)
	}
	if _, problems := Read([]byte("area: Northshire\n---\narea: Southshire\n")); len(problems) != 1 {
		t.Errorf("two documents: %v", problems)
	}
	for _, text := range []string{"[", "just text", "- a\n- b", "timezone: Local", "timezone: ''", "\x00"} {
		if _, problems := Read([]byte(text)); len(problems) == 0 {
			t.Errorf("%q has no problem", text)
		}
	}
}

// Local services and forms are read out to victims and appear on pages, so a bad one is
// named with its place and what to do, and nothing of it is used.
func TestABadLocalSettingIsNamedWithItsPlaceAndRemedy(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"local: {services: [{name: A}]}":                               "local.services[0].number: write one line",
		"local: {services: [{name: A, number: 1}, {number: x}]}":       "local.services[1].name: write one line",
		"local: {services: [the advocates]}":                           "local.services[0]: ",
		"local: {services: [{name: A, number: b, hours: 9}]}":          "local.services[0]",
		"local: {forms: [\"\"]}":                                       "local.forms[0]: write one line",
		"local: {crisis_route: \"a\\nb\"}":                             "local.crisis_route: write one line",
		"local: {grades: {act_now: " + strings.Repeat("x", 201) + "}}": "local.grades.act_now: write one line",
		"local: {grades: {act_nw: 1}}":                                 `did you mean "act_now"?`,
	} {
		_, problems := Read([]byte(text))
		var said []string
		for _, p := range problems {
			said = append(said, p.String())
			if p.Line != 1 {
				t.Errorf("%q: line %d", text, p.Line)
			}
		}
		if !strings.Contains(strings.Join(said, "\n"), want) {
			t.Errorf("%q: no %q in %q", text, want, said)
		}
	}
	s, problems := Read([]byte("local: {services: [{name: A, number: 01632 960123}], grades: {act_now: Grade 1}}"))
	if len(problems) > 0 || s.Local.Services[0].Number != "01632 960123" {
		t.Errorf("%v, %+v", problems, s)
	}
}
