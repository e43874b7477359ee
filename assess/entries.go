package assess

import (
	"slices"
	"time"

	"stalkrisk/assess/fold"
	"stalkrisk/assess/timeline"
)

// This file has the entries of the lists in an assessment, and what people judged,
// decided and promised.

// Help is help that was sent for: when it was asked for, when somebody was assigned,
// and when they were with the person.
type Help struct {
	Asked     Instant `json:"asked,omitzero"`
	Assigned  Instant `json:"assigned,omitzero"`
	Arrived   Instant `json:"arrived,omitzero"`
	Reference string  `json:"reference,omitempty" doc:"of the incident log"`
}

// HelpStage is how far help is.
type HelpStage string

// HelpSent returns how far help is: the furthest of all that was sent; "" if none was
// asked for.
func (a *Assessment) HelpSent() (furthest HelpStage) {
	for i := range a.Help {
		switch h := &a.Help[i]; {
		case !h.Arrived.IsZero():
			return "arrived"
		case !h.Assigned.IsZero():
			furthest = "assigned"
		case !h.Asked.IsZero() && furthest == "":
			furthest = "asked"
		}
	}
	return furthest
}

// EarlierActNow is an act_now of an earlier assessment. It stays until a person marks
// it as dealt with.
type EarlierActNow struct {
	ID        string    `json:"id,omitempty" doc:"of the earlier assessment"`
	At        Instant   `json:"at,omitzero" doc:"when that was assessed"`
	Because   []string  `json:"because,omitempty" doc:"its act_now_because"`
	DealtWith DealtWith `json:"dealt_with,omitzero"`
}

// DealtWith is who dealt with an earlier act_now, when and how.
type DealtWith struct {
	By  string  `json:"by,omitempty"`
	At  Instant `json:"at,omitzero"`
	How string  `json:"how,omitempty"`
}

// Open reports whether nobody has dealt with it yet. It takes a person and a time.
func (e *EarlierActNow) Open() bool { return blank(e.DealtWith.By) || e.DealtWith.At.IsZero() }

// ReadBack is when what was recorded was read back to the person, and whether they
// agreed.
type ReadBack struct {
	At     Instant `json:"at,omitzero"`
	By     string  `json:"by,omitempty"`
	Agreed Agreed  `json:"agreed,omitempty"`
	Note   string  `json:"note,omitempty"`
}

// Agreed is what the person said to what was read back.
type Agreed string

// Handler is somebody who asked, and from when.
type Handler struct {
	Reference string  `json:"reference,omitempty" doc:"a reference, never a name"`
	Role      Role    `json:"role,omitempty"`
	From      Instant `json:"from,omitzero"`
}

// TakeOver records who asks from that time on, after everyone who asked before.
func (a *Assessment) TakeOver(next Assessor, at Instant) {
	if was := a.Assessor; len(a.Handlers) == 0 && was != (Assessor{}) && was != next {
		a.Handlers = append(a.Handlers, Handler{was.Reference, was.Role, Instant{}})
	}
	a.Assessor = next
	last := Handler{}
	if n := len(a.Handlers); n > 0 {
		last = a.Handlers[n-1]
	}
	if next != (Assessor{last.Reference, last.Role}) {
		a.Handlers = append(a.Handlers, Handler{next.Reference, next.Role, at})
	}
}

// HandlerAt returns who was asking at a time; nobody if that is not known. An answer
// without a time is that of the only handler before the last.
func (a *Assessment) HandlerAt(at Instant) (who Handler) {
	if at.IsZero() {
		if len(a.Handlers) == 2 {
			return a.Handlers[0]
		}
		return Handler{}
	}
	for _, h := range a.Handlers {
		if !h.From.Time().After(at.Time()) { // a time that is not recorded is before all
			who = h
		}
	}
	return who
}

