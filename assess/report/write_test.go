package report

import "testing"

func TestFormats(t *testing.T) {
	for _, name := range []string{"markdown", "md", "MD", "json", "text", "txt"} {
		if _, ok := FormatNamed(name); !ok {
			t.Errorf("no format %q", name)
		}
	}
	for file, want := range map[string]string{"a.md": "markdown", "a.Markdown": "markdown", "out/a.json": "json", "a.txt": "text", "a.yaml": "", "md": "", "": ""} {
		if f, _ := FormatOf(file); f.Name != want {
			t.Errorf("%q is written as %q, want %q", file, f.Name, want)
		}
	}
}
