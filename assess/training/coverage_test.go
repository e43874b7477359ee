package training

import (
	"fmt"
	"math"
	"testing"
)

// A made-up world, to see how often an interval holds the true figure. Each question of a
// case has its own chance of a yes and of being left open; questions of one case hang
// together, and each person leans their own way.
type world struct {
	kind
	questions  int
	categories int
	g          generator
}

// kind is what kind of world it is: how far nearly all answers are yes, how much cases
// differ, and how much people do.
type kind struct {
	name                string
	yes, cases, leaning float64
}

var worlds = []kind{{"mixed answers", 0, 1.5, 0.7}, {"nearly all yes", 2.5, 1.5, 0.7}, {"clear cases", 0, 5, 0.4}, {"people who lean", 0, 1, 1.5}}

func (w *world) normal() float64 {
	u := (float64(w.g.below(1<<30)) + 0.5) / (1 << 30)
	v := (float64(w.g.below(1<<30)) + 0.5) / (1 << 30)
	return math.Sqrt(-2*math.Log(u)) * math.Cos(2*math.Pi*v)
}

func (w *world) chance() float64 { return (float64(w.g.below(1<<30)) + 0.5) / (1 << 30) }

// draw returns the ratings of that many people and cases.
func (w *world) draw(people, cases int) *ratings {
	r := &ratings{categories: w.categories}
	lean := make([]float64, people)
	for k := range lean {
		lean[k] = w.leaning * w.normal()
	}
	// A question is harder or easier in every case: the same in every draw.
	fixed := generator(7)
	hard := make([]float64, w.questions)
	for q := range hard {
		hard[q] = float64(fixed.below(3000))/1000 - 1.5
	}
	row := make([]int, people)
	for c := range cases {
		together := 0.8 * w.normal()
		for q := range w.questions {
			own := w.cases * w.normal()
			for k := range row {
				x := w.yes + own + together + hard[q] + lean[k]
				if w.categories == 3 && w.chance() < 0.12 {
					row[k] = 2
					continue
				}
				row[k] = 0
				if w.chance() < 1/(1+math.Exp(-x)) {
					row[k] = 1
				}
				if w.categories == 4 { // levels: two cuts of one scale
					row[k] = 0
					y := x + 0.8*w.normal()
					if y > -0.7 {
						row[k] = 1
					}
					if y > 0.7 {
						row[k] = 2
					}
				}
			}
			r.add(c, row)
		}
	}
	if w.categories == 4 {
		r.categories = 3
	}
	return r
}

// figuresTried are the figures that have an interval.
var figuresTried = []struct {
	name       string
	categories int // 4 are three levels in order
	questions  int
	of         coefficient
}{
	{"one question, same answer", 2, 1, percent}, {"one question, AC1", 2, 1, ac1},
	{"one question, open as an answer, same", 3, 1, percent}, {"one question, open as an answer, AC1", 3, 1, ac1},
	{"one question, the model's", 2, 1, shareOfOnes},
	{"one level, same", 4, 1, percent}, {"one level, AC2", 4, 1, ac2},
	{"all questions, same", 2, 30, percent}, {"all questions, AC1", 2, 30, ac1},
	{"all questions, open as an answer, same", 3, 30, percent}, {"all questions, open as an answer, AC1", 3, 30, ac1},
	{"all questions, the model's", 2, 30, shareOfOnes},
}

// truth returns a figure of very many people and cases.
func truth(in kind, categories, questions int, of coefficient) float64 {
	w := &world{in, questions, categories, generator(99)}
	cases := max(200, 6000/questions)
	r := w.draw(200, cases)
	return of(r.tallies(-1), r.categories)
}

// held returns in how many of some draws an interval was printed, and how many of those
// hold the true figure.
func held(in kind, categories, questions, people, cases, draws int, of coefficient) (printed, holds int) {
	want := truth(in, categories, questions, of)
	w := &world{in, questions, categories, generator(uint64(11 + people*1000 + cases))}
	for range draws {
		e := estimates(w.draw(people, cases), of)[0]
		if math.IsNaN(float64(e.Low)) {
			continue
		}
		printed++
		if float64(e.Low) <= want && want <= float64(e.High) {
			holds++
		}
	}
	return printed, holds
}

// At four people and six cases, the fewest that have an interval, each interval holds the
// true figure at least 90 times in 100, in every kind of world.
func TestIntervalsHoldTheTrueFigure(t *testing.T) {
	t.Parallel()
	const draws = 100
	for _, in := range worlds {
		for _, f := range figuresTried {
			if f.questions > 1 {
				continue // they take long; BenchmarkCoverage has them
			}
			if printed, holds := held(in, f.categories, f.questions, 4, 6, draws, f.of); printed < draws/10 || holds*10 < printed*9 {
				t.Errorf("%s, %s: the interval holds the true figure %d of %d times", in.name, f.name, holds, printed)
			}
		}
	}
}

// BenchmarkCoverage shows how often each interval holds the true figure, of 100, by the
// number of people and cases.
func BenchmarkCoverage(b *testing.B) {
	for _, in := range worlds {
		for _, size := range [][2]int{{4, 6}, {4, 10}, {8, 6}, {8, 12}, {20, 6}, {20, 14}} {
			for _, f := range figuresTried {
				b.Run(fmt.Sprintf("%s: %d people, %d cases: %s", in.name, size[0], size[1], f.name), func(b *testing.B) {
					for range b.N {
						printed, holds := held(in, f.categories, f.questions, size[0], size[1], 400, f.of)
						b.ReportMetric(100*float64(holds)/float64(max(1, printed)), "of-100")
						b.ReportMetric(float64(printed)/4, "printed-of-100")
					}
				})
			}
		}
	}
}
