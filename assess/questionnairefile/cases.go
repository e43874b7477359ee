package questionnairefile

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/late"
	"stalkrisk/assess/strictfile"
)

// CasesFormat is the format id of a file of worked cases.
const CasesFormat = "stalkrisk.cases/1"

// WorkedCase is a test of a questionnaire: a case, its answers, and the result that
// they must have. It is kept beside the rules, so that their author sees what a
// change does.
type WorkedCase struct {
	Name       string
	Line       int // in its file
	Assessment assess.Assessment
	expect     *strictfile.Node
}

// casesOf is a file of worked cases. Apart from name, unlisted, expect and beside,
// the keys of a case are those of an assessment.
type casesOf struct {
	Format     string   `json:"format"`
	Instrument string   `json:"instrument"`
	Guidance   string   `json:"guidance"`
	Version    string   `json:"version"`
	Cases      []anyOne `json:"cases"`
}

// anyOne is a case that is read later.
type anyOne struct{ node *strictfile.Node }

var caseShapes = late.Value[*strictfile.Shapes]{Make: func() *strictfile.Shapes {
	return strictfile.NewShapes(strictfile.Form(
		func(_ *strictfile.Decoder, n *strictfile.Node, into *anyOne) { into.node = n }, nil,
	))
}}

// caseTime is the time of a case that does not set one.
const caseTime = "2026-11-20T14:03:00Z"

// LoadCases reads the worked cases of an instrument, or returns every problem. name
// is "" or the path of the file, whose folder and name must be the id and version:
// otherwise the cases in a copied file would still pass.
func LoadCases(name string, b []byte, in *assess.Instrument) ([]WorkedCase, []assess.Problem) {
	want := casesOf{Format: CasesFormat, Instrument: in.ID, Version: in.Version}
	return loadCases(name, b, want, func(c *compiler, at string, n *strictfile.Node) WorkedCase { return c.workedCase(at, n, in) })
}

// loadCases reads a file of cases that has the head wanted, each case with read. It
// checks that there are cases and that each has a name of its own.
func loadCases[T any](name string, b []byte, want casesOf, read func(c *compiler, at string, n *strictfile.Node) T) (cases []T, problems []assess.Problem) {
	what, of, key, folder := "worked cases", "questionnaire", "instrument", want.Instrument
	if want.Guidance != "" {
		what, of, key, folder = "guidance cases", "guidance file", "guidance", path.Join(GuideFolder, want.Guidance)
	}
	var l casesOf
	problems = load(name, b, caseShapes.Get().Decode, &l, func(c *compiler) {
		if l.Format != want.Format {
			c.fault("format", CodeUnknownFormat, "not a file of %s; write %s", what, want.Format)
		}
		if l.Instrument != want.Instrument || l.Guidance != want.Guidance || l.Version != want.Version || name != "" && !strings.HasSuffix("/"+name, "/"+path.Join(folder, want.Version+".cases.yaml")) {
			c.fault(key, CodePath, "these cases are of another %s or in the wrong place; make %s, version and file name agree", of, key)
		}
		if len(l.Cases) == 0 {
			c.fault("cases", codeMissing, "there are no cases; write at least one")
		}
		seen := map[string]bool{}
		for i, one := range l.Cases {
			if one.node == nil {
				continue // null or unclear: already reported
			}
			at, id := fmt.Sprintf("cases[%d]", i), text(one.node, "name")
			cases = append(cases, read(c, at, one.node))
			if seen[id] {
				c.fault(at+".name", codeRepeatedID, "another case has this name; give each its own")
			}
			seen[id] = true
		}
	})
	if len(problems) > 0 {
		return nil, problems
	}
	return cases, nil
}

