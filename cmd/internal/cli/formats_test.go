package cli

import "testing"

func TestTheFormatComesFromTheFlagTheSuffixOrTheTerminal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what     string
		can      choice
		format   string // of --format
		out      string // of -o
		terminal bool
		want     string // "" if it is refused
	}{
		{"a page by the name of its format", pages(), "json", "x.md", true, "json"},
		{"a page by another name", pages(), "md", "", true, "markdown"},
		{"capitals do not matter", pages(), "TXT", "", false, "text"},
		{"a page by its suffix", pages(), "", "x.txt", false, "text"},
		{"a suffix before the terminal", pages(), "", "x.MD", true, "markdown"},
		{"a page on a terminal", pages(), "", "", true, "text"},
		{"a page in a pipe", pages(), "", "", false, "markdown"},
		{"a page in a file with another suffix", pages(), "", "x.out", true, "markdown"},
		{"a page cannot be CSV", pages(), "csv", "", false, ""},
		{"a table by its suffix", tables(), "", "x.csv", false, "csv"},
		{"a paper form cannot be JSON", papers(), "json", "", false, ""},
		{"a paper form cannot be JSON by its suffix", papers(), "", "x.json", false, ""},
		{"rows in a pipe", rows, "", "", false, "ndjson"},
		{"rows on a terminal", rows, "", "", true, "table"},
		{"rows by their suffix", rows, "", "x.csv", true, "csv"},
		{"rows in a text file", rows, "", "x.txt", false, "table"},
		{"rows in a JSON file", rows, "", "x.json", true, "ndjson"},
		{"rows cannot be Markdown", rows, "markdown", "", false, ""},
		{"an unknown format", rows, "xml", "", false, ""},
	} {
		o := output{format: c.format, out: c.out}
		err := o.settle(Env{Term: Term{Out: c.terminal}}, c.can)
		if (err == nil) != (c.want != "") || err == nil && o.format != c.want {
			t.Errorf("%s: format %q, %v; want %q", c.what, o.format, err, c.want)
		}
	}
}
