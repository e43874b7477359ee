package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// longestNote is the most characters of a note.
const longestNote = 1000

// Note returns the entry for an incident log: one paragraph of plain text with at most
// longestNote characters, the most urgent first. What is missing is said in capitals.
func Note(r Report) string {
	end := noteOf(&r.Assessment.Assessment)
	if r.Assessment.Case.SuspectAccess == assess.FactYes {
		return "RESTRICTED. Nothing about this case may be written in this log. Ask the supervisor who may see it. " + noteEnd + "restricted."
	}
	n := &note{r: &r, room: longestNote - utf8.RuneCountInString(end) - len(" (and 00 more facts in the report.) ")}
	n.head()
	n.late()
	n.who()
	n.danger()
	n.happened()
	n.missing()
	n.afterwards()
	return n.text() + " " + end
}

// noteOf returns the end of a note, which says whose it is.
func noteOf(a *assess.Assessment) string { return noteEnd + shorten(assessmentOf(a), 8) + "." }

// noteEnd begins the end of every note, by which Holds knows it.
const noteEnd = "Stalkrisk note "

// note is a note that is being filled, in the order in which it is read.
type note struct {
	r     *Report
	parts []fact
	room  int
}

// say adds a fact with its rank, unless it is blank.
func (n *note) say(r rank, s string) {
	if !blank(s) {
		n.parts = append(n.parts, fact{rank: r, text: strings.TrimRight(s, ". ") + "."})
	}
}

// text returns what fits, by rank, in the order of the note, and counts the rest.
func (n *note) text() string {
	order := (&sheet{facts: n.parts}).byRank()
	var kept []int
	for _, i := range order {
		if size := utf8.RuneCountInString(n.parts[i].text) + 1; size <= n.room {
			n.room -= size
			kept = append(kept, i)
		}
	}
	slices.Sort(kept)
	out := strings.Join(each(kept, func(i int) string { return n.parts[i].text }), " ")
	if more := len(n.parts) - len(kept); more > 0 {
		out += fmt.Sprintf(" (%s in the report.)", count(more, "more fact", "more facts"))
	}
	return out
}

// head says what it is, how bad, and whose.
func (n *note) head() {
	r, a := n.r, &n.r.Assessment.Assessment
	if a.Training != "" {
		n.say(must, "TRAINING, NOBODY IN IT IS REAL")
	}
	n.say(must, shorten(r.Local.Grade, 4))
	if !r.Result.ActNow || !r.Result.Overall.Provisional { // else help comes before a level that is not known yet
		n.say(must, n.level())
	}
	if r.Result.ActNow {
		n.say(must, "ACT NOW"+led(" ", r.brief(r.Summary.ActNowSince))+", HELP "+strings.TrimSuffix(r.help(), " Send it now."))
		if len(r.Summary.Imminent) == 0 { // else they are named one by one
			n.say(1, r.whyNow())
		}
	} else if a.HelpSent() != "" {
		n.say(must, "HELP "+r.help())
	}
	if r.Result.ActNow && r.Result.Overall.Provisional {
		n.say(must, n.level())
	}
	if why := r.medical(); len(why) > 0 {
		n.say(must, "MEDICAL HELP NEEDED: "+strings.Join(why, ", "))
	}
	if r.Result.WelfareNow {
		n.say(must, "MEDICAL HELP NEEDED NOW, stay with them") // many read a log, so it does not say why
	}
	if cut := cutOff(a); cut != "" {
		n.say(must, cut+", NOT SPOKEN TO SINCE")
	}
	if len(r.EarlierActNow) > 0 {
		n.say(must, "EARLIER ACT NOW NOT DEALT WITH")
	}
	n.say(must, led("LANGUAGE: ", r.language()))
	by := led(" (", shorten(a.Assessor.Reference, 3))
	if by != "" {
		by += ")"
	}
	n.say(must, "Ref "+cmp.Or(shorten(a.Case.Reference, 3), "NOT GIVEN")+by)
	if a.Draft() {
		n.say(must, "DRAFT, not finished")
	}
}

// late says what is overdue, without what was typed of it. An earlier act_now stands at
// the head.
func (n *note) late() {
	overdue, close := n.r.deadlines()
	for k, d := range overdue {
		if d.days != never {
			n.say(rank(min(k, 1)), d.what)
		}
	}
	for k, d := range close {
		if !d.routine && !d.ends { // else it is said of the order
			n.say(rank(3+k), d.what)
		}
	}
}

// level returns the level in capitals; of a screen, what it found.
func (n *note) level() string {
	r := n.r
	if r.Assessment.Stage == assess.Screen {
		return cmp.Or(r.Summary.Recognition, "Screened for stalking") + " (screened only, no level yet)"
	}
	name := "RISK "
	if r.Result.Recognition.Value == assess.RecognisedStalking {
		name = "STALKING "
	}
	level := strings.ToUpper(strings.TrimRight(r.Summary.Level, "."))
	if !strings.HasPrefix(level, strings.ToUpper(r.Result.Overall.Level)) {
		name = strings.TrimSpace(name) + ": "
	}
	return name + level
}

