package present

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/session"
)

// WelfareNow begins what stays in view while the victim may be about to end their life.
const WelfareNow = "WELFARE NOW"

// Standing is a sentence or two that stay in view whatever is asked. Brief says the same
// in one line of a small window.
type Standing struct{ Says, Brief string }

// AllStanding returns what stays in view at every question, the most urgent first: how
// to go on with somebody who cannot talk, and what nobody may forget.
func AllStanding(s *session.Session) (out []Standing) {
	a := s.Assessment()
	if a.OwnLife == assess.OwnLifeNow {
		out = append(out, welfare(s))
	}
	if of := earlier(s); of.Says != "" {
		out = append(out, of)
	}
	if of := inMode(a.Contact.Mode); of.Says != "" {
		out = append(out, of)
	} else if conversation.Quiet(a) {
		out = append(out, Standing{"NOT SAFE TO TALK: ask only what yes or no can answer. m: silent, cover or private.", "NOT SAFE TO TALK: ask yes or no only. m: how they can."})
	}
	if a.Case.SuspectAccess == assess.FactYes {
		out = append(out, Standing{"RESTRICTED: the suspect may read police records. Restrict the log; tell professional standards; use another force.", "RESTRICTED: they may read police records. Limit the log."})
	}
	if s.Withholds() {
		out = append(out, withheld(s))
	}
	return out
}

// earlier says that an earlier ACT NOW is not dealt with; nothing if there is none.
func earlier(s *session.Session) Standing {
	all := s.Assessment().EarlierActNow
	open := slices.DeleteFunc(slices.Clone(all), func(e assess.EarlierActNow) bool { return !e.Open() })
	if len(open) == 0 {
		return Standing{}
	}
	says := "Earlier ACT NOW, " + At(s, open[0].At) + ": not dealt with. h marks it."
	if n := len(open) - 1; n > 0 {
		says = fmt.Sprintf("Earlier ACT NOW, %s, and %d more: not dealt with. h marks them.", At(s, open[0].At), n)
	}
	return Standing{says, "Earlier ACT NOW, not dealt with: h marks it."}
}

// welfare returns what stays in view while the victim may be about to end their life.
func welfare(s *session.Session) Standing {
	if s.Step().ID == conversation.OwnLifeNow {
		says := "Stay on the line. Until they say no to this, it counts as now."
		return Standing{says, "Stay on the line. Not a clear no: it counts as now."}
	}
	says := WelfareNow + ": stay with them. Send an ambulance."
	if conversation.OnThePhone(s.Assessment()) {
		says = WelfareNow + ": stay on the line. Send an ambulance."
	}
	if route := s.Set().Local.CrisisRoute; route != "" {
		return Standing{says + " Crisis route: " + route + ".", says}
	}
	return Standing{says, says}
}

// Confirmed is said when the caller is confirmed.
const Confirmed = "Caller confirmed. What the file holds is shown again."

// withheld says why what the file holds is not shown, and what shows it.
func withheld(s *session.Session) Standing {
	if s.MayConfirmCaller() {
		return Standing{"CALLER NOT CONFIRMED: read out nothing the file holds. k: confirmed by your procedure.", "CALLER NOT CONFIRMED: read nothing out. k: confirmed."}
	}
	says := "THIRD PARTY: read out nothing the file holds."
	return Standing{says, says}
}

// inMode returns how to go on in each way of silent mode.
func inMode(mode assess.ContactMode) Standing {
	switch mode {
	case "silent":
		return Standing{"SILENT: listen. Ask yes or no only: one tap yes, two no; keys only if their tones are off. Hearing nothing clears nothing.",
			"SILENT: listen. Yes or no only: one tap yes, two no."}
	case "cover":
		return Standing{"COVER: somebody may be listening. Ask yes or no only; they may answer as if to a friend. Hearing nothing clears nothing.",
			"COVER: somebody may be listening. Ask yes or no only."}
	case "private":
		return Standing{"PRIVATE: they cannot talk now. Agree when and how it is safe to ring, and let them go.",
			"PRIVATE: agree when it is safe to ring; let them go."}
	}
	return Standing{}
}

// At returns an instant as the clock shows it: the time, after the day if it is another.
func At(s *session.Session, i assess.Instant) string {
	t, now := i.Time().In(s.Now().Location()), s.Now()
	if t.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return t.Format("15:04")
	}
	return t.Format("2 January 15:04")
}

// ActNowHead returns the heading shown while help must be sent, and how far help is.
// calm means that somebody is with the person, or spoke to them again.
func ActNowHead(s *session.Session, r *assess.Result) (head string, calm bool) {
	a := s.Assessment()
	if d, ok := a.DealtWithNow(r.ActNowBecause); ok {
		return "ACT NOW: dealt with " + At(s, d.At) + ", " + d.How, true
	}
	var last assess.Help
	if n := len(a.Help); n > 0 {
		last = a.Help[n-1]
	}
	switch {
	case !last.Arrived.IsZero(): // and then the danger was said again
		return ActNow, false
	case !last.Assigned.IsZero():
		return "ACT NOW: help on the way since " + At(s, last.Assigned) + ", NOT YET THERE", false
	case !last.Asked.IsZero():
		return "ACT NOW: help asked for " + At(s, last.Asked) + ", NOT YET SENT", false
	}
	return ActNow, false
}

// RingBack returns whether the person may be rung back, and how.
func RingBack(a *assess.Assessment) string {
	if strings.TrimSpace(a.Contact.SafeTimes) == "" {
		return "Do not ring, text or leave a message: no safe way is recorded."
	}
	return "Ring back only in the safe way that is recorded."
}

// SendFirst is said where somebody stops before help is sent.
const SendFirst = "! Help first: h records that it was sent. q stops."

// HelpFirst reports whether help must be sent and nothing says that it was.
func HelpFirst(s *session.Session) bool {
	r := s.Result()
	_, dealt := s.Assessment().DealtWithNow(r.ActNowBecause)
	return r.ActNow && !dealt && s.Assessment().HelpSent() == ""
}
