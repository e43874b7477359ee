package assess

// Deadline is a day that a case waits for.
type Deadline struct {
	Kind DeadlineKind
	On   Date
	Of   int // which action, order or trigger it is of
}

// DeadlineKind is what a case waits for.
type DeadlineKind int

// The kinds of deadline.
const (
	PromiseDue   DeadlineKind = iota // of an action
	OrderEnds                        // of an order
	OrderCheck                       // of an order
	TriggerComes                     // of a trigger
)

// SoonDays is how many days ahead a deadline is close, unless somebody says otherwise.
const SoonDays = 14

// Deadlines returns the days that the case waits for: of the promises that are not done,
// the orders and the triggers. A day on which an order is to be checked is not a deadline
// once the order was checked on it or later.
func (a *Assessment) Deadlines() (out []Deadline) {
	for i := range a.Actions {
		if act := &a.Actions[i]; act.Done.IsZero() && !act.Due.IsZero() {
			out = append(out, Deadline{PromiseDue, act.Due, i})
		}
	}
	for i := range a.Orders {
		o := &a.Orders[i]
		if !o.To.IsZero() {
			out = append(out, Deadline{OrderEnds, o.To, i})
		}
		last := o.LastChecked()
		for _, on := range o.CheckOn {
			if !on.IsZero() && on.Day() > last.Day() {
				out = append(out, Deadline{OrderCheck, on, i})
			}
		}
	}
	for i, t := range a.Triggers {
		if !t.On.IsZero() {
			out = append(out, Deadline{TriggerComes, t.On, i})
		}
	}
	return out
}

// Late reports whether a day as Date.Day counts is after the deadline, and something is
// still to be done. An order that ended and a trigger that is past wait for nothing.
func (d Deadline) Late(today int) bool {
	return (d.Kind == PromiseDue || d.Kind == OrderCheck) && d.On.Day() < today
}

// Ahead reports whether the deadline is on a day, or in at most that many days from it.
func (d Deadline) Ahead(today, within int) bool {
	days := d.On.Day() - today
	return 0 <= days && days <= within
}

// LastChecked returns the last day on which an order was checked; the zero Date if there
// is none.
func (o *Order) LastChecked() (last Date) {
	for _, on := range o.Checked {
		if last.IsZero() || on.Day() > last.Day() {
			last = on
		}
	}
	return last
}

// Ended reports whether an order ended before a day as Date.Day counts.
func (o *Order) Ended(today int) bool { return !o.To.IsZero() && o.To.Day() < today }
