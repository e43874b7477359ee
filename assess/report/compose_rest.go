package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
)

func severityWords(inc *Incident) string {
	return joined(": ", fmt.Sprintf("%d of 5", inc.Severity), inc.Means)
}

// composeAnswers shows every answer by theme. What was not asked and has
// nothing beside it is named on one line.
func composeAnswers(p *page, r *Report) {
	for _, s := range r.Answers {
		p.heading(2, "Answers: "+s.Title)
		for _, t := range s.Themes {
			p.heading(3, t)
			composeTheme(p, s.Answers, t)
		}
		composeTheme(p, s.Answers, "")
	}
}

func composeTheme(p *page, answers []Answer, theme string) {
	var notAsked, notApplying []Topic
	for i := range answers {
		a := &answers[i]
		switch {
		case a.Theme != theme:
		case !bare(a):
			composeAnswer(p, a)
		case a.Applies:
			notAsked = append(notAsked, Topic{a.ID, a.Topic})
		default:
			notApplying = append(notApplying, Topic{a.ID, a.Topic})
		}
	}
	if len(notAsked) > 0 {
		p.item("Not asked", listed(notAsked))
	}
	if len(notApplying) > 0 {
		p.item("Does not apply here", listed(notApplying))
	}
}

// bare says whether nothing at all was recorded for an item.
func bare(a *Answer) bool {
	return a.Answer == "not_asked" && a.Note == "" && a.Source == "" && a.At == "" &&
		len(a.Was) == 0 && len(a.ProposedBy) == 0 && !a.Carried
}

func composeAnswer(p *page, a *Answer) {
	number := ""
	if a.Number != "" {
		number = "no. " + a.Number + " on the authorised form"
	}
	p.item(answerWord(a), joined("; ", Topic{a.ID, a.Topic}.String(), word("class", a.Class), word("item_role", a.Role), number))
	p.sub("Asked", a.Question)
	switch {
	case a.Carried && a.Answer == "yes":
		p.sub("Incidents", "an incident shows it as well.")
	case a.Carried:
		p.sub("Incidents", "an incident shows it, so it counts as yes. Recorded here: "+midway(a.Answer)+".")
	}
	if a.Contradicted {
		p.sub("To check", "something else that was told says yes; see page one.")
	}
	switch {
	case !a.Fits:
		p.sub("Check", "this is not an answer to the question, so it counts as open.")
	case !a.Applies:
		p.sub("Does not apply here", "what was recorded is kept, and does not count.")
	case a.Answer == "yes" && !a.Counts:
		p.sub("Check", "a yes here needs a reason, so it counts as open until one is noted.")
	}
	if len(a.ProposedBy) > 0 && !a.Counts {
		p.sub("To be confirmed", strings.Join(a.ProposedBy, "; "))
	}
	p.sub("Note", a.Note)
	p.sub("From", word("source", a.Source))
	p.sub("Recorded", Readable(a.At))
	for _, w := range a.Was {
		p.sub("Earlier answer", was(w))
	}
}

func answerWord(a *Answer) string {
	if a.Label != "" {
		return a.Label
	}
	if a.Carried && a.Answer != "yes" {
		return "Yes, by an incident"
	}
	return word("answer", a.Answer)
}

// midway writes an answer inside a sentence; what is no answer stays as it was
// written.
func midway(answer string) string {
	if slices.Contains(assess.Answers(), answer) {
		return strings.ToLower(word("answer", answer))
	}
	return answer
}

func was(w Was) string {
	said := w.Label
	if said == "" {
		said = midway(w.Answer)
	}
	return joined(", recorded ", said, Readable(w.At))
}

// composeJudgement shows what people decided, beside what the rules give.
func composeJudgement(p *page, r *Report) {
	p.heading(2, "Judgement and override")
	a, start := &r.Assessment, len(p.blocks)
	if o := r.Result.Override; o != nil {
		composeOverride(p, o, &r.Result)
	}
	if a.DashGrade != (assess.DashGrade{}) {
		p.item("DASH grade by the assessor", joined(": ", word("grade", string(a.DashGrade.Level)), a.DashGrade.Reason))
	}
	if v := a.ServiceView; v != (assess.ServiceView{}) {
		p.item("What a support service thinks", joined("; ", word("overall", string(v.Level)), by(v.By), v.Note))
	}
	for _, e := range a.Elsewhere {
		p.item("Assessed elsewhere", joined("; ", e.Instrument, e.Level, Readable(e.On.String()), by(e.By)))
	}
	for _, d := range a.Decisions {
		p.item("Decision on "+word("about", string(d.About)), joined("; ", word("decision", string(d.Decision)), d.Reason, by(d.By)))
	}
	if len(p.blocks) == start {
		p.say("Nobody has set another level or written down a view of their own.")
	}
}

func by(who string) string {
	if blank(who) {
		return ""
	}
	return "by " + who
}

func composeOverride(p *page, o *assess.OverrideResult, r *assess.Result) {
	p.item("Level set by a person", fmt.Sprintf("from %s to %s. The rules give %s now.",
		word("overall", o.From), word("overall", o.Level), word("overall", r.Overall.Computed)))
	if o.Void {
		p.sub("It does not stand", "the level by the rules is reported. The reason is among the problems or warnings below.")
	}
	p.sub("Reason", o.Reason)
	p.sub("By", o.By)
	p.sub("Second person", o.SecondPerson)
	p.sub("When", Readable(o.At))
}

