package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/training"
)

func composeMarked(m *training.Marked) []block {
	p := &page{}
	for i := range m.Classes {
		composeClass(p, &m.Classes[i])
	}
	for i := range m.Markings {
		composeMarking(p, &m.Markings[i])
	}
	return p.blocks
}

func composeMarking(p *page, m *training.Marking) {
	p.heading(1, "TRAINING: marking of the practice case "+caseName(m.Practice))
	p.warn("TRAINING", "Nobody in this case is real. The model answers are one careful reading of it, and can be argued with.")
	if m.File != "" {
		p.item("File", m.File)
	}
	if m.Assessor != "" {
		p.item("Assessor", m.Assessor)
	}
	if m.Practised != "" {
		p.item("Practised", fmt.Sprintf("%s, %s", Readable(m.Practised), count(m.Minutes, "minute", "minutes")))
	}
	p.say(fmt.Sprintf("%d of %s the model's.", m.Same, count(m.Items, "answer is", "answers are")))
	for _, n := range m.Notes {
		p.warn("Note", n)
	}
	p.heading(2, "Levels")
	for _, l := range m.Levels {
		if l.Result == "dash_line" && l.Yours == training.LineNotAsked && l.Models == training.LineNotAsked {
			continue
		}
		p.item(resultNames[l.Result], yoursAndModels(resultWord(l.Result, l.Yours), resultWord(l.Result, l.Models)))
	}
	if len(m.Praise) > 0 {
		p.heading(2, "What was done well")
		p.items(m.Praise)
	}
	composeDifferences(p, m)
	if len(m.Done) > 0 {
		p.heading(2, "What was advised, recorded, offered, promised and decided")
		for _, d := range m.Done {
			says := "not in the record."
			if d.Done {
				says = "done."
			}
			p.item(capital(string(d.Kind))+": "+d.What, says)
			p.sub("Why", d.Why)
		}
	}
	if len(m.NotLooked) > 0 {
		p.heading(2, "Nobody looked at")
		p.items(m.NotLooked)
	}
	if len(m.LookUp) > 0 {
		p.heading(2, "What the systems held")
		for _, l := range m.LookUp {
			p.item(l.Look, l.Holds)
			p.sub("Bears on", markTopics(m, l.Items))
		}
	}
	same := those(m.Answers, func(im training.ItemMark) bool { return im.Verdict == training.Same })
	if len(same) > 0 {
		p.heading(2, "The same as the model")
		p.items(each(same, func(im training.ItemMark) string { return capital(markTopic(im).plain()) + "." }))
	}
}

func markTopic(im training.ItemMark) Topic { return Topic{im.Name, im.Topic} }

// markTopics returns what the questions with those names are about.
func markTopics(m *training.Marking, names []string) string {
	return listed(each(names, func(name string) Topic {
		if i := slices.IndexFunc(m.Answers, func(im training.ItemMark) bool { return im.Name == name }); i >= 0 {
			return markTopic(m.Answers[i])
		}
		return Topic{ID: name}
	}))
}

func caseName(c training.CaseRef) string { return c.Title + " (" + c.ID + " " + c.Version + ")" }

// composeDifferences writes where a learner's answers differ from the model's.
func composeDifferences(p *page, m *training.Marking) {
	// There may be many questions that were never asked and move no level.
	asked := func(im training.ItemMark) bool {
		return im.Verdict != training.NeverAsked || len(im.ByItself)+len(im.PutRight) > 0
	}
	differ := those(m.Differences(), asked)
	unasked := those(m.Differences(), func(im training.ItemMark) bool { return !asked(im) })
	if len(differ)+len(unasked)+len(m.Facts) == 0 {
		p.heading(2, "What differs")
		p.say("Nothing: every answer is the model's.")
		return
	}
	p.heading(2, "What differs, what moves a level first")
	for i := range differ {
		im := &differ[i]
		yours := saidWord(im.Yours)
		if im.Carried {
			yours += " (an incident shows it)"
		}
		p.number(i+1, markTopic(*im).plain(), yoursAndModels(yours, saidWord(im.Models))+" "+verdicts[im.Verdict])
		p.sub("Why", im.Why)
		p.sub("The caller, when asked", im.Says)
		p.sub("By itself, in the model's answers", moves(im.ByItself))
		p.sub("Put right, in yours", moves(im.PutRight))
	}
	for _, f := range m.Facts {
		words := "fact"
		if f.Fact == "relationship" {
			words = f.Fact
		}
		p.item(factNames[f.Fact], yoursAndModels(word(words, f.Yours), word(words, f.Models)))
		p.sub("Put right, in yours", moves(f.PutRight))
	}
	composeNeverAsked(p, m, unasked)
}

