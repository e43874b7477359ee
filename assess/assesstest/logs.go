package assesstest

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"stalkrisk/assess/questionnairefile"
)

// nothing is text in which the sift finds no sign.
const nothing = "Bins not collected for the second week. Council has the complaint. Road shut for works until Friday and the cones were moved. "

// WriteLogs writes a log of incidents in CSV, three reports of each pair of people, about
// 600 bytes a row. So many rows in a hundred are full of what the sift looks for: their
// texts are those of its worked cases.
func WriteLogs(to io.Writer, cases []questionnairefile.SiftCase, full, n int) error {
	var texts []string
	for _, c := range cases {
		for _, r := range c.Reports {
			texts = append(texts, r.Text)
		}
	}
	w := csv.NewWriter(to)
	w.Write([]string{"reference", "at", "area", "recorded_as", "victim", "suspect", "place", "text"})
	next := 0
	for i := range n {
		text := strings.Repeat(nothing, 5)
		if i*full/100 != (i+1)*full/100 {
			for text = ""; len(text) < 600; next += 7 {
				text += texts[next%len(texts)] + " "
			}
		}
		w.Write([]string{
			fmt.Sprintf("N/%06d", i), fmt.Sprintf("2025-%02d-%02d", 1+i%12, 1+i%28), Areas[i%len(Areas)], []string{"Nuisance", "Theft", "ASB"}[i%3],
			fmt.Sprintf("V-%d", i/3), fmt.Sprintf("S-%d", i/3), "", text[:600],
		})
	}
	w.Flush()
	return w.Error()
}
