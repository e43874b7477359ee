package batch_test

import (
	"bytes"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
)

// The reader, the scorer and the writer apart; ns/record is what one costs.

const some = 1000 // records

func perRecord(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*some), "ns/record")
}

func newest(tb testing.TB) assess.Instruments {
	set, _ := shelf(tb).For(&assess.Assessment{}, assess.Tool{Name: "stalkrisk"})
	return set
}

// eachLine calls f with the place of each line.
func eachLine(text []byte, f func(from, to int)) {
	for from := 0; from < len(text); {
		to := from + bytes.IndexByte(text[from:], '\n')
		f(from, to)
		from = to + 1
	}
}

func BenchmarkReader(b *testing.B) {
	text := invented(b, some)
	fast := assessmentfile.NewFastReader(newest(b))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		fast.Over(text)
		eachLine(text, func(from, to int) {
			if _, sure := fast.Read(from, to); !sure {
				b.Fatal("not sure")
			}
		})
	}
	perRecord(b)
}

func BenchmarkStrictReader(b *testing.B) {
	text := invented(b, some)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		eachLine(text, func(from, to int) {
			if rec := assessmentfile.ReadRecord(text[from:to]); rec.Problems != nil {
				b.Fatal(rec.Problems)
			}
		})
	}
	perRecord(b)
}

// records gives some records that stay, and the results of them.
func records(b *testing.B) (all []assess.Assessment) {
	text := invented(b, some)
	eachLine(text, func(from, to int) {
		all = append(all, assessmentfile.ReadRecord(text[from:to]).Assessment)
	})
	return all
}

func BenchmarkScorer(b *testing.B) {
	all, set := plains(b), newest(b)
	var s assess.Scorer
	b.ReportAllocs()
	for b.Loop() {
		for i := range all {
			if _, fits := s.ScorePlain(set, all[i]); !fits {
				b.Fatal("does not fit")
			}
		}
	}
	perRecord(b)
}

// plains reads some records, each into memory of its own.
func plains(b *testing.B) (all []*assess.Plain) {
	text, set := invented(b, some), newest(b)
	eachLine(text, func(from, to int) {
		r := assessmentfile.NewFastReader(set)
		r.Over(text)
		p, sure := r.Read(from, to)
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
	b.ReportAllocs()
	for b.Loop() {
		out = out[:0]
		for i := range all {
			out = append(all[i].AppendJSON(out), '\n')
		}
	}
	b.SetBytes(int64(len(out)))
	perRecord(b)
}
