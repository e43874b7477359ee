package cli

import (
	"bytes"
	"context"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"stalkrisk/questionnaires"
)

// The manual is README.md and the help topics. The words after a fence say how its
// block is checked:
//
//	console              each "$ stalkrisk …" is run, and must print what follows it
//	console interactive  needs a person or Go: only the command and its flags are checked
//	console other        needs another program: checked in the same way
//	console script       run by TestTheThreeScriptsOfAForceRunAsTheirPageSays, on a made-up force
//	yaml case.yaml       a file, written before the commands below it are run
//
// In the output of a command, "…" matches any text in a line, and a line of "…"
// matches any number of lines.

var update = flag.Bool("update", false, "write the table of codes into help/codes.md")

const readmeFile = "../../../README.md"

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// manual returns the text of each document in the manual, by its name.
func manual(t *testing.T) map[string]string {
	docs := map[string]string{"README.md": read(t, readmeFile)}
	for _, name := range topicNames() {
		docs["help/"+name+".md"] = topicText(name)
	}
	return docs
}

// fence is a fenced block of a document.
type fence struct {
	kind, word string
	lines      []string
}

func fences(doc string) (all []fence) {
	var open *fence
	for line := range strings.Lines(doc) {
		line = strings.TrimRight(line, "\n")
		switch info, isFence := strings.CutPrefix(line, "```"); {
		case isFence && open == nil:
			kind, word, _ := strings.Cut(info, " ")
			open = &fence{kind: kind, word: word}
		case isFence:
			all, open = append(all, *open), nil
		case open != nil:
			open.lines = append(open.lines, line)
		}
	}
	return all
}

// words splits a command line as a shell does: at spaces, except within quotes.
func words(line string) (out []string) {
	var word strings.Builder
	var quote rune
	inside := false
	for _, r := range line + " " {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '\'' || r == '"':
			quote, inside = r, true
		case r == ' ':
			if inside || word.Len() > 0 {
				out = append(out, word.String())
			}
			word.Reset()
			inside = false
		default:
			word.WriteRune(r)
		}
	}
	return out
}

// command returns the words of a line that is "$ stalkrisk …", without its comment.
func command(line string) (args []string, is bool) {
	line, isCommand := strings.CutPrefix(line, "$ ")
	line, _, _ = strings.Cut(line, " # ")
	args = words(line)
	if !isCommand || len(args) == 0 {
		return nil, false
	}
	if slices.Equal(args[:min(3, len(args))], []string{"go", "run", "./cmd/stalkrisk"}) {
		return args[3:], true
	}
	return args[1:], strings.TrimPrefix(args[0], "./") == "stalkrisk"
}

func TestTheManualShowsWhatTheProgramPrints(t *testing.T) {
	ran := 0
	for name, doc := range manual(t) {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			for _, f := range fences(doc) {
				switch {
				case f.kind == "console" && f.word == "":
					ran += runFence(t, f)
				case f.kind != "console" && f.word != "":
					if err := os.WriteFile(f.word, []byte(strings.Join(f.lines, "\n")+"\n"), 0o600); err != nil {
						t.Fatal(err)
					}
				}
			}
		})
	}
	if ran < 20 {
		t.Errorf("only %d commands were run", ran)
	}
}

// runFence runs the commands of a block, and returns how many it ran.
func runFence(t *testing.T, f fence) (ran int) {
	for i := 0; i < len(f.lines); {
		line := f.lines[i]
		var want []string
		for i++; i < len(f.lines) && !strings.HasPrefix(f.lines[i], "$ "); i++ {
			want = append(want, f.lines[i])
		}
		if folder, ok := strings.CutPrefix(line, "$ mkdir "); ok {
			if err := os.Mkdir(folder, 0o700); err != nil {
				t.Fatal(err)
			}
			continue
		}
		args, is := command(line)
		if !is {
			t.Errorf("%q cannot be run here; mark its block as interactive or other", line)
			continue
		}
		ran++
		var out bytes.Buffer
		code := Run(Env{
			Context: context.Background(), In: strings.NewReader(""), Out: &out, Err: &out,
			Now:     func() time.Time { return time.Date(2026, 11, 20, 14, 3, 0, 0, time.UTC) },
			NewID:   func() string { return "01TESTTESTTESTTESTTESTTEST" },
			Shipped: questionnaires.Files,
			Term:    Term{Width: 80},
			DataDir: os.Getwd,
		}, args)
		if len(want) == 0 && code != exitDone {
			t.Errorf("%s\nexit code %d", line, code)
		}
		if !shown(want, out.String()) {
			t.Errorf("%s\nprints:\n%s\nthe manual shows:\n%s", line, &out, strings.Join(want, "\n"))
		}
	}
	return ran
}

// shown reports whether the lines of a document match an output.
func shown(want []string, got string) bool {
	var pattern strings.Builder
	for _, line := range want {
		if line == "…" {
			pattern.WriteString(`(?:[^\n]*\n)*?`)
			continue
		}
		parts := strings.Split(strings.TrimRight(line, " "), "…")
		for i := range parts {
			parts[i] = regexp.QuoteMeta(parts[i])
		}
		pattern.WriteString(strings.Join(parts, `[^\n]*`) + ` *\n`)
	}
	return regexp.MustCompile(`^` + pattern.String() + `$`).MatchString(got)
}

