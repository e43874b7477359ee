package assess

import (
	"slices"

	"stalkrisk/assess/late"
	"stalkrisk/assess/timeline"
)

// CaseFact is one thing that an assessment file can hold besides the answers to
// questionnaires. To add one, add the field to its struct in assessment.go and a
// row to CaseFacts: readers, CSV, conversation, comparison, conditions, reports
// and the schema follow the table.
type CaseFact struct {
	Path       string // in the file: "case.children"; of a list's entry "orders[].kind"
	Label      string // what it is called in lists, comparisons and reports
	Kind       FactKind
	Vocabulary Vocabulary // the words that it may be; nil unless it is a WordFact
	Longest    int        // of a text: the most characters that it may have
	Scored     bool       // scoring, or its result, uses it
	Recurs     bool       // a text of which the same few come in many assessments
	Condition  string     // the group and key by which guidance may ask for it: "recorded.caller"; "" if it may not
	Named      bool       // a condition compares the text itself, and not only whether there is one
	Before     string     // the word before it when an entry is described: "from"
	Private    bool       // its value is for the page of the case alone; elsewhere it is only said to be recorded
	Sensitive  bool       // it could harm somebody if others read it: pages for others only say that it is recorded

	// Of a list: how to reach its entries, and the facts of each.
	List    EntryList
	Entries []CaseFact

	// Get returns the recorded value as a file has it; "" if there is none. owner is
	// the *Assessment or, for a list's entry, what EntryList.Entry returned. A list of
	// texts or days is joined with semicolons.
	Get func(owner any) string
	// Set records text in the form that Get returns. On an error nothing changes; the
	// error says what to write instead and quotes nothing. The caller checks whether a
	// word is in the vocabulary.
	Set func(owner any, text string) error
}

// FactKind is how a fact is written in a file.
type FactKind int

// The kinds of fact.
const (
	WordFact  FactKind = iota // one of a vocabulary
	TextFact                  // free text
	TextsFact                 // a list of free texts
	DayFact                   // 2026-11-20
	DaysFact                  // a list of days
	TimeFact                  // 2026-11-20T14:03:00Z
	WhenFact                  // a time, a day or a month
	GradeFact                 // a whole number, such as a severity from 1 to 5
	ListFact                  // of entries
)

// CaseFacts returns the facts in the order of an assessment file. It makes the
// table when it is first called, because not every command needs it.
func CaseFacts() []CaseFact { return caseFacts.Get() }

