package table

import (
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

// MapFile is the content of a file of --map-file.
type MapFile struct {
	Map      Map
	Dates    string // as --dates
	Timezone string // as --timezone
}

// ReadMap reads a map file: YAML with what --map, --dates and --timezone say.
//
//	headings: {Date of event: at, Officer: ""}
//	values:
//	  "*": {"Yes": "yes", "NK": unknown}
//	  kind: {Hanging about: loitering}
//	question_texts: true
//	dates: dmy
//	timezone: Europe/London
//
// Every fault is reported; no heading and no value is quoted.
func ReadMap(b []byte, c Columns) (MapFile, []assess.Problem) {
	docs := strictfile.ParseYAML(b)
	var known struct {
		Headings  map[string]string            `json:"headings"`
		Values    map[string]map[string]string `json:"values"`
		Questions bool                         `json:"question_texts"`
		Dates     string                       `json:"dates"`
		Timezone  string                       `json:"timezone"`
	}
	r := mapReader{columns: c, file: MapFile{Map: Map{headings: map[string]string{}, values: map[mappedValue]string{}}}}
	for _, doc := range docs {
		r.problems = append(r.problems, doc.Problems...)
	}
	if root := docs[0].Root; root != nil {
		r.problems = append(r.problems, strictfile.Decode(root, &known)...)
		r.file.Map.questions, r.file.Dates, r.file.Timezone = known.Questions, known.Dates, known.Timezone
		r.headings(root.Field("headings"))
		r.values(root.Field("values"))
	}
	assess.HideKeys(r.problems, known)
	strictfile.Sort(r.problems)
	return r.file, r.problems
}

type mapReader struct {
	columns  Columns
	file     MapFile
	problems []assess.Problem
}

func (r *mapReader) fault(f *strictfile.Field, path, message string) {
	r.problems = append(r.problems, assess.Problem{Code: CodeUnknownHeading, Path: path, Message: message, Line: f.Line, Column: f.Column})
}

// headings adds the headings; what is not text is reported already.
func (r *mapReader) headings(n *strictfile.Node) {
	if n == nil {
		return
	}
	for i := range n.Fields {
		f := &n.Fields[i]
		if f.Value.Kind != strictfile.String {
			continue
		}
		if fault := r.file.Map.addHeading(strings.TrimSpace(f.Key), strings.TrimSpace(f.Value.Text), r.columns); fault != "" {
			r.fault(f, "headings", notOurs(f.Value.Text, r.columns))
		}
	}
}

// values adds the values of each column.
func (r *mapReader) values(n *strictfile.Node) {
	if n == nil {
		return
	}
	for i := range n.Fields {
		of := &n.Fields[i]
		if !r.columns.knows(of.Key) {
			r.fault(of, "values", notOurs(of.Key, r.columns))
			continue
		}
		for k := range of.Value.Fields {
			if v := &of.Value.Fields[k]; v.Value.Kind == strictfile.String {
				r.file.Map.addValue(of.Key, strings.TrimSpace(v.Key), strings.TrimSpace(v.Value.Text))
			}
		}
	}
}

// notOurs is the message for a word that should be one of our columns.
func notOurs(word string, c Columns) string {
	if near := assess.Nearest(strings.TrimSpace(word), c.get().names); near != "" {
		return `not a column here; did you mean "` + near + `"?`
	}
	return "not a column here; stalkrisk help csv says where they are listed"
}
