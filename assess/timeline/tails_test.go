package timeline

import (
	"cmp"
	"math"
	"math/big"
	"slices"
	"testing"
)

// irwinHallRational returns P(sum of n uniforms >= sum/t) exactly.
func irwinHallRational(sum, t, n int) *big.Rat {
	lower := new(big.Rat)
	x := big.NewRat(int64(sum), int64(t))
	for k := 0; k <= n; k++ {
		rest := new(big.Rat).Sub(x, big.NewRat(int64(k), 1))
		if rest.Sign() <= 0 {
			break
		}
		term := new(big.Rat).SetInt(new(big.Int).Binomial(int64(n), int64(k)))
		for range n {
			term.Mul(term, rest)
		}
		if k%2 == 1 {
			term.Neg(term)
		}
		lower.Add(lower, term)
	}
	lower.Quo(lower, new(big.Rat).SetInt(new(big.Int).MulRange(1, int64(n))))
	return lower.Sub(big.NewRat(1, 1), lower)
}

func TestIrwinHallAgainstRationals(t *testing.T) {
	const window = 97
	for n := 1; n <= exactDays; n++ {
		for sum := 0; sum <= n*window; sum += 1 + n {
			want, _ := irwinHallRational(sum, window, n).Float64()
			got := irwinHallUpper(float64(sum)/window, n)
			if math.Abs(got-want) > 1e-13 || got < 0 || got > 1 {
				t.Errorf("n %d, S %d/%d: got %v, want %v", n, sum, window, got, want)
			}
			// The small tail keeps its digits, not only its decimals.
			if want < 0.05 && math.Abs(got-want) > 1e-10*want {
				t.Errorf("n %d, S %d/%d: got %v, want %v to ten digits", n, sum, window, got, want)
			}
		}
	}
	// T6, for reference: at n = 21 the normal test decides.
	p, _ := irwinHallRational(vectors[5].sum(), 133, 21).Float64()
	if !shown(p, "0.01729") {
		t.Errorf("the exact p of T6 is %.6g, want 0.01729", p)
	}
}

func TestIrwinHallSingleChecks(t *testing.T) {
	for _, c := range []struct {
		x     float64
		n     int
		lower string
	}{{1, 2, "0.5"}, {0.5, 3, "0.02083"}, {2, 4, "0.5"}} {
		if got := 1 - irwinHallUpper(c.x, c.n); !shown(got, c.lower) {
			t.Errorf("F(%v; %d) is %v, want %s", c.x, c.n, got, c.lower)
		}
	}
	if got := irwinHallUpper(3.08, 4); !shown(got, "0.02985") || math.Abs(got-math.Pow(0.92, 4)/24) > 1e-16 {
		t.Errorf("1 - F(3.08; 4) is %v, want 0.92⁴/24", got)
	}
	for n := 1; n <= exactDays; n++ {
		if got := irwinHallUpper(0, n); got != 1 {
			t.Errorf("n %d: S = 0 has p %v, want 1", n, got)
		}
		if got := irwinHallUpper(float64(n), n); got != 0 {
			t.Errorf("n %d: S = n has p %v, want 0", n, got)
		}
		// Above n - 1 the exact p is (n - S)^n / n!.
		s := float64(n) - 0.25
		if got, want := irwinHallUpper(s, n), math.Pow(0.25, float64(n))/factorials[n]; math.Abs(got-want) > 1e-14*want {
			t.Errorf("n %d: S %v has p %v, want %v", n, s, got, want)
		}
		last := 2.0
		for s := -0.5; s < float64(n)+0.5; s += 0.01 {
			p := irwinHallUpper(s, n)
			if p > last+1e-13 {
				t.Fatalf("n %d: p rises from %v to %v at S %v", n, last, p, s)
			}
			last = p
		}
	}
}

func TestFactorials(t *testing.T) {
	for n, f := range factorials {
		if got, _ := new(big.Float).SetInt(new(big.Int).MulRange(1, int64(n))).Float64(); got != f {
			t.Errorf("%d! is %v, want %v", n, f, got)
		}
	}
}

func TestNormalUpper(t *testing.T) {
	for _, c := range []struct{ z, p float64 }{
		{0, 0.5}, {1.6448536269514722, 0.05}, {-1.6448536269514722, 0.95}, {1.959963984540054, 0.025},
	} {
		if got := normalUpper(c.z); math.Abs(got-c.p) > 1e-15 {
			t.Errorf("z %v: p %v, want %v", c.z, got, c.p)
		}
	}
}

// pairs returns the Mann-Kendall S by its definition.
func pairs(values []int) (s int) {
	for j := range values {
		for i := range j {
			s += cmp.Compare(values[j], values[i])
		}
	}
	return s
}

// TestKendallAgainstEveryOrder compares with a count of every order of up to seven
// values.
func TestKendallAgainstEveryOrder(t *testing.T) {
	for m := 1; m <= 7; m++ {
		values := make([]int, m)
		for i := range values {
			values[i] = i
		}
		counts := map[int]int{}
		var permute func(int)
		permute = func(k int) {
			if k == m {
				counts[pairs(values)]++
				return
			}
			for i := k; i < m; i++ {
				values[k], values[i] = values[i], values[k]
				permute(k + 1)
				values[k], values[i] = values[i], values[k]
			}
		}
		permute(0)
		for s := -m * (m - 1) / 2; s <= m*(m-1)/2; s++ {
			atLeast, all := 0, 0
			for at, c := range counts {
				all += c
				if at >= s {
					atLeast += c
				}
			}
			if got, want := kendallUpper(s, m), float64(atLeast)/float64(all); got != want {
				t.Errorf("m %d, S %d: p %v, want %v", m, s, got, want)
			}
		}
	}
}

// TestKendallTable checks the table of section 7: the smallest S for a one-sided 5 %,
// and its p.
func TestKendallTable(t *testing.T) {
	needed := []int{6, 8, 11, 13, 16, 18, 21}
	ps := []float64{.0417, .0417, .0278, .0345, .0305, .0376, .0363}
	for i, want := range needed {
		m := i + 4
		var possible []int
		for s := m * (m - 1) / 2; s > 0; s -= 2 {
			possible = append(possible, s)
		}
		slices.Reverse(possible)
		at := slices.IndexFunc(possible, func(s int) bool { return kendallUpper(s, m) <= significance })
		if p := kendallUpper(possible[at], m); possible[at] != want || math.Round(p*1e4)/1e4 != ps[i] {
			t.Errorf("m %d: S %d with p %.5f, want %d with %.4f", m, possible[at], p, want, ps[i])
		}
		if kendallUpper(-m*(m-1)/2, m) != 1 {
			t.Errorf("m %d: the p of the least S is not 1", m)
		}
	}
}
