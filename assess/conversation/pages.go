package conversation

import (
	"slices"
	"strings"

	"stalkrisk/assess"
)

// Some questions are shown together on one page, because they belong together and
// each takes one key: their field page names it, and the questionnaire file says which
// items share one. On the screen each is a row; line mode asks them one after the other
// under the title of the page.

// The pages.
const (
	startPage    = "start"
	dispatchPage = "dispatch"
	reachPage    = "reach"
	neckPage     = "neck"
	partiesPage  = "parties"
	closingPage  = "closing"
	afterPage    = "after"
)

// pages holds the title of each page, and what to know about it.
var pages = map[string]struct{ title, help string }{
	startPage:    {"Start of the call", ""},
	dispatchPage: {"Send help now", "Ask only what dispatch needs. Everything else waits."},
	reachPage:    {"What can they reach?", ""},
	neckPage:     {"Pressure to the neck", "Yes to any of these: ambulance, even with no mark to see."},
	partiesPage:  {"Who is calling, and about whom", ""},
	closingPage:  {"Before the call ends", ""},
	afterPage:    {"After the call: for you alone", ""},
}

// itemPage begins the id of a page of the questionnaire file; the title follows it.
const itemPage = "page:"

// pageOfItem returns the id of the page that shows an item together with others, or "".
func pageOfItem(in *assess.Instrument, it *assess.Item) string {
	if it.AskedBy == assess.AskedAfter {
		return afterPage
	}
	if page := in.Page(it.ID); page != nil {
		return itemPage + page.Title
	}
	return ""
}

// Page returns the page that shows a step together with others, with that step in
// hand. ok is false if the step is shown alone.
func (s *Sitting) Page(id string) (page Step, ok bool) {
	steps := s.Steps()
	at := slices.IndexFunc(steps, func(st Step) bool { return st.ID == id })
	if at < 0 || steps[at].Page == "" {
		return Step{}, false
	}
	of := pages[steps[at].Page]
	title, ok := strings.CutPrefix(steps[at].Page, itemPage)
	if !ok {
		title = s.titled(of.title)
	}
	page = Step{ID: steps[at].Page, Kind: PageStep, Section: steps[at].Section, Item: -1, Topic: title, Prompt: title, Help: of.help}
	for i := range steps {
		if steps[i].Page != page.ID {
			continue
		}
		if i == at {
			page.At = len(page.Parts)
		}
		page.Parts = append(page.Parts, steps[i])
	}
	return page, true
}

// EachAsked reports whether every row of a page is an item to be asked, so that the page
// is left only once each was answered or skipped.
func (s *Step) EachAsked() bool {
	return s.Kind == PageStep && !slices.ContainsFunc(s.Parts, func(p Step) bool { return p.Item < 0 })
}

// Leave notes that a page was left in this sitting, so that what it asks need not be
// asked again.
func (s *Sitting) Leave(page string) { s.settle(page) }
