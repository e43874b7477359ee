package training

import (
	"math"
	"slices"

	"stalkrisk/assess"
)

// Estimate is a coefficient with its 95 % interval. What has no value is NaN,
// and null in JSON.
type Estimate struct {
	Value assess.Number `json:"value"`
	Low   assess.Number `json:"low"`
	High  assess.Number `json:"high"`
}

// The bootstrap.
const (
	mostDrawn  = 1000      // resamples, for up to 2,000 units
	leastDrawn = 200       // however many units
	drawings   = 2_000_000 // units drawn, about, between the two
	fewestFor  = 5         // units with two or more ratings, for an interval
	mostAbsent = 20        // one in so many resamples may leave the coefficient without a value
	seed       = 20240924
)

// estimate works a coefficient out, with a percentile bootstrap interval over
// units (Efron 1979, Annals of Statistics 7, 1-26): units are drawn again, with
// replacement, 1,000 times (down to 200 times where there are more than 2,000
// units), by a generator of our own with a fixed seed, so that the same ratings
// always give the same interval. There is none for fewer than
// five units with two ratings, nor where more than one resample in twenty has no
// value, nor where all resamples agree: units that are all alike say nothing of
// how others would be.
func estimate(units []tally, categories int, of coefficient) Estimate {
	e := Estimate{assess.Number(of(units, categories)), assess.Number(math.NaN()), assess.Number(math.NaN())}
	if compared(units) < fewestFor || math.IsNaN(float64(e.Value)) {
		return e
	}
	g := generator(seed)
	resamples := min(max(drawings/len(units), leastDrawn), mostDrawn)
	drawn := make([]tally, len(units))
	values := make([]float64, 0, resamples)
	for range resamples {
		for i := range drawn {
			drawn[i] = units[g.below(len(units))]
		}
		if v := of(drawn, categories); !math.IsNaN(v) {
			values = append(values, v)
		}
	}
	if (resamples-len(values))*mostAbsent > resamples {
		return e
	}
	slices.Sort(values)
	if values[0] == values[len(values)-1] {
		return e
	}
	e.Low, e.High = assess.Number(quantile(values, 0.025)), assess.Number(quantile(values, 0.975))
	return e
}

// compared counts the units with two ratings or more.
func compared(units []tally) (n int) {
	for _, u := range units {
		if u.rated > 1 {
			n++
		}
	}
	return n
}

// quantile gives a quantile of sorted values, between two of them where it falls
// there.
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 == len(sorted) {
		return sorted[i]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// generator is SplitMix64 (Steele, Lea and Flood 2014, OOPSLA, 453-472): small,
// and ours, so that no release of Go changes what it gives.
type generator uint64

func (g *generator) next() uint64 {
	*g += 0x9e3779b97f4a7c15
	z := uint64(*g)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below gives a number from 0 to n-1.
func (g *generator) below(n int) int { return int(g.next() % uint64(n)) }
