package cli

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/report"
)

// eachOutput calls test for every output flag of every command: with the command line
// that writes to ./name, and its flag as messages name it. --out names a folder, and
// has tests of its own.
func eachOutput(t *testing.T, test func(t *testing.T, dir, name, flag, line string)) {
	all := commands(t)
	for _, path := range slices.Sorted(maps.Keys(all)) {
		for _, flag := range outputFlags {
			f := all[path].Flags().Lookup(flag)
			if f == nil || flag == "out" {
				continue
			}
			words, name := "--"+flag, "old.out"
			said := words
			if flag == "output" {
				said = "-o"
			}
			if flag == "save" {
				name = "old.yaml"
			}
			line := path + " " + invocations[path].args + " " + words + " ./" + name
			t.Run(path+" "+words, func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				writeFiles(t, dir)
				test(t, dir, name, said, line)
			})
		}
	}
}

// What an output never replaces without --force.
func precious(t *testing.T, dir string) map[string]string {
	t.Helper()
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	z.Write([]byte(caseText("A9")))
	z.Close()
	var wide []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + caseText("A9"))) {
		wide = binary.LittleEndian.AppendUint16(wide, u)
	}
	all := map[string]string{
		"an assessment":                 caseText("A9"),
		"an assessment with a fault":    caseText("A9") + "\t[",
		"an assessment in UTF-16":       string(wide),
		"an assessment, compressed":     zipped.String(),
		"assessments as JSON lines":     oneLine + oneLine,
		"an assessment as indented":     strings.ReplaceAll(oneLine, ",", ",\n"),
		"assessments as CSV":            "id,case.reference,assessed_at\nA9,NP-MARKER,2026-11-20T14:03:00Z\n",
		"an assessment without format":  strings.Replace(caseText("A9"), "format: stalkrisk.assessment/1\n", "", 1),
		"results, then assessments":     `{"format":"stalkrisk.result/1","id":"A8"}` + "\n" + oneLine,
		"an assessment about results":   `{"first_account":"\"stalkrisk.result/MARKER",` + oneLine[1:],
		"CSV of assessments under text": "Export MARKER\n\nid;Case.Reference;assessed_at\nA9;NP-MARKER;2026-11-20\n",
		"CSV of Macintosh":              "id,case.reference,assessed_at\rA9,NP-MARKER,2026-11-20T14:03:00Z\r",
		"incidents as CSV":              "at,kind,note\n2026-10-01,visit,MARKER\n",
		"incidents of a case, as CSV":   "\ufeffcase;at;kind\nNP-MARKER;2026-10-01;visit\n",
		"a log of another system":       "Log no\tDate\tWhat\n1\t2026-10-01\tMARKER\n2\t\t\n",
		"a questionnaire of one's own":  "# ours\nformat: stalkrisk.questionnaire/1\nid: MARKER\n",
		"a practice case of one's own":  "format: stalkrisk.practice/1\nid: MARKER\n",
		"an assessment after much text": "first_account: " + strings.Repeat("MARKER ", 20000) + "\n" + caseText("A9"),
	}
	for _, f := range report.ReportFormats() {
		format, name := f.Name, "other"+f.Suffix
		if code, _, said := runIn(t, dir, "report later.yaml -o ./"+name); code != exitDone {
			t.Fatal(said)
		}
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		all["the report of another assessment, "+format] = string(b)
		if !f.Data && f.Name != "note" { // a note says at its end whose it is
			all["the beginning of such a report, "+format] = string(b[:len(b)/2])
		}
	}
	return all
}

const oneLine = `{"format":"stalkrisk.assessment/1","id":"A9","case":{"reference":"NP-MARKER"},"assessed_at":"2026-11-20T14:03:00Z"}` + "\n"

func TestNoOutputReplacesAnAssessmentOrTheReportOfAnother(t *testing.T) {
	t.Parallel()
	eachOutput(t, func(t *testing.T, dir, name, flag, line string) {
		path := filepath.Join(dir, name)
		for what, text := range precious(t, dir) {
			write(t, path, text)
			code, out, said := runIn(t, dir, line)
			if code != exitUsage || out != "" || !strings.HasPrefix(said, "stalkrisk: "+flag+" ") && !strings.HasPrefix(said, "stalkrisk: "+flag+":") || strings.Contains(said, "MARKER") {
				t.Errorf("%s: exit code %d, printed %q and:\n%s", what, code, out, said)
			}
			if b, _ := os.ReadFile(path); string(b) != text {
				t.Errorf("%s was replaced or changed", what)
			}
			if code, _, said := runIn(t, dir, line+" --force"); code != exitDone {
				t.Errorf("%s, with --force: exit code %d: %s", what, code, said)
			}
			info, err := os.Stat(path)
			if b, _ := os.ReadFile(path); string(b) == text || err != nil || info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
				t.Errorf("%s was not replaced with --force, or is not private", what)
			}
		}
		left(t, dir)
	})
}

