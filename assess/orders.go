package assess

import (
	"slices"
	"strings"
)

// Decided returns the day of the first decision about a stalking protection order that led
// to it: on its first day or before, and after any decision not to pursue it. It is zero
// if that is not recorded.
func (a *Assessment) Decided(o *Order) (first Date) {
	if o.From.IsZero() {
		return first
	}
	var dropped Date
	for i := range a.Decisions {
		if d := &a.Decisions[i]; d.about(o) && d.Decision == "not_pursued" && d.On.Day() > dropped.Day() {
			dropped = d.On
		}
	}
	for i := range a.Decisions {
		d := &a.Decisions[i]
		led := d.about(o) && (d.Decision == "considered" || d.Decision == "applied_for") && d.On.Day() > dropped.Day()
		if led && (first.IsZero() || d.On.Day() < first.Day()) {
			first = d.On
		}
	}
	return first
}

// about reports whether a decision, on a known day, is about an order's kind, and not later
// than its first day.
func (d *Decision) about(o *Order) bool {
	return !d.On.IsZero() && d.On.Day() <= o.From.Day() && string(d.About) == string(o.Kind)
}

// AppliedFor returns the day on which a stalking protection order, or an interim one, was
// applied for, if nothing is recorded of what became of it: no later decision about it,
// and no order that began since. ok is false if there is no such application.
func (a *Assessment) AppliedFor() (on Date, ok bool) {
	for i := range a.Decisions {
		d := &a.Decisions[i]
		if d.About != AboutSPO && d.About != AboutInterimSPO {
			continue
		}
		switch {
		case d.Decision == "applied_for":
			on, ok = d.On, true
		case d.Decision == "made" || d.Decision == "not_pursued":
			on, ok = Date{}, false
		}
	}
	for i := range a.Orders {
		if o := &a.Orders[i]; (o.Kind == OrderKind(AboutSPO) || o.Kind == OrderKind(AboutInterimSPO)) && (o.From.IsZero() || o.From.Day() >= on.Day()) {
			return Date{}, false
		}
	}
	return on, ok
}

// MustBeServed reports whether an order of that kind binds only once it is served.
func (o *Order) MustBeServed() bool {
	return !slices.Contains([]OrderKind{"", "bail", "licence", "warning", "other"}, o.Kind)
}

// Reference returns the id by which people know the order; "" if the conversation made it.
func (o *Order) Reference() string {
	if strings.Trim(o.ID, "o0123456789") == "" {
		return ""
	}
	return o.ID
}
