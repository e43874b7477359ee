package assess

import (
	"cmp"
	"slices"

	"stalkrisk/assess/timeline"
)

// AssessmentFormat is the format that an assessment file names.
const AssessmentFormat = "stalkrisk.assessment/1"

// Assessment is one sitting: the case, the assessor, the time, the responses to
// every instrument, the incidents and everything else that was recorded. Its keys
// in a file, in order, are the json names below. A missing key means not known.
type Assessment struct {
	Format        string            `json:"format"`
	ID            string            `json:"id,omitempty" doc:"made by the program; empty elsewhere"`
	Status        Status            `json:"status,omitempty" default:"complete"`
	Stage         Stage             `json:"stage,omitempty" default:"full"`
	Previous      string            `json:"previous,omitempty" doc:"id of the assessment that this one re-assesses"`
	Training      string            `json:"training,omitempty" doc:"id of a practice case"`
	MadeBy        MadeBy            `json:"source,omitempty" doc:"what made the draft, if no person began it"`
	Sittings      []Practised       `json:"sittings,omitempty" doc:"when somebody really worked on a practice case; assessed_at is in the time of the case"`
	Case          Case              `json:"case,omitzero"`
	Caller        Caller            `json:"caller,omitempty"`
	Assessor      Assessor          `json:"assessor,omitzero"`
	AssessedAt    Instant           `json:"assessed_at,omitzero" doc:"the latest save, from which every window is counted"`
	Prompted      Fact              `json:"prompted_by_incident,omitempty" doc:"something that happened led to this contact"`
	Contact       Contact           `json:"contact,omitzero"`
	Reach         Reach             `json:"reach,omitzero" doc:"what the other person can reach; never scored"`
	MoreThanOnce  Fact              `json:"more_than_once,omitempty" doc:"it happened more than once; for recognition"`
	OrderInPlace  Fact              `json:"order_in_place,omitempty" doc:"no: somebody asked, and no order, bail condition or warning is known; what there is stands in orders"`
	OwnLife       OwnLife           `json:"own_life,omitempty" doc:"the victim's thoughts of ending their life; sensitive, and never scored"`
	Help          []Help            `json:"help,omitempty" doc:"help that was sent, and how far it is"`
	EarlierActNow []EarlierActNow   `json:"earlier_act_now,omitempty" doc:"each act_now of an earlier assessment, until a person marks it as dealt with"`
	ReadBack      ReadBack          `json:"read_back,omitzero" doc:"what was recorded was read back to the person"`
	Handlers      []Handler         `json:"handlers,omitempty" doc:"everyone who asked, in order; the assessor is the last"`
	FirstAccount  Account           `json:"first_account,omitempty" doc:"in their own words"`
	Versions      map[string]string `json:"instruments,omitempty" doc:"id of each questionnaire, and its version; the newest if absent"`
	Responses     Responses         `json:"responses,omitempty" doc:"by questionnaire and item"`
	DashAsked     DashAsked         `json:"dash_asked,omitempty" default:"auto"`
	Recognition   Recognition       `json:"recognition,omitzero"`
	Incidents     []Incident        `json:"incidents,omitempty"`
	Orders        []Order           `json:"orders,omitempty"`
	Absences      []Absence         `json:"absences,omitempty"`
	Triggers      []Trigger         `json:"triggers,omitempty"`
	Elsewhere     []Elsewhere       `json:"elsewhere,omitempty" doc:"completed with other instruments, shown beside ours"`
	ServiceView   ServiceView       `json:"service_view,omitzero" doc:"what a support service thinks"`
	DashGrade     DashGrade         `json:"dash_grade,omitzero"`
	Override      *Override         `json:"override,omitempty"`
	Accounts      []UsedAccount     `json:"accounts,omitempty" doc:"numbers, accounts and devices that the other person used"`
	Evidence      []Exhibit         `json:"evidence,omitempty"`
	Updates       []Update          `json:"updates,omitempty" doc:"who was told what"`
	Decisions     []Decision        `json:"decisions,omitempty"`
	Referral      Referral          `json:"referral,omitzero"`
	AdviceGiven   []string          `json:"advice_given,omitempty"`
	Actions       []Action          `json:"actions,omitempty"`
	Outcome       Outcome           `json:"outcome,omitzero" doc:"what became of it, for learning; only value is counted"`
	Unfinished    []Unfinished      `json:"unfinished,omitempty" doc:"of a draft: what was begun or typed and is not recorded yet"`
}

