package assess_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/timeline"
)

// Whatever is recorded and whatever the questionnaires ask, a result is what its
// definitions say. The statistics of the incidents have tests of their own.
func TestAResultIsWhatItsDefinitionsSay(t *testing.T) {
	for name, made := range setsMade() {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				c := assesstest.FromRapid(t)
				set := made(c)
				a := assesstest.Invented(c, set)
				about(c, set, a)
				got, want := assess.Score(set, a), plainResult(set, a)
				if got, want := bytesOf(t, got), bytesOf(t, want); got != want {
					t.Fatalf("got\n%s\nwant\n%s", got, want)
				}
				if got.Recognition.Says != want.Recognition.Says || got.OpenImminent != want.OpenImminent || got.DangerAsked != want.DangerAsked {
					t.Fatalf("got %q, %d open, danger asked %v; want %q, %d, %v", got.Recognition.Says, got.OpenImminent, got.DangerAsked, want.Recognition.Says, want.OpenImminent, want.DangerAsked)
				}
			})
		})
	}
}

// about makes up what a file says about an assessment besides what may move a level, and
// choices.
func about(c assesstest.Chance, set assess.Instruments, a *assess.Assessment) {
	for _, in := range set.All() {
		for _, it := range in.Items {
			if len(it.Options) > 0 && c(3) > 0 {
				a.Responses.Set(in.ID, it.ID, assess.Response{Answer: assess.Answer(assesstest.One(c, it.Options...).Value)})
			}
		}
	}
	word := func(of ...string) string { return assesstest.One(c, append(of, "")...) }
	a.Status, a.Stage = assess.Status(word("draft", "complete")), assess.Stage(word("screen", "full"))
	a.Training, a.Previous, a.Assessor.Role = word("the-gate"), word("01JBEXAMPLE"), assess.Role(word("officer"))
	a.Case.VictimArea, a.Case.SuspectArea = word("Northshire"), word("Southshire")
	a.Case.Jurisdiction, a.DashGrade.Level = assess.Jurisdiction(word("scotland")), assess.Grade(word("medium"))
	a.Referral = assess.Referral{Offered: assess.Fact(word("yes")), Accepted: assess.Fact(word("no"))}
	for range c(3) {
		a.Case.Linked = append(a.Case.Linked, word("01JAEXAMPLE"))
	}
	if c(2) == 0 {
		a.Decisions = append(a.Decisions, assess.Decision{About: assess.AboutInterimSPO, Decision: "considered"})
	}
}

// plainResult scores an assessment by the definitions.
func plainResult(set assess.Instruments, a *assess.Assessment) assess.Result {
	p, d := plainly(set.Stalking, a), plainly(set.Dash, a)
	found, _, _ := set.Stalking.Findings(a)
	p.found = map[string]string{
		"frequency": string(found.Frequency.Finding), "severity": string(found.Severity.Finding), "step": string(found.Step),
		"methods": string(found.Methods), "approach": string(found.Approach),
	}
	applies, open, counting := p.applies(), p.open(), p.counting()
	is := func(of func(*assess.Item) bool, among []string) []string {
		return p.ids(func(id string) bool { return slices.Contains(among, id) && of(p.item(id)) })
	}
	flag := func(it *assess.Item) bool { return it.Class == assess.ClassRedFlag }
	imminent := func(it *assess.Item) bool { return it.Role == assess.RoleImminent }
	overall := p.level(p.in.Result("overall"))
	r := assess.Result{
		Format: assess.ResultFormat, ID: a.ID, Case: a.Case.Reference, AssessedAt: a.AssessedAt.String(),
		ActNowBecause: p.actNow(), ActNow: len(p.actNow()) > 0,
		Overall:  assess.Overall{Level: overall.Level, Computed: overall.Level, Established: overall.Established, CouldReach: overall.CouldReach, Provisional: overall.Provisional},
		Baseline: p.level(p.in.Result("baseline")), Escalation: p.level(p.in.Result("escalation")),
		RedFlags: is(flag, counting), Carried: append([]string{}, p.carried...), Contradicted: p.contradicted(),
		Completeness: assess.Completeness{Answered: len(applies) - len(open), Applicable: len(applies)},
		AskNext:      p.askNext(),
		Settled:      len(is(flag, open))+len(is(imminent, open)) == 0 && overall.Established == overall.CouldReach,
		OpenImminent: len(is(imminent, open)),
		DangerAsked:  len(is(flag, applies))+len(is(imminent, applies)) > len(is(flag, open))+len(is(imminent, open)),
		Recognition:  p.recognition(), Timeline: plainTimeline(set, a, &found), Others: map[string]assess.Other{},
		Instruments: []assess.InstrumentRef{set.Stalking.Ref(), set.Dash.Ref()}, Tool: set.Tool,
	}
	grave := slices.Concat(is(flag, counting), is(flag, open), is(imminent, counting), is(imminent, open))
	plainOverride(set, a, &r, len(grave) > 0)
	plainFacts(a, &r)
	r.Band, r.ReviewBy = p.review(&r)
	plainDash(set, p, d, &r)
	for _, in := range set.Others {
		o := plainly(in, a)
		r.Others[in.ID] = o.other()
		r.Instruments = append(r.Instruments, in.Ref())
	}
	r.Warnings = []string{}
	warn := func(code string, when bool) {
		if when {
			r.Warnings = append(r.Warnings, code)
		}
	}
	warn("absence-not-subtracted", len(found.Cancelled) > 0)
	warn("override-unsigned", r.Override != nil && !r.Override.Void && a.Override.By == "")
	warn("override-void", r.Override != nil && r.Override.Void && r.Problems == 0)
	topic, has := set.Dash.Used(assess.UseStalkingTopic)
	warn("stalking-not-assessed", has && slices.Contains(d.counting(), set.Dash.Items[topic].ID) && r.Completeness.Answered == 0)
	return r
}