// composeNeverAsked lists every question never asked, with the model's answer if that
// is not shown above.
func composeNeverAsked(p *page, m *training.Marking, unasked []training.ItemMark) {
	p.heading(2, "Never asked")
	if len(m.NeverAsked) == 0 {
		p.say("Everything that applies to the case was asked.")
		return
	}
	p.say(fmt.Sprintf("%s never asked. What is not asked is open, and never a no: %s.", count(len(m.NeverAsked), "question was", "questions were"), markTopics(m, m.NeverAsked)))
	for i := range unasked {
		im := &unasked[i]
		p.item(markTopic(*im).plain(), "the model's "+saidWord(im.Models)+". "+im.Why)
	}
}

// worstShown is the most questions written out in full in a class view or an
// agreement.
const worstShown = 10

func composeClass(p *page, c *training.Class) {
	p.heading(1, "TRAINING: class view of the practice case "+caseName(c.Practice))
	p.say(count(c.Files, "assessment", "assessments") + ". Nobody is named here; each person's own marking follows.")
	p.heading(2, "Levels")
	for _, l := range c.Levels {
		if l.Models == training.LineNotAsked && l.Same == c.Files {
			continue
		}
		word := func(level string) string { return resultWord(l.Result, level) }
		says := fmt.Sprintf("%d of %d came to the model's %s; %s.", l.Same, c.Files, word(l.Models), spread(l.Came, word))
		if l.Same == c.Files {
			says = fmt.Sprintf("all %d came to the model's %s.", c.Files, word(l.Models))
		}
		p.item(resultNames[l.Result], says)
	}
	p.heading(2, "Which questions people miss")
	var rest []string
	all := 0
	for i, s := range c.Answers { // the most missed first
		switch {
		case s.Same == c.Files:
			all++
		case i >= worstShown:
			rest = append(rest, fmt.Sprintf("%s (%d of %d)", Topic{s.Name, s.Topic}.plain(), s.Same, c.Files))
		default:
			composeMissed(p, c, &s, i+1)
		}
	}
	if all == len(c.Answers) {
		p.say("None: everyone has the model's answer to every question.")
	}
	if len(rest) > 0 {
		p.say("Also missed by some: " + strings.Join(rest, "; ") + ".")
	}
	if all > 0 && all < len(c.Answers) {
		p.say("Everyone has the model's answer to the other " + count(all, "question", "questions") + ".")
	}
}

func composeMissed(p *page, c *training.Class, s *training.ItemSpread, n int) {
	p.number(n, Topic{s.Name, s.Topic}.plain(), fmt.Sprintf("%d of %d have the model's \"%s\"; %s.", s.Same, c.Files, saidWord(s.Models), spread(s.Came, saidWord)))
	p.sub("Why", s.Why)
	if s.Unasked > 0 {
		p.sub("Never asked by", fmt.Sprint(s.Unasked))
	}
	if s.Moved > 0 {
		p.sub("Put right, it moves a level for", fmt.Sprint(s.Moved))
	}
}

// spread returns the answers and how often each was given: "no 5, yes 3".
func spread(came []training.Count, word func(string) string) string {
	return strings.Join(each(came, func(c training.Count) string { return fmt.Sprintf("%s %d", word(c.What), c.Times) }), ", ")
}

func yoursAndModels(yours, models string) string {
	if yours == models {
		return yours + ", as the model has it."
	}
	return "yours " + yours + ", the model's " + models + "."
}

func saidWord(a string) string { return strings.ToLower(word("answer", a)) }

// verdicts holds a sentence for each verdict.
var verdicts = map[training.Verdict]string{
	training.Missed:     "A yes was missed.",
	training.GuessedNo:  "Not known was made a no.",
	training.NeverAsked: "It was never asked.",
	training.Unreadable: "What was recorded is not an answer to this question. Correct the word and mark it again.",
	training.LeftOpen:   "It was asked and left open; there was enough for a yes.",
	training.Added:      "The account does not go that far.",
	training.GuessedYes: "It may be so, and is not known yet.",
	training.NotClosed:  "It was asked and could be closed.",
	training.OtherWord:  "Open both times: not known, and did not want to say, are two facts.",
}