// Unfinished is an entry that somebody began, or text that was typed in a form and is
// not recorded yet. It is offered when the draft is opened again; a finished assessment
// has none, and nothing scores it.
type Unfinished struct {
	At   string `json:"at,omitempty" doc:"where it belongs: incidents[2], incidents[2].at, override.reason"`
	Text string `json:"text,omitempty" doc:"as it was typed; none for an entry that was begun"`
}

// Incident is one occurrence, as package timeline reads it.
type Incident = timeline.Incident

// Draft reports whether the sitting is still going on.
func (a *Assessment) Draft() bool { return a.Status == Draft }

// FirstContact reports whether the sitting was a first contact, which leaves the
// rest to the attending officer.
func (a *Assessment) FirstContact() bool { return a.Stage == FirstContact }

// MadeBy is what made a draft, if no person began it; "" if a person did.
type MadeBy string

// FromSift means that the sift found the incidents in logs.
const FromSift MadeBy = "sift"

// Unread reports whether the sift made a draft and no person has said that they read the
// logs, or has spoken to anybody. Until then it has no level, is not due and counts
// nowhere: nobody is contacted on a flag alone, and opening a draft is not reading.
func (a *Assessment) Unread() bool {
	return a.MadeBy == FromSift && a.Draft() && a.Contact.SafeToTalk == "" && len(a.Responses) == 0 && a.FirstAccount == ""
}

// Status is whether a sitting is finished.
type Status string

// The two states of a sitting.
const (
	Draft    Status = "draft"
	Complete Status = "complete"
)

// Stage is how far the conversation was meant to go.
type Stage string

// A screen asks whether this is stalking. At first contact a call handler asks about
// immediate danger and about what is serious. The attending officer continues with the
// same file.
const (
	Screen       Stage = "screen"
	FirstContact Stage = "first_contact"
	Full         Stage = "full"
)

// Next returns the stage that goes on after s; "" after the last.
func (s Stage) Next() Stage {
	switch s {
	case Screen:
		return FirstContact
	case FirstContact:
		return Full
	}
	return ""
}

// After reports whether a stage comes after another. A stage that is not recorded is
// full, and no stage that is not named comes after any.
func (s Stage) After(other Stage) bool {
	order := []Stage{Screen, FirstContact, Full}
	return slices.Index(order, s) > slices.Index(order, cmp.Or(other, Full))
}

// Case is whose situation it is, under a pseudonymous reference.
type Case struct {
	Reference        string       `json:"reference" doc:"a pseudonym, never a name"`
	Relationship     Relationship `json:"relationship,omitempty"`
	VictimArea       string       `json:"victim_area,omitempty" doc:"police force area"`
	SuspectArea      string       `json:"suspect_area,omitempty" doc:"police force area"`
	Linked           []string     `json:"linked,omitempty" doc:"ids of assessments of the same victim and other suspects"`
	SuspectReference string       `json:"suspect_reference,omitempty" doc:"a pseudonym that other cases about the same person share"`
	SuspectAccess    Fact         `json:"suspect_access,omitempty" doc:"the other person works for the police, or can read such records"`
	Jurisdiction     Jurisdiction `json:"jurisdiction,omitempty" default:"england_wales"`
	OnlineOnly       Fact         `json:"online_only,omitempty"`
	Children         Fact         `json:"children,omitempty"`
	VictimUnder18    Fact         `json:"victim_under_18,omitempty"`
	SuspectUnder18   Fact         `json:"suspect_under_18,omitempty"`
	Suspects         Suspects     `json:"suspects,omitempty"`
	Pregnant         Fact         `json:"pregnant,omitempty" doc:"the victim is pregnant or has a new baby"`
	MentalHealthNeed Fact         `json:"mental_health_need,omitempty" doc:"the other person's; for management, never scored"`
}

