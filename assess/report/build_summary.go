package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// open returns how many questions apply and are not answered yes or no.
func (b *builder) open() int {
	return b.r.Completeness.Applicable - b.r.Completeness.Answered
}

func (b *builder) summary() Summary {
	in := b.set.Stalking
	s := Summary{
		Headline: b.r.Headline(), Sentences: b.sentences(), AskNext: []Question{},
		RedFlags: topics(in, b.r.RedFlags), Imminent: []Topic{}, Contradictions: each(b.r.Contradicted, b.contradiction),
	}
	s.Level, s.Recent, s.Made, s.Findings = b.r.InWords(), b.r.RecentInWords(), []Topic{}, []string{}
	if b.r.Recognition.Value != assess.NotShown {
		s.Recognition = capital(b.r.Recognition.Says)
		if b.r.Recognition.Value == assess.RecognisedStalking && b.last(assess.AboutRecording).Decision == "stalking" {
			s.Recognition = "Recorded as stalking"
		}
	}
	if b.r.Stage == assess.Screen {
		s.Headline = cmp.Or(s.Recognition, "Screened for stalking") + "; no level yet"
		s.Level = s.Headline + "."
	}
	if n := b.r.Band; n > 0 && (b.r.DangerAsked || !b.r.Overall.Provisional) {
		s.Band = assess.Bands[n-1]
	}
	b.made(&s)
	s.ActNowSince = b.since()
	if b.a.Draft() {
		s.Headline = "DRAFT. " + s.Headline
	}
	b.imminent(&s)
	for _, id := range b.r.AskNext {
		i, _ := in.Item(id)
		s.AskNext = append(s.AskNext, Question{topic(in, id), in.Items[i].Prompt})
	}
	return s
}

// imminent fills in the signs of danger now, and whether the suspect is near, which leads
// them.
func (b *builder) imminent(s *Summary) {
	in := b.set.Stalking
	near, hasNear := in.Used(assess.UseNearNow)
	for _, a := range b.stalking() {
		if hasNear && a.ID == in.Items[near].ID {
			s.NearNow = answered(&a)
		}
		if a.Counts && a.Role == string(assess.RoleImminent) {
			at := len(s.Imminent)
			if s.NearNow != "" && a.ID == in.Items[near].ID { // nothing matters more
				at = 0
			}
			s.Imminent = slices.Insert(s.Imminent, at, Topic{a.ID, a.Topic})
		}
	}
}

// sentences returns what to know about the level: what it could reach, what is
// unanswered and when to look again.
func (b *builder) sentences() []string {
	o := &b.r.Overall
	out := []string{}
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if b.r.Stage == assess.Screen {
		return append(out, "This is a screen: it asks whether this may be stalking, and gives no level. Go on with a first contact.")
	}
	if o.Provisional {
		add("Provisional: %s so far, with %s. The answers alone would give %s, which is not reported while unanswered questions could make it %s.",
			word("overall", o.Computed), count(b.open(), "unanswered question", "unanswered questions"), word("overall", o.Established), word("overall", o.CouldReach))
	}
	if old := conversation.Stale(b.set.Stalking, b.a); len(old) > 0 {
		names := each(topics(b.set.Stalking, old), func(t Topic) string { return t.Topic })
		add("These answers about the last four weeks are more than twelve hours older than this assessment and were not asked again: %s.", strings.Join(names, "; "))
	}
	switch {
	case o.CouldReach != o.Established:
		add("It could still reach %s: %s unanswered.", word("overall", o.CouldReach), count(b.open(), "question is", "questions are"))
	case b.r.Settled:
		add("The level will not change: no red flag or sign of immediate danger is unanswered. They may still be in danger.")
	default:
		add("The other questions cannot raise the level. But %s unanswered, and may mean that help is needed now.",
			count(b.openGrave(), "red flag or sign of immediate danger is", "red flags or signs of immediate danger are"))
	}
	if b.r.Baseline.CouldReach != b.r.Baseline.Established || b.r.Escalation.CouldReach != b.r.Escalation.Established {
		add("Baseline could reach %s, escalation %s.", word("level", b.r.Baseline.CouldReach), word("level", b.r.Escalation.CouldReach))
	}
	if o.Level == "low" {
		add("Low never means no risk.")
	}
	if b.r.ReviewBy != "" {
		add("Look again by %s, and sooner on any incident, trigger, order made, breached or ending, arrest, bail, release, or new information.", Readable(b.r.ReviewTime()))
	}
	return out
}

// openGrave returns how many red flags and signs of immediate danger are unanswered.
func (b *builder) openGrave() int {
	n := 0
	for _, a := range b.stalking() {
		grave := a.Class == string(assess.ClassRedFlag) || a.Role == string(assess.RoleImminent)
		if grave && a.Applies && !a.Carried && (!a.Fits || assess.Answer(a.Answer).Open()) {
			n++
		}
	}
	return n
}

// stalking returns the answers to the stalking questions.
func (b *builder) stalking() []Answer { return b.answers[0].Answers }

