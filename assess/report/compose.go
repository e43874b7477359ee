package report

import (
	"cmp"
	"fmt"
	"strings"

	"stalkrisk/assess"
)

// composeFull lays out everything.
func composeFull(p *page, r *Report) {
	composeFirst(p, r)
	p.mark = ""
	p.heading(2, "Why this level")
	p.items(r.Reasons)
	composeGuidance(p, r)
	composeDash(p, r)
	composeAnswers(p, r)
	composeJudgement(p, r)
	composeFollowUp(p, &r.Assessment)
	composeKept(p, &r.Assessment)
	composePattern(p, r)
	composeRest(p, r)
	composeProblems(p, r)
	composeInstruments(p, r)
	p.heading(2, "Limits")
	p.items(r.Limits)
}

// composeFirst writes page one, with what is needed first at the top.
func composeFirst(p *page, r *Report) {
	a := &r.Assessment
	name := reportTitle
	if a.Draft() {
		name = "DRAFT: " + name
	}
	if a.Training != "" {
		p.mark = "TRAINING: "
	}
	p.heading(1, name+led(", case ", a.Case.Reference))
	p.practice(a.Training)
	if a.Draft() {
		p.warn("DRAFT", "This assessment is not finished. What is missing is open. It does not mean no.")
	}
	p.say(takenBy(a))
	composeActNow(p, r)
	composeLevel(p, r)
	composeFlags(p, r)
	composeOpen(p, r)
	p.heading(2, "In their own words")
	if blank(string(a.FirstAccount)) {
		p.say("No account was written down in their own words.")
	} else {
		p.quote(string(a.FirstAccount))
	}
	composeToDo(p, r)
}

// takenBy says when the assessment was made, by whom, and who reported it.
func takenBy(a *Stored) string {
	stage := ""
	switch {
	case a.Stage == assess.Screen:
		stage = "Only whether this is stalking was asked; the rest follows in the same file."
	case a.FirstContact():
		stage = "This was the first contact; the rest is left to the attending officer, who goes on with the same file."
	}
	sentences := []string{
		"Assessed on " + Readable(a.AssessedAt.String()) + led(" by ", joined(", ", a.Assessor.Reference, word("role", string(a.Assessor.Role)))),
		led("Told by ", word("caller", string(a.Caller))),
		led("The other person: ", word("relationship", string(a.Case.Relationship))),
		cmp.Or(word("jurisdiction", string(a.Case.Jurisdiction)), word("jurisdiction", "england_wales")+" (taken for granted: nobody recorded whose law applies)"),
	}
	again := led("It goes on from an earlier assessment (", a.Previous)
	if again != "" {
		again += "): an answer with an earlier date stands as it was told then."
	}
	return joined(" ", joined(". ", sentences...)+".", again, stage)
}

func composeLevel(p *page, r *Report) {
	p.heading(2, "Level")
	p.warn(r.Summary.Headline, "")
	p.items(r.Summary.Sentences)
	if len(r.Summary.AskNext) == 0 {
		return
	}
	p.say("Ask next, the most decisive first:")
	next, rest := r.Summary.AskNext, []Question(nil)
	if len(next) > askInFull {
		next, rest = next[:askInFull], next[askInFull:]
	}
	for k, q := range next {
		p.number(k+1, q.String(), q.Question)
	}
	p.fact("Then", listed(each(rest, func(q Question) Topic { return q.Topic })))
}

// askInFull is the most questions to ask next that are written out on page one. The
// rest are only named; the answers section has them in full.
const askInFull = 8

func composeFlags(p *page, r *Report) {
	p.heading(2, "Red flags and contradictions")
	if len(r.Summary.RedFlags) == 0 {
		p.say("No red flag was answered yes. Red flags that are still open may be there all the same.")
	}
	notes := map[string]string{}
	for _, a := range r.stalking() {
		notes[a.ID] = a.Note
	}
	show := func(label string, topics []Topic) {
		for _, t := range topics {
			p.item(label, t.String())
			p.sub("Noted", notes[t.ID])
		}
	}
	show("Red flag", r.Summary.RedFlags)
	show("Sign of immediate danger", r.Summary.Imminent)
	if len(r.Summary.Contradictions) == 0 {
		return
	}
	p.say("These are facts to check. Nobody tells everything in order under strain. They are not a reason to doubt the person.")
	p.list("To check", r.Summary.Contradictions)
}