// UsedAccount is a number, account or device that the suspect used.
type UsedAccount struct {
	Kind     string `json:"kind,omitempty"`
	Handle   string `json:"handle,omitempty" doc:"a short description"`
	LinkedBy string `json:"linked_by,omitempty" doc:"what links it to the other person"`
}

// Exhibit is something that shows what happened, and who has it.
type Exhibit struct {
	What    string        `json:"what,omitempty"`
	HeldBy  string        `json:"held_by,omitempty"`
	Offered Date          `json:"offered,omitzero"`
	Taken   Date          `json:"taken,omitzero"`
	Goes    timeline.When `json:"goes,omitzero" doc:"when it will be gone"`
}

// Update is what somebody was told.
type Update struct {
	To   string `json:"to,omitempty"`
	On   Date   `json:"on,omitzero"`
	By   string `json:"by,omitempty"`
	What string `json:"what,omitempty"`
}

// Order is a court order, bail condition or warning that is, or was, in force.
type Order struct {
	ID         string    `json:"id,omitempty" doc:"by which an incident names the order that it breaks"`
	Kind       OrderKind `json:"kind,omitempty"`
	From       Date      `json:"from,omitzero"`
	To         Date      `json:"to,omitzero"`
	Conditions []string  `json:"conditions,omitempty"`
	Force      string    `json:"force,omitempty" doc:"the police force that manages it"`
	Manager    string    `json:"manager,omitempty" doc:"who manages it: a reference, never a name"`
	Contact    string    `json:"contact,omitempty" doc:"how to reach the manager"`
	Served     Date      `json:"served,omitzero"`
	CheckOn    []Date    `json:"check_on,omitempty" doc:"days on which it is to be checked"`
	Checked    []Date    `json:"checked,omitempty" doc:"days on which it was checked"`
	Note       string    `json:"note,omitempty"`
}

// OrderKind is the kind of order, bail condition or warning.
type OrderKind string

// Absence is a time when the suspect could not act in person.
type Absence struct {
	From   Date          `json:"from,omitzero"`
	To     Date          `json:"to,omitzero" doc:"a day; none if still absent"`
	Reason AbsenceReason `json:"reason,omitempty"`
}

// AbsenceReason is why the suspect was absent. Only custody and time abroad stop
// the timeline's clock.
type AbsenceReason string

// The reasons that stop the clock.
const (
	Custody AbsenceReason = "custody"
	Abroad  AbsenceReason = "abroad"
)

// Trigger is a date, past or future, on which things may get worse.
type Trigger struct {
	Kind TriggerKind `json:"kind,omitempty"`
	On   Date        `json:"on,omitzero"`
}

// TriggerKind is what happens on a trigger's date.
type TriggerKind string

// Elsewhere is an assessment that somebody completed with another instrument. It
// is shown beside ours.
type Elsewhere struct {
	Instrument string `json:"instrument,omitempty"`
	Level      string `json:"level,omitempty"`
	On         Date   `json:"on,omitzero"`
	By         string `json:"by,omitempty"`
}

// ServiceView is what a support service thinks of the risk.
type ServiceView struct {
	Level OverallLevel `json:"level,omitempty"`
	By    string       `json:"by,omitempty"`
	Note  string       `json:"note,omitempty"`
}

// OverallLevel is a level of concern as a person writes it.
type OverallLevel string

// DashGrade is the assessor's own grade on DASH, by professional judgement.
type DashGrade struct {
	Level  Grade  `json:"level,omitempty"`
	Reason string `json:"reason,omitempty"`
}

// Grade is DASH's own word for risk.
type Grade string

// Override is a level that a person set instead of the computed one, with a
// reason. The computed level is kept with it.
type Override struct {
	From         OverallLevel `json:"from,omitempty" doc:"the level computed at the time"`
	Level        OverallLevel `json:"level,omitempty"`
	Reason       string       `json:"reason,omitempty"`
	By           string       `json:"by,omitempty"`
	SecondPerson string       `json:"second_person,omitempty"`
	At           Instant      `json:"at,omitzero"`
}

