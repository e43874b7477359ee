package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/late"
	"stalkrisk/assess/training"
)

// composeMarked lays out the sheet of one person, or the pages of a class, which name
// nobody.
func composeMarked(m *training.Marked) []block {
	p := &page{}
	if m.Progress == nil && m.OnePerson() {
		for i := range m.Markings {
			composeMarking(p, &m.Markings[i])
		}
		return p.blocks
	}
	composeClasses(p, m)
	return p.blocks
}

// composeMarking lays out what one person can learn from one case: how it went by theme,
// then each difference, with what it did to the level and what to ask next time.
func composeMarking(p *page, m *training.Marking) {
	p.heading(1, "TRAINING: how it went, "+caseName(m.Practice))
	p.warn("TRAINING", "Nobody in this case is real. The model answers are one careful reading of it, and can be argued with.")
	if m.File != "" {
		p.item("File", m.File)
	}
	if m.Assessor != "" {
		p.item("Assessor", m.Assessor)
	}
	if m.Practised != "" {
		attempt := ""
		if m.Attempt > 0 {
			attempt = "attempt " + strconv.Itoa(m.Attempt)
		}
		p.item("Practised", joined(", ", Readable(m.Practised), count(m.Minutes, "minute", "minutes"), attempt))
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
		p.item(resultName(l.Result), yoursAndModels(resultWord(l.Result, l.Yours), resultWord(l.Result, l.Models)))
	}
	p.heading(2, "By theme")
	for _, t := range m.Themes {
		p.item(themeName(t.Theme), fmt.Sprintf("%d of %d as the model has it.", t.Same, t.Of))
	}
	if len(m.Praise) > 0 {
		p.heading(2, "What was done well")
		p.items(m.Praise)
	}
	composeDifferences(p, m)
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
}

// composeDifferences lays out what differs, by theme, and in each what moves a level
// first.
func composeDifferences(p *page, m *training.Marking) {
	differs := false
	for _, name := range training.Theme("").Words() {
		theme := training.Theme(name)
		part, n := &page{}, 0
		var unasked []training.ItemMark
		for _, im := range m.Differences() {
			switch {
			case im.Theme != theme:
			case im.Verdict == training.NeverAsked && len(im.ByItself)+len(im.PutRight) == 0:
				unasked = append(unasked, im)
			default:
				n++
				composeDifference(part, &im, n)
			}
		}
		composeUndone(part, m, theme)
		for _, f := range m.Facts {
			if theme == training.Recording {
				composeFact(part, &f)
			}
		}
		composeNeverAsked(part, unasked)
		if len(part.blocks) > 0 {
			p.heading(2, "To look at: "+lower(themeName(theme)))
			p.blocks = append(p.blocks, part.blocks...)
			differs = true
		}
	}
	if !differs {
		p.heading(2, "To look at")
		p.say("Nothing: every answer is the model's.")
	}
}

func composeDifference(p *page, im *training.ItemMark, n int) {
	yours := saidWord(im.Yours)
	if im.Carried {
		yours += " (an incident shows it)"
	}
	p.number(n, markTopic(*im).plain(), yoursAndModels(yours, saidWord(im.Models))+" "+verdicts.Get()[im.Verdict])
	p.sub("Why", im.Why)
	p.sub("The caller, when asked", im.Says)
	p.sub("What it did to the model's level", moves(im.ByItself))
	p.sub("Put right, in yours", moves(im.PutRight))
	if slices.Contains([]training.Verdict{training.Missed, training.NeverAsked, training.GuessedNo, training.LeftOpen}, im.Verdict) {
		p.sub("Next time, ask", im.Ask)
	}
}

// composeUndone lists what the record does not show as done.
func composeUndone(p *page, m *training.Marking, theme training.Theme) {
	for _, d := range m.Done {
		if !d.Done && d.Kind.Theme() == theme {
			p.item("Not "+string(d.Kind)+": "+d.What, d.Why)
		}
	}
}

func composeFact(p *page, f *training.FactMark) {
	p.item(factNames.Get()[f.Fact], yoursAndModels(factSays(f.Fact, f.Yours), factSays(f.Fact, f.Models)))
	p.sub("Put right, in yours", moves(f.PutRight))
}

// factSays returns what was recorded of a fact, in words.
func factSays(fact, value string) string {
	if fact == "relationship" {
		return word(fact, value)
	}
	return word("fact", value)
}

// composeNeverAsked lists the questions that nobody asked and that move no level.
func composeNeverAsked(p *page, unasked []training.ItemMark) {
	if len(unasked) == 0 {
		return
	}
	p.item("Never asked", "what is not asked is open, and never a no. Next time, ask these too.")
	for i := range unasked {
		im := &unasked[i]
		p.sub(capital(markTopic(*im).plain()), "the model's "+saidWord(im.Models)+". "+im.Why)
	}
}

// themeName returns what a theme is called.
func themeName(theme training.Theme) string {
	switch theme {
	case training.DangerNow:
		return "Danger now"
	case training.Pattern:
		return "The pattern"
	case training.Impact:
		return "What it does to them"
	case training.Recording:
		return "Recording"
	case training.Advice:
		return "Advice and promises"
	case training.DashTheme:
		return "DASH"
	}
	return ""
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

func yoursAndModels(yours, models string) string {
	if yours == models {
		return yours + ", as the model has it."
	}
	return "yours " + yours + ", the model's " + models + "."
}

func saidWord(a string) string { return strings.ToLower(word("answer", a)) }

// verdicts holds a sentence for each verdict.
var verdicts = late.Value[map[training.Verdict]string]{Make: func() map[training.Verdict]string {
	return map[training.Verdict]string{
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
}}

func resultName(result string) string {
	switch result {
	case "act_now":
		return "Send help at once"
	case "overall":
		return "Overall"
	case "baseline":
		return "Baseline"
	case "escalation":
		return "Escalation"
	case "dash_line":
		return "The 14-tick line of DASH"
	case "recognition":
		return "Is it stalking"
	}
	return ""
}

var factNames = late.Value[map[string]string]{Make: func() map[string]string {
	return map[string]string{
		"relationship": "The other person", "children": "Children", "safe_to_talk": "Safe to talk", "incidents": "Incidents put in",
		"mode": "How they can talk", "ended": "How the contact ended", "heard": "What was heard when it was cut off", "suspect_access": "Access to police records", "more_than_once": "More than once",
	}
}}

// moves returns a sentence on the levels that move, or "" if none does.
func moves(all []training.Move) string {
	if len(all) == 0 {
		return ""
	}
	return capital(strings.Join(each(all, func(m training.Move) string {
		return fmt.Sprintf("%s goes from %s to %s", lower(resultName(m.Result)), resultWord(m.Result, m.From), resultWord(m.Result, m.To))
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
