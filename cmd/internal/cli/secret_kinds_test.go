package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/strictfile"
)

// The same holds for every other kind of file that is read: a person may name a file of
// a case where one of these is meant, or paste a name into it. Only what a questionnaire
// or guidance file defines (ids, levels, values and scales), and what a worked case
// expects, is its author's vocabulary, and may be named.
func TestNoMessageRepeatsWhatOtherKindsOfFilesHold(t *testing.T) {
	dir := t.TempDir()
	assessment, err := os.ReadFile("../../../assess/assessmentfile/testdata/valid/full.json")
	if err != nil {
		t.Fatal(err)
	}
	keep := func(name string, content []byte) string {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	shipped := func(name string) []byte {
		b, err := fs.ReadFile(assesstest.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		return strictfile.AppendJSON(nil, strictfile.ParseYAML(b)[0].Root)
	}
	made := func(args ...string) []byte {
		t.Helper()
		out, faults := said("", args...)
		if out == "" {
			t.Fatal(faults)
		}
		return []byte(strings.TrimSpace(out))
	}
	one := keep("one.json", regexp.MustCompile(`"training": ?"[^"]*",`).ReplaceAll(assessment, nil))
	folder := filepath.Join(dir, "own")
	for _, kind := range []struct {
		name, file string
		content    []byte
		stride     int // one in so many changes is tried
		commands   [][]string
	}{
		{"questionnaire", "own/stalking/1.0.0.yaml", shipped("stalking/1.0.0.yaml"), 181, [][]string{{"check", "FILE"}, {"questionnaire", "list", "--questionnaires", folder}, {"score", one, "--questionnaires", folder}}},
		{"worked cases", "own/stalking/1.0.0.cases.yaml", shipped("stalking/1.0.0.cases.yaml"), 91, [][]string{{"check", "FILE"}}},
		{"guidance", "own/guidance/made-up/1.0.0.yaml", shipped("guidance/made-up/1.0.0.yaml"), 91, [][]string{{"check", "FILE"}, {"report", one, "--questionnaires", folder}}},
		{"practice", "own/practice/the-gate/1.0.0.yaml", shipped("practice/the-gate/1.0.0.yaml"), 91, [][]string{{"check", "FILE"}, {"train", "list", "--questionnaires", folder}}},
		{"report", "report.json", made("report", one, "--format", "json"), 451, [][]string{{"report", "FILE"}, {"verify", "FILE"}, {"check", "FILE"}, {"compare", "FILE", one}}},
		{"results", "results.ndjson", made("score", one), 11, [][]string{{"verify", "FILE", "--assessments", one}, {"check", "FILE"}, {"score", "FILE"}}},
		{"map", "map.yaml", []byte(`{"headings":{"A":"case.reference","B":"assessed_at","C":"stalking.fear"},"values":{"*":{"Yes":"yes"},"stalking.fear":{"No":"no"}},"dates":"dmy","timezone":"Europe/London"}`), 3, [][]string{{"score", one, "--map-file", "FILE"}, {"score", keep("t.csv", []byte("A,B,C\nR1,20/11/2026,Yes\n")), "--map-file", "FILE"}}},
		{"settings", "config.yaml", []byte(`{"area":"A","areas":{"Northshire":["N"]},"role":"officer","assessor":"H1","timezone":"Europe/London","dates":"dmy","questionnaires":"own","local":{"services":[{"name":"n","number":"0"}],"forms":["f"],"crisis_route":"c","grades":{"high":"G1"}}}`), 3, [][]string{{"score", one}, {"config", "path"}}},
	} {
		t.Run(kind.name, func(t *testing.T) {
			name, settings := filepath.Join(dir, kind.file), ""
			if kind.name == "settings" {
				settings = name
			}
			root, problems := strictfile.ParseJSON(kind.content)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			var docs []string
			changes := 0
			add := func(doc func() string) {
				if changes%kind.stride == 0 {
					docs = append(docs, doc())
				}
				changes++
			}
			spoil(root, defines, func() { add(func() string { return string(strictfile.AppendJSON(nil, root)) }) })
			for at := 0; at < len(kind.content); at += 1 + len(kind.content)/20 {
				for _, bad := range []string{marked, `"` + marked, "\n" + marked + ": [\t", "}" + marked} {
					add(func() string { return string(kind.content[:at]) + bad + string(kind.content[at:]) })
				}
			}
			for _, doc := range docs {
				keep(kind.file, []byte(doc))
				for _, args := range kind.commands {
					args = append([]string(nil), args...)
					for k := range args {
						args[k] = strings.Replace(args[k], "FILE", name, 1)
					}
					if _, faults := said(settings, args...); strings.Contains(recordID.ReplaceAllString(faults, ""), marked) {
						t.Errorf("%s: %.600s\n%.300s", args[0], faults, around(doc))
						return
					}
				}
			}
			keep(kind.file, kind.content)
		})
	}
}

// A table of incidents may be one row of names without headings. Then not even a map to
// start from, which holds the headings of a file, repeats them.
func TestNoMessageRepeatsWhatATableOfIncidentsHolds(t *testing.T) {
	dir := t.TempDir()
	one, rows := filepath.Join(dir, "one.json"), filepath.Join(dir, "rows.csv")
	if err := os.WriteFile(one, []byte(`{"format":"stalkrisk.assessment/1","case":{"reference":"R1"},"assessed_at":"2026-11-20T14:03:00Z"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{
		marked + ",12 High Street\n" + marked + ",x\n",
		marked + "," + marked + " 2\n",
		marked + ",waits outside,said no\n", marked + ",the suspect,at the gate\n",
		"case,at,kind,severity,breach,channel,reported\n" + marked + strings.Repeat(","+marked, 6) + "\n",
		"case,at,kind\nR1,2026-10-01," + marked + "," + marked + "\nR1,\"" + marked + "\n",
		"case,at,kind\nR1,31/31/2026 " + marked + ",visit\n",
	} {
		if err := os.WriteFile(rows, []byte(table), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{"score", one, "--incidents", rows}, {"timeline", rows}, {"timeline", one, rows}, {"timeline", rows, "--into", one}, {"check", rows}} {
			if _, faults := said("", args...); strings.Contains(faults, marked) {
				t.Errorf("%s: %.500s\n%s", strings.Join(args, " "), faults, table)
			}
		}
	}
}

// around returns the first marked word of a file with what stands around it.
func around(doc string) string {
	at := strings.Index(doc, marked)
	return doc[max(0, at-100):min(len(doc), at+100)]
}

// defines reports whether an author defines words of their own under a key.
func defines(key string) bool {
	return slices.Contains([]string{"id", "levels", "value", "points", "hours", "expect"}, key)
}
