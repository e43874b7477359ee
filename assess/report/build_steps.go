package report

import (
	"cmp"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/guidance"
)

// safeguarding is the step that says that somebody is a child.
const safeguarding = "safeguarding"

// evidenceStep is the step to secure evidence.
const evidenceStep = "evidence"

// Who does a step.
const (
	controlRoom = "control room"
	attending   = "attending officer"
	speaking    = "whoever speaks to the victim"
	inTheCase   = "officer in the case"
	recording   = "whoever records it"
	supervising = "supervisor"
)

// steps returns what to do at the reported level, the most urgent first. What is
// recorded as done is not asked for: what follows from it is said in its place.
func (b *builder) steps(guides []*guidance.Guide) (steps []Step) {
	add := func(id, who, by, what string) {
		if what != "" {
			steps = append(steps, Step{ID: id, What: what, By: by, Who: who})
		}
	}
	high := b.r.Overall.Level == "high"
	if b.r.ActNow {
		add("deploy", b.sender(), "now", b.deploy())
	}
	switch {
	case high && b.a.Assessor.Role != "supervisor" && !b.told("supervisor"):
		add("supervisor", attending, "now", "Tell the supervisor, who starts the multi-agency route today.")
	case high:
		add("multi-agency", supervising, "today", "Start the multi-agency route.")
	}
	add(evidenceStep, attending, "now", b.secure())
	add("record", recording, b.recordedBy(), b.record())
	add("advocacy", inTheCase, b.beforeTheEnd(), b.advocacy())
	add("next-contact", inTheCase, b.beforeTheEnd(), b.nextContact())
	if high {
		add("safety-plan", attending, "today", "Make a safety plan with the victim.")
	}
	if child := b.children(); child != "" {
		add(safeguarding, attending, "today", child+" under 18: child safeguarding applies at any level.")
	}
	review := cmp.Or(led("by ", Readable(b.r.ReviewTime())), "as local policy says")
	soon := "by the review"
	if high {
		soon = "today"
	}
	add("order", inTheCase, soon, b.order(guides))
	if forms := b.set.Local.Forms; len(forms) > 0 {
		add("forms", inTheCase, soon, "Use the local forms: "+strings.Join(forms, "; ")+".")
	}
	if b.r.Overall.Level != "low" && b.a.Assessor.Role != "specialist" {
		add("specialist", inTheCase, "by the review", "Ask a stalking specialist or the single point of contact to review it.")
	}
	add("review", supervising, review, "Look at the whole case again.")
	return steps
}

// sender returns who sees to it that help comes: the control room, once an officer has
// taken over whoever reads it first.
func (b *builder) sender() string {
	if b.a.Stage == assess.Full && b.a.Assessor.Role != "call_handler" {
		return "whoever reads this first"
	}
	return controlRoom
}

// deploy returns what is still to be done until somebody is with the person.
func (b *builder) deploy() string {
	switch b.a.HelpSent() {
	case "":
		return "Send help at once, by the local emergency procedure. Everything else can wait."
	case "arrived":
		return ""
	}
	return "Help was asked for. Find out how far it is, and record when it is there."
}

// over reports whether the contact with the person has ended.
func (b *builder) over() bool { return b.a.Contact.Ended != "" || !b.a.Draft() }

// beforeTheEnd returns by when to say what is said to the person.
func (b *builder) beforeTheEnd() string {
	if b.over() {
		return "next safe contact"
	}
	return "before the contact ends"
}

// told reports whether somebody is recorded as told.
func (b *builder) told(who string) bool {
	return slices.ContainsFunc(b.a.Updates, func(u assess.Update) bool { return strings.Contains(fold.Text(u.To), who) })
}

// secure returns what evidence is still to be taken.
func (b *builder) secure() string {
	if len(b.a.Evidence) == 0 {
		return "Secure evidence before it is lost: messages, call records, camera pictures, devices, things left. Ask nobody to delete, block or reset anything until then."
	}
	waits := those(b.a.Evidence, func(e assess.Exhibit) bool { return e.Taken.IsZero() })
	if len(waits) == 0 {
		return ""
	}
	return "Take " + count(len(waits), "piece", "pieces") + " of evidence not taken yet. Ask nobody to delete, block or reset anything until then."
}

