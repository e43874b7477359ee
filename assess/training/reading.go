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

// read returns the figures in plain words. The word for how good it is goes by Gwet's
// coefficient, because kappa misleads if nearly everyone has the same answer. The five
// words divide the range as in Altman (1991), Practical Statistics for Medical Research;
// they are conventions.
func (m *Measure) read() string {
	switch {
	case m.Answers == 0 && m.Open > 0:
		return "Every answer is open, so there is nothing to compare." + m.modelInWords()
	case m.Answers == 0:
		return "Nobody gave one, so there is nothing to compare."
	case m.Units == 0:
		return "No case has two answers, so there is nothing to compare." + m.modelInWords()
	}
	says := ""
	if !math.IsNaN(float64(m.AC.Value)) {
		says = "Agreement is " + strength(float64(m.AC.Value)) + ". "
	}
	says += fmt.Sprintf("Of the pairs of people %s gave the same answer%s.", share(float64(m.Percent.Value)), rangeOf(m.Percent))
	if !math.IsNaN(float64(m.OpenPercent.Value)) {
		says += fmt.Sprintf(" With open as an answer too, %s did%s.", share(float64(m.OpenPercent.Value)), rangeOf(m.OpenPercent))
	}
	return says + m.modelInWords()
}

// modelInWords returns how many answers are the model's; "" if there is no model.
func (m *Measure) modelInWords() string {
	if math.IsNaN(float64(m.Model.Value)) {
		return ""
	}
	return fmt.Sprintf(" Of the answers %s are the model's%s.", share(float64(m.Model.Value)), rangeOf(m.Model))
}

// widest is the widest range of a share that says anything.
const widest = 0.8

// rangeOf returns an interval of a share in words; "" if there is none.
func rangeOf(e Estimate) string {
	switch {
	case math.IsNaN(float64(e.Low)):
		return ""
	case min(1, e.High)-max(0, e.Low) > widest:
		return " (for other people and cases, it could be almost anything)"
	}
	return fmt.Sprintf(" (of other people and cases, perhaps %s to %s)", share(max(0, float64(e.Low))), share(float64(e.High)))
}

// Misleads reports whether kappa is low although people agree, as it is if one answer
// is far more common than the other (Feinstein and Cicchetti 1990, Journal of
// Clinical Epidemiology 43, 543-549). The limits are our own: agreement of at least
// 80%, kappa under 0.4 and Gwet's coefficient over 0.6.
func (m *Measure) Misleads() bool {
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
