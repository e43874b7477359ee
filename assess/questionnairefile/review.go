package questionnairefile

import (
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
)

// review checks after how many hours a case of each band is looked at again.
func (c *compiler) review() {
	if !c.has("review") {
		return
	}
	r := &c.in.Review
	c.text("review.says", r.Says, "what the times rest on (says)")
	if n := len(assess.Bands); len(r.Hours) != n {
		c.fault("review.hours_by_band", codeBadRule, "there are %d bands; write the hours of each, band 1 first", n)
	}
	for i, h := range r.Hours {
		at := fmt.Sprintf("review.hours_by_band[%d]", i)
		c.hours(at, h)
		if i > 0 && h < r.Hours[i-1] {
			c.fault(at, codeMayLower, "a later band has fewer hours than the one before, so a yes could put the review off; make them rise or stay")
		}
	}
	c.hours("review.act_now_hours", r.ActNowHours)
	r.With = c.itemSet("review.sooner_with", r.Sooner)
	if r.TriggerDays < 0 || r.TriggerDays > 366 {
		c.fault("review.sooner_trigger_days", codeBadRule, "the days must be from 0 to 366; correct them")
	}
}

func (c *compiler) hours(path string, h int) {
	if h < 1 || h > 24*366 {
		c.fault(path, codeBadRule, "the hours must be from 1 to %d; correct them", 24*366)
	}
}

// itemSet resolves a list of yes/no items.
func (c *compiler) itemSet(path string, ids []string) (of assess.Set) {
	c.words(path, "item", ids, c.itemIDs)
	for i := range c.in.Items {
		switch it := &c.in.Items[i]; {
		case !slices.Contains(ids, it.ID):
		case it.Type != assess.YesNo:
			c.fault(path, codeBadRule, "item %q is a choice and cannot be yes; remove it", it.ID)
		default:
			of.Add(i)
			c.used[it.ID] = true
		}
	}
	return of
}

// recognition checks the items by which a report is recognised as stalking.
func (c *compiler) recognition() {
	spec := c.in.Recognition
	if spec == nil {
		return
	}
	for k, mark := range []struct {
		key string
		ids []string
	}{{"repeated", spec.Repeated}, {"unwanted", spec.Unwanted}, {"fixated", spec.Fixated}} {
		at := "recognition." + mark.key
		if len(mark.ids) == 0 {
			c.fault(at, codeMissing, "no item shows this mark; name one")
		}
		spec.Marks[k] = c.itemSet(at, mark.ids)
		for _, other := range spec.Marks[:k] {
			if has(other, spec.Marks[k]) {
				c.fault(at, codeRepeatedID, "an item is in two of the three marks, so one yes would count as two; leave it in one")
			}
		}
	}
	spec.Beside = c.itemSet("recognition.with_one", spec.WithOne)
	spec.MayBe = c.itemSet("recognition.possible", spec.Possible)
	values := assess.Recognised("").Words()
	for _, value := range values {
		c.text("recognition.says."+value, spec.Says[assess.Recognised(value)], "what "+value+" means")
	}
	for value := range spec.Says {
		if !slices.Contains(values, string(value)) {
			c.fault("recognition.says", codeUnknownRef, "not a value; write only %s", strings.Join(values, ", "))
		}
	}
}

// has reports whether two sets have an item in common.
func has(a, b assess.Set) bool {
	for i := range a.All {
		if b.Has(i) {
			return true
		}
	}
	return false
}
