package report

import (
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
)

// noteLine is a line to write on by hand.
const noteLine = ". . . . . . . . . . . . . . . . ."

// composePaper lays out a questionnaire. It calls first for the opening sections and
// item for each question, then writes the rules and the evidence.
func composePaper(in *assess.Instrument, name string, first func(p *page), item func(p *page, it *assess.Item, n int)) []block {
	p := &page{}
	p.heading(1, in.Title+": "+name+" ("+in.ID+" "+in.Version+")")
	p.warn("For", in.Purpose)
	p.warn("Not for", in.Misuse)
	first(p)
	n := 0
	for _, s := range in.Sections {
		p.heading(2, s.Title)
		for _, id := range s.Items {
			i, _ := in.Item(id)
			n++
			item(p, &in.Items[i], n)
		}
	}
	composeRules(p, in)
	p.heading(2, "What it rests on")
	p.say(in.EvidenceStatus)
	for _, e := range in.Evidence {
		p.item(e.ID, capital(e.Finding)+" ("+string(e.Strength)+").")
		p.sub("Source", e.Citation)
	}
	return p.blocks
}

// Form is a questionnaire as a paper form: every question with its boxes, and the
// rules, so that the levels can be worked out by hand.
type Form struct{ *assess.Instrument }

func (f Form) compose() []block {
	in := f.Instrument
	return composePaper(in, "paper form", func(p *page) {
		p.heading(2, "This form")
		for _, line := range []string{"Case reference, never a name", "Date and time", "Assessor's reference and role", "Who is telling", "The other person is", "Is it safe to talk", "Safe times and ways to ring back"} {
			p.item(line, noteLine)
		}
		p.heading(2, "Read first")
		p.say(in.ReadFirst)
		p.items([]string{
			"Tick one box for each question. Yes means true, or strongly suspected.",
			"No tick means that it was not asked. Not asked, not known and would not say are open. None of them is a no.",
			"Write down words as they were said. Leave any question that is too hard today.",
		})
	}, func(p *page, it *assess.Item, n int) { formItem(p, in, it, n) })
}

// formItem writes one question of the form.
func formItem(p *page, in *assess.Instrument, it *assess.Item, n int) {
	p.number(n, it.ID, it.Prompt)
	p.sub("Number on the authorised form", it.Number)
	p.sub("Ask only if", asksWhen(in, it))
	p.sub("Listen for", it.Help)
	p.sub("Tick one", boxes(it))
	p.sub("After a yes", it.FollowUp)
	p.sub("Notes", noteLine)
	p.sub("Weighs as", weighs(it))
	p.sub("Rests on", strings.Join(it.Source, ", "))
}

// boxes returns the boxes to tick.
func boxes(it *assess.Item) string {
	words := []string{"yes", "no"}
	if it.Type == assess.Choice {
		words = each(it.Options, func(o assess.Option) string { return o.Label })
	}
	return "☐ " + strings.Join(append(words, "not known", "would not say"), "   ☐ ")
}

// weighs returns how a yes counts, in the words of the rules.
func weighs(it *assess.Item) string {
	w := joined("; ", word("class", string(it.Class)), word("item_role", string(it.Role)))
	switch {
	case w == "" && it.Class == assess.ClassCore:
		return "core"
	case w == "" && it.RecordOnly:
		return "recorded, and counted by no rule"
	}
	return w
}

// asksWhen returns when a question is asked, or "" if always.
func asksWhen(in *assess.Instrument, it *assess.Item) string {
	parent := ""
	switch n := len(it.FollowUpOf); {
	case n == 1:
		parent = "\"" + it.FollowUpOf[0] + "\" was not answered no"
	case n > 1:
		parent = "one of " + strings.Join(each(it.FollowUpOf, func(id string) string { return "\"" + id + "\"" }), ", ") + " was not answered no"
	}
	own := ""
	if it.AppliesWhen != nil {
		own = conditionSays(in, *it.AppliesWhen)
	}
	return joined(", and ", parent, own)
}

// conditionSays returns a condition in words.
func conditionSays(in *assess.Instrument, c assess.Condition) string {
	says := func(c assess.Condition) string { return conditionSays(in, c) }
	switch {
	case c.YesTo != nil:
		return lower(atLeast(c.AtLeast)) + " " + strings.Join(idsOf(in, c.Of), ", ") + " " + plural(c.AtLeast, "is", "are") + " yes"
	case c.All != nil:
		return strings.Join(each(c.All, says), ", and ")
	case c.Any != nil:
		return "one of these is so (" + strings.Join(each(c.Any, says), "; ") + ")"
	case c.Fact != nil && c.Fact.Path == "contact.ended":
		return "the contact ended: " + alternatives(c.Is, c.Fact.Vocabulary)
	case c.Fact != nil:
		return c.Fact.Label + " is " + alternatives(c.Is, c.Fact.Vocabulary)
	}
	return fmt.Sprintf("\"%s\" is %s", in.Items[c.Item].ID, strings.ToLower(alternatives(c.Is, assess.AnswerWords)))
}

// atLeast returns the words before a list of which so many are enough.
func atLeast(n int) string {
	return plural(max(1, n), "Any one of", fmt.Sprintf("At least %d of", n))
}

