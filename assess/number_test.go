package assess_test

import (
	"encoding/json"
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess"
)

func TestNumber(t *testing.T) {
	tests := []struct {
		n    float64
		want string
	}{
		{0, "0"}, {math.Copysign(0, -1), "0"}, {1, "1"}, {-1, "-1"},
		{2.00833, "2.008"}, {0.021484375, "0.02148"}, {2.37725, "2.377"}, {0.99996, "1"}, {12345, "12340"}, {12355, "12360"},
		{0.000123456, "0.0001235"}, {1.23456e-6, "0.000001235"}, {1.23456e-7, "1.235e-07"}, {-1.23456e-300, "-1.235e-300"}, {5e-324, "5e-324"},
		{9.9996e-7, "0.000001"}, {1.23456e20, "123500000000000000000"}, {9.9999e20, "1e+21"}, {math.MaxFloat64, "null"},
		{math.NaN(), "null"}, {math.Inf(1), "null"}, {math.Inf(-1), "null"},
	}
	for _, tt := range tests {
		b, err := json.Marshal(assess.Number(tt.n))
		if err != nil || string(b) != tt.want {
			t.Errorf("%g: got %s, %v; want %s", tt.n, b, err, tt.want)
			continue
		}
		var back assess.Number
		if err := json.Unmarshal(b, &back); err != nil {
			t.Errorf("%s: %v", b, err)
			continue
		}
		if again, _ := json.Marshal(back); string(again) != tt.want {
			t.Errorf("%s, read and written again, is %s", b, again)
		}
		text := tt.want
		if text == "null" {
			text = "–"
		}
		if got := assess.Number(tt.n).String(); got != text {
			t.Errorf("%g as text: got %q, want %q", tt.n, got, text)
		}
	}
}

// A number is written as the shortest text of its four digits.
func TestANumberIsWrittenAsItsFourDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		exponent := rapid.IntRange(-8, 11).Draw(t, "exponent")
		f := rapid.Float64Range(-10, 10).Draw(t, "digits") * math.Pow(10, float64(exponent))
		if rapid.Bool().Draw(t, "round") {
			f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'e', rapid.IntRange(0, 4).Draw(t, "decimals"), 64), 64)
		}
		rounded, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'e', 3, 64), 64)
		want := strconv.FormatFloat(rounded+0, 'f', -1, 64)
		if rounded != 0 && math.Abs(rounded) < 1e-6 {
			want = strconv.FormatFloat(rounded, 'e', -1, 64)
		}
		if got := assess.Number(f).String(); got != want {
			t.Fatalf("%v is written %s, want %s", f, got, want)
		}
	})
}

// Halfway between two numbers of four digits, the last bit decides the last digit.
func TestANumberNearHalfwayIsWrittenAsStrconvWritesIt(t *testing.T) {
	for digits := 999; digits <= 10_000; digits++ {
		for _, scale := range []float64{1e2, 1e3, 1e4, 1e5, 1e6} {
			half := (float64(digits) + 0.5) / scale
			for _, f := range []float64{half, math.Nextafter(half, 0), math.Nextafter(half, 10), half - 1e-6/scale, half + 1e-6/scale, float64(digits) / scale, -half} {
				if got, want := assess.Number(f).String(), strconv.FormatFloat(f, 'g', 4, 64); got != want {
					t.Fatalf("%v is written %s, want %s", f, got, want)
				}
			}
		}
	}
}
