package cases

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/timeline"
)

// Record is what is kept of one assessment.
type Record struct {
	Version
	practice bool

	reference, suspect string // of the case and of the other person, as written
	area, owner        string // the victim's police force area; who assessed it
	band               int
	openImminent       int // signs of imminent danger that nobody answered
	level              string
	scotland           bool // there is no stalking protection order
	closed             bool // what became of it is known, and nobody waits for anything
	reviewBy           time.Time

	actNow  bool
	help    assess.HelpStage
	logs    []string  // references of the help that was sent
	dealt   []string  // ids of the assessments whose act_now somebody dealt with; "" is this one
	earlier time.Time // the first act_now of an earlier assessment that nobody dealt with; zero if there is none

	actions  []assess.Action // those that are not done, orders and triggers: without what is long
	orders   []order
	triggers []assess.Trigger
	breaches []breach
	spo      bool        // an order was decided on, or there is one
	offered  bool        // support
	applied  assess.Date // the day on which an order was applied for; nobody knows what became of it
	told     assess.Date // the last day on which the victim was told something
}

// order is an order, and when it was decided on; zero if that is not known.
type order struct {
	assess.Order
	decided assess.Date
}

// breach is an incident that broke or nearly broke an order.
type breach struct {
	order           string      // its id, folded
	on              assess.Date // zero if the day is not known
	area, reference string
	near            bool
	condition       string
}

// The most characters that are kept of what people typed.
const (
	longText = 120
	longName = 60
)

// Of returns what is kept of an assessment and its result. It shares no memory with them.
func Of(a *assess.Assessment, r *assess.Result) *Record {
	out := &Record{
		Version: VersionOf(a), practice: a.Training != "",
		reference: strings.Clone(strings.TrimSpace(a.Case.Reference)), suspect: kept(a.Case.SuspectReference, longName),
		area: kept(a.Case.VictimArea, longName), owner: kept(a.Assessor.Reference, longName),
		band: r.Band, openImminent: r.OpenImminent, level: strings.Clone(r.Overall.Level), scotland: a.Case.Jurisdiction == "scotland",
		closed: a.Outcome.Value == "no_further_contact" || a.Outcome.Value == "death",
		actNow: r.ActNow, help: helpOf(a),
		spo: r.Decisions.SPO != "" || r.Decisions.InterimSPO != "", offered: a.Referral.Offered == assess.FactYes,
	}
	out.reviewBy, _ = timeline.ParseInstant(r.ReviewBy)
	for i := range a.Help {
		out.logs = add(out.logs, kept(a.Help[i].Reference, longName))
	}
	out.readEarlier(a, r)
	for i := range a.Actions {
		if act := &a.Actions[i]; act.Done.IsZero() {
			out.actions = append(out.actions, assess.Action{What: kept(act.What, longText), Owner: kept(cmp.Or(act.Owner, act.Agency), longName), To: kept(act.To, longName), Due: own(act.Due)})
		}
	}
	for i := range a.Orders {
		out.orders = append(out.orders, order{orderOf(&a.Orders[i]), own(a.Decided(&a.Orders[i]))})
		out.spo = out.spo || protects(a.Orders[i].Kind)
	}
	if on, open := a.AppliedFor(); open {
		out.applied = own(on)
	}
	for _, t := range a.Triggers {
		out.triggers = append(out.triggers, assess.Trigger{Kind: assess.TriggerKind(strings.Clone(string(t.Kind))), On: own(t.On)})
	}
	out.breaches = breachesIn(a.Incidents)
	for _, u := range a.Updates {
		if fold.Text(u.To) == "victim" && u.On.Day() > out.told.Day() {
			out.told = own(u.On)
		}
	}
	return out
}

// helpOf returns how far help is. Help that came does not stand for help that somebody
// had to send for again.
func helpOf(a *assess.Assessment) assess.HelpStage {
	arrived := slices.MaxFunc(append([]assess.Help{{}}, a.Help...), func(x, y assess.Help) int { return x.Arrived.Time().Compare(y.Arrived.Time()) }).Arrived
	again := assess.Assessment{Help: those(a.Help, func(h assess.Help) bool { return h.Arrived.IsZero() && h.Asked.Time().After(arrived.Time()) })}
	return cmp.Or(again.HelpSent(), a.HelpSent())
}

// breachesIn returns the incidents that broke or nearly broke an order.
func breachesIn(incidents []timeline.Incident) (out []breach) {
	for i := range incidents {
		if inc := &incidents[i]; inc.Breach == "yes" || inc.Breach == "near" {
			out = append(out, breach{strings.Clone(fold.Text(inc.Order)), dayOf(inc.At), kept(inc.Area, longName), kept(inc.Reference, longName), inc.Breach == "near", kept(inc.Condition, longText)})
		}
	}
	return out
}

// protects reports whether a kind of order is a stalking protection order.
func protects(kind assess.OrderKind) bool { return kind == "spo" || kind == "interim_spo" }

// readEarlier reads which calls for help somebody dealt with, and which nobody did.
func (r *Record) readEarlier(a *assess.Assessment, result *assess.Result) {
	if _, done := a.DealtWithNow(result.ActNowBecause); done {
		r.dealt = append(r.dealt, "")
	}
	for i := range a.EarlierActNow {
		e := &a.EarlierActNow[i]
		switch at := e.At.Time(); {
		case !e.Open() && e.ID != a.ID:
			r.dealt = append(r.dealt, strings.Clone(e.ID))
		case e.Open() && (r.earlier.IsZero() || at.Before(r.earlier)):
			if r.earlier = at; e.At.IsZero() {
				r.earlier = a.AssessedAt.Time()
			}
		}
	}
}

func orderOf(o *assess.Order) assess.Order {
	out := assess.Order{
		ID: kept(o.ID, longName), Kind: assess.OrderKind(strings.Clone(string(o.Kind))), From: own(o.From), To: own(o.To), Served: own(o.Served),
		Force: kept(o.Force, longName), Manager: kept(o.Manager, longName), Contact: kept(o.Contact, longName),
	}
	for _, on := range o.CheckOn {
		out.CheckOn = append(out.CheckOn, own(on))
	}
	for _, on := range o.Checked {
		out.Checked = append(out.Checked, own(on))
	}
	return out
}

// dayOf returns the day of a time; the zero Date if it is not known to the day.
func dayOf(at timeline.When) assess.Date {
	if t, ok := at.Instant(); ok {
		d, _ := assess.ParseDate(t.Format(time.DateOnly))
		return d
	}
	d, _ := assess.ParseDate(strings.Clone(at.String())) // a month is not a day
	return d
}

// own returns a day that shares no memory with the text of a file.
func own(d assess.Date) assess.Date {
	out, _ := assess.ParseDate(strings.Clone(d.String()))
	return out
}

// kept returns a text on one line, cut to that many characters, in memory of its own.
func kept(s string, longest int) string {
	s = safetext.Name(strings.Join(strings.Fields(s), " "))
	if short := []rune(s); len(short) > longest {
		s = string(short[:longest-1]) + "…"
	}
	return strings.Clone(s)
}

// add adds a text to a list unless it is empty or there.
func add(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	if s == "" {
		return list
	}
	return append(list, s)
}
