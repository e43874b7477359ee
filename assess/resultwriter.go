package assess

import (
	"slices"
	"strconv"
)

// ResultWriter writes results as AppendJSON does, somewhat faster: it remembers how the
// instruments are written. It is not safe for concurrent use.
//
// Every record is written here, so each value has a line of its own instead of a loop
// over the struct tags. A test compares all of them with encoding/json.
type ResultWriter struct{ last madeBy }

// Append appends a result.
func (w *ResultWriter) Append(b []byte, r *Result) []byte { return appendResult(b, r, &w.last) }

// AppendJSON appends the result on one line, without a line feed. It writes the
// bytes that encoding/json writes without HTML escapes, several times as fast, except
// that characters which a terminal would obey are \u escapes.
func (r *Result) AppendJSON(b []byte) []byte { return appendResult(b, r, &madeBy{}) }

// madeBy remembers how the instruments and the tool of the last result are written.
type madeBy struct {
	by      []InstrumentRef
	tool    Tool
	written []byte
}

// A result has many words of our own, levels and ids. None needs an escape: a questionnaire
// is refused if an id has anything but small letters, digits, hyphens and underscores, or if
// its levels are not the ones that we know. These two functions append them without a look at
// their letters. They are called so often that a copy of their code at each place would crowd
// other code out of the processor's cache.

// appendWord appends such a word in quotes.
//
//go:noinline
func appendWord(b []byte, word string) []byte {
	return append(append(append(b, '"'), word...), '"')
}

// appendIDs appends a list of ids.
//
//go:noinline
func appendIDs(b []byte, ids []string) []byte {
	if len(ids) == 0 {
		return append(b, "[]"...)
	}
	b = append(b, `["`...)
	for i, id := range ids {
		if i > 0 {
			b = append(b, `","`...)
		}
		b = append(b, id...)
	}
	return append(b, `"]`...)
}

// appendList appends a list of any texts.
func appendList(b []byte, texts []string) []byte {
	if len(texts) == 0 {
		return append(b, "[]"...)
	}
	from := len(b)
	for _, s := range texts {
		b = appendText(append(b, ','), s)
	}
	b[from] = '[' // the first comma
	return append(b, ']')
}

// appendInt appends a number, which mostly is a small count.
func appendInt(b []byte, n int) []byte {
	if 0 <= n && n < 10 {
		return append(b, byte('0'+n))
	}
	return strconv.AppendInt(b, int64(n), 10)
}

func appendResult(b []byte, r *Result, last *madeBy) []byte {
	b = appendWord(append(b, `{"format":`...), r.Format)
	b = appendText(append(b, `,"id":`...), r.ID)
	b = appendText(append(b, `,"case":`...), r.Case)
	b = appendText(append(b, `,"assessed_at":`...), r.AssessedAt)
	b = strconv.AppendBool(append(b, `,"act_now":`...), r.ActNow)
	b = appendOverall(append(b, `,"overall":`...), &r.Overall)
	b = appendLevel(append(b, `,"baseline":`...), &r.Baseline)
	b = appendLevel(append(b, `,"escalation":`...), &r.Escalation)
	b = appendIDs(append(b, `,"red_flags":`...), r.RedFlags)
	b = appendIDs(append(b, `,"carried":`...), r.Carried)
	b = appendIDs(append(b, `,"contradictions":`...), r.Contradicted)
	b = appendIDs(append(b, `,"proposed":`...), r.Proposed)
	b = appendInt(append(b, `,"completeness":{"answered":`...), r.Completeness.Answered)
	b = appendInt(append(b, `,"applicable":`...), r.Completeness.Applicable)
	b = appendIDs(append(b, `},"ask_next":`...), r.AskNext)
	b = strconv.AppendBool(append(b, `,"settled":`...), r.Settled)
	b = appendText(append(b, `,"review_by":`...), r.ReviewBy)
	b = appendDash(append(b, `,"dash":`...), &r.Dash)
	b = appendIDs(append(b, `,"not_in_dash":`...), r.NotInDash)
	b = appendTimeline(append(b, `,"timeline":`...), &r.Timeline)
	b = appendOthers(append(b, `,"others":`...), r.Others)
	b = appendOverride(append(b, `,"override":`...), r.Override)
	b = appendInt(append(b, `,"problems":`...), r.Problems)
	b = appendList(append(b, `,"warnings":`...), r.Warnings)
	b = last.append(b, r)
	b = appendWord(append(b, `,"recognition":{"value":`...), string(r.Recognition.Value))
	b = appendIDs(append(b, `,"because":`...), r.Recognition.Because)
	b = appendInt(append(b, `},"band":`...), r.Band)
	b = appendIDs(append(b, `,"act_now_because":`...), r.ActNowBecause)
	b = appendWord(append(b, `,"earlier_act_now":`...), r.EarlierActNow)
	b = strconv.AppendBool(append(b, `,"welfare_now":`...), r.WelfareNow)
	return append(appendDescribe(b, r), '}')
}

// appendDescribe appends what tells results apart and lets a force count them.
func appendDescribe(b []byte, r *Result) []byte {
	b = appendText(append(b, `,"status":`...), string(r.Status))
	b = appendText(append(b, `,"stage":`...), string(r.Stage))
	b = appendText(append(b, `,"training":`...), r.Training)
	b = appendText(append(b, `,"role":`...), r.Role)
	b = appendText(append(b, `,"previous":`...), r.Previous)
	b = appendList(append(b, `,"linked":`...), r.Linked)
	b = appendText(append(b, `,"relationship":`...), string(r.Relationship))
	b = appendText(append(b, `,"area":`...), r.Area)
	b = appendText(append(b, `,"suspect_area":`...), r.SuspectArea)
	b = appendText(append(b, `,"jurisdiction":`...), string(r.Jurisdiction))
	b = appendText(append(b, `,"referral":{"offered":`...), string(r.Referral.Offered))
	b = appendText(append(b, `,"accepted":`...), string(r.Referral.Accepted))
	b = appendText(append(b, `},"decisions":{"recording":`...), r.Decisions.Recording)
	b = appendText(append(b, `,"spo":`...), r.Decisions.SPO)
	b = appendText(append(b, `,"interim_spo":`...), r.Decisions.InterimSPO)
	return appendText(append(b, `},"help":`...), r.Help)
}

