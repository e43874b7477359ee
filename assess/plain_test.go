package assess_test

import (
	"maps"
	"slices"

	"stalkrisk/assess"
)

// This file scores an assessment a second time, for tests: slowly, by item names, and one
// definition after another, with no set of items, no memory that is used again and no
// short cut. What incidents show comes from tables_test.go.

// plain is one questionnaire with the answers to it.
type plain struct {
	in      *assess.Instrument
	a       *assess.Assessment
	answers map[string]assess.Answer // of every item; an incident's yes first
	carried []string                 // what incidents show
	found   map[string]string        // the timeline's findings
}

// plainly reads the answers to a questionnaire. An answer that does not fit its item was
// not asked, and so was a yes that needs a note and has none.
func plainly(in *assess.Instrument, a *assess.Assessment) *plain {
	p := &plain{in: in, a: a, answers: map[string]assess.Answer{}}
	for _, it := range in.Items {
		r, _ := a.Responses.Of(in.ID, it.ID)
		p.answers[it.ID] = assess.NotAsked
		switch {
		case it.NeedsReason && r.Answer == assess.Yes && r.Note == "":
		case r.Answer != "" && slices.Contains(it.Answers(), string(r.Answer)):
			p.answers[it.ID] = r.Answer
		}
	}
	if in.Timeline.RecentDays > 0 {
		for id, answer := range answersOf(&assess.Assessment{AssessedAt: a.AssessedAt, Incidents: a.Incidents}) {
			if answer == "yes" {
				p.answers[id], p.carried = assess.Yes, append(p.carried, id)
			}
		}
		p.carried = p.inOrder(p.carried)
	}
	return p
}

// with returns the same with a yes to some items.
func (p *plain) with(items ...string) *plain {
	q := *p
	q.answers = maps.Clone(p.answers)
	for _, id := range items {
		q.answers[id] = assess.Yes
	}
	return &q
}

// ids returns the items of which something is so, in file order; never nil.
func (p *plain) ids(is func(id string) bool) []string {
	out := []string{}
	for _, it := range p.in.Items {
		if is(it.ID) {
			out = append(out, it.ID)
		}
	}
	return out
}

func (p *plain) inOrder(items []string) []string {
	return p.ids(func(id string) bool { return slices.Contains(items, id) })
}

func (p *plain) item(id string) *assess.Item {
	i, _ := p.in.Item(id)
	return &p.in.Items[i]
}

// named returns the items of a set.
func (p *plain) named(s assess.Set) (out []string) {
	for i, it := range p.in.Items {
		if s.Has(i) {
			out = append(out, it.ID)
		}
	}
	return out
}

// applies returns the items that apply: those whose condition holds and, of follow-ups, one
// of whose parents applies and is not no. A yes to a red flag applies anyway, and a yes to
// a follow-up whatever its parents are.
func (p *plain) applies() (out []string) {
	for _, it := range p.in.Items {
		parents := p.named(it.Parents)
		own := it.AppliesWhen == nil || p.holds(it.AppliesWhen, out)
		asked := own && (len(parents) == 0 || slices.ContainsFunc(parents, func(id string) bool {
			return slices.Contains(out, id) && p.answers[id] != assess.No
		}))
		yes := p.answers[it.ID] == assess.Yes
		if asked || yes && it.Class == assess.ClassRedFlag || yes && own && len(parents) > 0 {
			out = append(out, it.ID)
		}
	}
	return out
}

// holds reports whether a condition is true. An item that does not apply meets none.
func (p *plain) holds(c *assess.Condition, applies []string) bool {
	count := func(of []assess.Condition) (n int) {
		for i := range of {
			if p.holds(&of[i], applies) {
				n++
			}
		}
		return n
	}
	switch {
	case c.YesTo != nil:
		yes := 0
		for _, id := range p.named(c.Of) {
			if slices.Contains(applies, id) && p.answers[id] == assess.Yes {
				yes++
			}
		}
		return yes >= c.AtLeast
	case c.All != nil:
		return count(c.All) == len(c.All)
	case c.Any != nil:
		return count(c.Any) > 0
	case c.Fact != nil:
		value := c.Fact.Get(p.a)
		if value == "" {
			value = assess.Absent
		}
		return slices.Contains(c.Is, value)
	}
	id := p.in.Items[c.Item].ID
	return slices.Contains(applies, id) && slices.Contains(c.Is, string(p.answers[id]))
}

// counting returns the items whose yes counts.
func (p *plain) counting() []string {
	return slices.DeleteFunc(p.applies(), func(id string) bool { return p.answers[id] != assess.Yes })
}

// open returns the items that apply and have no answer.
func (p *plain) open() []string {
	return slices.DeleteFunc(p.applies(), func(id string) bool { return !p.answers[id].Open() })
}

// most returns the same with every open question answered yes, and every question that
// then applies, and so on. A choice stays open.
func (p *plain) most() *plain {
	for {
		open := slices.DeleteFunc(p.open(), func(id string) bool { return p.item(id).Type != assess.YesNo })
		if len(open) == 0 {
			return p
		}
		p = p.with(open...)
	}
}

// among returns the items of a rule that count.
func (p *plain) among(of []string) []string { return p.inOrder(both(of, p.counting())) }

// fires reports whether a rule reaches its level, and returns the items by which it does.
func (p *plain) fires(rule *assess.Rule) (bool, []string) {
	of := p.among(p.named(rule.Of))
	switch {
	case rule.Finding != "":
		return p.found[rule.Finding] == "rising", of
	case rule.Incidents != nil:
		return breachesThree(p.a), of
	case rule.Recognised != "":
		return p.recognised(p.counting(), p.repeated())
	}
	return len(of) >= rule.AtLeast, of
}

