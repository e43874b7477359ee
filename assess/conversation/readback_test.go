package conversation_test

import (
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/timeline"
)

// recorded returns a sitting with a victim who is alone and something to read back.
func recorded(t testing.TB) *conversation.Sitting {
	t.Helper()
	a := &assess.Assessment{
		Caller: assess.VictimCaller, Contact: assess.Contact{SafeToTalk: assess.FactYes}, FirstAccount: "He was at the gate.",
		OwnLife: "yes", Assessor: assess.Assessor{Reference: "H1"}, Case: assess.Case{MentalHealthNeed: assess.FactYes},
		Incidents: []assess.Incident{
			{Kind: "visit", Place: "the gate", Felt: "sick", Note: "rang twice"},
			{Kind: "visit", Reference: "NS/1", RecordedAs: "harassment", Note: "PNC warning marker: weapons"},
		},
	}
	a.Incidents[0].At, _ = timeline.ParseWhen("2026-11-19")
	a.Responses.Set("stalking", "life-changed", assess.Response{Answer: assess.Yes, Note: "Sleep and health: hardly sleeps"})
	a.Responses.Set("stalking", "near-now", assess.Response{Answer: assess.No})
	a.Responses.Set("stalking", "history", assess.Response{Answer: assess.Yes, Note: "previous victim in 2019"})
	return &conversation.Sitting{Set: assesstest.Set(), A: a, Now: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)}
}

func readText(parts []conversation.ReadPart) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Title + "\n" + strings.Join(p.Lines, "\n") + "\n")
	}
	return b.String()
}

func TestTheRecordIsReadBackInTheirOwnWords(t *testing.T) {
	t.Parallel()
	s := recorded(t)
	parts, refused := s.ReadBack()
	text := readText(parts)
	for _, want := range []string{"He was at the gate.", "Thursday 19 November 2026", "the gate", "rang twice", "you felt: sick", "hardly sleeps"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %q (%s)", want, text, refused)
		}
	}
	for _, never := range []string{"PNC", "previous victim", "2019", "NS/1", "harassment", "own life", "mental"} {
		if strings.Contains(text, never) {
			t.Errorf("%q is read aloud: %q", never, text)
		}
	}
}

// Reading the record aloud to the wrong person, or while somebody listens, is dangerous.
func TestNothingIsReadBackToAnybodyButAVictimWhoIsAloneAndSafe(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(s *conversation.Sitting){
		"a third party calls":             func(s *conversation.Sitting) { s.A.Caller = assess.ThirdParty },
		"a professional calls":            func(s *conversation.Sitting) { s.A.Caller = "professional" },
		"nobody recorded who calls":       func(s *conversation.Sitting) { s.A.Caller = "" },
		"they are silent":                 func(s *conversation.Sitting) { s.A.Contact.Mode = "silent" },
		"they speak as to somebody else":  func(s *conversation.Sitting) { s.A.Contact.Mode = "cover" },
		"they cannot talk now":            func(s *conversation.Sitting) { s.A.Contact.Mode = "private" },
		"it is not safe to talk":          func(s *conversation.Sitting) { s.A.Contact.SafeToTalk = assess.FactNo },
		"nobody knows whether it is safe": func(s *conversation.Sitting) { s.A.Contact.SafeToTalk = assess.FactUnknown },
		"nobody asked whether it is safe": func(s *conversation.Sitting) { s.A.Contact.SafeToTalk = "" },
		"the suspect is near": func(s *conversation.Sitting) {
			s.A.Responses.Set("stalking", "near-now", assess.Response{Answer: assess.Yes})
		},
		"nobody asked whether the suspect is near":           func(s *conversation.Sitting) { s.A.Responses.Set("stalking", "near-now", assess.Response{}) },
		"the contact was cut off":                            func(s *conversation.Sitting) { s.A.Contact.Ended = assess.Dropped },
		"the contact became unsafe":                          func(s *conversation.Sitting) { s.A.Contact.Ended = assess.Unsafe },
		"whether it is safe was asked in an earlier sitting": func(s *conversation.Sitting) { s.Loaded = s.Now.Add(-time.Hour) },
		"of the two, only whether the suspect is near was asked again": func(s *conversation.Sitting) {
			s.Loaded = s.Now.Add(-time.Hour)
			near, _ := s.Find("near-now")
			s.Record(near, string(assess.No))
		},
		"nothing is recorded": func(s *conversation.Sitting) {
			s.A.FirstAccount, s.A.Incidents, s.A.Responses = "", nil, nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := recorded(t)
			change(s)
			if parts, refused := s.ReadBack(); len(parts) > 0 || refused == "" {
				t.Errorf("%q is read back (%q)", readText(parts), refused)
			}
		})
	}
}

func TestWhatTheySaidToTheReadBackIsRecorded(t *testing.T) {
	t.Parallel()
	s := recorded(t)
	s.Agree()
	if r := s.A.ReadBack; r.Agreed != "yes" || r.By != "H1" || !r.At.Time().Equal(s.Now) {
		t.Errorf("%+v", r)
	}
	note := s.Correct()[0]
	for _, text := range []string{"it was", "it was Tuesday"} { // saved while it is typed
		if err := note.Set(text); err != nil {
			t.Fatal(err)
		}
	}
	if r := s.A.ReadBack; r.Agreed != "corrected" || r.Note != "it was Tuesday" {
		t.Errorf("%+v", r)
	}
	if s.Agree(); s.A.ReadBack.Note != "it was Tuesday" {
		t.Error("a correction is lost when they agree later")
	}
	if _ = s.Correct()[0].Set("and the red car"); s.A.ReadBack.Note != "it was Tuesday\nand the red car" {
		t.Errorf("%+v", s.A.ReadBack)
	}
}
