package cli

import (
	"path/filepath"
	"slices"
	"testing"
)

// Each command has a script for its usage, one for what it refuses and at least
// one in which it succeeds.
func TestEveryCommandHasScripts(t *testing.T) {
	t.Parallel()
	for _, cmd := range newRoot(Env{}).Commands() {
		dir := filepath.Join("../../stalkrisk/testdata/script", cmd.Name())
		scripts, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"usage.txtar", "refused.txtar"} {
			if !slices.Contains(scripts, filepath.Join(dir, name)) {
				t.Errorf("cmd/stalkrisk/testdata/script/%s has no %s; write one, as for score", cmd.Name(), name)
			}
		}
		if len(scripts) < 3 {
			t.Errorf("cmd/stalkrisk/testdata/script/%s has no script in which the command succeeds", cmd.Name())
		}
	}
}
