// Package form writes the questionnaires as forms of other programs: XLSForm for ODK,
// a data dictionary for REDCap, and a Questionnaire of FHIR R4. One Form holds the
// fields, their answers and when each is shown; each writer only puts it into the
// shape of its program. Package assessmentfile reads what those programs export.
//
// A form asks and never scores: no level is in it. A question that is hidden or left
// empty was not asked.
package form

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
)

// Form is the questions of a stage, and those of the stages before it.
type Form struct {
	Stage       assess.Stage
	Instruments []*assess.Instrument // stalking first
	Parts       []Part
	Incidents   []Field // of each incident
}

// Part is a group of fields under a title.
type Part struct {
	ID, Title string
	Shown     When // of the part as a whole
	Fields    []Field
}

// Kind is what a field holds.
type Kind int

// The kinds of field.
const (
	Choice Kind = iota // one of Choices
	Line               // a line of text
	Text               // text over several lines
	Day                // a date
	Note               // nothing: it is only read
)

// Field is one question of a form.
type Field struct {
	Column  string // of a table of assessments: "stalking.near-now"; of an incident, without its list: "kind"
	Label   string // the question
	Hint    string
	Kind    Kind
	Choices []Answer
	Shown   When
}

// Name returns the name of the field in programs that allow letters, digits and
// underscores only.
func (f *Field) Name() string { return assessmentfile.FormName(f.Column) }

// Answer is one of the answers to a question. Code is ours, and never the label.
type Answer struct{ Code, Label string }

// When says when a field is shown: when any of the tests is true. With none it is
// always shown.
type When []Test

// Test is true if the field has that answer, or has another one, or none.
type Test struct {
	Column string
	Is     string // "" if it is empty
	Not    bool
}

// asked returns the facts that a form asks for from a stage on.
func asked(stage assess.Stage) []string {
	switch stage {
	case assess.Screen:
		return []string{"contact.safe_to_talk", "case.reference", "case.relationship", "more_than_once", "first_account"}
	case assess.FirstContact:
		return []string{
			"caller", "case.children", "case.pregnant", "case.victim_under_18", "case.suspect_under_18", "case.suspect_access", "case.online_only", "case.suspects", "case.jurisdiction",
			"prompted_by_incident", "reach.address", "reach.keys", "reach.location", "reach.work", "contact.safe_times", "contact.language", "contact.interpreter", "contact.needs",
			"case.victim_area", "case.suspect_area", "referral.offered", "referral.accepted", "contact.ended", "assessor.reference", "assessor.role",
		}
	case assess.Full:
		return []string{"case.suspect_reference", "case.mental_health_need", "recognition.fixated", "recognition.obsessive", "recognition.unwanted", "recognition.repeated"}
	}
	return nil
}

// New returns the form of a stage. A DASH question has no stage of its own: the full
// form asks it.
func New(set assess.Instruments, stage assess.Stage) (*Form, error) {
	f := &Form{Stage: stage, Instruments: []*assess.Instrument{set.Stalking}}
	about := f.facts("about", "About the call and the case")
	about.Fields = slices.Insert(about.Fields, 0, Field{Column: "note.read-first", Label: set.Stalking.ReadFirst, Kind: Note}, Field{Column: "note.misuse", Label: set.Stalking.Misuse, Kind: Note})
	f.Parts = append(f.Parts, about)
	f.sections(set.Stalking, nil)
	if stage == assess.Full && set.Dash != nil {
		f.Instruments = append(f.Instruments, set.Dash)
		f.sections(set.Dash, f.any(set.Dash, set.Dash.Applicable, set.Dash.ApplicabilityUnknown))
	}
	for _, fact := range assess.FactAt("incidents").Entries {
		f.Incidents = append(f.Incidents, incidentField(fact, set.Stalking))
	}
	return f, f.clash()
}

// facts returns the part with the facts of the case.
func (f *Form) facts(id, title string) Part {
	p := Part{ID: id, Title: title}
	for _, stage := range stagesTo(f.Stage) {
		for _, path := range asked(stage) {
			p.Fields = append(p.Fields, factField(assess.FactAt(path), path))
		}
	}
	return p
}

// stagesTo returns the stages up to and including last.
func stagesTo(last assess.Stage) (out []assess.Stage) {
	for s := assess.Screen; s != ""; s = s.Next() {
		out = append(out, s)
		if s == last {
			break
		}
	}
	return out
}

// factField returns the field of a fact that a form asks for.
func factField(f *assess.CaseFact, column string) Field {
	out := Field{Column: column, Label: upperFirst(f.Label)}
	switch f.Kind {
	case assess.WordFact:
		for _, w := range f.Vocabulary {
			out.Choices = append(out.Choices, Answer{w.Value, cmp.Or(w.Option, w.Label)})
		}
	case assess.DayFact, assess.WhenFact:
		out.Kind = Day
	default:
		out.Kind = Line
		if f.Longest > assess.LongestText {
			out.Kind = Text
		}
	}
	return out
}

