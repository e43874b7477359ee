package sift

import (
	"encoding/csv"
	"os"
	"testing"

	"stalkrisk/assess/strictfile"
)

func BenchmarkFind(b *testing.B) {
	y, _ := os.ReadFile("../../questionnaires/sift/1.0.0.yaml")
	r := &Rules{}
	strictfile.Decode(strictfile.ParseYAML(y)[0].Root, r)
	m := newMatcher(r)
	f, _ := os.Open("/tmp/sift-work/small.csv")
	rows, _ := csv.NewReader(f).ReadAll()
	var fs []found
	n := 0
	for b.Loop() {
		for _, row := range rows[1:] {
			fs = m.find(row[7], 3, fs[:0])
			n += len(fs)
		}
	}
	b.ReportMetric(float64(n)/float64(b.N*30000), "hits/row")
}
