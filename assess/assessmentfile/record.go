package assessmentfile

import (
	"bytes"
	"path"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

// Record is a saved assessment, as far as it could be read. The Assessment is zero
// if it could not be parsed at all.
type Record struct {
	Assessment assess.Assessment
	Problems   []assess.Problem // in file order; nil if there are none
	// Scorable is false if the record cannot be parsed, is not an object, has no
	// format or another one, or has no readable assessed_at. A problem says which.
	Scorable bool
}

// ReadJSON reads one record: an object, with nothing but space around it.
func ReadJSON(b []byte) Record {
	root, problems := strictfile.ParseJSON(b)
	return read(strictfile.Document{Root: root, Problems: problems})
}

// Read reads the records of a file of that name, by its suffix: .json holds one
// or a list of them, .yaml and .yml one or several documents. Of any other name,
// it is JSON if it begins with { or [, and otherwise YAML.
func Read(name string, b []byte) []Record { return readAll(documents(name, b)) }

// Locate sets the line and column of problems that have none, such as those of
// assess.Check, by their paths in the record at that place (from 0) of a file that
// Read has read. It parses the file again, so that no record has to keep it.
func Locate(name string, b []byte, place int, problems []assess.Problem) {
	docs := documents(name, b)
	if place >= len(docs) {
		return
	}
	for i := range problems {
		p := &problems[i]
		if n := docs[place].Root.Find(p.Path); n != nil && p.Line == 0 {
			p.Line, p.Column = n.Line, n.Column
		}
	}
}

func documents(name string, b []byte) []strictfile.Document {
	if isJSON(name, b) {
		return strictfile.FileLimits.ParseJSONList(b)
	}
	return strictfile.ParseYAML(b)
}

func isJSON(name string, b []byte) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".json":
		return true
	case ".yaml", ".yml":
		return false
	}
	b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\ufeff")), " \t\r\n")
	return len(b) > 0 && (b[0] == '{' || b[0] == '[')
}

// One returns the only record that a file should have: the first. If there are
// more, that is one of its problems.
func One(records []Record) Record {
	r := records[0]
	if len(records) > 1 {
		r.Problems = append(r.Problems, assess.Problem{
			Code:    CodeSecondDocument,
			Message: "the file holds more than one record; put each into a file of its own",
		})
	}
	return r
}

func readAll(docs []strictfile.Document) []Record {
	records := make([]Record, len(docs))
	for i, doc := range docs {
		records[i] = read(doc)
	}
	return records
}

// read makes a record from a document.
func read(doc strictfile.Document) Record {
	r := reading{root: doc.Root, Record: Record{Problems: doc.Problems}}
	if doc.Root == nil {
		return r.Record
	}
	wrong := shapes.Decode(doc.Root, &r.Assessment)
	if f := r.Assessment.Format; f != "" && f != assess.AssessmentFormat {
		// Another kind of file; other problems would mean nothing.
		r.report("format", CodeUnknownFormat, "not a format that is read here; write "+assess.AssessmentFormat)
	} else {
		r.Problems = append(r.Problems, wrong...)
		if doc.Root.Kind == strictfile.Object {
			r.check()
		}
	}
	strictfile.Sort(r.Problems)
	return r.Record
}
