package assess

import (
	"cmp"
	"strings"
	"time"

	"stalkrisk/assess/fold"
	"stalkrisk/assess/timeline"
)

// Score applies the rules of set to a and returns the levels that they reach.
//
// An answer that does not fit counts as open, and Check reports it. An open answer
// never counts as "no": it may raise a level, which is then Provisional.
// CouldReach is the level with every open item "yes". AskNext lists the open items
// still worth asking, the most decisive first. An item that does not apply does not
// count. Incidents show answers, and the timeline's findings may raise escalation;
// neither lowers anything. Every time window is counted from a.AssessedAt, which
// must be set.
//
// Score reads no clock and no file and changes nothing: the same input always has
// the same Result. Problems counts only a refused override; the caller adds what
// Check and the reader found.
func Score(set Instruments, a *Assessment) Result {
	var s Scorer
	return *s.score(set, a)
}

// Scorer scores one assessment after another in the same memory. The zero value
// is ready for use; it is not safe for concurrent use. All sets must have the same
// Forces.
type Scorer struct {
	buffers        buffers
	links          links
	stalking, dash evaluation
	scored         Scored
	override       OverrideResult
}

// score does what the function Score does. The Result is valid until the next call.
func (s *Scorer) score(set Instruments, a *Assessment) *Result {
	s.buffers.clear(set.Forces)
	s.stalking.load(set.Stalking, a, &s.buffers)
	s.dash.load(set.Dash, a, &s.buffers)
	s.stalking.bound()
	return s.result(&set, a)
}

// result returns the result of the two evaluations. That of DASH has no levels: its
// answers are counted.
func (s *Scorer) result(set *Instruments, a *Assessment) *Result {
	s.links.know(set.Stalking, set.Dash)
	in, l, buf := set.Stalking, &s.links, &s.buffers
	stalking, dash := &s.stalking, &s.dash

	r := &s.scored.Result // it still has the result before, so every field is set
	r.Format, r.ID, r.Case, r.AssessedAt = ResultFormat, a.ID, a.Case.Reference, a.AssessedAt.String()
	r.Instruments, r.Tool = l.refs, set.Tool
	answered := stalking.applies.without(stalking.open)
	r.Completeness.Answered, r.Completeness.Applicable = answered.Len(), stalking.applies.Len()
	r.RedFlags = buf.ids(in, stalking.counting.and(in.redFlags))
	r.Carried = buf.ids(in, stalking.carried)
	r.Contradicted = buf.ids(in, stalking.contradicted())
	r.Settled = stalking.settled(l.overall)
	stalking.level(&r.Baseline, l.baseline)
	stalking.level(&r.Escalation, l.escalation)
	because, sends := stalking.actNow()
	r.ActNow, r.ActNowBecause = len(because) > 0, because
	r.AskNext = stalking.askNext(l.overall, r.ActNow, sends)
	r.overall(in, l.overall, stalking, a, &s.override)
	stalking.recognition(&r.Recognition)
	r.describe(a, buf)
	r.Band = stalking.band(r, l, a)
	r.OpenImminent = stalking.open.and(in.imminent).Len()
	r.DangerAsked = !answered.and(in.imminent.or(in.redFlags)).Empty()
	var by [len(time.RFC3339Nano)]byte
	r.ReviewBy = buf.texts.add(in.Review.appendBy(by[:0], r.Band, r.ActNow || r.EarlierActNow == EarlierOpen, a))

	dashResult(&r.Dash, dash, stalking, l, a)
	r.NotInDash = l.notInDash(r.Dash.Applicability, stalking)
	proposals := proposed(l.toStalking, dash.counting).or(in.Timeline.proposed(&stalking.found))
	r.Proposed = buf.ids(in, proposals.without(stalking.counting))
	stalking.timelineResult(&r.Timeline, a)
	r.Others = buf.others
	for _, other := range set.Others {
		r.Others[other.ID] = evaluate(other, a).other()
		r.Instruments = append(r.Instruments, other.Ref())
	}
	r.warn(stalking, dash, l)
	r.Problems = len(r.OverrideFault)
	return r
}

// buffers is memory that a Scorer uses for every result.
type buffers struct {
	lists   []string // the lists of a result, one after another
	reasons []Reason
	others  map[string]Other
	spans   []timeline.Span
	reader  timeline.Analyser
	read    happened
	forces  fold.Forces
	areas   distinct // names of forces
	labels  distinct // what incidents were recorded as
	texts   pieces
}

// clear empties the buffers for the next result. No list is ever nil.
func (r *buffers) clear(forces fold.Forces) {
	if r.lists == nil {
		r.lists, r.reasons, r.others = make([]string, 0, 64), make([]Reason, 0, 8), map[string]Other{}
		r.areas, r.labels = distinct{fold: forces.Name}, distinct{fold: fold.Text}
	}
	r.forces = forces
	r.lists, r.reasons = r.lists[:0], r.reasons[:0]
	if len(r.others) > 0 {
		clear(r.others)
	}
}

// pieces makes texts, many of which share one piece of memory.
type pieces struct{ piece strings.Builder }

