package batch_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
)

// These measure the reader, the scorer and the writer separately, in ns a record.

const some = 1000 // records

func perRecord(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*some), "ns/record")
}

func newest(tb testing.TB) assess.Instruments {
	set, _ := shelf(tb).For(&assess.Assessment{}, assess.Tool{Name: "stalkrisk"})
	return set
}

// eachLine calls f with each line.
func eachLine(text []byte, f func([]byte)) {
	for line := range bytes.Lines(text) {
		f(bytes.TrimSuffix(line, []byte("\n")))
	}
}

func BenchmarkReader(b *testing.B) {
	text := slices.Grow(invented(b, some), 16) // which the reader may read with the last line
	fast := assessmentfile.NewFastReader(newest(b))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for rest := text; len(rest) > 0; {
			_, size := fast.First(rest)
			if size == 0 {
				b.Fatal("not sure")
			}
			rest = rest[size:]
		}
	}
	perRecord(b)
}

func BenchmarkStrictReader(b *testing.B) {
	text := invented(b, some)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		eachLine(text, func(line []byte) {
			if rec := assessmentfile.ReadJSON(line); rec.Problems != nil {
				b.Fatal(rec.Problems)
			}
		})
	}
	perRecord(b)
}

// records returns some assessments.
func records(b *testing.B) (all []assess.Assessment) {
	text := invented(b, some)
	eachLine(text, func(line []byte) {
		all = append(all, assessmentfile.ReadJSON(line).Assessment)
	})
	return all
}

func BenchmarkScorer(b *testing.B) {
	all, set := plains(b), newest(b)
	var s assess.Scorer
	b.ReportAllocs()
	for b.Loop() {
		for i := range all {
			if _, fits := s.ScorePrepared(set, all[i]); !fits {
				b.Fatal("does not fit")
			}
		}
	}
	perRecord(b)
}

// plains returns some prepared records, each in memory of its own.
func plains(b *testing.B) (all []*assess.Prepared) {
	text, set := invented(b, some), newest(b)
	eachLine(text, func(line []byte) {
		r := assessmentfile.NewFastReader(set)
		p, sure := r.Read(line)
		if !sure {
			b.Fatal("not sure")
		}
		all = append(all, p)
	})
	return all
}

func BenchmarkWriter(b *testing.B) {
	var all []assess.Result
	for _, a := range records(b) {
		all = append(all, assess.Score(newest(b), &a))
	}
	var out []byte
	var w assess.ResultWriter
	b.ReportAllocs()
	for b.Loop() {
		out = out[:0]
		for i := range all {
			out = append(w.Append(out, &all[i]), '\n')
		}
	}
	b.SetBytes(int64(len(out)))
	perRecord(b)
}

// This measures how the cost grows: with no answers, with all answers to both
// questionnaires, and with more and more incidents.
func BenchmarkPerItemAndIncident(b *testing.B) {
	set := newest(b)
	for _, c := range []struct {
		name             string
		items, incidents int
	}{{"nothing", 0, 0}, {"60-answers", 60, 0}, {"10-incidents", 0, 10}, {"100-incidents", 0, 100}, {"1000-incidents", 0, 1000}} {
		text := sized(set, c.items, c.incidents)
		b.Run(c.name, func(b *testing.B) {
			fast := assessmentfile.NewFastReader(set)
			var s assess.Scorer
			var out []byte
			for b.Loop() {
				p, sure := fast.Read(text)
				if !sure {
					b.Fatal("not sure")
				}
				r, fits := s.ScorePrepared(set, p)
				if !fits {
					b.Fatal("does not fit")
				}
				out = r.AppendJSON(out[:0])
			}
			b.SetBytes(int64(len(text)))
		})
	}
}

// sized returns a record with that many answers and incidents.
func sized(set assess.Instruments, items, incidents int) []byte {
	var answers [2][]string
	for k, in := range []*assess.Instrument{set.Stalking, set.Dash} {
		for i := range in.Items {
			if items--; items >= 0 {
				answers[k] = append(answers[k], fmt.Sprintf("%q:%q", in.Items[i].ID, []string{"no", "yes", "no"}[i%3]))
			}
		}
	}
	var happened []string
	for i := range incidents {
		happened = append(happened, fmt.Sprintf(`{"at":"2026-%02d-%02dT12:00:00Z","kind":"message","channel":"phone","area":"Eastshire","recorded_as":"harassment","breach":"no"}`, 1+i%10, 1+i%28))
	}
	return fmt.Appendf(nil, `{"format":"stalkrisk.assessment/1","id":"A","case":{"reference":"NP-1","relationship":"former_partner"},"assessed_at":"2026-11-20T14:03:00Z","responses":{"stalking":{%s},"dash":{%s}},"incidents":[%s]}`,
		strings.Join(answers[0], ","), strings.Join(answers[1], ","), strings.Join(happened, ","))
}
