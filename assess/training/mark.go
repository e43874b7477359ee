package training

import (
	"cmp"
	"slices"
	"time"

	"stalkrisk/assess"
)

// MarkingFormat is the format id of a marking.
const MarkingFormat = "stalkrisk.marking/1"

// Marked is the result of marking files: a marking for each, and the class views.
// None of its lists is nil.
type Marked struct {
	Format   string    `json:"format"`
	Markings []Marking `json:"markings"` // in the order of the files
	Classes  []Class   `json:"classes"`  // of the cases and stages with two or more files, by case
	Progress *Progress `json:"progress"` // null if there is nothing to compare with
}

// Marking is one assessment compared with the model answers of its practice case.
type Marking struct {
	Practice   CaseRef     `json:"practice"`
	File       string      `json:"file"` // "" if it was not read from one
	ID         string      `json:"id"`
	Assessor   string      `json:"assessor"`
	AssessedAt string      `json:"assessed_at"` // in the time of the case
	Practised  string      `json:"practised"`   // when the last sitting really began; "" if it is not known
	Minutes    int         `json:"minutes"`     // how long all sittings took together
	Attempt    int         `json:"attempt"`     // of this person at the case, from 1; 0 is not known
	Finished   bool        `json:"finished"`
	Stage      string      `json:"stage"` // in which it was practised
	Same       int         `json:"same"`  // answers that match the model's
	Items      int         `json:"items"` // questions that apply to the case
	Levels     []LevelMark `json:"levels"`
	Themes     []ThemeMark `json:"themes"`      // in their order, those with anything to mark
	Facts      []FactMark  `json:"facts"`       // only those that differ
	Answers    []ItemMark  `json:"answers"`     // every question that applies, file order, stalking first
	NeverAsked []string    `json:"never_asked"` // "approach", "dash.q01"; file order
	Unreadable []string    `json:"unreadable"`  // questions whose answer is not one that they can have
	Done       []DeedMark  `json:"done"`        // what should be done besides asking
	NotLooked  []string    `json:"not_looked"`  // what nobody looked up in any sitting; empty if no sitting was kept
	LookUp     []LookUp    `json:"look_up"`     // places in the systems that would have helped
	Praise     []string    `json:"praise"`
	Notes      []string    `json:"notes"`
}

// CaseRef identifies a practice case, by the hash of its file.
type CaseRef struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
	Title   string `json:"title"`
}

// Ref returns the reference of the case.
func (p *PracticeCase) Ref() CaseRef { return CaseRef{p.ID, p.Version, p.SHA256, p.Title} }

// LevelMark is one level: the learner's and the model's.
type LevelMark struct {
	Result string `json:"result"` // act_now, overall, baseline, escalation, dash_line
	Yours  string `json:"yours"`
	Models string `json:"models"`
}

// FactMark is a fact of the case that the learner recorded differently.
type FactMark struct {
	Fact     string `json:"fact"`
	Yours    string `json:"yours"`
	Models   string `json:"models"`
	PutRight []Move `json:"put_right"` // how the learner's levels change if it is put right
}

// ItemMark is the mark of one question.
type ItemMark struct {
	Name       string  `json:"-"` // of the question: "approach", "dash.q01"
	Instrument string  `json:"instrument"`
	Item       string  `json:"item"`
	Topic      string  `json:"topic"`
	Theme      Theme   `json:"theme"`
	Ask        string  `json:"ask"` // the question as it is asked
	Yours      string  `json:"yours"`
	Carried    bool    `json:"carried"` // the learner's yes comes from one of their incidents
	Models     string  `json:"models"`
	Verdict    Verdict `json:"verdict"`
	Why        string  `json:"why"`  // why the model's answer is right
	Says       string  `json:"says"` // what the caller says when asked
	// ByItself is how the model's levels, with the learner's own incidents, change
	// with this answer of the learner. PutRight is how the learner's levels change
	// with the model's answer. Both are empty if no level changes.
	ByItself []Move `json:"by_itself"`
	PutRight []Move `json:"put_right"`
}

// Move is a change of one level.
type Move struct {
	Result string `json:"result"`
	From   string `json:"from"`
	To     string `json:"to"`
}

// LookUp is a place in the systems that would have helped with some questions.
type LookUp struct {
	Look  string   `json:"look"`
	Holds string   `json:"holds"`
	Items []string `json:"items"` // questions that it bears on and whose answers differ
}

// Verdict is how an answer compares with the model's.
type Verdict string

// The verdicts.
const (
	Same       Verdict = "same"
	Missed     Verdict = "missed"      // the model says yes, the learner no
	GuessedNo  Verdict = "guessed_no"  // the model says not known, the learner no
	NeverAsked Verdict = "never_asked" // whatever the model says
	Unreadable Verdict = "unreadable"  // what is recorded is not an answer, such as a misspelt word; it counts as open
	LeftOpen   Verdict = "left_open"   // the model says yes, the learner not known or would not say
	Added      Verdict = "added"       // the model says no, the learner yes
	GuessedYes Verdict = "guessed_yes" // the model says not known, the learner yes
	NotClosed  Verdict = "not_closed"  // the model says no, the learner not known or would not say
	OtherWord  Verdict = "other_word"  // both are open, with different words
)

