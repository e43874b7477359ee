package report

import (
	"cmp"
	"slices"
	"strings"

	"stalkrisk/assess"
)

// composeAnswers shows every answer by theme. Questions with nothing recorded are
// listed on one line.
func composeAnswers(p *page, r *Report) {
	for _, s := range r.Answers {
		p.heading(2, "Answers: "+s.Title)
		for _, t := range s.Themes {
			p.heading(3, t)
			composeTheme(p, s.Answers, t)
		}
		composeTheme(p, s.Answers, "")
	}
}

func composeTheme(p *page, answers []Answer, theme string) {
	var notAsked, notApplying []Topic
	for i := range answers {
		a := &answers[i]
		switch {
		case a.Theme != theme:
		case !bare(a):
			composeAnswer(p, a)
		case a.Applies:
			notAsked = append(notAsked, Topic{a.ID, a.Topic})
		default:
			notApplying = append(notApplying, Topic{a.ID, a.Topic})
		}
	}
	p.fact("Not asked", listed(notAsked))
	p.fact("Does not apply here", listed(notApplying))
}

// bare reports whether nothing was recorded for an item or points to a yes.
func bare(a *Answer) bool {
	return a.Answer == "not_asked" && a.Note == "" && a.Source == "" && a.At == "" &&
		len(a.Was) == 0 && len(a.ProposedBy) == 0 && !a.Carried
}

func composeAnswer(p *page, a *Answer) {
	number := ""
	if a.Number != "" {
		number = "no. " + a.Number + " on the authorised form"
	}
	p.item(answerWord(a), joined("; ", Topic{a.ID, a.Topic}.String(), word("class", a.Class), word("item_role", a.Role), number))
	p.sub("Asked", a.Question)
	switch {
	case a.Carried && a.Answer == "yes":
		p.sub("Incidents", "an incident shows it as well.")
	case a.Carried:
		p.sub("Incidents", "an incident shows it, so it counts as yes. Recorded here: "+midway(a.Answer)+".")
	}
	if a.Contradicted {
		p.sub("To check", "something else that was told says yes; see page one.")
	}
	switch {
	case !a.Fits:
		p.sub("Check", "this is not an answer to the question, so it counts as open.")
	case !a.Applies:
		p.sub("Does not apply here", "what was recorded is kept, and does not count.")
	case a.Answer == "yes" && !a.Counts:
		p.sub("Check", "a yes here needs a reason, so it counts as open until one is noted.")
	}
	if len(a.ProposedBy) > 0 && !a.Counts {
		p.sub("To be confirmed", strings.Join(a.ProposedBy, "; "))
	}
	composeRecorded(p, &a.Recorded)
}

func composeRecorded(p *page, r *Recorded) {
	p.sub("Note", r.Note)
	p.sub("From", word("source", r.Source))
	p.sub("Recorded", Readable(r.At))
	for _, w := range r.Was {
		p.sub("Earlier answer", joined(", recorded ", cmp.Or(w.Label, midway(w.Answer)), Readable(w.At))+led(", corrected by ", w.By))
	}
}

func answerWord(a *Answer) string {
	if a.Label != "" {
		return a.Label
	}
	if a.Carried && a.Answer != "yes" {
		return "Yes, by an incident"
	}
	return word("answer", a.Answer)
}

// midway returns an answer in words for the middle of a sentence. Anything else is
// returned as it is.
func midway(answer string) string {
	if slices.Contains(assess.Answers(), answer) {
		return strings.ToLower(word("answer", answer))
	}
	return answer
}
