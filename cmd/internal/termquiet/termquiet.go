// Package termquiet stops libraries doing needless work whenever the program starts, even
// for `stalkrisk version`.
//
// bubbletea v1 queries the background colour of the terminal: it prints escape codes, may
// swallow what a person has typed ahead, and waits five seconds if the terminal does not
// answer. termenv, which sends the query, does not if CI is set. clipboard, which bubbles
// imports, searches every folder of PATH for programs that reach the clipboard. We run none
// of them, since a terminal pastes by itself, and the search takes a twentieth of the time
// of `stalkrisk version`. So this package, which imports only os, sets CI and removes PATH
// while the others are initialised, and the first line of main puts both back.
//
// Go initialises packages in order of import path as soon as their imports are ready:
// this one once os is ready, bubbletea and clipboard much later. Tests in cmd/stalkrisk run
// the program in a terminal that never answers, and look at the order. Where the output is
// not a terminal, and not another device, there is nothing to query, and CI is left alone.
package termquiet

import "os"

var (
	setCI bool
	path  string // PATH as it was; "" if it was not set
)

func init() {
	info, err := os.Stdout.Stat()
	if device := err != nil || info.Mode()&os.ModeDevice != 0; device && os.Getenv("CI") == "" {
		setCI = os.Setenv("CI", "1") == nil
	}
	if path = os.Getenv("PATH"); path != "" {
		os.Unsetenv("PATH")
	}
}

// Undo puts CI and PATH back.
func Undo() {
	if setCI {
		os.Unsetenv("CI")
		setCI = false
	}
	if path != "" {
		os.Setenv("PATH", path)
		path = ""
	}
}