// alternatives lists the labels of values, with "nobody has said" last.
func alternatives(is []string, words assess.Vocabulary) string {
	said := those(is, func(w string) bool { return w != assess.Absent })
	s := strings.Join(each(said, words.Label), ", ")
	if len(said) < len(is) {
		s += ", or nobody has said"
	}
	return s
}

// composeRules writes the rules, so that the levels can be worked out by hand.
func composeRules(p *page, in *assess.Instrument) {
	p.heading(2, "How the levels come about: to be checked by hand")
	p.items([]string{
		"Count ticks for yes, and nothing else. An open answer counts for nothing here, and does not mean no: it says how much higher the level could be.",
		"A yes to a question that does not apply counts for nothing, unless it is a red flag or follows another question.",
		"Take the highest level that any line gives. No line takes a level down, and no answer does.",
	})
	composeShown(p, in)
	composeRecognition(p, in)
	for i := range in.Results {
		composeResult(p, in, i)
	}
	if len(in.ActNow) > 0 {
		p.heading(3, "Send help at once")
		p.say("By the local emergency procedure, before the next question, where any of these is so:")
		for _, r := range in.ActNow {
			p.item(r.ID, capital(r.Says)+".")
			p.sub("That is, where", conditionSays(in, r.When))
		}
	}
	composeReview(p, in)
}

// composeRecognition writes how a report is recognised as stalking.
func composeRecognition(p *page, in *assess.Instrument) {
	spec := in.Recognition
	if spec == nil {
		return
	}
	p.heading(3, "Is it stalking?")
	for k, mark := range []string{"Repeated", "Unwanted", "Fixated"} {
		too := ""
		if k == 0 {
			too = ", or it happened more than once, or there are two incidents"
		}
		p.item(mark, strings.Join(idsOf(in, spec.Marks[k]), ", ")+too+".")
	}
	p.item("Stalking", "two of these three, or one of them with any of "+strings.Join(idsOf(in, spec.Beside), ", ")+". "+capital(spec.Says[assess.RecognisedStalking])+".")
	p.item("Possible", "while open answers could bring that, or with any of "+strings.Join(idsOf(in, spec.MayBe), ", ")+". "+capital(spec.Says[assess.RecognisedPossible])+".")
	p.item("Not shown", "otherwise. "+capital(spec.Says[assess.NotShown])+".")
}

// composeShown lists the answers that incidents make yes.
func composeShown(p *page, in *assess.Instrument) {
	t := &in.Timeline
	if len(t.Kinds) == 0 {
		return
	}
	p.heading(3, "What an incident shows by itself")
	p.say(fmt.Sprintf("Where one of these was written down, tick the question yes, whatever was answered. \"Lately\" is the last %d days before the assessment.", t.RecentDays))
	for _, k := range t.Kinds {
		shows := shown(in, &k.Carry)
		if k.InPersonAs >= 0 {
			shows = joined("; ", shows, "done in person, as for: "+t.Kinds[k.InPersonAs].Label)
		}
		if shows != "" {
			p.item(capital(k.Label), shows+".")
		}
	}
	if shows := shown(in, &t.Breach); shows != "" {
		p.item("Any incident near or in breach of an order, bail or a warning", shows+".")
	}
	if !t.Apart.Items.Empty() {
		p.item(fmt.Sprintf("Two incidents, each dated to the day, more than %d days apart", t.Apart.MoreThanDays), strings.Join(idsOf(in, t.Apart.Items), ", ")+".")
	}
	p.say("Two lines below go by the dates and the severity of the incidents. The program works them out by tests that cannot be done by hand; leave them out, and say so.")
}

// shown lists the questions that an incident answers yes.
func shown(in *assess.Instrument, c *assess.Carry) string {
	ids := func(s assess.Set, when string) string {
		if s.Empty() {
			return ""
		}
		return strings.Join(idsOf(in, s), ", ") + when
	}
	return joined("; ", ids(c.Always, ""), ids(c.Recent, " if lately"), ids(c.Earlier, " if earlier"))
}

// composeResult writes the rules of one result, highest level first.
func composeResult(p *page, in *assess.Instrument, at int) {
	spec := &in.Results[at]
	p.heading(3, spec.Title)
	for l := len(spec.Levels) - 1; l > 0; l-- {
		for i := range in.Rules {
			r := &in.Rules[i]
			if r.Result != at || r.Level != l {
				continue
			}
			p.item(capital(spec.Levels[l]), "where "+r.Says+" ("+r.ID+").")
			if n := r.Incidents; n != nil {
				p.sub("That is", fmt.Sprintf("%d or more incidents, on %s or more; those without a day count as one date", n.AtLeast, count(n.Dates, "date", "dates")))
			} else if !r.Of.Empty() {
				p.sub(atLeast(r.AtLeast), strings.Join(idsOf(in, r.Of), ", "))
			}
		}
	}
	if m := spec.Matrix; m != nil {
		rows, columns := &in.Results[m.Rows], &in.Results[m.Columns]
		for r, cells := range m.Cells {
			for c, l := range cells {
				p.item(capital(spec.Levels[l]), fmt.Sprintf("where %s is %s and %s is %s.", lower(rows.ID), rows.Levels[r], lower(columns.ID), columns.Levels[c]))
			}
		}
	}
	if s := spec.Sum; s != nil {
		p.item("Add up", fmt.Sprintf("the points (%s) of the questions that are yes.", s.Scale))
		for _, b := range spec.Bands {
			p.item(capital(b.Level), fmt.Sprintf("for a total from %d to %d.", b.From, b.To))
		}
	}
	if spec.Matrix == nil && spec.Sum == nil {
		p.item(capital(spec.Levels[0]), "where no line above does. It never means no risk.")
	}
	if l := spec.Lift; l != nil {
		p.item("While answers are open", fmt.Sprintf("%s is given as \"%s so far\" while the unanswered questions, if all were yes, would make it %s.",
			l.From, l.To, l.WhileCouldReach))
	}
}

