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

// titleOf returns the title of a page, and what to know about it.
func titleOf(page string) (title, help string) {
	switch page {
	case startPage:
		return "Start of the call", ""
	case dispatchPage:
		return "Send help now", "Ask only what dispatch needs. Everything else waits."
	case reachPage:
		return "What can they reach?", ""
	case neckPage:
		return "Pressure to the neck", "Yes to any of these: ambulance, even with no mark to see."
	case partiesPage:
		return "Who is calling, and about whom", ""
	case closingPage:
		return "Before the call ends", ""
	case afterPage:
		return "After the call: for you alone", ""
	}
	return "", ""
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
	title, help := titleOf(steps[at].Page)
	if ofItems, found := strings.CutPrefix(steps[at].Page, itemPage); found {
		title = ofItems
	} else {
		title = s.titled(title)
	}
	page = Step{ID: steps[at].Page, Kind: PageStep, Section: steps[at].Section, Item: -1, Topic: title, Prompt: title, Help: help}
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