// composeRest shows everything else that the file holds.
func composeRest(p *page, r *Report) {
	p.heading(2, "Everything else that was recorded")
	a := &r.Assessment
	composeCase(p, a)
	composeOrders(p, a)
	p.fact("What became of it", a.Outcome)
	for _, u := range r.Unplaced {
		p.item("Recorded for a question that is not known here", fmt.Sprintf("%s, %s: %s", u.Instrument, u.Item, word("answer", u.Answer)))
		p.sub("Note", u.Note)
		p.sub("From", word("source", u.Source))
		p.sub("Recorded", Readable(u.At))
		for _, w := range u.Was {
			p.sub("Earlier answer", was(w))
		}
	}
}

func composeCase(p *page, a *Stored) {
	c := &a.Case
	fact := func(label string, f assess.Fact) { p.fact(label, word("fact", string(f))) }
	p.fact("Case", c.Reference)
	p.fact("Assessment", a.ID)
	p.fact("Assessed again after", a.Previous)
	p.fact("Practice case", a.Training)
	p.fact("Status", word("status", string(a.Status)))
	p.fact("Stage", word("stage", string(a.Stage)))
	p.fact("Assessor", joined(", ", a.Assessor.Reference, word("role", string(a.Assessor.Role))))
	p.fact("Told by", word("caller", string(a.Caller)))
	p.fact("The other person", word("relationship", string(c.Relationship)))
	p.fact("How many people are complained of", word("suspects", string(c.Suspects)))
	p.fact("Whose law applies", jurisdiction(a))
	p.fact("Area of the person at risk", c.VictimArea)
	p.fact("Area of the other person", c.SuspectArea)
	fact("Only online", c.OnlineOnly)
	fact("Children", c.Children)
	fact("The person at risk is under 18", c.VictimUnder18)
	fact("The other person is under 18", c.SuspectUnder18)
	fact("The other person needs mental health care (for planning; never scored)", c.MentalHealthNeed)
	fact("An incident led to this assessment", a.Prompted)
	fact("Safe to talk", a.Contact.SafeToTalk)
	p.fact("How the contact ended", word("ended", string(a.Contact.Ended)))
	p.fact("DASH to be asked", word("dash_asked", string(a.DashAsked)))
	for _, id := range sorted(a.Versions) {
		p.fact("Questionnaire named in the file", id+" "+a.Versions[id])
	}
	four := &a.Recognition
	fact("Recognised as fixated", four.Fixated)
	fact("Recognised as obsessive", four.Obsessive)
	fact("Recognised as unwanted", four.Unwanted)
	fact("Recognised as repeated", four.Repeated)
}

func composeOrders(p *page, a *Stored) {
	for _, o := range a.Orders {
		p.item("Order", joined("; ", word("order", string(o.Kind)), span(o.From, o.To)))
		for _, c := range o.Conditions {
			p.sub("Condition", c)
		}
		p.sub("Note", o.Note)
	}
	for _, ab := range a.Absences {
		p.item("The other person was away", joined("; ", word("absence", string(ab.Reason)), span(ab.From, ab.To)))
	}
	for _, t := range a.Triggers {
		p.item("Date to watch", joined("; ", word("trigger", string(t.Kind)), Readable(t.On.String())))
	}
}

// span writes from when to when.
func span(from, to assess.Date) string {
	f, t := Readable(from.String()), Readable(to.String())
	if f != "" {
		f = "from " + f
	}
	if t != "" {
		t = "to " + t
	}
	return joined(" ", f, t)
}

// composeFollowUp shows what was offered, advised and promised.
func composeFollowUp(p *page, a *Stored) {
	p.heading(2, "What was offered, advised and promised")
	start := len(p.blocks)
	if ref := a.Referral; ref != (assess.Referral{}) {
		p.item("Advocacy", joined("; ", ref.Service, label("offered", ref.Offered), label("accepted", ref.Accepted), Readable(ref.On.String())))
	}
	for _, s := range a.AdviceGiven {
		p.fact("Advice given", s)
	}
	for k, act := range a.Actions {
		name := "Promised, " + strconv.Itoa(k+1)
		if act.Overdue(&a.Assessment) {
			name += ", OVERDUE"
		}
		p.item(name, joined("; ", act.What, by(act.Owner), dated("due", act.Due), dated("done", act.Done)))
	}
	if len(p.blocks) == start {
		p.say("Nothing was written down of it.")
	}
}

func label(name string, f assess.Fact) string {
	if f == "" {
		return ""
	}
	return name + ": " + word("fact", string(f))
}

func dated(name string, d assess.Date) string {
	if d.IsZero() {
		return ""
	}
	return name + " " + Readable(d.String())
}

func sorted(m map[string]string) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
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
	for _, w := range r.Warnings {
		p.item("Warning", w)
	}
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
	p.item("Program", joined(" ", r.Result.Tool.Name, r.Result.Tool.Version)+"; formats "+joined(", ", r.Format, r.Result.Format, r.Assessment.Format))
}
