package assess

import (
	"strconv"
	"strings"
)

// ResultWriter writes results as AppendJSON does, somewhat faster: it remembers how
// words and ids are written. It is not safe for concurrent use.
//
// Every record is written here, so each value has a line of its own instead of a loop
// over the struct tags. A test compares all of them with encoding/json.
type ResultWriter struct{ words writtenWords }

// Append appends a result.
func (w *ResultWriter) Append(b []byte, r *Result) []byte {
	if w.words == nil {
		w.words = make(writtenWords, 1024)
	}
	return w.words.result(b, r)
}

// AppendJSON appends the result on one line, without a line feed. It writes the
// bytes that encoding/json writes without HTML escapes, several times as fast, except
// that characters which a terminal would obey are \u escapes.
func (r *Result) AppendJSON(b []byte) []byte { return writtenWords(nil).result(b, r) }

// writtenWords remembers how some texts are written, so that a word or an id is written
// by copying bytes, without looking for characters that need an escape. Each place keeps
// the first text that comes to it, so the memory does not grow. It is empty, or as long
// as a power of two.
type writtenWords []struct{ text, written string }

// word appends a text that is likely to recur.
func (w writtenWords) word(b []byte, s string) []byte {
	n := len(s)
	if n == 0 {
		return append(b, `""`...)
	}
	if len(w) == 0 {
		return appendText(b, s)
	}
	at := &w[(n+5*int(s[0])+37*int(s[n/2])+11*int(s[n-1]))&(len(w)-1)]
	if at.text == s {
		return append(b, at.written...)
	}
	from := len(b)
	b = appendText(b, s)
	const longest = 100 // characters to remember
	if at.text == "" && n <= longest {
		at.text, at.written = strings.Clone(s), string(b[from:]) // s may be a small part of a large text, which would stay in memory
	}
	return b
}

