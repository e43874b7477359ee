// Package cli is the command tree of stalkrisk. Only it knows flags, exit codes and
// the clock.
//
// Each command has a file: an options struct, newX, which only parses, and runX,
// which only works. env.go holds what a command takes from the world outside,
// formats.go the formats that commands write, exit.go the exit codes, and help/ the
// topics of help.
package cli
