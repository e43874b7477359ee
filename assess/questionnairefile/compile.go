package questionnairefile

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

// compiler checks a decoded instrument and resolves its names. It goes through the
// file from top to bottom; each step uses only the steps before it.
type compiler struct {
	root     *strictfile.Node
	in       *assess.Instrument
	name     string // of the file, with slashes
	problems []assess.Problem

	itemIDs, partIDs, themeIDs, evidenceIDs, resultIDs []string
	used                                               map[string]bool // items that something uses
	cited                                              map[string]bool // evidence that something cites
}

func (c *compiler) compile() {
	c.used, c.cited = map[string]bool{}, map[string]bool{}
	c.head()
	c.evidence()
	c.headings()
	c.items()
	c.in.Index()
	c.sections()
	c.results()
	c.recognition()
	c.rules()
	c.actNow()
	c.review()
	c.timeline()
	c.shownByBreaches()
	c.beside()
	c.scales()
	c.leftOver()
	c.known()
	c.in.Index()
}

// head checks what every file must say about itself.
func (c *compiler) head() {
	l := c.in
	c.identity("questionnaire", l.Format, Format, l.ID, l.Version, "")
	c.text("title", l.Title, "the title")
	c.text("purpose", l.Purpose, "what the questionnaire is for (purpose)")
	c.text("misuse", l.Misuse, "what it must not be used for (misuse)")
	c.text("evidence_status", l.EvidenceStatus, "what its rules rest on (evidence_status)")
	c.text("licence", l.Licence, "the licence")
	c.text("wording", string(l.Wording), "whose words the questions are (wording)")
	if l.Wording == "permission" {
		c.text("holder", l.Holder, "who gave permission (holder)")
	}
}

func (c *compiler) evidence() {
	l := c.in
	c.evidenceIDs = c.uniqueIDs("evidence", len(l.Evidence), func(i int) string { return l.Evidence[i].ID })
	for i, e := range l.Evidence {
		at := fmt.Sprintf("evidence[%d]", i)
		c.text(at+".strength", string(e.Strength), "how strong the evidence is (strength)")
		c.text(at+".finding", e.Finding, "what was found (finding)")
		c.text(at+".citation", e.Citation, "where it was found (citation)")
	}
}

func (c *compiler) headings() {
	l := c.in
	c.partIDs = c.uniqueIDs("parts", len(l.Parts), func(i int) string { return l.Parts[i].ID })
	c.themeIDs = c.uniqueIDs("themes", len(l.Themes), func(i int) string { return l.Themes[i].ID })
}

func (c *compiler) items() {
	l := c.in
	if len(l.Items) == 0 {
		c.fault("items", codeMissing, "there are no items; write at least one")
	}
	if len(l.Items) > assess.MaxItems {
		c.fault("items", codeTooMany, "%d items, but at most %d can be read; split the questionnaire", len(l.Items), assess.MaxItems)
		l.Items = l.Items[:assess.MaxItems]
	}
	c.itemIDs = c.uniqueIDs("items", len(l.Items), func(i int) string { return l.Items[i].ID })
	for i := range l.Items {
		c.item(i)
	}
}

func (c *compiler) item(i int) {
	it := &c.in.Items[i]
	at := fmt.Sprintf("items[%d]", i)
	c.text(at+".type", string(it.Type), "the type (yes_no or choice)")
	c.text(at+".topic", it.Topic, "a few words for lists (topic)")
	c.text(at+".prompt", it.Prompt, "the question (prompt)")
	c.member(at+".part", "part", it.Part, c.partIDs)
	c.member(at+".theme", "theme", it.Theme, c.themeIDs)
	if len(it.Source) == 0 {
		c.fault(at, codeNoSource, "the item has no source; name the evidence that it rests on")
	}
	for k, s := range it.Source {
		c.member(fmt.Sprintf("%s.source[%d]", at, k), "evidence", s, c.evidenceIDs)
		c.cited[s] = true
	}
	c.points(at+".points", it.Points)
	c.everyday(at+".words", it.Words)
	c.options(at, it)
	if it.AppliesWhen != nil {
		c.condition(at+".applies_when", it.AppliesWhen, i)
		if speaksOfContact(it.AppliesWhen) {
			c.fault(at+".applies_when", codeBadCondition, "whether an item applies cannot depend on the contact, which ends after the question; use items or the case")
		}
	}
	c.parents(at+".follow_up_of", it, i)
}

