package siftfile_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"testing"

	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/sift"
	"stalkrisk/assess/siftfile"
	"stalkrisk/questionnaires"
)

// These read and write a log in which every row is full of what the rules look for: its
// texts are those of their worked cases, about 600 bytes a row.
func BenchmarkRead(b *testing.B) {
	rules, log := shipped(b), fullLog(b, 20_000)
	b.SetBytes(int64(len(log)))
	for b.Loop() {
		s := sift.New(rules, sift.Options{})
		if _, err := siftfile.Read(b.Context(), bytes.NewReader(log), siftfile.Options{Workers: 1}, s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	s := sift.New(shipped(b), sift.Options{})
	if _, err := siftfile.Read(b.Context(), bytes.NewReader(fullLog(b, 20_000)), siftfile.Options{Workers: 1}, s); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		w := siftfile.NewWriter(io.Discard, "ndjson")
		for g := range s.Groups(true) {
			if err := w.Group(&g); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// fullLog makes up a log of n rows: three reports of each pair of people.
func fullLog(b *testing.B, n int) []byte {
	file, err := fs.ReadFile(questionnaires.Files, "sift/1.0.0.cases.yaml")
	if err != nil {
		b.Fatal(err)
	}
	cases, problems := questionnairefile.LoadSiftCases("sift/1.0.0.cases.yaml", file, shipped(b))
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	var texts []string
	for _, c := range cases {
		for _, r := range c.Reports {
			texts = append(texts, r.Text)
		}
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Write(siftfile.Columns().Names())
	next := 0
	for i := range n {
		text := ""
		for len(text) < 600 {
			text += texts[next%len(texts)] + " "
			next += 7
		}
		pair := i / 3
		w.Write([]string{fmt.Sprintf("N/%06d", i), fmt.Sprintf("2025-%02d-%02d", 1+i%12, 1+i%28), "Northshire", []string{"Nuisance", "Theft", "ASB"}[i%3], fmt.Sprintf("V-%d", pair), fmt.Sprintf("S-%d", pair), "", text})
	}
	w.Flush()
	return out.Bytes()
}

func shipped(tb testing.TB) *sift.Rules {
	all, err := questionnairefile.LoadAll(questionnaires.Files)
	if err != nil {
		tb.Fatal(err)
	}
	versions, err := questionnairefile.LoadSifts(questionnaires.Files, nil, all)
	if err != nil {
		tb.Fatal(err)
	}
	return versions.Newest(questionnairefile.SiftFolder)
}
