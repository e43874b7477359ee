package batch_test

import (
	"bytes"
	"io"
	"math"
	"runtime"
	"testing"

	"stalkrisk/assess/batch"
)

// The memory that a run holds must not grow with its input, or stay large after large
// records. It is measured after a garbage collection, because the memory of the
// process (which .ci/bench measures) also depends on the machine.
func TestWhatIsHeldDoesNotGrowWithTheInput(t *testing.T) {
	small := bytes.Repeat(invented(t, 100), 100) // 10,000 records, some 16 MB
	large := bytes.Repeat(append(sized(newest(t), 60, 5000), '\n'), 30)
	escaped := bytes.ReplaceAll(large, []byte(`"case"`), []byte(`"\u0063ase"`))
	held := heldBy(t, options(shelf(t)), small, large, escaped, small)
	for i, part := range []struct {
		name string
		most float64 // MB
	}{
		{"small records", 3}, {"large records", 10}, {"large records for the strict reader", 10}, {"small records after large ones", 5},
	} {
		if held[i] > part.most {
			t.Errorf("%s: %.1f MB are held, want at most %.0f", part.name, held[i], part.most)
		}
	}
}

// heldBy scores one stream of several parts. For each part it returns the most MB
// held while its results were written, beyond those held before.
func heldBy(t *testing.T, o batch.Options, parts ...[]byte) []float64 {
	t.Helper()
	var readers []io.Reader
	for _, p := range parts {
		readers = append(readers, bytes.NewReader(p))
	}
	w := &heldWriter{before: live(), most: make([]float64, len(parts))}
	for _, p := range parts {
		w.records = append(w.records, bytes.Count(p, []byte("\n")))
	}
	in := batch.Input{Name: "night.ndjson", File: true, Open: func() (io.ReadCloser, error) { return io.NopCloser(io.MultiReader(readers...)), nil }}
	tally, err := batch.Run(t.Context(), one(in), o, batch.Output{Results: w, Problems: io.Discard, Failed: func(string, error) {}})
	if err != nil || tally.Scored != tally.Records || w.part != len(parts) {
		t.Fatalf("%v; %+v; %d parts", err, tally, w.part)
	}
	runtime.KeepAlive(parts)
	return w.most
}

// heldWriter measures from time to time what is held. It measures only the second
// half of each part: before that, tasks of the previous part are still in progress.
type heldWriter struct {
	before  float64
	records []int // of each part
	part    int
	written int // records of the part
	next    int // measures when so many are written
	most    []float64
}

func (w *heldWriter) Write(b []byte) (int, error) {
	w.written += bytes.Count(b, []byte("\n"))
	if w.part == len(w.records) {
		return len(b), nil
	}
	n := w.records[w.part]
	if w.written >= max(w.next, n/2) && w.written < n {
		w.next = w.written + n/6
		w.most[w.part] = math.Max(w.most[w.part], live()-w.before)
	}
	if w.written >= n {
		w.written, w.next = w.written-n, 0
		w.part++
	}
	return len(b), nil
}

// live returns how many MB are in use after a garbage collection.
func live() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // frees what pools kept at the first
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}
