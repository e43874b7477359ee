package report

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// card returns a card on which the second question is not translated, and the English of
// the third has changed.
func card(in *assess.Instrument) Card {
	t := assesstest.Translation(in)
	t.Items[1].Prompt = ""
	t.Items[2].MadeFrom = "0123456789abcdef"
	return Card{Instrument: in, Translation: t}
}

// Whoever reads from a card must never read words that were made from other English.
func TestACardShowsNoStaleWords(t *testing.T) {
	c := card(assesstest.Set().Stalking)
	stale := c.Translation.Items[2]
	for _, format := range []string{"markdown", "html", "text"} {
		var b bytes.Buffer
		if err := Write(&b, format, c, 60); err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(b.String(), "\\", "")
		if strings.Contains(text, stale.Prompt) {
			t.Errorf("%s shows a stale line", format)
		}
		for _, one := range slices.Concat(c.Translation.Items[:1], c.Translation.Items[3:]) {
			if plain := strings.Join(strings.Fields(text), " "); !strings.Contains(plain, one.Prompt) {
				t.Errorf("%s lacks %q", format, one.Prompt)
			}
		}
	}
}
