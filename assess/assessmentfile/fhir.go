package assessmentfile

import (
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

// A QuestionnaireResponse of FHIR R4 to a form of package form is read as an
// assessment. A link id is the name of a column, and a coding's code is our word. The
// text of an answer is never read for its code.

const (
	// FHIRQuestionnaire begins the address of a form, before the stage. A version is
	// after "|" in a response: stalking-1.0.0+dash-1.0.0.
	FHIRQuestionnaire = "urn:x-stalkrisk:questionnaire:"
	// FHIRAnswers is the system of the codes of all answers.
	FHIRAnswers = "urn:x-stalkrisk:answers"
)

// fhirType returns the type of a FHIR resource, or "".
func fhirType(root *strictfile.Node) string {
	if root == nil || root.Kind != strictfile.Object {
		return ""
	}
	if n := root.Field("resourceType"); n != nil && n.Kind == strictfile.String {
		return n.Text
	}
	return ""
}

// responses returns the documents that a FHIR resource holds: a response, or each of a
// Bundle. Any other resource is a fault.
func responses(doc strictfile.Document) (out []strictfile.Document) {
	switch fhirType(doc.Root) {
	case "QuestionnaireResponse":
		return []strictfile.Document{response(doc)}
	case "Bundle":
		if more := nextPage(doc.Root); more != nil {
			doc.Problems = append(doc.Problems, fhirFault(more, codeOnePage, "this Bundle is one page of several, and names the next; give the others as well"))
		}
		if entries := doc.Root.Field("entry"); entries != nil {
			for _, e := range entries.Items {
				one := strictfile.Document{Root: e.Field("resource"), Problems: doc.Problems}
				doc.Problems = nil // once
				if fhirType(one.Root) != "QuestionnaireResponse" {
					continue
				}
				out = append(out, response(one))
			}
		}
		if out == nil {
			doc.Problems = append(doc.Problems, fhirFault(doc.Root, CodeUnknownFormat, "this Bundle of FHIR has no QuestionnaireResponse; export the responses to the form"))
			out = []strictfile.Document{{Problems: doc.Problems}}
		}
		return out
	}
	return []strictfile.Document{{Problems: append(doc.Problems, fhirFault(doc.Root, CodeUnknownFormat, "a resource of FHIR that is not a QuestionnaireResponse; give the responses to the form"))}}
}

// nextPage returns the link of a Bundle to its next page, or nil.
func nextPage(bundle *strictfile.Node) *strictfile.Node {
	links := bundle.Field("link")
	if links == nil {
		return nil
	}
	for _, l := range links.Items {
		if textOf(l.Field("relation")) == "next" {
			return l
		}
	}
	return nil
}

func fhirFault(n *strictfile.Node, code, message string) assess.Problem {
	return assess.Problem{Code: code, Message: message, Line: max(n.Line, 1), Column: n.Column}
}

// response returns a response as a document of an assessment.
func response(doc strictfile.Document) strictfile.Document {
	root := doc.Root
	r := responding{doc: strictfile.Document{Problems: doc.Problems, Root: &strictfile.Node{Kind: strictfile.Object, Line: root.Line, Column: root.Column}}}
	address, version, _ := strings.Cut(textOf(root.Field("questionnaire")), "|")
	stage, ours := strings.CutPrefix(address, FHIRQuestionnaire)
	switch {
	case !ours:
		return r.refuse(root, "a response of FHIR to another questionnaire; only those of stalkrisk questionnaire export are read")
	case version == "":
		return r.refuse(root, "this response does not say the version of its questionnaire, so its answers cannot be trusted; export it with the version after the | of questionnaire")
	}
	r.put("format", assess.AssessmentFormat, root)
	r.put("stage", stage, root)
	r.copy("id", root.Field("id"))
	r.copy("assessed_at", root.Field("authored"))
	for used := range strings.SplitSeq(version, "+") {
		id, v, _ := strings.Cut(used, "-")
		r.put("instruments."+id, v, root)
	}
	switch textOf(root.Field("status")) {
	case "completed", "amended":
		r.put("status", string(assess.Complete), root)
	case "in-progress":
		r.put("status", string(assess.Draft), root)
	default:
		return r.refuse(root, "the status of this response is not completed, amended or in-progress, so it is not read")
	}
	r.items(root, r.doc.Root, "")
	return r.doc
}

// responding makes the document of an assessment.
type responding struct{ doc strictfile.Document }

func (r *responding) refuse(n *strictfile.Node, message string) strictfile.Document {
	return strictfile.Document{Problems: append(r.doc.Problems, fhirFault(n, CodeUnknownFormat, message))}
}

func textOf(n *strictfile.Node) string {
	if n == nil || n.Kind != strictfile.String {
		return ""
	}
	return n.Text
}

// put puts a text at the path of a column.
func (r *responding) put(column, text string, at *strictfile.Node) {
	place(r.doc.Root, strings.Split(column, "."), &strictfile.Node{Kind: strictfile.String, Text: text, Line: at.Line, Column: at.Column})
}

func (r *responding) copy(column string, n *strictfile.Node) {
	if n != nil {
		place(r.doc.Root, strings.Split(column, "."), n)
	}
}

// items reads the answers below a node into an object. above begins the link ids of a
// list's entry.
func (r *responding) items(n, into *strictfile.Node, above string) {
	items := n.Field("item")
	if items == nil {
		return
	}
	if items.Kind != strictfile.List {
		r.fault(items, "the items of a response are not a list, so they are not read; export it again")
	}
	for _, it := range items.Items {
		if it.Kind != strictfile.Object {
			r.fault(it, "an item of a response that is not an object, so it is not read; export it again")
			continue
		}
		id := textOf(it.Field("linkId"))
		switch {
		case id == "incidents":
			r.incident(it)
			continue
		case strings.HasPrefix(id, "group."), strings.HasSuffix(id, ".count"):
		case it.Field("answer") != nil:
			r.answer(it, into, strings.TrimPrefix(id, above))
		}
		r.items(it, into, above)
		if answers := it.Field("answer"); answers != nil { // items can be below an answer too
			for _, answer := range answers.Items {
				r.items(answer, into, above)
			}
		}
	}
}

// fault adds a fault of what cannot be read of a response.
func (r *responding) fault(n *strictfile.Node, message string) {
	r.doc.Problems = append(r.doc.Problems, fhirFault(n, strictfile.CodeBadText, message))
}

// incident reads one incident of the list.
func (r *responding) incident(it *strictfile.Node) {
	list := r.doc.Root.Field("incidents")
	if list == nil {
		list = &strictfile.Node{Kind: strictfile.List, Line: it.Line, Column: it.Column}
		place(r.doc.Root, []string{"incidents"}, list)
	}
	one := &strictfile.Node{Kind: strictfile.Object, Line: it.Line, Column: it.Column}
	r.items(it, one, "incidents.")
	list.Items = append(list.Items, one)
}

// answer reads the answer to one question. More than one is a fault: nobody knows which
// is meant.
func (r *responding) answer(it, into *strictfile.Node, column string) {
	answers := it.Field("answer").Items
	if len(answers) != 1 {
		r.fault(it, "a question with more than one answer, or none; write one")
		return
	}
	value := valueOf(answers[0])
	if value == nil {
		r.fault(it, "an answer without a code or a text; write the code of one of the answers of the form")
		return
	}
	path := strings.Split(column, ".")
	if f := assess.FactAt(column); f == nil && len(path) == 2 {
		path = slices.Insert(path, 0, "responses")
	}
	if column == "severity" {
		value = &strictfile.Node{Kind: strictfile.Number, Text: value.Text, Line: value.Line, Column: value.Column}
	}
	if there(into, path) {
		r.doc.Problems = append(r.doc.Problems, fhirFault(it, strictfile.CodeDuplicateKey, "a question that is answered twice; keep one"))
		return
	}
	place(into, path, value)
}

// there reports whether there is a value at the path.
func there(n *strictfile.Node, path []string) bool {
	for _, key := range path {
		n = n.Field(key)
	}
	return n != nil
}

// valueOf returns the value of an answer: the code of a coding, or a text or a date.
func valueOf(answer *strictfile.Node) *strictfile.Node {
	if c := answer.Field("valueCoding"); c != nil {
		if textOf(c.Field("system")) != FHIRAnswers {
			return nil
		}
		return c.Field("code")
	}
	for _, key := range []string{"valueString", "valueDate", "valueDateTime"} {
		if v := answer.Field(key); v != nil {
			return v
		}
	}
	return nil
}
