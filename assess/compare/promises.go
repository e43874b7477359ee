package compare

import (
	"strings"

	"stalkrisk/assess"
)

// PromiseState is what became of a promised action by the later assessment.
type PromiseState string

// An action is overdue when it is not done and the later assessment was made
// after the day on which it was due. An action without a day is never overdue.
const (
	PromiseDone    PromiseState = "done"
	PromiseOpen    PromiseState = "open"
	PromiseOverdue PromiseState = "overdue"
)

// Promise is an action with what became of it.
type Promise struct {
	assess.Action
	State PromiseState `json:"state"`
	New   bool         `json:"new"`   // first promised in the later assessment
	Still bool         `json:"still"` // the later assessment mentions it
}

// promises lists the actions that the earlier assessment left open, in its order,
// then those that are new in the later one. Two actions are the same if their
// what and owner are. An action that the later assessment does not mention counts
// as not done.
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

// sameAction returns the action as the later assessment has it, and marks that as
// taken, or as it was if the later assessment does not have it.
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

// sameText reports whether two texts are the same, apart from letter case and
// spaces around them.
func sameText(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}