// recognised reports whether some items have two of the three marks, or one with an item
// that goes with it, and returns those of them that do.
func (p *plain) recognised(items []string, repeated bool) (bool, []string) {
	spec := p.in.Recognition
	marks, because := 0, []string{}
	for k, mark := range [][]string{spec.Repeated, spec.Unwanted, spec.Fixated} {
		found := both(mark, items)
		because = append(because, found...)
		if len(found) > 0 || k == 0 && repeated {
			marks++
		}
	}
	if marks >= 2 {
		return true, p.inOrder(because)
	}
	beside := both(spec.WithOne, items)
	return marks == 1 && len(beside) > 0, p.inOrder(append(because, beside...))
}

// both returns the items that are in both lists.
func both(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(id string) bool { return !slices.Contains(b, id) })
}

// levels returns the levels of all results; -1 for a sum with too many missing answers.
// With most, a missing answer to a choice counts its highest points.
func (p *plain) levels(most bool) []int {
	out := make([]int, len(p.in.Results))
	for i := range p.in.Rules {
		rule := &p.in.Rules[i]
		if fires, _ := p.fires(rule); fires {
			out[rule.Result] = max(out[rule.Result], rule.Level)
		}
	}
	for i := range p.in.Results {
		spec := &p.in.Results[i]
		switch {
		case spec.Matrix != nil:
			row, column := out[spec.Matrix.Rows], out[spec.Matrix.Columns]
			if row < 0 || column < 0 {
				out[i] = -1
				continue
			}
			out[i] = max(out[i], spec.Matrix.Cells[row][column])
		case spec.Sum != nil:
			points, refused := p.total(spec.Sum, most)
			if refused && out[i] == 0 {
				out[i] = -1
			}
			for _, band := range spec.Bands {
				if !refused && band.From <= points && points <= band.To {
					out[i] = max(out[i], band.Place)
				}
			}
		}
	}
	return out
}

// total returns the points of a sum, and whether too many answers are missing for one.
func (p *plain) total(sum *assess.Sum, most bool) (points int, refused bool) {
	answered, missing := 0, 0
	for _, id := range p.applies() {
		it, answer := p.item(id), p.answers[id]
		highest, has := it.Points[sum.Scale]
		for _, o := range it.Options {
			of, scored := o.Points[sum.Scale]
			highest, has = max(highest, of), has || scored
			if has && o.Value == string(answer) {
				points += of
			}
		}
		switch {
		case !has:
		case answer.Open():
			missing++
			if most {
				points += highest
			}
		default:
			answered++
			if answer == assess.Yes {
				points += it.Points[sum.Scale]
			}
		}
	}
	switch {
	case most || missing == 0 || sum.Missing == "bounds":
		return points, false
	case sum.Missing == assess.Refuse, missing > sum.UpTo, answered == 0:
		return points, true
	}
	return int(float64(points)*float64(answered+missing)/float64(answered) + 0.5), false
}

// level returns a result as it is reported: raised by one while too much is open.
func (p *plain) level(result int) assess.Level {
	spec := &p.in.Results[result]
	name := func(l int) string {
		if l < 0 {
			return ""
		}
		return spec.Levels[l]
	}
	established, could := p.levels(false)[result], p.most().levels(true)[result]
	l := assess.Level{Level: name(established), Established: name(established), CouldReach: name(could), Because: []assess.Reason{}}
	if lift := spec.Lift; lift != nil && established == 0 && could >= slices.Index(spec.Levels, lift.WhileCouldReach) {
		l.Level, l.Provisional = lift.To, true
	}
	for i := range p.in.Rules {
		rule := &p.in.Rules[i]
		if fires, items := p.fires(rule); fires && rule.Result == result && rule.Level == established && established > 0 {
			l.Because = append(l.Because, assess.Reason{Rule: rule.ID, Items: items})
		}
	}
	return l
}

// actNow returns the rules that say to send help at once.
func (p *plain) actNow() []string {
	out, applies := []string{}, p.applies()
	for i := range p.in.ActNow {
		if p.holds(&p.in.ActNow[i].When, applies) {
			out = append(out, p.in.ActNow[i].ID)
		}
	}
	return out
}

// askNext returns the open questions that are worth asking, each by what a yes to it alone
// would do.
func (p *plain) askNext() []string {
	steps := make([][]string, 5)
	now, help, overall := p.levels(false), p.actNow(), p.in.Result("overall")
	for _, section := range p.in.Sections {
		for _, id := range section.Items {
			if !slices.Contains(p.open(), id) || p.answers[id] == assess.Declined {
				continue
			}
			step, it := 4, p.item(id)
			if it.Type == assess.YesNo {
				then := p.with(id)
				switch {
				case len(help) == 0 && len(then.actNow()) > 0:
					step = 0
				case it.Role == assess.RoleImminent:
					step = 1
				case it.Class == assess.ClassRedFlag:
					step = 2
				case risen(now, then.levels(false)):
					step = 3
				}
			}
			steps[step] = append(steps[step], id)
		}
	}
	if now[overall] >= p.most().levels(true)[overall] {
		steps = steps[:4]
	}
	return append([]string{}, slices.Concat(steps...)...)
}

// risen reports whether any level is higher.
func risen(was, now []int) bool {
	for i := range was {
		if now[i] > was[i] {
			return true
		}
	}
	return false
}
