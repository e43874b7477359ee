package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/timeline"
)

// factsOfLevel is the most facts that the page names for the level. The first two
// always explain it.
const factsOfLevel = 4

var factRanks = [factsOfLevel]rank{1, 1, 3, 4}

// saidBefore are the uses of items whose notes are shown under what to know before attending.
var saidBefore = []assess.ItemUse{assess.UseWeapon, assess.UseFirearm, assess.UseNearNow}

// sayLevel says the level, and the few facts that made it; of a screen, what it found.
func sayLevel(s *sheet, r *Report) {
	if r.Assessment.Stage == assess.Screen {
		s.say(must, "Screened", r.Summary.Level)
		return
	}
	grade := led("; force grade: ", shorten(r.Local.Grade, 4))
	s.say(must, levelLabel, fmt.Sprintf("%s Last four weeks: %s. Answered: %d of %d%s.", r.Summary.Level, r.Summary.Recent,
		r.Result.Completeness.Answered, r.Result.Completeness.Applicable, grade))
	for k, t := range r.Summary.Made[:min(len(r.Summary.Made), factsOfLevel)] {
		f := fact{rank: factRanks[k], text: capital(t.Topic)}
		if a := r.answer(t.ID); a != nil && !slices.Contains(saidBefore, assess.ItemUse(a.Use)) {
			f.said, f.sensitive = shorten(ownWordsOf(a.Note), wordsBeside), a.Sensitive && !blank(a.Note)
		}
		s.add(f)
	}
	for _, says := range r.Summary.Findings {
		s.say(4, "", capital(says))
	}
	s.say(3, "Stalking", r.Summary.Recognition)
	if r.Summary.Band != "" {
		s.say(8, "Priority", fmt.Sprintf("group %d of %d: %s", r.Result.Band, len(assess.Bands), r.Summary.Band))
	}
	switch o := r.Result.Override; {
	case o == nil:
	case o.Void:
		s.say(2, "Override not used", "from "+word("overall", o.From)+" to "+word("overall", o.Level)+led(", set by ", shorten(o.By, 4))+". Decide again.")
	default:
		s.add(fact{rank: 3, label: "Set by", text: joined(", ", shorten(o.By, 4), led("with ", shorten(o.SecondPerson, 4))) + ": " + shorten(o.Reason, 12)})
	}
	if r.eachAccuses() {
		s.say(1, "", conversation.EachAccuses+".")
	}
	r.sayOtherViews(s)
	if n := len(r.Summary.Contradictions); n > 0 {
		s.say(5, "To check", count(n, "answer does", "answers do")+" not agree. It is no reason to doubt the victim.")
	}
	if n := len(r.Problems); n > 0 {
		s.say(4, "To check", count(n, "part of the file could", "parts of the file could")+" not be used.")
	}
}

// openOnPage is the most unanswered questions on the page.
const openOnPage = 3

// sayOpen names the unanswered questions that could change most, and what they could
// change.
func sayOpen(s *sheet, r *Report) {
	next := r.Summary.AskNext[:min(len(r.Summary.AskNext), openOnPage)]
	asks := strings.Join(each(next, func(q Question) string { return capital(r.fact(q.ID)) + "?" }), " ")
	s.say(1, r.couldChange(), asks)
	if more := r.Result.Completeness.Applicable - r.Result.Completeness.Answered - len(next); more > 0 {
		s.say(3, "", fmt.Sprintf("And %d more. Unanswered is not no.", more))
	}
}

// couldChange says what the unanswered questions could change most.
func (r *Report) couldChange() string {
	o := &r.Result.Overall
	switch {
	case r.Assessment.Stage == assess.Screen:
		return "Still to ask"
	case o.CouldReach != o.Level:
		return "Could make it " + word("overall", o.CouldReach)
	case !r.Result.ActNow:
		return "Could mean help is needed now"
	}
	return "Still to ask"
}

// sayReach says how to reach the victim without harm. Their language leads the page.
func sayReach(s *sheet, r *Report) {
	c := &r.Assessment.Contact
	if blank(c.SafeTimes) {
		s.say(must, "SAFE CONTACT NOT ASKED", "Do not ring, text or leave a message until you know a safe way.")
	} else {
		s.add(fact{rank: must, label: "Safe way", text: shorten(c.SafeTimes, 30), sensitive: true})
	}
	if c.Mode != "" && c.Mode != "open" {
		says := assess.FactAt("contact.mode").Say(string(c.Mode))
		if _, rest, named := strings.Cut(says, ": "); named {
			says = rest
		}
		s.say(1, "Could not speak freely", says+".")
	} else if c.SafeToTalk == assess.FactNo || c.Ended == assess.Unsafe {
		s.say(1, "Not safe to talk", "when last asked.")
	}
	s.add(fact{rank: 1, label: "Needs", text: shorten(c.Needs, 14), sensitive: true})
}