// Practised is one sitting of a practice case: when somebody really worked on it, and
// what of it they looked up.
type Practised struct {
	From    Instant  `json:"from,omitzero"`
	To      Instant  `json:"to,omitzero"`
	Version string   `json:"version,omitempty" doc:"of the practice case"`
	Attempt Attempt  `json:"attempt,omitempty" doc:"which attempt of this person at the case, from 1"`
	Looked  []string `json:"looked,omitempty" doc:"what was looked up in this sitting"`
	Never   []string `json:"never,omitempty" doc:"what nobody had looked up by its end, in any sitting"`
}

// Attempt counts the attempts of one person at a practice case, from 1; 0 is not known.
type Attempt int

// Range returns the lowest and the highest attempt.
func (Attempt) Range() (lowest, highest int) { return 1, 999 }

// LastPractised returns when the last sitting of a practice case began, and how long all
// took together. It returns zero values if there was none.
func (a *Assessment) LastPractised() (last time.Time, took time.Duration) {
	for _, s := range a.Sittings {
		last = s.From.Time()
		took += max(0, s.To.Time().Sub(last))
	}
	return last, took
}

// Decision is what was decided about an order, a disclosure or a record, and
// why.
type Decision struct {
	About    DecisionAbout `json:"about,omitempty"`
	Decision DecisionWord  `json:"decision,omitempty"`
	Reason   string        `json:"reason,omitempty"`
	By       string        `json:"by,omitempty"`
	On       Date          `json:"on,omitzero"`
}

// Fits reports whether the decision is a word for what it is about.
func (d *Decision) Fits() bool {
	may := d.About.Decisions()
	return d.Decision == "" || slices.ContainsFunc(may, func(w Word) bool { return w.Value == string(d.Decision) })
}

// DecisionAbout is what a decision is about.
type DecisionAbout string

// The subjects whose last decision is in a result.
const (
	AboutRecording  DecisionAbout = "recording"
	AboutSPO        DecisionAbout = "spo"
	AboutInterimSPO DecisionAbout = "interim_spo"
)

// DecisionWord is what was decided.
type DecisionWord string

// Decisions returns the words of a decision about this.
func (about DecisionAbout) Decisions() Vocabulary {
	switch about {
	case AboutRecording:
		return recordingWords
	case "":
		return decisionWords.Get()
	}
	return orderWords
}

// Referral is the offer of a support service, and the answer to it.
type Referral struct {
	Service  string `json:"service,omitempty"`
	Offered  Fact   `json:"offered,omitempty"`
	Accepted Fact   `json:"accepted,omitempty"`
	On       Date   `json:"on,omitzero"`
}

// Action is something that was promised, by whom and by when.
type Action struct {
	What   string `json:"what,omitempty"`
	Owner  string `json:"owner,omitempty"`
	To     string `json:"to,omitempty" doc:"victim, if it is a promise to the victim"`
	Agency string `json:"agency,omitempty"`
	Due    Date   `json:"due,omitzero"`
	Done   Date   `json:"done,omitzero" doc:"a day; none if not done yet"`
}

// ToVictim reports whether the action is a promise to the victim.
func (act *Action) ToVictim() bool { return fold.Text(act.To) == "victim" }

// Overdue reports whether the action was still not done when a was made, after
// the day on which it was due.
func (act *Action) Overdue(a *Assessment) bool {
	return act.Done.IsZero() && !act.Due.IsZero() && act.Due.Day() < timeline.DayOf(a.AssessedAt.Time())
}

// Outcome is what became of the case.
type Outcome struct {
	Value OutcomeValue `json:"value,omitempty"`
	On    Date         `json:"on,omitzero"`
	Note  string       `json:"note,omitempty"`
}

// OutcomeValue is what became of the case, in one word.
type OutcomeValue string
