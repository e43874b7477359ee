package cases

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/timeline"
)

// DueFormat is the format that an entry of the list of what is due names.
const DueFormat = "stalkrisk.due/1"

// Entry is one thing that is due. Its keys, in order, are those of one line of
// `stalkrisk due`. Since is set if it should have been done by now, Until if it is ahead.
type Entry struct {
	Format     string   `json:"format"`
	Case       string   `json:"case" doc:"its reference; empty if the entry is of several cases, which references names"`
	ID         string   `json:"id" doc:"of the assessment that says so; empty if it has none, or the entry is of several cases"`
	Kind       Kind     `json:"kind"`
	What       string   `json:"what"`
	Owner      string   `json:"owner" doc:"who has to do it, or else who assessed the case; empty if nobody is named"`
	Since      string   `json:"since" doc:"a time or a day, since which it is overdue; empty if it is not"`
	Until      string   `json:"until" doc:"a time or a day, by which it is or was to be done"`
	Next       string   `json:"next" doc:"the next step"`
	Area       string   `json:"area" doc:"the police force area of the victim, or the force that manages the order"`
	Band       int      `json:"band" doc:"1 to 8, the order in which a supervisor looks; 1 first"`
	References []string `json:"references" doc:"the cases, if there are several; then log references"`

	open  int       // signs of imminent danger in its case that nobody answered
	wait  time.Time // since when, or else until when
	areas []string  // every area in which somebody has to know
}

// Kind is what is due.
type Kind string

// The kinds of what is due.
const (
	SeveralVictims Kind = "several_victims"
	ActNow         Kind = "act_now"
	EarlierActNow  Kind = "earlier_act_now"
	Review         Kind = "review"
	Promise        Kind = "promise"
	NotTold        Kind = "not_told"
	OrderBreached  Kind = "order_breached"
	OrderCheck     Kind = "order_check"
	OrderNotServed Kind = "order_not_served"
	OrderEnds      Kind = "order_ends"
	TriggerAhead   Kind = "trigger"
	SPODecision    Kind = "spo_decision"
	Support        Kind = "support"
	DraftOpen      Kind = "draft"
)

var kinds = []Kind{
	SeveralVictims, ActNow, EarlierActNow, Review, Promise, NotTold, OrderBreached, OrderCheck, OrderNotServed, OrderEnds, TriggerAhead, SPODecision, Support, DraftOpen,
}

// Words returns the kinds as they are written.
func (Kind) Words() (out []string) {
	for _, k := range kinds {
		out = append(out, string(k))
	}
	return out
}

// CallsForHelp reports whether help was to be sent and nobody is recorded as with the
// person.
func (e *Entry) CallsForHelp() bool { return e.Kind == ActNow || e.Kind == EarlierActNow }

// Overdue reports whether it should have been done by now.
func (e *Entry) Overdue() bool { return e.Since != "" }

// worse makes the entry as urgent as the most urgent of its cases.
func (e *Entry) worse(band, open int) {
	if e.Band == 0 || band < e.Band || band == e.Band && open > e.open {
		e.Band, e.open = band, open
	}
}

// Options say what to list.
type Options struct {
	Now    time.Time
	Within int    // days ahead
	Area   string // only of this police force area; "" for all
	Owner  string // only of this person or agency; "" for all
}

// Due is the list of what is due.
type Due struct {
	Options
	Counts
	Cases   int
	Entries []Entry // suspects with several victims, then the worst first
}

// Due returns what is due: first each suspect who is named in several cases, then by
// band, within a band by the signs of imminent danger that nobody answered, and then
// what waits longest.
func (b *Book) Due(o Options) Due {
	all := b.cases()
	l := &lister{Options: o, today: timeline.DayOf(o.Now)}
	for _, k := range all {
		before := len(l.out)
		l.callsForHelp(k)
		l.assessment(k)
		l.days(k)
		for _, d := range append(slices.Clone(k.drafts), k.Record) {
			l.draft(d)
		}
		if person := k.person(); k.oneOfSeveral && person != "" {
			for i := range l.out[before:] {
				if e := &l.out[before+i]; e.Kind != Support { // which is the victim's
					e.What += " (suspect " + person + ")"
				}
			}
		}
	}
	for _, m := range managedOrders(all) {
		l.order(m)
	}
	for _, of := range suspects(all) {
		l.several(of)
	}
	wanted := those(l.out, func(e Entry) bool { return b.wanted(&e, o) })
	slices.SortStableFunc(wanted, worse)
	return Due{Options: o, Counts: b.Counts, Cases: len(all), Entries: oncePerVictim(wanted)}
}

// oncePerVictim leaves out support that is listed already for the same victim, in a case
// about another suspect. It is given what somebody asked for, so that what one owner has
// to do is not left out because another has to as well.
func oncePerVictim(list []Entry) []Entry {
	has := map[string]bool{}
	return slices.DeleteFunc(list, func(e Entry) bool {
		victim := fold.Reference(e.Case)
		if e.Kind != Support || victim == "" {
			return false
		}
		again := has[victim]
		has[victim] = true
		return again
	})
}

// wanted reports whether an entry is of the area and the owner that were asked for.
func (b *Book) wanted(e *Entry, o Options) bool {
	inArea := func(area string) bool { return b.Forces.Name(area) == b.Forces.Name(o.Area) }
	if o.Area != "" && !slices.ContainsFunc(e.areas, inArea) {
		return false
	}
	return o.Owner == "" || fold.Text(e.Owner) == fold.Text(o.Owner)
}

// worse compares two entries, with the one to look at first before.
func worse(a, b Entry) int {
	first := func(is bool) int {
		if is {
			return 0
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(first(a.Kind == SeveralVictims), first(b.Kind == SeveralVictims)), cmp.Compare(a.Band, b.Band), cmp.Compare(b.open, a.open),
		cmp.Compare(first(a.Overdue()), first(b.Overdue())), a.wait.Compare(b.wait),
		cmp.Compare(a.Case, b.Case), cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), strings.Compare(a.What, b.What), strings.Compare(a.ID, b.ID),
	)
}

// lister makes the entries.
type lister struct {
	Options
	today int
	out   []Entry
}

// add adds an entry of a case. since and until are a time.Time, an assess.Date or nil.
func (l *lister) add(r *Record, kind Kind, since, until any, e Entry) {
	e.Case, e.ID, e.Kind = r.reference, r.ID, kind
	e.Band, e.Owner, e.Area, e.open = cmp.Or(e.Band, r.band), cmp.Or(e.Owner, r.owner), r.area, r.openImminent
	e.areas = []string{r.area}
	l.put(since, until, e)
}

// put adds an entry.
func (l *lister) put(since, until any, e Entry) {
	e.Format = DueFormat
	var by time.Time
	e.Since, e.wait = l.moment(since)
	if e.Until, by = l.moment(until); e.Since == "" {
		e.wait = by
	}
	if e.References == nil {
		e.References = []string{}
	}
	l.out = append(l.out, e)
}

// moment returns a time or a day as text, and for sorting.
func (l *lister) moment(v any) (string, time.Time) {
	switch v := v.(type) {
	case time.Time:
		return v.UTC().Format(time.RFC3339), v
	case assess.Date:
		y, m, d := l.Now.Date()
		return v.String(), time.Date(y, m, d+v.Day()-l.today, 0, 0, 0, 0, l.Now.Location())
	}
	return "", time.Time{}
}

// day returns a day as people write it.
func day(d assess.Date) string {
	t, err := time.Parse(time.DateOnly, d.String())
	if err != nil {
		return "an unknown day"
	}
	return t.Format("2 Jan 2006")
}
