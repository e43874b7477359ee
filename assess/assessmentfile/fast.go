package assessmentfile

import (
	"bytes"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// FastReader reads what is plainly right: a JSON record that the strict reader
// (ReadRecord) would take without a problem, its keys and items in any order,
// straight into the scorer's form, which it uses again and again. Of everything else
// (an unknown key, a key given twice or spelt with escapes, a word in capitals,
// a wrong date) it only says that it is not sure, and the strict reader has the
// word. A fuzz test holds the two to the same answer.
//
// It checks all of a record, but keeps only what scoring reads: accounts,
// actions and the like are left out.
//
// The zero value is not ready; see NewFastReader. It is not safe for concurrent
// use.
type FastReader struct {
	scanner
	set      assess.Instruments // the newest at hand
	ids      *shape             // of the two
	stalking *shape
	dash     *shape

	plain    assess.Prepared
	override assess.Override
	versions map[string]string
	known    [512]string // texts that come again and again

	// The responses in hand.
	marks  *assess.Marks
	answer assess.Answer
	noted  bool // there is a note that is not blank
}

// NewFastReader makes a reader that knows the newest version of the two
// questionnaires that every result speaks of. Records of others, or of an older
// version, are for the strict reader.
func NewFastReader(set assess.Instruments) *FastReader {
	return &FastReader{
		set: set, ids: newShape(set.Stalking.ID, set.Dash.ID), stalking: itemShape(set.Stalking), dash: itemShape(set.Dash),
		versions: map[string]string{},
	}
}

func itemShape(in *assess.Instrument) *shape {
	ids := make([]string, len(in.Items))
	for i := range in.Items {
		ids[i] = in.Items[i].ID
	}
	return newShape(ids...)
}

// Read reads a record. What it gives holds until the next call, and nothing in it
// is part of b. It is false if the reader is not sure.
func (r *FastReader) Read(b []byte) (*assess.Prepared, bool) {
	const safely = 3 * maxValues // bytes in which no more values can stand than may: "", is the shortest
	if len(b) > safely {
		return nil, false
	}
	r.b, r.i = b, 0
	r.reset()
	if !r.object(recordKeys, (*FastReader).recordMember) || !r.atEnd() {
		return nil, false
	}
	a := &r.plain
	if a.Format == "" || a.AssessedAt.IsZero() || !a.Draft() && strings.TrimSpace(a.Case.Reference) == "" {
		return nil, false
	}
	return a, true
}

// reset forgets the last record and keeps its memory.
func (r *FastReader) reset() {
	a := &r.plain.Assessment
	*a = assess.Assessment{Incidents: a.Incidents[:0], Absences: a.Absences[:0], Triggers: a.Triggers[:0]}
	r.plain.Stalking.Clear(r.set.Stalking)
	r.plain.Dash.Clear(r.set.Dash)
	clear(r.versions)
}

// The keys of each object, in the order of its struct. A test holds them to it.
var (
	recordKeys = newShape("format", "id", "status", "stage", "previous", "training", "case", "caller", "assessor", "assessed_at", "prompted_by_incident",
		"contact", "first_account", "instruments", "responses", "dash_asked", "recognition", "incidents", "orders", "absences", "triggers", "elsewhere",
		"service_view", "dash_grade", "override", "decisions", "referral", "advice_given", "actions", "outcome")
	caseKeys        = newShape("reference", "relationship", "victim_area", "suspect_area", "jurisdiction", "online_only", "children", "victim_under_18", "suspect_under_18", "suspects", "mental_health_need")
	assessorKeys    = newShape("reference", "role")
	contactKeys     = newShape("safe_to_talk", "ended", "safe_times", "interpreter", "needs")
	responseKeys    = newShape("answer", "note", "source", "at", "was")
	wasKeys         = newShape("answer", "at")
	recognitionKeys = newShape("fixated", "obsessive", "unwanted", "repeated")
	incidentKeys    = newShape("at", "kind", "channel", "area", "reference", "reported", "recorded_as", "breach", "severity", "note")
	orderKeys       = newShape("kind", "from", "to", "conditions", "note")
	absenceKeys     = newShape("from", "to", "reason")
	triggerKeys     = newShape("kind", "on")
	elsewhereKeys   = newShape("instrument", "level", "on", "by")
	serviceViewKeys = newShape("level", "by", "note")
	dashGradeKeys   = newShape("level", "reason")
	overrideKeys    = newShape("from", "level", "reason", "by", "second_person", "at")
	decisionKeys    = newShape("about", "decision", "reason", "by")
	referralKeys    = newShape("service", "offered", "accepted", "on")
	actionKeys      = newShape("what", "owner", "due", "done")
)

// The words that may stand in each place.
var (
	statuses      = newVocabulary(assess.Status("").Words())
	stages        = newVocabulary(assess.Stage("").Words())
	relationships = newVocabulary(assess.Relationship("").Words())
	jurisdictions = newVocabulary(assess.Jurisdiction("").Words())
	facts         = newVocabulary(assess.Fact("").Words())
	suspects      = newVocabulary(assess.Suspects("").Words())
	callers       = newVocabulary(assess.Caller("").Words())
	roles         = newVocabulary(assess.Role("").Words())
	endings       = newVocabulary(assess.Ended("").Words())
	askings       = newVocabulary(assess.DashAsked("").Words())
	sources       = newVocabulary(assess.Source("").Words())
	channels      = newVocabulary(timeline.Channel("").Words())
	reports       = newVocabulary(timeline.Reported("").Words())
	breaches      = newVocabulary(timeline.Breach("").Words())
	orderKinds    = newVocabulary(assess.OrderKind("").Words())
	reasons       = newVocabulary(assess.AbsenceReason("").Words())
	triggerKinds  = newVocabulary(assess.TriggerKind("").Words())
	overallLevels = newVocabulary(assess.OverallLevel("").Words())
	grades        = newVocabulary(assess.Grade("").Words())
	abouts        = newVocabulary(assess.DecisionAbout("").Words())
	decisions     = newVocabulary(assess.DecisionWord("").Words())
	answers       = newVocabulary(assess.Answers())
)

func (r *FastReader) recordMember(k int) bool {
	a := &r.plain.Assessment
	switch k {
	case 0:
		return r.exactly(assess.AssessmentFormat, &a.Format)
	case 1:
		return r.keep(&a.ID)
	case 2:
		return word(r, statuses, &a.Status)
	case 3:
		return word(r, stages, &a.Stage)
	case 4:
		return r.passAny()
	case 5:
		return r.keep(&a.Training)
	case 6:
		return r.object(caseKeys, (*FastReader).caseMember)
	case 7:
		return word(r, callers, &a.Caller)
	case 8:
		return r.object(assessorKeys, (*FastReader).assessorMember)
	case 9:
		return r.instant(&a.AssessedAt)
	case 10:
		return r.fact(&a.Prompted)
	case 11:
		return r.object(contactKeys, (*FastReader).contactMember)
	case 12:
		return r.passText(assess.LongestAccount)
	case 13:
		return r.instruments()
	case 14:
		return r.object(r.ids, (*FastReader).responses)
	case 15:
		return word(r, askings, &a.DashAsked)
	case 16:
		return r.object(recognitionKeys, (*FastReader).recognitionMember)
	}
	return r.laterMember(k)
}

// laterMember reads what comes after the answers.
func (r *FastReader) laterMember(k int) bool {
	a := &r.plain.Assessment
	switch k {
	case 17:
		return r.list((*FastReader).incident)
	case 18:
		return r.objects(orderKeys, (*FastReader).orderMember)
	case 19:
		return r.list((*FastReader).absence)
	case 20:
		return r.list((*FastReader).trigger)
	case 21:
		return r.objects(elsewhereKeys, (*FastReader).elsewhereMember)
	case 22:
		return r.object(serviceViewKeys, (*FastReader).serviceViewMember)
	case 23:
		return r.object(dashGradeKeys, (*FastReader).dashGradeMember)
	case 24:
		r.override = assess.Override{}
		a.Override = &r.override
		return r.object(overrideKeys, (*FastReader).overrideMember)
	case 25:
		return r.objects(decisionKeys, (*FastReader).decisionMember)
	case 26:
		return r.object(referralKeys, (*FastReader).referralMember)
	case 27:
		return r.list((*FastReader).passAny)
	case 28:
		return r.objects(actionKeys, (*FastReader).actionMember)
	case 29:
		return r.passAny()
	}
	return false
}

func (r *FastReader) caseMember(k int) bool {
	c := &r.plain.Case
	switch k {
	case 0:
		return r.keep(&c.Reference)
	case 1:
		return word(r, relationships, &c.Relationship)
	case 2, 3:
		return r.passAny()
	case 4:
		return word(r, jurisdictions, &c.Jurisdiction)
	case 5:
		return r.fact(&c.OnlineOnly)
	case 6:
		return r.fact(&c.Children)
	case 7:
		return word(r, facts, &c.VictimUnder18)
	case 8:
		return word(r, facts, &c.SuspectUnder18)
	case 9:
		return word(r, suspects, &c.Suspects)
	case 10:
		return r.fact(&c.MentalHealthNeed)
	}
	return false
}

func (r *FastReader) assessorMember(k int) bool {
	if k == 0 {
		return r.passAny()
	}
	return word(r, roles, &r.plain.Assessor.Role)
}

func (r *FastReader) contactMember(k int) bool {
	switch k {
	case 0:
		return r.fact(&r.plain.Contact.SafeToTalk)
	case 1:
		return word(r, endings, &r.plain.Contact.Ended)
	}
	return r.passAny()
}

func (r *FastReader) recognitionMember(int) bool { return r.passFact() }

// instruments reads the version of each questionnaire.
func (r *FastReader) instruments() bool {
	return r.anyKeys(func(id string) bool {
		var version string
		if _, twice := r.versions[id]; twice || !r.keepKnown(&version) {
			return false
		}
		r.versions[id] = version
		return id == r.set.Stalking.ID && version == r.set.Stalking.Version ||
			id == r.set.Dash.ID && version == r.set.Dash.Version
	})
}

// responses reads the answers to both questionnaires.
func (r *FastReader) responses(k int) bool {
	if k == 0 {
		r.marks = &r.plain.Stalking
		return r.object(r.stalking, (*FastReader).response)
	}
	r.marks = &r.plain.Dash
	return r.object(r.dash, (*FastReader).response)
}

// response reads the response to the item at that place, in either form.
func (r *FastReader) response(k int) bool {
	switch r.yesNo() { // in the short form, as most are
	case 'y':
		return r.marks.Put(k, assess.Yes, false)
	case 'n':
		return r.marks.Put(k, assess.No, false)
	}
	r.answer, r.noted = "", false
	if r.peek() == '{' {
		return r.object(responseKeys, (*FastReader).responseMember) && r.marks.Put(k, r.answer, r.noted)
	}
	return r.readAnswer() && r.marks.Put(k, r.answer, false)
}

func (r *FastReader) responseMember(k int) bool {
	switch k {
	case 0:
		return r.readAnswer()
	case 1:
		return r.readNote()
	case 2:
		return passWord(r, sources)
	case 3:
		return r.passInstant()
	}
	return r.objects(wasKeys, (*FastReader).wasMember)
}

// readNote keeps of a note only whether there is one, which is all that counts.
// One with escapes is taken for none: they may stand for space.
func (r *FastReader) readNote() bool {
	from, to, ok := r.string()
	r.noted = ok && !r.escaped && len(bytes.TrimSpace(r.b[from:to])) > 0
	return ok && to-from <= maxText
}

// An earlier answer is checked and not kept.
func (r *FastReader) wasMember(k int) bool {
	if k == 0 {
		return passWord(r, answers)
	}
	return r.passInstant()
}

func (r *FastReader) incident() bool {
	r.plain.Incidents = append(r.plain.Incidents, assess.Incident{})
	return r.object(incidentKeys, (*FastReader).incidentMember)
}

func (r *FastReader) incidentMember(k int) bool {
	in := &r.plain.Incidents[len(r.plain.Incidents)-1]
	switch k {
	case 0:
		return r.when(&in.At)
	case 1:
		return r.keepKnown(&in.Kind)
	case 2:
		return word(r, channels, &in.Channel)
	case 3:
		return r.keepKnown(&in.Area)
	case 5:
		return word(r, reports, &in.Reported)
	case 6:
		return r.keepKnown(&in.RecordedAs)
	case 7:
		return word(r, breaches, &in.Breach)
	case 8:
		c := r.peek()
		in.Severity = timeline.Grade(c - '0')
		r.i++
		return c >= '1' && c <= '5'
	}
	return r.passAny() // reference, note
}

func (r *FastReader) orderMember(k int) bool {
	switch k {
	case 0:
		return passWord(r, orderKinds)
	case 1, 2:
		return r.passDay()
	case 3:
		return r.list((*FastReader).passAny)
	}
	return r.passAny()
}

func (r *FastReader) absence() bool {
	r.plain.Absences = append(r.plain.Absences, assess.Absence{})
	ab := &r.plain.Absences[len(r.plain.Absences)-1]
	return r.object(absenceKeys, (*FastReader).absenceMember) && ab.Counts()
}

func (r *FastReader) absenceMember(k int) bool {
	ab := &r.plain.Absences[len(r.plain.Absences)-1]
	switch k {
	case 0:
		return r.day(&ab.From)
	case 1:
		return r.day(&ab.To)
	}
	return word(r, reasons, &ab.Reason)
}

func (r *FastReader) trigger() bool {
	r.plain.Triggers = append(r.plain.Triggers, assess.Trigger{})
	return r.object(triggerKeys, (*FastReader).triggerMember)
}

func (r *FastReader) triggerMember(k int) bool {
	if k == 0 {
		return passWord(r, triggerKinds)
	}
	return r.day(&r.plain.Triggers[len(r.plain.Triggers)-1].On)
}

func (r *FastReader) elsewhereMember(k int) bool {
	if k == 2 {
		return r.passDay()
	}
	return r.passAny()
}

func (r *FastReader) serviceViewMember(k int) bool {
	if k == 0 {
		return passWord(r, overallLevels)
	}
	return r.passAny()
}

func (r *FastReader) dashGradeMember(k int) bool {
	if k == 0 {
		return word(r, grades, &r.plain.DashGrade.Level)
	}
	return r.passAny()
}

func (r *FastReader) overrideMember(k int) bool {
	o := &r.override
	switch k {
	case 0:
		return word(r, overallLevels, &o.From)
	case 1:
		return word(r, overallLevels, &o.Level)
	case 2:
		return r.keep(&o.Reason)
	case 3:
		return r.keep(&o.By)
	case 4:
		return r.keep(&o.SecondPerson)
	}
	return r.instant(&o.At)
}

func (r *FastReader) decisionMember(k int) bool {
	switch k {
	case 0:
		return passWord(r, abouts)
	case 1:
		return passWord(r, decisions)
	}
	return r.passAny()
}

func (r *FastReader) referralMember(k int) bool {
	switch k {
	case 0:
		return r.passAny()
	case 3:
		return r.passDay()
	}
	return r.passFact()
}

func (r *FastReader) actionMember(k int) bool {
	if k >= 2 {
		return r.passDay()
	}
	return r.passAny()
}
