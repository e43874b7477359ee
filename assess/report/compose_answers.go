package report

import (
	"cmp"
	"slices"
	"strings"

	"stalkrisk/assess"
)

// composeAnswers shows every answer, those with one word together, each with what was
// noted of it. Questions that were not asked are named on one line, those of DASH only
// where DASH applies. When and by whom an answer was given is shown with --why.
func composeAnswers(p *page, r *Report) {
	for _, s := range r.Answers {
		notAsked := s.Instrument != r.Result.Used(assess.UseDash) || r.Result.Dash.Applicability == "applicable"
		part := &page{show: p.show}
		together := map[string][]string{}
		var order []string
		for _, a := range s.Answers {
			key := shared(&a)
			switch {
			case p.hides(&a, notAsked):
			case key == "" || p.show.Why && !bare(&a):
				composeAnswer(part, &a)
			default:
				if together[key] == nil {
					order = append(order, key)
				}
				together[key] = append(together[key], p.briefly(&a))
			}
		}
		for _, key := range order {
			says := strings.Join(together[key], "; ")
			if key == word("answer", "not_asked") && s.Instrument == r.Result.Used(assess.UseDash) {
				says = count(len(together[key]), "topic", "topics") + " of DASH."
			}
			part.fact(key, says)
		}
		if len(part.blocks) > 0 {
			p.heading(2, "Answers: "+s.Title)
			p.blocks = slices.Concat(p.blocks, part.blocks)
		}
	}
}

// hides reports whether an answer is left out. Nothing was recorded for it, and either its
// question applies and questions that were not asked are not named, or it does not apply
// and reasons are not shown.
func (p *page) hides(a *Answer, notAsked bool) bool {
	return bare(a) && (a.Applies && !notAsked || !a.Applies && !p.show.Why)
}

// shared returns the word of an answer that can be named together with others; ""
// if there is more to say of it than what was noted.
func shared(a *Answer) string {
	switch {
	case bare(a) && !a.Applies:
		return "Does not apply here"
	case a.Contradicted, a.Label != "", !a.Fits, !a.Applies, a.Answer == "yes" && !a.Counts, a.Carried && a.Answer != "not_asked" && a.Answer != "yes":
		return ""
	case len(a.ProposedBy) > 0 && !a.Counts:
		return answerWord(a) + ", but other answers suggest yes"
	}
	return answerWord(a)
}

// briefly returns what an answer is about, with what was noted of it, unless that only
// repeats the answer.
func (p *page) briefly(a *Answer) string {
	says := p.topic(Topic{a.ID, cmp.Or(a.Fact, a.Topic)})
	if len(a.Was) > 0 {
		says += " (corrected)"
	}
	if note := oneLine(a.Note); !blank(note) && !strings.EqualFold(strings.Trim(note, " ."), word("answer", a.Answer)) {
		says += " “" + note + "”"
	}
	return says
}

// bare reports whether nothing was recorded for an item or points to a yes.
func bare(a *Answer) bool {
	return a.Answer == "not_asked" && a.Note == "" && a.Source == "" && a.At == "" &&
		len(a.Was) == 0 && len(a.ProposedBy) == 0 && !a.Carried
}

func composeAnswer(p *page, a *Answer) {
	number := ""
	if a.Number != "" && p.show.IDs {
		number = "no. " + a.Number + " on the authorised form"
	}
	p.item(answerWord(a), joined("; ", p.topic(Topic{a.ID, cmp.Or(a.Fact, a.Topic)}), number))
	if p.show.Why {
		p.sub("Asked", a.Question)
	}
	switch {
	case a.Carried && a.Answer == "yes":
		p.sub("Incidents", "an incident shows it as well.")
	case a.Carried:
		p.sub("Incidents", "an incident shows it, so it counts as yes. Recorded here: "+midway(a.Answer)+". Check.")
	}
	if a.Contradicted && !a.Carried {
		p.sub("To check", "something else that was told says yes.")
	}
	switch {
	case !a.Fits:
		p.sub("Check", "this is not an answer to the question, so it counts as unanswered.")
	case !a.Applies:
		p.sub("Does not apply here", "what was recorded is kept, and does not count.")
	case a.Answer == "yes" && !a.Counts:
		p.sub("Check", "a yes here needs a reason, so it counts as unanswered until one is noted.")
	}
	if len(a.ProposedBy) > 0 && !a.Counts {
		p.sub("Suggested by", strings.Join(a.ProposedBy, "; "))
	}
	composeRecorded(p, &a.Recorded)
}

func composeRecorded(p *page, r *Recorded) {
	p.sub("", r.Note)
	if p.show.Why {
		p.sub("From", joined(", ", word("source", r.Source), Readable(r.At)))
	}
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
