package report

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
)

// One result a line, for a spreadsheet or for eyes. (JSON lines are the result's
// own: assess.Result.AppendJSON.)

// ResultRows gives what comes before the first result and what each appends, in
// the format "ndjson", "csv" or "table".
func ResultRows(format string) (heading string, row func([]byte, *assess.Result) []byte, err error) {
	switch format {
	case "ndjson":
		return "", func(b []byte, r *assess.Result) []byte { return append(r.AppendJSON(b), '\n') }, nil
	case "csv":
		return csvHeading(), appendCSV, nil
	case "table":
		return tableHeading, appendTable, nil
	}
	return "", nil, fmt.Errorf("writing results: no format %q", format)
}

// csvColumn is one leaf of a result.
type csvColumn struct {
	name string
	cell func(r *assess.Result) string
}

var csvColumns = slices.Concat(
	[]csvColumn{
		{"format", func(r *assess.Result) string { return r.Format }},
		{"id", func(r *assess.Result) string { return r.ID }},
		{"case", func(r *assess.Result) string { return r.Case }},
		{"assessed_at", func(r *assess.Result) string { return r.AssessedAt }},
		{"act_now", func(r *assess.Result) string { return strconv.FormatBool(r.ActNow) }},
		{"overall.level", func(r *assess.Result) string { return r.Overall.Level }},
		{"overall.computed", func(r *assess.Result) string { return r.Overall.Computed }},
		{"overall.established", func(r *assess.Result) string { return r.Overall.Established }},
		{"overall.could_reach", func(r *assess.Result) string { return r.Overall.CouldReach }},
		{"overall.provisional", func(r *assess.Result) string { return strconv.FormatBool(r.Overall.Provisional) }},
	},
	levelColumns("baseline", func(r *assess.Result) *assess.Level { return &r.Baseline }),
	levelColumns("escalation", func(r *assess.Result) *assess.Level { return &r.Escalation }),
	[]csvColumn{
		{"red_flags", func(r *assess.Result) string { return semicolons(r.RedFlags) }},
		{"carried", func(r *assess.Result) string { return semicolons(r.Carried) }},
		{"contradictions", func(r *assess.Result) string { return semicolons(r.Contradicted) }},
		{"proposed", func(r *assess.Result) string { return semicolons(r.Proposed) }},
		{"completeness.answered", func(r *assess.Result) string { return strconv.Itoa(r.Completeness.Answered) }},
		{"completeness.applicable", func(r *assess.Result) string { return strconv.Itoa(r.Completeness.Applicable) }},
		{"ask_next", func(r *assess.Result) string { return semicolons(r.AskNext) }},
		{"settled", func(r *assess.Result) string { return strconv.FormatBool(r.Settled) }},
		{"review_by", func(r *assess.Result) string { return r.ReviewBy }},
		{"dash.applicability", func(r *assess.Result) string { return r.Dash.Applicability }},
		{"dash.yes", func(r *assess.Result) string { return strconv.Itoa(r.Dash.Yes) }},
		{"dash.no", func(r *assess.Result) string { return strconv.Itoa(r.Dash.No) }},
		{"dash.open", func(r *assess.Result) string { return strconv.Itoa(r.Dash.Open) }},
		{"dash.could_reach", func(r *assess.Result) string { return strconv.Itoa(r.Dash.CouldReach) }},
		{"dash.line", func(r *assess.Result) string { return strconv.Itoa(r.Dash.Line) }},
		{"dash.line_yes", func(r *assess.Result) string { return strconv.Itoa(r.Dash.LineYes) }},
		{"dash.line_could_reach", func(r *assess.Result) string { return strconv.Itoa(r.Dash.LineCouldReach) }},
		{"dash.grade", func(r *assess.Result) string { return r.Dash.Grade }},
		{"dash.proposed", func(r *assess.Result) string { return semicolons(r.Dash.Proposed) }},
		{"not_in_dash", func(r *assess.Result) string { return semicolons(r.NotInDash) }},
		{"timeline.incidents", func(r *assess.Result) string { return strconv.Itoa(r.Timeline.Incidents) }},
		{"timeline.dated", func(r *assess.Result) string { return strconv.Itoa(r.Timeline.Dated) }},
		{"timeline.days", func(r *assess.Result) string { return strconv.Itoa(r.Timeline.Days) }},
		{"timeline.areas", func(r *assess.Result) string { return strconv.Itoa(r.Timeline.Areas) }},
		{"timeline.labels", func(r *assess.Result) string { return strconv.Itoa(r.Timeline.Labels) }},
		{"timeline.breaches", func(r *assess.Result) string { return strconv.Itoa(r.Timeline.Breaches) }},
		{"timeline.frequency.finding", func(r *assess.Result) string { return r.Timeline.Frequency.Finding }},
		{"timeline.frequency.test", func(r *assess.Result) string { return r.Timeline.Frequency.Test }},
		{"timeline.frequency.n", func(r *assess.Result) string { return strconv.Itoa(r.Timeline.Frequency.N) }},
		{"timeline.frequency.u", func(r *assess.Result) string { return numberCell(r.Timeline.Frequency.U) }},
		{"timeline.frequency.p", func(r *assess.Result) string { return numberCell(r.Timeline.Frequency.P) }},
		{"timeline.frequency.beta", func(r *assess.Result) string { return numberCell(r.Timeline.Frequency.Beta) }},
		{"timeline.severity.finding", func(r *assess.Result) string { return r.Timeline.Severity.Finding }},
		{"timeline.severity.test", func(r *assess.Result) string { return r.Timeline.Severity.Test }},
		{"timeline.severity.n", func(r *assess.Result) string { return strconv.Itoa(r.Timeline.Severity.N) }},
		{"timeline.severity.p", func(r *assess.Result) string { return numberCell(r.Timeline.Severity.P) }},
		{"timeline.step.finding", func(r *assess.Result) string { return r.Timeline.Step.Finding }},
		{"timeline.methods.finding", func(r *assess.Result) string { return r.Timeline.Methods.Finding }},
		{"timeline.approach.finding", func(r *assess.Result) string { return r.Timeline.Approach.Finding }},
		{"others", func(r *assess.Result) string { return others(r.Others) }},
		{"override.from", func(r *assess.Result) string { return override(r).From }},
		{"override.level", func(r *assess.Result) string { return override(r).Level }},
		{"override.reason", func(r *assess.Result) string { return override(r).Reason }},
		{"override.by", func(r *assess.Result) string { return override(r).By }},
		{"override.second_person", func(r *assess.Result) string { return override(r).SecondPerson }},
		{"override.at", func(r *assess.Result) string { return override(r).At }},
		{"override.void", func(r *assess.Result) string {
			if r.Override == nil {
				return ""
			}
			return strconv.FormatBool(r.Override.Void)
		}},
		{"problems", func(r *assess.Result) string { return strconv.Itoa(r.Problems) }},
		{"warnings", func(r *assess.Result) string { return semicolons(r.Warnings) }},
		{"instruments", func(r *assess.Result) string { return refs(r.Instruments) }},
		{"tool.name", func(r *assess.Result) string { return r.Tool.Name }},
		{"tool.version", func(r *assess.Result) string { return r.Tool.Version }},
	},
)

