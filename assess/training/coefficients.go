package training

import "math"

// missing stands for a rating that was not made.
const missing = -1

// tally counts how many raters chose each category of a unit, or of several units
// that are alike.
type tally struct {
	of            []int
	rated         int
	first, second int // the categories of the first two raters, for Cohen's kappa
	times         int // how many units are like this
}

// tallied counts the ratings of one unit. row has a category for each rater, from 0,
// or missing. On an ordinal scale the categories are in order, lowest first.
func tallied(row []int, categories int) tally {
	t := tally{of: make([]int, categories), first: missing, second: missing, times: 1}
	for _, c := range row {
		if c >= 0 {
			t.of[c]++
			t.rated++
		}
	}
	if len(row) == 2 {
		t.first, t.second = row[0], row[1]
	}
	return t
}

// coefficient returns a measure of agreement over units, or NaN if it has no value.
type coefficient func(units []tally, categories int) float64

// percent returns the observed agreement, from 0 to 1: the share of pairs of raters
// that chose the same category, averaged over the units with two or more ratings
// (Fleiss 1971, Psychological Bulletin 76, 378-382; with missing ratings as in Gwet
// 2014, Handbook of Inter-Rater Reliability, 4th edition). It is NaN if no unit has
// two ratings.
func percent(units []tally, _ int) float64 { return observed(units, nominal) }

// shareOfOnes returns the share of ratings in the second category, averaged over the units
// with any; NaN if there are none.
func shareOfOnes(units []tally, _ int) float64 {
	var sum, n float64
	for _, u := range units {
		if u.rated > 0 {
			n += float64(u.times)
			sum += float64(u.times*u.of[1]) / float64(u.rated)
		}
	}
	return sum / n
}

// cohen returns Cohen's kappa for two raters, from -1 to 1; 0 is no better than
// chance. It is (po - pe) / (1 - pe), where po is the share of units on which they
// agree, and pe the share expected from their own marginals (Cohen 1960, Educational
// and Psychological Measurement 20, 37-46). Units that either has not rated are left
// out. It is NaN if there are not two raters, if no unit is left, or if pe is 1:
// both always chose the same category.
func cohen(units []tally, categories int) float64 {
	a, b := make([]float64, categories), make([]float64, categories)
	var n, same float64
	for _, u := range units {
		if u.first < 0 || u.second < 0 {
			continue
		}
		times := float64(u.times)
		n += times
		a[u.first] += times
		b[u.second] += times
		if u.first == u.second {
			same += times
		}
	}
	var pe float64
	for c := range a {
		pe += a[c] * b[c] / (n * n)
	}
	return corrected(same/n, pe)
}

// fleiss returns Fleiss' kappa for any number of raters: pe is the sum of the squared
// shares of the categories over all raters (Fleiss 1971, Psychological Bulletin 76,
// 378-382). If ratings are missing, a unit's share is of those it has, and units with
// one rating count for pe only (Gwet 2014); it can then fall below -1. It is NaN if
// no unit has two ratings, or only one category was used.
func fleiss(units []tally, categories int) float64 {
	var pe float64
	for _, p := range shares(units, categories) {
		pe += p * p
	}
	return corrected(percent(units, categories), pe)
}

// ac1 returns Gwet's AC1 for any number of raters on a nominal scale: pe is the sum
// of p(1-p) over the categories, divided by their number less one (Gwet 2008, British
// Journal of Mathematical and Statistical Psychology 61, 29-48). If nearly all
// ratings are in one category it stays near the observed agreement, while kappa falls
// to zero or below. Missing ratings are treated as in fleiss. It is NaN if no unit
// has two ratings, or there is only one category to choose.
func ac1(units []tally, categories int) float64 {
	return gwet(units, categories, nominal)
}

// ac2 returns Gwet's AC2: AC1 with part of the credit for neighbouring categories of
// an ordinal scale, by Gwet's ordinal weights (Gwet 2014, chapter 3). The weight of
// two categories is 1 less the share of all pairs of categories that lie between the
// two, both included.
func ac2(units []tally, categories int) float64 {
	return gwet(units, categories, ordinal(categories))
}

