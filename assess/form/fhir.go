package form

import (
	"bytes"
	"encoding/json"

	"stalkrisk/assess/assessmentfile"
)

// FHIR returns the form as a Questionnaire of FHIR R4
// (https://hl7.org/fhir/R4/questionnaire.html). The link id of a question is the name
// of its column. No question is required, and one that is not asked has no answer. The
// number of ticks of DASH is worked out in the form (Structured Data Capture,
// calculatedExpression); a level never is.
func (f *Form) FHIR() ([]byte, error) {
	q := resource{
		ResourceType: "Questionnaire", ID: "stalkrisk-" + dashed(string(f.Stage)), URL: assessmentfile.FHIRQuestionnaire + string(f.Stage), Version: f.Version(),
		Name: "Stalkrisk" + upperFirst(nameWord(string(f.Stage))), Title: f.Title(), Status: "draft", SubjectType: []string{"Patient"},
		Purpose: f.Instruments[0].Purpose, Language: "en-GB",
	}
	for _, p := range f.Parts {
		group := fhirItem{LinkID: "group." + p.ID, Type: "group", Text: p.Title}
		group.show(p.Shown)
		for i := range p.Fields {
			group.Item = append(group.Item, fhirField(&p.Fields[i], ""))
		}
		q.Item = append(q.Item, group)
	}
	if len(f.Instruments) > 1 {
		q.Item = append(q.Item, count(f.Instruments[1].ID))
	}
	incidents := fhirItem{LinkID: "incidents", Type: "group", Text: "An incident", Repeats: true}
	for i := range f.Incidents {
		incidents.Item = append(incidents.Item, fhirField(&f.Incidents[i], "incidents."))
	}
	q.Item = append(q.Item, incidents)
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(q)
	return out.Bytes(), err
}

// resource is a Questionnaire. Its keys are those of FHIR.
type resource struct {
	ResourceType string     `json:"resourceType"`
	ID           string     `json:"id"`
	Language     string     `json:"language"`
	URL          string     `json:"url"`
	Version      string     `json:"version"`
	Name         string     `json:"name"`
	Title        string     `json:"title"`
	Status       string     `json:"status"`
	SubjectType  []string   `json:"subjectType"`
	Purpose      string     `json:"purpose"`
	Item         []fhirItem `json:"item"`
}

type fhirItem struct {
	Extension      []extension  `json:"extension,omitempty"`
	LinkID         string       `json:"linkId"`
	Text           string       `json:"text,omitempty"`
	Type           string       `json:"type"`
	EnableWhen     []enableWhen `json:"enableWhen,omitempty"`
	EnableBehavior string       `json:"enableBehavior,omitempty"`
	Required       *bool        `json:"required,omitempty"`
	Repeats        bool         `json:"repeats,omitempty"`
	ReadOnly       bool         `json:"readOnly,omitempty"`
	AnswerOption   []option     `json:"answerOption,omitempty"`
	Item           []fhirItem   `json:"item,omitempty"`
}

type extension struct {
	URL        string       `json:"url"`
	Expression *expression4 `json:"valueExpression,omitempty"`
}

type expression4 struct {
	Language   string `json:"language"`
	Expression string `json:"expression"`
}

type enableWhen struct {
	Question string  `json:"question"`
	Operator string  `json:"operator"`
	Boolean  *bool   `json:"answerBoolean,omitempty"`
	Coding   *coding `json:"answerCoding,omitempty"`
}

type option struct {
	Coding coding `json:"valueCoding"`
}

type coding struct {
	System  string `json:"system"`
	Code    string `json:"code"`
	Display string `json:"display,omitempty"`
}

func fhirField(f *Field, above string) fhirItem {
	no := false
	out := fhirItem{LinkID: above + f.Column, Text: f.Label, Required: &no}
	switch f.Kind {
	case Note:
		out.Type, out.Required = "display", nil
	case Choice:
		out.Type = "choice"
		for _, a := range f.Choices {
			out.AnswerOption = append(out.AnswerOption, option{coding{assessmentfile.FHIRAnswers, a.Code, a.Label}})
		}
	case Day:
		out.Type = "date"
	case Text:
		out.Type = "text"
	default:
		out.Type = "string"
	}
	out.show(f.Shown)
	if f.Hint != "" {
		out.Item = []fhirItem{{LinkID: above + f.Column + ".help", Text: f.Hint, Type: "display"}}
	}
	return out
}

// show lets the item be shown when any of the tests is true. FHIR does not say whether
// "not this answer" is true of a question without one, so that is a test of its own.
func (it *fhirItem) show(w When) {
	no := false
	seen := map[string]bool{}
	add := func(e enableWhen, key string) {
		if !seen[key] {
			seen[key] = true
			it.EnableWhen = append(it.EnableWhen, e)
		}
	}
	for _, t := range w {
		if t.Is == "" || t.Not {
			add(enableWhen{Question: t.Column, Operator: "exists", Boolean: &no}, t.Column)
		}
		if t.Is != "" {
			operator := "="
			if t.Not {
				operator = "!="
			}
			add(enableWhen{Question: t.Column, Operator: operator, Coding: &coding{System: assessmentfile.FHIRAnswers, Code: t.Is}}, t.Column+operator+t.Is)
		}
	}
	if len(it.EnableWhen) > 0 {
		it.EnableBehavior = "any"
	}
}

// count returns the item that counts the yes answers to a questionnaire.
func count(instrument string) fhirItem {
	return fhirItem{
		LinkID: instrument + ".count", Text: "Answers of yes to " + upperFirst(instrument) + " (a number, not a level)", Type: "integer", ReadOnly: true,
		Extension: []extension{{
			URL:        "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
			Expression: &expression4{Language: "text/fhirpath", Expression: "%resource.descendants().where(linkId.startsWith('" + instrument + ".')).answer.value.where(code = 'yes').count()"},
		}},
	}
}

// dashed and nameWord return a word in the forms that FHIR allows in an id and a name.
func dashed(s string) string { return string(bytes.ReplaceAll([]byte(s), []byte("_"), []byte("-"))) }

func nameWord(s string) string { return string(bytes.ReplaceAll([]byte(s), []byte("_"), nil)) }
