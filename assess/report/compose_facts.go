package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"stalkrisk/assess"
)

// The paths of facts that have their own section, and of facts shown earlier, which
// composeRest leaves out.
var (
	elsewhere      = "elsewhere" // stands beside DASH
	judgementFacts = []string{"dash_grade", "service_view", "decisions"}
	followUpFacts  = []string{"referral", "advice_given"}
	contactFacts   = []string{"contact.mode", "contact.back", "contact.safe_times", "contact.language", "contact.interpreter", "contact.needs", "reach", "own_life"}
	keptFacts      = []string{"orders", "accounts", "evidence", "updates"}
	shownHigherUp  = slices.Concat([]string{"assessed_at", "first_account", "help", "incidents", "override", "actions", elsewhere}, contactFacts, keptFacts)
)

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
	p.heading(2, "Judgement and override")
	start := len(p.blocks)
	if o := r.Result.Override; o != nil {
		p.item("Level set by a person", fmt.Sprintf("from %s to %s. The rules give %s now.",
			word("overall", o.From), word("overall", o.Level), word("overall", r.Result.Overall.Computed)))
		if o.Void {
			p.sub("It does not stand", "the level by the rules is reported. The reason is among the problems or warnings below.")
		}
		p.sub("Reason", o.Reason)
		p.sub("By", o.By)
		p.sub("Second person", o.SecondPerson)
		p.sub("When", Readable(o.At))
	}
	composeFacts(p, &r.Assessment.Assessment, func(f *assess.CaseFact) bool { return under(judgementFacts, f) })
	if len(p.blocks) == start {
		p.say("Nobody has set another level or written down a view of their own.")
	}
}

// composeRest shows everything else in the file.
func composeRest(p *page, r *Report) {
	p.heading(2, "Everything else that was recorded")
	a := &r.Assessment.Assessment
	composeFacts(p, a, func(f *assess.CaseFact) bool {
		return !under(judgementFacts, f) && !under(followUpFacts, f) && !under(shownHigherUp, f)
	})
	for _, id := range slices.Sorted(maps.Keys(a.Versions)) {
		p.fact("Questionnaire named in the file", id+" "+a.Versions[id])
	}
	for _, u := range r.Unplaced {
		p.item("Recorded for a question that is not known here", fmt.Sprintf("%s, %s: %s", u.Instrument, u.Item, word("answer", u.Answer)))
		composeRecorded(p, &u.Recorded)
	}
}

// composeFollowUp shows what was offered, advised and promised.
func composeFollowUp(p *page, a *Stored) {
	p.heading(2, "What was offered, advised and promised")
	start := len(p.blocks)
	composeActions(p, &a.Assessment, "Promised to the victim", (*assess.Action).ToVictim)
	composeFacts(p, &a.Assessment, func(f *assess.CaseFact) bool { return under(followUpFacts, f) })
	composeActions(p, &a.Assessment, "What was promised", func(act *assess.Action) bool { return !act.ToVictim() })
	if len(p.blocks) == start {
		p.say("Nothing was written down of it.")
	}
}

// composeActions shows the wanted actions, and which are overdue.
func composeActions(p *page, a *assess.Assessment, label string, wanted func(*assess.Action) bool) {
	f := assess.FactAt("actions")
	for i := range a.Actions {
		act := &a.Actions[i]
		switch {
		case !wanted(act):
		case act.Overdue(a):
			p.item(label+", OVERDUE", entrySays(f, act))
		default:
			p.item(label, entrySays(f, act))
		}
	}
}

// composeKept shows orders, accounts, evidence and who was told what.
func composeKept(p *page, a *Stored) {
	p.heading(2, "Orders, accounts used, evidence, and who was told")
	start := len(p.blocks)
	composeFacts(p, &a.Assessment, func(f *assess.CaseFact) bool { return under(keptFacts, f) })
	if len(p.blocks) == start {
		p.say("None recorded.")
	}
}

func composeProblems(p *page, r *Report) {
	if len(r.Problems)+len(r.Warnings) == 0 {
		return
	}
	p.heading(2, "What in the file needs putting right")
	if len(r.Problems) > 0 {
		p.say("These could not be used as they stand. They were counted as open or left out; nothing else was affected.")
	}
	for _, pr := range r.Problems {
		p.item("Problem", joined(": ", pr.Path, pr.Message)+".")
	}
	p.list("Warning", r.Warnings)
}

func composeInstruments(p *page, r *Report) {
	p.heading(2, "What this report was made with")
	for _, in := range r.Instruments {
		p.item(in.Title, in.ID+" "+in.Version)
		p.sub("Purpose", in.Purpose)
		p.sub("Not to be used for", in.Misuse)
		p.sub("Evidence", in.EvidenceStatus)
		p.sub("Wording and licence", joined("; ", word("wording", in.Wording), in.Holder, in.Licence))
		p.sub("SHA-256 of the file", in.SHA256)
	}
	for _, f := range r.Guidance.Files {
		p.item(f.Title, "guidance/"+f.ID+" "+f.Version+", as of "+Readable(f.AsOf))
		p.sub("Purpose", f.Purpose)
		p.sub("Not to be used for", f.Misuse)
		p.sub("Licence", f.Licence)
		for _, s := range r.Guidance.Sources {
			if s.ID == "guidance/"+f.ID {
				p.sub("SHA-256 of the file", s.SHA256)
			}
		}
	}
	composeMade(p, r)
}

// composeMade says of what assessment this is, and what made it.
func composeMade(p *page, r *Report) {
	p.item("Assessment", assessmentOf(&r.Assessment.Assessment)) // Holds looks for these two
	p.item("Program", joined(" ", r.Result.Tool.Name, r.Result.Tool.Version)+"; formats "+joined(", ", r.Format, r.Result.Format, r.Assessment.Format))
}