func idsOf(in *assess.Instrument, s assess.Set) []string {
	return each(slices.Collect(s.All), func(i int) string { return in.Items[i].ID })
}

func composeReview(p *page, in *assess.Instrument) {
	r := &in.Review
	if len(r.Hours) == 0 {
		return
	}
	p.heading(3, "Look again")
	for i, h := range r.Hours {
		p.item(fmt.Sprintf("Band %d", i+1), assess.Bands[i]+": within "+within(h)+", on any incident, and on any date that may make things worse.")
	}
	p.item("Help sent", "never more than "+within(r.ActNowHours)+" if help is to be sent now, or was earlier and nobody has dealt with it.")
	p.item("Rests on", r.Says)
}

// within returns a number of hours, in days if they are whole days and more than one.
func within(hours int) string {
	if hours%24 == 0 && hours > 24 {
		return count(hours/24, "day", "days")
	}
	return count(hours, "hour", "hours")
}

// Guide is the facilitator's guide to a questionnaire: how to run a session, every
// question with its reason and evidence, and the rules of the levels.
type Guide struct{ *assess.Instrument }

func (g Guide) compose() []block {
	in := g.Instrument
	return composePaper(in, "facilitator's guide", func(p *page) {
		p.heading(2, "To hold a session")
		for i, s := range session {
			p.number(i+1, s[0], s[1])
		}
		p.heading(2, "To say before the first question")
		p.say(in.ReadFirst)
	}, func(p *page, it *assess.Item, _ int) { guideItem(p, in, it) })
}

// session holds the steps of a training session, each a title and its text.
var session = [][2]string{
	{"Choose a case", "stalkrisk train list --answers shows the result of each; pick two that differ, and one that is low."},
	{"Say what will come up", "Some in the room will have lived this. Say that anyone may leave, and whom they can speak to afterwards. Nobody is asked to tell their own story."},
	{"Hand out the account", "stalkrisk train list CASE prints what the caller says, and nothing more. One person reads it aloud; you answer as the caller, from the trainer's copy (--answers)."},
	{"Let them ask", "Give only what is asked for. If nobody asks, nobody is told; if nobody looks in the systems, nobody finds it."},
	{"Let each fill in a file or a form alone", "Agreement can be measured only where nobody has looked at another's answers. Each file names its case under training and its assessor by a reference."},
	{"Show both counts", "Read out how many topics DASH has and the level here. Ask the room what each of them counts, before you say it."},
	{"Practise the hardest question", "Whether the caller thinks of ending their life is asked in the practice case three-maps. Nobody asks it live who has not practised it there, with somebody to speak to afterwards."},
	{"Mark", "stalkrisk train mark FILE... gives the class first. Start with the question that most people missed, and ask why before you read out why."},
	{"Argue", "A model answer is one careful reading. Where the room has a better one, write it down and change the case."},
	{"Measure", "After some cases, stalkrisk train agreement FILE... says on which questions people agree least. Train on those next."},
	{"Close", "Say once more that nobody in the cases is real, that low never means no risk, and that no level is a reason to turn anyone away."},
}

// guideItem writes one question of the facilitator's guide.
func guideItem(p *page, in *assess.Instrument, it *assess.Item) {
	p.item(it.ID, it.Prompt)
	p.sub("Ask only if", asksWhen(in, it))
	p.sub("Listen for", it.Help)
	p.sub("After a yes", it.FollowUp)
	p.sub("Why it is asked", it.Why)
	p.sub("Weighs as", weighs(it))
	i, _ := in.Item(it.ID)
	rules := those(in.Rules, func(r assess.Rule) bool { return r.Of.Has(i) })
	p.sub("A yes counts for", strings.Join(each(rules, func(r assess.Rule) string {
		spec := &in.Results[r.Result]
		return spec.ID + " " + spec.Levels[r.Level] + " (" + r.ID + ")"
	}), ", "))
	for _, id := range it.Source {
		i := slices.IndexFunc(in.Evidence, func(e assess.Evidence) bool { return e.ID == id }) // the loader checks that there is one
		e := &in.Evidence[i]
		p.sub("Rests on", e.Finding+" ("+string(e.Strength)+"; "+e.ID+")")
	}
}
