package report

import (
	"slices"

	"stalkrisk/assess"
)

// hiddenText takes the place of a text that is not shown.
const hiddenText = "recorded"

// openTexts are the texts that name a place in the police's own work and are shown on
// every page: references, forces, services, and who did something.
var openTexts = []string{
	"id", "previous", "training", "case.reference", "case.victim_area", "case.suspect_area", "case.linked[]", "case.suspect_reference", "assessor.reference",
	"contact.language", "contact.interpreter", "help[].reference", "earlier_act_now[].id", "earlier_act_now[].because", "earlier_act_now[].dealt_with.by",
	"read_back.by", "handlers[].reference", "incidents[].kind", "incidents[].area", "incidents[].reference", "incidents[].recorded_as", "incidents[].order", "incidents[].condition",
	"orders[].id", "orders[].force", "orders[].manager", "orders[].contact", "elsewhere[].instrument", "elsewhere[].level", "elsewhere[].by",
	"override.by", "override.second_person", "accounts[].kind", "updates[].to", "updates[].by", "decisions[].by", "referral.service",
	"actions[].owner", "actions[].to", "actions[].agency", "unfinished[].at",
}

// redacted returns the report without the texts that are sensitive or may tell what is, or strictly
// without every text that somebody typed, which may hold anything. In their place
// it says that they are recorded. Guidance that follows from something sensitive is left
// out. Every page that is not for the force alone is made from such a copy, so that
// nothing can be forgotten on one of them.
func (r *Report) redacted(strict bool) *Report {
	out := *r
	out.Assessment = Stored{r.Assessment.Clone()}
	private := privateTexts(&r.Assessment.Assessment)
	hide := func(s string, sensitive bool) string {
		if blank(s) || !sensitive && !strict {
			return s
		}
		return hiddenText
	}
	a := &out.Assessment.Assessment
	for i := range assess.CaseFacts() {
		f := &assess.CaseFacts()[i]
		if f.List == nil {
			hideFact(f, a, strict, private)
			continue
		}
		for k := range f.List.Len(a) {
			for e := range f.Entries {
				hideFact(&f.Entries[e], f.List.Entry(a, k), strict, private)
			}
		}
	}
	out.Answers = each(r.Answers, func(s InstrumentAnswers) InstrumentAnswers {
		s.Answers = each(s.Answers, func(x Answer) Answer { x.Note = hide(x.Note, x.Sensitive); return x })
		return s
	})
	for i := range a.Responses {
		for k := range a.Responses[i].Items {
			x := &a.Responses[i].Items[k]
			x.Note = hide(x.Note, true)
		}
	}
	out.Unplaced = each(r.Unplaced, func(u Unplaced) Unplaced { u.Note = hide(u.Note, true); return u })
	out.Pattern.Incidents = each(r.Pattern.Incidents, func(inc Incident) Incident {
		inc.Place, inc.Witness = hide(inc.Place, true), hide(inc.Witness, true)
		inc.Felt, inc.Kept, inc.Note = hide(inc.Felt, tells(inc.Felt, private)), hide(inc.Kept, tells(inc.Kept, private)), hide(inc.Note, false)
		return inc
	})
	if o := r.Result.Override; o != nil {
		copied := *o
		copied.Reason = hide(o.Reason, false)
		out.Result.Override = &copied
	}
	g := &out.Guidance
	g.Lines = those(g.Lines, func(l GuideLine) bool { return !l.Private })
	g.Routes = those(g.Routes, func(rt Route) bool { return !rt.Private })
	g.Steps = those(g.Steps, func(s Step) bool { return s.ID != safeguarding })
	g.Orders = each(g.Orders, func(o OrderBeside) OrderBeside {
		if strict {
			o.Conditions = each(o.Conditions, func(s string) string { return hide(s, true) })
		}
		return o
	})
	return &out
}

// hideFact puts in the place of a text that it is recorded.
func hideFact(f *assess.CaseFact, owner any, strict bool, private []string) {
	if f.Kind != assess.TextFact && f.Kind != assess.TextsFact || blank(f.Get(owner)) {
		return
	}
	told := slices.Contains(freeTexts, f.Path) && tells(f.Get(owner), private)
	if f.Sensitive || told || strict && !slices.Contains(openTexts, f.Path) {
		_ = f.Set(owner, hiddenText) // a text takes any text
	}
}
