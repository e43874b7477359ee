// Package termquiet keeps the program from asking the terminal anything as it
// starts.
//
// bubbletea v1 asks for the background colour when it is initialised, on every
// run, `stalkrisk version` included: it prints escape codes, may swallow what a
// person has typed ahead, and waits five seconds where nothing answers. termenv,
// which asks, keeps quiet where CI is set. So this package, which opens os and
// nothing else, sets it while the others are initialised, and main's first line
// takes it back.
//
// Packages are initialised by import path among those that are ready: this one
// is ready with os, bubbletea only much later. A test in cmd/stalkrisk runs the program in a
// terminal that never answers.
package termquiet

import "os"

var mine bool

func init() {
	if os.Getenv("CI") == "" {
		mine = os.Setenv("CI", "1") == nil
	}
}

// Undo takes back what was set, so that nothing else sees it.
func Undo() {
	if mine {
		os.Unsetenv("CI")
		mine = false
	}
}
