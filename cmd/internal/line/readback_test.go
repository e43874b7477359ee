package line

import (
	"strings"
	"testing"

	"stalkrisk/assess"
)

func TestTheRecordIsReadBackLineByLine(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		lines  []string
		shown  bool
		agreed assess.Agreed
		note   string
	}{
		"confirmed and right":     {[]string{"v", "y", "y"}, true, "yes", ""},
		"confirmed and corrected": {[]string{"v", "y", "n", "it was Tuesday"}, true, "corrected", "it was Tuesday"},
		"not confirmed":           {[]string{"v", "n"}, false, "", ""},
		"an answer to neither":    {[]string{"v", "maybe"}, false, "", ""},
		"the input ends":          {[]string{"v"}, false, "", ""},
		"nobody says it is right": {[]string{"v", "y", "hm"}, true, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := &disk{}
			s := begin(d, assess.FirstContact)
			out, _ := say(s, append([]string{"safe-to-talk=yes", "near-now=no", "caller=victim", "first-account=HE WAS THERE"}, test.lines...)...)
			_, after, _ := strings.Cut(out, "Have you confirmed")
			if got := strings.Contains(after, "HE WAS THERE"); got != test.shown {
				t.Errorf("shown is %t:\n%s", got, out)
			}
			if r := d.read(t).ReadBack; r.Agreed != test.agreed || r.Note != test.note {
				t.Errorf("%+v", r)
			}
		})
	}
}
