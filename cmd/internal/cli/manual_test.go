package cli

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/questionnairefile"
)

// readme reads the manual that people read first.
func readme(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestEveryProblemCodeIsInTheManualWithItsRemedy(t *testing.T) {
	t.Parallel()
	text := readme(t)
	row := func(code, remedy string) {
		if !strings.Contains(text, "| `"+code+"` | "+remedy+" |") {
			t.Errorf("README.md has no row for %s; add: | `%s` | %s |", code, code, remedy)
		}
	}
	for _, c := range assessmentfile.Codes() {
		row(c.Name, c.Remedy)
	}
	for _, c := range assess.Codes() {
		row(c[0], c[1])
	}
	for _, c := range questionnairefile.Codes() {
		if c.Name != questionnairefile.CodeUnknownFormat { // which stands there as an assessment's
			row(c.Name, c.Remedy)
		}
	}
}

func TestTheManualNamesNoCommandThatIsNotThere(t *testing.T) {
	t.Parallel()
	root := newRoot(Env{})
	for _, m := range regexp.MustCompile("(?:\\./|`)stalkrisk ([a-z]+)").FindAllStringSubmatch(readme(t), -1) {
		if cmd, _, err := root.Find(m[1:2]); err != nil || cmd == root {
			t.Errorf("README.md speaks of `stalkrisk %s`, which is no command", m[1])
		}
	}
}

func TestEveryCommandHasAnExampleAndStandsInTheManual(t *testing.T) {
	t.Parallel()
	text := readme(t)
	for _, cmd := range newRoot(Env{}).Commands() {
		if cmd.Hidden || cmd.Name() == "help" || cmd.Name() == "completion" {
			continue
		}
		if cmd.Example == "" {
			t.Errorf("%s has no example in its --help", cmd.Name())
		}
		if !strings.Contains(text, "stalkrisk "+cmd.Name()) {
			t.Errorf("README.md does not speak of stalkrisk %s", cmd.Name())
		}
	}
}

// The README's test command and the one that CI runs are one and the same.
func TestCIRunsTheTestCommandOfTheManual(t *testing.T) {
	t.Parallel()
	run, err := os.ReadFile("../../../.ci/run")
	if err != nil {
		t.Fatal(err)
	}
	const command = "go test ./..."
	if !strings.Contains(readme(t), command) || !regexp.MustCompile(`(?m)^`+regexp.QuoteMeta(command)+`$`).Match(run) {
		t.Errorf("README.md and .ci/run must both have %q", command)
	}
}