// contradiction describes a no that something else contradicts, without doubting
// anybody.
func (b *builder) contradiction(id string) string {
	var numbers []int
	for _, inc := range b.incidents {
		if slices.ContainsFunc(inc.Carries, func(c Topic) bool { return c.ID == id }) {
			numbers = append(numbers, inc.Number)
		}
	}
	var shown []string
	if len(numbers) > 0 {
		shown = append(shown, plural(len(numbers), "incident ", "incidents ")+few(numbers, namedInFull))
	}
	for i, a := range b.stalking() {
		if slices.Contains(b.set.Stalking.Items[i].FollowUpOf, id) && a.Counts {
			shown = append(shown, "the yes to "+Topic{a.ID, a.Topic}.plain())
		}
	}
	return fmt.Sprintf("%s was answered no; %s %s yes. The yes counts. Please check which is right.",
		capital(topic(b.set.Stalking, id).plain()), strings.Join(shown, ", "), plural(max(1, len(numbers)+len(shown)-min(1, len(numbers))), "says", "say"))
}

// made fills in what made the levels: the answers, those that weigh most first and then
// those of the last weeks, and the findings of the timeline.
func (b *builder) made(s *Summary) {
	in := b.set.Stalking
	for _, l := range []*assess.Level{&b.r.Escalation, &b.r.Baseline} {
		for _, reason := range l.Because {
			if len(reason.Items) == 0 {
				s.Findings = append(s.Findings, in.Says(reason))
			}
			for _, id := range reason.Items {
				if i, known := in.Item(id); known && !slices.ContainsFunc(s.Made, func(t Topic) bool { return t.ID == id }) {
					s.Made = append(s.Made, Topic{id, in.Items[i].Named()})
				}
			}
		}
	}
	weighs := func(t Topic) int {
		switch i, _ := in.Item(t.ID); {
		case in.Items[i].Role == assess.RoleImminent:
			return 0
		case in.Items[i].Class == assess.ClassRedFlag:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(s.Made, func(x, y Topic) int { return weighs(x) - weighs(y) })
}

// since returns when the answers were complete that first set act now; "" if one of
// them has no time.
func (b *builder) since() (first string) {
	in := b.set.Stalking
	for i := range in.ActNow {
		if rule := &in.ActNow[i]; slices.Contains(b.r.ActNowBecause, rule.ID) {
			at, known := b.heldSince(&rule.When)
			if !known {
				return ""
			}
			if first == "" || at.Time().Before(instantOf(first).Time()) {
				first = at.String()
			}
		}
	}
	return first
}

func instantOf(s string) assess.Instant {
	at, _ := assess.ParseInstant(s)
	return at
}

// heldSince returns since when a condition has been true, by the times of the answers.
func (b *builder) heldSince(c *assess.Condition) (at assess.Instant, known bool) {
	ranked := func(times []assess.Instant, n int) (assess.Instant, bool) {
		slices.SortFunc(times, func(x, y assess.Instant) int { return x.Time().Compare(y.Time()) })
		if n < 1 || len(times) < n {
			return assess.Instant{}, false
		}
		return times[n-1], true
	}
	parts := func(list []assess.Condition) (times []assess.Instant) {
		for k := range list {
			if t, ok := b.heldSince(&list[k]); ok {
				times = append(times, t)
			}
		}
		return times
	}
	switch {
	case c.YesTo != nil:
		var times []assess.Instant
		for i := range c.Of.All {
			if t := b.yesAt(i); !t.IsZero() {
				times = append(times, t)
			}
		}
		return ranked(times, max(1, c.AtLeast))
	case c.All != nil:
		return ranked(parts(c.All), len(c.All))
	case c.Any != nil:
		return ranked(parts(c.Any), 1)
	case c.Fact == nil && slices.Contains(c.Is, string(assess.Yes)):
		at = b.yesAt(c.Item)
	}
	return at, !at.IsZero()
}

// yesAt returns when the stalking item in that place was answered yes; zero if it was
// not, or nobody noted the time.
func (b *builder) yesAt(i int) assess.Instant {
	in := b.set.Stalking
	if a := b.stalking()[i]; !a.Counts || a.Answer != string(assess.Yes) {
		return assess.Instant{}
	}
	r, _ := b.a.Responses.Of(in.ID, in.Items[i].ID)
	return r.At
}

// actNow returns the reasons to send help at once.
func (b *builder) actNow() []string {
	return each(b.set.Stalking.WhyActNow(b.a, b.r), func(says string) string { return capital(says) + "." })
}

// actNowSays returns what the rules with those ids say, in file order, then the ids that
// the questionnaire does not have.
func (b *builder) actNowSays(ids []string) (out []string) {
	rest := slices.Clone(ids)
	for _, rule := range b.set.Stalking.ActNow {
		if k := slices.Index(rest, rule.ID); k >= 0 {
			out, rest = append(out, rule.Says), slices.Delete(rest, k, k+1)
		}
	}
	return append(out, rest...)
}

// earlierActNow returns a sentence for each act_now of an earlier assessment that
// nobody has dealt with.
func (b *builder) earlierActNow() []string {
	out := []string{}
	for i := range b.a.EarlierActNow {
		if e := &b.a.EarlierActNow[i]; e.Open() {
			when := cmp.Or(Readable(e.At.String()), "No time recorded")
			out = append(out, when+led(": ", strings.Join(b.actNowSays(e.Because), "; "))+".")
		}
	}
	return out
}
