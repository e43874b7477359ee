package training

import (
	"fmt"
	"math"
	"slices"

	"stalkrisk/assess"
)

// Estimate is a coefficient with its 95% interval. A missing value is NaN, and null
// in JSON.
type Estimate struct {
	Value assess.Number `json:"value"`
	Low   assess.Number `json:"low"`
	High  assess.Number `json:"high"`
}

// The settings of the bootstrap.
const (
	resamples  = 1000
	fewestFor  = 5  // units with two or more ratings that an interval needs
	mostAbsent = 20 // at most one resample in this many may have no value
	seed       = 20240924
)

// estimates returns each coefficient with a percentile bootstrap interval over units
// (Efron 1979, Annals of Statistics 7, 1-26). Units are drawn with replacement, 1,000
// times, by our own generator with a fixed seed, so that the same ratings always have
// the same interval. There is no interval for fewer than five units with two ratings,
// if more than one resample in twenty has no value, or if all resamples have the same
// value: units that are all alike do not show how others would vary.
func estimates(units []tally, categories int, of ...coefficient) []Estimate {
	out := make([]Estimate, len(of))
	for i, c := range of {
		out[i] = Estimate{assess.Number(c(units, categories)), none, none}
	}
	if compared(units) < fewestFor {
		return out
	}
	values := make([][]float64, len(of))
	drawn, which := patterns(units)
	g := generator(seed)
	for range resamples {
		for i := range drawn {
			drawn[i].times = 0
		}
		for range which {
			drawn[which[g.below(len(which))]].times++
		}
		for i, c := range of {
			if v := c(drawn, categories); !math.IsNaN(v) {
				values[i] = append(values[i], v)
			}
		}
	}
	for i, v := range values {
		slices.Sort(v)
		absent := resamples - len(v)
		if math.IsNaN(float64(out[i].Value)) || absent*mostAbsent > resamples || v[0] == v[len(v)-1] {
			continue
		}
		out[i].Low, out[i].High = assess.Number(quantile(v, 0.025)), assess.Number(quantile(v, 0.975))
	}
	return out
}

// none is a missing value.
var none = assess.Number(math.NaN())

// patterns groups units that are alike, because few differ however many there are.
// which has the group of each unit.
func patterns(units []tally) (alike []tally, which []int) {
	seen := map[string]int{}
	for _, u := range units {
		key := fmt.Sprint(u.of, u.first, u.second)
		i, ok := seen[key]
		if !ok {
			i = len(alike)
			seen[key] = i
			alike = append(alike, u)
		}
		which = append(which, i)
	}
	return alike, which
}

// compared returns the number of units with two or more ratings.
func compared(units []tally) (n int) {
	for _, u := range units {
		if u.rated > 1 {
			n++
		}
	}
	return n
}

// quantile returns a quantile of sorted values, interpolated between two of them if
// necessary.
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 == len(sorted) {
		return sorted[i]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// generator is SplitMix64 (Steele, Lea and Flood 2014, OOPSLA, 453-472). It is small,
// and our own, so that no release of Go changes its numbers.
type generator uint64

func (g *generator) next() uint64 {
	*g += 0x9e3779b97f4a7c15
	z := uint64(*g)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns a number from 0 to n-1.
func (g *generator) below(n int) int { return int(g.next() % uint64(n)) }
