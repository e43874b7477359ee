package report

import (
	"strings"
	"testing"

	"stalkrisk/assess/termtext"
)

// tableOf is a page with one table, whose words try to be more than words.
func tableOf() []block {
	p := &page{}
	p.table("Of 50 cases:", [][]string{
		{"By police force area", "cases", "not pursued", "no"},
		{"Northshire", "31", "12 (39%)", "0 (0%)"},
		{"East|shire <b>*x*</b> and a very long name of a force that has to be wrapped", "19", "7 (37%)", "5 (26%)"},
	})
	return p.blocks
}

func TestATableFitsItsWidthAndKeepsEveryNumber(t *testing.T) {
	for width := leastWidth; width < 120; width++ {
		got := string(text(tableOf(), width))
		for line := range strings.Lines(got) {
			if termtext.Width(strings.TrimSuffix(line, "\n")) > width {
				t.Errorf("width %d: too long: %q", width, line)
			}
		}
		for _, cell := range []string{"31", "12 (39%)", "0 (0%)", "19", "7 (37%)", "5 (26%)"} {
			if !strings.Contains(strings.Join(strings.Fields(got), " "), cell) {
				t.Errorf("width %d: %s is missing:\n%s", width, cell, got)
			}
		}
	}
}

func TestATableReadsInText(t *testing.T) {
	want := `Of 50 cases:
                                                          not
By police force area                          cases   pursued       no
Northshire                                       31  12 (39%)   0 (0%)
East|shire <b>*x*</b> and a very long name
of a force that has to be wrapped                19   7 (37%)  5 (26%)
`
	if got := string(text(tableOf(), 80)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestATableInMarkdownAndHTMLIsOnlyWords(t *testing.T) {
	got := string(markdown(tableOf()))
	for line := range strings.Lines(got) {
		if n := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"); n != 0 && n != 5 {
			t.Errorf("a row with %d bars: %s", n, line)
		}
	}
	if !strings.Contains(got, `| East\|shire \<b\>\*x\*\</b\>`) {
		t.Errorf("not escaped:\n%s", got)
	}
	b, err := webPage(tableOf())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<caption>Of 50 cases:</caption>`, `<th scope="col">no</th>`, `<th scope="row"><bdi>East|shire &lt;b&gt;*x*&lt;/b&gt;`, `<td>5 (26%)</td>`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%s is missing in\n%s", want, b)
		}
	}
}
