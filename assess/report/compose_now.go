package report

import "stalkrisk/assess"

// composeActNow shows whether help must be sent, how far it is, and what is still open
// of an earlier assessment.
func composeActNow(p *page, r *Report) {
	p.heading(2, "Act now")
	if r.Result.ActNow {
		p.warn("ACT NOW", "Send help at once, by the local emergency procedure, because:")
		p.items(r.ActNow)
	} else {
		p.say("Nothing answered so far says that help must be sent at once. That can change at any moment: act on what you hear.")
		if near := assess.Answer(r.Summary.NearNow); near != "" && near.Open() {
			p.say("Whether this person is near right now has not been answered. Ask that first.")
		}
	}
	composeHelp(p, r)
	if len(r.EarlierActNow) > 0 {
		p.warn("EARLIER ACT NOW, NOT DEALT WITH", "Find out how they are now, and record who dealt with it, when and how.")
		p.items(r.EarlierActNow)
	}
	if r.Assessment.OwnLife == assess.OwnLifeNow {
		p.warn("WELFARE NOW", "They think of ending their life now, or have already done something. Stay with them, and get medical help by the local procedure.")
	}
	if r.Assessment.Case.SuspectAccess == assess.FactYes {
		p.warn("RESTRICTED", "The suspect works for the police or can read such records. Restrict who can see this record, and tell the victim nothing by a way they could read.")
	}
}

// composeHelp shows the three times of the help that was sent.
func composeHelp(p *page, r *Report) {
	a := &r.Assessment.Assessment
	switch sent := a.HelpSent(); {
	case sent == "" && r.Result.ActNow:
		p.warn("HELP", "none is recorded.")
	case sent == "asked", sent == "assigned":
		p.warn("HELP", "asked for, and nobody is with them yet.")
	}
	composeFacts(p, a, func(f *assess.CaseFact) bool { return f.Path == "help" })
}
