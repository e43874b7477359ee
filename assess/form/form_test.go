package form

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/batch"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/table"
	"stalkrisk/questionnaires"
)

// load loads the shipped questionnaires once.
var load = sync.OnceValues(func() (assess.Questionnaires, error) { return questionnairefile.LoadAll(questionnaires.Files) })

func shipped(t testing.TB) (assess.Questionnaires, assess.Instruments) {
	t.Helper()
	all, err := load()
	if err != nil {
		t.Fatal(err)
	}
	set, _ := all.For(&assess.Assessment{}, assess.Tool{})
	return all, set
}

func made(t testing.TB, stage assess.Stage) *Form {
	t.Helper()
	_, set := shipped(t)
	f, err := New(set, stage)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// filled is a form that somebody has filled in: values by column.
type filled struct {
	id        string
	values    map[string]string
	incidents []map[string]string
}

// fillIn writes what an assessment holds into a form, as far as the form asks.
func fillIn(f *Form, a *assess.Assessment, n int) filled {
	out := filled{id: fmt.Sprintf("uuid-%d", n), values: map[string]string{}}
	for _, p := range f.Parts {
		for _, field := range p.Fields {
			if v := recorded(a, &field); v != "" {
				out.values[field.Column] = v
			}
		}
	}
	out.values["case.reference"] = fmt.Sprintf("NP-%d", n)
	for i := range a.Incidents {
		if at := a.Incidents[i].At.String(); at > "2026-11-2" {
			continue // score leaves out incidents of a table that are dated later
		}
		one := map[string]string{}
		for _, field := range f.Incidents {
			fact := assess.FactAt("incidents[]." + field.Column)
			v := fact.Get(&a.Incidents[i])
			if field.Kind == Day && len(v) > len("2026-11-20") {
				v = v[:len("2026-11-20")]
			}
			if v != "" && (field.Kind != Choice || field.offers(v)) {
				one[field.Column] = v
			}
		}
		if len(one) > 0 {
			out.incidents = append(out.incidents, one)
		}
	}
	return out
}

func (f *Field) offers(v string) bool {
	return slices.ContainsFunc(f.Choices, func(a Answer) bool { return a.Code == v })
}

// recorded returns what a field of the form would hold; "" for what it cannot.
func recorded(a *assess.Assessment, f *Field) (v string) {
	if fact := assess.FactAt(f.Column); fact != nil {
		v = fact.Get(a)
	} else if id, item, ok := strings.Cut(f.Column, "."); ok {
		r, _ := a.Responses.Of(id, item)
		v = string(r.Answer)
	}
	if f.Kind == Choice && !f.offers(v) {
		return ""
	}
	return v
}

// written are the filled forms as an assessment file has them: the answers that must
// come back.
func written(f *Form, all []filled) []byte {
	var b bytes.Buffer
	for _, one := range all {
		doc := map[string]any{"format": assess.AssessmentFormat, "id": one.id, "assessed_at": assesstest.AssessedAt, "stage": string(f.Stage)}
		put := func(path []string, v any) {
			at := doc
			for _, key := range path[:len(path)-1] {
				if at[key] == nil {
					at[key] = map[string]any{}
				}
				at = at[key].(map[string]any)
			}
			at[path[len(path)-1]] = v
		}
		for _, in := range f.Instruments {
			put([]string{"instruments", in.ID}, in.Version)
		}
		for column, v := range one.values {
			path := strings.Split(column, ".")
			if assess.FactAt(column) == nil {
				path = append([]string{"responses"}, path...)
			}
			put(path, v)
		}
		var incidents []any
		for _, inc := range one.incidents {
			entry := map[string]any{}
			for k, v := range inc {
				entry[k] = v
				if k == "severity" {
					entry[k] = json.Number(v)
				}
			}
			incidents = append(incidents, entry)
		}
		if incidents != nil {
			doc["incidents"] = incidents
		}
		line, _ := json.Marshal(doc)
		b.Write(append(line, '\n'))
	}
	return b.Bytes()
}

// odk writes filled forms as ODK Central exports them: a table of the submissions, and
// one of the incidents.
func odk(f *Form, all []filled) (submissions, incidents []byte) {
	head, columns := []string{"SubmissionDate", "assessed_at"}, []string{"", ""}
	for _, c := range f.constants() {
		head, columns = append(head, assessmentfile.FormName(c[0])), append(columns, "="+c[1])
	}
	for _, p := range f.Parts {
		for i := range p.Fields {
			head, columns = append(head, groupName(p)+"-"+p.Fields[i].Name()), append(columns, p.Fields[i].Column)
		}
	}
	head = append(head, "meta-instanceID", "KEY", "SubmitterID", "Status", "Edits", "FormVersion")
	rows := [][]string{head}
	listed := [][]string{append(append([]string{"case"}, names(f.Incidents)...), "PARENT_KEY", "KEY")}
	for _, one := range all {
		row := []string{"2026-11-21T09:00:00.000Z", "2026-11-20T14:03:00.000Z"}
		for _, c := range columns[2:] {
			v, constant := strings.CutPrefix(c, "=")
			if !constant {
				v = one.values[c]
			}
			row = append(row, v)
		}
		rows = append(rows, append(row, one.id, one.id, "14", "", "0", f.Version()))
		for k, inc := range one.incidents {
			row := []string{one.values["case.reference"]}
			for _, field := range f.Incidents {
				row = append(row, inc[field.Column])
			}
			listed = append(listed, append(row, one.id, fmt.Sprintf("%s/%d", one.id, k)))
		}
	}
	return asCSV(rows), asCSV(listed)
}

// kobo returns what KoboToolbox exports of filled forms, XML values and headers: the
// tables of odk with its own columns, "/" between the groups and semicolons.
func kobo(t *testing.T, f *Form, all []filled) (submissions, incidents []byte) {
	submissions, incidents = odk(f, all)
	rename := func(b []byte, own map[string]string) []byte {
		rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, h := range rows[0] {
			if strings.HasPrefix(h, assessmentfile.GroupPrefix) {
				h = strings.Replace(h, "-", "/", 1)
			}
			rows[0][i] = h
			if name := own[h]; name != "" {
				rows[0][i] = name
			}
		}
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		w.Comma = ';'
		_ = w.WriteAll(rows)
		return out.Bytes()
	}
	submissions = rename(submissions, map[string]string{
		"SubmissionDate": "_submission_time", "meta-instanceID": "meta/rootUuid", "KEY": "_uuid", "SubmitterID": "_id", "Status": "_status", "Edits": "_index", "FormVersion": "__version__",
	})
	own := map[string]string{"PARENT_KEY": "_submission__uuid", "KEY": "_parent_index"}
	for i := range f.Incidents {
		own[f.Incidents[i].Name()] = assessmentfile.RepeatOfIncidents + "/" + f.Incidents[i].Name()
	}
	return submissions, rename(incidents, own)
}

func names(fields []Field) (out []string) {
	for i := range fields {
		out = append(out, fields[i].Name())
	}
	return out
}

func asCSV(rows [][]string) []byte {
	var b bytes.Buffer
	_ = csv.NewWriter(&b).WriteAll(rows)
	return b.Bytes()
}

// redcapExport writes filled forms as REDCap exports raw data: one table with the rows
// of both forms, in the order of its own data dictionary.
func redcapExport(t *testing.T, f *Form, all []filled) []byte {
	dictionary, err := f.REDCap()
	if err != nil {
		t.Fatal(err)
	}
	fields, err := csv.NewReader(bytes.NewReader(dictionary)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]string{}
	for _, p := range f.Parts {
		for i := range p.Fields {
			byName[p.Fields[i].Name()] = p.Fields[i].Column
		}
	}
	constant := map[string]string{assessmentfile.AssessedAtUTC: "2026-11-20 14:03:00"}
	for _, c := range f.constants() {
		constant[assessmentfile.FormName(c[0])] = c[1]
	}
	head := []string{"case_reference", "redcap_repeat_instrument", "redcap_repeat_instance"}
	var kept []string
	for _, row := range fields[2:] {
		if row[3] != "descriptive" {
			kept = append(kept, row[0])
		}
	}
	head = append(append(head, kept...), "stalkrisk_assessment_complete", "stalkrisk_incidents_complete")
	rows := [][]string{head}
	for _, one := range all {
		row := []string{one.values["case.reference"], "", ""}
		for _, name := range kept {
			v := constant[name]
			if !strings.HasPrefix(name, assessmentfile.IncidentPrefix) && v == "" {
				v = one.values[byName[name]]
			}
			row = append(row, v)
		}
		rows = append(rows, append(row, "2", ""))
		for k, inc := range one.incidents {
			row := []string{one.values["case.reference"], assessmentfile.RepeatOfIncidents, fmt.Sprint(k + 1)}
			for _, name := range kept {
				column, its := strings.CutPrefix(name, assessmentfile.IncidentPrefix)
				if !its {
					column = "-"
				}
				row = append(row, inc[column])
			}
			rows = append(rows, append(row, "", "2"))
		}
	}
	return asCSV(rows)
}

// fhirResponses writes filled forms as responses of FHIR, each with the groups of the
// questionnaire.
func fhirResponses(f *Form, all []filled) []byte {
	type object = map[string]any
	answer := func(link string, field *Field, v string) object {
		value := object{"valueString": v}
		switch field.Kind {
		case Choice:
			value = object{"valueCoding": object{"system": assessmentfile.FHIRAnswers, "code": v, "display": "shown"}}
		case Day:
			value = object{"valueDate": v}
		}
		return object{"linkId": link, "answer": []any{value}}
	}
	var b bytes.Buffer
	for _, one := range all {
		var items []any
		for _, p := range f.Parts {
			var inside []any
			for i := range p.Fields {
				if v := one.values[p.Fields[i].Column]; v != "" {
					inside = append(inside, answer(p.Fields[i].Column, &p.Fields[i], v))
				}
			}
			if inside != nil {
				items = append(items, object{"linkId": "group." + p.ID, "item": inside})
			}
		}
		for _, inc := range one.incidents {
			var inside []any
			for i := range f.Incidents {
				if v := inc[f.Incidents[i].Column]; v != "" {
					inside = append(inside, answer("incidents."+f.Incidents[i].Column, &f.Incidents[i], v))
				}
			}
			items = append(items, object{"linkId": "incidents", "item": inside})
		}
		line, _ := json.Marshal(object{
			"resourceType": "QuestionnaireResponse", "id": one.id, "status": "completed", "authored": assesstest.AssessedAt,
			"questionnaire": assessmentfile.FHIRQuestionnaire + string(f.Stage) + "|" + f.Version(), "item": items,
		})
		b.Write(append(line, '\n'))
	}
	return b.Bytes()
}

// scored are the results of files, a line each. incidents are tables to join.
func scored(t *testing.T, text []byte, format assessmentfile.Format, incidents ...[]byte) []string {
	t.Helper()
	all, _ := shipped(t)
	joined := &batch.Incidents{}
	for _, tab := range incidents {
		rows, err := assessmentfile.ReadIncidents(bytes.NewReader(tab), table.Options{})
		if err != nil || rows.Problems != nil {
			t.Fatal("incidents: ", err, rows.Problems)
		}
		for i, inc := range rows.Incidents {
			joined.Add("incidents", rows.Cases[i], inc, rows.Faulty[i])
		}
	}
	var sheet *assessmentfile.Sheet
	next := func(room []byte) (assessmentfile.Cut, error) { return sheet.Next(room) }
	if format == assessmentfile.CSV {
		sheet = assessmentfile.OpenSheet(bytes.NewReader(text), table.Options{Columns: assessmentfile.NewColumns(all)})
		if sheet.Problems != nil {
			t.Fatal(sheet.Problems)
		}
	} else {
		next = assessmentfile.NewCutter(format, bufio.NewReader(bytes.NewReader(text))).Next
	}
	var out []string
	for {
		cut, err := next(nil)
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, rec := range cut.Records(format, sheet) {
			if !rec.Scorable || rec.Problems != nil {
				t.Fatalf("record %d: %v", len(out)+1, rec.Problems)
			}
			_, s := joined.Assess(new(assess.Scorer), all, &rec.Assessment, assess.Tool{}, nil)
			s.Result.ID, s.Result.Problems = "", 0                                                          // of joined incidents, those of their table
			out = append(out, strings.Replace(string(s.Result.AppendJSON(nil)), "03:00.000Z", "03:00Z", 1)) // as ODK writes it
		}
	}
}

// TestRoundTrip fills each form with 1,000 made-up assessments, exports them as each
// program does, and reads them back: the results are the same, to the byte.
func TestRoundTrip(t *testing.T) {
	_, set := shipped(t)
	stages := []assess.Stage{assess.Screen, assess.FirstContact, assess.Full}
	for _, stage := range stages {
		f := made(t, stage)
		many := 100
		if stage == assess.Full {
			many = 1000
		}
		random := rand.New(rand.NewPCG(1, 2))
		var all []filled
		for n := range many {
			all = append(all, fillIn(f, assesstest.Invented(random.IntN, set), n))
		}
		want := scored(t, written(f, all), assessmentfile.NDJSON)
		submissions, incidents := odk(f, all)
		toKobo, incidentsOfKobo := kobo(t, f, all)
		both := redcapExport(t, f, all)
		for name, got := range map[string][]string{
			"ODK":    scored(t, submissions, assessmentfile.CSV, incidents),
			"Kobo":   scored(t, toKobo, assessmentfile.CSV, incidentsOfKobo),
			"REDCap": scored(t, both, assessmentfile.CSV, both),
			"FHIR":   scored(t, fhirResponses(f, all), assessmentfile.NDJSON),
		} {
			if len(got) != len(want) {
				t.Fatalf("%s, %s: %d results, want %d", stage, name, len(got), len(want))
			}
			for i := range want {
				if got[i] != want[i] {
					t.Fatalf("%s, %s, record %d:\n%s\nwant\n%s", stage, name, i+1, got[i], want[i])
				}
			}
		}
	}
}

// TestNothingIsHiddenThatApplies checks that a form shows each question that applies:
// with nothing answered, all are shown.
func TestNothingIsHiddenThatApplies(t *testing.T) {
	for _, p := range made(t, assess.Full).Parts {
		for _, f := range p.Fields {
			for _, w := range []When{p.Shown, f.Shown} {
				shown := len(w) == 0 || slices.ContainsFunc(w, func(t Test) bool { return t.Not || t.Is == "" })
				if !shown {
					t.Errorf("%s is hidden before anything is answered", f.Column)
				}
			}
		}
	}
}

// TestShownByWhatIsAsked checks that no question depends on one that its form does not
// ask, which ODK refuses.
func TestShownByWhatIsAsked(t *testing.T) {
	for _, stage := range []assess.Stage{assess.Screen, assess.FirstContact, assess.Full} {
		f := made(t, stage)
		for _, p := range f.Parts {
			for _, field := range p.Fields {
				for _, test := range slices.Concat(p.Shown, field.Shown) {
					if !f.has(test.Column) {
						t.Errorf("%s: %s depends on %s, which is not asked", stage, field.Column, test.Column)
					}
				}
			}
		}
	}
}

// TestXLSForm checks the workbook that pyxform reads: its sheets, and that the same
// form makes the same bytes.
func TestXLSForm(t *testing.T) {
	f := made(t, assess.FirstContact)
	a, err := f.XLSForm()
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := f.XLSForm(); !bytes.Equal(a, b) {
		t.Error("two exports differ")
	}
	z, err := zip.NewReader(bytes.NewReader(a), int64(len(a)))
	if err != nil {
		t.Fatal(err)
	}
	in, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	survey, _ := io.ReadAll(in)
	for _, want := range []string{">stalking_near_now<", ">${stalking_threats} != &#39;no&#39; or ${stalking_weapon} != &#39;no&#39;<", ">end_repeat<", ">select_one list_1<"} {
		if !strings.Contains(string(survey), want) {
			t.Errorf("the survey lacks %s", want)
		}
	}
}

// TestREDCapDictionary checks what REDCap refuses or would misread.
func TestREDCapDictionary(t *testing.T) {
	b, err := made(t, assess.Full).REDCap()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, row := range rows[1:] {
		name, kind := row[0], row[3]
		if len(name) > longestName || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" || seen[name] {
			t.Errorf("%q cannot be the name of a field", name)
		}
		seen[name] = true
		if !slices.Contains([]string{"text", "notes", "radio", "descriptive"}, kind) {
			t.Errorf("%s is a %s: an unticked box would be exported as 0", name, kind)
		}
		if strings.HasPrefix(name, "stalking_") && strings.Count(row[5], " | ") < 3 {
			t.Errorf("%s has not four answers: %s", name, row[5])
		}
	}
}