// workedCase reads the keys of one case, and the rest as an assessment.
func (c *compiler) workedCase(at string, n *strictfile.Node, in *assess.Instrument) WorkedCase {
	wc := WorkedCase{Line: n.Line, Name: text(n, "name"), expect: n.Field("expect")}
	c.text(at+".name", wc.Name, "the case's name")
	if wc.expect == nil || wc.expect.Kind == strictfile.Object && len(wc.expect.Fields) == 0 {
		c.fault(at, codeMissing, "the case expects nothing; write the result that it must have (expect)")
	}
	rest := &strictfile.Node{Kind: strictfile.Object, Line: n.Line, Column: n.Column}
	for _, f := range n.Fields {
		switch f.Key {
		case "name", "unlisted", "expect", "beside":
		case "responses":
			sheets := &strictfile.Node{Kind: strictfile.Object, Fields: []strictfile.Field{{Key: in.ID, Value: f.Value}}}
			if b := n.Field("beside"); b != nil {
				sheets.Fields = append(sheets.Fields, b.Fields...)
			}
			rest.Fields = append(rest.Fields, strictfile.Field{Key: f.Key, Value: sheets, Line: f.Line, Column: f.Column})
		default:
			rest.Fields = append(rest.Fields, f)
		}
	}
	if n.Field("responses") == nil && n.Field("beside") != nil {
		rest.Fields = append(rest.Fields, strictfile.Field{Key: "responses", Value: n.Field("beside")})
	}
	wc.Assessment = c.assessment(at, rest)
	c.fill(at, n, in, &wc.Assessment)
	return wc
}

// assessment reads the assessment of a case. It first sets what the case leaves out,
// so that cases can be short.
func (c *compiler) assessment(at string, n *strictfile.Node) assess.Assessment {
	given(n, "format", assess.AssessmentFormat)
	given(n, "status", string(assess.Draft)) // a draft needs no reference
	given(n, "assessed_at", caseTime)
	record := assessmentfile.FromNode(n)
	for _, p := range record.Problems {
		p.Path = strings.TrimSuffix(at+"."+p.Path, ".")
		c.problems = append(c.problems, p)
	}
	return record.Assessment
}

// given sets a key that an object does not have.
func given(n *strictfile.Node, key, value string) {
	if n.Field(key) == nil {
		n.Fields = append(n.Fields, strictfile.Field{Key: key, Value: &strictfile.Node{Kind: strictfile.String, Text: value}})
	}
}

// fill sets the answers that a case does not list.
func (c *compiler) fill(at string, n *strictfile.Node, in *assess.Instrument, a *assess.Assessment) {
	unlisted := text(n, "unlisted")
	if unlisted == "" {
		return
	}
	if !slices.Contains(assess.Answers(), unlisted) {
		c.unknown(at+".unlisted", "answer", unlisted, assess.Answers())
		return
	}
	for _, it := range in.Items {
		if _, listed := a.Responses.Of(in.ID, it.ID); !listed && it.Type == assess.YesNo {
			a.Responses.Set(in.ID, it.ID, assess.Response{Answer: assess.Answer(unlisted)})
		}
	}
}

func text(n *strictfile.Node, key string) string {
	if v := n.Field(key); v != nil {
		return v.Text
	}
	return ""
}

// Run scores the case and returns each difference from the expected result, in words
// for the author.
func (wc *WorkedCase) Run(loaded assess.Questionnaires, in *assess.Instrument) []string {
	a := wc.Assessment
	a.Versions = maps.Clone(a.Versions)
	if a.Versions == nil {
		a.Versions = map[string]string{}
	}
	a.Versions[in.ID] = in.Version
	if other := in.Beside; a.Versions[other] == "" && loaded.Newest(other) != nil {
		a.Versions[other] = "" // the newest version
	}
	// This instrument goes first: it may not be among those loaded.
	with := assess.NewQuestionnaires(append([]*assess.Instrument{in}, without(loaded, in)...)...)
	_, scored := assess.Assess(with, &a, assess.Tool{}, nil)
	return differences(wc.expect, "", seen(scored, in))
}

func without(loaded assess.Questionnaires, in *assess.Instrument) []*assess.Instrument {
	return slices.DeleteFunc(slices.Clone(loaded.Versions), func(o *assess.Instrument) bool { return o.ID == in.ID && o.Version == in.Version })
}