var caseFacts = late.Value[[]CaseFact]{Make: func() []CaseFact {
	return []CaseFact{
		text("id", "assessment id", func(a *Assessment) *string { return &a.ID }).scored(),
		oneOf("status", "status", func(a *Assessment) *Status { return &a.Status }).scored(),
		oneOf("stage", "stage", func(a *Assessment) *Stage { return &a.Stage }).scored().asked("recorded.stage"),
		text("previous", "earlier assessment", func(a *Assessment) *string { return &a.Previous }).scored(),
		text("training", "practice case", func(a *Assessment) *string { return &a.Training }).scored(),
		oneOf("source", "what made the draft", func(a *Assessment) *MadeBy { return &a.MadeBy }).scored(),

		list("sittings", "when it was practised", func(a *Assessment) *[]Practised { return &a.Sittings },
			instant("sittings[].from", "from", func(s *Practised) *Instant { return &s.From }).before("from"),
			instant("sittings[].to", "to", func(s *Practised) *Instant { return &s.To }).before("to"),
			text("sittings[].version", "version of the case", func(s *Practised) *string { return &s.Version }).before("version"),
			whole("sittings[].attempt", "attempt", func(s *Practised) *Attempt { return &s.Attempt }).before("attempt"),
			texts("sittings[].looked", "looked up", func(s *Practised) *[]string { return &s.Looked }).before("looked up"),
			texts("sittings[].never", "never looked up", func(s *Practised) *[]string { return &s.Never }).before("never looked up"),
		),

		text("case.reference", "case reference", func(a *Assessment) *string { return &a.Case.Reference }).scored(),
		oneOf("case.relationship", "the other person", func(a *Assessment) *Relationship { return &a.Case.Relationship }).scored().asked("case.relationship"),
		text("case.victim_area", "police area of the person at risk", func(a *Assessment) *string { return &a.Case.VictimArea }).named("case.victim_area").scored().recurring(),
		text("case.suspect_area", "police area of the other person", func(a *Assessment) *string { return &a.Case.SuspectArea }).named("case.suspect_area").scored().recurring(),
		list("case.linked", "assessments of other suspects", func(a *Assessment) *[]string { return &a.Case.Linked },
			text("case.linked[]", "assessment id", func(s *string) *string { return s }).scored(),
		),
		text("case.suspect_reference", "reference of the other person", func(a *Assessment) *string { return &a.Case.SuspectReference }).scored(),
		oneOf("case.suspect_access", "the other person works for the police or can read such records", func(a *Assessment) *Fact { return &a.Case.SuspectAccess }).scored().asked("case.suspect_access").private().sensitive(),
		oneOf("case.jurisdiction", "whose law applies", func(a *Assessment) *Jurisdiction { return &a.Case.Jurisdiction }).scored().asked("case.jurisdiction"),
		oneOf("case.online_only", "online only", func(a *Assessment) *Fact { return &a.Case.OnlineOnly }).scored().asked("case.online_only"),
		oneOf("case.children", "children", func(a *Assessment) *Fact { return &a.Case.Children }).scored().asked("case.children").sensitive(),
		oneOf("case.victim_under_18", "the person at risk is under 18", func(a *Assessment) *Fact { return &a.Case.VictimUnder18 }).scored().asked("case.victim_under_18").sensitive(),
		oneOf("case.suspect_under_18", "the other person is under 18", func(a *Assessment) *Fact { return &a.Case.SuspectUnder18 }).scored().asked("case.suspect_under_18"),
		oneOf("case.suspects", "number of suspects", func(a *Assessment) *Suspects { return &a.Case.Suspects }).scored().asked("case.suspects"),
		oneOf("case.pregnant", "pregnant, or has a new baby", func(a *Assessment) *Fact { return &a.Case.Pregnant }).scored().asked("case.pregnant").sensitive(),
		oneOf("case.mental_health_need", "mental-health need of the other person (for planning; never scored)", func(a *Assessment) *Fact { return &a.Case.MentalHealthNeed }).scored().asked("case.mental_health_need").sensitive(),

		oneOf("caller", "who is calling", func(a *Assessment) *Caller { return &a.Caller }).scored().asked("recorded.caller"),
		text("assessor.reference", "assessor", func(a *Assessment) *string { return &a.Assessor.Reference }),
		oneOf("assessor.role", "post of the assessor", func(a *Assessment) *Role { return &a.Assessor.Role }).scored(),
		instant("assessed_at", "when it was assessed", func(a *Assessment) *Instant { return &a.AssessedAt }).scored(),
		oneOf("prompted_by_incident", "a new incident prompted this", func(a *Assessment) *Fact { return &a.Prompted }).scored().asked("recorded.prompted_by_incident"),

		oneOf("contact.safe_to_talk", "safe to talk", func(a *Assessment) *Fact { return &a.Contact.SafeToTalk }).scored().asked("contact.safe_to_talk"),
		oneOf("contact.mode", "how they can talk", func(a *Assessment) *ContactMode { return &a.Contact.Mode }).scored().asked("contact.mode"),
		oneOf("contact.ended", "how the contact ended", func(a *Assessment) *Ended { return &a.Contact.Ended }).scored().asked("contact.ended"),
		oneOf("contact.heard", "something was heard when it was cut off", func(a *Assessment) *Heard { return &a.Contact.Heard }).scored().asked("contact.heard"),
		instant("contact.back", "spoken to again", func(a *Assessment) *Instant { return &a.Contact.Back }).asked("contact.back"),
		text("contact.safe_times", "safe times and ways to reach them", func(a *Assessment) *string { return &a.Contact.SafeTimes }).asked("contact.safe_times").sensitive(),
		text("contact.language", "language", func(a *Assessment) *string { return &a.Contact.Language }).asked("contact.language"),
		text("contact.interpreter", "interpreter", func(a *Assessment) *string { return &a.Contact.Interpreter }).asked("contact.interpreter"),
		text("contact.needs", "other needs", func(a *Assessment) *string { return &a.Contact.Needs }).asked("contact.needs").sensitive(),

		oneOf("reach.address", "the other person knows the address", func(a *Assessment) *Fact { return &a.Reach.Address }).asked("recorded.reach_address"),
		oneOf("reach.keys", "the other person has keys", func(a *Assessment) *Fact { return &a.Reach.Keys }).asked("recorded.reach_keys"),
		oneOf("reach.location", "the other person can see where they are", func(a *Assessment) *Fact { return &a.Reach.Location }).asked("recorded.reach_location"),
		oneOf("reach.work", "the other person knows their work or school", func(a *Assessment) *Fact { return &a.Reach.Work }).asked("recorded.reach_work").sensitive(),
		oneOf("more_than_once", "it happened more than once", func(a *Assessment) *Fact { return &a.MoreThanOnce }).scored().asked("recorded.more_than_once"),
		oneOf("order_in_place", "an order, bail condition or warning in place", func(a *Assessment) *Fact { return &a.OrderInPlace }).asked("recorded.order_in_place"),
		oneOf("own_life", "thoughts of ending their life (sensitive; never scored)", func(a *Assessment) *OwnLife { return &a.OwnLife }).scored().asked("recorded.own_life").private().sensitive(),
		list("help", "help", func(a *Assessment) *[]Help { return &a.Help },
			instant("help[].asked", "asked for", func(h *Help) *Instant { return &h.Asked }).before("asked for").scored(),
			instant("help[].assigned", "on the way", func(h *Help) *Instant { return &h.Assigned }).before("on the way").scored(),
			instant("help[].arrived", "there", func(h *Help) *Instant { return &h.Arrived }).before("there").scored(),
			text("help[].reference", "log reference", func(h *Help) *string { return &h.Reference }),
		).asked("recorded.help"),
		list("earlier_act_now", "an earlier ACT NOW", func(a *Assessment) *[]EarlierActNow { return &a.EarlierActNow },
			text("earlier_act_now[].id", "assessment id", func(e *EarlierActNow) *string { return &e.ID }),
			instant("earlier_act_now[].at", "when it was assessed", func(e *EarlierActNow) *Instant { return &e.At }),
			texts("earlier_act_now[].because", "because", func(e *EarlierActNow) *[]string { return &e.Because }).before("because"),
			text("earlier_act_now[].dealt_with.by", "dealt with by", func(e *EarlierActNow) *string { return &e.DealtWith.By }).before("dealt with by").scored(),
			instant("earlier_act_now[].dealt_with.at", "dealt with at", func(e *EarlierActNow) *Instant { return &e.DealtWith.At }).before("at").scored(),
			text("earlier_act_now[].dealt_with.how", "how it was dealt with", func(e *EarlierActNow) *string { return &e.DealtWith.How }),
		).asked("recorded.earlier_act_now"),
		instant("read_back.at", "read back at", func(a *Assessment) *Instant { return &a.ReadBack.At }),
		text("read_back.by", "read back by", func(a *Assessment) *string { return &a.ReadBack.By }),
		oneOf("read_back.agreed", "agreed with what was read back", func(a *Assessment) *Agreed { return &a.ReadBack.Agreed }).asked("recorded.read_back"),
		text("read_back.note", "what was corrected", func(a *Assessment) *string { return &a.ReadBack.Note }),
		list("handlers", "who asked", func(a *Assessment) *[]Handler { return &a.Handlers },
			text("handlers[].reference", "reference", func(h *Handler) *string { return &h.Reference }),
			oneOf("handlers[].role", "post", func(h *Handler) *Role { return &h.Role }),
			instant("handlers[].from", "from", func(h *Handler) *Instant { return &h.From }).before("from"),
		),
		text("first_account", "what happened, in their own words", func(a *Assessment) *Account { return &a.FirstAccount }).asked("recorded.first_account"),

		oneOf("dash_asked", "whether DASH is asked", func(a *Assessment) *DashAsked { return &a.DashAsked }).scored(),
		oneOf("recognition.fixated", "recognised as fixated", func(a *Assessment) *Fact { return &a.Recognition.Fixated }).asked("recorded.fixated"),
		oneOf("recognition.obsessive", "recognised as obsessive", func(a *Assessment) *Fact { return &a.Recognition.Obsessive }).asked("recorded.obsessive"),
		oneOf("recognition.unwanted", "recognised as unwanted", func(a *Assessment) *Fact { return &a.Recognition.Unwanted }).asked("recorded.unwanted"),
		oneOf("recognition.repeated", "recognised as repeated", func(a *Assessment) *Fact { return &a.Recognition.Repeated }).asked("recorded.repeated"),

		list("incidents", "incidents", func(a *Assessment) *[]Incident { return &a.Incidents },
			when("incidents[].at", "the date", func(i *Incident) *timeline.When { return &i.At }).scored(),
			text("incidents[].kind", "the kind", func(i *Incident) *string { return &i.Kind }).scored().recurring(),
			oneOf("incidents[].channel", "how", func(i *Incident) *timeline.Channel { return &i.Channel }).scored(),
			text("incidents[].area", "police area", func(i *Incident) *string { return &i.Area }).scored().recurring(),
			text("incidents[].place", "the place", func(i *Incident) *string { return &i.Place }).scored().sensitive(),
			text("incidents[].reference", "reference", func(i *Incident) *string { return &i.Reference }).scored(),
			oneOf("incidents[].reported", "whether it was reported", func(i *Incident) *timeline.Reported { return &i.Reported }).scored(),
			text("incidents[].recorded_as", "what it was recorded as", func(i *Incident) *string { return &i.RecordedAs }).scored().recurring(),
			oneOf("incidents[].breach", "whether it was a breach", func(i *Incident) *timeline.Breach { return &i.Breach }).scored(),
			text("incidents[].order", "the order it breaks", func(i *Incident) *string { return &i.Order }).scored(),
			text("incidents[].condition", "the condition it breaks", func(i *Incident) *string { return &i.Condition }).scored(),
			whole("incidents[].severity", "how serious", func(i *Incident) *timeline.Grade { return &i.Severity }).scored(),
			text("incidents[].felt", "how it felt", func(i *Incident) *string { return &i.Felt }).scored(),
			text("incidents[].witness", "who saw it", func(i *Incident) *string { return &i.Witness }).scored().sensitive(),
			text("incidents[].kept", "what they kept of it", func(i *Incident) *string { return &i.Kept }).scored(),
			text("incidents[].note", "note", func(i *Incident) *string { return &i.Note }).scored(),
		).asked("recorded.incidents"),
		list("orders", "orders, bail and warnings", func(a *Assessment) *[]Order { return &a.Orders },
			text("orders[].id", "id", func(o *Order) *string { return &o.ID }),
			oneOf("orders[].kind", "the kind", func(o *Order) *OrderKind { return &o.Kind }),
			day("orders[].from", "from", func(o *Order) *Date { return &o.From }).before("from"),
			day("orders[].to", "to", func(o *Order) *Date { return &o.To }).before("to"),
			texts("orders[].conditions", "conditions", func(o *Order) *[]string { return &o.Conditions }),
			text("orders[].force", "managed by the force", func(o *Order) *string { return &o.Force }).before("managed by"),
			text("orders[].manager", "manager", func(o *Order) *string { return &o.Manager }).before("manager"),
			text("orders[].contact", "how to reach the manager", func(o *Order) *string { return &o.Contact }),
			day("orders[].served", "served", func(o *Order) *Date { return &o.Served }).before("served"),
			days("orders[].check_on", "days to check it", func(o *Order) *[]Date { return &o.CheckOn }).before("check on"),
			days("orders[].checked", "days on which it was checked", func(o *Order) *[]Date { return &o.Checked }).before("checked"),
			text("orders[].note", "note", func(o *Order) *string { return &o.Note }),
		),
		list("absences", "custody and time abroad", func(a *Assessment) *[]Absence { return &a.Absences },
			day("absences[].from", "from", func(b *Absence) *Date { return &b.From }).before("from").scored(),
			day("absences[].to", "to", func(b *Absence) *Date { return &b.To }).before("to").scored(),
			oneOf("absences[].reason", "the reason", func(b *Absence) *AbsenceReason { return &b.Reason }).scored(),
		),
		list("triggers", "dates that may make it worse", func(a *Assessment) *[]Trigger { return &a.Triggers },
			oneOf("triggers[].kind", "the kind", func(t *Trigger) *TriggerKind { return &t.Kind }),
			day("triggers[].on", "the day", func(t *Trigger) *Date { return &t.On }).scored(),
		),
		list("elsewhere", "assessed elsewhere", func(a *Assessment) *[]Elsewhere { return &a.Elsewhere },
			text("elsewhere[].instrument", "instrument", func(e *Elsewhere) *string { return &e.Instrument }),
			text("elsewhere[].level", "level", func(e *Elsewhere) *string { return &e.Level }),
			day("elsewhere[].on", "the day", func(e *Elsewhere) *Date { return &e.On }),
			text("elsewhere[].by", "by", func(e *Elsewhere) *string { return &e.By }).before("by"),
		),

		oneOf("service_view.level", "what a support service thinks", func(a *Assessment) *OverallLevel { return &a.ServiceView.Level }).asked("recorded.service_view"),
		text("service_view.by", "which service thinks so", func(a *Assessment) *string { return &a.ServiceView.By }).sensitive(),
		text("service_view.note", "why the service thinks so", func(a *Assessment) *string { return &a.ServiceView.Note }).sensitive(),
		oneOf("dash_grade.level", "DASH grade by the assessor", func(a *Assessment) *Grade { return &a.DashGrade.Level }).scored(),
		text("dash_grade.reason", "reason for the DASH grade", func(a *Assessment) *string { return &a.DashGrade.Reason }),
		{
			Path: "override", Label: "level set by a person", Kind: ListFact, List: theOverride{}, Entries: []CaseFact{
				oneOf("override.from", "from", func(o *Override) *OverallLevel { return &o.From }).before("from").scored(),
				oneOf("override.level", "level", func(o *Override) *OverallLevel { return &o.Level }).scored(),
				text("override.reason", "reason", func(o *Override) *string { return &o.Reason }).scored(),
				text("override.by", "by", func(o *Override) *string { return &o.By }).before("by").scored(),
				text("override.second_person", "second person", func(o *Override) *string { return &o.SecondPerson }).before("with").scored(),
				instant("override.at", "when", func(o *Override) *Instant { return &o.At }).scored(),
			},
		},
		list("accounts", "numbers, accounts and devices used", func(a *Assessment) *[]UsedAccount { return &a.Accounts },
			text("accounts[].kind", "the kind", func(u *UsedAccount) *string { return &u.Kind }),
			text("accounts[].handle", "which one", func(u *UsedAccount) *string { return &u.Handle }),
			text("accounts[].linked_by", "linked by", func(u *UsedAccount) *string { return &u.LinkedBy }).before("linked by"),
		).asked("recorded.accounts"),
		list("evidence", "evidence", func(a *Assessment) *[]Exhibit { return &a.Evidence },
			text("evidence[].what", "what", func(e *Exhibit) *string { return &e.What }),
			text("evidence[].held_by", "held by", func(e *Exhibit) *string { return &e.HeldBy }).before("held by").sensitive(),
			day("evidence[].offered", "offered", func(e *Exhibit) *Date { return &e.Offered }).before("offered"),
			day("evidence[].taken", "taken", func(e *Exhibit) *Date { return &e.Taken }).before("taken"),
			when("evidence[].goes", "when it will be gone", func(e *Exhibit) *timeline.When { return &e.Goes }).before("gone by"),
		).asked("recorded.evidence"),
		list("updates", "who was told what", func(a *Assessment) *[]Update { return &a.Updates },
			text("updates[].to", "to", func(u *Update) *string { return &u.To }).before("told"),
			day("updates[].on", "the day", func(u *Update) *Date { return &u.On }),
			text("updates[].by", "by", func(u *Update) *string { return &u.By }).before("by"),
			text("updates[].what", "what", func(u *Update) *string { return &u.What }).sensitive(),
		).asked("recorded.updates"),
		list("decisions", "what was decided", func(a *Assessment) *[]Decision { return &a.Decisions },
			oneOf("decisions[].about", "what it is about", func(d *Decision) *DecisionAbout { return &d.About }).scored(),
			oneOf("decisions[].decision", "the decision", func(d *Decision) *DecisionWord { return &d.Decision }).scored(),
			text("decisions[].reason", "reason", func(d *Decision) *string { return &d.Reason }),
			text("decisions[].by", "by", func(d *Decision) *string { return &d.By }).before("by"),
			day("decisions[].on", "the day", func(d *Decision) *Date { return &d.On }).before("on"),
		),
		text("referral.service", "support service", func(a *Assessment) *string { return &a.Referral.Service }),
		oneOf("referral.offered", "advocacy or support offered", func(a *Assessment) *Fact { return &a.Referral.Offered }).scored().asked("recorded.referral_offered"),
		oneOf("referral.accepted", "advocacy or support accepted", func(a *Assessment) *Fact { return &a.Referral.Accepted }).scored().asked("recorded.referral_accepted"),
		day("referral.on", "support was offered on", func(a *Assessment) *Date { return &a.Referral.On }),
		list("advice_given", "advice given", func(a *Assessment) *[]string { return &a.AdviceGiven },
			text("advice_given[]", "advice", func(s *string) *string { return s }).sensitive(),
		).asked("recorded.advice_given"),
		list("actions", "what was promised", func(a *Assessment) *[]Action { return &a.Actions },
			text("actions[].what", "what", func(act *Action) *string { return &act.What }),
			text("actions[].owner", "by", func(act *Action) *string { return &act.Owner }).before("by"),
			text("actions[].to", "to", func(act *Action) *string { return &act.To }).before("promised to"),
			text("actions[].agency", "agency", func(act *Action) *string { return &act.Agency }).before("agency"),
			day("actions[].due", "due", func(act *Action) *Date { return &act.Due }).before("due"),
			day("actions[].done", "done", func(act *Action) *Date { return &act.Done }).before("done"),
		).asked("recorded.actions"),
		oneOf("outcome.value", "what became of it", func(a *Assessment) *OutcomeValue { return &a.Outcome.Value }).asked("recorded.outcome"),
		day("outcome.on", "when that was known", func(a *Assessment) *Date { return &a.Outcome.On }),
		text("outcome.note", "more about what became of it", func(a *Assessment) *string { return &a.Outcome.Note }),
		list("unfinished", "begun and not finished", func(a *Assessment) *[]Unfinished { return &a.Unfinished },
			text("unfinished[].at", "where", func(u *Unfinished) *string { return &u.At }),
			text("unfinished[].text", "as typed", func(u *Unfinished) *string { return &u.Text }),
		),
	}
}}

