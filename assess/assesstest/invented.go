package assesstest

import (
	"time"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// AssessedAt is the usual time of an invented assessment.
const AssessedAt = "2026-11-20T14:03:00Z"

// Instant, Date and When read a time in a test. They panic if it is not valid.
func Instant(s string) assess.Instant { return must(assess.ParseInstant(s)) }
func Date(s string) assess.Date       { return must(assess.ParseDate(s)) }
func When(s string) timeline.When     { return must(timeline.ParseWhen(s)) }

// Answered returns an assessment of an acquaintance in which every yes/no item of
// the stalking questionnaire has the same answer and every choice is made.
func Answered(set assess.Instruments, rest assess.Answer) *assess.Assessment {
	a := &assess.Assessment{Format: assess.AssessmentFormat, AssessedAt: Instant(AssessedAt)}
	a.Case.Reference, a.Case.Relationship = "NP-2026-00001", "acquaintance"
	for _, it := range set.Stalking.Items {
		answer := rest
		if it.Type == assess.Choice && !rest.Open() {
			answer = assess.Answer(it.Options[0].Value)
		}
		a.Responses.Set("stalking", it.ID, assess.Response{Answer: answer})
	}
	return a
}

// Chance returns a number from 0 to n-1, from rapid, a fuzzer's bytes or an earlier
// run.
type Chance func(n int) int

// FromRapid returns a Chance that draws its numbers from rapid.
func FromRapid(t *rapid.T) Chance {
	return func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "") }
}

// One returns one of the values, chosen by c.
func One[T any](c Chance, of ...T) T { return of[c(len(of))] }

// Invented makes an assessment up: any case, answers of every kind and form,
// incidents around the edges of the windows, and everything else that can affect a
// result. It includes unknown answers and kinds, which Check reports.
func Invented(c Chance, set assess.Instruments) *assess.Assessment {
	a := &assess.Assessment{
		Format: assess.AssessmentFormat, ID: One(c, "", "01JDEXAMPLE"),
		AssessedAt: Instant(One(c, AssessedAt, "2026-11-20T00:10:00+01:00", "2026-11-20T23:50:00-05:00", "2026-03-29T00:30:00+14:00", "2024-02-29T12:00:00.5Z")),
		Prompted:   One(c, assess.Fact(""), "yes", "no", "unknown"),
		DashAsked:  One(c, assess.DashAsked(""), "auto", "always", "never"),
		Contact: assess.Contact{
			SafeToTalk: One(c, assess.Fact(""), "yes", "yes", "no", "unknown"),
			Ended:      One(c, assess.Ended(""), "finished", "finished", "dropped", "unsafe"),
			Mode:       One(c, assess.ContactMode(""), "open", "silent", "cover", "private"),
			Heard:      One(c, assess.Heard(""), "yes", "no"),
		},
		MoreThanOnce: One(c, assess.Fact(""), "yes", "no", "unknown"),
		OwnLife:      One(c, assess.OwnLife(""), "yes", "now", "no"),
	}
	a.Case.Reference = "NP-2026-00001"
	a.Case.Relationship = assess.Relationship(One(c, append(assess.Relationship("").Vocabulary().Values(), "")...))
	a.Case.Children = One(c, assess.FactYes, assess.FactNo, assess.FactUnknown, "")
	likely := c(6)
	for _, in := range set.All() {
		for _, it := range in.Items {
			if r, ok := response(c, likely); ok {
				a.Responses.Set(in.ID, it.ID, r)
			}
		}
	}
	if c(8) == 0 {
		a.Responses.Set(One(c, "stalking", "dash", "lap"), "no-such-item", assess.Response{Answer: assess.Yes})
	}
	for range c(12) {
		a.Incidents = append(a.Incidents, Incident(c, set.Stalking, a))
	}
	for range c(3) {
		ab := assess.Absence{Reason: One(c, assess.AbsenceReason(""), "custody", "abroad", "other")}
		ab.From, ab.To = anyDay(c, a), anyDay(c, a)
		a.Absences = append(a.Absences, ab)
	}
	for range c(3) {
		a.Triggers = append(a.Triggers, assess.Trigger{Kind: "hearing", On: anyDay(c, a)})
	}
	if c(2) == 0 {
		levels := []assess.OverallLevel{"low", "moderate", "high", ""}
		a.Override = &assess.Override{
			From: One(c, levels...), Level: One(c, levels...), Reason: One(c, "knows more", ""),
			By: One(c, "S77", ""), SecondPerson: One(c, "S80", "S77", ""), At: a.AssessedAt,
		}
	}
	aftermath(c, a)
	return a
}