func gwet(units []tally, categories int, w weights) float64 {
	var pe, sum float64
	for _, p := range shares(units, categories) {
		pe += p * (1 - p)
	}
	for k := range categories {
		for l := range categories {
			sum += w(k, l)
		}
	}
	q := float64(categories)
	return corrected(observed(units, w), pe*sum/(q*(q-1)))
}

// observed returns the agreement of pairs, with part of the credit for categories
// that differ, by their weights.
func observed(units []tally, w weights) float64 {
	var sum, n float64
	for _, u := range units {
		if u.rated < 2 {
			continue
		}
		n += float64(u.times)
		var agree float64
		for k, of := range u.of {
			if of == 0 {
				continue
			}
			var with float64
			for l, other := range u.of {
				with += w(k, l) * float64(other)
			}
			agree += float64(of) * (with - 1)
		}
		sum += float64(u.times) * agree / float64(u.rated*(u.rated-1))
	}
	return sum / n
}

// shares returns the share of each category, averaged over the units with any rating.
func shares(units []tally, categories int) []float64 {
	out := make([]float64, categories)
	var n float64
	for _, u := range units {
		if u.rated == 0 {
			continue
		}
		n += float64(u.times)
		for c, of := range u.of {
			out[c] += float64(u.times*of) / float64(u.rated)
		}
	}
	for c := range out {
		out[c] /= n
	}
	return out
}

// corrected returns the agreement po corrected for the chance agreement pe, or NaN if
// pe is 1.
func corrected(po, pe float64) float64 {
	if 1-pe < 1e-12 {
		return math.NaN()
	}
	return (po - pe) / (1 - pe)
}

// weights are functions that return how far two categories agree, from 0 to 1.
type weights func(k, l int) float64

// nominal counts only the same category as agreement.
func nominal(k, l int) float64 {
	if k == l {
		return 1
	}
	return 0
}

// ordinal returns Gwet's ordinal weights.
func ordinal(categories int) weights {
	whole := float64(categories * (categories - 1) / 2)
	return func(k, l int) float64 {
		apart := max(k-l, l-k)
		return 1 - float64((apart+1)*apart/2)/whole
	}
}

// alphaNominal returns Krippendorff's alpha on a nominal scale, for any number of
// raters and with missing ratings: 1 - Do/De, from the table of coincidences
// (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, University of
// Pennsylvania). Units with fewer than two ratings are left out. It is NaN if no unit
// is left, or only one category was used.
func alphaNominal(units []tally, categories int) float64 {
	return alpha(units, categories, func([]float64, int, int) float64 { return 1 })
}

// alphaOrdinal returns Krippendorff's alpha on an ordinal scale, where two categories
// differ by the ratings that lie between them (Krippendorff 2011). It is otherwise
// like alphaNominal.
func alphaOrdinal(units []tally, categories int) float64 {
	return alpha(units, categories, func(n []float64, c, k int) float64 {
		between := -(n[c] + n[k]) / 2
		for g := min(c, k); g <= max(c, k); g++ {
			between += n[g]
		}
		return between * between
	})
}

// alpha calculates alpha. difference returns the squared distance of two different
// categories, given how often each was used.
func alpha(units []tally, categories int, difference func(n []float64, c, k int) float64) float64 {
	coincide := make([][]float64, categories)
	for c := range coincide {
		coincide[c] = make([]float64, categories)
	}
	n := make([]float64, categories)
	var all float64
	for _, u := range units {
		if u.rated < 2 {
			continue
		}
		for c, of := range u.of {
			n[c] += float64(u.times * of)
			all += float64(u.times * of)
			for k, other := range u.of {
				if c != k {
					coincide[c][k] += float64(u.times*of*other) / float64(u.rated-1)
				}
			}
		}
	}
	var do, de float64
	for c := range n {
		for k := range n {
			if c != k {
				d := difference(n, c, k)
				do += coincide[c][k] * d
				de += n[c] * n[k] * d
			}
		}
	}
	if de == 0 {
		return math.NaN()
	}
	return 1 - (all-1)*do/de
}
