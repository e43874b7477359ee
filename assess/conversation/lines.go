package conversation

import (
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
)

// LinesID is the id under which what is said to the caller besides the questions of a
// questionnaire is translated, as if it were one.
const LinesID = "call"

// linesVersion never changes. Whether a translated line still fits is known by the English
// that it was made from.
const linesVersion = "1.0.0"

// Lines returns what is said to the caller besides the questions of a questionnaire, in
// the shape of one: fixed questions, what is asked about each entry of a list, advice,
// and what is said when the record is read back. It is never scored.
func Lines(guides guidance.Guides) *assess.Instrument {
	l := &lines{in: &assess.Instrument{ID: LinesID, Version: linesVersion, Title: "What else is said to the caller"}}
	l.section("questions", "Questions")
	all := questions.Get()
	for i := range all {
		l.question(&all[i])
	}
	l.add("near-in-person", nearInPerson, nil)
	l.section("lists", "About each incident, order, date or absence")
	for i := range all {
		if q := &all[i]; !q.silent {
			for _, field := range forms.Get()[q.id] {
				_, name, _ := strings.Cut(field.path, "[].")
				l.add(q.id+"-"+name, field.prompt, nil)
			}
		}
	}
	l.section("advice", "What to tell them")
	for _, g := range guides {
		if guides.Newest(g.ID) != g {
			continue
		}
		for i := range g.Lines {
			if line := &g.Lines[i]; line.Asking != nil {
				l.add(line.ID, line.Asking.Says, nil)
			}
		}
	}
	l.section("read-back", "Reading the record back")
	for _, part := range readParts {
		l.add("read-"+part.id, part.title, nil)
	}
	l.add("read-right", afterReadBack, nil)
	l.in.IndexIDs()
	return l.in
}

// lines collects what is said, each text once.
type lines struct {
	in *assess.Instrument
}

func (l *lines) section(id, title string) {
	l.in.Sections = append(l.in.Sections, assess.Section{ID: id, Title: title})
}

// question adds the prompts of a question that is read aloud.
func (l *lines) question(q *question) {
	if q.silent {
		return
	}
	var answers []Option
	switch {
	case q.fact != nil && q.fact.List != nil, q.id == nextHoursStep: // the handler answers
	case q.choices != nil:
		answers = q.choices(nil) // those of a question that is read aloud are always the same
	default:
		answers = q.options
	}
	l.add(q.id, q.prompt, answers)
	l.add(q.id+"-since", q.since, answers)
	l.add(q.id+"-for-another", q.forAnother, answers)
	l.add(q.id+"-in-person", inPersonPrompt(q.id), answers)
	if q.id == safeToTalk {
		l.add(q.id+"-again", unspokenPrompt(q.id), answers)
	}
}

// add adds a text with its answers, if it is not there already.
func (l *lines) add(id, prompt string, answers []Option) {
	said := func(it assess.Item) bool { return it.Prompt == prompt }
	if prompt == "" || slices.ContainsFunc(l.in.Items, said) {
		return
	}
	it := assess.Item{ID: l.free(strings.ReplaceAll(id, "_", "-")), Type: assess.Choice, Prompt: prompt}
	for _, o := range answers {
		if answer := assess.Answer(o.Value); answer != assess.Unknown && answer != assess.Declined {
			it.Options = append(it.Options, assess.Option{Value: o.Value, Label: o.Label})
		}
	}
	l.in.Items = append(l.in.Items, it)
	section := &l.in.Sections[len(l.in.Sections)-1]
	section.Items = append(section.Items, it.ID)
}

// free returns an id that no line has: lines of two guides may have the same.
func (l *lines) free(id string) string {
	free := id
	for n := 2; slices.ContainsFunc(l.in.Items, func(it assess.Item) bool { return it.ID == free }); n++ {
		free = id + "-" + strconv.Itoa(n)
	}
	return free
}
