package strictfile

import (
	"fmt"
	"strings"
	"testing"

	"stalkrisk/assess"
)

func place(n *Node) string { return fmt.Sprintf("%d:%d", n.Line, n.Column) }

// listed returns problems as "code line:column: path: message", one a line.
func listed(problems []assess.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%s %s\n", p.Code, p)
	}
	return b.String()
}

// same compares a tree's JSON; an unclear node is null there.
func same(t *testing.T, n *Node, want string) {
	t.Helper()
	if got := string(AppendJSON(nil, n)); got != want {
		t.Errorf("read as\n\t%s\nwant\n\t%s", got, want)
	}
}

func wantProblems(t *testing.T, problems []assess.Problem, want string) {
	t.Helper()
	if got := listed(problems); got != want {
		t.Errorf("problems are\n%s\nwant\n%s", got, want)
	}
}
