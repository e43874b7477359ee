package report

import (
	"regexp"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/late"
)

// Some of what people type appears on pages for others, such as what is to be done and
// how it felt. Nobody can know what somebody wrote there. What looks as if it tells
// where a person is, how to reach them or what is private is left out: a text too many
// that has to be asked for harms less than one too many that is read.

// freeTexts are the texts of which this is true.
var freeTexts = []string{"actions[].what", "incidents[].felt", "incidents[].kept", "evidence[].what"}

// telling finds what looks like a postcode, an address with a number, an e-mail
// address, a telephone number, a place where somebody stays, a safe way or time, a
// child, health or a security measure.
var telling = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)` + strings.Join([]string{
		`\b[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][a-z]{2}\b`,
		`\b(flat|room|unit|house) ?[0-9]+`,
		`\b[0-9]+[a-z]?,? ([a-z'’]+ ){1,3}(road|rd|street|st|avenue|ave|lane|drive|crescent|terrace|gardens|grove|mews)\b`,
		`\S@\S+\.\S`, `(\+|\b0)([ ()-]?[0-9]){9,}`,
		`\b(sister|brother|mother|mum|mam|dad|father|parent|son|daughter|friend|aunt|uncle|cousin|gran|grandmother|neighbour|partner|boyfriend|girlfriend)(['’]s|s['’])`,
		`\b(staying|stays|lives|living|sleeps|sleeping|moved|moving|hiding|rehoused|rents|renting) (at|with|in|to|near|above)\b`,
		`\b(refuge|safe ?house|hotel|hostel|new address|new home|home address|workplace|work address|new job|gym)\b`,
		`\b(safe|new|work|other) (phone|mobile|number|time|times|word)\b`, `\b(code ?word|password|when (he|she|they) (is|are) (out|away|asleep|at work))\b`,
		`\b(child|children|kids?|baby|nursery|school|pregnan\w*)\b`,
		`\b(suicid\w*|overdose\w*|self-harm\w*|depress\w*|antidepress\w*|medication|counsell\w*|therap\w*|psychiatr\w*|kill(ed|ing)? (my|her|him|them)sel\w+|end(ed|ing)? (my|her|his|their) (own )?life)\b`,
		`\b(alarms?|cameras? (at|in|on) (her|his|their|my)|locks?)\b`,
	}, "|"))
}}

// tells reports whether a text may tell what is not for others: it looks so, or it
// repeats what the record has as sensitive.
func tells(text string, private []string) bool {
	if telling.Get().MatchString(text) {
		return true
	}
	low := strings.ToLower(oneLine(text))
	for _, p := range private {
		if strings.Contains(low, p) {
			return true
		}
	}
	return false
}

// tells reports whether a text of the case may tell what is sensitive in it.
func (r *Report) tells(text string) bool {
	return tells(text, privateTexts(&r.Assessment.Assessment))
}

// privateTexts returns what an assessment has recorded as sensitive, in small letters.
// A single word would be found everywhere.
func privateTexts(a *assess.Assessment) (out []string) {
	add := func(f *assess.CaseFact, owner any) {
		if f.Kind != assess.TextFact || !f.Sensitive {
			return
		}
		if s := strings.ToLower(oneLine(strings.TrimSpace(f.Get(owner)))); strings.Contains(s, " ") {
			out = append(out, s)
		}
	}
	for i := range assess.CaseFacts() {
		f := &assess.CaseFacts()[i]
		if f.List == nil {
			add(f, a)
			continue
		}
		for k := range f.List.Len(a) {
			for e := range f.Entries {
				add(&f.Entries[e], f.List.Entry(a, k))
			}
		}
	}
	return out
}
