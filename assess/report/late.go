package report

import (
	"cmp"
	"slices"
	"strings"

	"stalkrisk/assess"
)

// deadline is something that is late or close, on the day of the report.
type deadline struct {
	what string
	bare string // of an action, the same without what was typed of it
	days int    // until the day; negative if it is late

	routine bool // it stands with the order that is to be checked
	ends    bool // it is the end of an order
}

// never is before every other deadline: nobody knows how they are.
const never = -1 << 30

// deadlines returns what is late, the worst first and each after the word for it, and
// what is close, the nearest first. Nothing of it is done.
func (r *Report) deadlines() (overdue, close []deadline) {
	a := &r.Assessment.Assessment
	for _, says := range r.EarlierActNow {
		overdue = append(overdue, deadline{what: "EARLIER ACT NOW, not dealt with: " + shorten(says, 20), days: never})
	}
	if by := instantOf(r.Result.ReviewTime()); !by.IsZero() && by.Time().Before(r.asOf()) {
		says := "REVIEW MISSED: due by " + r.moment(by.String())
		overdue = append(overdue, deadline{what: says, bare: says, days: dayOf(by) - r.today()})
	}
	for _, d := range a.Deadlines() {
		days := d.On.Day() - r.today()
		switch {
		case d.Kind == assess.PromiseDue && d.Late(r.today()):
			p := r.promise(&a.Actions[d.Of])
			p.what = "OVERDUE: " + p.what
			overdue = append(overdue, p)
		case d.Kind == assess.OrderCheck && d.Late(r.today()) && !a.Orders[d.Of].Ended(r.today()):
			says := "NOT CHECKED: " + r.dated(d)
			overdue = append(overdue, deadline{what: says, bare: says, days: days})
		case d.Kind != assess.PromiseDue && d.Ahead(r.today(), assess.SoonDays):
			close = append(close, deadline{what: r.dated(d), bare: r.dated(d), days: days, routine: d.Kind == assess.OrderCheck, ends: d.Kind == assess.OrderEnds})
		}
	}
	soonestFirst(overdue)
	soonestFirst(close)
	return overdue, close
}

// soonestFirst sorts deadlines by their day.
func soonestFirst(all []deadline) {
	slices.SortStableFunc(all, func(x, y deadline) int { return x.days - y.days })
}

// dated returns the day of an order or a trigger in words.
func (r *Report) dated(d assess.Deadline) string {
	a, on := &r.Assessment.Assessment, r.moment(d.On.String())
	switch d.Kind {
	case assess.OrderEnds:
		return capital(word("order", string(a.Orders[d.Of].Kind))) + " ends on " + on
	case assess.OrderCheck:
		return capital(word("order", string(a.Orders[d.Of].Kind))) + ": check it on " + on
	}
	what := word("trigger", string(a.Triggers[d.Of].Kind))
	if a.Triggers[d.Of].Kind == otherTrigger {
		what = "a date that could make things worse"
	}
	return capital(what) + ": " + on
}

// otherTrigger is a date of none of the kinds that have a name.
const otherTrigger assess.TriggerKind = "other"

// promise returns an action that is not done.
func (r *Report) promise(act *assess.Action) deadline {
	to := "to do"
	if act.ToVictim() {
		to = "promised to the victim"
	}
	who := joined(", ", act.Owner, act.Agency)
	by := led("by ", r.moment(act.Due.String()))
	if who == "" {
		who = "NOBODY NAMED"
	}
	days, _ := r.daysTo(act.Due)
	bare := joined(", ", to, shorten(who, 6), by)
	return deadline{what: bare + led(": ", shorten(act.What, 12)), bare: bare, days: days}
}

// promises returns the actions that are neither done nor late, those to the victim
// first, and then by the day on which they are due.
func (r *Report) promises() (out []deadline) {
	for _, toVictim := range []bool{true, false} {
		var some []deadline
		for i := range r.Assessment.Actions {
			act := &r.Assessment.Actions[i]
			if days, dated := r.daysTo(act.Due); act.Done.IsZero() && act.ToVictim() == toVictim && (days >= 0 || !dated) {
				d := r.promise(act)
				if !dated {
					d.days = 1 << 30
				}
				some = append(some, d)
			}
		}
		soonestFirst(some)
		out = append(out, some...)
	}
	return out
}

// orderSays returns the state of an order on the day of the report, who manages it and
// when it is checked next.
func (r *Report) orderSays(o *assess.Order) string {
	if o.Ended(r.today()) {
		return r.orderStands(o)
	}
	who := joined(", ", o.Manager, o.Contact, o.Force)
	next := ""
	for _, on := range o.CheckOn {
		if days, dated := r.daysTo(on); dated && days >= 0 && (next == "" || on.String() < next) {
			next = on.String()
		}
	}
	return joined(", ", r.orderStands(o), shorten(who, 6)) + led(": next check ", r.plainDay(next))
}

// orderStands returns what an order is and whether it is in force on the day of the
// report.
func (r *Report) orderStands(o *assess.Order) string {
	name := cmp.Or(capital(word("order", string(o.Kind))), "An order, kind not recorded")
	if o.Ended(r.today()) {
		return name + " ended on " + r.plainDay(o.To.String())
	}
	says := joined(" ", name, shorten(o.Reference(), 3), "in force")
	if days, dated := r.daysTo(o.From); dated && days > 0 {
		says = name + " from " + r.plainDay(o.From.String())
	}
	until := ", no end recorded"
	if !o.To.IsZero() {
		until = " to " + r.plainDay(o.To.String())
	}
	if says += until; o.MustBeServed() && o.Served.IsZero() {
		says += ", not recorded as served"
	}
	return says
}

// orderTook returns when an order was decided on, and how long it took; "" if that is not
// known.
func (r *Report) orderTook(o *assess.Order) string {
	on := r.Assessment.Decided(o)
	if on.IsZero() {
		return ""
	}
	return "decided on " + Readable(on.String()) + ", in force " + count(o.From.Day()-on.Day(), "day", "days") + " later"
}

// breaches says of several breaches together what they are part of, or of one that it
// happened; "" if there is none.
func (r *Report) breaches() string {
	var numbers []int
	for _, inc := range r.Pattern.Incidents {
		if (inc.Breach == "yes" || inc.Breach == "near") && !inc.After {
			numbers = append(numbers, inc.Number)
		}
	}
	switch n := len(numbers); {
	case n == 0:
		return ""
	case n < manyBreaches:
		return capital(plural(n, "incident ", "incidents ") + few(numbers, n) + " broke or nearly broke an order or conditions.")
	default:
		return count(n, "breach", "breaches") + ", near misses counted: treat them as one course of conduct."
	}
}

// manyBreaches is how many breaches are spoken of together.
const manyBreaches = 3

// sentence returns the first sentence of a text.
func sentence(s string) string {
	first, _, more := strings.Cut(s, ". ")
	if more {
		return first + "."
	}
	return s
}
