package report

// askedFacts says what a fact that guidance follows from is called, and by which
// of the labels its words are written; "" where they are typed by a person. A
// test holds that none is missing.
var askedFacts = map[string]struct{ label, words string }{
	"case.relationship":       {"the other person", "relationship"},
	"case.jurisdiction":       {"whose law applies", "jurisdiction"},
	"case.suspects":           {"how many people are complained of", "suspects"},
	"case.online_only":        {"only online", "fact"},
	"case.children":           {"children", "fact"},
	"case.victim_under_18":    {"the person at risk is under 18", "fact"},
	"case.suspect_under_18":   {"the other person is under 18", "fact"},
	"case.mental_health_need": {"the other person needs mental health care", "fact"},
	"case.victim_area":        {"area of the person at risk", ""},
	"case.suspect_area":       {"area of the other person", ""},
	"case.areas":              {"the two force areas", "areas"},

	"contact.safe_to_talk": {"safe to talk", "fact"},
	"contact.ended":        {"how the contact ended", "ended"},
	"contact.interpreter":  {"language or interpreter", "given"},
	"contact.safe_times":   {"safe times and ways to reach them", "given"},
	"contact.needs":        {"needs", "given"},

	"recorded.caller":                 {"told by", "caller"},
	"recorded.stage":                  {"stage", "stage"},
	"recorded.prompted_by_incident":   {"an incident led to this assessment", "fact"},
	"recorded.first_account":          {"account in their own words", "given"},
	"recorded.repeated":               {"recognised as repeated", "fact"},
	"recorded.unwanted":               {"recognised as unwanted", "fact"},
	"recorded.fixated":                {"recognised as fixated", "fact"},
	"recorded.obsessive":              {"recognised as obsessive", "fact"},
	"recorded.referral_offered":       {"advocacy offered", "fact"},
	"recorded.referral_accepted":      {"advocacy accepted", "fact"},
	"recorded.actions":                {"actions promised", "given"},
	"recorded.advice_given":           {"advice given", "given"},
	"recorded.spo":                    {"decision on the order", "decision"},
	"recorded.interim_spo":            {"decision on the interim order", "decision"},
	"recorded.recording":              {"decision on how it is recorded", "decision"},
	"recorded.disclosure_of_identity": {"decision on telling the person who it is", "decision"},
	"recorded.service_view":           {"what a support service thinks", "overall"},
	"recorded.incidents":              {"incidents written down", "given"},
	"recorded.custody":                {"custody of the other person", "custody"},

	"result.overall":         {"overall level", "overall"},
	"result.baseline":        {"baseline", "level"},
	"result.escalation":      {"escalation", "level"},
	"result.act_now":         {"act now", "fact"},
	"result.dash":            {"DASH", "applicability"},
	"result.frequency":       {"how often, by the incidents", "finding"},
	"result.severity":        {"how serious, by the incidents", "finding"},
	"result.service_differs": {"a support service sees another level", "fact"},
}