// contradicted returns what was answered no and an incident shows to be yes, and the
// parents of a yes that counts if all of those that apply are no.
func (p *plain) contradicted() []string {
	applies, out := p.applies(), []string{}
	for _, id := range p.carried {
		if r, _ := p.a.Responses.Of(p.in.ID, id); r.Answer == assess.No {
			out = append(out, id)
		}
	}
	for _, id := range p.counting() {
		parents := slices.DeleteFunc(p.named(p.item(id).Parents), func(id string) bool { return !slices.Contains(applies, id) })
		if !slices.ContainsFunc(parents, func(id string) bool { return p.answers[id] != assess.No }) {
			out = append(out, parents...)
		}
	}
	return p.inOrder(out)
}

// several reports whether two incidents happened, on different dates or known as two.
func (p *plain) several() bool {
	return timeline.Several(assess.Questionnaires{}.Forces, slices.DeleteFunc(slices.Clone(p.a.Incidents), func(inc assess.Incident) bool {
		return inc.At.After(p.a.AssessedAt.Time())
	}))
}

func (p *plain) repeated() bool { return p.several() || p.a.MoreThanOnce == assess.FactYes }

func (p *plain) recognition() assess.RecognitionResult {
	spec := p.in.Recognition
	holds, because := p.recognised(p.counting(), p.repeated())
	value := assess.RecognisedStalking
	if !holds {
		maybe := p.among(spec.Possible)
		could, _ := p.recognised(append(p.counting(), p.open()...), p.repeated() || p.a.MoreThanOnce != assess.FactNo)
		value, because = assess.RecognisedPossible, p.inOrder(append(because, maybe...))
		if !could && len(maybe) == 0 {
			return assess.RecognitionResult{Value: assess.NotShown, Because: []string{}, Says: spec.Says[assess.NotShown]}
		}
	}
	if p.a.MoreThanOnce == assess.FactYes {
		because = append(because, assess.ByMoreThanOnce)
	}
	if p.several() {
		because = append(because, assess.ByIncidents)
	}
	return assess.RecognitionResult{Value: value, Because: because, Says: spec.Says[value]}
}