// add returns b as a text.
func (t *pieces) add(b []byte) string {
	if t.piece.Cap()-t.piece.Len() < len(b) {
		size := max(len(b), min(2*t.piece.Cap(), 4096)) // small for the first, which may be the only one
		t.piece.Reset()
		t.piece.Grow(size)
	}
	from := t.piece.Len()
	t.piece.Write(b)
	return t.piece.String()[from:]
}

// list returns what was added to the lists after the first from entries.
func (r *buffers) list(from int) []string { return r.lists[from:len(r.lists):len(r.lists)] }

// ids returns the ids of a set, in file order.
func (r *buffers) ids(in *Instrument, s Set) []string {
	from := len(r.lists)
	if !s.Empty() {
		r.lists = in.appendIDs(r.lists, s)
	}
	return r.list(from)
}

// evaluate returns the evaluation of one instrument for an assessment.
func evaluate(in *Instrument, a *Assessment) *evaluation {
	var buf buffers
	buf.clear(fold.Forces{})
	st := &evaluation{}
	st.load(in, a, &buf)
	st.bound()
	return st
}

// load reads the answers to an instrument and counts them.
func (st *evaluation) load(in *Instrument, a *Assessment, buf *buffers) {
	st.answers.read(in, a.Responses, st.options[:])
	st.work(in, a, buf)
}

// work counts answers that were read, together with what incidents show. bound then works
// out the levels.
func (st *evaluation) work(in *Instrument, a *Assessment, buf *buffers) {
	st.buffers, st.a = buf, a
	st.stored, st.carried, st.met, st.several, st.repeated, st.misfit, st.dated = st.answers.no, Set{}, Set{}, false, false, false, 0
	if in.readsIncidents() {
		h := &buf.read
		in.incidents(a, h)
		st.misfit, st.met = h.misfit, in.met(h.breaches)
		if in.Recognition != nil {
			incidents := a.Incidents
			if h.late {
				incidents = before(a)
			}
			st.several = timeline.Several(buf.forces, incidents)
			st.repeated = st.several || a.MoreThanOnce == FactYes
		}
	}
	if in.Timeline.RecentDays > 0 {
		h := &buf.read
		st.carried = h.carried
		st.answers.settle(st.carried) // what incidents show replaces what was answered
		window := in.window(a, buf.spans[:0])
		buf.spans, st.dated = window.Excluded, len(h.points)
		buf.reader.AnalyseInto(&st.read, h.points, &window)
		st.found.read(&st.read)
	} else if st.read.Step != "" { // of an assessment before
		st.read, st.found = timeline.Findings{}, findings{}
	}
	st.count()
}

// contradicted returns the items stored as no that an incident contradicts, or a yes
// to a follow-up all of whose parents are no.
func (st *evaluation) contradicted() Set {
	out := st.stored.and(st.carried)
	for i := range st.counting.and(st.answers.in.followUps).All {
		if parents := st.answers.in.Items[i].Parents.and(st.applies); parents.without(st.answers.no).Empty() {
			out = out.or(parents)
		}
	}
	return out
}

// level sets r to one result with its bounds and reasons.
func (st *evaluation) level(r *Level, result int) {
	spec := &st.answers.in.Results[result]
	established, could := st.established[result], st.could[result]
	reported, provisional := spec.lifted(established, could)
	r.Level, r.Established, r.CouldReach = spec.name(reported), spec.name(established), spec.name(could)
	r.Provisional = provisional
	r.Because = st.because(result)
}

// overall fills in the overall level and the override.
func (r *Result) overall(in *Instrument, result int, st *evaluation, a *Assessment, override *OverrideResult) {
	spec := &in.Results[result]
	computed, provisional := spec.lifted(st.established[result], st.could[result])
	r.Overall.Computed, r.Overall.Provisional = spec.name(computed), provisional
	r.Overall.Established, r.Overall.CouldReach = spec.name(st.established[result]), spec.name(st.could[result])
	r.Overall.Level = r.Overall.Computed
	r.Override, r.OverrideFault = nil, nil
	o := a.Override
	if o == nil {
		return
	}
	reported, void, refused := o.apply(computed, st.grave(), in)
	r.Overall.Level = spec.name(reported)
	r.OverrideFault = refused
	r.Override = override
	*override = OverrideResult{
		From: string(o.From), Level: string(o.Level), Reason: o.Reason, By: o.By,
		SecondPerson: o.SecondPerson, At: o.At.String(), Void: void,
	}
}

