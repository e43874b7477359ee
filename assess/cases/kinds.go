package cases

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"stalkrisk/assess"
)

// callsForHelp lists an act_now until somebody is recorded as with the person, or has
// marked it as dealt with: that of the newest assessment, or of an earlier one.
func (l *lister) callsForHelp(k *known) {
	history := k.history()
	var open []*Record
	for i, r := range history {
		if r.actNow && !settled(r, history[i:]) {
			open = append(open, r)
		}
	}
	switch {
	case len(open) == 0 && k.earlier.IsZero():
	case len(open) == 0:
		l.add(k.Record, EarlierActNow, k.earlier, nil, Entry{Band: 1, What: "An earlier ACT NOW is not dealt with", Next: findOut})
	case open[len(open)-1] != history[len(history)-1]:
		l.add(open[len(open)-1], EarlierActNow, earliest(open[0].At, k.earlier), nil, Entry{
			Band: 1, What: "An earlier ACT NOW is not dealt with; " + helpSays(history), Next: findOut, References: open[len(open)-1].logs,
		})
	default:
		last := open[len(open)-1]
		what := "ACT NOW: " + helpSays([]*Record{last})
		if !k.earlier.IsZero() {
			what += "; an earlier ACT NOW is not dealt with either"
		}
		l.add(last, ActNow, earliest(open[0].At, k.earlier), nil, Entry{Band: 1, What: what, Next: helpNext(last.help), References: last.logs})
	}
}

const findOut = "Find out whether anybody is with the person; send help if not, or mark it as dealt with"

// settled reports whether a call for help is over: in its assessment or a later one
// somebody is with the person, or has marked it as dealt with.
func settled(r *Record, from []*Record) bool {
	return slices.ContainsFunc(from, func(later *Record) bool {
		if later.help == "arrived" {
			return true
		}
		return later == r && slices.Contains(r.dealt, "") || later != r && r.ID != "" && slices.Contains(later.dealt, r.ID)
	})
}

// helpSays returns how far help is in the last assessment that sent any.
func helpSays(history []*Record) string {
	help := assess.HelpStage("")
	for _, r := range history {
		help = cmp.Or(r.help, help)
	}
	switch help {
	case "asked":
		return "help was asked for, nobody is recorded as with the person"
	case "assigned":
		return "help is on the way, nobody is recorded as with the person"
	}
	return "no help is recorded"
}

func helpNext(help assess.HelpStage) string {
	if help == "" {
		return "Send help now and record it"
	}
	return "Find out where help is, and record when somebody is with the person"
}

