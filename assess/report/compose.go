package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
)

// wordsInFull is the most words of a full report, if the record itself leaves room:
// the guidance that does not fit is counted, in each section and in the last line.
// --why has all of it.
const wordsInFull = 3480 // a file has a few more: the marks of headings and lists

// composeFull lays out everything: the facts of the page, all of them, and then what
// the officer in the case works with, in that order.
func composeFull(p *page, r *Report) {
	chosen := map[string]bool{}
	if p.show.Why {
		composeAll(p, r, func(*GuideLine) bool { return true })
		return
	}
	record := &page{show: p.show}
	composeAll(record, r, func(*GuideLine) bool { return false })
	room := wordsInFull - countWords(record.blocks) - 4*len(guidance.Section("").Words()) // for the counts of lines that do not fit
	var order []string
	for _, l := range byUrgency(r.Guidance.Lines) {
		if need := record.lineWords(r, &l); need <= room {
			chosen[l.ID] = true
			order = append(order, l.ID)
			room -= need
		}
	}
	shows := func(l *GuideLine) bool { return chosen[l.ID] }
	for _, id := range slices.Backward(order) { // the words of a line depend on what else is cited
		trial := &page{show: p.show}
		if composeAll(trial, r, shows); countWords(trial.blocks) <= wordsInFull {
			break
		}
		delete(chosen, id)
	}
	composeAll(p, r, shows)
}

// byUrgency returns lines of guidance, the first of each section before any other, then
// those for the page, and then the earlier ones of each section before the later ones.
func byUrgency(lines []GuideLine) []GuideLine {
	place, at := map[string]int{}, map[string]int{}
	for _, l := range lines {
		at[l.Section]++
		place[l.ID] = at[l.Section]
	}
	out := slices.Clone(lines)
	slices.SortStableFunc(out, func(x, y GuideLine) int {
		return cmp.Or(cmp.Compare(min(2, place[x.ID]), min(2, place[y.ID])), cmp.Compare(min(1, y.PageOne), min(1, x.PageOne)), cmp.Compare(x.PageOne, y.PageOne), cmp.Compare(place[x.ID], place[y.ID]))
	})
	return out
}

// composeAll lays out everything, with the lines of guidance that are to be shown.
func composeAll(p *page, r *Report, shows func(*GuideLine) bool) {
	composeTitle(p, r)
	laySheet(p, r, &sheet{most: 1 << 30, whole: true}, nil)
	if a := r.Assessment.FirstAccount; !blank(string(a)) {
		p.heading(2, "The whole account, in their own words")
		p.quote(string(a))
	}
	composePattern(p, r)
	if len(r.Guidance.Files) == 0 {
		p.say("This report was made without guidance for this jurisdiction.")
	}
	section := func(s guidance.Section, tests ...Test) { composeSection(p, r, s, shows, tests...) }
	section(guidance.Suspect)
	section(guidance.Traps)
	section(guidance.Points, those(r.Guidance.Tests, func(t Test) bool { return t.Kind != string(guidance.Order) })...)
	section(guidance.Orders, those(r.Guidance.Tests, func(t Test) bool { return t.Kind == string(guidance.Order) })...)
	section(guidance.Conditions)
	composeOrders(p, r)
	section(guidance.Evidence)
	composeFactsUnder(p, r, "Evidence, and accounts used", "accounts", "evidence")
	section(guidance.Say)
	section(guidance.Who)
	composeRoutes(p, r)
	composeFollowUp(p, r)
	composeAnswers(p, r)
	if r.Assessment.Stage != assess.Screen { // a screen gives no level
		composeReasons(p, r)
	}
	composeJudgement(p, r)
	composeDash(p, r)
	composeRest(p, r)
	composeProblems(p, r)
	composeCited(p, r)
	composeInstruments(p, r)
	if p.leftOut > 0 {
		p.say("Left out for length: " + count(p.leftOut, "line", "lines") + " of guidance and services. To read them all: stalkrisk report --full --why.")
	}
}

// topics lists topics, with their ids if ids are shown.
func (p *page) topics(topics []Topic) string {
	return strings.Join(each(topics, p.topic), "; ")
}

// topic returns a topic, with its id if ids are shown.
func (p *page) topic(t Topic) string {
	if p.show.IDs || t.Topic == "" {
		return t.String()
	}
	return t.Topic
}

// stalking returns the answers to the stalking questions.
func (r *Report) stalking() []Answer {
	used := r.Result.Used(assess.UseStalking)
	i := slices.IndexFunc(r.Answers, func(s InstrumentAnswers) bool { return s.Instrument == used })
	if i < 0 {
		return nil
	}
	return r.Answers[i].Answers
}

// openAs returns how an item is unanswered: "not_asked", "unknown" or "declined"; "" if
// it is answered or does not apply.
func openAs(a *Answer) string {
	switch {
	case !a.Applies || a.Carried:
		return ""
	case !a.Fits || a.Answer == "yes" && !a.Counts:
		return "unknown" // what was recorded cannot be used
	case assess.Answer(a.Answer).Open():
		return a.Answer
	}
	return ""
}