// stepsOnPage is the most steps on the page.
const stepsOnPage = 5

var stepRanks = [stepsOnPage]rank{must, 1, 1, 2, 3}

// urgentPlaces are the first places on page one, of guidance that cannot wait.
const urgentPlaces = 10

// firstSteps are the steps of the level in the order in which they help most: what is
// decided above the officer, what is soon lost, what keeps the victim safe, and then how
// it is recorded. The others have sections of their own.
var firstSteps = []string{"supervisor", "multi-agency", evidenceStep, safeguarding, "safety-plan", "advocacy", "record", "next-contact", "specialist", "forms"}

// sayDo says what to do first, who does it and by when. The most urgent line of guidance
// comes second, or last if it can wait.
func sayDo(s *sheet, r *Report) {
	var all []fact
	for _, id := range firstSteps {
		for _, step := range r.Guidance.Steps {
			taken := step.ID == evidenceStep && !s.whole && r.toTake() != "" // it stands above, piece by piece
			if step.ID == id && !taken {
				all = append(all, fact{label: capital(step.By) + ", " + step.Who, text: s.first(step.What), sensitive: step.ID == safeguarding})
			}
		}
	}
	lines := r.Guidance.forThePage()
	if i := slices.IndexFunc(lines, func(l GuideLine) bool { return l.Section != string(guidance.Suspect) }); i >= 0 {
		l := &lines[i]
		at := stepsOnPage - 1
		if l.PageOne <= urgentPlaces {
			at = 1
		}
		all = slices.Insert(all, min(at, len(all)), fact{label: whoFollows(l), text: l.Brief, sensitive: l.Private, below: true})
	}
	for k, f := range all {
		if f.rank = onlyCounted; k < stepsOnPage {
			f.rank = stepRanks[k]
		}
		s.add(f)
	}
}

// forThePage returns the lines of guidance with a short form, the most urgent first.
func (g *Guidance) forThePage() []GuideLine {
	lines := those(g.Lines, func(l GuideLine) bool { return l.PageOne > 0 })
	slices.SortStableFunc(lines, func(x, y GuideLine) int { return cmp.Compare(x.PageOne, y.PageOne) })
	return lines
}

// whoFollows says by when and who follows a line of guidance.
func whoFollows(l *GuideLine) string {
	switch guidance.Section(l.Section) {
	case guidance.Evidence, guidance.Traps:
		return "Now, " + attending
	case guidance.Say:
		return "Now, " + speaking
	}
	return "Today, " + inTheCase
}

// sayPromised says what was promised and is not late.
func sayPromised(s *sheet, r *Report) {
	promises := r.promises()
	late := slices.ContainsFunc(r.Assessment.Actions, func(act assess.Action) bool { return act.Done.IsZero() })
	switch toVictim := slices.ContainsFunc(r.Assessment.Actions, func(act assess.Action) bool { return act.ToVictim() }); {
	case !toVictim:
		s.say(must, "", "Nothing promised to the victim yet.")
	case len(promises) == 0 && late:
		s.say(must, "", "What is late is shown above.")
	case len(promises) == 0:
		s.say(must, "", "Every promise is kept.")
	}
	for k, d := range promises {
		says, promised := strings.CutPrefix(d.what, "promised ")
		f := fact{rank: rank(k), text: capital(says)}
		if !promised && k > 0 {
			f.rank = rank(3 + k)
		}
		s.add(f)
	}
}

// saySuspect says which orders bind the suspect, what was broken, and what the police
// do about the suspect.
func saySuspect(s *sheet, r *Report) {
	lines := those(r.Guidance.Lines, func(l GuideLine) bool { return l.Section == string(guidance.Suspect) })
	slices.SortStableFunc(lines, func(x, y GuideLine) int {
		return cmp.Compare(cmp.Or(x.PageOne, 99), cmp.Or(y.PageOne, 99))
	})
	for k, l := range lines {
		f := fact{rank: rank(2 + 2*k), text: cmp.Or(l.Brief, sentence(l.Says)), sensitive: l.Private, below: true}
		if l.PageOne == 1 || l.PageOne == 2 { // who the suspect is decides everything else
			f.rank = must
		}
		s.add(f)
	}
	inForce := false
	for k := range r.Assessment.Orders {
		o := &r.Assessment.Orders[k]
		f := fact{rank: rank(1 + 2*k), text: r.orderSays(o)}
		if !inForce && !o.Ended(r.today()) { // it gives the power to arrest
			inForce, f.rank = true, must
		}
		s.add(f)
	}
	if len(r.Assessment.Orders) == 0 && r.Assessment.OrderInPlace == assess.FactNo {
		s.say(3, "", "No order, bail condition or warning known.")
	}
	broken := rank(3)
	if inForce {
		broken = must
	}
	s.say(broken, "", r.breaches())
	for _, step := range r.Guidance.Steps {
		if step.ID == "order" {
			s.say(3, capital(step.By), s.first(step.What))
		}
	}
	r.sayOtherCases(s)
}

