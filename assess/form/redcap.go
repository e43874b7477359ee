package form

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"

	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/table"
)

// longestName is the most letters of a name in REDCap.
const longestName = 26

// redcapHeadings are the columns of a data dictionary, in REDCap's order.
var redcapHeadings = []string{
	"Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label", "Choices, Calculations, OR Slider Labels", "Field Note",
	"Text Validation Type OR Show Slider Number", "Text Validation Min", "Text Validation Max", "Identifier?", "Branching Logic (Show field only if...)",
	"Required Field?", "Custom Alignment", "Question Number (surveys only)", "Matrix Group Name", "Matrix Ranking?", "Field Annotation",
}

// REDCap returns the form as a data dictionary of REDCap. A record is a case: its name
// is the case reference. The form of incidents is to be made a repeating one.
//
// Every answer is a radio button with our own word as its code. An unticked box would
// be exported as 0, which somebody could read as "no", so there is none.
//
// It returns an error if the name of a question is too long for REDCap.
func (f *Form) REDCap() ([]byte, error) {
	const form = "stalkrisk_assessment"
	r := redcap{rows: [][]string{redcapHeadings}}
	r.field(form, "", &Field{Column: "case.reference", Label: "Case reference, never a name", Kind: Line}, "")
	r.add(redcapRow{name: assessmentfile.AssessedAtUTC, form: form, kind: "text", label: "When it was assessed, in UTC", validation: "datetime_seconds_ymd", annotation: "@NOW-UTC"})
	for _, c := range f.constants() {
		r.add(redcapRow{name: assessmentfile.FormName(c[0]), form: form, kind: "text", label: c[0] + " (do not change)", annotation: `@READONLY @DEFAULT="` + c[1] + `"`})
	}
	for _, p := range f.Parts {
		title := p.Title
		for i := range p.Fields {
			if p.Fields[i].Column == "case.reference" {
				continue
			}
			r.field(form, title, within(p, p.Fields[i]), "")
			title = ""
		}
	}
	for i := range f.Incidents {
		r.field(assessmentfile.RepeatOfIncidents, "", &f.Incidents[i], assessmentfile.IncidentPrefix)
	}
	if r.long != nil {
		return nil, fmt.Errorf("names of more than %d letters, which REDCap does not allow: %s; shorten their ids", longestName, strings.Join(r.long, ", "))
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	_ = w.WriteAll(r.rows) // writing to a buffer cannot fail
	return out.Bytes(), nil
}

// within returns a field that is shown only if its part is. A field with tests of its
// own keeps only those.
func within(p Part, f Field) *Field {
	if f.Shown == nil {
		f.Shown = p.Shown
	}
	return &f
}

type redcap struct {
	rows [][]string
	long []string // names that are too long
}

// redcapRow is a row of a data dictionary.
type redcapRow struct{ name, form, section, kind, label, choices, note, validation, shown, required, annotation string }

func (r *redcap) add(row redcapRow) {
	if len(row.name) > longestName {
		r.long = append(r.long, row.name)
	}
	cells := []string{row.name, row.form, row.section, row.kind, row.label, row.choices, row.note, row.validation, "", "", "", row.shown, row.required, "", "", "", "", row.annotation}
	for i := range cells {
		cells[i] = table.Guard(cells[i])
	}
	cells[len(cells)-1] = row.annotation // an action tag begins with @, and only ours are written
	r.rows = append(r.rows, cells)
}

// field adds a question.
func (r *redcap) field(form, section string, f *Field, prefix string) {
	row := redcapRow{name: prefix + f.Name(), form: form, section: section, label: f.Label, note: f.Hint, shown: redcapLogic(f.Shown)}
	switch f.Kind {
	case Choice:
		row.kind = "radio"
		var choices []string
		for _, a := range f.Choices {
			choices = append(choices, a.Code+", "+strings.ReplaceAll(a.Label, "|", "/"))
		}
		row.choices = strings.Join(choices, " | ")
	case Note:
		row.kind = "descriptive"
	case Text:
		row.kind = "notes"
	case Day:
		row.kind, row.validation = "text", "date_ymd"
	default:
		row.kind = "text"
	}
	if f.Column == "case.reference" {
		row.required = "y"
	}
	r.add(row)
}

// redcapLogic returns when a question is shown, as branching logic of REDCap.
func redcapLogic(w When) string {
	return expression(w, func(t Test, operator string) string {
		if t.Not {
			operator = "<>"
		}
		return fmt.Sprintf("[%s] %s '%s'", assessmentfile.FormName(t.Column), operator, t.Is)
	})
}