func appendOverall(b []byte, o *Overall) []byte {
	b = appendWord(append(b, `{"level":`...), o.Level)
	b = appendWord(append(b, `,"computed":`...), o.Computed)
	b = appendWord(append(b, `,"established":`...), o.Established)
	b = appendWord(append(b, `,"could_reach":`...), o.CouldReach)
	b = strconv.AppendBool(append(b, `,"provisional":`...), o.Provisional)
	return append(b, '}')
}

func appendLevel(b []byte, l *Level) []byte {
	b = appendWord(append(b, `{"level":`...), l.Level)
	b = appendWord(append(b, `,"established":`...), l.Established)
	b = appendWord(append(b, `,"could_reach":`...), l.CouldReach)
	b = strconv.AppendBool(append(b, `,"provisional":`...), l.Provisional)
	b = append(b, `,"because":[`...)
	for i := range l.Because {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendWord(append(b, `{"rule":`...), l.Because[i].Rule)
		b = append(appendIDs(append(b, `,"items":`...), l.Because[i].Items), '}')
	}
	return append(b, `]}`...)
}

func appendDash(b []byte, d *DashResult) []byte {
	b = appendWord(append(b, `{"applicability":`...), d.Applicability)
	b = appendInt(append(b, `,"yes":`...), d.Yes)
	b = appendInt(append(b, `,"no":`...), d.No)
	b = appendInt(append(b, `,"open":`...), d.Open)
	b = appendInt(append(b, `,"could_reach":`...), d.CouldReach)
	b = appendInt(append(b, `,"line":`...), d.Line)
	b = appendInt(append(b, `,"line_yes":`...), d.LineYes)
	b = appendInt(append(b, `,"line_could_reach":`...), d.LineCouldReach)
	b = appendText(append(b, `,"grade":`...), d.Grade)
	b = appendIDs(append(b, `,"proposed":`...), d.Proposed)
	return append(b, '}')
}

func appendTimeline(b []byte, t *TimelineResult) []byte {
	b = appendInt(append(b, `{"incidents":`...), t.Incidents)
	b = appendInt(append(b, `,"dated":`...), t.Dated)
	b = appendInt(append(b, `,"days":`...), t.Days)
	b = appendInt(append(b, `,"areas":`...), t.Areas)
	b = appendInt(append(b, `,"labels":`...), t.Labels)
	b = appendInt(append(b, `,"breaches":`...), t.Breaches)
	b = appendWord(append(b, `,"frequency":{"finding":`...), t.Frequency.Finding)
	b = appendWord(append(b, `,"test":`...), t.Frequency.Test)
	b = appendInt(append(b, `,"n":`...), t.Frequency.N)
	b = t.Frequency.U.append(append(b, `,"u":`...))
	b = t.Frequency.P.append(append(b, `,"p":`...))
	b = t.Frequency.Beta.append(append(b, `,"beta":`...))
	b = appendWord(append(b, `},"severity":{"finding":`...), t.Severity.Finding)
	b = appendWord(append(b, `,"test":`...), t.Severity.Test)
	b = appendInt(append(b, `,"n":`...), t.Severity.N)
	b = t.Severity.P.append(append(b, `,"p":`...))
	b = appendWord(append(b, `},"step":{"finding":`...), t.Step.Finding)
	b = appendWord(append(b, `},"methods":{"finding":`...), t.Methods.Finding)
	b = appendWord(append(b, `},"approach":{"finding":`...), t.Approach.Finding)
	return append(b, `}}`...)
}

func appendOverride(b []byte, o *OverrideResult) []byte {
	if o == nil {
		return append(b, "null"...)
	}
	b = appendText(append(b, `{"from":`...), o.From)
	b = appendText(append(b, `,"level":`...), o.Level)
	b = appendText(append(b, `,"reason":`...), o.Reason)
	b = appendText(append(b, `,"by":`...), o.By)
	b = appendText(append(b, `,"second_person":`...), o.SecondPerson)
	b = appendText(append(b, `,"at":`...), o.At)
	b = strconv.AppendBool(append(b, `,"void":`...), o.Void)
	return append(b, '}')
}

// append appends the instruments and the tool. They are mostly those of the last result,
// and then copied.
func (m *madeBy) append(b []byte, r *Result) []byte {
	if m.tool == r.Tool && len(m.written) > 0 && slices.Equal(m.by, r.Instruments) {
		return append(b, m.written...)
	}
	from := len(b)
	b = append(b, `,"instruments":[`...)
	for i := range r.Instruments {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(append(b, `{"id":`...), r.Instruments[i].ID)
		b = appendText(append(b, `,"version":`...), r.Instruments[i].Version)
		b = appendText(append(b, `,"sha256":`...), r.Instruments[i].SHA256)
		b = append(b, '}')
	}
	b = appendText(append(b, `],"tool":{"name":`...), r.Tool.Name)
	b = appendText(append(b, `,"version":`...), r.Tool.Version)
	b = append(b, '}')
	m.by, m.tool, m.written = append(m.by[:0], r.Instruments...), r.Tool, append(m.written[:0], b[from:]...)
	return b
}
