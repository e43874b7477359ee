// Package termquiet stops the program querying the terminal as it starts.
//
// bubbletea v1 queries the background colour when it is initialised, on every run,
// even for `stalkrisk version`: it prints escape codes, may swallow what a person has
// typed ahead, and waits five seconds if the terminal does not answer. termenv, which
// sends the query, does not if CI is set. So this package, which imports only os, sets
// CI while the others are initialised, and the first line of main removes it.
//
// Go initialises packages in order of import path as soon as their imports are ready:
// this one once os is ready, bubbletea much later. A test in cmd/stalkrisk runs the
// program in a terminal that never answers. Where the output is not a terminal, and not
// another device, there is nothing to query and nothing to set.
package termquiet

import "os"

var mine bool

func init() {
	info, err := os.Stdout.Stat()
	if device := err != nil || info.Mode()&os.ModeDevice != 0; device && os.Getenv("CI") == "" {
		mine = os.Setenv("CI", "1") == nil
	}
}

// Undo removes CI again if this package set it.
func Undo() {
	if mine {
		os.Unsetenv("CI")
		mine = false
	}
}
