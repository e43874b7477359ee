package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"stalkrisk/assess/assesstest"
)

// names of files and folders that a shell would take apart.
var awkward = []string{
	"plain.yaml", "two words.yaml", "Anne's.yaml", "a;b.yaml", "$HOME.yaml", "`id`.yaml", "*.yaml", "~.yaml", "#1.yaml", "a\"b.yaml", `a\b.yaml`,
	"new\nline.yaml", "bell\aand'more.yaml", "\u202ereversed.yaml", "Zoë.yaml", "!x.yaml", "(a).yaml", "-o.yaml",
}

func TestAPrintedCommandIsReadByAShellAsItWasMeant(t *testing.T) {
	t.Parallel()
	shell, err := exec.LookPath("bash")
	if err != nil {
		t.Skip(err)
	}
	for _, name := range awkward {
		line := testEnv(nil, nil).command("report", name)
		for _, r := range line {
			if r < ' ' || r == '\u202e' {
				t.Errorf("%q holds what a terminal obeys", line)
			}
		}
		out, err := exec.Command(shell, "-c", `stalkrisk() { printf '%s|' "$@"; }; `+line).Output()
		if want := "report|" + name + "|"; err != nil || string(out) != want {
			t.Errorf("%s: the shell reads %q (%v), want %q", line, out, err, want)
		}
	}
	for name, want := range map[string]string{`C:\Cases\a.yaml`: `C:\Cases\a.yaml`, `C:\My Cases\a.yaml`: `"C:\My Cases\a.yaml"`} {
		if got := quoted(name, true); got != want {
			t.Errorf("on Windows %s is %s, want %s", name, got, want)
		}
	}
}

// What is printed at the end of a conversation continues it as it was held: with the
// same questionnaires, in line mode, and with reports in the same place.
func TestPrintedCommandsKeepTheFlagsThatTheyNeed(t *testing.T) {
	dir := t.TempDir()
	more := filepath.Join(dir, "more questions")
	if err := os.CopyFS(more, assesstest.Files()); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "Anne's.yaml")
	run := func(in string, args ...string) string {
		var out, said strings.Builder
		env := testEnv(&out, &said)
		env.In = strings.NewReader(in)
		Run(env, args)
		return out.String() + said.String()
	}
	q := " --questionnaires " + quoted(more, false)
	kept := " --plain --out 'my reports' --report json" + q
	assess := []string{"assess", file, "--plain", "--out", "my reports", "--report", "json", "--questionnaires", more}
	t.Chdir(dir)
	for _, step := range []struct {
		in   string
		args []string
		want string
	}{
		{"y\n", append([]string{"assess", "two words.yaml"}, assess[2:]...), "To continue: stalkrisk assess 'two words.yaml'" + kept},
		{wholeCall, append(assess, "--case", "C"), "continues with: stalkrisk assess " + quoted(file, false) + " --stage full" + kept},
		{"", assess, "to see it: stalkrisk report " + quoted(file, false) + q},
		{"", assess, "stalkrisk assess NEW.yaml --from " + quoted(file, false) + kept},
		{"y\n", []string{"assess", "--plain", "--", "-x.yaml"}, "To continue: stalkrisk assess ./-x.yaml --plain\n"},
		{"", []string{"train", "list", "nothing-like-it", "--questionnaires", more}, "stalkrisk train list" + q},
		{"", []string{"questionnaire", "show", "stalking", "--version", "7", "--questionnaires", more}, "stalkrisk questionnaire list" + q},
	} {
		if said := run(step.in, step.args...); !strings.Contains(said, step.want) {
			t.Errorf("%v printed:\n%s\nwant in it:\n%s", step.args, said, step.want)
		}
	}
}
