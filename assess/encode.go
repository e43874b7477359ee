package assess

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"strconv"
	"unicode/utf8"
)

// AppendJSON appends the result on one line, without a line feed: the bytes
// that encoding/json writes with < and & as they are, some ten times as fast. A
// test holds the two together, key by key.
func (r *Result) AppendJSON(b []byte) []byte {
	b = appendText(append(b, `{"format":`...), r.Format)
	b = appendText(append(b, `,"id":`...), r.ID)
	b = appendText(append(b, `,"case":`...), r.Case)
	b = appendText(append(b, `,"assessed_at":`...), r.AssessedAt)
	b = strconv.AppendBool(append(b, `,"act_now":`...), r.ActNow)
	b = r.Overall.append(append(b, `,"overall":`...))
	b = r.Baseline.append(append(b, `,"baseline":`...))
	b = r.Escalation.append(append(b, `,"escalation":`...))
	b = appendTexts(append(b, `,"red_flags":`...), r.RedFlags)
	b = appendTexts(append(b, `,"carried":`...), r.Carried)
	b = appendTexts(append(b, `,"contradictions":`...), r.Contradicted)
	b = appendTexts(append(b, `,"proposed":`...), r.Proposed)
	b = appendWhole(append(b, `,"completeness":{"answered":`...), r.Completeness.Answered)
	b = appendWhole(append(b, `,"applicable":`...), r.Completeness.Applicable)
	b = appendTexts(append(b, `},"ask_next":`...), r.AskNext)
	b = strconv.AppendBool(append(b, `,"settled":`...), r.Settled)
	b = appendText(append(b, `,"review_by":`...), r.ReviewBy)
	b = r.Dash.append(append(b, `,"dash":`...))
	b = appendTexts(append(b, `,"not_in_dash":`...), r.NotInDash)
	b = r.Timeline.append(append(b, `,"timeline":`...))
	b = appendOthers(append(b, `,"others":`...), r.Others)
	b = r.Override.append(append(b, `,"override":`...))
	b = appendWhole(append(b, `,"problems":`...), r.Problems)
	b = appendTexts(append(b, `,"warnings":`...), r.Warnings)
	b = appendRefs(append(b, `,"instruments":`...), r.Instruments)
	b = appendText(append(b, `,"tool":{"name":`...), r.Tool.Name)
	b = appendText(append(b, `,"version":`...), r.Tool.Version)
	return append(b, `}}`...)
}

func (o *Overall) append(b []byte) []byte {
	b = appendText(append(b, `{"level":`...), o.Level)
	b = appendText(append(b, `,"computed":`...), o.Computed)
	b = appendText(append(b, `,"established":`...), o.Established)
	b = appendText(append(b, `,"could_reach":`...), o.CouldReach)
	return append(strconv.AppendBool(append(b, `,"provisional":`...), o.Provisional), '}')
}

func (l *Level) append(b []byte) []byte {
	b = appendText(append(b, `{"level":`...), l.Level)
	b = appendText(append(b, `,"established":`...), l.Established)
	b = appendText(append(b, `,"could_reach":`...), l.CouldReach)
	b = strconv.AppendBool(append(b, `,"provisional":`...), l.Provisional)
	b = append(b, `,"because":[`...)
	for i := range l.Because {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(append(b, `{"rule":`...), l.Because[i].Rule)
		b = append(appendTexts(append(b, `,"items":`...), l.Because[i].Items), '}')
	}
	return append(b, `]}`...)
}

func (d *DashResult) append(b []byte) []byte {
	b = appendText(append(b, `{"applicability":`...), d.Applicability)
	b = appendWhole(append(b, `,"yes":`...), d.Yes)
	b = appendWhole(append(b, `,"no":`...), d.No)
	b = appendWhole(append(b, `,"open":`...), d.Open)
	b = appendWhole(append(b, `,"could_reach":`...), d.CouldReach)
	b = appendWhole(append(b, `,"line":`...), d.Line)
	b = appendWhole(append(b, `,"line_yes":`...), d.LineYes)
	b = appendWhole(append(b, `,"line_could_reach":`...), d.LineCouldReach)
	b = appendText(append(b, `,"grade":`...), d.Grade)
	return append(appendTexts(append(b, `,"proposed":`...), d.Proposed), '}')
}

