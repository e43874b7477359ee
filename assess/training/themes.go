package training

import (
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
)

// Theme is what a part of a marking is about.
type Theme string

// The themes, in the order in which they are shown.
const (
	DangerNow Theme = "danger_now"
	Pattern   Theme = "pattern"
	Impact    Theme = "impact"
	Recording Theme = "recording" // facts, incidents, and what was recorded and decided
	Advice    Theme = "advice"    // what was advised, offered and promised
	DashTheme Theme = "dash"
)

// Words returns the themes in their order.
func (Theme) Words() []string {
	return []string{string(DangerNow), string(Pattern), string(Impact), string(Recording), string(Advice), string(DashTheme)}
}

// ThemeMark is how much of a theme is as the model has it.
type ThemeMark struct {
	Theme Theme `json:"theme"`
	Same  int   `json:"same"`
	Of    int   `json:"of"`
}

// themeOf returns what an item is about: danger if its section or its role is, impact if
// it shares the heading of the item that is used for it, and otherwise the pattern.
func themeOf(in *assess.Instrument, item string) Theme {
	i, _ := in.Item(item)
	it := &in.Items[i]
	if in.UsedAs == assess.UseDash {
		return DashTheme
	}
	for _, other := range in.Items {
		if other.UsedAs == assess.UseImpact && other.Theme == it.Theme {
			return Impact
		}
	}
	dangerous := slices.ContainsFunc(in.Sections, func(s assess.Section) bool { return s.Danger && slices.Contains(s.Items, it.ID) })
	if dangerous || it.Role == assess.RoleImminent {
		return DangerNow
	}
	return Pattern
}

// Theme returns what a deed is about.
func (k DeedKind) Theme() Theme {
	if k == Recorded || k == Decided {
		return Recording
	}
	return Advice
}

// themes counts, for each theme that has anything to mark, what is as the model has it.
func (m *Marking) themes(facts int) []ThemeMark {
	by := map[Theme]*ThemeMark{}
	add := func(theme Theme, same bool) {
		if by[theme] == nil {
			by[theme] = &ThemeMark{Theme: theme}
		}
		by[theme].Of++
		if same {
			by[theme].Same++
		}
	}
	for _, im := range m.Answers {
		add(im.Theme, im.Verdict == Same)
	}
	for _, d := range m.Done {
		add(d.Kind.Theme(), d.Done)
	}
	for i := range facts {
		add(Recording, i >= len(m.Facts))
	}
	return inOrder(by)
}

// inOrder returns the themes in their order.
func inOrder(by map[Theme]*ThemeMark) []ThemeMark {
	out := []ThemeMark{}
	for _, t := range Theme("").Words() {
		if mark := by[Theme(t)]; mark != nil {
			out = append(out, *mark)
		}
	}
	return out
}

// sumThemes adds up the themes of several markings.
func sumThemes(marked []Marking) []ThemeMark {
	by := map[Theme]*ThemeMark{}
	for _, m := range marked {
		for _, t := range m.Themes {
			if by[t.Theme] == nil {
				by[t.Theme] = &ThemeMark{Theme: t.Theme}
			}
			by[t.Theme].Same += t.Same
			by[t.Theme].Of += t.Of
		}
	}
	return inOrder(by)
}

// Progress is how a class did before and after something, over whatever cases. None of
// its lists is nil.
type Progress struct {
	Before Part `json:"before"`
	After  Part `json:"after"`
	Both   int  `json:"both"`   // people who are in both, by their reference
	Better int  `json:"better"` // of them, whose share of the model's answers rose
	Worse  int  `json:"worse"`  // and fell
}

// Part is how a class did.
type Part struct {
	Files      int         `json:"files"`      // the latest attempt of each person at a case in a stage
	Earlier    int         `json:"earlier"`    // attempts that are not counted
	Unfinished int         `json:"unfinished"` // of those counted
	Level      int         `json:"level"`      // files with the model's result: the overall level, or of a screen the recognition
	Themes     []ThemeMark `json:"themes"`
}

// NewProgress compares two sets of markings.
func NewProgress(before, after []Marking) *Progress {
	p := &Progress{Before: part(before), After: part(after)}
	was, is := byPerson(latest(before)), byPerson(latest(after))
	for who, now := range is {
		then, both := was[who]
		if who == "" || !both {
			continue
		}
		p.Both++
		switch a, b := then[0]*now[1], now[0]*then[1]; {
		case b > a:
			p.Better++
		case b < a:
			p.Worse++
		}
	}
	return p
}

func part(all []Marking) Part {
	marked := latest(all)
	p := Part{Files: len(marked), Earlier: len(all) - len(marked), Themes: sumThemes(marked)}
	for _, m := range marked {
		if !m.Finished {
			p.Unfinished++
		}
		if m.LevelSame() {
			p.Level++
		}
	}
	return p
}

// LevelSame reports whether the result is the model's: the overall level, or of a screen
// whether it is recognised as stalking.
func (m *Marking) LevelSame() bool {
	for _, l := range m.Levels {
		if l.Result == "overall" || m.Stage == string(assess.Screen) && l.Result == "recognition" {
			return l.Yours == l.Models
		}
	}
	return false
}

// byPerson returns how many answers of each person are the model's, and of how many.
func byPerson(marked []Marking) map[string][2]int {
	out := map[string][2]int{}
	for _, m := range marked {
		who := fold.Reference(m.Assessor)
		sum := out[who]
		out[who] = [2]int{sum[0] + m.Same, sum[1] + m.Items}
	}
	return out
}