// left fails if a command left a hidden file behind.
func left(t *testing.T, dir string) {
	t.Helper()
	hidden, _ := filepath.Glob(filepath.Join(dir, ".*"))
	if len(hidden) > 0 {
		t.Errorf("left %v behind", hidden)
	}
}

func TestAnEarlierOutputIsReplaced(t *testing.T) {
	t.Parallel()
	eachOutput(t, func(t *testing.T, dir, name, flag, line string) {
		if flag == "--save" {
			return // it names a new file
		}
		if strings.HasPrefix(line, "train new") {
			return // somebody writes in what it made
		}
		for _, suffix := range []string{"out", "md", "txt", "json", "ndjson", "csv"} {
			line := strings.Replace(line, name, "old."+suffix, 1)
			if code, _, _ := runIn(t, dir, line); code != exitDone {
				if suffix == "out" {
					t.Errorf("exit code %d", code)
				}
				continue // it cannot write this format
			}
			if code, _, said := runIn(t, dir, line); code != exitDone {
				t.Errorf("%s: exit code %d the second time: %s", suffix, code, said)
			}
		}
	})
}

// An input stays as it is, under every name and with --force.
func TestNoOutputReplacesAnInput(t *testing.T) {
	t.Parallel()
	eachOutput(t, func(t *testing.T, dir, name, flag, line string) {
		command := strings.Join(strings.Fields(line)[:1], "")
		input := ""
		for path, i := range invocations {
			if strings.HasPrefix(line, path+" ") {
				input = i.input
			}
		}
		if input == "" {
			return
		}
		before, _ := os.ReadFile(filepath.Join(dir, input))
		linked := "linked" + filepath.Ext(name)
		if err := os.Link(filepath.Join(dir, input), filepath.Join(dir, linked)); err != nil {
			t.Skip(err)
		}
		for _, to := range []string{input, linked} {
			code, out, said := runIn(t, dir, strings.Replace(line, "./"+name, "./"+to, 1)+" --force")
			if code != exitUsage || out != "" || !strings.Contains(said, flag+" names an input") {
				t.Errorf("%s to %s: exit code %d, printed %q and:\n%s", command, to, code, out, said)
			}
			if after, _ := os.ReadFile(filepath.Join(dir, input)); !bytes.Equal(before, after) {
				t.Errorf("%s: the input was changed", to)
			}
		}
	})
}

// A write-protected file is somebody's evidence: --force does not replace it, and root
// does not replace that of somebody else.
func TestNoOutputReplacesAWriteProtectedFile(t *testing.T) {
	t.Parallel()
	eachOutput(t, func(t *testing.T, dir, name, flag, line string) {
		path := filepath.Join(dir, name)
		write(t, path, "MARKER\n")
		protect(t, path)
		protected(t, dir, line+" --force", path)
	})
}

