package assessmentfile

import (
	"bytes"
	"path"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

// Record is a saved assessment, as far as it could be read. Assessment is zero if the
// record could not be parsed.
type Record struct {
	Assessment assess.Assessment
	Problems   []assess.Problem // in file order; nil if there are none
	// Scorable is false if the record cannot be parsed, is not an object, has no
	// format or a different one, or has no valid assessed_at. A problem says which.
	Scorable bool
}

// FromNode reads a record from a parsed tree, such as one in a worked example.
func FromNode(root *strictfile.Node) Record { return read(strictfile.Document{Root: root}) }

// ReadJSON reads one record: an object, with only space around it.
func ReadJSON(b []byte) Record {
	root, problems := strictfile.ParseJSON(b)
	return read(strictfile.Document{Root: root, Problems: problems})
}

// Read reads the records of a file by the suffix of its name: .json has one record or
// a list of them, .yaml and .yml have one or more documents. With any other suffix, a
// file that begins with { or [ is JSON, and any other is YAML.
func Read(name string, b []byte) []Record { return readAll(documents(name, b)) }

// Locate sets the line and column of problems that have none, such as those of
// assess.Check, by their paths in a record. The record is at index place in a file
// that Read has read. Locate parses the file again, so that records need not keep it.
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
	b = bytes.TrimLeft(bytes.TrimPrefix(b, byteOrderMark), " \t\r\n")
	return len(b) > 0 && (b[0] == '{' || b[0] == '[')
}

// One returns the first record of a file that should have only one. If there are
// more, it adds a problem that says so.
func One(records []Record) Record {
	r := records[0]
	if len(records) > 1 {
		r.Problems = append(r.Problems, assess.Problem{
			Code:    CodeSecondDocument,
			Message: "the file has more than one record; put each in its own file",
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
		// Another kind of file: its other problems would be meaningless.
		r.report("format", codeUnknownFormat, "not a format that this version reads; write "+assess.AssessmentFormat)
	} else {
		r.Problems = append(r.Problems, wrong...)
		if doc.Root.Kind == strictfile.Object {
			r.check()
		}
	}
	strictfile.Sort(r.Problems)
	return r.Record
}
