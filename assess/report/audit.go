package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess/audit"
)

// AuditPage is the figures of a force, as a page.
type AuditPage audit.Audit

// Rows returns the figures as "ndjson" or "csv", a row a count. Any other format is an
// error.
func (p AuditPage) Rows(format string) ([]byte, error) {
	var b []byte
	row := appendAuditJSON
	switch format {
	case "ndjson":
	case "csv":
		b, row = append(b, "format,figure,item,about,by,groups,values,n,of,unread,small\n"...), appendAuditCSV
	default:
		return nil, fmt.Errorf("writing figures: no format %q", format)
	}
	a := audit.Audit(p)
	for _, l := range a.Lines() {
		b = row(b, &l)
	}
	return b, nil
}

func appendAuditJSON(b []byte, l *audit.Line) []byte {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.Encode(l) // texts and numbers
	return append(b, escapeJSON(out.Bytes())...)
}

func appendAuditCSV(b []byte, l *audit.Line) []byte {
	number := func(n *int) string {
		if n == nil {
			return ""
		}
		return strconv.Itoa(*n)
	}
	cells := []string{
		l.Format, l.Figure, l.Item, l.About, l.By, strings.Join(l.Groups, ";"), strings.Join(l.Values, ";"), number(l.N), number(l.Of), strconv.Itoa(l.Unread), strconv.Itoa(l.Small),
	}
	for i, cell := range cells {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendCell(b, cell, false)
	}
	return append(b, '\n')
}

// groupsBy returns what the groups of a dimension are called.
func groupsBy(d audit.Dimension) string {
	switch d {
	case audit.ByArea:
		return "By police force area"
	case audit.ByRelationship:
		return "By relationship"
	case audit.ByRole:
		return "By role of who asked"
	case audit.ByMonth:
		return "By month"
	}
	return ""
}

func (p AuditPage) compose() []block {
	a := audit.Audit(p)
	page := &page{}
	page.heading(1, "Figures on "+Readable(a.Now.Format("2006-01-02")))
	if a.TooFew {
		page.warn("NOT SHOWN", fmt.Sprintf("There are fewer than %d cases. Any figure could be about one person.", a.Small))
	}
	auditLead(page, &a)
	questions := -1
	for i := range a.Figures {
		f := &a.Figures[i]
		if f.ID == "question" {
			questions = cmp.Or(max(questions, 0), i)
			continue
		}
		composeFigure(page, &a, f)
	}
	if questions >= 0 {
		composeQuestions(page, &a, a.Figures[questions:])
	}
	page.heading(2, "Limits")
	page.items([]string{
		"Counts of what was recorded, not of what happened.",
		"Levels and rules are the project's own and are not validated against outcomes. Low never means no risk.",
		"A missing answer is never counted as no.",
	})
	return page.blocks
}

// auditLead says what was counted and how.
func auditLead(page *page, a *audit.Audit) {
	cases := 0
	if len(a.Figures) > 0 {
		cases = a.Figures[0].Whole.Of
	}
	if !a.TooFew {
		page.say(count(cases, "case", "cases") + ", each counted once, by its newest finished assessment.")
	}
	var left []string
	for _, l := range a.Left() {
		switch {
		case l.N == nil:
			left = append(left, fmt.Sprintf("fewer than %d %s", a.Small, l.Many))
		case *l.N > 0:
			left = append(left, count(*l.N, l.One, l.Many))
		}
	}
	if len(left) > 0 {
		page.say("Left out: " + strings.Join(left, ", ") + ".")
	}
	if a.Unread > 0 {
		page.warn("NOT READ", count(a.Unread, "record", "records")+" could not be read. Any count below may be too low by that many.")
	}
	if a.Small > 1 {
		page.say(fmt.Sprintf("No count from 1 to %d is shown. Answers, areas or months with so few are counted together with others.", a.Small-1))
	}
}

// ofSays says which cases a figure is about.
func ofSays(a *audit.Audit, f *audit.Figure) string {
	says := "Of " + strconv.Itoa(f.Whole.Of) + " " + f.Of
	if a.Unread > 0 {
		says += ", and perhaps " + count(a.Unread, "record that could not be read", "records that could not be read")
	}
	return says
}

