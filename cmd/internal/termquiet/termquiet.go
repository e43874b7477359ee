// Package termquiet keeps the program from asking the terminal anything as it
// starts.
//
// bubbletea v1 asks for the background colour when it is initialised, on every
// run, `stalkrisk version` included: it prints escape codes, may swallow what a
// person has typed ahead, and waits five seconds if nothing answers. termenv, which
// asks, does not if CI is set. So this package, which imports only os, sets it
// while the others are initialised, and main's first line removes it.
//
// Of the packages whose imports are initialised, Go initialises the first by import
// path: this one as soon as os is ready, bubbletea much later. A test in
// cmd/stalkrisk runs the program in a terminal that never answers.
package termquiet

import "os"

var mine bool

func init() {
	if os.Getenv("CI") == "" {
		mine = os.Setenv("CI", "1") == nil
	}
}

// Undo removes what was set, so that nothing else sees it.
func Undo() {
	if mine {
		os.Unsetenv("CI")
		mine = false
	}
}
