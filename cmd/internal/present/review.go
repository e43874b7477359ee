package present

import (
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/session"
)

// Group is a heading of the review and the steps under it.
type Group struct {
	Title string
	Rows  []Row
}

// Row is a step in the review.
type Row struct {
	Step conversation.Step
	Sign string // "!" for a contradiction, "?" for a yes to confirm, or ""
}

// Why returns the meaning of a row's sign, or "".
func (r *Row) Why(s *session.Session) string {
	switch r.Sign {
	case "!":
		return "Recorded as no, but something else says yes."
	case "?":
		return "Another answer points to yes" + proposedBy(s, &r.Step) + ". y confirms it."
	}
	return ""
}

// Review returns all steps that can be answered, what needs attention first.
func Review(s *session.Session, r *assess.Result) []Group {
	signs := map[string]string{}
	sign := func(prefix string, ids []string, sign string) {
		for _, id := range ids {
			signs[prefix+id] = sign
		}
	}
	sign("", r.Proposed, "?")
	sign("dash.", r.Dash.Proposed, "?")
	sign("", r.Contradicted, "!")
	next := r.AskNext[:min(5, len(r.AskNext))]
	groups := []Group{{Title: "Look at these first"}, {Title: "Ask next"}, {Title: "Unanswered"}, {Title: "From last time, not confirmed yet"}, {Title: "Answered"}}
	const look, ask, left, earlier, done = 0, 1, 2, 3, 4
	for _, st := range s.Steps() {
		if st.Kind >= conversation.ReviewStep {
			continue
		}
		row, to := Row{st, signs[st.ID]}, done
		switch {
		case row.Sign != "":
			to = look
		case st.Proposed && !st.Answered():
			row.Sign, to = "?", look
		case st.Confirm:
			to = earlier
		case unanswered(&st) && slices.Contains(next, st.ID):
			to = ask
		case unanswered(&st):
			to = left
		}
		groups[to].Rows = append(groups[to].Rows, row)
	}
	return slices.DeleteFunc(groups, func(g Group) bool { return len(g.Rows) == 0 })
}

// unanswered reports whether a step has no yes or no yet. "Not known" and "would not
// say" count as unanswered.
func unanswered(st *conversation.Step) bool {
	return !st.Answered() || !st.Carried && (st.Answer == string(assess.Unknown) || st.Answer == string(assess.Declined))
}

// proposedBy returns in brackets the answers that are yes and the findings that point
// to a yes at a step, or "".
func proposedBy(s *session.Session, st *conversation.Step) string {
	set := s.Set()
	in, other := set.Dash, set.Stalking
	if st.Instrument == set.Stalking.ID {
		in, other = set.Stalking, set.Dash
	}
	if st.Instrument != in.ID || st.Item < 0 {
		return ""
	}
	var from []string
	for _, id := range set.ProposedBy(in.ID, in.Items[st.Item].ID) {
		i, isItem := other.Item(id)
		if !isItem {
			from = append(from, id)
			continue
		}
		if r, _ := s.Assessment().Responses.Of(other.ID, id); r.Answer == assess.Yes {
			from = append(from, other.Items[i].Topic)
		}
	}
	if len(from) == 0 {
		return ""
	}
	return " (" + strings.Join(from, "; ") + ")"
}