// The tests above depend on shown refusing an output that differs.
func TestShownRefusesADifferentOutput(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		want  string
		got   string
		shown bool
	}{
		{"", "", true},
		{"", "a\n", false},
		{"a\nb", "a\nb\n", true},
		{"a\nb", "a\n", false},
		{"a…c", "abbbc\n", true},
		{"a…c", "ab\nbc\n", false},
		{"…\nlast", "a\nb\nlast\n", true},
		{"…\nlast", "a\nb\nlast\nmore\n", false},
		{"first\n…", "first\na\nb\n", true},
	} {
		var want []string
		if c.want != "" {
			want = strings.Split(c.want, "\n")
		}
		if got := shown(want, c.got); got != c.shown {
			t.Errorf("%q matches %q: %v", c.want, c.got, got)
		}
	}
}

var inlineCode = regexp.MustCompile("`[^`\n]+`")

func TestEveryCommandAndFlagInTheManualExists(t *testing.T) {
	t.Parallel()
	root := newRoot(Env{})
	for name, doc := range manual(t) {
		var lines []string
		for _, f := range fences(doc) {
			lines = append(lines, f.lines...)
		}
		for _, code := range inlineCode.FindAllString(doc, -1) {
			lines = append(lines, "$ "+strings.Trim(code, "`"))
		}
		for _, line := range lines {
			args, is := command(line)
			if why := ""; is {
				if why = wrongCommand(root, args); why != "" {
					t.Errorf("%s: %s: %s", name, line, why)
				}
			} else if flag, ok := strings.CutPrefix(line, "$ --"); ok && !anyHas(root, strings.FieldsFunc(flag, notInFlag)[0]) {
				t.Errorf("%s: no command has the flag --%s", name, flag)
			}
		}
	}
}

func notInFlag(r rune) bool { return (r < 'a' || r > 'z') && r != '-' }

// wrongCommand returns what is wrong with the command and the flags of a line.
func wrongCommand(root *cobra.Command, args []string) string {
	if len(args) == 0 {
		return ""
	}
	cmd, rest, err := root.Find(args)
	if err != nil || cmd == root && args[0] != "--version" {
		return "there is no such command"
	}
	if cmd.HasSubCommands() && len(rest) > 0 && !strings.HasPrefix(rest[0], "-") {
		return "there is no such command"
	}
	if cmd.Name() == "help" && len(rest) > 0 && rest[0] != "TOPIC" && Run(Env{Context: context.Background(), Out: io.Discard, Err: io.Discard}, append([]string{"help"}, rest...)) != exitDone {
		return "there is no such topic"
	}
	return wrongFlag(cmd, rest)
}

func wrongFlag(cmd *cobra.Command, words []string) string {
	for _, word := range words {
		if name, ok := strings.CutPrefix(word, "--"); ok && name != "" {
			name, _, _ = strings.Cut(name, "=")
			if cmd.Flag(name) == nil && name != "help" && name != "version" {
				return "it has no flag --" + name
			}
		}
	}
	return ""
}

// anyHas reports whether any command has a flag of that name.
func anyHas(cmd *cobra.Command, name string) bool {
	found := name == "help" || name == "version"
	cmd.Flags().VisitAll(func(f *pflag.Flag) { found = found || f.Name == name })
	cmd.PersistentFlags().VisitAll(func(f *pflag.Flag) { found = found || f.Name == name })
	return found || slices.ContainsFunc(cmd.Commands(), func(c *cobra.Command) bool { return anyHas(c, name) })
}

func TestTheManualIsShort(t *testing.T) {
	t.Parallel()
	for name, doc := range manual(t) {
		most := 700
		switch name {
		case "README.md":
			most = 900
		case "help/codes.md": // a table to look things up in
			continue
		}
		if n := len(strings.Fields(doc)); n > most {
			t.Errorf("%s has %d words; the limit is %d", name, n, most)
		}
	}
}

func TestEveryCommandHasExamples(t *testing.T) {
	t.Parallel()
	var each func(cmd *cobra.Command)
	each = func(cmd *cobra.Command) {
		for _, c := range cmd.Commands() {
			if c.Name() == "completion" {
				continue
			}
			if c.Example == "" || c.Short == "" {
				t.Errorf("%s has no example in its --help, or does not say what it does", c.CommandPath())
			}
			each(c)
		}
	}
	each(newRoot(Env{}))
}

// The tables in help/codes.md must list the codes of the program.
func TestTheTableOfCodesIsComplete(t *testing.T) {
	t.Parallel()
	rows := func(codes [][2]string) string {
		var b strings.Builder
		for _, c := range codes {
			b.WriteString("| `" + c[0] + "` | " + c[1] + " |\n")
		}
		return b.String()
	}
	assessment, questionnaire := problemCodes()
	const head = "| code | what to do |\n| --- | --- |\n"
	parts := strings.Split(topicText("codes"), head)
	if len(parts) != 3 {
		t.Fatalf("help/codes.md has %d tables of codes", len(parts)-1)
	}
	for i, table := range []string{rows(assessment), rows(questionnaire)} {
		_, after, _ := strings.Cut(parts[i+1], "\n\n")
		if after != "" {
			after = "\n" + after
		}
		parts[i+1] = table + after
	}
	want := strings.Join(parts, head)
	if *update {
		if err := os.WriteFile(filepath.Join("help", "codes.md"), []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != topicText("codes") {
		t.Error("help/codes.md differs from the codes of the program; to correct it: go test ./cmd/internal/cli -run TableOfCodes -update")
	}
}

// README.md and CI must use the same test command.
func TestCIRunsTheTestCommandOfTheManual(t *testing.T) {
	t.Parallel()
	const test = "go test ./..."
	if !strings.Contains(read(t, readmeFile), test) || !regexp.MustCompile(`(?m)^`+regexp.QuoteMeta(test)+`$`).MatchString(read(t, "../../../.ci/run")) {
		t.Errorf("README.md and .ci/run must both have %q", test)
	}
}
