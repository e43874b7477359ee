package cli

import (
	"bytes"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// failing is a stream that cannot be written.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "/dev/stdout", Err: f.err}
}

// A result that nobody could read is never success.
func TestAFullStandardOutputIsAFailure(t *testing.T) {
	t.Parallel()
	for _, path := range slices.Sorted(maps.Keys(commands(t))) {
		how := invocations[path]
		if strings.Contains(how.args, "--plain") {
			continue // the conversation has tests of its own
		}
		dir := t.TempDir()
		writeFiles(t, dir)
		line := path + " " + how.args
		var said bytes.Buffer
		code := Run(testEnv(failing{syscall.ENOSPC}, &said), argsIn(dir, line))
		if code != exitFailed || strings.Count(said.String(), "no space left") != 1 {
			t.Errorf("%s: exit code %d, and said:\n%s", line, code, &said)
		}
		dir = t.TempDir() // key new never replaces keys
		writeFiles(t, dir)
		code = Run(testEnv(failing{syscall.EPIPE}, &said), argsIn(dir, line))
		if code != exitDone {
			t.Errorf("%s, whose reader has what it wanted: exit code %d", line, code)
		}
	}
}

// A message that nobody could read may have said what to do.
func TestAFullStandardErrorIsAFailure(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"score case.yaml --summary", "explore case.yaml --set fear=no --save fresh.yaml", "timeline later.yaml --into case.yaml",
		"check broken.yaml", "score broken.yaml", "score broken.yaml --problems ./problems",
	} {
		for err, want := range map[error]int{syscall.ENOSPC: exitFailed, syscall.EPIPE: -1} {
			dir := t.TempDir()
			writeFiles(t, dir)
			write(t, filepath.Join(dir, "broken.yaml"), caseText("A7")+"more: no\n")
			if want < 0 || strings.Contains(line, "--problems") { // as it is otherwise
				want, _, _ = runIn(t, dir, line)
				os.Remove(filepath.Join(dir, "fresh.yaml"))
			}
			var out bytes.Buffer
			if code := Run(testEnv(&out, failing{err}), argsIn(dir, line)); code != want {
				t.Errorf("%s, %v: exit code %d, want %d", line, err, code, want)
			}
			if strings.HasPrefix(line, "score") && !strings.Contains(out.String(), "stalkrisk.result/1") && err == error(syscall.EPIPE) {
				t.Errorf("%s: the results are missing", line)
			}
		}
	}
}

func TestAFullFileIsAFailure(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip(err)
	}
	eachOutput(t, func(t *testing.T, dir, name, flag, line string) {
		if flag == "--save" {
			return // it names a new file
		}
		code, _, said := runIn(t, dir, strings.Replace(strings.Replace(line, "./"+name, "/dev/full", 1), "score case.yaml", "score case.yaml later.yaml broken.yaml", 1))
		want := exitFailed
		if flag == "--problems" {
			write(t, filepath.Join(dir, "broken.yaml"), caseText("A7")+"more: no\n")
			code, _, said = runIn(t, dir, "score broken.yaml --problems /dev/full")
		}
		if code != want || !strings.Contains(said, "no space left") && !strings.Contains(said, "no such file") {
			t.Errorf("exit code %d: %s", code, said)
		}
	})
}

// In a conversation nobody may miss a question or the level: a closed pipe is a
// failure, and what was answered is saved.
func TestAReaderThatLeavesAConversation(t *testing.T) {
	t.Parallel()
	for _, how := range []struct {
		what      string
		out, said io.Writer
	}{
		{"the questions", io.Discard, failing{syscall.EPIPE}},
		{"the questions, after some", io.Discard, &leaving{20}},
		{"the level at the end", failing{syscall.EPIPE}, io.Discard},
		{"the level at the end, for a full disk", failing{syscall.ENOSPC}, io.Discard},
	} {
		file := filepath.Join(t.TempDir(), "case.yaml")
		env := testEnv(how.out, how.said)
		env.In = strings.NewReader(wholeCall)
		if code := Run(env, []string{"assess", file, "--plain", "--case", "C"}); code != exitFailed {
			t.Errorf("%s: exit code %d, want 1", how.what, code)
		}
		if _, err := os.Stat(file); err != nil {
			t.Errorf("%s: %v", how.what, err)
		}
	}
}

// The reader of one output leaves: what else was asked for is made all the same, and
// the exit code still says that there were problems.
func TestAReaderThatLeavesOneOfSeveralOutputs(t *testing.T) {
	t.Parallel()
	for _, how := range []struct {
		line, made string
		want       int
	}{
		{"score case.yaml broken.yaml --summary-json ./made.json", "made.json", exitInvalid},
		{"score case.yaml broken.yaml --problems ./made.ndjson", "made.ndjson", exitInvalid},
		{"explore case.yaml --set fear=no --save ./made.yaml", "made.yaml", exitDone},
		{"timeline ./new.csv --into case.yaml", "case.yaml", exitDone},
	} {
		dir := t.TempDir()
		writeFiles(t, dir)
		write(t, filepath.Join(dir, "broken.yaml"), caseText("A7")+"more: no\n")
		write(t, filepath.Join(dir, "new.csv"), "case,at,kind\nNP-MARKER,2026-10-01,visit\n")
		var said bytes.Buffer
		if code := Run(testEnv(failing{syscall.EPIPE}, &said), argsIn(dir, how.line)); code != how.want {
			t.Errorf("%s: exit code %d, want %d: %s", how.line, code, how.want, &said)
		}
		if b, err := os.ReadFile(filepath.Join(dir, how.made)); err != nil || len(b) == 0 || string(b) == caseText("A1") {
			t.Errorf("%s: %s holds %q, %v", how.line, how.made, b, err)
		}
	}
}

// leaving is a reader that closes the pipe after some writes.
type leaving struct{ after int }

func (l *leaving) Write(b []byte) (int, error) {
	if l.after--; l.after < 0 {
		return 0, syscall.EPIPE
	}
	return len(b), nil
}
