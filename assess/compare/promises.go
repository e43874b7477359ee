package compare

import (
	"stalkrisk/assess"
	"stalkrisk/assess/fold"
)

// PromiseState is whether a promised action was done by the later assessment.
type PromiseState string

// The states of a promise. An action is overdue if it is not done and the later
// assessment was made after the day on which it was due. An action without a day is
// never overdue.
const (
	PromiseDone    PromiseState = "done"
	PromiseOpen    PromiseState = "open"
	PromiseOverdue PromiseState = "overdue"
)

// Promise is a promised action with its state.
type Promise struct {
	assess.Action
	State PromiseState `json:"state"`
	New   bool         `json:"new"`   // first promised in the later assessment
	Still bool         `json:"still"` // the later assessment mentions it
}

// promises returns the actions that were not done in the earlier assessment, in its
// order, then those that are new in the later one. Two actions are the same if What
// and Owner are the same. An action that the later assessment does not mention
// counts as not done.
func promises(before, after *assess.Assessment) []Promise {
	out := []Promise{}
	taken := make([]bool, len(after.Actions))
	for i := range before.Actions {
		now, found := sameAction(&before.Actions[i], after.Actions, taken)
		if before.Actions[i].Done.IsZero() {
			out = append(out, Promise{now, stateAt(&now, after), false, found})
		}
	}
	for k := range after.Actions {
		if !taken[k] {
			out = append(out, Promise{after.Actions[k], stateAt(&after.Actions[k], after), true, true})
		}
	}
	return out
}

// sameAction returns an action as the later assessment has it, and marks that one as
// taken. If the later assessment does not have it, sameAction returns the earlier
// action and false.
func sameAction(act *assess.Action, later []assess.Action, taken []bool) (assess.Action, bool) {
	for k := range later {
		if !taken[k] && sameText(later[k].What, act.What) && sameText(later[k].Owner, act.Owner) {
			taken[k] = true
			now := later[k]
			if now.Due.IsZero() {
				now.Due = act.Due
			}
			return now, true
		}
	}
	return *act, false
}

func stateAt(act *assess.Action, a *assess.Assessment) PromiseState {
	switch {
	case !act.Done.IsZero():
		return PromiseDone
	case act.Overdue(a):
		return PromiseOverdue
	}
	return PromiseOpen
}

// sameText reports whether two texts are the same, ignoring letter case and spaces
// at the ends.
func sameText(a, b string) bool {
	return fold.Text(a) == fold.Text(b)
}
