package assess_test

import (
	"fmt"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// fromBytes returns a Chance that uses one byte for each number, and 0 when there are
// no more bytes.
func fromBytes(b []byte) assesstest.Chance {
	return func(n int) int {
		if len(b) == 0 {
			return 0
		}
		v := int(b[0]) % n
		b = b[1:]
		return v
	}
}

// remembered returns c and a Chance that repeats the numbers that c returned.
func remembered(c assesstest.Chance) (noted, again assesstest.Chance) {
	var all []int
	noted = func(n int) int {
		v := c(n)
		all = append(all, v)
		return v
	}
	k := 0
	again = func(int) int { k++; return all[k-1] }
	return noted, again
}

// change returns a copy of the assessment with another answer to one item.
func change(a *assess.Assessment, instrument, item string, to assess.Answer) *assess.Assessment {
	b := *a
	b.Responses = nil
	for _, s := range a.Responses {
		s.Items = append([]assess.ItemResponse(nil), s.Items...)
		b.Responses = append(b.Responses, s)
	}
	r, _ := b.Responses.Of(instrument, item)
	r.Answer = to
	b.Responses.Set(instrument, item, r)
	return &b
}

// lowered returns which level of after is below that of before, or "".
func lowered(before, after assess.Result) string {
	for _, l := range []struct {
		name     string
		levels   []string
		was, now assess.Level
	}{
		{"overall", concern, level(before.Overall), level(after.Overall)},
		{"baseline", concern, before.Baseline, after.Baseline},
		{"escalation", rise, before.Escalation, after.Escalation},
	} {
		for _, v := range [][3]string{{"established", l.was.Established, l.now.Established}, {"reported", l.was.Level, l.now.Level}, {"could_reach", l.was.CouldReach, l.now.CouldReach}} {
			if place(l.levels, v[2]) < place(l.levels, v[1]) {
				return fmt.Sprintf("%s %s went from %s to %s", l.name, v[0], v[1], v[2])
			}
		}
	}
	if before.ActNow && !after.ActNow {
		return "act_now went from true to false"
	}
	if d, e := before.Dash, after.Dash; e.LineCouldReach < d.LineCouldReach || e.CouldReach < d.CouldReach || e.Yes < d.Yes || e.LineYes < d.LineYes {
		return fmt.Sprintf("DASH fell from %+v to %+v", d, e)
	}
	return ""
}

// level returns the overall level before any override.
func level(o assess.Overall) assess.Level {
	return assess.Level{Level: o.Computed, Established: o.Established, CouldReach: o.CouldReach, Provisional: o.Provisional}
}
