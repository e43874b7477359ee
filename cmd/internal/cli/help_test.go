package cli

import "testing"

func TestPlainMarkdown(t *testing.T) {
	t.Parallel()
	const doc = `# A title

One **word** and ` + "`code`" + `, which is
wrapped again.

- an item that is long enough to need two lines
- another
1. a numbered one

| code | what |
| --- | --- |
| ` + "`a`" + ` | first |

` + "```console\n$ not wrapped, however long it may be\n```\n"
	const want = `A title
-------

One word and code, which is
wrapped again.

- an item that is long enough
  to need two lines
- another
1. a numbered one

- a: first

    $ not wrapped, however long it may be
`
	if got := plainMarkdown(doc, 30); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