// Words returns the verdicts, the most important first.
func (Verdict) Words() []string {
	return []string{"missed", "guessed_no", "never_asked", "unreadable", "left_open", "added", "guessed_yes", "not_closed", "other_word", "same"}
}

// judge returns how an answer compares with the model's.
func judge(yours, models assess.Answer) Verdict {
	switch {
	case yours == models:
		return Same
	case yours == assess.NotAsked:
		return NeverAsked
	case yours.Open() && models.Open():
		return OtherWord
	case models == assess.Yes && yours == assess.No:
		return Missed
	case models == assess.Yes:
		return LeftOpen
	case models == assess.No && yours == assess.Yes:
		return Added
	case models == assess.No:
		return NotClosed
	case yours == assess.No:
		return GuessedNo
	}
	return GuessedYes
}

// Mark compares an assessment of a practice case with its model answers. set holds
// the questionnaires of the model answers. Mark does not change p or a.
//
// An open answer counts as yes if an incident shows it. A no always stays a no, so
// that the learner sees the contradiction.
func Mark(p *PracticeCase, set assess.Instruments, a *assess.Assessment) Marking {
	p = p.At(a.Stage, set)
	m := marker{p: p, set: set, a: a, yours: assess.Score(set, a), models: assess.Score(set, &p.Model), answers: answers(&set, a)}
	beside := p.Model
	beside.Incidents, beside.Absences = a.Incidents, a.Absences
	m.beside, m.besides = &beside, assess.Score(set, &beside)
	out := Marking{
		Practice: p.Ref(), ID: a.ID, Assessor: a.Assessor.Reference, AssessedAt: a.AssessedAt.String(),
		Finished: !a.Draft(), Stage: string(p.Model.Stage), Facts: m.facts(), Done: m.deeds(), NotLooked: notLooked(a), NeverAsked: []string{}, Unreadable: []string{}, LookUp: []LookUp{}, Praise: []string{}, Notes: m.notes(),
	}
	if last, took := a.LastPractised(); !last.IsZero() {
		out.Practised, out.Minutes = last.Format(time.RFC3339), int(took.Round(time.Minute).Minutes())
		out.Attempt = int(a.Sittings[len(a.Sittings)-1].Attempt)
	}
	yours, models := standings(&m.yours), standings(&m.models)
	for i := range yours {
		out.Levels = append(out.Levels, LevelMark{yours[i].result, yours[i].level, models[i].level})
	}
	for _, answer := range p.Answers {
		im := m.item(answer)
		out.Items++
		switch im.Verdict {
		case Same:
			out.Same++
		case NeverAsked:
			out.NeverAsked = append(out.NeverAsked, im.Name)
		case Unreadable:
			out.Unreadable = append(out.Unreadable, im.Name)
		}
		out.Answers = append(out.Answers, im)
	}
	out.LookUp = m.lookUp(out.Answers)
	out.Themes = out.themes(m.factsMarked())
	out.Praise = m.praise(&out)
	return out
}