// list appends a list of texts that are likely to recur.
func (w writtenWords) list(b []byte, texts []string) []byte {
	b = append(b, '[')
	for i, s := range texts {
		if i > 0 {
			b = append(b, ',')
		}
		b = w.word(b, s)
	}
	return append(b, ']')
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

func (w writtenWords) result(b []byte, r *Result) []byte {
	b = w.word(append(b, `{"format":`...), r.Format)
	b = appendText(append(b, `,"id":`...), r.ID)
	b = appendText(append(b, `,"case":`...), r.Case)
	b = appendText(append(b, `,"assessed_at":`...), r.AssessedAt)
	b = strconv.AppendBool(append(b, `,"act_now":`...), r.ActNow)
	b = w.overall(append(b, `,"overall":`...), &r.Overall)
	b = w.level(append(b, `,"baseline":`...), &r.Baseline)
	b = w.level(append(b, `,"escalation":`...), &r.Escalation)
	b = w.list(append(b, `,"red_flags":`...), r.RedFlags)
	b = w.list(append(b, `,"carried":`...), r.Carried)
	b = w.list(append(b, `,"contradictions":`...), r.Contradicted)
	b = w.list(append(b, `,"proposed":`...), r.Proposed)
	b = appendInt(append(b, `,"completeness":{"answered":`...), r.Completeness.Answered)
	b = appendInt(append(b, `,"applicable":`...), r.Completeness.Applicable)
	b = w.list(append(b, `},"ask_next":`...), r.AskNext)
	b = strconv.AppendBool(append(b, `,"settled":`...), r.Settled)
	b = appendText(append(b, `,"review_by":`...), r.ReviewBy)
	b = w.dash(append(b, `,"dash":`...), &r.Dash)
	b = w.list(append(b, `,"not_in_dash":`...), r.NotInDash)
	b = w.timeline(append(b, `,"timeline":`...), &r.Timeline)
	b = appendOthers(append(b, `,"others":`...), r.Others)
	b = w.override(append(b, `,"override":`...), r.Override)
	b = appendInt(append(b, `,"problems":`...), r.Problems)
	b = w.list(append(b, `,"warnings":`...), r.Warnings)
	b = w.instruments(append(b, `,"instruments":`...), r.Instruments)
	b = w.word(append(b, `,"tool":{"name":`...), r.Tool.Name)
	b = w.word(append(b, `,"version":`...), r.Tool.Version)
	b = w.word(append(b, `},"recognition":{"value":`...), string(r.Recognition.Value))
	b = w.list(append(b, `,"because":`...), r.Recognition.Because)
	b = appendInt(append(b, `},"band":`...), r.Band)
	b = w.list(append(b, `,"act_now_because":`...), r.ActNowBecause)
	b = w.word(append(b, `,"earlier_act_now":`...), r.EarlierActNow)
	b = strconv.AppendBool(append(b, `,"welfare_now":`...), r.WelfareNow)
	return append(w.describe(b, r), '}')
}

// describe appends what tells results apart and lets a force count them.
func (w writtenWords) describe(b []byte, r *Result) []byte {
	b = w.word(append(b, `,"status":`...), string(r.Status))
	b = w.word(append(b, `,"stage":`...), string(r.Stage))
	b = w.word(append(b, `,"training":`...), r.Training)
	b = w.word(append(b, `,"role":`...), r.Role)
	b = appendText(append(b, `,"previous":`...), r.Previous)
	b = appendTexts(append(b, `,"linked":`...), r.Linked)
	b = w.word(append(b, `,"relationship":`...), string(r.Relationship))
	b = w.word(append(b, `,"area":`...), r.Area)
	b = w.word(append(b, `,"suspect_area":`...), r.SuspectArea)
	b = w.word(append(b, `,"jurisdiction":`...), string(r.Jurisdiction))
	b = w.word(append(b, `,"referral":{"offered":`...), string(r.Referral.Offered))
	b = w.word(append(b, `,"accepted":`...), string(r.Referral.Accepted))
	b = w.word(append(b, `},"decisions":{"recording":`...), r.Decisions.Recording)
	b = w.word(append(b, `,"spo":`...), r.Decisions.SPO)
	b = w.word(append(b, `,"interim_spo":`...), r.Decisions.InterimSPO)
	return w.word(append(b, `},"help":`...), r.Help)
}

func (w writtenWords) overall(b []byte, o *Overall) []byte {
	b = w.word(append(b, `{"level":`...), o.Level)
	b = w.word(append(b, `,"computed":`...), o.Computed)
	b = w.word(append(b, `,"established":`...), o.Established)
	b = w.word(append(b, `,"could_reach":`...), o.CouldReach)
	b = strconv.AppendBool(append(b, `,"provisional":`...), o.Provisional)
	return append(b, '}')
}

func (w writtenWords) level(b []byte, l *Level) []byte {
	b = w.word(append(b, `{"level":`...), l.Level)
	b = w.word(append(b, `,"established":`...), l.Established)
	b = w.word(append(b, `,"could_reach":`...), l.CouldReach)
	b = strconv.AppendBool(append(b, `,"provisional":`...), l.Provisional)
	b = append(b, `,"because":[`...)
	for i := range l.Because {
		if i > 0 {
			b = append(b, ',')
		}
		b = w.word(append(b, `{"rule":`...), l.Because[i].Rule)
		b = append(w.list(append(b, `,"items":`...), l.Because[i].Items), '}')
	}
	return append(b, `]}`...)
}

func (w writtenWords) dash(b []byte, d *DashResult) []byte {
	b = w.word(append(b, `{"applicability":`...), d.Applicability)
	b = appendInt(append(b, `,"yes":`...), d.Yes)
	b = appendInt(append(b, `,"no":`...), d.No)
	b = appendInt(append(b, `,"open":`...), d.Open)
	b = appendInt(append(b, `,"could_reach":`...), d.CouldReach)
	b = appendInt(append(b, `,"line":`...), d.Line)
	b = appendInt(append(b, `,"line_yes":`...), d.LineYes)
	b = appendInt(append(b, `,"line_could_reach":`...), d.LineCouldReach)
	b = w.word(append(b, `,"grade":`...), d.Grade)
	b = w.list(append(b, `,"proposed":`...), d.Proposed)
	return append(b, '}')
}

func (w writtenWords) timeline(b []byte, t *TimelineResult) []byte {
	b = appendInt(append(b, `{"incidents":`...), t.Incidents)
	b = appendInt(append(b, `,"dated":`...), t.Dated)
	b = appendInt(append(b, `,"days":`...), t.Days)
	b = appendInt(append(b, `,"areas":`...), t.Areas)
	b = appendInt(append(b, `,"labels":`...), t.Labels)
	b = appendInt(append(b, `,"breaches":`...), t.Breaches)
	b = w.word(append(b, `,"frequency":{"finding":`...), t.Frequency.Finding)
	b = w.word(append(b, `,"test":`...), t.Frequency.Test)
	b = appendInt(append(b, `,"n":`...), t.Frequency.N)
	b = t.Frequency.U.append(append(b, `,"u":`...))
	b = t.Frequency.P.append(append(b, `,"p":`...))
	b = t.Frequency.Beta.append(append(b, `,"beta":`...))
	b = w.word(append(b, `},"severity":{"finding":`...), t.Severity.Finding)
	b = w.word(append(b, `,"test":`...), t.Severity.Test)
	b = appendInt(append(b, `,"n":`...), t.Severity.N)
	b = t.Severity.P.append(append(b, `,"p":`...))
	b = w.word(append(b, `},"step":{"finding":`...), t.Step.Finding)
	b = w.word(append(b, `},"methods":{"finding":`...), t.Methods.Finding)
	b = w.word(append(b, `},"approach":{"finding":`...), t.Approach.Finding)
	return append(b, `}}`...)
}

func (w writtenWords) override(b []byte, o *OverrideResult) []byte {
	if o == nil {
		return append(b, "null"...)
	}
	b = w.word(append(b, `{"from":`...), o.From)
	b = w.word(append(b, `,"level":`...), o.Level)
	b = appendText(append(b, `,"reason":`...), o.Reason)
	b = appendText(append(b, `,"by":`...), o.By)
	b = appendText(append(b, `,"second_person":`...), o.SecondPerson)
	b = appendText(append(b, `,"at":`...), o.At)
	b = strconv.AppendBool(append(b, `,"void":`...), o.Void)
	return append(b, '}')
}

func (w writtenWords) instruments(b []byte, refs []InstrumentRef) []byte {
	b = append(b, '[')
	for i := range refs {
		if i > 0 {
			b = append(b, ',')
		}
		b = w.word(append(b, `{"id":`...), refs[i].ID)
		b = w.word(append(b, `,"version":`...), refs[i].Version)
		b = w.word(append(b, `,"sha256":`...), refs[i].SHA256)
		b = append(b, '}')
	}
	return append(b, ']')
}
