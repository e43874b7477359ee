package assess

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

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
	Condition  string     // the group and key by which guidance may ask for it: "recorded.caller"; "" if it may not
	Named      bool       // a condition compares the text itself, and not only whether there is one
	Before     string     // the word before it when an entry is described: "from"

	// Of a list: how to reach its entries, and the facts of each.
	List    EntryList
	Entries []CaseFact

	// Get returns the recorded value as a file has it; "" if there is none. owner is
	// the *Assessment or, for a list's entry, what EntryList.Entry returned. A list of
	// texts is joined with semicolons.
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
	TimeFact                  // 2026-11-20T14:03:00Z
	WhenFact                  // a time, a day or a month
	GradeFact                 // a whole number from 1 to 5
	ListFact                  // of entries
)

// CaseFacts returns the facts in the order of an assessment file. It makes the
// table when it is first called, because not every command needs it.
var CaseFacts = sync.OnceValue(func() []CaseFact {
	return []CaseFact{
		text("id", "assessment id", func(a *Assessment) *string { return &a.ID }).scored(),
		oneOf("status", "status", func(a *Assessment) *Status { return &a.Status }).scored(),
		oneOf("stage", "stage", func(a *Assessment) *Stage { return &a.Stage }).scored().asked("recorded.stage"),
		text("previous", "earlier assessment", func(a *Assessment) *string { return &a.Previous }).scored(),
		text("training", "practice case", func(a *Assessment) *string { return &a.Training }).scored(),

		list("sittings", "when it was practised", func(a *Assessment) *[]Stretch { return &a.Sittings },
			instant("sittings[].from", "from", func(s *Stretch) *Instant { return &s.From }).before("from"),
			instant("sittings[].to", "to", func(s *Stretch) *Instant { return &s.To }).before("to"),
		),

		text("case.reference", "case reference", func(a *Assessment) *string { return &a.Case.Reference }).scored(),
		oneOf("case.relationship", "the other person", func(a *Assessment) *Relationship { return &a.Case.Relationship }).scored().asked("case.relationship"),
		text("case.victim_area", "police area of the person at risk", func(a *Assessment) *string { return &a.Case.VictimArea }).named("case.victim_area").scored(),
		text("case.suspect_area", "police area of the other person", func(a *Assessment) *string { return &a.Case.SuspectArea }).named("case.suspect_area").scored(),
		list("case.linked", "assessments of other suspects", func(a *Assessment) *[]string { return &a.Case.Linked },
			text("case.linked[]", "assessment id", func(s *string) *string { return s }).scored(),
		),
		text("case.suspect_reference", "reference of the other person", func(a *Assessment) *string { return &a.Case.SuspectReference }).scored(),
		oneOf("case.jurisdiction", "whose law applies", func(a *Assessment) *Jurisdiction { return &a.Case.Jurisdiction }).scored().asked("case.jurisdiction"),
		oneOf("case.online_only", "online only", func(a *Assessment) *Fact { return &a.Case.OnlineOnly }).scored().asked("case.online_only"),
		oneOf("case.children", "children", func(a *Assessment) *Fact { return &a.Case.Children }).scored().asked("case.children"),
		oneOf("case.victim_under_18", "the person at risk is under 18", func(a *Assessment) *Fact { return &a.Case.VictimUnder18 }).scored().asked("case.victim_under_18"),
		oneOf("case.suspect_under_18", "the other person is under 18", func(a *Assessment) *Fact { return &a.Case.SuspectUnder18 }).scored().asked("case.suspect_under_18"),
		oneOf("case.suspects", "how many people are complained of", func(a *Assessment) *Suspects { return &a.Case.Suspects }).scored().asked("case.suspects"),
		oneOf("case.mental_health_need", "mental-health need of the other person (for planning; never scored)", func(a *Assessment) *Fact { return &a.Case.MentalHealthNeed }).scored().asked("case.mental_health_need"),

		oneOf("caller", "who is calling", func(a *Assessment) *Caller { return &a.Caller }).scored().asked("recorded.caller"),
		text("assessor.reference", "assessor", func(a *Assessment) *string { return &a.Assessor.Reference }),
		oneOf("assessor.role", "post of the assessor", func(a *Assessment) *Role { return &a.Assessor.Role }).scored(),
		instant("assessed_at", "when it was assessed", func(a *Assessment) *Instant { return &a.AssessedAt }).scored(),
		oneOf("prompted_by_incident", "a new incident prompted this", func(a *Assessment) *Fact { return &a.Prompted }).scored().asked("recorded.prompted_by_incident"),

		oneOf("contact.safe_to_talk", "safe to talk", func(a *Assessment) *Fact { return &a.Contact.SafeToTalk }).scored().asked("contact.safe_to_talk"),
		oneOf("contact.ended", "how the contact ended", func(a *Assessment) *Ended { return &a.Contact.Ended }).scored().asked("contact.ended"),
		text("contact.safe_times", "safe times and ways to reach them", func(a *Assessment) *string { return &a.Contact.SafeTimes }).asked("contact.safe_times"),
		text("contact.interpreter", "language or interpreter", func(a *Assessment) *string { return &a.Contact.Interpreter }).asked("contact.interpreter"),
		text("contact.needs", "other needs", func(a *Assessment) *string { return &a.Contact.Needs }).asked("contact.needs"),
		text("first_account", "what happened, in their own words", func(a *Assessment) *Account { return &a.FirstAccount }).asked("recorded.first_account"),

		oneOf("dash_asked", "whether DASH is asked", func(a *Assessment) *DashAsked { return &a.DashAsked }).scored(),
		oneOf("recognition.fixated", "recognised as fixated", func(a *Assessment) *Fact { return &a.Recognition.Fixated }).asked("recorded.fixated"),
		oneOf("recognition.obsessive", "recognised as obsessive", func(a *Assessment) *Fact { return &a.Recognition.Obsessive }).asked("recorded.obsessive"),
		oneOf("recognition.unwanted", "recognised as unwanted", func(a *Assessment) *Fact { return &a.Recognition.Unwanted }).asked("recorded.unwanted"),
		oneOf("recognition.repeated", "recognised as repeated", func(a *Assessment) *Fact { return &a.Recognition.Repeated }).asked("recorded.repeated"),

		list("incidents", "incidents", func(a *Assessment) *[]Incident { return &a.Incidents },
			when("incidents[].at", "the date", func(i *Incident) *timeline.When { return &i.At }).scored(),
			text("incidents[].kind", "the kind", func(i *Incident) *string { return &i.Kind }).scored(),
			oneOf("incidents[].channel", "how", func(i *Incident) *timeline.Channel { return &i.Channel }).scored(),
			text("incidents[].area", "police area", func(i *Incident) *string { return &i.Area }).scored(),
			text("incidents[].place", "the place", func(i *Incident) *string { return &i.Place }),
			text("incidents[].reference", "reference", func(i *Incident) *string { return &i.Reference }).scored(),
			oneOf("incidents[].reported", "whether it was reported", func(i *Incident) *timeline.Reported { return &i.Reported }).scored(),
			text("incidents[].recorded_as", "what it was recorded as", func(i *Incident) *string { return &i.RecordedAs }).scored(),
			oneOf("incidents[].breach", "whether it was a breach", func(i *Incident) *timeline.Breach { return &i.Breach }).scored(),
			text("incidents[].order", "the order it breaks", func(i *Incident) *string { return &i.Order }),
			grade("incidents[].severity", "how serious", func(i *Incident) *timeline.Grade { return &i.Severity }).scored(),
			text("incidents[].felt", "how it felt", func(i *Incident) *string { return &i.Felt }),
			text("incidents[].witness", "who saw it", func(i *Incident) *string { return &i.Witness }),
			text("incidents[].kept", "what they kept of it", func(i *Incident) *string { return &i.Kept }),
			text("incidents[].note", "note", func(i *Incident) *string { return &i.Note }),
		).asked("recorded.incidents"),
		list("orders", "orders, bail and warnings", func(a *Assessment) *[]Order { return &a.Orders },
			oneOf("orders[].kind", "the kind", func(o *Order) *OrderKind { return &o.Kind }),
			day("orders[].from", "from", func(o *Order) *Date { return &o.From }).before("from"),
			day("orders[].to", "to", func(o *Order) *Date { return &o.To }).before("to"),
			texts("orders[].conditions", "conditions", func(o *Order) *[]string { return &o.Conditions }),
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
		text("service_view.by", "which service thinks so", func(a *Assessment) *string { return &a.ServiceView.By }),
		text("service_view.note", "why the service thinks so", func(a *Assessment) *string { return &a.ServiceView.Note }),
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
		list("decisions", "what was decided", func(a *Assessment) *[]Decision { return &a.Decisions },
			oneOf("decisions[].about", "what it is about", func(d *Decision) *DecisionAbout { return &d.About }).scored(),
			oneOf("decisions[].decision", "the decision", func(d *Decision) *DecisionWord { return &d.Decision }).scored(),
			text("decisions[].reason", "reason", func(d *Decision) *string { return &d.Reason }),
			text("decisions[].by", "by", func(d *Decision) *string { return &d.By }).before("by"),
		),
		text("referral.service", "support service", func(a *Assessment) *string { return &a.Referral.Service }),
		oneOf("referral.offered", "advocacy or support offered", func(a *Assessment) *Fact { return &a.Referral.Offered }).scored().asked("recorded.referral_offered"),
		oneOf("referral.accepted", "advocacy or support accepted", func(a *Assessment) *Fact { return &a.Referral.Accepted }).scored().asked("recorded.referral_accepted"),
		day("referral.on", "support was offered on", func(a *Assessment) *Date { return &a.Referral.On }),
		list("advice_given", "advice given", func(a *Assessment) *[]string { return &a.AdviceGiven },
			text("advice_given[]", "advice", func(s *string) *string { return s }),
		).asked("recorded.advice_given"),
		list("actions", "what was promised", func(a *Assessment) *[]Action { return &a.Actions },
			text("actions[].what", "what", func(act *Action) *string { return &act.What }),
			text("actions[].owner", "by", func(act *Action) *string { return &act.Owner }).before("by"),
			day("actions[].due", "due", func(act *Action) *Date { return &act.Due }).before("due"),
			day("actions[].done", "done", func(act *Action) *Date { return &act.Done }).before("done"),
		).asked("recorded.actions"),
		text("outcome", "what became of it", func(a *Assessment) *string { return &a.Outcome }),
		list("unfinished", "begun and not finished", func(a *Assessment) *[]Unfinished { return &a.Unfinished },
			text("unfinished[].at", "where", func(u *Unfinished) *string { return &u.At }),
			text("unfinished[].text", "as typed", func(u *Unfinished) *string { return &u.Text }),
		),
	}
})

// FactAt returns the fact at a path, which may be that of a list's entry, or nil
// if there is none.
func FactAt(path string) *CaseFact {
	return factWhere(func(f *CaseFact) bool { return f.Path == path })
}

// FactIn returns the fact that a condition asks for as group.key, or nil if there
// is none.
func FactIn(group, key string) *CaseFact {
	name := group + "." + key
	return factWhere(func(f *CaseFact) bool { return f.Condition == name })
}

func factWhere(is func(*CaseFact) bool) *CaseFact {
	all := CaseFacts()
	for i := range all {
		if is(&all[i]) {
			return &all[i]
		}
		if k := slices.IndexFunc(all[i].Entries, func(f CaseFact) bool { return is(&f) }); k >= 0 {
			return &all[i].Entries[k]
		}
	}
	return nil
}

// Say returns a recorded value for people: the label of a word, any other value
// unchanged.
func (f *CaseFact) Say(value string) string { return f.Vocabulary.Label(value) }

// EntryList reaches the entries of a list in an assessment.
type EntryList interface {
	Len(a *Assessment) int
	Entry(a *Assessment, i int) any // owner of the entry's facts, from 0
	Add(a *Assessment)              // adds an empty entry at the end
	Remove(a *Assessment, i int)    // makes a new list without entry i
	Share(to, from *Assessment)     // makes to use the list of from
	// Filler returns an entry to fill, a function that empties it, and one that adds
	// a copy of it to the list. It is for a reader that reads one assessment after
	// another into a: it uses the memory of the last list again.
	Filler(a *Assessment) (entry any, empty, add func())
}

type listOf[T any] struct{ at func(*Assessment) *[]T }

func (l listOf[T]) Len(a *Assessment) int          { return len(*l.at(a)) }
func (l listOf[T]) Entry(a *Assessment, i int) any { return &(*l.at(a))[i] }
func (l listOf[T]) Share(to, from *Assessment)     { *l.at(to) = *l.at(from) }

func (l listOf[T]) Add(a *Assessment) {
	var none T
	*l.at(a) = append(*l.at(a), none)
}

func (l listOf[T]) Remove(a *Assessment, i int) {
	list := *l.at(a)
	*l.at(a) = slices.Concat(list[:i], list[i+1:])
}

func (l listOf[T]) Filler(a *Assessment) (entry any, empty, add func()) {
	list, e := l.at(a), new(T)
	var memory []T
	return e, func() { *e = *new(T) }, func() {
		if *list == nil {
			*list = memory[:0]
		}
		*list = append(*list, *e)
		memory = *list
	}
}

// theOverride is a list of one override or none.
type theOverride struct{}

func (theOverride) Len(a *Assessment) int {
	if a.Override == nil {
		return 0
	}
	return 1
}

func (theOverride) Entry(a *Assessment, _ int) any { return a.Override }
func (theOverride) Add(a *Assessment)              { a.Override = &Override{} }
func (theOverride) Remove(a *Assessment, _ int)    { a.Override = nil }
func (theOverride) Share(to, from *Assessment)     { to.Override = from.Override }

func (theOverride) Filler(a *Assessment) (entry any, empty, add func()) {
	e := new(Override)
	return e, func() { *e = Override{} }, func() { a.Override = e }
}

// row makes a fact of an owner of type O. get and parse turn its value into text
// and back.
func row[O, T any](path, label string, kind FactKind, at func(*O) *T, get func(T) string, parse func(string) (T, error)) CaseFact {
	return CaseFact{
		Path: path, Label: label, Kind: kind,
		Get: func(owner any) string { return get(*at(owner.(*O))) },
		Set: func(owner any, text string) (err error) {
			var v T
			if text != "" {
				v, err = parse(text)
			}
			if err == nil {
				*at(owner.(*O)) = v
			}
			return err
		},
	}
}

func text[O any, T ~string](path, label string, at func(*O) *T) CaseFact {
	f := CaseFact{
		Path: path, Label: label, Kind: TextFact, Longest: LongestText,
		Get: func(owner any) string { return string(*at(owner.(*O))) }, // conditions call it for every record
		Set: func(owner any, text string) error { *at(owner.(*O)) = T(text); return nil },
	}
	if _, account := any(T("")).(Account); account {
		f.Longest = LongestAccount
	}
	return f
}

func oneOf[O any, T interface {
	~string
	Vocabulary() Vocabulary
}](path, label string, at func(*O) *T) CaseFact {
	f := text(path, label, at)
	f.Kind, f.Longest, f.Vocabulary = WordFact, 0, T("").Vocabulary()
	return f
}

func day[O any](path, label string, at func(*O) *Date) CaseFact {
	return row(path, label, DayFact, at, Date.String, ParseDate)
}

func instant[O any](path, label string, at func(*O) *Instant) CaseFact {
	return row(path, label, TimeFact, at, Instant.String, ParseInstant)
}

func when[O any](path, label string, at func(*O) *timeline.When) CaseFact {
	return row(path, label, WhenFact, at, timeline.When.String, timeline.ParseWhen)
}

func grade[O any](path, label string, at func(*O) *timeline.Grade) CaseFact {
	lowest, highest := timeline.Grade(0).Range()
	return row(path, label, GradeFact, at, func(g timeline.Grade) string {
		if g == 0 {
			return ""
		}
		return strconv.Itoa(int(g))
	}, func(s string) (timeline.Grade, error) {
		n, ok := WholeNumber(s)
		if !ok || n < lowest || n > highest {
			return 0, fmt.Errorf("not a severity; write %d to %d", lowest, highest)
		}
		return timeline.Grade(n), nil
	})
}

func texts[O any](path, label string, at func(*O) *[]string) CaseFact {
	f := row(path, label, TextsFact, at, func(v []string) string { return strings.Join(v, "; ") }, nil)
	f.Set = func(owner any, text string) error {
		now := at(owner.(*O))
		*now = split(text, *now)
		return nil
	}
	return f
}

// split returns the texts between the semicolons. Those of before that are still at the
// beginning or the end of text stay as they are, with their blanks and semicolons.
func split(text string, before []string) (out []string) {
	for len(before) > 0 && text != "" {
		rest, ok := strings.CutPrefix(text, before[0])
		if !ok || rest != "" && rest[0] != ';' {
			break
		}
		out, before = append(out, before[0]), before[1:]
		text = strings.TrimPrefix(strings.TrimPrefix(rest, ";"), " ")
	}
	var last []string
	for len(before) > 0 && text != "" {
		rest, ok := strings.CutSuffix(text, before[len(before)-1])
		if !ok || rest != "" && !strings.HasSuffix(rest, ";") && !strings.HasSuffix(rest, "; ") {
			break
		}
		last, before = append(last, before[len(before)-1]), before[:len(before)-1]
		text = strings.TrimSuffix(strings.TrimSuffix(rest, " "), ";")
	}
	for v := range strings.SplitSeq(text, ";") {
		if !blank(v) {
			out = append(out, strings.TrimSpace(v))
		}
	}
	slices.Reverse(last)
	return append(out, last...)
}

func list[T any](path, label string, at func(*Assessment) *[]T, entries ...CaseFact) CaseFact {
	return CaseFact{Path: path, Label: label, Kind: ListFact, List: listOf[T]{at}, Entries: entries}
}

func (f CaseFact) scored() CaseFact            { f.Scored = true; return f }
func (f CaseFact) before(word string) CaseFact { f.Before = word; return f }
func (f CaseFact) asked(name string) CaseFact  { f.Condition = name; return f }
func (f CaseFact) named(name string) CaseFact  { f.Condition, f.Named = name, true; return f }