// protect write-protects a file. Root may write its own files, whatever their mode.
func protect(t *testing.T, path string) {
	t.Helper()
	err := os.Chmod(path, 0o400)
	if os.Getuid() == 0 {
		err = errors.Join(err, os.Chown(path, 65534, -1))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// protected checks that a command refuses to write a write-protected file.
func protected(t *testing.T, dir, line, path string) {
	t.Helper()
	was, _ := os.ReadFile(path)
	mode, _ := os.Stat(path)
	code, _, said := runIn(t, dir, line)
	if code != exitFailed || !strings.Contains(said, path+" is write-protected") {
		t.Errorf("%s: exit code %d: %s", line, code, said)
	}
	is, err := os.Stat(path)
	if b, _ := os.ReadFile(path); err != nil || !bytes.Equal(b, was) || is.Mode() != mode.Mode() {
		t.Errorf("%s: the file, or its mode %v, was changed", line, mode.Mode())
	}
	left(t, dir)
}

func TestAWriteProtectedAssessmentIsNotChanged(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"assess draft.yaml --plain",
		"timeline later.yaml --into draft.yaml",
		"assess draft.yaml --plain --out ./reports",
	} {
		dir := t.TempDir()
		writeFiles(t, dir)
		path := filepath.Join(dir, "draft.yaml")
		write(t, path, strings.Replace(caseText("A5"), "assessor:", "status: draft\nassessor:", 1))
		if strings.Contains(line, "--out") {
			path = filepath.Join(dir, "reports", "draft-A5.report.md")
			os.Mkdir(filepath.Dir(path), 0o700)
			if code, _, said := runIn(t, dir, "report draft.yaml -o ./reports/draft-A5.report.md"); code != exitDone {
				t.Fatal(said)
			}
		}
		protect(t, path)
		protected(t, dir, line, path)
	}
}

func TestAnOutputTakesTheLock(t *testing.T) {
	t.Parallel()
	eachOutput(t, func(t *testing.T, dir, name, flag, line string) {
		path := filepath.Join(dir, name)
		write(t, path, caseText("A9"))
		lock, err := assessmentfile.Lock(path, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		defer lock.Release()
		code, _, said := runIn(t, dir, line+" --force")
		if b, _ := os.ReadFile(path); code != exitFailed || !strings.Contains(said, "is being written by another stalkrisk") || string(b) != caseText("A9") {
			t.Errorf("exit code %d: %s", code, said)
		}
	})
}

func TestASuffixOfAnotherProgramIsRefused(t *testing.T) {
	t.Parallel()
	eachOutput(t, func(t *testing.T, dir, name, flag, line string) {
		for _, suffix := range []string{"pdf", "PDF", "docx", "xlsx", "parquet", "odt", "ods", "zip", "csv.gz", "rtf"} {
			if suffix == "xlsx" && strings.HasPrefix(line, "questionnaire export") {
				continue // an XLSForm is a workbook
			}
			code, out, said := runIn(t, dir, strings.Replace(line, name, "new."+suffix, 1))
			if code != exitUsage || out != "" || !strings.HasPrefix(said, "stalkrisk: "+flag+": ") {
				t.Errorf("%s: exit code %d, printed %q and:\n%s", suffix, code, out, said)
			}
		}
		command, _, _ := strings.Cut(line, " ")
		for _, suffix := range []string{"csv", "yaml", "ndjson"} { // what a folder reader would take for data
			if code, _, _ := runIn(t, dir, strings.Replace(line, name, "own."+suffix, 1)); code != exitDone {
				continue
			}
			b, _ := os.ReadFile(filepath.Join(dir, "own."+suffix))
			if bytes.HasPrefix(b, []byte("#")) || suffix != "ndjson" && bytes.HasPrefix(b, []byte("{")) {
				t.Errorf("%s writes something else as .%s: %.40q", command, suffix, b)
			}
		}
		if made, _ := filepath.Glob(filepath.Join(dir, "new.*")); len(made) > 0 {
			t.Errorf("made %v", made)
		}
		left(t, dir)
	})
}

// With exit code 1 the old file stays.
func TestAFileThatCannotBeReadLeavesTheOldOutput(t *testing.T) {
	t.Parallel()
	eachOutput(t, func(t *testing.T, dir, name, flag, line string) {
		command, _, reads := strings.Cut(line, ".yaml")
		if !reads || flag == "--save" || strings.Contains(line, "explore") || strings.HasPrefix(line, "report") {
			return // it reads one file at most, or names a new one
		}
		path := filepath.Join(dir, name)
		write(t, path, "old\n")
		code, _, said := runIn(t, dir, strings.Replace(line, command+".yaml", command+".yaml missing.yaml", 1))
		if b, err := os.ReadFile(path); code != exitFailed || err != nil || string(b) != "old\n" {
			t.Errorf("exit code %d, and the file holds %q: %s", code, b, said)
		}
		os.Remove(path)
		runIn(t, dir, strings.Replace(line, command+".yaml", command+".yaml missing.yaml", 1))
		if _, err := os.Stat(path); err == nil {
			t.Error("a file was written, although not everything could be read")
		}
		left(t, dir)
	})
}

// Two outputs of one command need two files, also if they do not exist yet.
func TestTwoOutputsAreNeverOneFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	writeFiles(t, dir)
	if err := os.Symlink("new.out", filepath.Join(dir, "link.out")); err != nil {
		t.Skip(err)
	}
	for _, line := range []string{
		"score case.yaml -o ./new.out --problems ./sub/../new.out", "score case.yaml -o ./new.out --summary-json ./link.out",
		"score case.yaml --problems ./link.out --summary-json ./new.out",
	} {
		if code, out, said := runIn(t, dir, line); code != exitUsage || out != "" {
			t.Errorf("%s: exit code %d, %q, %s", line, code, out, said)
		}
	}
}

// A file that a flag names is read too, and stays.
func TestNoOutputReplacesTheMap(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"score ./in.csv --map-file ./map.txt --problems ./map.txt --force",
		"timeline later.yaml ./in.csv --map-file ./map.txt -o ./map.txt --force",
	} {
		dir := t.TempDir()
		writeFiles(t, dir)
		const text = "headings:\n  Log: \"\"\n"
		write(t, filepath.Join(dir, "map.txt"), text)
		write(t, filepath.Join(dir, "in.csv"), "Log\n1\n")
		code, _, said := runIn(t, dir, line)
		if b, _ := os.ReadFile(filepath.Join(dir, "map.txt")); string(b) != text || code != exitUsage || !strings.Contains(said, "names an input") {
			t.Errorf("%s: exit code %d, the map is %q: %s", line, code, b, said)
		}
	}
}