// aftermath makes up what is recorded beside the answers: what was sent, decided and
// found, and by whom.
func aftermath(c Chance, a *assess.Assessment) {
	fact := func() assess.Fact { return One(c, assess.Fact(""), "yes", "no", "unknown") }
	time := func() assess.Instant { return One(c, assess.Instant{}, a.AssessedAt) }
	a.Contact.Mode = One(c, assess.ContactMode(""), "open", "silent", "cover", "private")
	a.Contact.Heard, a.Contact.Back = One(c, assess.Heard(""), "yes", "no"), time()
	a.Case.SuspectAccess, a.Case.Pregnant, a.MoreThanOnce = fact(), fact(), fact()
	a.OwnLife = One(c, assess.OwnLife(""), "yes", "now", "no", "unknown", "declined")
	a.Reach = assess.Reach{Address: fact(), Keys: fact(), Location: fact(), Work: fact()}
	for range c(3) {
		a.Help = append(a.Help, assess.Help{Asked: time(), Assigned: time(), Arrived: time(), Reference: One(c, "", "LOG-771")})
	}
	for range c(3) {
		a.EarlierActNow = append(a.EarlierActNow, assess.EarlierActNow{
			ID: "01JCEXAMPLE", At: time(), Because: One(c, nil, []string{"near-now"}, []string{"not-safe", "near-now"}),
			DealtWith: assess.DealtWith{By: One(c, "", "S77"), At: time(), How: One(c, "", "spoken to alone")},
		})
	}
	for range c(3) {
		a.Decisions = append(a.Decisions, assess.Decision{
			About: One(c, assess.AboutRecording, assess.AboutSPO, "other", ""), On: anyDay(c, a),
			Decision: One(c, assess.DecisionWord(""), "considered", "made", "stalking", "not_recorded"),
		})
	}
	if c(4) > 0 {
		return
	}
	a.ReadBack = assess.ReadBack{At: time(), By: "H1234", Agreed: One(c, assess.Agreed(""), "yes", "corrected"), Note: "the side gate"}
	a.Handlers = []assess.Handler{{Reference: "H1234", Role: One(c, assess.Role(""), "officer"), From: time()}}
	a.Orders = []assess.Order{{ID: "o1", Kind: "spo", Force: "Eastshire", Manager: "M12", Contact: "extension 41", Served: anyDay(c, a), CheckOn: []assess.Date{anyDay(c, a), anyDay(c, a)}, Checked: []assess.Date{anyDay(c, a)}}}
	a.Accounts = []assess.UsedAccount{{Kind: "phone", Handle: "ends 417", LinkedBy: "the voice"}}
	a.Evidence = []assess.Exhibit{{What: "voicemail", HeldBy: "victim", Offered: anyDay(c, a), Taken: anyDay(c, a), Goes: When(One(c, "", "2026-12", "2026-12-04"))}}
	a.Updates = []assess.Update{{To: "victim", On: anyDay(c, a), By: "H1234", What: "the order was served"}}
	a.Actions = []assess.Action{{What: "ring back", Owner: "S77", To: "victim", Agency: "police", Due: anyDay(c, a)}}
	a.Outcome = assess.Outcome{Value: One(c, assess.OutcomeValue(""), "continued", "death"), On: anyDay(c, a), Note: "invented"}
}

// response makes a response up, in the short form or the long one. It returns false
// for no response.
func response(c Chance, likely int) (assess.Response, bool) {
	answers := [][]assess.Answer{
		{"no"},
		{"no", "no", "no", "no", "yes", "unknown"},
		{"no", "no", "no", "unknown", "declined", "not_asked"},
		{"unknown", "not_asked", "not_asked", "declined", "no", "yes"},
		{"yes", "no", "unknown", "declined", "not_asked", ""},
		{"yes", "no", "no", "not_asked", "maybe", "true"},
	}
	r := assess.Response{Answer: One(c, answers[likely]...)}
	switch c(8) {
	case 0:
		return r, false
	case 1:
		r.Note, r.Source, r.At = "invented", "victim", Instant(AssessedAt)
		r.Was = []assess.Was{{Answer: One(c, assess.Yes, assess.No), At: r.At}}
	}
	return r, true
}

// Incident makes an incident up.
func Incident(c Chance, in *assess.Instrument, a *assess.Assessment) assess.Incident {
	kind := One(c, "", "no_such_kind", "visit", "")
	if k := c(len(in.Timeline.Kinds) + 2); k < len(in.Timeline.Kinds) {
		kind = in.Timeline.Kinds[k].ID
	}
	before := One(c, 0, 1, 5, 14, 26, 27, 28, 29, 40, 60, 90, 150, -1, -2, 365)
	t := a.AssessedAt.Time().AddDate(0, 0, -before)
	at := ""
	switch c(6) {
	case 0:
	case 1:
		at = t.Format("2006-01")
	case 2:
		zone := One(c, -12, -5, 0, 1, 14)
		at = t.Add(time.Duration(One(c, -1, 0, 1)) * time.Minute).In(time.FixedZone("", zone*3600)).Format(time.RFC3339)
	default:
		at = t.Format(time.DateOnly)
	}
	return assess.Incident{
		At: When(at), Kind: kind,
		Channel: One(c, timeline.Channel(""), "in_person", "phone", "online"), Area: One(c, "", "Eastshire", " eastshire", "Northshire"),
		Reference:  One(c, "", "", "", "E/1", "e/1", "E/2"),
		RecordedAs: One(c, "", "harassment", "Harassment", "theft"), Breach: One(c, timeline.Breach(""), "no", "near", "yes"),
		Severity: One(c, timeline.Grade(0), 0, 0, 1, 3, 5),
	}
}

func anyDay(c Chance, a *assess.Assessment) assess.Date {
	n := One(c, 0, -1, 1, 2, 7, 30, 400, -30, -60, -100, 3000, 999)
	if n == 999 {
		return assess.Date{}
	}
	return Date(a.AssessedAt.Time().AddDate(0, 0, n).Format(time.DateOnly))
}
