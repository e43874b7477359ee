package siftfile_test

import (
	"bytes"
	"io"
	"io/fs"
	"testing"

	"stalkrisk/assess/assesstest"
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

// fullLog makes up a log of n rows.
func fullLog(b *testing.B, n int) []byte {
	const name = "sift/1.0.0.cases.yaml"
	file, err := fs.ReadFile(questionnaires.Files, name)
	if err != nil {
		b.Fatal(err)
	}
	cases, problems := questionnairefile.LoadSiftCases(name, file, shipped(b))
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	var out bytes.Buffer
	if err := assesstest.WriteLogs(&out, cases, 100, n); err != nil {
		b.Fatal(err)
	}
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
