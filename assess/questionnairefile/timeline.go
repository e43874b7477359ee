package questionnairefile

import (
	"fmt"
	"slices"

	"stalkrisk/assess"
)

// timeline checks the kinds of incident and what they carry to items.
func (c *compiler) timeline() {
	if !c.has("timeline") {
		return
	}
	t := &c.in.Timeline
	if t.RecentDays < 1 || t.RecentDays > 366 {
		c.fault("timeline.recent_days", codeBadRule, "recent_days must be from 1 to 366; correct it")
	}
	c.severities(t.Severities)
	ids := c.uniqueIDs("timeline.kinds", len(t.Kinds), func(i int) string { return t.Kinds[i].ID })
	for i := range t.Kinds {
		k, at := &t.Kinds[i], fmt.Sprintf("timeline.kinds[%d]", i)
		c.text(at+".label", k.Label, "what the kind is called (label)")
		if k.Severity < 1 || k.Severity > 5 {
			c.fault(at+".severity", codeBadRule, "a severity is from 1 to 5; correct it")
		}
		k.InPersonAs = -1
		if k.InPersonAsKind != "" {
			k.InPersonAs = c.place(at+".in_person_as", "kind", k.InPersonAsKind, ids)
		}
		c.everyday(at+".words", k.Words)
		c.carry(at, &k.Carry)
	}
	c.carry("timeline.breach", &t.Breach)
	t.Apart.Items = c.itemSet("timeline.apart.carries", t.Apart.Carries)
	if (t.Apart.MoreThanDays < 1 || t.Apart.MoreThanDays > 366) && len(t.Apart.Carries) > 0 {
		c.fault("timeline.apart.more_than_days", codeBadRule, "the days must be from 1 to 366; correct them")
	}
	c.itemSet("timeline.recent_red_flag", t.RecentRedFlag)
	for i := range t.Proposes {
		p, at := &t.Proposes[i], fmt.Sprintf("timeline.proposes[%d]", i)
		c.member(at+".finding", "finding", p.Finding, assess.FindingNames(false))
		c.member(at+".is", "direction", p.Is, []string{"rising", "falling"})
		c.text(at+".says", p.Says, "what is said beside the proposal (says)")
		p.Item = c.place(at+".item", "item", p.ItemID, c.itemIDs)
	}
}

// severities checks that every severity from 1 to 5 has a meaning, and that there are
// no others.
func (c *compiler) severities(says map[string]string) {
	grades := []string{"1", "2", "3", "4", "5"}
	for _, grade := range grades {
		c.text("timeline.severities", says[grade], "what severity "+grade+" means")
	}
	for grade := range says {
		if !slices.Contains(grades, grade) {
			c.faultAt(c.root.Find("timeline.severities."+grade), "timeline.severities", codeBadRule, "not a severity; write 1 to 5")
		}
	}
}

// carry resolves the items that an incident answers with yes.
func (c *compiler) carry(at string, w *assess.Carry) {
	for _, list := range []struct {
		key string
		ids []string
		to  *assess.Set
	}{{"carries", w.Carries, &w.Always}, {"carries_recent", w.CarriesRecent, &w.Recent}, {"carries_earlier", w.CarriesEarlier, &w.Earlier}} {
		for k, id := range list.ids {
			if i := c.place(fmt.Sprintf("%s.%s[%d]", at, list.key, k), "item", id, c.itemIDs); i >= 0 {
				list.to.Add(i)
			}
		}
	}
}

// beside checks what the file says about another instrument. CheckTogether checks
// that the other one has the items.
func (c *compiler) beside() {
	in := c.in
	if in.Beside == "" {
		if in.Applicable != nil || in.ApplicabilityUnknown != nil || len(in.Proposes) > 0 || len(in.Gap) > 0 {
			c.fault("beside", codeMissing, "applicable, proposes and gap are about another instrument; name it as beside")
		}
		return
	}
	if in.Applicable != nil {
		c.condition("applicable", in.Applicable, 0) // on the case only
	}
	if in.ApplicabilityUnknown != nil {
		c.condition("applicability_unknown", in.ApplicabilityUnknown, 0)
	}
	both := []string{in.ID, in.Beside}
	item := func(path, instrument, id string) {
		if instrument == in.ID {
			c.place(path, "item", id, c.itemIDs)
		}
	}
	for i, p := range in.Proposes {
		at := fmt.Sprintf("proposes[%d]", i)
		c.member(at+".from.instrument", "instrument", p.From.Instrument, both)
		c.member(at+".item.instrument", "instrument", p.Item.Instrument, both)
		for k, id := range p.From.Items {
			item(fmt.Sprintf("%s.from.items[%d]", at, k), p.From.Instrument, id)
		}
		item(at+".item.id", p.Item.Instrument, p.Item.ID)
	}
}

// CheckTogether checks that the instrument beside this one has the items that this
// one names. A proposal or gap without its item would otherwise do nothing.
func CheckTogether(in, other *assess.Instrument) []assess.Problem {
	var out []assess.Problem
	known := itemIDs(other)
	look := func(path, id string) {
		if _, ok := other.Item(id); !ok {
			out = append(out, assess.Problem{Code: codeUnknownRef, Path: path, Message: unknownMessage("item of "+other.ID, id, known)})
		}
	}
	for i, id := range in.Gap {
		look(fmt.Sprintf("gap[%d]", i), id)
	}
	for i, p := range in.Proposes {
		if p.Item.Instrument == other.ID {
			look(fmt.Sprintf("proposes[%d].item.id", i), p.Item.ID)
		}
		for k, id := range p.From.Items {
			if p.From.Instrument == other.ID {
				look(fmt.Sprintf("proposes[%d].from.items[%d]", i, k), id)
			}
		}
	}
	return out
}
