package assessmentfile

import (
	"bufio"
	"bytes"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

// Record is a saved assessment, as far as it could be read. Assessment is zero if the
// record could not be parsed.
type Record struct {
	Assessment assess.Assessment
	Problems   []assess.Problem // in file order; nil if there are none
	Unlisted   int              // further problems, which the table that it is from lists once for all rows
	// Scorable is false if the record cannot be parsed, is not an object, has no
	// format or a different one, or has no valid assessed_at. A problem says which.
	Scorable bool
	// Exported is true if another program exported it from a form, whose questions are
	// those of one version only.
	Exported bool
}

// FromNode reads a record from a parsed tree, such as one in a worked example.
func FromNode(root *strictfile.Node) Record { return read(strictfile.Document{Root: root}) }

// ReadJSON reads one record: an object, with only space around it.
func ReadJSON(b []byte) Record { return One(readRecords(b)) }

// Read reads the records of a file, and returns at least one. It detects the format if
// that is not clear from the name: .json has one record or a list of them, .yaml and
// .yml have one or more documents, .ndjson has one on each line.
func Read(name string, b []byte) (all []Record) {
	in := bufio.NewReader(bytes.NewReader(b))
	format := FormatIn(name, in)
	if format == CSV {
		format = YAML // a table needs its headings
	}
	cutter := NewCutter(format, in)
	for {
		c, err := cutter.Next(nil)
		if err != nil { // the end
			break
		}
		all = append(all, c.Records(format, nil)...)
	}
	if len(all) == 0 {
		all = append(all, Empty())
	}
	return all
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
	wrong := shapes.Get().Decode(doc.Root, &r.Assessment)
	if f := r.Assessment.Format; f != "" && f != assess.AssessmentFormat {
		// Another kind of file: its other problems would be meaningless.
		r.report("format", CodeUnknownFormat, "not a format that this version reads; write "+assess.AssessmentFormat)
	} else {
		r.Problems = append(r.Problems, wrong...)
		if doc.Root.Kind == strictfile.Object {
			r.check()
		}
	}
	strictfile.Sort(r.Problems)
	return r.Record
}
