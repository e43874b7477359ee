package timeline

// Word is one of the words that a field may have.
type Word struct {
	Value  string // in a file
	Label  string // for people
	Key    string // the key that chooses it as an answer; "" for its number in the list
	Option string // its label as an answer, if that is not Label
}

// Vocabulary lists the words of one type, in the order in which they are offered.
type Vocabulary []Word

// Values returns the words as a file has them.
func (v Vocabulary) Values() []string {
	out := make([]string, len(v))
	for i := range v {
		out[i] = v[i].Value
	}
	return out
}

// Label returns the label of a word, or the word itself if it is not in the list.
func (v Vocabulary) Label(value string) string {
	for i := range v {
		if v[i].Value == value {
			return v[i].Label
		}
	}
	return value
}

var channels = Vocabulary{
	{Value: "in_person", Label: "in person"},
	{Value: "phone", Label: "by phone"},
	{Value: "message", Label: "by message"},
	{Value: "email", Label: "by e-mail"},
	{Value: "post", Label: "by post"},
	{Value: "social_media", Label: "on social media"},
	{Value: "online", Label: "online"},
	{Value: "device", Label: "through a device"},
	{Value: "third_party", Label: "through someone else"},
	{Value: "other", Label: "another way"},
}

var reports = Vocabulary{
	{"yes", "told to the police", "y", "yes"},
	{"no", "not told to the police", "n", "no"},
	{"unknown", "not known whether the police were told", "u", "not known"},
}

var breaches = Vocabulary{
	{"no", "no breach of an order, bail condition or warning", "n", "no"},
	{"near", "near a breach of an order, bail condition or warning", "c", "close to it, and no breach"},
	{"yes", "breach of an order, bail condition or warning", "y", "yes, in breach"},
}

var findings = Vocabulary{
	{Value: string(Rising), Label: "rising"},
	{Value: string(Falling), Label: "fewer recorded"},
	{Value: string(NoClearTrend), Label: "no clear trend"},
	{Value: string(TooFew), Label: "too few to say"},
	{Value: string(TooDense), Label: "too many to say"},
}

// Each type has a vocabulary, and Words returns its values alone.

func (Channel) Vocabulary() Vocabulary  { return channels }
func (Channel) Words() []string         { return channels.Values() }
func (Reported) Vocabulary() Vocabulary { return reports }
func (Reported) Words() []string        { return reports.Values() }
func (Breach) Vocabulary() Vocabulary   { return breaches }
func (Breach) Words() []string          { return breaches.Values() }
func (Finding) Vocabulary() Vocabulary  { return findings }
func (Finding) Words() []string         { return findings.Values() }
