package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"stalkrisk/assess/schema"
)

// Everything that a command writes as JSON names its format, and fits the schema of
// that format. Commands and their formats are found, so that a new one cannot be
// forgotten.
func TestEveryJSONThatACommandWritesFitsItsSchema(t *testing.T) {
	dir := t.TempDir()
	writeFiles(t, dir)
	full, err := os.ReadFile("../../../assess/assessmentfile/testdata/valid/full.yaml")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "full.yaml"), strings.Replace(string(full), "training: practice-7\n", "", 1))
	write(t, filepath.Join(dir, "draft.yaml"), "status: draft\n"+strings.Replace(caseText("A4"), "NP-MARKER", `""`, 1))
	seen := map[string]bool{}
	run := func(line string) {
		code, out, said := runIn(t, dir, line)
		if code != exitDone && code != exitInvalid || !strings.HasPrefix(out, "{") {
			t.Errorf("%s: exit code %d and no JSON: %.200s%s", line, code, out, said)
		}
		fits(t, seen, line, out)
	}
	for path, cmd := range commands(t) {
		use := invocations[path]
		f := cmd.Flags().Lookup("format")
		if f == nil || !strings.Contains(f.Usage, "json") {
			if _, out, _ := runIn(t, dir, path+" "+use.args); path != "schema" && strings.HasPrefix(strings.TrimSpace(out), "{") {
				t.Errorf("%s writes JSON without saying so in --format", path)
			}
			continue
		}
		format := " --format json"
		if strings.Contains(f.Usage, "ndjson") {
			format = " --format ndjson"
		}
		run(path + " " + use.args + format)
		if use.input == "case.yaml" {
			run(path + " " + strings.Replace(use.args, "case.yaml", "full.yaml", 1) + format + map[string]string{"compare": " --any-case"}[path])
		}
	}
	for _, line := range []string{
		"report draft.yaml --format json", "explore full.yaml --smallest --format json", "score sat.yaml draft.yaml full.yaml --training --format ndjson",
		"score sat.yaml case.yaml later.yaml --latest --format ndjson --problems ./p.ndjson --summary-json ./s.json --sort worst",
	} {
		run(line)
	}
	if code, _, said := runIn(t, dir, "open ./case.age --identity ./identity.txt -o ./got"); code != exitDone {
		t.Error(said)
	}
	for _, name := range []string{"p.ndjson", "s.json", "got/manifest.json"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		fits(t, seen, name, string(b))
	}
	for _, name := range schema.Names() { // the others are read, and tested beside their readers
		if !seen[name] && !slices.Contains([]string{"assessment", "questionnaire", "translation", "settings", "practice"}, name) {
			t.Errorf("no command writes %s here", name)
		}
	}
}

// fits checks that text holds JSON documents, each of which fits the schema of its
// format.
func fits(t *testing.T, seen map[string]bool, what, text string) {
	t.Helper()
	for d := json.NewDecoder(strings.NewReader(text)); ; {
		var doc json.RawMessage
		switch err := d.Decode(&doc); {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			t.Fatalf("%s: %v", what, err)
		}
		var head struct{ Format string }
		if err := json.Unmarshal(doc, &head); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		name := strings.TrimSuffix(strings.TrimPrefix(head.Format, "stalkrisk."), "/1")
		seen[name] = true
		b, err := schema.JSON(name)
		if err != nil {
			t.Errorf("%s: the format %q has no schema", what, head.Format)
			return
		}
		c := jsonschema.NewCompiler()
		c.UseLoader(jsonschema.SchemeURLLoader{}) // none
		rules, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err == nil {
			err = c.AddResource(name, rules)
		}
		value, wrong := jsonschema.UnmarshalJSON(bytes.NewReader(doc))
		if err = errors.Join(err, wrong); err == nil {
			err = c.MustCompile(name).Validate(value)
		}
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}
