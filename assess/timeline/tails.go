package timeline

import "math"

// exactDays is the most interior incident-days for which the Irwin-Hall distribution
// is used. Up to 20 the terms of the alternating sum stay below about 41, so doubles
// are exact to all digits that are shown.
const exactDays = 20

// factorials holds n! at place n. All up to 20! are exact as doubles.
var factorials = [exactDays + 1]float64{
	1, 1, 2, 6, 24, 120, 720, 5040, 40320, 362880, 3628800, 39916800, 479001600,
	6227020800, 87178291200, 1307674368000, 20922789888000, 355687428096000,
	6402373705728000, 121645100408832000, 2432902008176640000,
}

// irwinHallUpper returns P(sum of n independent uniforms on (0, 1) >= s): 1 for s
// <= 0, 0 for s >= n. n is 1 to exactDays.
//
// Irwin (1927), Biometrika 19, 225-239; Hall (1927), Biometrika 19, 240-245.
// The distribution is symmetric about n/2, so the sum is evaluated at the smaller
// argument, where it has fewer and smaller terms.
func irwinHallUpper(s float64, n int) float64 {
	if rest := float64(n) - s; rest < s {
		return irwinHallLower(rest, n)
	}
	return 1 - irwinHallLower(s, n)
}

// irwinHallLower returns F(x) = (1/n!) · Σ (-1)^k C(n,k) (x-k)^n over k = 0 to
// ⌊x⌋, for x <= n/2; 0 for x <= 0 (Irwin 1927 and Hall 1927, as above).
func irwinHallLower(x float64, n int) float64 {
	sum, choose := 0.0, 1
	for k := 0; k <= n && float64(k) < x; k++ {
		term := float64(float64(choose) * power(x-float64(k), n))
		if k%2 == 0 {
			sum += term
		} else {
			sum -= term
		}
		choose = choose * (n - k) / (k + 1) // C(n, k+1), a whole number
	}
	return sum / factorials[n]
}

// power returns x to the nth power, n >= 0, by multiplication alone: math.Pow
// need not give the same last bit on every processor.
func power(x float64, n int) float64 {
	p := 1.0
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			p *= x
		}
		x *= x
	}
	return p
}

// normalUpper returns P(Z >= z) for a standard normal Z: ½ erfc(z/√2), by the
// definition of the error function.
func normalUpper(z float64) float64 { return 0.5 * math.Erfc(z/math.Sqrt2) }

// exactRanks is the most incident-days for which the Mann-Kendall distribution is
// counted exactly.
const exactRanks = 10

// kendallUpper returns P(S >= s) for the Mann-Kendall statistic of m values
// without ties in random order, 1 <= m <= exactRanks, -m(m-1)/2 <= s <=
// m(m-1)/2.
//
// S is m(m-1)/2 less twice the inversions, so S >= s if there are few enough
// inversions. The loop counts permutations by their inversions: the jth value adds 0
// to j-1 of them (Mann 1945, Econometrica 13, 245-259; Kendall 1975, Rank Correlation
// Methods, 4th edition, Griffin).
func kendallUpper(s, m int) float64 {
	const most = exactRanks * (exactRanks - 1) / 2
	counts := [most + 1]int{1}
	for j := 2; j <= m; j++ {
		var longer [most + 1]int
		for inversions := 0; inversions <= j*(j-1)/2; inversions++ {
			for moved := 0; moved < j && moved <= inversions; moved++ {
				longer[inversions] += counts[inversions-moved]
			}
		}
		counts = longer
	}
	few := 0
	for inversions := 0; 2*inversions <= m*(m-1)/2-s; inversions++ {
		few += counts[inversions]
	}
	return float64(few) / factorials[m]
}
