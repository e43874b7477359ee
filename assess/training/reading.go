package training

import (
	"fmt"
	"math"

	"stalkrisk/assess"
)

// ACName returns the name of Gwet's coefficient for the scale of the measure.
func (m *Measure) ACName() string {
	if m.Scale == ordinalScale {
		return "AC2"
	}
	return "AC1"
}

// read returns the figures in plain words. It reads Gwet's coefficient, because kappa
// misleads if nearly everyone has the same answer, and then says so. The five words
// divide the range as in Altman (1991), Practical Statistics for Medical Research;
// they are conventions.
func (m *Measure) read() string {
	switch {
	case m.Answers == 0 && m.Open > 0:
		return "Every answer is open, so there is nothing to compare."
	case m.Answers == 0:
		return "Nobody gave one, so there is nothing to compare."
	case m.Units == 0:
		return "No case has two answers, so there is nothing to compare."
	case m.Units == 1:
		return fmt.Sprintf("Of the pairs of people %s gave the same answer. There is one case only, so chance cannot be taken off.", share(float64(m.Percent.Value)))
	}
	if math.IsNaN(float64(m.AC.Value)) {
		return fmt.Sprintf("Of the pairs of people %s gave the same answer. There is no figure corrected for chance.", share(float64(m.Percent.Value)))
	}
	says := fmt.Sprintf("Agreement is %s (%s %s%s).", strength(float64(m.AC.Value)), m.ACName(), Decimals(m.AC.Value), m.sure())
	if m.misleads() {
		says += fmt.Sprintf(" Kappa (%s) misleads here: nearly everyone gave the same answer, and then it falls however well people agree.", Decimals(m.kappa()))
	}
	if m.Open > 0 {
		says += fmt.Sprintf(" %s left out.", plural(m.Open, "open answer is", "open answers are"))
	}
	return says
}

// sure returns the interval in words, or says that there is none.
func (m *Measure) sure() string {
	low, high := float64(m.AC.Low), float64(m.AC.High)
	switch {
	case math.IsNaN(low) && m.Percent.Value == 1:
		return "; with no two different answers, these cases cannot say how sure that is"
	case math.IsNaN(low):
		return "; too few cases to say how sure that is"
	}
	says := fmt.Sprintf(", 95%% interval %s to %s", Decimals(m.AC.Low), Decimals(m.AC.High))
	if strength(low) != strength(high) {
		says += fmt.Sprintf(": anything from %s to %s", strength(low), strength(high))
	}
	return says
}

// misleads reports whether kappa is low although people agree, as it is if one answer
// is far more common than the other (Feinstein and Cicchetti 1990, Journal of
// Clinical Epidemiology 43, 543-549). The limits are our own: agreement of at least
// 80%, kappa under 0.4 and Gwet's coefficient over 0.6.
func (m *Measure) misleads() bool {
	return m.Percent.Value >= 0.8 && m.kappa() < 0.4 && m.AC.Value > 0.6
}

// kappa returns Cohen's kappa if it has a value, otherwise Fleiss'.
func (m *Measure) kappa() assess.Number {
	if !math.IsNaN(float64(m.Cohen.Value)) {
		return m.Cohen.Value
	}
	return m.Fleiss.Value
}

// Decimals returns a coefficient as people read it: with two decimals, and no minus
// sign before zero.
func Decimals(n assess.Number) string {
	s := fmt.Sprintf("%.2f", float64(n))
	if s == "-0.00" {
		return "0.00"
	}
	return s
}

// strength returns a coefficient in words.
func strength(v float64) string {
	switch {
	case v < 0.2:
		return "poor"
	case v < 0.4:
		return "weak"
	case v < 0.6:
		return "middling"
	case v < 0.8:
		return "good"
	}
	return "very good"
}

func share(v float64) string { return fmt.Sprintf("%.0f%%", 100*v) }

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// lines are sentences for a reader.
type lines []string

// add adds a sentence where it is due.
func (l *lines) add(due bool, format string, args ...any) {
	if due {
		*l = append(*l, fmt.Sprintf(format, args...))
	}
}
