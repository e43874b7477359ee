package cases

import (
	"cmp"
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
)

// managed is one order, as all cases of its suspect know it.
type managed struct {
	order
	cases    []*known // that hold it, or in which it was broken
	ids      []held   // what it is called where
	breaches []breach
}

// held is the id, folded, that an order has in a case.
type held struct {
	in *known
	id string
}

func (m *managed) called(id string) bool {
	return id != "" && slices.ContainsFunc(m.ids, func(h held) bool { return h.id == id })
}

// managedOrders returns the orders against each suspect, with who broke what where.
func managedOrders(all []*known) (out []*managed) {
	for _, of := range bySuspect(all) {
		var orders []*managed
		for _, k := range of {
			for i := range k.orders {
				orders = hold(orders, k, &k.orders[i])
			}
		}
		for _, k := range of {
			for _, b := range k.allBreaches() {
				orders = broken(orders, k, b)
			}
		}
		out = append(out, orders...)
	}
	return out
}

// bySuspect returns the cases of each suspect together. A suspect without a reference may
// be anybody, so each of those has one case.
func bySuspect(all []*known) (out [][]*known) {
	place := map[string]int{}
	for _, k := range all {
		key := fold.Reference(k.person())
		if i, seen := place[key]; seen && key != "" {
			out[i] = append(out[i], k)
			continue
		}
		place[key] = len(out)
		out = append(out, []*known{k})
	}
	return out
}

// hold adds an order of a case to those of the suspect, or to the one that it is.
func hold(orders []*managed, k *known, o *order) []*managed {
	for _, m := range orders {
		if m.is(k, o) {
			m.join(k, o)
			return orders
		}
	}
	return append(orders, &managed{order: *o, cases: []*known{k}, ids: []held{{k, fold.Text(o.ID)}}})
}

// is reports whether an order that case k holds is this one: it has the same id, and
// nothing says otherwise; or in another case it has the same kind and begins on the same
// day, whatever its id there.
func (m *managed) is(k *known, o *order) bool {
	kinds := m.Kind == o.Kind || m.Kind == "" || o.Kind == ""
	days := m.From.Day() == o.From.Day() || m.From.IsZero() || o.From.IsZero()
	if m.called(fold.Text(o.ID)) {
		return kinds && days
	}
	return !slices.Contains(m.cases, k) && m.Kind == o.Kind && m.Kind != "" && !m.From.IsZero() && m.From.Day() == o.From.Day()
}

// join adds what another case knows of the order.
func (m *managed) join(k *known, o *order) {
	if !slices.Contains(m.cases, k) {
		m.cases = append(m.cases, k)
	}
	m.ids = append(m.ids, held{k, fold.Text(o.ID)})
	m.ID, m.Kind = cmp.Or(m.ID, o.ID), cmp.Or(m.Kind, o.Kind)
	m.Force, m.Manager, m.Contact = cmp.Or(m.Force, o.Force), cmp.Or(m.Manager, o.Manager), cmp.Or(m.Contact, o.Contact)
	if m.decided.IsZero() || !o.decided.IsZero() && o.decided.Day() < m.decided.Day() {
		m.decided = o.decided
	}
	m.From, m.Served, m.To = later(m.From, o.From), later(m.Served, o.Served), later(m.To, o.To)
	m.Checked = append(slices.Clone(m.Checked), o.Checked...)
	m.CheckOn = slices.Clone(m.CheckOn)
	for _, on := range o.CheckOn {
		if !slices.Contains(m.CheckOn, on) {
			m.CheckOn = append(m.CheckOn, on)
		}
	}
}

func later(a, b assess.Date) assess.Date {
	if b.Day() > a.Day() {
		return b
	}
	return a
}

// broken adds a breach to the order that it is of. An order that no case holds becomes
// one of which only the name is known. A breach of no named order is of the only order
// that the case, or else the suspect, has; where that is not clear, it is of none.
func broken(orders []*managed, k *known, b breach) []*managed {
	own := those(orders, func(m *managed) bool { return slices.Contains(m.cases, k) })
	named := those(orders, func(m *managed) bool { return m.called(b.order) })
	here := those(named, func(m *managed) bool { return slices.Contains(m.ids, held{k, b.order}) })
	for _, may := range [][]*managed{here, named} {
		if len(may) == 1 {
			may[0].breach(k, b)
			return orders
		}
	}
	if b.order != "" {
		m := &managed{order: order{Order: assess.Order{ID: b.order}}, ids: []held{{k, b.order}}}
		m.breach(k, b)
		return append(orders, m)
	}
	for _, may := range [][]*managed{own, orders} {
		if may = those(may, func(m *managed) bool { return m.covers(b.on) }); len(may) == 1 {
			may[0].breach(k, b)
			return orders
		}
	}
	return orders
}

func (m *managed) breach(k *known, b breach) {
	if !slices.Contains(m.cases, k) {
		m.cases = append(m.cases, k)
	}
	if fold.Reference(b.reference) == "" || !slices.ContainsFunc(m.breaches, b.same) { // two victims may have known one incident
		m.breaches = append(m.breaches, b)
	}
}

// covers reports whether the order may have been in force on a day.
func (m *managed) covers(on assess.Date) bool {
	return on.IsZero() || (m.From.IsZero() || m.From.Day() <= on.Day()) && !m.Ended(on.Day())
}

// sinceCheck returns the breaches that nobody has looked at, the earliest first: those
// on the day of the last check or later, and those whose day is not known.
func (m *managed) sinceCheck() []breach {
	last := m.LastChecked()
	out := those(m.breaches, func(b breach) bool { return b.on.IsZero() || b.on.Day() >= last.Day() })
	slices.SortStableFunc(out, func(x, y breach) int { return cmp.Compare(x.on.Day(), y.on.Day()) })
	return out
}

// those returns the elements of list for which is is true, in order.
func those[T any](list []T, is func(T) bool) (out []T) {
	for _, e := range list {
		if is(e) {
			out = append(out, e)
		}
	}
	return out
}