// TestFHIRLinks checks what validators pass over: link ids once each, and no condition
// about a question or an answer that there is not.
func TestFHIRLinks(t *testing.T) {
	for _, stage := range []assess.Stage{assess.Screen, assess.FirstContact, assess.Full} {
		checkLinks(t, made(t, stage))
	}
}

func checkLinks(t *testing.T, f *Form) {
	b, err := f.FHIR()
	if err != nil {
		t.Fatal(err)
	}
	var q resource
	if err := json.Unmarshal(b, &q); err != nil {
		t.Fatal(err)
	}
	options := map[string][]string{}
	var walk func([]fhirItem, func(*fhirItem))
	walk = func(items []fhirItem, do func(*fhirItem)) {
		for i := range items {
			do(&items[i])
			walk(items[i].Item, do)
		}
	}
	walk(q.Item, func(it *fhirItem) {
		if _, twice := options[it.LinkID]; twice {
			t.Errorf("link id %s twice", it.LinkID)
		}
		options[it.LinkID] = []string{}
		for _, o := range it.AnswerOption {
			options[it.LinkID] = append(options[it.LinkID], o.Coding.Code)
		}
	})
	walk(q.Item, func(it *fhirItem) {
		if len(it.EnableWhen) > 0 && it.EnableBehavior != "any" {
			t.Errorf("%s does not say how its conditions are joined", it.LinkID)
		}
		for _, e := range it.EnableWhen {
			codes, there := options[e.Question]
			if !there || e.Coding != nil && !slices.Contains(codes, e.Coding.Code) {
				t.Errorf("%s asks for an answer that %s cannot have", it.LinkID, e.Question)
			}
		}
	})
}
