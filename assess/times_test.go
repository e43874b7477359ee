package assess_test

import (
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

func TestReviewBy(t *testing.T) {
	set := assesstest.Set()
	tests := []struct {
		name, at, yes, triggers, want string
	}{
		{"band 3 is a day", assesstest.AssessedAt, "threats-children", "", "2026-11-21T14:03:00Z"},
		{"a red flag beside a trigger date is a day", assesstest.AssessedAt, "intrusion", "2026-12-04", "2026-11-21T14:03:00Z"},
		{"beside one a day later it is three days", assesstest.AssessedAt, "intrusion", "2026-12-05", "2026-11-23T14:03:00Z"},
		{"any other red flag is three days", assesstest.AssessedAt, "intrusion", "", "2026-11-23T14:03:00Z"},
		{"moderate is a week", assesstest.AssessedAt, "fear", "", "2026-11-27T14:03:00Z"},
		{"low is two weeks", assesstest.AssessedAt, "", "", "2026-12-04T14:03:00Z"},
		{"in UTC, whatever the offset of the assessment", "2026-07-01T23:30:00+01:00", "threats-children", "", "2026-07-02T22:30:00Z"},
		{"every digit of the time stays", "1987-06-05T21:43:58Z", "threats-children", "", "1987-06-06T21:43:58Z"},
		{"after the last year with four digits", "9999-12-31T14:03:00Z", "threats-children", "", "10000-01-01T14:03:00Z"},
		{"fractions of a second stay", "2026-11-20T14:03:00.25Z", "threats-children", "", "2026-11-21T14:03:00.25Z"},
		{"a trigger tomorrow", assesstest.AssessedAt, "", "2026-11-21", "2026-11-21T00:00:00Z"},
		{"a trigger tomorrow comes before a day's end", assesstest.AssessedAt, "intrusion", "2026-11-21", "2026-11-21T00:00:00Z"},
		{"a trigger today does not count", assesstest.AssessedAt, "", "2026-11-20", "2026-12-04T14:03:00Z"},
		{"a past trigger does not count", assesstest.AssessedAt, "", "2026-11-19", "2026-12-04T14:03:00Z"},
		{"a trigger after the interval does not count", assesstest.AssessedAt, "", "2026-12-05", "2026-12-04T14:03:00Z"},
		{"a trigger on the last day comes at its midnight", assesstest.AssessedAt, "", "2026-12-04", "2026-12-04T00:00:00Z"},
		{"a trigger far ahead does not count", assesstest.AssessedAt, "", "9999-12-31", "2026-12-04T14:03:00Z"},
		{"a trigger long past does not count", assesstest.AssessedAt, "", "0001-01-01", "2026-12-04T14:03:00Z"},
		{"the first of several, in any order", assesstest.AssessedAt, "", "2026-12-10 2026-12-01 2026-11-01 2026-12-05", "2026-12-01T00:00:00Z"},
		{"midnight in the offset of the assessment", "2026-07-01T23:30:00+01:00", "", "2026-07-02", "2026-07-01T23:00:00Z"},
		{"a leap day", "2024-02-28T12:00:00Z", "", "2024-02-29", "2024-02-29T00:00:00Z"},
		{"across a year's end", "2026-12-31T23:59:59Z", "intrusion", "2027-01-01", "2027-01-01T00:00:00Z"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := assesstest.Answered(set, assess.No)
			a.AssessedAt = assesstest.Instant(tt.at)
			give(a, assess.Yes, strings.Fields(tt.yes)...)
			for _, on := range strings.Fields(tt.triggers) {
				a.Triggers = append(a.Triggers, assess.Trigger{Kind: "hearing", On: assesstest.Date(on)})
			}
			a.Triggers = append(a.Triggers, assess.Trigger{Kind: "other"}) // with no date
			if got := assess.Score(set, a).ReviewBy; got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// The band is that of the reported level, so an override changes it.
func TestReviewByFollowsTheOverride(t *testing.T) {
	set := assesstest.Set()
	a := assesstest.Answered(set, assess.No)
	a.Override = &assess.Override{From: "low", Level: "high", Reason: "r", By: "S77"}
	if got := assess.Score(set, a).ReviewBy; got != "2026-11-23T14:03:00Z" {
		t.Errorf("got %s", got)
	}
}

// The same file has the same result wherever the computer is. If an offset is that of
// the computer's own zone, time.Parse uses that zone with its change to winter time:
// on a British computer, a day after noon on 24 October was 11:00Z.
func TestResultDoesNotDependOnTheComputersZone(t *testing.T) {
	set := assesstest.Set()
	london := summerTime(t)
	score := func(local *time.Location) string {
		was := time.Local
		time.Local = local
		defer func() { time.Local = was }()
		a := assesstest.Answered(set, assess.No)
		a.AssessedAt = assesstest.Instant("2026-10-24T12:00:00+01:00")
		give(a, assess.Yes, "threats-children")
		return assess.Score(set, a).ReviewBy
	}
	for _, local := range []*time.Location{time.UTC, london, time.FixedZone("", 3600)} {
		if got, want := score(local), "2026-10-25T11:00:00Z"; got != want {
			t.Errorf("in %s: got %s, want %s", local, got, want)
		}
	}
}

// summerTime returns a zone such as London's, an hour ahead until
// 2026-10-25T01:00:00Z. It does not need the computer's own files.
func summerTime(t *testing.T) *time.Location {
	t.Helper()
	const header = "TZif\x00" + "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" // version 1
	counts := "\x00\x00\x00\x00" + "\x00\x00\x00\x00" + "\x00\x00\x00\x00" + "\x00\x00\x00\x01" + "\x00\x00\x00\x02" + "\x00\x00\x00\x08"
	change := time.Date(2026, 10, 25, 1, 0, 0, 0, time.UTC).Unix()
	at := string([]byte{byte(change >> 24), byte(change >> 16), byte(change >> 8), byte(change)})
	zones := "\x00\x00\x0e\x10\x01\x00" + "\x00\x00\x00\x00\x00\x04"
	loc, err := time.LoadLocationFromTZData("summer", []byte(header+counts+at+"\x01"+zones+"BST\x00GMT\x00"))
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// The date of the assessment is its date in its own offset.
func TestDatesNearMidnight(t *testing.T) {
	set := assesstest.Set()
	tests := []struct {
		name, assessed, incident string
		carried                  string
		after                    bool
	}{
		{"27 days before the date written", "2026-11-20T00:10:00+01:00", "2026-10-24", "weapon", false},
		{"28 days before the date written", "2026-11-20T00:10:00+01:00", "2026-10-23", "threats-grave", false},
		{"the same instant in UTC has another date", "2026-11-19T23:10:00Z", "2026-10-23", "weapon", false},
		{"the date written is not after", "2026-11-20T00:10:00+01:00", "2026-11-20", "weapon", false},
		{"the next date is after", "2026-11-20T00:10:00+01:00", "2026-11-21", "", true},
		{"a minute before, in another offset", "2026-11-20T00:10:00+01:00", "2026-11-19T23:09:00Z", "weapon", false},
		{"a minute after, in another offset, though of an earlier date", "2026-11-20T00:10:00+01:00", "2026-11-19T23:11:00Z", "", true},
		{"of a later date, though an earlier instant", "2026-11-19T23:10:00Z", "2026-11-20T00:09:00+01:00", "weapon", false},
		{"of two dates before, though a later instant", "2026-11-20T00:00:00+23:59", "2026-11-18T23:59:00-23:59", "", true},
		{"of three dates before, in the farthest offsets", "2026-11-20T00:00:00+23:59", "2026-11-17T23:59:59-23:59", "weapon", false},
		{"a stamp's date is the date written in it", "2026-11-20T14:03:00Z", "2026-10-23T23:30:00-05:00", "threats-grave", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := assesstest.Answered(set, assess.No)
			a.AssessedAt = assesstest.Instant(tt.assessed)
			a.Incidents = []assess.Incident{{Kind: "weapon", At: assesstest.When(tt.incident)}}
			r := assess.Score(set, a)
			if got := strings.Join(r.Carried, " "); got != tt.carried {
				t.Errorf("carried: got %q, want %q", got, tt.carried)
			}
			if got := r.Timeline.Dated == 0; got != tt.after || r.Timeline.Incidents != 1 {
				t.Errorf("timeline: %+v", r.Timeline)
			}
			if r.AssessedAt != tt.assessed {
				t.Errorf("assessed_at: got %s, want it as written", r.AssessedAt)
			}
		})
	}
}

func TestAbsenceCounts(t *testing.T) {
	none := assess.Date{}
	tests := []struct {
		name     string
		from, to assess.Date
		want     bool
	}{
		{"from before to", assesstest.Date("2026-06-01"), assesstest.Date("2026-07-15"), true},
		{"one day", assesstest.Date("2026-06-01"), assesstest.Date("2026-06-01"), true},
		{"still absent", assesstest.Date("2026-06-01"), none, true},
		{"from after to", assesstest.Date("2026-06-02"), assesstest.Date("2026-06-01"), false},
		{"no beginning", none, assesstest.Date("2026-06-01"), false},
		{"nothing", none, none, false},
	}
	for _, tt := range tests {
		if got := (&assess.Absence{From: tt.from, To: tt.to}).Counts(); got != tt.want {
			t.Errorf("%s: got %v", tt.name, got)
		}
	}
}

// Only custody and time abroad stop the clock, and not if there was an incident
// meanwhile.
func TestAbsencesOnTheClock(t *testing.T) {
	set := assesstest.Set()
	days := []int{200, 190, 180, 60, 40, 20, 1}
	score := func(absences ...assess.Absence) assess.Result {
		a := assesstest.Answered(set, assess.No)
		for _, n := range days {
			a.Incidents = append(a.Incidents, assess.Incident{Kind: "message", At: assesstest.When(day(n))})
		}
		a.Absences = absences
		return assess.Score(set, a)
	}
	plain := score().Timeline.Frequency
	tests := []struct {
		name            string
		absence         assess.Absence
		differs, warned bool
	}{
		{"custody", assess.Absence{From: assesstest.Date(day(170)), To: assesstest.Date(day(70)), Reason: assess.Custody}, true, false},
		{"abroad", assess.Absence{From: assesstest.Date(day(170)), To: assesstest.Date(day(70)), Reason: assess.Abroad}, true, false},
		{"another reason", assess.Absence{From: assesstest.Date(day(170)), To: assesstest.Date(day(70)), Reason: "other"}, false, false},
		{"no reason", assess.Absence{From: assesstest.Date(day(170)), To: assesstest.Date(day(70))}, false, false},
		{"backwards", assess.Absence{From: assesstest.Date(day(70)), To: assesstest.Date(day(170)), Reason: assess.Custody}, false, false},
		{"an incident inside", assess.Absence{From: assesstest.Date(day(170)), To: assesstest.Date(day(50)), Reason: assess.Custody}, false, true},
		{"still absent, with incidents inside", assess.Absence{From: assesstest.Date(day(170)), Reason: assess.Custody}, false, true},
		{"before the clock began", assess.Absence{From: assesstest.Date("0001-01-01"), To: assesstest.Date(day(300)), Reason: assess.Custody}, false, false},
		{"after the assessment", assess.Absence{From: assesstest.Date("9999-12-31"), Reason: assess.Custody}, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := score(tt.absence)
			if got := asJSON(t, r.Timeline.Frequency) != asJSON(t, plain); got != tt.differs {
				t.Errorf("got %s beside %s", asJSON(t, r.Timeline.Frequency), asJSON(t, plain))
			}
			if got := strings.Join(r.Warnings, " ") == "absence-not-subtracted"; got != tt.warned {
				t.Errorf("warnings: %q", r.Warnings)
			}
		})
	}
}

func TestParseDateAndInstant(t *testing.T) {
	for _, s := range []string{"2026-11", "2026-02-30", "2026-1-1", "20/11/2026", "2026-11-20T14:03:00Z", "2026-11-20 ", "tomorrow"} {
		if d, err := assess.ParseDate(s); err == nil || !d.IsZero() {
			t.Errorf("%q read as the day %q", s, d)
		}
	}
	if d, err := assess.ParseDate(""); err != nil || !d.IsZero() {
		t.Errorf("no date: %v, %v", d, err)
	}
	for _, s := range []string{"", "2026-11-20", "2026-11-20T4:03:00Z", "2026-11-20T14:03:00", "2026-11-20T14:03:00,5Z", "2026-11-20T14:03:00+24:00", "2026-11-20t14:03:00z", "2026-02-30T00:00:00Z"} {
		if i, err := assess.ParseInstant(s); err == nil || !i.IsZero() {
			t.Errorf("%q read as the time %q", s, i)
		}
	}
	for _, s := range []string{"2026-11-20T14:03:00Z", "2026-11-20T14:03:00.123456789+01:00", "0001-01-01T00:00:00-23:59"} {
		if got := assesstest.Instant(s).String(); got != s {
			t.Errorf("%q is written again as %q", s, got)
		}
	}
	if got := assess.InstantOf(time.Date(2026, 11, 20, 14, 3, 0, 999, time.UTC)).String(); got != assesstest.AssessedAt {
		t.Errorf("InstantOf: %s", got)
	}
}
