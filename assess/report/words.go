package report

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// labels puts every word of an assessment into plain English, by what it is a
// word for. A test holds that none is missing.
var labels = map[string]map[string]string{
	"fact": {"yes": "yes", "no": "no", "unknown": "not known"},
	"answer": {
		"yes": "Yes", "no": "No", "unknown": "Not known", "declined": "Did not want to say today", "not_asked": "Not asked",
	},
	"status": {"draft": "draft, not finished", "complete": "complete"},
	"stage":  {"first_contact": "first contact; the rest is left to the attending officer", "full": "full"},
	"relationship": {
		"former_partner": "former partner", "current_partner": "current partner", "family": "family member",
		"acquaintance": "acquaintance", "colleague": "colleague", "neighbour": "neighbour",
		"client_or_patient": "client or patient", "stranger": "stranger", "unknown_person": "somebody whose identity is not known",
		"other": "other", "unknown": "not known",
	},
	"jurisdiction": {"england_wales": "England and Wales", "scotland": "Scotland", "northern_ireland": "Northern Ireland"},
	"suspects":     {"one": "one", "several": "several", "unknown": "not known"},
	"caller":       {"victim": "the person at risk", "third_party": "someone else", "professional": "a professional"},
	"role": {
		"call_handler": "call handler", "officer": "officer", "specialist": "specialist", "supervisor": "supervisor",
		"trainer": "trainer", "other": "other",
	},
	"ended":  {"finished": "it was finished", "dropped": "it was cut off", "unsafe": "it was not safe to go on"},
	"source": {"victim": "the person at risk", "third_party": "someone else", "systems": "police systems", "seen": "seen by the assessor"},
	"dash_asked": {
		"auto": "where the relationship calls for it", "always": "always", "never": "never",
	},
	"order": {
		"spo": "stalking protection order", "interim_spo": "interim stalking protection order",
		"non_molestation_order": "non-molestation order", "restraining_order": "restraining order",
		"non_harassment_order": "non-harassment order", "injunction": "injunction", "dapo": "domestic abuse protection order",
		"bail": "bail conditions", "licence": "licence conditions", "warning": "warning", "other": "other",
	},
	"absence": {"custody": "in custody", "abroad": "abroad", "other": "another reason"},
	"trigger": {
		"separation": "separation", "new_partner": "a new partner", "hearing": "a hearing", "charge": "a charge", "order": "an order",
		"release": "a release", "job_loss": "a lost job", "bereavement": "a bereavement", "anniversary": "an anniversary", "other": "other",
	},
	"level":   {"low": "low", "moderate": "moderate", "high": "HIGH", "stable": "stable", "rising": "rising", "imminent": "IMMINENT"},
	"overall": {"low": "LOW", "moderate": "MODERATE", "high": "HIGH"},
	"grade":   {"standard": "STANDARD", "medium": "MEDIUM", "high": "HIGH"},
	"about": {
		"spo": "stalking protection order", "interim_spo": "interim stalking protection order",
		"disclosure_of_identity": "telling the person who it is", "recording": "how it is recorded", "other": "other",
	},
	"decision": {"considered": "considered", "applied_for": "applied for", "made": "made", "not_pursued": "not pursued"},
	"channel": {
		"in_person": "in person", "phone": "by phone", "message": "by message", "email": "by e-mail", "post": "by post",
		"social_media": "on social media", "online": "online", "device": "through a device", "third_party": "through someone else", "other": "another way",
	},
	"reported": {"yes": "told to the police", "no": "not told to the police", "unknown": "not known whether the police were told"},
	"breach": {
		"no": "no breach of an order, bail condition or warning", "near": "near a breach of an order, bail condition or warning",
		"yes": "breach of an order, bail condition or warning",
	},
	"class": {"core": "", "serious": "serious", "red_flag": "red flag"},
	"item_role": {
		"rising": "sign that it is getting worse", "imminent": "sign of immediate danger", "amplifier": "counts together with another sign",
	},
	"yesno":         {"true": "YES", "false": "no"},
	"applicability": {"applicable": "it does", "unknown": "not known", "not_applicable": "it does not"},
	"finding": {
		"rising": "rising", "falling": "fewer recorded", "no_clear_trend": "no clear trend", "too_few": "too few to say", "too_dense": "too many to say",
	},
	"promise": {"done": "Done", "open": "Not done yet", "overdue": "OVERDUE"},
	"field": {
		"at": "the date", "kind": "the kind", "channel": "how", "reported": "whether it was reported", "recorded_as": "what it was recorded as",
		"breach": "whether it was a breach", "severity": "how serious",
	},
	"wording": {"own": "the project's own wording", "open": "openly licensed wording", "permission": "used by permission"},
	"areas": {
		"same": "the same", "different": "different", "victim_only": "only that of the person at risk is recorded",
		"suspect_only": "only that of the other person is recorded",
	},
	"given":   {"given": "recorded"},
	"custody": {"now": "at present", "past": "in the past"},
	"element": {"met": "met, on what was told", "indicated": "indicated", "missing": "missing", "not_asked": "not asked"},
	"mark": {
		"read": "read there, perhaps not its latest version", "second_hand": "known from another page", "unverified": "not verified",
		"our_design": "our own choice",
	},
	"mark_beside": {"read": "", "second_hand": "from another page", "unverified": "not verified", "our_design": "own choice"},
}

// word puts a word into plain English; one that is not in the table is shown as
// it was written.
func word(kind, w string) string {
	if l, ok := labels[kind][w]; ok {
		return l
	}
	return w
}

// capital begins a sentence.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 || first == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// count writes a number with its noun: "1 question", "3 questions".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// isAre is the verb for n things.
func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// String gives the topic first and the id after it: an id never stands alone.
func (t Topic) String() string {
	if t.Topic == "" {
		return t.ID
	}
	return t.Topic + " (" + t.ID + ")"
}

// listed writes topics one after another.
func listed(topics []Topic) string {
	out := make([]string, len(topics))
	for i, t := range topics {
		out[i] = t.String()
	}
	return strings.Join(out, "; ")
}