// parents resolves the items that an item follows up.
func (c *compiler) parents(path string, it *assess.Item, i int) {
	for k, id := range it.FollowUpOf {
		at := fmt.Sprintf("%s[%d]", path, k)
		switch p := c.earlier(at, id, i); {
		case p < 0:
		case c.in.Items[p].Type != assess.YesNo:
			c.fault(at, codeBadItem, "the parent is not answered yes or no; use applies_when")
		case it.Parents.Has(p):
			c.fault(at, codeRepeatedID, "item %q is already a parent; name it once", id)
		default:
			it.Parents.Add(p)
		}
	}
}

// options checks that a choice item has options, each once, and that other items have
// none.
func (c *compiler) options(at string, it *assess.Item) {
	if it.Type != assess.Choice {
		if len(it.Options) > 0 {
			c.fault(at+".options", codeBadItem, "only a choice item has options; make its type choice or remove them")
		}
		return
	}
	if it.Class != "" || it.Role != "" || it.NeedsReason || len(it.Points) > 0 {
		c.fault(at, codeBadItem, "class, role, needs_reason and points belong to a yes/no item; give a choice item's points to its options")
	}
	if len(it.Options) < 2 {
		c.fault(at, codeBadItem, "a choice item needs two or more options; write them")
	}
	var seen []string
	for k, o := range it.Options {
		where := fmt.Sprintf("%s.options[%d]", at, k)
		switch {
		case !kebab(o.Value):
			c.fault(where+".value", codeBadID, "an option's value must have only small letters, digits and hyphens, and begin with a letter; rename it")
		case slices.Contains(seen, o.Value):
			c.fault(where+".value", codeRepeatedID, "value %q is already used; give each option its own", o.Value)
		case slices.Contains(assess.Answers(), o.Value):
			c.fault(where+".value", codeBadID, "%q is an answer that every item can have; rename the option", o.Value)
		}
		seen = append(seen, o.Value)
		c.text(where+".label", o.Label, "what the option is called (label)")
		c.points(where+".points", o.Points)
	}
}

// member checks that a name is present and known.
func (c *compiler) member(path, what, name string, known []string) {
	if name == "" {
		c.fault(path, codeMissing, "the %s is missing; name one of: %s", what, strings.Join(known, ", "))
		return
	}
	if !slices.Contains(known, name) {
		c.unknown(path, what, name, known)
	}
}

// earlier returns the index of an item that must come before item i, or -1.
func (c *compiler) earlier(path, id string, i int) int {
	k := slices.Index(c.itemIDs, id)
	switch {
	case k < 0:
		c.unknown(path, "item", id, c.itemIDs)
	case k >= i:
		c.fault(path, codeLaterItem, "item %q does not come before this one; a condition can use only earlier items, so that none can depend on itself: move %q up", id, id)
		return -1
	}
	return k
}

// sections checks that every item is asked in exactly one place.
func (c *compiler) sections() {
	l := c.in
	c.uniqueIDs("sections", len(l.Sections), func(i int) string { return l.Sections[i].ID })
	asked := map[string]bool{}
	for i, s := range l.Sections {
		at := fmt.Sprintf("sections[%d]", i)
		c.text(at+".title", s.Title, "the title")
		for k, id := range s.Items {
			where := fmt.Sprintf("%s.items[%d]", at, k)
			switch {
			case !slices.Contains(c.itemIDs, id):
				c.unknown(where, "item", id, c.itemIDs)
				continue
			case asked[id]:
				c.fault(where, codeRepeatedID, "item %q is already asked elsewhere; ask it once", id)
				continue
			}
			asked[id] = true
		}
		c.pages(at, s)
	}
	for i, id := range c.itemIDs {
		if !asked[id] {
			c.fault(fmt.Sprintf("items[%d]", i), codeUnused, "no section asks this item; put it in one")
		}
	}
}

// mostRows is the most items of a page: on the smallest screen the row in hand needs
// most of the room.
const mostRows = 5

