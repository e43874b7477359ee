package conversation

import (
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
)

// Whether the person thinks of ending their life is asked of them alone, once the other
// person is known not to be near. It is never scored. A yes counts as now until the next
// question says otherwise, since a call can end between the two.

// OwnLifeNow is the step that asks whether it is now.
const OwnLifeNow = "own-life-now"

// The other steps that ask about it.
const (
	ownLifeStep  = "own-life"
	ownLifeRings = "own-life-rings"
)

// cutOff is the answer of somebody who was cut off before they could say.
const cutOff = "cut_off"

// welfareCall is the promise recorded for whoever thinks of ending their life. It does
// not say why.
const welfareCall = "welfare call"

var ownLifeQuestions = []question{
	{id: ownLifeStep, part: ownLifeStep, path: "own_life", whoSpeaks: true, when: asksOwnLife,
		prompt:     "This has been a lot. People in your place sometimes think of ending their life. Have you?",
		forAnother: "Are you worried that they may be thinking of ending their life?",
		get: func(_ *Sitting, a *assess.Assessment) string {
			if a.OwnLife == assess.OwnLifeNow {
				return string(assess.FactYes)
			}
			return string(a.OwnLife)
		},
		set: setOwnLife, choices: func(*Sitting) []Option {
			return []Option{{"y", "yes", "yes"}, {"n", "no", "no"}, {"u", "unknown", "not known"}, {"d", "declined", "won't say"}}
		},
		help: "Ask it in these words, and wait. Asking does not put the thought there. If they would rather not say, leave it."},
	{id: OwnLifeNow, part: ownLifeStep, topic: "ending their life, now", when: (*Sitting).hasThoughts,
		prompt:     "Are you thinking of doing it now, or have you already done something?",
		forAnother: "Could they be about to do it now, or have they already done something?",
		get:        ownLifeIsNow, set: setOwnLifeNow, says: saysOwnLifeNow,
		choices: func(*Sitting) []Option {
			return []Option{{"y", "yes", "yes: now, or already done something"}, {"n", "no", "no, neither"}, {"u", "unknown", "unsure"}, {"1", cutOff, "cut off before they could say"}}
		},
		help: "If you are unsure, treat it as now."},
	{id: ownLifeRings, part: ownLifeStep, topic: "who rings today", kind: LineStep, silent: true, asks: (*Sitting).askRings,
		when: func(s *Sitting) bool { return s.A.OwnLife == assess.OwnLife(assess.FactYes) },
		get:  func(s *Sitting, a *assess.Assessment) string { return s.whoRings(a) }, set: setRings,
		help: "It is recorded as a promise to ring today. The promise does not say why."},
}

// asksOwnLife reports whether to ask: of the victim, alone, when the other person is not
// near; at first contact only where the settings say how to reach help at once. Somebody
// who calls for the victim is asked whether they are worried.
func asksOwnLife(s *Sitting) bool {
	if s.A.OwnLife != "" && s.asked[ownLifeStep] {
		return true
	}
	if s.A.FirstContact() && s.Set.Local.CrisisRoute == "" || s.A.Stage == assess.Screen || Quiet(s.A) || s.A.Contact.SafeToTalk != assess.FactYes {
		return false
	}
	switch s.A.Caller {
	case assess.ThirdParty:
		return s.nearNow() != assess.Yes
	case "victim":
		return s.nearNow() == assess.No
	}
	return false
}

// setOwnLife records the answer. A third party's no is not known.
func setOwnLife(s *Sitting, v string) {
	switch {
	case v == string(assess.FactYes):
		delete(s.asked, OwnLifeNow)
		s.A.OwnLife = assess.OwnLifeNow
	case v == string(assess.FactNo) && s.A.Caller == assess.ThirdParty:
		s.A.OwnLife = assess.OwnLife(assess.FactUnknown)
	default:
		s.A.OwnLife = assess.OwnLife(v)
	}
}

// hasThoughts reports whether the person thinks of ending their life.
func (s *Sitting) hasThoughts() bool {
	return s.A.OwnLife == assess.OwnLifeNow || s.A.OwnLife == assess.OwnLife(assess.FactYes)
}

func ownLifeIsNow(s *Sitting, a *assess.Assessment) string {
	switch {
	case a.OwnLife == assess.OwnLife(assess.FactYes):
		return string(assess.FactNo)
	case a.OwnLife == assess.OwnLifeNow && s.asked[OwnLifeNow]:
		return string(assess.FactYes)
	}
	return ""
}

// setOwnLifeNow records whether it is now. Only a no says that it is not.
func setOwnLifeNow(s *Sitting, v string) {
	s.A.OwnLife = assess.OwnLifeNow
	if v == string(assess.FactNo) {
		s.A.OwnLife = assess.OwnLife(assess.FactYes)
	}
}

func saysOwnLifeNow(s *Sitting, v string) string {
	switch {
	case v == string(assess.FactNo):
		return ""
	case v == cutOff:
		return "WELFARE NOW: send an ambulance to the last known place. " + s.crisisRoute()
	}
	return "WELFARE NOW: stay on the line and send an ambulance. " + s.crisisRoute()
}

// crisisRoute returns the force's own way to reach help at once, in a sentence.
func (s *Sitting) crisisRoute() string {
	if route := s.Set.Local.CrisisRoute; route != "" {
		return "Crisis route: " + route + "."
	}
	return ""
}

// askRings names whom the person can ring, and asks who will ring them.
func (s *Sitting) askRings() string {
	says := []string{}
	for _, rt := range guidance.CrisisRoutes(s.guides(), s.Set, s.A) {
		says = append(says, rt.Name+" "+rt.Number)
	}
	give := ""
	if len(says) > 0 {
		give = "Give them: " + strings.Join(says, "; ") + ". "
	}
	if s.A.Case.VictimUnder18 == assess.FactYes {
		give += "They are under 18: make a safeguarding referral today. "
	}
	if strings.TrimSpace(s.A.Contact.SafeTimes) == "" {
		give += "Ask how and when it is safe to ring. "
	}
	return strings.TrimSpace(give + s.crisisRoute() + " Who will ring them today?")
}

// rings returns the place of the promise to ring, or -1.
func rings(a *assess.Assessment) int {
	return slices.IndexFunc(a.Actions, func(act assess.Action) bool { return act.What == welfareCall && act.Done.IsZero() })
}

func (s *Sitting) whoRings(a *assess.Assessment) string {
	if i := rings(a); i >= 0 {
		return a.Actions[i].Owner
	}
	return ""
}

// setRings records a promise to ring today.
func setRings(s *Sitting, who string) {
	s.A.Actions = slices.Clone(s.A.Actions)
	i := rings(s.A)
	switch {
	case i < 0 && strings.TrimSpace(who) == "":
		return
	case i < 0:
		today, _ := assess.ParseDate(s.Now.Format("2006-01-02"))
		s.A.Actions = append(s.A.Actions, assess.Action{What: welfareCall, To: "victim", Due: today})
		i = len(s.A.Actions) - 1
	}
	s.A.Actions[i].Owner = who
}

// afterwards is for the handler, once such a call has ended.
func (s *Sitting) afterwards() string {
	if s.hasThoughts() {
		return "That was a hard call. Take a moment, and tell your supervisor how you are."
	}
	return ""
}
