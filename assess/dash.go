package assess

import "slices"

// DashApplicability returns whether DASH, a domestic-abuse tool, applies to the
// case: "applicable", "unknown" or "not_applicable".
func DashApplicability(set Instruments, a *Assessment) string { return set.Dash.applicability(a) }

// applicability returns whether the questionnaire, DASH, applies to the case.
func (in *Instrument) applicability(a *Assessment) string {
	switch a.DashAsked {
	case DashAlways:
		return "applicable"
	case DashNever:
		return "not_applicable"
	}
	var k known // the conditions ask about the case alone, so no answers are needed
	switch {
	case in.applicable == nil || in.applicable.holds(&k, a):
		return "applicable"
	case in.applicabilityUnknown != nil && in.applicabilityUnknown.holds(&k, a):
		return "unknown"
	}
	return "not_applicable"
}

// dashResult sets r to the DASH counts. Recorded answers count whether DASH applies
// or not; proposed answers never count.
func dashResult(r *DashResult, dash, stalking *evaluation, l *links, a *Assessment) {
	in := dash.answers.in
	r.Applicability = in.applicability(a)
	r.Yes, r.Open = dash.counting.Len(), dash.open.Len()
	r.Grade = string(a.DashGrade.Level)
	r.No = dash.applies.Len() - r.Yes - r.Open
	r.CouldReach = r.Yes + r.Open
	r.Line, r.LineYes, r.LineCouldReach = 0, 0, 0
	if line := l.line; line != nil {
		r.Line = line.AtLeast
		r.LineYes = dash.counting.and(line.Of).Len()
		r.LineCouldReach = r.LineYes + dash.open.and(line.Of).Len()
	}
	var proposals Set
	if r.Applicability != "not_applicable" {
		proposals = proposed(l.toDash, stalking.counting).and(dash.open)
	}
	r.Proposed = dash.buffers.ids(in, proposals)
}

// line returns the rule that counts towards the line, or nil if there is none.
func (in *Instrument) line() *Rule {
	at := in.Result("line")
	for i := range in.Rules {
		if in.Rules[i].Result == at {
			return &in.Rules[i]
		}
	}
	return nil
}

// proposing is a Proposal with the places of its items.
type proposing struct {
	from Set
	item int
}

// proposing returns the proposals in this (DASH's) file from items of from to
// items of to.
func (in *Instrument) proposing(to, from *Instrument) (out []proposing) {
	for _, p := range in.Proposes {
		if i, ok := to.index[p.Item.ID]; ok && p.From.Instrument == from.ID && p.Item.Instrument == to.ID {
			out = append(out, proposing{from.setOf(p.From.Items), i})
		}
	}
	return out
}

// proposed returns the items that the counting items propose.
func proposed(all []proposing, counting Set) (out Set) {
	if counting.Empty() {
		return out
	}
	for _, p := range all {
		if !p.from.and(counting).Empty() {
			out.Add(p.item)
		}
	}
	return out
}

// links holds what the stalking and DASH files say about each other, looked up
// once for many assessments.
type links struct {
	stalking, dash                *Instrument
	baseline, escalation, overall int // results of stalking
	line                          *Rule
	toDash, toStalking            []proposing
	gap                           Set             // stalking items that DASH has no question for
	refs                          []InstrumentRef // of stalking and DASH
	stalkingTopic                 int             // DASH's own topic on stalking; -1 if it has none
}

// know looks up the links, unless it did so before for the same questionnaires.
func (l *links) know(stalking, dash *Instrument) {
	if l.stalking == stalking && l.dash == dash {
		return
	}
	*l = links{
		stalking: stalking, dash: dash,
		baseline: stalking.Result("baseline"), escalation: stalking.Result("escalation"), overall: stalking.Result("overall"),
		line:   dash.line(),
		toDash: dash.proposing(dash, stalking), toStalking: dash.proposing(stalking, dash),
		gap:           stalking.setOf(dash.Gap),
		refs:          []InstrumentRef{stalking.Ref(), dash.Ref()},
		stalkingTopic: -1,
	}
	if topic, ok := dash.Used(UseStalkingTopic); ok {
		l.stalkingTopic = topic
	}
}

// notInDash returns the ids of the counting items that DASH has no question for,
// or of all counting items if DASH does not apply.
func (l *links) notInDash(applicability string, stalking *evaluation) []string {
	present := stalking.counting
	if applicability != "not_applicable" {
		present = present.and(l.gap)
	}
	return stalking.buffers.ids(l.stalking, present)
}

// ProposedBy returns the ids of the items of the other instrument, and the words
// for the timeline's findings, that can propose a yes to this item.
func (set *Instruments) ProposedBy(instrument, item string) (from []string) {
	for _, p := range set.Dash.Proposes {
		if p.Item.Instrument == instrument && p.Item.ID == item {
			from = append(from, p.From.Items...)
		}
	}
	if instrument == set.Stalking.ID {
		for _, p := range set.Stalking.Timeline.Proposes {
			if p.ItemID == item {
				from = append(from, p.Says)
			}
		}
	}
	return slices.Compact(from)
}

// LineState returns how the count compares with the line: "reached", "below",
// "open" if it could still be reached, "not_applicable", or "" if there is no
// line.
func (d *DashResult) LineState() string {
	switch {
	case d.Applicability == "not_applicable" && d.Yes == 0:
		return "not_applicable"
	case d.Line == 0:
		return ""
	case d.LineYes >= d.Line:
		return "reached"
	case d.LineCouldReach >= d.Line:
		return "open"
	}
	return "below"
}
