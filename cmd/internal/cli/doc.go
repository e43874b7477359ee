// Package cli is the command tree of stalkrisk. Only it knows flags, exit codes and
// the clock.
//
// Of each command, newX only parses and runX only works. env.go holds what a command
// takes from the world outside, formats.go the formats that commands write, exit.go
// the exit codes, and help/ the topics of help.
package cli
