package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/fold"
)

// The sections of the page for a meeting of several agencies.
var meetingTitles = []string{"Level and why", "The pattern", "Each agency is asked to decide", "Actions", heldBackTitle}

// wordsForMeeting is the most words of the page.
const wordsForMeeting = 500

// asksOfAgency is the most questions to one agency.
const asksOfAgency = 6

// composeMeeting lays out the page for a meeting: the pattern, what each agency is asked
// to decide, and actions with owner and date. It has no account, no whereabouts, and
// nothing of other victims.
func composeMeeting(p *page, r *Report) {
	beginFor(p, r, "For the multi-agency meeting", "")
	s := &sheet{most: wordsForMeeting, rest: "the force has them"}
	for section, fill := range []func(*sheet, *Report){sayMeetingLevel, sayMeetingPattern, sayDecide, sayActions, sayHeldBack} {
		s.section(section)
		fill(s, r)
	}
	s.lay(p, meetingTitles, nil)
}

func sayMeetingLevel(s *sheet, r *Report) {
	if r.Result.ActNow {
		s.say(must, "ACT NOW", "help: "+r.help())
	}
	if r.Assessment.Stage == assess.Screen {
		s.say(must, "Screened", r.Summary.Level)
		return
	}
	s.say(must, levelLabel, joined(" ", r.Summary.Level, led("Last four weeks: ", r.Summary.Recent)+"."))
	shown := 0
	for _, t := range r.Summary.Made {
		if a := r.answer(t.ID); a == nil || a.Sensitive || shown == factsOfLevel {
			continue
		}
		shown++
		s.say(1, "", capital(t.Topic)+".")
	}
	if r.eachAccuses() {
		s.say(1, "", conversation.EachAccuses+".")
	}
	s.say(2, "", "A level supports judgement. It is not validated against outcomes, and low never means no risk.")
}

func sayMeetingPattern(s *sheet, r *Report) {
	s.say(1, "Incidents", r.patternSays()+".")
	if kinds := r.kinds(); len(kinds) > 0 {
		s.say(3, "Kinds", some(kinds, 5)+".")
		s.say(3, "Trend", r.trend()+".")
	}
	s.say(1, "Orders and conditions", r.breaches())
	for i := range r.Assessment.Orders {
		s.say(2, "", r.orderStands(&r.Assessment.Orders[i])+".")
	}
	for _, t := range r.Assessment.Triggers {
		s.say(1, "A date to watch", joined(": ", word("trigger", string(t.Kind)), r.moment(t.On.String()))+".")
	}
}

// kinds lists the kinds of incident, each with how often, the most frequent first.
func (r *Report) kinds() (out []string) {
	labels := map[string]string{}
	told := those(r.Pattern.Incidents, func(i Incident) bool { return !i.After })
	for _, inc := range told {
		labels[inc.Kind] = inc.Label
	}
	kinds, _, _ := tallied(told, fold.Forces{})
	return each(kinds, func(t tally) string { return fmt.Sprintf("%s (%d)", cmp.Or(labels[t.name], t.name), t.n) })
}

// sayDecide asks each agency what the guidance says.
func sayDecide(s *sheet, r *Report) {
	var agencies []string
	asks := map[string][]string{}
	for _, l := range r.Guidance.Lines {
		for _, d := range l.Decide {
			if asks[d.Agency] == nil {
				agencies = append(agencies, d.Agency)
			}
			if !slices.Contains(asks[d.Agency], d.Asks) {
				asks[d.Agency] = append(asks[d.Agency], d.Asks)
			}
		}
	}
	for k, agency := range agencies {
		all := asks[agency]
		s.say(rank(2+k/4), capital(agency), strings.Join(all[:min(len(all), asksOfAgency)], " "))
	}
	if len(agencies) == 0 {
		s.say(2, "", "Nothing yet. Ask each agency what it holds.")
	}
}

// sayActions lists what is not done, with who and by when. What was promised to the
// victim is only said to be promised.
func sayActions(s *sheet, r *Report) {
	done := 0
	for i := range r.Assessment.Actions {
		act := &r.Assessment.Actions[i]
		if !act.Done.IsZero() {
			done++
			continue
		}
		d, rank, label := r.promise(act), rank(2), ""
		if act.Overdue(&r.Assessment.Assessment) || !act.Due.IsZero() && act.Due.Day() < r.today() {
			rank, label = 1, "OVERDUE"
		}
		says := d.what
		if act.ToVictim() {
			says = d.bare
		}
		s.say(rank, label, capital(says)+".")
	}
	if done > 0 {
		s.say(5, "", count(done, "action is", "actions are")+" done.")
	}
	if len(r.Assessment.Actions) == 0 {
		s.say(1, "", "None recorded. Give each action an owner and a date.")
	}
}
