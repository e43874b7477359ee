package assessmentfile

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// A key or word is found by all its bytes, whatever their number, and by none after it.
func TestAKeyIsFoundByEachOfItsBytes(t *testing.T) {
	const after = "\n                "
	var names []string
	for n := range 50 {
		names = append(names, strings.Repeat("k", n))
	}
	for _, ks := range []*keys{newKeys(names...), newWords(names...), newKeys("case"), newKeys("stalking", "dash"), newWords[string]()} {
		last := len(ks.texts) - 1
		for k := range last {
			q := &ks.texts[k]
			text := []byte(`"` + q.name + `":`)[:q.size]
			for _, follows := range []string{"1", "\x00\xff", `"`} {
				b := append(append(bytes.Clone(text), follows...), after...)
				if got, end := ks.find(b, 0, sixteenAt(b, 0)); got != k || end != len(text) {
					t.Fatalf("%q is found as %d, to %d; want %d, to %d", text, got, end, k, len(text))
				}
			}
			for i := range text {
				b := slices.Clip(slices.Concat(text[:i:i], []byte(after)))
				if got, _ := ks.find(b, 0, sixteenAt(b, 0)); got >= 0 {
					t.Fatalf("the first %d bytes of %q are found as %q", i, text, ks.texts[got].name)
				}
				for bit := range 8 {
					b := append(bytes.Clone(text), after...)
					b[i] ^= 1 << bit
					if got, _ := ks.find(b, 0, sixteenAt(b, 0)); got >= 0 {
						t.Fatalf("%q is found as %q", b, ks.texts[got].name)
					}
				}
			}
		}
		if k, _ := ks.find(make([]byte, 16), 0, sixteen{}); k >= 0 || ks.texts[last].is(sixteen{}) {
			t.Error("sixteen bytes of nothing are found")
		}
	}
}