// describe fills in what the file says about the assessment itself, with "unknown" or
// the default for what it does not say.
func (r *Result) describe(a *Assessment, buf *buffers) {
	r.Status, r.Stage = cmp.Or(a.Status, Complete), cmp.Or(a.Stage, Full)
	r.Training, r.Previous = a.Training, a.Previous
	from := len(buf.lists)
	buf.lists = append(buf.lists, a.Case.Linked...)
	r.Linked = buf.list(from)
	r.Role = string(a.Assessor.Role)
	r.Relationship = cmp.Or(a.Case.Relationship, RelationshipUnknown)
	r.Area, r.SuspectArea, r.Jurisdiction = a.Case.VictimArea, a.Case.SuspectArea, cmp.Or(a.Case.Jurisdiction, EnglandWales)
	r.WelfareNow = a.OwnLife == OwnLifeNow
	r.EarlierActNow = ""
	for i := range a.EarlierActNow {
		if r.EarlierActNow = EarlierDealtWith; a.EarlierActNow[i].Open() {
			r.EarlierActNow = EarlierOpen
			break
		}
	}
	r.Help = string(a.HelpSent())
	r.Referral = ReferralResult{cmp.Or(a.Referral.Offered, FactUnknown), cmp.Or(a.Referral.Accepted, FactUnknown)}
	r.Decisions = DecisionResult{}
	for i := range a.Decisions {
		d := &a.Decisions[i]
		if !d.Fits() {
			continue
		}
		switch d.About {
		case AboutRecording:
			r.Decisions.Recording = string(d.Decision)
		case AboutSPO:
			r.Decisions.SPO = string(d.Decision)
		case AboutInterimSPO:
			r.Decisions.InterimSPO = string(d.Decision)
		}
	}
}

// proposed returns the items that the timeline's findings propose.
func (t *TimelineSpec) proposed(found *findings) Set {
	var out Set
	for _, p := range t.Proposes {
		if found[p.finding] == p.Is {
			out.Add(p.Item)
		}
	}
	return out
}

// timelineResult sets t to the counts of the incidents and the findings.
func (st *evaluation) timelineResult(t *TimelineResult, a *Assessment) {
	f, buf := &st.read, st.buffers
	t.Incidents, t.Dated, t.Days = len(a.Incidents), st.dated, f.Days
	t.Frequency.Test, t.Frequency.N = f.Frequency.Test, f.Frequency.N
	t.Frequency.U, t.Frequency.P, t.Frequency.Beta = Number(f.Frequency.U), Number(f.Frequency.P), Number(f.Frequency.Beta)
	t.Severity.Test, t.Severity.N, t.Severity.P = f.Severity.Test, f.Severity.N, Number(f.Severity.P)
	for i, to := range t.findings() {
		*to = st.found[i]
	}
	t.Areas, t.Labels, t.Breaches = 0, 0, 0
	buf.areas.start()
	buf.labels.start()
	for k := range a.Incidents {
		inc := &a.Incidents[k]
		t.Areas += buf.areas.add(inc.Area)
		t.Labels += buf.labels.add(inc.RecordedAs)
		if inc.Breach.Any() {
			t.Breaches++
		}
	}
}

// other returns the result of an instrument beside stalking and DASH.
func (st *evaluation) other() Other {
	in := st.answers.in
	o := Other{
		Version: in.Version,
		Yes:     st.counting.Len(),
		Open:    st.open.Len(),
		Results: map[string]Level{}, Totals: map[string]int{},
	}
	o.No = st.answers.no.and(st.applies).Len()
	for i := range in.Results {
		spec := &in.Results[i]
		var level Level
		st.level(&level, i)
		o.Results[spec.ID] = level
		if spec.Sum == nil {
			continue
		}
		if t := st.answers.total(spec.Sum, st.counting, st.applies, false); !t.refused {
			o.Totals[spec.ID] = t.points
		}
	}
	return o
}

// The codes of warnings. A warning is part of the result and not a problem of the
// file.
const (
	warnOverrideVoid   = "override-void"          // the computed level has changed since the override
	warnUnsigned       = "override-unsigned"      // an override up does not say who made it
	warnNoStalking     = "stalking-not-assessed"  // DASH's stalking topic is yes and no stalking question was answered
	warnAbsenceCounted = "absence-not-subtracted" // an incident falls inside an absence, so its time was left on the clock
)

// WarningSays returns the meaning of a warning, for reports and the manual; "" if it is
// none.
func WarningSays(code string) string {
	switch code {
	case warnOverrideVoid:
		return "a person set another level, but the computed level has changed since; decide again"
	case warnUnsigned:
		return "the override does not say who made it"
	case warnNoStalking:
		return "DASH says there is stalking, and no stalking question was answered; ask them"
	case warnAbsenceCounted:
		return "something happened while the suspect was thought to be in custody or abroad, so that time was not taken off the clock"
	}
	return ""
}

// warnings lists the codes in the order of the alphabet, which is that of a result.
var warnings = [...]string{warnAbsenceCounted, warnUnsigned, warnOverrideVoid, warnNoStalking}

// warn fills in the warnings. Each code is worked out at its place in warnings.
func (r *Result) warn(stalking, dash *evaluation, l *links) {
	buf, o := stalking.buffers, r.Override
	from := len(buf.lists)
	for i, when := range [len(warnings)]bool{
		len(stalking.read.Cancelled) > 0,
		o != nil && !o.Void && blank(o.By),
		o != nil && o.Void && len(r.OverrideFault) == 0,
		l.stalkingTopic >= 0 && dash.counting.Has(l.stalkingTopic) && r.Completeness.Answered == 0,
	} {
		if when {
			buf.lists = append(buf.lists, warnings[i])
		}
	}
	r.Warnings = buf.list(from)
}