// stalking returns the answers to the stalking questions.
func (r *Report) stalking() (out []Answer) {
	for _, s := range r.Answers {
		if s.Instrument == r.Result.Used(assess.UseStalking) {
			out = append(out, s.Answers...)
		}
	}
	return out
}

// composeOpen lists the unanswered stalking questions. Not asked, not known and
// declined are listed apart, and none of them means no.
func composeOpen(p *page, r *Report) {
	p.heading(2, "What was not asked, or is still open")
	open := map[string][]Topic{}
	for _, a := range r.stalking() {
		if word := openAs(&a); word != "" {
			open[word] = append(open[word], Topic{a.ID, a.Topic})
		}
	}
	if len(open) == 0 {
		p.say("Every stalking question that applies was answered yes or no.")
		return
	}
	if n := len(open["not_asked"]); n == r.Result.Completeness.Applicable {
		p.say("Nothing was asked yet: all " + count(n, "question", "questions") + " that apply are open. They stand below, by theme.")
		return
	}
	p.fact("Not asked", listed(open["not_asked"]))
	p.fact("Asked, and not known yet", listed(open["unknown"]))
	p.fact("Did not want to say today (do not press; it may be asked kindly another day)", listed(open["declined"]))
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

func composeToDo(p *page, r *Report) {
	p.heading(2, "What to do at this level, and by when")
	for k, s := range r.Guidance.Steps {
		p.number(k+1, capital(s.By), s.What)
	}
	c := &r.Assessment.Contact
	if c.SafeToTalk == "no" || c.Ended == "unsafe" || c.Mode != "" && c.Mode != "open" {
		p.warn("Contact", "Ring back only at times and in ways that the person has agreed.")
	}
	composeFacts(p, &r.Assessment.Assessment, func(f *assess.CaseFact) bool { return under(contactFacts, f) })
	if len(r.Guidance.Urgent) > 0 {
		p.say("Of what these answers call for, the most urgent (with all the rest, its reasons and its sources, it stands below):")
		p.items(r.Guidance.Urgent)
	}
}

func composeDash(p *page, r *Report) {
	p.heading(2, "DASH beside it, and the gap")
	p.items(r.Dash.Sentences)
	p.fact("Found here, and not in DASH", listed(r.Dash.Gap))
	p.fact("DASH topics to confirm, not counted until they are", listed(r.Dash.Proposed))
	composeFacts(p, &r.Assessment.Assessment, func(f *assess.CaseFact) bool { return f.Path == elsewhere })
	if len(r.Others) > 0 {
		p.heading(2, "Other instruments")
		p.items(r.Others)
	}
}

func composePattern(p *page, r *Report) {
	p.heading(2, "The incidents together")
	p.items(r.Pattern.Counts)
	if len(r.Pattern.Incidents) == 0 {
		return
	}
	p.heading(3, "What the pattern shows")
	p.items(r.Pattern.Findings)
	composeStrip(p, &r.Pattern, r.Assessment.Orders, r.Assessment.AssessedAt.String())
	p.heading(3, "Every incident")
	alike := alike(r.Pattern.Possible)
	for _, inc := range r.Pattern.Incidents {
		composeIncident(p, &inc)
		p.sub("May be the same as", alike[inc.Number])
	}
}

func composeIncident(p *page, inc *Incident) {
	p.number(inc.Number, cmp.Or(Readable(inc.At), "No date"), inc.Label)
	if inc.Severity > 0 {
		own := ""
		if inc.OwnSeverity {
			own = ", as the assessor graded it"
		}
		p.sub("Severity", joined(": ", fmt.Sprintf("%d of 5", inc.Severity), inc.Means)+own)
	}
	if inc.After {
		p.sub("Check the date", "it is later than the assessment, so this incident is shown, and no test and no answer rests on it.")
	}
	p.sub("How", word("channel", inc.Channel))
	p.sub("Area", inc.Area)
	p.sub("Place", inc.Place)
	p.sub("Reference", inc.Reference)
	p.sub("Recorded as", inc.RecordedAs)
	p.sub("Reported", word("reported", inc.Reported))
	p.sub("Orders", joined(", ", word("breach", inc.Breach), inc.Order))
	p.sub("Says yes to", listed(inc.Carries))
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