var resultNames = map[string]string{
	"act_now": "Send help at once", "overall": "Overall", "baseline": "Baseline", "escalation": "Escalation", "dash_line": "The 14-tick line of DASH", "recognition": "Is it stalking",
}

var factNames = map[string]string{
	"relationship": "The other person", "children": "Children", "safe_to_talk": "Safe to talk", "incidents": "Incidents put in",
	"mode": "How they can talk", "ended": "How the contact ended", "heard": "What was heard when it was cut off", "suspect_access": "Access to police records", "more_than_once": "More than once",
}

// moves returns a sentence on the levels that move, or "" if none does.
func moves(all []training.Move) string {
	if len(all) == 0 {
		return ""
	}
	return capital(strings.Join(each(all, func(m training.Move) string {
		return fmt.Sprintf("%s goes from %s to %s", lower(resultNames[m.Result]), resultWord(m.Result, m.From), resultWord(m.Result, m.To))
	}), "; ")) + "."
}

// resultWord returns what came of one result, in words.
func resultWord(result, came string) string {
	if result == "recognition" {
		return assess.RecognisedWord(assess.Recognised(came))
	}
	return assess.LevelWord(came)
}

func lower(s string) string {
	if strings.HasPrefix(s, "DASH") {
		return s
	}
	_, size := utf8.DecodeRuneInString(s)
	return strings.ToLower(s[:size]) + s[size:]
}

// Practice is a practice case for a class, with only what the caller says. If Answers
// is true it is the trainer's copy, with everything.
type Practice struct {
	Case    *training.PracticeCase
	Set     assess.Instruments
	Answers bool
}

func (of Practice) compose() []block {
	c := of.Case
	p := &page{}
	p.heading(1, "TRAINING: practice case, "+caseName(c.Ref()))
	p.warn("TRAINING", c.Invented)
	p.say(fmt.Sprintf("%s, about %s.", capital(string(c.Difficulty)), count(c.Minutes, "minute", "minutes")))
	p.heading(2, "What the caller says")
	p.quote(string(c.Account))
	if of.Answers {
		composeTrainers(p, c, of.Set)
	}
	return p.blocks
}

// composeTrainers writes the part that only the trainer sees.
func composeTrainers(p *page, c *training.PracticeCase, set assess.Instruments) {
	p.heading(2, "When asked about other things")
	for _, t := range c.More {
		p.item(t.About, t.Says)
	}
	p.item("Anything that is not written here", c.Otherwise)
	p.heading(2, "What the systems hold, if anyone looks")
	for _, l := range c.Checks {
		p.item(l.Look, l.Holds)
		p.sub("Bears on", strings.Join(l.BearsOn, ", "))
	}
	for _, in := range []*assess.Instrument{set.Stalking, set.Dash} {
		composeModel(p, c, in)
	}
	if len(c.Done) > 0 {
		p.heading(2, "What to advise, record, offer, promise and decide")
	}
	for _, d := range c.Done {
		p.item(capital(string(d.Kind))+": "+d.What, led("from the stage ", strings.ReplaceAll(string(d.From), "_", " ")))
		p.sub("Why", d.Why)
	}
	p.heading(2, "The result of the model answers")
	r := assess.Score(set, &c.Model)
	p.warn(r.Headline(), "")
	if c.Expect.DashLine != "" {
		line := map[training.Line]string{"below": "below", "open": "not yet at", "reached": "at or over"}[c.Expect.DashLine]
		p.say(fmt.Sprintf("DASH: %s of %d, %s the %d-tick line.", count(c.Expect.DashYes, "topic", "topics"), len(set.Dash.Items), line, r.Dash.Line))
	}
	p.heading(2, "What to learn from it")
	p.items(c.Learn)
	p.say("Drawn from: " + c.DrawnFrom)
}

func composeModel(p *page, c *training.PracticeCase, in *assess.Instrument) {
	model := those(c.Answers, func(m training.ModelAnswer) bool { return m.Instrument == in.ID })
	if len(model) > 0 {
		p.heading(2, "Model answers: "+in.Title)
	}
	for _, m := range model {
		p.item(topic(in, m.Item).plain(), word("answer", string(m.Answer))+".")
		p.sub("The caller, when asked", m.Says)
		p.sub("Why", m.Why)
	}
}