// earliest returns the earlier of two times, if both are known.
func earliest(a, b time.Time) time.Time {
	if !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// assessment lists what an assessment calls for: a review, a decision about an order, and
// support. A draft is not finished, so nobody has left its questions out yet.
func (l *lister) assessment(k *known) {
	if k.closed {
		return
	}
	missed := !k.reviewBy.IsZero() && k.reviewBy.Before(l.Now)
	if missed {
		l.add(k.Record, Review, k.reviewBy, k.reviewBy, Entry{What: "Review missed" + k.unanswered(), Next: "Speak to the victim and assess again"})
	}
	if k.Draft {
		return
	}
	if missed && k.level != "low" && k.level != "" && !k.scotland && !k.ever(func(r *Record) bool { return r.spo }) {
		l.add(k.Record, SPODecision, k.reviewBy, nil, Entry{
			What: "No decision about a stalking protection order, and the level is " + k.level, Next: "Decide whether to apply, and record the decision and why",
		})
	}
	if !k.applied.IsZero() && missed {
		l.add(k.Record, SPODecision, k.applied, nil, Entry{
			What: "A stalking protection order was applied for " + days(l.today-k.applied.Day()) + " ago, and no order is recorded", Next: "Find out what the court decided, and record it",
		})
	}
	if !k.ever(func(r *Record) bool { return r.offered }) {
		l.add(k.Record, Support, k.At, nil, Entry{What: "Support not offered", Next: "Offer an independent advocate or support service, and record the answer"})
	}
}

// days lists promises that are overdue, the victim who was told nothing by the day that
// was promised, and trigger dates ahead.
func (l *lister) days(k *known) {
	a := &assess.Assessment{Actions: k.actions, Triggers: k.triggers}
	told := k.lastTold()
	var untold assess.Date // the first day by which the victim was to hear something
	for _, d := range a.Deadlines() {
		switch {
		case d.Kind == assess.TriggerComes && d.Ahead(l.today, l.Within) && !k.closed:
			kind := a.Triggers[d.Of].Kind
			l.add(k.Record, TriggerAhead, nil, d.On, Entry{
				What: "Date that may make it worse: " + cmp.Or(kind.Vocabulary().Label(string(kind)), "not said what"), Next: "Plan for the day, and tell the victim what will be done",
			})
		case d.Kind == assess.PromiseDue && d.Late(l.today):
			act := &a.Actions[d.Of]
			l.promise(k.Record, act)
			if act.ToVictim() && told.Day() < d.On.Day() && (untold.IsZero() || d.On.Day() < untold.Day()) {
				untold = d.On
			}
		case d.Kind == assess.PromiseDue && d.Ahead(l.today, l.Within):
			l.promise(k.Record, &a.Actions[d.Of])
		}
	}
	if !untold.IsZero() && !k.closed {
		l.notTold(k, told, untold)
	}
}

// notTold lists the victim who was told nothing by the day that was promised.
func (l *lister) notTold(k *known, told, untold assess.Date) {
	e := Entry{What: "Victim told nothing since " + day(told) + "; something was promised by " + day(untold), Next: "Ring the victim at a safe time, and record what they were told"}
	if told.IsZero() {
		e.What = "Victim told nothing yet; something was promised by " + day(untold)
		l.add(k.Record, NotTold, untold, untold, e)
		return
	}
	l.add(k.Record, NotTold, told, untold, e)
}

// promise lists something that was promised and is not done.
func (l *lister) promise(r *Record, act *assess.Action) {
	what, next := "Promise", "Do it, or agree another day and record it"
	if act.ToVictim() {
		what, next = "Promise to the victim", "Do it and tell the victim, or tell them why not yet"
	}
	since := any(nil)
	if act.Due.Day() < l.today {
		what, since = what+" overdue", act.Due
	}
	if act.What != "" {
		what += ": " + act.What
	}
	l.add(r, Promise, since, act.Due, Entry{What: what, Owner: act.Owner, Next: next})
}

// leftOpen is how long after its last save a draft counts as left open. Until then
// somebody may be talking.
const leftOpen = time.Hour

func (l *lister) draft(r *Record) {
	if r.Draft && l.Now.Sub(r.At) >= leftOpen {
		l.add(r, DraftOpen, r.At, nil, Entry{What: "Draft left open" + r.unanswered(), Next: "Go on with it and finish it"})
	}
}

// unanswered returns how many signs of imminent danger nobody answered, to follow what is
// due; "" if there are none.
func (r *Record) unanswered() string {
	switch r.openImminent {
	case 0:
		return ""
	case 1:
		return "; 1 sign of imminent danger is not answered"
	}
	return fmt.Sprintf("; %d signs of imminent danger are not answered", r.openImminent)
}

// order lists what is due of an order.
func (l *lister) order(m *managed) {
	l.breached(m)
	if m.Ended(l.today) {
		return
	}
	if m.MustBeServed() && m.Served.IsZero() {
		l.notServed(m)
	}
	const check = "Check that it is kept to, and record the day"
	var unchecked assess.Date
	for _, d := range (&assess.Assessment{Orders: []assess.Order{m.Order}}).Deadlines() {
		switch {
		case d.Kind == assess.OrderCheck && d.Late(l.today):
			if unchecked.IsZero() || d.On.Day() < unchecked.Day() {
				unchecked = d.On
			}
		case d.Kind == assess.OrderCheck && d.Ahead(l.today, l.Within):
			l.addOrder(m, OrderCheck, nil, d.On, Entry{What: m.says() + " is to be checked", Next: check})
		case d.Kind == assess.OrderEnds && d.Ahead(l.today, l.Within):
			l.addOrder(m, OrderEnds, nil, d.On, Entry{What: m.says() + " ends", Next: "Decide now whether to apply for another or for longer, and tell the victim"})
		}
	}
	if !unchecked.IsZero() {
		l.addOrder(m, OrderCheck, unchecked, unchecked, Entry{What: m.says() + " was not checked", Next: check})
	}
}

// notServed lists an order that does not bind until it is served. One whose first day is not
// known waits since the assessment that has it.
func (l *lister) notServed(m *managed) {
	since, until := any(m.From), any(nil)
	switch {
	case m.From.IsZero():
		since = l.dayOf(m.cases[0].At)
	case m.From.Day() > l.today:
		since, until = nil, m.From
	}
	l.addOrder(m, OrderNotServed, since, until, Entry{What: m.says() + " is not recorded as served" + m.decidedSays(), Next: "Have it served, and record the day"})
}

// dayOf returns the day of a time, where the list is made.
func (l *lister) dayOf(t time.Time) assess.Date {
	d, _ := assess.ParseDate(t.In(l.Now.Location()).Format(time.DateOnly))
	return d
}

// addOrder adds an entry about an order. It belongs to a case if only one knows it.
func (l *lister) addOrder(m *managed, kind Kind, since, until any, e Entry) {
	e.Kind, e.Owner, e.Area = kind, m.Manager, m.Force
	if len(m.cases) == 1 {
		e.Case, e.ID = m.cases[0].reference, m.cases[0].ID
		e.Owner = cmp.Or(e.Owner, m.cases[0].owner)
	} else {
		e.References = append(references(m.cases), e.References...)
	}
	e.areas = []string{m.Force}
	for _, k := range m.cases {
		e.worse(k.band, k.openImminent)
		e.areas = add(e.areas, k.area)
	}
	e.Area = cmp.Or(e.Area, m.cases[0].area)
	if m.Contact != "" {
		e.Next += " (manager: " + m.Contact + ")"
	}
	l.put(since, until, e)
}

// breached lists the breaches since the last check, wherever they were recorded.
func (l *lister) breached(m *managed) {
	since := m.sinceCheck()
	if len(since) == 0 {
		return
	}
	e := Entry{What: m.breachesSay(since), Next: "Tell the manager, record each breach as a crime, and decide on arrest"}
	for _, b := range since {
		e.References = add(e.References, b.reference)
	}
	first := since[0].on
	if i := slices.IndexFunc(since, func(b breach) bool { return !b.on.IsZero() }); i >= 0 {
		first = since[i].on
	}
	if first.IsZero() {
		first = l.dayOf(m.cases[0].At)
	}
	l.addOrder(m, OrderBreached, first, nil, e)
}

// says returns what the order is, for people.
func (m *managed) says() string {
	what := m.Kind.Vocabulary().Label(string(m.Kind))
	if what == "" {
		what = "order"
	}
	if id := m.Reference(); id != "" {
		what += " " + id
	}
	return strings.ToUpper(what[:1]) + what[1:]
}

// decidedSays returns when the order was decided on, and how long it took; "" if that is
// not known.
func (m *managed) decidedSays() string {
	if m.decided.IsZero() || m.From.IsZero() {
		return ""
	}
	return fmt.Sprintf("; decided on %s, in force %s later", day(m.decided), days(m.From.Day()-m.decided.Day()))
}

// days returns a number of days.
func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

// breachesSay returns how often and where an order was broken.
func (m *managed) breachesSay(since []breach) string {
	var where []string
	broken, nearly := false, false
	for _, b := range since {
		one := cmp.Or(b.area, "area not known") + " on " + day(b.on)
		if b.near {
			one += " (nearly)"
		}
		if b.condition != "" && len(m.cases) == 1 { // which may say where one victim lives
			one += ", condition: " + b.condition
		}
		broken, nearly = broken || !b.near, nearly || b.near
		where = append(where, one)
	}
	const most = 6
	if more := len(where) - most; more > 0 {
		where = append(where[:most], fmt.Sprintf("and %d more", more))
	}
	verb := " was broken"
	switch {
	case !broken:
		verb = " was nearly broken"
	case nearly:
		verb = " was broken or nearly broken"
	}
	times := ""
	if n := len(since); n > 1 {
		times = fmt.Sprintf(" %d times", n)
	}
	checked := "and no check is recorded: "
	if last := m.LastChecked(); !last.IsZero() {
		checked = "since it was checked on " + day(last) + ": "
	}
	return m.says() + verb + times + " " + checked + strings.Join(where, "; ")
}

// several says that one person is named in several cases.
func (l *lister) several(of []*known) {
	refs := references(of)
	e := Entry{
		Kind: SeveralVictims, References: refs, What: fmt.Sprintf("%s is named in %d cases: perhaps %d victims", of[0].person(), len(refs), len(refs)),
		Next: "Read the cases together. Tell no victim about another",
	}
	for _, k := range of {
		e.worse(k.band, k.openImminent)
		e.areas = add(e.areas, k.area)
	}
	e.Area = strings.Join(e.areas, "; ")
	l.put(nil, nil, e)
}