// plainOverride applies the level that a person set. grave means that a red flag or an
// imminent sign is yes or open.
func plainOverride(set assess.Instruments, a *assess.Assessment, r *assess.Result, grave bool) {
	o := a.Override
	if o == nil {
		return
	}
	from, to, computed := place(concern, string(o.From)), place(concern, string(o.Level)), place(concern, r.Overall.Computed)
	down := to < from
	refused := from < 0 || to < 0 || from == to || o.Reason == "" ||
		down && (from-to > 1 || o.By == "" || o.SecondPerson == "" || o.By == o.SecondPerson || from == computed && grave)
	if refused {
		r.Problems = len(assess.Score(set, a).OverrideFault)
	}
	void := refused || down && from != computed
	r.Override = &assess.OverrideResult{
		From: string(o.From), Level: string(o.Level), Reason: o.Reason, By: o.By, SecondPerson: o.SecondPerson, At: o.At.String(), Void: void,
	}
	switch {
	case void:
	case down:
		r.Overall.Level = concern[to]
	default:
		r.Overall.Level = concern[max(to, computed)]
	}
}

// plainFacts fills in what the file says about the assessment itself.
func plainFacts(a *assess.Assessment, r *assess.Result) {
	r.Status, r.Stage, r.Training, r.Role, r.Previous = cmp.Or(a.Status, "complete"), cmp.Or(a.Stage, "full"), a.Training, string(a.Assessor.Role), a.Previous
	r.Linked = append([]string{}, a.Case.Linked...)
	r.Relationship, r.Jurisdiction = cmp.Or(a.Case.Relationship, "unknown"), cmp.Or(a.Case.Jurisdiction, "england_wales")
	r.Area, r.SuspectArea = a.Case.VictimArea, a.Case.SuspectArea
	r.Referral = assess.ReferralResult{Offered: cmp.Or(a.Referral.Offered, "unknown"), Accepted: cmp.Or(a.Referral.Accepted, "unknown")}
	r.WelfareNow, r.Help = a.OwnLife == "now", string(a.HelpSent())
	for _, earlier := range a.EarlierActNow {
		if earlier.Open() {
			r.EarlierActNow = "open"
		}
		r.EarlierActNow = cmp.Or(r.EarlierActNow, "dealt_with")
	}
	for _, d := range a.Decisions {
		for about, to := range map[assess.DecisionAbout]*string{"recording": &r.Decisions.Recording, "spo": &r.Decisions.SPO, "interim_spo": &r.Decisions.InterimSPO} {
			if d.About == about && d.Fits() {
				*to = string(d.Decision)
			}
		}
	}
}

// review returns the band of a result, and when the case is looked at again.
func (p *plain) review(r *assess.Result) (band int, by string) {
	spec, at := &p.in.Review, p.a.AssessedAt.Time()
	near, midnight := false, time.Time{}
	for _, t := range p.a.Triggers {
		days := t.On.Day() - timeline.DayOf(at)
		near = near || !t.On.IsZero() && max(days, -days) <= spec.TriggerDays
		if on := time.Date(at.Year(), at.Month(), at.Day()+days, 0, 0, 0, 0, at.Location()); !t.On.IsZero() && days > 0 && (midnight.IsZero() || on.Before(midnight)) {
			midnight = on
		}
	}
	flagged, high, rising := len(r.RedFlags) > 0, r.Overall.Level == "high", r.Escalation.Established == "rising"
	for i, is := range []bool{
		r.ActNow, r.Escalation.Established == "imminent", flagged && (near || len(p.among(spec.Sooner)) > 0), high && rising, flagged, high, r.Overall.Level == "moderate", true,
	} {
		if is {
			band = i + 1
			break
		}
	}
	hours := spec.Hours[band-1]
	if r.ActNow || r.EarlierActNow == "open" {
		hours = min(hours, spec.ActNowHours)
	}
	next := at.Add(time.Duration(hours) * time.Hour)
	if !midnight.IsZero() && midnight.Before(next) {
		next = midnight
	}
	return band, next.UTC().Format(time.RFC3339Nano)
}