// pages checks that the items of a page stand beside each other in their section.
func (c *compiler) pages(at string, s assess.Section) {
	paged := map[string]bool{}
	for i, page := range s.Pages {
		where := fmt.Sprintf("%s.pages[%d]", at, i)
		c.text(where+".title", page.Title, "the title")
		if n := len(page.Items); n < 2 || n > mostRows {
			c.fault(where, codeBadPage, "a page shows 2 to %d items together; this one has %d", mostRows, n)
			continue
		}
		from := slices.Index(s.Items, page.Items[0])
		if from < 0 || !slices.Equal(s.Items[from:min(len(s.Items), from+len(page.Items))], page.Items) {
			c.fault(where, codeBadPage, "the items of a page must stand beside each other in its section, in the same order; move or remove some")
		}
		for _, id := range page.Items {
			if paged[id] {
				c.fault(where, codeBadPage, "item %q is already on a page; show it once", id)
			}
			paged[id] = true
		}
	}
}

func (c *compiler) results() {
	l := c.in
	if len(l.Results) > assess.MaxResults {
		c.fault("results", codeTooMany, "%d results, but at most %d can be read", len(l.Results), assess.MaxResults)
		l.Results = l.Results[:assess.MaxResults]
	}
	c.resultIDs = c.uniqueIDs("results", len(l.Results), func(i int) string { return l.Results[i].ID })
	for i := range l.Results {
		c.result(i)
	}
}

func (c *compiler) result(i int) {
	r := &c.in.Results[i]
	at := fmt.Sprintf("results[%d]", i)
	c.text(at+".title", r.Title, "the title")
	if len(r.Levels) < 2 {
		c.fault(at, codeMissing, "a result needs two or more levels, lowest first; write levels")
	}
	for k, level := range r.Levels {
		if slices.Index(r.Levels, level) < k {
			c.fault(fmt.Sprintf("%s.levels[%d]", at, k), codeRepeatedID, "level %q appears twice; write each level once", level)
		}
	}
	if r.Lift != nil {
		c.lift(at+".lift", r)
	}
	if r.Matrix != nil {
		c.matrix(at+".matrix", i)
	}
	if r.Sum != nil {
		c.sum(at, r)
	} else if len(r.Bands) > 0 {
		c.fault(at+".bands", codeBands, "bands belong to a sum; write the sum or remove them")
	}
}

// level returns the index of a level, or 0 (the lowest) if there is a fault.
func (c *compiler) level(path, level string, levels []string) int {
	return max(c.place(path, "level", level, levels), 0)
}

// place returns the index of a name among the known ones, or -1 if there is a fault.
func (c *compiler) place(path, what, name string, known []string) int {
	k := slices.Index(known, name)
	if k < 0 {
		c.unknown(path, what, name, known)
	}
	return k
}

func (c *compiler) actNow() {
	l := c.in
	c.uniqueIDs("act_now", len(l.ActNow), func(i int) string { return l.ActNow[i].ID })
	for i := range l.ActNow {
		at := fmt.Sprintf("act_now[%d]", i)
		c.text(at+".says", l.ActNow[i].Says, "what makes it act now (says)")
		c.condition(at+".when", &l.ActNow[i].When, everyItem)
	}
}

// leftOver reports what nothing uses: nobody should put a question that changes
// nothing to a frightened person, unless that is intended.
func (c *compiler) leftOver() {
	for i, it := range c.in.Items {
		at := fmt.Sprintf("items[%d]", i)
		switch {
		case it.RecordOnly && c.used[it.ID]:
			c.fault(at+".record_only", codeUnused, "a rule uses this item; remove record_only")
		case !it.RecordOnly && !c.used[it.ID] && it.ID != "":
			c.fault(at, codeUnused, "no rule uses this item; use it in one, or mark it record_only: true")
		}
	}
	for i, e := range c.in.Evidence {
		if e.ID != "" && !c.cited[e.ID] {
			c.fault(fmt.Sprintf("evidence[%d]", i), codeUnused, "nothing uses this evidence; name it as a source, or remove it")
		}
	}
}

// scales checks that a sum uses the points of every scale. Points on a misspelt scale
// would otherwise be ignored.
func (c *compiler) scales() {
	var known []string
	for _, r := range c.in.Results {
		if r.Sum != nil {
			known = append(known, r.Sum.Scale)
		}
	}
	look := func(path string, points map[string]int) {
		for _, scale := range slices.Sorted(maps.Keys(points)) {
			if !slices.Contains(known, scale) {
				c.unknown(path+"."+scale, "scale of a sum", scale, known)
			}
		}
	}
	for i, it := range c.in.Items {
		look(fmt.Sprintf("items[%d].points", i), it.Points)
		for k, o := range it.Options {
			look(fmt.Sprintf("items[%d].options[%d].points", i, k), o.Points)
		}
	}
}
