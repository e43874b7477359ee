package calltest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
)

// check holds a sitting against what it must come to. The lines after "expect:" are:
//
//	act now by screen 8                 help must be sent at the latest after that screen
//	act now because intrusion-grave     and that is one of the reasons
//	no act now
//	level high                          of these answers
//	could reach high                    with every open answer yes
//	recognition stalking
//	step near-now is unknown            what is recorded there
//	file has WORDS                      file lacks WORDS
//	shown WORDS                         never shown WORDS
//	asked STEP                          never asked STEP
//	STEP before STEP                    both asked, in that order
func (p *Talk) check() {
	p.t.Helper()
	for _, e := range p.sitting.expects {
		if fault := p.faultOf(e); fault != "" {
			p.t.Errorf("%s: %s", e, fault)
		}
	}
	for _, over := range []struct {
		what    string
		is, may int
	}{{"screens", p.count.screens, p.call.most.screens}, {"words", p.count.words, p.call.most.words}, {"keys", p.count.keys, p.call.most.keys}} {
		if over.may > 0 && over.is > over.may {
			p.t.Errorf("%d %s; at most %d", over.is, over.what, over.may)
		}
	}
	if testing.Verbose() {
		now := "never"
		if p.actNow != (limits{}) {
			now = fmt.Sprintf("at screen %d, %d words", p.actNow.screens, p.actNow.words)
		}
		p.t.Logf("| %s | %d screens | %d words | %d keys | ACT NOW %s | %d words with the level and the keys |", p.call.title, p.count.screens, p.count.words, p.count.keys, now, p.whole)
	}
}

// faultOf returns what is wrong with an expectation, or "".
func (p *Talk) faultOf(e string) string {
	r, saved := p.S.Result(), one(string(p.disk))
	verb, rest, _ := strings.Cut(e, " ")
	cut := func(prefix string) (string, bool) { return strings.CutPrefix(e, prefix+" ") }
	var screen int
	switch {
	case e == "no act now":
		return wrong(r.ActNow, "act now because of "+strings.Join(r.ActNowBecause, ", "))
	case verb == "level":
		return wrong(string(r.Overall.Level) != rest, "it is "+string(r.Overall.Level))
	case strings.HasPrefix(e, "could reach "):
		return wrong("could reach "+string(r.Overall.CouldReach) != e, "it is "+string(r.Overall.CouldReach))
	case verb == "recognition":
		return wrong(string(r.Recognition.Value) != rest, "it is "+string(r.Recognition.Value))
	case verb == "step":
		return p.recorded(rest)
	}
	if fault, known := p.faultInWords(e, saved); known {
		return fault
	}
	if n, _ := fmt.Sscanf(e, "act now by screen %d", &screen); n == 1 {
		return wrong(p.actNow.screens == 0 || p.actNow.screens > screen, fmt.Sprintf("it is at screen %d", p.actNow.screens))
	}
	if why, ok := cut("act now because"); ok {
		return wrong(!r.ActNow || !slices.Contains(r.ActNowBecause, why), "it is because of "+strings.Join(r.ActNowBecause, ", "))
	}
	if first, then, ok := strings.Cut(e, " before "); ok {
		a, b := slices.Index(p.asked, first), slices.Index(p.asked, then)
		return wrong(a < 0 || b < 0 || a > b, "asked in another order: "+strings.Join(slices.Compact(p.asked), " "))
	}
	return "nobody knows what that means"
}

// faultInWords returns what is wrong with an expectation about words in the file or on the
// screen, or "". known reports whether it is one.
func (p *Talk) faultInWords(e, saved string) (fault string, known bool) {
	cut := func(prefix string) (string, bool) { return strings.CutPrefix(e, prefix+" ") }
	if words, ok := cut("shown"); ok {
		return wrong(!strings.Contains(p.seen.String(), words), "it is not"), true
	}
	if step, ok := cut("asked"); ok {
		return wrong(!slices.Contains(p.asked, step), "it is not"), true
	}
	if words, ok := cut("file has"); ok {
		return wrong(!strings.Contains(saved, words), "it holds:\n"+string(p.disk)), true
	}
	if words, ok := cut("file lacks"); ok {
		return wrong(strings.Contains(saved, words), "it holds it"), true
	}
	if words, ok := cut("never shown"); ok {
		at := strings.Index(p.seen.String(), words)
		return wrong(at >= 0, "it is, after: "+p.seen.String()[max(0, at-200):max(0, at)]), true
	}
	if step, ok := cut("never asked"); ok {
		return wrong(slices.Contains(p.asked, step), "it is"), true
	}
	return "", false
}

// recorded checks that the answer at a step is as said.
func (p *Talk) recorded(says string) string {
	step, want, _ := strings.Cut(says, " is ")
	in := p.S.Set().Stalking
	if r, ok := p.stored().Responses.Of(in.ID, step); ok || want == "not_asked" {
		return wrong(string(r.Answer.OrNotAsked()) != want, "it is "+string(r.Answer))
	}
	f := assess.FactAt(step)
	if f == nil {
		return "there is no such item or fact"
	}
	is := f.Get(p.stored())
	return wrong(is != want, "it is "+is)
}

func wrong(is bool, says string) string {
	if is {
		return says
	}
	return ""
}
