package assess

import (
	"strconv"
	"strings"
)

// WholeNumber reads a whole number however it is written: 4, 4.0 and 4e0 are one
// number, and spreadsheets and data frames write the second for the first. It
// refuses 4.5, and also 04, 0x4 and 4_0, because programs disagree about what those
// mean.
func WholeNumber(s string) (int, bool) {
	const most = 18 // digits, which an int always holds
	digits, negative := strings.CutPrefix(s, "-")
	digits, power, scaled := strings.Cut(strings.ToLower(digits), "e")
	shift := 0
	if scaled {
		n, err := strconv.Atoi(power)
		if err != nil || n < -most || n > most {
			return 0, false
		}
		shift = n
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	if whole == "" || strings.Trim(whole+fraction, "0123456789") != "" || len(whole) > 1 && whole[0] == '0' {
		return 0, false
	}
	point := len(whole) + shift
	all := strings.Repeat("0", max(0, -point)) + whole + fraction
	point = max(0, point)
	all += strings.Repeat("0", max(0, point-len(all)))
	if strings.Trim(all[point:], "0") != "" {
		return 0, false
	}
	all = strings.TrimLeft(all[:point], "0")
	if len(all) > most {
		return 0, false
	}
	n, _ := strconv.Atoi("0" + all)
	if negative {
		n = -n
	}
	return n, true
}
