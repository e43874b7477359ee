package report

import "testing"

func TestFormats(t *testing.T) {
	for _, name := range []string{"markdown", "md", "MD", "json", "text", "txt"} {
		if _, ok := FormatNamed(name); !ok {
			t.Errorf("no format %q", name)
		}
	}
	if f, ok := FormatNamed("yaml"); ok {
		t.Errorf("yaml is written as %q", f.Name)
	}
}