// nextContact returns what to promise, unless something is promised.
func (b *builder) nextContact() string {
	if slices.ContainsFunc(b.a.Actions, func(act assess.Action) bool { return act.ToVictim() && act.Done.IsZero() }) {
		return ""
	}
	return "Say when the victim will hear next, and from whom, and keep to it."
}

// last returns the latest decision about something.
func (b *builder) last(about assess.DecisionAbout) (d assess.Decision) {
	for _, other := range b.a.Decisions {
		if other.About == about && other.Decision != "" && other.Fits() {
			d = other
		}
	}
	return d
}

// record returns what is still to be done about how it is recorded.
func (b *builder) record() string {
	switch b.last(assess.AboutRecording).Decision {
	case "stalking":
		return ""
	case "":
		return "Record it as stalking, or write down why not."
	}
	return "It is not recorded as stalking: check that the reason still holds."
}

func (b *builder) recordedBy() string {
	if b.last(assess.AboutRecording).Decision != "" {
		return "by the review"
	}
	return "before the record is closed"
}

// advocacy returns what is still to be done about support.
func (b *builder) advocacy() string {
	ref := &b.a.Referral
	switch {
	case ref.Accepted == assess.FactYes:
		return "Support is accepted: check that the service has been in touch."
	case ref.Offered != assess.FactYes:
		return "Offer an independent stalking advocate or helpline, and record the answer."
	case ref.Accepted == assess.FactNo:
		return "Support was declined: offer it again, without pressing."
	}
	return "Support was offered: ask for the answer, and record it."
}

// order returns what is still to be done about a protective order.
func (b *builder) order(guides []*guidance.Guide) string {
	if o := b.lasting(); o != nil {
		if left := o.To.Day() - dayOf(asOf(b.a, b.at)); !o.To.IsZero() && left <= assess.SoonDays {
			return "The order ends soon: decide now on the next one, and tell the victim."
		}
		return "" // it is shown with the orders
	}
	d := b.last(assess.AboutSPO)
	if interim := b.last(assess.AboutInterimSPO); d.Decision == "" {
		d = interim
	}
	about := capital(d.About.Vocabulary().Label(string(d.About)))
	switch d.Decision {
	case "considered":
		return about + " considered" + led(" on ", Readable(d.On.String())) + ": decide now whether to apply."
	case "applied_for":
		return about + " applied for" + led(" on ", Readable(d.On.String())) + ": find out when it is heard."
	case "made":
		return about + " made" + led(" on ", Readable(d.On.String())) + ": record its dates, conditions and who manages it."
	case "not_pursued":
		return about + " not pursued: check at the review that the reason still holds."
	}
	says := "Consider which protective order fits, and check the current law: there is no guidance here for this jurisdiction."
	if i := slices.IndexFunc(guides, func(g *guidance.Guide) bool { return g.Order != "" }); i >= 0 {
		says = guides[i].Order
	}
	if b.unidentified() {
		return "Once you know who the suspect is: " + lower(says)
	}
	return says
}

// lasting returns the protective order that is in force longest, or nil.
func (b *builder) lasting() (last *assess.Order) {
	for i := range b.a.Orders {
		o := &b.a.Orders[i]
		if !protective(o) || o.Ended(dayOf(asOf(b.a, b.at))) {
			continue
		}
		if last == nil || o.To.IsZero() || !last.To.IsZero() && o.To.Day() > last.To.Day() {
			last = o
		}
	}
	return last
}

// unidentified reports whether nobody has recorded who the suspect is.
func (b *builder) unidentified() bool {
	rel := b.a.Case.Relationship
	return rel == "" || rel == assess.RelationshipUnknown || rel == "unknown_person"
}

// protective reports whether an order is one that is made against stalking: on the
// application of the police or, in Scotland, by the court.
func protective(o *assess.Order) bool {
	return o.Kind == "spo" || o.Kind == "interim_spo" || o.Kind == "non_harassment_order"
}

// children returns who is under 18, with a verb, or "" if nobody is known to be.
func (b *builder) children() string {
	victim, other := b.a.Case.VictimUnder18 == assess.FactYes, b.a.Case.SuspectUnder18 == assess.FactYes
	switch {
	case victim && other:
		return "The victim and the suspect are"
	case victim:
		return "The victim is"
	case other:
		return "The suspect is"
	}
	return ""
}
