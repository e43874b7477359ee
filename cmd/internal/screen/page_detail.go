package screen

import "stalkrisk/cmd/internal/present"

// newDetail returns the page with what lies behind the level.
func newDetail(m *model) *reading {
	return &reading{head: "The level in detail", back: m.toStep, lines: func(w int) []string {
		return leads(present.LevelInDetail(m.s, &m.result), w)
	}}
}

// leads shows each remark from a line of its own, after its lead.
func leads(all []present.Remark, w int) (out []string) {
	for _, r := range all {
		out = append(out, hung(r.Lead, r.Text, w)...)
	}
	return out
}