// factsInNote is the most dangers that a note names.
const factsInNote = 8

// who says who the suspect is to the victim, and who gave the answers.
func (n *note) who() {
	r := n.r
	if rel := r.Assessment.Case.Relationship; rel == "" || rel == assess.RelationshipUnknown {
		n.say(2, "SUSPECT NOT KNOWN")
	} else {
		n.say(2, capital(word("relationship", string(rel))))
	}
	if a := &r.Assessment; a.Caller != "" && a.Caller != "victim" {
		n.say(2, r.caller())
	}
	if r.eachAccuses() {
		n.say(2, conversation.EachAccuses)
	}
}

// danger says what was found, in the caller's words where short, and where the suspect is.
func (n *note) danger() {
	r := n.r
	var ids []string
	for _, t := range slices.Concat(r.Summary.Imminent, r.Summary.RedFlags, r.Summary.Made) {
		if !slices.Contains(ids, t.ID) {
			ids = append(ids, t.ID)
		}
	}
	for k, id := range ids[:min(len(ids), factsInNote)] {
		if a := r.answer(id); a != nil {
			n.found(a, rank(3+k))
		}
	}
	n.say(3, led("OTHER SUSPECTS: ", r.otherSuspects()))
	where, _ := r.whereabouts() // what was noted of it may say where the victim is
	if where != notKnownWhere {
		where = "Suspect " + where
	}
	n.say(1, where)
}

// found adds one danger, with the caller's words where short. at is its rank unless it is
// one of the gravest.
func (n *note) found(a *Answer, at rank) {
	says := capital(cmp.Or(a.Fact, a.Topic))
	if words := ownWordsOf(a.Note); !blank(words) && !a.Sensitive && a.Use != string(assess.UseNearNow) && // which may say where the victim is
		len(strings.Fields(words)) <= wordsBeside {
		says += ": " + quotation(shorten(words, wordsBeside))
	}
	switch {
	case a.Role == string(assess.RoleImminent):
		at = 1
	case a.Class == string(assess.ClassRedFlag):
		at = 3
	}
	n.say(at, says)
}

// happened says what happened last, and which orders bind the suspect.
func (n *note) happened() {
	r := n.r
	if last, told := r.last(); told {
		says := "Last: " + r.lastSays(&last)
		if last.unnamed() && !blank(last.Note) && !r.tells(last.Note) {
			says += ": " + quotation(shorten(last.Note, wordsBeside))
		}
		n.say(5, says)
	}
	at := rank(2) // an order in force gives the power to arrest
	for k := range r.Assessment.Orders {
		if o := &r.Assessment.Orders[k]; !o.Ended(r.today()) {
			n.say(at, r.orderStands(o))
			at += 2
		}
	}
	broken, _, _ := strings.Cut(r.breaches(), ":")
	n.say(2, broken)
}

// missing says what is not answered, and what nobody may touch.
func (n *note) missing() {
	r := n.r
	next := r.Summary.AskNext[:min(len(r.Summary.AskNext), 3)]
	n.say(2, led("NOT ANSWERED: ", strings.Join(each(next, func(q Question) string { return r.fact(q.ID) }), ", ")))
	n.say(2, led("DO NOT TOUCH OR DELETE: ", r.toTake()))
}

// afterwards says what is arranged.
func (n *note) afterwards() {
	r, a := n.r, &n.r.Assessment.Assessment
	switch ref := &a.Referral; {
	case ref.Accepted == assess.FactYes:
		n.say(4, "Support accepted")
	case ref.Accepted == assess.FactNo:
		n.say(4, "Support declined")
	case ref.Offered == assess.FactYes:
		n.say(4, "Support offered, NO ANSWER RECORDED")
	default:
		n.say(3, "SUPPORT NOT OFFERED")
	}
	if blank(a.Contact.SafeTimes) {
		n.say(must, "SAFE CONTACT: NOT ASKED")
	} else {
		n.say(must, "SAFE CONTACT: recorded")
	}
	if mode := a.Contact.Mode; mode != "" && mode != "open" {
		verb := "COULD NOT"
		if a.Contact.Ended == "" {
			verb = "CANNOT"
		}
		n.say(1, verb+" SPEAK FREELY")
	}
	promised := r.promises()
	for k, d := range promised {
		n.say(rank(3+k), capital(strings.Replace(d.what, "promised to the victim", "PROMISED", 1)))
	}
	if !slices.ContainsFunc(a.Actions, func(act assess.Action) bool { return act.ToVictim() }) {
		n.say(3, "NOTHING PROMISED TO THE VICTIM")
	}
	if by := instantOf(r.Result.ReviewTime()); !by.Time().Before(r.asOf()) { // else it is among what is late
		n.say(1, led("Review by ", r.brief(by.String())))
	}
}
