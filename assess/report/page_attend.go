package report

import (
	"cmp"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// wordsBeside is the most words of somebody beside one fact.
const wordsBeside = 14

// sayAttend says what an officer must know before going there.
func sayAttend(s *sheet, r *Report) {
	var unasked []string
	for _, use := range []assess.ItemUse{assess.UseWeapon, assess.UseFirearm} {
		a := r.used(use)
		if a == nil {
			continue
		}
		switch {
		case a.Counts:
			s.add(fact{rank: 1, label: "WEAPON", text: cmp.Or(a.Fact, a.Topic) + ".", said: shorten(a.Note, wordsBeside), sensitive: a.Sensitive})
		case openAs(a) != "":
			unasked = append(unasked, cmp.Or(a.Fact, a.Topic))
		}
	}
	if len(unasked) > 0 {
		s.say(4, "Not answered", strings.Join(unasked, "? ")+"?")
	}
	where, said := r.whereabouts()
	s.add(fact{rank: 1, label: "Suspect now", text: where, said: shorten(said, wordsBeside), sensitive: said != ""})
	r.sayNear(s)
	s.say(2, "The suspect has", r.reaches())
	c := &r.Assessment.Case
	var who []string
	if c.Children == assess.FactYes {
		who = append(who, "children")
	}
	if c.VictimUnder18 == assess.FactYes {
		who = append(who, "the victim is under 18")
	}
	if c.Pregnant == assess.FactYes {
		who = append(who, "pregnant, or a new baby")
	}
	s.add(fact{rank: 2, label: "Who is there", text: strings.Join(who, "; "), sensitive: true})
	if r.watched() {
		s.say(2, "Visible visit", "may not be safe. Agree the way first.")
	} else {
		s.say(5, "Visible visit", "ask whether it is safe.")
	}
	s.say(2, "Do not touch or delete", r.toTake())
}

const notKnownWhere = "WHEREABOUTS NOT KNOWN"

// whereabouts says where the suspect is, as far as that is recorded.
func (r *Report) whereabouts() (says, said string) {
	a := &r.Assessment.Assessment
	for i := range a.Absences {
		ab := &a.Absences[i]
		from, _ := r.daysTo(ab.From)
		to, ends := r.daysTo(ab.To)
		if ab.Reason == assess.Custody && from <= 0 && (!ends || to >= 0) {
			if !ends {
				return "in custody when recorded", ""
			}
			return "in custody until " + r.moment(ab.To.String()), ""
		}
	}
	near := r.used(assess.UseNearNow)
	switch {
	case near == nil:
		return notKnownWhere, ""
	case near.Counts:
		return "NEAR, or on the way" + led(" at ", r.brief(near.At)) + ".", ownWordsOf(near.Note)
	case answered(near) == string(assess.No):
		return "not near when asked.", ownWordsOf(near.Note)
	}
	return notKnownWhere, ""
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

// sayNear says what was noted for whoever is sent while the suspect was near.
func (r *Report) sayNear(s *sheet) {
	near := r.used(assess.UseNearNow)
	if near == nil {
		return
	}
	named, _ := conversation.Noted(near.Note)
	for _, n := range named {
		s.add(fact{rank: 1, label: n.Name, said: shorten(n.Said, wordsBeside), sensitive: true})
	}
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