func composeFigure(page *page, a *audit.Audit, f *audit.Figure) {
	if f.ID == "cases" && len(f.By) == 0 {
		return // the lead says how many
	}
	page.heading(2, f.Title)
	switch {
	case !f.Shown:
		page.say("Not shown, of " + f.Of + ": the cases are too few, or would give away a small count.")
		return
	case f.Whole.Of == 0:
		page.say(ofSays(a, f) + ".")
		return
	}
	answers := shownAnswers(f)
	if len(answers) > 0 {
		rows := [][]string{{"answer", "cases", "%"}}
		for _, k := range answers {
			rows = append(rows, []string{f.Answers[k].Label, strconv.Itoa(f.Whole.N[k]), percent(f.Whole.N[k], f.Whole.Of)})
		}
		page.table(ofSays(a, f)+":", rows)
	}
	for _, b := range f.By {
		head := []string{groupsBy(b.By), "cases"}
		for _, k := range answers {
			head = append(head, f.Answers[k].Label)
		}
		rows := [][]string{head}
		for _, r := range b.Rows {
			row := []string{r.Label, strconv.Itoa(r.Of)}
			for _, k := range answers {
				row = append(row, fmt.Sprintf("%d (%s%%)", r.N[k], percent(r.N[k], r.Of)))
			}
			rows = append(rows, row)
		}
		page.table("", rows)
	}
}

// shownAnswers returns the places of the answers of a figure that are worth a column: not
// that nothing can be said, where it always can, and none of the one answer of all cases.
func shownAnswers(f *audit.Figure) (places []int) {
	if f.ID == "cases" {
		return nil
	}
	for k, answer := range f.Answers {
		if f.Whole.N[k] > 0 || !slices.Contains([]string{"none", "not_available"}, answer.Values[0]) {
			places = append(places, k)
		}
	}
	return places
}

// composeQuestions lists the questions of each questionnaire, the least answered first.
func composeQuestions(page *page, a *audit.Audit, questions []audit.Figure) {
	page.heading(2, "How open each question is")
	page.say("Of the cases in which the question applies, the least answered first. By group: --format csv.")
	if a.Unread > 0 {
		page.say("Any number may be too low by " + count(a.Unread, "record that could not be read", "records that could not be read") + ".")
	}
	for len(questions) > 0 {
		n := slices.IndexFunc(questions, func(f audit.Figure) bool { return f.Part != questions[0].Part })
		if n < 0 {
			n = len(questions)
		}
		page.heading(3, questions[0].Part)
		part := slices.Clone(questions[:n])
		slices.SortStableFunc(part, func(x, y audit.Figure) int { return cmp.Compare(shareAnswered(&x), shareAnswered(&y)) })
		for i := range part {
			page.item(capital(part[i].Title), openness(&part[i]))
		}
		questions = questions[n:]
	}
}

// shareAnswered returns how often a question was answered; more than always, if it was
// never to be asked.
func shareAnswered(f *audit.Figure) float64 {
	if f.Whole.Of == 0 {
		return 2
	}
	return float64(f.Whole.N[0]) / float64(f.Whole.Of)
}

// openness returns how often a question was answered, and why not.
func openness(f *audit.Figure) string {
	if f.Whole.Of == 0 {
		return "applied in no case"
	}
	says := fmt.Sprintf("%d of %d %s", f.Whole.N[0], f.Whole.Of, f.Answers[0].Label)
	if len(f.Answers[0].Values) > 1 {
		says += ", counted together" // a share of them would look like that of the answered
	} else {
		says += " (" + percent(f.Whole.N[0], f.Whole.Of) + "%)"
	}
	var open []string
	for k, n := range f.Whole.N[1:] {
		if n > 0 {
			open = append(open, fmt.Sprintf("%d %s", n, f.Answers[k+1].Label))
		}
	}
	return joined("; ", says, strings.Join(open, ", "))
}

// percent returns a share in whole percent.
func percent(n, of int) string {
	if of == 0 {
		return "0"
	}
	return strconv.Itoa((200*n + of) / (2 * of))
}
