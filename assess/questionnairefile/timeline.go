package questionnairefile

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"stalkrisk/assess"
)

// timeline reads what incidents are and what they say.
func (c *compiler) timeline() {
	w := c.l.Timeline
	if w == nil {
		return
	}
	out := &c.in.Timeline
	out.RecentDays, out.SeveritySource = w.RecentDays, w.SeveritySource
	if w.RecentDays < 1 || w.RecentDays > 366 {
		c.fault("timeline.recent_days", codeBadRule, "recent_days must be from 1 to 366; correct it")
	}
	out.Severities = c.severities(w.Severities)
	ids := c.uniqueIDs("timeline.kinds", len(w.Kinds), func(i int) string { return w.Kinds[i].ID })
	for i, k := range w.Kinds {
		at := fmt.Sprintf("timeline.kinds[%d]", i)
		c.text(at+".label", k.Label, "what the kind is called (label)")
		if k.Severity < 1 || k.Severity > 5 {
			c.fault(at+".severity", codeBadRule, "a severity is from 1 to 5; correct it")
		}
		kind := assess.IncidentKind{ID: k.ID, Label: k.Label, Severity: k.Severity, InPerson: k.InPerson, InPersonAs: -1}
		if k.InPersonAs != "" {
			if kind.InPersonAs = slices.Index(ids, k.InPersonAs); kind.InPersonAs < 0 {
				c.unknown(at+".in_person_as", "kind", k.InPersonAs, ids)
			}
		}
		kind.Carry = c.carry(at, carryOf{k.Carries, k.CarriesRecent, k.CarriesEarlier})
		out.Kinds = append(out.Kinds, kind)
	}
	out.Breach = c.carry("timeline.breach", w.Breach)
	for i, p := range w.Proposes {
		c.findingProposal(fmt.Sprintf("timeline.proposes[%d]", i), p)
	}
}

// severities returns what each severity means, from 1 to 5.
func (c *compiler) severities(says map[string]string) (out []string) {
	for grade := 1; grade <= 5; grade++ {
		meaning := says[strconv.Itoa(grade)]
		c.text("timeline.severities", meaning, fmt.Sprintf("what severity %d means", grade))
		out = append(out, meaning)
	}
	for _, grade := range slices.Sorted(maps.Keys(says)) {
		if n, err := strconv.Atoi(grade); err != nil || n < 1 || n > 5 || strconv.Itoa(n) != grade {
			c.fault("timeline.severities."+grade, codeBadRule, "there is no such severity; they are 1 to 5")
		}
	}
	return out
}

func (c *compiler) carry(at string, w carryOf) assess.Carry {
	return assess.Carry{
		Always:  c.shown(at+".carries", w.Carries),
		Recent:  c.shown(at+".carries_recent", w.CarriesRecent),
		Earlier: c.shown(at+".carries_earlier", w.CarriesEarlier),
	}
}

// shown returns the items to which an incident carries a yes.
func (c *compiler) shown(path string, ids []string) (out assess.Set) {
	for k, id := range ids {
		i := slices.Index(c.itemIDs, id)
		if i < 0 {
			c.unknown(fmt.Sprintf("%s[%d]", path, k), "item", id, c.itemIDs)
			continue
		}
		out.Add(i)
	}
	return out
}

func (c *compiler) findingProposal(at string, p findingProposalOf) {
	c.member(at+".finding", "finding", p.Finding, assess.FindingNames(false))
	c.member(at+".is", "finding's word", p.Is, []string{"rising", "falling"})
	c.text(at+".says", p.Says, "what is said beside the proposal (says)")
	i := slices.Index(c.itemIDs, p.Item)
	if i < 0 {
		c.unknown(at+".item", "item", p.Item, c.itemIDs)
		return
	}
	c.in.Timeline.Proposes = append(c.in.Timeline.Proposes, assess.FindingProposal{Finding: p.Finding, Is: p.Is, Item: i, Says: p.Says})
}

// beside reads what the file says about another instrument. CheckTogether checks
// that the other has the items that are named.
func (c *compiler) beside() {
	l := c.l
	out := &c.in.Beside
	out.Instrument, out.Gap = l.Beside, l.Gap
	if l.Beside == "" {
		if l.Applicable != nil || l.Unknown != nil || len(l.Proposes) > 0 || len(l.Gap) > 0 {
			c.fault("beside", codeMissing, "applicable, proposes and gap are about another instrument; name it as beside")
		}
		return
	}
	out.Applicable, out.ApplicabilityUnknown = l.Applicable, l.Unknown
	if l.Applicable != nil {
		c.condition("applicable", l.Applicable, 0) // of the case alone
	}
	if l.Unknown != nil {
		c.condition("applicability_unknown", l.Unknown, 0)
	}
	for i, p := range l.Proposes {
		at := fmt.Sprintf("proposes[%d]", i)
		c.foreign(at+".from.instrument", p.From.Instrument)
		c.foreign(at+".item.instrument", p.Item.Instrument)
		for k, id := range p.From.Items {
			c.ours(fmt.Sprintf("%s.from.items[%d]", at, k), p.From.Instrument, id)
		}
		c.ours(at+".item.id", p.Item.Instrument, p.Item.ID)
		out.Proposes = append(out.Proposes, assess.Proposal{FromInstrument: p.From.Instrument, From: p.From.Items, Instrument: p.Item.Instrument, Item: p.Item.ID})
	}
}

// foreign checks that a proposal speaks of this instrument or the one beside it.
func (c *compiler) foreign(path, id string) {
	c.member(path, "instrument", id, []string{c.l.ID, c.l.Beside})
}

// ours checks that an item of this instrument is there.
func (c *compiler) ours(path, instrument, id string) {
	if instrument == c.l.ID && !slices.Contains(c.itemIDs, id) {
		c.unknown(path, "item", id, c.itemIDs)
	}
}

// CheckTogether holds the items that an instrument names of the one beside it
// against that one: a proposal or a gap that names no item would be silent.
func CheckTogether(in, other *assess.Instrument) []assess.Problem {
	var out []assess.Problem
	known := itemIDs(other)
	look := func(path, id string) {
		if _, ok := other.Item(id); !ok {
			out = append(out, assess.Problem{Code: codeUnknownRef, Path: path, Message: unknownMessage("item of "+other.ID, id, known)})
		}
	}
	for i, id := range in.Beside.Gap {
		look(fmt.Sprintf("gap[%d]", i), id)
	}
	for i, p := range in.Beside.Proposes {
		if p.Instrument == other.ID {
			look(fmt.Sprintf("proposes[%d].item.id", i), p.Item)
		}
		for k, id := range p.From {
			if p.FromInstrument == other.ID {
				look(fmt.Sprintf("proposes[%d].from.items[%d]", i, k), id)
			}
		}
	}
	return out
}
