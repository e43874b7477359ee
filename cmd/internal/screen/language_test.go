package screen_test

import (
	"fmt"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
)

// translations returns those of both small questionnaires, and of what else is said, into
// the test language, whose questions and answers are as long as they may be if long is true.
func translations(long bool) assess.Translations {
	set := assesstest.Set()
	var all []*assess.Translation
	for _, in := range append(set.All(), conversation.Lines(nil)) {
		t := assesstest.Translation(in)
		for i := range t.Items {
			one := &t.Items[i]
			if !long {
				continue
			}
			one.Prompt += strings.Repeat(" ŵôrd", (228-len([]rune(one.Prompt)))/5) + " ênd?" // with [test] and a little room
			for value, words := range one.Answers {
				one.Answers[value] = words + strings.Repeat("ô", 40-len([]rune(words)))
			}
		}
		all = append(all, t)
	}
	return assess.Translations{Versions: assess.NewVersions(all...)}
}

// Whatever the size of the window, the whole question and the words of every answer are
// in view, with the English or, in a small window, the key that shows it.
func TestEveryTranslatedQuestionShowsWhole(t *testing.T) {
	t.Parallel()
	for _, long := range []bool{false, true} {
		for _, size := range [][2]int{{60, 16}, {80, 24}, {120, 40}} {
			d := open(t, full)
			d.s.Speak(translations(long), assesstest.Accented)
			shown := 0
			for _, st := range d.s.Steps() {
				if st.Spoken == "" {
					continue
				}
				d.s.Go(st)
				d.m.Show()
				d.size(size[0], size[1])
				fits(t, d)
				at := fmt.Sprintf("%s at %dx%d, long %v", st.ID, size[0], size[1], long)
				said := d.spoken()
				if strings.Contains(said, "[? has the translation] "+st.Prompt) && long && size[1] == 16 {
					d.press("?")
					if !strings.Contains(d.spoken(), st.Spoken) {
						t.Errorf("%s: the help does not show the translation:\n%s", at, d.picture())
					}
					d.press("esc")
					shown++
					continue
				}
				if !strings.Contains(said, st.Spoken) {
					t.Errorf("%s: the question is not shown in full:\n%s", at, d.picture())
				}
				key := "?"
				if st.Kind != conversation.ChoiceStep {
					key = "f1"
				}
				var inHelp []string
				if !strings.Contains(said, "English: "+st.Prompt) {
					inHelp = append(inHelp, st.Prompt)
					if size[1] > 16 && !long || !strings.Contains(said, "English: "+strings.ToUpper(key)+" shows it") {
						t.Errorf("%s: the English is not shown:\n%s", at, d.picture())
					}
				}
				for _, o := range st.Options {
					words := st.SpokenAs[o.Value]
					if words == "" || o.Key == "c" || strings.Contains(said, " "+o.Key+" "+words+" ("+o.Label+")") {
						continue
					}
					inHelp = append(inHelp, words+" ("+o.Label+")")
					if !strings.Contains(said, " "+o.Key+" "+o.Label) || len(st.Options) < 8 && !long {
						t.Errorf("%s: answer %s is not shown whole:\n%s", at, o.Key, d.picture())
					}
				}
				shown++
				if inHelp == nil {
					continue
				}
				d.press(key)
				help := ""
				for range 6 {
					help += d.spoken()
					d.press(" ")
				}
				for _, text := range inHelp {
					if !strings.Contains(help, text) {
						t.Errorf("%s: the help does not show %q", at, text)
					}
				}
				d.press("esc")
			}
			if shown < 10 {
				t.Errorf("only %d translated questions were looked at", shown)
			}
		}
	}
}