// What a command prints is never added to what it reads.
func TestNoResultIsAppendedToAnInput(t *testing.T) {
	t.Parallel()
	for path, how := range invocations {
		if how.input == "" || path == "check" || path == "verify" { // these print no result that a file would hold
			continue
		}
		dir := t.TempDir()
		writeFiles(t, dir)
		input := filepath.Join(dir, how.input)
		before, _ := os.ReadFile(input)
		f, err := os.OpenFile(input, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		code := Run(testEnv(f, &said), argsIn(dir, path+" "+how.args))
		f.Close()
		if after, _ := os.ReadFile(input); code != exitUsage || !bytes.Equal(before, after) {
			t.Errorf("%s: exit code %d, the input has %d bytes and had %d: %s", path, code, len(after), len(before), &said)
		}
	}
}

// A symbolic link stays, and the file that it leads to is replaced.
func TestALinkIsFollowed(t *testing.T) {
	t.Parallel()
	eachOutput(t, func(t *testing.T, dir, name, flag, line string) {
		if err := os.Symlink("real.out", filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
		write(t, filepath.Join(dir, "real.out"), "old\n")
		if code, _, said := runIn(t, dir, line+" --force"); code != exitDone {
			t.Fatal(said)
		}
		info, err := os.Lstat(filepath.Join(dir, name))
		b, _ := os.ReadFile(filepath.Join(dir, "real.out"))
		if err != nil || info.Mode()&fs.ModeSymlink == 0 || string(b) == "old\n" {
			t.Errorf("the link is %v, and leads to %q", info, b)
		}
	})
}

// Of a long file of results only its beginning and its end are read; an assessment in
// either is never replaced.
func TestALongFileOfResultsIsKnownByItsEnds(t *testing.T) {
	line, row := `{"format":"stalkrisk.result/1","id":"A"}`+"\n", "stalkrisk.result/1,A,NP-1\n"
	headings := "format,id,case,assessed_at,act_now\n"
	kept := `{"format":"stalkrisk.assessment/1","case":{"reference":"NP-1"},"assessed_at":"2026-11-20T14:03:00Z"}` + "\n"
	for name, tt := range map[string]struct {
		text    string
		results bool // known without reading it all
		kept    string
	}{
		"lines":                 {strings.Repeat(line, 10000), true, ""},
		"a table":               {headings + strings.Repeat(row, 10000), true, ""},
		"few lines":             {strings.Repeat(line, 10), false, ""},
		"an assessment at last": {strings.Repeat(line, 10000) + kept, false, "an assessment"},
		"assessments":           {strings.Repeat(kept, 10000), false, "an assessment"},
		"a table of people":     {"format,id,case.reference,assessed_at\n" + strings.Repeat("stalkrisk.assessment/1,A,NP-1,2026-11-20\n", 10000), false, "an assessment"},
	} {
		path := filepath.Join(t.TempDir(), "out")
		if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := content(path); errors.Is(err, errResults) != tt.results {
			t.Errorf("%s: content gives %v", name, err)
		}
		if got := (&target{path: path}).kept(); got != tt.kept {
			t.Errorf("%s: %q is kept, not %q", name, got, tt.kept)
		}
	}
}
