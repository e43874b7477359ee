package questionnairefile

import (
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
)

// known checks that an instrument has what the program needs for its used_as.
func (c *compiler) known() {
	var want [][]string
	switch c.in.UsedAs {
	case assess.UseStalking:
		want = [][]string{{"baseline", "low", "moderate", "high"}, {"escalation", "stable", "rising", "imminent"}, {"overall", "low", "moderate", "high"}}
	case assess.UseDash:
		want = [][]string{{"line", "below", "reached"}}
		c.line()
	}
	for _, r := range want {
		k := slices.Index(c.resultIDs, r[0])
		if k < 0 || !slices.Equal(c.in.Results[k].Levels, r[1:]) {
			c.fault("results", codeNotStalking, "this questionnaire needs a result %q with the levels %s", r[0], strings.Join(r[1:], ", "))
		}
	}
	c.uses()
}

// uses checks that its instrument can have the use of an item, and that no other item
// has it.
func (c *compiler) uses() {
	of := map[assess.ItemUse]assess.InstrumentUse{
		assess.UseNearNow: assess.UseStalking, assess.UseImpact: assess.UseStalking, assess.UseStrangulation: assess.UseStalking,
		assess.UseWeapon: assess.UseStalking, assess.UseFirearm: assess.UseStalking, assess.UseStalkingTopic: assess.UseDash,
	}
	first := map[assess.ItemUse]string{}
	for i, it := range c.in.Items {
		if it.UsedAs == "" {
			continue
		}
		at := fmt.Sprintf("items[%d].used_as", i)
		switch want := of[it.UsedAs]; {
		case first[it.UsedAs] != "":
			c.fault(at, codeRepeatedID, "item %q is already used as this; name it once", first[it.UsedAs])
		case c.in.UsedAs != want:
			c.fault(at, codeBadItem, "only an item of a questionnaire with used_as: %s can be used as this; remove it", want)
		case it.Type != assess.YesNo:
			c.fault(at, codeBadItem, "only a yes/no item can be used as this; change its type or remove it")
		case it.UsedAs == assess.UseNearNow && !c.askedFirst(it.ID):
			c.fault(at, codeBadItem, "the item used as near_now must be asked first; put it first in the first section")
		}
		first[it.UsedAs] = it.ID
	}
}

func (c *compiler) askedFirst(id string) bool {
	return len(c.in.Sections) > 0 && len(c.in.Sections[0].Items) > 0 && c.in.Sections[0].Items[0] == id
}

// line checks that exactly one rule counts towards the line of DASH. The report gives
// its number; without it, the line would never or always be reached.
func (c *compiler) line() {
	counts := 0
	for _, r := range c.in.Rules {
		if r.ResultID == "line" {
			counts++
			if r.CountOf == nil {
				counts = len(c.in.Rules) + 1
			}
		}
	}
	if counts != 1 && slices.Contains(c.resultIDs, "line") {
		c.fault("rules", codeNotStalking, "this questionnaire needs exactly one rule for the result \"line\", with count_of; write it")
	}
}