// sayWhere says what happened last and where, how often it happened, and the trend.
func sayWhere(s *sheet, r *Report) {
	last, told := r.last()
	if !told {
		s.say(must, "", "No incident is recorded.")
		return
	}
	s.say(must, "Last", r.lastSays(&last))
	if last.unnamed() {
		s.add(fact{rank: 1, label: "What happened", said: shorten(last.Note, wordsBeside), sensitive: r.tells(last.Note)})
	}
	s.add(fact{rank: 5, label: "Place", text: shorten(last.Place, 8), sensitive: true})
	says := count(len(r.told()), "incident", "incidents")
	if first, last := r.span(); first != last {
		says += ", " + r.brief(first) + " to " + r.brief(last)
	}
	s.say(3, "Count", says+led(", in ", r.areas()))
	s.say(4, "Trend", r.trend())
	s.say(4, "Perhaps one force", some(each(r.Pattern.Alike, func(name string) string { return shorten(name, 4) }), 4))
}

// told returns the incidents that are not after the assessment.
func (r *Report) told() []Incident {
	return those(r.Pattern.Incidents, func(inc Incident) bool { return !inc.After })
}

// span returns the dates of the first and the last incident that have one, which may be
// no more than a month.
func (r *Report) span() (first, last string) {
	for _, inc := range r.told() {
		if date := inc.date(); date != "" && (first == "" || date < first) {
			first = date
		}
		last = max(last, inc.date())
	}
	return first, last
}

// date returns the day of an incident, or its month where that is all that is known; ""
// if it has no date.
func (inc *Incident) date() string {
	if day, known := inc.day(); known {
		return day
	}
	return inc.At
}

// last returns the last incident with a date, or the first without; ok reports whether
// there is one.
func (r *Report) last() (last Incident, ok bool) {
	for k, inc := range r.told() {
		if k == 0 || inc.At != "" && inc.date() >= last.date() {
			last, ok = inc, true
		}
	}
	return last, ok
}

// lastSays says when an incident happened, what it was, and in which area. A kind without
// a name says nothing, so the page says how it was done.
func (r *Report) lastSays(inc *Incident) string {
	what := shorten(inc.Label, 20)
	if inc.unnamed() {
		what = cmp.Or(word("channel", inc.Channel), what)
	}
	return joined(", ", cmp.Or(r.moment(inc.At), "no date"), what, shorten(inc.Area, 4))
}

// unnamed reports whether an incident is of no kind that has a name.
func (inc *Incident) unnamed() bool { return inc.Kind == "" || inc.Kind == "other" }

// areas lists the police areas of the case.
func (r *Report) areas() string {
	return some(each(r.Pattern.Areas, func(name string) string { return shorten(name, 4) }), 4)
}

// trend says in words what the dates and the severity of the incidents show.
func (r *Report) trend() string {
	t := &r.Result.Timeline
	var says []string
	add := func(finding, want timeline.Finding, words string) {
		if finding == want {
			says = append(says, words)
		}
	}
	frequency := timeline.Finding(t.Frequency.Finding)
	add(frequency, timeline.Rising, "closer together than chance would explain")
	add(frequency, timeline.TooDense, "on nearly every day")
	add(frequency, timeline.Falling, "fewer recorded lately: check for a change of method")
	add(timeline.Finding(t.Severity.Finding), timeline.Rising, "more serious than chance would explain")
	for _, kind := range assess.FindingKinds() {
		if !kind.Raises {
			add(timeline.Finding(kind.Of(t)), timeline.Rising, kind.Rising)
		}
	}
	if len(says) == 0 {
		return "no clear trend; the risk may still rise"
	}
	return strings.Join(says[:min(len(says), 2)], "; ")
}

// sayNext says what comes next, and when.
func sayNext(s *sheet, r *Report) {
	var next []deadline
	if by := instantOf(r.Result.ReviewTime()); !by.IsZero() && !by.Time().Before(r.asOf()) {
		next = append(next, deadline{what: "Review by " + r.moment(by.String()), days: dayOf(by) - r.today()})
	}
	_, close := r.deadlines()
	for _, d := range close {
		next = append(next, deadline{what: d.what, days: d.days})
	}
	soonestFirst(next)
	if len(next) == 0 {
		s.say(6, "", "No date ahead is recorded. Set one.")
		return
	}
	s.say(2, "", next[0].what)
}

// sayWords adds the account in the person's own words, as far as it fits.
func sayWords(s *sheet, r *Report) {
	s.add(fact{rank: 3, said: string(r.Assessment.FirstAccount), below: true})
	r.sayReadBack(s)
}
