package cli

import (
	"strings"
	"testing"
)

// A command line that names a command makes only that one. It must be the same as in
// the whole tree.
func TestACommandMadeAloneIsTheSame(t *testing.T) {
	t.Parallel()
	help := func(words ...string) string {
		var said strings.Builder
		root := newRoot(Env{Out: &said, Err: &said}, words...)
		cmd, _, err := root.Find(words[len(words)-1:])
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Help(); err != nil {
			t.Fatal(err)
		}
		return said.String()
	}
	for _, m := range makers {
		if cmd := m.command(Env{}, &globals{}); cmd.Name() != m.name {
			t.Errorf("%s makes the command %s", m.name, cmd.Name())
		}
		if alone, all := help(m.name), help("--questionnaires", m.name); alone != all {
			t.Errorf("%s --help differs:\n%s\nin the whole tree:\n%s", m.name, alone, all)
		}
	}
}
