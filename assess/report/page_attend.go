package report

import (
	"cmp"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// wordsBeside is the most words of somebody beside one fact.
const wordsBeside = 14

// arms are the questions about weapons, with what is shown in front of a yes.
var arms = []struct {
	label string
	use   assess.ItemUse
}{{"WEAPON", assess.UseWeapon}, {"GUN", assess.UseFirearm}}

// sayAttend says what an officer must know before going there.
func sayAttend(s *sheet, r *Report) {
	sent := r.forWhoeverIsSent()
	sayArms(s, r, saidUnder(sent, conversation.ArmedLine) != "")
	where, words := r.whereabouts()
	s.add(fact{rank: 1, label: "Suspect now", text: where, said: shorten(words, wordsBeside), sensitive: words != ""})
	saySent(s, sent)
	s.say(2, "The suspect has", r.reaches())
	may := fact{rank: 1, label: "May be there", text: r.vulnerable(), sensitive: true}
	if saidUnder(sent, conversation.PresentLine) != "" { // it is shown already
		may.rank = 5
	}
	s.add(may)
	if r.watched() {
		s.say(1, "Visible visit", "may not be safe. Agree the way first.")
	} else if blank(r.Assessment.Contact.Needs) { // which names dogs, and how to come
		s.say(3, "Ask before you go", "dogs there? Is a visible visit safe?")
	}
	s.say(1, "Take; nobody touches or deletes", r.toTake())
}

// sayArms says which weapons there are, and which were not asked about. noted means that
// what they have with them now was written down, which saySent shows.
func sayArms(s *sheet, r *Report, noted bool) {
	var unasked []string
	for _, arm := range arms {
		a := r.used(arm.use)
		if a == nil {
			continue
		}
		name, said, shown := cmp.Or(a.Fact, a.Topic), shorten(a.Note, wordsBeside), noted && arm.use == assess.UseWeapon
		switch {
		case a.Counts && !blank(said):
			s.add(fact{rank: 1, label: arm.label, said: said, sensitive: a.Sensitive})
		case shown:
		case a.Counts:
			s.add(fact{rank: 1, label: arm.label, text: capital(name) + ", not described.", sensitive: a.Sensitive})
		case openAs(a) != "":
			unasked = append(unasked, name)
		}
	}
	if len(unasked) > 0 {
		s.say(1, "Not answered", strings.Join(unasked, "? ")+"?")
	}
}

// saySent says what was noted for whoever is sent.
func saySent(s *sheet, sent []conversation.NotedLine) {
	for _, n := range sent {
		f := fact{rank: 2, label: n.Name, said: shorten(n.Said, wordsBeside), sensitive: true}
		switch n.Name {
		case conversation.ArmedLine:
			f.rank, f.label = 1, strings.ToUpper(n.Name)
		case conversation.WhereLine, conversation.PresentLine:
			f.rank = 1
		}
		if n.Name != conversation.HurtLine || n.Said != string(assess.FactYes) { // else the page asks for medical help above
			s.add(f)
		}
	}
}

// vulnerable says who may be there that an officer must look after.
func (r *Report) vulnerable() string {
	c := &r.Assessment.Case
	var who []string
	for _, f := range []struct {
		is   assess.Fact
		says string
	}{{c.Children, "children"}, {c.VictimUnder18, "the victim is under 18"}, {c.Pregnant, "pregnant, or a new baby"}} {
		if f.is == assess.FactYes {
			who = append(who, f.says)
		}
	}
	return strings.Join(who, "; ")
}

const notKnownWhere = "WHEREABOUTS NOT KNOWN"

// whereabouts says where the suspect is, as far as that is recorded.
func (r *Report) whereabouts() (says, said string) {
	near := r.used(assess.UseNearNow)
	custody := r.away(assess.Custody, "in custody")
	abroad := r.away(assess.Abroad, "abroad")
	switch {
	case near != nil && near.Counts:
		check := ""
		if custody != "" {
			check = " Recorded as " + custody + ": CHECK."
		}
		return "NEAR, or coming" + bracketed(r.brief(near.At)) + "." + check, ownWordsOf(near.Note)
	case custody != "":
		return custody, ""
	case abroad != "":
		return abroad + ". Check.", ""
	case near != nil && answered(near) == string(assess.No):
		return "not near when asked.", ownWordsOf(near.Note)
	}
	return notKnownWhere, ""
}

// away says that the suspect is away for that reason on the day of the report, as far as
// that is recorded.
func (r *Report) away(reason assess.AbsenceReason, says string) string {
	for i := range r.Assessment.Absences {
		ab := &r.Assessment.Absences[i]
		from, _ := r.daysTo(ab.From)
		to, ends := r.daysTo(ab.To)
		switch {
		case ab.Reason != reason || from > 0 || ends && to < 0:
		case ends:
			return says + " until " + r.moment(ab.To.String()) + ", as recorded"
		default:
			return says + " when recorded"
		}
	}
	return ""
}

// reaches says what the suspect can reach of the victim.
func (r *Report) reaches() string {
	var can []string
	for _, f := range []struct {
		is   assess.Fact
		says string
	}{
		{r.Assessment.Reach.Address, "address"}, {r.Assessment.Reach.Keys, "keys"}, {r.Assessment.Reach.Location, "their location"},
		{r.Assessment.Reach.Work, "work or school"},
	} {
		if f.is == assess.FactYes {
			can = append(can, f.says)
		}
	}
	return strings.Join(can, ", ")
}

// watched reports whether the suspect may be with the victim, or hear the contact.
func (r *Report) watched() bool {
	a := &r.Assessment.Assessment
	c := &a.Contact
	return c.SafeToTalk == assess.FactNo || c.Ended == assess.Unsafe || c.Mode == "silent" || c.Mode == "cover" || a.Case.Relationship == "current_partner" || a.Case.Relationship == "family"
}

// forWhoeverIsSent returns what was noted for whoever is sent while the suspect was near.
func (r *Report) forWhoeverIsSent() []conversation.NotedLine {
	near := r.used(assess.UseNearNow)
	if near == nil {
		return nil
	}
	named, _ := conversation.Noted(near.Note)
	return named
}

// saidUnder returns what was said under a name, or "".
func saidUnder(lines []conversation.NotedLine, name string) string {
	for _, n := range lines {
		if n.Name == name {
			return n.Said
		}
	}
	return ""
}

// ownWordsOf returns a note without the lines that have a name.
func ownWordsOf(note string) string {
	_, rest := conversation.Noted(note)
	return rest
}

// toTake lists evidence that nobody has taken yet.
func (r *Report) toTake() string {
	waits := those(r.Assessment.Evidence, func(e assess.Exhibit) bool { return e.Taken.IsZero() && !blank(e.What) })
	return some(each(waits, func(e assess.Exhibit) string {
		return shorten(e.What, 6) + r.goes(&e)
	}), 3)
}

// goes says until when evidence can still be taken.
func (r *Report) goes(e *assess.Exhibit) string {
	when := r.brief(e.Goes.String())
	day, dated := e.Goes.Day()
	if at, exact := e.Goes.Instant(); exact && at.Before(r.asOf()) || dated && day < r.today() {
		return led(", MAY BE GONE since ", when)
	}
	return led(", gone by ", when)
}
