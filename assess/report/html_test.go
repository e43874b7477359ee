package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"stalkrisk/assess"
)

// parsed returns a page as a browser reads it.
func parsed(t testing.TB, page []byte) *html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// textOf returns the text of the first element of that name, and reports whether there
// is one.
func textOf(doc *html.Node, name string) (string, bool) {
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != name {
			continue
		}
		var text strings.Builder
		for c := range n.Descendants() {
			if c.Type == html.TextNode {
				text.WriteString(c.Data)
			}
		}
		return text.String(), true
	}
	return "", false
}

// has reports whether the template has that element, or that attribute.
var has = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{"tbody": true, " open": true} // a parser adds the one, and the other has no value
	for _, m := range regexp.MustCompile(`<([a-z0-9]+)| ([a-zA-Z0-9-]+)="`).FindAllStringSubmatch(htmlSource, -1) {
		known[m[1]], known[" "+m[2]] = true, true
	}
	return known
})

// shape returns the elements of a page with their attributes, and fails the test for
// each that the template does not have. A quotation counts once, however many lines it has.
func shape(t testing.TB, page []byte) (out []string) {
	t.Helper()
	for n := range parsed(t, page).Descendants() {
		switch {
		case n.Type == html.CommentNode:
			t.Errorf("a comment: %q", n.Data)
		case n.Type == html.TextNode:
			if i := strings.IndexFunc(n.Data, hidden); i >= 0 {
				t.Errorf("a hidden character at %q", n.Data[i:])
			}
		case n.Type == html.ElementNode:
			if !has()[n.Data] {
				t.Errorf("element %q is not in the template", n.Data)
			}
			name := n.Data
			for _, a := range n.Attr {
				if a.Key = strings.TrimPrefix(a.Key, "xlink:"); !has()[" "+a.Key] && a.Key != "viewBox" {
					t.Errorf("attribute %q of %q is not in the template", a.Key, n.Data)
				}
				name += fmt.Sprintf(" %s=%q", a.Key, a.Val)
			}
			if n.Parent.Data != "blockquote" {
				out = append(out, name)
			}
		}
	}
	return out
}

func pageOf(t testing.TB, blocks []block) []byte {
	t.Helper()
	page, err := webPage(blocks)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func checkPage(t *testing.T, note string) {
	t.Helper()
	page := pageOf(t, everywhere(note))
	if got, want := shape(t, page), shape(t, pageOf(t, everywhere("plain"))); !slices.Equal(got, want) {
		t.Errorf("%q changes the page to\n%q, not\n%q", note, got, want)
	}
}

func TestNotesForgeNothingInAPage(t *testing.T) {
	for _, note := range hostile {
		checkPage(t, note)
	}
}

func FuzzPage(f *testing.F) {
	for _, note := range hostile {
		f.Add(note)
	}
	f.Add(`</style><script>alert(1)</script>`)
	f.Add(`"><img src=x onerror=alert(1)> {{.}} <![CDATA[ </svg> </title>`)
	f.Fuzz(func(t *testing.T, note string) {
		if !empty(note) {
			checkPage(t, note)
		}
	})
}

// The words of a case appear in a page as they were said.
func TestAPageSaysWhatWasSaid(t *testing.T) {
	for _, note := range []string{"<b>not bold</b> & \"quoted\" 'so'", "&lt;script&gt;", "{{.Title}}", "O’Brien £5 שלום", "\x1b[2J\u202e"} {
		body, _ := textOf(parsed(t, pageOf(t, everywhere(note))), "body")
		if n := strings.Count(body, oneLine(note)); n != strings.Count(fmt.Sprint(each(everywhere(note), func(b block) string { return oneLine(b.label + "\n" + b.text) })), oneLine(note)) {
			t.Errorf("%q is there %d times in\n%s", note, n, body)
		}
	}
}

// A page allows its own style sheet and nothing else: not even a script that somehow got
// into it would run.
func TestAPageAllowsNothingButItsOwnStyle(t *testing.T) {
	page := bytesOf(t, func(b *bytes.Buffer) error {
		return Write(b, "html", View{Report: reportOf(t, "rich"), Show: Show{Full: true}}, 0)
	})
	doc := parsed(t, page)
	style, _ := textOf(doc, "style")
	hash := sha256.Sum256([]byte(style))
	want := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'; base-uri 'none'; form-action 'none'"
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "head" {
			continue
		}
		first := n.FirstChild
		for first.Type != html.ElementNode {
			first = first.NextSibling
		}
		if fmt.Sprint(first.Attr) != fmt.Sprint([]html.Attribute{{Key: "http-equiv", Val: "Content-Security-Policy"}, {Key: "content", Val: want}}) {
			t.Errorf("the head begins with %v, want the policy %q", first.Attr, want)
		}
	}
	for _, never := range []string{"<script", "javascript:", " style=", " on", "url(", "@import", "http:", "https:", "ZgotmplZ"} {
		if i := bytes.Index(page, []byte(never)); i >= 0 && never != " on" && !(strings.HasPrefix(never, "http") && !linksOut(page)) {
			t.Errorf("the page holds %q at %.80q", never, page[i:])
		}
	}
}

