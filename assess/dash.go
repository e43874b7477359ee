package assess

import "slices"

// applicability says whether DASH, a domestic-abuse tool, belongs to this case.
func (in *Instrument) applicability(a *Assessment) string {
	switch a.DashAsked {
	case DashAlways:
		return "applicable"
	case DashNever:
		return "not_applicable"
	}
	// The conditions speak of the case alone: no answers are needed.
	var none sheet
	b := &in.Beside
	switch {
	case b.Applicable == nil || b.Applicable.holds(&none, Set{}, &a.Case, &a.Contact):
		return "applicable"
	case b.ApplicabilityUnknown != nil && b.ApplicabilityUnknown.holds(&none, Set{}, &a.Case, &a.Contact):
		return "unknown"
	}
	return "not_applicable"
}

// DashApplicability says whether DASH applies to the case: "applicable",
// "unknown" or "not_applicable".
func DashApplicability(set Instruments, a *Assessment) string { return set.Dash.applicability(a) }

// dashResult counts DASH. Answers that are there are counted whatever the
// applicability, and what is proposed never counts.
func dashResult(dash, stalking *standing, a *Assessment) DashResult {
	in := dash.sheet.in
	r := DashResult{
		Applicability: in.applicability(a),
		Yes:           dash.counting.Len(),
		Open:          dash.open.Len(),
		Grade:         string(a.DashGrade.Level),
		Proposed:      []string{},
	}
	r.No = dash.applies.Len() - r.Yes - r.Open
	r.CouldReach = r.Yes + r.Open
	if line := in.line(); line != nil {
		r.Line = line.AtLeast
		r.LineYes = dash.counting.And(line.Of).Len()
		r.LineCouldReach = r.LineYes + dash.open.And(line.Of).Len()
	}
	if r.Applicability == "not_applicable" {
		return r
	}
	proposed := in.proposals(in, stalking)
	r.Proposed = in.ids(proposed.And(dash.open))
	return r
}

// line gives the rule that counts towards the line.
func (in *Instrument) line() *Rule {
	at := in.Result("line")
	for i := range in.Rules {
		if in.Rules[i].Result == at {
			return &in.Rules[i]
		}
	}
	return nil
}

// proposals gives the items of `to` that a counting yes in `from` proposes, by
// the map in this (DASH's) file.
func (in *Instrument) proposals(to *Instrument, from *standing) Set {
	var out Set
	source := from.sheet.in
	for _, p := range in.Beside.Proposes {
		if p.FromInstrument != source.ID || p.Instrument != to.ID {
			continue
		}
		if !source.setOf(p.From).And(from.counting).Empty() {
			if i, ok := to.index[p.Item]; ok {
				out.Add(i)
			}
		}
	}
	return out
}

// gap lists what is present and DASH has no question for; where DASH does not
// apply, all that is present.
func (in *Instrument) gap(applicability string, stalking *standing) []string {
	s := stalking.sheet.in
	if applicability == "not_applicable" {
		return s.ids(stalking.counting)
	}
	return s.ids(s.setOf(in.Beside.Gap).And(stalking.counting))
}

// ProposedBy lists the items of another instrument whose yes proposes this one,
// and the findings that do, for the person who is asked to confirm it.
func (set *Instruments) ProposedBy(instrument, item string) (from []string) {
	for _, p := range set.Dash.Beside.Proposes {
		if p.Instrument == instrument && p.Item == item {
			from = append(from, p.From...)
		}
	}
	if instrument == set.Stalking.ID {
		for _, p := range set.Stalking.Timeline.Proposes {
			if set.Stalking.Items[p.Item].ID == item {
				from = append(from, p.Says)
			}
		}
	}
	return slices.Compact(from)
}
