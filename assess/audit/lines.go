package audit

// Format is the format that a line of the figures names.
const Format = "stalkrisk.audit/1"

// Line is one count. Its keys, in order, are those of one line of `stalkrisk audit`.
type Line struct {
	Format string   `json:"format"`
	Figure string   `json:"figure"`
	Item   string   `json:"item" doc:"of question: the questionnaire and the question; of level_before: the outcome; else empty"`
	About  string   `json:"about" doc:"the cases that the figure is about"`
	By     string   `json:"by" doc:"the dimension; empty over all cases"`
	Groups []string `json:"groups" doc:"the groups that are counted, several if they are counted together; none over all cases"`
	Values []string `json:"values" doc:"the answers that are counted, several if they are counted together"`
	N      *int     `json:"n" doc:"cases; null if they are too few to be shown"`
	Of     *int     `json:"of" doc:"cases that the figure is about, in these groups; null if they are too few to be shown"`
	Unread int      `json:"unread" doc:"records that could not be read; each may belong to any count"`
	Small  int      `json:"small" doc:"no count from 1 to one less than this is shown"`
}

// LeftOut is the figure of what is not counted.
const LeftOut = "left_out"

// Lines returns the figures as one line for each count: what is left out, then each
// figure over all cases and by each dimension.
func (a *Audit) Lines() (out []Line) {
	add := func(l Line) {
		l.Format, l.Unread, l.Small = Format, a.Unread, a.Small
		if l.Groups == nil {
			l.Groups = []string{}
		}
		if l.Values == nil {
			l.Values = []string{}
		}
		out = append(out, l)
	}
	for _, left := range a.Left() {
		add(Line{Figure: LeftOut, About: "records", Values: []string{left.Value}, N: left.N})
	}
	for i := range a.Figures {
		f := &a.Figures[i]
		if !f.Shown {
			add(Line{Figure: f.ID, Item: f.Item, About: f.Of})
			continue
		}
		for _, b := range append([]Breakdown{{Rows: []Row{f.Whole}}}, f.By...) {
			for _, r := range b.Rows {
				for k := range r.N {
					add(Line{Figure: f.ID, Item: f.Item, About: f.Of, By: string(b.By), Groups: r.Groups, Values: f.Answers[k].Values, N: &r.N[k], Of: &r.Of})
				}
			}
		}
	}
	return out
}

// Left is records that are not counted. N is nil if they are too few to be shown.
type Left struct {
	Value, One, Many string
	N                *int
}

// Left returns what is not counted.
func (a *Audit) Left() []Left {
	shown := func(n int) *int {
		if (counts{n}).tooSmall(a.Small) {
			return nil
		}
		return &n
	}
	return []Left{
		{"older", "older assessment of a case", "older assessments of a case", shown(a.Older)},
		{"draft", "draft", "drafts", shown(a.Drafts)},
		{"practice", "practice record", "practice records", shown(a.Practice)},
		{"sift", "draft of the sift that nobody has read", "drafts of the sift that nobody has read", shown(a.Sifted)},
	}
}