// linksOut reports whether an attribute of a page names an address.
func linksOut(page []byte) bool {
	return regexp.MustCompile(`<[^>]*["'=( ](https?:)?//[^>]*>`).Match(page)
} // two slashes can stand in a hash

// One heading of the first level; the levels below it are never skipped.
func TestAPageHasOneTitleAndItsHeadingsInOrder(t *testing.T) {
	rep := reportOf(t, "rich")
	for _, blocks := range [][]block{(&View{Report: rep, Show: Show{Full: true}}).compose(), everywhere("words")} {
		page, last, first := pageOf(t, blocks), 0, 0
		for _, name := range shape(t, page) {
			level := strings.Index("h1h2h3h4", name[:min(2, len(name))])/2 + 1
			if name[0] != 'h' || level == 0 || len(name) > 2 && name[2] != ' ' {
				continue
			}
			if level == 1 {
				first++
			}
			if level > last+1 {
				t.Errorf("a heading of level %d after one of %d", level, last)
			}
			last = level
		}
		if first != 1 {
			t.Errorf("%d headings of the first level", first)
		}
		if title, _ := textOf(parsed(t, page), "title"); blank(title) {
			t.Error("no title")
		}
	}
}

// The table beside the drawing has every incident, and the drawing counts each that has
// a date.
func TestADrawingShowsEveryIncident(t *testing.T) {
	rep := reportOf(t, "rich")
	d := drawn(&rep.Pattern, rep.Assessment.Orders, rep.Assessment.AssessedAt.String())
	if len(d.rows) != len(rep.Pattern.Incidents) {
		t.Errorf("%d rows for %d incidents", len(d.rows), len(rep.Pattern.Incidents))
	}
	if got := len(d.marks) + d.undated + d.after; got != len(rep.Pattern.Incidents) {
		t.Errorf("%d of %d incidents are drawn or counted", got, len(rep.Pattern.Incidents))
	}
	for _, v := range d.views() {
		checkView(t, d, &v)
	}
}

// A thousand incidents are drawn as marks that do not cover each other.
func TestAThousandIncidentsStayReadable(t *testing.T) {
	var many []Incident
	day := dayOn("2024-01-01")
	for i := range 1000 {
		many = append(many, Incident{Number: i + 1, At: day.AddDate(0, 0, i*7/10).Format("2006-01-02"), Severity: 1 + i%5, Breach: []string{"no", "yes"}[i/3%2]})
	}
	d := drawn(&Pattern{Incidents: many}, make([]assess.Order, 0), "2026-01-01T00:00:00Z")
	for _, v := range d.views() {
		checkView(t, d, &v)
		if n := len(v.Marks) + len(v.Breaches); n > 400 {
			t.Errorf("%s has %d marks", v.Name, n)
		}
	}
}

func checkView(t *testing.T, d *drawing, v *view) {
	t.Helper()
	shown := 0
	for i, m := range v.Marks {
		shown += max(1, m.Count)
		if m.X < v.Left || m.X > v.Right || m.Y < 0 || m.Y > v.Height {
			t.Errorf("%s: mark %d is outside", v.Name, i)
		}
		if i > 0 && v.Marks[i-1].Severity == m.Severity && m.X-v.Marks[i-1].X < halfMark {
			t.Errorf("%s: marks %d and %d cover each other", v.Name, i-1, i)
		}
	}
	for _, m := range v.Months {
		shown += max(1, m.Count)
	}
	if shown != len(d.marks) {
		t.Errorf("%s shows %d of %d incidents", v.Name, shown, len(d.marks))
	}
	for i, tick := range v.Ticks {
		if i > 0 && tick.X-v.Ticks[i-1].X < 40 {
			t.Errorf("%s: the labels %q and %q are too close", v.Name, v.Ticks[i-1].Text, tick.Text)
		}
	}
}
