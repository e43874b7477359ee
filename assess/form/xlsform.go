package form

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"strings"
	"time"

	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/safetext"
)

// XLSForm returns the form as a workbook for ODK, KoboToolbox and other programs that
// read XLSForm (https://xlsform.org/en/). The same form makes the same bytes.
func (f *Form) XLSForm() ([]byte, error) {
	x := xlsForm{lists: map[string]string{}}
	x.survey = [][]string{{"type", "name", "label", "hint", "relevant", "required", "calculation"}}
	x.choices = [][]string{{"list_name", "name", "label"}}
	x.row("end", "assessed_at", "", "", "", "", "")
	for _, c := range f.constants() {
		x.row("calculate", assessmentfile.FormName(c[0]), "", "", "", "", "'"+c[1]+"'")
	}
	for _, p := range f.Parts {
		x.row("begin_group", groupName(p), p.Title, "", xpath(p.Shown), "", "")
		for i := range p.Fields {
			x.field(&p.Fields[i])
		}
		x.row("end_group", "", "", "", "", "", "")
	}
	x.row("begin_repeat", assessmentfile.RepeatOfIncidents, "An incident", "", "", "", "")
	x.row("calculate", "case", "", "", "", "", "${"+assessmentfile.FormName("case.reference")+"}")
	for i := range f.Incidents {
		x.field(&f.Incidents[i])
	}
	x.row("end_repeat", "", "", "", "", "", "")
	settings := [][]string{
		{"form_title", "form_id", "version", "default_language"},
		{f.Title(), "stalkrisk_" + string(f.Stage), f.Version(), "English (en)"},
	}
	return workbook([]sheet{{"survey", x.survey}, {"choices", x.choices}, {"settings", settings}})
}

// xlsForm holds the rows of the sheets as they grow.
type xlsForm struct {
	survey, choices [][]string
	lists           map[string]string // the name of a list of choices, by its content
}

func (x *xlsForm) row(cells ...string) { x.survey = append(x.survey, cells) }

// field adds a question.
func (x *xlsForm) field(f *Field) {
	kind := map[Kind]string{Line: "text", Text: "text", Day: "date", Note: "note"}[f.Kind]
	if f.Kind == Choice {
		kind = "select_one " + x.list(f.Choices)
	}
	required := ""
	if f.Column == "case.reference" {
		required = "yes"
	}
	x.row(kind, f.Name(), f.Label, f.Hint, xpath(f.Shown), required, "")
}

// list returns the name of a list of choices, and adds the list if it is new.
func (x *xlsForm) list(all []Answer) string {
	key := fmt.Sprint(all)
	if x.lists[key] == "" {
		x.lists[key] = fmt.Sprintf("list_%d", len(x.lists)+1)
		for _, a := range all {
			x.choices = append(x.choices, []string{x.lists[key], a.Code, a.Label})
		}
	}
	return x.lists[key]
}

// groupName returns the name of a part, which ODK Central puts before the names of its
// fields.
func groupName(p Part) string { return assessmentfile.GroupPrefix + assessmentfile.FormName(p.ID) }

// xpath returns when a question is shown, as an expression of XPath.
func xpath(w When) string {
	return expression(w, func(t Test, operator string) string {
		return fmt.Sprintf("${%s} %s '%s'", assessmentfile.FormName(t.Column), operator, t.Is)
	})
}

// expression joins the tests with "or".
func expression(w When, one func(t Test, operator string) string) string {
	var out []string
	for _, t := range w {
		operator := "="
		if t.Not {
			operator = "!="
		}
		out = append(out, one(t, operator))
	}
	return strings.Join(out, " or ")
}

// sheet is one sheet of a workbook.
type sheet struct {
	name string
	rows [][]string
}

// workbook returns the sheets as a workbook of Office Open XML (ECMA-376), with each
// text in its cell and every time fixed.
func workbook(sheets []sheet) ([]byte, error) {
	const (
		head  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
		main  = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
		doc   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
		rels  = "http://schemas.openxmlformats.org/package/2006/relationships"
		types = "http://schemas.openxmlformats.org/package/2006/content-types"
		of    = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	)
	var list, relations, overrides strings.Builder
	files := [][2]string{}
	for i, s := range sheets {
		n := i + 1
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, s.name, n, n)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, n, doc, n)
		fmt.Fprintf(&overrides, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, n, of)
		files = append(files, [2]string{fmt.Sprintf("xl/worksheets/sheet%d.xml", n), head + `<worksheet xmlns="` + main + `"><sheetData>` + rowsOf(s.rows) + `</sheetData></worksheet>`})
	}
	files = append([][2]string{
		{"[Content_Types].xml", head + `<Types xmlns="` + types + `"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="` + of + `sheet.main+xml"/>` + overrides.String() + `</Types>`},
		{"_rels/.rels", head + `<Relationships xmlns="` + rels + `"><Relationship Id="rId1" Type="` + doc + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", head + `<workbook xmlns="` + main + `" xmlns:r="` + doc + `"><sheets>` + list.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", head + `<Relationships xmlns="` + rels + `">` + relations.String() + `</Relationships>`},
	}, files...)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, file := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: file[0], Method: zip.Deflate, Modified: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(file[1])); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}

// rowsOf returns the rows of a sheet, without its empty cells.
func rowsOf(rows [][]string) string {
	var b bytes.Buffer
	for r, cells := range rows {
		fmt.Fprintf(&b, `<row r="%d">`, r+1)
		for c, text := range cells {
			if text == "" {
				continue
			}
			fmt.Fprintf(&b, `<c r="%c%d" t="inlineStr"><is><t xml:space="preserve">`, 'A'+c, r+1)
			b.WriteString(html.EscapeString(safetext.Mark(text)))
			b.WriteString(`</t></is></c>`)
		}
		b.WriteString(`</row>`)
	}
	return b.String()
}