// plainDash fills in what is said about DASH and what each of the two questionnaires
// proposes to the other.
func plainDash(set assess.Instruments, p, d *plain, r *assess.Result) {
	yes, open := d.counting(), d.open()
	of := func(items []string) (n, of int) {
		if len(set.Dash.Rules) == 0 {
			return 0, 0
		}
		for _, id := range set.Dash.Items {
			if slices.Contains(items, id.ID) && slices.Contains(set.Dash.Rules[0].CountOf.Items, id.ID) {
				n++
			}
		}
		return n, set.Dash.Rules[0].AtLeast
	}
	r.Dash = assess.DashResult{
		Applicability: "not_applicable", Yes: len(yes), Open: len(open), No: len(d.applies()) - len(yes) - len(open), CouldReach: len(yes) + len(open),
		Grade: string(p.a.DashGrade.Level), Proposed: []string{},
	}
	r.Dash.LineYes, r.Dash.Line = of(yes)
	more, _ := of(open)
	r.Dash.LineCouldReach = r.Dash.LineYes + more
	switch {
	case p.a.DashAsked == "always" || p.a.DashAsked != "never" && (set.Dash.Applicable == nil || d.holds(set.Dash.Applicable, nil)):
		r.Dash.Applicability = "applicable"
	case p.a.DashAsked != "never" && d.holds(set.Dash.ApplicabilityUnknown, nil):
		r.Dash.Applicability = "unknown"
	}
	proposed := map[string][]string{}
	for _, proposal := range set.Dash.Proposes {
		from := p
		if proposal.From.Instrument == set.Dash.ID {
			from = d
		}
		if len(from.among(proposal.From.Items)) > 0 {
			proposed[proposal.Item.Instrument] = append(proposed[proposal.Item.Instrument], proposal.Item.ID)
		}
	}
	for _, proposal := range set.Stalking.Timeline.Proposes {
		if p.found[proposal.Finding] == proposal.Is {
			proposed[set.Stalking.ID] = append(proposed[set.Stalking.ID], proposal.ItemID)
		}
	}
	counting := p.counting()
	r.Proposed = slices.DeleteFunc(p.inOrder(proposed[set.Stalking.ID]), func(id string) bool { return slices.Contains(counting, id) })
	r.NotInDash = append([]string{}, counting...)
	if r.Dash.Applicability != "not_applicable" {
		r.NotInDash = p.among(set.Dash.Gap)
		r.Dash.Proposed = slices.DeleteFunc(d.inOrder(proposed[set.Dash.ID]), func(id string) bool { return !slices.Contains(open, id) })
	}
}

// plainTimeline counts the incidents, and takes over what the findings say.
func plainTimeline(set assess.Instruments, a *assess.Assessment, found *timeline.Findings) assess.TimelineResult {
	t := assess.TimelineResult{
		Incidents: len(a.Incidents),
		Frequency: assess.FrequencyResult{
			Finding: string(found.Frequency.Finding), Test: found.Frequency.Test, N: found.Frequency.N,
			U: assess.Number(found.Frequency.U), P: assess.Number(found.Frequency.P), Beta: assess.Number(found.Frequency.Beta),
		},
		Severity: assess.SeverityResult{Finding: string(found.Severity.Finding), Test: found.Severity.Test, N: found.Severity.N, P: assess.Number(found.Severity.P)},
		Step:     assess.Found{Finding: string(found.Step)}, Methods: assess.Found{Finding: string(found.Methods)}, Approach: assess.Found{Finding: string(found.Approach)},
	}
	different := map[string]int{}
	count := func(what, value string) int {
		if value = strings.ToLower(strings.TrimSpace(value)); value == "" || different[what+value] > 0 {
			return 0
		}
		different[what+value]++
		return 1
	}
	for _, inc := range a.Incidents {
		t.Areas += count("area ", inc.Area)
		t.Labels += count("label ", inc.RecordedAs)
		if inc.Breach == "near" || inc.Breach == "yes" {
			t.Breaches++
		}
		if day, known := inc.At.Day(); known && !inc.At.After(a.AssessedAt.Time()) && set.Stalking.SeverityOf(&inc) > 0 {
			t.Dated++
			t.Days += count("day ", fmt.Sprint(day))
		}
	}
	return t
}

// other returns the result of a questionnaire besides stalking and DASH.
func (p *plain) other() assess.Other {
	o := assess.Other{Version: p.in.Version, Yes: len(p.counting()), Open: len(p.open()), Results: map[string]assess.Level{}, Totals: map[string]int{}}
	for _, id := range p.applies() {
		if p.answers[id] == assess.No {
			o.No++
		}
	}
	for i := range p.in.Results {
		spec := &p.in.Results[i]
		o.Results[spec.ID] = p.level(i)
		if spec.Sum != nil {
			if points, refused := p.total(spec.Sum, false); !refused {
				o.Totals[spec.ID] = points
			}
		}
	}
	return o
}