// seen returns the parts of a result that a case can expect, as a tree.
func seen(s assess.Scored, in *assess.Instrument) *strictfile.Node {
	r := &s.Result
	codes, first := []string{}, ""
	for _, p := range s.Problems {
		codes = append(codes, p.Code)
	}
	if len(r.AskNext) > 0 {
		first = r.AskNext[0]
	}
	findings := map[string]any{"incidents": r.Timeline.Incidents, "dated": r.Timeline.Dated, "days": r.Timeline.Days, "areas": r.Timeline.Areas, "labels": r.Timeline.Labels, "breaches": r.Timeline.Breaches}
	for _, kind := range assess.FindingKinds() {
		findings[kind.Name] = kind.Of(&r.Timeline)
	}
	results := map[string]any{}
	all := map[string]any{
		"recognition": r.Recognition, "band": r.Band, "earlier_act_now": r.EarlierActNow, "welfare_now": r.WelfareNow, "help": r.Help,
		"act_now": r.ActNow, "act_now_rules": append([]string{}, r.ActNowBecause...), "results": results,
		"red_flags": r.RedFlags, "carried": r.Carried, "contradictions": r.Contradicted, "proposed": r.Proposed, "not_in_dash": r.NotInDash,
		"ask_next": r.AskNext, "ask_first": first, "settled": r.Settled, "completeness": r.Completeness,
		"review_by": r.ReviewBy, "override_void": r.Override != nil && r.Override.Void,
		"warnings": r.Warnings, "problems": codes, "dash": r.Dash, "timeline": findings,
	}
	switch in.UsedAs {
	case assess.UseStalking:
		results["baseline"], results["escalation"], results["overall"] = levelSeen(r.Baseline), levelSeen(r.Escalation), r.Overall
	case assess.UseDash:
		line := func(n int) string {
			if n >= r.Dash.Line {
				return "reached"
			}
			return "below"
		}
		l := assess.Level{Level: line(r.Dash.LineYes), Established: line(r.Dash.LineYes), CouldReach: line(r.Dash.LineCouldReach)}
		if l.Level == "reached" {
			rule := slices.IndexFunc(in.Rules, func(rule assess.Rule) bool { return rule.Result == in.Result("line") })
			l.Because = []assess.Reason{{Rule: in.Rules[rule].ID}}
		}
		results["line"] = levelSeen(l)
		all["counts"] = map[string]int{"yes": r.Dash.Yes, "no": r.Dash.No, "open": r.Dash.Open}
	default:
		o := r.Others[in.ID]
		for id, l := range o.Results {
			seen := levelSeen(l)
			if total, ok := o.Totals[id]; ok {
				seen["total"] = total
			}
			results[id] = seen
		}
		all["counts"] = map[string]int{"yes": o.Yes, "no": o.No, "open": o.Open}
	}
	b, _ := json.Marshal(all) // words and numbers alone
	n, _ := strictfile.ParseJSON(b)
	return n
}

// levelSeen returns a level with the ids of the rules that reach it.
func levelSeen(l assess.Level) map[string]any {
	because := []string{}
	for _, b := range l.Because {
		because = append(because, b.Rule)
	}
	return map[string]any{"level": l.Level, "established": l.Established, "could_reach": l.CouldReach, "provisional": l.Provisional, "because": because}
}

// differences compares the values in want, and only those, with the result. A single
// word is compared with the level of a result.
func differences(want *strictfile.Node, at string, got *strictfile.Node) []string {
	name := at
	if name == "" {
		name = "expect"
	}
	switch {
	case got == nil:
		return []string{name + ": this questionnaire has no such result"}
	case want.Kind == strictfile.Object && got.Kind == strictfile.Object:
		var out []string
		for _, f := range want.Fields {
			out = append(out, differences(f.Value, strings.TrimPrefix(at+"."+f.Key, "."), got.Field(f.Key))...)
		}
		return out
	case got.Kind == strictfile.Object && want.Kind != strictfile.List:
		return differences(want, strings.TrimPrefix(at+".level", "."), got.Field("level"))
	}
	w, g := said(want), said(got)
	if w == g {
		return nil
	}
	return []string{fmt.Sprintf("%s: expected %s, found %s", name, w, g)}
}

// said returns a value as an author reads it.
func said(n *strictfile.Node) string {
	if n.Kind == strictfile.List {
		var words []string
		for _, item := range n.Items {
			words = append(words, said(item))
		}
		return "[" + strings.Join(words, ", ") + "]"
	}
	if n.Kind == strictfile.Object {
		return "keys with values"
	}
	if n.Text == "" {
		return "nothing"
	}
	return n.Text
}
