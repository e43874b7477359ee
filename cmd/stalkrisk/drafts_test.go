//go:build !windows

package main

import (
	"os"
	"path/filepath"
	"testing"
)

// assess without a file offers the open drafts, the most urgent first; one key opens one,
// on the screen and in line mode, and n begins a new assessment.
func TestOpenDraftsAreOffered(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, key, then string
		plain           []string
	}{
		{"a key", "1", "Before you go on", nil}, {"the marked one", "\r", "Before you go on", nil}, {"a new one", "n", asks("safe-to-talk"), nil},
		{"line mode", "1\r", "Before you go on", []string{"--plain"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			data := t.TempDir()
			dir := filepath.Join(data, "stalkrisk")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			for name, near := range map[string]string{"1": "no", "2": "yes"} {
				text := "format: stalkrisk.assessment/1\nid: D" + name + "\nstatus: draft\nstage: first_contact\ncase: {reference: MADE-UP-" + name +
					"}\nassessed_at: 2026-11-20T10:00:00Z\nresponses: {stalking: {near-now: \"" + near + "\"}}\n"
				if err := os.WriteFile(filepath.Join(dir, name+".yaml"), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			x := openWindow(t, 80, 24, []string{"XDG_DATA_HOME=" + data, "HOME=" + data}, append([]string{"assess"}, c.plain...)...)
			x.sees("Open drafts", "ACT NOW: MADE-UP-2.", "MADE-UP-1.")
			x.atAPace(c.key)
			x.types(c.key)
			x.sees(c.then)
			x.types("\x03")
			if code := x.ends(); code != 130 {
				t.Errorf("exit %d", code)
			}
			if all, _ := filepath.Glob(filepath.Join(dir, "*.yaml")); len(all) != 2+len(map[bool]string{true: "n"}[c.key == "n"]) {
				t.Errorf("the files are %v", all)
			}
		})
	}
}
