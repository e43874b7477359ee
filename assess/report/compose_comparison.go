package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/compare"
	"stalkrisk/assess/late"
)

// composeComparison lays out a comparison. For each pair of assessments, it shows
// first what is most urgent, then what moved the levels, then everything that changed.
func composeComparison(c *compare.Comparison) []block {
	p := &page{}
	p.heading(1, "What changed"+led(", case ", c.Comparisons[len(c.Comparisons)-1].After.Result.Case))
	for i := range c.Comparisons {
		composeCompared(p, &c.Comparisons[i])
	}
	p.end(c.Limits, c.Tool, c.Format)
	return p.blocks
}

func composeCompared(p *page, c *compare.Compared) {
	p.heading(2, "From "+Readable(c.Before.Result.AssessedAt)+" to "+Readable(c.After.Result.AssessedAt))
	p.practice(cmp.Or(c.After.Training, c.Before.Training))
	if c.After.Result.ActNow {
		p.warn("ACT NOW", "The later assessment says that help must be sent at once, by the local emergency procedure.")
	}
	p.item("Before", pointSays(&c.Before))
	p.item("After", pointSays(&c.After))
	p.items(c.Notes)
	composeMovedLevels(p, c)
	composePromises(p, c)
	composeEffects(p, c)
	composeChangedAnswers(p, c)
	composeChangedFacts(p, c)
	composeChangedIncidents(p, c)
}

// pointSays describes one assessment in a line. The level is never shown without its
// parts and how much was answered.
func pointSays(at *compare.Point) string {
	level := at.Result.Headline()
	if at.Status == assess.Draft {
		level = "DRAFT. " + level
	}
	who := joined(", ", at.Assessor.Reference, word("role", string(at.Assessor.Role)))
	return joined("; ", level, Readable(at.Result.AssessedAt), led("by ", who), led("assessment ", at.Result.ID), led("again after ", at.Previous))
}

func composeMovedLevels(p *page, c *compare.Compared) {
	p.heading(3, "Levels")
	if len(c.Levels) == 0 {
		p.item("", "No level has changed, and neither has how high or low any could be.")
	}
	p.items(each(movesSay(c.Levels), capital))
	if c.Before.Result.ActNow && !c.After.Result.ActNow {
		p.item("Act now stood before", "check that the danger is over, and not only that nothing was said of it this time.")
	}
	for _, r := range c.Because {
		const lowest = "what was answered met no rule for a higher level"
		p.item("Why "+r.What+" was what it was", cmp.Or(strings.Join(r.Before, ". Also "), lowest))
		p.item("Why "+r.What+" is what it is", cmp.Or(strings.Join(r.After, ". Also "), lowest))
	}
	p.list("Red flag, new", each(c.Flags.New, func(f compare.Named) string { return Topic(f).plain() }))
	for _, f := range c.Flags.Gone {
		p.item("Red flag, no longer answered yes", Topic(f).plain()+". It does not mean that the danger has passed. Ask why it changed.")
	}
	p.items(each(movesSay(c.Dash), capital))
}

// measure describes something that can move. A move is left out if the measure named
// by unless moved in the same way, so that nothing is listed twice.
type measure struct{ name, words, unless string }

// measured holds the measures by path, except the findings of the timeline.
var measured = late.Value[map[string]measure]{Make: func() map[string]measure {
	return map[string]measure{
		"act_now":                {"act now", "yesno", ""},
		"overall.level":          {"overall", "overall", ""},
		"overall.computed":       {"overall by the rules", "overall", "overall.level"},
		"overall.established":    {"what the answers establish overall", "overall", "overall.level"},
		"overall.could_reach":    {"what overall could reach", "overall", "overall.level"},
		"overall.provisional":    {"overall", "provisional", ""},
		"baseline.level":         {"baseline", "level", ""},
		"baseline.established":   {"what the answers establish as baseline", "level", "baseline.level"},
		"baseline.could_reach":   {"what baseline could reach", "level", "baseline.level"},
		"baseline.provisional":   {"baseline", "provisional", ""},
		"escalation.level":       {"escalation", "level", ""},
		"escalation.established": {"what the answers establish as escalation", "level", "escalation.level"},
		"escalation.could_reach": {"what escalation could reach", "level", "escalation.level"},
		"escalation.provisional": {"escalation", "provisional", ""},
		"dash.applicability":     {"whether DASH applies", "applicability", ""},
		"dash.yes":               {"DASH topics answered yes", "", ""},
		"dash.no":                {"DASH topics answered no", "", ""},
		"dash.open":              {"DASH topics still open", "", ""},
		"dash.could_reach":       {"DASH topics that could be yes", "", "dash.yes"},
		"dash.line_yes":          {"DASH topics that count towards the line", "", "dash.yes"},
		"dash.line_could_reach":  {"DASH topics that could count towards the line", "", "dash.could_reach"},
		"dash.grade":             {"DASH grade by the assessor", "grade", ""},
		"timeline.incidents":     {"incidents", "", ""},
		"timeline.dated":         {"incidents dated to the day", "", "timeline.incidents"},
		"timeline.days":          {"days with an incident", "", "timeline.incidents"},
		"timeline.areas":         {"police areas", "", ""},
		"timeline.labels":        {"names under which incidents were recorded", "", ""},
		"timeline.breaches":      {"breaches and near breaches", "", ""},
	}
}}

