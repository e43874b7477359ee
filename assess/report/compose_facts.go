package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"stalkrisk/assess"
)

const elsewhere = "elsewhere" // the path of levels elsewhere, which are shown beside DASH

// The paths of facts that have their own section; composeRest shows the others.
var (
	judgementFacts = []string{"dash_grade", "service_view", "decisions"}
	followUpFacts  = []string{"referral", "advice_given", "updates"}
	shownHigherUp  = []string{"first_account", "incidents", "override", "actions", "orders", "accounts", "evidence", elsewhere}
)

// onPage are the paths of facts that the page or its end shows, which composeRest shows again only
// with --why.
var onPage = []string{"id", "status", "stage", "caller", "assessor", "case.relationship", "case.suspect_reference", "contact", "reach", "own_life", "help", "case.children", "case.pregnant", "triggers", "case.reference", "assessed_at", "training"}

// under reports whether a fact is one of those at paths, or below one of them.
func under(paths []string, f *assess.CaseFact) bool {
	return slices.ContainsFunc(paths, func(p string) bool { return f.Path == p || strings.HasPrefix(f.Path, p+".") })
}

// composeFacts shows what was recorded for each wanted fact. A list has one line for
// each entry.
func composeFacts(p *page, a *assess.Assessment, wanted func(f *assess.CaseFact) bool) {
	for i := range assess.CaseFacts() {
		f := &assess.CaseFacts()[i]
		switch {
		case !wanted(f):
		case p.show.NoSensitive && f.Sensitive && f.Kind == assess.WordFact:
			if !blank(f.Get(a)) {
				p.fact(capital(f.Label), hiddenText)
			}
		case f.Kind != assess.ListFact:
			p.fact(capital(f.Label), said(f, a))
		default:
			for k := range f.List.Len(a) {
				p.item(capital(f.Label), entrySays(f, f.List.Entry(a, k)))
			}
		}
	}
}

// said returns what is recorded for a fact in words, or "" if nothing is.
func said(f *assess.CaseFact, owner any) string {
	value := f.Get(owner)
	if f.Kind == assess.DaysFact {
		return strings.Join(each(strings.Split(value, "; "), Readable), ", ")
	}
	return Readable(f.Say(value))
}

// entrySays returns everything recorded for an entry of a list.
func entrySays(f *assess.CaseFact, entry any) string {
	var parts []string
	for i := range f.Entries {
		if s := said(&f.Entries[i], entry); !blank(s) {
			parts = append(parts, joined(" ", f.Entries[i].Before, s))
		}
	}
	return strings.Join(parts, "; ")
}

// composeJudgement shows an override and what people decided.
func composeJudgement(p *page, r *Report) {
	p.heading(2, "Judgement")
	if o := r.Result.Override; o != nil {
		p.item("Level set by a person", joined("; ", fmt.Sprintf("from %s to %s (the rules give %s now)", word("overall", o.From), word("overall", o.Level), word("overall", r.Result.Overall.Computed)),
			o.Reason, led("by ", o.By), led("with ", o.SecondPerson), Readable(o.At)))
		if o.Void {
			p.sub("The override no longer applies", "the level by the rules is reported. The reason is among the problems or warnings below.")
		}
	} else {
		p.say("Level not overridden.")
	}
	composeFacts(p, &r.Assessment.Assessment, func(f *assess.CaseFact) bool { return under(judgementFacts, f) })
}

// composeRest shows everything else in the file.
func composeRest(p *page, r *Report) {
	p.heading(2, "Also recorded")
	a := &r.Assessment.Assessment
	part := &page{show: p.show}
	composeFacts(part, a, func(f *assess.CaseFact) bool {
		return !under(judgementFacts, f) && !under(followUpFacts, f) && !under(shownHigherUp, f) && (p.show.Why || !under(onPage, f))
	})
	if p.show.Why { // else under what the report was made with
		for _, id := range slices.Sorted(maps.Keys(a.Versions)) {
			part.fact("questionnaire", id+" "+a.Versions[id])
		}
	}
	p.fact("", strings.Join(each(part.blocks, func(b block) string { return b.label + ": " + b.text }), "; "))
	for _, u := range r.Unplaced {
		p.item("Recorded for an unknown question", fmt.Sprintf("%s, %s: %s", u.Instrument, u.Item, word("answer", u.Answer)))
		composeRecorded(p, &u.Recorded)
	}
}

// composeFollowUp shows what was offered, advised, told and promised.
func composeFollowUp(p *page, r *Report) {
	p.heading(2, "Offered, advised, told and promised")
	start := len(p.blocks)
	composeActions(p, r, "Promised to the victim", (*assess.Action).ToVictim)
	composeFacts(p, &r.Assessment.Assessment, func(f *assess.CaseFact) bool { return under(followUpFacts, f) })
	composeActions(p, r, "To do", func(act *assess.Action) bool { return !act.ToVictim() })
	if len(p.blocks) == start {
		p.say("Nothing recorded.")
	}
}

// composeActions shows the wanted actions, and which are overdue.
func composeActions(p *page, r *Report, label string, wanted func(*assess.Action) bool) {
	f := assess.FactAt("actions")
	for i := range r.Assessment.Actions {
		act := &r.Assessment.Actions[i]
		days, dated := r.daysTo(act.Due)
		switch {
		case !wanted(act):
		case act.Done.IsZero() && dated && days < 0:
			p.item(label+", OVERDUE", entrySays(f, act))
		default:
			p.item(label, entrySays(f, act))
		}
	}
}

func composeProblems(p *page, r *Report) {
	if len(r.Problems)+len(r.Warnings) == 0 {
		return
	}
	p.heading(2, "Faults of the file")
	if len(r.Problems) > 0 {
		p.say("These could not be used: they count as unanswered or are left out.")
	}
	for _, pr := range r.Problems {
		p.item("Problem", joined(": ", pr.Path, strings.TrimRight(pr.Message, ".?"))+".")
	}
	p.list("Warning", r.Warnings)
}

// composeInstruments says what this report was made with: with --why, each file with its
// licence and hash. The JSON says what each file may be used for.
func composeInstruments(p *page, r *Report) {
	p.heading(2, "Made with")
	if p.show.Why {
		composeFiles(p, r)
	} else {
		p.say(strings.Join(slices.Concat(
			each(r.Instruments, func(in Instrument) string { return in.Title + " " + in.Version }),
			each(r.Guidance.Files, func(f GuideFile) string { return f.Title + " " + f.Version })), "; ") + ".")
	}
	p.heading(2, "Limits")
	p.items(r.Limits)
	p.madeBy(r, r.Format, r.Result.Format, r.Assessment.Format)
}

// composeFiles names each questionnaire and file of guidance, with its hash.
func composeFiles(p *page, r *Report) {
	for _, in := range r.Instruments {
		p.item(in.Title, joined("; ", in.ID+" "+in.Version, word("wording", in.Wording), in.Holder, in.Licence, led("SHA-256 ", in.SHA256)))
	}
	for _, f := range r.Guidance.Files {
		hash := ""
		for _, s := range r.Guidance.Sources {
			if s.ID == "guidance/"+f.ID {
				hash = s.SHA256
			}
		}
		p.item(f.Title, joined("; ", "guidance/"+f.ID+" "+f.Version, "as of "+Readable(f.AsOf), led("SHA-256 ", hash)))
	}
}