// answered returns the answer that counts, or "" if the question does not apply.
func answered(a *Answer) string {
	switch open := openAs(a); {
	case open != "":
		return open
	case a.Carried:
		return string(assess.Yes)
	case !a.Applies:
		return ""
	}
	return a.Answer
}

// composeReasons says how the level came about, and what does not agree.
func composeReasons(p *page, r *Report) {
	p.heading(2, "How the level came about")
	p.items(those(r.Reasons, func(s string) bool {
		return p.show.Why || !strings.HasPrefix(s, toConfirm) && !strings.HasPrefix(s, shownByIncidents)
	}))
	if len(r.Summary.Contradictions) > 0 {
		p.say("Facts to check. Nobody tells everything in order under strain. They are not a reason to doubt the victim.")
		p.list("To check", r.Summary.Contradictions)
	}
	if p.show.Why {
		p.fact("Ask next, the most decisive first", p.topics(each(r.Summary.AskNext, func(q Question) Topic { return Topic{q.ID, r.fact(q.ID)} })))
	}
}

func composeDash(p *page, r *Report) {
	p.heading(2, "DASH")
	p.items(r.Dash.Sentences)
	p.fact("Found here, and not in DASH", p.topics(each(r.Dash.Gap, func(t Topic) Topic { return Topic{t.ID, r.fact(t.ID)} })))
	if p.show.Why { // else they are among the answers
		p.fact("DASH topics to confirm, not counted until they are", p.topics(r.Dash.Proposed))
	}
	composeFacts(p, &r.Assessment.Assessment, func(f *assess.CaseFact) bool { return f.Path == elsewhere })
	if len(r.Others) > 0 {
		p.heading(2, "Other instruments")
		p.items(r.Others)
	}
}

func composePattern(p *page, r *Report) {
	p.heading(2, "Pattern and timeline")
	p.items(r.Pattern.Counts)
	if len(r.Pattern.Incidents) == 0 {
		return
	}
	p.items(r.Pattern.Findings)
	p.incidentsInTime(r)
	p.heading(3, "Every incident")
	alike := alike(r.Pattern.Possible)
	for _, inc := range r.Pattern.Incidents {
		composeIncident(p, &inc)
		p.sub("May be the same as", alike[inc.Number])
	}
}

// incidentsInTime draws the incidents of a report.
func (p *page) incidentsInTime(r *Report) {
	p.draw(inTime, drawn(&r.Pattern, r.Assessment.Orders, r.Assessment.AssessedAt.String()))
}

func composeIncident(p *page, inc *Incident) {
	severity := ""
	if inc.Severity > 0 {
		severity = fmt.Sprintf("severity %d", inc.Severity)
		if inc.OwnSeverity {
			severity += ", as the assessor graded it"
		}
	}
	when := Readable(inc.At)
	if when == "" {
		when = "No date"
	}
	p.number(inc.Number, when, joined("; ", inc.Label, word("channel", inc.Channel), inc.Area, inc.Place, severity,
		word("reported", inc.Reported), inc.Reference, led("recorded as ", inc.RecordedAs), cmp.Or(breachBrief(inc.Breach), word("breach", inc.Breach)), led("order ", inc.Order), led("condition: ", inc.Condition)))
	if inc.After {
		p.sub("Check the date", "it is after the assessment, so it is not used for the level.")
	}
	if p.show.Why {
		p.sub("Shows", p.topics(inc.Carries))
	}
	p.sub("In their words", inc.Felt)
	p.sub("Witness", inc.Witness)
	p.sub("Kept", inc.Kept)
	p.sub("Note", inc.Note)
	if len(inc.Differs) > 0 {
		p.sub("Look at", "another record of this reference says something else of: "+strings.Join(each(inc.Differs, field), ", ")+". All are kept.")
	}
}

// alike returns, for each incident's number, which others may be the same incident.
func alike(possible [][]int) map[int]string {
	const most = 10 // the rest of a long group is only counted
	out := map[int]string{}
	for _, group := range possible {
		for _, n := range group {
			others := those(group, func(o int) bool { return o != n })
			out[n] = "number " + few(others, most) + ". Nothing was dropped: ask."
		}
	}
	return out
}

// field returns the label of an incident's field.
func field(name string) string {
	if f := assess.FactAt("incidents[]." + name); f != nil { // nil if a saved report names an unknown field
		return f.Label
	}
	return name
}

// composeFactsUnder shows the facts at paths under a heading, if there are any.
func composeFactsUnder(p *page, r *Report, title string, paths ...string) {
	part := &page{show: p.show}
	composeFacts(part, &r.Assessment.Assessment, func(f *assess.CaseFact) bool { return under(paths, f) })
	if len(part.blocks) > 0 {
		p.heading(2, title)
		p.blocks = slices.Concat(p.blocks, part.blocks)
	}
}
