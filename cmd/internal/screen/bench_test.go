package screen_test

import (
	"fmt"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
)

// From a key to the picture after it: at most 2 milliseconds on a computer that does
// nothing else, for the longest question of the shipped questionnaires, with the full
// panel and 40 incidents. What is saved goes nowhere.
func BenchmarkKeyToPicture(b *testing.B) {
	for _, size := range [][2]int{{60, 16}, {80, 24}, {120, 40}} {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			a := answeredCase(b, assess.Full, "officer", "former_partner", "")
			a.Contact.SafeToTalk, a.Caller, a.FirstAccount = assess.FactYes, "victim", "He waits outside."
			for i := range 40 {
				at := fmt.Sprintf("2026-%02d-%02d", 1+i%10, 1+i%28)
				a.Incidents = append(a.Incidents, assess.Incident{At: assesstest.When(at), Kind: "visit", Area: "Northshire"})
			}
			d := shipped(b, a)
			d.nowhere = true
			d.size(size[0], size[1])
			longest := longestQuestion(d)
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				d.s.Go(longest)
				d.m.Show()
				d.now = d.now.Add(time.Second)
				k := key(longest.Options[len(longest.Options)-1].Key)
				b.StartTimer()
				d.send(k)
				d.m.View()
			}
			if st, _ := d.s.Find(longest.ID); !st.Answered() {
				b.Fatalf("%s was not answered", longest.ID)
			}
		})
	}
}

// longestQuestion returns the question with the most words that one key answers.
func longestQuestion(d *handler) (longest conversation.Step) {
	most := 0
	for _, st := range d.s.Steps() {
		if n := len(st.Prompt) + len(st.Help); n > most && st.Item >= 0 && len(st.Options) > 0 && !st.WithEnter && st.Page == "" {
			longest, most = st, n
		}
	}
	return longest
}