func (t *TimelineResult) append(b []byte) []byte {
	b = appendWhole(append(b, `{"incidents":`...), t.Incidents)
	b = appendWhole(append(b, `,"dated":`...), t.Dated)
	b = appendWhole(append(b, `,"days":`...), t.Days)
	b = appendWhole(append(b, `,"areas":`...), t.Areas)
	b = appendWhole(append(b, `,"labels":`...), t.Labels)
	b = appendWhole(append(b, `,"breaches":`...), t.Breaches)
	b = appendText(append(b, `,"frequency":{"finding":`...), t.Frequency.Finding)
	b = appendText(append(b, `,"test":`...), t.Frequency.Test)
	b = appendWhole(append(b, `,"n":`...), t.Frequency.N)
	b = t.Frequency.U.append(append(b, `,"u":`...))
	b = t.Frequency.P.append(append(b, `,"p":`...))
	b = t.Frequency.Beta.append(append(b, `,"beta":`...))
	b = appendText(append(b, `},"severity":{"finding":`...), t.Severity.Finding)
	b = appendText(append(b, `,"test":`...), t.Severity.Test)
	b = appendWhole(append(b, `,"n":`...), t.Severity.N)
	b = t.Severity.P.append(append(b, `,"p":`...))
	b = appendText(append(b, `},"step":{"finding":`...), t.Step.Finding)
	b = appendText(append(b, `},"methods":{"finding":`...), t.Methods.Finding)
	b = appendText(append(b, `},"approach":{"finding":`...), t.Approach.Finding)
	return append(b, `}}`...)
}

func (o *OverrideResult) append(b []byte) []byte {
	if o == nil {
		return append(b, "null"...)
	}
	b = appendText(append(b, `{"from":`...), o.From)
	b = appendText(append(b, `,"level":`...), o.Level)
	b = appendText(append(b, `,"reason":`...), o.Reason)
	b = appendText(append(b, `,"by":`...), o.By)
	b = appendText(append(b, `,"second_person":`...), o.SecondPerson)
	b = appendText(append(b, `,"at":`...), o.At)
	return append(strconv.AppendBool(append(b, `,"void":`...), o.Void), '}')
}

// appendOthers leaves it to encoding/json where there are any: few have them,
// and their keys want sorting.
func appendOthers(b []byte, others map[string]Other) []byte {
	if len(others) == 0 {
		return append(b, "{}"...)
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if e.Encode(others) != nil { // no type in it can fail
		return append(b, "{}"...)
	}
	return append(b, bytes.TrimSuffix(out.Bytes(), []byte("\n"))...)
}

func appendRefs(b []byte, refs []InstrumentRef) []byte {
	b = append(b, '[')
	for i := range refs {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(append(b, `{"id":`...), refs[i].ID)
		b = appendText(append(b, `,"version":`...), refs[i].Version)
		b = append(appendText(append(b, `,"sha256":`...), refs[i].SHA256), '}')
	}
	return append(b, ']')
}

// AppendJSON appends the problem line as encoding/json writes it with < and &
// as they are, without a line feed.
func (p *ProblemLine) AppendJSON(b []byte) []byte {
	b = appendText(append(b, `{"format":`...), p.Format)
	b = appendText(append(b, `,"input":`...), p.Input)
	b = appendWhole(append(b, `,"line":`...), p.Line)
	b = appendText(append(b, `,"id":`...), p.ID)
	b = appendText(append(b, `,"case":`...), p.Case)
	b = strconv.AppendBool(append(b, `,"scored":`...), p.Scored)
	b = append(b, `,"problems":[`...)
	for i := range p.Problems {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(append(b, `{"code":`...), p.Problems[i].Code)
		b = appendText(append(b, `,"path":`...), p.Problems[i].Path)
		b = append(appendText(append(b, `,"message":`...), p.Problems[i].Message), '}')
	}
	return append(b, `]}`...)
}

func appendWhole(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

func appendTexts(b []byte, texts []string) []byte {
	b = append(b, '[')
	for i, s := range texts {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(b, s)
	}
	return append(b, ']')
}

// appendText appends s in quotes. Most of what a result holds is ids and words,
// which need nothing else: so it is appended, and looked at there, eight bytes at
// a time.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	start := len(b)
	b = append(b, s...)
	if plainBytes(b[start:]) {
		return append(b, '"')
	}
	return append(appendEscaped(b[:start], s), '"')
}

// plainBytes says whether b is ASCII in which nothing needs an escape.
func plainBytes(b []byte) bool {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	for len(b) >= 8 {
		w := binary.LittleEndian.Uint64(b)
		quote, slash := w^(ones*'"'), w^(ones*'\\')
		if ((quote-ones)&^quote|(slash-ones)&^slash|(w-ones*' ')&^w|w)&highs != 0 {
			return false
		}
		b = b[8:]
	}
	for _, c := range b {
		if c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

func appendEscaped(b []byte, s string) []byte {
	for i, width := 0, 0; i < len(s); i += width {
		var r rune
		r, width = utf8.DecodeRuneInString(s[i:])
		switch r {
		case '"', '\\':
			b = append(b, '\\', byte(r))
		case '\b':
			b = append(b, `\b`...)
		case '\f':
			b = append(b, `\f`...)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		case '\u2028', '\u2029':
			b = append(b, `\u202`...)
			b = append(b, "89"[r-'\u2028'])
		default:
			switch {
			case r < ' ':
				const hex = "0123456789abcdef"
				b = append(b, `\u00`...)
				b = append(b, hex[r>>4], hex[r&15])
			case r == utf8.RuneError && width == 1: // a byte that is no UTF-8
				b = append(b, `\ufffd`...)
			default:
				b = utf8.AppendRune(b, r)
			}
		}
	}
	return b
}
