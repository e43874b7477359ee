package questionnairefile

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode"

	"stalkrisk/assess"
	"stalkrisk/assess/sift"
	"stalkrisk/assess/strictfile"
)

// SiftFolder is the folder of the rules of the sift: sift/VERSION.yaml.
const SiftFolder = "sift"

// LoadSift reads a file of rules for the sift, or returns every problem. name is the
// path of the file with slashes. Items must be in the newest of
// the loaded questionnaires. The rules are nil if there is any problem.
func LoadSift(name string, b []byte, loaded assess.Questionnaires) (*sift.Rules, []assess.Problem) {
	r := &sift.Rules{SHA256: sha(b)}
	problems := load(name, b, strictfile.Decode, r, func(c *compiler) {
		c.cited = map[string]bool{}
		(&siftCompiler{compiler: c, r: r, lists: map[string]bool{}}).compile(loaded)
	})
	if len(problems) > 0 {
		return nil, problems
	}
	return r, nil
}

// SiftFiles returns the paths of the files of rules in a file system.
func SiftFiles(fsys fs.FS) ([]string, error) { return versions(fsys, SiftFolder+"/*.yaml") }

// LoadSifts loads every file of rules in a file system, and those of more if it is not
// nil. One with the same version as a loaded one must be identical to it.
func LoadSifts(fsys, more fs.FS, loaded assess.Questionnaires) (assess.Versions[*sift.Rules], error) {
	all, err := loadSifts(fsys, loaded)
	if err != nil || more == nil {
		return all, err
	}
	theirs, err := loadSifts(more, loaded)
	return added(all, theirs, err, "", "file of rules")
}

func loadSifts(fsys fs.FS, loaded assess.Questionnaires) (assess.Versions[*sift.Rules], error) {
	names, err := SiftFiles(fsys)
	if err != nil {
		return nil, err
	}
	return loadEach(fsys, names, func(name string, b []byte) (*sift.Rules, []assess.Problem) { return LoadSift(name, b, loaded) })
}

// siftCompiler checks decoded rules.
type siftCompiler struct {
	*compiler
	r         *sift.Rules
	sourceIDs []string
	lists     map[string]bool // whether each list is used
}

func (c *siftCompiler) compile(loaded assess.Questionnaires) {
	set, _ := loaded.For(&assess.Assessment{}, assess.Tool{})
	c.head()
	c.sourceIDs = c.uniqueIDs("sources", len(c.r.Sources), func(i int) string { return c.r.Sources[i].ID })
	for i, s := range c.r.Sources {
		c.text(fmt.Sprintf("sources[%d].says", i), s.Says, "what the source says (says)")
	}
	c.wordLists()
	c.patterns(set)
	c.topics(set)
	for i, e := range c.r.Everyday {
		at := fmt.Sprintf("everyday[%d]", i)
		c.text(at+".why", e.Why, "what people read (why)")
		c.phrases(at+".words", e.Words)
	}
	c.uniqueIDs("everyday", len(c.r.Everyday), func(i int) string { return c.r.Everyday[i].ID })
	c.phrases("negation.words", c.r.Negation.Words)
	c.phrases("negation.never", c.r.Negation.Never)
	c.phrases("negation.others", c.r.Negation.Others)
	for i, w := range c.r.Joined {
		first, second, _ := strings.Cut(w, " ")
		if !plainWord(first) || !plainWord(strings.TrimSuffix(second, "*")) {
			c.fault(fmt.Sprintf("joined[%d]", i), codeBadRule, "write the two parts of one word with a space between them, in small letters")
		}
	}
	c.unusedParts()
}

// head checks what every file must say about itself.
func (c *siftCompiler) head() {
	r := c.r
	c.identity("file of rules", r.Format, sift.RulesFormat, r.ID, r.Version, "")
	if r.ID != "" && r.ID != SiftFolder {
		c.fault("id", codeBadID, "the id of rules for the sift must be %s; correct it", SiftFolder)
	}
	c.text("title", r.Title, "the title")
	c.text("purpose", r.Purpose, "what it is for (purpose)")
	c.text("misuse", r.Misuse, "what it must not be used for (misuse)")
	c.text("evidence_status", r.EvidenceStatus, "what its rules rest on (evidence_status)")
	c.text("licence", r.Licence, "the licence")
	if r.Threshold < 1 {
		c.fault("threshold", codeBadRule, "how many signs a group needs (threshold) must be 1 or more; correct it")
	}
	if w := r.Negation.Within; w < 1 || w > 10 {
		c.fault("negation.within", codeBadRule, "how many words a negation reaches (within) must be from 1 to 10; correct it")
	}
	if len(r.Labels) == 0 {
		c.fault("labels", codeMissing, "there are no labels that stalking is mistaken for; write at least one")
	}
}

