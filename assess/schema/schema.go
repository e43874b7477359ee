// Package schema writes JSON Schemas (2020-12) for the files stalkrisk reads and
// writes, for use in editors and in programs that make or read such files.
//
// A schema is made by reflection over the Go types that are read and written, so it
// cannot fall behind them. What the types do not say is in tables (more.go), and a
// test checks that every entry is in use.
//
// The reader has the last word. It also refuses what a schema cannot express: a key
// given twice, a day that is not in the calendar, an absence that ends before it
// begins, an item that is not in the questionnaire, a reference made only of unusual
// spaces, a time zone that does not exist. In a questionnaire the schema is stricter in
// one way: an unused key must be left out, not left empty.
package schema

import (
	"fmt"
	"reflect"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/audit"
	"stalkrisk/assess/batch"
	"stalkrisk/assess/cases"
	"stalkrisk/assess/compare"
	"stalkrisk/assess/handover"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/report"
	"stalkrisk/assess/settingsfile"
	"stalkrisk/assess/sift"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/training"
)

// document is one kind of file or line that has a schema.
type document struct {
	name, format, says string
	of                 any  // a value of its type
	written            bool // by us; otherwise people write it, and it is read strictly
}

// documents returns them in the order of the manual.
func documents() []document {
	return []document{
		{
			name: "assessment", format: assess.AssessmentFormat, of: assess.Assessment{},
			says: "One sitting with one person: the case, the answers to each questionnaire, the incidents and what was decided. A key that is left out is not known; null is never written. In YAML a word without quotes is text where text belongs, so yes and \"yes\" are the same.",
		},
		{
			name: "result", format: assess.ResultFormat, of: assess.Result{}, written: true,
			says: "The result of one assessment: the levels, why, how much higher they could be, and what to ask next. One line a record from `stalkrisk score`. A support to judgement, not validated against outcomes; low never means no risk.",
		},
		{
			name: "report", format: report.ReportFormat, of: report.Report{}, written: true,
			says: "The full report of one assessment, with the result, the assessment as stored and the questions as they were asked. It holds all that is needed to write it again in another format.",
		},
		{
			name: "problem", format: assess.ProblemFormat, of: assess.ProblemLine{}, written: true,
			says: "Everything that is wrong with one record that was read. No message holds anything of the case.",
		},
		{
			name: "questionnaire", format: questionnairefile.Format, of: assess.Instrument{},
			says: "One version of an instrument: its questions, what each rests on, and the rules that make levels of the answers. `stalkrisk check` says more than a schema can, such as that every name is defined and that no yes lowers a level.",
		},
		{
			name: "translation", format: assess.TranslationFormat, of: assess.Translation{},
			says: "The questions of one version of a questionnaire in another language, in a file beside it: stalking/1.0.0.cy.yaml. `stalkrisk check` says more than a schema can, such as which lines are missing and of which the English has changed.",
		},
		{
			name: "settings", of: settingsfile.Settings{},
			says: "The settings of a person or a force, in config.yaml. It holds nothing of a case. `stalkrisk config` shows what is in force.",
		},
		{
			name: "comparison", format: compare.Format, of: compare.Comparison{}, written: true,
			says: "What changed from one assessment of a case to the next, and which change moved which level: `stalkrisk compare --format json`.",
		},
		{
			name: "whatif", format: compare.WhatIfFormat, of: compare.WhatIf{}, written: true,
			says: "Answers that nobody gave, tried to see what they would move: `stalkrisk explore --format json`.",
		},
		{
			name: "timeline", format: report.TimelineFormat, of: report.Timeline{}, written: true,
			says: "The incidents of several sources, joined, counted and tested: `stalkrisk timeline --format json`.",
		},
		{
			name: "handover", format: handover.Format, of: handover.Manifest{}, written: true,
			says: "The list of the files in a sealed file, which is what is signed: manifest.json, which `stalkrisk open -o` writes beside them.",
		},
		{
			name: "summary", format: batch.SummaryFormat, of: batch.Summary{}, written: true,
			says: "The counts of a run of `stalkrisk score`, from --summary-json.",
		},
		{
			name: "due", format: cases.DueFormat, of: cases.Entry{}, written: true,
			says: "One thing that is due in one of many cases, or of an order against a suspect: one line each from `stalkrisk due`.",
		},
		{
			name: "audit", format: audit.Format, of: audit.Line{}, written: true,
			says: "One count of many cases: one line each from `stalkrisk audit`. No count is small enough to be about one person, and none can be worked out from the others.",
		},
		{
			name: "sift", format: sift.Format, of: sift.Group{}, written: true,
			says: "Whose reports in logs should be read again together, and why: one line a group from `stalkrisk sift`. Strength is a count of signs and not a probability; a group that is not listed may still be stalking.",
		},
		{
			name: "practice", format: training.PracticeFormat, of: training.PracticeCase{},
			says: "A practice case: what a caller says, what the systems hold, and a model answer to every question that applies. `stalkrisk check` says more than a schema can, such as that the model answers lead to the expected result.",
		},
		{
			name: "marking", format: training.MarkingFormat, of: training.Marked{}, written: true,
			says: "Practice assessments compared with the model answers: `stalkrisk train mark --format json`.",
		},
		{
			name: "agreement", format: training.AgreementFormat, of: training.Agreement{}, written: true,
			says: "How far people agree who assessed the same cases: `stalkrisk train agreement --format json`.",
		},
		{
			name: "training-record", format: training.RecordFormat, of: training.Record{}, written: true,
			says: "Who practised what, and when: `stalkrisk train record --format json`. A record of practice, not an accreditation.",
		},
		{
			name: "training-due", format: training.DueFormat, of: training.Due{}, written: true,
			says: "Who needs to practise again: `stalkrisk train due --format json`.",
		},
	}
}

// Names returns the names of the documents that have a schema, in the order of the
// manual.
func Names() []string {
	var out []string
	for _, d := range documents() {
		out = append(out, d.name)
	}
	return out
}

// JSON returns the schema of a document, indented by two spaces, with a line feed at
// the end. One version of the program always returns the same bytes. It returns an
// error if Names does not list the name.
func JSON(name string) ([]byte, error) {
	for _, d := range documents() {
		if d.name == name {
			return strictfile.IndentedJSON(d.schema()), nil
		}
	}
	return nil, fmt.Errorf("no schema has that name; the names are %s", strings.Join(Names(), ", "))
}

// schema returns the whole schema of a document.
func (d document) schema() *strictfile.Node {
	m := maker{document: d, names: map[reflect.Type]string{}}
	root := object(
		"$schema", "https://json-schema.org/draft/2020-12/schema",
		"$id", "https://stalkrisk.invalid/schema/"+d.name+"-1.json", // .invalid: a name that leads nowhere
		"title", strings.ToUpper(d.name[:1])+d.name[1:],
		"description", d.says,
	)
	set(root, m.object(reflect.TypeOf(d.of)))
	set(root, object("$defs", &strictfile.Node{Kind: strictfile.Object, Fields: m.defs}))
	return root
}
