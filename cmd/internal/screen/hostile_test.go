package screen_test

import (
	"fmt"
	"strings"
	"testing"

	"stalkrisk/assess/safetext"
)

// Whatever text a file holds, every line of every page fits the window, keeps the line
// between page and panel, and holds nothing that a terminal would obey, hide or reverse.
func TestNoTextBreaksAPage(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"hearts":                strings.Repeat("❤\ufe0f", 60),
		"families":              strings.Repeat("👩\u200d👧\u200d👦", 30),
		"flags":                 strings.Repeat("🇬🇧", 60),
		"colours of skin":       strings.Repeat("👍🏽", 60),
		"marks over letters":    strings.Repeat("e\u0301\u0302", 90),
		"wide letters":          strings.Repeat("跟踪", 60),
		"Hangul in parts":       strings.Repeat("\u1100\u1161\u11a8", 40),
		"Hindi":                 strings.Repeat("क्षि", 60),
		"controls":              "a\\e[2Jb\\e]0;x\\ac\\x7f\\x9b31m\\x85d\\r\\0e",
		"reversed and hidden":   "\\u202Eabc\\u2066\\u200B\\uFEFF\\U000E0041\\u2028\\u2029x",
		"a mark on its own":     "\u0301",
		"a word without an end": strings.Repeat("x", 400),
	} {
		file := quiet + "incidents: [{at: 2026-11-01, kind: visit, area: \"" + text + "\", note: \"" + text + "\"}]\n"
		for _, size := range [][2]int{{80, 24}, {60, 16}, {130, 40}} {
			for _, lead := range [][]string{nil, {"r"}, {"l"}, {"l", "x"}, {"i"}, {"?"}, {"/"}, {"w"}, {"l", "down", "enter"}} {
				d := open(t, file)
				d.size(size[0], size[1])
				d.goTo("fear")
				d.press("y")
				d.press(lead...)
				for i, l := range strings.Split(d.picture(), "\n") {
					if cells(l) > size[0] {
						t.Errorf("%s, %v, %q: line %d is %d wide: %s", name, size, lead, i, cells(l), l)
					}
					if safetext.Mark(l) != l {
						t.Errorf("%s, %v, %q: line %d is %q", name, size, lead, i, l)
					}
				}
				if at, ok := divider(d.picture()); !ok {
					t.Errorf("%s, %v, %q: the line between page and panel is not straight (%s)\n%s", name, size, lead, at, d.picture())
				}
			}
		}
	}
}

// divider reports whether every line between the first rule and the last has the divider
// at one place, if any has.
func divider(picture string) (at string, ok bool) {
	places := map[int]int{}
	n := 0
	for _, l := range strings.Split(picture, "\n") {
		if left, _, found := strings.Cut(l, " │ "); found && !strings.HasPrefix(strings.TrimSpace(l), "│") {
			places[cells(left)]++
			n++
		}
	}
	return fmt.Sprint(places), len(places) <= 1
}
