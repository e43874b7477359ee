package assess

import (
	"cmp"
	"errors"
	"slices"
)

var errDate = errors.New("not a day; write 2026-11-20")

// Answer is the answer to an item: one of the five words below or, for a choice
// item, the value of an option. "" is the same as NotAsked.
type Answer string

// The five answers are five different facts. Only Yes and No make an answer
// complete. The other three leave the item open, and open never counts as "no".
const (
	Yes      Answer = "yes"       // true, or strongly suspected
	No       Answer = "no"        // asked, and nothing points to it
	Unknown  Answer = "unknown"   // asked, and they do not know or it must be checked
	Declined Answer = "declined"  // asked, and they did not want to say today
	NotAsked Answer = "not_asked" // never reached, skipped, or the call ended
)

// Open reports whether the answer is unknown, declined or not asked.
func (a Answer) Open() bool {
	return a == Unknown || a == Declined || a == NotAsked || a == ""
}

// OrNotAsked returns the answer, or NotAsked if it is empty.
func (a Answer) OrNotAsked() Answer { return cmp.Or(a, NotAsked) }

// Response is what was recorded for one item. In a file it is the bare answer, or
// an object if there is more than the answer.
type Response struct {
	Answer Answer  `json:"answer"`
	Note   string  `json:"note,omitempty"`
	Source Source  `json:"source,omitempty"`
	At     Instant `json:"at,omitzero"`
	Was    []Was   `json:"was,omitempty" doc:"earlier answers, oldest first"`
}

// Was is an answer that was corrected later.
type Was struct {
	Answer Answer  `json:"answer"`
	At     Instant `json:"at,omitzero"`
	By     string  `json:"by,omitempty" doc:"who corrected it: a reference, never a name"`
}

// Source is where an answer comes from.
type Source string

// Responses holds the responses to each instrument, in the order in which the
// instruments were written.
type Responses []InstrumentResponses

// InstrumentResponses holds the responses to one instrument, in the order in
// which they were given, each item once.
type InstrumentResponses struct {
	Instrument string
	Items      []ItemResponse
}

// ItemResponse is a response with the id of its item.
type ItemResponse struct {
	Item string
	Response
}

// Of returns the response to an item, and whether there is one.
func (rs Responses) Of(instrument, item string) (Response, bool) {
	for _, s := range rs {
		if s.Instrument != instrument {
			continue
		}
		for _, r := range s.Items {
			if r.Item == item {
				return r.Response, true
			}
		}
	}
	return Response{}, false
}

// Has reports whether anything was recorded for an instrument.
func (rs Responses) Has(instrument string) bool {
	return slices.ContainsFunc(rs, func(s InstrumentResponses) bool { return s.Instrument == instrument })
}

// Set records the response to an item and replaces any earlier one.
func (rs *Responses) Set(instrument, item string, r Response) {
	for i := range *rs {
		s := &(*rs)[i]
		if s.Instrument != instrument {
			continue
		}
		for k := range s.Items {
			if s.Items[k].Item == item {
				s.Items[k].Response = r
				return
			}
		}
		s.Items = append(s.Items, ItemResponse{item, r})
		return
	}
	*rs = append(*rs, InstrumentResponses{instrument, []ItemResponse{{item, r}}})
}