// incidentField returns the field of a fact of an incident.
func incidentField(f assess.CaseFact, in *assess.Instrument) Field {
	out := factField(&f, strings.TrimPrefix(f.Path, "incidents[]."))
	switch out.Column {
	case "kind":
		out.Kind = Choice
		for _, k := range in.Timeline.Kinds {
			out.Choices = append(out.Choices, Answer{k.ID, k.Label})
		}
	case "severity":
		out.Kind = Choice
		for grade := 1; grade <= 5; grade++ {
			n := fmt.Sprint(grade)
			out.Choices = append(out.Choices, Answer{n, n + ": " + in.Timeline.Severities[n]})
		}
	}
	return out
}

// sections adds a part for each section of a questionnaire that has questions of the
// form's stage.
func (f *Form) sections(in *assess.Instrument, shown When) {
	for _, section := range in.Sections {
		p := Part{ID: in.ID + "_" + section.ID, Title: section.Title, Shown: shown}
		for _, id := range section.Items {
			i, _ := in.Item(id)
			if it := &in.Items[i]; f.asks(it) {
				p.Fields = append(p.Fields, f.item(in, it))
			}
		}
		if len(p.Fields) > 0 {
			f.Parts = append(f.Parts, p)
		}
	}
}

// asks reports whether an item is asked by the form's stage.
func (f *Form) asks(it *assess.Item) bool {
	return slices.Contains(stagesTo(f.Stage), cmp.Or(it.Stage, assess.Full))
}

// item returns the field of an item. It is never hidden where it might apply: of two
// reasons to hide it, the form uses that of the item which it follows up.
func (f *Form) item(in *assess.Instrument, it *assess.Item) Field {
	out := Field{Column: in.ID + "." + it.ID, Label: it.Prompt, Hint: it.Help}
	for _, w := range assess.AnswerWords {
		if w.Value != string(assess.NotAsked) {
			out.Choices = append(out.Choices, Answer{w.Value, cmp.Or(w.Option, w.Label)})
		}
	}
	if it.Type == assess.Choice {
		out.Choices = slices.DeleteFunc(out.Choices, func(a Answer) bool { return a.Code == string(assess.Yes) || a.Code == string(assess.No) })
		for k, o := range it.Options {
			out.Choices = slices.Insert(out.Choices, k, Answer{o.Value, o.Label})
		}
	}
	for _, parent := range it.FollowUpOf {
		if i, _ := in.Item(parent); !f.asks(&in.Items[i]) {
			continue
		}
		out.Shown = append(out.Shown, Test{Column: in.ID + "." + parent, Is: string(assess.No), Not: true})
	}
	if out.Shown == nil && it.AppliesWhen != nil {
		out.Shown = f.any(in, it.AppliesWhen)
	}
	return out
}

// any returns tests that are true if any of the conditions is; nil, which is always
// shown, if one of them cannot be said so.
func (f *Form) any(in *assess.Instrument, conditions ...*assess.Condition) (out When) {
	for _, c := range conditions {
		if c == nil {
			continue
		}
		column := ""
		switch {
		case c.Case != "":
			column = "case." + c.Case
		case c.Contact != "":
			column = "contact." + c.Contact
		case c.ItemID != "":
			column = in.ID + "." + c.ItemID
		}
		if column == "" || !f.has(column) {
			return nil
		}
		empty := Test{Column: column}
		out = append(out, empty) // nobody knows yet: it might apply
		for _, word := range c.Is {
			if word != assess.Absent {
				out = append(out, Test{Column: column, Is: word})
			}
		}
	}
	return slices.CompactFunc(out, func(a, b Test) bool { return a == b })
}

// has reports whether the form has a field.
func (f *Form) has(column string) bool {
	return slices.ContainsFunc(f.Parts, func(p Part) bool {
		return slices.ContainsFunc(p.Fields, func(of Field) bool { return of.Column == column })
	})
}

// clash returns an error if two fields have one name, since their answers would be
// taken for each other.
func (f *Form) clash() error {
	seen := map[string]bool{}
	for _, p := range f.Parts {
		for i := range p.Fields {
			name := p.Fields[i].Name()
			if seen[name] {
				return fmt.Errorf("two questions would have the name %s in a form; give one of them another id", name)
			}
			seen[name] = true
		}
	}
	return nil
}

// Version names the versions of the questionnaires: "stalking-1.0.0+dash-1.0.0".
func (f *Form) Version() string {
	var out []string
	for _, in := range f.Instruments {
		out = append(out, in.ID+"-"+in.Version)
	}
	return strings.Join(out, "+")
}

// Title returns what people call the form.
func (f *Form) Title() string {
	titles := map[assess.Stage]string{assess.Screen: "Is this stalking?", assess.FirstContact: "Stalking: first contact", assess.Full: "Stalking: full assessment"}
	return titles[f.Stage]
}

// constants are the columns that are the same in each filled form: what was asked, and
// by which version.
func (f *Form) constants() (out [][2]string) {
	out = append(out, [2]string{"stage", string(f.Stage)})
	for _, in := range f.Instruments {
		out = append(out, [2]string{"instruments." + in.ID, in.Version})
	}
	return out
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