func (c *siftCompiler) wordLists() {
	for _, id := range c.uniqueIDs("lists", len(c.r.Lists), func(i int) string { return c.r.Lists[i].ID }) {
		c.lists[id] = false
	}
	for i, l := range c.r.Lists {
		at := fmt.Sprintf("lists[%d].words", i)
		if len(l.Words) == 0 {
			c.fault(at, codeMissing, "there are no words; write at least one")
		}
		for k, w := range l.Words {
			if !plainWord(strings.TrimSuffix(w, "*")) {
				c.fault(fmt.Sprintf("%s[%d]", at, k), codeBadRule, "write one word in small letters, without an apostrophe or a hyphen")
			}
		}
	}
}

// most is how many topics, and how many everyday reasons, the sift can keep apart.
const most = 64

func (c *siftCompiler) patterns(set assess.Instruments) {
	for i, p := range c.r.Patterns {
		at := fmt.Sprintf("patterns[%d]", i)
		c.text(at+".is", string(p.Is), "what it counts (is)")
		c.sign(at, p.Sign, set)
		counts := p.Is != sift.Closer && p.Is != sift.BreachAndTopic
		if counts != (p.Least > 0) {
			c.fault(at, codeBadRule, "least goes with every pattern that counts, and with no other; write it or remove it")
		}
		if (p.Is == sift.Reports) != (p.Days > 0) {
			c.fault(at, codeBadRule, "days goes with reports, and with no other pattern; write it or remove it")
		}
	}
}

func (c *siftCompiler) topics(set assess.Instruments) {
	if len(c.r.Topics) == 0 || len(c.r.Topics) > most || len(c.r.Everyday) > most {
		c.fault("topics", codeTooMany, "there must be from 1 to %d topics, and at most %d everyday reasons", most, most)
	}
	ids := len(c.r.Patterns)
	c.uniqueIDs("patterns", ids, func(i int) string { return c.r.Patterns[i].ID })
	c.uniqueIDs("topics", len(c.r.Topics), func(i int) string { return c.r.Topics[i].ID })
	for i, t := range c.r.Topics {
		at := fmt.Sprintf("topics[%d]", i)
		c.sign(at, t.Sign, set)
		c.phrases(at+".words", t.Words)
	}
}

// sign checks what every sign has.
func (c *siftCompiler) sign(at string, s sift.Sign, set assess.Instruments) {
	c.text(at+".why", s.Why, "what people read (why)")
	if len(s.Source) == 0 {
		c.fault(at, codeNoSource, "the sign has no source; name where it comes from")
	}
	for k, id := range s.Source {
		c.member(fmt.Sprintf("%s.source[%d]", at, k), "source", id, c.sourceIDs)
		c.cited[id] = true
	}
	if set.Stalking != nil {
		c.words(at+".items", "item", s.Items, itemIDs(set.Stalking))
	}
}

// phrases checks how phrases are written.
func (c *siftCompiler) phrases(at string, list []string) {
	if len(list) == 0 && !strings.HasPrefix(at, "negation") {
		c.fault(at, codeMissing, "there are no words; write at least one phrase")
	}
	for k, p := range list {
		if why := c.badPhrase(p); why != "" {
			c.fault(fmt.Sprintf("%s[%d]", at, k), codeBadRule, "%s", why)
		}
	}
}

// badPhrase returns what is wrong with a phrase, or "".
func (c *siftCompiler) badPhrase(p string) string {
	parts := strings.Fields(p)
	if len(parts) == 0 || parts[0] == ".." || parts[len(parts)-1] == ".." {
		return "a phrase begins and ends with a word; add it, or remove the two dots"
	}
	for _, part := range parts {
		if part == ".." {
			continue
		}
		for _, w := range strings.Split(part, "|") {
			id, list := sift.ListName(w)
			_, known := c.lists[id]
			switch {
			case list && (known || id == sift.NumberList):
				c.lists[id] = true
			case list:
				return "no list has that name; define it under lists"
			case !plainWord(strings.TrimSuffix(w, "*")):
				return "write words in small letters, without an apostrophe or a hyphen, with | between those that may stand for each other"
			}
		}
	}
	return ""
}

// plainWord reports whether s is a word as the sift compares words.
func plainWord(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLower(r) && !unicode.IsDigit(r) })
}

// unusedParts reports what nothing uses.
func (c *siftCompiler) unusedParts() {
	for i, id := range c.sourceIDs {
		if id != "" && !c.cited[id] {
			c.fault(fmt.Sprintf("sources[%d]", i), codeUnused, "nothing uses this source; name it, or remove it")
		}
	}
	for i, l := range c.r.Lists {
		if !c.lists[l.ID] && l.ID != "" {
			c.fault(fmt.Sprintf("lists[%d]", i), codeUnused, "nothing uses this list; use it, or remove it")
		}
	}
}
