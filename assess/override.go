package assess

import (
	"slices"
	"strings"
)

// Overall levels as an override names them, lowest first.
var overallLevels = OverallLevel("").Words()

// Rank returns the level's place among the levels, lowest first; -1 if it is not
// one of them.
func (l OverallLevel) Rank() int8 { return int8(slices.Index(overallLevels, string(l))) }

// blank reports whether nothing was written.
func blank(s string) bool { return strings.TrimSpace(s) == "" }

// Override rules.
//
// Up: any number of steps, by any assessor; the higher of the chosen and the
// computed level is reported. Down: one step, with a second person, and only
// while every red flag and imminent sign is answered no. Both need a reason and
// the level that was computed when they were made. An override down is void once
// the computed level is another.
//
// A bad override never hides a record: it is a problem, and the computed level is
// reported.

// faults lists what is wrong with an override in itself.
func (o *Override) faults() []Problem {
	var out []Problem
	fault := func(key, message string) {
		out = append(out, Problem{Code: CodeBadOverride, Path: "override." + key, Message: message})
	}
	from, to := o.From.Rank(), o.Level.Rank()
	if from < 0 {
		fault("from", "the level that was computed is missing; write the overall level that the override was made from")
	}
	if to < 0 {
		fault("level", "the chosen level is missing; write low, moderate or high")
	}
	if from >= 0 && from == to {
		fault("level", "the chosen level is the one it was made from; choose another or take the override out")
	}
	if blank(o.Reason) {
		fault("reason", "an override needs a reason; write why")
	}
	if from < 0 || to < 0 || to >= from {
		return out
	}
	if from-to > 1 {
		fault("level", "an override may go down by one step only; choose the next lower level")
	}
	switch {
	case blank(o.By):
		fault("by", "an override down needs to say who made it; write a reference, not a name")
	case blank(o.SecondPerson):
		fault("second_person", "an override down needs a second person; write the reference of who agreed")
	case fold(o.SecondPerson) == fold(o.By):
		fault("second_person", "the second person is the first; write the reference of somebody else who agreed")
	}
	return out
}

// apply returns the level that is reported, whether the override is void, and why
// it is refused.
func (o *Override) apply(computed int8, grave Set, in *Instrument) (level int8, void bool, refused []Problem) {
	if refused = o.faults(); len(refused) > 0 {
		return computed, true, refused
	}
	from, to := o.From.Rank(), o.Level.Rank()
	if to > from {
		return max(to, computed), false, nil
	}
	if from != computed {
		return computed, true, nil
	}
	if !grave.Empty() {
		return computed, true, []Problem{{
			Code: CodeBadOverride, Path: "override.level",
			Message: "the level may not go down while a red flag or an imminent sign is yes or open: " + strings.Join(in.ids(grave), ", ") + "; ask those first, or take the override out",
		}}
	}
	return to, false, nil
}

// OtherLevels returns the overall levels that a person may set instead of the
// computed one, lowest first: any above it, or the one below it. Where there is
// none, why tells people the reason; it names questions by their topics and holds
// nothing of the case.
func OtherLevels(set Instruments, a *Assessment, higher bool) (levels []string, why string) {
	all := slices.Clone(overallLevels)
	computed := Score(set, a).Overall.Computed
	at := slices.Index(all, computed)
	switch {
	case higher && at+1 < len(all):
		return all[at+1:], ""
	case higher:
		return nil, strings.ToUpper(computed) + " is the highest level."
	case at <= 0:
		return nil, strings.ToUpper(computed) + " is the lowest level."
	}
	if grave := evaluate(set.Stalking, a).grave(); !grave.Empty() {
		return nil, "Refused: the level may not go down while a red flag or an imminent sign is yes or open: " + set.Stalking.topics(set.Stalking.ids(grave)) + "."
	}
	return all[at-1 : at], ""
}

// grave returns the red flags and imminent signs that apply and are yes or open.
func (st *evaluation) grave() Set {
	in := st.answers.in
	return in.redFlags.or(in.imminent).and(st.counting.or(st.open))
}
