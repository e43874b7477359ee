package training

import (
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

// The settings of the intervals.
const (
	resamples   = 500
	fewestCases = 6 // with two or more ratings
	fewestRated = 4 // people
	mostAbsent  = 20
	seed        = 20240924
)

// ratings are the answers of people to the questions of cases: a row for each question of
// each case, with a category for each person, or missing. of is the case of each row.
type ratings struct {
	rows       [][]int
	of         []int
	categories int
}

func (r *ratings) add(of int, row []int) {
	r.rows, r.of = append(r.rows, slices.Clone(row)), append(r.of, of)
}

// tallies counts the ratings of each row, without those of one person; -1 leaves out
// nobody.
func (r *ratings) tallies(without int) []tally {
	out := make([]tally, len(r.rows))
	row := []int{}
	for i := range r.rows {
		if row = append(row[:0], r.rows[i]...); without >= 0 {
			row[without] = missing
		}
		out[i] = tallied(row, r.categories)
	}
	return out
}

// estimates returns each coefficient with an interval that is meant to hold the figure of
// other cases and other people like these 95 times in 100.
//
// Cases are drawn again, with all their questions, since the questions of one case hang
// together, and people are left out one at a time; both give a share of the variance, and
// the interval is that of Student's t with a degree of freedom less than there are cases
// (Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapters 11 to 13; for
// two ways of drawing, Owen 2007, Annals of Applied Statistics 1, 386-411). The generator
// is our own with a fixed seed, so the same ratings always have the same interval. With
// fewer than six cases or four people, or if all draws have the same value, there is none.
func estimates(r *ratings, of ...coefficient) []Estimate {
	units := r.tallies(-1)
	out := make([]Estimate, len(of))
	for i, c := range of {
		out[i] = Estimate{assess.Number(c(units, r.categories)), none(), none()}
	}
	cases, people := r.enough()
	if cases < fewestCases || people < fewestRated {
		return out
	}
	drawn := r.byCases(units, of)
	left := r.byPeople(of)
	for i := range out {
		v, wide := float64(out[i].Value), variance(drawn[i])*float64(cases)/float64(cases-1)
		if math.IsNaN(v) || len(drawn[i])*mostAbsent < resamples*(mostAbsent-1) || wide == 0 {
			continue
		}
		if n := len(left[i]); n > 1 {
			wide += variance(left[i]) * float64((n-1)*(n-1)) / float64(n)
		}
		low, high := around(v, student(cases-1)*math.Sqrt(wide))
		out[i].Low, out[i].High = assess.Number(low), assess.Number(high)
	}
	return out
}

// withModel returns the share of ratings that are the model's: 1, and not 0. Its interval
// is at least that of a share of as many questions of cases, by Wilson (1927, Journal of the
// American Statistical Association 22, 209-212): a class can go through all its cases
// without meeting the rare one that misleads everybody.
func withModel(r *ratings) Estimate {
	e := estimates(r, shareOfOnes)[0]
	if math.IsNaN(float64(e.Low)) {
		return e
	}
	n := 0.0
	for _, u := range r.tallies(-1) {
		if u.rated > 0 {
			n++
		}
	}
	share := float64(e.Value)
	middle := (share + normal*normal/(2*n)) / (1 + normal*normal/n)
	half := normal / (1 + normal*normal/n) * math.Sqrt(share*(1-share)/n+normal*normal/(4*n*n))
	e.Low, e.High = min(e.Low, assess.Number(middle-half)), max(e.High, assess.Number(min(1, middle+half)))
	return e
}

// normal is the 97.5% point of the normal distribution.
const normal = 1.959964

// around returns an interval about a value of at most 1: on the scale of the value, or of
// the logarithm of how far it is from 1, whichever reaches further. A figure near 1 varies
// far more downwards than upwards.
func around(v, half float64) (low, high float64) {
	low, high = v-half, min(1, v+half)
	if rest := 1 - v; rest > 0 {
		low = min(low, 1-rest*math.Exp(min(20, half/rest)))
	}
	return max(-1, low), high
}

// enough returns how many cases have two or more ratings of one question, and how many
// people rated anything.
func (r *ratings) enough() (cases, people int) {
	seen, who := map[int]bool{}, map[int]bool{}
	for i, row := range r.rows {
		n := 0
		for k, c := range row {
			if c >= 0 {
				n++
				who[k] = true
			}
		}
		if n > 1 {
			seen[r.of[i]] = true
		}
	}
	return len(seen), len(who)
}

// byCases returns the values of each coefficient over cases drawn again.
func (r *ratings) byCases(units []tally, of []coefficient) [][]float64 {
	place := map[int]int{}
	for _, c := range r.of {
		if _, known := place[c]; !known {
			place[c] = len(place)
		}
	}
	drawn, times := slices.Clone(units), make([]int, len(place))
	values := make([][]float64, len(of))
	g := generator(seed)
	for range resamples {
		clear(times)
		for range times {
			times[g.below(len(times))]++
		}
		for i := range drawn {
			drawn[i].times = times[place[r.of[i]]]
		}
		for i, c := range of {
			if v := c(drawn, r.categories); !math.IsNaN(v) {
				values[i] = append(values[i], v)
			}
		}
	}
	return values
}

// byPeople returns the values of each coefficient with one person left out each time.
func (r *ratings) byPeople(of []coefficient) [][]float64 {
	values := make([][]float64, len(of))
	if len(r.rows) == 0 {
		return values
	}
	for who := range r.rows[0] {
		if !slices.ContainsFunc(r.rows, func(row []int) bool { return row[who] >= 0 }) {
			continue
		}
		units := r.tallies(who)
		for i, c := range of {
			if v := c(units, r.categories); !math.IsNaN(v) {
				values[i] = append(values[i], v)
			}
		}
	}
	return values
}

// variance returns the mean squared distance from the mean, over one less than there are.
func variance(v []float64) float64 {
	if len(v) < 2 {
		return 0
	}
	var sum, squares float64
	for _, x := range v {
		sum += x
	}
	mean := sum / float64(len(v))
	for _, x := range v {
		squares += (x - mean) * (x - mean)
	}
	if squares < 1e-18 {
		return 0
	}
	return squares / float64(len(v)-1)
}

// student returns the 97.5% point of Student's t, by the expansion of Hill (1970,
// Communications of the ACM 13, 619-620) about the normal; for five degrees of freedom it
// is 2.57, and it is within 0.01 for more.
func student(freedom int) float64 {
	const z = normal
	n := float64(freedom)
	return z + (z*z*z+z)/(4*n) + (5*math.Pow(z, 5)+16*z*z*z+3*z)/(96*n*n) + (3*math.Pow(z, 7)+19*math.Pow(z, 5)+17*z*z*z-15*z)/(384*n*n*n)
}

// none returns a missing value.
func none() assess.Number { return assess.Number(math.NaN()) }

// compared returns the number of units with two or more ratings.
func compared(units []tally) (n int) {
	for _, u := range units {
		if u.rated > 1 {
			n++
		}
	}
	return n
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
