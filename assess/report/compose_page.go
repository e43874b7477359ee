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

// The sections of the page, in the order in which an officer needs them.
const (
	nowSection = iota
	lateSection
	attendSection
	levelSection
	openSection
	reachSection
	doSection
	promisedSection
	suspectSection
	whereSection
	nextSection
	wordsSection
)

var pageTitles = []string{
	"Act now", "Overdue or due soon", "Before you attend", "Level and why", "Not answered yet", "Safe contact",
	"Do first", "Promised", "Suspect", "Where and when", "Next date", "In their own words",
}

// composePage lays out the page: what an officer must know, on one side of paper.
func composePage(p *page, r *Report) {
	composeTitle(p, r)
	end := &page{}
	end.item("Limits", "own rules, not validated; not SASH, not DASH. Low never means no risk.")
	end.madeBy(r, r.Format)
	laySheet(p, r, &sheet{most: wordsOnPage, rest: "stalkrisk report --full"}, end.blocks)
}

// laySheet fills the sheet of a report and lays it on the page.
func laySheet(p *page, r *Report, s *sheet, end []block) {
	titles := slices.Clone(pageTitles)
	if !r.Result.ActNow { // then what is late comes first
		titles[nowSection], titles[lateSection] = titles[lateSection], titles[nowSection]
	}
	for section, fill := range []func(*sheet, *Report){
		nowSection: sayNow, lateSection: sayLate, attendSection: sayAttend, levelSection: sayLevel, openSection: sayOpen, reachSection: sayReach,
		doSection: sayDo, promisedSection: sayPromised, suspectSection: saySuspect, whereSection: sayWhere, nextSection: sayNext, wordsSection: sayWords,
	} {
		s.section(slices.Index(titles, pageTitles[section]))
		fill(s, r)
	}
	s.lay(p, titles, end)
}

// title adds the title of a page about a case, and says whether the case is a practice case.
func (p *page) title(r *Report, title string) {
	a := &r.Assessment.Assessment
	if a.Draft() {
		title = "DRAFT: " + title
	}
	if a.Training != "" {
		title = "TRAINING: " + title
	}
	p.heading(1, title+led(", case ", shorten(a.Case.Reference, 4)))
	p.practice(shorten(a.Training, 4))
}

// madeBy says which assessment a page is about, what made it, and the formats.
func (p *page) madeBy(r *Report, formats ...string) {
	p.item("Assessment", assessmentOf(&r.Assessment.Assessment)) // Holds looks for these two
	p.item("Program", joined(" ", r.Result.Tool.Name, r.Result.Tool.Version)+"; formats "+joined(", ", formats...))
}

// composeTitle begins a report: what it is, whose, when, and by whom.
func composeTitle(p *page, r *Report) {
	a := &r.Assessment.Assessment
	p.title(r, reportTitle)
	if a.Case.SuspectAccess == assess.FactYes {
		p.warn("RESTRICTED", "Restrict who can see this. Use no way that the suspect could read.")
	}
	if a.Draft() {
		p.warn("DRAFT", "Not finished. What is missing is unanswered, not no.")
	}
	if wanted := r.language(); wanted != "" {
		p.warn("LANGUAGE", wanted)
	}
	by := joined(", ", shorten(a.Assessor.Reference, 4), word("role", string(a.Assessor.Role)))
	stage := ""
	if a.Stage != assess.Full && a.Stage != "" {
		stage = ", " + strings.ReplaceAll(string(a.Stage), "_", " ") + " only"
	}
	says := "Assessed " + r.moment(a.AssessedAt.String()) + led(" by ", by) + stage + "."
	if r.today() > dayOf(a.AssessedAt) {
		says += " This page: " + r.moment(r.AsOf) + "."
	}
	p.say(joined(" ", says, r.caller(), r.parties()))
}

// caller says who told it.
func (r *Report) caller() string {
	if r.Assessment.Caller == "victim" {
		return "Told by the victim."
	}
	if said := word("caller", string(r.Assessment.Caller)); said != "" {
		return "Told by " + said + "."
	}
	return ""
}

// parties says in a few words who the suspect is to the victim.
func (r *Report) parties() string {
	c := &r.Assessment.Case
	rel := word("relationship", string(c.Relationship))
	if c.Relationship == "" || c.Relationship == assess.RelationshipUnknown {
		rel = "not known"
	}
	return "Suspect: " + rel + led(", ", shorten(c.SuspectReference, 4)) + "."
}

// sayNow adds whether help must be sent, and how far it is.
func sayNow(s *sheet, r *Report) {
	a := &r.Assessment.Assessment
	imminent := r.imminent(4)
	r.sayOutcome(s)
	switch {
	case r.Result.ActNow:
		s.say(must, "ACT NOW"+led(", since ", r.brief(r.Summary.ActNowSince)), r.whyNow())
		s.say(must, "HELP", r.help())
	case imminent != "":
		s.say(must, "Signs of IMMINENT danger", imminent)
	default:
		s.say(must, "", "No immediate danger identified yet.")
	}
	if !r.Result.ActNow && a.HelpSent() != "" {
		s.say(must, "HELP", r.help())
	}
	if why := r.medical(); len(why) > 0 {
		s.add(fact{rank: must, label: "MEDICAL HELP", text: strings.Join(why, "; ") + ". Ambulance, unless they were seen.", sensitive: true})
	}
	if near := assess.Answer(r.Summary.NearNow); near != "" && near.Open() {
		s.say(must, "NOT KNOWN", "whether the suspect is near now. Ask that first.")
	}
	if r.Result.WelfareNow {
		s.add(fact{rank: must, label: "WELFARE NOW", text: "Thoughts of ending their life, now. Stay with them; get medical help.", sensitive: true})
	} else if a.OwnLife == "yes" {
		s.add(fact{rank: 2, label: "Welfare", text: "Has thought of ending their life. Ask gently how they are today.", sensitive: true})
	}
	if back := a.Contact.Back; !back.IsZero() {
		s.say(2, "Spoken to again", r.moment(back.String()))
	} else if cutOff(a) != "" {
		s.say(1, cutOff(a), "nobody is recorded as having spoken to them since.")
	}
}

