package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// A folder of cases never depends on the folder in which somebody works.
func TestFoldersThatAreNotAbsoluteAreIgnored(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("this system has other variables")
	}
	home, data := t.TempDir(), t.TempDir()
	t.Chdir(t.TempDir())
	for _, c := range []struct{ home, data, want string }{
		{home, data, filepath.Join(data, "stalkrisk")},
		{home, "", filepath.Join(home, ".local", "share", "stalkrisk")},
		{home, "cases", filepath.Join(home, ".local", "share", "stalkrisk")},
		{home, ".", filepath.Join(home, ".local", "share", "stalkrisk")},
		{home, "~/cases", filepath.Join(home, ".local", "share", "stalkrisk")},
		{"people/anna", "cases", ""},
		{"", "", ""},
		{"people/anna", data, filepath.Join(data, "stalkrisk")},
	} {
		t.Setenv("HOME", c.home)
		t.Setenv("XDG_DATA_HOME", c.data)
		if got, err := dataDir(); got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("HOME=%s XDG_DATA_HOME=%s: the folder is %q, %v; want %q", c.home, c.data, got, err, c.want)
		}
	}
	if left, _ := os.ReadDir("."); len(left) > 0 {
		t.Errorf("%d files were made in the folder in which the test runs", len(left))
	}
}