// Differences returns the answers that differ from the model's: first those that
// change a level, then by importance, then in file order.
func (m *Marking) Differences() (out []ItemMark) {
	for _, im := range m.Answers {
		if im.Verdict != Same {
			out = append(out, im)
		}
	}
	rank := func(im ItemMark) int {
		if len(im.ByItself)+len(im.PutRight) > 0 {
			return 0
		}
		return 1 + slices.Index(Verdict("").Words(), string(im.Verdict))
	}
	slices.SortStableFunc(out, func(a, b ItemMark) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}

// marker is the state of a marking.
type marker struct {
	p       *PracticeCase
	set     assess.Instruments
	a       *assess.Assessment
	answers map[string]map[string]counted // the learner's, by instrument and item
	beside  *assess.Assessment            // the model's answers with the learner's incidents
	yours   assess.Result
	models  assess.Result
	besides assess.Result
}

// answers returns what each answer to one questionnaire counts as, by the place of
// the item. An open answer counts as yes if an incident shows it. Anything that is
// not an answer counts as not asked.
func answers(set *assess.Instruments, a *assess.Assessment) map[string]map[string]counted {
	out := map[string]map[string]counted{}
	for _, in := range set.All() {
		out[in.ID] = map[string]counted{}
		for i, is := range set.ItemStates(in, a) {
			it, c := &in.Items[i], counted{answer: is.Recorded, applies: is.Applies}
			option := slices.ContainsFunc(it.Options, func(o assess.Option) bool { return o.Value == string(is.Recorded) })
			known := option || is.Recorded == "" || slices.Contains(assess.Answers(), string(is.Recorded))
			switch {
			case !known: // a learner must see it, whatever an incident shows
				c.answer, c.unreadable = assess.NotAsked, true
			case is.Carried && is.Recorded != assess.Yes && is.Recorded != assess.No:
				c.answer, c.carried = assess.Yes, true
			case is.Recorded == "":
				c.answer = assess.NotAsked
			}
			out[in.ID][it.ID] = c
		}
	}
	return out
}

// counted is what an answer counts as.
type counted struct {
	answer  assess.Answer
	carried bool // an incident shows it
	applies bool
	// unreadable means that what was recorded is not an answer to the question.
	unreadable bool
}

// answer returns what the learner's answer to a question counts as.
func (m *marker) answer(in *assess.Instrument, item string) counted {
	is := m.answers[in.ID][item]
	is.answer = is.answer.OrNotAsked()
	return is
}

func (m *marker) item(model ModelAnswer) ItemMark {
	in := m.set.Find(model.Instrument)
	yours := m.answer(in, model.Item)
	im := ItemMark{
		Name: in.Prefix() + model.Item, Instrument: in.ID, Item: model.Item, Topic: topic(in, model.Item), Theme: themeOf(in, model.Item), Ask: prompt(in, model.Item),
		Yours: string(yours.answer), Carried: yours.carried, Models: string(model.Answer),
		Verdict: judge(yours.answer, model.Answer), Why: model.Why, Says: model.Says,
		ByItself: []Move{}, PutRight: []Move{},
	}
	if yours.unreadable {
		im.Yours, im.Verdict = string(Unreadable), Unreadable
	}
	if im.Verdict != Same {
		im.ByItself = m.with(m.beside, &m.besides, in.ID, model.Item, yours.answer)
		im.PutRight = m.with(m.a, &m.yours, in.ID, model.Item, model.Answer)
	}
	return im
}

func topic(in *assess.Instrument, item string) string {
	if i, ok := in.Item(item); ok {
		return in.Items[i].Topic
	}
	return ""
}

func prompt(in *assess.Instrument, item string) string {
	i, _ := in.Item(item)
	return in.Items[i].Prompt
}

// with returns the levels that change with one answer of an assessment.
func (m *marker) with(a *assess.Assessment, before *assess.Result, instrument, item string, answer assess.Answer) []Move {
	changed := *a
	changed.Responses = slices.Clone(a.Responses)
	for i := range changed.Responses {
		changed.Responses[i].Items = slices.Clone(changed.Responses[i].Items)
	}
	changed.Responses.Set(instrument, item, assess.Response{Answer: answer})
	return m.moves(before, &changed)
}

func (m *marker) moves(before *assess.Result, changed *assess.Assessment) []Move {
	after := assess.Score(m.set, changed)
	out := []Move{}
	was, is := standings(before), standings(&after)
	for i := range was {
		if was[i].level != is[i].level {
			out = append(out, Move{was[i].result, was[i].level, is[i].level})
		}
	}
	return out
}

type standing struct{ result, level string }

// LineNotAsked is shown for the DASH line if DASH does not apply.
const LineNotAsked = "not asked"

// standings returns the levels that are marked, in order. A screen gives no level, and
// no stage before the last asks DASH.
func standings(r *assess.Result) []standing {
	act := "no"
	if r.ActNow {
		act = "yes"
	}
	if r.Stage == assess.Screen {
		return []standing{{"act_now", act}, {"recognition", string(r.Recognition.Value)}}
	}
	line := LineNotAsked
	if r.Stage == assess.Full && r.Dash.Applicability == "applicable" {
		line = r.Dash.LineState()
	}
	return []standing{
		{"act_now", act}, {"overall", r.Overall.Level}, {"baseline", r.Baseline.Level}, {"escalation", r.Escalation.Level}, {"dash_line", line},
		{"recognition", string(r.Recognition.Value)},
	}
}

// notes returns what a reader of the marking should know first.
func (m *marker) notes() []string {
	out := lines{}
	out.add(m.a.Draft(), "This assessment is a draft: it is marked as far as it goes.")
	out.add(m.p.Model.Stage == assess.FirstContact, "Marked as a first contact: what is left to the attending officer is not marked.")
	out.add(m.p.Model.Stage == assess.Screen, "Marked as a screen: only what a screen asks is marked, and a screen gives no level.")
	for id, version := range m.p.Model.Versions {
		had := m.a.Versions[id]
		out.add(had != "" && had != version, "The model answers are for %s %s, and this assessment names %s.", id, version, had)
	}
	slices.Sort(out)
	return out
}

// lookUp returns the places in the systems that bear on an answer that differs.
func (m *marker) lookUp(answers []ItemMark) []LookUp {
	out := []LookUp{}
	for _, c := range m.p.Checks {
		l := LookUp{Look: c.Look, Holds: c.Holds, Items: []string{}}
		for _, im := range answers {
			if im.Verdict != Same && slices.Contains(c.BearsOn, im.Item) {
				l.Items = append(l.Items, im.Name)
			}
		}
		if len(l.Items) > 0 {
			out = append(out, l)
		}
	}
	return out
}