func levelColumns(name string, of func(*assess.Result) *assess.Level) []csvColumn {
	return []csvColumn{
		{name + ".level", func(r *assess.Result) string { return of(r).Level }},
		{name + ".established", func(r *assess.Result) string { return of(r).Established }},
		{name + ".could_reach", func(r *assess.Result) string { return of(r).CouldReach }},
		{name + ".provisional", func(r *assess.Result) string { return strconv.FormatBool(of(r).Provisional) }},
		{name + ".because", func(r *assess.Result) string { return rules(of(r).Because) }},
	}
}

func semicolons(texts []string) string { return strings.Join(texts, ";") }

func rules(because []assess.Reason) string {
	var ids []string
	for _, b := range because {
		ids = append(ids, b.Rule)
	}
	return semicolons(ids)
}

func refs(instruments []assess.InstrumentRef) string {
	var ids []string
	for _, in := range instruments {
		ids = append(ids, in.ID+"@"+in.Version)
	}
	return semicolons(ids)
}

// others gives the results of instruments beside stalking and DASH:
// "id@version:result=level", joined.
func others(all map[string]assess.Other) string {
	var cells []string
	for _, id := range slices.Sorted(maps.Keys(all)) {
		o := all[id]
		for _, result := range slices.Sorted(maps.Keys(o.Results)) {
			cells = append(cells, id+"@"+o.Version+":"+result+"="+o.Results[result].Level)
		}
	}
	return semicolons(cells)
}

// numberCell is empty where there is none.
func numberCell(n assess.Number) string {
	if s := n.String(); s != "–" {
		return s
	}
	return ""
}

func override(r *assess.Result) assess.OverrideResult {
	if r.Override == nil {
		return assess.OverrideResult{}
	}
	return *r.Override
}

func csvHeading() string {
	names := make([]string, len(csvColumns))
	for i := range csvColumns {
		names[i] = csvColumns[i].name
	}
	return strings.Join(names, ",") + "\n"
}

func appendCSV(b []byte, r *assess.Result) []byte {
	for i := range csvColumns {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendCell(b, csvColumns[i].cell(r), numeric[csvColumns[i].name])
	}
	return append(b, '\n')
}

// numeric are the columns of numbers that may be below nought; their minus sign
// is no formula.
var numeric = map[string]bool{"timeline.frequency.u": true}

// appendCell appends a cell that no spreadsheet takes for a formula (RFC 4180).
func appendCell(b []byte, s string, numeric bool) []byte {
	if !numeric {
		s = assessmentfile.GuardCell(s)
	}
	if !strings.ContainsAny(s, "\",\r\n") && !strings.HasPrefix(s, " ") && !strings.HasSuffix(s, " ") {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}

// The table has what a supervisor looks for first. What people wrote comes last,
// so that its length moves nothing.
const tableHeading = "ACT  OVERALL     BASELINE    ESCALATION  ANSWERED  DASH   LOOK AGAIN BY         CASE, ID\n"

func appendTable(b []byte, r *assess.Result) []byte {
	act := ""
	if r.ActNow {
		act = "NOW"
	}
	atLeast := func(level string, provisional bool) string {
		if provisional {
			return level + " ?"
		}
		return level
	}
	dash := fmt.Sprintf("%d/%d", r.Dash.LineYes, r.Dash.Line)
	if r.Dash.Applicability == "not_applicable" {
		dash = "-"
	}
	return fmt.Appendf(b, "%-4s %-11s %-11s %-11s %-9s %-6s %-22s %s\n", act,
		atLeast(r.Overall.Level, r.Overall.Provisional), atLeast(r.Baseline.Level, r.Baseline.Provisional), atLeast(r.Escalation.Level, r.Escalation.Provisional),
		fmt.Sprintf("%d of %d", r.Completeness.Answered, r.Completeness.Applicable), dash, r.ReviewBy,
		strings.TrimSpace(oneLine(r.Case)+"  "+oneLine(r.ID)))
}
