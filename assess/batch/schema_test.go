package batch_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"stalkrisk/assess/schema"
)

// compiled returns a schema for an independent validator.
func compiled(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	b, err := schema.JSON(name)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.UseLoader(jsonschema.SchemeURLLoader{}) // nothing is fetched
	if err := c.AddResource(name+".json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// validate validates each line against a schema, and returns how many there are.
func validate(t *testing.T, s *jsonschema.Schema, lines string) (n int) {
	t.Helper()
	for line := range strings.Lines(lines) {
		n++
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if err := s.Validate(doc); err != nil {
			t.Fatalf("%v\n%s", err, line)
		}
	}
	return n
}

func TestAThousandRecordsMatchTheirSchemas(t *testing.T) {
	if n := validate(t, compiled(t, "assessment"), string(invented(t, 1000))); n != 1000 {
		t.Errorf("%d records", n)
	}
	r := run(t, options(shelf(t)), input("night.ndjson", broken(t, 1000)))
	if n := validate(t, compiled(t, "result"), r.results); n != r.tally.Scored || n < 900 {
		t.Errorf("%d results", n)
	}
	if n := validate(t, compiled(t, "problem"), r.problems); n != r.tally.Faulty || n < 100 {
		t.Errorf("%d problem lines", n)
	}
}