// language says in which language to speak to the victim, and who interprets; "" if in
// English and without help.
func (r *Report) language() string {
	c := &r.Assessment.Contact
	language := shorten(c.Language, 6)
	if fold.Text(language) == "english" {
		language = ""
	}
	who := led("interpreter: ", shorten(c.Interpreter, 8))
	if slices.Contains([]string{"no", "none", "unknown", "not known"}, fold.Text(c.Interpreter)) {
		who = ""
	}
	if language != "" && who == "" {
		who = "NO INTERPRETER RECORDED"
	}
	return joined("; ", language, who)
}

// medical returns why the victim needs medical help, as noted on dangers that are yes.
func (r *Report) medical() []string {
	note := func(use assess.ItemUse) string {
		if a := r.used(use); a != nil && a.Counts {
			return a.Note
		}
		return ""
	}
	return conversation.NeedsMedicalHelp(note(assess.UseNearNow), note(assess.UseStrangulation))
}

// cutOff says how a contact ended too soon, unless they were spoken to again.
func cutOff(a *assess.Assessment) string {
	switch {
	case !a.Contact.Back.IsZero():
		return ""
	case a.Contact.Ended == assess.Dropped:
		return "CUT OFF"
	case a.Contact.Ended == assess.Unsafe:
		return "ENDED, NOT SAFE TO GO ON"
	}
	return ""
}

// whyNow says why help must be sent, in a few facts.
func (r *Report) whyNow() string {
	if said := r.imminent(4); said != "" {
		if r.Assessment.Contact.SafeToTalk == assess.FactNo {
			said += "; not safe to talk"
		}
		return capital(said)
	}
	return shorten(strings.Join(r.ActNow, " "), 24)
}

// imminent names at most that many signs of imminent danger, and counts the others.
func (r *Report) imminent(most int) string {
	facts := each(r.Summary.Imminent, func(t Topic) string { return r.fact(t.ID) })
	return some(facts, most)
}

// some lists at most that many texts, and counts the others.
func some(list []string, most int) string {
	shown := strings.Join(list[:min(len(list), most)], "; ")
	if more := len(list) - most; more > 0 {
		shown += fmt.Sprintf("; and %d more", more)
	}
	return shown
}

// help says how far help is.
func (r *Report) help() string {
	a := &r.Assessment.Assessment
	var h assess.Help
	for _, other := range a.Help {
		if h = other; !h.Arrived.IsZero() {
			break
		}
	}
	log := led(" (", shorten(h.Reference, 4))
	if log != "" {
		log += ")"
	}
	switch a.HelpSent() {
	case "arrived":
		return "there " + r.brief(h.Arrived.String()) + log
	case "assigned":
		return "on the way " + r.brief(h.Assigned.String()) + ", NOT YET THERE" + log
	case "asked":
		return "asked " + r.brief(h.Asked.String()) + ", NOT YET THERE" + log
	}
	return "NOT ASKED FOR. Send it now."
}

// mostLate is how many late things are shown; the others are only counted.
const mostLate = 3

// sayLate says what is late, and what is close.
func sayLate(s *sheet, r *Report) {
	overdue, close := r.deadlines()
	close = those(close, func(d deadline) bool { return !d.routine })
	for _, d := range overdue[:min(len(overdue), mostLate)] {
		label, says, _ := strings.Cut(d.what, ": ")
		s.say(must, label, says)
	}
	if more := len(overdue) - mostLate; more > 0 {
		s.say(must, "", fmt.Sprintf("and %d more OVERDUE.", more))
	}
	for _, d := range close[:min(len(close), mostLate)] {
		s.add(fact{rank: 1, text: d.what})
	}
	if more := len(close) - mostLate; more > 0 {
		s.say(1, "", fmt.Sprintf("and %d more within %d days.", more, assess.SoonDays))
	}
}

// fact returns what a yes to a stalking item says, in a few words.
func (r *Report) fact(id string) string {
	if a := r.answer(id); a != nil {
		return cmp.Or(a.Fact, a.Topic)
	}
	return id
}

// answer returns the answer to a stalking item, or nil.
func (r *Report) answer(id string) *Answer {
	all := r.stalking()
	if i := slices.IndexFunc(all, func(a Answer) bool { return a.ID == id }); i >= 0 {
		return &all[i]
	}
	return nil
}

// used returns the answer to the stalking item with that use, or nil.
func (r *Report) used(use assess.ItemUse) *Answer {
	all := r.stalking()
	if i := slices.IndexFunc(all, func(a Answer) bool { return a.Use == string(use) }); i >= 0 {
		return &all[i]
	}
	return nil
}
