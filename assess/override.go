package assess

import (
	"slices"
	"stalkrisk/assess/fold"
	"strings"
)

// Rank returns the level's place, from 0 for the lowest; -1 if it is not a level.
func (l OverallLevel) Rank() int8 {
	for i := range concernLevels {
		if concernLevels[i].Value == string(l) {
			return int8(i)
		}
	}
	return -1
}

// blank reports whether a text is empty or only spaces.
func blank(s string) bool { return strings.TrimSpace(s) == "" }

// The rules for overrides.
//
// Up: any assessor may raise the level by any number of steps. The higher of the
// chosen and the computed level is reported. Down: by one step, with a second
// person, and only while every red flag and imminent sign is answered no. Both need
// a reason and the level that was computed at the time. An override down is void
// once the computed level changes.
//
// A bad override never hides a record: it is a problem, and the computed level is
// reported.

// faults returns the problems of an override by itself, whatever was answered.
func (o *Override) faults() []Problem {
	var out []Problem
	fault := func(key, message string) {
		out = append(out, Problem{Code: codeBadOverride, Path: "override." + key, Message: message})
	}
	from, to := o.From.Rank(), o.Level.Rank()
	if from < 0 {
		fault("from", "the computed level is missing; write the overall level before the override")
	}
	if to < 0 {
		fault("level", "the chosen level is missing; write low, moderate or high")
	}
	if from >= 0 && from == to {
		fault("level", "the chosen level is the computed one; choose another or remove the override")
	}
	if blank(o.Reason) {
		fault("reason", "an override needs a reason; write why")
	}
	if from < 0 || to < 0 || to >= from {
		return out
	}
	if from-to > 1 {
		fault("level", "an override can lower the level by one step only; choose the next level down")
	}
	switch {
	case fold.Reference(o.By) == "":
		fault("by", "an override down must say who made it; write a reference, not a name")
	case fold.Reference(o.SecondPerson) == "":
		fault("second_person", "an override down needs a second person; write the reference of the person who agreed")
	case fold.Text(o.SecondPerson) == fold.Text(o.By):
		fault("second_person", "the second person made the override; write the reference of somebody else who agreed")
	}
	return out
}

// apply returns the reported level, whether the override is void, and why it is
// refused. grave holds the red flags and imminent signs that are yes or open.
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
			Code: codeBadOverride, Path: "override.level",
			Message: "the level cannot be lowered while a red flag or an imminent sign is yes or unanswered: " + strings.Join(in.idsOf(grave), ", ") + "; ask those first, or remove the override",
		}}
	}
	return to, false, nil
}

// OtherLevels returns the overall levels that a person may set instead of the
// computed one, lowest first: with higher all those above it, otherwise the one
// below it. If there is none, why is the reason for people: it names questions by
// their topics and repeats no case content.
func OtherLevels(set Instruments, a *Assessment, higher bool) (levels []string, why string) {
	all := OverallLevel("").Words()
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
		return nil, "Refused: the level cannot be lowered while a red flag or an imminent sign is yes or unanswered: " + set.Stalking.topics(set.Stalking.idsOf(grave)) + "."
	}
	return all[at-1 : at], ""
}

// grave returns the red flags and imminent signs that apply and are yes or open.
func (st *evaluation) grave() Set {
	in := st.answers.in
	return in.redFlags.or(in.imminent).and(st.counting.or(st.open))
}
