package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/strictfile"
)

// marked is put in a file wherever a person may have written a name.
const marked = "zqmarchmont"

// Nothing of a case may be in a message. Every value, every key and every place in
// the text of a right file is spoilt in turn with a marked word, which then must not
// stand in standard error or in the problem lines. Files are changed by their own
// structure, so that a new field is covered by itself.
func TestNoMessageRepeatsWhatAFileHolds(t *testing.T) {
	full, err := os.ReadFile("../../../assess/assessmentfile/testdata/valid/full.yaml")
	if err != nil {
		t.Fatal(err)
	}
	root := strictfile.ParseYAML(full)[0].Root
	var docs []string
	spoil(root, func(string) bool { return false }, func() { docs = append(docs, string(strictfile.AppendJSON(nil, root))) })
	if len(docs) < 500 {
		t.Fatalf("only %d spoilt files", len(docs))
	}
	text := strictfile.AppendJSON(nil, root)
	for at := 0; at < len(text); at += 1 + len(text)/400 {
		for _, bad := range []string{marked, `"` + marked, "\n" + marked + "\t", "}" + marked, "\x80" + marked} {
			docs = append(docs, strings.ReplaceAll(string(text[:at])+bad+string(text[at:]), "\n", " "))
		}
	}
	dir := t.TempDir()
	quiet(t, dir, "all.ndjson", strings.Join(docs, "\n"), "score", "--problems", filepath.Join(dir, "p.ndjson"))
	for _, command := range []string{"check", "timeline"} {
		quiet(t, dir, "all.ndjson", strings.Join(docs, "\n"), command)
	}
	for i := 0; i < len(docs); i += 120 {
		for _, command := range []string{"check", "report", "timeline", "explore", "verify"} {
			quiet(t, dir, "one.json", docs[i], command)
		}
	}
	for i, line := range bytes.SplitAfter(full, []byte("\n")) {
		broken := strings.Replace(string(full), string(line), strings.TrimRight(string(line), "\n")+" "+marked+": [\n", 1)
		quiet(t, dir, fmt.Sprintf("b%d.yaml", i), broken, "check")
	}
	for _, table := range []string{
		marked + "," + marked + "2\n" + marked + ",x\n", "at,kind," + marked + "\n" + marked + "," + marked + "," + marked + "\n",
		"case.reference,assessed_at," + marked + "\n" + marked + "," + marked + ",\"" + marked + "\n", "case.reference,assessed_at\n" + marked + ",2026-11-20T14:03:00Z," + marked + "\n",
	} {
		for _, command := range []string{"score", "check", "timeline"} {
			quiet(t, dir, "t.csv", table, command)
		}
	}
}

var recordID = regexp.MustCompile(`"id":"[^"]*"`)

// quiet runs a command on a file and looks for the marked word in what it says.
func quiet(t *testing.T, dir, name, content, command string, flags ...string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	_, said := said("", append([]string{command, path}, flags...)...)
	for i, flag := range flags {
		if flag == "--problems" {
			b, _ := os.ReadFile(flags[i+1])
			said += string(b)
		}
	}
	for line := range strings.Lines(said) {
		// The id of a record is kept, so that its problems can be found, and a map to
		// start from holds the headings that it is for.
		if strings.HasPrefix(line, "  \"") {
			continue
		}
		if strings.Contains(recordID.ReplaceAllString(line, ""), marked) {
			t.Errorf("%s: %.300s", command, line)
			return
		}
	}
}

// said runs a command, with a file of settings or "", and returns what it wrote to
// standard output and to standard error.
func said(settings string, args ...string) (out, err string) {
	var o, e bytes.Buffer
	Run(Env{
		Context: context.Background(), In: strings.NewReader(""), Out: &o, Err: &e, Now: func() time.Time { return time.Unix(1_800_000_000, 0) },
		NewID: func() string { return "01" }, Shipped: assesstest.Files(), settings: func() (string, bool) { return settings, settings != "" },
	}, args)
	return o.String(), e.String()
}

// spoil calls try with every value and every key below n spoilt, one at a time.
// Values and keys below a key that skip returns true for are left as they are.
func spoil(n *strictfile.Node, skip func(key string) bool, try func()) {
	was := *n
	word := &strictfile.Node{Kind: strictfile.String, Text: marked}
	for _, bad := range []strictfile.Node{
		*word, {Kind: strictfile.Number, Text: "71077345"}, {Kind: strictfile.Null}, {Kind: strictfile.List, Items: []*strictfile.Node{word}},
		{Kind: strictfile.Object, Fields: []strictfile.Field{{Key: marked, Value: word}, {Key: marked, Value: &strictfile.Node{Kind: strictfile.Null}}}},
	} {
		*n = bad
		try()
	}
	*n = was
	for i := range n.Fields {
		key := n.Fields[i].Key
		if skip(key) {
			continue
		}
		n.Fields[i].Key = marked
		try()
		n.Fields[i].Key = key
		spoil(n.Fields[i].Value, skip, try)
	}
	for _, item := range n.Items {
		spoil(item, skip, try)
	}
	if n.Kind == strictfile.Object {
		n.Fields = append(n.Fields, strictfile.Field{Key: marked, Value: word}, strictfile.Field{Key: marked, Value: &strictfile.Node{Kind: strictfile.Object, Fields: []strictfile.Field{{Key: marked, Value: word}}}})
		try()
		*n = was
	}
}
