package report

import (
	"cmp"
	"regexp"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/late"
)

// wordsForVictim is the most words of the page.
const wordsForVictim = 150

// The page for the victim must not harm if somebody else finds it. So nothing on it says
// that it is about stalking, an assessment, or a suspect; nothing that anybody typed is on
// it but references; and a promise is said in a few neutral words, with who and when.

// composeVictim lays out the page for the victim: the log number, who to ask for, what
// was promised, and numbers to ring.
func composeVictim(p *page, r *Report) {
	a := &r.Assessment.Assessment
	p.heading(1, "Your contact details")
	p.practice(shorten(a.Training, 4))
	p.say("If there is anything else, ask when it suits you.")
	p.heading(2, "Who to ask for")
	if a.Case.SuspectAccess != assess.FactYes { // then the reference could lead somebody to the record
		p.fact("Your reference", neutral(a.Case.Reference, 4))
	}
	p.fact("Ask for", cmp.Or(r.namedContact(), "the person you spoke to"))
	p.heading(2, "What we said we would do")
	said := 0
	for i := range a.Actions {
		act := &a.Actions[i]
		if act.ToVictim() && act.Done.IsZero() && said < promisesForVictim {
			said++
			p.item("", r.promiseToVictim(act))
		}
	}
	if said == 0 {
		p.say("You can ask at any time what happens next.")
	}
	p.heading(2, "Numbers")
	p.item("Emergency", "999")
	p.item("Not an emergency", "101")
	p.list("Somebody to talk to", r.numbersToTalk())
}

// promisesForVictim is the most promises on the page.
const promisesForVictim = 4

// namedContact returns the reference of who the victim asks for: the last to assess, and
// how to reach them if an order names it.
func (r *Report) namedContact() string {
	a := &r.Assessment.Assessment
	for i := range a.Orders {
		if o := &a.Orders[i]; !blank(o.Manager) && !blank(o.Contact) && neutral(o.Manager+o.Contact, 10) != "" {
			return joined(", ", neutral(o.Manager, 4), neutral(o.Contact, 6))
		}
	}
	return neutral(a.Assessor.Reference, 4)
}

// givesAway finds words in a reference or a contact that tell what the page is about.
var givesAway = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)stalk|harass|victim|police|domestic|abuse|violen|protect|\bspo\b|suspect|offend|crime|public|safeguard|idva|isac|advoca|marac|risk|danger|threat|rape|sexual|order|unit|court|witness|arrest|tracker|report|assess|incident|evidence|safe|help|officer|detective|constab|sergeant|inspector|superintendent|\bforce|probation|specialist`)
}}

// ranks finds the short ranks of a police service before a name or a number.
var ranks = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:dcs|dci|dsu|dc|ds|di|wpc|pcso|cso|pc|ps|sgt|insp|supt|det|con)(?:\b\.?\s*|([0-9]))`)
}}

// neutral returns at most that many words of a text without a rank, or nothing if it
// gives away what the page is about.
func neutral(s string, most int) string {
	s = strings.TrimSpace(ranks.Get().ReplaceAllString(s, "$1"))
	if givesAway.Get().MatchString(s) {
		return ""
	}
	return shorten(s, most)
}

// promiseToVictim says what was promised and by when. A promise that is late is said to
// be late.
func (r *Report) promiseToVictim(act *assess.Action) string {
	says, by := neutralPromise(act.What), r.moment(act.Due.String())
	if days, dated := r.daysTo(act.Due); dated && days < 0 {
		return says + ". This was due by " + by + ", and is late. Please ask for it."
	}
	return joined(" by ", says, by) + "."
}

// neutralPromise says what was promised in a few words that tell nobody what it is about.
func neutralPromise(what string) string {
	says := []struct {
		words []string
		says  string
	}{
		{[]string{"ring", "call", "phone", "telephone"}, "We will ring you"},
		{[]string{"visit", "come", "see"}, "We will come to see you"},
		{[]string{"write", "letter", "email", "text", "send"}, "We will write to you"},
		{[]string{"tell", "update", "contact", "touch", "inform", "let"}, "We will be in touch"},
	}
	words := strings.FieldsFunc(strings.ToLower(what), func(r rune) bool { return r < 'a' || r > 'z' })
	for _, s := range says {
		for _, w := range words {
			for _, want := range s.words {
				if w == want {
					return s.says
				}
			}
		}
	}
	return "We will do what we agreed"
}

// bracketed returns a text in brackets, with a space before it; "" for none.
func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

// numbersToTalk returns numbers where somebody listens, with the day on which each was
// checked, without names that say for whom they are. One checked too long ago is left out.
func (r *Report) numbersToTalk() (out []string) {
	for _, rt := range r.Guidance.Routes {
		digits := strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, rt.Number)
		if len(digits) >= 6 && len(out) < 3 && !rt.Stale {
			out = append(out, rt.Number+bracketed(led("checked ", Readable(rt.Verified))))
		}
	}
	return out
}
