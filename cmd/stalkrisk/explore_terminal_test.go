//go:build !windows

package main

// The what-if screen as a person sees it.

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// shown is a made-up case in which one more serious answer makes the level high.
const shown = `format: stalkrisk.assessment/1
id: T1
case: {reference: MADE-UP-7, relationship: former_partner, children: "no"}
assessed_at: 2026-11-20T14:03:00Z
contact: {safe_to_talk: "yes", ended: finished}
responses:
  stalking: {near-now: "no", weapon: "no", specific-threat: "no", intrusion: "no", threats: "no", approach: "yes", fear: {answer: "yes", note: MARKER}, persistence: "yes", life-changed: "no"}
  dash: {q01: "yes", q08: "no"}
`

func whatIf(t *testing.T, w, h int, env ...string) (x *window, file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "case.yaml")
	if err := os.WriteFile(file, []byte(shown), 0o600); err != nil {
		t.Fatal(err)
	}
	return openWindow(t, w, h, env, "explore", file), file
}

func TestWhatIfInATerminal(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{120, 40}, {80, 24}, {60, 16}} {
		for _, env := range []string{"NO_COLOR=", "NO_COLOR=1"} {
			t.Run(fmt.Sprintf("%dx%d %s", size[0], size[1], env), func(t *testing.T) {
				t.Parallel()
				x, file := whatIf(t, size[0], size[1], env)
				x.sees("WHAT IF MADE-UP-7", "> STALKING <", "Moderate so far")
				x.goTo("threats", asks("threats"))
				x.press("y", "Level is now HIGH.")
				x.sees("1 answer changed")
				x.goTo("q08", "> DASH <")
				x.press("y", "2 answers changed")
				x.press("z", "Undone.")
				x.press("=", "m smallest change")
				x.press("m", "LOWER: from HIGH, 1 answer")
				x.press(esc, "> DASH <")
				x.press("w", "case.what-if.yaml")
				x.press("\r", "Saved, and marked as a what-if")
				x.press("R", "Back to the recorded answers")
				x.types("q")
				if code := x.ends(); code != 0 {
					t.Errorf("exit code %d; want 0", code)
				}
				if b, _ := os.ReadFile(file); string(b) != shown {
					t.Errorf("the file has changed:\n%s", b)
				}
				holds(t, strings.TrimSuffix(file, ".yaml")+".what-if.yaml", "status: draft", "reference: what-if MADE-UP-7", "threats: \"yes\"")
				if env == "NO_COLOR=1" && (strings.Contains(x.written(), "\x1b[31") || strings.Contains(x.written(), ";31m")) {
					t.Error("NO_COLOR is set, and a colour was written")
				}
				if left := x.leftBehind(); strings.Contains(left, "MADE-UP") || strings.Contains(left, "MARKER") {
					t.Errorf("part of the case stays in the scroll-back:\n%q", left)
				}
			})
		}
	}
}

// However the screen is left, the file stays as it was and no other file appears.
func TestLeavingAWhatIf(t *testing.T) {
	t.Parallel()
	for _, way := range []struct {
		name  string
		leave func(*window)
		code  int
	}{
		{"q, after a warning", func(x *window) { x.press("q", "not saved"); x.types("q") }, 0},
		{"Ctrl+C", func(x *window) { x.types("\x03") }, 130},
		{"SIGTERM", func(x *window) { x.cmd.Process.Signal(syscall.SIGTERM) }, 130},
		{"SIGHUP", func(x *window) { x.cmd.Process.Signal(syscall.SIGHUP) }, 130},
		{"closed window", func(x *window) { x.pty.Close() }, 130},
		{"Ctrl+C while naming a file", func(x *window) { x.press("w", "File name:"); x.types("\x03") }, 130},
	} {
		t.Run(way.name, func(t *testing.T) {
			t.Parallel()
			x, file := whatIf(t, 80, 24)
			x.sees("WHAT IF MADE-UP-7")
			x.press("y", "1 answer changed")
			way.leave(x)
			if code := x.ends(); code != way.code {
				t.Errorf("exit code %d; want %d", code, way.code)
			}
			files, _ := os.ReadDir(filepath.Dir(file))
			if b, _ := os.ReadFile(file); string(b) != shown || len(files) != 1 {
				t.Errorf("%d files; the file is\n%s", len(files), b)
			}
		})
	}
}

// If the screen cannot be shown, a message says why and what to do instead.
func TestNoWhatIfWithoutAScreen(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		w, h     int
		env, why string
	}{
		{59, 24, "TERM=xterm-256color", "this window is smaller than 60 by 16"},
		{80, 24, "TERM=dumb", "this terminal cannot show a full screen"},
	} {
		x, _ := whatIf(t, c.w, c.h, c.env)
		if code := x.ends(); code != 2 {
			t.Errorf("exit code %d; want 2", code)
		}
		if said := strings.Join(strings.Fields(x.written()), " "); !strings.Contains(said, c.why) || !strings.Contains(said, "add --set ITEM=ANSWER") {
			t.Errorf("printed %q", said)
		}
	}
}