// measureOf returns the measure at a path in a result, and reports whether it is known.
func measureOf(path string) (measure, bool) {
	for _, k := range assess.FindingKinds() {
		if path == "timeline."+k.Name+".finding" {
			name, _, _ := strings.Cut(k.About, ",")
			return measure{name, "finding", ""}, true
		}
	}
	m, known := measured.Get()[path]
	return m, known
}

// movesSay returns moves in words, in the same order.
func movesSay(moves []compare.Move) (out []string) {
	for _, m := range moves {
		of, known := measureOf(m.What)
		if !known {
			of.name = m.What
		}
		if slices.Contains(moves, compare.Move{What: of.unless, Before: m.Before, After: m.After}) {
			continue
		}
		switch {
		case of.words == "provisional" && m.After == "true":
			out = append(out, of.name+" is provisional now")
		case of.words == "provisional":
			out = append(out, of.name+" is no longer provisional")
		default:
			out = append(out, of.name+": "+fromTo(cmp.Or(word(of.words, m.Before), "none"), cmp.Or(word(of.words, m.After), "none")))
		}
	}
	return out
}

func fromTo(before, after string) string { return "from " + before + " to " + after }

// composePromises shows what was promised, overdue promises first.
func composePromises(p *page, c *compare.Compared) {
	if len(c.Promises) == 0 && !c.Review.Late {
		return
	}
	p.heading(3, "What was promised")
	if c.Review.Late {
		p.item("Overdue", "the case was to be looked at again by "+Readable(c.Review.Due)+"; this was later.")
	}
	for _, state := range []compare.PromiseState{compare.PromiseOverdue, compare.PromiseOpen, compare.PromiseDone} {
		for _, promise := range those(c.Promises, func(act compare.Promise) bool { return act.State == state }) {
			composePromise(p, &promise)
		}
	}
}

func composePromise(p *page, act *compare.Promise) {
	name := word("promise", string(act.State))
	if act.New {
		name += ", newly promised"
	}
	due := led("due ", Readable(act.Due.String()))
	if act.Due.IsZero() && act.State != compare.PromiseDone {
		due = "no day was given"
	}
	silent := ""
	if !act.Still {
		silent = "the later assessment says nothing of it"
	}
	p.item(name, joined("; ", act.What, led("by ", act.Owner), led("promised to ", act.To), led("agency ", act.Agency), due, led("done ", Readable(act.Done.String())), silent))
}

// composeEffects shows the changes that moved a level or a bound, one by one.
func composeEffects(p *page, c *compare.Compared) {
	p.heading(3, "Which change moved which level")
	moving := those(c.Changes, func(ch compare.Change) bool { return len(ch.Moved)+len(ch.Alone) > 0 })
	if len(moving) == 0 {
		p.say("No change moved a level or what it could reach.")
		return
	}
	p.say("The changes are made to the earlier answers one by one, in this order, and the whole is worked out again after each.")
	for i := range moving {
		ch := &moving[i]
		p.number(i+1, changeName(ch), changeSays(ch))
		moved, alone := joined("; ", movesSay(ch.Moved)...), joined("; ", movesSay(ch.Alone)...)
		if alone == moved && moved != "" {
			alone = "the same"
		}
		p.sub("Moved", cmp.Or(moved, "nothing more, after those above"))
		p.sub("By itself", cmp.Or(alone, "nothing"))
	}
}

