package schema

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// compiled returns a schema ready to validate documents. It loads nothing else, so a
// reference to another schema fails.
func compiled(tb testing.TB, name string) *jsonschema.Schema {
	tb.Helper()
	s, err := compile(name)
	if err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	return s
}

var (
	lock sync.Mutex
	made = map[string]*jsonschema.Schema{}
)

func compile(name string) (*jsonschema.Schema, error) {
	lock.Lock()
	defer lock.Unlock()
	if s := made[name]; s != nil {
		return s, nil
	}
	b, err := JSON(name)
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.UseLoader(jsonschema.SchemeURLLoader{}) // none
	if err := c.AddResource(name+".json", doc); err != nil {
		return nil, err
	}
	made[name], err = c.Compile(name + ".json")
	return made[name], err
}

// refused returns why the schema refuses a document, or nil.
func refused(tb testing.TB, s *jsonschema.Schema, b []byte) error {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		tb.Fatalf("not JSON: %v\n%s", err, b)
	}
	return s.Validate(doc)
}

func accept(tb testing.TB, name string, b []byte) {
	tb.Helper()
	if err := refused(tb, compiled(tb, name), b); err != nil {
		tb.Fatalf("%v\n%.2000s", err, b)
	}
}

func TestNamesAreThoseOfTheManual(t *testing.T) {
	want := []string{"assessment", "result", "report", "problem", "questionnaire", "translation", "settings", "comparison", "whatif", "timeline", "handover", "summary", "due", "audit", "sift", "practice", "marking", "agreement", "training-record", "training-due"}
	if got := Names(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := JSON("results"); err == nil || !strings.Contains(err.Error(), "assessment, result, report, problem, questionnaire, translation, settings") {
		t.Errorf("got %v, want an error that lists the names", err)
	}
}

func TestEverySchemaCompilesAndIsAlwaysTheSame(t *testing.T) {
	for _, name := range Names() {
		t.Run(name, func(t *testing.T) {
			compiled(t, name)
			first, _ := JSON(name)
			again, _ := JSON(name)
			if !bytes.Equal(first, again) {
				t.Error("made twice, and not the same")
			}
			if !bytes.HasPrefix(first, []byte("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n")) || !bytes.HasSuffix(first, []byte("\n}\n")) {
				t.Errorf("not indented by two spaces, or no line feed at the end:\n%.200s", first)
			}
		})
	}
}

// An unused table entry is misspelt or belongs to a key that no longer exists.
func TestEveryEntryOfTheTablesIsInUse(t *testing.T) {
	all := func() string {
		var b strings.Builder
		for _, name := range Names() {
			schema, _ := JSON(name)
			b.Write(schema)
		}
		return b.String()
	}
	whole := all()
	for name, table := range map[string]map[string]string{"more": more.Get(), "rules": rules.Get()} {
		for _, k := range slices.Collect(maps.Keys(table)) {
			had := table[k]
			delete(table, k)
			if all() == whole {
				t.Errorf("%s: nothing is called %q; take the entry away or rename it", name, k)
			}
			table[k] = had
		}
	}
	for of, names := range required.Get() {
		for _, name := range strings.Fields(names) {
			required.Get()[of] = strings.Replace(" "+names+" ", " "+name+" ", " ", 1)
			if all() == whole {
				t.Errorf("required: %q has no key %q; remove it or rename it", of, name)
			}
			required.Get()[of] = names
		}
	}
}