// FactAt returns the fact at a path, which may be that of a list's entry, or nil
// if there is none.
func FactAt(path string) *CaseFact { return factsBy.Get().path[path] }

// FactIn returns the fact that a condition asks for as group.key, or nil if there
// is none.
func FactIn(group, key string) *CaseFact { return factsBy.Get().condition[group+"."+key] }

// factIndex holds the facts, and those of lists' entries, by path and by condition.
type factIndex struct{ path, condition map[string]*CaseFact }

var factsBy = late.Value[factIndex]{Make: func() factIndex {
	by := factIndex{map[string]*CaseFact{}, map[string]*CaseFact{}}
	add := func(f *CaseFact) {
		by.path[f.Path] = f
		if f.Condition != "" {
			by.condition[f.Condition] = f
		}
	}
	all := CaseFacts()
	for i := range all {
		add(&all[i])
		for k := range all[i].Entries {
			add(&all[i].Entries[k])
		}
	}
	return by
}}

// InScore reports whether scoring, or its result, uses a fact or one of its entries.
func (f *CaseFact) InScore() bool {
	return f.Scored || slices.ContainsFunc(f.Entries, func(e CaseFact) bool { return e.Scored })
}

// Say returns a recorded value for people: the label of a word, any other value
// unchanged.
func (f *CaseFact) Say(value string) string { return f.Vocabulary.Label(value) }