// changeName returns the name of what changed.
func changeName(ch *compare.Change) string {
	switch ch.Kind {
	case compare.AnswerChange:
		return Topic{ch.Path[strings.LastIndexByte(ch.Path, '.')+1:], ch.Topic}.plain()
	case compare.QuestionnaireChange:
		return "Questionnaire " + ch.Topic
	case compare.IncidentChange:
		return "Incident"
	}
	return capital(ch.Topic)
}

// changeSays describes a change on one line: what it was, and what it is now.
func changeSays(ch *compare.Change) string {
	switch {
	case ch.Kind == compare.IncidentChange && ch.Was == nil:
		return "new: " + incidentSays(ch.Incident, ch.Topic)
	case ch.Kind == compare.IncidentChange && ch.Incident == nil:
		return "there no longer: " + incidentSays(ch.Was, ch.Topic)
	case ch.Kind == compare.IncidentChange:
		return "something else was written down: " + incidentSays(ch.Incident, ch.Topic)
	case ch.Kind == compare.AnswerChange && ch.Before == ch.After:
		return midway(ch.After) + " as before, with another note"
	case ch.Kind == compare.AnswerChange:
		return fromTo(midway(ch.Before), midway(ch.After))
	case ch.Kind == compare.ListChange:
		return fmt.Sprintf("%d new, %d there no longer", len(ch.New), len(ch.Gone))
	case ch.Kind == compare.TimeChange:
		return fromTo(Readable(ch.Before), Readable(ch.After))
	}
	say := func(recorded string) string {
		if f := assess.FactAt(ch.Path); f != nil {
			recorded = f.Say(recorded)
		}
		return cmp.Or(Readable(recorded), "nothing recorded")
	}
	if ch.Before == "" {
		return say(ch.After)
	}
	return fromTo(say(ch.Before), say(ch.After))
}

func incidentSays(inc *assess.Incident, label string) string {
	return joined("; ", cmp.Or(Readable(inc.At.String()), "no date"), label)
}

// of returns the changes of those kinds.
func of(c *compare.Compared, kinds ...compare.ChangeKind) []compare.Change {
	return those(c.Changes, func(ch compare.Change) bool { return slices.Contains(kinds, ch.Kind) })
}

func composeChangedAnswers(p *page, c *compare.Compared) {
	p.heading(3, "Answers that changed")
	all := of(c, compare.AnswerChange)
	if len(all) == 0 {
		p.say("No answer changed.")
	}
	for _, ch := range all {
		p.item(changeName(&ch), changeSays(&ch))
		if ch.Before == string(assess.Yes) && ch.After != ch.Before {
			p.sub("Look at this", "it was yes. Ask why it changed: a changed answer does not mean that the danger has passed.")
		}
		p.sub("Note", ch.Note)
	}
}

func composeChangedFacts(p *page, c *compare.Compared) {
	all := of(c, compare.QuestionnaireChange, compare.FactChange, compare.ListChange, compare.OverrideChange)
	if len(all) == 0 {
		return
	}
	p.heading(3, "What else changed")
	for _, ch := range all {
		switch {
		case ch.Path == "first_account":
			says, account := accountSays(&ch)
			p.item(capital(ch.Topic), says)
			p.quote(account)
		case ch.Kind == compare.ListChange:
			p.list(capital(ch.Topic)+", new", ch.New)
			p.list(capital(ch.Topic)+", there no longer", ch.Gone)
		default:
			p.item(changeName(&ch), changeSays(&ch))
		}
	}
}

// accountSays returns what was added to an account, or all of it if it was rewritten.
func accountSays(ch *compare.Change) (says, account string) {
	if ch.After == "" {
		return "there no longer; it was", ch.Before
	}
	if added, found := strings.CutPrefix(ch.After, ch.Before); found {
		return "this was added", strings.TrimPrefix(added, "\n")
	}
	return "this is written now", ch.After
}

func composeChangedIncidents(p *page, c *compare.Compared) {
	all := of(c, compare.IncidentChange)
	if len(all)+len(c.Timeline) == 0 {
		return
	}
	p.heading(3, "What is new in the timeline")
	p.items(each(movesSay(c.Timeline), capital))
	for n, ch := range all {
		lead := "As it is written now: "
		switch {
		case ch.Incident == nil:
			lead = "There no longer: "
		case ch.Was == nil:
			lead = "New: "
		}
		inc := recordedIncident(n+1, lead+ch.Topic, cmp.Or(ch.Incident, ch.Was))
		composeIncident(p, &inc)
		if ch.Incident != nil && ch.Was != nil {
			p.sub("Before", entrySays(assess.FactAt("incidents"), ch.Was))
		}
	}
}