// Fact is a yes, a no or not known about the case; "" if it was not recorded.
type Fact string

// The values of a fact.
const (
	FactYes     Fact = "yes"
	FactNo      Fact = "no"
	FactUnknown Fact = "unknown"
)

// Relationship is what the suspect is, or was, to the person at risk.
type Relationship string

// RelationshipUnknown is also meant if no relationship was recorded.
const RelationshipUnknown Relationship = "unknown"

// Jurisdiction is whose law applies.
type Jurisdiction string

// EnglandWales is also meant if no jurisdiction was recorded.
const EnglandWales Jurisdiction = "england_wales"

// Suspects is the number of suspects. One assessment is about one of them.
type Suspects string

// Caller is who is calling.
type Caller string

// A third party calls about another person, and so cannot answer no to every
// question. The record is read back to the victim alone.
const (
	VictimCaller Caller = "victim"
	ThirdParty   Caller = "third_party"
)

// Assessor is who asked and recorded: a reference, never a name.
type Assessor struct {
	Reference string `json:"reference,omitempty" doc:"a reference, never a name"`
	Role      Role   `json:"role,omitempty"`
}

// Role is the assessor's post.
type Role string

// Contact is whether, when and how it is safe to speak to the person.
type Contact struct {
	SafeToTalk  Fact        `json:"safe_to_talk,omitempty"`
	Mode        ContactMode `json:"mode,omitempty" doc:"how they can talk: openly, or in one of the three ways of silent mode"`
	Ended       Ended       `json:"ended,omitempty"`
	Heard       Heard       `json:"heard,omitempty" doc:"of a contact that was cut off: something was heard, or somebody may have ended it"`
	Back        Instant     `json:"back,omitzero" doc:"when the person was spoken to again"`
	SafeTimes   string      `json:"safe_times,omitempty" doc:"safe times and ways to reach them"`
	Language    string      `json:"language,omitempty"`
	Interpreter string      `json:"interpreter,omitempty"`
	Needs       string      `json:"needs,omitempty"`
}

// ContactMode is how the person can talk.
type ContactMode string

// OpenMode is also meant if no mode was recorded.
const OpenMode ContactMode = "open"

// Heard is whether the handler heard something when the contact was cut off.
type Heard string

// Reach is what the suspect can reach of the victim. It is for safety and never scored.
type Reach struct {
	Address  Fact `json:"address,omitempty"`
	Keys     Fact `json:"keys,omitempty"`
	Location Fact `json:"location,omitempty" doc:"a live location"`
	Work     Fact `json:"work,omitempty" doc:"work or school"`
}

// OwnLife is whether the victim thinks of ending their life. It is never scored, and
// never part of a message, a table or a timeline.
type OwnLife string

// OwnLifeNow means now, or that something has been done already.
const OwnLifeNow OwnLife = "now"

// Ended is how the contact ended.
type Ended string

// The endings that may mean danger.
const (
	Dropped Ended = "dropped"
	Unsafe  Ended = "unsafe"
)

// Account is what the person said, in their words. It may be longer than a note:
// losing what somebody said is worse than a long file.
type Account string

// The greatest length of a text in a saved assessment, in characters. A longer
// text is kept and reported as a problem.
const (
	LongestText    = 10_000
	LongestAccount = 100_000 // of an Account
)

// DashAsked is a person's decision whether to ask DASH.
type DashAsked string

// The relationship decides whether DASH is asked, unless a person says otherwise.
const (
	DashAlways DashAsked = "always"
	DashNever  DashAsked = "never"
)

// Recognition is FOUR (fixated, obsessive, unwanted, repeated). The handler ticks
// it from the account and never reads it aloud. It helps to recognise stalking
// and does not grade it.
type Recognition struct {
	Fixated   Fact `json:"fixated,omitempty"`
	Obsessive Fact `json:"obsessive,omitempty"`
	Unwanted  Fact `json:"unwanted,omitempty"`
	Repeated  Fact `json:"repeated,omitempty"`
}
