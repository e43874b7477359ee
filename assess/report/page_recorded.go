package report

import (
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// sayOutcome says what became of it, which changes everything else on the page.
func (r *Report) sayOutcome(s *sheet) {
	o := &r.Assessment.Outcome
	if o.Value == "" || o.Value == "unknown" {
		return
	}
	at := rank(7)
	if o.Value == "death" || o.Value == "serious_harm" {
		at = must
	}
	s.add(fact{rank: at, label: "RECORDED SINCE", text: joined(", ", assess.FactAt("outcome.value").Say(string(o.Value)), r.moment(o.On.String())) + ".", below: true})
}

// eachAccuses reports whether it is recorded that victim and suspect accuse each other.
func (r *Report) eachAccuses() bool {
	return slices.ContainsFunc(r.Assessment.Decisions, func(d assess.Decision) bool { return d.Reason == conversation.EachAccuses })
}

// sayOtherViews says what levels others gave, beside ours.
func (r *Report) sayOtherViews(s *sheet) {
	a := &r.Assessment.Assessment
	var views []string
	if level := a.ServiceView.Level; level != "" {
		views = append(views, "a support service "+string(level))
	}
	for _, e := range a.Elsewhere {
		views = append(views, joined(" ", shorten(e.Instrument, 3), shorten(e.Level, 3)))
	}
	s.add(fact{rank: 5, label: "Others say", text: some(views, 3), below: true})
}

// sayOtherCases says by which numbers and accounts the suspect comes, and whether there
// are other suspects.
func (r *Report) sayOtherCases(s *sheet) {
	a := &r.Assessment.Assessment
	s.say(2, "Other suspects", r.otherSuspects())
	if ref := shorten(a.Case.SuspectReference, 4); ref != "" {
		s.say(4, "Other victims", "look for "+ref+" in other cases: stalkrisk due FOLDER")
	}
	handles := those(each(a.Accounts, func(u assess.UsedAccount) string { return shorten(u.Handle, 4) }), func(s string) bool { return !blank(s) })
	s.add(fact{rank: 6, label: "Uses", text: strings.TrimSuffix(some(handles, 3), "."), below: true})
}

// otherSuspects says that there are other suspects, and where they are assessed.
func (r *Report) otherSuspects() string {
	c := &r.Assessment.Case
	switch n := len(c.Linked); {
	case n > 0:
		return count(n, "linked assessment", "linked assessments") + ". Read them together."
	case c.Suspects == "several":
		return "more than one. Only one is assessed here."
	}
	return ""
}

// sayReadBack adds whether the record was read back to the victim.
func (r *Report) sayReadBack(s *sheet) {
	switch r.Assessment.ReadBack.Agreed {
	case "yes":
		s.add(fact{rank: 6, label: "Read back", text: "the victim agreed.", below: true})
	case "corrected":
		s.add(fact{rank: 5, label: "Read back", text: "the victim corrected it.", below: true})
	}
}
