package screen

import "stalkrisk/cmd/internal/present"

// newDetail returns the page with what lies behind the level.
func newDetail(m *model) *reading {
	return &reading{head: "The level in detail", back: m.toStep, lines: func(w int) (out []string) {
		for _, r := range present.LevelInDetail(m.s, &m.result) {
			out = append(out, hung(r.Lead, r.Text, w)...)
		}
		return out
	}}
}
